"""Takes the pictures of the README and the help from the real window: resources/help/pictures/*.png.

Run it as ``python -m tests.support.take_pictures``; name another folder behind it to leave those of the project alone.
It needs no screen. The library is a fresh one in memory.
"""

import os
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QRect, Qt, QTimer
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QApplication, QDialog

from kapplanner.domain.session import SessionKind
from kapplanner.resources import resource
from kapplanner.settings import Settings
from kapplanner.ui.theme import Theme
from kapplanner.ui.views.plan_page import CHECK, PLAN, PRINT
from kapplanner.ui.views.print_studio import PrintStudio
from kapplanner.ui.window import MainWindow
from tests.support.frame import services_with

LARGE = (1440, 900)
SMALL = (900, 600)
"""Of what is shown in the help, where a page is half as wide as a window."""
CLINIC = {"clinic_name": "Harbour Clinic", "phone_day": "(555) 010-4400", "phone_night": "(555) 010-4477"}
MOST_COLOURS = 256

Picture = tuple[str, QPixmap]


def wait(milliseconds: int) -> None:
    """Let the window work so long; unlike QTest.qWait this lets its workers work too."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def wait_for(holds: Callable[[], bool]) -> None:
    """Let the window work until something holds, a minute at most, and until all of it is painted."""
    deadline = QDeadlineTimer(60_000)
    while not holds() and not deadline.hasExpired():
        wait(20)
    wait(300)


def pictures(app: QApplication, place: Path) -> Iterator[Picture]:
    """Every picture with its name."""
    settings = replace(Settings(appearance="light", clinician_name="Dr Ada Lund"), **CLINIC)  # type: ignore[arg-type]
    services = services_with(place, "Theo K.", "Ines M.", settings=settings)
    theme = Theme("light")
    theme.apply(app)
    window = MainWindow(services, theme)
    window.resize(*LARGE)
    window.show()
    window.furnish()
    bench = window.bench
    assert bench is not None
    wait_for(lambda: bench.desk.library is not None and not bench.desk.worker.is_busy)
    bench.open_sample()
    wait_for(lambda: bench.plan_page is not None)
    assert bench.plan_page is not None
    yield "window", window.grab()
    yield "board", _board(window)
    bench.plan_page.show_step(CHECK)
    wait_for(lambda: True)
    yield "findings", window.grab(QRect(0, 76, 740, 110))
    bench.plan_page.show_step(PLAN)
    window.resize(*SMALL)
    yield from _of_the_plan(window)
    bench.show_rule("gap-between-medicine-sessions")
    wait_for(lambda: True)
    assert bench.rules_page is not None
    yield "rule", bench.rules_page.pane.grab(QRect(0, 0, bench.rules_page.pane.width(), 470))
    bench.show_library()
    bench.new_plan()
    wait_for(lambda: True)
    yield "gallery", window.grab(QRect(0, 28, SMALL[0], SMALL[1] - 28))
    window.close()


def _board(window: MainWindow) -> QPixmap:
    """Some days of the board, from their heads to noon."""
    assert window.bench is not None and window.bench.plan_page is not None
    board = window.bench.plan_page.plan_view.board
    return board.grab(QRect(0, 0, 690, 330))


def _of_the_plan(window: MainWindow) -> Iterator[Picture]:
    """What stands on the steps of a plan, and two of its sheets."""
    assert window.bench is not None and window.bench.plan_page is not None
    page = window.bench.plan_page
    view, bridge = page.plan_view, page.opened.bridge
    medicine = [s for s in bridge.workspace.plan.sessions if s.kind is SessionKind.MEDICINE]
    bridge.select((medicine[1].id,))
    sheet = _sheet(view.asking.move_to)
    yield "move", sheet.copy(0, 0, sheet.width(), 320)
    yield "check", _sheet(view.mark_as_checked)
    page.show_step(PRINT)
    pages = _studio(window).pages
    wait_for(lambda: 0 < pages.picture.pixmap().deviceIndependentSize().width() <= pages.area.viewport().width())
    yield "print", window.grab(QRect(0, 28, SMALL[0], SMALL[1] - 28))
    page.show_step(PLAN)


def _studio(window: MainWindow) -> PrintStudio:
    return window.findChildren(PrintStudio)[0]


def _sheet(ask: Callable[[], object]) -> QPixmap:
    """The sheet that an action opens."""
    taken: list[QPixmap] = []

    def take() -> None:
        sheet = QApplication.activeModalWidget()
        assert isinstance(sheet, QDialog)
        wait(300)
        taken.append(sheet.grab())
        sheet.reject()

    QTimer.singleShot(100, take)
    ask()
    return taken[0]


def small(picture: QPixmap) -> QImage:
    """The picture in its own most frequent colours, which makes a file a third as large."""
    image = picture.toImage().convertToFormat(QImage.Format.Format_RGB32)
    counts = Counter(memoryview(image.constBits()).cast("I"))
    table = [colour for colour, _ in counts.most_common(MOST_COLOURS)]
    return image.convertToFormat(QImage.Format.Format_Indexed8, table, Qt.ImageConversionFlag.AvoidDither)


def main() -> None:
    app = QApplication([])
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else resource("help", "pictures")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        for name, picture in pictures(app, Path(place)):
            small(picture).save(str(folder / f"{name}.png"))


if __name__ == "__main__":
    main()
