"""A copy of a library made by the database itself: whole, under the same key, checked before it takes its name."""

import contextlib
import os
from pathlib import Path

from sqlalchemy import Engine

from kapplanner.storage.engine import make_engine, without_transaction
from kapplanner.storage.faults import place_unusable, told_in_words
from kapplanner.storage.soundness import check_soundness

_UNFINISHED = ".unfinished"


def back_up(engine: Engine, path: Path, target: Path, key: str) -> None:
    """Copy the library to ``target``, or leave no file of that name; a LibraryError says why it did not work."""
    unfinished = target.with_name(target.name + _UNFINISHED)
    unfinished.unlink(missing_ok=True)
    try:
        with told_in_words(path), without_transaction(engine).connect() as connection:
            connection.exec_driver_sql("VACUUM INTO ?", (str(unfinished),))
        _check(unfinished, key)
        unfinished.chmod(0o600)
        _sync(unfinished)
        os.replace(unfinished, target)
    except OSError as error:
        raise place_unusable(error, path) from None
    finally:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)


def _check(copy: Path, key: str) -> None:
    engine = make_engine(copy, key)
    try:
        check_soundness(engine, copy)
    finally:
        engine.dispose()
        copy.with_name(copy.name + "-journal").unlink(missing_ok=True)


def _sync(file: Path) -> None:
    handle = os.open(file, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
