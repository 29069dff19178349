"""Pieces of papers for the team: the row of counts, and lines to sign on."""

from dataclasses import dataclass

from kapplanner.documents.content import Counts, Mark, Signatures, bold, plain
from kapplanner.documents.layout.pen import Pen
from kapplanner.documents.layout.pieces import Piece, draw_lines
from kapplanner.documents.layout.shapes import draw_mark
from kapplanner.documents.layout.styles import Style
from kapplanner.documents.layout.typeset import Line, set_lines

_PADDING = 9.0


@dataclass(frozen=True, slots=True)
class CountRow:
    """Cells beside one another in one frame: a mark, a word, what was counted."""

    cells: tuple[tuple[Mark, tuple[Line, ...], tuple[Line, ...]], ...]
    width: float
    style: Style
    gap: float = 0.0
    keeps: bool = False

    @property
    def height(self) -> float:
        heading, body = self.style.heading.leading, self.style.body.leading
        return max(len(word) * heading + len(counted) * body for _, word, counted in self.cells) + 2 * _PADDING

    def draw(self, pen: Pen, x: float, y: float) -> None:
        share = self.width / len(self.cells)
        side = self.style.heading.size * 1.15
        with pen.furniture():
            pen.frame(x, y, self.width, self.height, thick=1.1, radius=4)
            for place in range(1, len(self.cells)):
                pen.line(x + place * share, y, x + place * share, y + self.height, thick=0.8)
            for place, (mark, _, _) in enumerate(self.cells):
                top = y + _PADDING + (self.style.heading.leading - side) / 2
                draw_mark(pen, mark, x + place * share + _PADDING, top, side)
        for place, (_, word, counted) in enumerate(self.cells):
            left = x + place * share + _PADDING
            with pen.content("P"):
                draw_lines(pen, word, self.style.heading, left + side * 1.5, y + _PADDING, more=True)
                top = y + _PADDING + len(word) * self.style.heading.leading
                draw_lines(pen, counted, self.style.body, left, top)

    def split(self, room: float) -> "tuple[Piece, Piece] | None":
        return None


def lay_counts(block: Counts, width: float, style: Style, gap: float) -> CountRow:
    """Each cell gets the same width."""
    room = width / len(block.cells) - 2 * _PADDING
    beside_mark = room - style.heading.size * 1.725
    cells = tuple(
        (
            mark,
            set_lines(bold(word), style.heading.size, beside_mark),
            set_lines(plain(counted), style.body.size, room),
        )
        for mark, word, counted in block.cells
    )
    return CountRow(cells, width, style, gap)


@dataclass(frozen=True, slots=True)
class SignatureRow:
    """Lines to sign on, beside one another."""

    labels: tuple[tuple[Line, ...], ...]
    width: float
    style: Style
    gap: float = 0.0
    keeps: bool = False

    @property
    def height(self) -> float:
        return 26 + max(map(len, self.labels)) * self.style.body.leading

    def draw(self, pen: Pen, x: float, y: float) -> None:
        share = self.width / len(self.labels)
        for place, label in enumerate(self.labels):
            left = x + place * share + (10 if place else 0)
            with pen.furniture():
                pen.rule(left, y + 22, share - 10, thick=0.8)
            with pen.content("P"):
                draw_lines(pen, label, self.style.body, left, y + 25)

    def split(self, room: float) -> "tuple[Piece, Piece] | None":
        return None


def lay_signatures(block: Signatures, width: float, style: Style, gap: float) -> SignatureRow:
    """As many lines as labels."""
    room = width / len(block.labels) - 10
    return SignatureRow(
        tuple(set_lines(plain(label), style.body.size, room) for label in block.labels), width, style, gap
    )
