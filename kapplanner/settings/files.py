"""Writing files so that a reader sees the old content or the new, never half of one."""

import contextlib
import errno
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

if sys.platform != "win32":
    import fcntl

_WINDOWS: Final = sys.platform == "win32"
_PREFIX: Final = ".kapplanner-"
_SUFFIX: Final = ".part"
_TRIES: Final = 20
_PAUSE_SECONDS: Final = 0.1


def atomic_write(path: Path, data: bytes, mode: int = 0o600) -> None:
    """Replace a file with ``data``, readable by its owner only, or leave it as it was.

    Raises OSError when the folder is missing or may not be written, when the disk is full, or when the path is a
    folder, a device, a pipe or a link in a circle. The temporary file lies in the same folder because a file cannot be
    swapped across file systems.
    """
    path = Path(path)
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    target = Path(os.path.realpath(path)) if path.is_symlink() else path
    if os.path.lexists(target) and not os.path.isfile(target):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    handle, name = tempfile.mkstemp(prefix=_PREFIX, suffix=_SUFFIX, dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            _hold(handle)
            file.write(data)
            file.flush()
            os.fsync(handle)
            Path(name).chmod(mode)
            if not _WINDOWS:
                os.replace(name, target)
        if _WINDOWS:
            _replace_on_windows(name, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise
    _sync_folder(target.parent)


def clean_stray_temporaries(folder: Path) -> int:
    """Remove what a crash in the middle of ``atomic_write`` left in a folder; answers how many files.

    A file that another running program is writing just now is held by it and stays.
    """
    removed = 0
    for stray in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
        with contextlib.suppress(OSError), stray.open("rb") as file:
            _hold(file.fileno())
            if not _WINDOWS:
                stray.unlink()
        with contextlib.suppress(OSError):
            if _WINDOWS:
                stray.unlink()
        removed += not stray.exists()
    return removed


def _hold(handle: int) -> None:
    """Mark an open file as in use until it is closed; OSError where another holds it. Windows does so by itself."""
    if sys.platform != "win32":
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _replace_on_windows(temporary: str, target: Path) -> None:
    """A virus scanner may hold the file for a moment: try for two seconds."""
    for attempt in range(1, _TRIES + 1):
        try:
            os.replace(temporary, target)
        except PermissionError:
            if attempt == _TRIES:
                raise
            time.sleep(_PAUSE_SECONDS)
        else:
            return


def _sync_folder(folder: Path) -> None:
    """Make the new name survive a power cut, where a folder can be opened (not on Windows)."""
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
