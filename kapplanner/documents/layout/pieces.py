"""Pieces of a page with a fixed height: they draw themselves, and the long ones can be parted between pages."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

from kapplanner.documents.content import Mark
from kapplanner.documents.layout.pen import BLACK, CAP_MIDDLE, RULE, Pen
from kapplanner.documents.layout.shapes import draw_mark
from kapplanner.documents.layout.structure import Whole
from kapplanner.documents.layout.styles import MILLIMETRE, Face
from kapplanner.documents.layout.typeset import Line

RULED_STEP: Final = 9 * MILLIMETRE
_MOST_RULED: Final = 8


class Piece(Protocol):
    """Something of a known height. ``gap`` is the space above it, ``keeps`` whether it stays with the next piece."""

    @property
    def height(self) -> float: ...

    @property
    def gap(self) -> float: ...

    @property
    def keeps(self) -> bool: ...

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw with the top left corner there."""
        ...

    def split(self, room: float) -> "tuple[Piece, Piece] | None":
        """What fits into the room, and the rest; None where it cannot be parted there."""
        ...


def draw_lines(
    pen: Pen, lines: Sequence[Line], face: Face, x: float, y: float, *, ink: float = BLACK, more: bool = False
) -> None:
    """Lines under one another from a top left corner; ``more``: the text goes on after them."""
    for place, line in enumerate(lines):
        baseline = y + place * face.leading + face.leading / 2 + face.size * CAP_MIDDLE
        pen.line_of_text(x, baseline, line, face.size, more=more or place < len(lines) - 1, ink=ink)


@dataclass(frozen=True, slots=True)
class Words:
    """Lines of text with one tag. ``mark`` stands before the first line, and all lines leave room for it.

    ``whole`` is shared with the parts on other pages; ``more``: a further part follows.
    """

    lines: tuple[Line, ...]
    face: Face
    tag: str = "P"
    gap: float = 0.0
    keeps: bool = False
    mark: Mark = Mark.NONE
    indent: float = 0.0
    whole: Whole | None = None
    more: bool = False

    @property
    def height(self) -> float:
        return len(self.lines) * self.face.leading

    def draw(self, pen: Pen, x: float, y: float) -> None:
        if self.mark is not Mark.NONE:
            side = self.face.size * 1.05
            with pen.furniture():
                draw_mark(pen, self.mark, x, y + (self.face.leading - side) / 2, side)
        with pen.content(self.tag, whole=self.whole):
            draw_lines(pen, self.lines, self.face, x + self.indent, y, more=self.more)

    def split(self, room: float) -> "tuple[Piece, Piece] | None":
        fit = int(room // self.face.leading)
        if fit < 1 or fit >= len(self.lines):
            return None
        whole = self.whole or Whole()
        rest = replace(self, lines=self.lines[fit:], mark=Mark.NONE, gap=0.0, whole=whole)
        return replace(self, lines=self.lines[:fit], keeps=False, whole=whole, more=True), rest


@dataclass(frozen=True, slots=True)
class Stack:
    """Pieces under one another as one piece; a ``fixed`` one is never parted."""

    pieces: tuple[Piece, ...]
    gap: float = 0.0
    keeps: bool = False
    fixed: bool = False

    @property
    def height(self) -> float:
        return stack_height(self.pieces)

    def draw(self, pen: Pen, x: float, y: float) -> None:
        for place, piece in enumerate(self.pieces):
            y += piece.gap if place else 0.0
            piece.draw(pen, x, y)
            y += piece.height

    def split(self, room: float) -> "tuple[Piece, Piece] | None":
        if self.fixed:
            return None
        for place, piece in enumerate(self.pieces):
            room -= piece.gap if place else 0.0
            if piece.height <= room:
                room -= piece.height
                continue
            first, rest = self.pieces[:place], self.pieces[place:]
            parts = piece.split(room)
            if parts:
                first, rest = (*first, parts[0]), (parts[1], *rest[1:])
            return (replace(self, pieces=first), replace(self, pieces=rest, gap=0.0)) if first else None
        return None


def stack_height(pieces: Sequence[Piece]) -> float:
    """The height of pieces with the gaps between them."""
    return sum(piece.height + (piece.gap if place else 0.0) for place, piece in enumerate(pieces))


@dataclass(frozen=True, slots=True)
class Framed:
    """A stack in a frame, and another at its right (a phone number, lines to write on)."""

    inner: Stack
    width: float
    padding: float
    thick: bool
    beside: Stack | None = None
    beside_width: float = 0.0
    gap: float = 0.0
    keeps: bool = False
    least: float = 0.0

    @property
    def height(self) -> float:
        beside = self.beside.height if self.beside else 0.0
        return max(self.least, max(self.inner.height, beside) + 2 * self.padding)

    def draw(self, pen: Pen, x: float, y: float) -> None:
        with pen.furniture():
            thick = 1.75 if self.thick else 0.9
            pen.frame(x, y, self.width, self.height, thick=thick, radius=5)
        side = self.padding + 4
        self.inner.draw(pen, x + side, y + (self.height - self.inner.height) / 2)
        if self.beside:
            left = x + self.width - side - self.beside_width
            self.beside.draw(pen, left, y + (self.height - self.beside.height) / 2)

    def split(self, room: float) -> "tuple[Piece, Piece] | None":
        return None


@dataclass(frozen=True, slots=True)
class Beside:
    """Two stacks beside one another."""

    left: Stack
    right: Stack
    offset: float
    gap: float = 0.0
    keeps: bool = False

    @property
    def height(self) -> float:
        return max(self.left.height, self.right.height)

    def draw(self, pen: Pen, x: float, y: float) -> None:
        self.left.draw(pen, x, y)
        self.right.draw(pen, x + self.offset, y)

    def split(self, room: float) -> "tuple[Piece, Piece] | None":
        return None


@dataclass(frozen=True, slots=True)
class Ruled:
    """Empty lines to write on, 9 mm apart; more of them where there is room."""

    count: int
    width: float
    gap: float = 0.0
    keeps: bool = False

    @property
    def height(self) -> float:
        return self.count * RULED_STEP

    def draw(self, pen: Pen, x: float, y: float) -> None:
        with pen.furniture():
            for place in range(1, self.count + 1):
                pen.rule(x, y + place * RULED_STEP, self.width, thick=0.6, grey=RULE)

    def split(self, room: float) -> "tuple[Piece, Piece] | None":
        return None

    def stretched(self, room: float) -> "Ruled":
        """As many lines as the room holds, but never a page full."""
        return replace(self, count=max(self.count, min(_MOST_RULED, int(room // RULED_STEP))))


@dataclass(frozen=True, slots=True)
class Blank:
    """A label and a line to write on; a value stands on the line."""

    label: tuple[Line, ...]
    value: tuple[Line, ...]
    face: Face
    width: float
    label_width: float
    room: float
    gap: float = 0.0
    keeps: bool = False

    @property
    def height(self) -> float:
        return max(len(self.value), 1) * self.face.leading + self.room

    def draw(self, pen: Pen, x: float, y: float) -> None:
        y += self.room
        start = x + self.label_width
        if self.label_width or self.value:
            with pen.content("P"):
                if self.label_width:
                    draw_lines(pen, self.label, self.face, x, y, more=bool(self.value))
                draw_lines(pen, self.value, self.face, start + 2, y)
        with pen.furniture():
            low = y + max(len(self.value), 1) * self.face.leading - self.face.leading * 0.16
            pen.rule(start, low, self.width - self.label_width, thick=0.7)

    def split(self, room: float) -> "tuple[Piece, Piece] | None":
        return None
