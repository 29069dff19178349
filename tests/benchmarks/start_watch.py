"""Starts a window program and prints when its window is first seen and when it shows what it is for.

    python start_watch.py bare
    python start_watch.py kapplanner LIBRARY

The program starts as it always does; only the event loop is entered through a door that looks at what is painted.
"""

import sys

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView


class Watch(QObject):
    """Prints "first" when the window is exposed and painted, and "ready" when its rows are; then ends the program."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__()
        self._window = window
        self._said_first = False
        QApplication.instance().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self, self._look)
        return False

    def _look(self) -> None:
        if not self._said_first:
            self._said_first = True
            print("first", flush=True)
        if type(self._window) is QMainWindow or any(
            table.isVisible() and table.model() is not None and table.model().rowCount() > 0
            for table in self._window.findChildren(QTableView)
        ):
            print("ready", flush=True)
            sys.stdout.flush()
            QApplication.instance().removeEventFilter(self)
            self._window.close()


def watched_exec(*_: object) -> int:
    window = next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QMainWindow))
    watch = Watch(window)
    code = plain_exec()
    del watch
    return code


plain_exec = QApplication.exec
QApplication.exec = watched_exec  # type: ignore[method-assign]

if sys.argv[1] == "bare":
    app = QApplication(["bare"])
    bare = QMainWindow()
    bare.resize(1440, 900)
    bare.show()
    sys.exit(app.exec())

sys.argv = ["kapplanner", "--library", sys.argv[2]]
from kapplanner.__main__ import main  # noqa: E402 - as late as a person's command would

main()
