"""The password that opens a protected file: what may be one, and the form in which every reader knows it again."""

import unicodedata
from typing import Final

from kapplanner.domain.errors import ImpossibleValue

SHORTEST: Final = 12
"""Characters. House default: whoever has the file can try passwords at leisure, so a short one protects nothing."""
MOST_BYTES: Final = 127
"""As many as readers look at (ISO 32000-2, 7.6.4.3.3)."""


def ready_password(text: str) -> str:
    """The password in one form of its letters, however they were typed; ImpossibleValue where it cannot be one.

    Compatibility forms become one, as ISO 32000-2 asks (SASLprep, RFC 4013), so that a reader on another machine gets
    the same bytes.
    """
    ready = unicodedata.normalize("NFKC", text)
    if len(ready) < SHORTEST:
        raise ImpossibleValue("A password for papers has at least {n} characters. Longer is better.", n=SHORTEST)
    if any(unicodedata.category(character).startswith("C") for character in ready):
        raise ImpossibleValue("The password holds a character that cannot be typed. Leave it out.")
    if len(ready.encode()) > MOST_BYTES:
        raise ImpossibleValue("The password is too long: at most {n} characters, fewer with accents.", n=MOST_BYTES)
    return ready
