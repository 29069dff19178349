"""Opening a library: whose file it is, whether it is whole, whether it may be written; a new one where none is."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import Engine, delete

from kapplanner.domain.library import LibraryDamaged, LibraryError, LibraryReadOnly, PlanLibrary, WrongPassphrase
from kapplanner.domain.time import Clock, SystemClock
from kapplanner.storage import tables
from kapplanner.storage.backup import back_up
from kapplanner.storage.creation import clean_strays, create_library
from kapplanner.storage.engine import BUSY_SECONDS, make_engine
from kapplanner.storage.faults import foreign, missing, place_unusable, read_only, told_in_words
from kapplanner.storage.instance_lock import InstanceLock
from kapplanner.storage.key_file import as_raw_key, read_key
from kapplanner.storage.migrations.runner import migrate, schema_version
from kapplanner.storage.migrations.steps import latest
from kapplanner.storage.plan_library import SqlPlanLibrary
from kapplanner.storage.soundness import check_soundness

KEPT_ASIDE: Final = timedelta(days=30)
"""Deleted plans can be brought back for so long."""
CHECKED_AT_ONCE: Final = 16 * 1024 * 1024
"""A library up to this many bytes is checked whenever it is opened (0.2 s at most, some 300 plans); a larger one
after a crash and by ``check``. A damaged page is noticed by its seal whenever it is read."""


def open_library(
    path: Path | str,
    *,
    passphrase: str | None = None,
    create: bool = True,
    clock: Clock | None = None,
    view_only: LibraryError | None = None,
    busy_seconds: float = BUSY_SECONDS,
) -> PlanLibrary:
    """Open the library at a path; with ``create``, make an empty one where there is none yet.

    Raises a LibraryError: WrongPassphrase, LibraryMissing, LibraryBusy, LibraryTooNew, DiskFull. A library that may
    not be written, or that is damaged but readable, is opened for viewing only. ``view_only``: why it is to be opened
    for viewing only from the first, beside whoever holds its lock.
    """
    path = Path(path).absolute()
    clock = clock or SystemClock()
    try:
        is_new = not path.exists()
        if is_new and not create:
            raise missing(path)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise place_unusable(error, path) from None
    if view_only is not None:
        engine = make_engine(path, _key(path, passphrase), busy_seconds=busy_seconds)
        return SqlPlanLibrary(engine, path, InstanceLock(None, after_crash=False), clock, view_only)
    lock = InstanceLock.take(path, clock.now())
    try:
        if is_new:
            create_library(path, passphrase)
        return _open(path, passphrase, lock, clock, busy_seconds)
    except BaseException:
        lock.release()
        raise


def _open(path: Path, passphrase: str | None, lock: InstanceLock, clock: Clock, busy_seconds: float) -> SqlPlanLibrary:
    if not path.is_file() or path.stat().st_size == 0:
        raise foreign(path)
    key = _key(path, passphrase)
    engine = make_engine(path, key, busy_seconds=busy_seconds)
    try:
        with told_in_words(path):
            version = schema_version(engine, path)
        notice = _damage(engine, path, lock) or _not_writable(path)
        if notice is None:
            clean_strays(path)
            if version < latest():
                back_up(engine, path, backup_before(path, version), key)
                with told_in_words(path):
                    migrate(engine, path)
            notice = _let_go(engine, path, clock)
        elif version < latest():
            raise notice
    except BaseException:
        engine.dispose()
        raise
    return SqlPlanLibrary(engine, path, lock, clock, notice)


def _key(path: Path, passphrase: str | None) -> str:
    if passphrase is not None:
        return passphrase
    key = read_key(path)
    if key is None:
        raise WrongPassphrase(
            "The library needs its passphrase. If it never had one, its key file is missing: put it back beside "
            "{place}.",
            place=str(path),
        )
    return as_raw_key(key)


def _damage(engine: Engine, path: Path, lock: InstanceLock) -> LibraryError | None:
    if path.stat().st_size > CHECKED_AT_ONCE and not lock.after_crash:
        return None
    try:
        check_soundness(engine, path)
    except LibraryDamaged as damage:
        return damage
    return None


def _not_writable(path: Path) -> LibraryReadOnly | None:
    return None if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK) else read_only(path)


def backup_before(path: Path, version: int) -> Path:
    """Where the copy lies that was made before a library left a schema version."""
    return path.with_name(f"{path.name}.schema-{version}.backup")


def _let_go(engine: Engine, path: Path, clock: Clock) -> LibraryError | None:
    """Remove for good what was deleted long ago; the reason where the library may not be written."""
    before = (clock.now() - KEPT_ASIDE).isoformat()
    try:
        with told_in_words(path), engine.begin() as connection:
            connection.execute(delete(tables.plan).where(tables.plan.c.deleted_at < before))
    except LibraryReadOnly as reason:
        return reason
    return None
