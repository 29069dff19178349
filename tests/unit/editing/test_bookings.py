"""Rooms and people that other plans have at the same time."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from kapplanner.domain.errors import NotFound
from kapplanner.domain.people import Assignment, Practitioner, Role
from kapplanner.domain.places import Room
from kapplanner.domain.plan import Plan
from kapplanner.domain.session import SessionState
from kapplanner.editing.bookings import bookings_of, double_bookings, taken_by_others
from tests.support.build import plan, session

VEGA, LEE = Practitioner("vega", "Dr Vega"), Practitioner("lee", "Lee")


def held(clock: str, minutes: int = 60, *, code: str, room: str = "", people: tuple[str, ...] = (), **more) -> Plan:
    """A plan with one session on 8 December (day 3), in a room and with people by name."""
    team = tuple(Practitioner(f"p{n}", name) for n, name in enumerate(people))
    given = session(
        "integration",
        "D3",
        clock,
        minutes,
        id="talk",
        room="r" if room else None,
        people=tuple(Assignment(role, p.id) for role, p in zip((Role.THERAPIST, Role.SITTER), team, strict=False)),
        **more,
    )
    return plan(given, rooms=(Room("r", room),) if room else (), practitioners=team, code=code, id=f"id-{code}")


MINE = held("10:00", code="S1", room="Room 2", people=("Dr Vega",))


@pytest.mark.parametrize(
    ("clock", "minutes", "is_taken"),
    [("09:00", 60, False), ("09:00", 61, True), ("10:30", 10, True), ("10:59", 60, True), ("11:00", 60, False)],
)
def test_the_same_room_at_the_same_time_is_told_and_one_after_the_other_is_not(clock, minutes, is_taken) -> None:
    other = held(clock, minutes, code="S2", room=" room  2 ")
    assert bool(double_bookings(MINE, bookings_of(other))) is is_taken


def test_what_is_taken_by_which_plan_and_when_is_said_in_words() -> None:
    other = held("10:30", 90, code="S2", room="Room 2", people=("Lee", "dr vega"))
    assert double_bookings(MINE, bookings_of(other)) == {
        "talk": "Room 2 is also taken by plan S2, 10:30 to 12:00. Dr Vega is also taken by plan S2, 10:30 to 12:00."
    }


def test_another_room_another_person_and_a_cancelled_session_take_nothing() -> None:
    assert double_bookings(MINE, bookings_of(held("10:00", code="S2", room="Room 3", people=("Lee",)))) == {}
    cancelled = held("10:00", code="S2", room="Room 2", state=SessionState.CANCELLED)
    assert double_bookings(MINE, bookings_of(cancelled)) == {}
    mine = held("10:00", code="S1", room="Room 2", state=SessionState.CANCELLED)
    assert double_bookings(mine, bookings_of(held("10:00", code="S2", room="Room 2"))) == {}


@pytest.mark.parametrize("team", [(), (Practitioner("p0", " "),)])
def test_a_person_without_a_name_or_no_longer_on_the_team_is_nobody_elses(team) -> None:
    mine, other = (replace(held("10:00", code=code, people=("Dr Vega",)), practitioners=team) for code in ("S1", "S2"))
    assert double_bookings(mine, bookings_of(other)) == {}


def test_plans_in_two_zones_meet_where_their_instants_meet() -> None:
    there = held("16:00", code="S2", room="Room 2")
    there = there.with_changes(site=replace(there.site, zone="Europe/Berlin"))
    assert "10:00 to 11:00" in double_bookings(MINE, bookings_of(there))["talk"]


def library_of(*plans: Plan, unreadable: str = "") -> SimpleNamespace:
    rows = [
        SimpleNamespace(id=p.id, archived=p.code == "OLD", first_day=p.first_day, last_day=p.last_day) for p in plans
    ]

    def glance(plan_id: str) -> Plan:
        if plan_id == unreadable:
            raise NotFound("This plan is no longer here.")
        return next(p for p in plans if p.id == plan_id)

    return SimpleNamespace(plans=lambda shelf: rows, glance=glance)


def test_only_other_plans_of_the_same_days_that_are_not_archived_are_asked() -> None:
    same = held("10:00", code="S2", room="Room 2")
    old = held("10:00", code="OLD", room="Room 2")
    later = same.with_changes(id="later", code="S3", first_day=date(2027, 6, 6)).with_sessions(
        (same.session("talk").with_changes(start=same.session("talk").start.replace(year=2027, month=6)),)
    )
    broken = same.with_changes(id="broken", code="S4")
    found = taken_by_others(MINE, library_of(MINE, same, old, later, broken, unreadable="broken"))  # type: ignore[arg-type]
    assert [(booking.plan, booking.name) for booking in found] == [("S2", "Room 2")]
    assert taken_by_others(plan(), library_of(same)) == ()  # type: ignore[arg-type]
