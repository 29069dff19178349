"""A scale in words: a thing at the left, and beside it a box to tick for each word."""

from dataclasses import dataclass
from typing import Final

from kapplanner.documents.content import Scale, plain
from kapplanner.documents.layout.pen import Pen
from kapplanner.documents.layout.pieces import Piece, draw_lines
from kapplanner.documents.layout.shapes import draw_tick_box
from kapplanner.documents.layout.styles import Face, Style
from kapplanner.documents.layout.typeset import Line, set_lines

_SHARE: Final = 0.28
"""Share of the width for the things."""
_INDENT: Final = 1.45
"""How far a word stands from its box, as a multiple of its size."""
_GUTTER: Final = 6.0


@dataclass(frozen=True, slots=True)
class Shades:
    """A laid scale: the lines of each thing, those of the words, and where each begins."""

    things: tuple[tuple[Line, ...], ...]
    words: tuple[tuple[Line, ...], ...]
    starts: tuple[float, ...]
    face: Face
    spacing: float
    gap: float = 0.0
    keeps: bool = False

    @property
    def height(self) -> float:
        return sum(map(self._row, self.things)) + self.spacing * (len(self.things) - 1)

    def _row(self, thing: tuple[Line, ...]) -> float:
        return max(map(len, (thing, *self.words))) * self.face.leading

    def draw(self, pen: Pen, x: float, y: float) -> None:
        face = self.face
        for thing in self.things:
            with pen.furniture():
                for start in self.starts:
                    draw_tick_box(pen, x + start, y + (face.leading - face.size) / 2, face.size)
            with pen.content("P"):
                draw_lines(pen, thing, face, x, y, more=True)
                for word, start in zip(self.words, self.starts, strict=True):
                    draw_lines(pen, word, face, x + start + face.size * _INDENT, y, more=True)
            y += self._row(thing) + self.spacing

    def split(self, room: float) -> "tuple[Piece, Piece] | None":
        return None


def lay_scale(block: Scale, width: float, style: Style, gap: float) -> Shades:
    """The words share what the things leave of the width."""
    face = style.body
    left = width * _SHARE
    share = (width - left) / len(block.words)
    things = tuple(set_lines(plain(f"{thing}:"), face.size, left - _GUTTER) for thing in block.things)
    room = share - face.size * _INDENT - _GUTTER
    words = tuple(set_lines(plain(word), face.size, room) for word in block.words)
    starts = tuple(left + place * share for place in range(len(block.words)))
    return Shades(things, words, starts, face, style.gap(6), gap)
