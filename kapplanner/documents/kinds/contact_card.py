"""Cards with the clinic's numbers, eight on a page, for the patient's pocket and the people around."""

from kapplanner.documents.content import Block, Cards, Paragraph, Reader, Sheet, Size, Unit, WriteIn, bold, plain
from kapplanner.documents.edition import Edition
from kapplanner.documents.kind import DocumentKind
from kapplanner.documents.moments import NO_BREAK, unbroken
from kapplanner.documents.request import PrintRequest
from kapplanner.domain.people import Role


def write(request: PrintRequest) -> tuple[Sheet, ...]:
    """One page of cards."""
    edition = Edition.for_patient(request)
    words = edition.words
    name = words("contact-card.name")
    how_to = words("contact-card.how_to_fold" if request.size == 18 else "contact-card.how_to")
    cards = Cards(name, how_to, (*_phones(edition), _emergency(edition)), _about(edition))
    return (Sheet(KIND.id, name, name, Reader.PATIENT, Unit.PAPER, (cards,)),)


def _phones(edition: Edition) -> tuple[Block, ...]:
    """The clinic, and its number by day and by night; a line for one that nobody entered."""
    words, site = edition.words, edition.plan.site
    day, night = (unbroken(phone.strip()) for phone in (site.phone_day, site.phone_night))
    blocks: list[Block] = [Paragraph(bold(edition.clinic), Size.HEADING)]
    if day and day == night:
        return (*blocks, Paragraph(plain(words("contact-card.call"))), Paragraph(bold(day), Size.NUMBER))
    for label, phone in ((words("contact.day"), day), (words("contact.night"), night)):
        numbered = Paragraph(bold(f"{label}{NO_BREAK}{phone}"), Size.NUMBER)
        blocks.append(numbered if phone else WriteIn(label))
    return tuple(blocks)


def _emergency(edition: Edition) -> Paragraph:
    number = unbroken(edition.plan.site.emergency_number.strip())
    key = "contact.emergency" if number else "contact.emergency_missing"
    return Paragraph(edition.words.spans(key, number=number))


def _about(edition: Edition) -> tuple[Block, ...]:
    """The clinician, until when the course lasts, and what others can do."""
    words, plan = edition.words, edition.plan
    blocks: list[Block] = [WriteIn(words("contact-card.clinician"), _clinician(edition))]
    if plan.medicine_sessions:
        last = max(edition.restrictions(session).driving_again.date() for session in plan.medicine_sessions)
        blocks.append(Paragraph(words.spans("contact-card.until", date=edition.moments.full(last))))
    return (*blocks, Paragraph(plain(words("contact-card.help"))))


def _clinician(edition: Edition) -> str:
    """Who prescribes in the course, else who leads its talks; empty where nobody was named."""
    for role in (Role.PRESCRIBER, Role.THERAPIST):
        for session in edition.plan.sessions:
            entered = session.practitioner_as(role)
            person = edition.plan.practitioner(entered.practitioner) if entered and entered.practitioner else None
            if person is not None and session.is_active:
                return person.name
    return ""


KIND = DocumentKind("contact-card", "Contact cards", Reader.PATIENT, 60, write, in_patient_pack=True)
