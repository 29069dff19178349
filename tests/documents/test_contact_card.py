"""Contact cards: eight of 85 x 54 mm on a page, cut marks 3 mm outside; folding cards in large print."""

import re
from dataclasses import replace
from itertools import pairwise

import pypdfium2
import pytest

from kapplanner.documents import print_pdf
from kapplanner.documents.content import sheet_text
from kapplanner.documents.kinds.contact_card import write
from kapplanner.documents.layout.cards import CARD_HEIGHT, CARD_WIDTH, CardSheet
from kapplanner.documents.preview import smallest_text
from kapplanner.documents.printing import laid_pages, written_sheets
from kapplanner.documents.request import PrintRequest
from kapplanner.domain.people import Assignment, Practitioner, Role
from kapplanner.domain.plan import Plan
from tests.documents.support import SITE, course, request, spaced, words_of
from tests.support.build import medicine, plan, session

MILLIMETRE = 72 / 25.4


def text(given: Plan | None = None, **more: object) -> str:
    (sheet,) = write(request(plan=given or course(), **more))
    return spaced(sheet_text(sheet))


def cards(asked: PrintRequest) -> CardSheet:
    ((page, _),) = laid_pages(asked, written_sheets(asked))
    (placed,) = page.placed
    assert isinstance(placed.piece, CardSheet)
    return placed.piece


def asked(**more: object) -> PrintRequest:
    return request(documents=("contact-card",), **more)


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_eight_cards_fill_one_page(paper: str, language: str) -> None:
    made = asked(paper=paper, language=language)
    assert (cards(made).rows, len(cards(made).panels)) == (4, 1)
    assert words_of(print_pdf(made)).count("911") == 8


def test_a_card_measures_85_by_54_millimetres() -> None:
    assert pytest.approx((85, 54)) == (CARD_WIDTH / MILLIMETRE, CARD_HEIGHT / MILLIMETRE)
    sheet = cards(asked())
    assert max(panel.height for panel in sheet.panels) < CARD_HEIGHT


def lines_of(pdf: bytes) -> list[tuple[float, float, float, float]]:
    """Boxes of all strokes on the first page in points, half a stroke wider on each side: left, bottom, right, top."""
    document = pypdfium2.PdfDocument(pdf)
    boxes = [thing.get_bounds() for thing in document[0].get_objects(filter=(2,))]
    document.close()
    return [tuple(box) for box in boxes]  # type: ignore[misc]


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_cut_marks_begin_three_millimetres_outside_the_cards(paper: str) -> None:
    short = [
        (left, low, right, top)
        for left, low, right, top in lines_of(print_pdf(asked(paper=paper)))
        if 4 < max(right - left, top - low) < 8 and min(right - left, top - low) < 1.5
    ]
    tall = [box for box in lines_of(print_pdf(asked(paper=paper))) if box[3] - box[1] > 600 and box[2] - box[0] < 1.5]
    across = [(left + right) / 2 for left, _, right, _ in tall]
    assert [b - a for a, b in pairwise(across)] == pytest.approx([CARD_WIDTH] * 2, abs=0.5)
    upper, lower = max(box[3] for box in tall), min(box[1] for box in tall)
    upright = [box for box in short if box[3] - box[1] > box[2] - box[0]]
    flat = [box for box in short if box[2] - box[0] > box[3] - box[1]]
    assert (len(upright), len(flat)) == (6, 10)  # three edges above and below, five at the left and right
    for left, low, _, top in upright:
        assert min(abs(left - edge) for edge in across) < 1
        assert min(low - upper, lower - top, key=abs) == pytest.approx(3 * MILLIMETRE, abs=1.5)
    for left, _, right, _ in flat:
        assert min(across[0] - right, left - across[-1], key=abs) == pytest.approx(3 * MILLIMETRE, abs=1.5)


@pytest.mark.parametrize(("size", "floor"), [(14, 10), (18, 16)])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_words_on_cards_keep_the_floor_of_a_business_card_or_of_large_print(paper: str, size: int, floor: int) -> None:
    assert min(smallest_text(print_pdf(asked(paper=paper, size=size)))) >= floor


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_in_large_print_a_card_is_two_halves_to_fold(paper: str) -> None:
    sheet = cards(asked(paper=paper, size=18))
    assert (len(sheet.panels), sheet.rows >= 3) == (2, True)
    assert "Cut out, fold." in text(size=18)


def test_a_card_says_whom_to_call_and_until_when_the_course_lasts() -> None:
    # Last medicine day Friday 11 December: driving again on the day after.
    said = text()
    assert "Harbour Clinic Call us day and night (555) 010-4477" in said
    assert "In an emergency call 911." in said
    assert "I am on a treatment course until Saturday 12 December 2026." in said


def test_day_and_night_phones_that_differ_both_stand_on_it() -> None:
    said = text(course(site=replace(SITE, phone_day="(555) 010-4400")))
    assert "Day (555) 010-4400 Night (555) 010-4477" in said
    assert "day and night" not in said


def test_missing_phones_and_names_leave_lines_and_no_number_of_any_kind() -> None:
    said = text(course(site=replace(SITE, phone_day="", phone_night="", emergency_number="")))
    assert not re.search(r"\d{3}-\d", said)
    assert "Day Night In an emergency call ____" in said
    assert said.endswith("If I seem unwell, please call the clinic.")


def test_the_clinician_is_the_prescriber_else_the_therapist_else_a_line() -> None:
    people = (Practitioner("lind", "Dr A. Lindqvist"), Practitioner("mor", "L. Moreau"))
    talk = session("integration", "D2", "10:00", 60, people=(Assignment(Role.THERAPIST, "mor"),))
    dose = medicine("D1", people=(Assignment(Role.PRESCRIBER, "lind"),))
    assert "My clinician: Dr A. Lindqvist" in text(plan(dose, talk, practitioners=people, site=SITE))
    assert "My clinician: L. Moreau" in text(plan(talk, practitioners=people, site=SITE))
    nobody = medicine("D1", people=(Assignment(Role.PRESCRIBER, None),))
    assert "My clinician: I am on" in text(plan(nobody, site=SITE))


def test_a_plan_without_medicine_says_nothing_of_a_course() -> None:
    assert "treatment course" not in text(plan(session("rest", "D1", "10:00"), site=SITE))


def test_a_clinic_with_a_very_long_name_has_taller_cards_and_loses_no_letter() -> None:
    long = "Clinic " * 28
    made = asked(plan=course(site=replace(SITE, name=long.strip())))
    assert cards(made).rows < 4
    assert words_of(print_pdf(made)).count(long.strip()) >= 2
