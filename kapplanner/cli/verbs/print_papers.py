"""print: papers of a plan as one PDF file."""

from pathlib import Path
from typing import Final

import click

from kapplanner.cli.answer import Answer, message
from kapplanner.cli.files import read_plan_file, refuse_place_of_plan, write_result
from kapplanner.cli.judging import code_for, in_force_for, why_not_ready
from kapplanner.cli.tools import Tools
from kapplanner.cli.values import day_named
from kapplanner.cli.verbs import summary
from kapplanner.codec.adoption_words import in_force_sentence
from kapplanner.codec.paper_words import LANGUAGES
from kapplanner.documents import PrintRequest, document_kinds, print_pdf
from kapplanner.domain.errors import PlannerError
from kapplanner.i18n import nt, t
from kapplanner.rules.evaluate import evaluate
from kapplanner.rules.readiness import readiness

_ALL: Final = "all"


def command() -> click.Command:
    return click.Command(
        "print",
        callback=click.pass_obj(_print),
        help=summary("print")
        + " "
        + t("Papers say DRAFT until the plan is marked as checked. Exit code 1: printed, but the plan is not ready."),
        params=[
            click.Argument(["plan"], type=click.Path(path_type=Path)),
            click.Option(["--documents"], required=True, help=_documents_help()),
            click.Option(["--paper"], type=click.Choice(["a4", "letter"]), help=t("Paper size.")),
            click.Option(["--size"], type=click.Choice(["14", "18"]), help=t("Text size of patient papers in points.")),
            click.Option(["--language"], help=t("Language of patient papers: en or es, or two of them: es,en.")),
            click.Option(["--day"], help=t("Only the pages of this day, such as 2026-12-09.")),
            click.Option(["-o", "output"], required=True, type=click.Path(path_type=Path), help=t("The PDF file.")),
        ],
    )


def _documents_help() -> str:
    names = ", ".join([*(kind.id for kind in document_kinds()), _ALL])
    return t("Documents, separated by commas: {names}.", names=names)


def _print(
    tools: Tools,
    plan: Path,
    documents: str,
    paper: str | None,
    size: str | None,
    language: str | None,
    day: str | None,
    output: Path,
) -> Answer:
    wanted = documents_named(documents)
    first, *second = languages_named(language) if language is not None else ("",)
    only = day_named(day) if day is not None else None
    refuse_place_of_plan(output, plan)
    read = read_plan_file(plan).plan
    in_force = in_force_for(tools.rule_shelf, read)
    own_words = tools.words_shelf.own_words()
    report = evaluate(read, in_force.rule_set)
    ready = readiness(read, report)
    request = PrintRequest(
        plan=read,
        rule_set=in_force.rule_set,
        report=report,
        documents=wanted,
        printed_at=tools.clock.now(),
        paper=paper or tools.settings.paper,
        size=int(size) if size is not None else read.patient.print_size,
        language=first or read.patient.language,
        also_language="".join(second),
        day=only,
        final=ready.is_final,
        twelve_hour=tools.settings.twelve_hour,
        in_force=in_force,
        own_words=own_words,
    )
    write_result(output, print_pdf(request))
    message(in_force_sentence(in_force, read.zone))
    for problem in own_words.problems:
        message(problem)
    if not ready.is_final:
        message(t("Printed as DRAFT: the plan is not marked as checked.") + " " + why_not_ready(report))
    written = nt("{n} document written to {file}.", "{n} documents written to {file}.", len(wanted), file=output)
    return Answer(written, code_for(report))


def languages_named(text: str) -> tuple[str, ...]:
    """One language of patient papers, or two: each page in the first is followed by the same page in the second."""
    names = tuple(part.strip().lower() for part in text.split(","))
    for name in names:
        if name not in LANGUAGES:
            raise PlannerError(
                "There are no papers in “{name}”. Choose from: {known}.", name=name[:20], known=", ".join(LANGUAGES)
            )
    if len(names) > 2:
        raise PlannerError("Papers come in one language or in two, such as “es,en”.")
    return names


def documents_named(text: str) -> tuple[str, ...]:
    """The document ids in a list such as "itinerary,medicine-day", or every one for "all"."""
    known = tuple(kind.id for kind in document_kinds())
    if text.strip().lower() == _ALL:
        return known
    names = tuple(dict.fromkeys(part.strip().lower() for part in text.split(",")))
    for name in names:
        if name not in known:
            raise PlannerError(
                "There is no document “{name}”. Choose from: {known}.", name=name[:40], known=", ".join((*known, _ALL))
            )
    return names
