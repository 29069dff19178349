"""Cards to cut out: 85 x 54 mm, two beside one another, with cut marks 3 mm outside."""

from dataclasses import dataclass, replace
from typing import Final

from kapplanner.documents.layout.pen import RULE, Pen
from kapplanner.documents.layout.pieces import Piece, Stack, draw_lines
from kapplanner.documents.layout.styles import MILLIMETRE, Face, Style
from kapplanner.documents.layout.typeset import Line

CARD_WIDTH: Final = 85 * MILLIMETRE
CARD_HEIGHT: Final = 54 * MILLIMETRE
_PADDING: Final = 3 * MILLIMETRE
CARD_ROOM: Final = CARD_WIDTH - 2 * _PADDING
_MARK_GAP: Final = 3 * MILLIMETRE
_MARK: Final = 2 * MILLIMETRE
_REACH: Final = 6.0
"""How far words and marks reach into the empty stripes under the header and above the footer of the page."""
_BELOW: Final = _MARK_GAP + _MARK - _REACH
_DASH: Final = 3.0
_ACROSS: Final = 2
_MOST_ROWS: Final = 4


def is_large(style: Style) -> bool:
    """Whether a style is that of large print."""
    return style.body.size >= 18


def card_style(style: Style) -> Style:
    """The faces inside a card: a business card's in ordinary print, not below the floor of large print there."""
    if is_large(style):
        body = Face(16, 20)
        return replace(style, heading=Face(17, 21), lead=body, body=body, small=body, number=Face(19, 24), air=0.3)
    body = Face(10.5, 13)
    return replace(
        style, heading=Face(12, 15), lead=body, body=body, small=Face(10, 12.5), number=Face(13, 16), air=0.15
    )


def around_cards(style: Style) -> Style:
    """The style of a page of cards: in ordinary print the small words around them are those of a card too.

    Eight cards fill a page of Letter paper but for a narrow stripe above and below.
    """
    return style if is_large(style) else replace(style, small=card_style(style).small)


@dataclass(frozen=True, slots=True)
class CardSheet:
    """Rows of cards. ``panels``: one for a card, or its two halves, to be folded between them."""

    panels: tuple[Stack, ...]
    title: tuple[Line, ...]
    how_to: tuple[Line, ...]
    face: Face
    width: float
    rows: int = 1
    gap: float = 0.0
    keeps: bool = False

    @property
    def _card(self) -> float:
        """The height of a card; one with much to say is taller than the others would be."""
        return max(CARD_HEIGHT, *(panel.height + 2 * _PADDING for panel in self.panels))

    @property
    def _above(self) -> float:
        words = max(len(self.title), len(self.how_to)) * self.face.leading
        return max(_MARK_GAP + _MARK, words) - _REACH

    @property
    def height(self) -> float:
        return self._above + self.rows * self._card + _BELOW

    def stretched(self, room: float) -> "CardSheet":
        """As many rows as the room holds."""
        fit = int((room - self._above - _BELOW) // self._card)
        return replace(self, rows=min(_MOST_ROWS, max(1, fit)))

    def draw(self, pen: Pen, x: float, y: float) -> None:
        left = x + (self.width - _ACROSS * CARD_WIDTH) / 2
        for tag, lines, start in (("H1", self.title, left), ("P", self.how_to, left + CARD_WIDTH)):
            with pen.content(tag):
                draw_lines(pen, lines, self.face, start + _PADDING, y - _REACH)
        top = y + self._above
        with pen.furniture():
            self._draw_cuts(pen, left, top)
        for row in range(self.rows):
            for card in range(_ACROSS // len(self.panels)):
                with pen.group("Sect"):
                    for place, panel in enumerate(self.panels):
                        start = left + (card * len(self.panels) + place) * CARD_WIDTH
                        self._draw_panel(pen, panel, start, top + row * self._card)

    def _draw_panel(self, pen: Pen, panel: Stack, x: float, y: float) -> None:
        panel.draw(pen, x + _PADDING, y + (self._card - panel.height) / 2)

    def _draw_cuts(self, pen: Pen, x: float, y: float) -> None:
        """Thin lines where the cards meet, dotted where one is folded, and the marks outside."""
        right, low = x + _ACROSS * CARD_WIDTH, y + self.rows * self._card
        for column in range(_ACROSS + 1):
            edge = x + column * CARD_WIDTH
            if 0 < column < _ACROSS and len(self.panels) > 1:
                _draw_fold(pen, edge, y, low)
                continue
            pen.line(edge, y, edge, low, thick=0.5, grey=RULE)
            for start in (y - _MARK_GAP - _MARK, low + _MARK_GAP):
                pen.line(edge, start, edge, start + _MARK, thick=0.7)
        for row in range(self.rows + 1):
            edge = y + row * self._card
            pen.rule(x, edge, right - x, thick=0.5, grey=RULE)
            for start in (x - _MARK_GAP - _MARK, right + _MARK_GAP):
                pen.rule(start, edge, _MARK, thick=0.7)

    def split(self, room: float) -> "tuple[Piece, Piece] | None":
        return None


def _draw_fold(pen: Pen, x: float, top: float, low: float) -> None:
    """A broken line from top to bottom."""
    while top < low:
        pen.line(x, top, x, min(low, top + _DASH), thick=0.6)
        top += 2 * _DASH
