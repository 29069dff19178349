"""Lists: boxes to tick, dots or numbers of steps before the words, in one column or several."""

from dataclasses import dataclass, replace
from math import ceil
from typing import Final

from kapplanner.documents.content import ItemList, Marker, plain
from kapplanner.documents.layout.pen import Pen
from kapplanner.documents.layout.pieces import Piece, draw_lines
from kapplanner.documents.layout.shapes import draw_tick_box
from kapplanner.documents.layout.structure import Whole
from kapplanner.documents.layout.styles import Face, Style
from kapplanner.documents.layout.typeset import Line, set_lines

_INDENT: Final = {Marker.TICK: 1.55, Marker.DOT: 1.0, Marker.NUMBER: 1.65}
"""How far the words stand from the left, as a multiple of their size."""
_NUMBERING: Final = {Marker.TICK: "None", Marker.DOT: "Disc", Marker.NUMBER: "Decimal"}
_GUTTER: Final = 14.0
_HARDLY_TALLER: Final = 1.2


@dataclass(frozen=True, slots=True)
class Items:
    """A laid list. ``first``: the number of the first item, where they are numbered.

    ``whole`` is shared with the parts of the list on other pages.
    """

    items: tuple[tuple[Line, ...], ...]
    marker: Marker
    face: Face
    width: float
    spacing: float
    columns: int = 1
    first: int = 1
    gap: float = 0.0
    keeps: bool = False
    whole: Whole | None = None

    @property
    def height(self) -> float:
        return max(map(self._height, self._columns()), default=0.0)

    def _columns(self) -> tuple[tuple[tuple[Line, ...], ...], ...]:
        rows = ceil(len(self.items) / self.columns)
        return tuple(self.items[start : start + rows] for start in range(0, len(self.items), rows or 1))

    def _height(self, items: tuple[tuple[Line, ...], ...]) -> float:
        return sum(map(len, items)) * self.face.leading + max(0, len(items) - 1) * self.spacing

    def draw(self, pen: Pen, x: float, y: float) -> None:
        number = self.first
        with pen.group("L", whole=self.whole, ListNumbering=_NUMBERING[self.marker]):
            for place, column in enumerate(self._columns()):
                left, top = x + place * (self.width + _GUTTER) / self.columns, y
                for item in column:
                    self._draw_item(pen, number, item, left, top)
                    number += 1
                    top += len(item) * self.face.leading + self.spacing

    def _draw_item(self, pen: Pen, number: int, item: tuple[Line, ...], x: float, y: float) -> None:
        face = self.face
        with pen.group("LI"):
            match self.marker:
                case Marker.NUMBER:
                    with pen.content("Lbl"):
                        draw_lines(pen, set_lines(plain(f"{number}."), face.size, face.size * 3), face, x, y, more=True)
                case Marker.DOT:
                    with pen.content("Lbl", ActualText="•"):
                        pen.circle(x + face.size * 0.35, y + face.leading / 2, face.size * 0.16)
                case Marker.TICK:
                    with pen.furniture():
                        draw_tick_box(pen, x, y + (face.leading - face.size) / 2, face.size)
            with pen.content("LBody"):
                draw_lines(pen, item, face, x + indent_of(self.marker, face), y)

    def split(self, room: float) -> "tuple[Piece, Piece] | None":
        """The items that fit, and the rest; a list in several columns stays whole."""
        if self.columns > 1:
            return None
        for place in range(len(self.items) - 1, 0, -1):
            if self._height(self.items[:place]) <= room:
                whole = self.whole or Whole()
                rest = replace(self, items=self.items[place:], first=self.first + place, gap=0.0, whole=whole)
                return replace(self, items=self.items[:place], keeps=False, whole=whole), rest
        return None


def indent_of(marker: Marker, face: Face) -> float:
    """How far the words of a list stand from the left."""
    return face.size * _INDENT[marker]


def lay_items(block: ItemList, width: float, style: Style, gap: float) -> Items:
    """The lines of each item in columns; in one where that is hardly taller, because one column can be parted."""
    laid = _in_columns(block, block.columns, width, style, gap)
    if block.columns == 1:
        return laid
    one = _in_columns(block, 1, width, style, gap)
    return one if one.height <= laid.height * _HARDLY_TALLER else laid


def _in_columns(block: ItemList, columns: int, width: float, style: Style, gap: float) -> Items:
    face = style.body
    room = (width + _GUTTER) / columns - _GUTTER - indent_of(block.marker, face)
    lines = tuple(set_lines(item, face.size, room) for item in block.items)
    spacing = style.gap(6 if block.marker is Marker.TICK else 4)
    return Items(lines, block.marker, face, width, spacing, columns, gap=gap)
