"""Breaking text into lines: at spaces only, never inside what a no-break space holds together, long runs by force."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from kapplanner.documents.content import Text
from kapplanner.documents.layout.fonts import is_plain, prepared, width_of, without_joiners
from kapplanner.documents.layout.held import held_together
from kapplanner.documents.layout.line import Line, Run, line_width

__all__ = ["Line", "Run", "line_width", "set_lines", "unprintable"]

_PARTS: Final = re.compile(r"([ \n])")
_NO_BREAK: Final = "\u00a0"
Word = list[tuple[str, bool]]


def unprintable(text: str) -> tuple[str, ...]:
    """The characters of a text that no font can print, each once, in order."""
    if text.isascii():
        return tuple(dict.fromkeys(c for c in text if not c.isprintable() and c not in "\n\t\r"))
    ready = prepared(text)
    if is_plain(ready):
        return ()
    from kapplanner.documents.layout.scripts.choice import refused  # noqa: PLC0415 - loads HarfBuzz, seldom needed

    return refused(ready)


@lru_cache(maxsize=8192)
def _printable(text: str) -> tuple[str, bool]:
    """The text as it can be printed, and whether the face sets it letter by letter.

    A character that no font can print becomes its number, "[U+E000]". Nothing in it is ever read as markup: it goes to
    the page character by character.
    """
    if text.isascii() and text.isprintable():
        return text, True
    ready = prepared(text)
    if is_plain(ready):
        return without_joiners(ready), True
    from kapplanner.documents.layout.scripts.choice import replaced  # noqa: PLC0415 - loads HarfBuzz, seldom needed

    shown = replaced(ready)
    return shown, is_plain(shown)


@lru_cache(maxsize=4096)
def set_lines(text: Text, size: float, width: float) -> tuple[Line, ...]:
    """The lines of a text at a size in points, none wider than ``width`` points.

    Remembered, because a page is tried with several gaps and its lines stay the same.
    """
    text = held_together(text)
    if not all(_printable(span.text)[1] for span in text):
        from kapplanner.documents.layout.scripts.setting import lines_of  # noqa: PLC0415 - loads HarfBuzz, seldom needed

        return lines_of([(c, span.bold) for span in text for c in _printable(span.text)[0]], size, width)
    lines: list[Line] = []
    row: Word = []
    filled = 0.0
    for word in _words(text):
        if word is None:
            lines.append(_line(row, size))
            row, filled = [], 0.0
            continue
        for part in _fitting(word, size, width):
            long = _width(part, size)
            space = width_of(" ", row[-1][1], size) if row else 0.0
            if row and filled + space + long > width:
                lines.append(_line(row, size))
                row, filled, space = [], 0.0, 0.0
            if row:
                row.append((" ", row[-1][1]))
            row.extend(part)
            filled += space + long
    if row or not lines:
        lines.append(_line(row, size))
    return tuple(lines)


def _words(text: Text) -> Iterator[Word | None]:
    """Words, glued over a change of weight; None for a line break."""
    word: Word = []
    for span in text:
        for part in _PARTS.split(_printable(span.text)[0]):
            if part in {" ", "\n"}:
                if word:
                    yield word
                    word = []
                if part == "\n":
                    yield None
            elif part:
                word.append((part, span.bold))
    if word:
        yield word


def _width(word: Word, size: float) -> float:
    return sum(width_of(text, bold, size) for text, bold in word)


def _fitting(word: Word, size: float, width: float) -> Iterator[Word]:
    """The word itself; too wide for a line, its parts between no-break spaces; those too wide, its characters."""
    if _width(word, size) <= width:
        yield word
        return
    loose = [(part, bold) for text, bold in word for part in text.split(_NO_BREAK) if part]
    if len(loose) > 1 and all(width_of(part, bold, size) <= width for part, bold in loose):
        yield from ([part] for part in loose)
        return
    yield from _by_characters(word, size, width)


def _by_characters(word: Word, size: float, width: float) -> Iterator[Word]:
    piece: Word = []
    filled = 0.0
    for text, bold in word:
        for character in text:
            long = width_of(character, bold, size)
            if piece and filled + long > width:
                yield piece
                piece, filled = [], 0.0
            if piece and piece[-1][1] == bold:
                piece[-1] = (piece[-1][0] + character, bold)
            else:
                piece.append((character, bold))
            filled += long
    yield piece


def _line(row: Word, size: float) -> Line:
    """Neighbours of one weight joined into runs."""
    merged: Word = []
    for text, bold in row:
        if merged and merged[-1][1] == bold:
            merged[-1] = (merged[-1][0] + text, bold)
        else:
            merged.append((text, bold))
    return tuple(Run(text, bold, width_of(text, bold, size)) for text, bold in merged)
