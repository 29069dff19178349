"""A rule: a form with values, and all that is known about it. A rule set: a clinic's collection, with route numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final, Protocol

from kapplanner.domain.errors import NotFound
from kapplanner.domain.evidence import Source
from kapplanner.domain.plan import PlanType, RuleSetReference
from kapplanner.domain.routes import RouteProfile
from kapplanner.domain.session import Route
from kapplanner.i18n import t
from kapplanner.rules import words
from kapplanner.rules.clinical_lists import ConditionList
from kapplanner.rules.effective import plans_within
from kapplanner.rules.example import Example
from kapplanner.rules.facts import Condition
from kapplanner.rules.finding import Tier
from kapplanner.rules.form import RuleForm, Tiers
from kapplanner.rules.index import Lists, PlanIndex
from kapplanner.rules.medicine_list import MedicineList


class Report(StrEnum):
    """How many findings a rule makes: one per place it was found, or one for the whole plan with the worst place."""

    EACH = "each"
    PLAN = "plan"


class OverridePolicy(StrEnum):
    """Whether a finding may be kept."""

    SECOND_NAME = "Stops need a second name"
    ONE_NAME = "one name"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Guard:
    """When a rule applies at all; empty parts do not restrict. Routes: the plan gives medicine by one of them.

    ``any_of`` and ``all_of`` ask for facts; where those were never entered, what the rule would find becomes
    "could not be checked". ``unless`` takes a plan out only where the fact is known: not asked counts as not so.
    """

    plan_types: tuple[PlanType, ...] = ()
    routes: tuple[Route, ...] = ()
    residential: bool = False
    any_of: tuple[Condition, ...] = ()
    all_of: tuple[Condition, ...] = ()
    unless: tuple[Condition, ...] = ()

    def applies(self, index: PlanIndex) -> tuple[bool | None, tuple[str, ...]]:
        """True, False, or None with the facts that would settle it."""
        if self is ANYWHERE:
            return True, ()
        plan = index.plan
        if self.plan_types and plan.plan_type not in self.plan_types:
            return False, ()
        if self.residential and not index.is_residential:
            return False, ()
        if self.routes and not any(entry.route in self.routes for entry in index.medicine):
            return False, ()
        if any(condition.holds(plan) for condition in self.unless):
            return False, ()
        return self._facts_hold(index)

    def _facts_hold(self, index: PlanIndex) -> tuple[bool | None, tuple[str, ...]]:
        if not self.all_of and not self.any_of:
            return True, ()
        answers = [(condition, condition.holds(index.plan)) for condition in self.all_of]
        if any(answer is False for _, answer in answers):
            return False, ()
        open_facts = [condition.fact for condition, answer in answers if answer is None]
        others = [(condition, condition.holds(index.plan)) for condition in self.any_of]
        if others and not any(answer for _, answer in others):
            unknown = [condition.fact for condition, answer in others if answer is None]
            if not unknown:
                return False, ()
            open_facts += unknown
        return (None, tuple(dict.fromkeys(open_facts))) if open_facts else (True, ())

    @property
    def words(self) -> str:
        """When the rule applies, in words; empty where it always does."""
        parts = []
        if self.plan_types:
            parts.append(t("plans called {types}", types=words.listed(t(p.value) for p in self.plan_types)))
        if self.residential:
            parts.append(t("retreats"))
        if self.routes:
            parts.append(t("plans with {routes}", routes=words.routes(self.routes)))
        if self.any_of:
            parts.append(words.listed(c.words for c in self.any_of))
        parts += [c.words for c in self.all_of]
        parts += [t("not where {condition}", condition=c.words) for c in self.unless]
        return "; ".join(parts)


ANYWHERE: Final = Guard()
"""The guard of a rule that always applies."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule in use. ``ranges`` are the bounds that the editor accepts for its parameters, by parameter name.

    ``house_default``: the number has no published source of its own; ``house_reason`` says why it is as it is.
    ``examples`` must come out as they say before a version of the set is put in force.
    """

    id: str
    version: str
    catalogue: int | None
    title: str
    form: RuleForm
    tiers: Tiers
    rationale: str
    evidence: str
    sources: tuple[Source, ...] = ()
    house_default: bool = True
    house_reason: str = ""
    guard: Guard = ANYWHERE
    report: Report = Report.PLAN
    override: OverridePolicy = OverridePolicy.SECOND_NAME
    enabled: bool = True
    off_reason: str = ""
    last_reviewed: date | None = None
    effective_from: date | None = None
    effective_to: date | None = None
    owner: str = ""
    ranges: Mapping[str, tuple[Decimal, Decimal]] | None = None
    examples: tuple[Example, ...] = ()

    @property
    def strongest_tier(self) -> Tier:
        """The strongest tier that a finding of this rule can have."""
        return min((tier for tier in (self.tiers.soft, self.tiers.hard) if tier), key=lambda tier: tier.rank)

    def is_in_force_on(self, first_day: date) -> bool:
        """Whether a plan that starts on that day lies within the rule's dates; the dates themselves are within."""
        starts = self.effective_from is None or self.effective_from <= first_day
        return starts and (self.effective_to is None or first_day <= self.effective_to)

    def applies(self, index: PlanIndex) -> tuple[bool | None, tuple[str, ...]]:
        """Whether a plan is to be judged by it, by its dates and its guard; None with the facts that settle it."""
        is_dated = self.effective_from is not None or self.effective_to is not None
        if is_dated and not self.is_in_force_on(index.plan.first_day):
            return False, ()
        return self.guard.applies(index)

    @property
    def sentence(self) -> str:
        """The rule in words, made from its values."""
        text = words.sentence_start(self.form.sentence(self.tiers))
        plans = plans_within(self.effective_from, self.effective_to)
        scope = "; ".join(part for part in (self.guard.words, plans) if part)
        return t("{sentence} Applies to: {scope}.", sentence=text, scope=scope) if scope else text


class RulesInUse(Protocol):
    """A rule set as far as its rules, its numbers by route and its clinical lists are concerned."""

    @property
    def rules(self) -> tuple[Rule, ...]: ...

    @property
    def routes(self) -> Mapping[Route, RouteProfile]: ...

    @property
    def lists(self) -> Lists: ...


@dataclass(frozen=True, slots=True)
class RuleSet:
    """A named, versioned collection of rules, with the clinic's numbers for each route and its clinical lists.

    ``made_from``: the set and version that a clinic copied it from, "intensive 1.0"; empty for a shipped one.
    """

    id: str
    version: str
    name: str
    rules: tuple[Rule, ...]
    routes: Mapping[Route, RouteProfile]
    summary: str = ""
    extends: str = ""
    made_from: str = ""
    effective_from: date | None = None
    next_review: date | None = None
    conditions: ConditionList | None = None
    medicines: MedicineList | None = None

    @property
    def lists(self) -> Lists:
        """What rules may ask of the clinical lists."""
        return Lists(self.conditions, self.medicines)

    @property
    def reference(self) -> RuleSetReference:
        """What a plan remembers."""
        return RuleSetReference(self.id, self.version)

    def route(self, route: Route) -> RouteProfile:
        """The numbers of a route."""
        try:
            return self.routes[route]
        except KeyError as cause:
            raise NotFound("The rule set “{name}” has no numbers for {route}.", name=self.name, route=route) from cause

    def rule(self, rule_id: str) -> Rule:
        """The rule of that id."""
        for rule in self.rules:
            if rule.id == rule_id:
                return rule
        raise NotFound("The rule set “{name}” has no rule “{rule}”.", name=self.name, rule=rule_id[:60])
