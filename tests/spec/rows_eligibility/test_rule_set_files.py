"""Cases and clinical lists in rule set files: told by file, rule and field, never dropped in silence."""

from pathlib import Path
from shutil import copytree

import pytest

from kapplanner.codec.rule_document import RuleSetRefused
from kapplanner.codec.rule_sets import read_rule_set, rule_set_named
from kapplanner.resources import resource

HEAD = 'id = "clinic"\nversion = "1.0"\nname = "Clinic"\n'
RULE = """
[[rules]]
id = "pulse"
version = "1.0"
title = "Pulse"
form = "applicability"
hard = "stop"
why = "Ours."
evidence = "None."
house_default = "Ours."
reviewed = 2026-11-01
with = { cases = { fast = { fact = "profile.vital_signs.pulse", operator = "above", value = 110 } } }
ranges = { "cases.fast" = [100, 130] }
"""
TABLE = RULE.replace(
    'with = { cases = { fast = { fact = "profile.vital_signs.pulse", operator = "above", value = 110 } } }',
    'with = { table = "conditions" }',
).replace('ranges = { "cases.fast" = [100, 130] }', "")


def read(folder: Path, text: str):
    path = folder / "clinic.toml"
    path.write_text(text, encoding="utf-8")
    return read_rule_set(path)


def test_a_case_is_read_and_said(tmp_path):
    assert read(tmp_path, HEAD + RULE).rules[0].sentence == "Pulse at rest above 110: Stop."


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("value = 110", "value = 99", "with.cases.fast: it is 99; it must be from 100 to 130"),
        ("value = 110", "value = 131", "with.cases.fast: it is 131; it must be from 100 to 130"),
        ("value = 110", 'value = "fast"', "compares numbers only"),
        (", value = 110", "", "“fast”: a case needs a fact and a value"),
        ("value = 110", 'value = 110, colour = "red"', "“fast”: a case needs a fact and a value"),
        ("profile.vital_signs.pulse", "profile.mood", "There is no fact called “profile.mood”"),
        ('operator = "above"', 'operator = "over"', "Compared cannot be “over”"),
        ("value = 110", 'value = 110, side = "left"', "Limit cannot be “left”"),
        ("with = { cases", 'with = { fact = "patient.age", cases', "This rule needs one of: a fact, cases, a table"),
        ("with = { cases", 'with = { table = "conditions", cases', "This rule needs one of: a fact, cases, a table"),
    ],
)
def test_a_wrong_case_is_told_by_its_name(tmp_path, before, after, told):
    with pytest.raises(RuleSetRefused) as refusal:
        read(tmp_path, HEAD + RULE.replace(before, after, 1))
    assert "clinic.toml, rule “pulse”" in str(refusal.value)
    assert told in str(refusal.value)


def test_a_rule_on_a_list_that_the_set_does_not_name_is_refused(tmp_path):
    with pytest.raises(RuleSetRefused, match="rule “pulse”: the rule set names no list of conditions"):
        read(tmp_path, HEAD + TABLE)


@pytest.mark.parametrize("name", ["../conditions", "/etc/passwd", "a b"])
def test_a_list_lies_beside_the_set_and_nowhere_else(tmp_path, name):
    with pytest.raises(RuleSetRefused, match="is not the name of a list"):
        read(tmp_path, HEAD + f'conditions = "{name}"\n' + TABLE)


def test_a_list_that_is_not_there_is_told(tmp_path):
    with pytest.raises(RuleSetRefused, match="there is no such list"):
        read(tmp_path, HEAD + 'conditions = "ours"\n' + TABLE)


def test_a_clinic_names_a_list_of_its_own(tmp_path):
    copytree(resource("rules", "lists"), tmp_path / "lists")
    ours = (tmp_path / "lists" / "conditions.toml").read_text(encoding="utf-8")
    (tmp_path / "lists" / "ours.toml").write_text(
        ours.replace('version = "1.0"', 'version = "2.0"', 1), encoding="utf-8"
    )
    found = read(tmp_path, HEAD + 'conditions = "ours"\n' + TABLE)
    assert found.conditions is not None and found.conditions.version == "2.0"
    assert found.medicines is None


def test_every_row_from_31_to_50_is_in_the_default_set():
    assert {rule.catalogue for rule in rule_set_named("intensive").rules} >= set(range(31, 51))


def test_the_careful_end_of_r37_and_r39():
    conservative = rule_set_named("conservative")
    assert {profile.observation_minutes for profile in conservative.routes.values()} == {240}
    limits = {case.name: case.condition.value for case in conservative.rule("resting-readings").form.cases}
    assert [int(limits[f"{step}-systolic"]) for step in ("caution", "hold", "no-session")] == [130, 150, 170]
    assert [int(limits[f"{step}-diastolic"]) for step in ("caution", "hold", "no-session")] == [85, 95, 105]
    shipped = {
        case.name: case.condition.value for case in rule_set_named("intensive").rule("resting-readings").form.cases
    }
    assert [int(shipped[f"{step}-systolic"]) for step in ("caution", "hold", "no-session")] == [140, 160, 180]
