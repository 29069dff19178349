"""Who stays with the patient after a medicine session, and until when."""

from kapplanner.documents.content import Block, Heading, Paragraph, Text, WriteIn, plain
from kapplanner.documents.edition import Edition
from kapplanner.documents.moments import unbroken
from kapplanner.domain.people import Escort, EscortKind
from kapplanner.domain.plan import Plan
from kapplanner.domain.restrictions import Restrictions
from kapplanner.domain.session import Session


def company(edition: Edition, session: Session, limit: Restrictions) -> tuple[Block, ...]:
    """A heading, who stays, and until when."""
    retreat = edition.plan.retreat
    stays_here = retreat is not None and retreat.first_day <= session.day <= retreat.last_day
    heading = Heading(edition.words("medicine-day.company" if stays_here else "medicine-day.company_home"))
    return heading, *companion_lines(edition, session), Paragraph(not_alone(edition, limit))


def companion_lines(edition: Edition, session: Session) -> tuple[Block, ...]:
    """Name and phone of the adult who stays; empty lines where nobody was named, a sentence where it is the staff."""
    words, escort = edition.words, escort_of(edition.plan, session)
    if escort is not None and escort.kind is EscortKind.ON_SITE_STAFF:
        return (Paragraph(plain(words("medicine-day.company_staff"))),)
    return (
        WriteIn(words("medicine-day.company_name"), escort.name if escort else ""),
        WriteIn(words("medicine-day.company_phone"), unbroken(escort.phone) if escort else ""),
    )


def escort_of(plan: Plan, session: Session) -> Escort | None:
    """The adult or the staff who stay after a session; None where nobody who can stay was named."""
    escort = (session.medicine.escort if session.medicine else None) or plan.patient.escort
    stays = escort is not None and escort.kind in {EscortKind.NAMED_ADULT, EscortKind.ON_SITE_STAFF}
    return escort if stays else None


def not_alone(edition: Edition, limit: Restrictions) -> Text:
    """Until when somebody must stay."""
    until = limit.accompanied_until
    return edition.words.spans(
        "medicine-day.company_until",
        time=edition.moments.said(until),
        date=edition.moments.full(until.date()),
    )
