"""The preparation guide: what is known and not, and steps with real dates and clock times."""

from datetime import date

from kapplanner.documents import print_pdf
from kapplanner.documents.content import ItemList, Marker, Sheet, sheet_text
from kapplanner.documents.kinds.preparation import write
from kapplanner.domain.people import Answer, ClinicalProfile, Escort, EscortKind, Patient
from kapplanner.domain.plan import Plan
from tests.documents.support import SITE, course, pages_of, request, spaced
from tests.support.build import medicine, plan, session


def sheet(given: Plan | None = None, **more: object) -> Sheet:
    (only,) = write(request(plan=given or course(), **more))
    return only


def text(given: Plan | None = None, **more: object) -> str:
    return spaced(sheet_text(sheet(given, **more)))


def test_the_first_medicine_session_is_named_with_date_and_time() -> None:
    assert "The first of 3 medicine sessions: Monday 7 December 2026, 9:30 am" in text()
    assert "Your medicine session: Monday 7 December 2026, 9:30 am" in text(plan(medicine("D2"), site=SITE))


def test_steps_carry_the_dates_of_a_week_before_the_eve_and_the_morning() -> None:
    # First medicine day Monday 7 December 2026, lozenge at 9:30: no food for 4 h, clear water until 2 h before.
    said = text()
    assert "By Monday 30 November 2026" in said
    assert "From Saturday 5 December 2026 on, take no cannabis or other drugs." in said
    assert "The day before, Sunday 6 December 2026" in said
    assert "Drink no alcohol from today to the end of Tuesday 8 December 2026." in said
    assert "The day itself, Monday 7 December 2026 Stop eating at 5:30 am on Monday 7 December 2026." in said
    assert "You may drink clear water until 7:30 am on Monday 7 December 2026." in said


def test_dates_run_over_the_turn_of_a_month_and_a_leap_day() -> None:
    first = date(2028, 3, 1)
    said = text(plan(medicine("D1", first_day=first), first_day=first, site=SITE))
    assert "By Wednesday 23 February 2028" in said
    assert "The day before, Tuesday 29 February 2028" in said


def test_the_hour_to_come_is_that_of_the_check_before_the_dose_where_there_is_one() -> None:
    dose = medicine("D2", id="dose")
    check = session("measure", "D2", "08:40", 20, bound_to="dose")
    assert "Be with us at 8:40 am." in text(plan(dose, check, site=SITE))
    assert "Be with us at 9:30 am." in text(plan(dose, site=SITE))
    apart = session("measure", "D2", "08:00", 20)
    assert "Be with us at 9:30 am." in text(plan(dose, apart, site=SITE))


def test_a_food_stop_on_the_eve_is_a_step_of_the_eve() -> None:
    asked = course(evening_food_stop="23:00", profile=ClinicalProfile(insulin_or_sulfonylurea=Answer.NO))
    said = text(asked)
    assert said.index("Stop eating at 11:00 pm on Sunday 6 December 2026.") < said.index("The day itself,")


def test_somebody_who_takes_the_patient_home_is_to_be_found_unless_staff_stay() -> None:
    # Dose on Monday at 9:30, not alone for 24 hours.
    wanted = "Find an adult who takes you home and stays until 9:30 am on Tuesday 8 December 2026."
    assert wanted in text()
    assert "Find an adult" not in text(course(patient=Patient(escort=Escort(EscortKind.ON_SITE_STAFF))))


def test_steps_are_numbered_and_what_to_tell_and_to_bring_can_be_ticked() -> None:
    lists = [block for block in sheet().blocks if isinstance(block, ItemList)]
    assert [block.marker for block in lists].count(Marker.NUMBER) == 3
    assert [block.marker for block in lists].count(Marker.TICK) == 2
    assert max(len(block.items) for block in lists) <= 7


def test_methods_called_by_letters_are_explained_where_the_plan_has_them() -> None:
    said = text()
    assert "CBT: you look at thoughts and try new ones." in said
    assert "EMDR: you think of a memory" in said
    assert "IFS: you get to know" in said
    assert "ART:" not in said


def test_benefits_and_risks_and_what_is_not_known_all_stand_on_the_paper() -> None:
    said = text()
    for fact in ("anxiety eased within hours", "about 8 in 100 felt worse", "Rare: slow breathing", "Not known:"):
        assert fact in said
    assert "not approved for anxiety: this is “off-label” use" in said


def test_a_course_of_one_session_is_not_told_to_do_the_same_again() -> None:
    assert "Do the same for every medicine day." in text()
    assert "Do the same" not in text(plan(medicine("D2"), site=SITE))


def test_without_medicine_there_is_no_guide() -> None:
    assert write(request(plan=plan(session("rest", "D1", "10:00")))) == ()


def test_the_guide_is_read_back_in_order_on_two_pages() -> None:
    pages = pages_of(print_pdf(request(documents=("preparation",))))
    assert len(pages) == 2
    whole = " ".join(pages)
    parts = ("Most important", "What is known", "Tell us if", "By Monday", "The day before", "The day itself", "Bring")
    places = [whole.index(part) for part in (*parts, "Questions to ask us")]
    assert places == sorted(places)
