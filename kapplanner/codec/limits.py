"""Bounds on everything a plan holds, checked after reading and before writing: what is written can be read again."""

from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, Final

from kapplanner.codec.refused import Place, refused_at
from kapplanner.domain.errors import ImpossibleValue
from kapplanner.domain.text import LINE_LIMIT, NOTE_LIMIT, bounded
from kapplanner.domain.time import LATEST

LIST_LIMIT: Final = 5_000
FIRST_YEAR: Final = 1900
MANY_LINES: Final = frozenset({"note", "words", "patient_text", "triggers", "address"})
"""Fields that may hold line breaks, and more than a line of text."""


def refuse_beyond_limits(value: Any, place: Place) -> None:
    """Refuse texts with hidden characters or of great length, years that can only be a slip, and endless lists."""
    if isinstance(value, Enum):
        return
    if isinstance(value, str):
        _text(value, place)
    elif isinstance(value, tuple):
        if len(value) > LIST_LIMIT:
            problem = ImpossibleValue("{count:,} entries; at most {limit:,} fit.", count=len(value), limit=LIST_LIMIT)
            raise refused_at(place, problem)
        for index, inner in enumerate(value):
            refuse_beyond_limits(inner, (*place, index))
    elif isinstance(value, date | datetime):
        _year(value.year, place)
    elif is_dataclass(value):
        for name in _names(value.__class__):
            inner = getattr(value, name)
            if inner is not None:
                refuse_beyond_limits(inner, (*place, name))


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _text(value: str, place: Place) -> None:
    name = next((step for step in reversed(place) if isinstance(step, str)), "")
    lines = name in MANY_LINES
    try:
        bounded(value, name.replace("_", " ").capitalize(), NOTE_LIMIT if lines else LINE_LIMIT, lines=lines)
    except ImpossibleValue as problem:
        raise refused_at(place, problem) from None


def _year(year: int, place: Place) -> None:
    if not FIRST_YEAR <= year <= LATEST.year:
        raise refused_at(
            place,
            ImpossibleValue(
                "the year {year} lies outside {first} to {last}.", year=year, first=FIRST_YEAR, last=LATEST.year
            ),
        )
