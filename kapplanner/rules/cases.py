"""Cases of one rule about facts, each a comparison with its side, words and unit; and the names of whole lists."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from kapplanner.domain.errors import PlannerError
from kapplanner.domain.text import LINE_LIMIT, bounded
from kapplanner.i18n import t
from kapplanner.rules import words
from kapplanner.rules.facts import Condition, Operator, Value, fact_named
from kapplanner.rules.fields import FactName, FactValue, Field, FieldProblem, OneOf
from kapplanner.rules.form import Side

_PARTS = frozenset({"fact", "operator", "value", "side", "says", "then", "unit"})


class Table(StrEnum):
    """A clinical list of the rule set whose rows one rule holds."""

    CONDITIONS = "conditions"
    MEDICINES = "medicines"


@dataclass(frozen=True, slots=True)
class Case:
    """A comparison that is found when it holds. ``says``: its sentence, with {found} and {value}; "" for general words.

    ``then``: what is done about it, as papers for the session say it; {then} stands for it in ``says``.
    ``name`` is that of the case in the rule ("hold-systolic"), so that its value has bounds of its own.
    """

    name: str
    condition: Condition
    side: Side = Side.HARD
    says: str = ""
    unit: str = ""
    then: str = ""

    def sentence(self, found: Value) -> str:
        """What is found, in words."""
        spoken, limit = _spoken(found), _spoken(self.condition.value)
        if self.says:
            return t(self.says, found=spoken, value=limit, then=t(self.then))
        text = words.sentence_start(self.condition.words)
        return f"{text} ({spoken})." if isinstance(found, Decimal) else f"{text}."

    @property
    def limit(self) -> str:
        """The comparison as it stands in the sentence of a rule: "pulse at rest above 110"."""
        unit = f" {self.unit}" if self.unit else ""
        return f"{self.condition.words}{unit}"


def _spoken(value: Value) -> str:
    return words.number(value) if isinstance(value, Decimal) else t(str(value))


@dataclass(frozen=True, slots=True)
class Cases(Field):
    """Cases by name; of one fact the later ones are the worse ones."""

    def read(self, raw: object) -> tuple[Case, ...]:
        if not isinstance(raw, dict) or not raw:
            raise FieldProblem("{field} must be a table of cases by name.", field=self.label)
        return tuple(self._case(str(name), each) for name, each in raw.items())

    def _case(self, name: str, raw: object) -> Case:
        if not isinstance(raw, dict) or not {"fact", "value"} <= set(raw) <= _PARTS:
            raise FieldProblem("{field}, “{name}”: a case needs a fact and a value.", field=self.label, name=name[:40])
        try:
            condition = Condition(
                FactName("Fact").read(raw["fact"]),
                OneOf("Compared", options=Operator).read(raw.get("operator", Operator.IS.value)),
                FactValue("Value").read(raw["value"]),
            )
            fact_named(condition.fact)
            bounded(str(raw.get("says", "")), "The sentence", LINE_LIMIT)
            bounded(str(raw.get("then", "")), "What is done about it", LINE_LIMIT)
        except PlannerError as cause:
            raise FieldProblem(
                "{field}, “{name}”: {problem}", field=self.label, name=name[:40], problem=str(cause)
            ) from cause
        side = OneOf("Limit", options=Side).read(raw.get("side", Side.HARD.value))
        says, unit, then = (str(raw.get(part, "")) for part in ("says", "unit", "then"))
        return Case(name, condition, side, says, unit, then)

    def write(self, value: tuple[Case, ...]) -> dict[str, Any]:
        return {case.name: _written(case) for case in value}


def _written(case: Case) -> dict[str, Any]:
    condition = case.condition
    found: dict[str, Any] = {
        "fact": condition.fact,
        "operator": condition.operator.value,
        "value": FactValue("Value").write(condition.value),
        "side": case.side.value,
    }
    for part in ("says", "unit", "then"):
        if words_of_part := getattr(case, part):
            found[part] = words_of_part
    return found
