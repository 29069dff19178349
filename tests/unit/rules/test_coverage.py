"""The learning window after each medicine session (R27: 12 to 72 h after the dose in the intensive set)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from kapplanner.codec.rule_sets import rule_set_named
from kapplanner.codec.templates import templates
from kapplanner.domain.identity import CountedIds
from kapplanner.domain.session import SessionState
from kapplanner.domain.template import Choices, instantiate
from kapplanner.rules.coverage import LearningContact, learning_windows, window_words
from kapplanner.rules.evaluate import evaluate
from kapplanner.rules.finding import Interval
from kapplanner.rules.forms.companion import When
from kapplanner.rules.rule_set import Guard
from tests.support.build import FIRST_DAY, at, medicine, plan, session

RULES = rule_set_named("intensive")
DOSE = medicine("D2", "09:30", id="dose")


def learning(day: str, clock: str, modality: str = "cbt", **more):
    return session("integration", day, clock, 60, modality=modality, **more)


def window(*sessions, rules=RULES):
    return learning_windows(plan(DOSE, *sessions), rules)[0]


def changed(**values):
    """The intensive set with other values in R27."""
    rule = next(rule for rule in RULES.rules if rule.catalogue == 27)
    return with_rule(replace(rule, form=replace(rule.form, **values)))


def with_rule(row):
    return replace(RULES, rules=tuple(row if rule.catalogue == 27 else rule for rule in RULES.rules))


def test_the_window_lies_from_12_to_72_hours_after_the_dose():
    found = window()
    assert (found.dose, found.opens, found.closes) == (at("D2", "09:30"), at("D2", "21:30"), at("D5", "09:30"))


def test_a_plan_without_a_medicine_session_has_no_window():
    assert learning_windows(plan(learning("D3", "10:00")), RULES) == ()


def test_the_window_counts_from_the_dose_and_not_from_the_start_of_the_block():
    late = medicine("D2", "09:30", details={"minutes_to_dose": 30})
    (found,) = learning_windows(plan(late), RULES)
    assert (found.dose, found.opens) == (at("D2", "10:00"), at("D2", "22:00"))


def test_hours_are_real_hours_when_the_clocks_go_back():
    # New York: Sunday 7 November 2027. 72 h after Saturday 10:00 is Tuesday 09:00.
    dose = medicine("D1", "10:00", first_day=date(2027, 11, 6))
    (found,) = learning_windows(plan(dose, first_day=date(2027, 11, 6)), RULES)
    assert found.closes == at("D4", "09:00", date(2027, 11, 6))


@pytest.mark.parametrize(
    ("day", "clock", "is_inside"),
    [
        ("D2", "21:29", False),
        ("D2", "21:30", True),
        ("D3", "10:00", True),
        ("D5", "09:30", True),
        ("D5", "09:31", False),
    ],
)
def test_a_learning_session_counts_on_the_edges_of_the_window_and_not_outside(day, clock, is_inside):
    contact = learning(day, clock, id="cbt")
    found = window(contact)
    assert found.is_covered is is_inside
    assert [c.is_inside for c in found.contacts] == [is_inside]
    assert found.soonest is not None and found.soonest.session == "cbt"


def test_sessions_that_are_not_active_learning_do_not_count():
    supportive, values = learning("D3", "10:00", "supportive"), learning("D3", "12:00", "values")
    found = window(supportive, values, session("rest", "D4", "10:00"))
    assert found.contacts == () and found.soonest is None
    assert found.gap == Interval(at("D2", "21:30"), at("D5", "09:30"))


def test_a_cancelled_learning_session_does_not_count():
    assert not window(learning("D3", "10:00", state=SessionState.CANCELLED)).is_covered


def test_contacts_say_how_many_minutes_after_the_dose_they_start():
    found = window(learning("D3", "10:00", id="a"), learning("D4", "09:30", id="b"))
    assert found.contacts == (
        LearningContact("a", at("D3", "10:00"), 1470, True),
        LearningContact("b", at("D4", "09:30"), 2880, True),
    )
    assert found.gap is None


def test_the_soonest_session_past_an_empty_window_is_told_as_long_as_it_is_before_the_next_dose():
    late, later = learning("D6", "10:00", id="late"), learning("D7", "10:00", id="later")
    alone = window(late, later)
    assert [contact.session for contact in alone.contacts] == ["late"]
    before_next, after_next = medicine("D7", "08:00"), medicine("D6", "08:00")
    assert window(late, before_next).soonest is not None
    assert window(late, after_next).soonest is None
    assert window(learning("D3", "10:00", id="in"), late).contacts[-1].session == "in"


def test_each_medicine_session_has_its_own_window_and_knows_the_next_dose():
    first, second = learning_windows(plan(DOSE, medicine("D4", "09:30", id="next")), RULES)
    assert (first.session, first.next_dose) == ("dose", at("D4", "09:30"))
    assert (second.session, second.next_dose) == ("next", None)


def test_only_sessions_before_the_next_dose_count_where_the_rule_says_so():
    sessions = medicine("D4", "09:30"), learning("D4", "13:00")
    assert window(*sessions).is_covered
    assert not window(*sessions, rules=changed(before_next=True)).is_covered
    assert window(learning("D4", "09:00"), sessions[0], rules=changed(before_next=True)).is_covered


def test_the_numbers_are_those_of_the_rule_set():
    assert window(rules=changed(least_hours=Decimal(6), most_hours=Decimal(24))).closes == at("D3", "09:30")
    assert window(rules=changed(least_hours=None)).opens == at("D2", "09:30")
    twice = changed(soft_least=2)
    assert not window(learning("D3", "10:00"), rules=twice).is_covered
    assert window(learning("D3", "10:00"), learning("D4", "10:00"), rules=twice).is_covered
    assert not window(learning("D3", "10:00"), rules=changed(minutes=61)).is_covered
    assert window(learning("D3", "10:00"), rules=changed(minutes=60)).is_covered
    assert window(rules=changed(soft_least=None, hard_least=3)).least == 3
    assert window(rules=changed(soft_least=None, total_minutes=60)).least == 1


def test_there_are_no_windows_where_the_rule_is_off_absent_of_another_shape_or_does_not_apply():
    rule = next(rule for rule in RULES.rules if rule.catalogue == 27)
    other = next(rule for rule in RULES.rules if rule.catalogue == 10)
    for rules in (
        with_rule(replace(rule, enabled=False)),
        replace(RULES, rules=()),
        with_rule(replace(rule, form=other.form)),
        changed(when=When.BEFORE),
        changed(most_hours=None),
        with_rule(replace(rule, guard=Guard(residential=True))),
    ):
        assert learning_windows(plan(DOSE), rules) == ()


def test_a_window_is_said_in_one_sentence():
    def said(*sessions):
        whole = plan(DOSE, *sessions)
        return window_words(whole, learning_windows(whole, RULES)[0]).replace("\u00a0", " ")

    head = "Learning window Mon 7 Dec, 21:30 to Thu 10 Dec, 09:30: "
    assert said() == head + "no learning session after this dose."
    assert said(learning("D3", "10:00")) == head + "CBT, 24 h 30 min after the dose."
    assert said(learning("D3", "10:00"), learning("D4", "10:00")) == head + "CBT, 24 h 30 min after the dose; 1 more."
    late = learning("D6", "09:30", "emdr")
    assert said(late) == head + "none in it; soonest is EMDR, 96 h after the dose."


@pytest.mark.parametrize("template", templates(), ids=lambda template: template.id)
def test_a_window_is_covered_exactly_where_the_rule_finds_nothing(template):
    rules = rule_set_named(template.rule_set)
    made = instantiate(template, Choices(FIRST_DAY), routes=rules.routes, ids=CountedIds())
    found = {s for f in evaluate(made, rules).findings if f.catalogue == 27 for s in f.sessions}
    windows = learning_windows(made, rules)
    assert len(windows) == len(made.medicine_sessions)
    assert {window.session for window in windows if not window.is_covered} == found
