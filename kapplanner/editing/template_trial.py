"""Trying a version of a rule set on templates: what a plan made with the defaults of each would begin with."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from kapplanner.domain.identity import CountedIds
from kapplanner.domain.library import FindingCounts
from kapplanner.domain.template import Choices, Template, instantiate
from kapplanner.editing.autosave import finding_counts
from kapplanner.editing.rule_impact import impact_between
from kapplanner.editing.rule_trial import Comparison
from kapplanner.rules.evaluate import evaluate
from kapplanner.rules.finding import Report
from kapplanner.rules.rule_set import RuleSet

MOST_CAUTIONS: Final = 3
"""A plan that begins with more than these asks too much: people tend to skip long lists."""


@dataclass(frozen=True, slots=True)
class TemplateTrial:
    """A template with what a new plan from it begins with, and would begin with."""

    id: str
    title: str
    before: FindingCounts
    after: FindingCounts
    changes: bool

    @property
    def would_start_with_a_stop(self) -> bool:
        return self.after.stop > 0

    @property
    def would_start_with_many_cautions(self) -> bool:
        return self.after.caution > MOST_CAUTIONS


def try_templates(templates: Iterable[Template], comparison: Comparison, first_day: date) -> tuple[TemplateTrial, ...]:
    """The templates whose plans would be judged by this set: those that name the shipped set it was made from."""
    origin = comparison.after.made_from.partition(" ")[0]
    return tuple(_tried(each, comparison, first_day) for each in templates if each.rule_set == origin)


def _tried(template: Template, comparison: Comparison, first_day: date) -> TemplateTrial:
    old, new = (_judged(template, each, first_day) for each in (comparison.before, comparison.after))
    found = impact_between(old, new, comparison.once)
    return TemplateTrial(template.id, template.title, finding_counts(old), finding_counts(new), found.changes)


def _judged(template: Template, rule_set: RuleSet, first_day: date) -> Report:
    """A plan with nothing chosen, laid out with the numbers of the set that judges it; its ids are always the same."""
    plan = instantiate(
        template,
        Choices(first_day),
        routes=rule_set.routes,
        ids=CountedIds("try"),
        rule_set=rule_set.reference,
    )
    return evaluate(plan, rule_set)
