"""The report: four outcomes, rules that fail, kept and lapsed findings, acknowledgements, order."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import ClassVar

import pytest

from kapplanner.codec.rule_sets import rule_set_named
from kapplanner.codec.sample import sample_plan
from kapplanner.domain.people import Answer
from kapplanner.domain.plan import Acknowledgement, CheckedMark, Override, OverrideReason, RuleSetReference, SignOff
from kapplanner.domain.session import SessionState
from kapplanner.rules.evaluate import evaluate
from kapplanner.rules.finding import State, Tier
from kapplanner.rules.fingerprint import plan_fingerprint
from kapplanner.rules.form import RuleForm, Tiers, Verdict
from kapplanner.rules.index import PlanIndex
from kapplanner.rules.readiness import readiness
from kapplanner.rules.rule_set import Rule
from tests.support.build import medicine, plan

NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
RULES = rule_set_named("intensive")
GAP = "gap-between-medicine-sessions"


@dataclass(frozen=True, slots=True)
class Broken(RuleForm):
    """A form that fails on every plan."""

    form: ClassVar[str] = "broken"

    def judge(self, index: PlanIndex) -> Verdict:
        raise ZeroDivisionError

    def sentence(self, tiers: Tiers) -> str:
        return "Broken."


BROKEN = Rule("broken", "1.0", None, "A broken rule", Broken(), Tiers(None, Tier.CAUTION), "Test.", "None.")


def close_pair(second: str = "09:00"):
    return plan(medicine("D1", "10:00", id="one"), medicine("D2", second, id="two"))


def of_rule(report, rule: str):
    return [finding for finding in report.findings if finding.rule == rule]


def kept(finding, **more) -> Override:
    values = {"reason": OverrideReason.AGREED, "by": "Dr. K.", "at": NOW}
    return Override(finding.rule, finding.rule_version, finding.fingerprint, **{**values, **more})


def test_a_rule_that_fails_is_a_stop_that_cannot_be_kept_and_the_others_still_run():
    with_broken = replace(RULES, rules=(*RULES.rules, BROKEN))
    report = evaluate(close_pair(), with_broken)
    found = of_rule(report, "broken")[0]
    assert found.tier is Tier.STOP
    assert found.sentence == "This rule could not be run: A broken rule."
    assert not found.may_be_kept
    assert of_rule(report, GAP)
    again = evaluate(replace(close_pair(), overrides=(kept(found),)), with_broken)
    assert of_rule(again, "broken")[0].state is State.OPEN
    assert not again.is_ready


def test_a_rule_that_is_off_is_named_and_finds_nothing():
    off = replace(RULES, rules=tuple(replace(r, enabled=r.id != GAP) for r in RULES.rules))
    report = evaluate(close_pair(), off)
    assert report.turned_off == (GAP,)
    assert not of_rule(report, GAP)


def test_a_kept_finding_stays_kept_while_its_facts_stay():
    given = close_pair()
    finding = of_rule(evaluate(given, RULES), GAP)[0]
    after = replace(given, overrides=(kept(finding),))
    assert of_rule(evaluate(after, RULES), GAP)[0].state is State.KEPT
    renamed = after.with_session(after.session("one").with_changes(title="Morning", note="Long night."))
    assert of_rule(evaluate(renamed, RULES), GAP)[0].state is State.KEPT


@pytest.mark.parametrize(
    "change",
    [
        lambda p: p.with_session(p.session("two").with_changes(start=datetime(2026, 12, 7, 9, 15))),
        lambda p: p.with_session(p.session("two").with_changes(minutes=240)),
        lambda p: replace(p, site=replace(p.site, zone="Asia/Kolkata")),
    ],
)
def test_keeping_lapses_when_the_facts_change(change):
    given = close_pair()
    finding = of_rule(evaluate(given, RULES), GAP)[0]
    after = change(replace(given, overrides=(kept(finding),)))
    assert of_rule(evaluate(after, RULES), GAP)[0].state is State.LAPSED
    assert evaluate(after, RULES).counts.caution >= 1


def test_keeping_lapses_with_a_new_version_of_the_rule():
    given = close_pair()
    finding = of_rule(evaluate(given, RULES), GAP)[0]
    newer = replace(RULES, rules=tuple(replace(r, version="1.1") if r.id == GAP else r for r in RULES.rules))
    assert of_rule(evaluate(replace(given, overrides=(kept(finding),)), newer), GAP)[0].state is State.LAPSED


def test_another_rule_or_another_pair_is_not_kept_by_it():
    given = plan(medicine("D1", "10:00"), medicine("D2", "09:00"), medicine("D3", "08:30"))
    first, second = of_rule(evaluate(given, RULES), GAP)
    after = of_rule(evaluate(replace(given, overrides=(kept(first),)), RULES), GAP)
    assert [f.state for f in after] == [State.KEPT, State.OPEN]
    assert second.fingerprint != first.fingerprint


def test_stops_need_a_second_name_and_cautions_do_not():
    report = evaluate(plan(medicine("D1", "10:00"), medicine("D1", "20:00")), RULES)
    assert all(f.needs_second_name is (f.tier is Tier.STOP) for f in report.findings)
    assert {Tier.STOP, Tier.CAUTION} <= {f.tier for f in report.findings}


def test_findings_are_sorted_by_tier_then_time_then_number():
    report = evaluate(plan(medicine("D1", "07:00"), medicine("D2", "06:00"), medicine("D3", "05:00")), RULES)
    ranks = [f.tier.rank for f in report.findings]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) == 3


def test_acknowledging_lasts_while_no_further_fact_is_missing():
    given = plan(medicine("D1", id="one", dose="low"))
    gap = next(n for n in evaluate(given, RULES).not_checked if n.rule == "dose-in-mg")
    assert gap.tier is Tier.STOP
    known = Acknowledgement(gap.rule, gap.rule_version, gap.missing, "Dr. K.", NOW)
    after = evaluate(replace(given, acknowledgements=(known,)), RULES)
    assert next(n for n in after.not_checked if n.rule == "dose-in-mg").acknowledged
    more = replace(given, acknowledgements=(known,)).with_session(medicine("D3", id="two", dose="low"))
    assert not next(n for n in evaluate(more, RULES).not_checked if n.rule == "dose-in-mg").acknowledged


def test_the_nearest_passed_rules_come_first():
    report = evaluate(plan(medicine("D1", "10:00"), medicine("D2", "10:30")), RULES)
    distances = [abs(n.limit.value - n.measured.value) / n.limit.value for n in report.nearest if n.limit.value]
    assert distances == sorted(distances)
    near = next(n for n in report.nearest if n.rule == GAP)
    assert (near.measured.value, near.limit.value, near.limit.unit) == (24.5, 24, "h")


def test_a_finding_carries_reason_evidence_and_sources():
    finding = of_rule(evaluate(close_pair(), RULES), GAP)[0]
    assert "half-lives" in finding.detail
    assert "Evidence: " in finding.detail
    assert "House default: " in finding.detail
    assert [source.who for source in finding.sources]


def finished():
    """A plan with no open Stop and nothing of tier Stop left to ask."""
    return sample_plan()


def marked(given, rule_set=RULES):
    mark = CheckedMark("Dr. K.", NOW, plan_fingerprint(given), rule_set.reference)
    return replace(given, checked=mark)


def test_a_plan_is_final_when_checked_in_this_state_with_this_rule_set():
    given = marked(finished())
    assert readiness(given, evaluate(given, RULES)).is_final


def test_a_plan_in_which_nothing_takes_place_is_never_final():
    session = medicine("D1", "10:00")
    for empty in (plan(), plan(session.with_changes(state=SessionState.CANCELLED))):
        given = marked(replace(empty, patient=finished().patient, profile=finished().profile))
        assert "The plan has no sessions." in readiness(given, evaluate(given, RULES)).reasons
    assert "The plan has no sessions." not in readiness(plan(session), evaluate(plan(session), RULES)).reasons


def test_a_plan_is_not_final_before_it_is_checked_or_after_a_change():
    given = finished()
    assert readiness(given, evaluate(given, RULES)).reasons == ("The plan is not marked as checked.",)
    changed = replace(marked(given), title="Other")
    assert "changed after" in readiness(changed, evaluate(changed, RULES)).reasons[0]
    other = replace(
        marked(given), checked=replace(marked(given).checked, rule_set=RuleSetReference("intensive", "0.9"))
    )
    assert "another rule set" in readiness(other, evaluate(other, RULES)).reasons[0]


def test_a_plan_that_is_judged_by_another_set_than_it_names_is_not_final():
    given = marked(replace(finished(), rule_set=RuleSetReference("harbour", "3")))
    assert readiness(given, evaluate(given, RULES)).reasons == (
        "The rule set “harbour” that the plan names is not here.",
    )
    older = marked(replace(finished(), rule_set=RuleSetReference("intensive", "0.9")))
    assert readiness(older, evaluate(older, RULES)).is_final


def test_a_plan_with_open_stops_or_unknown_stop_rules_is_not_final():
    unknown = marked(replace(finished(), profile=replace(finished().profile, crisis_plan=Answer.NOT_ASKED)))
    assert "1 Stop rule could not be checked" in readiness(unknown, evaluate(unknown, RULES)).reasons[0]
    given = finished()
    last = given.medicine_sessions[-1]
    moved = marked(given.with_session(last.with_changes(minutes=90)))
    assert readiness(moved, evaluate(moved, RULES)).reasons == ("1 Stop is open.",)


def test_the_mark_of_a_plan_ignores_checking_and_signing_only():
    given = finished()
    signed = replace(marked(given), sign_off=SignOff("Dr. K.", NOW, 1))
    assert plan_fingerprint(signed) == plan_fingerprint(given)
    assert plan_fingerprint(replace(given, note="x")) != plan_fingerprint(given)
    assert len(plan_fingerprint(given)) == 32
