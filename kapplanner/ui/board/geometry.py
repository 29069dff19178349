"""Between times and pixels: the hours of a day, columns, snapping, and lanes for sessions at the same time.

Nothing here knows Qt. A day is 24 hours on the wall clock; minutes count from midnight.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import groupby
from operator import attrgetter
from typing import Final

DAY_MINUTES: Final = 24 * 60
STEP: Final = 15
FINE_STEP: Final = 5


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of a session that lies in one day: minutes from midnight, its lane and how many share the width.

    ``is_first`` is false for what runs on after midnight.
    """

    session: str
    day: date
    start: int
    end: int
    is_first: bool = True
    lane: int = 0
    lanes: int = 1


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels."""

    left: int
    top: int
    width: int
    height: int

    @property
    def right(self) -> int:
        return self.left + self.width

    @property
    def bottom(self) -> int:
        return self.top + self.height


@dataclass(frozen=True, slots=True)
class Grid:
    """The pixels of a board: first day, number of day columns, width of the time gutter, width and hour height."""

    first_day: date
    days: int
    gutter: int
    width: int
    hour: int

    @property
    def height(self) -> int:
        """The height of a whole day."""
        return 24 * self.hour

    def column_left(self, index: int) -> int:
        """The left edge of a column; the columns share the width to the pixel."""
        return self.gutter + (self.width - self.gutter) * index // self.days

    def column_width(self, index: int) -> int:
        return self.column_left(index + 1) - self.column_left(index)

    def column_of(self, day: date) -> int | None:
        """The column of a day, None where it is not on the board."""
        index = (day - self.first_day).days
        return index if 0 <= index < self.days else None

    def column_at(self, x: float) -> int:
        """The column under a point, the nearest one where it lies outside."""
        inside = (x - self.gutter) * self.days / max(1, self.width - self.gutter)
        return max(0, min(self.days - 1, int(inside // 1)))

    def day_of(self, column: int) -> date:
        return self.first_day + timedelta(days=column)

    def y_of(self, minutes: float) -> int:
        """The height at which a minute of the day lies."""
        return round(minutes * self.hour / 60)

    def minutes_at(self, y: float) -> float:
        return y * 60 / self.hour

    def box_of(self, piece: Piece, *, inset: int = 3, least: int = 12) -> Box:
        """Where a card lies: inset left and right, one pixel free below; lanes share the width of the column."""
        column = self.column_of(piece.day)
        if column is None:
            raise ValueError(f"{piece.day} is not on the board")
        left = self.column_left(column) + inset
        width = self.column_width(column) - 2 * inset
        start, end = (width * lane // piece.lanes for lane in (piece.lane, piece.lane + 1))
        gap = 2 if piece.lane + 1 < piece.lanes else 0
        top = self.y_of(piece.start)
        height = max(least, self.y_of(piece.end) - top - 1)
        return Box(left + start, top, max(1, end - start - gap), height)


def snapped(minutes: float, step: int) -> int:
    """The nearest multiple of the step."""
    return int((minutes + step / 2) // step) * step


def snapped_start(minutes: float, step: int) -> int:
    """The nearest step at which a session may start on the day: 00:00 to one step before midnight."""
    return max(0, min(DAY_MINUTES - step, snapped(minutes, step)))


def minute_of(moment: datetime) -> int:
    """Minutes since midnight on the wall clock."""
    return moment.hour * 60 + moment.minute


def moment_at(day: date, minutes: int) -> datetime:
    """The wall-clock time so many minutes after midnight of a day; more than a day leads to the next one."""
    return datetime.combine(day, time()) + timedelta(minutes=minutes)


def pieces_of(session: str, start: datetime, end: datetime) -> tuple[Piece, ...]:
    """A session cut at midnight, one piece for each day it touches."""
    found = []
    day = start.date()
    while day == start.date() or moment_at(day, 0) < end:
        first = minute_of(start) if day == start.date() else 0
        last = minute_of(end) if day == end.date() else DAY_MINUTES
        found.append(Piece(session, day, first, max(last, first + 1), is_first=day == start.date()))
        day += timedelta(days=1)
    return tuple(found)


def in_lanes(pieces: Iterable[Piece], least: int = 0) -> tuple[Piece, ...]:
    """The pieces with lanes: those that overlap in time, directly or through others, share the width of the column.

    ``least`` is the number of minutes that the smallest card covers on the screen; pieces shorter than it overlap
    where their cards would.
    """
    ordered = sorted(pieces, key=lambda piece: (piece.day, piece.start, -piece.end, piece.session))
    placed: list[Piece] = []
    for _, group in groupby(ordered, key=attrgetter("day")):
        placed.extend(_one_day(list(group), least))
    return tuple(placed)


def _one_day(pieces: list[Piece], least: int) -> list[Piece]:
    placed: list[Piece] = []
    cluster: list[Piece] = []
    cluster_end = -1
    for piece in pieces:
        if cluster and piece.start >= cluster_end:
            placed.extend(_cluster_lanes(cluster, least))
            cluster = []
            cluster_end = -1
        cluster.append(piece)
        cluster_end = max(cluster_end, _shown_end(piece, least))
    return placed + _cluster_lanes(cluster, least)


def _shown_end(piece: Piece, least: int) -> int:
    return max(piece.end, piece.start + least)


def _cluster_lanes(cluster: list[Piece], least: int) -> list[Piece]:
    ends: list[int] = []
    lanes: list[int] = []
    for piece in cluster:
        lane = next((number for number, end in enumerate(ends) if end <= piece.start), len(ends))
        ends[lane : lane + 1] = [_shown_end(piece, least)]
        lanes.append(lane)
    return [replace(piece, lane=lane, lanes=len(ends)) for piece, lane in zip(cluster, lanes, strict=True)]
