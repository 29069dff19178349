"""Dialogs about the sessions of an open plan: add one, move one, go to a day; and deleting with a way back."""

from datetime import date, datetime
from typing import Protocol

from PySide6.QtWidgets import QWidget

from kapplanner.domain.identity import IdSource
from kapplanner.domain.session import Session, SessionKind
from kapplanner.editing.commands.sessions import AddSession
from kapplanner.i18n import nt, t
from kapplanner.rules.words import listed, session_name
from kapplanner.ui.board.acts import Acts
from kapplanner.ui.bridge import PlanBridge
from kapplanner.ui.dialogs.add_session import AddSessionDialog
from kapplanner.ui.dialogs.go_to import GoTo
from kapplanner.ui.dialogs.move_to import MoveTo
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.toast import Toast


class Shown(Protocol):
    """Who shows the sessions: the plan view."""

    @property
    def acts(self) -> Acts: ...
    @property
    def toast(self) -> Toast: ...
    @property
    def day_in_focus(self) -> date: ...
    def window(self) -> QWidget: ...
    def today(self) -> date: ...
    def moment_for_adding(self) -> datetime: ...
    def show_session(self, session_id: str) -> None: ...
    def show_day(self, day: date) -> None: ...
    def focus_here(self) -> None: ...


class PlanAsking:
    """Each question leads to at most one step that can be undone."""

    def __init__(self, bridge: PlanBridge, theme: Theme, ids: IdSource, shown: Shown) -> None:
        self._bridge = bridge
        self._theme = theme
        self._ids = ids
        self._shown = shown

    def add_session(self) -> None:
        """Add a session where the focus is."""
        self.add_session_at(self._shown.moment_for_adding())

    def add_of_kind(self, kind: SessionKind) -> None:
        """Add a session of a kind where the focus is."""
        self.add_session_at(self._shown.moment_for_adding(), kind)

    def add_session_at(self, start: datetime, kind: SessionKind | None = None) -> None:
        """Ask for a new session that starts then, and add it."""
        shown = self._shown
        dialog = AddSessionDialog(self._bridge.workspace, self._theme, self._ids, start, shown.today, shown.window())
        if kind is not None:
            dialog.choose_kind(kind)
        if dialog.exec():
            self.add(dialog.session)
        dialog.deleteLater()

    def add(self, session: Session) -> bool:
        """Add a session as one step, say so, select it and bring it into sight; False where it cannot be."""
        happened = self._bridge.do(AddSession(session))
        if happened is None:
            return False
        self._bridge.announce(t("Done: {step}.", step=happened.step))
        self._shown.show_session(session.id)
        return True

    def move_to(self) -> None:
        """Ask for day and time of the one selected session, and move it."""
        shown = self._shown
        selected = shown.acts.selected
        if len(selected) != 1:
            self._bridge.refused.emit(t("Select one session to move it to a day and time."))
            return
        dialog = MoveTo(self._bridge.workspace, self._theme, selected[0].id, shown.today, shown.window())
        along = dialog.following
        if dialog.exec() and shown.acts.move_to(selected[0].id, dialog.start, following=along.isChecked()) is not None:
            shown.show_session(selected[0].id)
        dialog.deleteLater()

    def go_to(self) -> None:
        """Ask for a date or day number and show it."""
        shown = self._shown
        dialog = GoTo(self._bridge.workspace.plan, self._theme, shown.day_in_focus, shown.today, shown.window())
        if dialog.exec():
            shown.show_day(dialog.chosen)
        dialog.deleteLater()

    def delete_sessions(self) -> None:
        """Delete the selection; a toast takes it back."""
        selected = self._shown.acts.selected
        plan = self._bridge.workspace.plan
        happened = self._shown.acts.delete()
        if happened is None:
            return
        gone = {session.id for session in plan.sessions} - {session.id for session in happened.after.sessions}
        along = [session for session in plan.sessions if session.id in gone - {each.id for each in selected}]
        if len(selected) == 1 and along:
            names = listed((session_name(plan, session) for session in along), "and")
            said = t("{session} was deleted, with {others}.", session=session_name(plan, selected[0]), others=names)
        elif len(selected) == 1:
            said = t("{session} was deleted.", session=session_name(plan, selected[0]))
        else:
            said = nt("{n} session was deleted.", "{n} sessions were deleted.", len(gone))
        self._shown.toast.say(said, self._bridge.undo)
        self._shown.focus_here()
