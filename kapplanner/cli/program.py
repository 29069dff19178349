"""The command "kapplanner": finds the verb, and turns all that can go wrong into one sentence and an exit code."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import click

from kapplanner import __version__
from kapplanner.cli.answer import Answer, Exit, deliver, message, silence
from kapplanner.cli.files import LibraryPlace
from kapplanner.cli.tools import Tools
from kapplanner.cli.verbs import VERBS, summary, verb_command
from kapplanner.domain.errors import PlannerError
from kapplanner.i18n import t
from kapplanner.settings.faults import record_fault

_INTERRUPTED: Final = 130


def run(arguments: Sequence[str], tools: Tools) -> int:
    """Do what the arguments ask and answer the exit code; never raises, never shows a traceback."""
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    sys.stderr.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        return _run(list(arguments), tools)
    except PlannerError as refusal:
        message(t(refusal.message, **refusal.values))
    except click.UsageError as wrong:
        message(_usage(wrong))
    except click.Abort:
        return _INTERRUPTED
    except KeyboardInterrupt:
        return _INTERRUPTED
    except SystemExit:
        # Click leaves in this way only where nobody reads its help any more.
        silence(sys.stdout)
        return Exit.READY
    except OSError as problem:
        message(t("The result could not be written: {reason}.", reason=problem.strerror or type(problem).__name__))
    except Exception as fault:  # noqa: BLE001 - the last place there is: a fault gets an id, not a traceback
        message(_fault_words(record_fault(fault, tools.log_file, tools.clock.now()), tools.log_file))
    return Exit.UNUSABLE


def _run(arguments: list[str], tools: Tools) -> int:
    answer = _Program().main(arguments, prog_name="kapplanner", standalone_mode=False, obj=tools)
    if isinstance(answer, Answer):
        return deliver(answer)
    return answer if isinstance(answer, int) else 0


def _fault_words(number: str, log: Path) -> str:
    return t(
        "The program made a mistake and stopped (error {number}). Where is noted, without any names, in {log}.",
        number=number,
        log=log,
    )


def _usage(wrong: click.UsageError) -> str:
    path = wrong.ctx.command_path if wrong.ctx is not None else "kapplanner"
    return f"{wrong.format_message()} " + t("See “{command} --help”.", command=path)


class _Program(click.Group):
    """The verbs, each loaded when it is asked for."""

    def __init__(self) -> None:
        super().__init__(
            "kapplanner",
            invoke_without_command=True,
            callback=click.pass_context(_open_window),
            help=t("Plan intensive ketamine-assisted psychotherapy. Without a verb: open the window."),
            params=[
                click.Option(["--library"], type=LibraryPlace(), help=t("Another library than your own.")),
                click.Option(["--version"], is_flag=True, is_eager=True, help=t("Say the version.")),
            ],
        )

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return verb_command(cmd_name) if cmd_name in VERBS else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(t("Verbs")):
            formatter.write_dl([(verb, summary(verb)) for verb in VERBS])


def _open_window(ctx: click.Context, library: Path | None, version: bool) -> Any:
    if version:
        return Answer(f"kapplanner {__version__}")
    if ctx.invoked_subcommand is not None:
        if library is not None:
            raise click.UsageError(t("--library before a verb opens the window only. Write it after “import”."), ctx)
        return None
    return ctx.obj.open_window(library)
