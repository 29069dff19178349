"""Breaking text into lines: at spaces only, never inside what a no-break space holds together, long runs by force."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kapplanner.documents.content import Text
from kapplanner.documents.layout.fonts import printable, width_of

_PARTS: Final = re.compile(r"([ \n])")
_NO_BREAK: Final = "\u00a0"
Word = list[tuple[str, bool]]


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one weight on one line, with its width in points."""

    text: str
    bold: bool
    width: float


Line = tuple[Run, ...]


def line_width(line: Line) -> float:
    return sum(run.width for run in line)


@lru_cache(maxsize=4096)
def set_lines(text: Text, size: float, width: float) -> tuple[Line, ...]:
    """The lines of a text at a size in points, none wider than ``width`` points.

    Remembered, because a page is tried with several gaps and its lines stay the same.
    """
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
        for part in _PARTS.split(printable(span.text)):
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
