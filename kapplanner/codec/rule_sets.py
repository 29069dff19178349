"""Rule sets from TOML: strict, told per file, rule and field; a rule never disappears silently."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import msgspec

from kapplanner.codec.clinical_lists import read_condition_list, read_medicine_list
from kapplanner.codec.route_numbers import route_numbers
from kapplanner.codec.rule_document import RuleSetRefused, read_rule, what_is_wrong
from kapplanner.codec.rule_set_checks import (
    refuse_empty,
    refuse_incomplete,
    refuse_unknown_conditions,
    refuse_widened,
    widened_bounds,
)
from kapplanner.codec.rule_set_document import RuleSetDocument, document_at
from kapplanner.domain.errors import NotFound, PlannerError
from kapplanner.domain.evidence import Source
from kapplanner.domain.session import Route
from kapplanner.resources import resource
from kapplanner.rules.cases import Table
from kapplanner.rules.clinical_lists import ConditionList
from kapplanner.rules.medicine_list import MedicineList
from kapplanner.rules.rule_set import Rule, RuleSet

SHIPPED: Final = ("intensive", "conservative", "outpatient", "esketamine-label")
_LAST: Final = 10_000  # rules without a catalogue number come last


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
    """A rule set from a file; what it extends is looked for beside it, then among the shipped ones."""
    return rule_set_of(document_at(path))


def rule_set_of(document: RuleSetDocument) -> RuleSet:
    """The rule set that a document describes; RuleSetRefused with file, rule and field where it cannot be used."""
    try:
        return _built(document)
    except RuleSetRefused:
        raise
    except (PlannerError, msgspec.MsgspecError) as cause:
        raise RuleSetRefused("{file}: {problem}", file=document.file, problem=str(cause)) from cause


@cache
def _conditions(path: Path) -> ConditionList:
    return read_condition_list(path)


@cache
def _medicines(path: Path) -> MedicineList:
    return read_medicine_list(path)


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a document cannot be used. ``rule``: the id of the rule, "" for the set; ``field``: as in ``Wrong``."""

    rule: str
    field: str
    sentence: str


def problems_of(document: RuleSetDocument) -> tuple[Problem, ...]:
    """Everything that keeps a document from being used, rule by rule and field by field; empty where it can be."""
    sources = sources_of(document)
    found = [
        Problem(str(raw.get("id", "")), wrong.field, wrong.sentence)
        for raw in document.rules
        for wrong in (*what_is_wrong(raw, sources), *widened_bounds(raw))
    ]
    found += [problem for route, raw in document.routes.items() for problem in _route_problems(route, raw, sources)]
    if found:
        return tuple(found)
    try:
        rule_set_of(document)
    except RuleSetRefused as cause:
        return (Problem("", "", str(cause)),)
    return ()


def _route_problems(route: Route, raw: dict[str, Any], sources: Mapping[str, Source]) -> Iterator[Problem]:
    try:
        route_numbers(route, raw, sources)
    except PlannerError as cause:
        yield Problem(route_key(route), "", str(cause))


def route_key(route: Route) -> str:
    """The name under which the numbers of a route stand beside the rules: "routes.IM"."""
    return f"routes.{route.value}"


def sources_of(document: RuleSetDocument) -> dict[str, Source]:
    """The sources that rules of the document may name, by their keys."""
    return {
        key: Source(raw["who"], raw.get("year"), raw["title"], raw.get("address", ""))
        for key, raw in document.sources.items()
    }


def _built(document: RuleSetDocument) -> RuleSet:
    refuse_empty(document)
    sources = sources_of(document)
    routes = {route: route_numbers(route, raw, sources) for route, raw in document.routes.items()}
    read = [read_rule(document.file_of(raw), raw, sources) for raw in document.rules]
    refuse_widened(document)
    rules = tuple(sorted(read, key=lambda rule: rule.catalogue or _LAST))
    conditions = _conditions(document.conditions) if document.conditions else None
    medicines = _medicines(document.medicines) if document.medicines else None
    for rule in rules:
        _has_its_list(rule, conditions, medicines)
    refuse_incomplete(document)
    refuse_unknown_conditions(document, conditions)
    return RuleSet(
        id=document.id,
        version=document.version,
        name=document.name,
        rules=rules,
        routes=MappingProxyType(routes),
        summary=document.summary,
        extends=document.extends,
        made_from=document.made_from,
        effective_from=document.effective_from,
        next_review=document.next_review,
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
