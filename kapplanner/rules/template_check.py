"""Proving templates: what a template lays out has no Stop, from whatever day it starts and whatever it is made with.

Where a combination has a Stop as it is laid out, other start times of the medicine sessions are tried. Where every one
of them has a Stop, the smallest set of rules is named that no start time satisfies together.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import combinations
from typing import Final

from kapplanner.domain.errors import PlannerError
from kapplanner.domain.identity import CountedIds
from kapplanner.domain.plan import Plan
from kapplanner.domain.session import Route
from kapplanner.domain.template import Choice, Choices, Template, instantiate
from kapplanner.i18n import t
from kapplanner.rules.evaluate import evaluate
from kapplanner.rules.finding import Tier
from kapplanner.rules.rule_set import RuleSet

_WEEK: Final = 7
_EVERY_HALF_HOUR: Final = tuple(time(hour, minute) for hour in range(24) for minute in (0, 30))


@dataclass(frozen=True, slots=True)
class Combination:
    """One thing that a clinician may choose."""

    first_day: date
    weeks: int
    per_week: int
    first_route: Route
    route: Route
    residential: bool

    def choices(self, start_time: time | None = None) -> Choices:
        """The choices with a start time; None for the template's own."""
        return Choices(
            self.first_day,
            weeks=self.weeks,
            per_week=self.per_week,
            first_route=self.first_route,
            route=self.route,
            start_time=start_time,
            residential=self.residential,
        )


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A combination with a Stop as it is laid out.

    ``broken``: the rules that find a Stop then. ``start_times``: those at which there is none. ``clash``: where there
    is no such time, the smallest set of rules that no start time satisfies together; rule ids, sorted.
    """

    combination: Combination
    broken: tuple[str, ...]
    start_times: tuple[time, ...]
    clash: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TemplateCheck:
    """What came of a template. ``cautions``: the most that any combination has."""

    template: str
    combinations: int
    cautions: int
    shortfalls: tuple[Shortfall, ...]

    @property
    def is_proven(self) -> bool:
        """No combination has a Stop."""
        return not self.shortfalls


def every_combination(template: Template, first_day: date) -> Iterator[Combination]:
    """All choices from seven start days in a row: each offered combination, both routes, with a stay and without."""
    stays = {template.defaults.residential, *((True, False) if template.residential_may_differ else ())}
    for choice in template.choices:
        for first_route, route in _routes(choice):
            for residential in sorted(stays):
                for day in range(_WEEK):
                    yield Combination(
                        first_day=first_day + timedelta(days=day),
                        weeks=choice.weeks,
                        per_week=choice.per_week,
                        first_route=first_route,
                        route=route,
                        residential=residential,
                    )


def _routes(choice: Choice) -> Iterator[tuple[Route, Route]]:
    """For the first session and the rest; where there is one session only, the rest is nothing of its own."""
    for first in choice.routes:
        for rest in choice.routes if len(choice.medicine_days) > 1 else (first,):
            yield first, rest


def check_template(
    template: Template,
    rule_set: RuleSet,
    first_day: date,
    *,
    with_facts: Callable[[Plan], Plan] = lambda plan: plan,
    start_times: tuple[time, ...] = _EVERY_HALF_HOUR,
) -> TemplateCheck:
    """Judge every combination of a template from seven start days in a row.

    ``with_facts`` adds facts that a template does not hold (a patient, a profile) before a plan is judged.
    """
    shortfalls: list[Shortfall] = []
    count = cautions = 0
    for combination in every_combination(template, first_day):
        count += 1
        stops, found = _judged(template, rule_set, combination.choices(), with_facts)
        cautions = max(cautions, found)
        if stops:
            shortfalls.append(_shortfall(template, rule_set, combination, stops, with_facts, start_times))
    return TemplateCheck(template.id, count, cautions, tuple(shortfalls))


def _judged(
    template: Template, rule_set: RuleSet, choices: Choices, with_facts: Callable[[Plan], Plan]
) -> tuple[frozenset[str], int]:
    """The rules that find a Stop in what a template lays out, and how many Cautions there are."""
    plan = with_facts(instantiate(template, choices, routes=rule_set.routes, ids=CountedIds("check")))
    findings = evaluate(plan, rule_set).findings
    stops = frozenset(finding.rule for finding in findings if finding.tier is Tier.STOP)
    return stops, sum(1 for finding in findings if finding.tier is Tier.CAUTION)


def _shortfall(
    template: Template,
    rule_set: RuleSet,
    combination: Combination,
    broken: frozenset[str],
    with_facts: Callable[[Plan], Plan],
    start_times: tuple[time, ...],
) -> Shortfall:
    fitting: list[time] = []
    tried = [broken]
    for start_time in start_times:
        try:
            stops, _ = _judged(template, rule_set, combination.choices(start_time), with_facts)
        except PlannerError:
            continue  # a clock time that this template or these days do not have
        if stops:
            tried.append(stops)
        else:
            fitting.append(start_time)
    clash = () if fitting else smallest_clash(tried)
    return Shortfall(combination, tuple(sorted(broken)), tuple(fitting), clash)


def smallest_clash(broken: Iterable[frozenset[str]]) -> tuple[str, ...]:
    """The smallest set of rules of which every attempt breaks at least one; the first in order among equals.

    ``broken``: for each attempt the rules it breaks, none of them empty.
    """
    attempts = set(broken)
    known = sorted(frozenset().union(*attempts))
    sizes = range(1, len(known) + 1)
    sets = (rules for size in sizes for rules in combinations(known, size))
    return next(rules for rules in sets if all(not attempt.isdisjoint(rules) for attempt in attempts))


def shortfall_words(shortfall: Shortfall, rule_set: RuleSet) -> str:
    """Why a combination cannot be laid out without a Stop, in a sentence with the names of rules."""
    if shortfall.start_times:
        first, last = shortfall.start_times[0], shortfall.start_times[-1]
        return t(
            "Has a Stop as laid out ({rules}); none with medicine sessions from {first} to {last}.",
            rules=_titles(shortfall.broken, rule_set),
            first=f"{first:%H:%M}",
            last=f"{last:%H:%M}",
        )
    if len(shortfall.clash) == 1:
        return t("No start time satisfies: {rules}.", rules=_titles(shortfall.clash, rule_set))
    return t("No start time satisfies these together: {rules}.", rules=_titles(shortfall.clash, rule_set))


def _titles(rules: tuple[str, ...], rule_set: RuleSet) -> str:
    return "; ".join(t(rule_set.rule(rule).title) for rule in rules)
