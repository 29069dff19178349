"""Where new ids and plan codes come from."""

import os
import re
from typing import Final, Protocol

from kapplanner.domain.errors import ImpossibleValue

_LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ"
_ID_PATTERN: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}\Z")


class IdSource(Protocol):
    """The only source of new ids."""

    def new_id(self) -> str:
        """An id never used before, safe in file names and addresses."""
        ...

    def new_code(self) -> str:
        """A short plan code for paper, such as "K7-42"; not derived from the patient."""
        ...


class RandomIds:
    """Ids from the system's random numbers."""

    def new_id(self) -> str:
        return os.urandom(16).hex()

    def new_code(self) -> str:
        letter, numbers = divmod(int.from_bytes(os.urandom(8)) % (len(_LETTERS) * 100_000), 100_000)
        return f"{_LETTERS[letter]}{numbers // 10_000}-{numbers % 10_000:04}"


class CountedIds:
    """Ids "prefix-1", "prefix-2" in order: for samples and previews, where the same input must give the same plan."""

    def __init__(self, prefix: str = "id") -> None:
        self._prefix = prefix
        self._count = 0

    def new_id(self) -> str:
        self._count += 1
        return f"{self._prefix}-{self._count}"

    def new_code(self) -> str:
        return "S0-0000"


def valid_id(value: str, what: str) -> None:
    """Refuse ids that are empty, long or hold anything but letters, digits, dot, dash and underscore."""
    if not _ID_PATTERN.match(value):
        raise ImpossibleValue("{what} has an id that cannot be used: “{value}”.", what=what, value=value[:40])
