"""The day strip: one day from midnight to midnight, its stretches told apart by pattern and by words."""

from collections.abc import Sequence
from dataclasses import dataclass

from kapplanner.documents.content import DayStrip, bold, plain
from kapplanner.documents.layout.pen import Pen
from kapplanner.documents.layout.pieces import Piece, draw_lines
from kapplanner.documents.layout.shapes import draw_pattern
from kapplanner.documents.layout.styles import Face, Style
from kapplanner.documents.layout.typeset import Line, line_width, set_lines

_DAY_MINUTES = 1440
_BAR = 19.0
Label = tuple[float, float, Line]
"""Left edge, width, and words."""


@dataclass(frozen=True, slots=True)
class Strip:
    """A laid strip: labels above and below in as many rows as they need."""

    strip: DayStrip
    above: tuple[tuple[Label, ...], ...]
    below: tuple[tuple[Label, ...], ...]
    width: float
    face: Face
    gap: float = 0.0
    keeps: bool = False

    @property
    def height(self) -> float:
        return (len(self.above) + len(self.below)) * self.face.leading + _BAR + 5

    def draw(self, pen: Pen, x: float, y: float) -> None:
        with pen.content("Figure", box=(x, y, self.width, self.height), Alt=self.strip.described):
            y = self._draw_labels(pen, self.above, x, y) + 2
            pen.frame(x, y, self.width, _BAR, thick=0.9, radius=2)
            for stretch in self.strip.stretches:
                left, right = (self.width * minute / _DAY_MINUTES for minute in (stretch.start, stretch.end))
                draw_pattern(pen, stretch.pattern, x + left, y, right - left, _BAR)
                for edge in (left, right):
                    if 0 < edge < self.width:
                        pen.line(x + edge, y, x + edge, y + _BAR, thick=0.9)
            self._draw_labels(pen, self.below, x, y + _BAR + 3)

    def _draw_labels(self, pen: Pen, rows: Sequence[Sequence[Label]], x: float, y: float) -> float:
        for row in rows:
            for left, _, line in row:
                draw_lines(pen, (line,), self.face, x + left, y, more=True)
            y += self.face.leading
        return y

    def split(self, room: float) -> "tuple[Piece, Piece] | None":
        return None


def lay_strip(strip: DayStrip, width: float, style: Style, gap: float) -> Strip:
    """Labels stand over the middle of their stretch and under their minute, pushed inside and apart."""
    face = style.small
    above = []
    for stretch in sorted(strip.stretches, key=lambda stretch: stretch.start + stretch.end):
        middle = width * (stretch.start + stretch.end) / 2 / _DAY_MINUTES
        above.append(_label(bold(stretch.words), middle, width, face))
    below = [_label(plain(words), width * minute / _DAY_MINUTES, width, face) for minute, words in sorted(strip.ticks)]
    return Strip(strip, _rows(above, width, face), _rows(below, width, face), width, face, gap)


def _label(text: tuple, middle: float, width: float, face: Face) -> Label:  # type: ignore[type-arg]
    line = set_lines(text, face.size, width)[0]
    long = line_width(line)
    return min(max(0.0, middle - long / 2), width - long), long, line


def _rows(labels: Sequence[Label], width: float, face: Face) -> tuple[tuple[Label, ...], ...]:
    """All in one row where moving them apart allows it; else each goes to the first row that has room for it.

    They keep the order of what they stand over, which a long label at the edge of the paper would lose by its own edge.
    """
    space = face.size * 0.6
    moved = _apart(labels, width, space)
    if moved is not None:
        return (moved,)
    rows: list[list[Label]] = []
    for label in labels:
        for row in rows:
            if row[-1][0] + row[-1][1] + space <= label[0]:
                row.append(label)
                break
        else:
            rows.append([label])
    return tuple(tuple(row) for row in rows)


def _apart(labels: Sequence[Label], width: float, space: float) -> tuple[Label, ...] | None:
    """Labels pushed to the left and then to the right until none touches another; None where they cannot all fit."""
    if sum(long for _, long, _ in labels) + space * (len(labels) - 1) > width:
        return None
    placed: list[Label] = []
    right = width
    for left, long, line in reversed(labels):
        left = min(left, right - long)
        placed.append((left, long, line))
        right = left - space
    edge = 0.0
    result: list[Label] = []
    for left, long, line in reversed(placed):
        left = max(left, edge)
        result.append((left, long, line))
        edge = left + long + space
    return tuple(result)
