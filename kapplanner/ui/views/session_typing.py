"""Sessions typed as one line, in a dialog over the board or in the palette."""

from datetime import date, datetime
from functools import partial
from typing import Protocol

from PySide6.QtWidgets import QWidget

from kapplanner.domain.identity import IdSource
from kapplanner.editing.commands.sessions import AddSession
from kapplanner.editing.quick_entry import Part, Setting, Typed, read_session
from kapplanner.i18n import t
from kapplanner.ui.board.changes import finding_changes
from kapplanner.ui.bridge import PlanBridge
from kapplanner.ui.dialogs.palette import Entry
from kapplanner.ui.dialogs.type_session import TypeSession, count_words
from kapplanner.ui.theme import Theme
from kapplanner.ui.views.plan_asking import PlanAsking


class Shown(Protocol):
    """Who shows the sessions: the plan view."""

    def window(self) -> QWidget: ...
    def today(self) -> date: ...
    @property
    def asking(self) -> PlanAsking: ...
    def moment_for_adding(self) -> datetime: ...


class SessionTyping:
    """Reads lines against the open plan and has what they say added, one undo step each."""

    def __init__(self, bridge: PlanBridge, theme: Theme, ids: IdSource, shown: Shown) -> None:
        self._bridge = bridge
        self._theme = theme
        self._ids = ids
        self._shown = shown

    def ask(self) -> None:
        """Ask for sessions, one line each, until the dialog is closed."""
        dialog = TypeSession(self._bridge.workspace, self._theme, self.read, self._shown.window())
        dialog.addWanted.connect(self._shown.asking.add)
        if dialog.exec() and dialog.session is not None:
            self._shown.asking.add(dialog.session)
        dialog.deleteLater()

    def read(self, line: str) -> Typed:
        """A line as a session of the plan as it is now, from the place in focus."""
        workspace = self._bridge.workspace
        setting = Setting(workspace.plan, workspace.rule_set, self._shown.moment_for_adding(), self._shown.today())
        return read_session(line, setting, self._ids.new_id())

    def offer(self, line: str) -> Entry | None:
        """What a line in the palette offers: to add the session, where it names one and says on which day or when."""
        typed = self.read(line)
        session = typed.session
        if session is None or {Part.DAY, Part.START} <= typed.assumed:
            return None
        workspace = self._bridge.workspace
        changes = finding_changes(workspace.report, workspace.preview(AddSession(session)).report)
        words, counts = t("Add: {session}", session=typed.sentence), count_words(changes, self._theme)
        in_full = " ".join((words, t("It would bring {counts}.", counts=counts), *typed.notes))
        return Entry(words, counts, "plus", partial(self._shown.asking.add, session), in_full=in_full)
