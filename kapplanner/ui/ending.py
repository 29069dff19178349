"""Asked by the system to end (log-out, shut-down, ``kill``): saved first, in the window's own thread."""

import os
import signal
import sys
from collections.abc import Callable
from types import FrameType
from typing import Final

from PySide6.QtCore import QObject, QSocketNotifier

_REQUESTS: Final = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGINT", "SIGHUP") if hasattr(signal, name))


def _only_wake(_number: int, _frame: FrameType | None) -> None:
    """Python runs this between two steps of its own; the byte in the pipe is what wakes the window."""


class EndRequests(QObject):
    """Calls ``end`` when the system asks the program to end. Windows asks the window itself, so nothing is done there.

    A pipe carries the request, because no Python runs while the toolkit waits for events.
    """

    def __init__(self, end: Callable[[], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        if sys.platform == "win32":
            return
        self._end = end
        self._reading, self._writing = os.pipe()
        for handle in (self._reading, self._writing):
            os.set_blocking(handle, False)
        signal.set_wakeup_fd(self._writing, warn_on_full_buffer=False)
        for request in _REQUESTS:
            signal.signal(request, _only_wake)
        self._notifier = QSocketNotifier(self._reading, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._asked)

    def stop(self) -> None:
        """Leave requests to Python again and let go of the pipe, before the program ends by itself."""
        if sys.platform == "win32":
            return
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(-1)
        for request in _REQUESTS:
            signal.signal(request, signal.SIG_DFL)
        for handle in (self._reading, self._writing):
            os.close(handle)

    def _asked(self) -> None:
        if any(number in _REQUESTS for number in os.read(self._reading, 64)):
            self._end()
