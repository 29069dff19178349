"""import: plan files into the library; what is already there is never overwritten."""

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

import click

from kapplanner.cli.answer import Answer, Exit, message
from kapplanner.cli.files import FileProblem, LibraryPlace, read_bounded, read_plan
from kapplanner.cli.judging import rule_set_for
from kapplanner.cli.tools import Tools
from kapplanner.cli.verbs import summary
from kapplanner.domain.errors import NotFound, PlannerError
from kapplanner.domain.library import LibraryError, PlanLibrary, PlanStatus
from kapplanner.domain.plan import Plan
from kapplanner.editing.autosave import finding_counts
from kapplanner.exchange.import_preview import ImportState, preview_import
from kapplanner.exchange.origin import Origin
from kapplanner.i18n import t


class _Outcome(StrEnum):
    """What became of one file."""

    ADDED = "added"
    BESIDE = "kept beside the plan already here"
    ALREADY_HERE = "already here"
    REFUSED = "refused"


def command() -> click.Command:
    return click.Command(
        "import",
        callback=click.pass_obj(_import),
        help=summary("import")
        + " "
        + t("A plan already there in another state is kept, and the received one beside it."),
        params=[
            click.Argument(["files"], nargs=-1, required=True, type=click.Path(path_type=Path)),
            click.Option(["--library"], type=LibraryPlace(), help=t("Another library than your own.")),
        ],
    )


def _import(tools: Tools, files: tuple[Path, ...], library: Path | None) -> Answer:
    opened = tools.open_library(library)
    try:
        if opened.notice is not None:
            message(_sentence(opened.notice))
        outcomes = Counter(_import_files(files, opened, tools))
    finally:
        opened.close()
    code = Exit.UNUSABLE if outcomes[_Outcome.REFUSED] else Exit.READY
    return Answer(_in_words(outcomes), code)


def _in_words(outcomes: Counter[_Outcome]) -> str:
    return t(
        "{added} added, {beside} kept beside the plan already here, {here} already here, {refused} refused.",
        added=outcomes[_Outcome.ADDED],
        beside=outcomes[_Outcome.BESIDE],
        here=outcomes[_Outcome.ALREADY_HERE],
        refused=outcomes[_Outcome.REFUSED],
    )


def _import_files(files: Iterable[Path], library: PlanLibrary, tools: Tools) -> Iterable[_Outcome]:
    """What became of each file. What the library itself refuses is said once and does not hide what came in before."""
    said = {_sentence(library.notice)} if library.notice is not None else set()
    for path in files:
        try:
            yield _import_file(path, library, tools)
        except (FileProblem, LibraryError) as problem:
            if (sentence := _sentence(problem)) not in said:
                message(sentence)
            if isinstance(problem, LibraryError):
                said.add(sentence)
            yield _Outcome.REFUSED


def _sentence(problem: PlannerError) -> str:
    return t(problem.message, **problem.values)


def _import_file(path: Path, library: PlanLibrary, tools: Tools) -> _Outcome:
    data = read_bounded(path)
    file = read_plan(path, data)
    plan = file.plan
    origin = Origin.of(path.name, data)
    if any(origin.is_of(row.origin) for row in library.plans()):
        return _Outcome.ALREADY_HERE
    here = _stored(library, plan.id)
    try:
        preview = preview_import(plan, here, rule_set_for(tools.rule_shelf, plan))
    except PlannerError as problem:
        raise FileProblem(
            "“{file}”: {problem}", file=path.name, problem=t(problem.message, **problem.values)
        ) from problem
    if preview.state is ImportState.UNCHANGED:
        return _Outcome.ALREADY_HERE
    counts = finding_counts(preview.report)
    if here is None:
        library.add(plan, counts, origin=str(origin), status=PlanStatus.RECEIVED, carried=file.carried)
        return _Outcome.ADDED
    beside = plan.with_changes(id=tools.ids.new_id(), code=tools.ids.new_code())
    library.add(beside, counts, origin=str(origin), status=PlanStatus.RECEIVED, carried=file.carried)
    message(
        t(
            "“{file}”: another state of this plan is already here. Both are kept; the received one differs in {changed}"
            " sessions, adds {added} findings and clears {cleared}.",
            file=path.name,
            changed=sum(1 for entry in preview.sessions if entry.state is not ImportState.UNCHANGED),
            added=len(preview.safety.added),
            cleared=len(preview.safety.cleared),
        )
    )
    return _Outcome.BESIDE


def _stored(library: PlanLibrary, plan_id: str) -> Plan | None:
    try:
        return library.read(plan_id).plan
    except NotFound:
        return None
