"""What all papers for the patient have in common: short plain words, nothing lost, nothing over another thing."""

import re
from dataclasses import replace
from itertools import chain

import pytest

from kapplanner.codec.sample import sample_plan
from kapplanner.documents import PATIENT_PACK, CannotPrint, document_kinds, print_findings, print_pdf
from kapplanner.documents.catalogue import kind_named
from kapplanner.documents.content import Box, Heading, ItemList, Paragraph, Sheet, Together, flat, sheet_text
from kapplanner.documents.layout.pages import BOTTOM, HEADER_TOP
from kapplanner.documents.printing import laid_pages, written_sheets
from kapplanner.documents.reading_grade import reading, sentences
from kapplanner.domain.people import Escort, EscortKind, Patient
from kapplanner.domain.places import Room, Site
from kapplanner.domain.plan import Plan
from kapplanner.rules.finding import Tier
from tests.documents.support import SITE, course, request, words_of
from tests.support.build import medicine, plan, session

NEW = ("preparation", "restriction-strip", "aftercare", "journal", "contact-card")
TERMS = ("medicine", "ketamine", "integration", "dissociation", "EMDR", "IFS", "CBT", "emergency", "Harbour Clinic")
NAMES = ("Monday Tuesday Wednesday Thursday Friday Saturday Sunday", "November December January February March")


def escorted(**more: object) -> Plan:
    named = Patient(name="Sam R.", escort=Escort(EscortKind.NAMED_ADULT, "Alex Roe", "(555) 010-1234"))
    return course(patient=named, **more)


def sheets(kind: str, given: Plan | None = None, **more: object) -> tuple[Sheet, ...]:
    return kind_named(kind).write(request(plan=given or escorted(), **more))


def said(sheet: Sheet) -> list[str]:
    """The running text of a sheet: paragraphs, boxes and lists, without headings."""
    found: list[str] = []
    for block in chain.from_iterable(b.blocks if isinstance(b, Together) else (b,) for b in sheet.blocks):
        match block:
            case Paragraph(text=text):
                found.append(flat(text))
            case Box(paragraphs=paragraphs, items=items):
                found += [flat(text) for text in (*paragraphs, *(items.items if items else ()))]
            case ItemList(items=items):
                found += map(flat, items)
    return found


@pytest.mark.parametrize("kind", NEW[:-1])
def test_the_words_read_at_about_grade_six_or_below_in_short_sentences(kind: str) -> None:
    told = reading(said(sheets(kind)[0]), (*TERMS, *NAMES))
    assert told.words > 50
    assert told.grade <= 6
    assert told.mean <= 12
    assert told.longest <= 20


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("kind", NEW)
def test_lists_are_short_and_no_paragraph_has_more_than_three_sentences(kind: str, language: str) -> None:
    for sheet in sheets(kind, language=language):
        for block in chain.from_iterable(b.blocks if isinstance(b, Together) else (b,) for b in sheet.blocks):
            if isinstance(block, ItemList):
                assert len(block.items) <= 7
        assert max((len(sentences(text)) for text in said(sheet)), default=0) <= 3


@pytest.mark.parametrize("kind", NEW)
def test_nothing_is_promised_and_the_reader_is_spoken_to(kind: str) -> None:
    banned = re.compile(r"\b(cures?|guarantee\w*|rewire|breakthrough|miracle|safe(ly)?|the patient|must)\b", re.I)
    for sheet in sheets(kind):
        assert banned.search(sheet_text(sheet)) is None
        assert re.search(r"\b(you|your|us)\b", sheet_text(sheet), re.I)


@pytest.mark.parametrize("kind", NEW)
def test_no_time_in_spanish_ends_a_sentence_with_two_full_stops(kind: str) -> None:
    assert all(".." not in sheet_text(sheet) for sheet in sheets(kind, language="es"))


@pytest.mark.parametrize("kind", NEW)
def test_both_languages_have_the_same_sheets_with_the_same_blocks(kind: str) -> None:
    def shape(language: str) -> list[list[str]]:
        return [[type(block).__name__ for block in sheet.blocks] for sheet in sheets(kind, language=language)]

    assert shape("en") == shape("es")


@pytest.mark.parametrize("kind", NEW)
def test_every_sheet_begins_with_a_title_of_its_own(kind: str) -> None:
    for sheet in sheets(kind):
        heads = [block for block in sheet.blocks if isinstance(block, Heading)]
        assert kind == "contact-card" or heads[0].level == 1
        assert sum(block.level == 1 for block in heads) == (0 if kind == "contact-card" else 1)
    assert len({sheet.place for sheet in sheets(kind)}) == len(sheets(kind))


def test_the_patient_pack_holds_the_papers_that_say_so_in_the_order_of_the_list() -> None:
    assert PATIENT_PACK == ("calendar", "itinerary", "aftercare", "contact-card")
    assert {kind.id for kind in document_kinds() if kind.in_patient_pack} == set(PATIENT_PACK)


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize(("kind", "pages"), [("preparation", 2), ("aftercare", 1), ("journal", 1), ("contact-card", 1)])
def test_a_sheet_stands_on_as_many_pages_as_the_catalogue_says(kind: str, pages: int, paper: str) -> None:
    for language in ("en", "es"):
        asked = request(plan=sample_plan(), documents=(kind,), language=language, paper=paper)
        assert {page.parts for page, _ in laid_pages(asked, written_sheets(asked))} == {pages}


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize(("language", "most"), [("en", 2), ("es", 3)])
def test_the_times_of_six_medicine_days_stand_on_few_pages_and_no_day_is_parted(
    language: str, most: int, paper: str
) -> None:
    asked = request(plan=sample_plan(), documents=("restriction-strip",), language=language, paper=paper)
    pages = [page for page, _ in laid_pages(asked, written_sheets(asked))]
    assert len(pages) <= most
    days = [placed.piece for page in pages for placed in page.placed if getattr(placed.piece, "fixed", False)]
    assert len(days) == 7  # six days, and what is said of who stays


VERBATIM = [
    "BP <a",
    "&amp; </para>",
    "{name} {0} %s",
    "**bold** __init__",
    "Łukasz Žižek",
    "W" * 199,
    "word " * 39 + "end",
]


def hostile(text: str, **more: object) -> Plan:
    """A plan that says a text in every place from which a paper may take one."""
    base = course(
        patient=Patient(name=text, escort=Escort(EscortKind.NAMED_ADULT, text, text)),
        site=replace(SITE, name=text, phone_day=text, phone_night=f"{text[:-1]}2", emergency_number=text),
        rooms=tuple(Room(name, text) for name in ("front", "two", "three", "quiet")),
        title=text,
        **more,
    )
    changed = tuple(each.with_changes(patient_text=text, title=text, note=text) for each in base.sessions)
    return base.with_changes(sessions=changed)


@pytest.mark.parametrize("text", VERBATIM)
@pytest.mark.parametrize("size", [14, 18])
def test_what_was_typed_reaches_the_paper_letter_for_letter(text: str, size: int) -> None:
    for kind in NEW:
        printed = words_of(print_pdf(request(plan=hostile(text), documents=(kind,), size=size)))
        assert "".join(text.split()) in "".join(printed.split()), kind


@pytest.mark.parametrize("text", VERBATIM)
@pytest.mark.parametrize("size", [14, 18])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_nothing_on_a_page_lies_over_another_thing_or_outside(text: str, size: int, paper: str) -> None:
    asked = request(plan=hostile(text), documents=NEW, size=size, paper=paper)
    for page, _ in laid_pages(asked, written_sheets(asked)):
        lowest = HEADER_TOP
        for placed in page.placed:
            assert placed.y >= lowest - 0.01
            lowest = placed.y + placed.piece.height
        assert lowest <= page.height - BOTTOM - len(page.footer) * page.style.small.leading


@pytest.mark.parametrize("kind", NEW)
def test_a_plan_of_which_nothing_is_known_prints_with_lines_to_write_on(kind: str) -> None:
    empty = plan(medicine("D1", "22:30"), session("integration", "D3", "10:00", 60), patient=Patient(), site=Site())
    printed = words_of(print_pdf(request(plan=empty, documents=(kind,))))
    assert not re.search(r"\b911\b|555|None", printed)
    assert "_____" in printed


@pytest.mark.parametrize("kind", NEW)
def test_a_plan_without_sessions_prints_cards_only(kind: str) -> None:
    asked = request(plan=plan(site=SITE), documents=(kind,))
    if kind == "contact-card":
        assert print_pdf(asked).startswith(b"%PDF")
    else:
        with pytest.raises(CannotPrint, match="nothing to print"):
            print_pdf(asked)


@pytest.mark.parametrize("kind", NEW)
def test_the_print_check_finds_no_stop(kind: str) -> None:
    for language in ("en", "es"):
        for paper in ("a4", "letter"):
            for size in (14, 18):
                asked = request(plan=escorted(), documents=(kind,), language=language, paper=paper, size=size)
                assert [f for f in print_findings(asked) if f.severity is Tier.STOP] == []
