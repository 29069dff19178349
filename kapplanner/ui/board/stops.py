"""Where the keyboard may stop on the board: every card, and every free hour of the clinic's day between them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from kapplanner.ui.board.geometry import Piece

CLINIC_START: Final = 8 * 60
CLINIC_END: Final = 18 * 60
SHORTEST_GAP: Final = 30


@dataclass(frozen=True, slots=True)
class Stop:
    """A place of the focus: a session's card, or (``session`` None) free time that starts at this minute."""

    day: date
    minutes: int
    session: str | None = None


def stops_of(day: date, pieces: Iterable[Piece]) -> tuple[Stop, ...]:
    """The stops of one day in order of time; of sessions at the same time the left one comes first."""
    here = sorted((p for p in pieces if p.day == day), key=lambda piece: (piece.start, piece.lane, piece.session))
    stops = [Stop(day, piece.start, piece.session) for piece in here if piece.is_first]
    at = CLINIC_START
    for piece in here:
        stops.extend(Stop(day, minute) for minute in _free_hours(at, piece.start))
        at = max(at, piece.end)
    stops.extend(Stop(day, minute) for minute in _free_hours(at, CLINIC_END))
    return tuple(sorted(stops, key=lambda stop: stop.minutes))


def _free_hours(start: int, end: int) -> list[int]:
    hours = [start, *range(start // 60 * 60 + 60, end, 60)]
    return [minute for minute in hours if minute + SHORTEST_GAP <= end]


def nearest(stops: tuple[Stop, ...], minutes: int) -> Stop | None:
    """The stop whose start lies nearest to a minute of the day; a card wins over a free hour."""
    return min(stops, key=lambda stop: (abs(stop.minutes - minutes), stop.session is None), default=None)


def next_stop(stops: tuple[Stop, ...], present: Stop, step: int) -> Stop | None:
    """The stop before (-1) or after (1) the present one on the same day; None at the ends."""
    if present in stops:
        place = stops.index(present) + step
        return stops[place] if 0 <= place < len(stops) else None
    if step > 0:
        return next((stop for stop in stops if stop.minutes > present.minutes), None)
    return next((stop for stop in reversed(stops) if stop.minutes < present.minutes), None)
