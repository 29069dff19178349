"""export: a plan as a file for a colleague or a calendar."""

from pathlib import Path

import click

from kapplanner.cli.answer import Answer, message
from kapplanner.cli.files import read_plan_file, refuse_place_of_plan, write_result
from kapplanner.cli.judging import code_for, rule_set_for, why_not_ready
from kapplanner.cli.tools import Tools
from kapplanner.cli.verbs import summary
from kapplanner.exchange.format import ExportRequest, Privacy
from kapplanner.exchange.formats import format_named, format_names, kap
from kapplanner.i18n import t
from kapplanner.rules.evaluate import evaluate


def command() -> click.Command:
    return click.Command(
        "export",
        callback=click.pass_obj(_export),
        help=summary("export")
        + " "
        + t("A calendar of a plan that is not ready is marked as tentative. Exit code 1: written, but not ready."),
        params=[
            click.Argument(["plan"], type=click.Path(path_type=Path)),
            click.Option(["--to", "format_name"], required=True, type=click.Choice(format_names()), help=t("Format.")),
            click.Option(
                ["--privacy"], type=click.Choice([p.value for p in Privacy]), help=t("How much calendar titles tell.")
            ),
            click.Option(
                ["-o", "output"], required=True, type=click.Path(path_type=Path), help=t("The file to write.")
            ),
        ],
    )


def _export(tools: Tools, plan: Path, format_name: str, privacy: str | None, output: Path) -> Answer:
    wanted = format_named(format_name)
    if wanted.extension != kap.FORMAT.extension:
        refuse_place_of_plan(output, plan)
    file = read_plan_file(plan)
    rule_set = rule_set_for(tools.rule_shelf, file.plan)
    report = evaluate(file.plan, rule_set)
    request = ExportRequest(
        plan=file.plan,
        rule_set=rule_set,
        report=report,
        exported_at=tools.clock.now(),
        privacy=Privacy(privacy or tools.settings.calendar_privacy),
        carried=file.carried,
    )
    write_result(output, wanted.write(request))
    message(t(wanted.warning))
    if reasons := why_not_ready(report):
        message(reasons)
    return Answer(t("{title} written to {file}.", title=t(wanted.title), file=output), code_for(report))
