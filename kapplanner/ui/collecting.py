"""Rings of unused objects are let go in the window's thread only.

Python collects them whenever something allocates: in any thread, where a widget taken apart beside the window ends the
program at once; and in the middle of the toolkit's own taking apart of an object, where taking apart a second one waits
for ever for a lock the first one holds. So collecting by itself is off while the toolkit is in use, and the window does
it when it rests.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MILLISECONDS = 2000


def collect_due() -> None:
    """Let go of what Python itself would have collected by now: the oldest generation that is due."""
    due = [n for n, (count, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)) if count > most]
    if due:
        gc.collect(due[-1])


class WindowCollector(QObject):
    """Collects from its making until ``stop``, as often as Python itself would have.

    Afterwards nothing collects any more: the toolkit is still taken apart when the last window is gone, and the program
    ends with it.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MILLISECONDS)
        self._timer.timeout.connect(collect_due)
        self._timer.start()

    def stop(self) -> None:
        """Collect no more."""
        self._timer.stop()
