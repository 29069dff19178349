"""What the medicine-day sheet says: eating, drinking and driving as clock times."""

from dataclasses import replace

import pytest

from kapplanner.codec.sample import sample_plan
from kapplanner.documents import PrintRequest, print_pdf
from kapplanner.documents.content import DayStrip, Pattern, Reader, Sheet, sheet_text
from kapplanner.documents.kinds.medicine_day import write
from kapplanner.documents.layout.strip import lay_strip
from kapplanner.documents.layout.styles import style_for
from kapplanner.domain.people import Answer, ClinicalProfile, Escort, EscortKind, Patient
from tests.documents.support import SITE, course, pages_of, request, spaced
from tests.support.build import medicine, plan, session


def sheets(**more: object) -> tuple[Sheet, ...]:
    return write(request(**more))


def second(**more: object) -> str:
    """The words of the sheet for Wednesday 9 December: an injection at 9:30."""
    return spaced(sheet_text(sheets(**more)[1]))


def only(asked: PrintRequest) -> str:
    (sheet,) = write(asked)
    return spaced(sheet_text(sheet))


def test_there_is_one_sheet_for_each_day_with_medicine() -> None:
    assert [spaced(sheet.place) for sheet in sheets()] == [
        "Monday 7 December 2026",
        "Wednesday 9 December 2026",
        "Friday 11 December 2026",
    ]


def test_eating_stops_six_hours_before_the_injection_with_time_and_full_date() -> None:
    assert "Stop eating at 3:30 am on Wednesday 9 December 2026." in second()


def test_clear_water_may_be_drunk_until_two_hours_before() -> None:
    assert "You may drink clear water until 7:30 am on Wednesday." in second()


def test_driving_waits_for_the_next_day_after_a_nights_sleep() -> None:
    assert "Do not drive until Thursday 10 December 2026, after a night’s sleep." in second()


def test_times_count_from_the_dose_and_not_from_the_start_of_the_session() -> None:
    late = medicine("D4", "09:30", route="IM", details={"minutes_to_dose": 45})
    text = only(request(plan=plan(late)))
    assert "Stop eating at 4:15 am on Wednesday 9 December 2026." in text
    assert "until 8:15 am on Wednesday" in text


def test_a_food_stop_on_the_day_before_names_that_day() -> None:
    text = only(request(plan=plan(medicine("D4", "05:00", 120, route="IM"))))
    assert "Stop eating at 11:00 pm on Tuesday 8 December 2026." in text


def test_a_food_stop_at_midnight_is_said_as_a_minute_earlier() -> None:
    text = only(request(plan=plan(medicine("D4", "06:00", route="IM"))))
    assert "Stop eating at 11:59 pm on Tuesday 8 December 2026." in text
    assert "Stop eating at midnight" not in text


def test_the_fixed_evening_hour_of_a_plan_is_the_time_on_paper() -> None:
    asked = course(evening_food_stop="23:00", profile=ClinicalProfile(insulin_or_sulfonylurea=Answer.NO))
    text = second(plan=asked)
    assert "Stop eating at 11:00 pm on Tuesday 8 December 2026." in text
    assert "3:30" not in text


def test_two_doses_on_one_day_each_have_their_own_times() -> None:
    text = only(request(plan=plan(medicine("D4", "08:00", 120, route="IM"), medicine("D4", "14:00", 120, route="IM"))))
    assert "Stop eating at 2:00 am on Wednesday 9 December 2026." in text
    assert "Stop eating at 8:00 am on Wednesday 9 December 2026." in text


def test_no_dose_stands_on_the_sheet_unless_it_is_asked_for() -> None:
    assert "45" not in second().replace("K7-0042", "")
    assert "(injection, 45 mg)" in second(show_dose=True)


def test_24_hour_papers_have_no_am_or_pm() -> None:
    text = second(twelve_hour=False)
    assert "Stop eating at 03:30 on Wednesday 9 December 2026." in text
    assert " am" not in text
    assert " pm" not in text


def test_the_strip_holds_food_medicine_and_driving_in_three_patterns() -> None:
    (strip,) = (block for block in sheets()[1].blocks if isinstance(block, DayStrip))
    assert [(s.pattern, s.start, s.end) for s in strip.stretches] == [
        (Pattern.NO_FOOD, 210, 570),
        (Pattern.MEDICINE, 570, 750),
        (Pattern.NO_DRIVING, 750, 1440),
    ]


def test_what_lies_after_midnight_stands_neither_over_nor_under_the_strip() -> None:
    (sheet,) = write(request(plan=plan(medicine("D2", "22:30"), site=SITE)))
    (strip,) = (block for block in sheet.blocks if isinstance(block, DayStrip))
    assert [(s.pattern, s.end) for s in strip.stretches] == [(Pattern.NO_FOOD, 1350), (Pattern.MEDICINE, 1440)]
    assert [minute for minute, _ in strip.ticks] == [0, 1110, 1350, 1440]
    assert "Do not drive until Tuesday 8 December 2026" in spaced(sheet_text(sheet))


@pytest.mark.parametrize("clock", ["16:00", "18:00", "20:00", "20:30"])
def test_the_words_over_the_strip_stand_in_the_order_of_the_day(clock: str) -> None:
    (sheet,) = write(request(plan=plan(medicine("D2", clock), site=SITE)))
    (strip,) = (block for block in sheet.blocks if isinstance(block, DayStrip))
    laid = lay_strip(strip, 480.0, style_for(Reader.PATIENT, 14), 0.0)
    words = ["".join(run.text for run in line) for row in laid.above for _, _, line in row]
    assert [said.split()[1 if "No " in said else 0] for said in words] == ["food", "Medicine", "driving,"]


def test_what_began_the_day_before_starts_at_the_edge_of_the_strip() -> None:
    (sheet,) = write(request(plan=plan(medicine("D4", "05:00", 120, route="IM"))))
    (strip,) = (block for block in sheet.blocks if isinstance(block, DayStrip))
    assert (strip.stretches[0].start, strip.stretches[0].end) == (0, 300)


def test_a_watch_that_outlasts_the_session_is_told() -> None:
    text = only(request(plan=plan(medicine("D4", "09:30", 90, route="IM"))))
    assert "Stay with us until 11:30 am at least." in text


def test_a_named_companion_stands_on_the_lines_and_nobody_leaves_them_empty() -> None:
    named = Patient(name="Sam R.", escort=Escort(EscortKind.NAMED_ADULT, "Alex Roe", "(555) 010-1234"))
    assert "Name Alex Roe Phone (555) 010-1234" in second(plan=course(patient=named))
    assert "Name Phone" in second()


def test_staff_who_stay_are_named_as_staff() -> None:
    staff = Patient(name="Sam R.", escort=Escort(EscortKind.ON_SITE_STAFF))
    assert "Our staff stay with you." in second(plan=course(patient=staff))


def test_the_day_and_the_session_are_counted() -> None:
    assert "Medicine day. Day 4 of 8. Medicine session 2 of 3" in second()


def test_a_missing_phone_leaves_an_empty_line_and_no_number_of_any_kind() -> None:
    site = replace(course().site, phone_day="", phone_night="", emergency_number="")
    text = second(plan=course(site=site))
    assert "911" not in text
    assert "555" not in text
    assert "In an emergency call ____" in text


def test_a_clock_change_on_the_day_is_told() -> None:
    # Clocks in New York go back on Sunday 1 November 2026.
    from datetime import date

    first = date(2026, 11, 1)
    night = plan(medicine("D1", "09:30", route="IM", first_day=first), first_day=first)
    assert "The clocks go back by 1 hour on this day." in only(request(plan=night))


def test_cancelled_sessions_are_left_out() -> None:
    from kapplanner.domain.session import SessionState

    gone = session("integration", "D4", "15:00", modality="ifs", state=SessionState.CANCELLED)
    assert "IFS" not in only(request(plan=plan(medicine("D4", route="IM"), gone)))


def test_the_sheet_says_which_of_ones_own_tablets_to_take() -> None:
    assert "Take your tablets only as we told you. If you are not sure, call us." in spaced(sheet_text(sheets()[0]))


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_each_medicine_day_of_the_sample_is_one_page(paper: str, language: str) -> None:
    asked = request(plan=sample_plan(), paper=paper, language=language)
    assert len(pages_of(print_pdf(asked))) == 6
