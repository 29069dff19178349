"""What really stands in a finished file, read in one pass: sizes, places, inks, faces and words of every page."""

from collections.abc import Iterator, Sequence
from ctypes import POINTER, c_float, c_int, c_uint, c_ushort, cast, create_string_buffer
from dataclasses import dataclass
from typing import Final

import pypdfium2
from pypdfium2 import raw

from kapplanner.documents.preview import opened

Ink = tuple[int, int, int]
"""Red, green and blue from 0 to 255."""
WHITE: Final = (255, 255, 255)
_LINE: Final = 0.5
_NEIGHBOUR: Final = 0.75
_LOOSEST: Final = 1.7
_LONGEST_NAME: Final = 128
_LONGEST_LINE: Final = 2048
"""Bytes, two for each letter."""
_ITALIC_FLAG: Final = 64


@dataclass(frozen=True, slots=True)
class Bounds:
    """A rectangle in points from the lower left corner of the page."""

    left: float
    bottom: float
    right: float
    top: float

    def holds(self, x: float, y: float) -> bool:
        return self.left <= x <= self.right and self.bottom <= y <= self.top


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text drawn at once. ``size`` in points is the effective one: that of the font times the scales.

    ``across`` and ``upward`` are those scales. ``ground`` is the ink under it. ``is_content``: it belongs
    to the page itself, not to its running heads. ``watermark``: a turned word that is no content, such as DRAFT.
    """

    words: str
    size: float
    across: float
    upward: float
    baseline: float
    bounds: Bounds
    ink: Ink
    ground: Ink
    face: str
    italic: bool
    is_content: bool
    watermark: bool


@dataclass(frozen=True, slots=True)
class FinishedPage:
    """A page. ``words`` are in reading order, ``corner`` those in the lower right corner, ``drawn`` lines and shapes.

    ``loose`` counts what is neither content nor furniture, ``foreign`` what is neither text nor drawing (a picture),
    ``marks`` the stretches of content that have a number for the structure.
    """

    width: float
    height: float
    words: str
    corner: str
    pieces: tuple[Piece, ...]
    drawn: tuple[Bounds, ...]
    inks: frozenset[Ink]
    loose: int
    foreign: int
    marks: int

    @property
    def text(self) -> tuple[Piece, ...]:
        """The pieces that are read: all but a watermark."""
        return tuple(piece for piece in self.pieces if not piece.watermark)


def finished_pages(pdf: bytes) -> tuple[FinishedPage, ...]:
    """Every page of a file."""
    with opened(pdf) as document:
        return tuple(_page(document[index]) for index in range(len(document)))


def _page(page: pypdfium2.PdfPage) -> FinishedPage:
    words = page.get_textpage()
    width, height = page.get_width(), page.get_height()
    pieces: list[Piece] = []
    drawn: list[Bounds] = []
    fills: list[tuple[Bounds, Ink]] = []
    inks: set[Ink] = set()
    loose = foreign = marks = 0
    for place in range(raw.FPDFPage_CountObjects(page.raw)):
        item = raw.FPDFPage_GetObject(page.raw, place)
        kind = raw.FPDFPageObj_GetType(item)
        mark = raw.FPDFPageObj_GetMarkedContentID(item)
        marks = max(marks, mark + 1)
        loose += mark < 0 and raw.FPDFPageObj_CountMarks(item) < 1
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            pieces.append(_piece(item, words, fills))
            inks.add(pieces[-1].ink)
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            filled, stroked = _drawing(item)
            bounds = _bounds(item)
            if filled:
                fills.append((bounds, _ink(item)))
                inks.add(fills[-1][1])
            if stroked:
                inks.add(_ink(item, of_stroke=True))
            if not _is_clipped(item):
                drawn.append(_without_stroke(item, bounds) if stroked else bounds)
        else:
            foreign += 1
    return FinishedPage(
        width=width,
        height=height,
        words=words.get_text_bounded().replace("\r\n", "\n"),
        corner=words.get_text_bounded(width * 0.6, 0, width, height * 0.12).replace("\r\n", "\n"),
        pieces=tuple(pieces),
        drawn=tuple(drawn),
        inks=frozenset(inks),
        loose=loose,
        foreign=foreign,
        marks=marks,
    )


def _piece(item: raw.FPDF_PAGEOBJECT, page: pypdfium2.PdfTextPage, fills: list[tuple[Bounds, Ink]]) -> Piece:
    size, matrix = c_float(), raw.FS_MATRIX()
    raw.FPDFTextObj_GetFontSize(item, size)
    raw.FPDFPageObj_GetMatrix(item, matrix)
    across, upward = (matrix.a**2 + matrix.b**2) ** 0.5, (matrix.c**2 + matrix.d**2) ** 0.5
    bounds = _bounds(item)
    x, y = (bounds.left + bounds.right) / 2, (bounds.bottom + bounds.top) / 2
    ground = next((ink for fill, ink in reversed(fills) if fill.holds(x, y)), WHITE)
    is_content = raw.FPDFPageObj_GetMarkedContentID(item) >= 0
    face, italic = _face(raw.FPDFTextObj_GetFont(item))
    return Piece(
        words=_words(item, page),
        size=size.value * upward,
        across=across,
        upward=upward,
        baseline=matrix.f,
        bounds=bounds,
        ink=_ink(item),
        ground=ground,
        face=face,
        italic=italic,
        is_content=is_content,
        watermark=matrix.b != 0 and not is_content,
    )


def _words(item: raw.FPDF_PAGEOBJECT, page: pypdfium2.PdfTextPage) -> str:
    """At most the first letters that a line can hold."""
    words = create_string_buffer(_LONGEST_LINE)
    length = raw.FPDFTextObj_GetText(item, page.raw, cast(words, POINTER(c_ushort)), _LONGEST_LINE)
    return words.raw[: min(length, _LONGEST_LINE) - 2].decode("utf-16-le", errors="replace")


def _bounds(item: raw.FPDF_PAGEOBJECT) -> Bounds:
    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    raw.FPDFPageObj_GetBounds(item, left, bottom, right, top)
    return Bounds(left.value, bottom.value, right.value, top.value)


def _ink(item: raw.FPDF_PAGEOBJECT, *, of_stroke: bool = False) -> Ink:
    red, green, blue, alpha = c_uint(), c_uint(), c_uint(), c_uint()
    ask = raw.FPDFPageObj_GetStrokeColor if of_stroke else raw.FPDFPageObj_GetFillColor
    ask(item, red, green, blue, alpha)
    return red.value, green.value, blue.value


def _drawing(item: raw.FPDF_PAGEOBJECT) -> tuple[bool, bool]:
    """Whether a shape is filled, and whether its outline is drawn."""
    fill, stroke = c_int(), c_int()
    raw.FPDFPath_GetDrawMode(item, fill, stroke)
    return bool(fill.value), bool(stroke.value)


def _without_stroke(item: raw.FPDF_PAGEOBJECT, bounds: Bounds) -> Bounds:
    """The bounds of the path itself; those reported have the width of its stroke added on each side."""
    width = c_float()
    raw.FPDFPageObj_GetStrokeWidth(item, width)
    thick = width.value
    return Bounds(bounds.left + thick, bounds.bottom + thick, bounds.right - thick, bounds.top - thick)


def _is_clipped(item: raw.FPDF_PAGEOBJECT) -> bool:
    """Whether only a part of a shape is seen, so that its own bounds say too much."""
    return bool(raw.FPDFClipPath_CountPaths(raw.FPDFPageObj_GetClipPath(item)) > 0)


def _face(font: raw.FPDF_FONT) -> tuple[str, bool]:
    """The name of a typeface and whether it leans."""
    name = create_string_buffer(_LONGEST_NAME)
    raw.FPDFFont_GetBaseFontName(font, name, _LONGEST_NAME)
    angle = c_int()
    raw.FPDFFont_GetItalicAngle(font, angle)
    face = name.value.decode("latin-1")
    leans = angle.value != 0 or bool(raw.FPDFFont_GetFlags(font) & _ITALIC_FLAG)
    return face, leans or any(word in face.lower() for word in ("italic", "oblique"))


@dataclass(frozen=True, slots=True)
class Line:
    """Pieces beside one another on one baseline."""

    letters: int
    size: float
    baseline: float
    left: float
    right: float


def paragraphs(page: FinishedPage) -> Iterator[Sequence[Line]]:
    """Texts of two lines or more: lines under one another with the same left edge, size and step."""
    held: list[Line] = []
    for line in _lines(page):
        if held and not _continues(held[-1], line):
            if len(held) > 1:
                yield held
            held = []
        held.append(line)
    if len(held) > 1:
        yield held


def _continues(above: Line, line: Line) -> bool:
    step = above.baseline - line.baseline
    same = abs(line.left - above.left) <= _LINE and abs(line.size - above.size) <= _LINE
    return same and 0 < step <= _LOOSEST * line.size


def _lines(page: FinishedPage) -> Iterator[Line]:
    held: Line | None = None
    for piece in page.pieces:
        if not piece.is_content:
            continue
        box = piece.bounds
        if (
            held
            and abs(piece.baseline - held.baseline) < _LINE
            and -_LINE <= box.left - held.right < _NEIGHBOUR * piece.size
        ):
            held = Line(held.letters + len(piece.words), held.size, held.baseline, held.left, box.right)
            continue
        if held:
            yield held
        held = Line(len(piece.words), piece.size, piece.baseline, box.left, box.right)
    if held:
        yield held
