"""What differs between two versions of a rule set, rule by rule."""

from dataclasses import replace

from kapplanner.codec.rule_sets import rule_set_named
from kapplanner.domain.session import Route
from kapplanner.rules.rule_set_difference import RuleChangeKind, rule_set_difference

RULES = rule_set_named("intensive")
FIRST, SECOND, *REST = RULES.rules


def test_a_set_does_not_differ_from_itself() -> None:
    assert rule_set_difference(RULES, RULES) == ()


def test_rules_that_came_and_went_are_told_with_their_sentence() -> None:
    (gone,) = rule_set_difference(RULES, replace(RULES, rules=(FIRST, *REST)))
    assert (gone.rule, gone.kind, gone.before, gone.after) == (SECOND.id, RuleChangeKind.REMOVED, SECOND.sentence, "")
    (new,) = rule_set_difference(replace(RULES, rules=(FIRST, *REST)), RULES)
    assert (new.rule, new.kind, new.before, new.after) == (SECOND.id, RuleChangeKind.ADDED, "", SECOND.sentence)


def test_a_rule_turned_off_and_on_again() -> None:
    off = replace(RULES, rules=(replace(FIRST, enabled=False, off_reason="not here"), SECOND, *REST))
    (change,) = rule_set_difference(RULES, off)
    assert (change.kind, change.also) == (RuleChangeKind.TURNED_OFF, ("why it is off",))
    (back,) = rule_set_difference(off, RULES)
    assert back.kind is RuleChangeKind.TURNED_ON


def test_what_changed_besides_the_sentence_is_named() -> None:
    other = replace(FIRST, title="Another title", rationale="Another reason")
    (change,) = rule_set_difference(RULES, replace(RULES, rules=(other, SECOND, *REST)))
    assert (change.kind, change.also) == (RuleChangeKind.CHANGED, ("its title", "why, evidence or sources"))


def test_numbers_of_routes_and_clinical_lists_are_told_after_the_rules() -> None:
    injection = replace(RULES.routes[Route.IM], observation_minutes=RULES.routes[Route.IM].observation_minutes + 15)
    other = replace(RULES, routes={**RULES.routes, Route.IM: injection}, conditions=(), medicines=())
    told = [(change.title, change.kind) for change in rule_set_difference(RULES, other)]
    assert told == [
        ("Numbers of IM", RuleChangeKind.ROUTES),
        ("Conditions", RuleChangeKind.LISTS),
        ("Medicines", RuleChangeKind.LISTS),
    ]
