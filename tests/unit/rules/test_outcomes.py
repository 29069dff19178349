"""How every rule came out: each rule of the set once, the gravest outcome with all that was said."""

from kapplanner.codec.rule_sets import rule_set_named
from kapplanner.codec.sample import sample_plan
from kapplanner.rules.evaluate import evaluate
from kapplanner.rules.example import Outcome
from kapplanner.rules.outcomes import outcomes
from tests.support.build import medicine, plan

RULES = rule_set_named("intensive")


def test_every_rule_that_was_asked_has_one_outcome():
    report = evaluate(sample_plan(), RULES)
    assert set(outcomes(report)) == {rule.id for rule in RULES.rules if rule.enabled}
    off = rule_set_named("outpatient")
    asked = outcomes(evaluate(sample_plan(), off))
    assert set(asked) == {rule.id for rule in off.rules if rule.enabled}


def test_the_outcomes_of_a_plan_worked_out_by_hand():
    given = plan(medicine("D1", "09:30", route="IM", dose="45 mg"), medicine("D2", "09:30", route="IM", dose="45 mg"))
    found = outcomes(evaluate(given, RULES))
    gap = found["gap-between-medicine-sessions"]
    assert gap.outcome is Outcome.CAUTION  # 24 h where 40 are asked
    assert gap.sentences[0].startswith("24 h from start")
    assert found["dose-per-kilogram"].outcome is Outcome.NOT_CHECKED  # no weight
    assert found["sessions-do-not-overlap"].outcome is Outcome.PASSED
    assert found["departure-after-medicine"].outcome is Outcome.NOT_APPLICABLE  # no stay
    week = found["medicine-sessions-in-7-days"]
    assert (week.outcome, week.sentences) == (Outcome.PASSED, ("Nearest: 2 sessions, limit 3 sessions.",))
