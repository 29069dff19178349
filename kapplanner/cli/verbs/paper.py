"""paper: whether a paper in the hand shows a plan as it is, by the code at its foot."""

from pathlib import Path
from typing import Any

import click

from kapplanner.cli.answer import Answer, Exit, as_json
from kapplanner.cli.files import LibraryPlace, read_plan_file
from kapplanner.cli.tools import Tools
from kapplanner.cli.verbs import summary
from kapplanner.documents.paper_code import PaperCode
from kapplanner.documents.paper_standing import PaperStanding, Standing, standing_beside, standing_in
from kapplanner.i18n import t


def command() -> click.Command:
    return click.Command(
        "paper",
        callback=click.pass_obj(_paper),
        help="\n\n".join(
            (
                summary("paper"),
                t("The code stands at the foot of every page. It is looked for in your library, or in --plan."),
                t("Exit code 0: the paper is current. 1: it is not, or its plan is not here. 2: this is no code."),
                t("With --json:")
                + ' {"code", "standing": "current" | "superseded" | "not current" | "another plan" | "unknown", '
                '"plan": {"id", "code", "title"} | null, "saved_at", "changed_at", "sentence"}',
            )
        ),
        params=[
            click.Argument(["code"]),
            click.Option(["--plan"], type=click.Path(path_type=Path), help=t("Hold the paper against this plan file.")),
            click.Option(["--library"], type=LibraryPlace(), help=t("Another library than your own.")),
            click.Option(["--json", "as_data"], is_flag=True, help=t("Answer as JSON.")),
        ],
    )


def _paper(tools: Tools, code: str, plan: Path | None, library: Path | None, as_data: bool) -> Answer:
    if plan is not None and library is not None:
        raise click.UsageError(t("Name a plan file or a library, not both."))
    read = PaperCode.read(code)
    found = standing_beside(read, read_plan_file(plan).plan) if plan is not None else _in_library(tools, read, library)
    text = as_json(standing_as_data(read, found)) if as_data else found.sentence
    return Answer(text, Exit.READY if found.standing is Standing.CURRENT else Exit.NOT_READY)


def _in_library(tools: Tools, code: PaperCode, place: Path | None) -> PaperStanding:
    library = tools.open_library(place)
    try:
        return standing_in(code, library)
    finally:
        library.close()


def standing_as_data(code: PaperCode, found: PaperStanding) -> dict[str, Any]:
    """The standing in the shape that other programs read; times with their zone."""
    plan = found.plan
    return {
        "code": str(code),
        "standing": found.standing.value,
        "plan": {"id": plan.id, "code": plan.code, "title": plan.title} if plan is not None else None,
        "saved_at": found.saved_at.isoformat() if found.saved_at is not None else None,
        "changed_at": found.changed_at.isoformat() if found.changed_at is not None else None,
        "sentence": found.sentence,
    }
