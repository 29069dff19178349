"""The rule engine and plain arithmetic, worked out apart from each other, say the same about plans shaken at random."""

import random
from datetime import timedelta

import pytest

from kapplanner.codec.rule_sets import rule_set_named
from kapplanner.codec.templates import templates
from kapplanner.domain.errors import ImpossibleTime
from kapplanner.domain.identity import CountedIds
from kapplanner.domain.template import Choices, instantiate
from kapplanner.rules.evaluate import evaluate
from kapplanner.rules.finding import Tier
from tests.unit.templates.making import SUNDAY
from tests.unit.templates.second_opinion import cautions, stops

INTENSIVE = [template for template in templates() if template.rule_set == "intensive"]
STOPS = {1, 3, 4, 5, 7, 12, 22, 51}
CAUTIONS = {3, 4, 5, 10, 11, 12, 13, 22, 23, 25}


def shaken(template, chance, routes):
    """A plan of the template, with up to three sessions moved by days, minutes or both."""
    choice = chance.choice(template.choices)
    route = chance.choice(choice.routes)
    first_day = SUNDAY + timedelta(days=chance.randrange(120))
    choices = Choices(first_day, choice.weeks, choice.per_week, route, route)
    plan = instantiate(template, choices, routes=routes, ids=CountedIds())
    for _ in range(chance.randrange(4)):
        movable = plan.medicine_sessions if chance.random() < 0.5 else plan.sessions
        session = chance.choice([s for s in movable if s.travel is None])
        days, minutes = chance.choice([-2, -1, 0, 0, 1, 2]), chance.choice([-120, -15, 0, 15, 60, 300])
        try:
            plan = plan.with_session(session.with_changes(start=session.start + timedelta(days=days, minutes=minutes)))
        except ImpossibleTime:
            continue
    return plan


def by_arithmetic(found, rows):
    return {int(row.split()[0][1:]) for row in found if row.startswith("R")} & rows


@pytest.mark.parametrize("seed", range(15))
def test_engine_and_arithmetic_agree_on_plans_shaken_at_random(seed):
    compare(seed)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 400))
def test_engine_and_arithmetic_agree_on_many_more_plans(seed):
    compare(seed)


def compare(seed):
    chance = random.Random(seed)
    rules = rule_set_named("intensive")
    for template in INTENSIVE:
        plan = shaken(template, chance, rules.routes)
        findings = evaluate(plan, rules).findings
        stopped = {f.catalogue for f in findings if f.tier is Tier.STOP}
        cautioned = {f.catalogue for f in findings if f.tier is Tier.CAUTION} - stopped
        assert stopped & STOPS == by_arithmetic(stops(plan), STOPS), plan
        mine = by_arithmetic(cautions(plan), CAUTIONS) - by_arithmetic(stops(plan), STOPS)
        assert cautioned & CAUTIONS == mine, plan
