"""What the library promises: rows, search, shelves, saving by revision, putting aside, earlier versions."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from kapplanner.codec.carried import Carried
from kapplanner.codec.plans import DocumentRefused, document_to_plan
from kapplanner.domain.errors import NotFound
from kapplanner.domain.library import FindingCounts, PlanStatus, RevisionConflict, Shelf
from kapplanner.domain.people import Patient, Practitioner
from kapplanner.domain.plan import CheckedMark, Plan, RuleSetReference, SignOff
from kapplanner.rules.fingerprint import plan_fingerprint
from kapplanner.storage.plan_library import SqlPlanLibrary
from tests.storage.conftest import SetClock
from tests.support.build import medicine, plan, session

NONE = FindingCounts()


def checked(value: Plan, clock: SetClock) -> Plan:
    mark = CheckedMark("Dr Vega", clock.now(), plan_fingerprint(value), RuleSetReference("intensive", "1.0"))
    return value.with_changes(checked=mark)


def named(name: str, plan_id: str, **more: object) -> Plan:
    return plan(id=plan_id, patient=Patient(name=name), **more)


def test_a_stored_plan_is_read_as_it_was(library: SqlPlanLibrary) -> None:
    value = plan(medicine("D2", dose="0.5 mg/kg"), session("integration", "D3", "10:00"), weight="72 kg")
    assert library.add(value, NONE) == 1
    stored = library.read("plan-1")
    assert stored.plan == value
    assert stored.revision == 1


def test_a_plan_that_is_not_there_is_told_in_words(library: SqlPlanLibrary) -> None:
    for ask in (library.read, library.document, library.delete, library.restore, library.mark_printed):
        with pytest.raises(NotFound, match="no longer in the library"):
            ask("ghost")


def test_a_row_shows_name_course_findings_and_time_of_change(library: SqlPlanLibrary, clock: SetClock) -> None:
    value = plan(
        session("screening", "D-7", "10:00"),
        session("preparation", "D1", "15:00"),
        medicine("D2"),
        session("rest", "D3", "08:00"),
        session("integration", "D3", "10:00"),
        session("rest", "D5", "10:00"),
        session("travel", "D6", "10:00"),
        session("integration", "D6", "09:00"),
        session("follow-up", "D20", "10:00"),
    )
    library.add(value, FindingCounts(1, 2, 3, 4), origin="bay.kap")
    (row,) = library.plans()
    assert (row.name, row.title, row.code, row.origin) == ("Sam R.", "Test plan", "K7-0042", "bay.kap")
    assert row.course == "PMI.RI"
    assert (row.first_day, row.last_day) == (date(2026, 12, 6), date(2026, 12, 25))
    assert row.findings == FindingCounts(1, 2, 3, 4)
    assert (row.medicine_sessions, row.revision, row.changed_at) == (1, 1, clock.now())


def test_saving_over_the_revision_read_gives_the_next_one(library: SqlPlanLibrary) -> None:
    value = plan()
    library.add(value, NONE)
    assert library.save(value.with_changes(title="Second"), 1, FindingCounts(stop=1), "Rename") == 2
    assert library.read("plan-1").plan.title == "Second"
    assert library.plans()[0].findings.stop == 1


def test_saving_over_another_revision_is_refused_and_overwrites_nothing(library: SqlPlanLibrary) -> None:
    value = plan()
    library.add(value, NONE)
    library.save(value.with_changes(title="Theirs"), 1, NONE)
    for revision in (0, 1, 3):
        with pytest.raises(RevisionConflict, match="changed elsewhere"):
            library.save(value.with_changes(title="Ours"), revision, NONE)
    assert library.read("plan-1").plan.title == "Theirs"


def test_saving_a_plan_that_was_deleted_elsewhere_is_refused(library: SqlPlanLibrary) -> None:
    library.add(plan(), NONE)
    library.delete("plan-1")
    with pytest.raises(RevisionConflict, match="deleted elsewhere"):
        library.save(plan(), 1, NONE)
    with pytest.raises(RevisionConflict, match="deleted elsewhere"):
        library.save(named("Ghost", "plan-2"), 1, NONE)


def test_a_received_plan_never_overwrites_the_stored_one_of_the_same_id(library: SqlPlanLibrary) -> None:
    """REL-38: the same patient twice is a choice of the clinician; the library itself refuses."""
    library.add(plan(title="Ours"), NONE)
    with pytest.raises(RevisionConflict, match="already in the library"):
        library.add(plan(title="Theirs"), NONE)
    assert library.read("plan-1").plan.title == "Ours"


def test_two_records_of_one_patient_stand_side_by_side_and_the_import_can_be_undone(library: SqlPlanLibrary) -> None:
    library.add(named("Sam R.", "ours"), NONE)
    before = library.plans()
    library.add(named("Sam R.", "theirs"), NONE, origin="bay.kap", status=PlanStatus.RECEIVED)
    assert len(library.plans("sam")) == 2
    library.delete("theirs")
    assert library.plans() == before


def test_rows_come_last_changed_first(library: SqlPlanLibrary, clock: SetClock) -> None:
    for name in ("A", "B", "C"):
        library.add(named(name, name), NONE)
        clock.forward(minutes=1)
    library.save(library.read("A").plan, 1, NONE)
    assert [row.name for row in library.plans()] == ["A", "C", "B"]


@pytest.mark.parametrize(
    "search",
    [
        "ŁUKASZ",
        "lukasz",
        "luk k7",
        "o'neil",
        "neil",
        "0042",
        "小龍",
        "harbour",
        "vega",
        "6 december 2026",
        "2026-12-07",
        "december sam-plan",
        "",
        "  ",
        "%",
    ],
)
def test_search_finds_name_title_code_place_people_and_dates(library: SqlPlanLibrary, search: str) -> None:
    library.add(
        plan(
            medicine("D2"),
            patient=Patient(name="Łukasz O'Neil 李小龍"),
            title="Sam-plan 100 %",
            practitioners=(Practitioner("p1", "Dr Véga"),),
        ),
        NONE,
    )
    assert len(library.plans(search)) == 1


@pytest.mark.parametrize(
    "search", ["ines", "sam january", "026", "ecember", "am", "_", "'; DROP TABLE plan; --", "x" * 5_000]
)
def test_search_finds_nothing_else(library: SqlPlanLibrary, search: str) -> None:
    library.add(plan(), NONE)
    assert library.plans(search) == []
    assert len(library.plans()) == 1


@pytest.mark.parametrize(
    ("today", "status"),
    [
        ("2026-12-05", PlanStatus.CHECKED),
        ("2026-12-06", PlanStatus.RUNNING),
        ("2026-12-08", PlanStatus.RUNNING),
        ("2026-12-09", PlanStatus.FOLLOW_UP),
        ("2026-12-25", PlanStatus.FOLLOW_UP),
        ("2026-12-26", PlanStatus.FINISHED),
    ],
)
def test_where_a_checked_plan_stands_follows_the_date(
    library: SqlPlanLibrary, clock: SetClock, today: str, status: PlanStatus
) -> None:
    """D1 Sunday 6 December; course to D3, the 8th; follow-up on D20, the 25th. 23:00 UTC is that day in New York."""
    value = plan(medicine("D2"), session("integration", "D3", "10:00"), session("follow-up", "D20", "10:00"))
    library.add(checked(value, clock), NONE)
    clock.time = clock.time.replace(year=2026, month=12, day=date.fromisoformat(today).day, hour=23)
    assert library.plans()[0].status is status


def test_the_date_that_counts_is_the_one_at_the_plans_place(library: SqlPlanLibrary, clock: SetClock) -> None:
    library.add(checked(plan(medicine("D2"), zone="America/New_York"), clock), NONE)
    clock.time = clock.time.replace(day=6, hour=4, minute=59)
    assert library.plans()[0].status is PlanStatus.CHECKED
    clock.forward(minutes=1)
    assert library.plans()[0].status is PlanStatus.RUNNING


def test_a_plan_never_checked_stays_a_draft_whatever_the_date(library: SqlPlanLibrary, clock: SetClock) -> None:
    library.add(plan(medicine("D2")), NONE)
    clock.forward(days=400)
    assert library.plans()[0].status is PlanStatus.DRAFT


def test_a_change_after_the_check_makes_a_draft_again(library: SqlPlanLibrary, clock: SetClock) -> None:
    value = checked(plan(medicine("D2")), clock)
    library.add(value, NONE)
    assert library.plans()[0].status is PlanStatus.CHECKED
    library.save(value.with_changes(title="Changed"), 1, NONE)
    assert library.plans()[0].status is PlanStatus.DRAFT


def test_printed_holds_until_the_plan_changes(library: SqlPlanLibrary) -> None:
    value = plan(medicine("D2"))
    library.add(value, NONE)
    library.mark_printed("plan-1")
    assert library.plans()[0].status is PlanStatus.PRINTED
    library.save(value, 1, FindingCounts(note=1))
    assert library.plans()[0].status is PlanStatus.PRINTED
    library.save(value.with_changes(title="Changed"), 2, NONE)
    assert library.plans()[0].status is PlanStatus.DRAFT


def test_received_holds_until_the_first_save_and_sample_for_ever(library: SqlPlanLibrary) -> None:
    library.add(plan(), NONE, status=PlanStatus.RECEIVED)
    library.add(named("Sample", "s", sample=True), NONE)
    assert {row.status for row in library.plans()} == {PlanStatus.RECEIVED, PlanStatus.SAMPLE}
    library.save(plan(), 1, NONE)
    assert {row.status for row in library.plans()} == {PlanStatus.DRAFT, PlanStatus.SAMPLE}


def test_shelves_hold_and_count_what_their_name_says(library: SqlPlanLibrary, clock: SetClock) -> None:
    library.add(named("Draft", "1"), FindingCounts(caution=1))
    library.add(checked(named("Running", "2", first_day=date(2026, 12, 1)), clock), FindingCounts(not_checked=3))
    library.add(checked(named("Finished", "3", first_day=date(2026, 10, 1)), clock), NONE)
    library.add(named("Old", "4"), FindingCounts(stop=1))
    library.set_archived("4", True)
    names = {shelf: {row.name for row in library.plans(shelf=shelf)} for shelf in Shelf}
    assert names == {
        Shelf.ALL: {"Draft", "Running", "Finished"},
        Shelf.RUNNING: {"Running"},
        Shelf.DRAFTS: {"Draft"},
        Shelf.OPEN_FINDINGS: {"Draft"},
        Shelf.FINISHED: {"Finished"},
        Shelf.ARCHIVED: {"Old"},
    }
    assert library.shelf_counts() == {shelf: len(found) for shelf, found in names.items()}
    library.set_archived("4", False)
    assert library.shelf_counts()[Shelf.ALL] == 4


def test_a_deleted_plan_is_gone_from_lists_and_comes_back_with_everything(library: SqlPlanLibrary) -> None:
    value = plan(medicine("D2"))
    library.add(value, FindingCounts(1, 1, 1, 1), origin="bay.kap")
    before = library.plans()
    library.delete("plan-1")
    assert library.plans() == []
    assert library.shelf_counts()[Shelf.ALL] == 0
    with pytest.raises(NotFound):
        library.read("plan-1")
    library.restore("plan-1")
    assert library.plans() == before
    assert library.read("plan-1").plan == value


def test_a_deleted_plan_can_be_restored_for_thirty_days(place, clock: SetClock, opened) -> None:  # type: ignore[no-untyped-def]
    library = opened()
    library.add(plan(), NONE)
    library.delete("plan-1")
    library.close()
    clock.forward(days=30)
    library = opened()
    library.restore("plan-1")
    library.delete("plan-1")
    library.close()
    clock.forward(days=30, seconds=1)
    library = opened()
    with pytest.raises(NotFound):
        library.restore("plan-1")
    assert library.earlier_versions("plan-1") == []


def test_adding_a_plan_again_after_it_was_deleted_keeps_the_deleted_state_as_earlier_version(
    library: SqlPlanLibrary,
) -> None:
    library.add(plan(title="First"), NONE)
    library.delete("plan-1")
    revision = library.add(plan(title="Again"), NONE)
    assert library.read("plan-1").plan.title == "Again"
    assert library.read_version("plan-1", revision - 1).title == "First"


def test_a_state_is_kept_when_it_stood_ten_minutes_or_comes_ten_after_the_last_kept(
    library: SqlPlanLibrary, clock: SetClock
) -> None:
    value = plan(title="0")
    library.add(value, NONE)
    for number, minutes in enumerate((1, 1, 1, 10, 1, 1), 1):
        clock.forward(minutes=minutes)
        library.save(value.with_changes(title=str(number)), number, NONE, f"step {number}")
    kept = library.earlier_versions("plan-1")
    assert [(version.revision, version.step) for version in kept] == [(5, "step 4"), (4, "step 3"), (1, "")]
    assert library.read_version("plan-1", 4).title == "3"
    assert library.read("plan-1").plan.title == "6"


def test_a_long_run_of_quick_steps_keeps_one_state_in_ten_minutes(library: SqlPlanLibrary, clock: SetClock) -> None:
    value = plan()
    library.add(value, NONE)
    for revision in range(1, 61):
        clock.forward(minutes=1)
        library.save(value, revision, NONE)
    assert len(library.earlier_versions("plan-1")) == 6


def test_a_signed_off_state_is_always_kept_and_never_changed(library: SqlPlanLibrary, clock: SetClock) -> None:
    value = plan()
    library.add(value, NONE)
    clock.forward(seconds=1)
    signed = value.with_changes(sign_off=SignOff("Dr Vega", clock.now(), 1))
    library.save(signed, 1, NONE, "Sign off")
    clock.forward(seconds=1)
    library.save(value.with_changes(title="After"), 2, NONE)
    clock.forward(days=90)
    library.save(value, 3, NONE)
    kept = {version.revision: version for version in library.earlier_versions("plan-1")}
    assert kept[2].signed_off and kept[2].step == "Sign off"
    assert library.read_version("plan-1", 2) == signed


def test_after_thirty_days_the_last_state_of_each_day_is_kept(library: SqlPlanLibrary, clock: SetClock) -> None:
    value = plan()
    library.add(value, NONE)
    revision = 1
    for hours in (1, 1, 24, 1, 24 * 40, 1):
        clock.forward(hours=hours)
        revision = library.save(value, revision, NONE)
    days = [version.saved_at.date().isoformat() for version in reversed(library.earlier_versions("plan-1"))]
    assert days == ["2026-12-01", "2026-12-02", "2027-01-11"]


def test_a_version_that_is_no_longer_kept_is_told_in_words(library: SqlPlanLibrary) -> None:
    library.add(plan(), NONE)
    with pytest.raises(NotFound, match="no longer kept"):
        library.read_version("plan-1", 7)


def test_fields_of_a_newer_version_stay_with_the_stored_plan_through_saves(library: SqlPlanLibrary) -> None:
    carried = Carried("1.4", {"unknown": {}, "inside": {"plan": {"unknown": {"colour": "blue"}, "inside": {}}}})
    library.add(plan(), NONE, carried=carried)
    library.save(plan(title="Changed"), 1, NONE)
    document = library.document("plan-1")
    assert b'"colour": "blue"' in document and b'"version": "1.4"' in document
    assert library.read("plan-1").plan.title == "Changed"


def test_sessions_and_people_stand_in_their_own_tables_as_the_plan_has_them(library: SqlPlanLibrary) -> None:
    value = plan(
        medicine("D2", "09:30", 180, route="IM", id="dose"),
        session("integration", "D3", "10:00", id="talk"),
        practitioners=(Practitioner("p1", "Dr Vega"), Practitioner("p2", "Ines")),
    )
    library.add(value, NONE)
    library.save(
        value.without_sessions(frozenset({"talk"})).with_changes(practitioners=value.practitioners[:1]), 1, NONE
    )
    with library._read() as connection:
        sessions = connection.exec_driver_sql("SELECT session_id, kind, starts_at, ends_at, route FROM session").all()
        people = connection.exec_driver_sql("SELECT name FROM person").all()
    assert [tuple(row) for row in sessions] == [
        ("dose", "medicine", "2026-12-07T14:30:00+00:00", "2026-12-07T17:30:00+00:00", "IM")
    ]
    assert [tuple(row) for row in people] == [("Dr Vega",)]


def test_a_duplicate_is_a_plan_of_its_own(library: SqlPlanLibrary) -> None:
    value = plan(medicine("D2"))
    library.add(value, NONE)
    library.add(replace(value, id="plan-2", title="Copy"), NONE)
    library.save(replace(value, id="plan-2", title="Copy changed"), 1, NONE)
    assert library.read("plan-1").plan == value
    assert {row.title for row in library.plans()} == {"Test plan", "Copy changed"}


def test_a_strip_is_as_long_as_the_course_and_a_plan_without_sessions_has_one_day(library: SqlPlanLibrary) -> None:
    library.add(plan(), NONE)
    assert library.plans()[0].course == "."
    far = medicine("D2").with_changes(start=medicine("D2").start + timedelta(days=20_000))
    library.add(named("Far", "far").with_session(far), NONE)
    assert max(len(row.course) for row in library.plans()) == 400


@pytest.mark.parametrize("data", [b"", b"{", b'{"format": "kapplanner-plan", "version": "9.0"}', b"[" * 100_000])
def test_a_refused_file_leaves_the_library_as_it_was_to_the_byte(
    library: SqlPlanLibrary, place: Path, data: bytes
) -> None:
    """REL-33."""
    library.add(plan(), NONE)
    before = place.read_bytes()
    with pytest.raises(DocumentRefused):
        library.add(document_to_plan(data).plan, NONE)
    assert place.read_bytes() == before
