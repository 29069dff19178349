"""Work on papers that takes longer than a second: how far it is, and a way to stop it."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QProgressDialog, QWidget

from kapplanner.documents import PrintStopped
from kapplanner.documents.progress import Watch
from kapplanner.i18n import t
from kapplanner.ui.theme import Theme
from kapplanner.ui.views.print_job import PaperJob
from kapplanner.ui.widgets.buttons import push_button
from kapplanner.ui.widgets.texts import plain_label

WAIT = 1000
"""Milliseconds before anything is said: shorter work needs no words."""
_STEPS = 100
_LOOK = 100
Made = TypeVar("Made")


class MakingStrip(QFrame):
    """A strip above the pages while papers are made that take their time."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._job: PaperJob | None = None
        self._waited = 0
        self.setProperty("ground", "panel")
        self.setProperty("rule", "bottom")
        self.setAccessibleName(t("Making the papers"))
        self.bar = QProgressBar()
        self.bar.setRange(0, _STEPS)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(t("How far the papers are"))
        self.stop = push_button(t("Stop"), small=True)
        self.stop.setAccessibleName(t("Stop making the papers"))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(14), theme.px(6), theme.px(14), theme.px(6))
        row.setSpacing(theme.px(10))
        row.addWidget(plain_label(t("Making the papers…"), role="small", ink="text2"))
        row.addWidget(self.bar, 1)
        row.addWidget(self.stop)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK)
        self._timer.timeout.connect(self._look)
        self.stop.clicked.connect(self.cancel)
        self.hide()

    def follow(self, job: PaperJob) -> None:
        """Look at a job now and then; whatever was followed before is stopped, for nobody waits for it any more."""
        self.cancel()
        self._job, self._waited = job, 0
        self._timer.start()

    def done(self) -> None:
        """There is nothing to wait for any more."""
        self._job = None
        self._timer.stop()
        self.hide()

    def _look(self) -> None:
        if self._job is None:
            return
        self._waited += _LOOK
        self.bar.setValue(round(self._job.share * _STEPS))
        if self._waited >= WAIT:
            self.show()

    def cancel(self) -> None:
        """Stop the job that is followed."""
        if self._job is not None:
            self._job.stop()
        self.done()


def with_progress(parent: QWidget, work: Callable[[Watch], Made]) -> Made | None:
    """Do work in the window's thread, with a dialog where it takes longer than a second; None where it was stopped."""
    dialog = QProgressDialog(t("Making the papers…"), t("Stop"), 0, _STEPS, parent)
    dialog.setWindowTitle(t("Print"))
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.setMinimumDuration(WAIT)
    dialog.setAutoReset(False)

    def watch(share: float) -> None:
        dialog.setValue(round(share * _STEPS))
        if dialog.wasCanceled():
            raise PrintStopped("The papers were not made.")

    try:
        return work(watch)
    except PrintStopped:
        return None
    finally:
        dialog.close()
        dialog.deleteLater()
