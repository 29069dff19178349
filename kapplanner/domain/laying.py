"""Laying out a template: its lines, the medicine days and a first day -> days and clock times."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from kapplanner.domain.pattern import SessionLine, Step
from kapplanner.domain.session import Route, SessionKind, Window
from kapplanner.domain.time import later

_SATURDAY: Final = 5


@dataclass(frozen=True, slots=True)
class MedicineSlot:
    """When a medicine session is held, by which route, and for how many minutes."""

    number: int
    start: datetime
    minutes: int
    route: Route


@dataclass(frozen=True, slots=True)
class LaidSession:
    """A line at its day and clock time, with the step that is its turn."""

    line: SessionLine
    start: datetime
    step: Step
    is_last_step: bool = False
    window: Window | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """On what the lines are laid: medicine sessions, D1, rest days, the zone, and the shift of the start time."""

    first_day: date
    slots: tuple[MedicineSlot, ...]
    rest_days: tuple[int, ...]
    zone: str
    shift: timedelta


def date_of_day(first_day: date, day: int) -> date:
    """The date of D1, D2, D-1; the day before D1 is D-1."""
    return first_day + timedelta(days=day - 1 if day > 0 else day)


def lay(lines: Iterable[SessionLine], ground: Ground) -> tuple[LaidSession, ...]:
    """All sessions of the lines in order of start; those with a window keep off weekends and off one another."""
    laid = [session for line in lines for session in _occurrences(line, ground)]
    fixed = [session for session in laid if session.line.window is None]
    stay = _stay(fixed)
    taken = [*_spans(fixed), *((slot.start, slot.start + timedelta(minutes=slot.minutes)) for slot in ground.slots)]
    placed: list[LaidSession] = []
    for session in _nearest_first([s for s in laid if s.line.window is not None], ground.first_day):
        window = session.line.window
        if window is not None and not _is_within(session.start.date(), stay):
            session = _off_the_weekend(session, window, taken)
        placed.append(session)
        taken += _spans([session])
    return tuple(sorted([*fixed, *placed], key=lambda session: session.start))


def _occurrences(line: SessionLine, ground: Ground) -> list[LaidSession]:
    anchor = line.anchor
    if anchor.medicine is None:
        days = ground.rest_days if anchor.rest_days else (anchor.day or 1,)
        starts = [datetime.combine(date_of_day(ground.first_day, day), line.time) for day in days]
        return [_turn(line, start, turn) for turn, start in enumerate(starts)]
    medicine_days = {slot.start.date() for slot in ground.slots}
    last = len(ground.slots)
    found: list[LaidSession] = []
    for number in anchor.numbers(last):
        slot = ground.slots[number - 1]
        day = slot.start.date() + timedelta(days=anchor.days_after)
        if (line.except_last and number == last) or (anchor.days_after and day in medicine_days):
            continue
        found.append(_turn(line, _clock(line, slot, day, ground), len(found), is_last=number == last))
    return found


def _turn(line: SessionLine, start: datetime, turn: int, *, is_last: bool = False) -> LaidSession:
    if is_last and line.last_step is not None:
        return LaidSession(line, start, line.last_step, is_last_step=True, window=line.window)
    return LaidSession(line, start, line.steps[turn % len(line.steps)], window=line.window)


def _clock(line: SessionLine, slot: MedicineSlot, day: date, ground: Ground) -> datetime:
    start = datetime.combine(day, line.time)
    if line.keeps_distance:
        start += ground.shift
    if line.soonest_after_end is not None:
        start = max(start, later(slot.start, slot.minutes + line.soonest_after_end, ground.zone))
    if line.latest_after_end is not None:
        start = min(start, later(slot.start, slot.minutes + line.latest_after_end, ground.zone))
    return start


def _stay(laid: Iterable[LaidSession]) -> tuple[date, date] | None:
    travels = [session.start.date() for session in laid if session.line.kind is SessionKind.TRAVEL]
    return (min(travels), max(travels)) if travels else None


def _is_within(day: date, stay: tuple[date, date] | None) -> bool:
    return stay is not None and stay[0] <= day <= stay[1]


def _nearest_first(laid: list[LaidSession], first_day: date) -> list[LaidSession]:
    """Those before D1 from the latest back, then those after from the earliest on: nobody is pushed past another."""
    before = sorted((s for s in laid if s.start.date() < first_day), key=lambda s: s.start, reverse=True)
    return [*before, *sorted((s for s in laid if s.start.date() >= first_day), key=lambda s: s.start)]


def _off_the_weekend(session: LaidSession, window: Window, taken: Sequence[tuple[datetime, datetime]]) -> LaidSession:
    """The session on the nearest free weekday inside its window; where there is none it stays."""
    for days in sorted(range(-window.days_before, window.days_after + 1), key=lambda days: (abs(days), days)):
        start = session.start + timedelta(days=days)
        if start.weekday() < _SATURDAY and not _overlaps(start, session.line.minutes, taken):
            left = Window(window.days_before + days, window.days_after - days)
            return LaidSession(session.line, start, session.step, session.is_last_step, left)
    return session


def _overlaps(start: datetime, minutes: int, taken: Iterable[tuple[datetime, datetime]]) -> bool:
    end = start + timedelta(minutes=minutes)
    return any(start < other_end and other_start < end for other_start, other_end in taken)


def _spans(laid: Iterable[LaidSession]) -> list[tuple[datetime, datetime]]:
    return [(s.start, s.start + timedelta(minutes=s.line.minutes)) for s in laid]
