"""The quick verdict on a place is the one that judging the whole plan gives, for random plans and places."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from kapplanner.codec.rule_sets import rule_set_named
from kapplanner.codec.sample import sample_plan
from kapplanner.domain.errors import PlannerError
from kapplanner.domain.plan import Plan
from kapplanner.rules.evaluate import evaluate, verdict_of
from kapplanner.rules.finding import State, Tier
from kapplanner.rules.matters import Standing, tier_of
from kapplanner.rules.places import Fit, Places, moving_with
from kapplanner.rules.trial import Bench
from tests.spec.test_properties import plans
from tests.support.examples import examples

SETS = [rule_set_named(name) for name in ("intensive", "conservative", "outpatient", "esketamine-label")]
RANKS = {Fit.STOP: 0, Fit.CAUTION: 1, Fit.FITS: 2}
STEPS = st.integers(-96 * 6, 96 * 6).map(lambda n: timedelta(minutes=15 * n))


def moved_to(plan: Plan, ids: frozenset[str], distance: timedelta) -> Plan:
    return plan.with_sessions(tuple(s.with_changes(start=s.start + distance) for s in plan.sessions if s.id in ids))


def judged_whole(plan: Plan, after: Plan, rule_set, moved: frozenset[str]) -> Fit:
    """Every rule asked about the whole plan before and after, with nothing shared and nothing left out."""
    bench = Bench(plan, rule_set)
    before_index, after_index = bench.index_of(plan), bench.index_of(after)
    worst = Fit.FITS
    for rule in rule_set.rules:
        if not rule.enabled:
            continue
        standing = Standing.of(rule, verdict_of(rule, before_index))
        verdict = verdict_of(rule, after_index)
        assert verdict is not None
        tiers = [tier_of(rule, problem) for problem in standing.added(verdict, moved)]
        if standing.lacks_more(verdict) and rule.strongest_tier is not Tier.NOTE:
            tiers.append(Tier.CAUTION)
        for tier in tiers:
            fit = {Tier.STOP: Fit.STOP, Tier.CAUTION: Fit.CAUTION, Tier.NOTE: Fit.FITS}[tier]
            worst = min(worst, fit, key=RANKS.__getitem__)
    return worst


def agrees(plan: Plan, rule_set, lead: str, distances: list[timedelta]) -> None:
    places = Places(Bench(plan, rule_set), lead)
    ids = frozenset(s.id for s in moving_with(plan, (lead,)))
    for distance in distances:
        try:
            after = moved_to(plan, ids, distance)
        except PlannerError:
            assert places.at(plan.session(lead).start + distance) is None
            continue
        place = places.at(plan.session(lead).start + distance)
        assert place is not None
        assert place.fit is judged_whole(plan, after, rule_set, ids), (lead, distance, place)
        told = {reason.tier for reason in places.reasons(place.start)}
        assert place.fit is (Fit.STOP if Tier.STOP in told else Fit.CAUTION if Tier.CAUTION in told else Fit.FITS), (
            lead,
            distance,
        )


@examples(30)
@given(plans(), st.sampled_from(SETS), st.integers(0, 50), st.lists(STEPS, min_size=1, max_size=8))
def test_the_quick_verdict_is_that_of_the_whole_plan(plan, rule_set, which, distances):
    if plan.sessions:
        agrees(plan, rule_set, plan.sessions[which % len(plan.sessions)].id, distances)


SAMPLE = sample_plan()


@examples(30)
@given(st.sampled_from(SAMPLE.sessions), st.sampled_from(SETS), st.lists(STEPS, min_size=1, max_size=6))
def test_so_it_is_for_every_session_of_a_full_course_with_what_is_bound_to_it(session, rule_set, distances):
    agrees(SAMPLE, rule_set, session.id, distances)


@examples(10)
@given(st.sampled_from(SAMPLE.sessions), st.lists(STEPS, min_size=1, max_size=5))
def test_a_place_that_fits_brings_no_new_open_stop_or_caution_into_the_report(session, distances):
    rules = SETS[0]
    places = Places(Bench(SAMPLE, rules), session.id)
    ids = frozenset(s.id for s in moving_with(SAMPLE, (session.id,)))
    before = {(f.rule, f.sessions) for f in evaluate(SAMPLE, rules).findings}
    for distance in distances:
        place = places.at(session.start + distance)
        if place is not None and place.fit is Fit.FITS:
            after = evaluate(moved_to(SAMPLE, ids, distance), rules).findings
            new = [f for f in after if f.tier is not Tier.NOTE and f.state is not State.KEPT]
            assert {(f.rule, f.sessions) for f in new} <= before


def test_over_a_clock_change_the_quick_verdict_is_that_of_the_whole_plan():
    plan = sample_plan(SAMPLE.first_day + timedelta(days=90))  # the clocks go forward on Sunday 14 March 2027
    assert plan.first_day.isoformat() == "2027-03-06"
    for session in plan.sessions[5:16]:
        agrees(plan, SETS[0], session.id, [timedelta(minutes=15 * n) for n in range(-200, 900, 37)])
