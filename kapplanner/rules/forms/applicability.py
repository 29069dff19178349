"""Form 12, applicability: a fact about the patient means Stop, Caution or Note, for all or some routes."""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Final

from kapplanner.domain.errors import PlannerError
from kapplanner.i18n import t
from kapplanner.rules import words
from kapplanner.rules.cases import Case, Cases, Table
from kapplanner.rules.facts import Condition, Operator, Value, fact_named
from kapplanner.rules.fields import FactName, FactValue, OneOf, Sessions, parameter
from kapplanner.rules.finding import Bound, Quantity
from kapplanner.rules.form import Problem, RuleForm, Side, Tiers, Verdict
from kapplanner.rules.index import PlanIndex
from kapplanner.rules.limits import tier_word
from kapplanner.rules.listed import judge_conditions, judge_medicines
from kapplanner.rules.selector import MEDICINE, Selector

_KEPT: Final = {
    Operator.AT_LEAST: Bound.BELOW,
    Operator.ABOVE: Bound.AT_MOST,
    Operator.AT_MOST: Bound.ABOVE,
    Operator.BELOW: Bound.AT_LEAST,
    Operator.IS: Bound.BELOW,
    Operator.IS_NOT: Bound.BELOW,
}
"""Which way a number keeps to a case that speaks where the comparison holds."""


@dataclass(frozen=True, slots=True)
class Applicability(RuleForm):
    """Looked at only where the plan has one of ``select``. A fact never asked for leaves the rule without its facts.

    One comparison; or several ``cases`` by name, of which the last that holds speaks for its fact; or a whole
    ``table``: a clinical list of the rule set, whose rows bring their own sentences, tiers and sources.
    """

    form: ClassVar[str] = "applicability"

    fact: str | None = parameter(FactName("Fact"), None)
    operator: Operator = parameter(OneOf("Compared", options=Operator), Operator.IS)
    value: bool | Decimal | str = parameter(FactValue("With"), True)
    select: Selector = parameter(Sessions("For"), MEDICINE)
    side: Side = parameter(OneOf("Limit", options=Side), Side.HARD)
    cases: tuple[Case, ...] = parameter(Cases("Cases"), ())
    table: Table | None = parameter(OneOf("Clinical list", options=Table), None)

    def check(self) -> None:
        if sum(bool(part) for part in (self.fact, self.cases, self.table)) != 1:
            raise PlannerError("This rule needs one of: a fact, cases, a table.")
        self.all_cases()  # a comparison that cannot be made is refused by the condition itself

    def all_cases(self) -> tuple[Case, ...]:
        """Every comparison that the rule makes."""
        if self.fact is None:
            return self.cases
        return (Case("", Condition(self.fact, self.operator, self.value), self.side),)

    @property
    def hangs_on_days(self) -> bool:
        return True

    def judge(self, index: PlanIndex) -> Verdict:
        verdict = Verdict()
        if not index.select(self.select):
            return verdict
        if self.table is Table.CONDITIONS:
            assert index.lists.conditions is not None
            judge_conditions(index, index.lists.conditions, verdict)
        elif self.table is Table.MEDICINES:
            assert index.lists.medicines is not None
            judge_medicines(index, index.lists.medicines, verdict)
        else:
            verdict.looked = 1
            self._judge_cases(index, verdict)
        return verdict

    def _judge_cases(self, index: PlanIndex, verdict: Verdict) -> None:
        worst: dict[str, Problem] = {}
        missing: dict[str, Side] = {}
        for case in self.all_cases():
            name = case.condition.fact
            found = fact_named(name).read(index.plan)
            if found is None:
                missing[name] = case.side
            elif case.condition.holds(index.plan):
                worst[name] = _problem(case, found)
            elif isinstance(found, Decimal) and isinstance(case.condition.value, Decimal):
                verdict.near(found, case.condition.value, case.unit, bound=_KEPT[case.condition.operator])
        for problem in worst.values():
            verdict.found(problem)
        for side in Side:
            names = [name for name, at_stake in missing.items() if at_stake is side]
            if names:
                verdict.lacks(names, side=side)

    def sentence(self, tiers: Tiers) -> str:
        if self.table is not None:
            return t("Each row of the list of {table} says what it says, with its own tier.", table=t(self.table.value))
        said = (
            t("{condition}: {tier}", condition=case.limit, tier=tier_word(tiers.of(case.side)))
            for case in self.all_cases()
        )
        text = words.sentence_start("; ".join(said))
        if self.select == MEDICINE:
            return f"{text}."
        return t("{text}, for {what}.", text=text, what=self.select.words)


def _problem(case: Case, found: Value) -> Problem:
    value, unit = case.condition.value, case.unit
    measured = Quantity(found, unit) if isinstance(found, Decimal) and isinstance(value, Decimal) else None
    limit = Quantity(value, unit) if measured is not None and isinstance(value, Decimal) else None
    return Problem(
        case.side,
        case.sentence(found),
        measured=measured,
        limit=limit,
        facts=(case.condition.fact, str(found)),
        field=case.condition.fact,
        excess=abs(measured.value - limit.value) / (abs(limit.value) or 1) if measured and limit else Decimal(0),
    )
