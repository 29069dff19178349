"""check: what a rule set finds in a plan."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from kapplanner.cli.answer import Answer, as_json, message
from kapplanner.cli.files import read_plan_file
from kapplanner.cli.judging import code_for, in_force_for, why_not_ready
from kapplanner.cli.tools import Tools
from kapplanner.cli.verbs import summary
from kapplanner.codec.adoption_words import in_force_sentence
from kapplanner.domain.evidence import Source
from kapplanner.domain.plan import Plan
from kapplanner.i18n import nt, t
from kapplanner.rules.evaluate import evaluate
from kapplanner.rules.finding import Finding, NotChecked, NotInForce, Quantity, Report, State, Tier
from kapplanner.rules.fixes import fixes_on
from kapplanner.rules.repairs.repair import Repair
from kapplanner.rules.rule_set import RuleSet
from kapplanner.rules.trial import Bench


def command() -> click.Command:
    return click.Command(
        "check",
        callback=click.pass_obj(_check),
        help=summary("check") + " " + t("Exit code 0: ready. 1: not ready. 2: the file or the request cannot be used."),
        params=[
            click.Argument(["plan"], type=click.Path(path_type=Path)),
            click.Option(["--rules"], help=t("Judge by this rule set in place of the plan's own.")),
            click.Option(["--json", "as_data"], is_flag=True, help=t("Answer as JSON.")),
        ],
    )


def _check(tools: Tools, plan: Path, rules: str | None, as_data: bool) -> Answer:
    read = read_plan_file(plan).plan
    in_force = in_force_for(tools.rule_shelf, read, rules)
    rule_set = in_force.rule_set
    report = evaluate(read, rule_set)
    message(in_force_sentence(in_force, read.zone))
    text = as_json(report_as_data(read, report, rule_set)) if as_data else report_in_words(read, report)
    return Answer(text, code_for(report))


def report_as_data(plan: Plan, report: Report, rule_set: RuleSet) -> dict[str, Any]:
    """The report in the shape that other programs read, with the proven fixes of each finding."""
    counts = report.counts
    bench = Bench(plan, rule_set)
    return {
        "plan": {"id": plan.id, "title": plan.title},
        "rule_set": {"id": report.rule_set.id, "version": report.rule_set.version, "name": report.rule_set_name},
        "counts": {
            "stop": counts.stop,
            "caution": counts.caution,
            "note": counts.note,
            "not_checked": counts.not_checked,
            "passed": counts.passed,
            "not_applicable": counts.not_applicable,
        },
        "findings": [_finding(finding, fixes_on(bench, finding)) for finding in report.findings],
        "not_checked": [
            {"rule": entry.rule, "catalogue": entry.catalogue, "missing": list(entry.missing)}
            for entry in report.not_checked
        ],
    }


def source_as_data(source: Source) -> dict[str, Any]:
    """A source in the shape that other programs read."""
    return {"who": source.who, "year": source.year, "title": source.title, "address": source.address}


def _finding(finding: Finding, fixes: tuple[Repair, ...]) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "rule_version": finding.rule_version,
        "catalogue": finding.catalogue,
        "tier": finding.tier.value,
        "state": finding.state.value,
        "sentence": finding.sentence,
        "sessions": list(finding.sessions),
        "measured": _quantity(finding.measured),
        "limit": _quantity(finding.limit),
        "sources": [source_as_data(source) for source in finding.sources],
        "fixes": [{"label": fix.label, "adds_findings": fix.lower} for fix in fixes],
    }


def _quantity(quantity: Quantity | None) -> dict[str, Any] | None:
    return None if quantity is None else {"value": _number(quantity.value), "unit": quantity.unit}


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def report_in_words(plan: Plan, report: Report) -> str:
    """The report as lines of text, strongest finding first."""
    counts = report.counts
    lines = [
        t(
            "{title}, by the rule set “{name}” {version}",
            title=plan.title,
            name=report.rule_set_name,
            version=report.rule_set.version,
        ),
        t("{stop} Stop, {caution} Caution, {note} Note", stop=counts.stop, caution=counts.caution, note=counts.note)
        + (t("; {n} kept with a reason", n=counts.kept) if counts.kept else "")
        + "; "
        + nt("{n} rule could not be checked", "{n} rules could not be checked", counts.not_checked)
        + "; "
        + t("{n} passed", n=counts.passed),
        *(_line(finding) for finding in report.findings),
    ]
    if not report.findings:
        lines.append(t("No findings from these rules."))
    if report.not_checked:
        lines += [t("Could not be checked:"), *(_unchecked_line(entry) for entry in report.not_checked)]
    if report.not_in_force:
        lines += [t("Not in force for this plan:"), *(_not_in_force_line(entry) for entry in report.not_in_force)]
    if reasons := why_not_ready(report):
        lines.append(reasons)
    return "\n".join(lines)


def _line(finding: Finding) -> str:
    word = {Tier.STOP: t("Stop"), Tier.CAUTION: t("Caution"), Tier.NOTE: t("Note")}[finding.tier]
    mark = {State.OPEN: "", State.KEPT: t(" (kept with a reason)"), State.LAPSED: t(" (was kept; facts changed)")}
    return f"  {word:<8} {_number_of(finding):<4} {finding.sentence}{mark[finding.state]}"


def _unchecked_line(entry: NotChecked) -> str:
    known = t(" (acknowledged)") if entry.acknowledged else ""
    return f"  {_number_of(entry):<13} {entry.sentence}{known}"


def _not_in_force_line(entry: NotInForce) -> str:
    return "  " + t("{title}: {when}.", title=entry.title, when=entry.words)


def _number_of(entry: Finding | NotChecked) -> str:
    return f"R{entry.catalogue}" if entry.catalogue is not None else entry.rule
