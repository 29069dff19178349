"""Who holds the library: one running program at a time, told by name; freed by the system when that program ends.

The lock is the operating system's, on a file beside the library, so a crash frees it and what the file says
cannot lock anybody out. SQLite's own lock stays the real guard; where the file cannot be locked (a read-only folder)
that one suffices.
"""

import contextlib
import errno
import json
import os
import platform
import sys
from datetime import datetime
from pathlib import Path

from kapplanner.domain.library import LibraryBusy

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_HELD = frozenset({errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK})
"""What the system says when another program holds the lock; anything else says that this place knows no locks."""
_TOLD_AT = 1
"""The first byte is the locked one (Windows refuses to read it); what the file tells begins after it."""


class InstanceLock:
    """Holds the lock file of a library from ``take`` to ``release``."""

    def __init__(self, handle: int | None, after_crash: bool) -> None:
        self._handle = handle
        self.after_crash = after_crash

    @classmethod
    def take(cls, library: Path, now: datetime) -> "InstanceLock":
        """Hold the lock, or raise LibraryBusy that says who does."""
        path = lock_path(library)
        try:
            handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError:
            return cls(None, after_crash=False)
        try:
            _lock(handle)
        except OSError as error:
            told = _read(handle)
            os.close(handle)
            if error.errno not in _HELD:
                return cls(None, after_crash=False)
            raise _held(told, library) from None
        left = _read(handle)
        _write(handle, {"host": platform.node(), "pid": os.getpid(), "since": now.isoformat()})
        return cls(handle, after_crash=bool(left.strip()))

    def release(self) -> None:
        """Give the lock back; an empty lock file says that the program ended in order."""
        if self._handle is None:
            return
        handle, self._handle = self._handle, None
        with contextlib.suppress(OSError):
            os.ftruncate(handle, 0)
        os.close(handle)


def lock_path(library: Path) -> Path:
    """Where the lock file of a library lies: beside the file itself, by whatever link the library is reached."""
    real = Path(os.path.realpath(library))
    return real.with_name(real.name + ".lock")


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _read(handle: int) -> bytes:
    with contextlib.suppress(OSError):
        os.lseek(handle, _TOLD_AT, os.SEEK_SET)
        return os.read(handle, 2000)
    return b""


def _write(handle: int, told: dict[str, object]) -> None:
    with contextlib.suppress(OSError):
        os.ftruncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, b" " + json.dumps(told).encode())


def _held(told: bytes, library: Path) -> LibraryBusy:
    try:
        who = json.loads(told)
        return LibraryBusy(
            "This library is already open in KAP Planner on {host} (process {pid}, since {since}). Go on there, or "
            "close it there first. ({place})",
            host=str(who["host"])[:80],
            pid=int(who["pid"]),
            since=str(who["since"])[:16].replace("T", " ") + " UTC",
            place=str(library),
        )
    except (ValueError, KeyError, TypeError):
        return LibraryBusy(
            "This library is already open in another KAP Planner. Go on there, or close it there first. ({place})",
            place=str(library),
        )
