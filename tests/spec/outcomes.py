"""How specifications ask for the outcome of one rule of the shipped sets."""

from kapplanner.codec.rule_sets import rule_set_named
from kapplanner.domain.plan import Plan
from kapplanner.rules.evaluate import evaluate
from kapplanner.rules.finding import Finding, NotChecked, Report


def outcome(plan: Plan, rule: str, rule_set: str = "intensive") -> str:
    """ "stop", "caution", "note" (the strongest), "could not be checked", "passed" or "does not apply"."""
    report = evaluate(plan, rule_set_named(rule_set))
    assert not any("could not be run" in finding.sentence for finding in report.findings)
    found = [finding for finding in report.findings if finding.rule == rule]
    if found:
        return found[0].tier.value
    if any(gap.rule == rule for gap in report.not_checked):
        return "could not be checked"
    if rule in report.passed:
        return "passed"
    assert rule in report.not_applicable, rule
    return "does not apply"


def findings(plan: Plan, rule: str, rule_set: str = "intensive") -> list[Finding]:
    """The findings of one rule."""
    return [finding for finding in report(plan, rule_set).findings if finding.rule == rule]


def gap(plan: Plan, rule: str, rule_set: str = "intensive") -> NotChecked:
    """What one rule could not check."""
    return next(each for each in report(plan, rule_set).not_checked if each.rule == rule)


def report(plan: Plan, rule_set: str = "intensive") -> Report:
    """The whole report."""
    return evaluate(plan, rule_set_named(rule_set))
