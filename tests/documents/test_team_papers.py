"""What holds for every paper of the team: typed words stay as typed, nothing overlaps, all of it is tagged and read."""

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from kapplanner.codec.rule_sets import rule_set_named
from kapplanner.documents import document_kinds, print_pdf
from kapplanner.documents.content import Masthead, Reader
from kapplanner.documents.layout.masthead import LABEL_HEIGHT, LABEL_WIDTH, lay_masthead
from kapplanner.documents.layout.pages import BOTTOM, HEADER_TOP
from kapplanner.documents.layout.styles import TEAM
from kapplanner.documents.preview import smallest_text
from kapplanner.documents.printing import laid_pages, written_sheets
from kapplanner.documents.request import PrintRequest
from kapplanner.domain.people import Contact, Escort, EscortKind, Patient, Practitioner
from kapplanner.domain.places import Room
from kapplanner.domain.plan import Plan
from tests.documents.support import (
    KEPT,
    MONITOR_MISSING,
    ROUTE_SWITCH,
    SITE,
    course,
    pages_of,
    report,
    request,
    words_of,
)
from tests.support.build import assigned, medicine, plan

INTENSIVE = rule_set_named("intensive")
TEAM_KINDS = tuple(kind.id for kind in document_kinds() if kind.reader is Reader.TEAM)
NEW = ("protocol", "session-record", "consent", "course-overview")
LABELLED = ("protocol", "session-record", "consent", "safety-report")


def asked(made: Plan | None = None, *documents: str, **more: object) -> PrintRequest:
    values: dict[str, object] = {"documents": documents or TEAM_KINDS, "rule_set": INTENSIVE, "plan": made or course()}
    return request(**{**values, **more})


def typed(text: str) -> Plan:
    """A plan that says a text in every place where a plan may say one."""
    escort = Escort(EscortKind.NAMED_ADULT, text, text)
    base = course(
        patient=Patient(name=text, escort=escort, support_person=Contact(text, text)),
        site=replace(SITE, name=text, emergency_number=text),
        rooms=tuple(Room(name, text) for name in ("front", "two", "three", "quiet")),
        practitioners=(Practitioner("ada", text),),
        title=text,
    )
    people = (assigned("prescriber", "ada"), assigned("therapist", "ada"))
    sessions = tuple(s.with_changes(people=people, title=text, note=text, checklist=(text,)) for s in base.sessions)
    return base.with_changes(sessions=sessions)


def test_all_kinds_of_team_papers_are_there() -> None:
    assert set(NEW) | {"safety-report"} <= set(TEAM_KINDS)


@pytest.mark.parametrize("text", ["Sam <b>Roe", "{name} {0} %s", "**bold** __init__", "Łukasz Žižek", "O’Brien: “Jo”"])
def test_what_was_typed_is_printed_letter_for_letter(text: str) -> None:
    made = asked(typed(text), *NEW, name_shown=text)
    assert words_of(print_pdf(made)).count(text) > 20


@pytest.mark.parametrize("text", ["W" * 60, "word " * 11, "Sam R."])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_nothing_on_a_page_lies_over_another_thing_or_outside(text: str, paper: str) -> None:
    made = asked(typed(text.strip()), paper=paper, name_shown=text.strip())
    for page, _ in laid_pages(made, written_sheets(made)):
        lowest = HEADER_TOP
        for placed in page.placed:
            assert placed.y >= lowest - 0.01
            lowest = placed.y + placed.piece.height
        assert lowest <= page.height - BOTTOM - len(page.footer) * page.style.small.leading


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_no_letter_is_smaller_than_the_floor(paper: str) -> None:
    assert min(smallest_text(print_pdf(asked(paper=paper)))) >= 9.5


def test_times_of_the_team_are_24_hour_and_every_page_names_patient_plan_and_version() -> None:
    for page in pages_of(print_pdf(asked(twelve_hour=True))):
        assert "Sam R., plan K7-0042, version 3" in page
        assert not re.search(r"\d [ap]m\b", page)


@pytest.mark.parametrize("kind", LABELLED)
def test_a_label_of_90_by_36_millimetres_has_its_place_at_the_top_right(kind: str) -> None:
    sheet = written_sheets(asked(None, kind))[0]
    head = sheet.blocks[0]
    assert isinstance(head, Masthead)
    assert [round(length / 72 * 25.4, 6) for length in (LABEL_WIDTH, LABEL_HEIGHT)] == [90, 36]
    assert lay_masthead(head, (), 510, TEAM).height == LABEL_HEIGHT


def test_an_open_stop_makes_every_page_a_draft() -> None:
    found = report(findings=(MONITOR_MISSING, ROUTE_SWITCH))
    pages = pages_of(print_pdf(asked(course(overrides=(KEPT,)), report=found)))
    assert all("DRAFT, 1 Stop is open" in page for page in pages)


def test_a_plan_of_which_nothing_is_known_prints_too() -> None:
    bare = plan(medicine("D1"), patient=Patient(), site=replace(SITE, name="", emergency_number=""))
    assert len(pages_of(print_pdf(asked(bare)))) == 6  # report 1, overview 1, protocol 1, record 2, consent 1


def elements(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    if "/S" in node:
        yield node
    for kid in node.get("/K", []):
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") != "/MCR":
            yield from elements(kid)


def test_the_picture_is_a_figure_that_says_what_it_shows_and_no_heading_is_skipped() -> None:
    with pikepdf.open(BytesIO(print_pdf(asked(None, *NEW)))) as opened:
        found = list(elements(opened.Root.StructTreeRoot))
    figures = [str(each.Alt) for each in found if each.S == "/Figure"]
    assert len(figures) == 1
    assert "09:30 Medicine 2 of 3, 45" in figures[0].replace("\u00a0", " ")
    level = 0
    for tag in (str(each.S)[1:] for each in found):
        if tag[0] == "H" and tag[1:].isdigit():
            assert int(tag[1:]) <= level + 1
            level = int(tag[1:])


def test_the_same_request_gives_the_same_bytes() -> None:
    made = asked()
    assert print_pdf(made) == print_pdf(made)


def test_everything_is_black_or_grey() -> None:
    """No operator of colour in any page: told apart by shape, pattern and words alone."""
    with pikepdf.open(BytesIO(print_pdf(asked()))) as opened:
        used = {str(operator) for page in opened.pages for _, operator in pikepdf.parse_content_stream(page)}
    assert not used & {"rg", "RG", "k", "K", "sc", "SC", "scn", "SCN"}
