"""The words of the papers: the shipped text blocks, and the clinic's own copies of them with reviews of their own.

A block is one file of resources/documents/<language>/. A copy holds the texts that the clinic changed, each with the
shipped text it was changed from, so that a newer shipped text can be pointed out. A review belongs to exact words:
where these change, by hand or with a newer program, it no longer holds.
"""

import hashlib
import json
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Final, Protocol

from kapplanner.codec.paper_text_check import Value, problem_of
from kapplanner.domain.errors import ImpossibleValue, PlannerError
from kapplanner.domain.text import NAME_LIMIT, bounded
from kapplanner.resources import resource

LANGUAGES: Final = ("en", "es")
TEAM: Final = "team"


class WordsRefused(PlannerError):
    """Words of the clinic that cannot be read, used or kept, said in words."""


@dataclass(frozen=True, slots=True)
class Review:
    """Somebody read the words of a block on one day and is to read them again by another."""

    by: str
    on: date
    next: date

    def __post_init__(self) -> None:
        bounded(self.by, "The name", NAME_LIMIT)
        if not self.by.strip():
            raise ImpossibleValue("A review needs the name of the person who read the words.")
        if self.next <= self.on:
            raise ImpossibleValue("The next review must be after the day of this one.")


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A shipped block. ``texts`` are by key, in the order of the file; ``for_team``: no patient paper speaks them.

    ``counted`` names the lists in which each place has a meaning, such as the days of the week.
    """

    language: str
    name: str
    review: Review
    texts: tuple[tuple[str, Value], ...]
    for_team: bool = False
    counted: frozenset[str] = frozenset()

    @property
    def words(self) -> dict[str, Value]:
        """The texts by key."""
        return dict(self.texts)

    def problem_of(self, key: str, own: Value) -> str:
        """Why a text cannot stand in place of the shipped one; "" where it can."""
        return problem_of(key, self.words[key], own, counted=key in self.counted)


@dataclass(frozen=True, slots=True)
class OwnText:
    """A text of the clinic, and the shipped text in whose place it was written."""

    key: str
    own: Value
    shipped: Value


@dataclass(frozen=True, slots=True)
class OwnCopy:
    """A clinic's copy of a block: only what differs, by key. ``reviewed`` is the mark of the words that were read."""

    language: str
    block: str
    texts: tuple[OwnText, ...] = ()
    review: Review | None = None
    reviewed: str = ""

    @property
    def words(self) -> dict[str, OwnText]:
        """The changed texts by key."""
        return {each.key: each for each in self.texts}

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing that the shipped block does not."""
        return not self.texts and self.review is None


@dataclass(frozen=True, slots=True)
class OwnWords:
    """All copies of a clinic. ``problems`` are sentences on files that cannot be read or are not in use.

    ``lost`` names the blocks, as (language, name), of which no copy can be read any more.
    """

    copies: tuple[OwnCopy, ...] = ()
    problems: tuple[str, ...] = ()
    lost: tuple[tuple[str, str], ...] = ()

    def copy(self, language: str, block: str) -> OwnCopy:
        """The copy of a block; an empty one where the clinic has none."""
        found = (each for each in self.copies if (each.language, each.block) == (language, block))
        return next(found, OwnCopy(language, block))

    def with_copy(self, copy: OwnCopy) -> "OwnWords":
        """The same with another copy of a block; an empty one takes the block's copy out."""
        place = (copy.language, copy.block)
        others = [each for each in self.copies if (each.language, each.block) != place]
        copies = sorted([*others, *([] if copy.is_empty else [copy])], key=lambda each: (each.language, each.block))
        return OwnWords(tuple(copies), self.problems, tuple(each for each in self.lost if each != place))


NO_OWN_WORDS: Final = OwnWords()


class WordsShelf(Protocol):
    """Where the clinic's copies are kept."""

    def own_words(self) -> OwnWords:
        """All copies; never raises: what is wrong is told in ``problems``."""
        ...

    def keep(self, copy: OwnCopy) -> None:
        """Keep a copy in place of the block's earlier one; an empty one is taken away. WordsRefused where it cannot."""
        ...


@cache
def shipped_blocks(language: str) -> tuple[TextBlock, ...]:
    """The blocks of a language by name; none for a language that has no papers. A broken file stops the program."""
    folder = resource("documents", language)
    if language not in LANGUAGES or not folder.is_dir():
        return ()
    found = []
    for path in sorted(folder.glob("*.toml")):
        with path.open("rb") as file:
            raw = tomllib.load(file)
        if "words" not in raw:  # a list for the print check, not a block of text
            continue
        texts = tuple((key, value if isinstance(value, str) else tuple(value)) for key, value in raw["words"].items())
        review = Review(raw["by"], raw["reviewed_on"], raw["next_review"])
        counted = frozenset(raw.get("counted", ()))
        found.append(TextBlock(language, path.stem, review, texts, raw.get("reader") == TEAM, counted))
    return tuple(found)


def shipped_block(language: str, name: str) -> TextBlock | None:
    """One block, None where there is none of that name."""
    return next((block for block in shipped_blocks(language) if block.name == name), None)


# A block as the clinic prints it


def fits(block: TextBlock, text: OwnText) -> bool:
    """Whether a text of the clinic can stand in place of the block's present text."""
    return text.key in block.words and not block.problem_of(text.key, text.own)


def words_in_use(block: TextBlock, copy: OwnCopy) -> dict[str, Value]:
    """What prints: the clinic's texts where it has some that fit, else the shipped ones."""
    return block.words | {text.key: text.own for text in copy.texts if fits(block, text)}


def mark_of(block: TextBlock, copy: OwnCopy) -> str:
    """A short mark over exactly the words that print."""
    return hashlib.sha256(json.dumps(words_in_use(block, copy), ensure_ascii=False).encode()).hexdigest()[:16]


def review_in_use(block: TextBlock, copy: OwnCopy) -> Review | None:
    """The review that holds for the words that print; None where nobody has read them as they are."""
    if copy.review is not None and copy.reviewed == mark_of(block, copy):
        return copy.review
    return None if any(fits(block, text) for text in copy.texts) else block.review


def reviewed(block: TextBlock, copy: OwnCopy, review: Review) -> OwnCopy:
    """The copy with its words marked as read."""
    return replace(copy, review=review, reviewed=mark_of(block, copy))


def changed(block: TextBlock, copy: OwnCopy, key: str, own: Value) -> OwnCopy:
    """The copy with another text for a key; the shipped text itself takes the key out. WordsRefused where it cannot be.

    The text is then written with the present shipped text in view, so that this counts as the one it was changed from.
    """
    shipped = block.words[key]
    others = [text for text in copy.texts if text.key != key]
    if own == shipped:
        return replace(copy, texts=tuple(others))
    if problem := block.problem_of(key, own):
        raise WordsRefused("{problem}", problem=problem)
    order = {name: place for place, (name, _) in enumerate(block.texts)}
    texts = sorted([*others, OwnText(key, own, shipped)], key=lambda text: order.get(text.key, len(order)))
    return replace(copy, texts=tuple(texts))


class Standing(StrEnum):
    """How a block stands, the most pressing first."""

    LOST = "cannot be read"
    UNUSABLE = "a text cannot be used"
    SHIPPED_CHANGED = "shipped text changed"
    NOT_REVIEWED = "not reviewed"
    OVERDUE = "review overdue"
    OWN = "own copy"
    SHIPPED = "shipped"


def unusable(block: TextBlock, copy: OwnCopy) -> tuple[str, ...]:
    """The keys whose own texts cannot stand in place of the present shipped ones."""
    return tuple(text.key for text in copy.texts if not fits(block, text))


def outdated(block: TextBlock, copy: OwnCopy) -> tuple[str, ...]:
    """The keys whose shipped text is another than the one that the clinic changed."""
    words = block.words
    return tuple(text.key for text in copy.texts if words.get(text.key) != text.shipped)


def standings(block: TextBlock, own: OwnWords, today: date) -> tuple[Standing, ...]:
    """Everything to say about a block, the most pressing first."""
    copy = own.copy(block.language, block.name)
    review = review_in_use(block, copy)
    found = {
        Standing.LOST: (block.language, block.name) in own.lost,
        Standing.UNUSABLE: bool(unusable(block, copy)),
        Standing.SHIPPED_CHANGED: bool(outdated(block, copy)),
        Standing.NOT_REVIEWED: review is None,
        Standing.OVERDUE: review is not None and review.next < today,
        Standing.OWN: bool(copy.texts),
        Standing.SHIPPED: not copy.texts,
    }
    return tuple(each for each, holds in found.items() if holds)


def blocks_of(languages: Iterable[str] = LANGUAGES) -> tuple[TextBlock, ...]:
    """The blocks of several languages, one language after the other."""
    return tuple(block for language in languages for block in shipped_blocks(language))
