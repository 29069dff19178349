"""Shipped templates under their own rule set: no Stop and at most three Cautions, on every weekday."""

from datetime import timedelta

import pytest

from kapplanner.codec.rule_sets import rule_set_named
from kapplanner.codec.templates import templates
from kapplanner.domain.identity import CountedIds
from kapplanner.domain.template import Choices, instantiate
from kapplanner.rules.evaluate import evaluate
from tests.support.build import FIRST_DAY


@pytest.mark.parametrize("template", templates(), ids=lambda template: template.id)
def test_every_choice_of_a_template_has_no_stop_and_at_most_three_cautions(template):
    rules = rule_set_named(template.rule_set)
    for number, choice in enumerate(template.choices):
        for route in choice.routes:
            chosen = Choices(
                FIRST_DAY + timedelta(days=number % 7), choice.weeks, choice.per_week, first_route=route, route=route
            )
            counts = evaluate(instantiate(template, chosen, routes=rules.routes, ids=CountedIds("t")), rules).counts
            assert counts.stop == 0, (choice, route)
            assert counts.caution <= 3, (choice, route)


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("trauma-linked", "low-first-dose"),
        ("long-weekend", "no-new-target-before-leaving"),
        ("ascending-weekly", "dose-step"),
    ],
)
def test_the_cautions_that_templates_carry_on_purpose(name, rule):
    template = next(each for each in templates() if each.id == name)
    rules = rule_set_named(template.rule_set)
    report = evaluate(instantiate(template, Choices(FIRST_DAY), routes=rules.routes, ids=CountedIds("t")), rules)
    assert [finding.rule for finding in report.findings if finding.tier.value == "caution"] == [rule]
