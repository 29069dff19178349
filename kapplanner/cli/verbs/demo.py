"""demo: a plan from a template, checked and printed, with fictional people."""

from pathlib import Path
from typing import Final

import click

from kapplanner.cli.answer import Answer, message
from kapplanner.cli.files import FileProblem, make_folder, read_plan_file, write_result
from kapplanner.cli.tools import Tools
from kapplanner.cli.verbs import summary
from kapplanner.cli.verbs.check import report_in_words
from kapplanner.codec.sample import sample_plan
from kapplanner.documents import PATIENT_PACK, PrintRequest, print_pdf
from kapplanner.domain.plan import Plan
from kapplanner.exchange.formats import kap
from kapplanner.i18n import t
from kapplanner.rules.evaluate import evaluate
from kapplanner.rules.finding import Report
from kapplanner.rules.readiness import readiness
from kapplanner.rules.rule_set import RuleSet

_PAPERS: Final = {"patient-pack.pdf": PATIENT_PACK, "safety-report.pdf": ("safety-report",)}


def command() -> click.Command:
    return click.Command(
        "demo",
        callback=click.pass_obj(_demo),
        help=summary("demo") + " " + t("Writes plan.kap, patient-pack.pdf and safety-report.pdf."),
        params=[
            click.Option(
                ["-o", "folder"],
                type=click.Path(path_type=Path),
                default=Path("demo"),
                show_default=True,
                help=t("The folder to write to."),
            )
        ],
    )


def _demo(tools: Tools, folder: Path) -> Answer:
    plan = sample_plan()
    rule_set = tools.rule_shelf.for_plan(plan.rule_set).rule_set
    report = evaluate(plan, rule_set)
    make_folder(folder)
    _leave_plans_alone(folder / "plan.kap")
    write_result(folder / "plan.kap", kap.write(plan, tools.clock))
    for name, documents in _PAPERS.items():
        write_result(folder / name, _print(tools, plan, rule_set, report, documents))
    message(t("People and places in these files are fictional."))
    files = ", ".join(["plan.kap", *_PAPERS])
    written = t("Written to {folder}: {files}", folder=folder.resolve(), files=files)
    return Answer(f"{report_in_words(plan, report)}\n{written}")


def _leave_plans_alone(path: Path) -> None:
    """A demo takes the place of an earlier demo, never of a plan of somebody's own."""
    if path.exists() and not _is_sample(path):
        raise FileProblem(
            "“{file}” is not the plan of a demo and was left as it is. Choose another folder with -o.", file=str(path)
        )


def _is_sample(path: Path) -> bool:
    try:
        return read_plan_file(path).plan.sample
    except FileProblem:
        return False


def _print(tools: Tools, plan: Plan, rule_set: RuleSet, report: Report, documents: tuple[str, ...]) -> bytes:
    return print_pdf(
        PrintRequest(
            plan=plan,
            rule_set=rule_set,
            report=report,
            documents=documents,
            printed_at=tools.clock.now(),
            paper=tools.settings.paper,
            size=plan.patient.print_size,
            language=plan.patient.language,
            final=readiness(plan, report).is_final,
            twelve_hour=tools.settings.twelve_hour,
            own_words=tools.words_shelf.own_words(),
        )
    )
