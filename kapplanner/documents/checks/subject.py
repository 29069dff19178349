"""What the checks are asked about: a request, its sheets, their pages, and the finished file once there is one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from kapplanner.documents.checks.answer import Slip
from kapplanner.documents.checks.file_facts import FileFacts, file_facts
from kapplanner.documents.checks.finished import FinishedPage, finished_pages
from kapplanner.documents.checks.lint import Lint, lint_in
from kapplanner.documents.content import Block, Reader, Sheet, Unit, texts
from kapplanner.documents.edition import Edition
from kapplanner.documents.layout.pages import Page
from kapplanner.documents.request import PrintRequest
from kapplanner.documents.words import words_in
from kapplanner.domain.plan import Plan
from kapplanner.domain.session import Session
from kapplanner.rules.finding import Tier

_SPACES: Final = re.compile(r"\s+")
NAME: Final = "Name"
"""What stands in a passage for each name of a person or place."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of a sheet as it is read: a paragraph, a cell, a heading. Names and phones are taken out of it."""

    text: str
    sheet: Sheet
    page: int | None

    @property
    def place(self) -> str:
        return place_of(self.sheet)


@dataclass(frozen=True)
class Subject:
    """Everything a check may look at. ``pages``, ``finished`` and ``pdf`` are empty before anything is drawn."""

    request: PrintRequest
    editions: dict[str, Edition]
    """The patient's editions by language; the first is that of the request."""
    sheets: tuple[Sheet, ...]
    pages: tuple[Page, ...] = ()
    finished: tuple[FinishedPage, ...] = ()
    pdf: bytes = b""

    @property
    def plan(self) -> Plan:
        return self.request.plan

    @cached_property
    def edition(self) -> Edition:
        """The edition in the request's language."""
        return next(iter(self.editions.values()))

    def edition_of(self, sheet: Sheet) -> Edition:
        """The patient's edition in the language of a sheet."""
        return self.editions.get(_base(sheet.language), self.edition)

    def lint_of(self, sheet: Sheet) -> Lint:
        """The word lists of a sheet's language."""
        return lint_in(self.edition_of(sheet).words.language)

    @cached_property
    def patient_sheets(self) -> tuple[Sheet, ...]:
        return tuple(sheet for sheet in self.sheets if sheet.reader is Reader.PATIENT)

    @cached_property
    def day_sheets(self) -> tuple[Sheet, ...]:
        """Sheets of the patient's days: itinerary and medicine-day sheets."""
        return tuple(sheet for sheet in self.patient_sheets if is_day_page(sheet))

    @cached_property
    def patient_pages(self) -> tuple[tuple[int, Page, FinishedPage], ...]:
        """Number, layout and finished form of every page for the patient."""
        return tuple(each for each in self.all_pages if each[1].sheet.reader is Reader.PATIENT)

    @cached_property
    def all_pages(self) -> tuple[tuple[int, Page, FinishedPage], ...]:
        """Number, layout and finished form of every page."""
        pairs = zip(self.pages, self.finished, strict=True) if self.finished else ()
        return tuple((number, page, finished) for number, (page, finished) in enumerate(pairs, 1))

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every text on the patient's sheets, in reading order."""
        return tuple(self._passages(self.patient_sheets))

    @cached_property
    def team_passages(self) -> tuple[Passage, ...]:
        """Every text on the sheets of the team."""
        return tuple(self._passages([sheet for sheet in self.sheets if sheet.reader is Reader.TEAM]))

    @cached_property
    def facts(self) -> FileFacts:
        """What the finished file says of itself."""
        return file_facts(self.pdf)

    @cached_property
    def _first_pages(self) -> dict[int, int]:
        numbers: dict[int, int] = {}
        for number, page in enumerate(self.pages, 1):
            numbers.setdefault(id(page.sheet), number)
        return numbers

    def page_of(self, sheet: Sheet) -> int | None:
        """The number of the first page of a sheet; None before pages are laid."""
        return self._first_pages.get(id(sheet))

    @cached_property
    def _names(self) -> re.Pattern[str] | None:
        """Names and phones of people and places: they are nobody's choice of words."""
        plan = self.plan
        escorts = [plan.patient.escort, *(s.medicine.escort for s in plan.sessions if s.medicine)]
        names = {
            self.edition.clinic,
            self.edition.name,
            plan.patient.name,
            plan.patient.phone,
            plan.site.phone_day,
            plan.site.phone_night,
            plan.site.address,
            *(room.name for room in plan.rooms),
            *(person.name for person in plan.practitioners),
            *(text for escort in escorts if escort for text in (escort.name, escort.phone)),
        }
        if plan.patient.support_person:
            names |= {plan.patient.support_person.name, plan.patient.support_person.phone}
        known = sorted((squeezed(name) for name in names if name.strip()), key=len, reverse=True)
        known = [
            name for name in known if name not in {edition.words("page.clinic") for edition in self.editions.values()}
        ]
        return re.compile("|".join(map(re.escape, known))) if known else None

    def _passages(self, sheets: Sequence[Sheet]) -> Iterator[Passage]:
        for sheet in sheets:
            number = self.page_of(sheet)
            for block in (*sheet.blocks, *sheet.foot):
                for text in _texts_of(block):
                    yield Passage(self._without_names(text), sheet, number)

    def _without_names(self, text: str) -> str:
        text = squeezed(text)
        return self._names.sub(NAME, text) if self._names else text

    @cached_property
    def distinct(self) -> tuple[Passage, ...]:
        """The patient's texts, each once, at the first place it stands at."""
        found: dict[tuple[str, str], Passage] = {}
        for passage in self.passages:
            found.setdefault((passage.sheet.language, passage.text), passage)
        return tuple(found.values())

    @cached_property
    def typed(self) -> tuple[tuple[Passage, Session], ...]:
        """The sessions with words typed for the patient that stand on a page, each with these words."""
        sheets = {sheet.day: sheet for sheet in reversed(self.day_sheets)}
        return tuple(
            (Passage(squeezed(session.patient_text), sheets[session.day], self.page_of(sheets[session.day])), session)
            for session in self.plan.sessions
            if session.is_active and session.patient_text.strip() and session.day in sheets
        )

    def slip(self, passage: Passage, piece: str, sentence: str, tier: Tier | None = None) -> Slip:
        """What is wrong with a piece of a text, and the way to who speaks it: a session, or a text of the papers."""
        fact = self.fact_of(piece, passage.sheet)
        words = "" if fact else self.words_of(piece, passage.sheet)
        return Slip(sentence, tier, passage.place, passage.page, fact=fact, words=words)

    def fact_of(self, piece: str, sheet: Sheet) -> str:
        """The words of a session that hold a piece of a sheet ("session.s4.patient_text"); its own day comes first."""
        wanted = piece.strip(" .")
        field = "patient_text" if sheet.reader is Reader.PATIENT else "note"
        for session in sorted(self.plan.sessions, key=lambda session: session.day != sheet.day):
            if session.is_active and wanted in squeezed(getattr(session, field)):
                return f"session.{session.id}.{field}"
        return ""

    def words_of(self, piece: str, sheet: Sheet) -> str:
        """The key of the text of the papers that speaks a piece of a sheet, "" where none does."""
        words = self.edition_of(sheet).words
        for key, text in words.texts.items():
            if _speaks(text, piece):
                return key
        return next((key for key, items in words.lists.items() if any(_speaks(item, piece) for item in items)), "")


def _texts_of(block: Block) -> Iterator[str]:
    return (text for text in texts(block) if text)


def _speaks(text: str, piece: str) -> bool:
    """Whether a text with placeholders says a piece once these are filled."""
    parts = [re.escape(squeezed(part)) for part in re.split(r"\{\w+\}", text.replace("**", ""))]
    if len("".join(parts)) < min(8, len(piece)):
        return False
    return re.fullmatch(".*?".join(parts).join((".*?", ".*?")), piece) is not None or piece in squeezed(text)


def subject_of(
    request: PrintRequest, sheets: tuple[Sheet, ...], pages: tuple[Page, ...] = (), pdf: bytes = b""
) -> Subject:
    """What there is to look at: sheets alone, or with their pages and the finished file, which no password locks."""
    spoken = [request.language, *([request.also_language] if request.also_language else [])]
    editions = {
        _base(language): Edition.for_patient(replace(request, language=language, also_language=""))
        for language in spoken
    }
    return Subject(request, editions, sheets, pages, finished_pages(pdf) if pdf else (), pdf)


def _base(language: str) -> str:
    """The language that the words of a paper have: "en" for "en-US"."""
    return words_in(language).language if language else ""


def squeezed(text: str) -> str:
    """A text with single ordinary spaces."""
    return _SPACES.sub(" ", text).strip()


def letters(text: str) -> str:
    """A text without any space, so that line breaks do not matter."""
    return _SPACES.sub("", text)


def place_of(sheet: Sheet) -> str:
    """Where a sheet is, in words."""
    return f"{sheet.name}, {sheet.place}"


def is_day_page(sheet: Sheet) -> bool:
    """Whether a sheet is the page of one of the patient's days."""
    return sheet.unit is Unit.DAY and sheet.kind in {"itinerary", "medicine-day"}
