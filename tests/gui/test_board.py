"""The board driven by mouse and keys, on the real widgets: what is done stands in the plan, and can be undone."""

from datetime import date, datetime
from random import Random

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QStyle, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from kapplanner.domain.errors import ImpossibleValue
from kapplanner.domain.plan import Plan
from kapplanner.domain.session import SessionState
from kapplanner.editing.commands.sessions import MoveSession
from kapplanner.rules.finding import Tier
from kapplanner.ui.board.bar import DAY, LIST, WEEK
from kapplanner.ui.board.card import Card
from kapplanner.ui.board.facts import PlanFacts, changed_cards
from kapplanner.ui.board.keys import Asked
from kapplanner.ui.board.outline import shown_of
from tests.support import build
from tests.support.boards import Desk
from tests.support.screen import nameless, too_small

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
KEYS = Qt.Key


def week() -> Plan:
    return build.plan(
        build.session("measure", "D2", "08:40", 20, id="check", bound_to="m1"),
        build.medicine("D2", route="SL", dose="75 mg", id="m1"),
        build.session("rest", "D2", "13:00", 90, id="rest"),
        build.session("integration", "D3", "10:00", 90, modality="cbt", id="talk"),
        build.session("integration", "D3", "14:00", 60, modality="ifs", id="parts"),
        build.medicine("D9", route="IM", dose="45 mg", id="m2"),
        weight="75 kg",
    )


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot, week())


# What is seen


def test_each_session_of_the_week_has_a_card_at_its_time(desk: Desk) -> None:
    assert set(desk.canvas.cards) == {"check", "m1", "rest", "talk", "parts"}
    grid = desk.canvas.grid
    card = desk.card("talk")
    assert card.box.top() == grid.y_of(10 * 60)
    assert card.box.height() == grid.y_of(90) - 1
    assert grid.column_left(2) < card.x() < grid.column_left(3)


def test_the_page_is_named_by_week_and_dates(desk: Desk) -> None:
    assert desk.view.bar.page.text() == "Week 1 of 2"
    assert desk.view.bar.span.whole_text.replace("\u00a0", " ") == "Sun 6 to Sat 12 Dec 2026"


def test_cards_are_buttons_with_a_whole_sentence(desk: Desk) -> None:
    interface = QAccessible.queryAccessibleInterface(desk.card("m1"))
    assert interface.role() == QAccessible.Role.PushButton
    assert interface.text(QAccessible.Text.Name).startswith("Medicine session 1 of 2, Monday 7 December, 9:30 to 12:30")
    assert "Press" in interface.actionInterface().actionNames()


def test_cards_come_in_reading_order_also_after_a_move(desk: Desk) -> None:
    def order() -> list[str]:
        return [child.session_id for child in desk.canvas.children() if isinstance(child, Card)]

    assert order() == ["check", "m1", "rest", "talk", "parts"]
    desk.bridge.select(("parts",))
    desk.board.walk.focus_here()
    desk.key(KEYS.Key_Left, CTRL)
    assert order() == ["check", "m1", "rest", "parts", "talk"]


def test_pressing_a_card_through_the_accessibility_bus_selects_it_and_opens_its_pane(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.board.openWanted) as opened:
        QAccessible.queryAccessibleInterface(desk.card("talk")).actionInterface().doAction("Press")
    assert opened.args == ["talk"]
    assert desk.bridge.selection == ("talk",)


def test_panes_are_read_and_tabbed_through_from_left_to_right(desk: Desk) -> None:
    panes = [desk.view.outline, desk.view.bar, desk.board, desk.view.safety, desk.view.inspector]
    desk.bridge.select(("talk",))
    desk.view.outline.list.setFocus()
    seen: list[int] = []
    for _ in range(60):
        focused = desk.view.focusWidget()
        place = next((n for n, pane in enumerate(panes) if pane.isAncestorOf(focused) or pane is focused), None)
        if place is not None and place not in seen:
            seen.append(place)
        QTest.keyClick(focused, KEYS.Key_Tab)
    assert seen == sorted(seen)
    assert {0, 1, 2, 4} <= set(seen)


def test_every_pane_takes_the_keyboard_when_asked(desk: Desk) -> None:
    desk.bridge.select(("talk",))
    for pane in desk.view.panes():
        pane.setFocus(Qt.FocusReason.TabFocusReason)
        focused = desk.view.focusWidget()
        assert pane is focused or pane.isAncestorOf(focused)


def test_opening_a_session_puts_the_keyboard_into_its_first_field(desk: Desk) -> None:
    desk.board.focus_session("talk")
    desk.view.open_session()
    assert desk.view.focusWidget() is desk.view.inspector.when.date.edit


def test_every_control_has_a_name(desk: Desk) -> None:
    assert nameless(desk.view) == []


def test_overlapping_sessions_share_the_width_and_wear_the_stop_badge(qtbot: QtBot) -> None:
    plan = build.plan(
        build.session("integration", "D3", "10:00", 60, id="a"), build.session("integration", "D3", "10:30", 60, id="b")
    )
    desk = Desk(qtbot, plan)
    a, b = desk.card("a"), desk.card("b")
    assert a.box.right() < b.box.left()
    assert a.facts.worst is Tier.STOP
    assert b.facts.worst is Tier.STOP
    assert a.accessibleName().endswith("1 Stop")


def test_a_session_over_midnight_goes_on_in_the_next_column(qtbot: QtBot) -> None:
    desk = Desk(qtbot, build.plan(build.session("rest", "D3", "22:00", 240, id="night")))
    (tail,) = desk.canvas._tails
    assert (tail.y(), tail.height()) == (0, desk.canvas.grid.y_of(120) - 1)
    desk.click(tail.geometry().center())
    assert desk.bridge.selection == ("night",)


def test_markup_in_a_title_is_shown_as_it_was_typed(qtbot: QtBot) -> None:
    title = "<b>Bold</b> & <img src=x> “O’Neil” مرحبا 🌿 {n} %s"
    desk = Desk(qtbot, build.plan(build.session("integration", "D3", "10:00", 90, id="a", title=title)))
    card = desk.card("a")
    assert title in card.accessibleName()
    assert "&lt;b&gt;Bold&lt;/b&gt; &amp; &lt;img src=x&gt;" in card.tool_tip()
    desk.view.grab()


def test_a_title_of_five_thousand_characters_is_refused_in_words_and_the_longest_allowed_is_shown(qtbot: QtBot) -> None:
    with pytest.raises(ImpossibleValue, match="5,000 characters long"):
        build.session("integration", "D3", "10:00", 90, title="word " * 1000)
    desk = Desk(qtbot, build.plan(build.session("integration", "D3", "10:00", 90, id="a", title="word " * 100)))
    assert "word word" in desk.card("a").tool_tip()
    desk.view.grab()


def test_done_locked_and_cancelled_sessions_say_so(qtbot: QtBot) -> None:
    desk = Desk(
        qtbot,
        build.plan(
            build.session("integration", "D3", "10:00", 90, id="a", state=SessionState.DONE),
            build.session("integration", "D4", "10:00", 90, id="b", locked=True),
            build.session("integration", "D5", "10:00", 90, id="c", state=SessionState.CANCELLED),
        ),
    )
    assert "done" in desk.card("a").accessibleName()
    assert "locked" in desk.card("b").accessibleName()
    assert "cancelled" in desk.card("c").accessibleName()
    desk.view.grab()


# Mouse


def test_a_click_selects_and_a_click_with_ctrl_adds(desk: Desk) -> None:
    desk.click(desk.middle("talk"))
    assert desk.bridge.selection == ("talk",)
    desk.click(desk.middle("parts"), CTRL)
    assert desk.bridge.selection == ("talk", "parts")
    desk.click(desk.middle("talk"), CTRL)
    assert desk.bridge.selection == ("parts",)


def test_dragging_a_card_moves_its_session(desk: Desk) -> None:
    start = desk.middle("talk")
    before = desk.plan
    desk.drag(start, start + desk.at(build.at("D4", "11:00")) - desk.at(build.at("D3", "10:00")))
    assert desk.session("talk").start == build.at("D4", "11:00")
    assert desk.bridge.workspace.undo_label is not None
    desk.bridge.undo()
    assert desk.plan == before


def test_what_is_bound_to_a_medicine_session_moves_with_it(desk: Desk) -> None:
    start = desk.middle("m1")
    desk.drag(start, start + desk.at(build.at("D5", "09:30")) - desk.at(build.at("D2", "09:30")))
    assert desk.session("m1").start == build.at("D5", "09:30")
    assert desk.session("check").start == build.at("D5", "08:40")
    assert desk.session("rest").start == build.at("D2", "13:00")


def test_a_drag_snaps_to_a_quarter_of_an_hour(desk: Desk) -> None:
    start = desk.middle("talk")
    desk.drag(start, start + QPoint(0, round(40 * desk.canvas.grid.hour / 60)))
    assert desk.session("talk").start == build.at("D3", "10:45")


def test_while_dragging_nothing_changes_and_the_bar_says_where_and_what_comes(desk: Desk, qtbot: QtBot) -> None:
    start = desk.middle("talk")
    desk.press(start)
    desk.move(start + QPoint(0, 20))
    desk.move(start + desk.at(build.at("D3", "13:45")) - desk.at(build.at("D3", "10:00")))
    bar = desk.view.bar
    assert bar.currentWidget() is bar.carrying
    assert bar.carrying.words.whole_text.replace("\u00a0", " ") == "CBT to Tue 8 Dec, 13:45"
    qtbot.waitUntil(lambda: bar.carrying.chips[Tier.STOP].text() == "Stop +1")
    assert desk.session("talk").start == build.at("D3", "10:00")
    desk.release(start)


def test_the_bubble_holds_its_sentences_as_soon_as_the_rules_have_spoken(desk: Desk, qtbot: QtBot) -> None:
    start = desk.middle("talk")
    desk.press(start)
    desk.move(start + QPoint(0, 20))
    desk.move(start + desk.at(build.at("D3", "13:45")) - desk.at(build.at("D3", "10:00")))
    bubble = desk.board.hand.bubble
    qtbot.waitUntil(bubble.isVisible)
    sentences = [label for label in bubble.findChildren(QLabel) if label.text()]
    assert sentences
    assert all(label.height() >= label.heightForWidth(label.width()) > 0 for label in sentences if label.wordWrap())
    assert all(bubble.rect().contains(label.geometry()) for label in sentences)
    desk.release(start)


def test_while_dragging_the_pane_and_the_safety_panel_show_the_place_that_is_tried(desk: Desk, qtbot: QtBot) -> None:
    start = desk.middle("talk")
    desk.press(start)
    desk.move(start + QPoint(0, 20))
    desk.move(start + desk.at(build.at("D4", "13:45")) - desk.at(build.at("D3", "10:00")))
    when, safety = desk.view.inspector.when, desk.view.safety
    assert when.start.edit.text() == "13:45"
    assert when.date.edit.text().replace("\u00a0", " ") == "Wed 9 Dec 2026"
    assert [f.edit.property("carried") for f in (when.date, when.start, when.length)] == ["true", "true", None]
    qtbot.waitUntil(lambda: bool(safety.drop.rows))
    assert safety.drop.isVisible() and safety.head.when.isVisible() and not safety.head.check.isVisible()
    assert {row.change for row in safety.drop.rows} <= {"appears", "goes away", "stays"}
    assert desk.session("talk").start == build.at("D3", "10:00")
    desk.key(KEYS.Key_Escape)
    desk.release(start)
    assert when.start.edit.text() == "10:00"
    assert when.start.edit.property("carried") is None
    assert not safety.drop.isVisible() and safety.head.check.isVisible() and not safety.head.when.isVisible()


def test_esc_cancels_a_drag(desk: Desk) -> None:
    start = desk.middle("talk")
    desk.press(start)
    desk.move(start + QPoint(0, 100))
    desk.key(KEYS.Key_Escape)
    desk.release(start + QPoint(0, 100))
    assert desk.session("talk").start == build.at("D3", "10:00")
    assert desk.bridge.workspace.undo_label is None
    assert desk.view.bar.currentWidget() is desk.view.bar.usual
    assert desk.card("talk").isVisible()


def test_pulling_the_lower_edge_changes_the_length(desk: Desk) -> None:
    box = desk.card("talk").box
    edge = QPoint(box.center().x(), box.bottom() - 1)
    desk.drag(edge, edge + QPoint(0, desk.canvas.grid.y_of(30)))
    assert desk.session("talk").minutes == 120
    assert desk.session("talk").start == build.at("D3", "10:00")


def test_a_locked_session_cannot_be_dragged_and_the_reason_is_said(qtbot: QtBot) -> None:
    desk = Desk(qtbot, build.plan(build.session("integration", "D3", "10:00", 90, id="a", locked=True)))
    start = desk.middle("a")
    desk.press(start)
    desk.move(start + QPoint(0, 30))
    desk.move(start + QPoint(0, 100))
    assert "is locked" in desk.view.bar.carrying.outcome.whole_text
    desk.release(start + QPoint(0, 100))
    assert desk.session("a").start == build.at("D3", "10:00")
    assert len(desk.refusals) == 1


def test_a_time_that_the_clock_change_skips_is_refused_in_words(qtbot: QtBot) -> None:
    first = date(2027, 3, 14)  # clocks in New York go forward at 02:00
    talk = build.session("integration", "D1", "10:00", 60, first_day=first, id="a")
    desk = Desk(qtbot, build.plan(talk, first_day=first))
    start = desk.middle("a")
    target = datetime(2027, 3, 14, 2, 30)
    desk.drag(start, start + desk.at(target) - desk.at(build.at("D1", "10:00", first)))
    assert desk.session("a").start == datetime(2027, 3, 14, 10, 0)
    assert "does not exist in America/New_York" in desk.refusals[0]


def test_several_selected_sessions_are_dragged_together(desk: Desk) -> None:
    desk.bridge.select(("talk", "parts"))
    start = desk.middle("talk")
    desk.drag(start, start + desk.at(build.at("D5", "09:30")) - desk.at(build.at("D3", "10:00")))
    assert desk.session("talk").start == build.at("D5", "09:30")
    assert desk.session("parts").start == build.at("D5", "13:30")
    desk.bridge.undo()
    assert desk.session("parts").start == build.at("D3", "14:00")


def test_a_click_on_the_badge_leads_to_the_findings(qtbot: QtBot) -> None:
    plan = build.plan(
        build.session("integration", "D3", "10:00", 60, id="a"), build.session("integration", "D3", "10:30", 60, id="b")
    )
    desk = Desk(qtbot, plan)
    card = desk.card("b")
    badge = desk.board.page.painter.badge_box(card.box.toRectF(), card.facts)
    with qtbot.waitSignal(desk.bridge.findingsWanted) as wanted:
        desk.click(badge.center().toPoint())
    assert wanted.args == ["b"]


def test_under_the_mouse_a_tall_card_offers_to_move_it_without_a_drag(desk: Desk, qtbot: QtBot) -> None:
    desk.board.moveWanted.disconnect()
    QTest.mouseMove(desk.canvas, desk.middle("talk"))
    QApplication.processEvents()
    tools = desk.canvas.tools
    assert tools.isVisible()
    assert tools.move_button.width() >= 24
    with qtbot.waitSignal(desk.board.moveWanted):
        QTest.mouseClick(tools.move_button, Qt.MouseButton.LeftButton)
    assert desk.bridge.selection == ("talk",)


def test_the_buttons_under_the_mouse_leave_the_badge_free(qtbot: QtBot) -> None:
    plan = build.plan(
        build.session("integration", "D3", "10:00", 420, id="a"),
    )
    desk = Desk(qtbot, plan)
    card = desk.card("a")
    assert card.facts.worst is not None
    QTest.mouseMove(desk.canvas, desk.middle("a"))
    QApplication.processEvents()
    badge = desk.board.page.painter.badge_box(card.box.toRectF(), card.facts).toRect()
    assert desk.canvas.tools.isVisible()
    assert not desk.canvas.tools.geometry().intersects(badge)


def test_a_low_card_is_hit_up_to_twenty_four_pixels(desk: Desk) -> None:
    card = desk.card("check")
    assert card.box.height() < 24
    assert card.height() == 24
    above = card.box.center() - QPoint(0, 11)
    desk.click(above)
    assert desk.bridge.selection == ("check",)


def test_free_time_is_chosen_by_a_click_and_asks_for_a_session_by_the_next(desk: Desk, qtbot: QtBot) -> None:
    point = desk.at(build.at("D5", "16:10"))
    desk.click(point)
    assert desk.canvas.slot.accessibleName() == "Add a session on Thursday 10 December at 16:00"
    asked: list[datetime] = []
    desk.board.addWanted.disconnect()
    desk.board.addWanted.connect(asked.append)
    QTest.mouseClick(desk.canvas.slot, Qt.MouseButton.LeftButton)
    assert asked == [build.at("D5", "16:00")]


# Keys


def test_arrows_walk_over_cards_and_free_hours_of_a_day(desk: Desk) -> None:
    desk.board.focus_session("talk")
    desk.key(KEYS.Key_Down)
    assert desk.canvas.slot.hasFocus()
    assert desk.canvas.slot.moment == build.at("D3", "11:30")
    assert desk.bridge.selection == ()
    for _ in range(3):
        desk.key(KEYS.Key_Down)
    assert desk.bridge.selection == ("parts",)
    assert desk.card("parts").hasFocus()
    desk.key(KEYS.Key_Home)
    assert desk.canvas.slot.moment == build.at("D3", "08:00")


def test_left_and_right_go_to_the_same_hour_of_the_next_day_also_over_the_edge_of_the_week(desk: Desk) -> None:
    desk.board.focus_session("m1")
    desk.key(KEYS.Key_Left)
    desk.key(KEYS.Key_Left)
    assert desk.board.page.first_day == date(2026, 11, 29)
    desk.key(KEYS.Key_Right)
    desk.key(KEYS.Key_Right)
    assert desk.bridge.selection == ("m1",)


def test_page_down_turns_to_the_next_week(desk: Desk) -> None:
    desk.board.focus_session("m1")
    desk.key(KEYS.Key_PageDown)
    assert desk.board.page.first_day == date(2026, 12, 13)
    assert desk.bridge.selection == ("m2",)


def test_ctrl_arrows_move_the_session_and_it_keeps_the_keyboard(desk: Desk) -> None:
    desk.board.focus_session("talk")
    desk.key(KEYS.Key_Right, CTRL)
    desk.key(KEYS.Key_Down, CTRL)
    assert desk.session("talk").start == build.at("D4", "10:15")
    assert desk.card("talk").hasFocus()
    desk.bridge.undo()
    desk.bridge.undo()
    assert desk.session("talk").start == build.at("D3", "10:00")


def test_a_session_moved_off_the_week_takes_the_board_along(desk: Desk) -> None:
    desk.board.focus_session("talk")
    for _ in range(5):
        desk.key(KEYS.Key_Right, CTRL)
    assert desk.session("talk").start == build.at("D8", "10:00")
    assert desk.board.page.first_day == date(2026, 12, 13)
    assert desk.card("talk").hasFocus()


def test_ctrl_shift_arrows_change_the_length(desk: Desk) -> None:
    desk.board.focus_session("talk")
    desk.key(KEYS.Key_Down, CTRL | SHIFT)
    assert desk.session("talk").minutes == 105
    desk.key(KEYS.Key_Up, CTRL | SHIFT)
    desk.key(KEYS.Key_Up, CTRL | SHIFT)
    assert desk.session("talk").minutes == 75


def test_delete_removes_the_selection_and_the_toast_brings_it_back(desk: Desk) -> None:
    before = desk.plan
    desk.board.focus_session("talk")
    desk.key(KEYS.Key_Delete)
    assert not desk.plan.has_session("talk")
    assert "talk" not in desk.canvas.cards
    assert "CBT" in desk.view.toast.sentence.text()
    desk.view.toast.undo_button.click()
    assert desk.plan == before
    assert "talk" in desk.canvas.cards


def test_after_a_delete_the_keyboard_stays_near_the_place(desk: Desk) -> None:
    desk.board.focus_session("talk")
    desk.key(KEYS.Key_Delete)
    assert desk.canvas.slot.hasFocus()
    assert desk.canvas.slot.moment == build.at("D3", "10:00")


def test_the_toast_goes_with_the_next_step_so_that_its_undo_takes_back_what_it_says(desk: Desk) -> None:
    desk.board.focus_session("talk")
    desk.key(KEYS.Key_Delete)
    assert desk.view.toast.isVisible()
    desk.bridge.undo()
    assert not desk.view.toast.isVisible()


def test_the_menu_of_free_time_adds_where_the_mouse_is(desk: Desk) -> None:
    point = desk.at(build.at("D5", "15:40"))
    desk.canvas.menuWanted.emit(desk.canvas.hit(point.toPointF()), desk.canvas.mapToGlobal(point))
    assert desk.board.moment_for_adding() == build.at("D5", "15:30")
    QApplication.activePopupWidget().close()


def test_the_menu_of_a_card_offers_what_a_drag_does(desk: Desk) -> None:
    point = desk.middle("talk")
    desk.canvas.menuWanted.emit(desk.canvas.hit(point.toPointF()), desk.canvas.mapToGlobal(point))
    assert desk.bridge.selection == ("talk",)
    menu = QApplication.activePopupWidget()
    words = [action.text().split("\t")[0] for action in menu.actions()]
    assert {"Move to…", "Make longer", "Make shorter", "Duplicate", "Delete"} <= set(words)
    menu.close()


def test_ctrl_d_puts_a_copy_right_after_and_selects_it(desk: Desk) -> None:
    desk.board.focus_session("talk")
    desk.key(KEYS.Key_D, CTRL)
    (copy,) = desk.bridge.selection
    assert copy != "talk"
    assert desk.session(copy).start == build.at("D3", "11:30")
    assert desk.card(copy).hasFocus()


def test_ctrl_shift_a_selects_all_of_the_kind(desk: Desk) -> None:
    desk.board.focus_session("talk")
    desk.key(KEYS.Key_A, CTRL | SHIFT)
    assert desk.bridge.selection == ("talk", "parts")


def test_tab_leaves_the_board_at_once_and_comes_back_to_the_same_card(desk: Desk) -> None:
    desk.board.focus_session("talk")
    QTest.keyClick(desk.card("talk"), KEYS.Key_Tab)
    outside = desk.view.focusWidget()
    assert outside is not None
    assert not desk.canvas.isAncestorOf(outside)
    QTest.keyClick(outside, KEYS.Key_Tab, SHIFT)
    assert desk.card("talk").hasFocus()


def test_enter_on_a_card_opens_its_pane_and_on_free_time_asks_for_a_session(desk: Desk) -> None:
    asked: list[object] = []
    desk.board.addWanted.disconnect()
    desk.board.addWanted.connect(asked.append)
    desk.board.openWanted.disconnect()
    desk.board.openWanted.connect(asked.append)
    desk.board.focus_session("talk")
    desk.key(KEYS.Key_Return)
    desk.key(KEYS.Key_Down)
    desk.key(KEYS.Key_Return)
    desk.key(KEYS.Key_Insert)
    assert asked == ["talk", build.at("D3", "11:30"), build.at("D3", "11:30")]


# Selection, findings, other views


def test_what_is_selected_elsewhere_is_brought_onto_the_board(desk: Desk) -> None:
    desk.bridge.select(("m2",), "a finding")
    assert desk.board.page.first_day == date(2026, 12, 13)
    assert "m2" in desk.canvas.cards
    assert desk.view.outline.chosen_day == build.at("D9", "09:30").date()


def test_the_keyboard_goes_along_with_what_is_selected_elsewhere(desk: Desk) -> None:
    desk.board.focus_session("rest")
    desk.bridge.select(("talk", "parts"))
    assert desk.view.focusWidget() is desk.card("talk")
    desk.key(KEYS.Key_Down)
    assert desk.board.walk.stop.day == desk.session("talk").day


def test_the_keyboard_stays_at_a_card_that_is_selected_with_others(desk: Desk) -> None:
    desk.board.focus_session("parts")
    desk.bridge.select(("talk", "parts"))
    assert desk.view.focusWidget() is desk.card("parts")


def test_f8_and_k_ask_for_a_reason_while_the_keyboard_is_on_the_board(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(desk.view.safety, "act_on", lambda finding: asked.append(finding.fingerprint))
    desk.board.focus_session("rest")
    desk.view.next_finding()
    desk.key(KEYS.Key_K)
    current = desk.view.safety.view.current_finding
    assert current is not None
    assert asked == [current.fingerprint]


def test_the_keyboard_goes_along_to_another_week(desk: Desk) -> None:
    desk.board.focus_session("rest")
    desk.bridge.show_day(desk.session("m2").day)
    desk.bridge.select(("m2",))
    assert desk.view.focusWidget() is desk.card("m2")


def test_where_icons_have_no_room_in_the_outline_the_medicine_keeps_its_own(desk: Desk) -> None:
    day = PlanFacts(desk.plan, desk.bridge.workspace.report, desk.bridge.workspace.rule_set).day(
        build.at("D2", "09:30").date()
    )
    assert [card.session.id for card in shown_of(day.sessions, 3)] == ["check", "m1", "rest"]
    assert [card.session.id for card in shown_of(day.sessions, 2)] == ["m1"]
    assert [card.session.id for card in shown_of(day.sessions, 1)] == ["m1"]


def test_the_outline_follows_the_keyboard_and_a_moved_session(desk: Desk) -> None:
    desk.board.focus_session("talk")
    assert desk.view.outline.chosen_day == build.at("D3", "10:00").date()
    desk.key(KEYS.Key_Right, CTRL)
    assert desk.view.outline.chosen_day == build.at("D4", "10:00").date()


def test_a_chosen_day_with_findings_keeps_its_words_while_the_outline_has_the_keyboard(qtbot: QtBot) -> None:
    over = build.plan(
        build.session("integration", "D3", "10:00", 60, id="a"), build.session("integration", "D3", "10:30", 60, id="b")
    )
    desk = Desk(qtbot, over)
    outline = desk.view.outline
    outline.choose(build.at("D3", "10:00").date())
    box = QRect(0, 0, 190, 25)

    def inks(state: QStyle.StateFlag) -> QImage:
        picture = QImage(box.size(), QImage.Format.Format_RGB32)
        option = QStyleOptionViewItem()
        option.rect, option.state = box, QStyle.StateFlag.State_Selected | state
        painter = QPainter(picture)
        outline.delegate.paint(painter, option, outline.list.currentIndex())
        painter.end()
        return picture.copy(box.adjusted(2, 2, -2, -2))

    assert inks(QStyle.StateFlag.State_HasFocus) == inks(QStyle.StateFlag.State_None)


def test_a_day_chosen_in_the_outline_is_shown_and_enter_goes_there(desk: Desk) -> None:
    outline = desk.view.outline
    outline.choose(build.at("D9", "09:30").date())
    QTest.keyClick(outline.list, KEYS.Key_Return)
    assert desk.board.page.first_day == date(2026, 12, 13)
    assert desk.canvas.isAncestorOf(desk.view.focusWidget())


def test_a_day_asked_for_elsewhere_is_shown(desk: Desk) -> None:
    desk.bridge.show_day(date(2026, 11, 22))
    assert desk.board.page.first_day == date(2026, 11, 22)
    assert desk.view.bar.page.text() == "Before the course"


def test_an_edit_paints_only_cards_that_look_otherwise(desk: Desk) -> None:
    facts = desk.view._facts
    painted: list[str] = []
    for session_id, card in desk.canvas.cards.items():
        card.show_facts = lambda f, session_id=session_id: painted.append(session_id)
    desk.bridge.select(("parts",))
    desk.board.act(Asked.MOVE_DOWN)
    assert set(painted) == changed_cards(facts.cards, desk.view._facts.cards) & set(desk.canvas.cards)
    assert "parts" in painted


def test_the_list_shows_every_session_and_shares_the_selection(desk: Desk) -> None:
    desk.bridge.select(("talk",))
    desk.view.show_view(LIST)
    table = desk.view.list
    assert table.table.rowCount() == 6
    assert [i.row() for i in table.selectionModel().selectedRows()] == [3]
    table.selectRow(1)
    assert desk.bridge.selection == ("m1",)
    desk.view.show_view(WEEK)
    assert desk.card("m1").isVisible()


def test_the_day_view_shows_the_day_of_the_keyboard(desk: Desk) -> None:
    desk.board.focus_session("talk")
    desk.view.show_view(DAY)
    assert desk.board.page.days == 1
    assert desk.board.page.first_day == build.at("D3", "10:00").date()
    desk.view.next_page()
    assert desk.board.page.first_day == build.at("D4", "10:00").date()


def test_a_narrow_window_shows_fewer_days_a_rail_and_the_pane_as_a_sheet(qtbot: QtBot) -> None:
    desk = Desk(qtbot, week(), width=900, height=500)
    QApplication.processEvents()
    assert desk.board.page.days == 5
    assert desk.view.outline.width() == 44
    assert not desk.view.inspector.isVisible()
    desk.board.focus_session("talk")
    desk.key(KEYS.Key_Return)
    assert desk.view.inspector.isVisible()
    desk.view.close_session()
    assert not desk.view.inspector.isVisible()
    assert desk.card("talk").hasFocus()


def test_at_twice_the_text_size_the_smallest_window_still_shows_every_control(qtbot: QtBot) -> None:
    desk = Desk(qtbot, week(), width=900, height=500)
    try:
        desk.theme.choose(text_percent=200)
        QApplication.processEvents()
        bar = desk.view.bar
        assert desk.view.width() == 900
        qtbot.waitUntil(lambda: bar.span.text() == bar.span.whole_text)  # a date is never cut
        for control in (bar.views, bar.previous_button, bar.next_button, bar.span, bar.add_button):
            place = control.mapTo(desk.view, QPoint(0, 0))
            assert 0 <= place.x() <= 900 - control.width()
        assert desk.board.page.days == 3
    finally:
        desk.theme.choose(text_percent=100)


def test_a_card_without_findings_says_so_when_asked_for_them(desk: Desk) -> None:
    desk.bridge.select(("rest",))
    desk.view.show_findings()
    assert desk.refusals == ["No findings from these rules for this session."]


def test_restrictions_are_derived_and_lead_to_their_session(desk: Desk) -> None:
    ribbon = desk.board.page.ribbon
    assert "No driving from" in ribbon.accessibleDescription()
    grid = desk.canvas.grid
    x = grid.column_left(1) + grid.column_width(1) * 10 // 24
    QTest.mouseClick(ribbon, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(x, 30))
    assert desk.bridge.selection == ("m1",)
    desk.view.toggle_restrictions()
    assert not ribbon.isVisible()


def test_where_two_low_cards_meet_the_nearer_one_is_hit(qtbot: QtBot) -> None:
    desk = Desk(
        qtbot,
        build.plan(
            build.session("measure", "D3", "10:00", 15, id="first"),
            build.session("measure", "D3", "10:15", 15, id="second"),
        ),
    )
    first, second = desk.middle("first"), desk.middle("second")
    between = (first.y() + second.y()) / 2
    assert desk.canvas.hit(QPoint(first.x(), round(between - 2)).toPointF()).session == "first"
    assert desk.canvas.hit(QPoint(first.x(), round(between + 2)).toPointF()).session == "second"


def test_no_target_of_the_plan_view_is_too_small(desk: Desk) -> None:
    desk.bridge.select(("talk",))
    board = [*too_small(desk.board), *too_small(desk.view.bar), *too_small(desk.view.outline)]
    assert board == []


@pytest.mark.long
def test_whatever_keys_and_drags_do_the_board_shows_the_plan_and_undo_leads_back(desk: Desk) -> None:
    before = desk.plan
    chance = Random(7)
    keys = [KEYS.Key_Left, KEYS.Key_Right, KEYS.Key_Up, KEYS.Key_Down, KEYS.Key_PageDown, KEYS.Key_Delete, KEYS.Key_D]
    for _ in range(400):
        canvas = desk.canvas
        if chance.random() < 0.6 or not canvas.cards:
            desk.board.walk.focus_here()
            desk.key(chance.choice(keys), chance.choice([Qt.KeyboardModifier.NoModifier, CTRL, CTRL | SHIFT]))
        elif chance.random() < 0.7:
            end = QPoint(chance.randrange(canvas.width()), chance.randrange(canvas.height()))
            desk.drag(chance.choice(list(canvas.cards.values())).box.center(), end)
        else:
            desk.bridge.undo()
        shown = {piece.session for piece in desk.board.page.pieces if piece.is_first}
        assert shown == set(canvas.cards)
        assert all(card.facts.session == desk.session(i) for i, card in canvas.cards.items())
    while desk.bridge.workspace.undo_label is not None:
        desk.bridge.undo()
    assert desk.plan == before


def test_what_is_announced_comes_from_something_that_assistive_technology_knows(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[tuple[object, str]] = []

    def hear(event: QAccessibleAnnouncementEvent) -> None:
        said.append((QAccessible.queryAccessibleInterface(event.object()), event.message()))

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    desk.board.focus_session("parts")
    desk.bridge.do(MoveSession("parts", build.at("D3", "10:30")))  # into the talk: they overlap
    heard = [(source, words) for source, words in said if words.startswith("Stop: ")]
    assert len(heard) == 1
    assert heard[0][0] is not None


@pytest.mark.parametrize("width", [1440, 1000])
def test_while_dragging_the_time_of_the_place_is_never_cut(qtbot: QtBot, width: int) -> None:
    desk = Desk(qtbot, week(), width=width)
    start = desk.middle("m1")
    desk.press(start)
    desk.move(start + QPoint(0, 20))
    desk.move(start + desk.at(build.at("D4", "12:45")) - desk.at(build.at("D2", "09:30")))
    carrying = desk.view.bar.carrying
    qtbot.waitUntil(lambda: not carrying.chips[Tier.STOP].isHidden() or not carrying.chips[Tier.CAUTION].isHidden())
    QApplication.processEvents()
    assert "12:45" in carrying.words.text()
    desk.key(KEYS.Key_Escape)
    desk.release(start)


def test_a_screen_reader_that_toggles_a_view_changes_the_view_once(desk: Desk) -> None:
    asked: list[str] = []
    desk.view.bar.viewChosen.connect(asked.append)
    day, *_, as_list = desk.view.bar.views.buttons
    QAccessible.queryAccessibleInterface(as_list).actionInterface().doAction("Toggle")
    assert asked == [LIST]
    day.click()
    assert asked == [LIST, DAY]
    desk.view.show_view(WEEK)
    assert asked == [LIST, DAY]


def test_a_week_that_the_outline_does_not_have_marks_no_other_day(desk: Desk) -> None:
    desk.bridge.show_day(date(2027, 2, 3))
    assert desk.view.outline.chosen_day is None
    assert not desk.view.outline.list.selectedIndexes()
    desk.view.show_week_view()
    desk.bridge.show_day(build.at("D9", "09:30").date())
    assert desk.view.outline.chosen_day is not None
