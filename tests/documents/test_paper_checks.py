"""The checks on the finished file see a paper that is wrong: each control is tried on a broken one."""

from io import BytesIO

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from kapplanner.documents import PrintRequest, print_pdf
from kapplanner.documents.checks.subject import subject_of
from kapplanner.documents.checks.table import judge
from kapplanner.documents.layout.pages import Page
from kapplanner.documents.printing import laid_pages, written_sheets
from tests.documents.support import course, judged, request


def laid(asked: PrintRequest) -> tuple[Page, ...]:
    return tuple(page for page, _ in laid_pages(asked, written_sheets(asked)))


def checks(asked: PrintRequest, pdf: bytes) -> set[str]:
    pages = laid(asked)
    sheets = tuple(dict.fromkeys(page.sheet for page in pages))
    return {finding.check for finding in judge(subject_of(asked, sheets, pages, pdf)).findings}


def scaled(pdf: bytes, factor: float) -> bytes:
    """The same file with every page drawn smaller, as a careless shrink-to-fit does."""
    with pikepdf.open(BytesIO(pdf)) as document:
        for page in document.pages:
            page.contents_add(f"q {factor} 0 0 {factor} 0 0 cm".encode(), prepend=True)
            page.contents_add(b"Q")
        out = BytesIO()
        document.save(out)
        return out.getvalue()


def test_a_good_paper_has_no_findings() -> None:
    asked = request()
    assert checks(asked, print_pdf(asked)) == set()


@pytest.mark.parametrize(("factor", "found"), [(1.0, set()), (0.9, {"P02", "P03", "P26", "P38"})])
def test_text_that_was_shrunk_below_the_floor_is_seen(factor: float, found: set[str]) -> None:
    asked = request()
    assert checks(asked, scaled(print_pdf(asked), factor)) == found


def test_ordinary_print_is_too_small_for_large_print() -> None:
    ordinary = request()
    pages = laid(ordinary)
    sheets = tuple(dict.fromkeys(page.sheet for page in pages))
    judged_as_large = judge(subject_of(request(size=18), sheets, pages, print_pdf(ordinary)))
    assert {"P02", "P03"} <= {finding.check for finding in judged_as_large.findings}


def test_pages_out_of_order_are_seen() -> None:
    asked = request()
    with pikepdf.open(BytesIO(print_pdf(asked))) as document:
        document.pages.reverse()
        out = BytesIO()
        document.save(out)
    assert "P07" in checks(asked, out.getvalue())


def test_another_version_than_that_of_the_plan_is_seen() -> None:
    stale = print_pdf(request(plan=course(version=7)))
    assert checks(request(plan=course(version=8)), stale) == {"P08"}


def test_a_font_that_is_not_in_the_file_is_seen() -> None:
    asked = judged()
    canvas = Canvas(out := BytesIO())
    for _ in laid(asked):
        canvas.setFont("Helvetica", 12)
        canvas.drawString(100, 100, "24:00")
        canvas.showPage()
    canvas.save()
    assert {"P07", "P08", "P32"} <= checks(asked, out.getvalue())


def test_24_o_clock_is_seen_on_a_patient_page() -> None:
    asked = request()
    canvas = Canvas(out := BytesIO())
    for _ in laid(asked):
        canvas.drawString(100, 100, "24:00")
        canvas.showPage()
    canvas.save()
    assert "P12" in checks(asked, out.getvalue())
