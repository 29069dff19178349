"""The parts of a typed line: its words with their places, and what a run of words can mean."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from kapplanner.domain.plan import Plan
from kapplanner.rules.rule_set import RuleSet

_TOKEN: Final = re.compile(r"\"[^\"]*\"|“[^”]*”|„[^“”]*[“”]|«[^»]*»|[^\s\"“„«]+|[\"“„«].*")
CLOSING: Final = {'"': '"', "“": "”", "„": "“”", "«": "»"}
"""Quotation marks that open a title, each with those that close it."""
_AROUND: Final = ",;.:()[]"
_DASHES: Final = str.maketrans(dict.fromkeys("−–—", "-"))


class Part(StrEnum):
    """What a run of words can say about a session."""

    KIND = "kind"
    TRAVEL = "direction"
    ROUTE = "route"
    METHOD = "method"
    DOSE = "dose"
    DAY = "day"
    START = "start"
    END = "end"
    LENGTH = "length"
    ROOM = "room"
    PRESCRIBER = "prescriber"
    MONITOR = "monitor"
    THERAPIST = "therapist"
    SITTER = "sitter"
    NURSE = "nurse"
    ATTENDANCE = "where"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Setting:
    """What a line is read against: the plan and its rules, the moment in focus, today's date at the plan's place."""

    plan: Plan
    rule_set: RuleSet
    focus: datetime
    today: date


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is compared, and its place in the line. ``ends``: a comma or semicolon follows."""

    text: str
    typed: str
    start: int
    end: int
    ends: bool = False

    @property
    def is_quoted(self) -> bool:
        return self.typed[0] in CLOSING


def folded(text: str) -> str:
    """A word as it is compared: in small letters, without punctuation around it, every dash a hyphen."""
    return text.casefold().translate(_DASHES).strip(_AROUND)


def words_of(line: str) -> list[Word]:
    """The words of a line; what stands in quotation marks is one word, punctuation alone is none."""
    words = []
    for match in _TOKEN.finditer(line):
        typed = match[0]
        text = typed if typed[0] in CLOSING else folded(typed)
        if text:
            words.append(Word(text, typed, match.start(), match.end(), typed.endswith((",", ";"))))
    return words


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing that words can mean: values for parts of a session, and how that is said.

    ``note``: what was worth saying about the reading. ``doubt``: why it cannot be taken although nothing else is meant.
    """

    values: tuple[tuple[Part, object], ...]
    words: str
    note: str = ""
    doubt: str = ""

    @classmethod
    def of(cls, part: Part, value: object, words: str, note: str = "", doubt: str = "") -> "Meaning":
        """A meaning with one value."""
        return cls(((part, value),), words, note, doubt)

    @property
    def parts(self) -> frozenset[Part]:
        return frozenset(part for part, _ in self.values)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A run of words with all that it can mean. ``refusal``: it looks like something, but cannot be it."""

    words: tuple[Word, ...]
    meanings: tuple[Meaning, ...] = ()
    refusal: str = ""

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def end(self) -> int:
        return self.words[-1].end

    @property
    def text(self) -> str:
        """The words as they are compared."""
        return " ".join(word.text for word in self.words)

    @property
    def typed(self) -> str:
        """The words as they were typed, without punctuation around them."""
        return " ".join(word.typed for word in self.words).strip(_AROUND)
