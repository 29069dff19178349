"""Making papers beside the window: the file, what its check says, and the words of its pages."""

from dataclasses import dataclass, replace

from kapplanner.documents import CannotPrint, PrintedPage, PrintFinding, PrintHolds, PrintRequest, print_papers
from kapplanner.documents.preview import PageImage, page_texts, render_page


@dataclass(frozen=True, slots=True)
class Papers:
    """A finished file for exactly one request.

    ``refusal`` is why there is no file, with its values for translation. Where only final papers were refused, the
    file holds drafts (``request.final`` is False) and ``refusal`` says what keeps them drafts.
    """

    request: PrintRequest
    pdf: bytes = b""
    findings: tuple[PrintFinding, ...] = ()
    pages: tuple[PrintedPage, ...] = ()
    texts: tuple[str, ...] = ()
    holds: tuple[PrintHolds, ...] = ()
    refusal: CannotPrint | None = None


def make_papers(request: PrintRequest) -> Papers:
    """The file and all that is said about it; a refusal is an answer too, with drafts where those can be made."""
    try:
        made = print_papers(request)
    except CannotPrint as refusal:
        drafts = make_papers(replace(request, final=False)) if request.final else Papers(request)
        return replace(drafts, refusal=drafts.refusal or refusal)
    return Papers(request, made.pdf, made.findings, made.pages, page_texts(made.pdf), made.holds)


def make_pictures(papers: Papers, width: int) -> tuple[PageImage, ...]:
    """Every page, so many pixels wide."""
    return tuple(render_page(papers.pdf, index, width) for index in range(len(papers.pages)))


def make_picture(papers: Papers, index: int, width: int) -> PageImage:
    """One page, so many pixels wide."""
    return render_page(papers.pdf, index, width)
