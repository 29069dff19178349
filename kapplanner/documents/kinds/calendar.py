"""The calendar: a landscape page a week with seven columns, and a list of dates outside the course's weeks.

Large print has no columns: a week is a list of its days down the page (RNIB and US large-print practice).
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from kapplanner.documents.clock_change import clock_change_text
from kapplanner.documents.contact import compact_contact, contact_foot
from kapplanner.documents.content import (
    Block,
    Box,
    Cell,
    Column,
    Day,
    Event,
    Heading,
    Mark,
    Paragraph,
    Reader,
    Sheet,
    SideBySide,
    Size,
    Table,
    Text,
    Unit,
    Week,
    bold,
    flat,
    joined,
    plain,
)
from kapplanner.documents.days import drink_words, spoken_rules
from kapplanner.documents.edition import Edition
from kapplanner.documents.kind import DocumentKind
from kapplanner.documents.moments import capital
from kapplanner.documents.request import PrintRequest
from kapplanner.documents.visits import event, time_of
from kapplanner.domain.plan import Plan
from kapplanner.domain.session import Session

_LARGE = 18


@dataclass(frozen=True, slots=True)
class CourseWeek:
    """Seven days from the plan's first day on, or from a multiple of seven days after it."""

    number: int
    days: tuple[date, ...]


def write(request: PrintRequest) -> tuple[Sheet, ...]:
    """A sheet for each week of the course; then one for all other dates."""
    edition = Edition.for_patient(request)
    weeks, others = course_weeks(request.plan)
    week_sheet = _large_week if request.size == _LARGE else _week
    sheets = [week_sheet(edition, week) for week in weeks]
    if others:
        sheets.append(_other_dates(edition, others))
    return tuple(sheets)


def course_weeks(plan: Plan) -> tuple[tuple[CourseWeek, ...], tuple[date, ...]]:
    """The weeks with medicine or with appointments of the stay, and the days with appointments outside of them."""
    grouped: dict[int, set[date]] = defaultdict(set)
    for session in plan.sessions:
        if session.is_active:
            grouped[_week_of(plan, session.day)].add(session.day)
    wanted = {_week_of(plan, session.day) for session in plan.medicine_sessions}
    if plan.retreat is not None:
        first, last = (_week_of(plan, day) for day in (plan.retreat.first_day, plan.retreat.last_day))
        wanted |= set(range(first, last + 1)) & grouped.keys()
    weeks = tuple(
        CourseWeek(number + 1, tuple(plan.first_day + timedelta(days=7 * number + day) for day in range(7)))
        for number in sorted(wanted)
    )
    others = sorted(day for number, days in grouped.items() if number not in wanted for day in days)
    return weeks, tuple(others)


def _week_of(plan: Plan, day: date) -> int:
    return (day - plan.first_day).days // 7


def _title(edition: Edition, week: CourseWeek) -> str:
    first, last = week.days[0], week.days[-1]
    months = edition.words("calendar.month", month=edition.moments.month(first), year=first.year)
    if (first.month, first.year) != (last.month, last.year):
        later = edition.words("calendar.month", month=edition.moments.month(last), year=last.year)
        months = edition.words("calendar.months", first=months, last=later)
    return edition.words("calendar.week", number=week.number, months=months)


def _week(edition: Edition, week: CourseWeek) -> Sheet:
    words = edition.words
    title = _title(edition, week)
    medicine = [session for day in week.days for session in edition.sessions_on(day) if session.is_medicine]
    drinks = {drink_words(edition, session) for session in medicine}
    same = len(drinks) == 1
    blocks: tuple[Block, ...] = (
        Heading(title, 1),
        Paragraph(words.spans("calendar.how_to"), Size.SMALL),
        Week(tuple(_day(edition, day, with_drink=not same) for day in week.days)),
    )
    told = words.spans("calendar.before_same", time=min(drinks)) if same else words.spans("calendar.before")
    before = Box(words("calendar.before_title"), (told,), thick=True, compact=True)
    return _sheet(
        edition, title, blocks, (SideBySide((before,), (compact_contact(edition, formats=True),)),), landscape=True
    )


def _sheet(
    edition: Edition,
    place: str,
    blocks: tuple[Block, ...],
    foot: tuple[Block, ...],
    *,
    landscape: bool = False,
    unit: Unit = Unit.WEEK,
) -> Sheet:
    return Sheet(
        kind=KIND.id,
        name=edition.words("calendar.name"),
        place=place,
        reader=Reader.PATIENT,
        unit=unit,
        blocks=blocks,
        foot=foot,
        landscape=landscape,
    )


def _day(edition: Edition, day: date, *, with_drink: bool = True) -> Day:
    sessions = edition.sessions_on(day)
    medicine = [session for session in sessions if session.is_medicine]
    return Day(
        weekday=capital(edition.moments.weekday(day)),
        date=edition.moments.short(day),
        banner=edition.words("calendar.medicine_day") if medicine else "",
        events=tuple(event(edition, session) for session in sessions),
        rules=tuple(text for session in medicine for text in spoken_rules(edition, session, with_drink=with_drink)),
        note=flat(clock_change_text(edition, day)),
        short=capital(edition.moments.short_full(day)),
    )


def _large_week(edition: Edition, week: CourseWeek) -> Sheet:
    words = edition.words
    title = _title(edition, week)
    columns = (Column(words("calendar.day"), 0.4), Column(words("calendar.what"), 0.6))
    rows = tuple(_large_row(edition, day) for day in week.days)
    blocks = (Heading(title, 1), Paragraph(words.spans("calendar.how_to_large")), Table(columns, rows))
    return _sheet(edition, title, blocks, contact_foot(edition))


def _large_row(edition: Edition, day: date) -> tuple[Cell, ...]:
    shown = _day(edition, day)
    head: list[Text] = [bold(shown.weekday), plain(shown.date)]
    if shown.banner:
        head.append(bold(shown.banner))
    lines = [joined(plain(entry.time), _spoken(entry)) for entry in shown.events]
    lines += [*shown.rules, *([plain(shown.note)] if shown.note else [])]
    mark = Mark.DIAMOND if shown.banner else Mark.NONE
    return Cell(tuple(head), mark), Cell(tuple(lines) or (plain(edition.words("calendar.free")),))


def _spoken(entry: Event) -> Text:
    return (*bold(entry.word), *plain(f", {entry.more}" if entry.more else ""))


def _other_dates(edition: Edition, days: tuple[date, ...]) -> Sheet:
    """In large print the time stands under its date: a column for each would part dates at the end of a line."""
    words = edition.words
    shares = {"date": 0.44, "time": 0.27, "what": 0.29}
    if edition.request.size == _LARGE:
        shares = {"date": 0.52, "what": 0.48}
    columns = tuple(Column(words(f"calendar.{name}"), share) for name, share in shares.items())
    rows = tuple(
        (*_when(edition, day, session), Cell((_spoken(event(edition, session)),)))
        for day in days
        for session in edition.sessions_on(day)
    )
    title = words("calendar.other_dates")
    blocks = (Heading(title, 1), Paragraph(words.spans("calendar.other_how_to")), Table(columns, rows))
    return _sheet(edition, title, blocks, contact_foot(edition), unit=Unit.PAPER)


def _when(edition: Edition, day: date, session: Session) -> tuple[Cell, ...]:
    on, at = bold(edition.moments.heading(day)), plain(time_of(edition, session))
    return (Cell((on, at)),) if edition.request.size == _LARGE else (Cell((on,)), Cell((at,)))


KIND = DocumentKind("calendar", "Calendar", Reader.PATIENT, 10, write, in_patient_pack=True)
