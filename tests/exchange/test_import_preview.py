"""What comes in with a colleague's plan, shown before anything is stored."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from kapplanner.codec.rule_sets import rule_set_named
from kapplanner.domain.people import Patient
from kapplanner.domain.plan import Override, OverrideReason, Plan, RuleSetReference
from kapplanner.domain.session import Session
from kapplanner.exchange.import_preview import ImportPreview, ImportState, preview_import
from tests.support.build import medicine, plan, session

INTENSIVE = rule_set_named("intensive")
FIRST = medicine("D2", "09:30", id="m1")
SECOND = medicine("D4", "09:30", id="m2")
TALK = session("integration", "D3", "10:00", id="talk")
HERE = plan(FIRST, SECOND, TALK, rule_set=INTENSIVE.reference)


def _later(entry: Session, hours: int) -> Session:
    return entry.with_changes(start=entry.start + timedelta(hours=hours))


def _preview(received: Plan, stored: Plan | None = HERE, *earlier: Plan) -> ImportPreview:
    return preview_import(received, stored, INTENSIVE, earlier)


def _states(preview: ImportPreview) -> dict[str, ImportState]:
    return {comparison.id: comparison.state for comparison in preview.sessions}


def test_a_plan_that_is_not_here_is_new_with_all_its_sessions_and_findings() -> None:
    preview = _preview(HERE, None)
    assert preview.state is ImportState.NEW
    assert set(_states(preview).values()) == {ImportState.NEW}
    assert preview.safety.added == preview.report.findings
    assert preview.safety.not_checked == preview.report.not_checked
    assert preview.fields == ()


def test_the_same_plan_is_unchanged() -> None:
    preview = _preview(HERE)
    assert preview.state is ImportState.UNCHANGED
    assert preview.count(ImportState.UNCHANGED) == 3
    assert (preview.safety.added, preview.safety.cleared, preview.safety.not_checked) == ((), (), ())


def test_a_moved_session_is_changed_and_names_what_differs() -> None:
    preview = _preview(HERE.with_session(_later(TALK, 1)))
    assert preview.state is ImportState.CHANGED
    assert _states(preview) == {
        "m1": ImportState.UNCHANGED,
        "m2": ImportState.UNCHANGED,
        "talk": ImportState.CHANGED,
    }
    moved = next(c for c in preview.sessions if c.id == "talk")
    assert moved.fields == ("start",)
    assert (moved.here, moved.received) == (TALK, _later(TALK, 1))


def test_sessions_on_one_side_only_are_new_or_only_here() -> None:
    extra = session("rest", "D5", "10:00", id="rest")
    preview = _preview(HERE.without_sessions(frozenset({"talk"})).with_session(extra))
    assert _states(preview)["rest"] is ImportState.NEW
    assert _states(preview)["talk"] is ImportState.ONLY_HERE


def test_sessions_are_told_in_order_of_time() -> None:
    assert [comparison.id for comparison in _preview(HERE).sessions] == ["m1", "talk", "m2"]


def test_a_change_beside_the_sessions_is_named() -> None:
    preview = _preview(replace(HERE, patient=Patient(name="Sam Rivers")))
    assert preview.state is ImportState.CHANGED
    assert preview.fields == ("patient",)


def test_a_session_changed_on_both_sides_since_the_last_shared_state_is_in_conflict() -> None:
    shared = HERE
    stored = shared.with_session(_later(TALK, 2)).with_session(_later(SECOND, 1))
    received = shared.with_session(_later(TALK, 1))
    preview = _preview(received, stored, shared)
    assert preview.state is ImportState.CONFLICT
    assert _states(preview)["talk"] is ImportState.CONFLICT


def test_a_session_changed_by_the_sender_only_is_no_conflict() -> None:
    stored = HERE.with_session(_later(SECOND, 1))
    received = HERE.with_session(_later(TALK, 1))
    assert _states(_preview(received, stored, HERE))["talk"] is ImportState.CHANGED


def test_a_session_removed_there_and_changed_here_is_in_conflict() -> None:
    stored = HERE.with_session(_later(TALK, 2)).with_session(_later(SECOND, 1))
    received = HERE.without_sessions(frozenset({"talk"}))
    assert _states(_preview(received, stored, HERE))["talk"] is ImportState.CONFLICT


def test_findings_that_come_with_a_change_stand_at_their_session() -> None:
    """Two medicine sessions 17 hours apart are closer than the 18 hours of R3."""
    preview = _preview(HERE.with_session(FIRST.with_changes(start=SECOND.start - timedelta(hours=17))))
    closer = [finding for finding in preview.safety.added if finding.catalogue == 3]
    assert len(closer) == 1
    at_first = next(c for c in preview.sessions if c.id == "m1")
    assert closer[0] in at_first.new_findings


def test_findings_that_the_received_plan_no_longer_has_are_told_as_cleared() -> None:
    close = HERE.with_session(FIRST.with_changes(start=SECOND.start - timedelta(hours=17)))
    preview = _preview(HERE, close)
    assert 3 in {finding.catalogue for finding in preview.safety.cleared}


def test_a_received_plan_is_judged_by_the_rules_of_this_machine() -> None:
    foreign = replace(HERE, rule_set=RuleSetReference("lenient", "9.9"))
    preview = _preview(foreign)
    assert preview.report.rule_set == INTENSIVE.reference
    assert preview.asks_for_other_rules
    assert not _preview(HERE).asks_for_other_rules


def test_findings_kept_by_others_are_counted() -> None:
    kept = Override("r3", "1.0", "f", OverrideReason.JUSTIFIED, "A. Smith", datetime(2026, 12, 1, tzinfo=UTC))
    assert _preview(replace(HERE, overrides=(kept,))).kept_findings == 1
