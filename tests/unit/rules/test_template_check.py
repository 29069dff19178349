"""Proving templates: every choice from every weekday, and which rules clash where it cannot be done."""

from dataclasses import replace
from datetime import date, time

import pytest

from kapplanner.codec.rule_sets import rule_set_named
from kapplanner.codec.templates import template_named, templates
from kapplanner.rules.finding import Tier
from kapplanner.rules.form import Tiers
from kapplanner.rules.forms.placement import Placement
from kapplanner.rules.rule_set import Rule
from kapplanner.rules.selector import MEDICINE
from kapplanner.rules.template_check import check_template, every_combination, shortfall_words, smallest_clash

SUNDAY = date(2026, 12, 6)
RULES = rule_set_named("intensive")
LONG_WEEKEND = template_named("long-weekend")
HALVES = tuple(time(hour) for hour in range(6, 20))


def hours(rule_id: str, **limits) -> Rule:
    """A Stop for medicine sessions that start outside some hours."""
    form = Placement(select=MEDICINE, **limits)
    return Rule(rule_id, "1.0", None, rule_id.capitalize(), form, Tiers(Tier.STOP, None), "Test.", "None.")


def checked(*rules: Rule, template=LONG_WEEKEND):
    return check_template(template, replace(RULES, rules=rules), SUNDAY, start_times=HALVES)


def test_every_choice_route_stay_and_weekday_is_a_combination_of_its_own():
    template = template_named("gad-one-week")
    made = list(every_combination(template, SUNDAY))
    stays = 2 if template.residential_may_differ else 1
    expected = sum(
        (len(c.routes) ** 2 if len(c.medicine_days) > 1 else len(c.routes)) * stays * 7 for c in template.choices
    )
    assert len(made) == len(set(made)) == expected
    assert {combination.first_day.weekday() for combination in made} == set(range(7))


def test_with_one_medicine_session_the_route_of_the_rest_makes_no_combinations():
    made = list(every_combination(LONG_WEEKEND, SUNDAY))
    assert all(combination.first_route is combination.route for combination in made)


def test_a_template_without_a_choice_of_stay_is_checked_with_its_own_only():
    template = next(template for template in templates() if not template.residential_may_differ)
    stays = {combination.residential for combination in every_combination(template, SUNDAY)}
    assert stays == {template.defaults.residential}


def test_a_template_without_a_stop_is_proven():
    result = checked(hours("by day", start_from=time(6), start_until=time(20)))
    assert result.is_proven
    assert result.combinations == len(list(every_combination(LONG_WEEKEND, SUNDAY)))
    assert result.cautions == 0


def test_the_most_cautions_of_any_combination_are_told():
    rule = replace(hours("early", start_until=time(6)), tiers=Tiers(Tier.CAUTION, None))
    assert checked(rule).cautions == 1


def test_a_template_that_only_needs_another_start_time_says_which():
    rule = hours("late", start_from=time(14), start_until=time(16))
    result = checked(rule)
    assert not result.is_proven
    shortfall = result.shortfalls[0]
    assert shortfall.broken == ("late",)
    assert shortfall.start_times == (time(14), time(15), time(16))
    assert shortfall.clash == ()
    assert shortfall_words(shortfall, replace(RULES, rules=(rule,))) == (
        "Has a Stop as laid out (Late); none with medicine sessions from 14:00 to 16:00."
    )


def test_two_rules_that_each_can_be_kept_but_not_together_are_the_clash():
    morning, evening = hours("morning", start_until=time(9)), hours("evening", start_from=time(17))
    easy = hours("easy", start_from=time(6), start_until=time(20))
    result = checked(easy, evening, morning)
    assert {shortfall.clash for shortfall in result.shortfalls} == {("evening", "morning")}
    assert len(result.shortfalls) == result.combinations
    words = shortfall_words(result.shortfalls[0], replace(RULES, rules=(easy, evening, morning)))
    assert words == "No start time satisfies these together: Evening; Morning."


def test_a_rule_that_no_start_time_can_keep_is_named_alone():
    never = hours("never", start_from=time(23))
    result = checked(never, hours("morning", start_until=time(9)))
    assert {shortfall.clash for shortfall in result.shortfalls} == {("never",)}
    words = shortfall_words(result.shortfalls[0], replace(RULES, rules=(never,)))
    assert words == "No start time satisfies: Never."


def test_start_times_that_the_clock_does_not_have_are_passed_over():
    # New York, Sunday 14 March 2027: 02:00 to 03:00 is left out. Medicine on D2 of a Saturday start.
    rule = hours("night", start_from=time(2, 30), start_until=time(2, 30))
    result = check_template(LONG_WEEKEND, replace(RULES, rules=(rule,)), date(2027, 3, 13), start_times=(time(2, 30),))
    lost = [s for s in result.shortfalls if not s.start_times]
    assert {shortfall.clash for shortfall in lost} == {("night",)}
    assert {shortfall.combination.first_day for shortfall in lost} == {date(2027, 3, 13)}


@pytest.mark.parametrize(
    ("attempts", "smallest"),
    [
        (["a"], ("a",)),
        (["ab", "ac"], ("a",)),
        (["a", "b"], ("a", "b")),
        (["ab", "bc", "ca"], ("a", "b")),
        (["ab", "cd", "ef"], ("a", "c", "e")),
        (["abc", "c", "bd", "d"], ("c", "d")),
    ],
)
def test_the_smallest_clash_holds_a_rule_of_every_attempt_and_none_too_many(attempts, smallest):
    assert smallest_clash([frozenset(attempt) for attempt in attempts]) == smallest


def test_facts_may_be_added_before_a_plan_is_judged():
    dosed = check_template(
        LONG_WEEKEND,
        replace(RULES, rules=(hours("early", start_until=time(6)),)),
        SUNDAY,
        with_facts=lambda plan: plan.without_sessions(frozenset(s.id for s in plan.medicine_sessions)),
    )
    assert dosed.is_proven


@pytest.mark.parametrize("template", templates(), ids=lambda template: template.id)
def test_the_default_routes_of_every_template_are_proven_from_every_weekday(template):
    rules = rule_set_named(template.rule_set)
    defaults = template.defaults
    usual = template.choice(defaults.weeks, defaults.per_week)
    routes = tuple(dict.fromkeys((defaults.first_route, defaults.route)))
    only_default = replace(template, choices=(replace(usual, routes=routes),))
    result = check_template(only_default, rules, SUNDAY)
    assert result.is_proven, [shortfall_words(shortfall, rules) for shortfall in result.shortfalls]
    assert result.cautions <= 3


@pytest.mark.long
@pytest.mark.parametrize("template", templates(), ids=lambda template: template.id)
def test_every_template_is_proven_with_every_choice_from_every_weekday(template):
    rules = rule_set_named(template.rule_set)
    result = check_template(template, rules, SUNDAY)
    assert result.is_proven, [shortfall_words(shortfall, rules) for shortfall in result.shortfalls]
    assert result.cautions <= 3
