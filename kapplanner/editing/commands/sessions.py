"""Changing sessions: move, resize, add, edit, lock, delete."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from kapplanner.domain.errors import ImpossibleValue, PlannerError
from kapplanner.domain.pattern import Wording
from kapplanner.domain.people import Assignment, Role
from kapplanner.domain.plan import Plan
from kapplanner.domain.quantities import UNDECIDED, PlannedDose
from kapplanner.domain.routes import RouteProfile
from kapplanner.domain.session import Session
from kapplanner.editing.commands.changes import Changes, changed, typing_key
from kapplanner.i18n import nt, t
from kapplanner.rules.words import day_and_clock, length, route_short, session_name


class SessionLocked(PlannerError):
    """The session was locked against changes of time and against deleting."""


class NotEntered(Enum):
    """A role that nobody entered yet, as opposed to one entered as none."""

    NOT_ENTERED = "not entered"


NOT_ENTERED = NotEntered.NOT_ENTERED


@dataclass(frozen=True, slots=True)
class _Single:
    session_id: str

    @property
    def merge_key(self) -> Hashable | None:
        return None


def unlocked(plan: Plan, session: Session) -> Session:
    """The session; refused by name where it is locked."""
    if session.locked:
        raise SessionLocked(
            "{session} on {when} is locked. Unlock it first.",
            session=session_name(plan, session),
            when=day_and_clock(session.start),
        )
    return session


def _bound(plan: Plan, ids: frozenset[str]) -> frozenset[str]:
    """The ids with those of sessions bound to one of them: a check before, the rest after a medicine session."""
    return ids | {s.id for s in plan.sessions if s.bound_to in ids}


@dataclass(frozen=True, slots=True)
class MoveSession(_Single):
    """Let a session start at another clock time; what is bound to it moves by the same distance."""

    start: datetime

    def apply(self, plan: Plan) -> Plan:
        session = unlocked(plan, plan.session(self.session_id))
        distance = self.start - session.start
        moved = _bound(plan, frozenset({session.id}))
        return plan.with_sessions(
            tuple(s.with_changes(start=s.start + distance) for s in plan.sessions if s.id in moved)
        )

    def label(self, plan: Plan) -> str:
        session = plan.session(self.session_id)
        return t("move {session} to {when}", session=session_name(plan, session), when=day_and_clock(self.start))


@dataclass(frozen=True, slots=True)
class MoveSessions:
    """Move several sessions by the same number of days and minutes on the clock, with what is bound to them."""

    ids: frozenset[str]
    days: int = 0
    minutes: int = 0

    def apply(self, plan: Plan) -> Plan:
        distance = timedelta(days=self.days, minutes=self.minutes)
        ids = _bound(plan, self.ids)
        sessions = [unlocked(plan, s) if s.id in self.ids else s for s in plan.sessions if s.id in ids]
        return plan.with_sessions(tuple(s.with_changes(start=s.start + distance) for s in sessions))

    def label(self, plan: Plan) -> str:
        if len(self.ids) == 1:
            session = plan.session(next(iter(self.ids)))
            when = session.start + timedelta(days=self.days, minutes=self.minutes)
            return t("move {session} to {when}", session=session_name(plan, session), when=day_and_clock(when))
        return nt("move {n} session", "move {n} sessions", len(self.ids))

    @property
    def merge_key(self) -> Hashable | None:
        return None


@dataclass(frozen=True, slots=True)
class ResizeSession(_Single):
    """Give a session another length in minutes; its start stays."""

    minutes: int

    def apply(self, plan: Plan) -> Plan:
        return plan.with_session(unlocked(plan, plan.session(self.session_id)).with_changes(minutes=self.minutes))

    def label(self, plan: Plan) -> str:
        session = plan.session(self.session_id)
        return t("make {session} {length} long", session=session_name(plan, session), length=length(self.minutes))


@dataclass(frozen=True, slots=True)
class AddSession:
    """Add a session."""

    session: Session

    def apply(self, plan: Plan) -> Plan:
        if plan.has_session(self.session.id):
            raise ImpossibleValue("This session is already in the plan.")
        return plan.with_session(self.session)

    def label(self, plan: Plan) -> str:
        added = plan.with_session(self.session)
        return t(
            "add {session} on {when}", session=session_name(added, self.session), when=day_and_clock(self.session.start)
        )

    @property
    def merge_key(self) -> Hashable | None:
        return None


def bound_to(plan: Plan, ids: frozenset[str]) -> frozenset[str]:
    """These sessions, and those that are bound to them."""
    for session_id in ids:
        plan.session(session_id)
    return ids | {session.id for session in plan.sessions if session.bound_to in ids}


@dataclass(frozen=True, slots=True)
class DeleteSessions:
    """Take sessions out of the plan with what is bound to them: the check before a dose and the rest after it.

    Without the dose they would stand for nothing. One of them that is locked keeps all of it where it is.
    """

    ids: frozenset[str]

    def apply(self, plan: Plan) -> Plan:
        going = bound_to(plan, self.ids)
        for session_id in going:
            unlocked(plan, plan.session(session_id))
        return plan.without_sessions(going)

    def label(self, plan: Plan) -> str:
        if len(self.ids) == 1:
            session = plan.session(next(iter(self.ids)))
            return t(
                "delete {session} on {when}", session=session_name(plan, session), when=day_and_clock(session.start)
            )
        return nt("delete {n} session", "delete {n} sessions", len(self.ids))

    @property
    def merge_key(self) -> Hashable | None:
        return None


@dataclass(frozen=True, slots=True)
class LockSessions:
    """Lock sessions against moving, resizing and deleting, or unlock them."""

    ids: frozenset[str]
    locked: bool

    def apply(self, plan: Plan) -> Plan:
        return plan.with_sessions(tuple(s.with_changes(locked=self.locked) for s in plan.sessions if s.id in self.ids))

    def label(self, plan: Plan) -> str:
        if self.locked:
            return nt("lock {n} session", "lock {n} sessions", len(self.ids))
        return nt("unlock {n} session", "unlock {n} sessions", len(self.ids))

    @property
    def merge_key(self) -> Hashable | None:
        return None


@dataclass(frozen=True, slots=True)
class ChangeSession(_Single):
    """Give fields of a session other values; ``what`` names them in words for the step ("modality")."""

    changes: Changes
    what: str

    def apply(self, plan: Plan) -> Plan:
        return plan.with_session(changed(plan.session(self.session_id), self.changes))

    def label(self, plan: Plan) -> str:
        return t(
            "change {what} of {session}", what=self.what, session=session_name(plan, plan.session(self.session_id))
        )

    @property
    def merge_key(self) -> Hashable | None:
        return typing_key(self.session_id, self.changes)


@dataclass(frozen=True, slots=True)
class ChangeMedicine(_Single):
    """Give fields of a session's medicine other values."""

    changes: Changes
    what: str

    def apply(self, plan: Plan) -> Plan:
        session = plan.session(self.session_id)
        if session.medicine is None:
            raise ImpossibleValue("Only a medicine session has a route and a dose.")
        return plan.with_session(session.with_changes(medicine=changed(session.medicine, self.changes)))

    def label(self, plan: Plan) -> str:
        return t(
            "change {what} of {session}", what=self.what, session=session_name(plan, plan.session(self.session_id))
        )


@dataclass(frozen=True, slots=True)
class ChangeRoute:
    """Give medicine sessions another route with what follows from it: vital signs, drip length, block length.

    An amount meant for the old route is not carried to another one: it becomes undecided; a band stays. A block
    that still has the old route's default length gets the new one's. ``old`` are the profiles of the routes now.
    ``wording``: what templates tell the patient by route; where a session still says that, it says the new one's.
    """

    ids: frozenset[str]
    profile: RouteProfile
    old: tuple[RouteProfile, ...]
    wording: Wording = Wording()

    def apply(self, plan: Plan) -> Plan:
        return plan.with_sessions(tuple(self._rerouted(plan.session(session_id)) for session_id in sorted(self.ids)))

    def _rerouted(self, session: Session) -> Session:
        medicine = session.medicine
        if medicine is None:
            raise ImpossibleValue("Only a medicine session has a route and a dose.")
        if medicine.route is self.profile.route:
            return session
        before = next((profile for profile in self.old if profile.route is medicine.route), None)
        dose = PlannedDose(band=medicine.dose.band) if medicine.dose.band else UNDECIDED
        details = changed(
            medicine,
            (
                ("route", self.profile.route),
                ("dose", dose),
                ("infusion_minutes", self.profile.infusion_minutes),
                ("vital_signs_minutes", self.profile.vital_signs_minutes),
                ("booster", None),
                ("lozenge", None),
            ),
        )
        keeps_length = before is not None and session.minutes != before.block_minutes
        minutes = session.minutes if keeps_length else self.profile.block_minutes
        told = session.patient_text
        if told and told == self.wording.for_route(medicine.route):
            told = self.wording.for_route(self.profile.route)
        return session.with_changes(medicine=details, minutes=minutes, patient_text=told)

    def label(self, plan: Plan) -> str:
        route = route_short(self.profile.route)
        if len(self.ids) == 1:
            session = plan.session(next(iter(self.ids)))
            return t("change route of {session} to {route}", session=session_name(plan, session), route=route)
        return nt("change route of {n} session", "change route of {n} sessions", len(self.ids))

    @property
    def merge_key(self) -> Hashable | None:
        return None


@dataclass(frozen=True, slots=True)
class AssignRole(_Single):
    """Name who fills a role in a session: a practitioner's id, None for "none", NOT_ENTERED to take the entry back."""

    role: Role
    practitioner: str | NotEntered | None

    def apply(self, plan: Plan) -> Plan:
        session = plan.session(self.session_id)
        others = tuple(entry for entry in session.people if entry.role is not self.role)
        if isinstance(self.practitioner, NotEntered):
            return plan.with_session(session.with_changes(people=others))
        if self.practitioner is not None and plan.practitioner(self.practitioner) is None:
            raise ImpossibleValue("This practitioner is not in the plan. Add them under People and rooms first.")
        people = sorted(
            (*others, Assignment(self.role, self.practitioner)), key=lambda entry: list(Role).index(entry.role)
        )
        return plan.with_session(session.with_changes(people=tuple(people)))

    def label(self, plan: Plan) -> str:
        session = session_name(plan, plan.session(self.session_id))
        person = plan.practitioner(self.practitioner) if isinstance(self.practitioner, str) else None
        if person is None:
            return t("change {what} of {session}", what=t(self.role.value), session=session)
        return t("assign {person} to {session}", person=person.name, session=session)
