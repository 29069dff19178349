"""The JSON Schema of the plan file, made from the types; resources/schema/plan.schema.json is kept equal by a test."""

import inspect
import json
import re
from typing import Any, Final

import msgspec

from kapplanner.codec.limits import LIST_LIMIT, MANY_LINES
from kapplanner.codec.look import DECIMAL_PATTERN
from kapplanner.codec.plans import BESIDE, PlanDocument
from kapplanner.codec.versions import FORMAT, VERSION
from kapplanner.domain.plan import Plan
from kapplanner.domain.text import LINE_LIMIT, NOTE_LIMIT

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_LOCAL_TIME: Final = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:00$"
LOCAL_TIMES: Final = frozenset({"start"})
"""Fields that are wall-clock times in the plan's zone, on a whole minute."""
INSTANTS: Final = frozenset({"at", "written_at"})
"""Fields that are instants and carry an offset."""
_CODE: Final = re.compile(r"``(.*?)``")


def plan_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of this version of the plan file."""
    (_, plan), parts = msgspec.json.schema_components((PlanDocument, Plan), ref_template="#/$defs/{name}")
    document = parts.pop("PlanDocument")
    for part in (document, *parts.values()):
        _tidy(part)
    for name in BESIDE:
        del parts["Plan"]["properties"][name]
    parts["Plan"]["required"] = [name for name in parts["Plan"]["required"] if name not in BESIDE]
    fields = document["properties"]
    fields["format"] = {"const": FORMAT}
    fields["version"] = {"const": VERSION}
    document["properties"] = {"format": fields.pop("format"), "version": fields.pop("version"), "plan": plan, **fields}
    document["required"] = list(document["properties"])
    document["title"] = f"KAP Planner plan file {VERSION}"
    return {"$schema": _DIALECT, **document, "$defs": dict(sorted(parts.items()))}


def plan_schema_text() -> str:
    """The schema as it stands in resources/schema and as the command line prints it."""
    return json.dumps(plan_schema(), ensure_ascii=False, indent=2) + "\n"


def _tidy(part: dict[str, Any]) -> None:
    if "description" in part:
        part["description"] = _CODE.sub(r"“\1”", inspect.cleandoc(part["description"]))
    if part.get("type") != "object":
        return
    part["additionalProperties"] = False
    for field, rule in part["properties"].items():
        for inner in (rule, *rule.get("anyOf", ())):
            _bound(field, inner)


def _bound(field: str, rule: dict[str, Any]) -> None:
    if rule.get("format") == "decimal":
        del rule["format"]
        rule["pattern"] = f"^{DECIMAL_PATTERN}$"
    elif field in LOCAL_TIMES:
        rule["pattern"] = _LOCAL_TIME
    elif field in INSTANTS:
        rule["format"] = "date-time"
    elif rule.get("type") == "array":
        rule["maxItems"] = LIST_LIMIT
    elif rule.get("type") == "string" and "format" not in rule and "enum" not in rule:
        rule["maxLength"] = NOTE_LIMIT if field in MANY_LINES else LINE_LIMIT
