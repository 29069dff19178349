"""The head of a paper of the team: what it is about, and beside it the space for the patient's label."""

from dataclasses import dataclass
from typing import Final

from kapplanner.documents.content import Masthead, Text, plain
from kapplanner.documents.layout.pen import GREY, Pen
from kapplanner.documents.layout.pieces import Piece, Stack, Words, draw_lines
from kapplanner.documents.layout.styles import MILLIMETRE, Style
from kapplanner.documents.layout.typeset import Line, set_lines

LABEL_WIDTH: Final = 90 * MILLIMETRE
LABEL_HEIGHT: Final = 36 * MILLIMETRE
_INSET: Final = 8.0
_GUTTER: Final = 12.0


@dataclass(frozen=True, slots=True)
class Head:
    """Blocks at the left, the space for the label at the right; both begin at the top."""

    left: Stack
    caption: Line
    lines: Stack
    width: float
    style: Style
    gap: float = 0.0
    keeps: bool = False

    @property
    def height(self) -> float:
        return max(self.left.height, LABEL_HEIGHT)

    def draw(self, pen: Pen, x: float, y: float) -> None:
        self.left.draw(pen, x, y)
        left = x + self.width - LABEL_WIDTH
        with pen.furniture():
            pen.frame(left, y, LABEL_WIDTH, LABEL_HEIGHT, thick=0.7, radius=3, dashed=True)
        with pen.content("P"):
            draw_lines(pen, (self.caption,), self.style.small, left + _INSET, y + 4, ink=GREY)
        self.lines.draw(pen, left + _INSET, y + (LABEL_HEIGHT - self.lines.height) / 2 + 4)

    def split(self, room: float) -> "tuple[Piece, Piece] | None":
        return None


def lay_masthead(block: Masthead, blocks: tuple[Piece, ...], width: float, style: Style) -> Head:
    """``blocks`` are the pieces of the left side, laid for ``left_width``."""
    caption = set_lines(plain(block.caption), style.small.size, LABEL_WIDTH - 2 * _INSET)[0]
    lines = tuple(_line(text, style, first=place == 0) for place, text in enumerate(block.lines) if text)
    return Head(Stack(blocks), caption, Stack(lines), width, style)


def left_width(width: float) -> float:
    """How wide the left side is."""
    return width - LABEL_WIDTH - _GUTTER


def _line(text: Text, style: Style, *, first: bool) -> Words:
    """The first line is the name, in larger letters; a long one is set in as many lines as the label has room for."""
    room = LABEL_WIDTH - 2 * _INSET
    face = style.heading if first else style.body
    return Words(set_lines(text, face.size, room)[:3], face, gap=1)
