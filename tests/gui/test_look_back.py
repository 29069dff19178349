"""After a plan was checked, the board shows where a moved session was."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kapplanner.domain.plan import CheckedMark, Plan
from kapplanner.editing.baseline import as_checked
from kapplanner.editing.commands.sessions import DeleteSessions, MoveSession
from kapplanner.rules.fingerprint import plan_fingerprint
from tests.gui.test_kinds import week
from tests.support.boards import Desk
from tests.support.frame import Frame, services_with

AT = datetime(2026, 12, 1, 14, 5, tzinfo=UTC)  # 09:05 at the place of the plan


def checked(plan: Plan) -> Plan:
    return plan.with_changes(checked=CheckedMark("Ada", AT, plan_fingerprint(plan), plan.rule_set))


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    desk = Desk(qtbot, checked(week()))
    desk.view.looking.look_back(as_checked(desk.plan))
    return desk


def test_a_session_that_stands_where_it_stood_leaves_no_mark(desk: Desk) -> None:
    assert desk.canvas.left_behind == ()
    assert "It was on" not in desk.card("talk").accessibleDescription()


def test_a_moved_session_shows_and_says_where_it_was_until_it_is_back(desk: Desk) -> None:
    before = desk.card("talk").box
    desk.bridge.do(MoveSession("talk", datetime(2026, 12, 10, 10)))
    ((box, words),) = desk.canvas.left_behind
    assert box.topLeft() == before.topLeft()
    assert words == "CBT was here, 10:00"
    described = desk.card("talk").accessibleDescription().replace("\u00a0", " ")
    assert described.endswith("It was on Tue 8 Dec, 10:00, for 50 min, when it was checked, Tue 1 Dec, 09:05.")
    assert "It was on Tue 8 Dec" in desk.card("talk").tool_tip().replace("\u00a0", " ")
    desk.bridge.undo()
    assert desk.canvas.left_behind == ()
    assert "It was on" not in desk.card("talk").accessibleDescription()


def test_a_deleted_session_shows_that_it_was_there(desk: Desk) -> None:
    desk.bridge.do(DeleteSessions(frozenset({"talk"})))
    assert [words for _, words in desk.canvas.left_behind] == ["CBT, 10:00, deleted"]


def test_the_marks_can_be_hidden_and_shown_again(desk: Desk) -> None:
    desk.bridge.do(MoveSession("talk", datetime(2026, 12, 10, 10)))
    said: list[str] = []
    desk.bridge.announced.connect(said.append)
    desk.view.looking.toggle_looking_back()
    assert desk.canvas.left_behind == ()
    desk.view.looking.toggle_looking_back()
    assert len(desk.canvas.left_behind) == 1
    assert [words.split(":")[0] for words in said] == ["Hidden", "Shown"]


def test_without_a_checked_state_the_action_says_why_it_does_nothing(qtbot: QtBot) -> None:
    desk = Desk(qtbot, week())
    desk.view.looking.toggle_looking_back()
    assert desk.refusals == ["The plan was not marked as checked yet: there is nothing to look back at."]


def test_the_state_that_was_checked_is_found_when_a_plan_is_opened_again(tmp_path, qtbot: QtBot) -> None:
    services = services_with(tmp_path, "Sam R.")
    library = services.library
    (row,) = library.plans()
    stored = library.read(row.id)
    mark = checked(stored.plan)
    revision = library.save(mark, stored.revision, row.findings, "mark as checked")
    talk = next(s for s in mark.sessions if s.modality)
    moved = mark.with_session(talk.with_changes(start=replace(talk, start=talk.start).start.replace(hour=7)))
    library.save(moved, revision, row.findings, "move")
    frame = Frame(qtbot, services)
    frame.window.bench.desk.read(row.id)
    frame.wait(lambda: frame.window.bench.plan_page is not None)
    opened = frame.window.bench.plan_page.opened
    frame.wait(lambda: opened.baseline is not None)
    QApplication.processEvents()
    view = frame.window.bench.plan_page.plan_view
    view.show_session(talk.id)
    assert any("was here" in words for _, words in view.board.canvas.left_behind)
