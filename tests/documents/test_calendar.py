"""The week calendar."""

from datetime import date

import pytest

from kapplanner.codec.sample import sample_plan
from kapplanner.documents import PATIENT_PACK, print_pdf
from kapplanner.documents.content import Table, Week, sheet_text
from kapplanner.documents.kinds.calendar import write
from kapplanner.documents.words import words_in
from tests.documents.support import SITE, course, pages_of, request, spaced, words_of
from tests.support.build import medicine, plan, session


def test_the_week_begins_on_the_first_day_of_the_plan_and_has_seven_columns() -> None:
    week = next(block for block in write(request())[0].blocks if isinstance(block, Week))
    assert [day.weekday for day in week.days][:2] == ["Sunday", "Monday"]
    assert [spaced(day.date) for day in week.days][::6] == ["6 Dec 2026", "12 Dec 2026"]


def test_medicine_days_are_marked_by_a_word() -> None:
    week = next(block for block in write(request())[0].blocks if isinstance(block, Week))
    assert [day.banner for day in week.days] == ["", "Medicine day", "", "Medicine day", "", "Medicine day", ""]


def test_a_medicine_day_says_from_when_no_food_and_until_when_no_driving() -> None:
    text = spaced(sheet_text(write(request())[0]))
    assert "No food from 3:30 am No driving until Thursday, after sleep" in text


def test_water_stands_with_each_day_where_the_times_differ() -> None:
    times = plan(medicine("D2", "09:30", route="IM"), medicine("D4", "11:30", route="IM"))
    text = spaced(sheet_text(write(request(plan=times))[0]))
    assert "Clear water until 7:30 am" in text
    assert "Clear water until 9:30 am" in text


def test_water_is_said_once_where_all_days_share_the_time() -> None:
    text = spaced(sheet_text(write(request())[0]))
    assert text.count("7:30 am") == 1


def test_days_outside_the_weeks_of_the_course_are_listed() -> None:
    sheets = write(request())
    assert [spaced(sheet.place) for sheet in sheets] == ["Week 1, December 2026", "More dates"]
    text = spaced(sheet_text(sheets[1]))
    assert "Sunday 29 November 2026 10:00 to 11:00 am Health check, video call" in text
    assert "Sunday 10 January 2027" in text


def test_a_week_over_the_new_year_names_both_months() -> None:
    first = date(2026, 12, 28)
    late = plan(medicine("D1", first_day=first), first_day=first)
    assert spaced(write(request(plan=late))[0].place) == "Week 1, December 2026 to January 2027"


def test_every_session_stands_somewhere_in_the_calendar() -> None:
    asked = course()
    events = sum(len(day.events) for s in write(request()) for b in s.blocks if isinstance(b, Week) for day in b.days)
    rows = sum(len(b.rows) for s in write(request()) for b in s.blocks if isinstance(b, Table))
    assert events + rows == len(asked.sessions)


def test_large_print_lists_the_days_down_the_page() -> None:
    sheet = write(request(size=18))[0]
    assert not sheet.landscape
    assert "find the day, then read across" in sheet_text(sheet)
    assert not any(isinstance(block, Week) for block in sheet.blocks)


def test_the_week_of_the_mock_up_fits_one_landscape_page_on_both_papers() -> None:
    for paper in ("a4", "letter"):
        assert len(pages_of(print_pdf(request(documents=("calendar",), paper=paper)))) == 2


def test_a_day_with_too_many_appointments_goes_on_on_a_second_page_and_loses_none() -> None:
    half_hours = [f"{9 + n // 2:02}:{30 * (n % 2):02}" for n in range(20)]
    busy = plan(medicine("D1", "08:00", 30), *(session("measure", "D1", clock, 30) for clock in half_hours))
    pages = pages_of(print_pdf(request(plan=busy, documents=("calendar",))))
    assert len(pages) > 1
    assert "page 2 of" in pages[1]
    assert sum(page.count("Questions") for page in pages) == 20 + len(pages)  # each foot asks "Questions, or …"


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_medicine_day_never_stands_on_a_page_without_its_food_stop(paper: str) -> None:
    days = tuple(medicine(day, clock, route="IM") for day, clock in (("D2", "09:30"), ("D4", "10:00"), ("D6", "10:30")))
    talks = tuple(session("rest", day, f"{hour}:00", 60) for day in ("D2", "D4", "D6") for hour in range(14, 20))
    pages = pages_of(print_pdf(request(plan=plan(*days, *talks), documents=("calendar",), paper=paper)))
    assert "page 1 of 2" in pages[0]
    assert [page.count("No food from") for page in pages] == [3, 0]
    assert [page.count("No driving until") for page in pages] == [3, 0]
    assert sum(page.count("Rest") for page in pages) == len(talks)


def test_the_note_of_a_clock_change_moves_on_before_a_food_stop_does() -> None:
    first = date(2027, 3, 13)
    days = tuple(medicine(day, clock, route="IM", first_day=first) for day, clock in (("D2", "00:30"), ("D4", "10:00")))
    talks = tuple(session("rest", "D2", f"{hour}:00", 60, first_day=first) for hour in range(14, 17))
    change = plan(*days, *talks, first_day=first)
    pages = [spaced(page) for page in pages_of(print_pdf(request(plan=change, documents=("calendar",))))]
    assert pages[0].count("No food from") == 2
    assert sum(page.count("clocks go forward") for page in pages) == 1


def test_no_sentence_in_spanish_ends_in_two_full_stops() -> None:
    """Times end in "a. m." there, so that none stands before a full stop."""
    asked = request(documents=PATIENT_PACK, language="es")
    assert ".." not in words_of(print_pdf(asked))


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_week_of_the_sample_fits_a_page(paper: str, language: str) -> None:
    sample = sample_plan()
    pages = pages_of(print_pdf(request(plan=sample, documents=("calendar",), paper=paper, language=language)))
    assert len(pages) == 3, "two weeks, and a page of dates before and after them"


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_calendar_without_other_dates_offers_other_formats_on_the_week(language: str) -> None:
    only = plan(medicine("D2"), site=SITE)
    offer = words_in(language)("contact.formats")
    assert offer in words_of(print_pdf(request(plan=only, documents=("calendar",), language=language)))
