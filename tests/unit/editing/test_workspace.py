"""The open plan: steps, watchers, previews."""

from datetime import datetime

import pytest

from kapplanner.codec.rule_sets import rule_set_named
from kapplanner.domain.errors import PlannerError
from kapplanner.domain.plan import Plan
from kapplanner.editing.commands import AddSession, ChangePlan, DeleteSessions, MoveSession
from kapplanner.editing.commands.changes import changes
from kapplanner.editing.workspace import PlanChanged, ReadOnlyPlan, Workspace
from kapplanner.rules.evaluate import evaluate
from tests.support.build import medicine, plan, session

INTENSIVE = rule_set_named("intensive")


def opened(whole: Plan | None = None, *, read_only: bool = False) -> Workspace:
    return Workspace(whole or plan(session("rest", "D1", "10:00", id="a")), INTENSIVE, read_only=read_only)


def test_a_step_is_judged_told_and_named() -> None:
    workspace = opened()
    told: list[PlanChanged] = []
    workspace.watch(told.append)
    workspace.do(MoveSession("a", datetime(2026, 12, 7, 10, 0)), initiator="board")
    (happened,) = told
    assert happened.difference.changed == {"a"}
    assert happened.initiator == "board"
    assert happened.report == evaluate(workspace.plan, INTENSIVE)
    assert workspace.undo_label == "move Rest to Mon\u00a07\u00a0Dec, 10:00"


def test_a_command_that_changes_nothing_is_no_step() -> None:
    workspace = opened()
    told: list[PlanChanged] = []
    workspace.watch(told.append)
    assert workspace.do(MoveSession("a", workspace.plan.session("a").start)) is None
    assert (told, workspace.undo_label) == ([], None)


def test_a_refused_command_leaves_plan_steps_and_watchers_alone() -> None:
    workspace = opened()
    before = workspace.plan
    with pytest.raises(PlannerError):
        workspace.do(DeleteSessions(frozenset({"gone"})))
    assert workspace.plan is before
    assert workspace.undo_label is None


def test_undo_and_redo_restore_exactly() -> None:
    workspace = opened()
    before = workspace.plan
    workspace.do(AddSession(medicine("D2")))
    after, report = workspace.plan, workspace.report
    workspace.undo()
    assert workspace.plan == before
    assert workspace.report == evaluate(before, INTENSIVE)
    workspace.redo()
    assert (workspace.plan, workspace.report) == (after, report)


def test_typing_in_one_field_is_one_step_until_it_is_left() -> None:
    workspace = opened()
    for text in ("a", "ab", "abc"):
        workspace.do(ChangePlan(changes({"note": text}), "note"))
    workspace.field_left()
    workspace.do(ChangePlan(changes({"note": "abcd"}), "note"))
    workspace.undo()
    assert workspace.plan.note == "abc"
    workspace.undo()
    assert workspace.plan.note == ""


def test_a_preview_changes_nothing() -> None:
    workspace = opened()
    before = workspace.plan
    preview = workspace.preview(AddSession(session("rest", "D1", "10:30", id="b")))
    assert preview.plan.has_session("b")
    assert preview.report == evaluate(preview.plan, INTENSIVE)
    assert workspace.plan is before


def test_a_plan_open_to_look_at_only_is_not_changed() -> None:
    workspace = opened(read_only=True)
    with pytest.raises(ReadOnlyPlan, match="look at only"):
        workspace.do(DeleteSessions(frozenset({"a"})))


def test_a_watcher_may_not_change_the_plan_while_it_is_told() -> None:
    workspace = opened()
    workspace.watch(lambda happened: workspace.undo())  # type: ignore[arg-type, return-value]
    with pytest.raises(RuntimeError):
        workspace.do(DeleteSessions(frozenset({"a"})))


def test_whoever_stops_watching_is_no_longer_told() -> None:
    workspace = opened()
    told: list[PlanChanged] = []
    stop = workspace.watch(told.append)
    stop()
    workspace.do(DeleteSessions(frozenset({"a"})))
    assert told == []


def test_another_rule_set_judges_the_same_plan_anew_and_is_no_step() -> None:
    workspace = opened()
    outpatient = rule_set_named("outpatient")
    workspace.judge_by(outpatient)
    assert workspace.report.rule_set == outpatient.reference
    assert workspace.undo_label is None
