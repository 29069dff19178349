"""The consent checklist: which topics were talked about, and that consent is asked again on each medicine day.

It is a list of topics and no legal text: consent itself stands on the clinic's own form, whose number is written in.
"""

from datetime import timedelta
from typing import Final

from kapplanner.documents.content import (
    Block,
    Box,
    Cell,
    Column,
    Heading,
    ItemList,
    Paragraph,
    Reader,
    Sheet,
    SideBySide,
    Signatures,
    Size,
    Table,
    TableLook,
    Unit,
    WriteIn,
    plain,
)
from kapplanner.documents.edition import Edition
from kapplanner.documents.kind import DocumentKind
from kapplanner.documents.masthead import masthead
from kapplanner.documents.medicine_session import MedicineSession, medicine_sessions
from kapplanner.documents.moments import unbroken
from kapplanner.documents.request import PrintRequest
from kapplanner.domain.people import Answer, EscortKind
from kapplanner.domain.session import Route
from kapplanner.domain.time import local_time

_COMPOUNDED: Final = frozenset({Route.SL, Route.PO, Route.IN})
"""Routes whose medicine a pharmacy makes up (clinical.md, rule 23; FDA warning of 2023)."""
_TOPICS: Final = ("treatment", "risks", "sessions", "rights")


def write(request: PrintRequest) -> tuple[Sheet, ...]:
    """One sheet for the course."""
    edition = Edition.for_team(request)
    words, name = edition.words, edition.words("consent.name")
    entries = medicine_sessions(edition)
    topics = {key: (Heading(words(f"consent.{key}")), _topics(edition, entries, key)) for key in _TOPICS}
    blocks: list[Block] = [
        masthead(edition, _head(edition, entries)),
        Box("", (words.spans("consent.no_form"),)),
        WriteIn(words("consent.form_number")),
        SideBySide(topics["treatment"], topics["risks"]),
        SideBySide(topics["sessions"], topics["rights"]),
        *_agreed(edition),
        *_again(edition, entries),
        Signatures((words("consent.sign_patient"), words("consent.sign_clinician"))),
    ]
    return (Sheet(KIND.id, name, name, Reader.TEAM, Unit.PAPER, tuple(blocks)),)


def _head(edition: Edition, entries: tuple[MedicineSession, ...]) -> tuple[Block, ...]:
    """Title, the plan, what the plan already says of consent, and until when it is to be signed."""
    words, consent = edition.words, edition.plan.profile.consent
    answers = (
        ("given", consent.given),
        ("off_label", consent.off_label_explained),
        *((("compounded", consent.compounded_explained),) if _is_compounded(entries) else ()),
    )
    lines = [words(f"consent.{key}", answer=_answer(edition, answer)) for key, answer in answers]
    if consent.given is Answer.YES and consent.given_on is not None:
        lines[0] = words("consent.given_on", date=edition.moments.clinical(consent.given_on))
    told = f"{words('consent.in_plan')}\n" + "\n".join(lines)
    by = _by(edition, entries)
    return (
        Heading(words("consent.name"), 1),
        Paragraph(plain(edition.plan.title), Size.LEAD),
        Paragraph(plain(f"{told}\n{by}" if by else told)),
    )


def _answer(edition: Edition, answer: Answer) -> str:
    return edition.words(f"consent.answer_{answer.name.lower()}")


def _by(edition: Edition, entries: tuple[MedicineSession, ...]) -> str:
    """Until when written consent is asked for by the rules, as a clock time."""
    if not entries:
        return ""
    hours = entries[0].rules.hours_before_the_first_dose("profile.consent.given_on")
    if hours is None:
        return ""
    plan = edition.plan
    moment = local_time(plan.dose_time(entries[0].session) - timedelta(minutes=int(hours * 60)), plan.zone)
    return edition.words("consent.by", time=edition.moments.clinical_time(moment))


def _is_compounded(entries: tuple[MedicineSession, ...]) -> bool:
    return any(entry.medicine.route in _COMPOUNDED for entry in entries)


def _topics(edition: Edition, entries: tuple[MedicineSession, ...], key: str) -> ItemList:
    """The topics of a group, with those that only some plans need, and the clinic's own numbers in them."""
    words = edition.words
    items = list(words.list(f"consent.{key}_topics"))
    if key == "treatment" and _is_compounded(entries):
        items.insert(1, words("consent.compounded_topic"))
    if key == "risks" and edition.plan.profile.child_bearing_potential is not Answer.NO:
        items.append(words("consent.pregnancy_topic"))
    if key == "sessions" and entries:
        watched = max(entry.profile.observation_minutes for entry in entries)
        alone = max(entry.profile.accompanied_minutes for entry in entries)
        items += [
            words("consent.watched_topic", minutes=unbroken(f"{watched} min")),
            words("consent.alone_topic", hours=unbroken(f"{alone // 60} h")),
        ]
    return ItemList(tuple(plain(item) for item in items))


def _agreed(edition: Edition) -> tuple[Block, ...]:
    """What was agreed, to write in; who is called in an emergency, and who takes the patient home."""
    words, patient = edition.words, edition.plan.patient
    person, escort = patient.support_person, patient.escort
    contact = ", ".join(filter(None, (person.name, unbroken(person.phone)))) if person else ""
    home = escort.name if escort is not None and escort.kind is not EscortKind.NONE else ""
    return (
        Heading(words("consent.agreed")),
        SideBySide((WriteIn(words("consent.touch")),), (WriteIn(words("consent.recording")),), share=0.5),
        SideBySide((WriteIn(words("consent.contact"), contact),), (WriteIn(words("consent.escort"), home),), share=0.5),
    )


def _again(edition: Edition, entries: tuple[MedicineSession, ...]) -> tuple[Block, ...]:
    """A cell for the initials of both on each medicine day, two days beside one another."""
    if not entries:
        return ()
    words = edition.words
    half = (len(entries) + 1) // 2
    columns = tuple(
        Column(words(f"consent.{key}"), share)
        for _ in range(2)
        for key, share in (("day", 0.26), ("patient", 0.12), ("clinician", 0.12))
    )
    rows = []
    for place in range(half):
        row: list[Cell] = []
        for entry in (entries[place], entries[place + half] if place + half < len(entries) else None):
            row += [Cell((plain(_day(entry)),) if entry else ()), Cell(()), Cell(())]
        rows.append(tuple(row))
    table = Table(columns, tuple(rows), row_heads=False, look=TableLook.CLOSE_GRID)
    return Heading(words("consent.again"), after=words("consent.again_how")), table


def _day(entry: MedicineSession) -> str:
    date = entry.edition.moments.clinical(entry.session.day)
    return entry.edition.words("consent.day_of", number=entry.number, date=date)


KIND = DocumentKind("consent", "Consent checklist", Reader.TEAM, 130, write)
