"""What another version of a rule set would change in one plan: expected findings are counted by hand."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from kapplanner.codec.rule_set_document import RuleSetDocument
from kapplanner.domain.plan import Override, OverrideReason, Plan
from kapplanner.editing.rule_impact import Impact, changed_rules, impact, only, speaking_once
from kapplanner.rules.evaluate import evaluate
from kapplanner.rules.finding import Tier
from tests.support.build import medicine, plan
from tests.support.versions import GAP, OWN, SHIPPED, gap_of, rules, with_parts, with_values


def days_apart(*days: int, route: str = "IM") -> Plan:
    """Medicine sessions at 09:30 on these days of December 2026; a day apart is 24 h, two are 48 h."""
    return plan(*(medicine(f"D{day}", "09:30", route=route, id=f"m{day}") for day in days))


def by_gap(plan: Plan, before: RuleSetDocument, after: RuleSetDocument) -> Impact:
    """What a plan's findings would become, by the rule on gaps alone."""
    return impact(plan, *(only(rules(each), frozenset({GAP})) for each in (before, after)))


def kept(plan: Plan, rule_set: RuleSetDocument) -> Plan:
    """The plan with each finding of the rule on gaps kept."""
    report = evaluate(plan, only(rules(rule_set), frozenset({GAP})))
    at = datetime(2026, 12, 1, tzinfo=UTC)
    return replace(
        plan,
        overrides=tuple(
            Override(f.rule, f.rule_version, f.fingerprint, OverrideReason.TOLERATED, "Dr A.", at)
            for f in report.findings
        ),
    )


def test_the_same_version_changes_nothing() -> None:
    found = by_gap(days_apart(2, 3, 5), OWN, OWN)
    assert found == Impact()
    assert not found.changes
    assert found.balance(Tier.CAUTION) == 0


@pytest.mark.parametrize(("hours", "appearing"), [(47, 0), (48, 0), (49, 2)])
def test_a_wider_gap_finds_those_that_are_now_too_near(hours: int, appearing: int) -> None:
    """Two gaps of 48 h, which is just what is asked for at 48."""
    found = by_gap(days_apart(2, 4, 6), OWN, gap_of(hours))
    assert len(found.appear) == appearing
    assert found.vanish == ()
    assert found.balance(Tier.CAUTION) == appearing
    assert found.changes is (appearing > 0)


def test_a_narrower_gap_lets_findings_go() -> None:
    found = by_gap(days_apart(2, 4, 6), gap_of(50), gap_of(40))
    assert [finding.sessions for finding in found.vanish] == [("m2", "m4"), ("m4", "m6")]
    assert found.appear == ()
    assert found.balance(Tier.CAUTION) == -2


def test_a_rule_that_is_turned_off_takes_its_findings_along() -> None:
    off = with_parts(OWN, GAP, enabled=False, off_reason="Not ours.")
    found = by_gap(days_apart(2, 3), OWN, off)
    assert [finding.rule for finding in found.vanish] == [GAP]
    assert found.changes


def test_another_tier_is_a_finding_that_goes_and_one_that_comes() -> None:
    found = by_gap(days_apart(2, 3), OWN, with_parts(OWN, GAP, soft="note"))
    assert [(f.tier, f.sessions) for f in found.appear] == [(Tier.NOTE, ("m2", "m3"))]
    assert [(f.tier, f.sessions) for f in found.vanish] == [(Tier.CAUTION, ("m2", "m3"))]
    assert (found.balance(Tier.CAUTION), found.balance(Tier.NOTE), found.balance(Tier.STOP)) == (-1, 1, 0)


def test_a_finding_against_another_limit_neither_comes_nor_goes_but_says_something_else() -> None:
    """24 h are under 40 h and under 50 h; 48 h only under 50 h."""
    found = by_gap(days_apart(2, 3, 5), OWN, gap_of(50))
    assert [finding.sessions for finding in found.other] == [("m2", "m3")]
    assert "50" in found.other[0].sentence and "40" not in found.other[0].sentence
    assert [finding.sessions for finding in found.appear] == [("m3", "m5")]
    assert found.vanish == ()


def test_a_rule_that_speaks_once_for_a_plan_is_the_same_finding_with_more_places() -> None:
    """One gap of 24 h before; with 50 h also two of 48 h: one finding about four sessions instead of two."""
    before = with_parts(OWN, GAP, report="plan")
    found = by_gap(days_apart(2, 3, 5, 7), before, gap_of(50, before))
    assert (found.appear, found.vanish) == ((), ())
    assert [finding.sessions for finding in found.other] == [("m2", "m3", "m5", "m7")]
    assert speaking_once(rules(before), rules(OWN)) == speaking_once(rules(OWN), rules(before))
    assert GAP in speaking_once(rules(before), rules(before))
    assert GAP not in speaking_once(rules(OWN), rules(before))


def test_findings_of_different_places_stay_apart() -> None:
    """Each at its own place: not one of them is the other one said otherwise."""
    by_lozenge = with_values(OWN, GAP, soft_least={"SL": 24, "IM": 30})
    both = plan(
        medicine("D2", "09:30", route="SL", id="m2"),
        medicine("D3", "09:30", route="SL", id="m3"),
        medicine("D5", "09:30", route="IM", id="m5"),
        medicine("D6", "15:30", route="IM", id="m6"),
    )
    stricter_for_lozenges = with_values(OWN, GAP, soft_least={"SL": 25, "IM": 30})
    found = by_gap(both, with_values(OWN, GAP, soft_least={"SL": 24, "IM": 31}), stricter_for_lozenges)
    assert [finding.sessions for finding in found.appear] == [("m2", "m3")]
    assert [finding.sessions for finding in found.vanish] == [("m5", "m6")]
    assert found.other == ()
    assert by_gap(both, by_lozenge, by_lozenge) == Impact()


def test_a_kept_finding_of_a_rule_with_a_new_version_needs_a_fresh_look() -> None:
    both = kept(days_apart(2, 3), OWN)
    found = by_gap(both, OWN, with_parts(OWN, GAP, version="2.0"))
    assert [finding.sessions for finding in found.reopened] == [("m2", "m3")]
    assert (found.appear, found.vanish, found.other) == ((), (), ())
    assert found.changes
    assert by_gap(both, OWN, with_parts(OWN, GAP, why="Other words for the same.")) == Impact()


def test_rules_that_can_no_longer_be_checked_and_those_that_now_can_are_counted() -> None:
    """The dose for each kilogram needs the weight, which was never entered; a rule that is off needs nothing."""
    dose = "dose-per-kilogram"
    given = plan(medicine("D2", route="IM", dose="45 mg"))
    off = with_parts(OWN, dose, enabled=False, off_reason="Not ours.")
    lost = impact(given, rules(off), rules(OWN))
    won = impact(given, rules(OWN), rules(off))
    assert (lost.unchecked, lost.checkable, lost.changes) == (1, 0, True)
    assert (won.unchecked, won.checkable, won.changes) == (0, 1, True)


def test_only_the_rules_that_differ_are_changed() -> None:
    assert changed_rules(rules(SHIPPED), rules(OWN)) == frozenset()
    assert changed_rules(rules(OWN), rules(gap_of(50))) == {GAP}
    new = OWN.with_rule({**OWN.rule(GAP), "id": "our-gap", "title": "Our gap"})
    assert changed_rules(rules(OWN), rules(new)) == changed_rules(rules(new), rules(OWN)) == {"our-gap"}


def test_other_numbers_of_a_route_touch_every_rule() -> None:
    routes = {**OWN.routes, "IM": {**OWN.routes["IM"], "observation": 150}}
    longer = replace(OWN, routes=routes)
    every = {rule.id for rule in rules(OWN).rules}
    assert changed_rules(rules(OWN), rules(longer)) == every
    assert changed_rules(rules(OWN), replace(rules(OWN), medicines=None)) == every


def test_a_narrowed_set_judges_by_those_rules_only_with_the_numbers_of_the_whole() -> None:
    narrow = only(rules(OWN), frozenset({GAP, "no such rule"}))
    assert [rule.id for rule in narrow.rules] == [GAP]
    assert (narrow.routes, narrow.conditions, narrow.reference) == (
        rules(OWN).routes,
        rules(OWN).conditions,
        rules(OWN).reference,
    )
