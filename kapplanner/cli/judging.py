"""Judging a plan file for a verb: which rule set, what it finds, which exit code that is."""

from pathlib import Path

from kapplanner.cli.answer import Exit, message
from kapplanner.cli.files import read_bounded
from kapplanner.codec.rule_set_document import document_from
from kapplanner.codec.rule_sets import rule_set_of
from kapplanner.codec.rule_shelf import InForce, RuleShelf
from kapplanner.domain.plan import Plan, RuleSetReference
from kapplanner.i18n import nt, t
from kapplanner.rules.finding import Report
from kapplanner.rules.rule_set import RuleSet


def rule_set_for(shelf: RuleShelf, plan: Plan, wanted: str | None = None) -> RuleSet:
    """The rule set asked for (its short name, or a TOML file), or the plan's own; says what there is to know of it."""
    return in_force_for(shelf, plan, wanted).rule_set


def in_force_for(shelf: RuleShelf, plan: Plan, wanted: str | None = None) -> InForce:
    """The same, with who put it in force; nobody did with a file."""
    if wanted is not None and wanted.endswith(".toml"):
        path = Path(wanted)
        return InForce(rule_set_of(document_from(read_bounded(path), path.name)))
    found = shelf.for_plan(plan.rule_set) if wanted is None else rule_set_named(shelf, wanted)
    if found.remark:
        message(found.remark)
    return found


def rule_set_named(shelf: RuleShelf, name: str) -> InForce:
    """The newest version of the set of that short name; NotFound with the names there are."""
    newest = {each.rule_set.id: each.rule_set.reference for each in shelf.in_force()}
    return shelf.for_plan(newest.get(name, RuleSetReference(name, "")))


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
