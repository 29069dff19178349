"""What the rules in force say of one medicine session, for the papers that lie beside it.

Every number is read from the rules themselves: a number that a clinic changes is the one that is told, and a rule that
is turned off, not in force or not meant for the session tells none.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final

from kapplanner.domain.plan import Plan
from kapplanner.domain.quantities import BodyMass
from kapplanner.domain.session import Route, Session
from kapplanner.domain.time import local_time
from kapplanner.rules.attributes import Attribute
from kapplanner.rules.cases import Case
from kapplanner.rules.facts import Operator
from kapplanner.rules.finding import Tier
from kapplanner.rules.form import Side
from kapplanner.rules.forms.applicability import Applicability
from kapplanner.rules.forms.not_together import NotTogether, Scope
from kapplanner.rules.forms.required import Required
from kapplanner.rules.forms.value_range import ValueRange
from kapplanner.rules.index import PlanIndex
from kapplanner.rules.rule_set import Rule, RulesInUse

SYSTOLIC: Final = "profile.systolic"
DIASTOLIC: Final = "profile.diastolic"
_READINGS: Final = (SYSTOLIC, DIASTOLIC, "profile.vital_signs.pulse", "profile.vital_signs.oxygen_saturation")
_DOSES: Final = frozenset({Attribute.DOSE, Attribute.DOSE_PER_KILOGRAM})


@dataclass(frozen=True, slots=True)
class DoseLimits:
    """Above which dose a session gets a finding, by its tier.

    ``milligrams``: the lowest limit in mg, limits per kilogram among them where the weight is known. ``per_kilogram``:
    limits in mg per kg, where it is not. ``only``: the only amounts in mg that are allowed; empty for any.
    """

    milligrams: Mapping[Tier, Decimal]
    per_kilogram: Mapping[Tier, Decimal]
    only: tuple[Decimal, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadingLimit:
    """A limit for a reading at rest before the dose.

    ``name``: that of the case ("hold", "fast-pulse"). ``values``: systolic and diastolic in mmHg where ``fact`` is
    ``SYSTOLIC`` and both are limited; else one number. ``then``: what is done about it. ``only_where``: for whom it
    holds, in words, where the plan does not say whether this patient is one of them.
    """

    name: str
    fact: str
    operator: Operator
    values: tuple[Decimal, ...]
    unit: str
    tier: Tier
    then: str
    only_where: str = ""


class SessionRules:
    """The rules that are on and may apply to one medicine session of a plan."""

    def __init__(self, plan: Plan, rules: RulesInUse, session: Session) -> None:
        self._plan, self._session = plan, session
        self._index = PlanIndex(plan, rules.routes, rules.lists)
        self._rules = [rule for rule in rules.rules if rule.enabled and self._means(rule)]

    def _means(self, rule: Rule) -> bool:
        select = getattr(rule.form, "other" if isinstance(rule.form, NotTogether) else "select", None)
        if select is not None and all(entry.id != self._session.id for entry in self._index.select(select)):
            return False
        return rule.applies(self._index)[0] is not False

    @property
    def _route(self) -> Route:
        assert self._session.medicine is not None
        return self._session.medicine.route

    def dose_limits(self) -> DoseLimits:
        """The limits for the dose by the route of the session."""
        return limits_of_doses(self._rules, self._route, self._plan.patient.weight)

    def reading_limits(self) -> tuple[ReadingLimit, ...]:
        """The limits for blood pressure, pulse and oxygen at rest, in the order of the rules."""
        return tuple(limit for rule in self._rules for limit in self._limits_of(rule))

    def _limits_of(self, rule: Rule) -> Iterator[ReadingLimit]:
        form = rule.form
        if not isinstance(form, Applicability):
            return
        cases = {case.name: case for case in form.all_cases() if case.condition.fact in _READINGS}
        only_where = "" if rule.guard.applies(self._index)[0] else rule.guard.words
        for name, case in cases.items():
            group = _group(name)
            partner = cases.get(f"{group}-diastolic") if case.condition.fact == SYSTOLIC else None
            if case.condition.fact == DIASTOLIC and _are_one(cases.get(f"{group}-systolic"), case):
                continue
            pair = (case, partner) if partner is not None and _are_one(case, partner) else (case,)
            condition = case.condition
            values = tuple(Decimal(each.condition.value) for each in pair)
            tier = rule.tiers.of(case.side)
            yield ReadingLimit(
                group, condition.fact, condition.operator, values, case.unit, tier, case.then, only_where
            )

    def steps(self, asks: Callable[[Required], bool]) -> tuple[str, ...]:
        """The steps that the rules list which ask for something, such as a checklist item."""
        return tuple(step for form in self._required if asks(form) for step in form.steps)

    def asks_for(self, item: str) -> bool:
        """Whether a rule asks that a checklist item, or a measure, stands on the session."""
        return any(item in (form.checklist, form.measure) for form in self._required)

    def hours_before_the_first_dose(self, dated: str) -> Decimal | None:
        """How long before the first dose a dated fact must lie, in hours; None where no rule asks for it."""
        found = [form.hours_before for form in self._required if form.dated == dated and form.hours_before is not None]
        return max(found, default=None)

    @property
    def equipment(self) -> tuple[str, ...]:
        """What the rules want to be on site."""
        return tuple(dict.fromkeys(item for form in self._required for item in form.equipment))

    @property
    def _required(self) -> list[Required]:
        return [rule.form for rule in self._rules if isinstance(rule.form, Required)]

    def not_before(self, later: Session) -> datetime | None:
        """The clock time before which a session, such as EMDR, comes too soon after the dose; None for no limit."""
        dose = self._plan.dose_time(self._session)
        hours = [
            limit
            for rule in self._rules
            if isinstance(rule.form, NotTogether) and rule.form.scope is Scope.AFTER_DOSE
            if rule.form.select.matches(later)
            for limits in (rule.form.soft_hours, rule.form.hard_hours)
            if limits is not None and (limit := limits.of(self._route)) is not None
        ]
        return local_time(dose + timedelta(minutes=int(max(hours) * 60)), self._plan.zone) if hours else None


def limits_of_doses(rules: list[Rule], route: Route, weight: BodyMass | None) -> DoseLimits:
    """The limits that some rules set for a dose by a route."""
    milligrams: dict[Tier, Decimal] = {}
    per_kilogram: dict[Tier, Decimal] = {}
    only: tuple[Decimal, ...] = ()
    for rule in rules:
        form = rule.form
        if not isinstance(form, ValueRange) or form.attribute not in _DOSES:
            continue
        is_share = form.attribute is Attribute.DOSE_PER_KILOGRAM
        only = only if is_share else form.only or only
        for side, numbers in ((Side.SOFT, form.soft_most), (Side.HARD, form.hard_most)):
            limit = numbers.of(route) if numbers is not None else None
            if limit is None:
                continue
            if is_share and weight is not None:
                limit *= weight.kilograms
            limits = per_kilogram if is_share and weight is None else milligrams
            tier = rule.tiers.of(side)
            limits[tier] = min(limit, limits.get(tier, limit))
    return DoseLimits(milligrams, per_kilogram, only)


def _group(name: str) -> str:
    return name.removesuffix("-systolic").removesuffix("-diastolic")


def _are_one(first: Case | None, second: Case) -> bool:
    """Whether two limits of blood pressure are said as one: "160/100"."""
    if first is None:
        return False
    same = first.condition.operator is second.condition.operator and first.then == second.then
    return same and first.side is second.side
