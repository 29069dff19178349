"""Paper: content (plain data) -> layout -> render -> finish. One file per kind of paper in ``kinds``."""

from typing import Final

from kapplanner.documents.catalogue import document_kinds, kind_named
from kapplanner.documents.kind import DocumentKind
from kapplanner.documents.progress import PrintStopped, Watch, unwatched
from kapplanner.documents.request import (
    PAPERS,
    SIZES,
    CannotPrint,
    Glimpse,
    PrintedPage,
    PrintedPapers,
    PrintFinding,
    PrintHolds,
    PrintRequest,
)

PATIENT_PACK: Final = tuple(kind.id for kind in document_kinds() if kind.in_patient_pack)
"""The ids of the papers that every patient gets."""


def print_pdf(request: PrintRequest, watch: Watch = unwatched) -> bytes:
    """The PDF of the documents asked for. Same request, same bytes (but not with a password: see ``finish``).

    Raises CannotPrint with a sentence: an unknown document or language, nothing to print, a final print while the
    report has an open Stop, a character that cannot be printed on a final paper.
    """
    from kapplanner.documents.printing import printed  # noqa: PLC0415 - ReportLab and pikepdf load when first needed

    return printed(request, watch)


def print_findings(request: PrintRequest) -> tuple[PrintFinding, ...]:
    """What the print check says, strongest first. A Stop keeps the papers drafts."""
    from kapplanner.documents.printing import findings_of  # noqa: PLC0415 - ReportLab and pikepdf load when first needed

    return findings_of(request)


def print_glimpse(request: PrintRequest, index: int = 0, watch: Watch = unwatched) -> Glimpse:
    """One page and what stands on all of them, long before the whole file is there; it is not checked yet."""
    from kapplanner.documents.printing import glimpse_of  # noqa: PLC0415 - ReportLab and pikepdf load when first needed

    return glimpse_of(request, index, watch)


def print_papers(request: PrintRequest, watch: Watch = unwatched) -> PrintedPapers:
    """The PDF together with what the print check says and what stands on its pages, made in one go.

    The file is to be looked at: without the password and without the plan file inside that ``print_pdf`` puts to it.
    Raises CannotPrint as ``print_pdf`` does.
    """
    from kapplanner.documents.printing import papers_of  # noqa: PLC0415 - ReportLab and pikepdf load when first needed

    return papers_of(request, watch)


__all__ = [
    "PAPERS",
    "PATIENT_PACK",
    "SIZES",
    "CannotPrint",
    "DocumentKind",
    "Glimpse",
    "PrintFinding",
    "PrintHolds",
    "PrintRequest",
    "PrintStopped",
    "PrintedPage",
    "PrintedPapers",
    "document_kinds",
    "kind_named",
    "print_findings",
    "print_glimpse",
    "print_papers",
    "print_pdf",
]
