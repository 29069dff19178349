"""Days and hours of sessions: which lie outside, and by how much."""

from datetime import timedelta

import pytest

from kapplanner.codec.rule_document import RuleSetRefused
from tests.unit.rules.verdicts.asking import NEW_TARGET, TALK, Lack, Place, form_of, lacks, places, reported, verdict

BY_DAY = {"select": TALK, "start_from": "08:00", "start_until": "18:00", "end_by": "19:00"}


@pytest.mark.parametrize(
    ("text", "excess"),
    [
        ("D1 08:00 60 min", None),
        ("D1 07:59 60 min", 1),
        ("D1 06:30 60 min", 90),
        ("D1 18:00 60 min", None),
        ("D1 18:01 59 min", 1),
        ("D1 17:30 90 min", None),
        ("D1 17:30 91 min", 1),
        ("D1 20:00 120 min", 180),
        ("D1 07:00 721 min", 60),
        ("D1 07:00 840 min", 120),
    ],
)
def test_outside_the_hours_a_session_is_as_bad_as_the_side_on_which_it_lies_furthest(
    text: str, excess: int | None
) -> None:
    found = places(verdict("placement", BY_DAY, f"integration {text}"))
    assert [place.excess for place in found] == ([] if excess is None else [str(excess)])


def test_what_lies_outside_is_shown_from_its_start_to_its_end() -> None:
    said = verdict("placement", BY_DAY, "integration D1 10:00; integration D2 07:00 90 min")
    assert said.looked == 2
    assert places(said) == [Place("soft", "integration-2", during="D2 07:00 to D2 08:30", excess="60")]
    (place,) = places(verdict("placement", {**BY_DAY, "side": "hard"}, "integration D2 07:00"))
    assert place.side == "hard"


def test_the_one_furthest_outside_speaks_for_the_plan() -> None:
    text = "integration D1 07:30; integration D2 06:00; integration D3 07:45"
    (finding,) = reported("placement", BY_DAY, text).findings
    assert finding.interval is not None
    assert (finding.interval.start.hour, len(finding.sessions)) == (6, 3)


def test_a_session_that_ends_on_a_later_day_ends_too_late() -> None:
    late = {"select": TALK, "end_by": "23:30"}
    (place,) = places(verdict("placement", late, "integration D1 23:00 90 min"))
    assert place.excess == str(timedelta(minutes=60) // timedelta(minutes=1))


def test_each_limit_holds_by_itself() -> None:
    for values, inside, outside in (
        ({"start_from": "08:00"}, "D1 23:00 30 min", "D1 07:59"),
        ({"start_until": "18:00"}, "D1 01:00", "D1 18:01"),
        ({"end_by": "19:00"}, "D1 01:00", "D1 18:01"),
    ):
        assert places(verdict("placement", {"select": TALK, **values}, f"integration {inside}")) == []
        assert len(places(verdict("placement", {"select": TALK, **values}, f"integration {outside}"))) == 1


def test_on_a_weekday_that_is_not_allowed_nothing_is_outside_by_minutes() -> None:
    values = {"select": TALK, "weekdays": ["Monday", "Sunday"]}
    said = verdict("placement", values, "integration D1 10:00; integration D2 10:00; integration D3 10:00")
    assert places(said) == [Place("soft", "integration-3", during="D3 10:00 to D3 11:00")]


@pytest.mark.parametrize("travel", ["arrival", "departure"])
def test_a_session_on_the_day_of_a_journey_is_found(travel: str) -> None:
    values = {"select": TALK, "not_on": travel}
    text = "arrival D1 12:00; departure D5 12:00; integration D1 10:00; integration D3 10:00; integration D5 10:00"
    day = {"arrival": "D1", "departure": "D5"}[travel]
    assert [place.during for place in places(verdict("placement", values, text))] == [f"{day} 10:00 to {day} 11:00"]


def test_a_medicine_session_ends_with_its_observation() -> None:
    by_noon = {"select": {"kinds": ["medicine"]}, "end_by": "12:00"}
    text = "medicine D1 09:30 60 min dose +{} min SL"  # watched for 120 minutes from the dose
    assert places(verdict("placement", by_noon, text.format(30))) == []
    (place,) = places(verdict("placement", by_noon, text.format(31)))
    assert (place.excess, place.during) == ("1", "D1 09:30 to D1 10:30")
    assert places(verdict("placement", by_noon, "medicine D1 09:00 180 min SL")) == []
    assert [p.excess for p in places(verdict("placement", by_noon, "medicine D1 09:00 181 min SL"))] == ["1"]


FOOD = {"select": {"kinds": ["medicine"]}, "food_stop_by_day": True}


@pytest.mark.parametrize(
    ("clock", "is_found"),
    [
        ("04:00", True),
        ("08:59", True),
        ("09:00", False),
        ("03:59", False),
        ("08:29 dose +30 min", True),
        ("08:30 dose +30 min", False),
    ],
)
def test_eating_stops_at_night_four_hours_before_a_dose_in_the_early_morning(clock: str, is_found: bool) -> None:
    assert bool(places(verdict("placement", FOOD, f"medicine D1 {clock} SL"))) is is_found


def test_where_the_plan_has_a_fixed_hour_in_the_evening_eating_stops_then() -> None:
    assert places(verdict("placement", FOOD, "eating stops at 20:00; medicine D1 08:30 SL")) == []
    with_talks = {**FOOD, "select": {"contact": True}}
    assert places(verdict("placement", with_talks, "integration D1 06:30; medicine D1 09:30 SL")) == []


def test_a_session_that_may_not_be_meant_leaves_the_question_open() -> None:
    said = verdict("placement", {**BY_DAY, "select": NEW_TARGET}, "integration D1 07:00 emdr")
    assert places(said) == []
    assert lacks(said) == [Lack("hard", ("session.integration-1.new_target",), "integration-1")]


@pytest.mark.parametrize(
    ("values", "is_refused"),
    [
        ({}, True),
        ({"food_stop_by_day": True}, False),
        ({"start_from": "10:00", "start_until": "09:59"}, True),
        ({"start_from": "10:00", "start_until": "10:00"}, False),
        ({"weekdays": ["Monday"]}, False),
        ({"end_by": "10:00"}, False),
        ({"not_on": "arrival"}, False),
    ],
)
def test_limits_that_allow_nothing_are_refused(values: dict[str, object], is_refused: bool) -> None:
    if is_refused:
        with pytest.raises(RuleSetRefused):
            form_of("placement", {"select": TALK, **values})
    else:
        assert form_of("placement", {"select": TALK, **values}).form == "placement"
