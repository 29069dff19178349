"""One page long before the whole file, and how far a print is: told, and stopped by whoever is told."""

import pytest

from kapplanner.documents import PrintStopped, print_glimpse, print_papers, print_pdf
from kapplanner.documents.preview import page_count, page_texts
from kapplanner.documents.progress import part_of
from kapplanner.documents.request import CannotPrint
from tests.documents.support import judged, request, spaced

PACK = ("calendar", "itinerary", "safety-report")


@pytest.mark.parametrize("index", [0, 3, 7])
def test_a_glimpse_is_the_very_page_with_its_number_among_all(index: int) -> None:
    wanted = request(documents=PACK)
    whole, glimpse = print_papers(wanted), print_glimpse(wanted, index)
    assert page_count(glimpse.pdf) == 1
    assert spaced(page_texts(glimpse.pdf)[0]) == spaced(page_texts(whole.pdf)[index])
    assert glimpse.pages == whole.pages
    assert glimpse.index == index


@pytest.mark.parametrize(("asked", "given"), [(-1, 0), (10_000, None)])
def test_a_page_that_is_not_there_any_more_gives_the_nearest(asked: int, given: int | None) -> None:
    glimpse = print_glimpse(request(documents=PACK), asked)
    assert glimpse.index == (len(glimpse.pages) - 1 if given is None else given)


def test_a_glimpse_of_final_papers_is_refused_for_an_open_stop() -> None:
    with pytest.raises(CannotPrint, match="Stop"):
        print_glimpse(judged(final=True))


@pytest.mark.parametrize("work", [print_pdf, print_papers])
def test_the_share_that_is_done_grows_from_nothing_to_the_end_of_drawing(work: object) -> None:
    shares: list[float] = []
    work(request(documents=PACK), shares.append)  # type: ignore[operator]
    assert shares == sorted(shares)
    assert shares[0] == 0
    assert 0.7 <= shares[-1] <= 1


def test_being_watched_changes_nothing() -> None:
    wanted = request(documents=PACK)
    assert print_pdf(wanted, lambda share: None) == print_pdf(wanted)


@pytest.mark.parametrize("at", [0.0, 0.2, 0.5])
@pytest.mark.parametrize("work", [print_pdf, print_papers])
def test_whoever_looks_on_can_stop_it(work: object, at: float) -> None:
    shares: list[float] = []

    def watch(share: float) -> None:
        shares.append(share)
        if share >= at:
            raise PrintStopped("Stopped.")

    with pytest.raises(PrintStopped):
        work(request(documents=PACK), watch)  # type: ignore[operator]
    assert [share for share in shares if share > at] in ([], shares[-1:])


def test_a_part_of_the_work_tells_its_share_of_the_whole() -> None:
    told: list[float] = []
    part = part_of(told.append, 0.25, 0.75)
    for share in (0.0, 0.5, 1.0):
        part(share)
    assert told == [0.25, 0.5, 0.75]
