"""Checks of the words on patient papers, wherever they come from: typed in the plan, the clinic's own, or shipped."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from typing import Final

from kapplanner.documents.checks.answer import NOTHING_TO_ASK, Answer, Slip, answer
from kapplanner.documents.checks.lint import Lint, lint_in
from kapplanner.documents.checks.subject import Passage, Subject, place_of
from kapplanner.documents.content import Sheet, Unit, sheet_text
from kapplanner.documents.layout.typeset import unprintable
from kapplanner.documents.reading_grade import sentences
from kapplanner.documents.words import Words, words_in
from kapplanner.i18n import t
from kapplanner.rules.finding import Tier

_DIGIT_DATE: Final = re.compile(r"\b\d{1,4}[/.]\d{1,2}[/.]\d{2,4}\b|\b\d{1,4}-\d{1,2}-\d{1,4}\b")
_CLOCK: Final = re.compile(r"\d{1,2}:\d{2}")
_DOSE_SLIP: Final = re.compile(
    r"\b\d+\.0+\s?(?:mg|mcg|g|ml)\b|(?<![\d.])\.\d+\s?(?:mg|mcg|g|ml)\b|\b\d+(?:mg|mcg|ml)\b|µg|\b\d+\s?ug\b"
    r"|\bIU\b|\bQ\.?O?\.?D\b",
    re.IGNORECASE,
)
_CAPITALS: Final = re.compile(r"(?:\b[A-ZÁÉÍÓÚÑÜ]{2,}\b[\s,.!:;]*){4,}")


def characters(subject: Subject) -> Answer:
    """P01: every character has a glyph, in the content and in the running heads."""
    return answer(_unprintable(subject), t("All characters can be printed"))


def _unprintable(subject: Subject) -> Iterator[Slip]:
    """Each character that no face has once, with the first place it stands at."""
    seen: set[str] = set()
    edition = subject.edition
    running = {"patient.name": edition.name, "site.name": edition.clinic, "": subject.plan.code}
    places: list[tuple[str, Sheet | None, str]] = [(text, None, field) for field, text in running.items()]
    places += [(sheet_text(sheet), sheet, "") for sheet in subject.sheets]
    for text, sheet, field in places:
        for character in unprintable(text):
            if character in seen:
                continue
            seen.add(character)
            sentence = t(
                "“{character}” (U+{code}) cannot be printed. Write it in other letters.",
                character=character,
                code=f"{ord(character):04X}",
            )
            if sheet is None:
                yield Slip(sentence, place=t("the header and footer of every page"), page=1, fact=field)
            else:
                fact = subject.fact_of(character, sheet)
                yield Slip(sentence, place=place_of(sheet), page=subject.page_of(sheet), fact=fact)


def dates(subject: Subject) -> Answer:
    """P11: dates have their weekday, the month as a word and the year, and the weekday is that of the date."""
    if not subject.patient_sheets:
        return NOTHING_TO_ASK
    slips = [*_digit_dates(subject), *_wrong_weekdays(subject), *_bare_dates(subject)]
    return answer(slips, t("Every date with its weekday, month and year"))


def _digit_dates(subject: Subject) -> Iterator[Slip]:
    return _found(
        subject,
        lambda passage: _DIGIT_DATE,
        lambda lint, words: t("“{words}” is a date in digits only. Write the month as a word.", words=words),
    )


def _wrong_weekdays(subject: Subject) -> Iterator[Slip]:
    for passage in subject.distinct:
        language = subject.edition_of(passage.sheet).words.language
        for match in _full_date(language).finditer(passage.text):
            weekday, day, month, year = match.group("weekday", "day", "month", "year")
            told = _date_of(words_in(language), day, month, year)
            if told is None:
                sentence = t("There is no {date}.", date=match["date"])
                yield subject.slip(passage, match[0], sentence)
            elif (
                weekday.casefold() != (right := words_in(language).list("moments.weekdays")[told.weekday()]).casefold()
            ):
                sentence = t("“{words}” is a {weekday}.", words=match[0], weekday=right)
                yield subject.slip(passage, match[0], sentence)


def _date_of(words: Words, day: str, month: str, year: str) -> date | None:
    names = [name.casefold() for name in words.list("moments.months")]
    try:
        return date(int(year), names.index(month.casefold()) + 1, int(day))
    except ValueError:
        return None


def _bare_dates(subject: Subject) -> Iterator[Slip]:
    """Dates in words typed for the patient that leave out weekday or year; the house's own never do."""
    for passage, session in subject.typed:
        language = subject.edition_of(passage.sheet).words.language
        for match in _any_date(language).finditer(session.patient_text):
            if match["weekday"] and match["year"]:
                continue
            sentence = t("“{words}” needs its weekday and year.", words=match[0].strip())
            yield subject.slip(passage, match[0].strip(), sentence, Tier.CAUTION)


@cache
def _full_date(language: str) -> re.Pattern[str]:
    """A weekday and a date as this language writes them."""
    return re.compile(rf"\b(?P<weekday>{_weekdays(language)}),? (?P<date>{_date(language, year='')})", re.IGNORECASE)


@cache
def _any_date(language: str) -> re.Pattern[str]:
    """A date that may lack its weekday or its year."""
    return re.compile(rf"(?:\b(?P<weekday>{_weekdays(language)}),?\s+)?{_date(language, year='?')}", re.IGNORECASE)


def _weekdays(language: str) -> str:
    return "|".join(words_in(language).list("moments.weekdays"))


def _date(language: str, year: str) -> str:
    """A pattern from the way in which papers write a date; ``year`` is "?" where that part may be missing."""
    words = words_in(language)
    months = "|".join(words.list("moments.months"))
    before, rest = words.texts["moments.date"].replace("{day}", r"\b(?P<day>\d{1,2})").split("{month}")
    return rf"{before}(?P<month>{months})(?:{rest.replace('{year}', '(?P<year>[0-9]{4})')}){year}\b"


def relative_times(subject: Subject) -> Answer:
    """P14: nobody has to count hours; a clock time stands beside."""
    if not subject.patient_sheets:
        return NOTHING_TO_ASK
    return answer(_relative_times(subject), t("Every time is a clock time with a date"))


def _relative_times(subject: Subject) -> Iterator[Slip]:
    for passage in subject.distinct:
        pattern = subject.lint_of(passage.sheet).relative
        if not pattern.search(passage.text):
            continue
        for sentence in sentences(passage.text):
            match = pattern.search(sentence)
            if match and not _CLOCK.search(sentence):
                told = t("“{words}” makes the reader count. Write the clock time and the date.", words=match[0])
                yield subject.slip(passage, sentence, told)


def dose_style(subject: Subject) -> Answer:
    """P15: doses as ISMP asks: a leading zero, no trailing zero, a space before the unit, no abbreviation to misread.

    On papers of the team a slip is a Stop, on the patient's a Caution.
    """
    slips: list[Slip] = []
    for passages, tier in ((subject.distinct, Tier.CAUTION), (subject.team_passages, Tier.STOP)):
        for passage in passages:
            for match in _DOSE_SLIP.finditer(passage.text):
                told = t("“{words}” can be misread as a dose. Write it like “0.5 mg”.", words=match[0])
                slips.append(subject.slip(passage, match[0], told, tier))
    return answer(_once(slips), t("Doses written like “0.5 mg”"))


def second_person(subject: Subject) -> Answer:
    """P20: the reader is "you"."""
    slips = _found(
        subject,
        lambda passage: subject.lint_of(passage.sheet).reader,
        lambda lint, words: t("“{words}” speaks about the reader. Write “you”.", words=words),
    )
    return answer(slips, t("The reader is “you”")) if subject.patient_sheets else NOTHING_TO_ASK


def jargon(subject: Subject) -> Answer:
    """P21: everyday words; a term of the field is explained on the papers that name it."""
    if not subject.patient_sheets:
        return NOTHING_TO_ASK
    slips = _found(
        subject,
        lambda passage: subject.lint_of(passage.sheet).replace,
        lambda lint, words: t("“{words}” is jargon. Write “{word}”.", words=words, word=lint.word_for(words)),
    )
    return answer([*slips, *_unexplained(subject)], t("Everyday words; terms of the field are explained"))


def _unexplained(subject: Subject) -> Iterator[Slip]:
    """Terms that no page explains. Cells of a calendar name a method without explaining it: they have no room."""
    passages = [passage for passage in subject.distinct if passage.sheet.unit is not Unit.WEEK]
    for language, edition in subject.editions.items():
        spoken = [each for each in passages if subject.edition_of(each.sheet) is edition]
        for term, stands, explained in lint_in(language).terms:
            uses = [passage for passage in spoken if stands.search(passage.text)]
            if uses and not any(explained.search(passage.text) for passage in uses):
                told = t("“{term}” is not explained. Say in a few words what it is.", term=term)
                yield subject.slip(uses[0], term, told)


def promises(subject: Subject) -> Answer:
    """P22: no paper promises an effect, calls anything safe, or asks for a feeling."""
    if not subject.patient_sheets:
        return NOTHING_TO_ASK
    slips: list[Slip] = []
    rows: tuple[tuple[Callable[[Lint], re.Pattern[str]], Tier, str], ...] = (
        (lambda lint: lint.promises, Tier.STOP, t("“{words}” promises too much. Say what is known instead.")),
        (
            lambda lint: lint.claims,
            Tier.CAUTION,
            t("“{words}” says more than anyone can promise. Say what you mean by it."),
        ),
        (lambda lint: lint.feelings, Tier.CAUTION, t("“{words}” asks for a feeling. Write what may happen instead.")),
    )
    for passage in subject.distinct:
        lint = subject.lint_of(passage.sheet)
        for pattern_of, tier, sentence in rows:
            for match in pattern_of(lint).finditer(passage.text):
                slips.append(subject.slip(passage, match[0], sentence.format(words=match[0]), tier))
    return answer(_once(slips), t("No promises"))


def shouting(subject: Subject) -> Iterator[Slip]:
    """A run of more than three words in capitals (P23)."""
    for passage in subject.distinct:
        if match := _CAPITALS.search(passage.text):
            told = t("“{words}” is hard to read in capitals. Write it in small letters.", words=match[0].strip()[:60])
            yield subject.slip(passage, match[0].strip(), told)


def _found(
    subject: Subject, pattern_of: Callable[[Passage], re.Pattern[str]], told: Callable[[Lint, str], str]
) -> Iterator[Slip]:
    slips = (
        subject.slip(passage, match[0], told(subject.lint_of(passage.sheet), match[0]))
        for passage in subject.distinct
        for match in pattern_of(passage).finditer(passage.text)
    )
    return _once(slips)


def _once(slips: "Iterator[Slip] | list[Slip]") -> Iterator[Slip]:
    """Each sentence on each text once, at its first page."""
    seen: set[tuple[str, str]] = set()
    for slip in slips:
        spoken = (slip.sentence, slip.fact or slip.words or slip.place)
        if spoken not in seen:
            seen.add(spoken)
            yield slip
