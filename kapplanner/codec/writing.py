"""Domain values -> plain values for JSON: stable order, exact decimals as text, instants in UTC, defaults left out."""

import re
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, Final

from kapplanner.codec.look import DECIMAL_PATTERN
from kapplanner.domain.errors import ImpossibleValue

_DECIMAL: Final = re.compile(DECIMAL_PATTERN + r"\Z")
_SMALLEST_EXPONENT: Final = -40
ALWAYS_WRITTEN: Final = frozenset({"site", "zone"})
"""Fields written even where they have their default: every clock time in the plan hangs on the zone."""


def to_builtins(value: Any) -> Any:
    """Plain values for JSON. A field that has its default is left out; absent means exactly the default."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return [to_builtins(item) for item in value]
    if isinstance(value, Decimal):
        return _decimal(value)
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value):
        return {
            name: to_builtins(inner)
            for name, default in _defaults(value.__class__)
            if (inner := getattr(value, name)) != default
        }
    raise TypeError(f"a plan holds no {type(value).__name__}")


@cache
def _defaults(kind: type) -> tuple[tuple[str, Any], ...]:
    return tuple((field.name, MISSING if field.name in ALWAYS_WRITTEN else field.default) for field in fields(kind))


def _moment(value: datetime) -> str:
    """A wall-clock time without offset; an instant in UTC, so that the same instant is always the same text."""
    if value.tzinfo is None:
        return value.isoformat()
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _decimal(value: Decimal) -> str:
    """As it was entered, without exponent: "72.0" stays "72.0"."""
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and _SMALLEST_EXPONENT <= exponent <= -_SMALLEST_EXPONENT:
        text = format(value, "f")
        if _DECIMAL.match(text):
            return text
    raise ImpossibleValue("A number has too many digits to be kept.")
