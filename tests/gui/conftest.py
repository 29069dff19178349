"""Every test of the window begins with an empty screen and comes to an end."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication

PATIENCE = 60_000
"""Milliseconds after which a dialog that nobody answers is closed: no test of the window takes a tenth of that."""


@pytest.fixture(autouse=True)
def an_empty_screen() -> Iterator[None]:
    """Windows that a test closed are really gone before the next: dressing the application dresses whatever is left."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(autouse=True)
def no_dialog_left_unanswered(qapp: QApplication) -> Iterator[None]:
    """A dialog that waits for an answer no test gives would wait for ever; it is closed and fails the test."""
    unanswered: list[str] = []

    def close() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            unanswered.append(f"{type(dialog).__name__} “{dialog.windowTitle()}”")
            dialog.close()

    watch = QTimer()
    watch.setInterval(PATIENCE)
    watch.timeout.connect(close)
    watch.start()
    yield
    watch.stop()
    assert unanswered == []
