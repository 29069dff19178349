"""Times for the patient and for the person who stays: each medicine day with its strip, on as few pages as it takes."""

from datetime import date, datetime

from kapplanner.documents.company import companion_lines, escort_of
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
    Text,
    Together,
    Unit,
    joined,
    plain,
)
from kapplanner.documents.day_strip import day_strip
from kapplanner.documents.edition import Edition
from kapplanner.documents.kind import DocumentKind
from kapplanner.documents.request import PrintRequest
from kapplanner.domain.people import EscortKind
from kapplanner.domain.session import Session


def write(request: PrintRequest) -> tuple[Sheet, ...]:
    """One sheet for the whole course; none where it has no medicine."""
    edition = Edition.for_patient(request)
    medicine = request.plan.medicine_sessions
    if not medicine:
        return ()
    words = edition.words
    days = sorted({session.day for session in medicine})
    blocks: tuple[Block, ...] = (
        Heading(words("restriction-strip.name"), 1),
        Paragraph(plain(words("restriction-strip.lead")), Size.LEAD),
        Box(words("restriction-strip.most_important"), (words.spans("restriction-strip.important"),), thick=True),
        *(_day(edition, day, tuple(s for s in medicine if s.day == day)) for day in days),
        _companion(edition, medicine[-1]),
    )
    name = words("restriction-strip.name")
    return (Sheet(KIND.id, name, name, Reader.PATIENT, Unit.PAPER, blocks, _foot(edition)),)


def _foot(edition: Edition) -> tuple[Block, ...]:
    """Whom to call: large in large print, else in little room, so that a course needs fewer pages."""
    return contact_foot(edition) if edition.request.size == 18 else (compact_contact(edition, formats=True),)


def _day(edition: Edition, day: date, medicine: tuple[Session, ...]) -> Together:
    """The day with its strip; the times of each dose, and from the last one when it is over."""
    words, moments = edition.words, edition.moments
    limits = tuple(edition.restrictions(session) for session in medicine)
    with_us: list[str] = []
    texts: list[Text] = []
    for session, limit in zip(medicine, limits, strict=True):
        with_us.append(moments.span(session.start, limit.observe_until))
        food, drink = (_stop(edition, moment, day) for moment in (limit.food_stop, limit.drink_stop))
        texts.append(words.spans("restriction-strip.before", food=food, drink=drink))
    last = limits[-1]
    driving = moments.full(last.driving_again.date())
    company = _at(edition, last.accompanied_until, day)
    texts[-1] = joined(texts[-1], words.spans("restriction-strip.after", company=company, driving=driving))
    after = words("restriction-strip.session", times=", ".join(with_us))
    heading = Heading(moments.heading(day), 2, Mark.DIAMOND, after)
    return Together((heading, day_strip(edition, day, medicine, limits), *map(Paragraph, texts)))


def _stop(edition: Edition, moment: datetime, page: date) -> str:
    """A time to stop by, with its date where that is not the day's own."""
    time, day = edition.moments.stop_said(moment)
    return time if day == page else _dated(edition, time, day)


def _at(edition: Edition, moment: datetime, page: date) -> str:
    time = edition.moments.said(moment)
    return time if moment.date() == page else _dated(edition, time, moment.date())


def _dated(edition: Edition, time: str, day: date) -> str:
    return edition.words("restriction-strip.at_on", time=time, date=edition.moments.full(day))


def _companion(edition: Edition, session: Session) -> Together:
    """What the person who stays can do, with their name; a sentence where it is the staff."""
    words, escort = edition.words, escort_of(edition.plan, session)
    lines = companion_lines(edition, session)
    if escort is not None and escort.kind is EscortKind.ON_SITE_STAFF:
        return Together((*lines, Paragraph(words.spans("restriction-strip.staff"))))
    items = ItemList(words.items("restriction-strip.companion_items"), Marker.DOT)
    return Together((Heading(words("restriction-strip.companion")), items, *lines))


KIND = DocumentKind("restriction-strip", "Times for patient and escort", Reader.PATIENT, 36, write)
