"""Move to…, Add session and Go to: the way by click and key for everything that a drag does."""

from collections.abc import Iterator
from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kapplanner.domain.identity import CountedIds
from kapplanner.domain.session import Route, SessionKind
from kapplanner.ui.dialogs.add_session import LETTERS, AddSessionDialog
from kapplanner.ui.dialogs.go_to import GoTo
from kapplanner.ui.dialogs.move_to import MoveTo
from tests.support import build
from tests.support.boards import Desk
from tests.support.screen import nameless

TODAY = date(2026, 12, 1)
KEYS = Qt.Key


def today() -> date:
    return TODAY


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(
        qtbot,
        build.plan(
            build.session("integration", "D3", "10:00", 90, modality="cbt", id="talk"),
            build.session("integration", "D3", "14:00", 60, modality="ifs", id="parts"),
            build.medicine("D4", route="IM", dose="45 mg", id="m"),
        ),
    )


@pytest.fixture
def move(desk: Desk, qtbot: QtBot) -> MoveTo:
    dialog = MoveTo(desk.bridge.workspace, desk.theme, "talk", today)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


@pytest.fixture
def add(desk: Desk, qtbot: QtBot) -> AddSessionDialog:
    start = build.at("D5", "16:00")
    dialog = AddSessionDialog(desk.bridge.workspace, desk.theme, CountedIds("new"), start, today)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def retype(field: object, text: str) -> None:
    """Replace what stands in a field by keys."""
    edit = field.edit  # type: ignore[attr-defined]
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, text)


def said(dialog: MoveTo | AddSessionDialog) -> str:
    return " ".join(dialog.outcome.sentences)


def test_move_to_takes_day_and_time_as_typed(move: MoveTo) -> None:
    retype(move.day, "day 5")
    retype(move.time, "1430")
    move.move_button.click()
    assert move.result() == MoveTo.DialogCode.Accepted
    assert move.start == build.at("D5", "14:30")


def test_move_to_says_what_the_place_would_bring_before_anything_moves(desk: Desk, move: MoveTo) -> None:
    retype(move.time, "1345")
    move.time.commit()
    assert "Stop appears" in said(move)
    assert "overlap" in said(move)
    assert desk.session("talk").start == build.at("D3", "10:00")


def test_move_to_says_so_when_no_finding_comes_or_goes(move: MoveTo) -> None:
    retype(move.time, "1015")
    move.time.commit()
    assert said(move) == "No finding comes or goes."


def test_a_text_that_is_no_time_keeps_the_dialog_open_with_the_reason(move: MoveTo) -> None:
    retype(move.time, "half past")
    move.move_button.click()
    assert move.result() == 0
    assert move.isVisible()
    assert "is not a time" in move.time.reason.text()


def test_a_locked_session_cannot_be_moved_and_the_dialog_says_why(qtbot: QtBot) -> None:
    desk = Desk(qtbot, build.plan(build.session("integration", "D3", "10:00", 60, id="a", locked=True)))
    dialog = MoveTo(desk.bridge.workspace, desk.theme, "a", today)
    qtbot.addWidget(dialog)
    assert "is locked" in said(dialog)
    assert not dialog.move_button.isEnabled()


def test_every_control_of_the_dialogs_has_a_name(move: MoveTo, add: AddSessionDialog) -> None:
    assert nameless(move) == []
    assert nameless(add) == []


@pytest.mark.parametrize("kind", list(SessionKind))
def test_every_kind_has_a_letter_of_its_own(kind: SessionKind) -> None:
    assert kind in LETTERS
    assert len(set(LETTERS.values())) == len(LETTERS)


def test_a_letter_picks_the_kind_and_enter_adds(add: AddSessionDialog) -> None:
    QTest.keyClick(add.focusWidget(), KEYS.Key_R)
    assert add.kinds.kind is SessionKind.REST
    QTest.keyClick(add.focusWidget(), KEYS.Key_Return)
    assert add.result() == AddSessionDialog.DialogCode.Accepted
    assert (add.session.kind, add.session.start) == (SessionKind.REST, build.at("D5", "16:00"))


def test_letters_typed_into_a_field_pick_no_kind(add: AddSessionDialog) -> None:
    retype(add.time, "4pm")
    assert add.kinds.kind is SessionKind.INTEGRATION
    add.time.commit()
    assert add.time.value == time(16)


def test_a_new_session_is_as_long_as_the_plan_s_last_of_its_kind(add: AddSessionDialog) -> None:
    assert add.length.value == 60
    add.choose_kind(SessionKind.MEDICINE)
    assert add.length.value == 180


def test_a_new_medicine_session_takes_the_route_of_the_last_and_leaves_the_dose_undecided(
    add: AddSessionDialog,
) -> None:
    add.choose_kind(SessionKind.MEDICINE)
    medicine = add.session.medicine
    assert medicine is not None
    assert medicine.route is Route.IM
    assert medicine.dose.is_undecided
    assert medicine.vital_signs_minutes


def test_a_length_that_was_typed_stays_when_the_kind_changes(add: AddSessionDialog) -> None:
    retype(add.length, "45 min")
    add.length.commit()
    add.choose_kind(SessionKind.REST)
    assert add.length.value == 45


def test_adding_says_what_it_would_bring(add: AddSessionDialog) -> None:
    retype(add.day, "day 3")
    add.day.commit()
    retype(add.time, "1030")
    add.time.commit()
    assert "Stop appears" in said(add)


def test_go_to_reads_day_numbers_also_before_the_course(desk: Desk, qtbot: QtBot) -> None:
    dialog = GoTo(desk.plan, desk.theme, build.FIRST_DAY, today)
    qtbot.addWidget(dialog)
    retype(dialog.day, "day -14")
    dialog.show_button.click()
    assert dialog.chosen == date(2026, 11, 22)


# The dialogs as the view opens them


@pytest.fixture
def answering(qtbot: QtBot) -> Iterator[list[object]]:
    """Runs what is in the list on the dialog that opens next."""
    from PySide6.QtCore import QTimer

    todo: list[object] = []
    timer = QTimer()
    timer.setInterval(5)

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is not None and dialog.focusWidget() is not None and todo:
            todo.pop(0)(dialog)  # type: ignore[operator]

    timer.timeout.connect(answer)
    timer.start()
    yield todo
    timer.stop()


def test_four_keys_add_a_session_from_free_time(desk: Desk, answering: list[object]) -> None:
    desk.board.focus_session("parts")
    desk.key(KEYS.Key_Down)
    answering.append(lambda dialog: QTest.keyClick(dialog.focusWidget(), KEYS.Key_F))
    answering.append(lambda dialog: QTest.keyClick(dialog.focusWidget(), KEYS.Key_Return))
    desk.key(KEYS.Key_Return)
    added = desk.session("new-1")
    assert (added.kind, added.start) == (SessionKind.FOLLOW_UP, build.at("D3", "15:00"))
    assert desk.bridge.selection == ("new-1",)
    assert desk.view.focusWidget() is desk.card("new-1")
    desk.bridge.undo()
    assert not desk.plan.has_session("new-1")


def test_ctrl_shift_g_moves_the_selected_session(desk: Desk, answering: list[object]) -> None:
    def answer(dialog: MoveTo) -> None:
        retype(dialog.day, "day 10")
        dialog.move_button.click()

    desk.board.focus_session("talk")
    answering.append(answer)
    desk.key(KEYS.Key_G, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert desk.session("talk").start == build.at("D10", "10:00")
    assert desk.board.page.first_day == date(2026, 12, 13)
    assert desk.view.focusWidget() is desk.card("talk")


def test_cancelling_changes_nothing(desk: Desk, answering: list[object]) -> None:
    before = desk.plan
    answering.append(lambda dialog: QTest.keyClick(dialog, KEYS.Key_Escape))
    desk.view.asking.add_session()
    assert desk.plan is before


def test_move_to_asks_for_one_session(desk: Desk) -> None:
    desk.bridge.select(())
    desk.view.asking.move_to()
    assert desk.refusals == ["Select one session to move it to a day and time."]


def test_a_day_asked_for_is_shown_with_the_keyboard_on_it(desk: Desk, answering: list[object]) -> None:
    def answer(dialog: GoTo) -> None:
        retype(dialog.day, "day 3")
        dialog.show_button.click()

    answering.append(answer)
    desk.view.asking.go_to()
    stop = desk.board.walk.stop
    assert stop is not None
    assert stop.day == build.at("D3", "10:00").date()
