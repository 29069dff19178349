"""A new library: made whole beside its place under another name, then put there, so that none is ever half there."""

import contextlib
import os
from pathlib import Path

from kapplanner.domain.library import LibraryError
from kapplanner.settings.files import clean_stray_temporaries
from kapplanner.storage.engine import make_engine
from kapplanner.storage.faults import missing, place_unusable, told_in_words
from kapplanner.storage.key_file import as_raw_key, key_path, new_key, read_key, write_key
from kapplanner.storage.migrations.runner import migrate

_NEW = ".new"


def create_library(path: Path, passphrase: str | None) -> None:
    """Make an empty library. Refused where a key lies without its library: the library was moved or lost."""
    old_key = None if passphrase is not None else read_key(path)
    if old_key is not None and not _new_path(path).exists():
        raise missing(path)
    key = old_key or new_key()
    try:
        os.close(os.open(_new_path(path), os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600))
        _fill(path, as_raw_key(key) if passphrase is None else passphrase)
        if passphrase is None and old_key is None:
            write_key(path, key)
        os.replace(_new_path(path), path)
    except (OSError, LibraryError) as error:
        clean_strays(path)
        if old_key is None and passphrase is None:
            key_path(path).unlink(missing_ok=True)
        raise (place_unusable(error, path) if isinstance(error, OSError) else error) from None


def _fill(path: Path, key: str) -> None:
    _journal(_new_path(path)).unlink(missing_ok=True)
    engine = make_engine(_new_path(path), key, create=True)
    try:
        with told_in_words(path):
            migrate(engine, path)
    finally:
        engine.dispose()
        with contextlib.suppress(OSError):
            _journal(_new_path(path)).unlink()


def clean_strays(path: Path) -> None:
    """Remove what a crash left while a library or its key was being made."""
    for stray in (_new_path(path), _journal(_new_path(path))):
        with contextlib.suppress(OSError):
            stray.unlink()
    clean_stray_temporaries(path.parent)


def _new_path(path: Path) -> Path:
    return path.with_name(path.name + _NEW)


def _journal(path: Path) -> Path:
    return path.with_name(path.name + "-journal")
