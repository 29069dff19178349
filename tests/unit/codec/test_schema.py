"""The JSON Schema that ships is the one the types give."""

import json
import re
from datetime import UTC, datetime
from typing import Any, get_args

from hypothesis import HealthCheck, given, settings

from kapplanner.codec.look import field_types
from kapplanner.codec.plans import PlanDocument, plan_to_document
from kapplanner.codec.schema import INSTANTS, LOCAL_TIMES, plan_schema, plan_schema_text
from kapplanner.domain.plan import Plan
from kapplanner.resources import resource
from tests.support.build import medicine, plan
from tests.unit.codec.any_plan import plans


def test_the_shipped_schema_is_fresh() -> None:
    """To write it anew: put plan_schema_text() into resources/schema/plan.schema.json."""
    assert resource("schema", "plan.schema.json").read_text(encoding="utf-8") == plan_schema_text()


def test_every_object_refuses_unknown_fields() -> None:
    objects = [part for part in plan_schema()["$defs"].values() if part.get("type") == "object"]
    assert len(objects) > 25
    assert all(part["additionalProperties"] is False for part in (*objects, plan_schema()))


def test_every_moment_is_either_a_clock_time_or_an_instant() -> None:
    def moments(kind: type) -> set[str]:
        found: set[str] = set()
        for name, hint in field_types(kind).items():
            inner = get_args(hint)[0] if get_args(hint) else hint
            if inner is datetime:
                found.add(name)
            elif hasattr(inner, "__dataclass_fields__"):
                found |= moments(inner)
        return found

    assert moments(Plan) | moments(PlanDocument) == LOCAL_TIMES | INSTANTS


def test_the_plan_has_its_rule_set_and_template_beside_it() -> None:
    schema = plan_schema()
    assert not {"rule_set", "template"} & set(schema["$defs"]["Plan"]["properties"])
    assert schema["required"] == ["format", "version", "plan", "rule_set", "template", "written_by", "written_at"]


def faults(value: Any, rule: dict[str, Any], place: str = "$") -> list[str]:
    """What the schema has against a value; as much of JSON Schema as the plan's schema uses."""
    if "$ref" in rule:
        return faults(value, SCHEMA["$defs"][rule["$ref"].rpartition("/")[2]], place)
    if "anyOf" in rule:
        return [] if any(not faults(value, one, place) for one in rule["anyOf"]) else [f"{place}: none of anyOf"]
    found = []
    kinds = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool, "null": type(None)}
    kind = rule.get("type")
    if kind and (not isinstance(value, kinds[kind]) or (kind == "integer" and isinstance(value, bool))):
        return [f"{place}: not {kind}"]
    if "const" in rule and value != rule["const"]:
        found.append(f"{place}: not {rule['const']}")
    if "enum" in rule and value not in rule["enum"]:
        found.append(f"{place}: {value} not in enum")
    if "pattern" in rule and not re.search(rule["pattern"], value):
        found.append(f"{place}: {value} does not fit")
    if kind == "object":
        found += [f"{place}: {name} missing" for name in rule["required"] if name not in value]
        found += [f"{place}: {name} unknown" for name in value if name not in rule["properties"]]
        for name in value.keys() & rule["properties"].keys():
            found += faults(value[name], rule["properties"][name], f"{place}.{name}")
    if kind == "array":
        for index, inner in enumerate(value):
            found += faults(inner, rule["items"], f"{place}[{index}]")
    return found


SCHEMA = plan_schema()


@settings(max_examples=25, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(plans())
def test_what_is_written_fits_the_schema(value: Plan) -> None:
    data = plan_to_document(value, written_by="kapplanner 1.0.0", written_at=datetime(2026, 12, 1, tzinfo=UTC))
    assert faults(json.loads(data), SCHEMA) == []


def test_the_schema_refuses_what_reading_refuses() -> None:
    value = plan(medicine("D2", dose="45 mg"), weight="72 kg")
    good = plan_to_document(value, written_by="x", written_at=datetime(2026, 12, 1, tzinfo=UTC))
    for change in (
        lambda d: d.update(version="1.1"),
        lambda d: d["plan"].update(colour="red"),
        lambda d: d["plan"]["patient"]["weight"].update(kilograms=72),
        lambda d: d["plan"]["sessions"][0].update(start="2026-12-07T09:30:00Z"),
        lambda d: d["plan"]["sessions"][0].update(minutes=True),
        lambda d: d["plan"]["sessions"][0]["medicine"].update(route="XX"),
        lambda d: d.pop("template"),
    ):
        document = json.loads(good)
        change(document)
        assert faults(document, SCHEMA)
