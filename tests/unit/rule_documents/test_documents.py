"""Rule sets as documents: complete, written and read again, changed rule by rule, wrong ones told field by field."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from kapplanner.codec.rule_document import RuleSetRefused
from kapplanner.codec.rule_set_document import as_toml, document_at, document_from
from kapplanner.codec.rule_sets import SHIPPED, problems_of, rule_set_named, rule_set_of
from kapplanner.codec.rule_starts import new_rule
from kapplanner.domain.errors import NotFound
from kapplanner.resources import resource
from kapplanner.rules.example import Example, Outcome
from kapplanner.rules.example_check import try_examples
from kapplanner.rules.finding import Tier
from kapplanner.rules.library import rule_forms
from kapplanner.rules.plan_words import NotUnderstood, plan_in_words

GAP = "gap-between-medicine-sessions"


def shipped(name: str = "intensive"):
    return document_at(resource("rules", f"{name}.toml"))


def own():
    return shipped().copied("harbour", "Harbour Clinic rules")


def changed(document, rule_id: str, **parts):
    return document.with_rule({**document.rule(rule_id), **parts})


@pytest.mark.parametrize("name", SHIPPED)
def test_a_document_is_complete_and_reads_back_to_an_equal_rule_set(name):
    document = shipped(name)
    again = document_from(as_toml(document), "copy.toml")
    assert again.extends == ""
    assert replace(rule_set_of(again), extends=document.extends) == rule_set_named(name)


def test_a_copy_says_what_it_was_made_from_and_judges_alike():
    copy = rule_set_of(document_from(as_toml(own()), "harbour.toml"))
    assert (copy.id, copy.version, copy.made_from) == ("harbour", "1", "intensive 1.0")
    assert copy.rules == rule_set_named("intensive").rules


def test_a_changed_rule_stands_in_place_of_the_old_one_and_nothing_else_changes():
    document = changed(own(), GAP, soft="stop")
    assert rule_set_of(document).rule(GAP).tiers.soft is Tier.STOP
    assert [raw["id"] for raw in document.rules] == [raw["id"] for raw in own().rules]
    same = [a == b for a, b in zip(document.rules, own().rules, strict=True)]
    assert same.count(False) == 1


def test_a_rule_can_be_added_and_taken_out_again():
    new = {**own().rule(GAP), "id": "our-gap", "title": "Our gap"}
    document = own().with_rule(new)
    assert rule_set_of(document).rule("our-gap").title == "Our gap"
    assert document.without_rule("our-gap") == own()
    with pytest.raises(NotFound, match="has no rule “our-gap”"):
        own().rule("our-gap")


def test_all_that_is_wrong_is_told_with_rule_and_field():
    document = changed(own(), GAP, soft=None, hard=None, house_default="", sources=["nobody"])
    document = changed(document, "medicine-sessions-in-7-days", enabled=False, off_reason=" ")
    raw = document.rule("medicine-sessions-in-14-days")
    document = document.with_rule({**raw, "with": {**raw["with"], "soft_most": 99, "colour": 1}})
    told = {(problem.rule, problem.field) for problem in problems_of(document)}
    assert told == {
        (GAP, "soft"),
        (GAP, "sources"),
        ("medicine-sessions-in-7-days", "off_reason"),
        ("medicine-sessions-in-14-days", "with.soft_most"),
        ("medicine-sessions-in-14-days", "with.colour"),
    }
    assert problems_of(own()) == ()


@pytest.mark.parametrize("number", ["soft_least", "hard_least"])
def test_a_number_of_the_wrong_kind_is_told_at_its_field(number):
    raw = own().rule(GAP)
    document = own().with_rule({**raw, "with": {**raw["with"], number: "forty"}})
    assert [(p.rule, p.field) for p in problems_of(document)] == [(GAP, f"with.{number}")]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"\xff\xfe", "came.toml"),
        (b'id = "x"', "version"),
        (b"a = " + b"[" * 100_000, "came.toml"),
        (b'id = "x"\nversion = "1"\nname = "X"\nextends = "../../etc/passwd"\n', "is not the name of a rule set"),
        (b'id = "x"\nversion = "1"\nname = "X"\nextends = "nothing"\n', "there is no such rule set"),
        (b'id = "x"\nversion = "1"\nname = "X"\nconditions = "../conditions"\n', "is not the name of a list"),
        (b"#" * 4_000_001, "too large"),
    ],
)
def test_a_file_that_is_no_rule_set_is_refused_in_words(data, told):
    with pytest.raises(RuleSetRefused, match=told):
        rule_set_of(document_from(data, "came.toml"))


def test_a_rule_of_the_set_it_was_made_from_cannot_go_missing():
    """Turning it off takes a reason; leaving it out by hand would take none."""
    document = own().without_rule(GAP)
    told = r"harbour\.toml: rule “gap-between-medicine-sessions” of intensive 1\.0 is missing"
    with pytest.raises(RuleSetRefused, match=told):
        rule_set_of(document_from(as_toml(document), "harbour.toml"))
    other = replace(document, made_from="intensive 0.9")
    assert rule_set_of(other).made_from == "intensive 0.9"


def test_what_came_in_may_extend_a_shipped_set():
    text = b'id = "x"\nversion = "1"\nname = "X"\nextends = "intensive"\n'
    assert len(rule_set_of(document_from(text, "x.toml")).rules) == len(rule_set_named("intensive").rules)


EXAMPLES = [
    ("medicine D1 10:00 SL; medicine D2 10:00 SL", Outcome.PASSED),
    ("medicine D1 10:00 SL; medicine D2 09:59 SL", Outcome.CAUTION),
    ("medicine D1 16:01 SL; medicine D2 10:00 SL", Outcome.STOP),
    ("medicine D1 10:00 SL", Outcome.NOT_APPLICABLE),
]


def test_examples_are_kept_with_the_rule_and_tried():
    blocks = [{"plan": plan, "outcome": outcome.value} for plan, outcome in EXAMPLES]
    document = document_from(as_toml(changed(own(), GAP, examples=blocks)), "harbour.toml")
    rule_set = rule_set_of(document)
    tried = try_examples(rule_set.rule(GAP), rule_set)
    assert [each.holds for each in tried] == [True] * 4
    assert "23 h 59 min" in tried[1].sentence


def test_an_example_that_comes_out_otherwise_says_what_the_rule_said():
    rule_set = rule_set_of(own())
    rule = replace(
        rule_set.rule(GAP), examples=(Example("medicine D1 10:00 SL; medicine D2 09:59 SL", Outcome.PASSED),)
    )
    (tried,) = try_examples(rule, rule_set)
    assert not tried.holds
    assert tried.said is Outcome.CAUTION


def test_an_example_is_tried_although_its_rule_is_off():
    rule_set = rule_set_of(own())
    example = Example("medicine D1 10:00 SL; medicine D2 09:59 SL", Outcome.CAUTION)
    rule = replace(rule_set.rule(GAP), enabled=False, off_reason="Not ours.", examples=(example,))
    assert [each.holds for each in try_examples(rule, rule_set)] == [True]


@pytest.mark.parametrize(
    "words",
    ["", ";", "medicine", "medicine D0 10:00", "medicine D1 25:00", "medicine D1 10:00 purple", "dance D1 10:00"],
)
def test_words_that_say_no_plan_are_refused(words):
    with pytest.raises(NotUnderstood):
        plan_in_words(words)
    raw = own().rule(GAP)
    document = own().with_rule({**raw, "examples": [{"plan": words, "outcome": "passed"}]})
    assert [(p.rule, p.field) for p in problems_of(document)] == [(GAP, "examples.1")]


def test_a_plan_in_words_holds_what_is_said_and_nothing_else():
    plan = plan_in_words(
        "first day 2027-01-04; weight 72 kg; medicine D2 09:30 IM 45 mg 150 min escort taxi; integration D3 10:00 emdr"
    )
    given, talk = plan.sessions
    assert plan.patient.weight is not None and plan.patient.weight.kilograms == Decimal(72)
    assert (given.start.isoformat(), given.minutes) == ("2027-01-05T09:30:00", 150)
    assert given.medicine is not None and str(given.medicine.dose) == "45\u00a0mg"
    assert (talk.modality, talk.minutes) == ("emdr", 60)
    assert plan.profile.conditions == () and plan.retreat is None


@pytest.mark.parametrize("form", sorted(rule_forms()))
def test_a_new_rule_of_every_form_can_be_used_as_it_begins(form):
    document = own().with_rule(new_rule(form, "our-rule", "Our rule", date(2026, 11, 26)))
    assert problems_of(document) == ()
    assert rule_set_of(document).rule("our-rule").sentence.endswith(".")
