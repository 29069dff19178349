"""Names found as they are typed: by their beginning first, then in spite of a few typing slips."""

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Final, Generic, TypeVar

Target = TypeVar("Target")

_LETTERS: Final = str.maketrans(
    {"ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d", "ı": "i", "'": "", "’": "", "`": ""}
)
_AFTER_ALL: Final = chr(0x10FFFF)
_ONE_SLIP_FROM: Final = 4  # shorter words are too alike for slips
_TWO_SLIPS_FROM: Final = 8
_LONGEST: Final = 60


class Closeness(IntEnum):
    """How well a name fits what was typed; the order is the order of results."""

    EXACT = 0
    BEGINS = 1
    WORD_BEGINS = 2
    CLOSE = 3


@dataclass(frozen=True, slots=True)
class Hit(Generic[Target]):
    """A name that fits, what it stands for, and how well it fits; ``slips`` counts letters that differ."""

    name: str
    target: Target
    closeness: Closeness
    slips: int = 0


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text without case, accents and punctuation: "St. John's-Wort" -> ("st", "johns", "wort")."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    kept = (c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return tuple("".join(kept).split())


def key_of(text: str) -> str:
    """What makes two spellings the same name: "Z-drugs", "z drugs" and "Zdrugs" have one key."""
    return "".join(words_of(text))


def slips_between(typed: str, name: str, limit: int) -> tuple[int, int]:
    """Letters changed, added, left out or swapped with a neighbour: for the whole name, and for its best beginning.

    Both are ``limit`` + 1 where there are more slips than ``limit``.
    """
    beyond = limit + 1
    before: list[int] = []
    last = [min(column, beyond) for column in range(len(name) + 1)]
    for row, letter in enumerate(typed, 1):
        current = [beyond] * (len(name) + 1)
        current[0] = lowest = min(row, beyond)
        for column in range(max(1, row - limit), min(len(name), row + limit) + 1):  # elsewhere: more slips than limit
            other = name[column - 1]
            cost = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + (letter != other))
            if row > 1 and column > 1 and letter == name[column - 2] and typed[row - 2] == other:
                cost = min(cost, before[column - 2] + 1)
            current[column] = cost
            lowest = min(lowest, cost)
        if lowest > limit:
            return beyond, beyond
        before, last = last, current
    return min(last[-1], beyond), min(*last, beyond)


@dataclass(frozen=True, slots=True)
class _Entry(Generic[Target]):
    key: str
    letters: int
    name: str
    target: Target


class NameIndex(Generic[Target]):
    """Names with what they stand for. ``form_words`` ("tablets", "hydrochloride") are no part of a typed name."""

    __slots__ = ("_by_first", "_by_key", "_by_length", "_form_words", "_starts")

    def __init__(self, names: Iterable[tuple[str, Target]], form_words: frozenset[str] = frozenset()) -> None:
        self._form_words = form_words
        self._by_key: dict[str, _Entry[Target]] = {}
        self._by_length: dict[int, list[_Entry[Target]]] = {}
        self._by_first: dict[str, list[_Entry[Target]]] = {}
        starts: list[tuple[str, int, _Entry[Target]]] = []
        for name, target in names:
            words = words_of(name)
            entry = _Entry("".join(words), _letters("".join(words)), name, target)
            self._by_key.setdefault(entry.key, entry)
            self._by_length.setdefault(len(entry.key), []).append(entry)
            self._by_first.setdefault(entry.key[:1], []).append(entry)
            starts += [("".join(words[place:]), place, entry) for place in range(len(words))]
        self._starts = sorted(starts, key=lambda start: start[:2])

    def exact(self, typed: str) -> Target | None:
        """What the typed name stands for, form and strength left aside; None where it is not in the list."""
        for key in self._keys(typed):
            if key in self._by_key:
                return self._by_key[key].target
        return None

    def find(self, typed: str) -> list[Hit[Target]]:
        """All names that fit, best first. Names with slips come last, and only where no name fits exactly."""
        keys = self._keys(typed)
        hits: list[Hit[Target]] = []
        for key in keys:
            hits = hits or self._direct(key)
        if keys and not any(hit.closeness is Closeness.EXACT for hit in hits):
            hits += self._close(keys[-1])
        return sorted(hits, key=_rank)

    def _keys(self, typed: str) -> tuple[str, ...]:
        """The key of all that was typed, then that without strength and form: "xanax05mg", "xanax"."""
        words = words_of(typed[:_LONGEST])
        first_number = next((at for at, word in enumerate(words) if at and word[0].isdigit()), len(words))
        names = [word for word in words[:first_number] if word not in self._form_words] or words
        return tuple(dict.fromkeys(key for key in ("".join(words), "".join(names)) if key))

    def _direct(self, key: str) -> list[Hit[Target]]:
        first = bisect_left(self._starts, key, key=_start)
        last = bisect_left(self._starts, key + _AFTER_ALL, key=_start)
        hits = []
        for _, place, entry in self._starts[first:last]:
            beginning = Closeness.EXACT if entry.key == key else Closeness.BEGINS
            hits.append(Hit(entry.name, entry.target, Closeness.WORD_BEGINS if place else beginning))
        return hits

    def _close(self, key: str) -> list[Hit[Target]]:
        limit = (len(key) >= _ONE_SLIP_FROM) + (len(key) >= _TWO_SLIPS_FROM)
        if not limit:
            return []
        letters, hits = _letters(key), []
        for length in range(len(key) - limit, len(key) + limit + 1):
            for entry in self._by_length.get(length, ()):
                lost, new = letters & ~entry.letters, entry.letters & ~letters
                if lost.bit_count() <= limit and new.bit_count() <= limit:
                    whole, _ = slips_between(key, entry.key, limit)
                    if 0 < whole <= limit:
                        hits.append(Hit(entry.name, entry.target, Closeness.CLOSE, whole))
        return hits + self._close_beginnings(key, letters, limit)

    def _close_beginnings(self, key: str, letters: int, limit: int) -> list[Hit[Target]]:
        """Longer names that begin with the same letter: "benzodiaza" on the way to "benzodiazepine"."""
        hits = []
        for entry in self._by_first.get(key[0], ()):
            if len(entry.key) > len(key) + limit and (letters & ~entry.letters).bit_count() <= limit:
                _, slips = slips_between(key, entry.key[: len(key) + limit], limit)
                if 0 < slips <= limit:
                    hits.append(Hit(entry.name, entry.target, Closeness.CLOSE, slips))
        return hits


def _letters(key: str) -> int:
    """Which letters a key holds and how often, as bits; a slip takes away one bit and adds one at most."""
    bits = 0
    for letter in key:
        bit = 1 << (ord(letter) % 61)
        while bits & bit:
            bit <<= 61
        bits |= bit
    return bits


def _start(start: tuple[str, int, object]) -> str:
    return start[0]


def _rank(hit: Hit[Target]) -> tuple[Closeness, int, int, str]:
    return hit.closeness, hit.slips, len(hit.name), hit.name.casefold()
