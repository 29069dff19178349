"""Named values to change, frozen: what the Change… commands carry."""

from collections.abc import Hashable, Mapping
from dataclasses import replace
from typing import Any, Final, TypeVar

Changes = tuple[tuple[str, Any], ...]
Value = TypeVar("Value")

_TYPED: Final = frozenset({"title", "note", "patient_text", "name", "triggers", "phone", "address", "code"})


def changes(values: Mapping[str, Any]) -> Changes:
    """A mapping of field names to values as a frozen, ordered value."""
    return tuple(sorted(values.items()))


def changed(value: Value, what: Changes) -> Value:
    """The value with the named fields replaced; its own checks run again."""
    return replace(value, **dict(what))  # type: ignore[type-var]


def typing_key(owner: Hashable, what: Changes) -> Hashable | None:
    """A merge key where only typed texts change, so that typing in one field is one step."""
    names = tuple(name for name, _ in what)
    return (owner, names) if names and all(name in _TYPED for name in names) else None
