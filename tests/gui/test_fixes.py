"""Fixes in the safety panel: one click, one step; a menu by Ctrl+. with the smallest first; why there is none."""

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kapplanner.codec.sample import sample_plan
from kapplanner.editing.commands import MoveSession
from kapplanner.ui.panes.findings_model import FIX
from kapplanner.ui.panes.fix_menu import FixMenu
from tests.support import build
from tests.support.boards import Desk
from tests.support.screen import nameless, too_small


def desk_with_fixes(qtbot: QtBot) -> Desk:
    desk = Desk(qtbot, sample_plan())
    qtbot.waitUntil(lambda: bool(desk.view.safety.page.fix_buttons))
    return desk


def test_one_click_moves_the_session_and_one_undo_brings_it_back(qtbot: QtBot) -> None:
    desk = desk_with_fixes(qtbot)
    before = desk.plan
    (button,) = desk.view.safety.page.fix_buttons
    assert button.text() == "Move to 13:30"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert desk.plan.session("sample-11").start == before.session("sample-11").start.replace(hour=13, minute=30)
    assert desk.bridge.workspace.report.counts.caution == 0
    assert desk.view.safety.page.fix_buttons == ()
    assert desk.bridge.workspace.undo_label == "move EMDR to Wed\u00a09\u00a0Dec, 13:30"
    desk.bridge.undo()
    assert desk.plan == before


def test_the_menu_offers_three_and_enter_takes_the_smallest(qtbot: QtBot) -> None:
    desk = desk_with_fixes(qtbot)
    seen: list[str] = []

    def choose() -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, FixMenu)
        seen.extend(action.text() for action in menu.actions())
        QTest.keyClick(menu, Qt.Key.Key_Return)

    QTimer.singleShot(0, choose)
    desk.view.show_fixes()
    assert len(seen) == 3
    assert desk.plan.session("sample-11").start.strftime("%H:%M") == "13:30"


def test_esc_in_the_menu_leaves_everything_as_it_is(qtbot: QtBot) -> None:
    desk = desk_with_fixes(qtbot)
    before = desk.plan
    QTimer.singleShot(0, lambda: QTest.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_Escape))
    desk.view.show_fixes()
    assert desk.plan is before


def test_a_row_without_a_fix_says_why(qtbot: QtBot) -> None:
    desk = Desk(qtbot, build.plan(build.medicine("D2", route="IM", dose="200 mg", id="m"), weight="70 kg"))
    panel = desk.view.safety
    row = next(n for n, f in enumerate(panel.model.findings) if f.rule == "dose-in-mg")
    panel.fixes.fixes_now(panel.model.findings[row])
    assert panel.model.data(panel.model.index(row, FIX)) == "dose is yours to set"


def test_fix_buttons_have_names_and_are_large_enough(qtbot: QtBot) -> None:
    desk = desk_with_fixes(qtbot)
    page = desk.view.safety.page
    assert nameless(page) == []
    assert too_small(page) == []
    (button,) = page.fix_buttons
    assert button.accessibleName().startswith("Fix: Move EMDR from")


def test_fixes_of_an_earlier_state_are_forgotten(qtbot: QtBot) -> None:
    desk = desk_with_fixes(qtbot)
    finding = desk.bridge.workspace.report.findings[0]
    assert desk.view.safety.fixes.fixes(finding)
    desk.bridge.do(MoveSession("sample-9", desk.plan.session("sample-9").start.replace(hour=11)))
    assert desk.view.safety.fixes.fixes(finding) is None


def test_the_list_opens_at_the_row(qtbot: QtBot) -> None:
    desk = desk_with_fixes(qtbot)
    page = desk.view.safety.page
    place = page.place_of_fixes(desk.bridge.workspace.report.findings[0])
    assert isinstance(place, QPoint)
    assert page.rect().contains(page.mapFromGlobal(place))
