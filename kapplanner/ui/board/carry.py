"""Carrying sessions to another place with the mouse, or pulling a lower edge: nothing changes until the drop.

While carried, each new place is tried on the plan at once (cheap), and judged by the rules a moment later, so that the
drag stays smooth however many rules there are.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum, auto

from PySide6.QtCore import QObject, QTimer, Signal

from kapplanner.domain.difference import difference
from kapplanner.domain.errors import PlannerError
from kapplanner.domain.plan import Plan
from kapplanner.domain.session import Session
from kapplanner.editing.command import Command
from kapplanner.editing.commands.sessions import AddSession, MoveSession, MoveSessions, ResizeSession
from kapplanner.editing.workspace import PlanChanged
from kapplanner.i18n import t
from kapplanner.rules.finding import Report
from kapplanner.rules.words import clock, day_and_clock, kind_word, length, session_name
from kapplanner.ui.board.changes import FindingChanges, finding_changes
from kapplanner.ui.bridge import PlanBridge

JUDGE_AFTER_MS = 30


class Way(Enum):
    """What the hand does."""

    MOVE = auto()
    RESIZE = auto()
    BRING = auto()


@dataclass(frozen=True, slots=True)
class Carried:
    """The present state of a carry, for the bar, the ghosts and the bubble.

    ``plan`` is the plan as it would be, None where the domain refuses the place, with the sentence in ``refusal``.
    ``changes`` and ``report`` are None until the rules have judged this place. ``moved``: it would differ from now.
    """

    words: str
    where: str
    target: datetime
    minutes: int
    lead: str
    plan: Plan | None
    ids: frozenset[str]
    changes: FindingChanges | None = None
    report: Report | None = None
    refusal: str = ""
    moved: bool = True


class Carry(QObject):
    """One carry from pick-up to drop or Esc. ``shown`` carries a Carried, ``ended`` whether it was dropped."""

    shown = Signal(object)
    ended = Signal(bool)

    def __init__(self, bridge: PlanBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._lead: Session | None = None
        self._ids: frozenset[str] = frozenset()
        self._way = Way.MOVE
        self._command: Command | None = None
        self._state: Carried | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(JUDGE_AFTER_MS)
        self._timer.timeout.connect(self._judge)

    @property
    def is_active(self) -> bool:
        return self._lead is not None

    @property
    def state(self) -> Carried | None:
        return self._state

    @property
    def way(self) -> Way:
        return self._way

    @property
    def lead(self) -> Session:
        """The session that the hand holds."""
        assert self._lead is not None
        return self._lead

    def pick_up(self, lead: str, ids: tuple[str, ...], way: Way) -> None:
        """Begin: ``lead`` is the session under the hand, ``ids`` all that go with it."""
        self._lead = self._bridge.workspace.plan.session(lead)
        self._ids = frozenset(ids) | {lead}
        self._way = way
        self._state = None
        self._show(self._lead.start, self._lead.minutes)

    def bring(self, session: Session) -> None:
        """Begin with a session that the plan does not hold yet."""
        self._lead, self._ids, self._way, self._state = session, frozenset({session.id}), Way.BRING, None
        self._show(session.start, session.minutes)

    def carry_to(self, start: datetime) -> None:
        """The lead would start then."""
        if self._state is None or start != self._state.target:
            self._show(start, self.lead.minutes)

    def pull_to(self, minutes: int) -> None:
        """The lead would last so many minutes."""
        if self._state is None or minutes != self._state.minutes:
            self._show(self.lead.start, minutes)

    def drop(self) -> PlanChanged | None:
        """Carry out what is shown; a refusal is said, and nothing is lost."""
        command, state = self._command, self._state
        self._end()
        happened = self._bridge.do(command) if command is not None and state is not None and state.moved else None
        self.ended.emit(True)
        return happened

    def cancel(self) -> None:
        """Leave everything as it is."""
        if self.is_active:
            self._end()
            self.ended.emit(False)

    def _end(self) -> None:
        self._timer.stop()
        self._lead = None
        self._command = None
        self._state = None

    def _made(self, start: datetime, minutes: int) -> Command:
        lead = self.lead
        if self._way is Way.RESIZE:
            return ResizeSession(lead.id, minutes)
        if self._way is Way.BRING:
            return AddSession(lead.with_changes(start=start))
        if len(self._ids) == 1:
            return MoveSession(lead.id, start)
        distance = start - lead.start
        return MoveSessions(self._ids, days=distance.days, minutes=distance.seconds // 60)

    def _show(self, start: datetime, minutes: int) -> None:
        lead = self.lead
        plan = self._bridge.workspace.plan
        self._command = self._made(start, minutes)
        after: Plan | None = None
        refusal = ""
        try:
            after = self._command.apply(plan)
        except PlannerError as error:
            refusal = t(error.message, **error.values)
        changed = difference(plan, after).changed if after is not None else frozenset()
        self._state = Carried(
            words=self._words(lead, start, minutes),
            where=t("{start} to {end}", start=day_and_clock(start), end=clock(start + timedelta(minutes=minutes))),
            target=start,
            minutes=minutes,
            lead=lead.id,
            plan=after,
            ids=changed | {lead.id},
            refusal=refusal,
            moved=self._way is Way.BRING or (start, minutes) != (lead.start, lead.minutes),
        )
        self.shown.emit(self._state)
        if after is not None and not self._timer.isActive():
            self._timer.start()

    def _words(self, lead: Session, start: datetime, minutes: int) -> str:
        if self._way is Way.BRING:
            return t("{kind} on {when}", kind=kind_word(lead.kind), when=day_and_clock(start))
        name = session_name(self._bridge.workspace.plan, lead)
        if self._way is Way.RESIZE:
            until = start + timedelta(minutes=minutes)
            return t("{session}: {length}, to {time}", session=name, length=length(minutes), time=clock(until))
        if len(self._ids) > 1:
            return t("{n} sessions, {session} to {when}", n=len(self._ids), session=name, when=day_and_clock(start))
        return t("{session} to {when}", session=name, when=day_and_clock(start))

    def _judge(self) -> None:
        state, command = self._state, self._command
        if state is None or command is None or state.plan is None:
            return
        workspace = self._bridge.workspace
        report = workspace.preview(command).report
        judged = replace(state, changes=finding_changes(workspace.report, report), report=report)
        self._state = judged
        self.shown.emit(judged)
