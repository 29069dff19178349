"""When the program itself is at fault: an id and a plain message, never what a patient is called, and nothing lost."""

import sys
import threading
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal


class FaultCatcher(QObject):
    """Takes uncaught exceptions of all threads, has them written down, and tells their ids in the window's thread."""

    caught = Signal(str)

    def __init__(self, record: Callable[[BaseException], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._record = record
        self._before = (sys.excepthook, threading.excepthook)
        self._told: Callable[[str], None] | None = None

    def watch(self, tell: Callable[[str], None]) -> None:
        """Begin to take uncaught exceptions; ``tell`` is called with each one's id."""
        self.caught.connect(tell, Qt.ConnectionType.QueuedConnection)
        sys.excepthook = self._take
        threading.excepthook = self._take_from_thread

    def stop(self) -> None:
        """Leave uncaught exceptions to whoever had them before."""
        sys.excepthook, threading.excepthook = self._before

    def _take(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            self._before[0](kind, error, trace)
            return
        self.caught.emit(self._record(error))

    def _take_from_thread(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            self.caught.emit(self._record(arguments.exc_value))
