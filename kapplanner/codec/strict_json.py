"""Bytes from anywhere -> plain values, strictly: one JSON text in UTF-8, bounded, no key twice, no odd number."""

import json
import re
from typing import Any, Final

from kapplanner.codec.refused import DocumentRefused, Place, refused_at
from kapplanner.domain.errors import ImpossibleValue

SIZE_LIMIT: Final = 20 * 1024 * 1024
DEPTH_LIMIT: Final = 24
VALUE_LIMIT: Final = 1_000_000
SIGN_LIMIT: Final = 3_000_000
"""Commas, colons and brackets, which may also stand in notes."""
DIGITS_LIMIT: Final = 15
_HALF: Final = re.compile("[\ud800-\udfff]")


class _Doubled(dict[str, Any]):
    """An object in which a key stands twice; kept until its place is known."""

    key = ""


def parse(data: bytes) -> dict[str, Any]:
    """The one JSON object that the bytes hold, or a DocumentRefused that says what is wrong and where."""
    try:
        value = json.loads(
            _text(data),
            object_pairs_hook=_object,
            parse_constant=_no_constant,
            parse_float=_float,
            parse_int=_int,
        )
    except json.JSONDecodeError as error:
        raise DocumentRefused(
            "This is not a complete plan file: it cannot be read at line {line}, character {column}.",
            line=error.lineno,
            column=error.colno,
        ) from None
    except RecursionError:
        raise _too_deep() from None
    except MemoryError:
        raise DocumentRefused("The file asks for more than this computer can hold.") from None
    if not isinstance(value, dict):
        raise DocumentRefused("This is not a plan file: it does not hold one object.")
    _look_through(value)
    return value


def _text(data: bytes) -> str:
    if len(data) > SIZE_LIMIT:
        raise DocumentRefused("The file has more than {limit:,} bytes; no plan file does.", limit=SIZE_LIMIT)
    _refuse_endless(data)
    if not data.strip():
        raise DocumentRefused("The file is empty. Ask for it to be sent again.")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise DocumentRefused("The file is written in UTF-16. A plan file is UTF-8 text; save it as UTF-8.")
    if data.startswith(b"\xef\xbb\xbf"):
        raise DocumentRefused("The file begins with a byte order mark. Save it as UTF-8 without one.")
    try:
        return data.decode("utf-8", "strict")
    except UnicodeDecodeError as error:
        raise DocumentRefused("The file is not UTF-8 text (byte {place}).", place=error.start + 1) from None


def _refuse_endless(data: bytes) -> None:
    """Refuse before reading what would fill the memory: every value but the first has one of these before it."""
    if sum(data.count(sign) for sign in (b",", b":", b"[", b"{")) > SIGN_LIMIT:
        raise _too_many()


def _too_many() -> DocumentRefused:
    return DocumentRefused("The file holds more than {limit:,} values; no plan does.", limit=VALUE_LIMIT)


def _too_deep() -> DocumentRefused:
    return DocumentRefused("The file is nested more than {limit} levels deep; no plan is.", limit=DEPTH_LIMIT)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    doubled = _Doubled(found)
    seen: set[str] = set()
    for key, _ in pairs:
        if key in seen:
            doubled.key = key
            break
        seen.add(key)
    return doubled


def _no_constant(word: str) -> Any:
    raise DocumentRefused("The file holds “{word}”, which is not a number.", word=word)


def _float(text: str) -> float:
    value = float(text)
    if value in (float("inf"), float("-inf")) or len(text) > 40:
        raise DocumentRefused("The file holds the number {text}, which is too large to be meant.", text=text[:40])
    return value


def _int(text: str) -> int:
    if len(text.lstrip("-")) > DIGITS_LIMIT:
        raise DocumentRefused(
            "The file holds a whole number of {count:,} digits ({text}…); none has more than {limit}.",
            count=len(text.lstrip("-")),
            text=text[:12],
            limit=DIGITS_LIMIT,
        )
    return int(text)


def _look_through(value: dict[str, Any]) -> None:
    """Refuse keys that stand twice, halves of characters, too many values, and deeper nesting than any plan has."""
    count = 0
    waiting: list[tuple[Any, Place]] = [(value, ())]
    while waiting:
        found, place = waiting.pop()
        count += 1
        if count > VALUE_LIMIT:
            raise _too_many()
        if len(place) >= DEPTH_LIMIT and isinstance(found, dict | list):
            raise _too_deep()
        if isinstance(found, _Doubled):
            raise refused_at(place, ImpossibleValue("“{key}” stands twice. Keep one of the two.", key=found.key[:60]))
        if isinstance(found, str):
            _refuse_half_characters(found, place)
        elif isinstance(found, dict):
            for key in found:
                _refuse_half_characters(key, place)
            waiting.extend((inner, (*place, key)) for key, inner in found.items())
        elif isinstance(found, list):
            waiting.extend((inner, (*place, index)) for index, inner in enumerate(found))


def _refuse_half_characters(text: str, place: Place) -> None:
    """JSON can spell one half of a pair of code units, which stands for no character and cannot be written again."""
    if half := _HALF.search(text):
        raise refused_at(
            place,
            ImpossibleValue(
                "The text holds a hidden character (U+{code:04X}). Remove it and try again.", code=ord(half[0])
            ),
        )
