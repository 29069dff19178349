"""Taking sessions along: what is copied, where it lands, and what another plan can hold of it."""

from datetime import time, timedelta

import pytest

from kapplanner.domain.errors import NotFound
from kapplanner.domain.people import Escort, EscortKind, Practitioner
from kapplanner.domain.places import Room
from kapplanner.domain.plan import Plan
from kapplanner.domain.quantities import UNDECIDED, Band, PlannedDose
from kapplanner.domain.session import Booster
from kapplanner.editing.copying import clip_of, clip_text, fitted, landing
from tests.support.build import assigned, at, medicine, plan, session

ANN = Practitioner("p1", "Ann L.", trainings=("BLS",), phone="555")
ROOM = Room("r1", "Quiet room", 4)


def whole(**more: object) -> Plan:
    details = {"escort": Escort(EscortKind.NAMED_ADULT, "Jo"), "booster": Booster(PlannedDose.amount(10), 20)}
    return plan(
        session("measure", "D1", "18:00", 20, id="evening", bound_to="dose"),
        medicine(
            "D2", id="dose", dose="45 mg", route="IM", details=details, people=(assigned("monitor", "p1"),), room="r1"
        ),
        session(
            "integration", "D3", "10:00", 90, id="talk", modality="cbt", title="Worry", low_dose_exception_by="Dr V"
        ),
        **{"practitioners": (ANN, Practitioner("p2", "Ben O.")), "rooms": (ROOM, Room("r2", "Blue room")), **more},
    )


def clip(*ids: str):  # type: ignore[no-untyped-def]
    return clip_of(whole(), frozenset(ids))


def other(**more: object) -> Plan:
    return whole(id="plan-2", **more)


def test_what_is_bound_is_copied_along_and_of_people_and_rooms_the_name_only() -> None:
    copied = clip("dose")
    assert [s.id for s in copied.sessions] == ["evening", "dose"]
    assert copied.practitioners == (Practitioner("p1", "Ann L."),)
    assert copied.rooms == (Room("r1", "Quiet room"),)


def test_a_session_that_is_gone_is_not_copied() -> None:
    with pytest.raises(NotFound):
        clip("gone")


def test_the_text_beside_the_copy_has_a_line_for_each_session_and_no_more() -> None:
    assert clip_text(whole(), clip("dose", "talk")) == (
        "Sun 6 Dec 2026, 18:00 to 18:20: Measure\n"
        "Mon 7 Dec 2026, 09:30 to 12:30: Medicine 1 of 1, Injection IM\n"
        "Tue 8 Dec 2026, 10:00 to 11:30: CBT, Worry"
    )


@pytest.mark.parametrize(
    ("ids", "day", "free", "distance"),
    [
        (("talk",), "D5", None, timedelta(days=2)),
        (("talk",), "D5", time(16), timedelta(days=2, hours=6)),
        (("dose",), "D5", None, timedelta(days=3)),
        (("dose",), "D5", time(9), timedelta(days=3, minutes=-30)),
        (("dose", "talk"), "D5", time(16), timedelta(days=3)),
        (("talk",), "D-1", None, timedelta(days=-3)),
    ],
)
def test_the_earliest_comes_to_the_day_and_one_alone_to_the_free_time(
    ids: tuple[str, ...], day: str, free: time | None, distance: timedelta
) -> None:
    assert landing(clip(*ids).sessions, at(day, "00:00").date(), free) == distance


def test_in_its_own_plan_a_session_keeps_its_people_its_room_and_its_dose() -> None:
    here = fitted(clip("dose", "talk"), whole())
    assert (here.sessions, here.left_out) == (whole().sessions, ())


def test_in_its_own_plan_a_renamed_person_is_still_the_same() -> None:
    here = fitted(clip("dose"), whole(practitioners=(Practitioner("p1", "Ann Vega"),)))
    assert here.sessions[1].people == (assigned("monitor", "p1"),)


def test_people_and_rooms_that_left_the_plan_are_taken_out_and_named() -> None:
    here = fitted(clip("dose"), whole(practitioners=(), rooms=()))
    assert (here.sessions[1].people, here.sessions[1].room) == ((), None)
    assert here.left_out == ("Ann L. and Quiet room are not in this plan and were taken out.",)


def test_another_plan_knows_people_and_rooms_by_name() -> None:
    there = fitted(clip("dose"), other(practitioners=(Practitioner("x", "ann  l."),), rooms=(Room("y", "Quiet Room"),)))
    assert (there.sessions[1].people, there.sessions[1].room) == ((assigned("monitor", "x"),), "y")
    assert not any("taken out" in sentence for sentence in there.left_out)


def test_an_id_that_means_somebody_else_in_another_plan_is_nobody_there() -> None:
    there = fitted(clip("dose"), other(practitioners=(Practitioner("p1", "Cy N."),)))
    assert there.sessions[1].people == ()
    assert there.left_out[0] == "Ann L. is not in this plan and was taken out."


def test_nameless_people_and_rooms_are_nobody_in_another_plan() -> None:
    before = whole(practitioners=(Practitioner("p1", " "),), rooms=(Room("r1", ""),))
    there = fitted(
        clip_of(before, frozenset({"dose"})), other(practitioners=(Practitioner("q", " "),), rooms=(Room("s", ""),))
    )
    assert (there.sessions[1].people, there.sessions[1].room) == ((), None)
    assert there.left_out[0].startswith("Somebody without a name and A room without a name are not in this plan")


def test_a_role_entered_as_none_stays_entered_as_none() -> None:
    before = plan(medicine("D2", id="dose", people=(assigned("monitor", None),)))
    there = fitted(clip_of(before, frozenset({"dose"})), other())
    assert there.sessions[0].people == (assigned("monitor", None),)


def test_what_was_decided_for_another_patient_is_left_open() -> None:
    there = fitted(clip("dose", "talk"), other())
    details = there.sessions[1].medicine
    assert details is not None
    assert (details.dose, details.booster, details.escort) == (UNDECIDED, None, None)
    assert there.sessions[2].low_dose_exception_by is None
    assert there.left_out == ("Doses, escorts and exceptions of the other plan are left open.",)


def test_a_band_is_taken_along_to_another_plan() -> None:
    before = plan(medicine("D2", id="dose", dose="low"))
    there = fitted(clip_of(before, frozenset({"dose"})), other())
    assert there.sessions[0].medicine is not None
    assert there.sessions[0].medicine.dose == PlannedDose.in_band(Band.LOW)
    assert there.left_out == ()
