"""What every fix of every plan promises: the finding goes, nothing as strong comes, undo gives back the very plan."""

from hypothesis import given
from hypothesis import strategies as st

from kapplanner.codec.rule_sets import rule_set_named
from kapplanner.codec.sample import sample_plan
from kapplanner.domain.plan import Plan
from kapplanner.editing.commands import ApplyFix
from kapplanner.editing.workspace import Workspace
from kapplanner.rules.evaluate import evaluate
from kapplanner.rules.finding import Finding, Report
from kapplanner.rules.fixes import fixes_for
from tests.spec.test_properties import plans
from tests.support.examples import examples

RULES = rule_set_named("intensive")


def strengths(report: Report, rank: int) -> dict[str, list[int]]:
    """Per rule the ranks of its findings of a tier or above, strongest first."""
    found: dict[str, list[int]] = {}
    for finding in report.findings:
        if finding.tier.rank <= rank:
            found.setdefault(finding.rule, []).append(finding.tier.rank)
    return {rule: sorted(ranks) for rule, ranks in found.items()}


def keeps_its_promise(plan: Plan, target: Finding) -> int:
    """Checks every fix of a finding by judging the whole plan before and after; how many there were."""
    before = evaluate(plan, RULES)
    offered = fixes_for(plan, RULES, target)
    assert offered == fixes_for(plan, RULES, target)
    assert len(offered) <= 3
    for repair in offered:
        workspace = Workspace(plan, RULES)
        assert workspace.do(ApplyFix(repair)) is not None
        after = workspace.report
        gone = [f for f in after.findings if (f.rule, f.sessions) == (target.rule, target.sessions)]
        assert not gone, (repair.label, gone)
        known, now = strengths(before, target.tier.rank), strengths(after, target.tier.rank)
        for rule, ranks in now.items():
            assert len(ranks) <= len(known.get(rule, ())), (repair.label, rule)
            assert all(new >= old for new, old in zip(ranks, known[rule], strict=False)), (repair.label, rule)
        assert len(now.get(target.rule, ())) < len(known[target.rule])
        assert {n.rule for n in after.not_checked if n.tier.rank <= target.tier.rank} <= {
            n.rule for n in before.not_checked
        }
        assert workspace.undo() is not None
        assert workspace.plan == plan
        assert workspace.report == before
    return len(offered)


@examples(25)
@given(plans(), st.integers(0, 30))
def test_a_fix_removes_its_finding_and_adds_none_of_its_tier_or_above(plan, which):
    findings = evaluate(plan, RULES).findings
    if findings:
        keeps_its_promise(plan, findings[which % len(findings)])


@examples(15)
@given(st.integers(-16, 16), st.integers(0, 40), st.integers(0, 30))
def test_so_does_a_fix_of_a_full_course_in_which_one_session_was_moved(steps, which, finding):
    given_plan = sample_plan()
    moved = given_plan.sessions[which % len(given_plan.sessions)]
    workspace = Workspace(given_plan, RULES)
    start = moved.start.replace(hour=max(0, min(23, moved.start.hour + steps)))
    plan = workspace.plan.with_session(moved.with_changes(start=start))
    findings = evaluate(plan, RULES).findings
    if findings:
        keeps_its_promise(plan, findings[finding % len(findings)])
