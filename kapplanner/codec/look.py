"""A look at plain values before they become domain values, by the types of the fields.

msgspec drops unknown fields of dataclasses without a word, and takes numbers of any length and dates in several
spellings. This walk refuses them, with the place, and takes out the fields a newer minor version may have.
"""

import re
import types
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from kapplanner.codec.refused import DocumentRefused, Place, place_in_words, refused_at
from kapplanner.domain.errors import ImpossibleValue

DECIMAL_PATTERN: Final = r"-?[0-9]{1,20}(\.[0-9]{1,40})?"
_DECIMAL: Final = re.compile(DECIMAL_PATTERN + r"\Z")
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_DATETIME: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?(Z|[+-][0-9:]+)?\Z")


@cache
def field_types(kind: type) -> dict[str, Any]:
    """The fields of a dataclass with their types."""
    hints = get_type_hints(kind)
    return {field.name: _one_type(hints[field.name]) for field in fields(kind)}


def _one_type(hint: Any) -> Any:
    """The type without "or None"."""
    if get_origin(hint) in (Union, types.UnionType):
        return next(part for part in get_args(hint) if part is not type(None))
    return hint


def look(value: Any, kind: Any, place: Place, *, newer: bool) -> Any:
    """Refuse what no plan may hold, and answer the fields that this version does not know (None where there are none).

    Unknown fields are refused by name unless ``newer``. What has another JSON type than its field is left to the
    decoder.
    """
    if is_dataclass(kind) and isinstance(kind, type):
        return _look_at_object(value, kind, place, newer) if isinstance(value, dict) else None
    if get_origin(kind) is tuple:
        return _look_at_list(value, get_args(kind)[0], place, newer) if isinstance(value, list) else None
    if isinstance(value, str):
        _look_at_text(value, kind, place)
    elif kind is Decimal and isinstance(value, int | float) and not isinstance(value, bool):
        raise refused_at(place, ImpossibleValue("write the number as text, “{value}”.", value=value))
    return None


def _look_at_object(value: dict[str, Any], kind: type, place: Place, newer: bool) -> dict[str, Any] | None:
    known = field_types(kind)
    found: dict[str, Any] = {}
    unknown: dict[str, Any] = {}
    for name, inner in value.items():
        if name in known:
            extra = look(inner, known[name], (*place, name), newer=newer)
            if extra is not None:
                found[name] = extra
        elif newer:
            unknown[name] = inner
        else:
            raise unknown_field(place, name)
    for name in unknown:
        del value[name]
    if not found and not unknown:
        return None
    return {"unknown": unknown, "inside": found}


def unknown_field(place: Place, name: str) -> DocumentRefused:
    """The refusal of a field that this version of the format does not have."""
    words = place_in_words(place)
    problem = ImpossibleValue("there is no field “{name}” in this version of the format.", name=name[:60])
    if words:
        return refused_at(place, problem)
    return DocumentRefused("There is no field “{name}” in this version of the format.", name=name[:60])


def _look_at_list(value: list[Any], kind: Any, place: Place, newer: bool) -> dict[str, Any] | None:
    found: dict[str, Any] = {}
    for index, inner in enumerate(value):
        extra = look(inner, kind, (*place, index), newer=newer)
        if extra is not None:
            found[entry_key(inner) or f"at {index}"] = extra
    return found or None


def entry_key(entry: Any) -> str | None:
    """The id of an entry of a list, by which it is known again; None where it has none."""
    return f"id {entry['id']}" if isinstance(entry, dict) and isinstance(entry.get("id"), str) else None


def _look_at_text(value: str, kind: Any, place: Place) -> None:
    if kind is Decimal and not _DECIMAL.match(value):
        raise refused_at(place, ImpossibleValue("“{text}” is not a plain decimal number.", text=_shown(value)))
    if kind in (date, datetime) and not (_DATE if kind is date else _DATETIME).match(value):
        sample = "2026-12-07" if kind is date else "2026-12-07T09:30:00"
        raise refused_at(
            place, ImpossibleValue("“{text}” is not written as “{sample}”.", text=_shown(value), sample=sample)
        )


def _shown(text: str) -> str:
    return "".join(c if c.isprintable() else "\ufffd" for c in text[:40])
