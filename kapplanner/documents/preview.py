"""Pages as pictures and as text, for the print studio. The library below crashes under two threads: one at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import c_float
from dataclasses import dataclass
from threading import Lock

import pypdfium2
from pypdfium2 import raw

_ONE_AT_A_TIME = Lock()


@contextmanager
def opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """The document, for as long as nobody else reads one; whoever comes second waits."""
    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        try:
            yield document
        finally:
            document.close()


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page as pixels: four bytes each, red, green, blue, alpha, row by row without padding."""

    width: int
    height: int
    rgba: bytes


def page_count(pdf: bytes) -> int:
    """How many pages a document has."""
    with opened(pdf) as document:
        return len(document)


def render_page(pdf: bytes, index: int, width_px: int) -> PageImage:
    """The page of an index from 0, so many pixels wide, on white."""
    with opened(pdf) as document:
        page = document[index]
        bitmap = page.render(
            scale=width_px / page.get_width(),
            rev_byteorder=True,
            force_bitmap_format=raw.FPDFBitmap_BGRA,
            fill_color=(255, 255, 255, 255),
        )
        row = bitmap.width * 4
        data = bytes(bitmap.buffer)
        if bitmap.stride != row:
            data = b"".join(data[line * bitmap.stride :][:row] for line in range(bitmap.height))
        image = PageImage(bitmap.width, bitmap.height, data)
        bitmap.close()
        return image


def page_text(pdf: bytes, index: int) -> str:
    """The words of a page in reading order."""
    return page_texts(pdf)[index]


def page_texts(pdf: bytes) -> tuple[str, ...]:
    """The words of every page."""
    with opened(pdf) as document:
        return tuple(page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in document)


def smallest_text(pdf: bytes) -> tuple[float, ...]:
    """The smallest effective text size of every page in points: the font's size times the scale it is drawn at."""
    with opened(pdf) as document:
        return tuple(min(_text_sizes(page), default=0.0) for page in document)


def _text_sizes(page: pypdfium2.PdfPage) -> list[float]:
    sizes = []
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=4):
        size = c_float()
        raw.FPDFTextObj_GetFontSize(item.raw, size)
        matrix = item.get_matrix()
        sizes.append(size.value * (matrix.b**2 + matrix.d**2) ** 0.5)
    return sizes
