"""The words for paper: the shipped text blocks with the clinic's own texts in their place, filled with placeholders.

A pair of asterisks makes words bold. Placeholders are filled after that: nothing typed into a plan is ever read as
markup. Which copies of the clinic count is handed in (``PrintRequest.own_words``); nothing is looked up behind.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from kapplanner.codec.paper_text_check import BOLD, placeholders
from kapplanner.codec.paper_words import (
    LANGUAGES,
    NO_OWN_WORDS,
    OwnWords,
    Review,
    TextBlock,
    review_in_use,
    shipped_blocks,
    unusable,
    words_in_use,
)
from kapplanner.documents.content import Span, Text
from kapplanner.documents.request import CannotPrint


@dataclass(frozen=True, slots=True)
class Block:
    """A block as it prints: who read its words last and when they are to be read again, None where nobody has.

    ``own`` are the keys that speak the clinic's words. ``lost``: the clinic's copy cannot be read. ``unusable`` are
    keys of the clinic that no longer fit, so that the shipped text stands there.
    """

    name: str
    review: Review | None
    for_team: bool = False
    own: tuple[str, ...] = ()
    lost: bool = False
    unusable: tuple[str, ...] = ()


_STOP: Final = re.compile(r"\{(\w+)\}(?:\*\*)?\.(?!\.)")
"""A placeholder at the end of a sentence, the end of bold words between them or not."""


def _stopped(text: str, values: Mapping[str, object]) -> str:
    """The text without the full stop after a value that brings its own ("9:30 a. m.")."""
    return _STOP.sub(lambda end: end[0][:-1] if str(values.get(end[1], "")).endswith(".") else end[0], text)


def _spans(text: str, values: Mapping[str, object]) -> Text:
    text = _stopped(text, values)
    return tuple(
        Span(part.format(**values) if values else part, bold=place % 2 == 1)
        for place, part in enumerate(text.split(BOLD))
        if part
    )


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
        return _stopped(text, values).format(**values) if values else text

    def spans(self, key: str, /, **values: object) -> Text:
        """The same, as text in which the words between pairs of asterisks are bold."""
        return _spans(self.texts[key], values)

    def list(self, key: str) -> tuple[str, ...]:
        """A list of texts, such as what to bring."""
        return self.lists[key]

    def items(self, key: str, /, **values: object) -> tuple[Text, ...]:
        """The texts of a list with their placeholders filled; words between pairs of asterisks are bold."""
        return tuple(_spans(text, values) for text in self.lists[key])

    def has(self, key: str) -> bool:
        return key in self.texts

    def count(self, key: str, n: int, /, **values: object) -> str:
        """The text for one ("…_one") or for several ("…_many"); {n} is always filled."""
        return self(f"{key}_one" if n == 1 else f"{key}_many", n=n, **values)


@lru_cache(maxsize=32)
def words_in(language: str, own: OwnWords = NO_OWN_WORDS) -> Words:
    """The words of a language as the clinic prints them; a sentence where the papers are not written in it."""
    base = language.split("-")[0].split("_")[0].lower()
    shipped = shipped_blocks(base)
    if not shipped:
        raise CannotPrint("There are no papers in “{language}” yet. Choose English or Spanish.", language=language[:20])
    texts: dict[str, str] = {}
    lists: dict[str, tuple[str, ...]] = {}
    for block in shipped:
        for key, value in words_in_use(block, own.copy(base, block.name)).items():
            if isinstance(value, str):
                texts[f"{block.name}.{key}"] = value
            else:
                lists[f"{block.name}.{key}"] = value
    return Words(base, tuple(_block(block, own) for block in shipped), texts, lists)


def _block(block: TextBlock, own: OwnWords) -> Block:
    copy = own.copy(block.language, block.name)
    refused = unusable(block, copy)
    return Block(
        name=block.name,
        review=review_in_use(block, copy),
        for_team=block.for_team,
        own=tuple(text.key for text in copy.texts if text.key not in refused),
        lost=(block.language, block.name) in own.lost,
        unusable=refused,
    )


__all__ = ["LANGUAGES", "Block", "Words", "placeholders", "words_in"]
