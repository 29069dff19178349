"""The program ends in the middle of work: what was typed last is in the library all the same."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kapplanner.storage.library import open_library
from kapplanner.ui.editors.fields import DoseField
from tests.end_to_end.program import Program
from tests.support.frame import Frame, services_with

EDITING = """
import os, signal, sys, time
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog
from kapplanner.bootstrap import Program
from kapplanner.domain.library import PlanStatus
from kapplanner.editing.commands import ChangePlan
from kapplanner.editing.commands.changes import changes
from kapplanner.settings.folders import user_folders
from kapplanner.ui import window as module

made = []
class Window(module.MainWindow):
    def __init__(self, *given):
        super().__init__(*given)
        made.append(self)
module.MainWindow = Window

def step():
    bench = made[0].bench if made else None
    if bench is None or bench.desk.library is None:
        return
    if bench.plans.page is None:
        if not bench.desk.worker.is_busy and not step.asked:
            step.asked = True
            bench.open_sample()
        return
    timer.stop()
    bench.plans.page.opened.bridge.do(ChangePlan(changes({"title": "Typed last"}), "title"))
    QTimer.singleShot(0, end)
    if "dialog" in sys.argv:
        QDialog(made[0]).exec()

def end():
    os.kill(os.getpid(), getattr(signal, sys.argv[2]))

step.asked = False
from PySide6.QtWidgets import QApplication
old = QApplication.exec
def exec_(*_):
    global timer
    timer = QTimer()
    timer.timeout.connect(step)
    timer.start(20)
    return old()
QApplication.exec = exec_
sys.exit(module.run_window(Program(user_folders(), Path(sys.argv[1]))))
"""


ENDING = """
import gc, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from kapplanner.bootstrap import Program
from kapplanner.settings.folders import user_folders
from kapplanner.ui import window as module

old = QApplication.exec
def exec_(*_):
    QTimer.singleShot(700, QApplication.closeAllWindows)
    return old()
QApplication.exec = exec_
code = module.run_window(Program(user_folders(), Path(sys.argv[1])))
print("collects by itself:", gc.isenabled())
sys.exit(code)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows asks the window itself")
@pytest.mark.parametrize("request_name", ["SIGTERM", "SIGINT", "SIGHUP"])
@pytest.mark.parametrize("beside", ["", "dialog"])
def test_an_edit_made_just_before_the_system_ends_the_program_is_kept(
    kapplanner: Program, request_name: str, beside: str
) -> None:
    place = kapplanner.folder / "library.kapdb"
    kapplanner.environment = {"QT_QPA_PLATFORM": "offscreen"}
    ran = subprocess.run(
        [sys.executable, "-c", EDITING, str(place), request_name, *beside.split()],
        cwd=kapplanner.folder,
        env=kapplanner.surroundings(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert "Traceback" not in ran.stderr
    assert place.with_name("library.kapdb.lock").read_bytes() == b""
    library = open_library(place)
    try:
        assert [plan.title for plan in library.plans()] == ["Typed last"]
    finally:
        library.close()


def _end_a_window(kapplanner: Program) -> "subprocess.CompletedProcess[str]":
    kapplanner.environment = {"QT_QPA_PLATFORM": "offscreen"}
    kapplanner.measured = False
    return subprocess.run(
        [sys.executable, "-c", ENDING, str(kapplanner.folder / "library.kapdb")],
        cwd=kapplanner.folder,
        env=kapplanner.surroundings(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_nothing_is_collected_while_the_toolkit_is_taken_apart(kapplanner: Program) -> None:
    """A collection inside the taking apart of a toolkit object never ends, now and then: the program stayed for ever,
    unseen, and held the library."""
    ended = _end_a_window(kapplanner)
    assert (ended.returncode, ended.stdout) == (0, "collects by itself: False\n"), ended.stderr
    assert (kapplanner.folder / "library.kapdb.lock").read_bytes() == b""


@pytest.mark.long
@pytest.mark.parametrize("attempt", range(150))
def test_a_closed_window_is_a_program_that_has_ended(kapplanner: Program, attempt: int) -> None:
    assert _end_a_window(kapplanner).returncode == 0


@pytest.fixture
def frame(qtbot: QtBot, tmp_path: Path) -> Iterator[Frame]:
    made = Frame(qtbot, services_with(tmp_path, "Sam R."))
    yield made
    made.close()


def _type_a_dose(frame: Frame) -> None:
    frame.open("Sam R.")
    assert frame.window.bench is not None
    page = frame.window.bench.plan_page
    assert page is not None
    page.opened.bridge.select((page.opened.plan.medicine_sessions[0].id,))
    frame.window.activateWindow()
    page.opened.bridge.inspectorWanted.emit()
    inspector = page.plan_view.inspector
    frame.wait(lambda: any(field.isVisible() for field in inspector.findChildren(DoseField)))
    field = next(field for field in inspector.findChildren(DoseField) if field.isVisible()).edit
    field.setFocus()
    frame.wait(field.hasFocus)
    field.selectAll()
    QTest.keyClicks(field, "47 mg")


def _stored_doses(frame: Frame) -> list[str]:
    plans = [frame.library.read(row.id).plan for row in frame.library.plans()]
    return [str(s.medicine.dose) for plan in plans for s in plan.medicine_sessions if s.medicine is not None]


def test_text_still_being_typed_is_kept_when_the_window_closes(frame: Frame) -> None:
    _type_a_dose(frame)
    frame.window.close()
    assert "47\u00a0mg" in _stored_doses(frame)


def test_text_still_being_typed_is_kept_by_save_and_the_keyboard_stays_there(frame: Frame) -> None:
    _type_a_dose(frame)
    field = frame.window.focusWidget()
    assert frame.window.bench is not None
    frame.window.bench.plans.save_now()
    frame.settle()
    assert "47\u00a0mg" in _stored_doses(frame)
    assert frame.window.focusWidget() is field


def test_text_still_being_typed_is_kept_on_the_way_to_the_library(frame: Frame) -> None:
    _type_a_dose(frame)
    assert frame.window.bench is not None
    frame.window.bench.show_library()
    assert "47\u00a0mg" in _stored_doses(frame)
