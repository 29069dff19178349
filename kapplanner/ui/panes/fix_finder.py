"""Works out the fixes of findings while nobody waits: one finding at a time, a moment after the plan last changed."""

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from kapplanner.editing.workspace import PlanChanged
from kapplanner.rules.finding import Finding
from kapplanner.rules.fixes import fixes_for, why_none
from kapplanner.rules.repairs.repair import Repair
from kapplanner.ui.bridge import PlanBridge

QUIET_MS = 150
NEXT_MS = 10


class FixFinder(QObject):
    """Remembers the fixes of the present plan by finding. ``found`` tells that those of one more finding are known."""

    found = Signal()

    def __init__(self, bridge: PlanBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._known: dict[str, tuple[Repair, ...]] = {}
        self._wanted: dict[str, Finding] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._work)
        bridge.changed.connect(self._plan_changed)

    def fixes(self, finding: Finding) -> tuple[Repair, ...] | None:
        """The fixes of a finding, None where they are not known yet; they are worked out soon."""
        known = self._known.get(finding.fingerprint)
        if known is None and finding.fingerprint not in self._wanted:
            self._wanted[finding.fingerprint] = finding
            if not self._timer.isActive():
                self._timer.start(QUIET_MS)
        return known

    def fixes_now(self, finding: Finding) -> tuple[Repair, ...]:
        """The fixes of a finding, worked out at once where they are not known."""
        known = self._known.get(finding.fingerprint)
        if known is None:
            workspace = self._bridge.workspace
            known = self._known[finding.fingerprint] = fixes_for(workspace.plan, workspace.rule_set, finding)
            self._wanted.pop(finding.fingerprint, None)
        return known

    def why_none(self, finding: Finding) -> str:
        """Why a finding has no fix."""
        return why_none(self._bridge.workspace.rule_set, finding)

    def _plan_changed(self, happened: PlanChanged) -> None:
        self._known.clear()
        self._wanted.clear()
        self._timer.stop()

    def _work(self) -> None:
        if not self._wanted:
            return
        self.fixes_now(next(iter(self._wanted.values())))
        if not isValid(self):  # the pane was closed and collected meanwhile
            return
        if self._wanted:
            self._timer.start(NEXT_MS)
        self.found.emit()
