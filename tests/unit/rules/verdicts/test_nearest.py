"""What came nearest to a limit is told with the way in which the limit holds."""

import pytest

from kapplanner.rules.finding import Bound
from tests.unit.rules.verdicts.asking import EMDR, MEDICINE, TALK, reported

SYSTOLIC = {"fact": "profile.systolic", "value": 100}
PRESSURE = "medicine D1 09:30; pressure at rest {}/60"
AFTER_DOSE = {"select": EMDR, "other": MEDICINE, "scope": "hours after the dose", "soft_hours": 24}
AHEAD = {"checklist": "consent", "hours_before": 24}
WEIGHED = {"select": MEDICINE, "dated": "patient.weighed_on", "within_days": 30}
GATE = {"select": MEDICINE, "other": TALK, "order": "no more than so many until one", "most": 2}
TWO = "medicine D1 09:30 SL 100 mg; medicine D3 09:30 SL 110 mg"
TALK_AFTER = {"select": MEDICINE, "has": TALK, "when": "after", "soft_least": 1}


@pytest.mark.parametrize(
    ("form", "values", "plan", "bound"),
    [
        ("applicability", {**SYSTOLIC, "operator": "at least"}, PRESSURE.format(99), Bound.BELOW),
        ("applicability", {**SYSTOLIC, "operator": "above"}, PRESSURE.format(100), Bound.AT_MOST),
        ("applicability", {**SYSTOLIC, "operator": "at most"}, PRESSURE.format(101), Bound.ABOVE),
        ("applicability", {**SYSTOLIC, "operator": "below"}, PRESSURE.format(100), Bound.AT_LEAST),
        ("companion", TALK_AFTER, "medicine D1 09:30; integration D2 10:00", Bound.AT_LEAST),
        ("count in window", {"select": MEDICINE, "soft_most": 3}, TWO, Bound.AT_MOST),
        ("not together", AFTER_DOSE, "medicine D1 09:30; integration D3 10:00 emdr", Bound.AT_LEAST),
        ("order and gate", GATE, TWO, Bound.AT_MOST),
        ("required", AHEAD, "screening D1 10:00 checklist (consent); medicine D3 09:30", Bound.AT_LEAST),
        ("required", WEIGHED, "weighed on D1; medicine D3 09:30", Bound.AT_MOST),
        ("spacing", {"select": MEDICINE, "soft_least": 24, "soft_most": 200}, TWO, Bound.AT_MOST),
        ("spacing", {"select": MEDICINE, "soft_least": 40, "soft_most": 200}, TWO, Bound.AT_LEAST),
        ("step change", {"select": MEDICINE, "soft_up": 50}, TWO, Bound.AT_MOST),
        ("total in window", {"select": MEDICINE, "soft_most": 500}, TWO, Bound.AT_MOST),
        (
            "value range",
            {"select": MEDICINE, "attribute": "dose", "soft_least": 100, "soft_most": 900},
            TWO,
            Bound.AT_LEAST,
        ),
        (
            "value range",
            {"select": MEDICINE, "attribute": "dose", "soft_least": 9, "soft_most": 120},
            TWO,
            Bound.AT_MOST,
        ),
    ],
)
def test_a_limit_is_told_with_the_way_in_which_it_holds(
    form: str, values: dict[str, object], plan: str, bound: Bound
) -> None:
    (near,) = reported(form, values, plan).nearest
    assert near.bound is bound


def test_of_two_limits_equally_near_the_first_is_told() -> None:
    between = {"select": MEDICINE, "attribute": "dose", "soft_least": 50, "soft_most": 150}
    (near,) = reported("value range", between, "medicine D1 09:30 SL 75 mg").nearest  # half of either limit away
    assert near.bound is Bound.AT_LEAST
