"""Every template with every combination, judged by the rule set it names."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest

from kapplanner.codec.rule_sets import rule_set_named
from kapplanner.codec.sample import sample_plan
from kapplanner.codec.templates import templates
from kapplanner.domain.identity import CountedIds
from kapplanner.domain.template import Choices, instantiate
from kapplanner.rules.evaluate import evaluate
from kapplanner.rules.finding import Tier
from tests.unit.templates.making import SUNDAY

EVERY = [(template, choice) for template in templates() for choice in template.choices]
NAMES = [f"{template.id}-{choice.weeks}w-{choice.per_week}" for template, choice in EVERY]
# Cautions that evidence notes name, by catalogue number. All others would be a slip in the template.
NAMED = {
    ("gad-two-weeks", 2, 4): {5},
    ("trauma-linked", 1, 2): {18},
    ("ascending-weekly", 7, 1): {17},
    ("long-weekend", 1, 1): {28},
}


def reports(template, choice):
    rules = rule_set_named(template.rule_set)
    for first_route in choice.routes[:1]:
        for route in choice.routes:
            for residential in {template.defaults.residential, False}:
                for offset in range(7):
                    first_day = SUNDAY + timedelta(days=offset)
                    choices = Choices(
                        first_day, choice.weeks, choice.per_week, first_route, route, residential=residential
                    )
                    yield evaluate(instantiate(template, choices, routes=rules.routes, ids=CountedIds()), rules)


@pytest.mark.parametrize(("template", "choice"), EVERY, ids=NAMES)
def test_no_combination_has_a_stop_and_cautions_are_those_the_evidence_note_names(template, choice):
    named = NAMED.get((template.id, choice.weeks, choice.per_week), set())
    for report in reports(template, choice):
        stops = [finding.sentence for finding in report.findings if finding.tier is Tier.STOP]
        cautions = [finding for finding in report.findings if finding.tier is Tier.CAUTION]
        assert stops == []
        assert {finding.catalogue for finding in cautions} <= named, [finding.sentence for finding in cautions]
        assert len(cautions) <= 3


def test_a_patient_new_to_ketamine_gets_the_caution_that_the_trauma_template_names():
    template, sample = next(t for t in templates() if t.id == "trauma-linked"), sample_plan()
    rules = rule_set_named(template.rule_set)
    plan = instantiate(template, Choices(SUNDAY), routes=rules.routes, ids=CountedIds(), patient=sample.patient)
    tested = replace(sample.profile.examinations, urine_drug_test_on=SUNDAY)  # the week before is too long ago (R47)
    report = evaluate(plan.with_changes(profile=replace(sample.profile, examinations=tested)), rules)
    assert [finding.catalogue for finding in report.findings if finding.tier is not Tier.NOTE] == [18]


def test_the_rule_set_version_a_template_names_is_the_one_that_ships():
    for template in templates():
        assert rule_set_named(template.rule_set).version == template.rule_set_version


def test_the_sample_has_the_one_caution_it_was_given_and_nothing_else_that_needs_a_reason():
    report = evaluate(sample_plan(), rule_set_named("intensive"))
    found = Counter((finding.tier, finding.catalogue) for finding in report.findings)
    assert {key: n for key, n in found.items() if key[0] is not Tier.NOTE} == {(Tier.CAUTION, 26): 1}


def test_the_night_the_clocks_go_forward_makes_a_day_of_23_hours_and_that_is_said():
    template = next(t for t in templates() if t.id == "five-in-one-week")
    rules = rule_set_named(template.rule_set)
    first_day = date(2027, 3, 12)  # medicine on Sat 13 and Sun 14 March; clocks in New York change that night
    plan = instantiate(template, Choices(first_day), routes=rules.routes, ids=CountedIds())
    needing_a_reason = [finding for finding in evaluate(plan, rules).findings if finding.tier is not Tier.NOTE]
    assert [(finding.tier, finding.catalogue) for finding in needing_a_reason] == [(Tier.CAUTION, 3)]
