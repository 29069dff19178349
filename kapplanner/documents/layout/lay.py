"""From a block of content to a piece of a page, for a width and a style."""

from dataclasses import replace

from kapplanner.documents.chart import CourseChart
from kapplanner.documents.content import (
    Block,
    Box,
    Cards,
    Counts,
    DayStrip,
    Heading,
    ItemList,
    Mark,
    Masthead,
    Paragraph,
    RuledLines,
    Scale,
    SideBySide,
    Signatures,
    Size,
    Span,
    Table,
    Text,
    Together,
    Week,
    WriteIn,
    bold,
    joined,
    plain,
)
from kapplanner.documents.layout.cards import CARD_HEIGHT, CARD_ROOM, CardSheet, card_style, is_large
from kapplanner.documents.layout.chart import lay_chart
from kapplanner.documents.layout.items import lay_items
from kapplanner.documents.layout.masthead import lay_masthead, left_width
from kapplanner.documents.layout.pieces import Beside, Blank, Framed, Piece, Ruled, Stack, Words, stack_height
from kapplanner.documents.layout.report import lay_counts, lay_signatures
from kapplanner.documents.layout.scale import lay_scale
from kapplanner.documents.layout.strip import lay_strip
from kapplanner.documents.layout.styles import Face, Style
from kapplanner.documents.layout.table import lay_table
from kapplanner.documents.layout.typeset import Line, line_width, set_lines
from kapplanner.documents.layout.week import lay_week

_LONGEST_NUMBER = 40
"""Characters of a phone that are printed large; what is longer is hardly a phone and must leave room for the day."""


_MEASURE = 33.0
"""Width of the longest lines as a multiple of the size of their text."""
_PATIENT = 12.0
"""Points from which on a text is for patients."""
_MOST_LINES = 6
"""Lines of a value that may stand on one line to write on."""
_TALLEST = 300.0
"""Points up to which a frame, or two stacks beside one another, stay in one piece; taller ones may be parted."""


def lay(block: Block, width: float, style: Style) -> Piece:
    """The piece of a block."""
    match block:
        case Heading():
            return _heading(block, width, style)
        case Paragraph():
            return _paragraph(block, width, style)
        case Box():
            return _box(block, width, style)
        case DayStrip():
            return lay_strip(block, width, style, style.gap(12))
        case Table():
            return lay_table(block, width, style, style.gap(2))
        case ItemList():
            return lay_items(block, width, style, style.gap(7))
        case WriteIn():
            return _blank(block, width, style)
        case RuledLines(least=least):
            return Ruled(least, width, style.gap(2))
        case Scale():
            return lay_scale(block, width, style, style.gap(9))
        case SideBySide():
            return _side_by_side(block, width, style)
        case Together(blocks=blocks):
            return _together(blocks, width, style)
        case Cards():
            return _cards(block, width, style)
        case Masthead(blocks=blocks):
            return lay_masthead(block, lay_all(blocks, left_width(width), style), width, style)
        case CourseChart():
            return lay_chart(block, width, style, style.gap(8))
        case Counts():
            return lay_counts(block, width, style, style.gap(10))
        case Signatures():
            return lay_signatures(block, width, style, style.gap(16))
        case Week():
            return lay_week(block, width, style, style.gap(8))


def lay_all(blocks: tuple[Block, ...], width: float, style: Style) -> tuple[Piece, ...]:
    """The pieces of blocks, in order."""
    return tuple(lay(block, width, style) for block in blocks)


def _heading(block: Heading, width: float, style: Style) -> Words:
    face = style.title if block.level == 1 else style.heading
    text = bold(block.text)
    if block.after:
        text = (*text, Span(f"  {block.after}"))
    indent = face.size * 1.5 if block.mark is not Mark.NONE else 0.0
    lines = set_lines(text, face.size, width - indent)
    gap = 0.0 if block.level == 1 else style.gap(13)
    return Words(lines, face, f"H{block.level}", gap, keeps=True, mark=block.mark, indent=indent)


def _paragraph(block: Paragraph, width: float, style: Style) -> Words:
    face = style.face(block.size)
    indent = face.size * 1.35 if block.mark is not Mark.NONE else 0.0
    lines = _running(block.text, face, width - indent)
    gap = {Size.LEAD: style.gap(2), Size.SMALL: style.gap(6)}.get(block.size, style.gap(9))
    return Words(lines, face, "P", gap, mark=block.mark, indent=indent)


def _running(text: Text, face: Face, width: float) -> tuple[Line, ...]:
    """Lines of running text: patients' eyes lose the way back from lines of more than about 75 letters (P24)."""
    lines = set_lines(text, face.size, width)
    narrow = face.size * _MEASURE
    if len(lines) == 1 or face.size < _PATIENT or narrow >= width:
        return lines
    return set_lines(text, face.size, narrow)


def _box(block: Box, width: float, style: Style) -> Framed | Stack:
    if block.compact:
        return _compact_box(block, width, style)
    padding = style.gap(9 if block.thick else 8) + 2
    room = width - 2 * padding - 8
    beside, beside_width = _beside(block, room, style)
    if beside:
        room -= beside_width + 14
    pieces: list[Piece] = []
    for text, tag in ((bold(block.title), "H2"), (block.lead, "P")):
        if text:
            pieces.append(Words(set_lines(text, style.heading.size, room), style.heading, tag))
    pieces += [Words(set_lines(text, style.body.size, room), style.body, gap=1) for text in block.paragraphs]
    if block.items:
        pieces.append(lay_items(block.items, room, style, style.gap(4)))
    return _in_frame(Framed(Stack(tuple(pieces)), width, padding, block.thick, beside, beside_width, style.gap(11)))


def _compact_box(block: Box, width: float, style: Style) -> Framed | Stack:
    face = style.small
    room = width - 20
    beside = None
    if block.blanks:
        beside = Stack(tuple(_blank(WriteIn(label), room * 0.4, style) for label in block.blanks))
        room -= room * 0.4 + 10
    text = joined(bold(block.title), *block.paragraphs)
    inner = Stack((Words(_running(text, face, room), face),))
    return _in_frame(Framed(inner, width, 6, block.thick, beside, (width - 20) * 0.4, style.gap(8)))


def _in_frame(framed: Framed) -> Framed | Stack:
    """A frame, or what it would hold without one where that is too tall to stay in one piece."""
    if framed.height <= _TALLEST:
        return framed
    inner = framed.inner.pieces
    return Stack((*inner, framed.beside) if framed.beside else inner, framed.gap)


def _beside(block: Box, room: float, style: Style) -> tuple[Stack | None, float]:
    """The large number, and a line to write on for each number that is missing."""
    pieces: list[Piece] = []
    widths = [0.0]
    if block.number:
        face = style.number if all(len(span.text) <= _LONGEST_NUMBER for span in block.number) else style.small
        lines = set_lines(block.number, face.size, room * 0.62)
        widths += map(line_width, lines)
        pieces.append(Words(lines, face))
    if block.blanks:
        widths.append(room * 0.5)
    for label in block.blanks:
        pieces.append(_blank(WriteIn(label), room * 0.5, style))
    return (Stack(tuple(pieces)), max(widths)) if pieces else (None, 0.0)


def _blank(block: WriteIn, width: float, style: Style) -> Blank | Words:
    """A line to write on, with its value; a value of very many lines is text as any other and can be parted."""
    face = style.body
    label = set_lines(plain(block.label), face.size, width * 0.6)
    label_width = max(map(line_width, label)) + (5 if block.label else 0)
    value = set_lines(plain(block.value), face.size, width - label_width - 2) if block.value else ()
    if len(value) > _MOST_LINES:
        text = joined(plain(block.label), plain(block.value))
        return Words(set_lines(text, face.size, width), face, gap=style.gap(8))
    return Blank(label, value, face, width, label_width, style.gap(8), gap=style.gap(4))


def _side_by_side(block: SideBySide, width: float, style: Style) -> Beside | Stack:
    offset = width * block.share
    left = lay_all(block.left, offset - 16, style)
    right = lay_all(block.right, width - offset, style)
    match left, right:
        case (Framed() as first,), (Framed() as second,):
            least = max(first.height, second.height)
            left, right = (replace(first, least=least),), (replace(second, least=least),)
    beside = Beside(Stack(left), Stack(right), offset, style.gap(10))
    if beside.height <= _TALLEST:
        return beside
    return Stack(lay_all((*block.left, *block.right), width, style), style.gap(10))


def _together(blocks: tuple[Block, ...], width: float, style: Style) -> Stack:
    pieces = lay_all(blocks, width, style)
    return Stack(pieces, pieces[0].gap, fixed=stack_height(pieces) <= _TALLEST)


def _cards(block: Cards, width: float, style: Style) -> CardSheet | Stack:
    """In large print front and back stand beside one another, else under one another.

    What says so much that no card could hold it (a clinic's name of 200 letters) stands on the page as it is.
    """
    inside = card_style(style)
    front, back = (Stack(lay_all(blocks, CARD_ROOM, inside)) for blocks in (block.front, block.back))
    panels = (front, back) if is_large(style) else (Stack((*front.pieces, *back.pieces)),)
    title, how_to = (set_lines(text, style.small.size, CARD_ROOM) for text in (bold(block.title), plain(block.how_to)))
    if max(panel.height for panel in panels) > 2 * CARD_HEIGHT:
        return Stack((Words(title, style.small, "H1"), *lay_all((*block.front, *block.back), width, style)))
    return CardSheet(panels, title, how_to, style.small, width)
