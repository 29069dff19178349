"""Ids inside a plan that must lead to something the plan holds."""

from collections.abc import Iterator

from kapplanner.codec.refused import refused_at
from kapplanner.domain.errors import ImpossibleValue
from kapplanner.domain.plan import Plan


def refuse_dangling(plan: Plan) -> None:
    """Refuse a session that names a session, room or practitioner which the plan does not hold."""
    for index, what, asked in _dangling(plan):
        raise refused_at(
            ("plan", "sessions", index),
            ImpossibleValue("it names the {what} “{id}”, which the plan does not hold.", what=what, id=asked[:64]),
        )


def _dangling(plan: Plan) -> Iterator[tuple[int, str, str]]:
    sessions = {session.id for session in plan.sessions}
    rooms = {room.id for room in plan.rooms}
    people = {person.id for person in plan.practitioners}
    for index, session in enumerate(plan.sessions):
        if session.bound_to is not None and session.bound_to not in sessions:
            yield index, "session", session.bound_to
        if session.room is not None and session.room not in rooms:
            yield index, "room", session.room
        for entry in session.people:
            if entry.practitioner is not None and entry.practitioner not in people:
                yield index, "practitioner", entry.practitioner
