"""Sessions on their way from one plan to another: one JSON document, as it lies on the clipboard.

    {"format": "kapplanner-sessions", "version": "1.0", "plan": "…", "sessions": […], …}

What is found on a clipboard may come from anybody. It is read as strictly as a plan file and refused in one sentence:
the person who pastes never wrote it, so that the place of a slip in it would say nothing to them.
"""

import json
from dataclasses import dataclass
from typing import Any, Final

from kapplanner.codec.decoding import decode
from kapplanner.codec.limits import refuse_beyond_limits
from kapplanner.codec.look import look
from kapplanner.codec.refused import DocumentRefused
from kapplanner.codec.strict_json import parse
from kapplanner.codec.writing import to_builtins
from kapplanner.domain.errors import ImpossibleValue, PlannerError
from kapplanner.domain.identity import valid_id
from kapplanner.domain.people import Practitioner
from kapplanner.domain.places import Room
from kapplanner.domain.session import Session

CLIP_FORMAT: Final = "kapplanner-sessions"
CLIP_VERSION: Final = "1.0"


class ClipRefused(PlannerError):
    """What lies on the clipboard cannot be pasted."""


@dataclass(frozen=True, slots=True)
class Clip:
    """Copied sessions as they stood in their plan, and the names of the people and rooms that they name by id."""

    plan: str
    sessions: tuple[Session, ...]
    practitioners: tuple[Practitioner, ...] = ()
    rooms: tuple[Room, ...] = ()

    def __post_init__(self) -> None:
        valid_id(self.plan, "The plan")
        if not self.sessions:
            raise ImpossibleValue("No session was copied.")
        if len({session.id for session in self.sessions}) != len(self.sessions):
            raise ImpossibleValue("Two copied sessions share an id.")


def clip_to_document(clip: Clip) -> bytes:
    """The copied sessions as a document."""
    document = {"format": CLIP_FORMAT, "version": CLIP_VERSION, **to_builtins(clip)}
    return json.dumps(document, ensure_ascii=False, allow_nan=False).encode()


def document_to_clip(data: bytes) -> Clip:
    """Read copied sessions from anybody; a ClipRefused says that and why they cannot be pasted."""
    try:
        document = parse(data)
        _refuse_other_versions(document)
        look(document, Clip, (), newer=False)
        clip = decode(document, Clip, ())
        refuse_beyond_limits(clip, ())
    except DocumentRefused:
        raise ClipRefused("The copied sessions are damaged and cannot be pasted. Copy them again.") from None
    return clip


def _refuse_other_versions(document: dict[str, Any]) -> None:
    mark, version = document.pop("format", None), document.pop("version", None)
    if mark == CLIP_FORMAT and isinstance(version, str) and version != CLIP_VERSION:
        raise ClipRefused(
            "These sessions were copied from another version of KAP Planner (format {version}; this one reads {own}).",
            version=version[:20],
            own=CLIP_VERSION,
        )
    if (mark, version) != (CLIP_FORMAT, CLIP_VERSION):
        raise DocumentRefused("These are not copied sessions.")
