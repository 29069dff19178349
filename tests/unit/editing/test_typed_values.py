"""How times, dates and lengths are read as they are typed (ui.md 7.5)."""

from datetime import date, time

import pytest

from kapplanner.domain.errors import ImpossibleValue
from kapplanner.editing.typed_values import ClinicDay, read_date, read_length, read_time

HALF_PAST_NINE = time(9, 30)
WEDNESDAY = date(2026, 12, 9)
FIRST_DAY = date(2026, 12, 6)
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "hour", "minute"),
    [
        ("930", 9, 30),
        ("0930", 9, 30),
        ("9:30", 9, 30),
        ("9.30", 9, 30),
        ("09:30", 9, 30),
        ("9", 9, 0),
        ("2p", 14, 0),
        ("2 p.m.", 14, 0),
        ("2:30 pm", 14, 30),
        ("2:30PM", 14, 30),
        ("230p", 14, 30),
        ("9a", 9, 0),
        ("14:30", 14, 30),
        ("1430", 14, 30),
        ("14h30", 14, 30),
        ("14", 14, 0),
        ("noon", 12, 0),
        ("Midday", 12, 0),
        ("12", 12, 0),
        ("12pm", 12, 0),
        ("12am", 0, 0),
        ("12:15 am", 0, 15),
        ("0", 0, 0),
        ("00:00", 0, 0),
        ("0230", 2, 30),
        ("02:30", 2, 30),
        ("7", 7, 0),
        ("7p", 19, 0),
        ("6", 6, 0),
        ("23:59", 23, 59),
        ("+30m", 10, 0),
        ("+30", 10, 0),
        ("-1h", 8, 30),
        ("+1 h 15", 10, 45),
        ("\u00a09:30 ", 9, 30),
    ],
)
def test_a_time_is_read_as_it_was_typed_and_nothing_is_guessed(typed: str, hour: int, minute: int) -> None:
    reading = read_time(typed, current=HALF_PAST_NINE)
    assert (reading.value, reading.note) == (time(hour, minute), "")


@pytest.mark.parametrize(
    ("typed", "expected"), [("2", time(14)), ("230", time(14, 30)), ("2:30", time(14, 30)), ("5", time(17))]
)
def test_an_ambiguous_time_becomes_the_afternoon_of_the_clinics_day_and_says_so(typed: str, expected: time) -> None:
    reading = read_time(typed)
    assert reading.value == expected
    assert f"{expected:%H:%M}" in reading.note
    assert f"{expected.hour - 12:02}:{expected.minute:02}" in reading.note


def test_the_clinics_day_decides_what_is_ambiguous() -> None:
    night_clinic = ClinicDay(time(1), time(5))
    assert read_time("2", clinic=night_clinic).value == time(2)
    assert read_time("6", clinic=ClinicDay(time(8), time(18, 30))).value == time(18)
    assert read_time("6", clinic=ClinicDay(time(8), time(18))).value == time(6), "18:00 is the end, not inside"


def test_midnight_says_which_end_of_the_day_is_meant() -> None:
    reading = read_time("midnight")
    assert reading.value == time(0)
    assert reading.note


@pytest.mark.parametrize(
    "typed",
    ["", "24:00", "24", "25", "9:60", "960", "13pm", "0am", "2x", "half nine", "-10h", "+15h", "9:5", "²", "1e1"],
)
def test_a_text_that_is_no_time_of_this_day_is_refused_in_words(typed: str) -> None:
    with pytest.raises(ImpossibleValue) as refusal:
        read_time(typed, current=HALF_PAST_NINE)
    assert str(refusal.value).endswith((".", "”"))


def test_a_step_needs_a_time_to_count_from() -> None:
    with pytest.raises(ImpossibleValue, match="none yet"):
        read_time("+30m")


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("90", 90),
        ("90 min", 90),
        ("1 h 30", 90),
        ("1h30", 90),
        ("1 h 30 min", 90),
        ("1:30", 90),
        ("1.5 h", 90),
        ("1,5 h", 90),
        ("1½ h", 90),
        ("½h", 30),
        ("3h", 180),
        ("2 hours", 120),
        ("5 min", 5),
        ("24 h", 1440),
        ("+15m", 195),
        ("-30", 150),
        ("8.05 h", 483),
    ],
)
def test_a_length_is_read_in_minutes(typed: str, minutes: int) -> None:
    assert read_length(typed, current=180).value == minutes


@pytest.mark.parametrize("typed", ["", "3", "0", "1441", "25 h", "1h75", "1:60", "-3h", "h", "abc", "1.001 h", "90 s"])
def test_a_text_that_is_no_length_of_a_session_is_refused(typed: str) -> None:
    with pytest.raises(ImpossibleValue):
        read_length(typed, current=180)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("7", date(2026, 12, 7)),
        ("31", date(2026, 12, 31)),
        ("7 dec", date(2026, 12, 7)),
        ("7 December", date(2026, 12, 7)),
        ("Dec 7", date(2026, 12, 7)),
        ("7 dec 2027", date(2027, 12, 7)),
        ("3 sept", date(2026, 9, 3)),
        ("4 jan", date(2027, 1, 4)),
        ("mon", date(2026, 12, 14)),
        ("Wednesday", date(2026, 12, 9)),
        ("thu", date(2026, 12, 10)),
        ("+3d", date(2026, 12, 12)),
        ("-1w", date(2026, 12, 2)),
        ("+2 weeks", date(2026, 12, 23)),
        ("today", date(2026, 11, 23)),
        ("tomorrow", date(2026, 11, 24)),
        ("day 3", date(2026, 12, 8)),
        ("d1", date(2026, 12, 6)),
        ("D-7", date(2026, 11, 29)),
        ("2026-12-24", date(2026, 12, 24)),
        ("13/12", date(2026, 12, 13)),
        ("12/13/2026", date(2026, 12, 13)),
        ("12.12.", date(2026, 12, 12)),
        ("29 feb 2028", date(2028, 2, 29)),
    ],
)
def test_a_date_is_read_near_the_date_in_the_field(typed: str, expected: date) -> None:
    assert read_date(typed, near=WEDNESDAY, first_day=FIRST_DAY, today=TODAY).value == expected


def test_a_day_of_the_month_means_the_nearest_one() -> None:
    assert read_date("7", near=date(2026, 11, 29)).value == date(2026, 12, 7)
    assert read_date("30", near=date(2026, 3, 1)).value == date(2026, 3, 30), "February has no 30th"


@pytest.mark.parametrize(
    "typed",
    ["", "40", "0", "31 feb", "29 feb 2027", "7/12", "7.12.", "12/7/2026", "day 0", "xyz", "m", "t", "²", "2026-13-01"],
)
def test_a_text_that_is_no_single_date_is_refused(typed: str) -> None:
    with pytest.raises(ImpossibleValue):
        read_date(typed, near=WEDNESDAY, first_day=FIRST_DAY, today=TODAY)


@pytest.mark.parametrize("typed", ["7 foo", "13/13", "+999w"])
def test_a_month_that_is_none_and_a_day_beyond_all_calendars_are_refused(typed: str) -> None:
    with pytest.raises(ImpossibleValue):
        read_date(typed, near=date(9990, 1, 1))


@pytest.mark.parametrize(("typed", "words"), [("+15m", "none yet"), ("1.01 h", "whole minutes")])
def test_a_length_needs_something_to_count_from_and_whole_minutes(typed: str, words: str) -> None:
    with pytest.raises(ImpossibleValue, match=words):
        read_length(typed)


def test_numbered_days_need_a_first_day() -> None:
    with pytest.raises(ImpossibleValue, match="not numbered"):
        read_date("day 3", near=WEDNESDAY)
