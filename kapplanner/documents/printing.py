"""From a request to the bytes of a PDF: content, layout, render, finish."""

from dataclasses import dataclass, replace
from typing import Final

from kapplanner import __version__
from kapplanner.codec.plans import plan_to_document
from kapplanner.documents.catalogue import kind_named
from kapplanner.documents.checks.subject import Subject, subject_of
from kapplanner.documents.checks.table import asked_before_drawing, judge
from kapplanner.documents.content import Reader, Sheet
from kapplanner.documents.edition import Edition
from kapplanner.documents.finish import CarriedFile, finish
from kapplanner.documents.kind import DocumentKind
from kapplanner.documents.languages import sheets_of
from kapplanner.documents.metadata import Metadata
from kapplanner.documents.paging import Pages, edition_for, laid_pages
from kapplanner.documents.progress import Watch, part_of, unwatched
from kapplanner.documents.render import render
from kapplanner.documents.request import CannotPrint, Glimpse, PrintedPage, PrintedPapers, PrintFinding, PrintRequest
from kapplanner.rules.finding import Tier

_WRITTEN_BY: Final = f"kapplanner {__version__}"


_LAID: Final = 0.3
_DRAWN: Final = 0.7
"""Shares of the time that it takes to make papers: laying pages, drawing them, and checking the file."""


def printed(request: PrintRequest, watch: Watch = unwatched) -> bytes:
    """The PDF of all documents asked for, one after the other, numbered through."""
    sheets = written_sheets(request)
    if not request.final:
        return _drawn(request, laid_pages(request, sheets, part_of(watch, 0, _LAID)), part_of(watch, _LAID, 1))
    _refuse_stops(judge(subject_of(request, sheets), asked_before_drawing()).findings)
    pages = laid_pages(request, sheets, part_of(watch, 0, _LAID))
    looked_at = _looked_at(request)
    pdf = _drawn(looked_at, pages, part_of(watch, _LAID, _DRAWN))
    _refuse_stops(judge(_subject(request, sheets, pages, pdf)).findings)
    return pdf if looked_at == request else _drawn(request, pages)


def findings_of(request: PrintRequest) -> tuple[PrintFinding, ...]:
    """What the print check says of the documents asked for, as content and as a finished file."""
    sheets = written_sheets(request)
    pages = laid_pages(request, sheets)
    return judge(_subject(request, sheets, pages, _drawn(_looked_at(request), pages))).findings


def papers_of(request: PrintRequest, watch: Watch = unwatched) -> PrintedPapers:
    """The file, what the print check says of it, and what stands on which page; everything is laid out once."""
    laid = _laid(request, part_of(watch, 0, _LAID))
    pdf = _drawn(_looked_at(request), laid.pages, part_of(watch, _LAID, _DRAWN))
    judgement = judge(_subject(request, laid.sheets, laid.pages, pdf))
    if request.final:
        _refuse_stops(judgement.findings)
    return PrintedPapers(pdf, judgement.findings, laid.notes, judgement.holds)


def glimpse_of(request: PrintRequest, index: int, watch: Watch = unwatched) -> Glimpse:
    """One page as it will be, with what stands on all of them, before the rest is drawn and the file is checked."""
    laid = _laid(request, watch)
    index = min(max(index, 0), len(laid.pages) - 1)
    return Glimpse(render(laid.pages, only=index).pdf, index, laid.notes)


@dataclass(frozen=True, slots=True)
class _Laid:
    sheets: tuple[Sheet, ...]
    pages: Pages
    notes: tuple[PrintedPage, ...]


def _laid(request: PrintRequest, watch: Watch) -> _Laid:
    sheets = written_sheets(request)
    if request.final:
        _refuse_stops(judge(subject_of(request, sheets), asked_before_drawing()).findings)
    pages = laid_pages(request, sheets, watch)
    notes = (PrintedPage(p.sheet.kind, p.sheet.name, p.sheet.place, p.width, p.height) for p, _ in pages)
    return _Laid(sheets, pages, tuple(notes))


def _subject(request: PrintRequest, sheets: tuple[Sheet, ...], pages: Pages, pdf: bytes) -> Subject:
    return subject_of(request, sheets, tuple(page for page, _ in pages), pdf)


def _refuse_stops(findings: tuple[PrintFinding, ...]) -> None:
    """A final print is refused for anything that the print check calls a Stop, in its words."""
    for finding in findings:
        if finding.severity is Tier.STOP:
            if finding.place:
                raise CannotPrint(
                    "This cannot be printed as final. {why} Place: {place}.", why=finding.sentence, place=finding.place
                )
            raise CannotPrint("This cannot be printed as final. {why}", why=finding.sentence)


def _drawn(request: PrintRequest, pages: Pages, watch: Watch = unwatched) -> bytes:
    edition = edition_for(request, pages[0][0].sheet.reader)
    inside = _plan_file(request, edition) if request.carries_plan else None
    rendered = render(pages, watch)
    return finish(rendered.pdf, rendered.structure, _metadata(request, edition, pages), inside, request.password)


def _looked_at(request: PrintRequest) -> PrintRequest:
    """The request for papers that are looked at here: without a password, and without a file inside."""
    return replace(request, password="", carries_plan=False)


def _plan_file(request: PrintRequest, edition: Edition) -> CarriedFile:
    """The plan as it was at the time of printing."""
    plan = request.plan
    data = plan_to_document(plan, written_by=_WRITTEN_BY, written_at=request.printed_at, carried=request.carried)
    name = "".join(c if c.isascii() and (c.isalnum() or c in "-_") else "_" for c in plan.code) or "plan"
    return CarriedFile(f"{name}.kap", data, edition.words("page.plan_file", code=plan.code, version=plan.version))


def chosen_kinds(request: PrintRequest) -> tuple[DocumentKind, ...]:
    """The kinds asked for, each once; one whose pages stand inside another that is also asked for is left out."""
    found = {name: kind_named(name) for name in request.documents}
    return tuple(kind for kind in found.values() if kind.stands_in not in found)


def written_sheets(request: PrintRequest) -> tuple[Sheet, ...]:
    """The content of all documents asked for; a sentence where there is nothing to print."""
    return _refuse_odd(request, tuple(sheet for kind in chosen_kinds(request) for sheet in sheets_of(kind, request)))


def _refuse_odd(request: PrintRequest, sheets: tuple[Sheet, ...]) -> tuple[Sheet, ...]:
    """The sheets, unless there are none, or the plan would go inside papers that a patient hands on."""
    if not sheets:
        raise CannotPrint("There is nothing to print: the plan has no sessions for these documents.")
    if request.carries_plan and any(sheet.reader is Reader.PATIENT for sheet in sheets):
        raise CannotPrint(
            "The plan file holds doses and notes, so it goes inside papers for the team only. Print the papers for "
            "the patient by themselves."
        )
    return sheets


def _metadata(request: PrintRequest, edition: Edition, pages: Pages) -> Metadata:
    names = ", ".join(dict.fromkeys(page.sheet.name for page, _ in pages))
    words = edition.words
    title = words("page.title", documents=names, code=request.plan.code, version=request.plan.version)
    stamps = pages[0][1].stamps
    return Metadata(
        title="; ".join([*stamps, title]),
        author=edition.clinic,
        language=pages[0][1].words.language,
        printed_at=request.printed_at,
    )
