"""The word lists of the print check, from resources/documents/<language>/lint.toml, as patterns."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

from kapplanner.documents.words import LANGUAGES
from kapplanner.resources import resource

_NEVER: Final = re.compile(r"(?!)")


@dataclass(frozen=True)
class Lint:
    """What is looked for in one language. ``replace`` finds jargon, ``everyday`` names the word for each."""

    promises: re.Pattern[str]
    claims: re.Pattern[str]
    feelings: re.Pattern[str]
    reader: re.Pattern[str]
    relative: re.Pattern[str]
    replace: re.Pattern[str]
    everyday: tuple[tuple[re.Pattern[str], str], ...]
    terms: tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]
    """Terms to explain: the term, where it stands, and where it stands with an explanation."""
    actions: re.Pattern[str]

    def word_for(self, jargon: str) -> str:
        """The everyday word for a word that ``replace`` found."""
        return next(word for pattern, word in self.everyday if pattern.fullmatch(jargon))


@cache
def lint_in(language: str) -> Lint:
    """The lists of a language that papers are written in."""
    assert language in LANGUAGES
    with resource("documents", language, "lint.toml").open("rb") as file:
        data = tomllib.load(file)
    replaced: dict[str, str] = data["replace"]
    explain = data["explain"]
    return Lint(
        promises=_any(data["promises"]["words"]),
        claims=_any(data["claims"]["words"]),
        feelings=_any(data["feelings"]["words"]),
        reader=_any(data["reader"]["words"]),
        relative=_any(data["relative"]["words"]),
        replace=_any(replaced),
        everyday=tuple((_any([jargon]), word) for jargon, word in replaced.items()),
        terms=tuple((term, _term(term), _explained(term, explain)) for term in explain["terms"]),
        actions=_beginning(data["actions"]["words"]),
    )


def _any(phrases: Iterable[str]) -> re.Pattern[str]:
    """One pattern for all phrases, as whole words; a star at the end stands for any ending."""
    parts = [re.escape(phrase.rstrip("*")) + (r"\w*" if phrase.endswith("*") else "") for phrase in phrases]
    return re.compile(rf"\b(?:{'|'.join(parts)})\b", re.IGNORECASE) if parts else _NEVER


def _term(term: str) -> re.Pattern[str]:
    """A term as a whole word; one in capitals (ART) is not the word in small letters (art)."""
    return re.compile(rf"\b{re.escape(term)}\b", 0 if term.isupper() else re.IGNORECASE)


def _explained(term: str, signs: dict[str, list[str]]) -> re.Pattern[str]:
    """The term beside a sign of an explanation, or in brackets after the everyday words."""
    before, after = ("|".join(map(re.escape, signs[place])) for place in ("before", "after"))
    word, flags = re.escape(term), 0 if term.isupper() else re.IGNORECASE
    return re.compile(rf"\b(?:{before}){word}\b|\b{word}(?:{after})|\w \({word}\)", flags)


def _beginning(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:^|[.!?:]\s+)(?:{'|'.join(map(re.escape, words))})\b")
