"""How hard a text reads: sentences, words and syllables, and the grade that Flesch and Kincaid make of them.

The grade is for English only; sentence lengths count in every language.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

_END: Final = re.compile(r"(?<=[.!?…])[\"'”’)\]]*[ \t]+(?=[^a-zà-ÿ])|\n+")
"""After an end mark and a space, unless small letters follow: "9:30 a. m. el lunes" goes on. A new line ends it too."""
_TITLES: Final = re.compile(r"\b(?:Dr|Dra|Mr|Mrs|Ms|Prof|Sr|Sra|St|[A-Z])\.$")
"""A title, or the initial of a name, before a full stop that ends nothing."""
_LETTERS: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_VOWELS: Final = re.compile(r"[aeiouy]+")
_SILENT: Final = re.compile(
    r"[^aeiouyl]e$|[aeiou]le$|[gq]ue$|eye|every"
    r"|(?:[^aeiouycgsxzhl]|[^cs]h|[aeiou]l)es$|(?:[^aeiouytdl]|[aeiou]l)ed$"
    r"|(?<=[^aeiouyl])e(?=(?:ly|less|ful|fully|ment|ments|ness|ty|thing|times?|where|body|one)$)"
)
"""Letters counted as a syllable that are not heard: made, whole, times, clothes, filled, safely, safety, movement."""
_APART: Final = re.compile(
    r"(?<![ctsgx])ia(?!ge|l$)|[dnrv]ial$|(?<=[bdlnrv])ious|io(?!n|u)|iu|[ct]iat|(?<![ctg])ie[tn]|(?<=..[lprdtvs])ier"
    r"|eo(?!us|n|ple)|creat|react|(?<![gq])ua(?!r[dt])|uou|[aeiouy]ing|[aeo]y[aeiou]|[^aeiou]ism|thm|anyone"
)
"""Neighbouring vowels that are two syllables (tri-al, be-ing), and syllables without a vowel of their own (rhyth-m)."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was counted in a text. ``longest`` is the length of its longest sentence in words.

    Numbers and times count as words of a sentence, but have no syllables and no part in the grade.
    """

    sentences: int = 0
    words: int = 0
    spoken: int = 0
    syllables: int = 0
    longest: int = 0

    @property
    def mean(self) -> float:
        """Words in a sentence; 0 where there is none."""
        return self.words / self.sentences if self.sentences else 0.0

    @property
    def grade(self) -> float:
        """The school year of the United States in which a text like this is read with ease; 0 where it has no words.

        Flesch-Kincaid: 0.39 x words a sentence + 11.8 x syllables a word - 15.59.
        """
        if not self.spoken or not self.sentences:
            return 0.0
        return 0.39 * self.mean + 11.8 * self.syllables / self.spoken - 15.59


def reading(texts: Iterable[str], known: Collection[str] = ()) -> Reading:
    """What stands in texts, each of whole sentences. ``known``: words without part in the grade, such as names."""
    aside = {word.casefold() for known_words in known for word in _LETTERS.findall(known_words)}
    lengths: list[int] = []
    spoken: list[str] = []
    for text in texts:
        for sentence in sentences(text):
            lengths.append(word_count(sentence))
            spoken += [word for word in _LETTERS.findall(sentence) if word.casefold() not in aside]
    return Reading(len(lengths), sum(lengths), len(spoken), sum(map(syllables, spoken)), max(lengths, default=0))


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, those without a word left out. A no-break space never parts two of them."""
    found: list[str] = []
    for part in _END.split(text):
        if found and _TITLES.search(found[-1]):
            found[-1] = f"{found[-1]} {part.strip()}"
        elif word_count(part):
            found.append(part.strip())
    return tuple(found)


def word_count(sentence: str) -> int:
    """How many words: what stands between spaces and has a letter or a digit, so that "9:30 am" is two."""
    return sum(1 for word in sentence.split() if any(map(str.isalnum, word)))


def syllables(word: str) -> int:
    """How many syllables an English word has, by its letters; at least one."""
    letters = word.lower().replace("’", "'").split("'")[0]
    heard = len(_VOWELS.findall(letters)) - len(_SILENT.findall(letters)) + len(_APART.findall(letters))
    return max(1, heard)
