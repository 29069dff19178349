"""Trying the examples of rules: they run when a rule set comes in, and before a version of it is put in force."""

from dataclasses import dataclass, replace

from kapplanner.domain.errors import PlannerError
from kapplanner.rules.evaluate import evaluate
from kapplanner.rules.example import Example, Outcome
from kapplanner.rules.plan_words import plan_in_words
from kapplanner.rules.rule_set import Rule, RuleSet


@dataclass(frozen=True, slots=True)
class Tried:
    """An example with what the rule really says; ``problem`` where it could not be tried at all."""

    rule: str
    example: Example
    said: Outcome | None
    sentence: str = ""
    problem: str = ""

    @property
    def holds(self) -> bool:
        return self.said is self.example.outcome


def outcome_of(rule: Rule, rule_set: RuleSet, plan: str) -> tuple[Outcome, str]:
    """What one rule of a set says about a plan in words, and the sentence of its strongest finding ("" without one).

    Asked whether the rule is on or off, and whatever its dates: plans in words have no first day of their own.
    """
    always = replace(rule, enabled=True, off_reason="", effective_from=None, effective_to=None)
    alone = replace(rule_set, rules=(always,))
    report = evaluate(plan_in_words(plan), alone)
    if report.findings:
        strongest = min(report.findings, key=lambda finding: finding.tier.rank)
        return Outcome(strongest.tier.value), strongest.sentence
    if report.not_checked:
        return Outcome.NOT_CHECKED, ""
    return (Outcome.PASSED if report.passed else Outcome.NOT_APPLICABLE), ""


def try_examples(rule: Rule, rule_set: RuleSet) -> tuple[Tried, ...]:
    """Every example of a rule, tried."""
    return tuple(_tried(rule, rule_set, example) for example in rule.examples)


def _tried(rule: Rule, rule_set: RuleSet, example: Example) -> Tried:
    try:
        said, sentence = outcome_of(rule, rule_set, example.plan)
    except PlannerError as cause:
        return Tried(rule.id, example, None, problem=str(cause))
    return Tried(rule.id, example, said, sentence)
