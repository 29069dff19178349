"""A plan as rules see it: real times, days, journeys, the course, what is watched and until when."""

from datetime import date, timedelta

import pytest

from kapplanner.codec.rule_sets import rule_set_named
from kapplanner.domain.places import Retreat
from kapplanner.domain.plan import Plan
from kapplanner.domain.session import TravelDirection
from kapplanner.rules.index import PlanIndex
from tests.spec.rule_tables import plan_of
from tests.support.build import FIRST_DAY, medicine, plan, session
from tests.unit.rules.verdicts.asking import index_of

DAY_1 = FIRST_DAY.toordinal()
ARRIVAL, DEPARTURE = TravelDirection.ARRIVAL, TravelDirection.DEPARTURE


def test_minutes_are_real_minutes_since_1970() -> None:
    (entry,) = PlanIndex(plan(medicine("D1", "09:30", details={"minutes_to_dose": 20}), zone="UTC"), {}).entries
    midnight = (FIRST_DAY - date(1970, 1, 1)) // timedelta(minutes=1)
    assert (entry.start, entry.end, entry.dose, entry.day) == (midnight + 570, midnight + 750, midnight + 590, DAY_1)
    assert (entry.at("start"), entry.at("end"), entry.at("dose")) == (entry.start, entry.end, entry.dose)


def test_a_session_without_medicine_has_no_dose_but_its_start() -> None:
    (entry,) = PlanIndex(plan(session("integration", "D1", "10:00")), {}).entries
    assert (entry.dose, entry.at("dose"), entry.route) == (None, entry.start, None)


@pytest.mark.parametrize(
    ("clock", "minutes", "days_later"),
    [("20:00", 59, 0), ("20:00", 60, 0), ("22:00", 120, 0), ("22:00", 121, 1), ("10:00", 1440, 1), ("00:00", 1440, 0)],
)
def test_an_end_at_midnight_belongs_to_the_day_before(clock: str, minutes: int, days_later: int) -> None:
    index = PlanIndex(plan(session("rest", "D1", clock, minutes), zone="Asia/Kolkata"), {})
    assert index.end_day(index.entries[0]) == DAY_1 + days_later


def test_what_begins_before_the_clocks_go_back_ends_on_the_day_it_ends_on() -> None:
    first = date(2026, 10, 25)  # in Berlin clocks go back from 03:00 to 02:00
    night = session("rest", "D1", "00:00", 1440, first_day=first)
    index = PlanIndex(plan(night, first_day=first, site=plan(zone="Europe/Berlin").site), {})
    assert index.end_day(index.entries[0]) == first.toordinal()
    assert index.midnight(first.toordinal() + 1) - index.midnight(first.toordinal()) == 25 * 60


def test_local_times_and_days_follow_the_zone_of_the_plan() -> None:
    index = PlanIndex(plan(session("rest", "D1", "23:30", 60), zone="Asia/Kolkata"), {})
    (entry,) = index.entries
    assert index.local(entry.end).time().isoformat() == "00:30:00"
    assert (index.local_day(entry.start), index.local_day(entry.end)) == (DAY_1, DAY_1 + 1)
    assert index.midnight(DAY_1 + 1) == entry.start + 30
    span = index.span(index.entries)
    assert (span.start, span.end) == (entry.session.start, index.local(entry.end))


def test_the_span_of_several_ends_with_the_one_that_ends_last() -> None:
    index = index_of(plan_of("rest D1 10:00 300 min; integration D1 11:00 60 min"))
    assert index.span(index.entries).end.hour == 15


def test_days_of_journeys_are_those_of_the_journeys_or_the_edges_of_the_stay() -> None:
    stay = index_of(plan_of("stay D1 to D5"))
    assert (stay.travel_days(ARRIVAL), stay.travel_days(DEPARTURE)) == ({DAY_1}, {DAY_1 + 4})
    both = index_of(plan_of("stay D1 to D5; arrival D2 10:00; departure D4 10:00; departure D5 10:00"))
    assert (both.travel_days(ARRIVAL), both.travel_days(DEPARTURE)) == ({DAY_1 + 1}, {DAY_1 + 3, DAY_1 + 4})
    neither = index_of(plan_of("medicine D1 10:00"))
    assert (neither.travel_days(ARRIVAL), neither.travel_days(DEPARTURE)) == (set(), set())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("medicine D1 10:00", False),
        ("stay D1 to D5", True),
        ("arrival D1 10:00", True),
        ("departure D1 10:00", True),
    ],
)
def test_a_stay_or_a_journey_makes_a_plan_residential(text: str, expected: bool) -> None:
    assert index_of(plan_of(text)).is_residential is expected


@pytest.mark.parametrize(
    ("text", "course"),
    [
        ("stay D2 to D5; arrival D1 10:00; departure D9 10:00; medicine D3 10:00", (1, 4)),
        ("arrival D2 10:00; arrival D3 10:00; departure D6 10:00; departure D9 10:00; medicine D3 10:00", (1, 8)),
        ("arrival D2 10:00; medicine D3 10:00; medicine D7 10:00", (0, 6)),
        ("departure D2 10:00; medicine D3 10:00; medicine D7 10:00", (0, 6)),
        ("medicine D3 10:00; medicine D5 10:00; medicine D8 10:00", (0, 7)),
        ("arrival D2 10:00; departure D6 10:00; departure D7 10:00; departure D9 10:00", (1, 8)),
        ("medicine D-2 10:00; medicine D7 10:00", (-2, 6)),
        ("integration D1 10:00", None),
    ],
)
def test_the_course_is_the_stay_or_the_time_between_journeys_or_until_the_last_medicine_session(
    text: str, course: tuple[int, int] | None
) -> None:
    found = index_of(plan_of(text)).course_days()
    assert found == (None if course is None else (DAY_1 + course[0], DAY_1 + course[1]))


def test_what_is_bound_to_a_session_is_found_with_it() -> None:
    block = medicine("D1", id="block")
    check = session("measure", "D1", "09:00", 20, id="check", bound_to="block")
    rest = session("rest", "D1", "12:30", id="rest", bound_to="block")
    other = session("rest", "D3", "12:30", id="other", bound_to="another")
    index = PlanIndex(plan(block, check, rest, other, session("rest", "D4", "12:30")), {})
    of_block = next(entry for entry in index.entries if entry.id == "block")
    assert [entry.id for entry in index.bound_to(of_block)] == ["check", "rest"]
    assert index.bound_to(index.entries[0]) == []


def watched(text: str) -> int:
    """For how many minutes after the dose the patient of the first medicine session is watched."""
    index = index_of(plan_of(text))
    entry = index.medicine[0]
    return index.observed_until(entry) - entry.at("dose")


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("medicine D1 09:30 60 min SL", 120),
        ("medicine D1 09:30 180 min SL", 180),
        ("medicine D1 09:30 180 min dose +30 min SL", 150),
        ("medicine D1 09:30 60 min IV", 120),
        ("medicine D1 09:30 60 min IV infusion 80 min", 140),
    ],
)
def test_the_patient_is_watched_for_the_minutes_of_the_route_or_to_the_end_of_the_block(
    text: str, minutes: int
) -> None:
    assert watched(text) == minutes


def test_driving_is_allowed_from_the_hour_of_the_route_on_the_next_day() -> None:
    index = index_of(plan_of("medicine D1 20:00 dose +300 min SL"))  # the dose is given on D2 at 01:00
    assert index.local(index.driving_again(index.medicine[0])).isoformat() == "2026-12-08T09:00:00"


def test_the_place_of_the_first_from_a_minute_on() -> None:
    index = index_of(plan_of("rest D1 10:00; rest D1 11:00; rest D1 12:00"))
    at_eleven = index.entries[1].start
    assert [index.first_from(index.entries, at_eleven + off) for off in (-61, -60, -1, 0, 1, 61)] == [0, 0, 1, 1, 2, 3]


def test_what_was_chosen_once_is_the_same_again() -> None:
    given: Plan = plan(medicine("D1", id="one"), retreat=Retreat(FIRST_DAY, FIRST_DAY))
    index = PlanIndex(given, rule_set_named("intensive").routes)
    assert index.travel(ARRIVAL) is index.travel(ARRIVAL)
    assert index.ids == frozenset({"one"})
