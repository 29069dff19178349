"""Kinds of session under the outline: dragged onto the board, or pressed to choose day and time."""

from datetime import datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from kapplanner.domain.session import Route, SessionKind
from kapplanner.ui.board.kinds import OFFERED, KindChip
from kapplanner.ui.dialogs.add_session import AddSessionDialog
from tests.support import build
from tests.support.boards import Desk

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


def week():
    return build.plan(
        build.medicine("D2", "09:30", route="IM", dose="45 mg", id="m1"),
        build.session("integration", "D3", "10:00", 50, modality="cbt", id="talk"),
        weight="75 kg",
    )


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot, week())


def chip(desk: Desk, kind: SessionKind) -> KindChip:
    return desk.view.outline.kinds.chips[kind]


def carry(desk: Desk, kind: SessionKind, moment: datetime) -> QPoint:
    """Drag a kind over the board to a time, without letting go; answers the place in the chip's coordinates."""
    source = chip(desk, kind)
    target = desk.canvas.mapToGlobal(desk.at(moment) + QPoint(0, desk.canvas.grid.y_of(15)))
    end = source.mapFromGlobal(target)
    QTest.mousePress(source, LEFT, NONE, QPoint(10, 10))
    for step in (1, 2, 3):
        QTest.mouseMove(source, QPoint(10, 10) + (end - QPoint(10, 10)) * step / 3)
        QApplication.processEvents()
    return end


def drag(desk: Desk, kind: SessionKind, moment: datetime) -> None:
    QTest.mouseRelease(chip(desk, kind), LEFT, NONE, carry(desk, kind, moment))
    QApplication.processEvents()


def test_every_kind_but_travel_has_a_named_chip(desk: Desk) -> None:
    assert set(desk.view.outline.kinds.chips) == set(SessionKind) - {SessionKind.TRAVEL}
    assert chip(desk, SessionKind.MEDICINE).accessibleName() == "Add Medicine session"
    assert all(each.height() >= 24 for each in desk.view.outline.kinds.chips.values())


def test_a_kind_dragged_onto_the_board_is_added_there_in_one_step_and_selected(desk: Desk) -> None:
    before = desk.plan
    drag(desk, SessionKind.INTEGRATION, datetime(2026, 12, 9, 14))
    (new,) = [s for s in desk.plan.sessions if not before.has_session(s.id)]
    assert (new.kind, new.start, new.minutes) == (SessionKind.INTEGRATION, datetime(2026, 12, 9, 14), 50)
    assert new.modality is None
    assert desk.bridge.selection == (new.id,)
    assert desk.card(new.id).hasFocus()
    desk.bridge.undo()
    assert desk.plan == before


def test_a_medicine_session_takes_the_route_of_the_last_one_and_no_dose(desk: Desk) -> None:
    before = desk.plan
    drag(desk, SessionKind.MEDICINE, datetime(2026, 12, 11, 9))
    (new,) = [s for s in desk.plan.sessions if not before.has_session(s.id)]
    assert new.medicine is not None
    assert new.medicine.route is Route.IM
    assert new.medicine.dose.is_undecided
    assert new.minutes == 180


def test_while_a_kind_is_dragged_the_bar_says_where_and_the_rules_are_asked(desk: Desk, qtbot: QtBot) -> None:
    carry(desk, SessionKind.MEDICINE, datetime(2026, 12, 7, 15))
    assert desk.view.bar.carrying.words.whole_text.replace("\u00a0", " ") == "Medicine on Mon 7 Dec, 15:00"
    qtbot.waitUntil(lambda: desk.board.hand.carry.state.changes is not None)
    changes = desk.board.hand.carry.state.changes
    assert any("One medicine session a day" in finding.title for finding in changes.appearing)
    qtbot.waitUntil(
        lambda: {band.day for band in desk.canvas.fits.bands} == {desk.board.page.grid.day_of(n) for n in range(7)}
    )
    QTest.keyClick(desk.canvas, Qt.Key.Key_Escape)
    assert desk.plan == week()


def test_escape_and_letting_go_beside_the_board_add_nothing(desk: Desk) -> None:
    carry(desk, SessionKind.REST, datetime(2026, 12, 8, 14))
    QTest.keyClick(desk.canvas, Qt.Key.Key_Escape)
    QTest.mouseRelease(chip(desk, SessionKind.REST), LEFT, NONE, QPoint(500, -200))
    assert desk.plan == week()
    carry(desk, SessionKind.REST, datetime(2026, 12, 8, 14))
    QTest.mouseRelease(chip(desk, SessionKind.REST), LEFT, NONE, QPoint(5, 5))
    assert desk.plan == week()
    assert not desk.board.hand.carry.is_active


def test_a_press_opens_the_add_dialog_with_that_kind(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[SessionKind] = []

    def run(dialog: AddSessionDialog) -> int:
        shown.append(dialog.kinds.kind)
        return QDialog.DialogCode.Rejected

    monkeypatch.setattr(AddSessionDialog, "exec", run)
    QTest.mouseClick(chip(desk, SessionKind.MEASURE), LEFT)
    chip(desk, SessionKind.REST).setFocus()
    QTest.keyClick(chip(desk, SessionKind.REST), Qt.Key.Key_Return)
    assert shown == [SessionKind.MEASURE, SessionKind.REST]


def test_the_kinds_are_one_stop_and_arrow_keys_walk_inside(desk: Desk) -> None:
    kinds = desk.view.outline.kinds
    assert [kind for kind, chip in kinds.chips.items() if chip.focusPolicy() & Qt.FocusPolicy.TabFocus] == [OFFERED[0]]
    kinds.chips[OFFERED[0]].setFocus(Qt.FocusReason.TabFocusReason)
    for key, place in ((Qt.Key.Key_Right, 1), (Qt.Key.Key_Down, 3), (Qt.Key.Key_Left, 2), (Qt.Key.Key_Up, 0)):
        QTest.keyClick(QApplication.focusWidget(), key)
        assert kinds.chips[OFFERED[place]].hasFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert not kinds.isAncestorOf(QApplication.focusWidget())


def test_in_a_low_or_narrow_window_the_kinds_make_room_for_the_days(qtbot: QtBot) -> None:
    assert not Desk(qtbot, week(), width=900, height=500).view.outline.kinds.isVisible()
    assert Desk(qtbot, week(), width=1440, height=800).view.outline.kinds.isVisible()
