"""Trying a version of a rule set on plans: the open one, and the stored ones, one after another.

A plan is concerned where it names the set, in any version; where the set has no version in force yet, also where it
names the shipped set that it was made from. Every other plan is judged by other rules and stays as it is.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from kapplanner.domain.errors import NotFound, PlannerError
from kapplanner.domain.library import FindingCounts
from kapplanner.domain.plan import Plan, RuleSetReference
from kapplanner.editing.autosave import finding_counts
from kapplanner.editing.rule_impact import Impact, changed_rules, impact_between, only, speaking_once
from kapplanner.editing.rule_use import NEVER_USED, RuleUse, use_of
from kapplanner.rules.evaluate import evaluate
from kapplanner.rules.finding import Report
from kapplanner.rules.rule_set import RuleSet

MOST_IN_FULL: Final = 100
"""So many plans that change are told one by one; more are only counted."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions of a rule set. ``changed``: the ids of the rules that differ."""

    before: RuleSet
    after: RuleSet
    changed: frozenset[str]
    once: frozenset[str]

    @property
    def is_first_version(self) -> bool:
        """Whether a shipped set is what the draft is compared with."""
        return self.before.id != self.after.id

    def concerns(self, reference: RuleSetReference) -> bool:
        """Whether a plan that names this rule set is judged by the one that is being changed."""
        return reference.id in {self.before.id, self.after.id}


def compare(before: RuleSet, after: RuleSet) -> Comparison:
    """What differs between a version and the one that is to follow it."""
    return Comparison(before, after, changed_rules(before, after), speaking_once(before, after))


@dataclass(frozen=True, slots=True)
class OpenTrial:
    """A plan judged in full by both versions."""

    plan: Plan
    before: FindingCounts
    after: FindingCounts
    impact: Impact


def try_open(plan: Plan, comparison: Comparison) -> OpenTrial | None:
    """What would become of a plan; None where it is judged by other rules."""
    if not comparison.concerns(plan.rule_set):
        return None
    old, new = evaluate(plan, comparison.before), evaluate(plan, comparison.after)
    return OpenTrial(plan, finding_counts(old), finding_counts(new), impact_between(old, new, comparison.once))


@dataclass(frozen=True, slots=True)
class PlanTrial:
    """A stored plan that would be judged otherwise, with its open findings.

    ``before`` and ``after``: by the rules that change. ``rest``: by all the others, which stay.
    """

    id: str
    name: str
    title: str
    before: FindingCounts
    after: FindingCounts
    rest: FindingCounts
    impact: Impact

    @property
    def whole_before(self) -> FindingCounts:
        """All open findings as they are."""
        return _sum(self.before, self.rest)

    @property
    def whole_after(self) -> FindingCounts:
        """All open findings as they would be."""
        return _sum(self.after, self.rest)


@dataclass(frozen=True, slots=True)
class StoredImpact:
    """What is known after so many plans were looked at.

    ``concerned`` plans are judged by this set, ``changing`` of them would be judged otherwise; ``plans`` are the first
    of those. ``unreadable`` plans could not be read. ``use``: how the rule asked about fares in them.
    """

    looked: int = 0
    concerned: int = 0
    changing: int = 0
    unreadable: int = 0
    plans: tuple[PlanTrial, ...] = ()
    use: RuleUse = NEVER_USED

    @property
    def unconcerned(self) -> int:
        """How many plans are judged by other rule sets."""
        return self.looked - self.concerned - self.unreadable


class StoredTrial:
    """Tries plans of a library one by one, so that whoever asks can stop, and tell how far it is, after each.

    ``rule_id``: the rule whose use is counted, "" for none. ``named``: the rule set that a plan names, NotFound where
    it is not here; a rule's use is counted by the version that each plan is judged by now.
    """

    def __init__(self, comparison: Comparison, rule_id: str, named: Callable[[RuleSetReference], RuleSet]) -> None:
        before, changed = comparison.before, comparison.changed
        self._comparison = comparison
        self._before = only(before, changed)
        self._after = only(comparison.after, changed)
        self._rest = only(before, frozenset(rule.id for rule in before.rules) - changed)
        self._rule_id = rule_id
        self._named = named
        self._known: dict[RuleSetReference, RuleSet] = {}

    def walk(self, ids: Iterable[str], read: Callable[[str], Plan]) -> Iterator[StoredImpact]:
        """Read and try plan after plan; what is known after each. A plan that is gone meanwhile is left out."""
        so_far = StoredImpact()
        for plan_id in ids:
            try:
                so_far = self._with(so_far, read(plan_id))
            except NotFound:
                pass
            except PlannerError:
                so_far = replace(so_far, looked=so_far.looked + 1, unreadable=so_far.unreadable + 1)
            yield so_far

    def _with(self, so_far: StoredImpact, plan: Plan) -> StoredImpact:
        if not self._comparison.concerns(plan.rule_set):
            return replace(so_far, looked=so_far.looked + 1)
        old, new = evaluate(plan, self._before), evaluate(plan, self._after)
        found = impact_between(old, new, self._comparison.once)
        plans = so_far.plans
        if found.changes and len(plans) < MOST_IN_FULL:
            plans = (*plans, self._told(plan, old, new, found))
        return replace(
            so_far,
            looked=so_far.looked + 1,
            concerned=so_far.concerned + 1,
            changing=so_far.changing + found.changes,
            plans=plans,
            use=so_far.use + self._use(plan, old),
        )

    def _told(self, plan: Plan, old: Report, new: Report, found: Impact) -> PlanTrial:
        name = plan.patient.name.strip() or plan.code
        rest = finding_counts(evaluate(plan, self._rest))
        return PlanTrial(plan.id, name, plan.title, finding_counts(old), finding_counts(new), rest, found)

    def _use(self, plan: Plan, old: Report) -> RuleUse:
        if not self._rule_id:
            return NEVER_USED
        if plan.rule_set != self._comparison.before.reference or self._rule_id not in self._comparison.changed:
            old = evaluate(plan, self._judging(plan.rule_set))
        return use_of(self._rule_id, plan, old)

    def _judging(self, reference: RuleSetReference) -> RuleSet:
        """The version that a plan is judged by now, with the one rule that is asked about."""
        if reference not in self._known:
            self._known[reference] = only(self._version(reference), frozenset({self._rule_id}))
        return self._known[reference]

    def _version(self, reference: RuleSetReference) -> RuleSet:
        before = self._comparison.before
        if reference == before.reference:
            return before
        try:
            return self._named(reference)
        except NotFound:
            return before


def _sum(one: FindingCounts, other: FindingCounts) -> FindingCounts:
    return FindingCounts(
        one.stop + other.stop,
        one.caution + other.caution,
        one.note + other.note,
        one.not_checked + other.not_checked,
    )
