"""The face on paper: Fira Sans, embedded; how wide a text is; and which characters it prints letter by letter."""

import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

import fontpkg_fira_sans
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

REGULAR: Final = "FiraSans-Regular"
BOLD: Final = "FiraSans-SemiBold"
_JOINERS: Final = {"\u200c": None, "\u200d": None}
_SAME_LOOK: Final = str.maketrans(
    {
        **dict.fromkeys("\t\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000\u1680", " "),
        **dict.fromkeys("\u202f\u2007", "\u00a0"),
        **dict.fromkeys("\u2010\u2011", "-"),
        **dict.fromkeys("\u0085\u2028\u2029", "\n"),
        **dict.fromkeys("\r\u00ad\u2060\ufeff", None),
    }
)
"""Characters that print as another: spaces of other widths, hyphens, ends of lines; what only tells where to break."""
_NO_JOINERS: Final = str.maketrans(_JOINERS)


def face_file(bold: bool) -> Path:
    """The file of a weight."""
    return Path(str(fontpkg_fira_sans.ROOT)) / "files" / f"{BOLD if bold else REGULAR}.ttf"


@cache
def _font(bold: bool) -> TTFont:
    font = TTFont(BOLD if bold else REGULAR, str(face_file(bold)))
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
def has_glyph(character: str) -> bool:
    """Whether the face prints a character by itself: a mark needs its letter, and private characters mean nothing."""
    if character == "\n":
        return True
    if unicodedata.category(character)[0] == "M" or unicodedata.category(character) in {"Cc", "Co"}:
        return False
    return bool(_font(False).face.charToGlyph.get(ord(character), 0))


def prepared(text: str) -> str:
    """The text with letters and marks as one where there is such a letter, and with what prints as another replaced."""
    return unicodedata.normalize("NFC", text).translate(_SAME_LOOK)


def without_joiners(text: str) -> str:
    """The text without the characters that only shape other scripts."""
    return text.translate(_NO_JOINERS)


def is_plain(text: str) -> bool:
    """Whether the face prints a text letter by letter from the left; joiners in it are left out."""
    return all(map(has_glyph, without_joiners(text)))


@lru_cache(maxsize=16384)
def _units(text: str, bold: bool) -> float:
    widths = _font(bold).face.charWidths
    default = _font(bold).face.defaultWidth
    return float(sum(widths.get(ord(c), default) for c in text))


def width_of(text: str, bold: bool, size: float) -> float:
    """How wide a plain text is, in points."""
    return _units(text, bold) * size / 1000
