"""From letters of one font to its pictures of them: joined, stacked, mirrored, with their marks in place."""

from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import groupby
from typing import Final, NamedTuple
from unicodedata import normalize

import uharfbuzz as hb

from kapplanner.documents.layout.fonts import face_file
from kapplanner.documents.layout.glyphs import Face, Glyph, Shaped
from kapplanner.documents.layout.scripts.clusters import is_blank, is_ignored, script_of
from kapplanner.documents.layout.scripts.shelf import BOLD, BOLD_FROM, REGULAR, FontFile

_NO_CHARACTER: Final = "\u200b"
"""What a picture says that is the second of one letter: a space without width."""
_LETTER_BY_LETTER: Final = {"kern": False, "liga": False, "clig": False}
"""As the shipped face is set where it needs no shaping."""
_NEEDS_RULES: Final = {
    "DEVANAGARI": {"dev3", "dev2", "deva"},
    "BENGALI": {"bng3", "bng2", "beng"},
    "GURMUKHI": {"gur3", "gur2", "guru"},
    "GUJARATI": {"gjr3", "gjr2", "gujr"},
    "ORIYA": {"ory3", "ory2", "orya"},
    "TAMIL": {"tml3", "tml2", "taml"},
    "TELUGU": {"tel3", "tel2", "telu"},
    "KANNADA": {"knd3", "knd2", "knda"},
    "MALAYALAM": {"mlm3", "mlm2", "mlym"},
    "SINHALA": {"sinh"},
    "KHMER": {"khmr"},
    "MYANMAR": {"mym2", "mymr"},
    "TIBETAN": {"tibt"},
    "MONGOLIAN": {"mong"},
    "SYRIAC": {"syrc"},
    "NKO": {"nko "},
    "BALINESE": {"bali"},
    "JAVANESE": {"java"},
}
"""Scripts that are wrong without a font's own rules for them, and how the format names those rules."""
_HIGHEST, _LOWEST = 1300.0, -800.0
"""How far from its line a picture may reach, in thousandths of the size, without touching the lines beside it much."""


@cache
def shipped_face(bold: bool) -> Face:
    """The shipped face, for letters with marks that no single sign stands for, and for signs that are mirrored."""
    path = face_file(bold)
    return Face(path, 0, path.stem, None)


@cache
def opened(font: FontFile, *, thick: bool) -> Face:
    """A font of the machine in its regular weight; ``thick``: drawn thicker, where it is not bold by itself."""
    weight = REGULAR if font.variable else None
    return Face(font.path, font.index, font.name, weight, thick=thick and font.weight < BOLD_FROM)


@cache
def bold_face(font: FontFile, bold: FontFile | None) -> Face:
    """The face of bold letters of a font: its bold weight, or itself drawn thicker."""
    if bold is None:
        return opened(font, thick=True)
    return Face(bold.path, bold.index, bold.name, BOLD if bold.variable else None)


class _Placed(NamedTuple):
    cluster: int
    number: int
    x: float
    y: float
    moves: float


@lru_cache(maxsize=4096)
def shape(face: Face, text: str, before: str, after: str, from_right: bool, language: str) -> Shaped | None:
    """A run of one script, between what stands before and after it in its word; None where the face cannot print it.

    A face cannot where a picture is missing, shows nothing though its letter does, or reaches into other lines.
    """
    placed, width = _placed(face, text, before, after, from_right, language)
    starts = sorted({glyph.cluster for glyph in placed})
    said = {start: text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)}
    groups = [(said[start], list(group)) for start, group in groupby(placed, key=lambda glyph: glyph.cluster)]
    if not starts or starts[0] != 0 or len(groups) != len(starts) or not all(_shows(face, *group) for group in groups):
        return None
    if from_right:
        if face.is_postscript or not face.blank:
            return None
        return _from_right(face, text, groups, width)
    return _from_left(face, text, groups, width)


def _placed(
    face: Face, text: str, before: str, after: str, from_right: bool, language: str
) -> tuple[list[_Placed], float]:
    buffer = hb.Buffer()
    buffer.add_str(before + text + after, len(before), len(text))
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if from_right else "ltr"
    buffer.language = language
    features = _LETTER_BY_LETTER if face is shipped_face(False) or face is shipped_face(True) else {}
    hb.shape(face.font, buffer, features)
    at = 0.0
    placed = []
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        x, y = at + position.x_offset * face.scale, position.y_offset * face.scale
        placed.append(_Placed(info.cluster - len(before), info.codepoint, x, y, position.x_advance * face.scale))
        at += position.x_advance * face.scale
    return placed, at


def _shows(face: Face, text: str, glyphs: Sequence[_Placed]) -> bool:
    """Whether the letters of a cluster are all to be seen, and between the lines above and below."""
    if any(glyph.number == 0 for glyph in glyphs):
        return False
    inks = [(face.ink(glyph.number), glyph.y) for glyph in glyphs]
    if not all(map(is_blank, text)) and not any(top != bottom for (top, bottom), _ in inks):
        return False
    return all(top + y <= _HIGHEST and bottom + y >= _LOWEST for (top, bottom), y in inks)


def _from_left(face: Face, text: str, groups: Sequence[tuple[str, list[_Placed]]], width: float) -> Shaped:
    """Each glyph says its part of the text; where they stand at several heights the run says it as a whole."""
    glyphs = []
    for letters, group in groups:
        parts = [*letters[: len(group) - 1], letters[len(group) - 1 :]]
        parts += [""] * (len(group) - len(parts))
        for glyph, part in zip(group, parts, strict=True):
            glyphs.append(_glyph(face, glyph, part or _NO_CHARACTER))
    itself = all(glyph.y == 0 and glyph.text != _NO_CHARACTER for glyph in glyphs)
    return Shaped(face, text, tuple(glyphs), (), "" if itself else text, width, False)


def _glyph(face: Face, glyph: _Placed, text: str) -> Glyph:
    return Glyph(glyph.number, glyph.x, glyph.y, face.advance(glyph.number), text)


def _from_right(face: Face, text: str, groups: Sequence[tuple[str, list[_Placed]]], width: float) -> Shaped:
    """Each letter is said by one glyph, from left to right: so every reader of files finds the order it expects.

    Marks, and whatever stands above or below the line, are drawn as outlines; empty glyphs to the left of the letter
    say them, and the further letters of a joined one. A reader would take raised glyphs for lines of their own, and
    would turn round what one glyph says of two letters.
    """
    glyphs: list[Glyph] = []
    marks: list[Glyph] = []
    for letters, group in groups:
        standing = [glyph for glyph in group if glyph.y == 0 and glyph.moves > 0][-len(letters) :]
        marks += [_glyph(face, glyph, "") for glyph in group if glyph not in standing]
        first = min((glyph.x for glyph in standing or group), default=0.0)
        silent = reversed(letters[len(standing) :])
        glyphs += [Glyph(face.blank, first, 0.0, face.advance(face.blank), letter) for letter in silent]
        shown = reversed(letters[: len(standing)])
        glyphs += [_glyph(face, glyph, letter) for glyph, letter in zip(standing, shown, strict=True)]
    return Shaped(face, text, tuple(glyphs), tuple(marks), "", width, True)


def holds(font: FontFile, cluster: str) -> bool:
    """Whether a font has the characters of a cluster, or those they are made of, and rules for their script."""
    rules = _NEEDS_RULES.get(script_of(cluster[0]))
    if rules is not None and not rules & font.joins and "morx" not in font.joins:
        return False
    return all(
        is_ignored(character)
        or ord(character) in font.holds
        or all(ord(part) in font.holds for part in normalize("NFD", character))
        for character in cluster
    )
