"""The face on paper: Fira Sans, embedded; how wide a text is; and which characters it can print."""

import unicodedata
from functools import cache, lru_cache
from typing import Final

import fontpkg_fira_sans
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

REGULAR: Final = "FiraSans-Regular"
BOLD: Final = "FiraSans-SemiBold"
_SAME_LOOK: Final = str.maketrans(
    {"\u202f": "\u00a0", "\u2011": "-", "\t": " ", "\r": None, "\u200c": None, "\u200d": None}
)
"""Characters that print as another: narrow no-break space, no-break hyphen, tab; joiners only shape other scripts."""


@cache
def _font(bold: bool) -> TTFont:
    name = BOLD if bold else REGULAR
    font = TTFont(name, str(fontpkg_fira_sans.ROOT / "files" / f"{name}.ttf"))
    pdfmetrics.registerFont(font)
    return font


def load_fonts() -> None:
    """Make both weights known to the canvas."""
    _font(False)
    _font(True)


def font_name(bold: bool) -> str:
    """The name under which the canvas knows a weight."""
    return str(_font(bold).fontName)


@cache
def _printable(character: str) -> bool:
    glyphs = _font(False).face.charToGlyph
    return character == "\n" or glyphs.get(ord(character), 0) != 0


def unprintable(text: str) -> tuple[str, ...]:
    """The characters of a text that the face cannot print, each once, in order."""
    if text.isascii():
        return tuple(dict.fromkeys(c for c in text if not c.isprintable() and c not in "\n\t\r"))
    ready = unicodedata.normalize("NFC", text).translate(_SAME_LOOK)
    return tuple(dict.fromkeys(c for c in ready if not _printable(c)))


@lru_cache(maxsize=8192)
def printable(text: str) -> str:
    """The text as the face can print it: a character without a glyph becomes its number, "[U+4E2D]".

    Nothing in it is ever read as markup: it goes to the page character by character.
    """
    if text.isascii() and text.isprintable():
        return text
    ready = unicodedata.normalize("NFC", text).translate(_SAME_LOOK)
    return "".join(c if _printable(c) else f"[U+{ord(c):04X}]" for c in ready)


@lru_cache(maxsize=16384)
def _units(text: str, bold: bool) -> float:
    widths = _font(bold).face.charWidths
    default = _font(bold).face.defaultWidth
    return float(sum(widths.get(ord(c), default) for c in text))


def width_of(text: str, bold: bool, size: float) -> float:
    """How wide a printable text is, in points."""
    return _units(text, bold) * size / 1000
