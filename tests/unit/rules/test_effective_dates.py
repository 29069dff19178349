"""Rules with dates: outside them a rule does not apply, says when it does, and nobody else asks it either."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapplanner.codec.rule_sets import rule_set_named
from kapplanner.rules.coverage import learning_windows
from kapplanner.rules.evaluate import evaluate
from kapplanner.rules.example import Example, Outcome
from kapplanner.rules.example_check import try_examples
from kapplanner.rules.finding import NotInForce
from kapplanner.rules.places import Places
from kapplanner.rules.rule_set import RuleSet
from kapplanner.rules.trial import Bench
from tests.spec.test_properties import plans
from tests.support.build import FIRST_DAY, at, medicine, plan, session
from tests.support.examples import examples

RULES = rule_set_named("intensive")
GAP = "gap-between-medicine-sessions"
DAY = timedelta(days=1)


def dated(first: date | None, last: date | None, rule: str = GAP) -> RuleSet:
    """The intensive set with dates at one rule."""
    rules = tuple(replace(r, effective_from=first, effective_to=last) if r.id == rule else r for r in RULES.rules)
    return replace(RULES, rules=rules)


def close_pair():
    """Two doses 23 h apart; the plan starts on Sunday 6 December 2026."""
    return plan(medicine("D1", "10:00", id="one"), medicine("D2", "09:00", id="two"))


def without_detail(report):
    """A report but for the sentences of its rules, which name their dates."""
    return replace(report, findings=tuple(replace(finding, detail="") for finding in report.findings))


def finds(rules: RuleSet) -> bool:
    return any(finding.rule == GAP for finding in evaluate(close_pair(), rules).findings)


@pytest.mark.parametrize(
    ("first", "last", "is_asked"),
    [
        (FIRST_DAY - DAY, None, True),
        (FIRST_DAY, None, True),
        (FIRST_DAY + DAY, None, False),
        (None, FIRST_DAY - DAY, False),
        (None, FIRST_DAY, True),
        (None, FIRST_DAY + DAY, True),
        (FIRST_DAY, FIRST_DAY, True),
        (FIRST_DAY - 2 * DAY, FIRST_DAY - DAY, False),
        (FIRST_DAY + DAY, FIRST_DAY + 2 * DAY, False),
    ],
)
def test_a_rule_is_asked_where_the_first_day_lies_on_or_between_its_dates(first, last, is_asked):
    rules = dated(first, last)
    report = evaluate(close_pair(), rules)
    assert finds(rules) is is_asked
    assert (GAP in report.not_applicable) is not is_asked
    assert GAP not in report.passed


def test_a_rule_outside_its_dates_says_when_it_is_in_force():
    title = RULES.rule(GAP).title

    def said(first, last):
        return evaluate(close_pair(), dated(first, last)).not_in_force

    assert said(date(2027, 1, 1), None) == (NotInForce(GAP, title, "in force from 1 Jan 2027"),)
    assert said(None, date(2026, 12, 5))[0].words == "in force up to and including 5 Dec 2026"
    assert (
        said(date(2027, 1, 1), date(2027, 6, 30))[0].words == "in force from 1 Jan 2027 up to and including 30 Jun 2027"
    )
    assert said(FIRST_DAY, None) == ()


def test_a_rule_that_is_turned_off_is_told_as_that_and_not_by_its_dates():
    off = replace(RULES, rules=tuple(replace(r, enabled=False, effective_from=date(2099, 1, 1)) for r in RULES.rules))
    report = evaluate(close_pair(), off)
    assert (report.not_in_force, report.not_applicable) == ((), ())


@examples(30)
@given(plans(), st.integers(-400, 400))
def test_a_rule_is_judged_as_without_dates_where_its_dates_hold_the_plan(given_plan, days):
    edge = given_plan.first_day + timedelta(days=days)
    rules = dated(edge, None)
    report = evaluate(given_plan, rules)
    if days <= 0:
        assert without_detail(report) == without_detail(evaluate(given_plan, RULES))
    else:
        others = replace(RULES, rules=tuple(rule for rule in RULES.rules if rule.id != GAP))
        assert report.findings == evaluate(given_plan, others).findings
        assert GAP in report.not_applicable


def test_the_sentence_of_a_rule_names_its_dates():
    bare = RULES.rule(GAP).sentence
    assert dated(date(2027, 1, 1), None).rule(GAP).sentence == (
        f"{bare} Applies to: plans that start on or after 1 Jan 2027."
    )
    assert (
        dated(None, date(2026, 12, 31))
        .rule(GAP)
        .sentence.endswith("Applies to: plans that start on or before 31 Dec 2026.")
    )
    both = dated(date(2027, 1, 1), date(2027, 6, 30)).rule(GAP).sentence
    assert both.endswith("Applies to: plans that start from 1 Jan 2027 to 30 Jun 2027.")


def test_dates_stand_beside_what_else_a_rule_applies_to():
    rule = next(rule for rule in RULES.rules if rule.guard.words)
    words = replace(rule, effective_from=date(2027, 1, 1)).sentence
    assert words.endswith(f"Applies to: {rule.guard.words}; plans that start on or after 1 Jan 2027.")


def test_places_and_fixes_do_not_ask_a_rule_outside_its_dates():
    rest = session("rest", "D2", "09:30", 60, id="rest")
    crowded = plan(session("integration", "D2", "09:00", 60, id="talk"), rest)
    overlap = next(f.rule for f in evaluate(crowded, RULES).findings if f.catalogue == 51)
    apart = crowded.with_sessions((rest.with_changes(start=at("D2", "11:00")),))

    def reasons(rules: RuleSet) -> set[str]:
        place = Places(Bench(apart, rules), "rest").reasons(at("D2", "09:30"))
        return {reason.rule for reason in place}

    assert overlap in reasons(RULES)
    assert overlap not in reasons(dated(date(2027, 1, 1), None, overlap))
    assert overlap in reasons(dated(date(2026, 12, 6), None, overlap))


def test_learning_windows_are_those_of_a_row_in_force():
    row = next(rule.id for rule in RULES.rules if rule.catalogue == 27)
    given_plan = plan(medicine("D2", id="dose"))
    assert len(learning_windows(given_plan, dated(FIRST_DAY, None, row))) == 1
    assert learning_windows(given_plan, dated(FIRST_DAY + DAY, None, row)) == ()


def test_examples_of_a_rule_are_tried_whatever_its_dates():
    example = Example("medicine D1 10:00 SL; medicine D2 09:00 SL", Outcome.CAUTION)
    rule = replace(RULES.rule(GAP), effective_from=date(2099, 1, 1), examples=(example,))
    assert [tried.said for tried in try_examples(rule, RULES)] == [Outcome.CAUTION]
