"""What a check of the print check answers: what it found, or what holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kapplanner.rules.finding import Tier


@dataclass(frozen=True, slots=True)
class Slip:
    """One thing found. ``tier`` is the check's own where None; the rest leads to where it is mended.

    ``page`` counts from 1. ``fact``, ``words`` and ``choice`` are those of PrintFinding.
    """

    sentence: str
    tier: Tier | None = None
    place: str = ""
    page: int | None = None
    fact: str = ""
    words: str = ""
    choice: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found; where nothing was, ``holds`` says so with its measure. Both empty: there was nothing to ask."""

    slips: tuple[Slip, ...] = ()
    holds: str = ""


NOTHING_TO_ASK: Final = Answer()


def answer(slips: Iterable[Slip], holds: str) -> Answer:
    """What was found, and what may be said where that is nothing."""
    return Answer(tuple(slips), holds)
