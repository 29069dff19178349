"""Times for patient and escort: every medicine day with its strip, its clock times and dates."""

import pytest

from kapplanner.documents import print_pdf
from kapplanner.documents.content import DayStrip, Pattern, Sheet, Together, sheet_text
from kapplanner.documents.kinds.restriction_strip import write
from kapplanner.documents.words import words_in
from kapplanner.domain.people import Escort, EscortKind, Patient
from kapplanner.domain.plan import Plan
from tests.documents.support import SITE, course, request, spaced, words_of
from tests.support.build import medicine, plan, session


def sheet(given: Plan | None = None, **more: object) -> Sheet:
    (only,) = write(request(plan=given or course(), **more))
    return only


def text(given: Plan | None = None, **more: object) -> str:
    return spaced(sheet_text(sheet(given, **more)))


def days(of: Sheet) -> list[Together]:
    return [b for b in of.blocks if isinstance(b, Together) and any(isinstance(inner, DayStrip) for inner in b.blocks)]


def test_each_medicine_day_says_all_five_times_with_dates_where_they_are_not_its_own() -> None:
    # Injection at 9:30: no food for 6 h, no fluids for 2 h, session until 12:30, not alone for 24 h, driving next day.
    said = text()
    assert "Wednesday 9 December 2026 medicine 9:30 am to 12:30 pm" in said
    assert "No food from 3:30 am; clear water until 7:30 am." in said
    assert "Not alone until 9:30 am on Thursday 10 December 2026" in said
    assert "no driving until Thursday 10 December 2026, after sleep." in said


def test_every_medicine_day_has_its_strip_in_order() -> None:
    assert [spaced(sheet_text_of(day)).split(" medicine")[0] for day in days(sheet())] == [
        "Monday 7 December 2026",
        "Wednesday 9 December 2026",
        "Friday 11 December 2026",
    ]
    first = next(block for block in days(sheet())[0].blocks if isinstance(block, DayStrip))
    assert [(s.pattern, s.start, s.end) for s in first.stretches] == [
        (Pattern.NO_FOOD, 330, 570),
        (Pattern.MEDICINE, 570, 750),
        (Pattern.NO_DRIVING, 750, 1440),
    ]


def sheet_text_of(day: Together) -> str:
    from kapplanner.documents.content import texts

    return " ".join(part for part in texts(day) if part)


def test_a_food_stop_on_the_day_before_names_that_day() -> None:
    said = text(plan(medicine("D4", "05:00", 120, route="IM"), site=SITE))
    assert "No food from 11:00 pm on Tuesday 8 December 2026; clear water until 3:00 am." in said


def test_a_watch_over_midnight_names_the_weekday_on_which_it_ends() -> None:
    said = text(plan(medicine("D2", "22:30"), site=SITE))
    assert "medicine 10:30 pm to 1:30 am on Tuesday" in said
    assert "no driving until Tuesday 8 December 2026" in said


def test_two_doses_on_one_day_have_their_own_times_and_the_last_one_ends_the_day() -> None:
    said = text(plan(medicine("D4", "08:00", 120, route="IM"), medicine("D4", "14:00", 120, route="IM"), site=SITE))
    assert "medicine 8:00 to 10:00 am, 2:00 to 4:00 pm" in said
    assert "No food from 2:00 am; clear water until 6:00 am." in said
    assert "No food from 8:00 am; clear water until midday." in said
    assert said.count("Not alone until") == 1
    assert "Not alone until 2:00 pm on Thursday 10 December 2026" in said


def test_the_person_who_stays_is_named_and_told_what_to_do() -> None:
    named = Patient(name="Sam R.", escort=Escort(EscortKind.NAMED_ADULT, "Alex Roe", "(555) 010-1234"))
    said = text(course(patient=named))
    assert "If you are the person who stays Come to the clinic when the watch ends." in said
    assert "Name Alex Roe Phone (555) 010-1234" in said


@pytest.mark.parametrize("escort", [None, Escort(EscortKind.NONE), Escort(EscortKind.TAXI, "Cab", "555")])
def test_nobody_who_can_stay_leaves_lines_to_write_on(escort: Escort | None) -> None:
    assert "Name Phone" in text(course(patient=Patient(name="Sam R.", escort=escort)))


def test_staff_who_stay_are_not_told_to_come_to_the_clinic() -> None:
    said = text(course(patient=Patient(escort=Escort(EscortKind.ON_SITE_STAFF))))
    assert "Our staff stay with you. They have these times too." in said
    assert "Come to the clinic" not in said


def test_a_course_without_medicine_has_no_such_paper() -> None:
    assert write(request(plan=plan(session("rest", "D1", "10:00")))) == ()


def test_the_person_who_stays_learns_where_it_says_when_to_call() -> None:
    """The name of the sheet is the one that it bears, in either language."""
    named = Patient(escort=Escort(EscortKind.NAMED_ADULT, "Alex Roe"))
    for language, verb in (("en", "says when to call."), ("es", "dice cuándo llamar.")):
        asked = request(plan=course(patient=named), documents=("restriction-strip",), language=language)
        name = words_in(language)("aftercare.name")
        assert f"“{name}” {verb}" in words_of(print_pdf(asked))
