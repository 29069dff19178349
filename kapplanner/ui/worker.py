"""Work beside the window: jobs in a thread of their own, answers in the window's thread; and calls put off."""

import weakref
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRunnable, Qt, QThreadPool, QTimer, Signal

from kapplanner.domain.errors import PlannerError
from kapplanner.domain.library import LibraryError


class _Courier(QObject):
    """Carries answers from the worker's thread. Jobs keep it, so that it outlives a worker that went before them."""

    finished = Signal(int, object)


class _Job(QRunnable):
    """One job; what it answers or raises is handed over by signal."""

    def __init__(self, number: int, job: Callable[[], Any], courier: _Courier) -> None:
        super().__init__()
        self._number = number
        self._job = job
        self._courier = courier

    def run(self) -> None:
        try:
            outcome: object = self._job()
        except BaseException as error:  # noqa: BLE001 - handed to the window's thread, which shows or raises it
            outcome = _Raised(error)
        self._courier.finished.emit(self._number, outcome)


class _Raised:
    """An error on its way to the window's thread."""

    def __init__(self, error: BaseException) -> None:
        self.error = error


_POOLS: "weakref.WeakSet[QThreadPool]" = weakref.WeakSet()


def finish_all_work() -> None:
    """Wait until no job runs any more, before the program ends: a thread must not outlive what it works with."""
    for pool in tuple(_POOLS):
        pool.clear()
        pool.waitForDone()


class Worker(QObject):
    """Runs jobs one after another in one thread. ``busyChanged`` tells whether any is waiting or running."""

    busyChanged = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._courier = _Courier()
        self._pool = QThreadPool()
        _POOLS.add(self._pool)
        self._pool.setMaxThreadCount(1)
        self._pool.setExpiryTimeout(100)
        self._waiting: dict[int, Callable[[Any], None]] = {}
        self._count = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._call_later)
        self._later: Callable[[], None] | None = None
        self._courier.finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """Whether a job is waiting, running, or has an answer not yet delivered."""
        return bool(self._waiting)

    def run(self, job: Callable[[], Any], done: Callable[[Any], None]) -> None:
        """Do the job in the worker's thread, then call ``done`` here with its answer or the PlannerError it raised.

        Any other error is a fault of the program: it is raised here, after ``done`` was given a LibraryError for it.
        """
        self._count += 1
        self._waiting[self._count] = done
        if len(self._waiting) == 1:
            self.busyChanged.emit(True)
        self._pool.start(_Job(self._count, job, self._courier))

    def after(self, milliseconds: int, call: Callable[[], None]) -> None:
        """Call once after so many milliseconds; a later request replaces the earlier one."""
        self._later = call
        self._timer.start(milliseconds)

    def finish(self) -> None:
        """Wait for all jobs and deliver their answers now; drop what was put off."""
        self._timer.stop()
        self._later = None
        self._pool.waitForDone()
        QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall)

    def forget(self) -> None:
        """Wait for all jobs, and deliver nothing any more."""
        self._waiting.clear()
        self.finish()

    def _call_later(self) -> None:
        call, self._later = self._later, None
        if call is not None:
            call()

    def _deliver(self, number: int, outcome: object) -> None:
        done = self._waiting.pop(number, None)
        if done is None:
            return
        if not self._waiting:
            self.busyChanged.emit(False)
        if not isinstance(outcome, _Raised):
            done(outcome)
            return
        if isinstance(outcome.error, PlannerError):
            done(outcome.error)
            return
        done(LibraryError("The program made a mistake while working with the library. Nothing was changed."))
        raise outcome.error
