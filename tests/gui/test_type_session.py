"""Type a session: one line in a dialog over the board, or in the palette; read back, judged, and added as one step."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from kapplanner.domain.people import Practitioner, Role
from kapplanner.domain.places import Room
from kapplanner.domain.session import Route, SessionKind
from kapplanner.ui.dialogs.add_session import AddSessionDialog
from kapplanner.ui.dialogs.palette import Palette
from kapplanner.ui.dialogs.type_session import TypeSession
from kapplanner.ui.views.plan_view import PlanView
from tests.support import build
from tests.support.boards import Desk
from tests.support.frame import Frame, services_with
from tests.support.screen import nameless, too_small

KEYS = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
PLAN = build.plan(
    build.session("integration", "D3", "10:00", 90, modality="cbt", id="talk"),
    build.medicine("D4", route="IM", dose="45 mg", id="m"),
    build.session("rest", "D4", "13:00", 45, id="nap"),
    rooms=(Room("r2", "Room 2"), Room("r3", "Room 3")),
    practitioners=(Practitioner("lee", "Dr Lee", (Role.THERAPIST,)),),
)


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    made = Desk(qtbot, PLAN)
    made.board.focus_session("talk")
    return made


@pytest.fixture
def dialog(desk: Desk, qtbot: QtBot) -> TypeSession:
    made = TypeSession(desk.bridge.workspace, desk.theme, desk.view.typing.read)
    qtbot.addWidget(made)
    made.show()
    made.line.setFocus()
    return made


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    said: list[str] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: said.append(event.message()))
    return said


@pytest.fixture
def answering(qtbot: QtBot) -> Iterator[list[Callable[[QWidget], object]]]:
    """Does what is in the list, one after another, to the dialog that is open then."""
    todo: list[Callable[[QWidget], object]] = []
    timer = QTimer()
    timer.setInterval(5)

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is not None and dialog.focusWidget() is not None and todo:
            todo.pop(0)(dialog)

    timer.timeout.connect(answer)
    timer.start()
    yield todo
    timer.stop()


def type_into(dialog: TypeSession, text: str) -> None:
    """By keys, as far as a keyboard has them."""
    dialog.line.clear()
    if text.isascii():
        QTest.keyClicks(dialog.line, text)
    else:
        dialog.line.setText(text)


def newest(desk: Desk) -> object:
    """The one session that the plan did not hold before."""
    (added,) = (session for session in desk.plan.sessions if not PLAN.has_session(session.id))
    return added


# The dialog


def test_what_is_typed_is_read_back_in_one_sentence(dialog: TypeSession) -> None:
    type_into(dialog, "IM 45 mg Tue 9-12 Room 2")
    assert dialog.read_back.text().replace("\u00a0", " ") == (
        "Medicine session by IM, 45 mg, Tue 8 Dec 2026 (day 3), 09:00 to 12:00 (9:00 am to 12:00 pm), in Room 2."
    )
    assert dialog.read_back.isVisible()
    assert not dialog.reason.isVisible()
    assert dialog.add_button.isEnabled()


def test_an_empty_line_shows_how_it_is_typed_and_adds_nothing(dialog: TypeSession) -> None:
    assert "rest 12-13" in dialog.read_back.text()
    assert not dialog.add_button.isEnabled() and not dialog.next_button.isEnabled()
    QTest.keyClick(dialog.line, KEYS.Key_Return)
    assert dialog.isVisible()


def test_what_was_not_typed_is_told(dialog: TypeSession) -> None:
    type_into(dialog, "rest")
    assert dialog.remark.text() == (
        "Not typed: day and start, taken from the focused place. "
        "The length is that of the last session of this kind, or one hour."
    )
    assert "11:30 to 12:15" in dialog.read_back.text(), "after the session in focus, as long as the last rest"
    type_into(dialog, "IM tue 9:00")
    assert dialog.remark.text() == "The length is the usual one for this route."


def test_what_the_rules_would_newly_say_is_counted_and_said(dialog: TypeSession) -> None:
    type_into(dialog, "EMDR tue 10:30 60 min")
    assert not dialog.outcome.isVisible(), "the rules are asked when typing rests"
    dialog.judge()
    assert dialog.heading.text().startswith("What it would bring: 1 Stop")
    assert "overlap" in dialog.outcome.sentences[0]
    assert dialog.outcome.isVisible()


def test_the_two_strongest_findings_are_told_and_the_rest_is_counted(dialog: TypeSession) -> None:
    type_into(dialog, "IM 45 mg tue 10:00")
    dialog.judge()
    told = [label.text() for label in dialog.outcome.findChildren(QLabel) if label.text()]
    assert len(dialog.outcome.sentences) > 2
    assert told[:2] == list(dialog.outcome.sentences[:2])
    assert told[2:] == [f"and {len(dialog.outcome.sentences) - 2} more"]


def test_the_rules_are_asked_once_typing_rests(dialog: TypeSession, qtbot: QtBot) -> None:
    type_into(dialog, "rest sat 15:00")
    qtbot.waitUntil(lambda: dialog.outcome.isVisible(), timeout=3000)
    assert dialog.heading.text().startswith("What it would bring: ")


def test_no_stop_and_no_caution_are_said_in_words(dialog: TypeSession) -> None:
    type_into(dialog, "rest thu 15:00")
    dialog.judge()
    assert dialog.heading.text() == "What it would bring: no Stop, no Caution"


def test_enter_adds_nothing_until_the_line_is_mended_and_leads_to_the_place(desk: Desk, dialog: TypeSession) -> None:
    type_into(dialog, "🙂 EMDR tue 10:00 garden")
    assert dialog.line.property("wrong") is None, "nothing is judged while it is typed"
    QTest.keyClick(dialog.line, KEYS.Key_Return)
    assert dialog.isVisible()
    assert desk.plan is PLAN
    assert dialog.line.selectedText() == "🙂"
    assert dialog.line.property("wrong") == "true"
    assert "“garden” was not understood." in dialog.reason.text()
    type_into(dialog, "🙂 EMDR")
    assert dialog.line.property("wrong") is None


def test_the_place_is_found_behind_letters_that_count_twice(dialog: TypeSession) -> None:
    type_into(dialog, "EMDR “🙂🙂” tue garden 10:00")
    QTest.keyClick(dialog.line, KEYS.Key_Enter)
    assert dialog.line.selectedText() == "garden"


def test_the_line_is_described_by_all_that_is_said_below_it(dialog: TypeSession) -> None:
    type_into(dialog, "EMDR tue 10:30")
    assert "Integration session, EMDR, Tue 8 Dec 2026" in dialog.line.accessibleDescription()
    dialog.judge()
    assert "What it would bring: 1 Stop. Stop appears: " in dialog.line.accessibleDescription()
    type_into(dialog, "EMDR tuue")
    assert dialog.line.accessibleDescription() == "“tuue” was not understood."
    type_into(dialog, "EMDR tuue garden 2")
    assert dialog.reason.text().count("\n") == 1, "a line for each thing to mend"


def test_what_was_read_is_spoken_when_typing_rests_not_at_every_key(
    dialog: TypeSession, spoken: list[str], qtbot: QtBot
) -> None:
    type_into(dialog, "EMDR wed 15:00")
    assert spoken == []
    qtbot.waitUntil(lambda: bool(spoken), timeout=3000)
    assert len(spoken) == 1
    assert spoken[0].startswith("Integration session, EMDR, Wed 9 Dec 2026 (day 4), 15:00 to 16:30")
    assert "What it would bring" in spoken[0]


def test_what_has_to_be_mended_is_spoken_at_enter(dialog: TypeSession, spoken: list[str]) -> None:
    type_into(dialog, "EMDR 2")
    QTest.keyClick(dialog.line, KEYS.Key_Return)
    assert spoken and "02:00 or 14:00" in spoken[-1]


def test_everything_has_a_name_and_a_target_large_enough(dialog: TypeSession) -> None:
    type_into(dialog, "EMDR tue 10:30")
    dialog.judge()
    assert nameless(dialog) == []
    assert too_small(dialog) == []


def test_the_keyboard_goes_through_line_and_buttons(dialog: TypeSession) -> None:
    type_into(dialog, "rest thu 15:00")
    seen = []
    for _ in range(4):
        seen.append(QApplication.focusWidget())
        QTest.keyClick(seen[-1], KEYS.Key_Tab)
    assert seen == [dialog.line, dialog.cancel_button, dialog.next_button, dialog.add_button]


def test_enter_on_cancel_cancels(dialog: TypeSession) -> None:
    type_into(dialog, "rest thu 15:00")
    dialog.cancel_button.setFocus()
    QTest.keyClick(dialog.cancel_button, KEYS.Key_Return)
    assert dialog.result() == TypeSession.DialogCode.Rejected
    assert not dialog.isVisible()


def test_a_typed_medicine_session_is_the_one_that_the_other_dialog_makes(desk: Desk, qtbot: QtBot) -> None:
    other = AddSessionDialog(
        desk.bridge.workspace, desk.theme, desk.view._services.ids, build.at("D5", "09:00"), desk.view.today
    )
    qtbot.addWidget(other)
    other.choose_kind(SessionKind.MEDICINE)
    for route in Route:
        other.route.setCurrentIndex(other.route.findData(route.value))
        typed = desk.view.typing.read(f"by {route.value} D5 9:00").session
        assert typed is not None
        assert typed.with_changes(id=other.session.id) == other.session


# The dialog as the view opens it


def test_ctrl_enter_adds_and_goes_on_with_the_next_behind_it(
    desk: Desk, answering: list[Callable[[QWidget], object]]
) -> None:
    seen: list[tuple[str, str, str]] = []

    def add_two(dialog: TypeSession) -> None:
        type_into(dialog, "rest thu 15:00 1 h")
        QTest.keyClick(dialog.line, KEYS.Key_Return, CTRL)
        seen.append((dialog.line.text(), dialog.cancel_button.text(), dialog.read_back.text()))
        assert desk.bridge.selection == (newest(desk).id,)
        type_into(dialog, "practice 20 min")
        seen.append(("", "", dialog.read_back.text()))
        dialog.next_button.click()
        dialog.cancel_button.click()

    answering.append(add_two)
    desk.view.typing.ask()
    (line, cancel, added), (_, _, following) = seen
    assert line == ""
    assert cancel == "Close", "what was added stays"
    assert added.startswith("Added: Rest session, Thu 10 Dec 2026 (day 5), 15:00 to 16:00")
    assert "Thu 10 Dec 2026 (day 5), 16:00 to 16:20" in following
    assert len(desk.plan.sessions) == len(PLAN.sessions) + 2
    desk.bridge.undo()
    desk.bridge.undo()
    assert desk.plan == PLAN


def test_ctrl_enter_with_a_line_that_is_none_adds_nothing(desk: Desk, dialog: TypeSession) -> None:
    type_into(dialog, "IM 45")
    QTest.keyClick(dialog.line, KEYS.Key_Return, CTRL)
    assert desk.plan is PLAN
    assert dialog.line.text() == "IM 45"


def test_a_plan_that_may_not_change_keeps_the_line(desk: Desk, answering: list[Callable[[QWidget], object]]) -> None:
    kept: list[str] = []

    def try_to_add(dialog: TypeSession) -> None:
        type_into(dialog, "rest thu 15:00")
        QTest.keyClick(dialog.line, KEYS.Key_Return, CTRL)
        kept.append(dialog.line.text())
        dialog.reject()

    desk.bridge.workspace.is_read_only = True
    answering.append(try_to_add)
    desk.view.typing.ask()
    assert kept == ["rest thu 15:00"]
    assert "look at only" in desk.refusals[0]


def test_enter_adds_one_step_that_is_announced_selected_and_shown(
    desk: Desk, answering: list[Callable[[QWidget], object]]
) -> None:
    said: list[str] = []
    desk.bridge.announced.connect(said.append)
    answering.append(lambda dialog: QTest.keyClicks(dialog.line, "EMDR 15 dec 2pm 90 min with Dr Lee"))
    answering.append(lambda dialog: QTest.keyClick(dialog.line, KEYS.Key_Return))
    desk.view.typing.ask()
    added = newest(desk)
    assert (added.start, added.minutes, added.modality) == (build.at("D10", "14:00"), 90, "emdr")
    assert "Done: add EMDR on" in said[0]
    assert desk.bridge.selection == (added.id,)
    assert desk.board.page.shows(added.day)
    assert desk.view.focusWidget() is desk.card(added.id)
    assert desk.bridge.workspace.undo_label.startswith("add EMDR on")
    desk.bridge.undo()
    assert desk.plan == PLAN


def test_cancelling_changes_nothing(desk: Desk, answering: list[Callable[[QWidget], object]]) -> None:
    answering.append(lambda dialog: QTest.keyClicks(dialog.line, "rest thu 15:00"))
    answering.append(lambda dialog: QTest.keyClick(dialog.line, KEYS.Key_Escape))
    desk.view.typing.ask()
    assert desk.plan is PLAN


# The real window


@pytest.fixture
def frame(qtbot: QtBot, tmp_path: Path) -> Iterator[Frame]:
    made = Frame(qtbot, services_with(tmp_path, "Sam R."))
    yield made
    made.close()


def view_of(frame: Frame) -> PlanView:
    page = frame.window.bench.plan_page
    assert page is not None
    return page.plan_view


def test_ctrl_t_opens_the_line_over_an_open_plan(frame: Frame, answering: list[Callable[[QWidget], object]]) -> None:
    frame.open("Sam R.")
    before = len(view_of(frame)._bridge.workspace.plan.sessions)
    answering.append(lambda dialog: QTest.keyClicks(dialog.line, "rest day 3 21:00 30 min"))
    answering.append(lambda dialog: QTest.keyClick(dialog.line, KEYS.Key_Return))
    frame.settle()
    frame.window.activateWindow()
    QApplication.processEvents()
    QTest.keyClick(QApplication.focusWidget() or frame.window, KEYS.Key_T, CTRL)
    plan = view_of(frame)._bridge.workspace.plan
    assert len(plan.sessions) == before + 1
    assert any(session.start == build.at("D3", "21:00") for session in plan.sessions)


def palette(frame: Frame, qtbot: QtBot) -> Palette:
    bench = frame.window.bench
    made = Palette(frame.theme, bench._entries(), frame.window, offer=bench._session_offered)
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_palette_offers_to_add_what_reads_as_a_session(frame: Frame, qtbot: QtBot) -> None:
    frame.open("Sam R.")
    found = palette(frame, qtbot)
    QTest.keyClicks(found.line, "rest day 3 21:00 30 min")
    (offered,) = found._shown
    sentence = "Rest session, Tue 8 Dec 2026 (day 3), 21:00 to 21:30 (9:00\u00a0pm to 9:30\u00a0pm)."
    assert offered.words == f"Add: {sentence}"
    assert found.offered.text() == f"Add: {sentence} It would bring no Stop, no Caution."
    assert found.offered.isVisible()
    QTest.keyClick(found.line, KEYS.Key_Return)
    assert found.chosen is offered
    offered.run()
    plan = view_of(frame)._bridge.workspace.plan
    assert any(session.start == build.at("D3", "21:00") for session in plan.sessions)


@pytest.mark.parametrize("text", ["", "undo", "rest", "travel", "IM 45 tue 9-12", "open"])
def test_the_palette_offers_nothing_for_half_a_session_or_none(frame: Frame, qtbot: QtBot, text: str) -> None:
    frame.open("Sam R.")
    found = palette(frame, qtbot)
    QTest.keyClicks(found.line, text)
    assert not any(entry.words.startswith("Add: ") for entry in found._shown)
    assert not found.offered.isVisible()


def test_what_was_found_by_name_comes_before_the_offer(frame: Frame, qtbot: QtBot) -> None:
    frame.open("Sam R.")
    found = palette(frame, qtbot)
    found._entries = [found._entries[0].__class__("rest mon", "", "", print), *found._entries]
    found.line.setText("rest mon")
    assert found._shown[0].words == "rest mon"
    assert found._shown[-1].words.startswith("Add: Rest session, Mon")


def test_in_the_library_and_in_a_plan_to_look_at_nothing_is_offered(frame: Frame) -> None:
    assert frame.window.bench._session_offered("rest day 3 21:00") is None
    frame.open("Sam R.")
    assert frame.window.bench._session_offered("rest day 3 21:00") is not None
    view_of(frame)._bridge.workspace.is_read_only = True
    assert frame.window.bench._session_offered("rest day 3 21:00") is None
