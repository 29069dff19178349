"""The calendar: seven columns, a black bar with diamond and word over medicine days."""

from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Final

from kapplanner.documents.content import Day, Event, EventLook, Mark, Span, Week, bold, plain
from kapplanner.documents.layout.pen import Pen
from kapplanner.documents.layout.pieces import Piece, draw_lines
from kapplanner.documents.layout.shapes import draw_mark
from kapplanner.documents.layout.structure import Whole
from kapplanner.documents.layout.styles import Face, Style
from kapplanner.documents.layout.typeset import Line, set_lines

_INSET: Final = 5.0
_EDGE: Final = 8.0
_SHORT_BELOW: Final = 0.5
_TOP: Final = 6.0
_FOOT: Final = 5.0
_WHITE: Final = 1.0


@dataclass(frozen=True, slots=True)
class Entry:
    """An event as lines."""

    lines: tuple[Line, ...]
    look: EventLook
    leading: float

    @property
    def padding(self) -> float:
        return 4.0 if self.look in {EventLook.MEDICINE, EventLook.REST} else 0.0

    @property
    def height(self) -> float:
        return len(self.lines) * self.leading + 2 * self.padding


@dataclass(frozen=True, slots=True)
class DayColumn:
    """One day: head, banner, entries from above; at the foot rules and a note."""

    head: tuple[Line, ...]
    banner: tuple[Line, ...]
    entries: tuple[Entry, ...]
    rules: tuple[Line, ...]
    note: tuple[Line, ...]

    @property
    def foot(self) -> tuple[Line, ...]:
        return (*self.rules, *self.note)


@dataclass(frozen=True, slots=True)
class WeekGrid:
    """A laid week.

    ``whole`` is shared with its parts on other pages; ``headed_again``: heads and banners stand on an earlier one too.
    """

    columns: tuple[DayColumn, ...]
    width: float
    face: Face
    space: float
    room: float = 0.0
    gap: float = 0.0
    keeps: bool = False
    whole: Whole | None = None
    headed_again: bool = False

    @property
    def _head(self) -> float:
        return max(len(column.head) for column in self.columns) * self.face.leading + 9

    @property
    def _banner(self) -> float:
        lines = max(len(column.banner) for column in self.columns)
        return lines * self.face.leading + 5 if lines else 0.0

    def _body(self, column: DayColumn) -> float:
        return sum(entry.height + self.space for entry in column.entries) + self._foot(column)

    def _foot(self, column: DayColumn) -> float:
        return len(column.foot) * self.face.leading + (6 if column.foot else 0)

    @property
    def height(self) -> float:
        needed = self._head + self._banner + _TOP + max(map(self._body, self.columns)) + _FOOT
        return max(needed, self.room)

    def draw(self, pen: Pen, x: float, y: float) -> None:
        share = self.width / len(self.columns)
        with pen.furniture():
            pen.frame(x, y, self.width, self.height, thick=0.8, radius=0)
            pen.rule(x, y + self._head, self.width, thick=0.8)
            for place in range(1, len(self.columns)):
                pen.line(x + place * share, y, x + place * share, y + self.height, thick=0.8)
        with pen.group("Table", whole=self.whole, box=(x, y, self.width, self.height)):
            with pen.again(self.headed_again), pen.group("TR"):
                for place, column in enumerate(self.columns):
                    with pen.content("TH", Scope="Column"):
                        draw_lines(pen, column.head, self.face, x + place * share + _EDGE, y + 5)
            with pen.group("TR", whole=self._part_of("TR")):
                for place, column in enumerate(self.columns):
                    with pen.group("TD", whole=self._part_of(place)):
                        self._draw_column(pen, column, x + place * share, y, share)

    def _part_of(self, what: object) -> tuple[Whole, object] | None:
        return (self.whole, what) if self.whole else None

    def _draw_column(self, pen: Pen, column: DayColumn, x: float, y: float, share: float) -> None:
        top = y + self._head
        if column.banner:
            with pen.again(self.headed_again):
                self._draw_banner(pen, column, x, top, share)
        top += self._banner + _TOP
        for entry in column.entries:
            _draw_entry(pen, entry, self.face, x, top, share)
            top += entry.height + self.space
        if column.foot:
            low = y + self.height - _FOOT - len(column.foot) * self.face.leading
            with pen.furniture():
                pen.rule(x + _INSET, low - 3, share - 2 * _INSET, thick=0.6)
            with pen.content("P"):
                draw_lines(pen, column.foot, self.face, x + _INSET, low)

    def _draw_banner(self, pen: Pen, column: DayColumn, x: float, y: float, share: float) -> None:
        side = self.face.size * 0.8
        with pen.furniture():
            pen.polygon([(x, y), (x + share, y), (x + share, y + self._banner), (x, y + self._banner)])
            draw_mark(pen, Mark.DIAMOND, x + _INSET, y + 3 + (self.face.leading - side) / 2, side, ink=_WHITE)
        with pen.content("P"):
            draw_lines(pen, column.banner, self.face, x + _INSET + side * 1.5, y + 3, ink=_WHITE)

    def stretched(self, room: float) -> "WeekGrid":
        """The same week, as tall as the room."""
        return replace(self, room=room) if self.height < room else self

    def split(self, room: float) -> "tuple[Piece, Piece] | None":
        """Each column keeps its rules and the entries that fit: nobody finds a medicine day without its food stop."""
        free = room - self._head - self._banner - _TOP - _FOOT
        first: list[DayColumn] = []
        rest: list[DayColumn] = []
        for column in self.columns:
            here, later = self._part(column, free)
            first.append(here)
            rest.append(later)
        if not any(column.entries for column in first) or not any(c.entries or c.foot for c in rest):
            return None
        whole = self.whole or Whole()
        below = replace(self, columns=tuple(rest), gap=0.0, whole=whole, headed_again=True)
        return replace(self, columns=tuple(first), room=room, whole=whole), below

    def _part(self, column: DayColumn, free: float) -> tuple[DayColumn, DayColumn]:
        if self._body(column) <= free:
            return column, replace(column, entries=(), rules=(), note=())
        nothing = replace(column, rules=(), note=())
        for foot, later in ((column, nothing), (replace(column, note=()), replace(column, rules=()))):
            if fit := self._fitting(column, free - self._foot(foot)):
                return replace(foot, entries=column.entries[:fit]), replace(later, entries=column.entries[fit:])
        fit = self._fitting(column, free)
        return replace(nothing, entries=column.entries[:fit]), replace(column, entries=column.entries[fit:])

    def _fitting(self, column: DayColumn, free: float) -> int:
        """How many of the entries fit one below the other."""
        heights = accumulate(entry.height + self.space for entry in column.entries)
        return sum(1 for used in heights if used <= free)


def _draw_entry(pen: Pen, entry: Entry, face: Face, x: float, y: float, share: float) -> None:
    with pen.furniture():
        left, width = x + _INSET, share - 2 * _INSET
        match entry.look:
            case EventLook.MEDICINE:
                pen.frame(left, y, width, entry.height, thick=1.8, radius=4)
            case EventLook.REST:
                pen.frame(left, y, width, entry.height, thick=0.9, radius=4, dashed=True)
            case EventLook.TALK:
                pen.line(left, y, left, y + entry.height, thick=1)
                pen.line(left + 2.4, y, left + 2.4, y + entry.height, thick=1)
            case EventLook.OTHER:
                pen.line(left, y, left, y + entry.height, thick=1.2)
    with pen.content("P"):
        draw_lines(pen, entry.lines, face, x + _INSET + _EDGE - 1, y + entry.padding)


def lay_week(week: Week, width: float, style: Style, gap: float) -> WeekGrid:
    """Columns of one width; text in the size of cells."""
    face = style.cell
    share = width / len(week.days)
    columns = tuple(_lay_day(day, share, face, short=style.air < _SHORT_BELOW) for day in week.days)
    return WeekGrid(columns, width, face, max(3.0, style.gap(7)), gap=gap)


def _lay_day(day: Day, share: float, face: Face, *, short: bool) -> DayColumn:
    room = share - 2 * _INSET
    head = set_lines(bold(day.short), face.size, share - _INSET)
    if not short:
        wide = share - _EDGE - 2
        head = (*set_lines(bold(day.weekday), face.size, wide), *set_lines(plain(day.date), face.size, wide))
    banner = set_lines(bold(day.banner), face.size, share - _INSET - face.size * 1.2 - 2) if day.banner else ()
    rules = tuple(line for text in day.rules for line in set_lines(text, face.size, room))
    note = set_lines(plain(day.note), face.size, room) if day.note else ()
    entries = tuple(_lay_event(event, room, face) for event in day.events)
    return DayColumn(head, banner, entries, rules, note)


def _lay_event(event: Event, room: float, face: Face) -> Entry:
    inner = room - _EDGE - (4 if event.look in {EventLook.MEDICINE, EventLook.REST} else 0)
    is_medicine = event.look is EventLook.MEDICINE
    lines = [
        *set_lines((Span(event.time, bold=is_medicine),), face.size, inner),
        *set_lines(bold(event.word), face.size, inner),
    ]
    if event.more:
        lines += set_lines(plain(event.more), face.size, inner)
    return Entry(tuple(lines), event.look, face.leading)
