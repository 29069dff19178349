"""How long allowed places and fixes take, beside judging the whole plan once for every place."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from time import perf_counter

import pytest

from kapplanner.codec.rule_sets import rule_set_named
from kapplanner.codec.sample import sample_plan
from kapplanner.rules.evaluate import evaluate
from kapplanner.rules.fixes import fixes_for
from kapplanner.rules.places import allowed_places

RULES = rule_set_named("intensive")
SAMPLE = sample_plan()
WEEK = [SAMPLE.first_day + timedelta(days=day) for day in range(7)]


def quickest(act: Callable[[], object], rounds: int = 5) -> float:
    """The shortest of some rounds, in seconds."""
    best = float("inf")
    for _ in range(rounds):
        start = perf_counter()
        act()
        best = min(best, perf_counter() - start)
    return best


@pytest.mark.parametrize(
    ("session", "kind"), [("sample-11", "EMDR"), ("sample-10", "medicine with its check and its rest")]
)
def test_a_week_of_places_costs_a_fraction_of_judging_the_plan_for_each(session: str, kind: str) -> None:
    whole = quickest(lambda: evaluate(SAMPLE, RULES))
    for hours, first, last in (("07:00 to 20:00", 7 * 60, 20 * 60), ("day and night", 0, 24 * 60)):
        places = allowed_places(SAMPLE, RULES, session, WEEK, first=first, last=last)
        judge = partial(allowed_places, SAMPLE, RULES, session, WEEK, first=first, last=last)
        taken = quickest(judge)
        whole = min(whole, quickest(lambda: evaluate(SAMPLE, RULES)))
        print(f"\n{kind}, {len(places)} places, {hours}: {taken * 1000:.0f} ms (aim 100 ms), ", end="")
        print(f"{taken / len(places) / whole:.2f} of judging the plan for each")
        assert taken / len(places) / whole < 0.5


def test_the_fixes_of_a_finding_cost_no_more_than_judging_the_plan_so_many_times() -> None:
    finding = evaluate(SAMPLE, RULES).findings[0]
    whole = quickest(lambda: evaluate(SAMPLE, RULES))
    taken = quickest(lambda: fixes_for(SAMPLE, RULES, finding))
    print(f"\nthree fixes: {taken * 1000:.0f} ms (aim 100 ms), {taken / whole:.0f} times judging the plan")
    assert taken / whole < 200
