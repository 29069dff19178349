"""What the database says -> what a clinician may read: paths and causes, never what was to be stored."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from kapplanner.domain.library import (
    DiskFull,
    LibraryBusy,
    LibraryDamaged,
    LibraryError,
    LibraryMissing,
    LibraryReadOnly,
    WrongPassphrase,
)

_PERM: Final = 3
_BUSY: Final = 5
_LOCKED: Final = 6
_READ_ONLY: Final = 8
_IO: Final = 10
_CORRUPT: Final = 11
_FULL: Final = 13
_CANNOT_OPEN: Final = 14
_NOT_A_DATABASE: Final = 26
_PRIMARY: Final = 0xFF
_NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EFBIG, errno.EDQUOT})
_FORBIDDEN: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


@contextmanager
def told_in_words(path: Path) -> Iterator[None]:
    """Turn errors of the database into the library's own. The original is dropped: it may carry patient data."""
    try:
        yield
    except DBAPIError as error:
        raise library_error(getattr(error.orig, "sqlite_errorcode", None), path) from None
    except PoolTimeout:
        raise library_error(_BUSY, path) from None


def library_error(code: int | None, path: Path) -> LibraryError:
    """The error for an SQLite result code, primary or extended."""
    primary = None if code is None else code & _PRIMARY
    place = str(path)
    if primary in {_FULL, _IO}:
        return DiskFull(
            "There is no room left where the library lies, or its disk does not answer. Nothing was changed and your "
            "edit is still here. Free some disk space, then try again. ({place})",
            place=place,
        )
    if primary in {_BUSY, _LOCKED}:
        return LibraryBusy(
            "Another program holds the library. Nothing was changed and your edit is still here. Close the other "
            "program or wait for it, then try again. ({place})",
            place=place,
        )
    if primary in {_READ_ONLY, _PERM}:
        return read_only(path)
    if primary == _CANNOT_OPEN:
        return read_only(path) if path.exists() else missing(path)
    if primary == _CORRUPT:
        return damaged(path)
    if primary == _NOT_A_DATABASE:
        return wrong_passphrase(path)
    return LibraryError(
        "The library could not carry this out (code {code}). Nothing was changed. ({place})", code=code, place=place
    )


def read_only(path: Path) -> LibraryReadOnly:
    return LibraryReadOnly(
        "The library may not be written here: it is open for viewing only. Ask for write permission to the folder, or "
        "choose another place for the library. ({place})",
        place=str(path),
    )


def place_unusable(error: OSError, path: Path) -> LibraryError:
    """The error for a folder or file that the system refuses before any database is open."""
    if error.errno in _NO_ROOM:
        return library_error(_FULL, path)
    if error.errno in _FORBIDDEN:
        return LibraryReadOnly(
            "A library cannot be made or opened here: the folder may not be written or entered. Choose another place, "
            "or ask for permission. ({place})",
            place=str(path),
        )
    return LibraryError(
        "This place cannot hold a library: {reason}. Choose another. ({place})",
        reason=os.strerror(error.errno or 0),
        place=str(path),
    )


def replaced(path: Path) -> LibraryError:
    return LibraryError(
        "Another program replaced the library file while it was open. Nothing was written and your edit is still here. "
        "Save the plan as a file, then close KAP Planner and open it again. ({place})",
        place=str(path),
    )


def missing(path: Path) -> LibraryMissing:
    return LibraryMissing(
        "There is no library at {place}. If it was moved, put it back together with its key file, or choose where it "
        "is now.",
        place=str(path),
    )


def foreign(path: Path) -> LibraryMissing:
    return LibraryMissing("{place} is not a library of KAP Planner. It was not changed.", place=str(path))


def damaged(path: Path) -> LibraryDamaged:
    return LibraryDamaged(
        "The library is damaged and is open for viewing only. Do not delete it: plans that can still be read can be "
        "saved as plan files, and a backup can be put in its place. ({place})",
        place=str(path),
    )


def wrong_passphrase(path: Path) -> WrongPassphrase:
    return WrongPassphrase(
        "The library does not open: the passphrase or key file is not the right one, or the file is damaged. Nothing "
        "was changed. ({place})",
        place=str(path),
    )
