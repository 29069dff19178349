"""Which font prints which part of a text, and which characters none prints."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final
from unicodedata import bidirectional, category

from kapplanner.documents.layout.fonts import has_glyph
from kapplanner.documents.layout.glyphs import Face, Shaped
from kapplanner.documents.layout.scripts.clusters import clusters, hint_of, is_ignored, script_of, visible
from kapplanner.documents.layout.scripts.shaping import bold_face, holds, opened, shape, shipped_face
from kapplanner.documents.layout.scripts.shelf import FontFile, shelf_of_the_machine

SHIPPED: Final = "shipped"
NONE: Final = "none"
Choice = FontFile | str
"""A font of the machine, or the shipped face, or none."""

APART: Final = " \u200b"
"""What parts words: a space, and a place to break at that has no width."""
_NEVER: Final = {"Cc", "Cn", "Co", "Cs"}
_MISLEADING: Final = {*map(chr, range(0x202A, 0x202F)), *map(chr, range(0xFFF9, 0xFFFD))}
"""Overrides of the direction, which let digits stand in another order than was typed, and stand-ins for objects."""
_OF_SHIPPED: Final = {"", "LATIN", "GREEK", "CYRILLIC"}


def replaced(text: str) -> str:
    """The text with a number for each character that no font here prints, "[U+E000]"."""
    return _with_numbers(text)[0]


def refused(text: str) -> tuple[str, ...]:
    """The characters of a text that no font here prints, each once, in order."""
    return _with_numbers(text)[1]


@lru_cache(maxsize=4096)
def _with_numbers(text: str) -> tuple[str, tuple[str, ...]]:
    hint = hint_of(text)
    shown: list[str] = []
    missing: dict[str, None] = {}
    for word, apart in _words(text):
        for part, choice in zip(clusters(word), choices(word, hint), strict=True):
            if choice == NONE:
                blamed = _to_blame(part, hint)
                missing.update(dict.fromkeys(blamed))
                part = "".join(f"[U+{ord(c):04X}]" if c in blamed else c for c in part)
            shown.append(part)
        shown.append(apart)
    return "".join(shown), tuple(missing)


def _to_blame(part: str, hint: str) -> list[str]:
    """The characters of a cluster that cannot be printed by themselves; all of it where only their meeting fails."""
    alone = [character for character in dict.fromkeys(part) if choices(character, hint) == (NONE,)]
    return alone or [character for character in dict.fromkeys(part) if not is_ignored(character)]


def _words(text: str) -> Iterator[tuple[str, str]]:
    """Words, each with the one character that parts it from the next."""
    start = 0
    for place, character in enumerate(text):
        if character in APART or character == "\n":
            yield text[start:place], character
            start = place + 1
    yield text[start:], ""


@lru_cache(maxsize=4096)
def choices(word: str, hint: str) -> tuple[Choice, ...]:
    """For each cluster of a word: the shipped face, else the font that prints most of the clusters from there on."""
    parts = clusters(word)
    found: list[Choice] = []
    while len(found) < len(parts):
        part = parts[len(found)]
        if any(category(c) in _NEVER or c in _MISLEADING for c in part):
            found.append(NONE)
        elif _shipped_prints(part):
            found.append(SHIPPED)
        else:
            rest = parts[len(found) :]
            ours = next((n for n, later in enumerate(rest) if _shipped_prints(later)), len(rest))
            found += _chosen(rest[:ours], hint)
    return tuple(found)


def _chosen(parts: Sequence[str], hint: str) -> list[Choice]:
    """The first font that prints all these clusters, or the first of those that print most of them from the start."""
    most: tuple[int, Choice] = (0, NONE)
    for font in shelf_of_the_machine().fonts(hint):
        held = next((n for n, part in enumerate(parts) if not holds(font, part)), len(parts))
        while held > most[0]:
            if _prints(opened(font, thick=False), parts[:held], hint):
                most = (held, font)
            held -= 1
        if most[0] == len(parts):
            break
    return [most[1]] * max(1, most[0])


@lru_cache(maxsize=4096)
def _shipped_prints(part: str) -> bool:
    """Whether the shipped face prints a cluster: letter by letter, or with its marks put in place."""
    return all(map(has_glyph, visible(part))) or (
        script_of(part[0]) in _OF_SHIPPED
        and _prints(shipped_face(False), [part], "")
        and _prints(shipped_face(True), [part], "")
    )


def _prints(face: Face, parts: Sequence[str], hint: str) -> bool:
    pieces = ("".join(parts[start:end]) for start, end in scripts_apart(parts))
    return all(shape(face, piece, "", "", _reads_from_right(piece), hint) is not None for piece in pieces)


def _reads_from_right(text: str) -> bool:
    return any(bidirectional(character) in {"R", "AL"} for character in text)


def scripts_apart(parts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Stretches of clusters of one script, start and end; signs of no script go with what stands before them."""
    start, now = 0, ""
    for place, part in enumerate(parts):
        script = next(filter(None, map(script_of, part)), "")
        if script and now and script != now:
            yield start, place
            start = place
        now = script or now
    if parts:
        yield start, len(parts)


def shaped_run(choice: Choice, bold: bool, text: str, around: tuple[str, str], from_right: bool, hint: str) -> Shaped:
    """A run of one script as its font draws it, between the letters around it in its word.

    Raises LookupError where the font that was chosen for its letters cannot draw them as they stand together.
    """
    for face in _faces(choice, bold):
        for direction in dict.fromkeys((from_right, _reads_from_right(text))):
            shaped = shape(face, text, *around, direction, hint)
            if shaped is not None:
                return shaped
    raise LookupError(text)


def _faces(choice: Choice, bold: bool) -> Iterator[Face]:
    """The weight that is wanted first; then the font's regular weight, drawn thicker."""
    if not isinstance(choice, FontFile):
        yield shipped_face(bold)
        return
    if bold:
        yield bold_face(choice, shelf_of_the_machine().bold_of(choice))
    yield opened(choice, thick=bold)
