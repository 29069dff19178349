"""Changing what is not a session: patient, health facts, place, people, the plan's own fields, its start day."""

from collections.abc import Hashable
from dataclasses import dataclass, replace
from datetime import date

from kapplanner.domain.errors import ImpossibleValue, NotFound
from kapplanner.domain.people import Practitioner
from kapplanner.domain.places import Room
from kapplanner.domain.plan import Plan
from kapplanner.domain.session import Session
from kapplanner.editing.commands.changes import Changes, changed, typing_key
from kapplanner.i18n import t
from kapplanner.rules.words import day_and_clock, session_name, short_day


@dataclass(frozen=True, slots=True)
class _Change:
    changes: Changes
    what: str

    def label(self, plan: Plan) -> str:
        return t("change {what}", what=self.what)

    @property
    def merge_key(self) -> Hashable | None:
        return typing_key(type(self).__name__, self.changes)


@dataclass(frozen=True, slots=True)
class ChangePatient(_Change):
    """Give fields of the patient other values; ``what`` names them in words ("weight")."""

    def apply(self, plan: Plan) -> Plan:
        return replace(plan, patient=changed(plan.patient, self.changes))


@dataclass(frozen=True, slots=True)
class ChangeProfile(_Change):
    """Give fields of the clinical profile other values."""

    def apply(self, plan: Plan) -> Plan:
        return replace(plan, profile=changed(plan.profile, self.changes))


@dataclass(frozen=True, slots=True)
class ChangeSite(_Change):
    """Give fields of the site other values; another zone keeps all clock times."""

    def apply(self, plan: Plan) -> Plan:
        return replace(plan, site=changed(plan.site, self.changes))


@dataclass(frozen=True, slots=True)
class ChangePlan(_Change):
    """Give fields of the plan itself other values (title, note, type, evening food stop, retreat)."""

    def apply(self, plan: Plan) -> Plan:
        return changed(plan, self.changes)


@dataclass(frozen=True, slots=True)
class AddPractitioner:
    """Add a person to the plan's team."""

    practitioner: Practitioner

    def apply(self, plan: Plan) -> Plan:
        return replace(plan, practitioners=(*plan.practitioners, self.practitioner))

    def label(self, plan: Plan) -> str:
        return t("add {name} to the team", name=self.practitioner.name)

    @property
    def merge_key(self) -> Hashable | None:
        return None


@dataclass(frozen=True, slots=True)
class ChangePractitioner:
    """Put a changed person in place of the one with the same id."""

    practitioner: Practitioner

    def apply(self, plan: Plan) -> Plan:
        if plan.practitioner(self.practitioner.id) is None:
            raise NotFound("This practitioner is no longer in the plan.")
        people = (self.practitioner if p.id == self.practitioner.id else p for p in plan.practitioners)
        return replace(plan, practitioners=tuple(people))

    def label(self, plan: Plan) -> str:
        return t("change {what}", what=self.practitioner.name)

    @property
    def merge_key(self) -> Hashable | None:
        return ("practitioner", self.practitioner.id)


@dataclass(frozen=True, slots=True)
class RemovePractitioner:
    """Take a person out of the plan's team; refused while a session names them."""

    practitioner_id: str

    def apply(self, plan: Plan) -> Plan:
        person = plan.practitioner(self.practitioner_id)
        if person is None:
            raise NotFound("This practitioner is no longer in the plan.")
        named = tuple(s for s in plan.sessions if any(a.practitioner == person.id for a in s.people))
        _refuse_while_used(plan, person.name.strip() or t("Somebody without a name"), named)
        return replace(plan, practitioners=tuple(p for p in plan.practitioners if p.id != person.id))

    def label(self, plan: Plan) -> str:
        person = plan.practitioner(self.practitioner_id)
        return t("take {name} out of the team", name=person.name if person else "")

    @property
    def merge_key(self) -> Hashable | None:
        return None


@dataclass(frozen=True, slots=True)
class AddRoom:
    """Add a room to the plan's place."""

    room: Room

    def apply(self, plan: Plan) -> Plan:
        return replace(plan, rooms=(*plan.rooms, self.room))

    def label(self, plan: Plan) -> str:
        return t("add {name}", name=self.room.name)

    @property
    def merge_key(self) -> Hashable | None:
        return None


@dataclass(frozen=True, slots=True)
class ChangeRoom:
    """Put a changed room in place of the one with the same id."""

    room: Room

    def apply(self, plan: Plan) -> Plan:
        if plan.room(self.room.id) is None:
            raise NotFound("This room is no longer in the plan.")
        return replace(plan, rooms=tuple(self.room if r.id == self.room.id else r for r in plan.rooms))

    def label(self, plan: Plan) -> str:
        return t("change {what}", what=self.room.name)

    @property
    def merge_key(self) -> Hashable | None:
        return ("room", self.room.id)


@dataclass(frozen=True, slots=True)
class RemoveRoom:
    """Take a room out of the plan; refused while a session takes place in it."""

    room_id: str

    def apply(self, plan: Plan) -> Plan:
        room = plan.room(self.room_id)
        if room is None:
            raise NotFound("This room is no longer in the plan.")
        used = tuple(session for session in plan.sessions if session.room == room.id)
        _refuse_while_used(plan, room.name.strip() or t("A room without a name"), used)
        return replace(plan, rooms=tuple(r for r in plan.rooms if r.id != room.id))

    def label(self, plan: Plan) -> str:
        room = plan.room(self.room_id)
        return t("remove {name}", name=room.name if room else "")

    @property
    def merge_key(self) -> Hashable | None:
        return None


def _refuse_while_used(plan: Plan, name: str, sessions: tuple[Session, ...]) -> None:
    """Removing what sessions name would leave them pointing at nobody: say how many and the first."""
    if not sessions:
        return
    first = sessions[0]
    values = {"name": name, "session": session_name(plan, first), "when": day_and_clock(first.start)}
    if len(sessions) == 1:
        raise ImpossibleValue("{name} is named in {session} on {when}. Change that session first.", **values)
    raise ImpossibleValue(
        "{name} is named in {n} sessions, first in {session} on {when}. Change those sessions first.",
        n=len(sessions),
        **values,
    )


@dataclass(frozen=True, slots=True)
class ShiftPlan:
    """Let day 1 be another date; every session keeps its day number and clock time. Locked sessions refuse it."""

    first_day: date

    def apply(self, plan: Plan) -> Plan:
        distance = self.first_day - plan.first_day
        if any(session.locked for session in plan.sessions):
            raise ImpossibleValue("Some sessions are locked. Unlock them before moving the whole plan.")
        sessions = tuple(session.with_changes(start=session.start + distance) for session in plan.sessions)
        stay = plan.retreat
        if stay is not None:
            stay = replace(stay, first_day=stay.first_day + distance, last_day=stay.last_day + distance)
        return replace(plan, first_day=self.first_day, sessions=sessions, retreat=stay)

    def label(self, plan: Plan) -> str:
        return t("start the plan on {day}", day=short_day(self.first_day, year=True))

    @property
    def merge_key(self) -> Hashable | None:
        return None
