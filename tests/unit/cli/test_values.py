"""What people type after an option."""

from datetime import date

import pytest

from kapplanner.cli.values import modalities, routes, start_day
from kapplanner.domain.errors import ImpossibleValue
from kapplanner.domain.session import Route


def test_a_start_day_is_read_as_year_month_day() -> None:
    assert start_day("2026-12-07") == date(2026, 12, 7)


@pytest.mark.parametrize("text", ["Mon 2026-12-07", "monday, 2026-12-07", "MON,2026-12-07", " Mon 2026-12-07 "])
def test_a_weekday_before_the_date_is_taken_when_it_is_true(text: str) -> None:
    assert start_day(text) == date(2026, 12, 7)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Tue 2026-12-07", "2026-12-07 is a Monday, not a Tuesday"),
        ("xyz 2026-12-07", "“xyz” is not a weekday"),
        ("2026-02-30", "no day 2026-02-30"),
        ("2027-02-29", "no day 2027-02-29"),
        ("2026-13-01", "no day 2026-13-01"),
        ("07/12/2026", "is not a date"),
        ("7 Dec 2026", "is not a date"),
        ("", "is not a date"),
        ("2026-12-07T09:30", "is not a date"),
        ("1999", "is not a date"),
        ("0001-01-01", "outside 1990 to 2150"),
        ("2151-01-01", "outside 1990 to 2150"),
        ("٢٠٢٦-12-07", "is not a date"),
    ],
)
def test_an_impossible_start_day_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(ImpossibleValue, match=reason):
        start_day(text)


def test_one_route_is_for_all_sessions_and_two_are_for_the_first_and_the_rest() -> None:
    assert routes("im") == (Route.IM, Route.IM)
    assert routes("sl,im") == (Route.SL, Route.IM)
    assert routes(" SL , Im ") == (Route.SL, Route.IM)


@pytest.mark.parametrize("text", ["", "spray", "sl,", "sl,im,iv", "sl im"])
def test_other_routes_are_refused(text: str) -> None:
    with pytest.raises(ImpossibleValue):
        routes(text)


def test_methods_are_read_in_order() -> None:
    assert modalities("emdr, IFS") == ("emdr", "ifs")


@pytest.mark.parametrize("text", ["emrd", "emdr,,ifs", "", "emdr;ifs"])
def test_an_unknown_method_is_refused_with_the_ones_there_are(text: str) -> None:
    with pytest.raises(ImpossibleValue, match="Choose from: supportive, cbt, ifs, emdr"):
        modalities(text)
