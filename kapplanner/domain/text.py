"""Bounds for text from people: lengths, and no character that hides or reorders what is shown."""

import unicodedata
from typing import Final

from kapplanner.domain.errors import ImpossibleValue

NAME_LIMIT: Final = 200
LINE_LIMIT: Final = 500
NOTE_LIMIT: Final = 20_000
UNBROKEN_LIMIT: Final = 200
_JOINERS: Final = {"\u200c", "\u200d"}


def bounded(value: str, what: str, limit: int, *, lines: bool = False) -> None:
    """Refuse a text that is too long, has an unbroken run over 200 characters, or hides control characters.

    ``what`` names the field in words ("the patient's name"). Line breaks are allowed where ``lines`` is true.
    Zero-width joiners are allowed between two visible characters only.
    """
    if not isinstance(value, str):
        raise ImpossibleValue("{what} must be text.", what=what)
    if len(value) > limit:
        raise ImpossibleValue(
            "{what} is {length:,} characters long; at most {limit:,} fit.", what=what, length=len(value), limit=limit
        )
    if value.isascii() and value.isprintable():
        _refuse_unbroken(value, what)
        return
    for place, character in enumerate(value):
        if lines and character in "\n\t":
            continue
        if character in _JOINERS and 0 < place < len(value) - 1 and not value[place - 1].isspace():
            continue
        if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}:
            raise ImpossibleValue(
                "{what} holds a hidden character (U+{code:04X}) at position {place}. Remove it and try again.",
                what=what,
                code=ord(character),
                place=place + 1,
            )
    _refuse_unbroken(value, what)


def _refuse_unbroken(value: str, what: str) -> None:
    if len(value) > UNBROKEN_LIMIT and any(len(run) > UNBROKEN_LIMIT for run in value.split()):
        raise ImpossibleValue(
            "{what} holds a run of more than {limit} characters without a space, which no page can hold.",
            what=what,
            limit=UNBROKEN_LIMIT,
        )
