"""The guidance that ships with the program (resources/rules/guidance.toml), read strictly, told by file and place."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path

import msgspec

from kapplanner.domain.errors import ImpossibleValue, PlannerError
from kapplanner.domain.evidence import Source
from kapplanner.domain.people import Diagnosis, Presentation
from kapplanner.domain.session import Modality
from kapplanner.domain.text import LINE_LIMIT, bounded
from kapplanner.resources import resource
from kapplanner.rules.clinical_lists import Confidence
from kapplanner.rules.guidance import (
    DiagnosisRow,
    Evidence,
    Grade,
    Guidance,
    Method,
    Occasion,
    PresentationRow,
    WeekOrder,
)


class GuidanceRefused(PlannerError):
    """A guidance file that cannot be used: names the file, the place in it, and what is wrong there."""


class _SourceBlock(msgspec.Struct, forbid_unknown_fields=True):
    who: str
    title: str
    year: int | None = None
    address: str = ""


class _MethodBlock(msgspec.Struct, forbid_unknown_fields=True):
    words: str
    methods: list[Modality] = []


class _EvidenceBlock(msgspec.Struct, forbid_unknown_fields=True):
    grades: list[Grade]
    words: str
    confidence: Confidence
    sources: list[str] = []


class _PresentationBlock(msgspec.Struct, forbid_unknown_fields=True):
    code: str
    name: str
    when: str
    first: _MethodBlock
    also: list[_MethodBlock]
    alone: _EvidenceBlock
    with_ketamine: _EvidenceBlock
    note: str
    house_default: str = ""


class _DiagnosisBlock(msgspec.Struct, forbid_unknown_fields=True):
    diagnosis: list[Diagnosis]
    evidence: str
    templates: list[str]
    caution: str
    confidence: Confidence
    sources: list[str] = []


class _OrderBlock(msgspec.Struct, forbid_unknown_fields=True):
    code: str
    name: str
    words: str
    why: str
    confidence: Confidence
    sources: list[str] = []
    house_default: str = ""


class _GuidanceFile(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    version: str
    name: str
    reviewed: date
    next_review: date
    letters: dict[Grade, str]
    sources: dict[str, _SourceBlock]
    presentations: list[_PresentationBlock]
    diagnoses: list[_DiagnosisBlock]
    orders: list[_OrderBlock]


@cache
def guidance() -> Guidance:
    """The shipped guidance."""
    return read_guidance(resource("rules", "guidance.toml"))


def read_guidance(path: Path) -> Guidance:
    """Guidance from a file; GuidanceRefused, with file and place, for anything unknown or wrong."""
    try:
        return _guidance(msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), _GuidanceFile))
    except OSError as cause:
        raise GuidanceRefused("{file}: there is no such file, or it cannot be read.", file=path.name) from cause
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as cause:
        raise GuidanceRefused("{file} is not readable TOML: {reason}", file=path.name, reason=str(cause)) from cause
    except msgspec.ValidationError as cause:
        reason, _, where = str(cause).partition(" - at `$")
        problem = f"{_place_in_words(where)}: {reason}"
        raise GuidanceRefused("{file}: {problem}", file=path.name, problem=problem) from cause
    except ImpossibleValue as cause:
        raise GuidanceRefused("{file}: {problem}", file=path.name, problem=str(cause)) from cause


def _place_in_words(where: str) -> str:
    """ ".presentations[2].also[0].words" in words: "presentations 3, also 1, words"."""
    words: list[str] = []
    for part in re.findall(r"[\w-]+", where):
        if part.isdecimal() and words:
            words[-1] += f" {int(part) + 1}"
        else:
            words.append(part)
    return ", ".join(words) or "the guidance"


def _guidance(file: _GuidanceFile) -> Guidance:
    sources = {key: Source(block.who, block.year, block.title, block.address) for key, block in file.sources.items()}
    _refuse_twice("presentations", (block.code for block in file.presentations))
    _refuse_twice("diagnoses", (diagnosis for block in file.diagnoses for diagnosis in block.diagnosis))
    _refuse_twice("orders", (block.code for block in file.orders))
    missing = [grade.value for grade in Grade if not file.letters.get(grade, "").strip()]
    if missing:
        raise _wrong("letters", f"the letter {missing[0]} has no meaning in words.")
    return Guidance(
        id=file.id,
        version=file.version,
        name=file.name,
        grades=file.letters,
        rows=tuple(_row(block, sources) for block in file.presentations),
        diagnoses=tuple(_diagnosis(block, sources) for block in file.diagnoses),
        orders=tuple(_order(block, sources) for block in file.orders),
        reviewed=file.reviewed,
        next_review=file.next_review,
    )


def _row(block: _PresentationBlock, sources: Mapping[str, Source]) -> PresentationRow:
    place = f"presentation “{block.code[:40]}”"
    _texts(place, code=block.code, name=block.name, note=block.note)
    return PresentationRow(
        code=block.code,
        name=block.name,
        when=_when(place, block.when),
        first=_method(place, block.first),
        also=tuple(_method(place, also) for also in block.also),
        alone=_evidence(f"{place}, alone", block.alone, sources),
        with_ketamine=_evidence(f"{place}, with_ketamine", block.with_ketamine, sources),
        note=block.note,
        house_default=block.house_default,
    )


def _when(place: str, text: str) -> Presentation | Occasion:
    every: tuple[Presentation | Occasion, ...] = (*Presentation, *Occasion)
    known = {item.value: item for item in every}
    if text not in known:
        raise _wrong(place, f"when: “{text[:40]}” is neither a presentation nor an occasion.")
    return known[text]


def _method(place: str, block: _MethodBlock) -> Method:
    _texts(place, words=block.words)
    return Method(block.words, tuple(method.value for method in block.methods))


def _evidence(place: str, block: _EvidenceBlock, sources: Mapping[str, Source]) -> Evidence:
    _texts(place, words=block.words)
    if len(block.grades) > 2 or block.grades != sorted(set(block.grades)):
        raise _wrong(place, "grades are none, one letter, or two different ones with the better first.")
    if block.confidence is Confidence.FOUND and not block.sources:
        raise _wrong(place, "what was found in a source names it.")
    return Evidence(tuple(block.grades), block.words, block.confidence, _named(place, block.sources, sources))


def _diagnosis(block: _DiagnosisBlock, sources: Mapping[str, Source]) -> DiagnosisRow:
    place = f"diagnosis “{', '.join(block.diagnosis)[:60]}”"
    _texts(place, evidence=block.evidence, caution=block.caution)
    return DiagnosisRow(
        diagnoses=tuple(block.diagnosis),
        evidence=block.evidence,
        templates=tuple(block.templates),
        caution=block.caution,
        confidence=block.confidence,
        sources=_named(place, block.sources, sources),
    )


def _order(block: _OrderBlock, sources: Mapping[str, Source]) -> WeekOrder:
    place = f"order “{block.code[:40]}”"
    _texts(place, name=block.name, words=block.words, why=block.why)
    named = _named(place, block.sources, sources)
    return WeekOrder(block.code, block.name, block.words, block.why, block.confidence, named, block.house_default)


def _named(place: str, keys: list[str], sources: Mapping[str, Source]) -> tuple[Source, ...]:
    for key in keys:
        if key not in sources:
            raise _wrong(place, f"there is no source “{key[:40]}” in this file.")
    return tuple(sources[key] for key in keys)


def _texts(place: str, **texts: str) -> None:
    for field, text in texts.items():
        if not text.strip():
            raise _wrong(place, f"{field}: a text must not be empty.")
        bounded(text, f"{place}, {field}", LINE_LIMIT)


def _refuse_twice(place: str, values: Iterable[str]) -> None:
    seen: set[str] = set()
    for value in values:
        if value in seen:
            raise _wrong(place, f"“{value[:40]}” stands there twice.")
        seen.add(value)


def _wrong(place: str, problem: str) -> ImpossibleValue:
    return ImpossibleValue("{place}: {problem}", place=place, problem=problem)
