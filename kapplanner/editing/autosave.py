"""Saving as one works: every step is in the library within two seconds, and at once when asked."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, Protocol

from kapplanner.domain.errors import PlannerError
from kapplanner.domain.library import FindingCounts, PlanLibrary, RevisionConflict
from kapplanner.domain.plan import Plan
from kapplanner.domain.time import Clock
from kapplanner.editing.workspace import PlanChanged, Workspace
from kapplanner.rules.finding import Report

SAVE_WITHIN_MILLISECONDS: Final = 1500


class SaveState(StrEnum):
    """Where the last step is."""

    SAVED = "saved"
    WAITING = "waiting"
    SAVING = "saving"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class SaveStatus:
    """For the status bar: "Saved 14:32", or why not. ``at`` is the instant of the last save.

    ``error``: the library's, or the plan's own where it is too large for any plan file.
    """

    state: SaveState
    at: datetime | None = None
    error: PlannerError | None = None


class Runner(Protocol):
    """How work is put off or done beside the window; the window gives the real one, tests a plain one."""

    def after(self, milliseconds: int, call: Callable[[], None]) -> None:
        """Call once after so many milliseconds; a later request replaces the earlier one."""
        ...

    def run(self, job: Callable[[], int], done: Callable[[int | PlannerError], None]) -> None:
        """Do the job beside the window, then call ``done`` in the window's thread with its answer or its error."""
        ...


def finding_counts(report: Report) -> FindingCounts:
    """What the library's row says about a plan's findings."""
    counts = report.counts
    return FindingCounts(counts.stop, counts.caution, counts.note, counts.not_checked)


class Autosave:
    """Writes the open plan to the library after each step. A failed save keeps the edit and can be tried again."""

    def __init__(
        self,
        workspace: Workspace,
        library: PlanLibrary,
        revision: int,
        runner: Runner,
        clock: Clock,
        tell: Callable[[SaveStatus], None],
    ) -> None:
        self._workspace = workspace
        self._library = library
        self._revision = revision
        self._runner = runner
        self._clock = clock
        self._tell = tell
        self._stored: Plan = workspace.plan
        self._step = ""
        self._busy = False
        self.status = SaveStatus(SaveState.SAVED)
        self._stop_watching = workspace.watch(self._changed)

    @property
    def revision(self) -> int:
        """The revision last stored; the next save names it."""
        return self._revision

    @property
    def is_saved(self) -> bool:
        """Whether the plan on screen is the one in the library."""
        return self._workspace.plan == self._stored and not self._busy

    def save_now(self) -> None:
        """Begin to save at once (focus left, Ctrl+S, retry after a failure)."""
        if self._busy:
            return
        if self._workspace.plan == self._stored:
            if self.status.state is SaveState.WAITING:
                self._say(SaveState.SAVED)
            return
        plan, step, revision = self._workspace.plan, self._step, self._revision
        counts = finding_counts(self._workspace.report)
        self._busy = True
        self._say(SaveState.SAVING)
        self._runner.run(
            lambda: self._library.save(plan, revision, counts, step), lambda answer: self._finished(plan, answer)
        )

    def save_before_leaving(self) -> PlannerError | None:
        """Save in this thread and wait; the error where it cannot be done. Only while nothing is being saved."""
        if self._workspace.plan == self._stored:
            return None
        plan = self._workspace.plan
        try:
            answer: int | PlannerError = self._library.save(
                plan, self._revision, finding_counts(self._workspace.report), self._step
            )
        except PlannerError as error:
            answer = error
        self._finished(plan, answer)
        return answer if isinstance(answer, PlannerError) else None

    def close(self) -> None:
        """Stop watching the plan."""
        self._stop_watching()

    def _changed(self, happened: PlanChanged) -> None:
        if happened.after is happened.before:
            return
        self._step = happened.step
        if not self._busy:
            self._say(SaveState.WAITING)
            self._runner.after(SAVE_WITHIN_MILLISECONDS, self.save_now)

    def _finished(self, plan: Plan, answer: int | PlannerError) -> None:
        self._busy = False
        if isinstance(answer, PlannerError):
            self._say(SaveState.FAILED, answer)
            return
        self._revision = answer
        self._stored = plan
        self._say(SaveState.SAVED)
        if self._workspace.plan != plan:
            self._runner.after(SAVE_WITHIN_MILLISECONDS, self.save_now)

    def _say(self, state: SaveState, error: PlannerError | None = None) -> None:
        at = self._clock.now() if state is SaveState.SAVED else self.status.at
        self.status = SaveStatus(state, at, error)
        self._tell(self.status)

    @property
    def is_in_conflict(self) -> bool:
        """Whether the library holds another state of this plan than the one that was opened."""
        return isinstance(self.status.error, RevisionConflict)
