"""Checks of every finished page by its words: a day a page, page numbers, foot, clock times, line ends, name."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from kapplanner.documents.checks.answer import NOTHING_TO_ASK, Answer, Slip, answer
from kapplanner.documents.checks.finished import FinishedPage
from kapplanner.documents.checks.subject import Subject, letters, place_of, squeezed
from kapplanner.documents.content import Unit
from kapplanner.documents.edition import Edition
from kapplanner.documents.layout.pages import Page
from kapplanner.documents.layout.typeset import unprintable
from kapplanner.i18n import t
from kapplanner.rules.finding import Tier

_TWELVE: Final = re.compile(r"\b\d{1,2}:\d{2}\s[ap]\.?\s?m\b")
_TWENTY_FOUR: Final = re.compile(r"\b(?:[01]\d|2[0-4]):[0-5]\d\b(?!\s?(?:\w+\s\d{1,2}:\d{2}\s?)?[ap]\.?\s?m)")
_NOON: Final = re.compile(r"\b12:00\s?[ap]\.?\s?m\b")
_UNITS: Final = "mg|mcg|kg|ml|mL|mmHg|%"


def day_a_page(subject: Subject) -> Answer:
    """P06: a day, or a week of the calendar, is one page; where it is two, the head of each says so."""
    split = [
        Slip(
            t("{place} prints on {n} pages.", place=page.sheet.place, n=page.parts), None, place_of(page.sheet), number
        )
        for number, page, _ in subject.all_pages
        if page.part == 1 and page.parts > 1 and page.sheet.unit in {Unit.DAY, Unit.WEEK}
    ]
    return answer(split, t("Each day on a page of its own")) if subject.patient_sheets else NOTHING_TO_ASK


def page_numbers(subject: Subject) -> Answer:
    """P07: "Page 3 of 12" in the lower right corner of every page."""
    total = len(subject.pages)
    slips: list[Slip] = []
    for number, page, finished in subject.all_pages:
        wanted = re.compile(rf"\b{number} \w+ {total}\b")
        if not wanted.search(squeezed(finished.words)):
            slips.append(_on_page(page, number, t("The page number is missing.")))
        elif not wanted.search(squeezed(finished.corner)):
            slips.append(_on_page(page, number, t("The page number is not in the lower right corner.")))
    return answer(slips, t("“Page 1 of {n}” in the same corner of every page", n=total))


def foot(subject: Subject) -> Answer:
    """P08: name, plan, version and time of printing at the foot of every page."""
    slips = [
        _on_page(page, number, t("The name, plan, version or time of printing is missing at the foot of this page."))
        for number, page, finished in subject.all_pages
        if letters(_footer(page)) not in letters(finished.words)
    ]
    return answer(slips, t("Plan, version and time of printing on every page"))


def _footer(page: Page) -> str:
    return "".join(run.text for line in page.footer for run in line)


def clock_times(subject: Subject) -> Answer:
    """P12: one style of clock times for the patient; midday and midnight are words; no 24:00."""
    if not subject.patient_pages:
        return NOTHING_TO_ASK
    slips = [
        slip for number, page, finished in subject.patient_pages for slip in _times(subject, number, page, finished)
    ]
    said = (
        t("Clock times like 3:30 pm on every page")
        if subject.request.twelve_hour
        else t("Clock times like 15:30 on every page")
    )
    return answer(slips, said)


def _times(subject: Subject, number: int, page: Page, finished: FinishedPage) -> Iterator[Slip]:
    words = squeezed(finished.words)

    def slip(sentence: str, piece: str, tier: Tier | None = None) -> Slip:
        fact = subject.fact_of(piece, page.sheet)
        return Slip(sentence, tier, place_of(page.sheet), number, fact)

    if "24:00" in words:
        yield slip(t("“24:00” is not a time of day people use."), "24:00")
    other = _TWENTY_FOUR if subject.request.twelve_hour else _TWELVE
    if match := other.search(words):
        said = t("Clock times of two styles stand on this page: “{time}”.", time=match[0])
        yield slip(said, match[0], Tier.CAUTION)
    if match := _NOON.search(words):
        yield slip(t("“{time}” can be noon or midnight. Write the word.", time=match[0]), match[0], Tier.CAUTION)


def unbroken(subject: Subject) -> Answer:
    """P13: no line ends inside a time, a dose, a phone number or a date."""
    slips: list[Slip] = []
    patterns = [*map(_parted_date, subject.editions.values()), _PARTED, *_parted_phones(subject)]
    for number, page, finished in subject.all_pages:
        for pattern in patterns:
            if match := pattern.search(finished.words):
                said = t("“{words}” is parted by the end of a line.", words=squeezed(match[0]))
                fact = subject.fact_of(squeezed(match[0]), page.sheet)
                slips.append(Slip(said, None, place_of(page.sheet), number, fact))
    return answer(slips, t("No time, dose, phone or date is parted by the end of a line"))


_PARTED: Final = re.compile(rf"\b\d{{1,2}}:\d{{2}}\s*\n\s*[ap]\.?\s?m\b|\b\d+(?:\.\d+)?\s*\n\s*(?:{_UNITS})(?:\b|/)")


def _parted_date(edition: Edition) -> re.Pattern[str]:
    """The number of the day, the month and the year with a line end between two of them."""
    months = "|".join(edition.words.list("moments.months"))
    of = r"(?:de\s+)?"
    return re.compile(
        rf"\b\d{{1,2}}[^\S\n]*\n\s*{of}(?:{months})\b|\b(?:{months})[^\S\n]*\n\s*{of}\d{{4}}\b", re.IGNORECASE
    )


def _parted_phones(subject: Subject) -> Iterator[re.Pattern[str]]:
    site = subject.plan.site
    for phone in {squeezed(site.phone_day), squeezed(site.phone_night)}:
        parts = [re.escape(part) for part in phone.split(" ")]
        for place in range(1, len(parts)):
            before, after = r"\s".join(parts[:place]), r"\s".join(parts[place:])
            yield re.compile(rf"{before}[^\S\n]*\n\s*{after}")


def identity(subject: Subject) -> Answer:
    """P34: the name in the form chosen on every page for the patient, and no birth date."""
    if not subject.patient_pages:
        return NOTHING_TO_ASK
    name = squeezed(subject.edition.name)
    if not name:
        said = t("The papers carry no name, only the plan's code.")
        return answer([Slip(said, fact="patient.name")], "")
    return answer(_nameless(subject, name), t("“{name}” on every page, no birth date", name=name))


def _nameless(subject: Subject, name: str) -> Iterator[Slip]:
    born = subject.plan.patient.birth_date
    for number, page, finished in subject.patient_pages:
        words = squeezed(finished.words)
        if letters(name) not in letters(words) and not unprintable(name):  # P01 tells of that
            yield Slip(t("The name is missing on this page."), None, place_of(page.sheet), number, choice="name_shown")
        if born and any(form in words for form in _birth_dates(subject.edition_of(page.sheet), born)):
            yield Slip(t("The birth date stands on this page."), None, place_of(page.sheet), number)


def _birth_dates(edition: Edition, born: date) -> tuple[str, ...]:
    month = edition.moments.month(born)
    spoken = edition.words("moments.date", day=born.day, month=month, year=born.year)
    digits = (f"{born.day}/{born.month}/{born.year}", f"{born.month}/{born.day}/{born.year}")
    return (spoken, f"{month} {born.day}, {born.year}", born.isoformat(), *digits)


def _on_page(page: Page, number: int, sentence: str) -> Slip:
    return Slip(sentence, None, place_of(page.sheet), number)
