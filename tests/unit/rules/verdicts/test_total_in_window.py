"""Sums over days: which sessions, how much beside how much, and of windows that share days the fullest."""

import pytest

from kapplanner.codec.rule_document import RuleSetRefused
from tests.support.build import FIRST_DAY
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

DAY_1 = FIRST_DAY.toordinal()
A_DAY = {"select": TALK, "soft_most": 120, "hard_most": 240}
WEEK = {"select": MEDICINE, "summed": "milligrams", "days": 7, "soft_most": 300, "hard_most": 400}


def test_minutes_of_a_day_are_told_with_the_limit_and_the_sessions() -> None:
    said = verdict("total in window", A_DAY, "integration D2 09:00 100 min; integration D2 14:00 50 min")
    during = "D2 09:00 to D2 14:50"
    sessions = "integration-1 integration-2"
    assert said.looked == 1
    assert places(said) == [Place("soft", sessions, "150 min", "120 min", during, (str(DAY_1 + 1),), excess="30")]
    said = verdict("total in window", A_DAY, "integration D2 09:00 300 min")
    assert [(p.side, p.limit, p.excess) for p in places(said)] == [("hard", "240 min", "60")]


def test_on_the_limit_is_kept_and_came_nearest() -> None:
    said = verdict("total in window", A_DAY, "integration D1 09:00 60 min; integration D2 14:00 120 min")
    assert (said.looked, places(said), nearest(said)) == (2, [], ("120 min", "120 min"))
    hard = {"select": TALK, "hard_most": 240}
    assert nearest(verdict("total in window", hard, "integration D1 09:00 60 min")) == ("60 min", "240 min")


def test_a_session_over_midnight_gives_each_day_its_share() -> None:
    said = verdict("total in window", {**A_DAY, "soft_most": 90}, "integration D1 22:00 220 min")
    # two hours before midnight, 100 minutes after it
    assert [(p.measured, p.facts) for p in places(said)] == [("120 min", (str(DAY_1),)), ("100 min", (str(DAY_1 + 1),))]
    assert places(verdict("total in window", {**A_DAY, "soft_most": 120}, "integration D1 22:00 220 min")) == []


def test_milligrams_of_a_week_slide_over_seven_days() -> None:
    text = "medicine D1 09:30 SL 100 mg; medicine D4 09:30 SL 150 mg; medicine D{} 09:30 SL 100 mg"
    said = verdict("total in window", WEEK, text.format(7))
    during = "D1 09:30 to D7 12:30"
    sessions = "medicine-1 medicine-2 medicine-3"
    assert places(said) == [Place("soft", sessions, "350 mg", "300 mg", during, (str(DAY_1),), excess="50")]
    said = verdict("total in window", WEEK, text.format(8))
    assert (places(said), nearest(said)) == ([], ("250 mg", "300 mg"))


def test_doses_per_kg_and_boosters_are_added_up_in_mg() -> None:
    text = "medicine D1 09:30 SL 2 mg/kg; medicine D2 09:30 SL 100 mg booster 50 mg after 90 min; weight 80 kg"
    assert [place.measured for place in places(verdict("total in window", WEEK, text))] == ["310 mg"]


def test_a_dose_that_is_not_known_is_missing_and_the_rest_is_added_up() -> None:
    text = "medicine D1 09:30 SL; medicine D2 09:30 SL 301 mg"
    said = verdict("total in window", WEEK, text)
    assert lacks(said) == [Lack("hard", ("session.medicine-1.medicine.dose",), "medicine-1")]
    assert [place.sessions for place in places(said)] == ["medicine-2"]
    assert verdict("total in window", WEEK, "medicine D1 09:30 SL").looked == 1


@pytest.mark.parametrize(
    ("doses", "expected"),
    [
        ({1: 150, 5: 160, 9: 200}, [("360 mg", "medicine-2 medicine-3")]),
        ({1: 200, 5: 160, 9: 150}, [("360 mg", "medicine-1 medicine-2")]),
        ({1: 200, 5: 160, 9: 200}, [("360 mg", "medicine-1 medicine-2")]),
        ({1: 301, 8: 302}, [("301 mg", "medicine-1"), ("302 mg", "medicine-2")]),
        ({1: 301, 7: 10, 8: 302}, [("312 mg", "medicine-2 medicine-3")]),
        ({1: 350, 20: 10, 40: 310}, [("350 mg", "medicine-1"), ("310 mg", "medicine-3")]),
    ],
)
def test_of_windows_that_share_days_the_fullest_speaks_and_of_equals_the_earliest(
    doses: dict[int, int], expected: list[tuple[str, str]]
) -> None:
    text = "; ".join(f"medicine D{day} 09:30 SL {mg} mg" for day, mg in doses.items())
    said = verdict("total in window", WEEK, text)
    assert [(place.measured, place.sessions) for place in places(said)] == expected


@pytest.mark.parametrize(
    ("days", "found"),
    [("all days", ["D1", "D2"]), ("days with medicine", ["D2"]), ("days without medicine", ["D1"])],
)
def test_only_days_of_the_kind_asked_for_are_looked_at(days: str, found: list[str]) -> None:
    text = "integration D1 09:00 130 min; integration D2 14:00 130 min; medicine D2 09:30"
    said = verdict("total in window", {**A_DAY, "on": days}, text)
    assert [place.during.partition(" ")[0] for place in places(said)] == found
    assert said.looked == len(found)


def test_sessions_without_a_dose_add_no_milligrams() -> None:
    anything = {**WEEK, "select": {"contact": True}}
    said = verdict("total in window", anything, "integration D1 09:00; medicine D2 09:30 SL 301 mg")
    assert [place.measured for place in places(said)] == ["301 mg"]


def test_without_sessions_it_does_not_apply_and_those_in_doubt_leave_the_question_open() -> None:
    assert reported("total in window", A_DAY, "medicine D1 09:30").not_applicable == ("table",)
    said = verdict("total in window", {**A_DAY, "select": NEW_TARGET}, "integration D1 09:00 130 min emdr")
    assert (places(said), len(lacks(said))) == ([], 1)


@pytest.mark.parametrize(
    ("limits", "is_refused"),
    [
        ({}, True),
        ({"soft_most": 3, "hard_most": 2}, True),
        ({"soft_most": 2, "hard_most": 2}, False),
        ({"soft_most": 2}, False),
        ({"hard_most": 2}, False),
    ],
)
def test_limits_that_contradict_one_another_are_refused(limits: dict[str, object], is_refused: bool) -> None:
    if is_refused:
        with pytest.raises(RuleSetRefused):
            form_of("total in window", {"select": TALK, **limits})
    else:
        assert form_of("total in window", {"select": TALK, **limits}).form == "total in window"


def test_a_second_limit_holds_by_itself() -> None:
    hard = {"select": TALK, "hard_most": 240}
    assert [p.side for p in places(verdict("total in window", hard, "integration D1 09:00 241 min"))] == ["hard"]
