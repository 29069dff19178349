"""Every template with every combination it offers, by every route, from every weekday."""

from collections import Counter
from datetime import timedelta
from itertools import product

import pytest

from kapplanner.codec.templates import templates
from kapplanner.domain.identity import CountedIds
from kapplanner.domain.template import Choices, instantiate
from tests.unit.templates.making import SUNDAY, made
from tests.unit.templates.second_opinion import ROUTES, cautions, departure, hours, on_weekends, stops

EVERY = [(template, choice) for template in templates() for choice in template.choices]
NAMES = [f"{template.id}-{choice.weeks}w-{choice.per_week}" for template, choice in EVERY]
EXPECTED = {("gad-two-weeks", 2, 4): ["R5"], ("long-weekend", 1, 1): ["R28"]}


def plans(template, choice, routes, residential=(True, False)):
    stays = residential if template.residential_may_differ else (False,)
    for (first, rest), stay, offset in product(routes, stays, range(7)):
        choices = Choices(SUNDAY + timedelta(days=offset), choice.weeks, choice.per_week, first, rest, residential=stay)
        yield instantiate(template, choices, routes=ROUTES, ids=CountedIds())


def few_routes(choice):
    """Each route alone, and the first with each other."""
    return {(route, route) for route in choice.routes} | {(choice.routes[0], route) for route in choice.routes}


@pytest.mark.parametrize(("template", "choice"), EVERY, ids=NAMES)
def test_no_combination_on_any_weekday_would_be_stopped(template, choice):
    found = Counter(stop for plan in plans(template, choice, few_routes(choice)) for stop in stops(plan))
    assert not found


@pytest.mark.parametrize(("template", "choice"), EVERY, ids=NAMES)
def test_only_the_cautions_named_in_the_evidence_note_arise(template, choice):
    expected = EXPECTED.get((template.id, choice.weeks, choice.per_week), [])
    for plan in plans(template, choice, few_routes(choice), residential=(True,)):
        assert list(cautions(plan)) == expected, plan.first_day


@pytest.mark.long
@pytest.mark.parametrize(("template", "choice"), EVERY, ids=NAMES)
def test_every_pair_of_routes_keeps_the_rows(template, choice):
    for plan in plans(template, choice, list(product(choice.routes, repeat=2))):
        assert not list(stops(plan))
        assert len(list(cautions(plan))) <= 1


@pytest.mark.parametrize(("template", "choice"), EVERY, ids=NAMES)
def test_the_plan_has_as_many_medicine_sessions_as_the_combination_says(template, choice):
    plan = next(plans(template, choice, [(choice.routes[0], choice.routes[0])]))
    days = [plan.day_number(session.day) for session in plan.medicine_sessions]
    assert days == list(choice.medicine_days)
    busiest = max(sum(0 <= other - day < 7 for other in days) for day in days)
    assert busiest == choice.per_week


@pytest.mark.parametrize(("template", "choice"), EVERY, ids=NAMES)
def test_only_a_phone_check_without_a_weekday_in_its_window_stays_on_a_weekend(template, choice):
    for plan in plans(template, choice, [(choice.routes[0], choice.routes[0])]):
        for session in on_weekends(plan):
            assert session.title == "Phone check"
            in_the_stay = plan.retreat is not None and session.day <= plan.retreat.last_day
            assert session.start.weekday() == 5 or in_the_stay


@pytest.mark.parametrize("start", ["08:30", "11:00", "13:00", "15:00"])
@pytest.mark.parametrize("name", [template.id for template in templates()])
def test_another_start_time_moves_what_hangs_on_it_and_stops_nothing(name, start):
    for route in next(template for template in templates() if template.id == name).routes:
        combination = (
            {"per_week": 5, "weeks": 1} if name == "five-in-one-week" and route.value in {"SL", "PO", "IN"} else {}
        )
        if name == "five-in-one-week" and not combination:
            continue
        plan = made(name, route=route.value, start=start, **combination)
        assert not list(stops(plan))
        leaving = departure(plan)
        assert leaving is None or hours(plan.start(leaving) - plan.end(plan.medicine_sessions[-1])) >= 20
        assert not [caution for caution in cautions(plan) if not caution.startswith(("R10", "R28"))]


@pytest.mark.parametrize("order", [("emdr",), ("ifs", "art"), ("exposure", "imagery-rescripting"), ("somatic", "cbt")])
@pytest.mark.parametrize(("template", "choice"), EVERY, ids=NAMES)
def test_no_order_of_methods_brings_processing_too_near_to_a_dose_or_to_leaving(template, choice, order):
    choices = Choices(SUNDAY, choice.weeks, choice.per_week, choice.routes[0], choice.routes[0], modalities=order)
    plan = instantiate(template, choices, routes=ROUTES, ids=CountedIds())
    named = EXPECTED.get((template.id, choice.weeks, choice.per_week), [])
    assert not list(stops(plan))
    assert [caution for caution in cautions(plan) if caution not in named] == []
