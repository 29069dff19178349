"""Rule sets from TOML: strict, told per file, rule and field; a rule never disappears silently."""

import re
from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import msgspec

from kapplanner.codec.clinical_lists import read_condition_list, read_medicine_list
from kapplanner.codec.rule_document import RuleSetRefused, named_sources, read_rule
from kapplanner.domain.errors import NotFound, PlannerError
from kapplanner.domain.evidence import Source
from kapplanner.domain.quantities import PlannedDose
from kapplanner.domain.routes import RouteProfile
from kapplanner.domain.session import Route
from kapplanner.resources import resource
from kapplanner.rules.cases import Table
from kapplanner.rules.clinical_lists import ConditionList
from kapplanner.rules.medicine_list import MedicineList
from kapplanner.rules.rule_set import Rule, RuleSet

SHIPPED: Final = ("intensive", "conservative", "outpatient", "esketamine-label")
_LAST: Final = 10_000  # rules without a catalogue number come last
_NUMBERS: Final = (int, float, Decimal)
_LIST_NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,39}\Z")


class _SourceBlock(msgspec.Struct, forbid_unknown_fields=True):
    who: str
    title: str
    year: int | None = None
    address: str = ""


class _RouteBlock(msgspec.Struct, forbid_unknown_fields=True):
    block: int
    observation: int
    solids: int
    fluids: int
    accompanied: int
    vital_signs: list[int]
    low_edge: str
    standard_edge: str
    share_absorbed: float
    driving_not_before: time
    night_until: time
    after_infusion: int | None = None
    infusion: int | None = None
    sources: list[str] = []


class _SetBlock(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    version: str
    name: str
    summary: str = ""
    extends: str = ""
    effective_from: date | None = None
    next_review: date | None = None
    sources: dict[str, _SourceBlock] = {}
    routes: dict[Route, dict[str, Any]] = {}
    conditions: str = ""
    medicines: str = ""
    rules: list[dict[str, Any]] = []
    changes: list[dict[str, Any]] = []


@cache
def rule_sets() -> tuple[RuleSet, ...]:
    """The shipped rule sets, the default first."""
    return tuple(read_rule_set(resource("rules", f"{name}.toml")) for name in SHIPPED)


def rule_set_named(rule_set_id: str) -> RuleSet:
    """The rule set of that id; NotFound in words otherwise."""
    for rule_set in rule_sets():
        if rule_set.id == rule_set_id:
            return rule_set
    offered = ", ".join(SHIPPED)
    raise NotFound(
        "There is no rule set called “{name}”. There are: {offered}.", name=str(rule_set_id)[:60], offered=offered
    )


def read_rule_set(path: Path) -> RuleSet:
    """A rule set from a file; what it extends is looked for beside it."""
    try:
        return _built(_resolved(path, ()))
    except RuleSetRefused:
        raise
    except (PlannerError, msgspec.MsgspecError) as cause:
        raise RuleSetRefused("{file}: {problem}", file=path.name, problem=str(cause)) from cause


class _Layered(msgspec.Struct):
    """A set with everything it inherits, each rule still as written, with the file it stands in."""

    block: _SetBlock
    sources: dict[str, _SourceBlock]
    routes: dict[Route, dict[str, Any]]
    rules: dict[str, tuple[str, dict[str, Any]]]
    conditions: Path | None = None
    medicines: Path | None = None


def _resolved(path: Path, seen: tuple[Path, ...]) -> _Layered:
    if path in seen:
        chain = " → ".join(p.stem for p in (*seen, path))
        raise RuleSetRefused("{file}: rule sets extend one another in a ring: {chain}.", file=path.name, chain=chain)
    block = _parsed(path)
    if block.extends:
        layered = _resolved(path.with_name(f"{block.extends}.toml"), (*seen, path))
        layered.block = block
    else:
        layered = _Layered(block, {}, {}, {})
    layered.sources = {**layered.sources, **block.sources}
    for route, numbers in block.routes.items():
        layered.routes[route] = {**layered.routes.get(route, {}), **numbers}
    layered.conditions = _list_beside(path, block.conditions) or layered.conditions
    layered.medicines = _list_beside(path, block.medicines) or layered.medicines
    for raw in block.rules:
        _add(layered, path.name, raw)
    for raw in block.changes:
        _change(layered, path.name, raw)
    return layered


def _list_beside(path: Path, name: str) -> Path | None:
    """The file of a clinical list by its name: it lies in the folder "lists" beside the rule set."""
    if not name:
        return None
    if not _LIST_NAME.match(name):
        raise RuleSetRefused("{file}: “{name}” is not the name of a list.", file=path.name, name=name[:40])
    return path.with_name("lists") / f"{name}.toml"


@cache
def _conditions(path: Path) -> ConditionList:
    return read_condition_list(path)


@cache
def _medicines(path: Path) -> MedicineList:
    return read_medicine_list(path)


def _parsed(path: Path) -> _SetBlock:
    try:
        data = path.read_bytes()
    except OSError as cause:
        raise RuleSetRefused("{file}: there is no such rule set, or it cannot be read.", file=path.name) from cause
    try:
        return msgspec.toml.decode(data, type=_SetBlock)
    except (msgspec.MsgspecError, ValueError) as cause:
        raise RuleSetRefused("{file}: {problem}", file=path.name, problem=str(cause)) from cause


def _add(layered: _Layered, file: str, raw: dict[str, Any]) -> None:
    rule_id = str(raw.get("id", "?"))
    if rule_id in layered.rules:
        raise RuleSetRefused("{file}: two rules share the id “{rule}”.", file=file, rule=rule_id)
    layered.rules[rule_id] = (file, raw)


def _change(layered: _Layered, file: str, raw: dict[str, Any]) -> None:
    """A change names a rule that exists, a new version, and only what differs; parameters are merged by name."""
    rule_id = str(raw.get("id", "?"))
    if rule_id not in layered.rules:
        raise RuleSetRefused("{file}: there is no rule “{rule}” to change.", file=file, rule=rule_id)
    if "version" not in raw:
        raise RuleSetRefused("{file}, rule “{rule}”: a change needs a version of its own.", file=file, rule=rule_id)
    _, before = layered.rules[rule_id]
    merged = {**before, **raw}
    if "with" in raw:
        merged["with"] = {**before.get("with", {}), **raw["with"]}
    layered.rules[rule_id] = (file, merged)


def _built(layered: _Layered) -> RuleSet:
    block = layered.block
    sources = {key: Source(s.who, s.year, s.title, s.address) for key, s in layered.sources.items()}
    routes = {route: _route(route, raw, sources) for route, raw in layered.routes.items()}
    read = [read_rule(file, raw, sources) for file, raw in layered.rules.values()]
    rules = tuple(sorted(read, key=lambda rule: rule.catalogue or _LAST))
    conditions = _conditions(layered.conditions) if layered.conditions else None
    medicines = _medicines(layered.medicines) if layered.medicines else None
    for rule in rules:
        _has_its_list(rule, conditions, medicines)
    return RuleSet(
        id=block.id,
        version=block.version,
        name=block.name,
        rules=rules,
        routes=MappingProxyType(routes),
        summary=block.summary,
        extends=block.extends,
        effective_from=block.effective_from,
        next_review=block.next_review,
        conditions=conditions,
        medicines=medicines,
    )


def _has_its_list(rule: Rule, conditions: ConditionList | None, medicines: MedicineList | None) -> None:
    """Refuse a rule that hangs on a list which the set does not name: it could never be run."""
    table = getattr(rule.form, "table", None)
    if table is not None and {Table.CONDITIONS: conditions, Table.MEDICINES: medicines}[table] is None:
        raise PlannerError(
            "rule “{rule}”: the rule set names no list of {table} ({table} = “…”).", rule=rule.id, table=table.value
        )


def _route(route: Route, raw: dict[str, Any], sources: Mapping[str, Source]) -> RouteProfile:
    try:
        block = msgspec.convert(raw, _RouteBlock)
        return RouteProfile(
            route=route,
            block_minutes=block.block,
            observation_minutes=block.observation,
            solids_minutes=block.solids,
            fluids_minutes=block.fluids,
            accompanied_minutes=block.accompanied,
            vital_signs_minutes=tuple(block.vital_signs),
            low_edge=PlannedDose.parse(block.low_edge),
            standard_edge=PlannedDose.parse(block.standard_edge),
            share_absorbed=Decimal(str(block.share_absorbed)),
            driving_not_before=block.driving_not_before,
            night_until=block.night_until,
            after_infusion_minutes=block.after_infusion,
            infusion_minutes=block.infusion,
            sources=named_sources(block.sources, sources),
        )
    except (PlannerError, msgspec.MsgspecError) as cause:
        raise PlannerError("route {route}: {problem}", route=route, problem=str(cause)) from cause
