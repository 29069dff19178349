"""Sessions beside others: how many or how long beside the least, and the time in which they were looked for."""

from dataclasses import replace

import pytest

from kapplanner.codec.rule_document import RuleSetRefused
from tests.spec.rule_tables import plan_of
from tests.unit.rules.verdicts.asking import (
    MEDICINE,
    NEW_TARGET,
    TALK,
    Lack,
    Place,
    form_of,
    lacks,
    nearest,
    places,
    reported,
    verdict,
)

AFTER = {"select": MEDICINE, "has": TALK, "when": "after", "soft_least": 1, "most_hours": 72}
BEFORE = {"select": MEDICINE, "has": {"kinds": ["preparation"]}, "when": "before", "soft_least": 2}


def test_too_few_are_told_with_the_least_and_the_time_looked_at() -> None:
    said = verdict("companion", {**AFTER, "soft_least": 3}, "medicine D1 09:30; integration D2 10:00")
    during = "D1 09:30 to D4 09:30"
    assert said.looked == 1
    assert places(said) == [Place("soft", "medicine-1", "1 sessions", "3 sessions", during, excess="2")]


def test_without_a_limit_of_time_a_day_is_shown_and_with_days_so_many() -> None:
    any_time = {"select": MEDICINE, "has": TALK, "when": "after", "hard_least": 2}
    (place,) = places(verdict("companion", any_time, "medicine D2 09:30"))
    assert (place.side, place.during, place.excess) == ("hard", "D2 09:30 to D3 09:30", "2")
    (place,) = places(verdict("companion", {**any_time, "soft_least": 3, "most_days": 3}, "medicine D2 09:30"))
    assert place.during == "D2 09:30 to D5 09:30"
    (place,) = places(verdict("companion", {**BEFORE, "most_days": 2}, "medicine D3 09:30"))
    assert (place.during, place.excess) == ("D1 09:30 to D3 09:30", "2")


def test_time_is_counted_from_the_anchor() -> None:
    text = "medicine D1 09:30 180 min dose +60 min; integration D1 {} 60 min"
    hour = {**AFTER, "most_hours": 1}
    for anchor, start, just, late in (
        ("start", "09:30 to D1 10:30", "10:30", "10:31"),
        ("dose", "10:30 to D1 11:30", "11:30", "11:31"),
        ("end", "12:30 to D1 13:30", "13:30", "13:31"),
    ):
        values = {**hour, "anchor": anchor}
        assert places(verdict("companion", values, text.format(just))) == []
        (place,) = places(verdict("companion", values, text.format(late)))
        assert place.during == f"D1 {start}"


def test_minutes_together_are_told_in_minutes() -> None:
    together = {"select": MEDICINE, "has": TALK, "when": "after", "total_minutes": 100, "most_hours": 48}
    said = verdict("companion", together, "medicine D1 09:30; integration D2 10:00 50 min; integration D2 12:00 20 min")
    during = "D1 09:30 to D3 09:30"
    assert places(said) == [Place("soft", "medicine-1", "70 min", "100 min", during, excess="30")]


def test_none_at_all_passes_the_second_limit_and_one_too_late_the_first() -> None:
    both = {**AFTER, "hard_least": 1, "total_minutes": 60}
    (place,) = places(verdict("companion", both, "medicine D1 09:30"))
    assert (place.side, place.measured, place.limit) == ("hard", "0 sessions", "1 sessions")
    (place,) = places(verdict("companion", both, "medicine D1 09:30; integration D9 10:00"))
    assert (place.side, place.measured, place.limit) == ("soft", "0 sessions", "1 sessions")
    (place,) = places(verdict("companion", both, "medicine D1 09:30; integration D2 10:00 50 min"))
    assert (place.side, place.measured, place.limit) == ("soft", "50 min", "60 min")


def test_what_is_there_beside_the_least_is_what_came_nearest() -> None:
    said = verdict("companion", AFTER, "medicine D1 09:30; integration D2 10:00; integration D3 10:00")
    assert nearest(said) == ("2 sessions", "1 sessions")
    said = verdict(
        "companion", {**AFTER, "soft_least": 2}, "medicine D1 09:30; integration D2 10:00; integration D3 10:00"
    )
    assert nearest(said) == ("2 sessions", "2 sessions")


@pytest.mark.parametrize(("clock", "is_found"), [("11:29", True), ("11:30", False), ("13:30", False), ("13:31", True)])
def test_hours_are_counted_from_the_least_to_the_most_with_both_in_them(clock: str, is_found: bool) -> None:
    values = {**AFTER, "least_hours": 2, "most_hours": 4}
    assert bool(places(verdict("companion", values, f"medicine D1 09:30; integration D1 {clock}"))) is is_found


@pytest.mark.parametrize(("clock", "is_found"), [("05:29", True), ("05:30", False), ("07:30", False), ("07:31", True)])
def test_before_a_session_hours_run_from_the_end_of_the_companion(clock: str, is_found: bool) -> None:
    values = {**BEFORE, "soft_least": 1, "least_hours": 1, "most_hours": 3}
    said = verdict("companion", values, f"preparation D1 {clock}; medicine D1 09:30")
    assert bool(places(said)) is is_found


@pytest.mark.parametrize(("day", "is_found"), [("D2", True), ("D3", False), ("D5", False), ("D6", True)])
def test_days_are_local_dates(day: str, is_found: bool) -> None:
    values = {**AFTER, "least_days": 2, "most_days": 4}
    del values["most_hours"]
    for clock in ("00:10", "22:50"):
        assert bool(places(verdict("companion", values, f"medicine D1 09:30; integration {day} {clock}"))) is is_found


def test_within_days_alone_the_same_day_counts() -> None:
    values = {"select": MEDICINE, "has": TALK, "when": "after", "soft_least": 1, "most_days": 0}
    assert places(verdict("companion", values, "medicine D1 09:30; integration D1 15:00")) == []
    assert len(places(verdict("companion", values, "medicine D1 09:30; integration D2 15:00"))) == 1


def test_each_must_be_long_enough() -> None:
    values = {**AFTER, "minutes": 50}
    assert places(verdict("companion", values, "medicine D1 09:30; integration D2 10:00 50 min")) == []
    assert len(places(verdict("companion", values, "medicine D1 09:30; integration D2 10:00 49 min"))) == 1


def test_a_companion_belongs_to_the_session_before_it() -> None:
    text = "medicine D1 09:30; medicine D3 09:30; integration D4 10:00"
    any_time = {"select": MEDICINE, "has": TALK, "when": "after", "hard_least": 1}
    assert [place.sessions for place in places(verdict("companion", any_time, text))] == ["medicine-1"]
    assert places(verdict("companion", {**AFTER, "most_hours": 73}, text)) == []
    before_next = {**AFTER, "most_hours": 73, "before_next": True}
    assert [place.sessions for place in places(verdict("companion", before_next, text))] == ["medicine-1"]


def test_past_the_next_session_those_within_reach_are_still_found() -> None:
    two = {**AFTER, "soft_least": 2, "most_hours": 73}
    text = "medicine D1 09:30; medicine D3 09:30; integration D4 10:00; integration D4 {}"
    assert places(verdict("companion", two, text.format("10:30"))) == []
    assert [place.sessions for place in places(verdict("companion", two, text.format("10:31")))] == ["medicine-1"]


def test_before_a_session_companions_lie_after_the_end_of_the_one_before_it() -> None:
    text = "preparation D1 08:00; medicine D1 09:30; preparation D1 {}; medicine D3 09:30"
    one = {**BEFORE, "soft_least": 1}
    assert places(verdict("companion", one, text.format("12:30"))) == []
    assert [place.sessions for place in places(verdict("companion", one, text.format("12:29")))] == ["medicine-4"]


def test_a_companion_starts_or_ends_on_the_moment_itself() -> None:
    one = {**BEFORE, "soft_least": 1}
    assert places(verdict("companion", one, "preparation D1 08:30; medicine D1 09:30")) == []
    assert len(places(verdict("companion", one, "preparation D1 08:31; medicine D1 09:30"))) == 1
    assert places(verdict("companion", AFTER, "medicine D1 09:30; integration D1 09:30")) == []
    assert len(places(verdict("companion", AFTER, "medicine D1 09:30; integration D1 09:29"))) == 1


def test_the_session_with_the_fewest_beside_it_speaks_for_the_plan() -> None:
    report = reported(
        "companion",
        {**AFTER, "soft_least": 3},
        "medicine D1 09:30; integration D1 15:00; integration D2 10:00; medicine D10 09:30; integration D11 10:00",
    )
    (finding,) = report.findings
    assert (finding.measured.value, finding.sessions) == (1, ("medicine-1", "medicine-4"))  # type: ignore[union-attr]


@pytest.mark.parametrize("limits", [{"soft_least": 1}, {"hard_least": 2}, {"total_minutes": 200}])
def test_a_problem_is_no_doubt_about_companions(limits: dict[str, object]) -> None:
    """Only the companions are asked for; whether a session at fault is one of them does not matter unless it may be."""
    values = {"select": {"modalities": ["emdr"]}, "has": NEW_TARGET, "when": "after", **limits}
    text = "integration D1 10:00 emdr{}; integration D20 10:00 emdr new target yes 60 min"
    first = verdict("companion", {**values, "most_hours": 24}, text.format(" new target no"))
    assert places(first)[0].sessions == "integration-1"
    open_one = verdict("companion", {**values, "most_hours": 24}, text.format(""))
    assert lacks(open_one)[0] == Lack("hard", ("session.integration-1.new_target",), "integration-1")


@pytest.mark.parametrize(
    ("days", "is_refused"),
    [
        ({"least_days": 2}, True),
        ({"least_days": 2, "most_days": 1}, True),
        ({"least_days": 2, "most_days": 2}, False),
        ({"least_days": 2, "most_days": 3}, False),
        ({"most_days": 3}, False),
    ],
)
def test_not_sooner_than_in_days_needs_a_within_that_is_no_smaller(days: dict[str, object], is_refused: bool) -> None:
    values = {"select": MEDICINE, "has": TALK, "when": "after", "soft_least": 1, **days}
    if is_refused:
        with pytest.raises(RuleSetRefused, match="Not sooner than"):
            form_of("companion", values)
    else:
        assert form_of("companion", values).form == "companion"


def test_the_length_of_a_companion_is_that_of_the_plan() -> None:
    given = plan_of("medicine D1 09:30; integration D2 10:00 60 min")
    values = {**AFTER, "total_minutes": 60}
    assert places(verdict("companion", values, given)) == []
    shorter = replace(given, sessions=(given.sessions[0], given.sessions[1].with_changes(minutes=59)))
    (place,) = places(verdict("companion", values, shorter))
    assert (place.measured, place.limit, place.excess) == ("59 min", "60 min", "1")


def test_of_three_each_has_the_companions_up_to_the_next() -> None:
    any_time = {"select": MEDICINE, "has": TALK, "when": "after", "hard_least": 1}
    text = "medicine D1 09:30; medicine D3 09:30; integration D5 10:00; medicine D10 09:30; integration D11 10:00"
    assert [place.sessions for place in places(verdict("companion", any_time, text))] == ["medicine-1"]


def test_what_starts_with_the_next_session_belongs_to_that_one() -> None:
    any_time = {"select": MEDICINE, "has": TALK, "when": "after", "hard_least": 1}
    text = "medicine D1 09:30; medicine D3 09:30; integration D3 09:30"
    assert [place.sessions for place in places(verdict("companion", any_time, text))] == ["medicine-1"]


def test_any_on_that_side_is_meant_from_the_anchor_on() -> None:
    after_end = {"select": MEDICINE, "has": TALK, "when": "after", "hard_least": 1, "anchor": "end"}
    text = "medicine D1 09:30 180 min; integration D1 {}"
    assert len(places(verdict("companion", after_end, text.format("12:29")))) == 1
    assert places(verdict("companion", after_end, text.format("12:30"))) == []
    before_dose = {"select": MEDICINE, "has": TALK, "when": "before", "hard_least": 1, "anchor": "dose"}
    text = "medicine D1 09:30 dose +60 min; integration D1 {} 30 min"
    assert places(verdict("companion", before_dose, text.format("10:00"))) == []
    assert len(places(verdict("companion", before_dose, text.format("10:01")))) == 1


@pytest.mark.parametrize(("clock", "is_found"), [("10:30", False), ("10:31", True)])
def test_past_the_next_session_the_hours_run_from_the_anchor(clock: str, is_found: bool) -> None:
    values = {**AFTER, "hard_least": 1, "anchor": "dose"}
    text = f"medicine D1 09:30 dose +60 min; medicine D3 09:30; integration D4 {clock}"
    assert [place.sessions for place in places(verdict("companion", values, text)) if place.side == "hard"] == (
        ["medicine-1"] if is_found else []
    )
