"""Facts about the patient: what was found, beside what, how far from it, and what nobody asked."""

import pytest

from tests.unit.rules.verdicts.asking import Lack, Place, lacks, nearest, places, reported, verdict

SYSTOLIC = {"fact": "profile.systolic", "operator": "above", "value": 160}


def test_a_number_is_told_with_its_limit_and_how_far_outside_in_parts_of_it() -> None:
    said = verdict("applicability", SYSTOLIC, "medicine D1 09:30; pressure at rest 200/80")
    facts = ("profile.systolic", "200")
    assert places(said) == [Place("hard", "", "200", "160", "", facts, "profile.systolic", "0.25")]


def test_how_far_below_a_limit_a_number_lies_is_as_bad_as_how_far_above() -> None:
    low = {"fact": "profile.systolic", "operator": "below", "value": 100}
    said = verdict("applicability", low, "medicine D1 09:30; pressure at rest 80/50")
    assert places(said) == [Place("hard", "", "80", "100", "", ("profile.systolic", "80"), "profile.systolic", "0.2")]


def test_above_a_limit_of_none_a_number_is_as_far_outside_as_it_is_large() -> None:
    none = {"fact": "site.emergency_minutes", "operator": "above", "value": 0}
    (place,) = places(verdict("applicability", none, "medicine D1 09:30; emergency care 3 min"))
    assert (place.limit, place.excess) == ("0", "3")


def test_an_answer_has_no_number_and_leads_to_its_field() -> None:
    event = {"fact": "profile.adverse_event_open"}
    said = verdict("applicability", event, "medicine D1 09:30; adverse event yes")
    name = "profile.adverse_event_open"
    assert places(said) == [Place("hard", "", facts=(name, "True"), field=name)]


def test_a_rule_on_the_first_limit_speaks_and_lacks_on_the_first_limit() -> None:
    soft = {**SYSTOLIC, "side": "soft"}
    (place,) = places(verdict("applicability", soft, "medicine D1 09:30; pressure at rest 200/80"))
    assert place.side == "soft"
    assert lacks(verdict("applicability", soft, "medicine D1 09:30")) == [Lack("soft", ("profile.systolic",))]
    assert lacks(verdict("applicability", SYSTOLIC, "medicine D1 09:30")) == [Lack("hard", ("profile.systolic",))]


PRESSURES = {
    "cases": {
        "first": {"fact": "profile.systolic", "operator": "at least", "value": 140, "side": "soft", "unit": "mmHg"},
        "second": {"fact": "profile.systolic", "operator": "at least", "value": 160, "side": "hard", "unit": "mmHg"},
        "lower": {"fact": "profile.diastolic", "operator": "at least", "value": 100, "side": "soft", "unit": "mmHg"},
    }
}


def test_of_the_cases_of_one_fact_the_last_that_holds_speaks_and_other_facts_speak_beside_it() -> None:
    said = verdict("applicability", PRESSURES, "medicine D1 09:30; pressure at rest 168/110")
    assert [(place.side, place.measured, place.limit, place.excess) for place in places(said)] == [
        ("hard", "168 mmHg", "160 mmHg", "0.05"),
        ("soft", "110 mmHg", "100 mmHg", "0.1"),
    ]


def test_the_case_nearest_to_its_limit_is_told_where_none_holds() -> None:
    said = verdict("applicability", PRESSURES, "medicine D1 09:30; pressure at rest 120/95")
    assert (said.looked, places(said), nearest(said)) == (1, [], ("95 mmHg", "100 mmHg"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("integration D1 10:00; pressure at rest 200/80", "not_applicable"),
        ("medicine D1 09:30; pressure at rest 160/80", "passed"),
    ],
)
def test_a_fact_is_asked_of_plans_that_have_such_sessions(text: str, expected: str) -> None:
    assert getattr(reported("applicability", SYSTOLIC, text), expected) == ("table",)


def test_facts_at_stake_for_both_limits_are_two_lacks() -> None:
    cases = {
        "low": {"fact": "profile.systolic", "operator": "at least", "value": 140, "side": "soft"},
        "event": {"fact": "profile.adverse_event_open", "value": True, "side": "hard"},
    }
    said = verdict("applicability", {"cases": cases}, "medicine D1 09:30")
    assert lacks(said) == [Lack("soft", ("profile.systolic",)), Lack("hard", ("profile.adverse_event_open",))]


@pytest.mark.parametrize(
    ("table", "text", "field"),
    [
        ("conditions", "condition schizophrenia yes", "profile.conditions.schizophrenia"),
        ("medicines", "takes lorazepam", "profile.medicines"),
    ],
)
def test_the_rows_of_a_list_speak_for_plans_that_have_such_sessions(table: str, text: str, field: str) -> None:
    said = verdict("applicability", {"table": table}, f"medicine D1 09:30; {text}")
    assert {place.field for place in places(said)} == {field}
    assert len(lacks(said)) == 1
    assert said.looked
    assert verdict("applicability", {"table": table}, f"integration D1 09:30; {text}").looked == 0
