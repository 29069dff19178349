"""The day page and the medicine-day sheet: what the patient needs on one day, on one page."""

from datetime import date, timedelta

from kapplanner.documents.clock_change import clock_change
from kapplanner.documents.company import company
from kapplanner.documents.contact import contact_foot
from kapplanner.documents.content import (
    Block,
    Box,
    Cell,
    Column,
    Heading,
    ItemList,
    Mark,
    Paragraph,
    Reader,
    RuledLines,
    Sheet,
    SideBySide,
    Size,
    Table,
    Text,
    Unit,
    bold,
    joined,
    plain,
)
from kapplanner.documents.day_strip import day_strip
from kapplanner.documents.edition import Edition
from kapplanner.documents.visits import time_of, what_happens, where
from kapplanner.domain.restrictions import Restrictions
from kapplanner.domain.session import Session


def day_sheet(edition: Edition, day: date, kind: str) -> Sheet:
    """The page of any day; on a medicine day the medicine-day sheet."""
    medicine = tuple(s for s in edition.sessions_on(day) if s.is_medicine)
    blocks = _medicine_blocks(edition, day, medicine) if medicine else _plain_blocks(edition, day)
    return Sheet(
        kind=kind,
        name=edition.words("day.name"),
        place=edition.moments.heading(day),
        reader=Reader.PATIENT,
        unit=Unit.DAY,
        blocks=blocks,
        foot=contact_foot(edition),
        day=day,
    )


def _medicine_blocks(edition: Edition, day: date, medicine: tuple[Session, ...]) -> tuple[Block, ...]:
    words = edition.words
    limits = tuple(edition.restrictions(session) for session in medicine)
    blocks: list[Block] = [
        Heading(edition.moments.heading(day), 1),
        Paragraph(_medicine_lead(edition, day, medicine), Size.LEAD, Mark.DIAMOND),
        Box(words("day.most_important"), _most_important(edition, day, limits), thick=True),
        Heading(words("day.your_day")),
        day_strip(edition, day, medicine, limits),
        *clock_change(edition, day),
        _table(edition, day),
        Paragraph(words.spans("medicine-day.tablets")),
        Paragraph(words.spans("medicine-day.feel")),
        SideBySide(
            (Heading(words("medicine-day.bring")), ItemList(tuple(map(plain, words.list("medicine-day.bring_items"))))),
            company(edition, medicine[-1], limits[-1]),
            share=0.5,
        ),
    ]
    return tuple(blocks)


def _plain_blocks(edition: Edition, day: date) -> tuple[Block, ...]:
    words = edition.words
    sessions = edition.sessions_on(day)
    blocks: list[Block] = [
        Heading(edition.moments.heading(day), 1),
        *([Paragraph(plain(lead), Size.LEAD)] if (lead := _day_lead(edition, day)) else []),
        Box(words("day.most_important"), _main_message(edition, day, sessions), thick=True),
        *clock_change(edition, day),
    ]
    if sessions:
        blocks += [Heading(words("day.your_day")), _table(edition, day)]
    else:
        blocks += [Heading(words("day.free_title")), Paragraph(words.spans("day.free"))]
    blocks += [Heading(words("day.notes")), RuledLines(2)]
    return tuple(blocks)


def _medicine_lead(edition: Edition, day: date, medicine: tuple[Session, ...]) -> Text:
    numbers = [n for n in map(edition.plan.medicine_number, medicine) if n is not None]
    total = len(edition.plan.medicine_sessions)
    counted = edition.words("medicine-day.session_of", number=numbers[0], total=total)
    lead = _day_of(edition, day)
    rest = edition.words("medicine-day.lead", day=lead, session=counted) if lead else counted
    return joined(bold(edition.words("medicine-day.mark")), plain(rest))


def _day_of(edition: Edition, day: date) -> str:
    retreat = edition.plan.retreat
    if retreat is None or not retreat.first_day <= day <= retreat.last_day:
        return ""
    number = (day - retreat.first_day).days + 1
    return edition.words("day.of", number=number, total=(retreat.last_day - retreat.first_day).days + 1)


def _day_lead(edition: Edition, day: date) -> str:
    if lead := _day_of(edition, day):
        return lead
    medicine = edition.plan.medicine_sessions
    if medicine and day < medicine[0].day:
        return edition.words("day.before_course")
    if medicine and day > medicine[-1].day:
        return edition.words("day.after_course")
    return ""


def _most_important(edition: Edition, day: date, limits: tuple[Restrictions, ...]) -> tuple[Text, ...]:
    """Eating, drinking and driving as clock times; each dose of the day has its own sentences."""
    moments, words = edition.moments, edition.words
    texts: list[Text] = []
    for limit in limits:
        food, food_day = moments.stop_said(limit.food_stop)
        drink, drink_day = moments.stop_said(limit.drink_stop)
        texts.append(
            joined(
                words.spans("medicine-day.food", time=food, date=moments.full(food_day)),
                words.spans("medicine-day.drink", time=drink, date=_near(edition, drink_day, day)),
            )
        )
    last = limits[-1]
    texts.append(words.spans("medicine-day.drive", date=moments.full(last.driving_again.date())))
    return tuple(texts)


def _near(edition: Edition, day: date, page: date) -> str:
    """The weekday alone where the date is that of the page; the full date otherwise."""
    return edition.moments.weekday(day) if day == page else edition.moments.full(day)


def _main_message(edition: Edition, day: date, sessions: tuple[Session, ...]) -> tuple[Text, ...]:
    """What matters on a day without medicine: the evening before, the morning after, or the first appointment."""
    words, moments = edition.words, edition.moments
    texts: list[Text] = []
    yesterday = [s for s in edition.sessions_on(day - timedelta(days=1)) if s.is_medicine]
    if yesterday:
        texts.append(_day_after(edition, day, yesterday))
    for session in edition.sessions_on(day + timedelta(days=1)):
        if session.is_medicine:
            texts.append(_eve(edition, day, session))
    if not texts and sessions:
        texts.append(words.spans("day.first", time=moments.said(sessions[0].start)))
    if not texts:
        texts.append(words.spans("day.free_message"))
    return tuple(texts)


def _day_after(edition: Edition, day: date, yesterday: list[Session]) -> Text:
    """Driving on the day after; a dose after midnight moves it on by a day."""
    again = max(edition.restrictions(session).driving_again.date() for session in yesterday)
    if again > day:
        return edition.words.spans("day.day_after_late", date=edition.moments.full(again))
    return edition.words.spans("day.day_after")


def _eve(edition: Edition, day: date, session: Session) -> Text:
    """When to stop eating for the medicine of tomorrow; drinking as well where that ends before midnight."""
    moments, words = edition.moments, edition.words
    limit = edition.restrictions(session)
    food, food_day = moments.stop_said(limit.food_stop)
    text = words.spans("day.eve", time=food, date=moments.full(food_day))
    drink, drink_day = moments.stop_said(limit.drink_stop)
    if drink_day > day:
        return text
    return joined(text, words.spans("medicine-day.drink", time=drink, date=_near(edition, drink_day, day)))


def _table(edition: Edition, day: date) -> Table:
    words = edition.words
    columns = (
        Column(words("day.time"), 0.265),
        Column(words("day.what"), 0.555),
        Column(words("day.where"), 0.18),
    )
    rows = tuple(
        (
            Cell((bold(time_of(edition, session)),)),
            Cell((what_happens(edition, session),)),
            Cell((plain(where(edition, session)),)),
        )
        for session in edition.sessions_on(day)
    )
    return Table(columns, rows)


def spoken_rules(edition: Edition, session: Session, *, with_drink: bool = True) -> tuple[Text, ...]:
    """No food from, no driving until: the short lines at the foot of a calendar column."""
    moments, words = edition.moments, edition.words
    limit = edition.restrictions(session)
    food, food_day = moments.stop_clock(limit.food_stop)
    key = "calendar.no_food" if food_day == session.day else "calendar.no_food_before"
    rules = [bold(words(key, time=food, weekday=moments.weekday(food_day)))]
    if with_drink:
        rules.append(plain(words("calendar.no_drink", time=drink_words(edition, session))))
    rules.append(plain(words("calendar.no_driving", weekday=moments.weekday(limit.driving_again.date()))))
    return tuple(rules)


def drink_words(edition: Edition, session: Session) -> str:
    """Until when clear water may be drunk."""
    return edition.moments.stop_clock(edition.restrictions(session).drink_stop)[0]
