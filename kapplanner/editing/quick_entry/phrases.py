"""Parting a typed line into phrases: as little as possible is left unread, in as few phrases as possible."""

from typing import Final

from kapplanner.domain.errors import PlannerError
from kapplanner.editing.quick_entry.days import day_meaning
from kapplanner.editing.quick_entry.meaning import CLOSING, Meaning, Part, Phrase, Setting, Word, words_of
from kapplanner.editing.quick_entry.moments import moments
from kapplanner.editing.quick_entry.names import Names
from kapplanner.editing.quick_entry.vocabulary import nasal_in, vocabulary
from kapplanner.i18n import t

_LONGEST: Final = 8
"""Words of the longest phrase without a name: "from 9 : 00 am to 11 am next day"."""
Cost = tuple[int, int, int]
"""Words not read, phrases that cannot be, phrases."""


class Reader:
    """Reads runs of words against one plan."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._words = vocabulary(setting)
        self._names = Names(setting.plan)

    def phrases(self, line: str) -> list[Phrase]:
        """The line in phrases, in order; one without meanings and refusal was not read."""
        words = words_of(line)
        longest = max(_LONGEST, self._names.longest + 3)
        best: list[tuple[Cost, Phrase | None, int]] = [((0, 0, 0), None, 0)] * (len(words) + 1)
        for place in reversed(range(len(words))):
            options = []
            for count in range(1, min(longest, len(words) - place) + 1):
                run = tuple(words[place : place + count])
                phrase = self._phrase(run, words[place + count :])
                if phrase is not None or count == 1:
                    phrase = phrase or Phrase(run)
                    options.append((_sum(_cost(phrase), best[place + count][0]), -count, phrase))
            cost, count, phrase = min(options, key=lambda option: option[:2])
            best[place] = (cost, phrase, -count)
        return _chain(best)

    def _phrase(self, words: tuple[Word, ...], after: list[Word]) -> Phrase | None:
        """A run of words as a phrase; None where it means nothing."""
        if any(word.is_quoted for word in words):
            return _title(words[0]) if len(words) == 1 else None
        try:
            meanings = self._meanings(words, after)
        except PlannerError as error:
            return Phrase(words, refusal=t(error.message, **error.values))
        return Phrase(words, meanings) if meanings else None

    def _meanings(self, words: tuple[Word, ...], after: list[Word]) -> tuple[Meaning, ...]:
        """All that words can mean. Part of a name counts where nothing else is meant; a comma ends most phrases."""
        texts = tuple(word.text for word in words)
        text = " ".join(texts)
        if any(word.ends for word in words[:-1]):
            day = day_meaning(text, self._setting)
            return (day,) if day is not None else self._names.meanings(words)
        found = (*self._words.get(text, ()), *moments(text, self._setting))
        if text == "in":
            return (nasal_in(words[0].typed, " ".join(word.text for word in after[:2])),)
        if found and not self._names.whole(texts):
            return found
        return (*found, *self._names.meanings(words))


def _title(word: Word) -> Phrase:
    title = word.typed[1:-1].strip()
    if len(word.typed) < 2 or word.typed[-1] not in CLOSING[word.typed[0]]:
        return Phrase((word,), refusal=t("This quotation mark has no partner. A title stands between two of them."))
    if not title:
        return Phrase((word,), refusal=t("The title between the quotation marks is empty."))
    return Phrase((word,), (Meaning.of(Part.TITLE, title, t("title “{title}”", title=title)),))


def _cost(phrase: Phrase) -> Cost:
    if phrase.meanings:
        return (0, 0, 1)
    return (0, 1, 1) if phrase.refusal else (1, 0, 1)


def _sum(one: Cost, other: Cost) -> Cost:
    return one[0] + other[0], one[1] + other[1], one[2] + other[2]


def _chain(best: list[tuple[Cost, Phrase | None, int]]) -> list[Phrase]:
    phrases, place = [], 0
    while (phrase := best[place][1]) is not None:
        phrases.append(phrase)
        place += best[place][2]
    return phrases
