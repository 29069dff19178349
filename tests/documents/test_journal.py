"""The journal: a page for each talk session, with three questions for its method and lines to write on."""

import pytest

from kapplanner.documents import CannotPrint, print_pdf
from kapplanner.documents.content import ItemList, Marker, RuledLines, Scale, Sheet, sheet_text
from kapplanner.documents.kinds.journal import write
from kapplanner.documents.layout.pages import Page
from kapplanner.documents.layout.pieces import Ruled
from kapplanner.documents.printing import laid_pages, written_sheets
from kapplanner.documents.words import words_in
from kapplanner.domain.plan import Plan
from kapplanner.domain.session import Modality, SessionState
from tests.documents.support import SITE, course, pages_of, request, spaced
from tests.support.build import medicine, plan, session


def sheets(given: Plan) -> tuple[Sheet, ...]:
    return write(request(plan=given))


def talking(modality: str | None) -> str:
    (sheet,) = sheets(plan(session("integration", "D2", "10:00", 60, modality=modality), site=SITE))
    return spaced(sheet_text(sheet))


def test_each_talk_session_has_a_page_with_its_date_and_time_in_order() -> None:
    # The course: three on medicine days at 13:30, two on D3, one on D7.
    assert [spaced(sheet.place) for sheet in sheets(course())] == [
        "Your journal for Monday 7 December 2026, 1:30 pm",
        "Your journal for Tuesday 8 December 2026, 10:00 am",
        "Your journal for Tuesday 8 December 2026, 2:00 pm",
        "Your journal for Wednesday 9 December 2026, 1:30 pm",
        "Your journal for Friday 11 December 2026, 1:30 pm",
        "Your journal for Saturday 12 December 2026, 10:00 am",
    ]


@pytest.mark.parametrize(
    ("modality", "question"),
    [
        ("emdr", "Which picture or memory came back?"),
        ("ifs", "Which part of you spoke?"),
        ("art", "Which picture changed?"),
        ("somatic", "Where in your body do you feel something?"),
        ("cbt", "Which thought scared you most?"),
        ("exposure", "What did you face, or want to face?"),
        ("values", "What mattered to you today?"),
        (None, "What stays with you from your medicine session?"),
        ("drumming", "What stays with you from your medicine session?"),
    ],
)
def test_the_questions_are_those_of_the_method(modality: str | None, question: str) -> None:
    assert question in talking(modality)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("modality", list(Modality))
def test_every_method_of_the_program_has_three_questions(modality: Modality, language: str) -> None:
    questions = words_in(language).list(f"journal.prompts_{modality.value}")
    assert len(questions) == 3
    assert all(question.endswith("?") for question in questions)


def test_a_page_asks_for_three_feelings_in_words_a_step_for_tomorrow_and_whether_to_bring_it() -> None:
    (sheet,) = sheets(plan(session("integration", "D2", "10:00", 60, modality="cbt"), site=SITE))
    (scale,) = (block for block in sheet.blocks if isinstance(block, Scale))
    assert (len(scale.things), scale.words) == (3, ("not at all", "a little", "a lot"))
    (tick,) = (block for block in sheet.blocks if isinstance(block, ItemList))
    assert tick.marker is Marker.TICK
    assert sum(isinstance(block, RuledLines) for block in sheet.blocks) == 4
    assert "One small step for tomorrow" in sheet_text(sheet)


def laid(paper: str, size: int) -> list[Page]:
    asked = request(documents=("journal",), paper=paper, size=size)
    return [page for page, _ in laid_pages(asked, written_sheets(asked))]


@pytest.mark.parametrize("size", [14, 18])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_each_session_has_one_page_and_lines_take_what_the_words_leave(paper: str, size: int) -> None:
    for page in laid(paper, size):
        assert page.parts == 1
        lines = [placed.piece for placed in page.placed if isinstance(placed.piece, Ruled)]
        assert min(piece.count for piece in lines) >= 2
        assert max(piece.count for piece in lines) - min(piece.count for piece in lines) <= 1


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_about_six_tenths_of_what_stands_between_head_and_foot_is_room_to_write(paper: str) -> None:
    for page in laid(paper, 14):
        *content, _ = page.placed
        written = sum(placed.piece.height for placed in content if isinstance(placed.piece, Ruled))
        whole = content[-1].y + content[-1].piece.height - content[0].y
        assert 0.55 <= written / whole <= 0.65


def test_the_page_is_read_back_from_the_first_question_to_the_tick() -> None:
    page = pages_of(print_pdf(request(documents=("journal",))))[0]
    parts = ("Your journal", "Which picture or memory", "What do you think about yourself now?", "One small step")
    places = [page.index(part) for part in (*parts, "You feel calm: not at all a little a lot", "I want to bring")]
    assert places == sorted(places)


def test_cancelled_talks_have_no_page_and_a_plan_without_talks_prints_none() -> None:
    gone = session("integration", "D2", "10:00", 60, modality="cbt", state=SessionState.CANCELLED)
    assert sheets(plan(medicine("D1"), gone, site=SITE)) == ()
    with pytest.raises(CannotPrint, match="nothing to print"):
        print_pdf(request(plan=plan(medicine("D1"), gone, site=SITE), documents=("journal",)))
