"""fix: the proven fixes of a plan's findings, and applying one of them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from kapplanner.cli.answer import Answer, as_json, message
from kapplanner.cli.files import read_plan_file, write_result
from kapplanner.cli.judging import code_for, rule_set_for, why_not_ready
from kapplanner.cli.tools import Tools
from kapplanner.cli.verbs import summary
from kapplanner.codec.plans import PlanFile
from kapplanner.domain.errors import PlannerError
from kapplanner.domain.plan import Plan
from kapplanner.exchange.formats import kap
from kapplanner.i18n import nt, t
from kapplanner.rules.evaluate import evaluate
from kapplanner.rules.finding import Finding, Report, State, Tier
from kapplanner.rules.fixes import fixes_on, why_none
from kapplanner.rules.repairs.repair import Repair
from kapplanner.rules.rule_set import RuleSet
from kapplanner.rules.trial import Bench


def command() -> click.Command:
    return click.Command(
        "fix",
        callback=click.pass_obj(_fix),
        help=summary("fix")
        + " "
        + t(
            "Every fix listed removes its finding and adds none of its tier or above. --apply carries out one of them "
            "and writes the plan back to its file, or to another with -o. Exit code 0: ready. 1: not ready."
        ),
        params=[
            click.Argument(["plan"], type=click.Path(path_type=Path)),
            click.Option(["--rules"], help=t("Judge by this rule set in place of the plan's own.")),
            click.Option(["--apply", "number"], type=int, help=t("Apply the fix of this number.")),
            click.Option(["-o", "output"], type=click.Path(path_type=Path), help=t("Write the mended plan here.")),
            click.Option(["--json", "as_data"], is_flag=True, help=t("Answer as JSON.")),
        ],
    )


@dataclass(frozen=True, slots=True)
class Numbered:
    """A fix with its number in the list and the finding it mends."""

    number: int
    finding: Finding
    repair: Repair


def numbered_fixes(plan: Plan, rule_set: RuleSet, report: Report) -> list[Numbered]:
    """All proven fixes in order of their findings; the same plan always gives the same numbers."""
    bench = Bench(plan, rule_set)
    pairs = ((finding, repair) for finding in report.findings for repair in fixes_on(bench, finding))
    return [Numbered(number, finding, repair) for number, (finding, repair) in enumerate(pairs, 1)]


def _fix(tools: Tools, plan: Path, rules: str | None, number: int | None, output: Path | None, as_data: bool) -> Answer:
    if output is not None and number is None:
        raise PlannerError("-o goes with --apply: without it nothing is changed and nothing is written.")
    file = read_plan_file(plan)
    rule_set = rule_set_for(tools.rule_shelf, file.plan, rules)
    report = evaluate(file.plan, rule_set)
    fixes = numbered_fixes(file.plan, rule_set, report)
    if number is None:
        text = as_json([_as_data(each) for each in fixes]) if as_data else _listed(report, fixes, rule_set)
        return Answer(text, code_for(report))
    chosen = next((each for each in fixes if each.number == number), None)
    if chosen is None:
        raise PlannerError(_no_such(fixes), number=number, most=len(fixes))
    return _apply(tools, file, chosen, rule_set, output or plan, as_data=as_data)


def _no_such(fixes: list[Numbered]) -> str:
    if not fixes:
        return "There is no fix {number}: this plan has none."
    return "There is no fix {number}. Choose a number from 1 to {most}, as “kapplanner fix” lists them."


def _apply(tools: Tools, file: PlanFile, chosen: Numbered, rule_set: RuleSet, target: Path, *, as_data: bool) -> Answer:
    """The plan file is what the person works on, so it is the file that is mended unless -o names another."""
    mended = chosen.repair.apply(file.plan)
    write_result(target, kap.write(mended, tools.clock, file.carried))
    report = evaluate(mended, rule_set)
    if reasons := why_not_ready(report):
        message(reasons)
    if as_data:
        return Answer(as_json(_as_data(chosen) | {"written": str(target)}), code_for(report))
    done = t("{fix} Written to {file}.", fix=chosen.repair.sentence, file=target)
    return Answer(done, code_for(report))


def _as_data(each: Numbered) -> dict[str, Any]:
    finding, repair = each.finding, each.repair
    return {
        "number": each.number,
        "rule": finding.rule,
        "catalogue": finding.catalogue,
        "tier": finding.tier.value,
        "finding": finding.sentence,
        "label": repair.label,
        "adds_findings": repair.lower,
        "sentence": repair.sentence,
        "sessions": list(repair.sessions),
    }


def _listed(report: Report, fixes: list[Numbered], rule_set: RuleSet) -> str:
    open_ones = [finding for finding in report.findings if finding.state is not State.KEPT]
    if not open_ones:
        return t("No findings from these rules.")
    lines = []
    for finding in open_ones:
        word = {Tier.STOP: t("Stop"), Tier.CAUTION: t("Caution"), Tier.NOTE: t("Note")}[finding.tier]
        lines.append(f"{word}: {finding.sentence}")
        own = [each for each in fixes if each.finding is finding]
        lines += [_line(each) for each in own]
        if not own:
            lines.append("    " + t("No fix: {reason}.", reason=why_none(rule_set, finding)))
    return "\n".join(lines)


def _line(each: Numbered) -> str:
    more = each.repair.lower
    adds = nt(" Adds {n} lesser finding.", " Adds {n} lesser findings.", more) if more else ""
    return f"  {each.number:>2}  {each.repair.sentence}{adds}"
