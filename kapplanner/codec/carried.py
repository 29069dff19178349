"""Fields of a newer minor version of the format: taken out on reading, put back untouched on writing.

A field travels with the object it stood in. In a list the object is known by its id; one without an id is known by all
that it says, so that a field never ends up in another object than its own (and goes when that object was changed).
"""

from dataclasses import dataclass, field
from typing import Any

from kapplanner.codec.look import entry_key
from kapplanner.codec.versions import VERSION


@dataclass(frozen=True, slots=True)
class Carried:
    """Unknown fields by place, and the version of the format they belong to."""

    version: str = VERSION
    fields: dict[str, Any] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return not self.fields

    @classmethod
    def from_reading(cls, version: str, found: dict[str, Any], document: dict[str, Any]) -> "Carried":
        """From what the look found, by place in the document as it would be written."""
        return cls(version, _known_again(found, document)) if found else NOTHING_CARRIED

    def put_back(self, document: dict[str, Any]) -> dict[str, Any]:
        """The document with the carried fields in their objects."""
        _put_back(document, self.fields)
        return document


NOTHING_CARRIED = Carried()


def _known_again(found: dict[str, Any], value: Any) -> dict[str, Any]:
    """The same tree with entries of lists named by what they are in place of where they stood."""
    if isinstance(value, dict):
        inside = {name: _known_again(inner, value.get(name)) for name, inner in found.get("inside", {}).items()}
        return {"unknown": found.get("unknown", {}), "inside": inside}
    if isinstance(value, list):
        by_key = {key: entry for index, entry in enumerate(value) for key in (f"at {index}", entry_key(entry)) if key}
        return {_name(by_key.get(key), key): _known_again(inner, by_key.get(key)) for key, inner in found.items()}
    return found


def _name(entry: Any, key: str) -> str:
    return entry_key(entry) or (f"is {entry!r}" if entry is not None else key)


def _put_back(value: Any, extra: dict[str, Any]) -> None:
    if isinstance(value, dict):
        for name, inner in extra.get("inside", {}).items():
            if name in value:
                _put_back(value[name], inner)
        value.update(extra.get("unknown", {}))
    elif isinstance(value, list):
        for name, entry in [(_name(entry, ""), entry) for entry in value]:
            if name in extra:
                _put_back(entry, extra[name])
