"""One open plan: its workspace, its bridge to the views, and its saving."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from kapplanner.domain.errors import PlannerError
from kapplanner.domain.library import PlanLibrary, StoredPlan
from kapplanner.domain.plan import Plan
from kapplanner.domain.time import Clock
from kapplanner.editing.autosave import Autosave, SaveStatus
from kapplanner.editing.baseline import Baseline, as_checked, baseline_of
from kapplanner.editing.bookings import taken_by_others
from kapplanner.editing.rule_book import RuleBook
from kapplanner.editing.workspace import PlanChanged, Workspace
from kapplanner.rules.readiness import stands_as_checked
from kapplanner.ui.bridge import PlanBridge
from kapplanner.ui.worker import Worker


class OpenPlan(QObject):
    """Everything that lives as long as a plan is open. ``saveChanged`` carries a SaveStatus.

    ``baseline`` is the state in which the plan was last marked as checked, looked for beside the window when it is
    opened; ``baselineChanged`` carries it. ``takenFound`` carries what other plans take up in the same days.
    """

    saveChanged = Signal(object)
    baselineChanged = Signal(object)
    takenFound = Signal(object)

    def __init__(
        self,
        stored: StoredPlan,
        rules: RuleBook,
        library: PlanLibrary,
        clock: Clock,
        parent: QObject,
        *,
        read_only: bool,
    ) -> None:
        super().__init__(parent)
        self.workspace = Workspace(stored.plan, rules, read_only=read_only)
        self.carried = stored.carried
        self.bridge = PlanBridge(self.workspace, self)
        self.worker = Worker(self)
        self.autosave = Autosave(self.workspace, library, stored.revision, self.worker, clock, self.saveChanged.emit)
        self.looker = Worker(self)
        self.baseline: Baseline | None = None
        self.bridge.changed.connect(self._changed)
        if stored.plan.checked is not None:
            self.looker.run(partial(baseline_of, stored.plan, library), self._found)
        self.looker.run(partial(taken_by_others, stored.plan, library), self._taken_found)

    def _found(self, answer: object) -> None:
        """Without an earlier state there is nothing to look back at; what is wrong with a library is told elsewhere."""
        if isinstance(answer, Baseline) and self.baseline is None:
            self._take_baseline(answer)

    def _taken_found(self, answer: object) -> None:
        if isinstance(answer, tuple):
            self.takenFound.emit(answer)

    def _changed(self, happened: PlanChanged) -> None:
        if happened.before.checked != happened.after.checked and stands_as_checked(happened.after):
            self._take_baseline(as_checked(happened.after))

    def _take_baseline(self, baseline: Baseline) -> None:
        self.baseline = baseline
        self.baselineChanged.emit(baseline)

    @property
    def plan(self) -> Plan:
        return self.workspace.plan

    @property
    def is_read_only(self) -> bool:
        return self.workspace.is_read_only

    @property
    def status(self) -> SaveStatus:
        return self.autosave.status

    def save_before_leaving(self) -> PlannerError | None:
        """Wait for what is being saved, then save what is not; the error where that cannot be done."""
        if self.is_read_only:
            return None
        self.worker.finish()
        return self.autosave.save_before_leaving()

    def close(self) -> None:
        """Stop watching the plan."""
        self.autosave.close()
        self.bridge.close()
        self.worker.forget()
        self.looker.forget()
        self.deleteLater()
