"""Where a received plan came from: the file's name and its hash, as the library keeps them (REL-38)."""

import hashlib
from dataclasses import dataclass
from typing import Self

_HASH_LETTERS = 16


@dataclass(frozen=True, slots=True)
class Origin:
    """A file by name and by the first 16 hexadecimal digits of the SHA-256 of its bytes."""

    file_name: str
    digest: str

    @classmethod
    def of(cls, file_name: str, data: bytes) -> Self:
        """The origin of a plan read from these bytes."""
        shown = "".join(letter if letter.isprintable() else "\ufffd" for letter in file_name)
        return cls(shown[:150], hashlib.sha256(data).hexdigest()[:_HASH_LETTERS])

    def is_of(self, stored: str) -> bool:
        """Whether a stored origin is that of the same bytes, under whatever name."""
        return stored.endswith(f" ({self.digest})")

    def __str__(self) -> str:
        return f"{self.file_name} ({self.digest})"
