"""The main window: there at once, filled as soon as it was seen. It keeps its place and asks before it goes."""

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from kapplanner.i18n import t
from kapplanner.ui.collecting import WindowCollector
from kapplanner.ui.theme import Theme
from kapplanner.ui.worker import finish_all_work

if TYPE_CHECKING:
    from kapplanner.ui.ending import EndRequests
    from kapplanner.ui.services import Services
    from kapplanner.ui.workbench import Workbench

LEAST_SIZE = (900, 600)
FIRST_SIZE = (1440, 900)
LATEST_MILLISECONDS = 300
"""A window that nobody sees (minimised, on another desktop) is furnished after so long all the same."""


class MainWindow(QMainWindow):
    """An empty frame in the program's colours until ``furnish`` puts the workbench into it.

    What the workbench needs takes several times as long to load as the frame; so the frame comes first. ``seen``
    tells once that it did.
    """

    seen = Signal()

    def __init__(self, services: "Services", theme: Theme) -> None:
        super().__init__()
        self._services = services
        self._theme = theme
        self.bench: Workbench | None = None
        self._was_seen = False
        self.setWindowTitle(t("KAP Planner"))
        self.setMinimumSize(*LEAST_SIZE)
        self._fit()
        theme.changed.connect(self._fit)
        self._restore_place(services.settings.window_geometry)

    def furnish(self) -> "Workbench":
        """Put everything into the window; the workbench begins to read the library."""
        from kapplanner.ui.workbench import Workbench  # noqa: PLC0415 - start-up: the frame is seen first

        self.bench = Workbench(self._services, self._theme, self)
        self.bench.named.connect(self._name_plan)
        self.setCentralWidget(self.bench)
        return self.bench

    def open_up(self) -> None:
        """Furnish the window of a running program: faults are told in it from then on."""
        bench = self.furnish()
        bench.faults.watch(bench.say_fault)

    def say_seen(self) -> None:
        """The frame was painted, or nobody looks: time to furnish it. Said once."""
        if not self._was_seen:
            self._was_seen = True
            self.seen.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.say_seen()

    def _fit(self) -> None:
        self.menuBar().setFixedHeight(self._theme.px(28))

    def _name_plan(self, code: str) -> None:
        self.setWindowTitle(t("{code} – KAP Planner", code=code) if code else t("KAP Planner"))

    def _restore_place(self, geometry: str) -> None:
        room = self.screen().availableSize()
        self.resize(min(FIRST_SIZE[0], room.width()), min(FIRST_SIZE[1], room.height()))
        if geometry:
            self.restoreGeometry(QByteArray.fromBase64(geometry.encode("ascii", "ignore")))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and not self.isActiveWindow() and self.bench is not None:
            self.bench.plans.save_now()
            self.bench.lend_help_key()

    def end_on_request(self) -> "EndRequests":
        """From now on, save and end when the system asks for it."""
        from kapplanner.ui.ending import EndRequests  # noqa: PLC0415 - start-up: the frame is seen first

        return EndRequests(self._end, self)

    def _end(self) -> None:
        """Close, and end even where a dialog is still open; stay where the last change could not be saved."""
        if self.close():
            QApplication.exit(0)

    def closeEvent(self, event: QCloseEvent) -> None:
        bench = self.bench
        if bench is not None:
            if not bench.leave():
                event.ignore()
                return
            geometry = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
            if geometry != self._services.settings.window_geometry:
                bench.prefs.keep(replace(self._services.settings, window_geometry=geometry))
        event.accept()


def run_window(services: "Services") -> int:
    """Open the window and stay until it is closed."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("kapplanner")
    app.setApplicationDisplayName(t("KAP Planner"))
    theme = Theme(services.settings.appearance, services.settings.text_percent)
    theme.apply(app)
    window = MainWindow(services, theme)
    window.show()
    window.seen.connect(window.open_up, Qt.ConnectionType.QueuedConnection)
    QTimer.singleShot(LATEST_MILLISECONDS, window, window.say_seen)
    requests = window.end_on_request()
    collector = WindowCollector()
    code = int(app.exec())
    requests.stop()
    finish_all_work()
    window.deleteLater()  # now, while nothing collects: a collection inside the toolkit's own taking apart never ends
    QApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)
    collector.stop()
    return code
