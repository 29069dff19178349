"""Works out the fixes of findings while nobody waits: one at a time, soon after the last change, not in a drag."""

from collections.abc import Iterator
from time import monotonic

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from shiboken6 import isValid

from kapplanner.editing.workspace import PlanChanged
from kapplanner.rules.finding import Finding
from kapplanner.rules.fixes import fixes_on, search_fixes, why_none
from kapplanner.rules.repairs.repair import Repair
from kapplanner.rules.trial import Bench
from kapplanner.ui.bridge import PlanBridge

QUIET_MS = 150
NEXT_MS = 4
_TURN = 0.006
"""Seconds of searching in one turn of the event loop."""


class FixFinder(QObject):
    """Remembers the fixes of the present plan by finding. ``found`` tells that those of one more finding are known."""

    found = Signal()

    def __init__(self, bridge: PlanBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._known: dict[str, tuple[Repair, ...]] = {}
        self._wanted: dict[str, Finding] = {}
        self._made: Bench | None = None
        self._search: Iterator[tuple[Repair, ...] | None] | None = None
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
            known = fixes_on(self._bench, finding)
            self._keep(finding.fingerprint, known)
        return known

    @property
    def _bench(self) -> Bench:
        """The present plan, ready to be tried; made when first needed."""
        if self._made is None:
            workspace = self._bridge.workspace
            self._made = Bench(workspace.plan, workspace.rule_set)
        return self._made

    def _keep(self, mark: str, found: tuple[Repair, ...]) -> None:
        """Remember what was found; a search for the same finding is over."""
        self._known[mark] = found
        if next(iter(self._wanted), None) == mark:
            self._search = None
        self._wanted.pop(mark, None)

    def why_none(self, finding: Finding) -> str:
        """Why a finding has no fix."""
        return why_none(self._bridge.workspace.rule_set, finding)

    def _plan_changed(self, happened: PlanChanged) -> None:
        self._known.clear()
        self._wanted.clear()
        self._search = self._made = None
        self._timer.stop()

    def _work(self) -> None:
        """Search for a fraction of a frame; the rest waits for its next turn, or for the hand to let go."""
        if not self._wanted:
            return
        if QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:
            self._timer.start(QUIET_MS)
            return
        mark, finding = next(iter(self._wanted.items()))
        if self._search is None:
            self._search = search_fixes(self._bench, finding)
        found = self._take_turn(self._search)
        if not isValid(self):  # the pane was closed and collected meanwhile
            return
        if found is not None:
            self._keep(mark, found)
        if self._wanted:
            self._timer.start(NEXT_MS)
        if found is not None:
            self.found.emit()

    def _take_turn(self, search: Iterator[tuple[Repair, ...] | None]) -> tuple[Repair, ...] | None:
        until = monotonic() + _TURN
        for found in search:
            if found is not None or monotonic() > until:
                return found
        return ()
