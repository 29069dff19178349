"""The finished file: fonts inside, nothing foreign, a structure for screen readers, the same bytes again."""

from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest

from kapplanner.documents import print_pdf
from tests.documents.support import PRINTED_AT, course, judged, report, request

EVERYTHING = ("calendar", "itinerary", "safety-report")


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return print_pdf(request(documents=EVERYTHING))


@pytest.fixture
def document(pdf: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(pdf)) as opened:
        yield opened


def test_every_font_is_fira_sans_and_embedded(document: pikepdf.Pdf) -> None:
    fonts = [
        thing for thing in document.objects if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/Font"
    ]
    assert fonts
    for font in fonts:
        assert "FiraSans" in str(font.BaseFont)
        assert "/FontFile2" in font.FontDescriptor
        assert "/ToUnicode" in font


def test_there_are_no_annotations_pictures_scripts_forms_or_attachments(document: pikepdf.Pdf) -> None:
    for page in document.pages:
        assert "/Annots" not in page
        assert not page.get_images()
    assert not {"/AcroForm", "/OpenAction", "/AA"} & set(document.Root.keys())
    assert not {"/JavaScript", "/EmbeddedFiles"} & set(document.Root.get("/Names", {}).keys())


def test_title_language_and_dates_are_set_and_the_title_is_shown(document: pikepdf.Pdf) -> None:
    assert document.Root.Lang == "en"
    assert document.Root.ViewerPreferences.DisplayDocTitle
    assert document.Root.MarkInfo.Marked
    title = "DRAFT, not final; Your calendar, Your plan, day by day, Safety check report, plan K7-0042 version 3"
    assert str(document.docinfo.Title) == title
    with document.open_metadata() as xmp:
        assert xmp["dc:title"] == title
    assert str(document.docinfo.CreationDate).startswith("D:20261203194500")


def test_the_outline_leads_to_each_document_and_each_day(document: pikepdf.Pdf) -> None:
    with document.open_outline() as outline:
        titles = [item.title for item in outline.root]
        days = [child.title for child in outline.root[1].children]
    assert titles == ["Your calendar", "Your plan, day by day", "Safety check report"]
    assert len(days) == 10


def test_the_same_request_gives_the_same_bytes() -> None:
    plan = course()
    assert print_pdf(request(plan=plan, documents=EVERYTHING)) == print_pdf(request(plan=plan, documents=EVERYTHING))


def test_another_time_of_printing_gives_other_bytes() -> None:
    plan = course()
    later = request(plan=plan, printed_at=PRINTED_AT + timedelta(minutes=1))
    assert print_pdf(request(plan=plan)) != print_pdf(later)


def painted_outside_of_marks(document: pikepdf.Pdf) -> list[str]:
    """Painting operators that belong neither to content nor to furniture."""
    loose = []
    for number, page in enumerate(document.pages, 1):
        depth = 0
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(name, 0)
            if depth == 0 and name in {"Tj", "TJ", "S", "s", "f", "F", "f*", "B", "B*", "b", "Do"}:
                loose.append(f"page {number}: {operands} {name}")
        assert depth == 0
    return loose


def test_all_that_is_drawn_is_content_or_furniture(document: pikepdf.Pdf) -> None:
    assert painted_outside_of_marks(document) == []


def elements(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    if "/S" in node:
        yield node
    for kid in node.get("/K", []):
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") != "/MCR":
            yield from elements(kid)


def tags(document: pikepdf.Pdf) -> list[str]:
    return [str(element.S)[1:] for element in elements(document.Root.StructTreeRoot)]


def test_the_structure_has_headings_tables_lists_and_figures(document: pikepdf.Pdf) -> None:
    found = set(tags(document))
    assert {"Document", "H1", "H2", "P", "Table", "TR", "TH", "TD", "L", "LI", "LBody", "Figure"} <= found


def test_heads_of_tables_say_what_they_head_and_figures_say_what_they_show(document: pikepdf.Pdf) -> None:
    for element in elements(document.Root.StructTreeRoot):
        if element.S == "/TH":
            assert str(element.A.Scope) in {"/Column", "/Row"}
        if element.S == "/Figure":
            assert "No food from" in str(element.Alt)


def test_a_level_of_heading_is_never_skipped(document: pikepdf.Pdf) -> None:
    level = 0
    for tag in tags(document):
        if tag[0] == "H" and tag[1:].isdigit():
            assert int(tag[1:]) <= level + 1
            level = int(tag[1:])


def test_every_piece_of_content_has_its_element_in_the_parent_tree(document: pikepdf.Pdf) -> None:
    numbers = document.Root.StructTreeRoot.ParentTree.Nums
    parents = {int(numbers[place]): numbers[place + 1] for place in range(0, len(numbers), 2)}
    for page in document.pages:
        marked = [
            int(operands[1].MCID)
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) == "BDC" and "/MCID" in operands[1]
        ]
        assert marked == list(range(len(marked)))
        assert len(parents[int(page.StructParents)]) == len(marked)
        assert page.Tabs == "/S"


def test_no_code_of_a_font_is_mapped_to_nothing(document: pikepdf.Pdf) -> None:
    maps = [
        t.ToUnicode.read_bytes() for t in document.objects if isinstance(t, pikepdf.Dictionary) and "/ToUnicode" in t
    ]
    assert maps
    assert not any(b"<0000>" in cmap.split(b"endcodespacerange")[1] for cmap in maps)


def test_a_report_for_the_team_alone_is_tagged_too() -> None:
    with pikepdf.open(BytesIO(print_pdf(judged(report=report())))) as opened:
        assert painted_outside_of_marks(opened) == []
