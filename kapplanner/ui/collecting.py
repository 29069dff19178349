"""Rings of unused objects are let go in the window's thread only.

Python collects them in whatever thread happens to allocate; a widget taken apart by a job beside the window ends the
program at once. So collecting by itself is off while a window is open, and the window does it when it rests.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MILLISECONDS = 2000


class WindowCollector(QObject):
    """Collects from its making until ``stop``, as often as Python itself would have."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MILLISECONDS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Let go of the oldest generation that is due."""
        due = [
            n for n, (count, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)) if count > most
        ]
        if due:
            gc.collect(due[-1])

    def stop(self) -> None:
        """Leave collecting to Python again."""
        self._timer.stop()
        gc.enable()
