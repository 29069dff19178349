"""Taking sessions along: from a plan to a clip, and from a clip to what another plan can hold."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from kapplanner.codec.clips import Clip
from kapplanner.domain.people import Assignment, Practitioner
from kapplanner.domain.places import Room
from kapplanner.domain.plan import Plan
from kapplanner.domain.quantities import UNDECIDED, PlannedDose
from kapplanner.domain.session import Session
from kapplanner.editing.commands.copies import leads
from kapplanner.editing.commands.sessions import bound_to
from kapplanner.i18n import nt, t
from kapplanner.rules.words import NO_BREAK, clock, listed, route_short, session_name, short_day

Named = TypeVar("Named", Practitioner, Room)


def clip_of(plan: Plan, ids: frozenset[str]) -> Clip:
    """These sessions with what is bound to them, and the names (no more) of the people and rooms in them."""
    wanted = bound_to(plan, ids)
    sessions = tuple(session for session in plan.sessions if session.id in wanted)
    people = {entry.practitioner for session in sessions for entry in session.people}
    rooms = {session.room for session in sessions}
    return Clip(
        plan.id,
        sessions,
        tuple(Practitioner(person.id, person.name) for person in plan.practitioners if person.id in people),
        tuple(Room(room.id, room.name) for room in plan.rooms if room.id in rooms),
    )


def clip_text(plan: Plan, clip: Clip) -> str:
    """The copied sessions to read, one line each: "Tue 8 Dec 2026, 10:00 to 11:30: CBT, worry about work"."""
    return "\n".join(_line(plan, session) for session in clip.sessions)


def _line(plan: Plan, session: Session) -> str:
    route = route_short(session.medicine.route) if session.medicine is not None else ""
    line = t(
        "{day}, {start} to {end}: {session}",
        day=short_day(session.day, year=True),
        start=clock(session.start),
        end=clock(plan.local_end(session)),
        session=", ".join(part for part in (session_name(plan, session), route, session.title) if part),
    )
    return line.replace(NO_BREAK, " ")


def landing(sessions: tuple[Session, ...], day: date, at: time | None) -> timedelta:
    """How far copies are from their originals: the earliest comes to that day and keeps its clock time.

    ``at``: the free time that a single session, with what is bound to it, takes instead of its own. What is bound to
    another of the sessions (a check on the evening before) does not count as the earliest: it goes along.
    """
    first = min(leads(sessions), key=lambda session: session.start)
    if at is not None and len(leads(sessions)) == 1:
        return datetime.combine(day, at) - first.start
    return day - first.day


@dataclass(frozen=True, slots=True)
class Fitted:
    """Sessions as another plan can hold them, and in sentences what of them was left out."""

    sessions: tuple[Session, ...]
    left_out: tuple[str, ...]


def fitted(clip: Clip, plan: Plan) -> Fitted:
    """The copied sessions for a plan.

    People and rooms are known again by id in the plan they come from, by name in any other (an id from another plan
    may mean somebody else); whom the plan does not have is taken out of the session. What was decided for the patient
    of another plan is no decision for this one: an amount becomes undecided (a band stays, as with another route);
    a booster, an escort and a low-dose exception are left out.
    """
    own = clip.plan == plan.id
    people = _known(clip.practitioners, plan.practitioners, own)
    rooms = _known(clip.rooms, plan.rooms, own)
    sessions = tuple(_manned(session, people, rooms) for session in clip.sessions)
    left_out = _missing_words(clip, people, rooms)
    if not own:
        undecided = tuple(_undecided(session) for session in sessions)
        if undecided != sessions:
            left_out += (t("Doses, escorts and exceptions of the other plan are left open."),)
        sessions = undecided
    return Fitted(sessions, left_out)


def _known(copied: tuple[Named, ...], here: tuple[Named, ...], own: bool) -> dict[str, str]:
    """The ids of copied people or rooms with their ids in this plan, as far as it has them."""
    if own:
        return {thing.id: thing.id for thing in here}
    by_name = {_spoken(thing.name): thing.id for thing in reversed(here) if _spoken(thing.name)}
    return {thing.id: by_name[_spoken(thing.name)] for thing in copied if _spoken(thing.name) in by_name}


def _spoken(name: str) -> str:
    return " ".join(name.casefold().split())


def _manned(session: Session, people: dict[str, str], rooms: dict[str, str]) -> Session:
    """The session with the plan's own people and room; "entered as none" stays."""
    entries = (
        Assignment(entry.role, people.get(entry.practitioner) if entry.practitioner is not None else None)
        for entry in session.people
        if entry.practitioner is None or entry.practitioner in people
    )
    return session.with_changes(people=tuple(entries), room=rooms.get(session.room or ""))


def _missing_words(clip: Clip, people: dict[str, str], rooms: dict[str, str]) -> tuple[str, ...]:
    names = [p.name.strip() or t("Somebody without a name") for p in clip.practitioners if p.id not in people]
    names += [r.name.strip() or t("A room without a name") for r in clip.rooms if r.id not in rooms]
    if not names:
        return ()
    said = nt(
        "{names} is not in this plan and was taken out.",
        "{names} are not in this plan and were taken out.",
        len(names),
        names=listed(names, "and"),
    )
    return (said,)


def _undecided(session: Session) -> Session:
    medicine = session.medicine
    if medicine is not None:
        dose = PlannedDose(band=medicine.dose.band) if medicine.dose.band else UNDECIDED
        medicine = replace(medicine, dose=dose, booster=None, escort=None)
    return session.with_changes(medicine=medicine, low_dose_exception_by=None)
