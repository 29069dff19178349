"""The aftercare sheet: one page for each medicine day, to take along when the watch is over.

One for each day and not one for all, because it names the clock times and dates of that day and the next visit.
"""

from datetime import date, datetime, timedelta

from kapplanner.documents.company import escort_of
from kapplanner.documents.contact import compact_contact, contact_foot
from kapplanner.documents.content import (
    Block,
    Box,
    Heading,
    ItemList,
    Mark,
    Marker,
    Paragraph,
    Reader,
    Sheet,
    Size,
    Together,
    Unit,
    WriteIn,
    plain,
)
from kapplanner.documents.edition import Edition
from kapplanner.documents.kind import DocumentKind
from kapplanner.documents.moments import unbroken
from kapplanner.documents.request import PrintRequest
from kapplanner.documents.visits import name_of
from kapplanner.domain.people import EscortKind
from kapplanner.domain.restrictions import Restrictions
from kapplanner.domain.session import Session


def write(request: PrintRequest) -> tuple[Sheet, ...]:
    """A sheet for each medicine day, in order."""
    edition = Edition.for_patient(request)
    medicine = request.plan.medicine_sessions
    days = sorted({session.day for session in medicine})
    return tuple(_sheet(edition, day, tuple(s for s in medicine if s.day == day)) for day in days)


def _sheet(edition: Edition, day: date, medicine: tuple[Session, ...]) -> Sheet:
    words, last = edition.words, medicine[-1]
    limit = edition.restrictions(last)
    tomorrow = day + timedelta(days=1)
    weekday = edition.moments.weekday(tomorrow)
    until = limit.accompanied_until
    driving = words.spans("aftercare.drive", date=edition.moments.full(limit.driving_again.date()))
    alone = words.spans("aftercare.alone", time=edition.moments.said(until), date=edition.moments.full(until.date()))
    tonight = words.items("aftercare.tonight_items", until=_until(edition, limit, day), tomorrow=weekday)
    blocks: tuple[Block, ...] = (
        Heading(words("aftercare.name"), 1),
        Paragraph(plain(_lead(edition, day, medicine)), Size.LEAD, Mark.DIAMOND),
        Heading(words("aftercare.tonight")),
        ItemList((driving, alone, *tonight), Marker.DOT),
        Heading(words("aftercare.tomorrow", date=edition.moments.full(tomorrow))),
        _dots(edition, "tomorrow"),
        Together((Heading(words("aftercare.call")), _dots(edition, "call", columns=2))),
        _emergency(edition),
        WriteIn(words("aftercare.companion"), _companion(edition, last)),
        WriteIn(words("aftercare.next"), _next_visit(edition, limit.observe_until)),
    )
    return Sheet(
        kind=KIND.id,
        name=words("aftercare.name"),
        place=words("aftercare.place", date=edition.moments.full(day)),
        reader=Reader.PATIENT,
        unit=Unit.DAY,
        blocks=blocks,
        foot=(compact_contact(edition, formats=True),) if edition.request.size == 18 else contact_foot(edition),
        day=day,
    )


def _lead(edition: Edition, day: date, medicine: tuple[Session, ...]) -> str:
    number = edition.plan.medicine_number(medicine[-1])
    total = len(edition.plan.medicine_sessions)
    counted = edition.words("medicine-day.session_of", number=number, total=total)
    return edition.words("aftercare.lead", date=edition.moments.heading(day), session=counted)


def _until(edition: Edition, limit: Restrictions, day: date) -> str:
    """The end of the watch; with its weekday where that is after midnight."""
    time = edition.moments.said(limit.observe_until)
    if limit.observe_until.date() == day:
        return time
    weekday = edition.moments.weekday(limit.observe_until.date())
    return edition.words("moments.next_day", time=time, weekday=weekday)


def _dots(edition: Edition, name: str, columns: int = 1) -> ItemList:
    return ItemList(edition.words.items(f"aftercare.{name}_items"), Marker.DOT, columns)


def _emergency(edition: Edition) -> Box:
    number = unbroken(edition.plan.site.emergency_number.strip())
    title = edition.words("aftercare.emergency" if number else "aftercare.emergency_missing", number=number)
    return Box(title, thick=True, items=_dots(edition, "emergency", columns=2))


def _companion(edition: Edition, session: Session) -> str:
    """Who stays, with the phone; empty where nobody was named."""
    escort = escort_of(edition.plan, session)
    if escort is None:
        return ""
    if escort.kind is EscortKind.ON_SITE_STAFF:
        return edition.words("aftercare.companion_staff")
    return ", ".join(filter(None, (escort.name, unbroken(escort.phone))))


def _next_visit(edition: Edition, after: datetime) -> str:
    """When staff next see or call the patient; empty where nothing is planned."""
    moments = edition.moments
    for session in edition.plan.sessions:
        if session.is_active and session.is_contact and session.start >= after:
            when = {"date": moments.heading(session.day), "time": moments.clock(session.start)}
            return edition.words("aftercare.next_at", what=name_of(edition, session), **when)
    return ""


KIND = DocumentKind("aftercare", "Aftercare sheet", Reader.PATIENT, 40, write, in_patient_pack=True)
