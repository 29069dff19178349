"""Takes the pictures of the README and the help from the real window: resources/help/pictures/*.png.

Run it as ``python -m tests.support.take_pictures``; name another folder behind it to leave those of the project alone.
It needs no screen. The library is a fresh one in memory.
"""

import os
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QDeadlineTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kapplanner.resources import resource
from kapplanner.settings import Settings
from kapplanner.ui.theme import Theme
from kapplanner.ui.window import MainWindow
from tests.support.frame import services_with

SIZE = (1440, 900)
PHONES = {"clinic_name": "Harbour Clinic", "phone_day": "(555) 010-4400", "phone_night": "(555) 010-4477"}


def wait_for(holds: object) -> None:
    """Let the window work until something holds, ten seconds at most."""
    deadline = QDeadlineTimer(10_000)
    while not holds() and not deadline.hasExpired():  # type: ignore[operator]
        QTest.qWait(20)
    QTest.qWait(300)


def take(app: QApplication, folder: Path, appearance: str) -> None:
    """Take window, library and gallery in one appearance."""
    settings = replace(Settings(appearance=appearance), **PHONES)  # type: ignore[arg-type]
    with tempfile.TemporaryDirectory() as place:
        services = services_with(Path(place), "Theo K.", "Ines M.", settings=settings)
        theme = Theme(appearance)
        theme.apply(app)
        window = MainWindow(services, theme)
        window.resize(*SIZE)
        window.show()
        window.furnish()
        wait_for(lambda: window.bench.desk.library is not None and not window.bench.desk.worker.is_busy)
        window.bench.open_sample()
        wait_for(lambda: window.bench.plan_page is not None)
        ending = "" if appearance == "light" else f"-{appearance}"
        window.grab().save(str(folder / f"window{ending}.png"))
        window.bench.show_library()
        wait_for(lambda: not window.bench.desk.worker.is_busy)
        window.grab().save(str(folder / f"library{ending}.png"))
        window.bench.new_plan()
        wait_for(lambda: True)
        window.grab().save(str(folder / f"gallery{ending}.png"))
        window.close()


def main() -> None:
    app = QApplication([])
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else resource("help", "pictures")
    folder.mkdir(parents=True, exist_ok=True)
    for appearance in ("light", "dark"):
        take(app, folder, appearance)


if __name__ == "__main__":
    main()
