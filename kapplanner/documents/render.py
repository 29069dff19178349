"""Drawing laid pages: running heads as furniture, pieces in reading order, an outline, and the page numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import atan2, degrees, hypot
from typing import Final

from kapplanner.documents.content import Unit, bold, plain
from kapplanner.documents.furniture import Furniture
from kapplanner.documents.layout.pages import BOTTOM, HEADER_TOP, Page
from kapplanner.documents.layout.pen import Pen, Running
from kapplanner.documents.layout.pieces import draw_lines
from kapplanner.documents.layout.structure import Node
from kapplanner.documents.layout.typeset import line_width, set_lines
from kapplanner.documents.progress import Watch, unwatched

_ACROSS: Final = 0.62
"""Length of the word across a page, as a share of the page's diagonal."""
_ACROSS_THICK: Final = 1.0
_ACROSS_INK: Final = 0.6
"""Thin grey outlines: shading would lie under the words, and a printer in black and white would dot them."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """The bytes as drawn, and the structure of what was drawn."""

    pdf: bytes
    structure: Node


def render(pages: Sequence[tuple[Page, Furniture]], watch: Watch = unwatched, only: int | None = None) -> Rendered:
    """Draw all pages of one print, or only the page of an index, with the number that it has among all."""
    first, words = pages[0][0], pages[0][1].words
    pen = Pen(first.width, first.height)
    kind = ""
    sheet = 0
    for number, (page, furniture) in enumerate(pages, 1):
        if only is not None and number != only + 1:
            continue
        watch(number / len(pages))
        pen.start_page(page.width, page.height)
        sheet += page.part == 1
        if page.sheet.kind != kind:
            kind = page.sheet.kind
            pen.bookmark(page.sheet.name, 0)
        if page.part == 1 and page.sheet.unit is not Unit.PAPER:
            pen.bookmark(page.sheet.place, 1)
        _draw_head(pen, page, furniture)
        other_language = furniture.words.language if furniture.words.language != words.language else ""
        with pen.group("Sect", whole=("sheet", sheet), Lang=other_language):
            for placed in page.placed:
                with pen.again(placed.again):
                    placed.piece.draw(pen, placed.x, placed.y)
        _draw_foot(pen, page, furniture, number, len(pages))
        pen.end_page()
    return Rendered(pen.finished(), pen.root)


def _draw_head(pen: Pen, page: Page, furniture: Furniture) -> None:
    style, small = page.style, page.style.small
    right = page.width - style.side
    if furniture.across:
        with pen.running(Running.WATERMARK):
            _draw_across(pen, page, furniture.across)
    with pen.running(Running.HEADER):
        _draw_stamps(pen, page, furniture)
        draw_lines(pen, page.header, small, style.side, HEADER_TOP)
        for place, line in enumerate(page.clinic):
            draw_lines(pen, (line,), small, right - line_width(line), HEADER_TOP + place * small.leading)
        lines = max(len(page.header), len(page.clinic))
        pen.rule(style.side, HEADER_TOP + lines * small.leading + 4, right - style.side, thick=0.9)


def _draw_foot(pen: Pen, page: Page, furniture: Furniture, number: int, total: int) -> None:
    style, small = page.style, page.style.small
    right = page.width - style.side
    with pen.running(Running.FOOTER):
        top = page.height - BOTTOM - len(page.footer) * small.leading
        pen.rule(style.side, top - 5, right - style.side, thick=0.9)
        draw_lines(pen, page.footer, small, style.side, top)
        words = plain(furniture.words("page.page", page=number, pages=total))
        numbered = set_lines(words, small.size, page.width)[0]
        low = page.height - BOTTOM - small.leading
        draw_lines(pen, (numbered,), small, right - line_width(numbered), low)


def _draw_across(pen: Pen, page: Page, word: str) -> None:
    """A word from corner to corner, in outlines and under everything else."""
    wanted = _ACROSS * hypot(page.width, page.height)
    size = 100 * wanted / line_width(set_lines(bold(word), 100, 10_000)[0])
    line = set_lines(bold(word), size, 2 * wanted)[0]
    angle = degrees(atan2(page.height, page.width))
    pen.outlined(page.width / 2, page.height / 2, line, size, angle, thick=_ACROSS_THICK, ink=_ACROSS_INK)


def _draw_stamps(pen: Pen, page: Page, furniture: Furniture) -> None:
    """Boxes beside one another, in the middle above the header."""
    small = page.style.small
    lines = [set_lines(bold(stamp), small.size, page.width)[0] for stamp in furniture.stamps]
    widths = [line_width(line) + 28 for line in lines]
    left = (page.width - sum(widths) - 8 * (len(widths) - 1)) / 2
    height = small.leading + 4
    top = HEADER_TOP - 8 - height
    for line, width in zip(lines, widths, strict=True):
        pen.frame(left, top, width, height, thick=1.2, radius=4)
        draw_lines(pen, (line,), small, left + 14, top + 2)
        left += width + 8
