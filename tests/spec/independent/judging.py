"""Ask for the outcome of a rule as a colleague would: after the plan went through a file, with every sentence read."""

import re
from datetime import UTC, datetime

from kapplanner.codec.plans import document_to_plan, plan_to_document
from kapplanner.codec.rule_sets import rule_set_named
from kapplanner.domain.plan import Plan
from kapplanner.rules.evaluate import evaluate
from kapplanner.rules.finding import Report

WRITTEN_AT = datetime(2026, 11, 2, 12, tzinfo=UTC)
LONGEST_SENTENCE = 139
_FLAWS = re.compile(
    r"\bsafe(ly)?\b|\bNone\b|\bTrue\b|\bFalse\b|  |[{}]|Decimal|\bDSM\b|\b1 (sessions|days|hours|minutes)\b"
    r"|\b\d+\.0\b|\d\.\d{4,}|E[+-]\d|datetime|Role\.|Route\.|\ba (?:[aei]\w|EMDR|ART|IFS|SL|IM|IV|SC)|\.\.$|…",
)


def report_of(plan: Plan, rule_set: str = "intensive") -> Report:
    """The report on the plan; the same before and after a file, twice in a row, in sound sentences."""
    rules = rule_set_named(rule_set)
    report = evaluate(plan, rules)
    received = document_to_plan(plan_to_document(plan, written_by="KAP Planner", written_at=WRITTEN_AT)).plan
    assert received == plan
    assert evaluate(received, rules) == report
    _every_rule_has_an_outcome(report, rule_set)
    for finding in report.findings:
        _is_sound(finding.sentence)
        assert "could not be run" not in finding.sentence
        if finding.measured and finding.limit:
            assert finding.measured.unit == finding.limit.unit
        assert all(plan.has_session(session_id) for session_id in finding.sessions)
    for gap in report.not_checked:
        _is_sound(gap.sentence)
        assert gap.missing
    return report


def outcomes(plan: Plan, rule: str, rule_set: str = "intensive") -> str:
    """The strongest tier found, or "unknown", "passed", "absent"; "caution, unknown" where both are so."""
    report = report_of(plan, rule_set)
    said = [f.tier.value for f in report.findings if f.rule == rule][:1]
    said += ["unknown"] if any(gap.rule == rule for gap in report.not_checked) else []
    if said:
        return ", ".join(said)
    if rule in report.passed:
        return "passed"
    assert rule in report.not_applicable, f"there is no rule {rule}"
    return "absent"


def _every_rule_has_an_outcome(report: Report, rule_set: str) -> None:
    found = {f.rule for f in report.findings}
    unknown = {gap.rule for gap in report.not_checked}
    rest = [*report.passed, *report.not_applicable, *report.turned_off]
    assert len(rest) == len(set(rest))
    assert not set(rest) & (found | unknown)
    assert found | unknown | set(rest) == {rule.id for rule in rule_set_named(rule_set).rules}


def _is_sound(sentence: str) -> None:
    assert len(sentence) <= LONGEST_SENTENCE, (len(sentence), sentence)
    assert not _FLAWS.search(sentence), sentence
    assert sentence[0].isupper() or sentence[0].isdigit() or sentence[0] == "−", sentence
    assert sentence.endswith((".", " more)")), sentence
