"""What is done with copies, days and all that follows, by key, menu or palette, wherever sessions are shown."""

from collections.abc import Callable, Sequence
from datetime import date, time
from typing import Protocol

from PySide6.QtWidgets import QWidget

from kapplanner.domain.errors import PlannerError
from kapplanner.domain.identity import IdSource
from kapplanner.editing.command import Command
from kapplanner.editing.commands.copies import CutSessions, PasteSessions
from kapplanner.editing.commands.days import InsertDay, RemoveDay
from kapplanner.editing.copying import clip_of, clip_text, fitted, landing
from kapplanner.editing.workspace import PlanChanged
from kapplanner.i18n import nt, t
from kapplanner.rules.words import listed, session_name
from kapplanner.ui.board.acts import Acts
from kapplanner.ui.board.clipboard import SessionClipboard
from kapplanner.ui.board.keys import Asked
from kapplanner.ui.bridge import PlanBridge
from kapplanner.ui.dialogs.duplicate_days import DuplicateDaysDialog
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.toast import Toast

Spot = tuple[date, time | None]
"""Where the keyboard is: a day, and the time where it is at free time and not at a session."""


class Shown(Protocol):
    """Who shows the sessions: the plan view."""

    @property
    def acts(self) -> Acts: ...
    @property
    def spot(self) -> Spot: ...
    @property
    def shows_one_day(self) -> bool: ...
    @property
    def toast(self) -> Toast: ...
    def window(self) -> QWidget: ...
    def today(self) -> date: ...
    def focus_here(self) -> None: ...


class PlanEditing:
    """Each act is one step that can be undone; what takes something away says so with a way back."""

    def __init__(
        self, bridge: PlanBridge, theme: Theme, ids: IdSource, clipboard: SessionClipboard, shown: Shown
    ) -> None:
        self._bridge = bridge
        self._theme = theme
        self._ids = ids
        self._clipboard = clipboard
        self._shown = shown

    def act(self, asked: Asked) -> None:
        """Do what a key asks for."""
        doing: dict[Asked, Callable[[], object]] = {
            Asked.CUT: self.cut,
            Asked.COPY: self.copy,
            Asked.PASTE: self.paste,
            Asked.ALL_EARLIER: self.all_earlier,
            Asked.ALL_LATER: self.all_later,
        }
        if asked in doing:
            doing[asked]()

    # Copies

    def copy(self) -> None:
        """Lay the selected sessions, with what is bound to them, on the clipboard."""
        plan, ids = self._bridge.workspace.plan, frozenset(self._bridge.selection)
        if not ids:
            self._bridge.refused.emit(t("Select the sessions to copy first."))
            return
        clip = clip_of(plan, ids)
        self._clipboard.put(clip, clip_text(plan, clip))
        self._bridge.announce(nt("{n} session copied.", "{n} sessions copied.", len(clip.sessions)))

    def cut(self) -> None:
        """Copy the selected sessions and take them out of the plan; where that is refused, nothing is copied."""
        plan, ids = self._bridge.workspace.plan, frozenset(self._bridge.selection)
        if not ids:
            self._bridge.refused.emit(t("Select the sessions to cut first."))
            return
        clip = clip_of(plan, ids)
        along = [session_name(plan, session) for session in clip.sessions if session.id not in ids]
        if self._do_with_way_back(CutSessions(ids), along):
            self._clipboard.put(clip, clip_text(plan, clip))

    def paste(self) -> None:
        """Add what was copied on the day with the keyboard; a single session at the free time with the keyboard."""
        self.paste_at(*self._shown.spot)

    def paste_at(self, day: date, at: time | None = None) -> None:
        """Add what was copied, from this day on, and select it. Says what the plan could not take."""
        try:
            clip = fitted(self._clipboard.take(), self._bridge.workspace.plan)
        except PlannerError as error:
            self._bridge.refuse(error)
            return
        ids = tuple(self._ids.new_id() for _ in clip.sessions)
        happened = self._add(PasteSessions(clip.sessions, ids, landing(clip.sessions, day, at)))
        if happened and clip.left_out:
            self._shown.toast.say(" ".join(clip.left_out), self._bridge.undo)

    def duplicate_days(self) -> None:
        """Ask where to duplicate the day with the keyboard, or its week, and do it."""
        self.duplicate_days_of(self._shown.spot[0], whole_week=not self._shown.shows_one_day)

    def duplicate_days_of(self, day: date, *, whole_week: bool = False) -> None:
        """Ask where to duplicate this day, or its week, and do it."""
        workspace = self._bridge.workspace
        dialog = DuplicateDaysDialog(
            workspace, self._theme, self._ids, day, self._shown.today, self._shown.window(), whole_week=whole_week
        )
        if dialog.exec():
            self._add(dialog.command)
        dialog.deleteLater()

    # Days

    def all_later(self) -> None:
        """Move the earliest selected session and all that follow it a day later."""
        self._move_all(1)

    def all_earlier(self) -> None:
        """Move the earliest selected session and all that follow it a day earlier."""
        self._move_all(-1)

    def _move_all(self, days: int) -> None:
        """What was moved keeps the keyboard, and its day is shown."""
        if self._shown.acts.move_following(days) is not None:
            self._bridge.show_day(self._shown.acts.selected[0].day)
            self._shown.focus_here()

    def insert_day(self) -> None:
        """Put an empty day before the day with the keyboard."""
        self.insert_day_before(self._shown.spot[0])

    def insert_day_before(self, day: date) -> None:
        """Put an empty day before this one: all from it on moves a day later."""
        if self._do(InsertDay(day)) is not None:
            self._shown.focus_here()

    def remove_day(self) -> None:
        """Take the day with the keyboard out of the plan."""
        self.remove_day_of(self._shown.spot[0])

    def remove_day_of(self, day: date) -> None:
        """Take this day out with its sessions: all after it moves a day earlier."""
        self._do_with_way_back(RemoveDay(day))

    def _do(self, command: Command) -> PlanChanged | None:
        happened = self._bridge.do(command)
        if happened is not None:
            self._bridge.announce(t("Done: {step}.", step=happened.step))
        return happened

    def _do_with_way_back(self, command: Command, along: Sequence[str] = ()) -> bool:
        """Take something away; the message about it, which is spoken too, has a button that brings it back.

        ``along``: the names of sessions that went along because they were bound to one of the others.
        """
        happened = self._bridge.do(command)
        if happened is None:
            return False
        said = t("Done: {step}.", step=happened.step)
        if along:
            said = t("Done: {step}, with {others}.", step=happened.step, others=listed(along, "and"))
        self._shown.toast.say(said, self._bridge.undo)
        self._shown.focus_here()
        return True

    def _add(self, command: Command) -> bool:
        """Add copies and select them."""
        happened = self._do(command)
        if happened is None:
            return False
        added = happened.difference.added
        self._bridge.select(tuple(added))
        return True
