"""Between the open plan and the window: one watcher of the workspace, one set of Qt signals, one selection."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Signal

from kapplanner.domain.errors import PlannerError
from kapplanner.editing.command import Command
from kapplanner.editing.workspace import PlanChanged, Workspace
from kapplanner.i18n import t
from kapplanner.rules.finding import State, Tier


class PlanBridge(QObject):
    """What the views of one open plan share. A view holds no plan data that can differ from ``workspace.plan``.

    ``changed`` carries a PlanChanged; ``selectionChanged`` the ids selected and who selected them; ``dayShown`` the
    day to scroll to; ``fieldWanted`` the dotted name of a fact to enter; ``refused`` a sentence for the person;
    ``announced`` one to speak aloud, which only a widget can do: assistive technology does not know other objects.
    """

    changed = Signal(object)
    selectionChanged = Signal(tuple, object)
    dayShown = Signal(object)
    fieldWanted = Signal(str)
    refused = Signal(str)
    announced = Signal(str)
    inspectorWanted = Signal()
    findingsWanted = Signal(str)
    ruleWanted = Signal(str)
    ruleHelpWanted = Signal(str)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self._selection: tuple[str, ...] = ()
        self._stop_watching = workspace.watch(self._tell)

    @property
    def selection(self) -> tuple[str, ...]:
        """The ids of the selected sessions in order of time."""
        return self._selection

    def select(self, ids: tuple[str, ...], origin: object = None) -> None:
        """Select these sessions everywhere; ids that the plan does not hold are left out."""
        wanted = set(ids)
        selection = tuple(s.id for s in self.workspace.plan.sessions if s.id in wanted)
        if selection != self._selection:
            self._selection = selection
            self.selectionChanged.emit(selection, origin)

    def show_day(self, day: date) -> None:
        """Bring a day into view."""
        self.dayShown.emit(day)

    def do(self, command: Command, initiator: object = None) -> PlanChanged | None:
        """Carry out a command; an impossible request is said in words and changes nothing."""
        try:
            return self.workspace.do(command, initiator)
        except PlannerError as error:
            self.refuse(error)
            return None

    def undo(self) -> PlanChanged | None:
        return self._back_or_forth(self.workspace.undo)

    def redo(self) -> PlanChanged | None:
        return self._back_or_forth(self.workspace.redo)

    def refuse(self, error: PlannerError) -> None:
        """Say in the user's language why something cannot be done; whoever shows the sentence speaks it too."""
        self.refused.emit(t(error.message, **error.values))

    def announce(self, sentence: str) -> None:
        """Let assistive technology speak a sentence."""
        self.announced.emit(sentence)

    def close(self) -> None:
        """Stop watching the plan."""
        self._stop_watching()

    def _back_or_forth(self, go: Callable[[], PlanChanged | None]) -> PlanChanged | None:
        try:
            return go()
        except PlannerError as error:
            self.refuse(error)
            return None

    def _tell(self, happened: PlanChanged) -> None:
        """Whoever is told finds only sessions selected that the plan holds."""
        held = {s.id for s in happened.after.sessions}
        before, self._selection = self._selection, tuple(i for i in self._selection if i in held)
        self.changed.emit(happened)
        if self._selection != before:
            self.selectionChanged.emit(self._selection, None)
        self._announce_new_stops(happened)

    def _announce_new_stops(self, happened: PlanChanged) -> None:
        before = {f.fingerprint for f in happened.previous_report.findings}
        for finding in happened.report.findings:
            if finding.tier is Tier.STOP and finding.state is not State.KEPT and finding.fingerprint not in before:
                self.announce(t("Stop: {sentence}", sentence=finding.sentence))
