"""What a screen reader is given: everything once, in order, whole where a page ends in the middle of it."""

import itertools
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from kapplanner.documents import print_pdf
from kapplanner.documents.content import (
    Cell,
    Column,
    Day,
    Event,
    EventLook,
    Heading,
    ItemList,
    Marker,
    Paragraph,
    Reader,
    Sheet,
    Table,
    Unit,
    Week,
    plain,
)
from kapplanner.documents.finish import finish
from kapplanner.documents.furniture import Furniture
from kapplanner.documents.layout.pages import lay_sheet
from kapplanner.documents.layout.pen import Pen
from kapplanner.documents.metadata import Metadata
from kapplanner.documents.render import render
from kapplanner.documents.words import words_in
from tests.documents.support import PRINTED_AT, course, judged, request, spaced
from tests.support.read_aloud import Element, elements, page_content, read_aloud

FOOT = (Paragraph(plain("Call Harbour Clinic, day and night.")),)
WORDS = " ".join(f"word{n}" for n in range(900))
"""More than a page of it."""


def paper(*blocks: object, landscape: bool = False, size: int = 14) -> tuple[Element, bytes]:
    """A sheet of these blocks as it is read aloud, and its file."""
    head = Heading("Monday 7 December 2026", 1)
    sheet = Sheet("test", "A paper", "Monday", Reader.PATIENT, Unit.DAY, (head, *blocks), FOOT, landscape)  # type: ignore[arg-type]
    furniture = Furniture(words_in("en"), "Harbour Clinic", "Sam R., plan K7-0042", ("DRAFT",), "DRAFT")
    pages = tuple((page, furniture) for page in lay_sheet(sheet, furniture, "a4", size))
    assert len(pages) > 1, "the blocks must not fit one page"
    drawn = render(pages)
    pdf = finish(drawn.pdf, drawn.structure, Metadata("A paper", "Harbour Clinic", "en", PRINTED_AT))
    return read_aloud(pdf), pdf


def cells(*texts: str) -> tuple[Cell, ...]:
    return tuple(Cell((plain(text),) if text else ()) for text in texts)


def table(*rows: tuple[str, str]) -> Table:
    columns = (Column("Time", 0.3), Column("What happens", 0.7))
    return Table(columns, tuple(cells(*row) for row in rows))


def test_a_paragraph_parted_between_pages_is_one_paragraph() -> None:
    root, _ = paper(Paragraph(plain(WORDS)))
    (long,) = [p for p in root.all("P") if "word1 " in p.words]
    assert len(long.pages) > 1
    assert spaced(long.words) == WORDS


def test_a_table_parted_between_rows_stays_one_table_with_its_heads_read_once() -> None:
    rows = [(f"{n}:00", f"Talk number {n}") for n in range(60)]
    root, pdf = paper(table(*rows))
    (whole,) = root.all("Table")
    assert len(whole.pages) > 1
    assert [spaced(head.words) for head in whole.all("TH")[:2]] == ["Time", "What happens"]
    assert [spaced(row.words) for row in whole.all("TR")] == ["TimeWhat happens", *(f"{a}{b}" for a, b in rows)]
    assert "BBox" not in whole.said, "its place is told only where it lies on one page"
    with pikepdf.open(BytesIO(pdf)) as document:
        assert "What happens" in page_content(document.pages[1]).furniture, "the heads are printed again"


def test_a_row_parted_between_pages_is_one_row_with_its_head_read_once() -> None:
    root, _ = paper(table(("9:00", WORDS), ("10:00", "Rest")))
    (whole,) = root.all("Table")
    rows = whole.all("TR")
    assert len(rows) == 3
    assert len(rows[1].pages) > 1
    assert [spaced(cell.words) for cell in rows[1].all("TH", "TD")] == ["9:00", WORDS]


def test_a_row_head_that_is_too_tall_for_a_page_goes_on_in_the_same_cell() -> None:
    root, _ = paper(Table((Column("", 0.5), Column("", 0.5)), (cells(WORDS, "Rest"),)))
    (row,) = root.all("TR")
    assert [cell.tag for cell in row.kids] == ["TH", "TD"]
    assert spaced(row.kids[0].words) == WORDS


def test_a_list_parted_between_pages_stays_one_list() -> None:
    items = tuple(plain(f"Bring thing {n}") for n in range(80))
    root, _ = paper(ItemList(items, Marker.NUMBER))
    (whole,) = root.all("L")
    assert len(whole.pages) > 1
    assert [spaced(item.words) for item in whole.all("LI")] == [f"{n + 1}. Bring thing {n}" for n in range(80)]
    assert whole.said["ListNumbering"] == "Decimal"


def test_a_week_parted_between_pages_stays_one_table_of_days() -> None:
    def day(number: int) -> Day:
        events = tuple(Event(f"{h}:00", "Talk", f"talk {number} {h}", EventLook.TALK) for h in range(8, 22))
        return Day(f"Day {number}", f"{number} Dec", "Medicine day" if number == 2 else "", events, short=f"D{number}")

    root, _ = paper(Week(tuple(day(n) for n in range(1, 8))), landscape=True)
    (whole,) = root.all("Table")
    heads, days = whole.all("TR")
    assert len(whole.pages) > 1
    assert len(heads.all("TH")) == len(days.all("TD")) == 7
    second = days.kids[1].words
    assert second.count("Medicine day") == 1
    assert [f"talk 2 {h}" in spaced(second) for h in range(8, 22)] == [True] * 14


def test_the_day_s_name_on_a_further_page_is_not_read_out_again() -> None:
    root, _ = paper(Paragraph(plain(WORDS)))
    assert [spaced(head.words) for head in root.all("H1", "H2")] == ["Monday 7 December 2026"]


def test_what_stands_at_the_foot_of_every_page_is_read_once_after_everything_else() -> None:
    root, pdf = paper(Paragraph(plain(WORDS)))
    paragraphs = [spaced(p.words) for p in root.all("P")]
    assert paragraphs[-1] == "Call Harbour Clinic, day and night."
    assert paragraphs.count(paragraphs[-1]) == 1
    with pikepdf.open(BytesIO(pdf)) as document:
        assert "Call Harbour Clinic" in page_content(document.pages[0]).furniture


def test_a_dot_before_an_item_is_read_as_one_a_box_to_tick_is_not() -> None:
    many = tuple(plain(f"thing {n}") for n in range(80))
    root, _ = paper(ItemList((plain("rest"),), Marker.DOT), ItemList(many, Marker.TICK))
    dots, boxes = root.all("L")
    assert [label.said for label in dots.all("Lbl")] == [{"ActualText": "•"}]
    assert boxes.all("Lbl") == []
    assert (dots.said["ListNumbering"], boxes.said["ListNumbering"]) == ("Disc", "None")


def test_an_empty_cell_stays_a_cell_and_an_empty_paragraph_leaves_no_trace() -> None:
    root, _ = paper(table(*[("9:00", "")] * 60), Paragraph(()))
    assert all(len(row.all("TH", "TD")) == 2 for row in root.all("TR"))
    assert [p for p in root.all("P") if not p.words] == []


@pytest.fixture(scope="module")
def everything() -> bytes:
    plan = course()
    team = judged()
    return print_pdf(
        replace(
            team,
            plan=replace(plan, overrides=team.plan.overrides),
            documents=("itinerary", "calendar", "safety-report"),
        )
    )


def test_headers_footers_and_the_word_across_the_page_are_not_read_out(everything: bytes) -> None:
    said = read_aloud(everything).words
    assert "Page 1 of" not in said
    assert "DRAFT" not in said


def test_all_that_is_drawn_is_content_with_an_element_or_furniture(everything: bytes) -> None:
    with pikepdf.open(BytesIO(everything)) as document:
        pages = [page_content(page) for page in document.pages]
        tree = document.Root.StructTreeRoot.ParentTree.Nums
        for index, page in enumerate(pages):
            assert page.loose == []
            assert sorted(page.marked) == list(range(len(page.marked)))
            assert len(tree[2 * index + 1]) == len(page.marked)


def test_every_piece_of_content_is_read_exactly_once_and_page_by_page(everything: bytes) -> None:
    with pikepdf.open(BytesIO(everything)) as document:
        drawn = "".join(word for page in document.pages for word in page_content(page).marked.values())
    assert read_aloud(everything).words == drawn


def test_nothing_is_empty_but_cells(everything: bytes) -> None:
    for element in elements(read_aloud(everything)):
        assert element.words.strip() or element.tag in {"TD", "TH"}, element.tag


def test_headings_go_down_one_level_at_a_time_from_the_first(everything: bytes) -> None:
    levels = [int(head.tag[1]) for head in read_aloud(everything).all("H1", "H2", "H3")]
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in itertools.pairwise(levels))


def test_figures_say_what_they_show_and_where_they_stand(everything: bytes) -> None:
    figures = read_aloud(everything).all("Figure")
    assert len(figures) == 3
    assert all("No food from" in figure.said["Alt"] and figure.said["BBox"] for figure in figures)


def test_a_part_in_another_language_says_so() -> None:
    root = read_aloud(print_pdf(request(language="es", documents=("medicine-day", "safety-report"))))
    parts = root.all("Sect")
    assert [part.said.get("Lang") for part in parts] == [None] * (len(parts) - 1) + ["en"]


def test_content_inside_content_is_refused_while_it_is_drawn() -> None:
    pen = Pen(100, 100)
    with pytest.raises(AssertionError), pen.content("P"), pen.content("P"):
        pass
