"""Each form refuses parameters that contradict one another, told with the rule."""

import pytest

from kapplanner.codec.rule_document import RuleSetRefused
from tests.spec.rule_tables import rule_set_of

MEDICINE = {"kinds": ["medicine"]}
TALK = {"kinds": ["integration"]}


def build(form: str, **values: object):
    """A rule of a form with both tiers."""
    return rule_set_of({"form": form, "soft": "caution", "hard": "stop", "with": values})


@pytest.mark.parametrize(
    ("form", "values", "told"),
    [
        ("count in window", {}, "soft_most, hard_most, soft_least, hard_least"),
        ("count in window", {"soft_most": 3, "hard_most": 2}, "The second limit must not be below the first."),
        ("count in window", {"soft_least": 2, "hard_least": 3}, "The second limit must not be above the first."),
        ("spacing", {}, "soft_least, hard_least, soft_most, hard_most"),
        ("companion", {"has": TALK, "when": "after"}, "soft_least, hard_least, total_minutes"),
        ("value range", {"attribute": "dose"}, "soft_least, hard_least, soft_most, hard_most, only"),
        ("value range", {"attribute": "dose", "soft_most": 3, "hard_most": 2}, "first limit for SL lies beyond"),
        ("value range", {"attribute": "dose", "soft_least": 2, "hard_least": 3}, "first limit for SL lies beyond"),
        (
            "value range",
            {"attribute": "dose", "soft_most": {"SL": 1, "IM": 3}, "hard_most": {"SL": 2, "IM": 2}},
            "first limit for IM lies beyond",
        ),
        ("step change", {}, "soft_up, hard_up, soft_down, hard_down"),
        ("total in window", {}, "soft_most, hard_most"),
        ("total in window", {"soft_most": 3, "hard_most": 2}, "The second limit must not be below the first."),
        ("required", {}, "fact, dated, role, checklist, measure"),
        (
            "order and gate",
            {"other": TALK, "order": "one before each", "before_leaving": True},
            "goes with the order “one at or after the last” only",
        ),
        ("not together", {"other": MEDICINE, "scope": "the same day", "soft_hours": 1}, "Hours go with the scope"),
        ("not together", {"other": MEDICINE, "scope": "the same day", "hard_hours": 1}, "Hours go with the scope"),
        ("not together", {"other": MEDICINE, "scope": "hours after the dose"}, "Hours go with the scope"),
        (
            "not together",
            {"other": MEDICINE, "scope": "the same day", "exception_mg": 5},
            "needs both a dose and routes",
        ),
        ("capacity", {"resource": "room"}, "soft_most, hard_most, patients_per_person"),
        ("placement", {}, "weekdays, start_from, start_until, end_by, not_on"),
        ("placement", {"start_from": "10:00", "start_until": "09:59"}, "The latest start lies before the earliest."),
        ("order and gate", {"other": TALK, "order": "in turn", "most": 2}, "“At most” goes with the order"),
        ("order and gate", {"other": TALK, "order": "no more than so many until one"}, "“At most” goes with the order"),
        ("applicability", {"fact": "profile.frail", "operator": "at least", "value": True}, "compares numbers only"),
    ],
)
def test_what_contradicts_itself_is_refused(form, values, told):
    with pytest.raises(RuleSetRefused) as refused:
        build(form, select=MEDICINE, **values)
    assert told in str(refused.value)


@pytest.mark.parametrize("value", [{"role": "monitor"}, {"dated": "patient.weighed_on", "within_days": 30}])
def test_a_requirement_of_sessions_says_of_which(value):
    with pytest.raises(RuleSetRefused, match="which sessions it is about"):
        build("required", **value)


@pytest.mark.parametrize(
    ("form", "values"),
    [
        ("count in window", {"soft_most": 2, "hard_most": 2}),
        ("count in window", {"soft_least": 2, "hard_least": 2, "stretch": "the whole plan"}),
        ("value range", {"attribute": "dose", "soft_most": 2, "hard_most": 2}),
        ("value range", {"attribute": "dose", "soft_most": {"SL": 3}, "hard_most": {"IM": 2}}),
        ("total in window", {"soft_most": 2, "hard_most": 2}),
        ("placement", {"start_from": "10:00", "start_until": "10:00"}),
        ("placement", {"end_by": "18:00"}),
        ("step change", {"hard_down": 5}),
        ("spacing", {"hard_most": 5}),
        ("capacity", {"resource": "group", "patients_per_person": 3}),
    ],
)
def test_equal_limits_and_single_limits_go_together(form, values):
    assert build(form, select=MEDICINE, **values).rules[0].sentence


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"soft_most": {}}, "names no route"),
        ({"soft_most": {"XX": 3}}, "cannot be “XX”; it is one of “SL”"),
        ({"soft_most": "3"}, "must be a number, not “3”"),
        ({"soft_most": True}, "must be a number, not “True”"),
        ({"soft_most": float("nan")}, "must be a number, not “nan”"),
        ({"soft_most": -1}, "it must be from 0 to 100000"),
        ({"only": []}, "must be a list of numbers"),
        ({"only": 3}, "must be a list of numbers"),
        ({"select": "medicine", "soft_most": 3}, "must be a table"),
        ({"select": {"kinds": []}, "soft_most": 3}, "must be a list of words"),
        ({"select": {"position": "nth"}, "soft_most": 3}, "“nth” goes with the position"),
        ({"select": {"contact": "yes"}, "soft_most": 3}, "must be true or false"),
        ({"select": {"checklist": " "}, "soft_most": 3}, "must be a text"),
        ({"select": {"modalities": [3]}, "soft_most": 3}, "must be a list of modality names"),
    ],
)
def test_values_that_a_field_does_not_accept_are_told(values, told):
    with pytest.raises(RuleSetRefused) as refused:
        build("value range", **{"select": MEDICINE, "attribute": "dose", **values})
    assert told in str(refused.value)


@pytest.mark.parametrize("raw", ["8 o'clock", 8, "25:00"])
def test_a_time_of_day_is_written_as_a_clock_time(raw):
    with pytest.raises(RuleSetRefused, match="must be a time such as"):
        build("placement", select=MEDICINE, end_by=raw)


@pytest.mark.parametrize("raw", ["profile.mood", 3, "profile.conditions."])
def test_a_fact_is_one_of_those_there_are(raw):
    with pytest.raises(RuleSetRefused, match="fact"):
        build("applicability", select=MEDICINE, fact=raw)
    with pytest.raises(RuleSetRefused, match="fact"):
        build("required", select=MEDICINE, dated=raw, within_days=3)
