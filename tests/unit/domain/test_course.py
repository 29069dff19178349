"""Where a course ends: with the week of its last session, and before a pause of more than two weeks."""

from datetime import date

import pytest

from kapplanner.domain.course import course_of, days_shown
from tests.support import build


@pytest.mark.parametrize(("day", "weeks"), [("D16", 3), ("D17", 1)])
def test_a_session_after_a_pause_of_more_than_two_weeks_is_no_part_of_the_course(day: str, weeks: int) -> None:
    """D2 and D16 lie 14 days apart."""
    plan = build.plan(build.medicine("D2"), build.session("integration", day, "10:00"))
    assert course_of(plan).weeks == weeks


def test_medicine_that_comes_again_belongs_to_the_course_however_late() -> None:
    plan = build.plan(build.medicine("D1"), build.session("integration", "D2", "10:00"), build.medicine("D29"))
    assert course_of(plan).weeks == 5


def test_a_course_whose_first_session_comes_late_begins_on_d1() -> None:
    course = course_of(build.plan(build.session("integration", "D20", "10:00")))
    assert (course.first_day, course.weeks) == (date(2026, 12, 6), 3)
    assert (course.week_of(date(2026, 12, 5)), course.week_of(date(2026, 12, 25))) == (None, 3)
    assert (course.week_start(date(2026, 12, 14)), course.week_start(date(2026, 12, 5))) == (
        date(2026, 12, 13),
        date(2026, 11, 29),
    )


def test_the_days_shown_are_all_of_a_short_course_and_those_with_sessions_around_it() -> None:
    screening, visit = build.session("screening", "D-14", "10:00"), build.session("follow-up", "D30", "10:00")
    days = days_shown(build.plan(screening, build.medicine("D2"), visit))
    assert [day.day for day in days] == [
        date(2026, 11, 22),
        *(date(2026, 12, 6 + n) for n in range(7)),
        date(2027, 1, 4),
    ]
    assert [day.is_far for day in days] == [True, *[False] * 7, True]
    assert [day.folded for day in days] == [0, 13, 0, 0, 0, 0, 0, 0, 22]


def test_of_a_long_course_only_days_with_sessions_are_shown() -> None:
    days = days_shown(build.plan(build.medicine("D1"), build.medicine("D29")))
    assert [(day.day, day.folded) for day in days] == [(date(2026, 12, 6), 0), (date(2027, 1, 3), 27)]
    assert [day.day for day in days_shown(build.plan())][:1] == [date(2026, 12, 6)]
