"""What each command makes of a plan; the plan before is never touched."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest

from kapplanner.domain.errors import ImpossibleTime, ImpossibleValue, NotFound, PlannerError
from kapplanner.domain.pattern import Wording
from kapplanner.domain.people import Practitioner, Role
from kapplanner.domain.places import Retreat, Room
from kapplanner.domain.plan import (
    Acknowledgement,
    CheckedMark,
    Override,
    OverrideReason,
    Plan,
    RuleSetReference,
)
from kapplanner.domain.quantities import UNDECIDED, Band, BodyMass, PlannedDose
from kapplanner.domain.routes import RouteProfile
from kapplanner.domain.session import Booster, Route, SessionKind
from kapplanner.editing.command import Command
from kapplanner.editing.commands import (
    NOT_ENTERED,
    Acknowledge,
    AddPractitioner,
    AddRoom,
    AddSession,
    AssignRole,
    ChangeMedicine,
    ChangePatient,
    ChangePlan,
    ChangePractitioner,
    ChangeProfile,
    ChangeRoom,
    ChangeRoute,
    ChangeRuleSet,
    ChangeSession,
    ChangeSite,
    CutSessions,
    DeleteSessions,
    DuplicateDays,
    DuplicateSession,
    InsertDay,
    KeepFinding,
    LockSessions,
    MarkChecked,
    MoveFollowing,
    MoveSession,
    MoveSessions,
    PasteSessions,
    RemoveDay,
    RemovePractitioner,
    RemoveRoom,
    ReopenFinding,
    ResizeSession,
    ShiftPlan,
)
from kapplanner.editing.commands.changes import changes
from tests.support.build import FIRST_DAY, medicine, plan, session

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
ANN = Practitioner("ann", "Ann L.", (Role.MONITOR,))


def whole() -> Plan:
    return plan(
        medicine("D2", id="dose", dose="low"),
        session("measure", "D2", "08:40", 20, id="check", bound_to="dose"),
        session("integration", "D3", "10:00", 90, id="talk", modality="cbt"),
        practitioners=(ANN,),
        rooms=(Room("r1", "Quiet room"),),
        retreat=Retreat(FIRST_DAY, date(2026, 12, 12)),
    )


def profile(route: Route, block: int) -> RouteProfile:
    return RouteProfile(
        route,
        block,
        120,
        360,
        120,
        720,
        (0, 15, 30),
        PlannedDose.amount(1),
        PlannedDose.amount(2),
        Decimal(1),
        time(9),
        time(5),
        infusion_minutes=40 if route is Route.IV else None,
    )


def test_deleting_a_session_takes_what_is_bound_to_it_along() -> None:
    before = whole()
    after = DeleteSessions(frozenset({"dose"})).apply(before)
    assert {s.id for s in before.sessions} - {s.id for s in after.sessions} == {"dose", "check"}


def test_a_locked_session_keeps_the_one_it_is_bound_to_from_being_deleted() -> None:
    before = whole()
    locked = before.with_sessions((before.session("check").with_changes(locked=True),))
    with pytest.raises(PlannerError):
        DeleteSessions(frozenset({"dose"})).apply(locked)


def test_moving_a_session_moves_what_is_bound_to_it_by_the_same_distance() -> None:
    after = MoveSession("dose", datetime(2026, 12, 8, 11, 0)).apply(whole())
    assert after.session("dose").start == datetime(2026, 12, 8, 11, 0)
    assert after.session("check").start == datetime(2026, 12, 8, 10, 10)
    assert after.session("talk").start == whole().session("talk").start


def test_moving_what_is_bound_leaves_the_medicine_session() -> None:
    after = MoveSession("check", datetime(2026, 12, 7, 8, 30)).apply(whole())
    assert after.session("dose").start == whole().session("dose").start


def test_moving_several_keeps_their_distances() -> None:
    after = MoveSessions(frozenset({"dose", "talk"}), days=1, minutes=-30).apply(whole())
    assert after.session("dose").start == datetime(2026, 12, 8, 9, 0)
    assert after.session("talk").start == datetime(2026, 12, 9, 9, 30)
    assert after.session("check").start == datetime(2026, 12, 8, 8, 10)


def test_a_move_to_a_time_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ImpossibleTime):
        MoveSession("talk", datetime(2027, 3, 14, 2, 30)).apply(whole())


@pytest.mark.parametrize(
    "command",
    [
        MoveSession("talk", datetime(2026, 12, 9, 10, 0)),
        MoveSessions(frozenset({"talk"}), days=1),
        ResizeSession("talk", 30),
        DeleteSessions(frozenset({"talk"})),
        ShiftPlan(date(2026, 12, 13)),
    ],
)
def test_a_locked_session_refuses_and_says_how_to_go_on(command: Command) -> None:
    locked = LockSessions(frozenset({"talk"}), True).apply(whole())
    with pytest.raises(PlannerError, match=r"[Uu]nlock"):
        command.apply(locked)
    unlock = LockSessions(frozenset({"talk"}), False)
    assert unlock.label(locked) == "unlock 1 session"
    assert command.apply(unlock.apply(locked)) is not None


def test_a_session_that_is_already_there_is_not_added_twice() -> None:
    with pytest.raises(ImpossibleValue, match="already in the plan"):
        AddSession(whole().session("talk")).apply(whole())


def test_another_route_brings_its_block_vital_signs_and_drip_and_keeps_the_band() -> None:
    before = whole()
    command = ChangeRoute(frozenset({"dose"}), profile(Route.IV, 150), (profile(Route.SL, 180),))
    after = command.apply(before).session("dose")
    assert after.medicine is not None
    assert (after.medicine.route, after.minutes, after.medicine.infusion_minutes) == (Route.IV, 150, 40)
    assert after.medicine.dose == PlannedDose.in_band(Band.LOW)


def test_an_amount_is_never_carried_to_another_route() -> None:
    amount = ChangeMedicine("dose", changes({"dose": PlannedDose.amount(100)}), "dose").apply(whole())
    after = ChangeRoute(frozenset({"dose"}), profile(Route.IM, 180), (profile(Route.SL, 180),)).apply(amount)
    assert after.session("dose").medicine.dose == UNDECIDED  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("told", "after"),
    [
        ("Hold a lozenge.", "An injection."),
        ("Hold a lozenge. Music helps.", "Hold a lozenge. Music helps."),
        ("", ""),
    ],
)
def test_words_of_the_template_follow_the_route_and_words_of_ones_own_stay(told: str, after: str) -> None:
    words = Wording(routes=((Route.SL, "Hold a lozenge."), (Route.IM, "An injection.")))
    before = plan(medicine("D1", route="SL", id="dose", patient_text=told))
    rerouted = ChangeRoute(frozenset({"dose"}), profile(Route.IM, 180), (profile(Route.SL, 180),), words).apply(before)
    assert rerouted.session("dose").patient_text == after


def test_a_block_length_chosen_by_hand_stays_when_the_route_changes() -> None:
    longer = ResizeSession("dose", 200).apply(whole())
    after = ChangeRoute(frozenset({"dose"}), profile(Route.IV, 150), (profile(Route.SL, 180),)).apply(longer)
    assert after.session("dose").minutes == 200


def test_a_booster_goes_when_the_route_changes() -> None:
    booster = Booster(PlannedDose.amount(20), 20)
    boosted = ChangeMedicine("dose", changes({"booster": booster}), "booster").apply(whole())
    after = ChangeRoute(frozenset({"dose"}), profile(Route.IV, 150), ()).apply(boosted)
    assert after.session("dose").medicine.booster is None  # type: ignore[union-attr]


def test_choosing_the_route_that_a_session_has_changes_nothing() -> None:
    before = whole()
    route = before.session("dose").medicine.route  # type: ignore[union-attr]
    assert ChangeRoute(frozenset({"dose"}), profile(route, 150), ()).apply(before) == before


def test_changing_the_route_of_several_sessions_says_how_many() -> None:
    assert ChangeRoute(frozenset({"dose", "other"}), profile(Route.IV, 150), ()).label(whole()) == (
        "change route of 2 sessions"
    )


def test_only_a_medicine_session_has_a_route() -> None:
    with pytest.raises(ImpossibleValue):
        ChangeRoute(frozenset({"talk"}), profile(Route.IV, 150), ()).apply(whole())
    with pytest.raises(ImpossibleValue):
        ChangeMedicine("talk", changes({"dose": UNDECIDED}), "dose").apply(whole())


def test_a_role_entered_as_none_is_not_a_role_never_entered() -> None:
    none = AssignRole("dose", Role.MONITOR, None).apply(whole()).session("dose")
    entry = none.practitioner_as(Role.MONITOR)
    assert entry is not None and entry.practitioner is None
    taken_back = AssignRole("dose", Role.MONITOR, NOT_ENTERED).apply(whole().with_session(none)).session("dose")
    assert taken_back.practitioner_as(Role.MONITOR) is None


def test_a_stranger_cannot_be_assigned() -> None:
    with pytest.raises(ImpossibleValue, match="People and rooms"):
        AssignRole("dose", Role.MONITOR, "stranger").apply(whole())
    assert AssignRole("dose", Role.MONITOR, "ann").apply(whole()).session("dose").people[0].practitioner == "ann"


def test_shifting_the_plan_keeps_day_numbers_clock_times_and_the_stay() -> None:
    after = ShiftPlan(date(2027, 1, 10)).apply(whole())
    assert [after.day_number(s.day) for s in after.sessions] == [2, 2, 3]
    assert after.session("dose").start == datetime(2027, 1, 11, 9, 30)
    assert after.retreat == Retreat(date(2027, 1, 10), date(2027, 1, 16))


def test_a_plan_without_a_stay_moves_its_sessions_alone() -> None:
    after = ShiftPlan(date(2027, 1, 10)).apply(replace(whole(), retreat=None))
    assert after.session("dose").start == datetime(2027, 1, 11, 9, 30)
    assert after.retreat is None


def test_keeping_a_finding_again_replaces_the_first_reason_and_reopening_takes_it_away() -> None:
    first = Override("r", "1", "f", OverrideReason.TOLERATED, "Ann", NOW)
    second = Override("r", "1", "f", OverrideReason.AGREED, "Ann", NOW)
    kept = KeepFinding(second).apply(KeepFinding(first).apply(whole()))
    assert kept.overrides == (second,)
    assert ReopenFinding("f").apply(kept).overrides == ()
    assert ReopenFinding("f").label(kept) == "reopen a finding"


def test_marking_as_checked_carries_its_reasons_in_one_step() -> None:
    mark = CheckedMark("Ann", NOW, "print", RuleSetReference("intensive", "1.0"))
    override = Override("r", "1", "f", OverrideReason.AGREED, "Ann", NOW)
    known = Acknowledgement("q", "1", ("patient.weight",), "Ann", NOW)
    after = MarkChecked(mark, (override,), (known, known)).apply(whole())
    assert (after.checked, after.overrides, after.acknowledgements) == (mark, (override,), (known,))


COMMANDS: list[Command] = [
    MoveSession("dose", datetime(2026, 12, 8, 11, 0)),
    MoveSessions(frozenset({"dose", "talk"}), days=1),
    MoveSessions(frozenset({"talk"}), days=1),
    ResizeSession("talk", 30),
    AddSession(session("rest", "D4", "10:00", id="new")),
    DeleteSessions(frozenset({"dose"})),
    DeleteSessions(frozenset({"dose", "talk"})),
    DuplicateSession((whole().session("talk"),), ("copy",), timedelta(days=2)),
    PasteSessions((whole().session("talk"),), ("copy",), timedelta(days=2)),
    DuplicateDays((whole().session("talk"),), ("copy",), timedelta(days=7), date(2026, 12, 6), 7),
    CutSessions(frozenset({"talk"})),
    MoveFollowing("dose", datetime(2026, 12, 8, 9, 30)),
    InsertDay(date(2026, 12, 8)),
    RemoveDay(date(2026, 12, 8)),
    LockSessions(frozenset({"talk"}), True),
    ChangeSession("talk", changes({"title": "Worry"}), "title"),
    ChangeSession("talk", changes({"kind": SessionKind.REST, "modality": None}), "kind"),
    ChangeMedicine("dose", changes({"minutes_to_dose": 15}), "time to dose"),
    ChangeRoute(frozenset({"dose"}), profile(Route.IV, 150), ()),
    AssignRole("dose", Role.MONITOR, "ann"),
    AssignRole("dose", Role.PRESCRIBER, None),
    ChangePatient(changes({"weight": BodyMass(Decimal(80))}), "weight"),
    ChangeProfile(changes({"anticipatory_anxiety": 7}), "anxiety about the medicine"),
    ChangeSite(changes({"name": "Bay"}), "site"),
    ChangePlan(changes({"title": "Other"}), "title"),
    AddPractitioner(Practitioner("ben", "Ben O.")),
    ChangePractitioner(Practitioner("ann", "Ann M.")),
    RemovePractitioner("ann"),
    AddRoom(Room("r2", "Room 2")),
    ChangeRoom(Room("r1", "Blue room", 4)),
    RemoveRoom("r1"),
    ShiftPlan(date(2027, 1, 10)),
    KeepFinding(Override("r", "1", "f", OverrideReason.AGREED, "Ann", NOW)),
    Acknowledge(Acknowledgement("q", "1", ("patient.weight",), "Ann", NOW)),
    MarkChecked(CheckedMark("Ann", NOW, "print", RuleSetReference("intensive", "1.0"))),
    ChangeRuleSet(RuleSetReference("outpatient", "1.0")),
]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: type(c).__name__)
def test_the_plan_before_stays_equal_to_itself_and_the_step_has_a_name(command: Command) -> None:
    before = whole()
    after = command.apply(before)
    assert before == whole()
    assert after != before
    assert command.label(before).strip()
    assert isinstance(hash(command.merge_key), int)


def test_a_step_says_what_it_did_and_to_which_session() -> None:
    assert MoveSession("dose", datetime(2026, 12, 8, 11, 0)).label(whole()) == (
        "move Medicine 1 of 1 to Tue\u00a08\u00a0Dec, 11:00"
    )
    assert AssignRole("dose", Role.MONITOR, "ann").label(whole()) == "assign Ann L. to Medicine 1 of 1"


@pytest.mark.parametrize(
    "command",
    [
        MoveSession("gone", datetime(2026, 12, 8, 11, 0)),
        ResizeSession("gone", 30),
        ChangePractitioner(Practitioner("gone", "X")),
        RemovePractitioner("gone"),
        ChangeRoom(Room("gone", "X")),
        RemoveRoom("gone"),
    ],
)
def test_a_command_on_what_is_gone_says_so(command: Command) -> None:
    with pytest.raises(NotFound):
        command.apply(whole())


def test_a_person_leaves_the_team_only_when_no_session_names_them() -> None:
    once = AssignRole("dose", Role.MONITOR, "ann").apply(whole())
    with pytest.raises(ImpossibleValue) as one:
        RemovePractitioner("ann").apply(once)
    assert str(one.value) == (
        "Ann L. is named in Medicine 1 of 1 on Mon\u00a07\u00a0Dec, 09:30. Change that session first."
    )
    twice = AssignRole("talk", Role.THERAPIST, "ann").apply(once)
    with pytest.raises(ImpossibleValue) as two:
        RemovePractitioner("ann").apply(twice)
    assert str(two.value).startswith("Ann L. is named in 2 sessions, first in Medicine 1 of 1 on Mon")
    nobody = AssignRole("dose", Role.MONITOR, None).apply(whole())
    assert RemovePractitioner("ann").apply(nobody).practitioners == ()


def test_a_room_goes_only_when_no_session_takes_place_in_it() -> None:
    used = ChangeSession("talk", changes({"room": "r1"}), "room").apply(whole())
    with pytest.raises(ImpossibleValue, match="Quiet room is named in CBT on Tue"):
        RemoveRoom("r1").apply(used)
    assert RemoveRoom("r1").apply(whole()).rooms == ()
    assert RemoveRoom("r1").label(whole()) == "remove Quiet room"


def test_a_changed_room_keeps_its_place_and_typing_its_name_is_one_step() -> None:
    two = AddRoom(Room("r2", "Room 2")).apply(whole())
    after = ChangeRoom(Room("r1", "Blue room")).apply(two)
    assert [room.name for room in after.rooms] == ["Blue room", "Room 2"]
    assert ChangeRoom(Room("r1", "B")).merge_key == ChangeRoom(Room("r1", "Bl")).merge_key
