"""Making papers beside the window: one page at once, then the file, what its check says, and the words of its pages."""

from dataclasses import dataclass, replace

from kapplanner.documents import (
    CannotPrint,
    PrintedPage,
    PrintFinding,
    PrintHolds,
    PrintRequest,
    PrintStopped,
    print_glimpse,
    print_papers,
)
from kapplanner.documents.preview import PageImage, page_texts, render_page


@dataclass(frozen=True, slots=True)
class Papers:
    """A finished file for exactly one request.

    ``refusal`` is why there is no file, with its values for translation. Where only final papers were refused, the
    file holds drafts (``request.final`` is False) and ``refusal`` says what keeps them drafts. ``glimpse`` is the index
    of the only page that the file holds so far; None for the whole.
    """

    request: PrintRequest
    pdf: bytes = b""
    findings: tuple[PrintFinding, ...] = ()
    pages: tuple[PrintedPage, ...] = ()
    texts: tuple[str, ...] = ()
    holds: tuple[PrintHolds, ...] = ()
    refusal: CannotPrint | None = None
    glimpse: int | None = None

    def has_picture_of(self, index: int) -> bool:
        """Whether a page can be drawn."""
        return index == self.glimpse if self.glimpse is not None else 0 <= index < len(self.pages)


class PaperJob:
    """Makes the papers of a request in a worker; the window asks how far it is (``share``), and may stop it."""

    def __init__(self, request: PrintRequest, index: int = 0) -> None:
        self.share = 0.0
        self._request, self._index = request, index
        self._is_stopped = False

    def stop(self) -> None:
        """Go no further; what is asked for after that answers None."""
        self._is_stopped = True

    def glimpse(self) -> Papers | None:
        """The page that is looked at, before the rest; None where there is none or the work was stopped."""
        return self._glimpse(self._request)

    def _glimpse(self, request: PrintRequest) -> Papers | None:
        try:
            made = print_glimpse(request, self._index, self._watch)
        except PrintStopped:
            return None
        except CannotPrint:  # the whole will say why
            return self._glimpse(replace(request, final=False)) if request.final else None
        words = page_texts(made.pdf)[0]
        texts = tuple(words if place == made.index else "" for place in range(len(made.pages)))
        return Papers(request, made.pdf, (), made.pages, texts, glimpse=made.index)

    def make(self) -> Papers | None:
        """The file and all that is said about it; a refusal is an answer too, with drafts where those can be made."""
        try:
            return self._made(self._request)
        except PrintStopped:
            return None

    def _made(self, request: PrintRequest) -> Papers:
        try:
            made = print_papers(request, self._watch)
        except CannotPrint as refusal:
            drafts = self._made(replace(request, final=False)) if request.final else Papers(request)
            return replace(drafts, refusal=drafts.refusal or refusal)
        return Papers(request, made.pdf, made.findings, made.pages, page_texts(made.pdf), made.holds)

    def _watch(self, share: float) -> None:
        if self._is_stopped:
            raise PrintStopped("The papers were not made.")
        self.share = share


def make_pictures(papers: Papers, width: int) -> tuple[PageImage, ...]:
    """Every page, so many pixels wide."""
    return tuple(render_page(papers.pdf, index, width) for index in range(len(papers.pages)))


def make_picture(papers: Papers, index: int, width: int) -> PageImage:
    """One page, so many pixels wide."""
    return render_page(papers.pdf, 0 if papers.glimpse is not None else index, width)
