"""What a reader takes for one letter, which script it is of, and where a line may break without a space."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final
from unicodedata import category, combining, east_asian_width, name

_JOINERS: Final = {"\u200c", "\u200d"}
_IGNORED: Final = (
    (0x00AD, 0x00AD),
    (0x034F, 0x034F),
    (0x061C, 0x061C),
    (0x115F, 0x1160),
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x200B, 0x200F),
    (0x2060, 0x2064),
    (0x2066, 0x206F),
    (0x3164, 0x3164),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0),
    (0x1BCA0, 0x1BCA3),
    (0x1D173, 0x1D17A),
    (0xE0001, 0xE0001),
    (0xE0020, 0xE007F),
    (0xE0100, 0xE01EF),
)
"""Characters that only tell how others are set and leave no mark (Default_Ignorable_Code_Point of the Unicode data).

Embeddings and overrides (U+202A to U+202E) are not among them: they are refused by name."""

_BLANK: Final = {0x2800, 0x13441, 0x13442, 0x1D159}
"""Characters whose picture is empty: braille without dots, blanks among hieroglyphs, a note without a head."""

_TAKES_NEXT: Final = {*map(chr, range(0x0E40, 0x0E45)), *map(chr, range(0x0EC0, 0x0EC5))}
"""Vowels of Thai and Lao that stand before the letter they belong to."""
_GOES_WITH_LAST: Final = {"\u0e33", "\u0eb3", *map(chr, range(0x1F3FB, 0x1F400))}
"""Vowels of Thai and Lao that stand after their letter; the tones of skin."""

_NEVER_FIRST: Final = set("、。，．：；！？・ー々ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ％…‥〜゛゜")
_NEVER_LAST: Final = set("￥＄＃")
_CHINESE_AND_BESIDE: Final = {
    *("CJK", "IDEOGRAPHIC", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "FULLWIDTH", "HALFWIDTH"),
    *("BOPOMOFO", "HANGUL", "KANGXI", "SQUARE"),
}
"""First words of the names of signs that are set together, from one font."""


@lru_cache(maxsize=4096)
def is_ignored(character: str) -> bool:
    """Whether a character leaves no mark of its own."""
    code = ord(character)
    return any(first <= code <= last for first, last in _IGNORED)


def visible(text: str) -> str:
    """The text without the characters that leave no mark."""
    return "".join(character for character in text if not is_ignored(character))


def is_blank(character: str) -> bool:
    """Whether nothing is to be seen where a character stands."""
    return is_ignored(character) or category(character).startswith("Z") or ord(character) in _BLANK


@lru_cache(maxsize=8192)
def script_of(character: str) -> str:
    """The script of a letter or mark, by the first word of its Unicode name; empty for signs that all scripts share."""
    word = name(character, "").partition(" ")[0]
    if word in _CHINESE_AND_BESIDE:
        return "CJK"
    return word if category(character)[0] in "LM" and word != "COMBINING" else ""


@lru_cache(maxsize=4096)
def clusters(text: str) -> tuple[str, ...]:
    """The text in parts that are never taken apart: a letter with its marks, joined letters, a picture of several."""
    parts: list[str] = []
    for character in text:
        if parts and _goes_on(parts[-1], character):
            parts[-1] += character
        else:
            parts.append(character)
    return tuple(parts)


def _goes_on(part: str, character: str) -> bool:
    last = part[-1]
    if last in {" ", "\n"}:
        return False
    if category(character).startswith("M") or character in _JOINERS or character in _GOES_WITH_LAST:
        return True
    if 0xE0020 <= ord(character) <= 0xE007F or last == "\u200d" or last in _TAKES_NEXT:
        return True
    if combining(last) == 9 and category(character) == "Lo":
        return True
    if _is_flag_half(character) and _is_flag_half(last):
        return len(part) % 2 == 1
    return _is_jamo(last) and 0x1160 <= ord(character) <= 0x11FF


def _is_flag_half(character: str) -> bool:
    return 0x1F1E6 <= ord(character) <= 0x1F1FF


def _is_jamo(character: str) -> bool:
    return 0x1100 <= ord(character) <= 0x11FF


def breaks(parts: Sequence[str]) -> tuple[int, ...]:
    """Before which parts of a word a line may break: between the signs of Chinese and Japanese.

    Never before a sign that closes nor after one that opens, and never beside a digit: a time or a dose stays whole.
    """
    places = []
    for place in range(1, len(parts)):
        before, after = parts[place - 1][0], parts[place][0]
        if not (_breaks_freely(before) or _breaks_freely(after)):
            continue
        if after in _NEVER_FIRST or before in _NEVER_LAST or category(after) in {"Pe", "Pf", "Po"}:
            continue
        if category(before) in {"Ps", "Pi"} or before.isdecimal() or after.isdecimal() or "\u00a0" in {before, after}:
            continue
        places.append(place)
    return tuple(places)


def _breaks_freely(character: str) -> bool:
    return east_asian_width(character) in "WF" and script_of(character) == "CJK" and not _is_hangul(character)


def _is_hangul(character: str) -> bool:
    return name(character, "").startswith("HANGUL")


def hint_of(text: str) -> str:
    """Whose forms of the Chinese signs a paragraph wants, by the letters that stand beside them."""
    words = {name(character, "").partition(" ")[0] for character in text if ord(character) > 0x10FF}
    if words & {"HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"}:
        return "ja"
    if "HANGUL" in words:
        return "ko"
    return "zh-Hant" if "BOPOMOFO" in words else "zh-Hans"
