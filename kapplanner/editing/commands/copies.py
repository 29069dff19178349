"""Copies of sessions: paste, duplicate a session, duplicate a day or a week; and cut, which leaves copies behind."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from kapplanner.domain.errors import ImpossibleValue
from kapplanner.domain.plan import Plan
from kapplanner.domain.session import Session, SessionState
from kapplanner.editing.commands.sessions import DeleteSessions, bound_to
from kapplanner.i18n import nt, t
from kapplanner.rules.words import day_and_clock, session_name, short_day

WEEK: Final = 7


def leads(sessions: tuple[Session, ...]) -> tuple[Session, ...]:
    """Those that are not bound to another of them; all of them where they are bound in a ring."""
    ids = {session.id for session in sessions}
    return tuple(session for session in sessions if session.bound_to not in ids) or sessions


@dataclass(frozen=True, slots=True)
class _Copies:
    """Add copies of ``originals`` under ``new_ids``, ``distance`` later on the clock.

    A copy is planned and unlocked. What was bound to one of the originals is bound to its copy, else to nothing.
    """

    originals: tuple[Session, ...]
    new_ids: tuple[str, ...]
    distance: timedelta

    @property
    def copies(self) -> tuple[Session, ...]:
        """The copies as they will stand in the plan, in the order of the originals."""
        ids = {session.id: new for session, new in zip(self.originals, self.new_ids, strict=True)}
        return tuple(
            session.with_changes(
                id=ids[session.id],
                start=session.start + self.distance,
                bound_to=ids.get(session.bound_to or ""),
                locked=False,
                state=SessionState.PLANNED,
            )
            for session in self.originals
        )

    def apply(self, plan: Plan) -> Plan:
        if any(plan.has_session(new) for new in self.new_ids):
            raise ImpossibleValue("This session is already in the plan.")
        return plan.with_sessions(self.copies)

    @property
    def lead(self) -> Session:
        """The copy after which the step is named: the first that is bound to no other."""
        return min(leads(self.copies), key=lambda session: session.start)

    @property
    def is_single(self) -> bool:
        """Whether it is one session, with what is bound to it."""
        return len(leads(self.originals)) == 1

    @property
    def merge_key(self) -> Hashable | None:
        return None


@dataclass(frozen=True, slots=True)
class PasteSessions(_Copies):
    """Add copies of sessions that were copied before, here or in another plan."""

    def label(self, plan: Plan) -> str:
        if not self.is_single:
            return nt("paste {n} session", "paste {n} sessions", len(self.originals))
        name, when = session_name(self.apply(plan), self.lead), day_and_clock(self.lead.start)
        return t("paste {session} on {when}", session=name, when=when)


@dataclass(frozen=True, slots=True)
class DuplicateSession(_Copies):
    """Add a copy of one session, with copies of what is bound to it."""

    def label(self, plan: Plan) -> str:
        name = session_name(plan, leads(self.originals)[0])
        return t("duplicate {session} to {when}", session=name, when=day_and_clock(self.lead.start))


@dataclass(frozen=True, slots=True)
class DuplicateDays(_Copies):
    """Add copies of what is planned on the day ``first``, or in the ``days`` days from it on, to start on ``target``.

    ``sessions_of`` says which sessions those are.
    """

    first: date
    days: int = 1

    @property
    def target(self) -> date:
        return self.first + self.distance

    def label(self, plan: Plan) -> str:
        if self.days == 1:
            return t("duplicate {day} to {target}", day=short_day(self.first), target=short_day(self.target))
        return t(
            "duplicate the week of {day} to the week of {target}",
            day=short_day(self.first),
            target=short_day(self.target),
        )


@dataclass(frozen=True, slots=True)
class CutSessions(DeleteSessions):
    """Take sessions out of the plan after they were copied; the same as deleting but for its name."""

    def label(self, plan: Plan) -> str:
        if len(self.ids) == 1:
            session = plan.session(next(iter(self.ids)))
            return t("cut {session} on {when}", session=session_name(plan, session), when=day_and_clock(session.start))
        return nt("cut {n} session", "cut {n} sessions", len(self.ids))


def sessions_of(plan: Plan, first: date, days: int = 1) -> tuple[Session, ...]:
    """What is duplicated with a day or a week: sessions that start in it and were not cancelled.

    What is bound to one of them comes along from wherever it lies; what is bound to a session outside stays out, as
    it would stand for nothing there.
    """
    inside = {s.id: s for s in plan.sessions if s.is_active and first <= s.day < first + timedelta(days=days)}
    own = frozenset(s.id for s in inside.values() if s.bound_to is None or s.bound_to in inside)
    wanted = bound_to(plan, own)
    return tuple(s for s in plan.sessions if s.id in wanted and s.is_active)


def next_free(plan: Plan, first: date, days: int = 1) -> date:
    """The next day (or the first day of the next stretch of ``days``) after this one on which nothing is planned."""
    taken = {(s.day - first).days // days for s in plan.sessions if s.is_active}
    step = next(step for step in range(1, len(taken) + 2) if step not in taken)
    return first + timedelta(days=step * days)
