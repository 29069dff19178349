"""A session said in one sentence, in words that can be typed as they stand."""

from datetime import datetime, timedelta

from kapplanner.domain.errors import PlannerError
from kapplanner.domain.plan import Plan
from kapplanner.domain.session import Session, SessionKind
from kapplanner.domain.time import instant
from kapplanner.editing.quick_entry.names import written_name
from kapplanner.editing.quick_entry.vocabulary import written_attendance, written_dose, written_route
from kapplanner.i18n import t
from kapplanner.rules.words import (
    clock,
    day_words,
    length,
    modality_word,
    plain_day,
    sentence_start,
    session_kind,
    spoken_clock,
)


def read_back(plan: Plan, session: Session) -> str:
    """ "Medicine session by IM, 45 mg, Tue 8 Dec 2026 (day 2), 09:00 to 12:00 (9:00 am to 12:00 pm), in Room 2."."""
    day = t("{date} ({day})", date=plain_day(session.day), day=day_words(session.day, plan.first_day))
    parts = [*_what(session), day, _when(plan, session), *_where(plan, session), *_who(plan, session)]
    parts += [_quoted(session.title)] if session.title else []
    return ", ".join(parts) + "."


def keeps_its_hours(plan: Plan, session: Session) -> bool:
    """Whether the clock at its end shows what start and length add up to, once only: no clock change lies inside."""
    try:
        return instant(session.wall_end, plan.zone) == plan.end(session)
    except PlannerError:
        return False


def _what(session: Session) -> list[str]:
    kind = sentence_start(session_kind(session.kind))
    if session.medicine is not None:
        route = written_route(session.medicine.route)
        return [t("{kind} {by_route}", kind=kind, by_route=route), written_dose(session.medicine.dose)]
    if session.travel is not None:
        return [kind, t(session.travel.value)]
    if session.kind is SessionKind.INTEGRATION and session.modality:
        return [kind, modality_word(session.modality)]
    return [kind]


def _when(plan: Plan, session: Session) -> str:
    """Both ends on both clocks; start and length where the clocks change in between."""
    if not keeps_its_hours(plan, session):
        values = {"start": clock(session.start), "spoken": spoken_clock(session.start)}
        return t("{start} ({spoken}) for {length}", **values, length=length(session.minutes))
    begin, end = session.start, session.wall_end
    plain = _span(clock(begin), clock(end), begin, end)
    return t("{span} ({spoken})", span=plain, spoken=_span(spoken_clock(begin), spoken_clock(end), begin, end))


def _span(first: str, second: str, begin: datetime, end: datetime) -> str:
    if end.date() - begin.date() == timedelta(days=1):
        return t("{start} to {end} next day", start=first, end=second)
    return t("{start} to {end}", start=first, end=second)


def _where(plan: Plan, session: Session) -> list[str]:
    room = plan.room(session.room) if session.room is not None else None
    parts = [t("in {room}", room=written_name(room.name))] if room is not None else []
    return [*parts, *filter(None, [written_attendance(session.attendance)])]


def _who(plan: Plan, session: Session) -> list[str]:
    said = []
    for entry in session.people:
        person = plan.practitioner(entry.practitioner) if entry.practitioner is not None else None
        if person is not None:
            said.append(t("with {person} as {role}", person=written_name(person.name), role=t(entry.role.value)))
    return said


def _quoted(title: str) -> str:
    """A title between marks of which it does not hold the second."""
    marks = next((marks for marks in ("“”", '""', "«»") if marks[1] not in title), "“”")
    return f"{marks[0]}{title}{marks[1]}"
