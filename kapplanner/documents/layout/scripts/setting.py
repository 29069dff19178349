"""Breaking text of any script into lines: filled in the order of reading, each run with its direction and its font."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from kapplanner.documents.layout.fonts import has_glyph, width_of
from kapplanner.documents.layout.line import Line, Run
from kapplanner.documents.layout.scripts.bidi import levels
from kapplanner.documents.layout.scripts.choice import APART, SHIPPED, Choice, choices, scripts_apart, shaped_run
from kapplanner.documents.layout.scripts.clusters import breaks, clusters, hint_of, visible

_NO_BREAK: Final = "\u00a0"
Letters = Sequence[tuple[str, bool]]
"""Characters, each with its weight."""


class _Atom(NamedTuple):
    """A cluster of a word: what is never taken apart."""

    text: str
    bold: bool
    level: int
    choice: Choice


class _Word(NamedTuple):
    """What stands between two spaces. ``space``: the run of the space before it, if there is one."""

    atoms: tuple[_Atom, ...]
    space: Run | None
    hint: str


def lines_of(letters: Letters, size: float, width: float) -> tuple[Line, ...]:
    """The lines of a text at a size in points, none wider than ``width`` points unless one letter is."""
    lines: list[Line] = []
    paragraph: list[tuple[str, bool]] = []
    for letter in [*letters, ("\n", False)]:
        if letter[0] == "\n":
            lines += _filled(_words(paragraph, size), size, width)
            paragraph = []
        else:
            paragraph.append(letter)
    if len(lines) > 1 and not lines[-1]:
        lines.pop()
    return tuple(lines)


def _words(letters: Letters, size: float) -> Iterator[_Word]:
    text = "".join(character for character, _ in letters)
    of_levels, hint = levels(text), hint_of(text)
    space: Run | None = None
    start = 0
    for place in range(len(text) + 1):
        if place < len(text) and text[place] not in APART:
            continue
        if place > start:
            yield _Word(tuple(_atoms(text, letters, of_levels, start, place, hint)), space, hint)
            space = None
        if text[place : place + 1] == " " and place:
            bold = letters[place - 1][1]
            space = Run(" ", bold, width_of(" ", bold, size), None, of_levels[place])
        start = place + 1


def _atoms(text: str, letters: Letters, of_levels: Sequence[int], start: int, end: int, hint: str) -> Iterator[_Atom]:
    word = text[start:end]
    at = start
    for part, choice in zip(clusters(word), choices(word, hint), strict=True):
        yield _Atom(part, letters[at][1], of_levels[at], choice)
        at += len(part)


def _filled(words: Iterator[_Word], size: float, width: float) -> list[Line]:
    """Lines as full as they can be."""
    lines: list[Line] = []
    row: list[Run] = []
    filled = 0.0
    for word in words:
        for runs, space in _fitting(word, size, width):
            long = sum(run.width for run in runs)
            gap = space.width if space and row else 0.0
            if row and filled + gap + long > width:
                lines.append(_joined(row, size))
                row, filled, gap = [], 0.0, 0.0
            if row and space:
                row.append(space)
            row.extend(runs)
            filled += gap + long
    return [*lines, _joined(row, size)]


def _fitting(word: _Word, size: float, width: float) -> Iterator[tuple[list[Run], Run | None]]:
    """The parts of a word between which a line may break; one too wide at its no-break spaces, else anywhere."""
    space = word.space
    cuts = breaks([atom.text for atom in word.atoms])
    for start, end in zip((0, *cuts), (*cuts, len(word.atoms)), strict=True):
        whole = _runs(word, start, end, size)
        if _wide(whole) <= width:
            yield whole, space
        else:
            yield from _cut(word, start, end, size, width, space)
        space = None


def _cut(
    word: _Word, start: int, end: int, size: float, width: float, space: Run | None
) -> Iterator[tuple[list[Run], Run | None]]:
    loose = [
        list(group)
        for blank, group in groupby(range(start, end), key=lambda place: word.atoms[place].text == _NO_BREAK)
        if not blank
    ]
    parts = [_runs(word, places[0], places[-1] + 1, size) for places in loose]
    if len(parts) > 1 and all(_wide(part) <= width for part in parts):
        for part in parts:
            yield part, space
            space = Run(" ", part[-1].bold, width_of(" ", part[-1].bold, size), None, part[-1].level)
        return
    while start < end:
        stop = start + 1
        while stop < end and _wide(_runs(word, start, stop + 1, size)) <= width:
            stop += 1
        yield _runs(word, start, stop, size), space
        start, space = stop, None


def _wide(runs: Sequence[Run]) -> float:
    return sum(run.width for run in runs)


def _runs(word: _Word, start: int, end: int, size: float) -> list[Run]:
    """Clusters of a word as runs of one font, weight, direction and script."""
    runs = []
    places = range(start, end)
    for _, group in groupby(places, key=lambda place: _kind(word.atoms[place])):
        alike = list(group)
        atoms = word.atoms[alike[0] : alike[-1] + 1]
        for first, last in scripts_apart([atom.text for atom in atoms]):
            around = (
                "".join(atom.text for atom in word.atoms[: alike[0] + first]),
                "".join(atom.text for atom in word.atoms[alike[0] + last :]),
            )
            runs.append(_run(atoms[first:last], around, word.hint, size))
    return runs


def _kind(atom: _Atom) -> tuple[object, ...]:
    return _is_plain(atom), atom.choice, atom.bold, atom.level


def _is_plain(atom: _Atom) -> bool:
    """Whether the shipped face sets it letter by letter, from the left."""
    seen = visible(atom.text)
    return atom.choice == SHIPPED and (not seen or (atom.level % 2 == 0 and all(map(has_glyph, seen))))


def _run(atoms: Sequence[_Atom], around: tuple[str, str], hint: str, size: float) -> Run:
    text, first = "".join(atom.text for atom in atoms), atoms[0]
    if _is_plain(first):
        text = visible(text)
        return Run(text, first.bold, width_of(text, first.bold, size), None, first.level)
    shaped = shaped_run(first.choice, first.bold, text, around, first.level % 2 == 1, hint)
    return Run(text, first.bold, shaped.width * size / 1000, shaped, first.level)


def _joined(row: Sequence[Run], size: float) -> Line:
    """Neighbours that the shipped face sets letter by letter as one run, where weight and direction are the same."""
    runs: list[Run] = []
    for run in row:
        last = runs[-1] if runs else None
        if last and not (last.shaped or run.shaped) and (last.bold, last.level) == (run.bold, run.level):
            text = last.text + run.text
            runs[-1] = Run(text, run.bold, width_of(text, run.bold, size), None, run.level)
        else:
            runs.append(run)
    return tuple(runs)
