"""Rooms and people that other plans of the library have at the same time. Names tell them apart, not ids.

It is said where it is seen and never stands in the way: two plans may know different people by one name.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from kapplanner.domain.errors import PlannerError
from kapplanner.domain.library import PlanLibrary, Shelf
from kapplanner.domain.plan import Plan
from kapplanner.domain.session import Session
from kapplanner.domain.time import local_time
from kapplanner.i18n import t
from kapplanner.rules.words import clock


@dataclass(frozen=True, slots=True)
class Booking:
    """A room or a person that a plan has from one instant to another; ``name`` as it is written there."""

    plan: str
    name: str
    start: datetime
    end: datetime


def bookings_of(plan: Plan) -> Iterator[Booking]:
    """What the sessions of a plan take up; cancelled ones take up nothing."""
    for session in plan.sessions:
        if session.is_active:
            for name in _names(plan, session):
                yield Booking(plan.code, name, plan.start(session), plan.end(session))


def taken_by_others(plan: Plan, library: PlanLibrary) -> tuple[Booking, ...]:
    """What the other plans of a library take up in the days of this one; archived plans take up nothing.

    Reads every plan whose days meet those of this one, so it belongs in a worker. A plan that cannot be read is left
    out: the library itself says what is wrong with it.
    """
    if not plan.sessions:
        return ()
    first, last = plan.sessions[0].day, plan.last_day
    found: list[Booking] = []
    for row in library.plans(shelf=Shelf.ALL):
        if row.id != plan.id and not row.archived and row.last_day >= first and row.first_day <= last:
            try:
                found += bookings_of(library.glance(row.id))
            except PlannerError:
                continue
    return tuple(found)


def double_bookings(plan: Plan, others: Iterable[Booking]) -> dict[str, str]:
    """For each session that takes up what another plan has at that time: a sentence that says what and when."""
    by_name: dict[str, list[Booking]] = defaultdict(list)
    for other in others:
        by_name[_key(other.name)].append(other)
    said: dict[str, str] = {}
    for session in plan.sessions if by_name else ():
        words = [
            _words(plan, name, other)
            for name in _names(plan, session)
            for other in by_name.get(_key(name), ())
            if session.is_active and other.start < plan.end(session) and plan.start(session) < other.end
        ]
        if words:
            said[session.id] = " ".join(dict.fromkeys(words))
    return said


def _words(plan: Plan, name: str, other: Booking) -> str:
    start, end = local_time(other.start, plan.zone), local_time(other.end, plan.zone)
    return t(
        "{name} is also taken by plan {plan}, {start} to {end}.",
        name=name,
        plan=other.plan,
        start=clock(start),
        end=clock(end),
    )


def _names(plan: Plan, session: Session) -> Iterator[str]:
    room = plan.room(session.room) if session.room else None
    if room is not None and room.name.strip():
        yield room.name.strip()
    for person_id in dict.fromkeys(each.practitioner for each in session.people if each.practitioner is not None):
        person = plan.practitioner(person_id)
        if person is not None and person.name.strip():
            yield person.name.strip()


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()
