"""The plan file: one readable JSON document, for the exchange file, the database and its history alike.

    {"format": "kapplanner-plan", "version": "1.0", "plan": {…}, "rule_set": {"id", "version"},
     "template": {"id", "version"} | null, "written_by": "…", "written_at": "2026-12-01T14:00:00Z"}

Reading is strict and bounded, because a file may come from anybody: size, UTF-8, one pass that refuses keys standing
twice, format and version, a look at every field, the domain's own rules, ids that lead nowhere.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from kapplanner.codec.carried import NOTHING_CARRIED, Carried
from kapplanner.codec.decoding import decode
from kapplanner.codec.limits import refuse_beyond_limits
from kapplanner.codec.look import look
from kapplanner.codec.references import refuse_dangling
from kapplanner.codec.refused import DocumentRefused
from kapplanner.codec.strict_json import SIZE_LIMIT, parse
from kapplanner.codec.versions import FORMAT, VERSION, is_newer_minor, readable_version
from kapplanner.codec.writing import to_builtins
from kapplanner.domain.errors import ImpossibleValue
from kapplanner.domain.plan import Plan, RuleSetReference, TemplateReference
from kapplanner.domain.text import NAME_LIMIT, bounded

__all__ = [
    "Carried",
    "DocumentRefused",
    "PlanFile",
    "builtins_to_plan",
    "document_to_plan",
    "plan_to_builtins",
    "plan_to_document",
    "stored_plan",
]

BESIDE: Final = ("rule_set", "template")
"""Fields of a plan that stand beside it in the document, where a reader looks for them first."""


@dataclass(frozen=True, slots=True)
class PlanDocument:
    """The document around a plan, as its JSON Schema describes it. ``written_at`` carries a zone."""

    format: str
    version: str
    rule_set: RuleSetReference
    template: TemplateReference | None
    written_by: str
    written_at: datetime

    def __post_init__(self) -> None:
        bounded(self.written_by, "Written by", NAME_LIMIT)
        if self.written_at.tzinfo is None:
            raise ImpossibleValue("The time of writing needs its time zone.")


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A plan as read from a document, and what stood around it."""

    plan: Plan
    rule_set: RuleSetReference
    template: TemplateReference | None
    written_by: str
    written_at: datetime
    carried: Carried = NOTHING_CARRIED


def plan_to_document(plan: Plan, *, written_by: str, written_at: datetime, carried: Carried = NOTHING_CARRIED) -> bytes:
    """The plan as a document. The same plan at the same time gives the same bytes.

    ``carried`` are fields of a newer minor version that came with the plan: they go out again untouched.
    """
    return _bytes(carried.put_back(plan_to_builtins(plan, written_by, written_at, version=carried.version)))


def plan_to_builtins(plan: Plan, written_by: str, written_at: datetime, *, version: str = VERSION) -> dict[str, Any]:
    """The document as plain values, in the order in which it is written."""
    refuse_beyond_limits(plan, ("plan",))
    frame = PlanDocument(FORMAT, version, plan.rule_set, plan.template, written_by, written_at)
    inner = {name: value for name, value in to_builtins(plan).items() if name not in BESIDE}
    around = to_builtins(frame)
    return {"format": around.pop("format"), "version": around.pop("version"), "plan": inner, **around}


def _bytes(document: dict[str, Any]) -> bytes:
    data = (json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()
    if len(data) > SIZE_LIMIT:
        raise ImpossibleValue(
            "The plan holds {size:,} bytes of text; at most {limit:,} fit in a plan file. Shorten its notes.",
            size=len(data),
            limit=SIZE_LIMIT,
        )
    return data


def document_to_plan(data: bytes) -> PlanFile:
    """Read a document from anybody; a DocumentRefused names the place and what is wrong."""
    file = builtins_to_plan(parse(data))
    refuse_dangling(file.plan)
    return file


def stored_plan(data: bytes) -> Plan:
    """Read a document of the library's own, without asking where its ids lead."""
    return builtins_to_plan(parse(bytes(data))).plan


def builtins_to_plan(document: dict[str, Any]) -> PlanFile:
    """Read a document from plain values, which are used up by it."""
    version = readable_version(document)
    newer = is_newer_minor(version)
    inner = document.pop("plan", None)
    if not isinstance(inner, dict):
        raise DocumentRefused("The file holds no plan.")
    if "template" not in document:
        raise DocumentRefused("“template” is missing; it may be null.")
    for name in BESIDE:
        if name in inner:
            raise DocumentRefused("“{name}” belongs beside the plan, not inside it.", name=name)
    extras = _extras(document, inner, newer)
    frame = decode(document, PlanDocument, ())
    plan = decode({**inner, **{name: document[name] for name in BESIDE}}, Plan, ("plan",))
    refuse_beyond_limits(frame, ())
    refuse_beyond_limits(plan, ("plan",))
    carried = NOTHING_CARRIED
    if extras:
        carried = Carried.from_reading(version, extras, plan_to_builtins(plan, frame.written_by, frame.written_at))
    return PlanFile(plan, frame.rule_set, frame.template, frame.written_by, frame.written_at, carried)


def _extras(document: dict[str, Any], inner: dict[str, Any], newer: bool) -> dict[str, Any]:
    around = look(document, PlanDocument, (), newer=newer) or {}
    inside = look(inner, Plan, ("plan",), newer=newer)
    if inside is not None:
        around.setdefault("inside", {})["plan"] = inside
    return around
