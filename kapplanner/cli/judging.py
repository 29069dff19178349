"""Judging a plan file for a verb: which rule set, what it finds, which exit code that is."""

from kapplanner.cli.answer import Exit, message
from kapplanner.codec.rule_sets import rule_set_named, rule_sets
from kapplanner.domain.errors import NotFound, PlannerError
from kapplanner.domain.plan import Plan
from kapplanner.i18n import nt, t
from kapplanner.rules.finding import Report
from kapplanner.rules.rule_set import RuleSet


def rule_set_for(plan: Plan, wanted: str | None = None) -> RuleSet:
    """The rule set asked for, or the plan's own; says so when the plan was made with another version of it."""
    asked = plan.rule_set.id if wanted is None else wanted
    try:
        found = rule_set_named(asked)
    except NotFound as cause:
        known = ", ".join(rule_set.id for rule_set in rule_sets())
        raise PlannerError(
            "There is no rule set “{name}” here. Choose one of: {known}.", name=asked[:60], known=known
        ) from cause
    if wanted is None and plan.rule_set != found.reference:
        message(
            t(
                "The plan was made with version {theirs} of the rule set “{name}”; it is judged by version {ours}.",
                theirs=plan.rule_set.version,
                name=found.id,
                ours=found.reference.version,
            )
        )
    return found


def code_for(report: Report) -> Exit:
    """0 when ready; 1 for an open Stop or an unacknowledged row of tier Stop that could not be checked."""
    return Exit.READY if report.is_ready else Exit.NOT_READY


def why_not_ready(report: Report) -> str:
    """One sentence on what stands against the plan; empty when nothing does."""
    parts = []
    if stops := len(report.open_stops):
        parts.append(nt("{n} open Stop", "{n} open Stops", stops))
    if unknown := len({entry.rule for entry in report.unacknowledged}):
        parts.append(
            nt("{n} rule of tier Stop could not be checked", "{n} rules of tier Stop could not be checked", unknown)
        )
    return t("Not ready: {reasons}.", reasons=", ".join(parts)) if parts else ""
