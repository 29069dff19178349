"""What a rule set as a whole must hold to: a name and rules, no rule gone missing, no bounds made wider."""

import re
from decimal import Decimal
from functools import cache
from typing import Final

from kapplanner.codec.rule_document import RuleSetRefused, Wrong
from kapplanner.codec.rule_set_document import RawRule, RuleSetDocument, document_at
from kapplanner.domain.errors import PlannerError
from kapplanner.domain.quantities import plain
from kapplanner.domain.text import LINE_LIMIT, bounded
from kapplanner.i18n import t
from kapplanner.resources import resource
from kapplanner.rules.clinical_lists import ConditionList

_WIDEST: Final = "intensive"
"""The set whose bounds are those of all shipped sets."""
_CONDITION: Final = re.compile(r"profile\.conditions\.([^'\"\s,]+)")

Bounds = dict[str, tuple[Decimal, Decimal]]


@cache
def _shipped(name: str) -> RuleSetDocument | None:
    """A shipped set by its short name; None where there is none."""
    known = {path.stem: path for path in resource("rules").glob("*.toml")}
    try:
        return document_at(known[name]) if name in known else None
    except RuleSetRefused:  # a table of another kind lies in the folder too
        return None


def refuse_empty(document: RuleSetDocument) -> None:
    """Refuse a set without a name of its own or without rules: it would find nothing in any plan."""
    for name in ("id", "version", "name"):
        text = getattr(document, name)
        if not text.strip():
            raise PlannerError("{name}: this must not be empty.", name=name)
        bounded(text, name, LINE_LIMIT)
    if not document.rules:
        raise PlannerError("rules: a set without rules would find nothing in any plan.")


def refuse_incomplete(document: RuleSetDocument) -> None:
    """Refuse a copy that lacks a rule of the shipped set it was made from: rules are turned off, with a reason."""
    origin = _shipped(document.made_from.partition(" ")[0])
    if origin is None or document.made_from != f"{origin.id} {origin.version}":
        return
    here = {raw.get("id") for raw in document.rules}
    for raw in origin.rules:
        if raw["id"] not in here:
            raise PlannerError(
                "rule “{rule}” of {origin} is missing. A rule that is not wanted is turned off, with the reason.",
                rule=raw["id"],
                origin=document.made_from,
            )


def refuse_unknown_conditions(document: RuleSetDocument, conditions: ConditionList | None) -> None:
    """Refuse a rule about a condition that the list does not hold: nobody could ever answer it."""
    known = {condition.code for condition in conditions.conditions} if conditions is not None else set()
    for raw in document.rules:
        unknown = sorted(set(_CONDITION.findall(str([raw.get("with"), raw.get("guard")]))) - known)
        if unknown:
            raise PlannerError(
                "rule “{rule}”: the list of conditions has no “{code}”.", rule=str(raw["id"]), code=unknown[0][:60]
            )


def refuse_widened(document: RuleSetDocument) -> None:
    """Refuse a set whose rules may be given values that the shipped ones refuse."""
    for raw in document.rules:
        for wrong in widened_bounds(raw):
            raise PlannerError(
                "rule “{rule}”: {field}: {problem}", rule=str(raw["id"]), field=wrong.field, problem=wrong.sentence
            )


def widened_bounds(raw: RawRule) -> tuple[Wrong, ...]:
    """Bounds of a shipped rule that a set leaves out or makes wider; narrower ones are the clinic's to choose."""
    try:
        mine = _bounds_of(raw)
    except (TypeError, ValueError, ArithmeticError):
        return ()  # told where the rule is read
    wrong = []
    for name, (low, high) in _widest().get(str(raw.get("id")), {}).items():
        if name not in mine or mine[name][0] < low or mine[name][1] > high:
            told = t("these bounds can be narrowed, not widened: {low} to {high}.", low=plain(low), high=plain(high))
            wrong.append(Wrong(f"ranges.{name}", told))
    return tuple(wrong)


@cache
def _widest() -> dict[str, Bounds]:
    widest = _shipped(_WIDEST)
    return {str(raw["id"]): _bounds_of(raw) for raw in widest.rules} if widest is not None else {}


def _bounds_of(raw: RawRule) -> Bounds:
    found = raw.get("ranges")
    pairs = found.items() if isinstance(found, dict) else ()
    return {name: (Decimal(str(low)), Decimal(str(high))) for name, (low, high) in pairs}
