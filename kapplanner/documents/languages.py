"""Patient papers in one language or in two: each sheet is followed by the same sheet in the other language.

Sheet by sheet, not one pack after the other: printed on both sides, a leaf is one day, the patient's language in front
and that of the family behind, and whoever points at a line finds the same line when the leaf is turned.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kapplanner.documents.content import Block, ItemList, Reader, Sheet, SideBySide, Table, sheet_text
from kapplanner.documents.edition import TEAM_LANGUAGE
from kapplanner.documents.kind import DocumentKind
from kapplanner.documents.moments import NO_BREAK
from kapplanner.documents.request import PrintFinding, PrintRequest
from kapplanner.documents.words import Words, words_in
from kapplanner.i18n import t
from kapplanner.rules.finding import Tier

_CLOCK: Final = r"\b\d{1,2}:\d{2}\b"


def sheets_of(kind: DocumentKind, request: PrintRequest) -> tuple[Sheet, ...]:
    """What a kind prints for a request: in its language or languages, and of the day asked for."""
    if kind.reader is Reader.TEAM:
        return _in_language(kind, request, TEAM_LANGUAGE)
    first = _in_language(kind, request, request.language)
    if not request.also_language:
        return first
    other = _in_language(kind, _speaking(request, request.also_language), request.also_language)
    if len(first) != len(other):  # told by the print check
        return (*first, *other)
    return tuple(sheet for pair in zip(first, other, strict=True) for sheet in pair)


def _in_language(kind: DocumentKind, request: PrintRequest, language: str) -> tuple[Sheet, ...]:
    return tuple(
        replace(sheet, language=language)
        for sheet in kind.write(request)
        if request.day is None or sheet.day == request.day
    )


def in_language(request: PrintRequest, sheet: Sheet) -> PrintRequest:
    """The request as it is for the language of one sheet."""
    if sheet.reader is Reader.PATIENT and sheet.language and sheet.language != request.language:
        return _speaking(request, sheet.language)
    return request


def _speaking(request: PrintRequest, language: str) -> PrintRequest:
    """The request for papers in this language alone."""
    return replace(request, language=language, also_language="")


def language_findings(request: PrintRequest, sheets: Sequence[Sheet]) -> Iterator[PrintFinding]:
    """P36: the sheets of a pack in two languages have the same sections and the same clock times."""
    if not request.also_language:
        return
    by_language = [
        [sheet for sheet in sheets if sheet.reader is Reader.PATIENT and sheet.language == language]
        for language in (request.language, request.also_language)
    ]
    first, other = by_language
    if [sheet.kind for sheet in first] != [sheet.kind for sheet in other]:
        sentence = t("The two languages have not the same pages: {n} and {m}.", n=len(first), m=len(other))
        yield PrintFinding("P36", Tier.STOP, sentence)
        return
    words = tuple(words_in(language, request.own_words) for language in (request.language, request.also_language))
    for one, two in zip(first, other, strict=True):
        place = f"{one.name}, {one.place}"
        if _sections(one) != _sections(two):
            yield PrintFinding("P36", Tier.STOP, t("This page has not the same parts in both languages."), place)
        differ = _differing(clock_times(one, words[0]), clock_times(two, words[1]))
        if differ:
            sentence = t("These times do not stand in both languages: {times}.", times=", ".join(differ))
            yield PrintFinding("P36", Tier.STOP, sentence, place)


def clock_times(sheet: Sheet, words: Words) -> Counter[str]:
    """Every clock time of a sheet, in a form that is the same in all languages: "9:30 am", "12:00 midday"."""
    text = sheet_text(sheet).replace(NO_BREAK, " ").casefold()
    halves = {words(f"moments.{half}").replace(NO_BREAK, " ").casefold(): half for half in ("am", "pm")}
    spoken = {words(f"moments.{time}").casefold(): time for time in ("midday", "midnight")}
    half = "|".join(map(re.escape, halves))
    found: Counter[str] = Counter()
    for match in re.finditer(rf"({_CLOCK})(?: ({half}))?", text):
        found[" ".join(filter(None, (match[1], halves.get(match[2] or ""))))] += 1
    for word, time in spoken.items():
        found[time] += len(re.findall(rf"\b{re.escape(word)}\b", text))
    return +found


def _differing(one: Counter[str], two: Counter[str]) -> list[str]:
    return sorted((one - two) | (two - one))


def _sections(sheet: Sheet) -> list[tuple[str, int]]:
    """The blocks in order, each with the number of its rows or items."""
    return [part for block in (*sheet.blocks, *sheet.foot) for part in _parts(block)]


def _parts(block: Block) -> Iterator[tuple[str, int]]:
    if isinstance(block, SideBySide):
        for inner in (*block.left, *block.right):
            yield from _parts(inner)
        return
    size = len(block.rows) if isinstance(block, Table) else len(block.items) if isinstance(block, ItemList) else 0
    yield type(block).__name__, size
