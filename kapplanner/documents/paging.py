"""All pages of a print with their running words; once in each patient document the days of its review."""

from dataclasses import dataclass

from kapplanner.documents.content import Reader, Sheet
from kapplanner.documents.edition import Edition
from kapplanner.documents.furniture import Furniture, furniture, with_review_dates
from kapplanner.documents.languages import in_language
from kapplanner.documents.layout.pages import Page, lay_sheet
from kapplanner.documents.progress import Watch, unwatched
from kapplanner.documents.request import PrintRequest

Pages = tuple[tuple[Page, Furniture], ...]


def edition_for(request: PrintRequest, reader: Reader) -> Edition:
    """Words and clock style for a reader."""
    return Edition.for_team(request) if reader is Reader.TEAM else Edition.for_patient(request)


@dataclass(frozen=True, slots=True)
class _Running:
    """The running words of a language: as they stand on every page, and with the days of review."""

    usual: Furniture
    dated: Furniture


def laid_pages(request: PrintRequest, sheets: tuple[Sheet, ...], watch: Watch = unwatched) -> Pages:
    """All pages. In each patient document the first sheet that has room for them bears the days of review.

    They cost no page, but for a language in which no sheet has room: then they stand on its last one.
    """
    running: dict[tuple[Reader, str], _Running] = {}
    dated: set[tuple[str, str]] = set()
    laid: list[Pages] = []
    for place, sheet in enumerate(sheets):
        watch(place / len(sheets))
        words = running[sheet.reader, sheet.language] = _running(request, sheet, running)
        pages = _pages(request, sheet, words.usual)
        if sheet.reader is Reader.PATIENT and (sheet.kind, sheet.language) not in dated:
            with_dates = _pages(request, sheet, words.dated)
            if len(with_dates) == len(pages):
                pages = with_dates
                dated.add((sheet.kind, sheet.language))
        laid.append(pages)
    known = {language for _, language in dated}
    last = {sheet.language: place for place, sheet in enumerate(sheets) if sheet.reader is Reader.PATIENT}
    for language, place in last.items():
        if language not in known:
            laid[place] = _pages(request, sheets[place], running[Reader.PATIENT, language].dated)
    return tuple(page for pages in laid for page in pages)


def _pages(request: PrintRequest, sheet: Sheet, words: Furniture) -> Pages:
    return tuple((page, words) for page in lay_sheet(sheet, words, request.paper, request.size))


def _running(request: PrintRequest, sheet: Sheet, known: dict[tuple[Reader, str], _Running]) -> _Running:
    if (found := known.get((sheet.reader, sheet.language))) is not None:
        return found
    edition = edition_for(in_language(request, sheet), sheet.reader)
    usual = furniture(edition, sheet.reader)
    return _Running(usual, with_review_dates(usual, edition) if sheet.reader is Reader.PATIENT else usual)
