"""The house's own words for paper, from resources/documents/<language>/*.toml, filled with named placeholders.

A file is one reviewed block of text: ``reviewed_on``, ``next_review``, ``by`` and a table ``words``. A pair of
asterisks makes words bold. Placeholders are filled after that: nothing typed into a plan is ever read as markup.
"""

import tomllib
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from string import Formatter
from typing import Final

from kapplanner.documents.content import Span, Text
from kapplanner.documents.request import CannotPrint
from kapplanner.resources import resource

LANGUAGES: Final = ("en", "es")
_FORMATTER: Final = Formatter()


@dataclass(frozen=True, slots=True)
class Block:
    """A reviewed block: who wrote it, and when it was last and is next to be looked at."""

    name: str
    by: str
    reviewed_on: date
    next_review: date


@dataclass(frozen=True)
class Words:
    """All words of one language. Keys are "file.key", as in "day.rest"."""

    language: str
    blocks: tuple[Block, ...]
    texts: dict[str, str] = field(repr=False)
    lists: dict[str, tuple[str, ...]] = field(repr=False)

    def __call__(self, key: str, /, **values: object) -> str:
        """The text of a key with its placeholders filled; a wrong key or a missing value is a bug and is loud."""
        text = self.texts[key]
        return text.format(**values) if values else text

    def spans(self, key: str, /, **values: object) -> Text:
        """The same, as text in which the words between pairs of asterisks are bold."""
        parts = self.texts[key].split("**")
        return tuple(
            Span(part.format(**values) if values else part, bold=place % 2 == 1)
            for place, part in enumerate(parts)
            if part
        )

    def list(self, key: str) -> tuple[str, ...]:
        """A list of texts, such as what to bring."""
        return self.lists[key]

    def has(self, key: str) -> bool:
        return key in self.texts

    def count(self, key: str, n: int, /, **values: object) -> str:
        """The text for one ("…_one") or for several ("…_many"); {n} is always filled."""
        return self(f"{key}_one" if n == 1 else f"{key}_many", n=n, **values)


def placeholders(text: str) -> frozenset[str]:
    """The names of the placeholders in a text."""
    return frozenset(name for _, name, _, _ in _FORMATTER.parse(text) if name)


@cache
def words_in(language: str) -> Words:
    """The words of a language; a sentence where the papers are not written in it."""
    base = language.split("-")[0].split("_")[0].lower()
    folder = resource("documents", base)
    if base not in LANGUAGES or not folder.is_dir():
        raise CannotPrint("There are no papers in “{language}” yet. Choose English or Spanish.", language=language[:20])
    blocks: list[Block] = []
    texts: dict[str, str] = {}
    lists: dict[str, tuple[str, ...]] = {}
    for path in sorted(folder.glob("*.toml")):
        with path.open("rb") as file:
            data = tomllib.load(file)
        blocks.append(Block(path.stem, data["by"], data["reviewed_on"], data["next_review"]))
        for key, value in data["words"].items():
            if isinstance(value, str):
                texts[f"{path.stem}.{key}"] = value
            else:
                lists[f"{path.stem}.{key}"] = tuple(value)
    return Words(base, tuple(blocks), texts, lists)
