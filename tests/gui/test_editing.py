"""Copies, days and all that follows, by keys, menus and dialogs of the real window; every act is one step to undo."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from kapplanner.domain.people import Practitioner
from kapplanner.domain.plan import Plan
from kapplanner.domain.quantities import UNDECIDED
from kapplanner.editing.commands.sessions import LockSessions, MoveSession
from kapplanner.ui.board.bar import COURSE, DAY, LIST
from kapplanner.ui.board.clipboard import MIME
from kapplanner.ui.board.stops import Stop
from kapplanner.ui.dialogs.duplicate_days import DuplicateDaysDialog
from kapplanner.ui.dialogs.move_to import MoveTo
from kapplanner.ui.views.plan_view import PlanView
from tests.support import build
from tests.support.boards import Desk
from tests.support.frame import Frame, services_with
from tests.support.screen import nameless, too_small

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
KEYS = Qt.Key


def week(**more: object) -> Plan:
    return build.plan(
        build.session("measure", "D2", "08:40", 20, id="check", bound_to="m1"),
        build.medicine(
            "D2",
            route="IM",
            dose="45 mg",
            id="m1",
            people=(build.assigned("monitor", "ann"),),
            details={"minutes_to_dose": 5},
        ),
        build.session("integration", "D3", "10:00", 90, modality="cbt", id="talk", title="Worry"),
        build.session("integration", "D3", "14:00", 60, modality="ifs", id="parts"),
        build.session("follow-up", "D10", "09:00", 30, id="call"),
        **{"weight": "75 kg", "practitioners": (Practitioner("ann", "Ann L."),), **more},
    )


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    QGuiApplication.clipboard().clear()
    return Desk(qtbot, week())


@pytest.fixture
def said(desk: Desk) -> list[str]:
    sentences: list[str] = []
    desk.bridge.announced.connect(sentences.append)
    return sentences


def added(desk: Desk) -> list[tuple[str, str]]:
    """Kind and start of the sessions that the plan did not begin with, by the days of the plan."""
    held = {session.id for session in week().sessions}
    return [
        (s.kind.value, f"D{desk.plan.day_number(s.day)} {s.start:%H:%M}")
        for s in desk.plan.sessions
        if s.id not in held
    ]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def answer(call: Callable[[], object], act: Callable[[QDialog], object]) -> QDialog:
    """Call what opens a dialog, and do something in it while it waits."""
    seen: list[QDialog] = []

    def do() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        seen.append(dialog)
        act(dialog)

    QTimer.singleShot(0, do)
    call()
    return seen[0]


# Cut, copy, paste


def test_a_copied_session_lands_at_the_free_time_with_the_keyboard(desk: Desk, said: list[str]) -> None:
    before = desk.plan
    desk.board.focus_session("talk")
    desk.key(KEYS.Key_C, CTRL)
    assert desk.plan == before
    desk.board.walk.to(Stop(build.at("D5", "00:00").date(), 16 * 60))
    desk.key(KEYS.Key_V, CTRL)
    assert added(desk) == [("integration", "D5 16:00")]
    (copy,) = desk.bridge.selection
    assert desk.session(copy).title == "Worry"
    assert desk.card(copy).hasFocus()
    assert [plain(s) for s in said] == ["1 session copied.", "Done: paste CBT on Thu 10 Dec, 16:00."]
    desk.bridge.undo()
    assert desk.plan == before


def test_at_a_session_with_the_keyboard_a_copy_keeps_its_clock_time(desk: Desk) -> None:
    desk.board.focus_session("talk")
    desk.key(KEYS.Key_C, CTRL)
    desk.board.focus_session("m1")
    desk.key(KEYS.Key_V, CTRL)
    assert added(desk) == [("integration", "D2 10:00")]


def test_several_keep_their_days_and_times_to_one_another(desk: Desk) -> None:
    desk.bridge.select(("m1", "talk"))
    desk.board.walk.focus_here()
    desk.key(KEYS.Key_C, CTRL)
    desk.board.walk.to(Stop(build.at("D5", "00:00").date(), 16 * 60))
    desk.key(KEYS.Key_V, CTRL)
    assert added(desk) == [("measure", "D5 08:40"), ("medicine", "D5 09:30"), ("integration", "D6 10:00")]
    assert len(desk.bridge.selection) == 3


def test_what_is_bound_comes_along_and_is_bound_to_the_copy(desk: Desk) -> None:
    desk.board.focus_session("m1")
    desk.key(KEYS.Key_C, CTRL)
    desk.board.walk.to(Stop(build.at("D5", "00:00").date(), 13 * 60))
    desk.key(KEYS.Key_V, CTRL)
    check, medicine = (desk.session(each) for each in desk.bridge.selection)
    assert (check.start, check.bound_to) == (build.at("D5", "12:10"), medicine.id)
    assert medicine.medicine == week().session("m1").medicine


def test_pasting_twice_gives_two_copies(desk: Desk) -> None:
    desk.board.focus_session("talk")
    desk.key(KEYS.Key_C, CTRL)
    desk.board.walk.to_day(build.at("D5", "00:00").date())
    desk.view.editing.paste()
    desk.view.editing.paste()
    assert len(added(desk)) == 2


def test_cut_is_one_step_with_a_way_back_and_can_be_pasted(desk: Desk) -> None:
    before = desk.plan
    desk.board.focus_session("m1")
    desk.key(KEYS.Key_X, CTRL)
    assert [s.id for s in desk.plan.sessions] == ["talk", "parts", "call"]
    assert plain(desk.bridge.workspace.undo_label or "") == "cut Medicine 1 of 1 on Mon 7 Dec, 09:30"
    assert plain(desk.view.toast.sentence.text()) == "Done: cut Medicine 1 of 1 on Mon 7 Dec, 09:30, with Measure."
    assert desk.canvas.slot.hasFocus()
    desk.key(KEYS.Key_V, CTRL)
    assert [kind for kind, _ in added(desk)] == ["measure", "medicine"]
    desk.bridge.undo()
    desk.bridge.undo()
    assert desk.plan == before


def test_whoever_is_told_of_a_cut_finds_only_sessions_selected_that_are_there(desk: Desk) -> None:
    seen: list[tuple[str, ...]] = []
    desk.bridge.changed.connect(lambda happened: seen.append(desk.bridge.selection))
    desk.bridge.selectionChanged.connect(lambda ids, origin: seen.append(ids))
    desk.bridge.select(("m1", "talk"))
    seen.clear()
    desk.view.editing.cut()
    assert seen[:2] == [(), ()]


def test_the_toast_of_a_cut_takes_it_back(desk: Desk) -> None:
    before = desk.plan
    desk.board.focus_session("talk")
    desk.key(KEYS.Key_X, CTRL)
    desk.view.toast.undo_button.click()
    assert desk.plan == before


def test_a_refused_cut_leaves_plan_and_clipboard(desk: Desk) -> None:
    desk.board.focus_session("parts")
    desk.key(KEYS.Key_C, CTRL)
    desk.bridge.do(LockSessions(frozenset({"talk"}), True))
    desk.board.focus_session("talk")
    desk.key(KEYS.Key_X, CTRL)
    assert "is locked" in desk.refusals[0]
    assert "IFS" in QGuiApplication.clipboard().text()


def test_other_programs_get_a_line_for_each_session(desk: Desk) -> None:
    desk.bridge.select(("m1", "talk"))
    desk.view.editing.copy()
    assert QGuiApplication.clipboard().text() == (
        "Mon 7 Dec 2026, 08:40 to 09:00: Measure\n"
        "Mon 7 Dec 2026, 09:30 to 12:30: Medicine 1 of 1, Injection IM\n"
        "Tue 8 Dec 2026, 10:00 to 11:30: CBT, Worry"
    )


def test_a_copy_goes_to_another_plan_without_what_only_the_first_has(desk: Desk, qtbot: QtBot) -> None:
    desk.board.focus_session("m1")
    desk.key(KEYS.Key_C, CTRL)
    other = Desk(qtbot, build.plan(build.session("rest", "D2", "12:00", id="rest"), id="plan-2"))
    other.board.walk.to_day(build.at("D4", "00:00").date())
    other.board.focus_session("rest")
    other.key(KEYS.Key_V, CTRL)
    check, medicine = (other.session(each) for each in other.bridge.selection)
    assert (medicine.start, medicine.people, check.bound_to) == (build.at("D2", "09:30"), (), medicine.id)
    assert medicine.medicine is not None
    assert (medicine.medicine.minutes_to_dose, medicine.medicine.dose) == (5, UNDECIDED)
    assert other.view.toast.sentence.text() == (
        "Ann L. is not in this plan and was taken out. Doses, escorts and exceptions of the other plan are left open."
    )
    other.view.toast.undo_button.click()
    assert [s.id for s in other.plan.sessions] == ["rest"]


def put(data: bytes) -> None:
    mime = QMimeData()
    mime.setData(MIME, data)
    QGuiApplication.clipboard().setMimeData(mime)


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b'{"format": "kapplanner-sessions"}', b"[" * 100_000])
def test_damaged_or_hostile_data_on_the_clipboard_is_refused_in_a_sentence(desk: Desk, data: bytes) -> None:
    before = desk.plan
    put(data)
    desk.board.focus_session("talk")
    desk.key(KEYS.Key_V, CTRL)
    assert desk.refusals == ["The copied sessions are damaged and cannot be pasted. Copy them again."]
    assert desk.plan == before


def test_a_clipboard_with_other_things_says_what_to_do(desk: Desk) -> None:
    QGuiApplication.clipboard().setText("Mon 7 Dec, lunch")
    desk.view.editing.paste()
    assert desk.refusals == ["There are no sessions to paste. Select sessions and copy them first."]


def test_without_a_selection_copy_and_cut_say_what_to_do(desk: Desk) -> None:
    desk.view.editing.copy()
    desk.view.editing.cut()
    assert desk.refusals == ["Select the sessions to copy first.", "Select the sessions to cut first."]


def test_a_paste_into_a_skipped_hour_is_refused_in_words(qtbot: QtBot) -> None:
    first = build.at("D1", "00:00").date().replace(year=2027, month=3, day=12)
    night = build.session("rest", "D1", "02:30", 60, id="night", first_day=first)
    desk = Desk(qtbot, build.plan(night, first_day=first))
    desk.bridge.select(("night",))
    desk.view.editing.copy()
    desk.view.editing.paste_at(first + timedelta(days=2))
    assert "does not exist in America/New_York" in desk.refusals[0]
    assert len(desk.plan.sessions) == 1


def test_a_plan_to_look_at_only_gives_copies_and_takes_none(desk: Desk) -> None:
    desk.bridge.workspace.is_read_only = True
    desk.bridge.select(("talk",))
    desk.view.editing.copy()
    desk.view.editing.cut()
    desk.view.editing.paste()
    assert [sentence[:33] for sentence in desk.refusals] == ["This plan is open to look at only"] * 2
    assert QGuiApplication.clipboard().text().endswith("CBT, Worry")


def test_the_list_copies_cuts_and_pastes_with_the_same_keys(desk: Desk) -> None:
    desk.view.show_view(LIST)
    desk.bridge.select(("talk",))
    desk.view.list.setFocus()
    desk.key(KEYS.Key_C, CTRL)
    desk.bridge.select(("call",))
    desk.key(KEYS.Key_V, CTRL)
    assert added(desk) == [("integration", "D10 10:00")]
    desk.key(KEYS.Key_X, CTRL)
    assert added(desk) == []
    assert desk.view.list.hasFocus()


def test_the_list_moves_and_duplicates_with_the_keys_of_the_board(desk: Desk) -> None:
    desk.view.show_view(LIST)
    desk.bridge.select(("parts",))
    desk.view.list.setFocus()
    desk.key(KEYS.Key_D, CTRL)
    assert added(desk) == [("integration", "D3 15:00")]
    desk.bridge.select(("call",))
    desk.key(KEYS.Key_Left, CTRL | SHIFT)
    assert desk.session("call").start == build.at("D9", "09:00")


def test_the_course_copies_pastes_and_moves_all_that_follow_with_the_same_keys(desk: Desk) -> None:
    desk.view.show_view(COURSE)
    desk.view.course.focus_session("talk")
    desk.key(KEYS.Key_C, CTRL)
    desk.view.course.focus_session("m1")
    desk.key(KEYS.Key_V, CTRL)
    assert added(desk) == [("integration", "D2 10:00")]
    desk.view.course.focus_session("call")
    desk.key(KEYS.Key_Right, CTRL | SHIFT)
    assert desk.session("call").start == build.at("D11", "09:00")
    desk.key(KEYS.Key_X, CTRL)
    assert not desk.plan.has_session("call")


# Duplicates


def test_a_duplicate_takes_what_is_bound_along_behind_all_of_it(desk: Desk) -> None:
    desk.board.focus_session("m1")
    desk.key(KEYS.Key_D, CTRL)
    assert added(desk) == [("measure", "D2 12:30"), ("medicine", "D2 13:20")]
    (copy,) = desk.bridge.selection
    assert desk.session(copy).is_medicine
    assert [s.bound_to for s in desk.plan.sessions if s.bound_to] == ["m1", copy]


def test_ctrl_shift_d_and_enter_duplicate_the_week_to_the_next_free_one(desk: Desk, said: list[str]) -> None:
    before = desk.plan
    desk.board.focus_session("talk")
    dialog = answer(
        lambda: desk.view.editing.duplicate_days(), lambda d: QTest.keyClick(d.focusWidget(), KEYS.Key_Return)
    )
    assert isinstance(dialog, DuplicateDaysDialog)
    assert added(desk) == [
        ("measure", "D16 08:40"),
        ("medicine", "D16 09:30"),
        ("integration", "D17 10:00"),
        ("integration", "D17 14:00"),
    ]
    assert len(desk.bridge.selection) == 4
    assert plain(said[-1]) == "Done: duplicate the week of Sun 6 Dec to the week of Sun 20 Dec."
    desk.bridge.undo()
    assert desk.plan == before


def test_in_the_day_view_the_day_is_proposed_for_the_next_free_day(desk: Desk) -> None:
    desk.view.show_view(DAY)
    desk.board.focus_session("m1")
    answer(desk.view.editing.duplicate_days, lambda d: QTest.keyClick(d.focusWidget(), KEYS.Key_Return))
    assert added(desk) == [("measure", "D4 08:40"), ("medicine", "D4 09:30")]


def test_another_target_and_length_can_be_chosen(desk: Desk) -> None:
    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, DuplicateDaysDialog)
        assert (plain(dialog.what.text()), dialog.duplicate_button.text()) == (
            "Tue 8 Dec 2026, 2 sessions",
            "Duplicate day",
        )
        dialog.length.buttons[1].click()
        assert plain(dialog.what.text()) == "Sun 6 to Sat 12 Dec 2026, 4 sessions"
        assert dialog.duplicate_button.text() == "Duplicate week"
        dialog.length.buttons[0].click()
        dialog.target.edit.selectAll()
        QTest.keyClicks(dialog.target.edit, "day 2")
        dialog.target.commit()
        assert "Stop appears" in " ".join(dialog.outcome.sentences)
        dialog.duplicate_button.click()

    answer(lambda: desk.view.editing.duplicate_days_of(build.at("D3", "00:00").date()), act)
    assert added(desk) == [("integration", "D2 10:00"), ("integration", "D2 14:00")]


def test_an_empty_day_or_a_text_that_is_no_date_duplicates_nothing(desk: Desk) -> None:
    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, DuplicateDaysDialog)
        assert dialog.outcome.sentences == ("Nothing is planned here that could be duplicated.",)
        assert not dialog.duplicate_button.isEnabled()
        dialog.length.buttons[1].click()
        dialog.target.edit.selectAll()
        QTest.keyClicks(dialog.target.edit, "some day")
        QTest.keyClick(dialog.target.edit, KEYS.Key_Return)
        assert dialog.isVisible()
        assert not dialog.target.reason.isHidden()
        assert (nameless(dialog), too_small(dialog)) == ([], [])
        dialog.cancel_button.click()

    answer(lambda: desk.view.editing.duplicate_days_of(build.at("D5", "00:00").date()), act)
    assert desk.bridge.workspace.undo_label is None


# All that follow


def test_ctrl_shift_arrows_move_a_session_and_all_that_follow_by_a_day(desk: Desk, said: list[str]) -> None:
    before = desk.plan
    desk.board.focus_session("talk")
    desk.key(KEYS.Key_Right, CTRL | SHIFT)
    assert [desk.session(each).start for each in ("m1", "talk", "parts", "call")] == [
        *(build.at("D2", "09:30"), build.at("D4", "10:00"), build.at("D4", "14:00"), build.at("D11", "09:00"))
    ]
    assert plain(said[-1]) == "Done: move CBT and 2 sessions after it to Wed 9 Dec, 10:00."
    assert desk.card("talk").hasFocus()
    desk.key(KEYS.Key_Left, CTRL | SHIFT)
    assert desk.plan == before


def test_what_moves_to_another_week_with_all_that_follow_keeps_the_keyboard(desk: Desk) -> None:
    desk.bridge.do(MoveSession("talk", build.at("D7", "10:00")))
    desk.board.focus_session("talk")
    desk.key(KEYS.Key_Right, CTRL | SHIFT)
    assert desk.board.page.first_day == build.at("D8", "00:00").date()
    assert desk.card("talk").hasFocus()
    desk.view.editing.insert_day()
    assert desk.session("talk").start == build.at("D9", "10:00")
    assert desk.card("talk").hasFocus()


def test_a_locked_session_that_follows_is_named_and_nothing_moves(desk: Desk) -> None:
    desk.bridge.do(LockSessions(frozenset({"call"}), True))
    before = desk.plan
    desk.board.focus_session("talk")
    desk.key(KEYS.Key_Right, CTRL | SHIFT)
    assert plain(desk.refusals[0]) == "Follow-up on Tue 15 Dec, 09:00 is locked. Unlock it first."
    assert desk.plan == before


def test_move_to_takes_all_that_follow_along_where_that_is_ticked(desk: Desk) -> None:
    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, MoveTo)
        assert dialog.following.text() == "and everything after it, 2 sessions"
        assert nameless(dialog) == []
        dialog.following.click()
        dialog.day.edit.selectAll()
        QTest.keyClicks(dialog.day.edit, "day 5")
        dialog.time.edit.selectAll()
        QTest.keyClicks(dialog.time.edit, "1100")
        dialog.move_button.click()

    desk.board.focus_session("talk")
    answer(desk.view.asking.move_to, act)
    assert [desk.session(each).start for each in ("talk", "parts", "call")] == [
        *(build.at("D5", "11:00"), build.at("D5", "14:00"), build.at("D12", "09:00"))
    ]


def test_move_to_says_where_nothing_comes_after(desk: Desk) -> None:
    dialog = MoveTo(desk.bridge.workspace, desk.theme, "call", desk.view.today)
    assert dialog.following.text() == "and everything after it (nothing comes after it)"
    assert not dialog.following.isEnabled()
    dialog.deleteLater()


def test_move_to_refuses_by_name_where_one_that_follows_is_locked(desk: Desk) -> None:
    desk.bridge.do(LockSessions(frozenset({"call"}), True))
    dialog = MoveTo(desk.bridge.workspace, desk.theme, "talk", desk.view.today)
    assert dialog.move_button.isEnabled()
    dialog.following.click()
    assert not dialog.move_button.isEnabled()
    assert "Follow-up" in dialog.outcome.sentences[0]
    dialog.deleteLater()


# Days


def test_a_day_is_put_in_before_the_day_with_the_keyboard(desk: Desk, said: list[str]) -> None:
    before = desk.plan
    desk.board.focus_session("talk")
    desk.view.editing.insert_day()
    assert [desk.session(each).start for each in ("m1", "talk", "call")] == [
        *(build.at("D2", "09:30"), build.at("D4", "10:00"), build.at("D11", "09:00"))
    ]
    assert plain(said[-1]) == "Done: insert a day before Tue 8 Dec."
    desk.bridge.undo()
    assert desk.plan == before


def test_a_day_is_taken_out_with_its_sessions_and_a_way_back(desk: Desk) -> None:
    before = desk.plan
    desk.board.focus_session("talk")
    desk.view.editing.remove_day()
    assert {s.id: s.start for s in desk.plan.sessions if s.day > build.at("D2", "00:00").date()} == {
        "call": build.at("D9", "09:00")
    }
    assert plain(desk.view.toast.sentence.text()) == "Done: remove Tue 8 Dec with 2 sessions."
    assert desk.canvas.isAncestorOf(desk.view.focusWidget())
    desk.view.toast.undo_button.click()
    assert desk.plan == before


# Menus


def words_of_the_open_menu() -> list[str]:
    menu = QApplication.activePopupWidget()
    assert menu is not None
    return [action.text().replace("&", "") for action in menu.actions()]


def choose(words: str) -> None:
    menu = QApplication.activePopupWidget()
    assert menu is not None
    next(a for a in menu.actions() if a.text().replace("&", "").split("\t")[0] == words).trigger()
    menu.close()


OF_DAYS = ["Duplicate day or week…", "Insert day before this one", "Remove this day"]


def test_the_menu_of_a_session_tells_the_keys_of_copies_and_of_all_that_follow(desk: Desk) -> None:
    point = desk.middle("talk")
    desk.canvas.menuWanted.emit(desk.canvas.hit(point.toPointF()), desk.canvas.mapToGlobal(point))
    assert {
        *("Cut\tCtrl+X", "Copy\tCtrl+C", "Paste\tCtrl+V"),
        "Move this and all that follow a day later\tCtrl+Shift+Right",
        "Move this and all that follow a day earlier\tCtrl+Shift+Left",
    } <= set(words_of_the_open_menu())
    choose("Copy")
    assert QGuiApplication.clipboard().text().endswith("CBT, Worry")


def test_the_menu_of_a_session_pastes_on_its_day_wherever_the_keyboard_was(desk: Desk) -> None:
    desk.bridge.select(("talk",))
    desk.view.editing.copy()
    desk.board.walk.to(Stop(build.at("D5", "00:00").date(), 16 * 60))
    point = desk.middle("m1")
    desk.canvas.menuWanted.emit(desk.canvas.hit(point.toPointF()), desk.canvas.mapToGlobal(point))
    choose("Paste")
    assert added(desk) == [("integration", "D2 10:00")]


def test_the_menu_of_a_day_of_the_course_is_about_that_day(desk: Desk) -> None:
    desk.view.show_view(COURSE)
    desk.view.course.focus_session("talk")
    desk.key(KEYS.Key_C, CTRL)
    desk.view.course.canvas.menuOnDay.emit(build.at("D5", "00:00").date(), QPoint(10, 10))
    choose("Paste")
    assert added(desk) == [("integration", "D5 10:00")]


def test_free_time_tells_assistive_technology_how_to_paste(desk: Desk) -> None:
    assert desk.canvas.slot.accessibleDescription() == "Press Enter to add, or Ctrl+V to paste."


def test_the_menu_key_at_free_time_opens_its_menu(desk: Desk) -> None:
    desk.board.walk.to(Stop(build.at("D5", "00:00").date(), 16 * 60))
    slot = desk.canvas.slot
    middle = slot.rect().center()
    reason = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(slot, QContextMenuEvent(reason, middle, slot.mapToGlobal(middle)))
    assert "Paste\tCtrl+V" in words_of_the_open_menu()
    choose("Insert day before this one")
    assert plain(desk.bridge.workspace.undo_label or "") == "insert a day before Thu 10 Dec"


def test_the_menu_of_free_time_pastes_where_the_mouse_is(desk: Desk) -> None:
    desk.bridge.select(("talk",))
    desk.view.editing.copy()
    point = desk.at(build.at("D5", "15:40"))
    desk.canvas.menuWanted.emit(desk.canvas.hit(point.toPointF()), desk.canvas.mapToGlobal(point))
    assert [words for words in words_of_the_open_menu() if words] == [
        "Add session…\tIns",
        "Paste\tCtrl+V",
        *OF_DAYS,
    ]
    choose("Paste")
    assert added(desk) == [("integration", "D5 15:30")]


def test_the_head_of_a_day_has_a_menu_for_the_whole_day(desk: Desk) -> None:
    desk.bridge.select(("talk",))
    desk.view.editing.copy()
    heads, grid = desk.board.page.heads, desk.canvas.grid
    place = QPoint(grid.column_left(4) + 20, 10)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, heads.mapToGlobal(place))
    QApplication.sendEvent(heads, event)
    assert [words for words in words_of_the_open_menu() if words] == ["Paste", *OF_DAYS]
    choose("Paste")
    assert added(desk) == [("integration", "D5 10:00")]
    QApplication.sendEvent(heads, event)
    choose("Remove this day")
    assert added(desk) == []
    assert desk.session("call").start == build.at("D9", "09:00")


def test_a_right_click_on_the_head_of_a_day_leaves_the_keyboard_where_it_is(desk: Desk) -> None:
    pressed: list[object] = []
    heads = desk.board.page.heads
    heads.dayPressed.connect(pressed.append)
    place = QPoint(desk.canvas.grid.column_left(4) + 20, 10)
    QTest.mouseClick(heads, Qt.MouseButton.RightButton, pos=place)
    assert pressed == []
    QTest.mouseClick(heads, Qt.MouseButton.LeftButton, pos=place)
    assert pressed == [build.at("D5", "00:00").date()]


def test_the_gutter_beside_the_heads_has_no_menu(desk: Desk) -> None:
    heads = desk.board.page.heads
    QApplication.sendEvent(heads, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(3, 10), QPoint(3, 10)))
    assert QApplication.activePopupWidget() is None


def test_the_list_has_the_menu_of_its_sessions(desk: Desk) -> None:
    desk.view.show_view(LIST)
    desk.bridge.select(("talk",))
    place = QPoint(20, 40)
    viewport = desk.view.list.viewport()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, viewport.mapToGlobal(place))
    QApplication.sendEvent(viewport, event)
    choose("Cut")
    assert not desk.plan.has_session("talk")


# The whole window


@pytest.fixture
def frame(qtbot: QtBot, tmp_path: Path) -> Iterator[Frame]:
    QGuiApplication.clipboard().clear()
    made = Frame(qtbot, services_with(tmp_path, "Sam R.", "Theo K."))
    yield made
    made.close()


def view_of(frame: Frame) -> PlanView:
    page = frame.window.bench.plan_page
    assert page is not None
    return page.plan_view


def test_sessions_are_copied_in_one_plan_and_pasted_in_another_by_the_menus(frame: Frame) -> None:
    acts = frame.window.bench.acts.by_id
    frame.open("Sam R.")
    bridge = frame.window.bench.plan_page.opened.bridge
    assert not acts["copy"].isEnabled() and not acts["cut"].isEnabled() and acts["paste"].isEnabled()
    medicine = bridge.workspace.plan.medicine_sessions[0]
    bridge.select((medicine.id,))
    assert acts["copy"].isEnabled() and acts["cut"].isEnabled()
    acts["copy"].trigger()
    frame.window.bench.show_library()
    frame.settle()
    frame.open("Theo K.")
    frame.settle()
    other = frame.window.bench.plan_page.opened.bridge
    before = other.workspace.plan
    day = before.first_day + timedelta(days=20)
    view_of(frame).board.walk.to(Stop(day, 9 * 60))
    acts["paste"].trigger()
    pasted = [s for s in other.workspace.plan.sessions if not before.has_session(s.id)]
    assert [s.id for s in pasted] == list(other.selection)
    assert [s.start.isoformat(" ", "minutes") for s in pasted if s.is_medicine] == [f"{day} 09:00"]
    assert "Undo paste Medicine" in acts["undo"].text()
    acts["undo"].trigger()
    assert other.workspace.plan == before


def test_a_field_with_the_keyboard_copies_and_pastes_its_own_text(frame: Frame) -> None:
    frame.open("Sam R.")
    view = view_of(frame)
    bridge = frame.window.bench.plan_page.opened.bridge
    before = bridge.workspace.plan
    bridge.select((before.medicine_sessions[0].id,))
    view.open_session()
    edit = view.inspector.when.start.edit
    edit.setFocus()
    edit.selectAll()
    QTest.keyClick(edit, KEYS.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == edit.text()
    QTest.keyClick(edit, KEYS.Key_V, CTRL)
    assert bridge.workspace.plan == before
    assert not QGuiApplication.clipboard().mimeData().hasFormat(MIME)


def test_every_act_is_found_by_its_words_and_tells_its_key(frame: Frame) -> None:
    acts = frame.window.bench.acts
    told = {row: acts.shortcut_words(row) for row in ("cut", "copy", "paste", "days", "all-later", "all-earlier")}
    assert told == {
        "cut": "Ctrl+X",
        "copy": "Ctrl+C",
        "paste": "Ctrl+V",
        "days": "Ctrl+Shift+D",
        "all-later": "Ctrl+Shift+Right",
        "all-earlier": "Ctrl+Shift+Left",
    }
    frame.open("Sam R.")
    words = {entry.words for entry in frame.window.bench._entries()}
    assert {"Paste", *OF_DAYS} <= words
