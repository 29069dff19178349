"""How dates and times are said on paper."""

from datetime import date, datetime

import pytest

from kapplanner.documents.moments import Moments
from kapplanner.documents.words import words_in
from tests.documents.support import spaced

TWELVE = Moments(words_in("en"), twelve_hour=True)
TWENTY_FOUR = Moments(words_in("en"), twelve_hour=False)
DAY = date(2026, 12, 9)


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 12, 9, hour, minute)


@pytest.mark.parametrize(
    ("moment", "twelve", "twenty_four"),
    [
        (at(9, 30), "9:30\u00a0am", "09:30"),
        (at(0), "midnight", "00:00"),
        (at(0, 1), "12:01\u00a0am", "00:01"),
        (at(11, 59), "11:59\u00a0am", "11:59"),
        (at(12), "midday", "12:00"),
        (at(12, 1), "12:01\u00a0pm", "12:01"),
        (at(23, 59), "11:59\u00a0pm", "23:59"),
    ],
)
def test_clock_times_are_kept_together_and_midday_and_midnight_are_words(
    moment: datetime, twelve: str, twenty_four: str
) -> None:
    assert TWELVE.clock(moment) == twelve
    assert TWENTY_FOUR.clock(moment) == twenty_four


@pytest.mark.parametrize(
    ("moment", "twelve", "twenty_four"),
    [
        (at(9, 30), "las 9:30 a. m.", "las 09:30"),
        (at(1), "la 1:00 a. m.", "la 01:00"),
        (at(1, 59), "la 1:59 a. m.", "la 01:59"),
        (at(2), "las 2:00 a. m.", "las 02:00"),
        (at(13, 15), "la 1:15 p. m.", "las 13:15"),
        (at(12), "mediodía", "las 12:00"),
        (at(0), "medianoche", "las 00:00"),
    ],
)
def test_a_time_in_a_spanish_sentence_has_its_article(moment: datetime, twelve: str, twenty_four: str) -> None:
    assert spaced(Moments(words_in("es"), twelve_hour=True).said(moment)) == twelve
    assert spaced(Moments(words_in("es"), twelve_hour=False).said(moment)) == twenty_four
    assert TWELVE.said(moment) == TWELVE.clock(moment)


def test_a_stop_at_midnight_is_said_a_minute_before_with_its_day() -> None:
    said, day = Moments(words_in("es"), twelve_hour=True).stop_said(at(0))
    assert (spaced(said), day) == ("las 11:59 p. m.", date(2026, 12, 8))


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (at(14, 30), at(16), "2:30 to 4:00 pm"),
        (at(9, 30), at(12, 30), "9:30 am to 12:30 pm"),
        (at(11), at(12), "11:00 am to midday"),
        (at(12), at(13), "midday to 1:00 pm"),
        (at(23), datetime(2026, 12, 10, 1), "11:00 pm to 1:00 am on Thursday"),
        (at(22), datetime(2026, 12, 10), "10:00 pm to midnight on Thursday"),
    ],
)
def test_a_span_names_both_halves_of_the_day_only_where_they_differ(start: datetime, end: datetime, said: str) -> None:
    assert spaced(TWELVE.span(start, end)) == said


def test_a_stop_at_midnight_is_said_as_the_minute_before_on_the_day_before() -> None:
    assert TWELVE.stop_clock(at(0)) == ("11:59\u00a0pm", date(2026, 12, 8))
    assert TWENTY_FOUR.stop_clock(at(0)) == ("23:59", date(2026, 12, 8))
    assert TWELVE.stop_clock(at(0, 1)) == ("12:01\u00a0am", DAY)


def test_full_dates_carry_weekday_month_name_and_year_and_do_not_break_inside() -> None:
    assert TWELVE.full(DAY) == "Wednesday 9\u00a0December\u00a02026"


def test_papers_of_the_team_write_the_month_as_letters() -> None:
    assert TWENTY_FOUR.clinical_time(at(9, 5)) == "Wed\u00a009-Dec-2026\u00a009:05"


def test_the_leap_day_is_a_day() -> None:
    assert spaced(TWELVE.full(date(2028, 2, 29))) == "Tuesday 29 February 2028"
