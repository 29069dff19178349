"""The key of a library without a passphrase: 32 random bytes beside it, so that the two are copied together.

It protects nothing against somebody at this computer; it keeps one kind of file and its integrity check.
"""

import os
import re
from pathlib import Path
from typing import Final

from kapplanner.domain.library import WrongPassphrase
from kapplanner.settings.files import atomic_write

_PATTERN: Final = re.compile(rb"([0-9a-f]{64})\s*\Z")


def key_path(library: Path) -> Path:
    """Where the key of a library lies."""
    return library.with_name(library.name + ".key")


def new_key() -> str:
    """64 hexadecimal digits."""
    return os.urandom(32).hex()


def write_key(library: Path, key: str) -> None:
    """Keep the key, readable by its owner only."""
    atomic_write(key_path(library), key.encode() + b"\n", 0o600)


def read_key(library: Path) -> str | None:
    """The key of a library, None where it has no key file; WrongPassphrase when the file holds no key."""
    path = key_path(library)
    try:
        data = path.read_bytes()[:200]
    except FileNotFoundError:
        return None
    except OSError:
        raise WrongPassphrase("The key file of the library cannot be read: {place}", place=str(path)) from None
    match = _PATTERN.match(data)
    if match is None:
        raise WrongPassphrase(
            "The key file of the library is damaged: {place}. Put it back from a copy; without it the library cannot "
            "be opened.",
            place=str(path),
        )
    return match[1].decode()


def as_raw_key(key: str) -> str:
    """The key as SQLCipher takes it without deriving it first, which makes opening fast."""
    return f"x'{key}'"
