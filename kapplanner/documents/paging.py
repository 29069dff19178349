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
    """All pages. The days of review stand at the foot of the first sheet that has room for them, else of the last."""
    running: dict[tuple[Reader, str], _Running] = {}
    last = {_document(sheet): place for place, sheet in enumerate(sheets)}
    dated: set[tuple[str, str]] = set()
    pages: list[tuple[Page, Furniture]] = []
    for place, sheet in enumerate(sheets):
        watch(place / len(sheets))
        spoken, document = (sheet.reader, sheet.language), _document(sheet)
        if spoken not in running:
            running[spoken] = _running(request, sheet)
        words = running[spoken].usual
        laid = lay_sheet(sheet, words, request.paper, request.size)
        if sheet.reader is Reader.PATIENT and document not in dated:
            with_dates = lay_sheet(sheet, running[spoken].dated, request.paper, request.size)
            if len(with_dates) == len(laid) or place == last[document]:
                words, laid = running[spoken].dated, with_dates
                dated.add(document)
        pages += [(page, words) for page in laid]
    return tuple(pages)


def _document(sheet: Sheet) -> tuple[str, str]:
    return sheet.kind, sheet.language


def _running(request: PrintRequest, sheet: Sheet) -> _Running:
    edition = edition_for(in_language(request, sheet), sheet.reader)
    usual = furniture(edition, sheet.reader)
    return _Running(usual, with_review_dates(usual, edition) if sheet.reader is Reader.PATIENT else usual)
