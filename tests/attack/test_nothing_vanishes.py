"""What is on the screen and nowhere else does not go without a word: a copy not stored, a text not read."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kapplanner.domain.library import DiskFull, FindingCounts
from kapplanner.editing.commands import ChangePlan
from kapplanner.editing.commands.changes import changes
from kapplanner.ui.dialogs.notice import Notice
from kapplanner.ui.editors.fields import DoseField
from kapplanner.ui.views.plan_page import PlanPage
from kapplanner.ui.workbench import Workbench
from tests.support.frame import Frame, services_with


@pytest.fixture
def frame(qtbot: QtBot, tmp_path: Path) -> Iterator[Frame]:
    made = Frame(qtbot, services_with(tmp_path, "Sam R."))
    yield made
    page = made.window.bench.plan_page if made.window.bench is not None else None
    if page is not None:
        page.plan_view.inspector.refresh()
    made.close()


def _bench(frame: Frame) -> Workbench:
    assert frame.window.bench is not None
    return frame.window.bench


def _page(frame: Frame) -> PlanPage:
    page = _bench(frame).plan_page
    assert page is not None
    return page


def _in_conflict(frame: Frame) -> None:
    frame.open("Sam R.")
    stored = frame.library.read(_page(frame).opened.plan.id)
    frame.library.save(stored.plan.with_changes(title="Theirs"), stored.revision, FindingCounts())
    _page(frame).opened.bridge.do(ChangePlan(changes({"title": "Mine"}), "title"))
    _page(frame).opened.autosave.save_now()
    frame.settle()
    assert _page(frame).opened.autosave.is_in_conflict


def test_a_copy_that_cannot_be_stored_leaves_the_change_on_the_screen(frame: Frame) -> None:
    _in_conflict(frame)
    frame.library.fails = DiskFull("No room.")
    _bench(frame).plans.save_copy()
    frame.settle()
    assert _page(frame).opened.plan.title == "Mine"
    assert "No room." in _bench(frame).toast.sentence.text()


def test_a_stored_copy_of_a_change_in_conflict_is_opened(frame: Frame) -> None:
    _in_conflict(frame)
    _bench(frame).plans.save_copy()
    frame.wait(lambda: _bench(frame).plan_page is not None and _page(frame).opened.plan.title == "Mine (copy)")
    assert sorted(plan.title for plan in frame.library.plans()) == ["Mine (copy)", "Theirs"]


def _type_a_bare_number(frame: Frame) -> DoseField:
    frame.open("Sam R.")
    page = _page(frame)
    page.opened.bridge.select((page.opened.plan.medicine_sessions[0].id,))
    frame.window.activateWindow()
    page.opened.bridge.inspectorWanted.emit()
    inspector = page.plan_view.inspector
    frame.wait(lambda: any(field.isVisible() for field in inspector.findChildren(DoseField)))
    field = next(field for field in inspector.findChildren(DoseField) if field.isVisible())
    field.edit.setFocus()
    frame.wait(field.edit.hasFocus)
    field.edit.selectAll()
    QTest.keyClicks(field.edit, "47")
    return field


def _answer(with_words: list[str], answer: int) -> None:
    def press() -> None:
        notice = QApplication.activeModalWidget()
        assert isinstance(notice, Notice)
        with_words.append(notice.accessibleDescription())
        notice.buttons[answer].click()

    QTimer.singleShot(200, press)


@pytest.mark.parametrize("way_out", ["close", "library"])
def test_a_text_that_cannot_be_read_is_asked_about_before_it_goes(frame: Frame, way_out: str) -> None:
    field = _type_a_bare_number(frame)
    asked: list[str] = []
    _answer(asked, 0)
    if way_out == "close":
        frame.window.close()
    else:
        _bench(frame).show_library()
    assert len(asked) == 1
    assert "47" in asked[0]
    assert field.edit.text() == "47"
    assert frame.window.isVisible()


def test_a_text_that_cannot_be_read_may_be_left_behind_on_purpose(frame: Frame) -> None:
    _type_a_bare_number(frame)
    _answer([], 1)
    _bench(frame).show_library()
    assert _bench(frame).plan_page is None


def test_choosing_another_session_says_which_text_was_not_taken(frame: Frame) -> None:
    _type_a_bare_number(frame)
    page = _page(frame)
    said: list[str] = []
    page.opened.bridge.refused.connect(said.append)
    page.plan_view.board.setFocus()
    page.opened.bridge.select((page.opened.plan.medicine_sessions[1].id,))
    assert len(said) == 1
    assert "“47”" in said[0]


def test_a_change_of_colours_says_which_text_it_did_not_keep(frame: Frame) -> None:
    field = _type_a_bare_number(frame)
    field.commit()
    said: list[str] = []
    _page(frame).opened.bridge.refused.connect(said.append)
    frame.theme.choose("dark")
    assert ["“47”" in words for words in said] == [True]


def test_a_note_too_long_to_be_taken_is_asked_about_before_it_goes(frame: Frame) -> None:
    frame.open("Sam R.")
    page = _page(frame)
    page.opened.bridge.select((page.opened.plan.sessions[0].id,))
    page.plan_view.inspector.words.note.setPlainText("x" * 100_001)
    asked: list[str] = []
    _answer(asked, 0)
    _bench(frame).show_library()
    assert len(asked) == 1
    assert _page(frame) is page


def test_what_needs_the_library_while_it_is_not_open_says_so(frame: Frame) -> None:
    desk = _bench(frame).desk
    library, desk.library = desk.library, None
    said: list[object] = []
    desk.refused.connect(said.append)
    desk.open_sample()
    desk.mark_printed("p")
    desk.library = library
    assert len(said) == 2
