"""What can be done with sessions on the board, by key, menu or button: each act is one step that can be undone."""

from datetime import datetime, timedelta

from kapplanner.domain.identity import IdSource
from kapplanner.domain.plan import Plan
from kapplanner.domain.session import LONGEST_MINUTES, Session
from kapplanner.editing.commands.copies import DuplicateSession
from kapplanner.editing.commands.days import MoveFollowing
from kapplanner.editing.commands.sessions import (
    DeleteSessions,
    LockSessions,
    MoveSession,
    MoveSessions,
    ResizeSession,
    bound_to,
)
from kapplanner.editing.workspace import PlanChanged
from kapplanner.i18n import nt, t
from kapplanner.rules.words import day_and_clock, length, session_name
from kapplanner.ui.board.geometry import STEP, snapped
from kapplanner.ui.bridge import PlanBridge


class Acts:
    """Acts on the selection of a bridge. Every act says aloud what happened; a refusal is said by the bridge."""

    def __init__(self, bridge: PlanBridge, ids: IdSource) -> None:
        self._bridge = bridge
        self._ids = ids

    @property
    def _plan(self) -> Plan:
        return self._bridge.workspace.plan

    @property
    def selected(self) -> tuple[Session, ...]:
        """The selected sessions in order of time."""
        return tuple(self._plan.session(session_id) for session_id in self._bridge.selection)

    def move(self, *, days: int = 0, minutes: int = 0) -> PlanChanged | None:
        """Move the selection on the clock."""
        if not self._bridge.selection:
            return None
        happened = self._bridge.do(MoveSessions(frozenset(self._bridge.selection), days=days, minutes=minutes))
        self._say_moved(happened)
        return happened

    def move_to(self, session_id: str, start: datetime, *, following: bool = False) -> PlanChanged | None:
        """Let one session start at another time; with ``following``, all that follow move by as many whole days."""
        if following:
            return self._said(self._bridge.do(MoveFollowing(session_id, start)))
        happened = self._bridge.do(MoveSession(session_id, start))
        self._say_moved(happened)
        return happened

    def move_following(self, days: int) -> PlanChanged | None:
        """Move the earliest of the selected sessions and all that follow it by whole days."""
        if not self._bridge.selection:
            return None
        lead = self.selected[0]
        return self.move_to(lead.id, lead.start + timedelta(days=days), following=True)

    def _say_moved(self, happened: PlanChanged | None) -> None:
        selected = self.selected
        if happened is None or not selected:
            return
        lead = selected[0]
        if len(selected) == 1:
            name, when = session_name(self._plan, lead), day_and_clock(lead.start)
            self._bridge.announce(t("{session} moved to {when}.", session=name, when=when))
        else:
            self._bridge.announce(nt("{n} session moved.", "{n} sessions moved.", len(selected)))

    def lengthen(self, steps: int, step: int = STEP) -> PlanChanged | None:
        """Make the one selected session longer, or shorter with a negative number of steps."""
        if len(self._bridge.selection) != 1:
            return None
        session = self.selected[0]
        minutes = max(min(step, session.minutes), min(LONGEST_MINUTES, session.minutes + steps * step))
        happened = self._bridge.do(ResizeSession(session.id, minutes))
        if happened is not None:
            name = session_name(self._plan, session)
            self._bridge.announce(t("{session} is now {length} long.", session=name, length=length(minutes)))
        return happened

    def delete(self) -> PlanChanged | None:
        """Take the selection out of the plan."""
        if not self._bridge.selection:
            return None
        return self._said(self._bridge.do(DeleteSessions(frozenset(self._bridge.selection))))

    def duplicate(self) -> PlanChanged | None:
        """Add a copy of the one selected session, with what is bound to it, right after them, and select the copy."""
        if len(self._bridge.selection) != 1:
            return None
        ids = bound_to(self._plan, frozenset(self._bridge.selection))
        originals = tuple(session for session in self._plan.sessions if session.id in ids)
        end = max(session.start + timedelta(minutes=session.minutes) for session in originals)
        midnight = datetime.combine(end.date(), datetime.min.time())
        minutes = (end - midnight).seconds // 60
        start = midnight + timedelta(minutes=snapped(minutes + STEP / 2 - 1, STEP))
        command = DuplicateSession(originals, tuple(self._ids.new_id() for _ in originals), start - originals[0].start)
        happened = self._bridge.do(command)
        if happened is not None:
            self._bridge.select((command.lead.id,))
        return self._said(happened)

    def toggle_lock(self) -> PlanChanged | None:
        """Lock the selection; where all of it is locked, unlock it."""
        selected = self.selected
        if not selected:
            return None
        locked = not all(session.locked for session in selected)
        return self._said(self._bridge.do(LockSessions(frozenset(self._bridge.selection), locked)))

    def _said(self, happened: PlanChanged | None) -> PlanChanged | None:
        if happened is not None:
            self._bridge.announce(t("Done: {step}.", step=happened.step))
        return happened

    def select_same_kind(self) -> None:
        """Select all sessions of the kinds that are selected."""
        kinds = {session.kind for session in self.selected}
        self._bridge.select(tuple(s.id for s in self._plan.sessions if s.kind in kinds))
