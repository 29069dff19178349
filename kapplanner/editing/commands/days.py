"""Moving the rest of a plan by whole days: with a session all that follow it, a day put in, a day taken out.

What else has a date goes along as in a calendar in which the stay is an entry of its own. Day 1, and the first day of
the stay, move when they lie after the place, or at it with no session left behind on that day. The last day of
the stay moves when it does not lie before the place: a day put into the stay makes it a day longer, a day put before it
moves it whole, a day after it leaves it alone. So sessions keep their day numbers when day 1 moves with them, and a
course with a day put in the middle counts on from there.
"""

from collections.abc import Hashable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from kapplanner.domain.errors import ImpossibleValue
from kapplanner.domain.plan import Plan
from kapplanner.domain.session import Session
from kapplanner.editing.commands.sessions import bound_to, unlocked
from kapplanner.i18n import nt, t
from kapplanner.rules.words import day_and_clock, session_name, short_day

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _OneStep:
    @property
    def merge_key(self) -> Hashable | None:
        return None


def following(plan: Plan, session: Session) -> tuple[Session, ...]:
    """All that go along when a session moves with all that follow: what starts no earlier, and what is bound to it."""
    later = frozenset(s.id for s in plan.sessions if s.start >= session.start)
    ids = bound_to(plan, later) - {session.id}
    return tuple(s for s in plan.sessions if s.id in ids)


@dataclass(frozen=True, slots=True)
class MoveFollowing(_OneStep):
    """Let a session start at another time; all that follow move by as many whole days and keep their clock times.

    A locked one among them refuses by its name, and nothing moves. Dates of the plan go along as with a day put in.
    """

    session_id: str
    start: datetime

    def apply(self, plan: Plan) -> Plan:
        lead = plan.session(self.session_id)
        days = self.start.date() - lead.day
        beside = bound_to(plan, frozenset({lead.id}))
        moved = tuple(
            s.with_changes(start=s.start + (self.start - lead.start if s.id in beside else days))
            for s in _all_unlocked(plan, (lead, *following(plan, lead)))
        )
        return _moved(plan, lead.day, moved, days)

    def label(self, plan: Plan) -> str:
        lead = plan.session(self.session_id)
        name, when, n = session_name(plan, lead), day_and_clock(self.start), len(following(plan, lead))
        if not n:
            return t("move {session} to {when}", session=name, when=when)
        return nt(
            "move {session} and {n} session after it to {when}",
            "move {session} and {n} sessions after it to {when}",
            n,
            session=name,
            when=when,
        )


@dataclass(frozen=True, slots=True)
class InsertDay(_OneStep):
    """Put an empty day before a day: all that is planned from that day on moves a day later."""

    day: date

    def apply(self, plan: Plan) -> Plan:
        return _unlike(plan, _from_day_on(plan, self.day, _DAY), self.day)

    def label(self, plan: Plan) -> str:
        return t("insert a day before {day}", day=short_day(self.day))


@dataclass(frozen=True, slots=True)
class RemoveDay(_OneStep):
    """Take a day out with the sessions that start on it (and what is bound to them): all after it moves a day earlier.

    The stay loses the day where it lies in it; a stay of that one day is gone with it. Day 1 taken out leaves its
    number to the day that comes into its place.
    """

    day: date

    def apply(self, plan: Plan) -> Plan:
        gone = self._gone(plan)
        _all_unlocked(plan, gone)
        stay = plan.retreat
        if stay is not None and stay.last_day == self.day:
            stay = None if stay.first_day == self.day else replace(stay, last_day=self.day - _DAY)
        rest = plan.without_sessions(frozenset(s.id for s in gone)).with_changes(retreat=stay)
        return _unlike(plan, _from_day_on(rest, self.day + _DAY, -_DAY), self.day)

    def _gone(self, plan: Plan) -> tuple[Session, ...]:
        ids = bound_to(plan, frozenset(s.id for s in plan.sessions if s.day == self.day))
        return tuple(s for s in plan.sessions if s.id in ids)

    def label(self, plan: Plan) -> str:
        day, n = short_day(self.day), len(self._gone(plan))
        if not n:
            return t("remove {day}", day=day)
        return nt("remove {day} with {n} session", "remove {day} with {n} sessions", n, day=day)


def _from_day_on(plan: Plan, day: date, distance: timedelta) -> Plan:
    ids = bound_to(plan, frozenset(s.id for s in plan.sessions if s.day >= day))
    going = _all_unlocked(plan, tuple(s for s in plan.sessions if s.id in ids))
    return _moved(plan, day, tuple(s.with_changes(start=s.start + distance) for s in going), distance)


def _unlike(before: Plan, after: Plan, day: date) -> Plan:
    if after == before:
        raise ImpossibleValue("Nothing is planned from {day} on.", day=short_day(day))
    return after


def _all_unlocked(plan: Plan, sessions: tuple[Session, ...]) -> tuple[Session, ...]:
    return tuple(unlocked(plan, session) for session in sessions)


def _moved(plan: Plan, place: date, moved: tuple[Session, ...], distance: timedelta) -> Plan:
    """The plan with these sessions in their new places and its own dates moved along, as said at the top."""
    ids = {session.id for session in moved}
    stays = any(s.day == place for s in plan.sessions if s.id not in ids)

    def first(day: date) -> date:
        return day + distance if day > place or (day == place and not stays) else day

    stay = plan.retreat
    if stay is not None:
        first_day = first(stay.first_day)
        last_day = stay.last_day + distance if stay.last_day >= place else stay.last_day
        stay = replace(stay, first_day=first_day, last_day=max(first_day, last_day))
    return replace(plan.with_sessions(moved), first_day=first(plan.first_day), retreat=stay)
