"""What is refused about a rule set as a whole, and about the numbers of its routes."""

from dataclasses import replace

import pytest

from kapplanner.codec.rule_document import RuleSetRefused
from kapplanner.codec.rule_set_document import document_at, document_from
from kapplanner.codec.rule_sets import problems_of, rule_set_of
from kapplanner.domain.session import Route
from kapplanner.resources import resource

GAP = "gap-between-medicine-sessions"
HEAD = 'id = "x"\nversion = "1"\nname = "X"\nextends = "intensive"\n'


def own():
    return document_at(resource("rules", "intensive.toml")).copied("harbour", "Harbour Clinic rules")


def read(text: str):
    return rule_set_of(document_from((HEAD + text).encode(), "x.toml"))


@pytest.mark.parametrize(
    ("route", "numbers", "told"),
    [
        ("IM", {"observation": 29}, "observation: it is 29; it must be from 30 to 480"),
        ("IM", {"observation": 30}, None),
        ("IM", {"observation": 0}, "observation: it is 0"),
        ("SL", {"solids": 119}, "solids: it is 119; it must be from 120 to 480"),
        ("SL", {"solids": 480}, None),
        ("SL", {"fluids": 29}, "fluids: it is 29; it must be from 30 to 240"),
        ("SL", {"accompanied": 239}, "accompanied: it is 239; it must be from 240 to 1440"),
        ("SL", {"share_absorbed": 0.0}, "share_absorbed"),
        ("SL", {"share_absorbed": 1.5}, "share_absorbed"),
        ("IV", {"infusion": 9}, "infusion: it is 9; it must be from 10 to 240"),
        ("SL", {"vital_signs": []}, "vital_signs"),
        ("SL", {"vital_signs": [0, 45, 45]}, "vital_signs"),
        ("SL", {"vital_signs": [45, 0]}, "vital_signs"),
        ("SL", {"vital_signs": [0, -5]}, "vital_signs: it is -5"),
        ("SL", {"low_edge": "low"}, "low_edge, standard_edge"),
        ("SL", {"low_edge": "500 mg"}, "low_edge, standard_edge"),
        ("SL", {"low_edge": "1 mg/kg"}, "low_edge, standard_edge"),
    ],
)
def test_numbers_of_a_route_are_held_to_bounds_that_no_set_may_leave(route, numbers, told):
    document = own()
    changed = replace(document, routes={**document.routes, Route(route): {**document.routes[Route(route)], **numbers}})
    if told is None:
        assert rule_set_of(changed).routes[Route(route)]
        return
    with pytest.raises(RuleSetRefused) as refused:
        rule_set_of(changed)
    assert told in str(refused.value) and f"route {route}" in str(refused.value)


@pytest.mark.parametrize(
    ("ranges", "fine"),
    [
        ({"soft_least": [12, 168], "hard_least": [12, 24]}, True),
        ({"soft_least": [20, 100], "hard_least": [12, 24]}, True),
        ({"soft_least": [11, 168], "hard_least": [12, 24]}, False),
        ({"soft_least": [12, 169], "hard_least": [12, 24]}, False),
        ({"hard_least": [12, 24]}, False),
        (None, False),
    ],
)
def test_bounds_of_a_shipped_rule_are_narrowed_never_widened(ranges, fine):
    document = own().with_rule({**own().rule(GAP), "ranges": ranges})
    assert (problems_of(document) == ()) is fine
    if not fine:
        assert {problem.rule for problem in problems_of(document)} == {GAP}
        assert all(problem.field.startswith("ranges.") for problem in problems_of(document))
        with pytest.raises(RuleSetRefused, match="can be narrowed, not widened"):
            rule_set_of(document)


def test_a_change_of_one_route_keeps_the_limits_of_the_others():
    change = f'[[changes]]\nid = "{GAP}"\nversion = "1.1"\nwith = {{ soft_least = {{ IM = 48 }} }}\n'
    assert "SL/PO/IN 24 h, IM/ESK 48 h, SC/IV 40 h (Caution below)" in read(change).rule(GAP).sentence


def test_a_change_of_one_route_where_there_was_one_number_for_all_is_refused():
    change = f'[[changes]]\nid = "{GAP}"\nversion = "1.1"\nwith = {{ hard_least = {{ IM = 20 }} }}\n'
    with pytest.raises(RuleSetRefused, match=r"with\.hard_least: it was one number for every route"):
        read(change)
    every = ", ".join(f"{route.value} = 20" for route in Route)
    whole = f'[[changes]]\nid = "{GAP}"\nversion = "1.1"\nwith = {{ hard_least = {{ {every} }} }}\n'
    assert "20 h (Stop below)" in read(whole).rule(GAP).sentence


def test_a_change_of_one_case_keeps_the_others():
    change = (
        '[[changes]]\nid = "resting-readings"\nversion = "1.1"\n[changes.with.cases]\n'
        'fast-pulse = { fact = "profile.vital_signs.pulse", operator = "above", value = 105, unit = "/min" }\n'
    )
    sentence = read(change).rule("resting-readings").sentence
    assert "pulse at rest above 105" in sentence and "oxygen saturation at rest below 94" in sentence


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (2 * f'[[changes]]\nid = "{GAP}"\nversion = "1.1"\nsoft = "note"\n', f"rule “{GAP}” is changed twice"),
        (
            f'[[changes]]\nid = "{GAP}"\nversion = "1.1"\nsoft = "stop"\nhard = "note"\n',
            "the first limit must not speak more strongly than the second",
        ),
        (
            f'[[changes]]\nid = "{GAP}"\nversion = "1.1"\n'
            'guard = { all_of = [{ fact = "profile.conditions.gout-of-the-moon", value = true }] }\n',
            "the list of conditions has no “gout-of-the-moon”",
        ),
    ],
)
def test_what_would_make_a_rule_say_nothing_or_too_little_is_refused(text, told):
    with pytest.raises(RuleSetRefused, match=told):
        read(text)


@pytest.mark.parametrize(
    ("document", "told"),
    [
        (replace(own(), rules=()), "a set without rules would find nothing"),
        (replace(own(), id=" "), "id: this must not be empty"),
        (replace(own(), name=""), "name: this must not be empty"),
        (replace(own(), version=""), "version: this must not be empty"),
    ],
)
def test_a_set_without_a_name_or_rules_is_refused(document, told):
    with pytest.raises(RuleSetRefused, match=told):
        rule_set_of(document)


def test_a_set_made_from_one_that_is_not_here_stands_by_itself():
    document = replace(own(), made_from="starts 1").without_rule(GAP)
    assert len(rule_set_of(document).rules) == len(own().rules) - 1
