"""The plan as a value: order, days, numbers, changes."""

from datetime import date, datetime, timedelta

import pytest

from kapplanner.domain.difference import difference
from kapplanner.domain.errors import ImpossibleTime, ImpossibleValue, NotFound
from kapplanner.domain.session import Session, SessionKind, SessionState
from tests.support.build import FIRST_DAY, medicine, plan, session


def test_sessions_stand_in_order_of_time() -> None:
    late, early = session("integration", "D3", "10:00"), session("preparation", "D1", "16:30")
    assert plan(late, early).sessions == (early, late)
    assert plan(late).with_session(early).sessions == (early, late)


@pytest.mark.parametrize(
    ("day", "number"),
    [(FIRST_DAY, 1), (FIRST_DAY + timedelta(1), 2), (FIRST_DAY - timedelta(1), -1), (FIRST_DAY - timedelta(14), -14)],
)
def test_day_one_is_the_first_day_and_there_is_no_day_zero(day: date, number: int) -> None:
    assert plan().day_number(day) == number
    assert plan().date_of(number) == day


def test_day_zero_is_refused() -> None:
    with pytest.raises(ImpossibleValue, match="no day 0"):
        plan().date_of(0)


def test_medicine_sessions_are_numbered_without_the_cancelled_ones() -> None:
    first, cancelled, second = medicine("D2"), medicine("D4", state=SessionState.CANCELLED), medicine("D6")
    whole = plan(first, cancelled, second)
    assert [whole.medicine_number(s) for s in whole.sessions] == [1, None, 2]


def test_an_end_over_a_clock_change_is_right_on_the_clock() -> None:
    night = Session("night", SessionKind.REST, datetime(2027, 3, 13, 22, 0), 8 * 60)
    assert plan(night).local_end(night) == datetime(2027, 3, 14, 7, 0)
    assert night.wall_end == datetime(2027, 3, 14, 6, 0)


def test_a_session_at_a_time_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ImpossibleTime):
        plan(Session("x", SessionKind.REST, datetime(2027, 3, 14, 2, 30), 60))


def test_another_zone_is_refused_where_a_session_would_fall_into_its_clock_change() -> None:
    night = Session("x", SessionKind.REST, datetime(2027, 3, 14, 2, 30), 60)
    calm = plan(night, zone="Asia/Kolkata")
    with pytest.raises(ImpossibleTime):
        calm.with_changes(site=plan().site)


def test_two_sessions_of_one_id_are_refused() -> None:
    same = session("rest", "D1", "10:00", id="a")
    with pytest.raises(ImpossibleValue, match="share an id"):
        plan(same, same.with_changes(minutes=30))


@pytest.mark.parametrize("minutes", [0, -1, 1441, 10**9])
def test_a_session_lasts_from_one_minute_to_a_day(minutes: int) -> None:
    with pytest.raises(ImpossibleValue):
        session("rest", "D1", "10:00", minutes)


def test_taking_a_session_out_frees_what_was_bound_to_it() -> None:
    dose = medicine("D2", id="dose")
    check = session("measure", "D2", "08:40", 20, id="check", bound_to="dose")
    left = plan(dose, check).without_sessions(frozenset({"dose"}))
    assert [s.id for s in left.sessions] == ["check"]
    assert left.session("check").bound_to is None


def test_asking_for_a_session_that_is_gone_says_so() -> None:
    with pytest.raises(NotFound, match="no longer in the plan"):
        plan().session("gone")


def test_a_difference_names_what_was_added_removed_and_changed() -> None:
    stays, moves, goes = (session("rest", f"D{n}", "10:00", id=f"s{n}") for n in (1, 2, 3))
    comes = session("rest", "D4", "10:00", id="s4")
    before = plan(stays, moves, goes)
    after = plan(stays, moves.with_changes(minutes=30), comes, note="x")
    found = difference(before, after)
    assert (found.added, found.removed, found.changed, found.fields) == ({"s4"}, {"s3"}, {"s2"}, {"note"})
    assert difference(before, before).is_empty
