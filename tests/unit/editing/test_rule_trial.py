"""Trying a version of a rule set on plans and templates: which are concerned, what would change, how a rule is used."""

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import islice

import pytest

from kapplanner.codec.templates import templates
from kapplanner.domain.errors import NotFound
from kapplanner.domain.library import FindingCounts, LibraryDamaged
from kapplanner.domain.people import Patient
from kapplanner.domain.plan import Override, OverrideReason, Plan, RuleSetReference
from kapplanner.editing.rule_impact import only
from kapplanner.editing.rule_trial import (
    MOST_IN_FULL,
    Comparison,
    StoredImpact,
    StoredTrial,
    compare,
    try_open,
)
from kapplanner.editing.rule_use import RuleUse
from kapplanner.editing.template_trial import TemplateTrial, try_templates
from kapplanner.rules.evaluate import evaluate
from kapplanner.rules.finding import Tier
from kapplanner.rules.rule_set import RuleSet
from tests.support.build import medicine, plan
from tests.support.versions import GAP, OWN, SHIPPED, gap_of, rules, with_parts

SHIPPED_SET, OWN_SET = rules(SHIPPED), rules(OWN)
SUNDAY = date(2026, 12, 6)


def course(plan_id: str, *days: int, rule_set: str = "harbour 1", name: str = "", **more: object) -> Plan:
    """Medicine by injection at 09:30 on these days: a day apart is 24 h, two days are 48 h."""
    sessions = (medicine(f"D{day}", "09:30", route="IM", id=f"{plan_id}-{day}") for day in days)
    reference = RuleSetReference(*rule_set.split())
    return plan(*sessions, id=plan_id, rule_set=reference, patient=Patient(name=name), code=f"K-{plan_id}", **more)


def kept(plan: Plan, reason: OverrideReason, *more: OverrideReason) -> Plan:
    """The plan with its first finding about a gap kept for a reason, and again for others later."""
    finding = evaluate(plan, only(OWN_SET, frozenset({GAP}))).findings[0]
    at = datetime(2026, 12, 1, tzinfo=UTC)
    overrides = (
        Override(GAP, finding.rule_version, finding.fingerprint, each, "Dr A.", at) for each in (reason, *more)
    )
    return replace(plan, overrides=tuple(overrides))


def nowhere(reference: RuleSetReference) -> RuleSet:
    raise NotFound("There is no rule set “{name}” here.", name=reference.id)


def tried(comparison: Comparison, *plans: Plan, rule: str = GAP, named: object = nowhere) -> StoredImpact:
    """What is known after all of these were looked at."""
    kept = {each.id: each for each in plans}
    *_, last = StoredTrial(comparison, rule, named).walk(kept, kept.__getitem__)  # type: ignore[arg-type]
    return last


# ---------------------------------------------------------------- Which plans are concerned


@pytest.mark.parametrize(
    ("named", "concerned"),
    [("harbour 1", True), ("harbour 4", True), ("intensive 1.0", False), ("outpatient 1.0", False)],
)
def test_a_later_version_concerns_the_plans_of_any_version_of_its_set(named: str, concerned: bool) -> None:
    comparison = compare(OWN_SET, rules(gap_of(50)))
    assert not comparison.is_first_version
    assert comparison.concerns(RuleSetReference(*named.split())) is concerned


@pytest.mark.parametrize(
    ("named", "concerned"), [("harbour 1", True), ("intensive 1.0", True), ("outpatient 1.0", False)]
)
def test_a_first_version_concerns_the_plans_of_the_shipped_set_it_was_made_from(named: str, concerned: bool) -> None:
    comparison = compare(SHIPPED_SET, OWN_SET)
    assert comparison.is_first_version
    assert comparison.concerns(RuleSetReference(*named.split())) is concerned


# ---------------------------------------------------------------- The open plan


def test_the_open_plan_is_counted_in_full_before_and_after() -> None:
    """Two gaps of 48 h: two more Cautions at 50 h; whatever else is found stays."""
    given = course("p", 2, 4, 6)
    found = try_open(given, compare(OWN_SET, rules(gap_of(50))))
    counts = evaluate(given, OWN_SET).counts
    assert found is not None and found.plan is given
    assert found.before == FindingCounts(counts.stop, counts.caution, counts.note, counts.not_checked)
    assert found.after == replace(found.before, caution=found.before.caution + 2)
    assert [finding.sessions for finding in found.impact.appear] == [("p-2", "p-4"), ("p-4", "p-6")]


def test_an_open_plan_of_another_rule_set_is_not_tried() -> None:
    other = course("p", 2, 4, rule_set="outpatient 1.0")
    assert try_open(other, compare(OWN_SET, rules(gap_of(50)))) is None


# ---------------------------------------------------------------- Stored plans


def test_plans_that_change_are_told_with_what_the_changed_rules_find_and_the_rest_stays() -> None:
    comparison = compare(OWN_SET, rules(gap_of(50)))
    near, apart = course("near", 2, 4, 6, name="Sam R.", title="Two weeks"), course("apart", 2, 5)
    found = tried(comparison, near, apart, course("other", 2, 4, rule_set="outpatient 1.0"))
    assert (found.looked, found.concerned, found.changing, found.unconcerned) == (3, 2, 1, 1)
    (told,) = found.plans
    counts = evaluate(near, OWN_SET).counts
    assert (told.id, told.name, told.title) == ("near", "Sam R.", "Two weeks")
    assert (told.before, told.after) == (FindingCounts(), FindingCounts(caution=2))
    assert told.whole_before == FindingCounts(counts.stop, counts.caution, counts.note, counts.not_checked)
    assert told.whole_after == replace(told.whole_before, caution=told.whole_before.caution + 2)
    assert told.impact.balance(Tier.CAUTION) == 2


def test_a_plan_without_a_name_is_told_by_its_code() -> None:
    (told,) = tried(compare(OWN_SET, rules(gap_of(50))), course("p", 2, 4, name=" ")).plans
    assert told.name == "K-p"


def test_where_no_rule_differs_no_plan_changes_and_the_use_of_a_rule_is_still_counted() -> None:
    found = tried(compare(OWN_SET, OWN_SET), course("p", 2, 3))
    assert (found.concerned, found.changing, found.plans) == (1, 0, ())
    assert found.use == RuleUse(plans=1, findings=1)


def test_without_a_rule_to_ask_about_no_use_is_counted() -> None:
    assert tried(compare(OWN_SET, rules(gap_of(50))), course("p", 2, 3), rule="").use == RuleUse()


def test_plans_beyond_those_told_one_by_one_are_counted() -> None:
    many = [course(f"p{number}", 2, 4) for number in range(MOST_IN_FULL + 2)]
    found = tried(compare(OWN_SET, rules(gap_of(50))), *many)
    assert found.changing == 102
    assert len(found.plans) == 100


def test_a_walk_reads_one_plan_at_a_time_and_can_be_left_after_any() -> None:
    read: list[str] = []

    def reading(plan_id: str) -> Plan:
        read.append(plan_id)
        return course(plan_id, 2, 4)

    walk = StoredTrial(compare(OWN_SET, rules(gap_of(50))), GAP, nowhere).walk(iter("abc"), reading)
    assert [so_far.changing for so_far in islice(walk, 2)] == [1, 2]
    assert read == ["a", "b"]


def test_a_plan_that_is_gone_is_left_out_and_one_that_cannot_be_read_is_counted() -> None:
    def reading(plan_id: str) -> Plan:
        if plan_id == "gone":
            raise NotFound("This plan is no longer in the library.")
        if plan_id == "damaged":
            raise LibraryDamaged("A page is damaged.")
        return course(plan_id, 2, 4)

    walk = StoredTrial(compare(OWN_SET, rules(gap_of(50))), GAP, nowhere).walk(("gone", "damaged", "p"), reading)
    *_, found = walk
    assert (found.looked, found.concerned, found.unreadable, found.unconcerned) == (2, 1, 1, 0)


def test_an_error_of_the_program_is_not_taken_for_a_plan_that_cannot_be_read() -> None:
    walk = StoredTrial(compare(OWN_SET, OWN_SET), GAP, nowhere).walk(("p",), {}.__getitem__)
    with pytest.raises(KeyError):
        next(walk)


# ---------------------------------------------------------------- The use of a rule


def test_findings_kept_findings_and_rules_that_do_not_fit_are_counted() -> None:
    """Findings: one, two, none; of the three one is kept because the rule does not fit, one for another reason."""
    comparison = compare(OWN_SET, OWN_SET)
    unfit = kept(course("a", 2, 3), OverrideReason.TOLERATED, OverrideReason.RULE_DOES_NOT_FIT)
    tolerated = kept(course("b", 2, 3, 4), OverrideReason.TOLERATED)
    found = tried(comparison, unfit, tolerated, course("c", 2, 4))
    assert found.use == RuleUse(plans=2, findings=3, kept=2, does_not_fit=1)


def test_a_rule_is_counted_by_the_version_that_each_plan_is_judged_by() -> None:
    """By version 2 of the clinic's set 48 h are too near, by version 1 they are not."""
    second = replace(rules(gap_of(50)), version="2")
    asked: list[RuleSetReference] = []

    def named(reference: RuleSetReference) -> RuleSet:
        asked.append(reference)
        return second

    older, newer = course("older", 2, 4), [course(f"newer-{n}", 2, 4, rule_set="harbour 2") for n in (1, 2)]
    found = tried(compare(OWN_SET, OWN_SET), older, *newer, named=named)
    assert found.use == RuleUse(plans=2, findings=2)
    assert asked == [RuleSetReference("harbour", "2")]


def test_a_version_that_is_not_here_counts_as_the_one_compared_with() -> None:
    assert tried(compare(OWN_SET, OWN_SET), course("p", 2, 3, rule_set="harbour 9")).use.findings == 1


@pytest.mark.parametrize(
    ("findings", "kept_times", "hint"),
    [(19, 19, False), (20, 16, False), (20, 17, True), (25, 20, False), (25, 21, True), (0, 0, False)],
)
def test_a_rule_that_is_mostly_kept_in_twenty_findings_or_more_asks_for_a_look(
    findings: int, kept_times: int, hint: bool
) -> None:
    """16 of 20 and 20 of 25 are 80 %: more is asked for."""
    assert RuleUse(plans=1, findings=findings, kept=kept_times).is_mostly_kept is hint


def test_a_changed_rule_is_counted_by_the_version_in_force_and_other_rules_are_left_out() -> None:
    """By 40 h one of the two gaps is too near, by 50 h both; a third rule changes and finds the same plan."""
    both = with_parts(gap_of(50), "medicine-days-in-a-row", soft="note")
    found = tried(compare(OWN_SET, rules(both)), course("p", 2, 3, 5))
    assert found.use == RuleUse(plans=1, findings=1)


# ---------------------------------------------------------------- Templates


def by_id(comparison: Comparison) -> dict[str, TemplateTrial]:
    return {each.id: each for each in try_templates(templates(), comparison, SUNDAY)}


def test_the_templates_of_the_shipped_set_are_tried_and_no_others() -> None:
    """Eight of the fifteen name the intensive set (decision 23)."""
    found = by_id(compare(SHIPPED_SET, OWN_SET))
    assert set(found) == {
        "gad-one-week",
        "gad-two-weeks",
        "five-in-one-week",
        "panic-agoraphobia",
        "social-anxiety",
        "specific-phobia",
        "trauma-linked",
        "long-weekend",
    }
    assert not any(each.changes for each in found.values())


def test_a_template_whose_sessions_are_now_too_near_would_start_with_more_findings() -> None:
    """Two weeks of three sessions each, Mon Wed Fri: lozenge first, then injections; within a week all gaps are 48 h.

    Gaps of 48 h: two in each week, so four; over the weekend there are three days.
    """
    after = gap_of(50)
    routes = after.rule(GAP)["with"]["soft_least"]
    every = with_parts(after, GAP, **{"with": {**after.rule(GAP)["with"], "soft_least": dict.fromkeys(routes, 50)}})
    found = by_id(compare(OWN_SET, rules(every)))["gad-two-weeks"]
    assert found.changes
    assert found.after.caution - found.before.caution == 4
    assert found.would_start_with_many_cautions and not found.would_start_with_a_stop


@pytest.mark.parametrize(
    ("stops", "cautions", "told"),
    [(0, 3, (False, False)), (0, 4, (False, True)), (1, 0, (True, False))],
)
def test_a_stop_or_more_than_three_cautions_are_a_bad_start(stops: int, cautions: int, told: tuple[bool, bool]) -> None:
    found = TemplateTrial("t", "T", FindingCounts(), FindingCounts(stops, cautions, 9), True)
    assert (found.would_start_with_a_stop, found.would_start_with_many_cautions) == told


def test_a_set_that_was_made_from_none_has_no_templates() -> None:
    alone = replace(OWN_SET, made_from="")
    assert try_templates(templates(), compare(alone, alone), SUNDAY) == ()
