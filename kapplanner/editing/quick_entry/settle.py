"""Settling what each phrase means: certain ones first, then those for which only one meaning is left beside them."""

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from kapplanner.domain.kinds import SessionKind
from kapplanner.editing.quick_entry.days import may_take
from kapplanner.editing.quick_entry.meaning import Meaning, Part, Phrase
from kapplanner.i18n import t
from kapplanner.rules.words import listed

_OF_MEDICINE: Final = frozenset({Part.ROUTE, Part.DOSE})


@dataclass(frozen=True, slots=True)
class Read:
    """A phrase at its place in the line, and in words how it was read."""

    start: int
    end: int
    typed: str
    meaning: Meaning


@dataclass(frozen=True, slots=True)
class Problem:
    """What keeps a line from being a session, with its place in the line."""

    start: int
    end: int
    sentence: str


@dataclass(slots=True)
class Settled:
    """What was read, in values by part, each with the phrase that gave it."""

    values: dict[Part, object] = field(default_factory=dict)
    given: dict[Part, Phrase] = field(default_factory=dict)
    reads: list[Read] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def take(self, phrase: Phrase, meaning: Meaning) -> None:
        """Use a meaning; what was said before may be said again, but not otherwise."""
        other = next((part for part, value in meaning.values if self.values.get(part, value) != value), None)
        if meaning.doubt:
            self.refuse(phrase, meaning.doubt)
        elif other is not None:
            self._clash(phrase, self.given[other])
        else:
            for part, value in meaning.values:
                self.values[part] = value
                self.given.setdefault(part, phrase)
            self.reads.append(Read(phrase.start, phrase.end, phrase.typed, meaning))
            self.notes += [meaning.note] if meaning.note and meaning.note not in self.notes else []

    def refuse(self, phrase: Phrase, sentence: str) -> None:
        """Say why a phrase keeps the line from being a session."""
        self.problems.append(Problem(phrase.start, phrase.end, sentence))

    def _clash(self, phrase: Phrase, earlier: Phrase) -> None:
        sentence = t("“{one}” and “{other}” cannot both be meant.", one=earlier.typed, other=phrase.typed)
        self.refuse(phrase, sentence)


def settled(phrases: list[Phrase]) -> Settled:
    """All phrases settled, as far as they can be; each that cannot is a problem."""
    found = Settled()
    for phrase in phrases:
        if len(phrase.meanings) == 1:
            found.take(phrase, phrase.meanings[0])
    open_ones = {place: phrase for place, phrase in enumerate(phrases) if len(phrase.meanings) > 1}
    while (place := next((p for p in open_ones if len(_left(found, phrases, p)) == 1), None)) is not None:
        found.take(open_ones.pop(place), _left(found, phrases, place)[0])
    for place in open_ones:
        phrase, left = phrases[place], _left(found, phrases, place)
        found.refuse(phrase, _undecided(phrase, left) if left else _not_needed(phrase))
    for phrase in phrases:
        if phrase.refusal:
            found.refuse(phrase, phrase.refusal)
    found.problems += _unread(phrases)
    found.problems.sort(key=lambda problem: problem.start)
    return found


def _left(found: Settled, phrases: list[Phrase], place: int) -> list[Meaning]:
    """The meanings of an open phrase that do not contradict what is settled."""
    phrase = phrases[place]
    is_number = phrase.text.isdecimal()
    left = []
    for meaning in phrase.meanings:
        is_day_of_before = Part.DAY in meaning.parts and _belongs_before(meaning, phrases, place, found)
        said = [part for part, _ in meaning.values if part in found.values]
        agrees = all(found.values[part] == value for part, value in meaning.values if part in said)
        if is_day_of_before or (_is_possible(meaning, found) and (not said or (agrees and not is_number))):
            left.append(meaning)
    return left


def _belongs_before(meaning: Meaning, phrases: list[Phrase], place: int, found: Settled) -> bool:
    """Whether a number may be the day of the month that the phrase before it left open: "wed 9", "7 dec 10"."""
    before = phrases[place - 1] if place else None
    day = found.values.get(Part.DAY)
    number = next((value for part, value in meaning.values if part is Part.DAY), None)
    if before is None or found.given.get(Part.DAY) is not before or not isinstance(day, date):
        return False
    return may_take(phrases[place].text, before.text, day, number if isinstance(number, date) else None)


def _is_possible(meaning: Meaning, found: Settled) -> bool:
    """A route or a dose belongs to medicine, a method to integration."""
    kind = found.values.get(Part.KIND)
    is_medicine = kind is SessionKind.MEDICINE or Part.ROUTE in found.values
    is_other = Part.METHOD in found.values or kind not in {None, SessionKind.MEDICINE}
    if meaning.parts & _OF_MEDICINE:
        return is_medicine or not is_other
    if Part.METHOD in meaning.parts:
        return not is_medicine and kind in {None, SessionKind.INTEGRATION}
    implied = SessionKind.MEDICINE if is_medicine else SessionKind.INTEGRATION
    return Part.KIND not in meaning.parts or not (is_medicine or is_other) or (Part.KIND, implied) in meaning.values


def _undecided(phrase: Phrase, left: list[Meaning]) -> str:
    meanings = listed(dict.fromkeys(meaning.words for meaning in left))
    return t("“{text}” can be {meanings}. Write more of the one you mean.", text=phrase.typed, meanings=meanings)


def _not_needed(phrase: Phrase) -> str:
    return t("“{text}” has no place beside the rest of the line.", text=phrase.typed)


def _unread(phrases: list[Phrase]) -> list[Problem]:
    """Words that mean nothing here, neighbours told together."""
    runs: list[list[Phrase]] = []
    before: Phrase | None = None
    for phrase in phrases:
        if not phrase.meanings and not phrase.refusal:
            if runs and before is runs[-1][-1]:
                runs[-1].append(phrase)
            else:
                runs.append([phrase])
        before = phrase
    return [_not_understood(run) for run in runs]


def _not_understood(run: list[Phrase]) -> Problem:
    text = " ".join(phrase.typed for phrase in run)
    shown = text if len(text) <= 60 else text[:59] + "…"
    return Problem(run[0].start, run[-1].end, t("“{text}” was not understood.", text=shown))
