"""List files are read strictly: what is unknown, missing or wrong is told by file and field."""

import pytest

from kapplanner.codec.clinical_lists import (
    ClinicalListRefused,
    condition_list,
    medicine_list,
    read_condition_list,
    read_medicine_list,
)
from kapplanner.resources import resource

CONDITIONS = resource("rules", "lists", "conditions.toml").read_text(encoding="utf-8")
MEDICINES = resource("rules", "lists", "medicines.toml").read_text(encoding="utf-8")


def refused(tmp_path, read, text, before, after):
    assert before in text
    path = tmp_path / "mine.toml"
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(ClinicalListRefused) as caught:
        read(path)
    sentence = str(caught.value)
    assert sentence.startswith("mine.toml")
    return sentence


def test_copies_under_other_names_read_as_the_same_lists(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(CONDITIONS, encoding="utf-8")
    assert read_condition_list(path) == condition_list()
    path.write_text(MEDICINES, encoding="utf-8")
    assert read_medicine_list(path) == medicine_list()


AGE = 'statements = [{ tier = "stop", says = "Under 18: labels and every anxiety trial are for adults only." }]'


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('code = "under-18"', 'code = "under-18"\ncolour = "blue"', ["rows 1, conditions 1", "colour"]),
        ('code = "under-18"\n', "", ["rows 1, conditions 1", "code"]),
        ('code = "under-18"', 'code = "Under 18"', ["condition “Under 18”, code"]),
        ('code = "under-18"', 'code = "pregnancy"', ["conditions", "“pregnancy” stands there twice"]),
        ('code = "hypersensitivity"', 'code = "age"', ["rows", "“age” stands there twice"]),
        ('tier = "stop", says = "Under', 'tier = "halt", says = "Under', ["rows 1, conditions 1, statements 1, tier"]),
        ("Under 18: labels", "x" * 140 + " labels", ["condition “under-18”, says", "140 characters"]),
        ("Under 18: labels", "Under {age}: labels", ["condition “under-18”, says", "placeholder"]),
        ("Under 18: labels", "Under\\u202e 18: labels", ["condition “under-18”, says", "U+202E"]),
        (AGE, "statements = []", ["condition “under-18”, statements", "judged_by"]),
        (AGE, AGE + "\njudged_by = 18", ["condition “under-18”, statements", "judged_by"]),
        ('routes = ["ESK"]', 'routes = ["nasal"]', ["rows 13, conditions 1, statements 1, routes 1", "nasal"]),
        ('routes = ["ESK"]', 'routes = ["ESK", "SL"]', ["condition “breastfeeding”, statements", "same plan"]),
        ('routes = ["ESK"], ', "", ["condition “breastfeeding”, statements", "same plan"]),
        ("retreat = false, ", "", ["condition “imminent-suicide-risk”, statements", "same plan"]),
        ('sources = ["esketamine-label"]', 'sources = ["a-blog"]', ["condition “under-18”, sources", "a-blog"]),
        ('sources = ["esketamine-label"]', "sources = []", ["condition “under-18”, house_default", "reason"]),
        ('fact = "patient.age"', 'fact = "patient.years"', ["condition “under-18”, when", "patient.years"]),
        ("value = 18", 'value = "many"', ["condition “under-18”, when", "numbers only"]),
        ('confidence = "found"', 'confidence = "sure"', ["rows 1, conditions 1, confidence", "sure"]),
        ('name = "Age under 18"', 'name = " "', ["row “age”, name", "empty"]),
        ("reviewed = 2026-11-01", 'reviewed = "soon"', ["reviewed"]),
        ("[[rows]]", "[[rows", ["not readable TOML"]),
    ],
)
def test_a_wrong_field_of_the_conditions_is_told_by_file_and_place(tmp_path, before, after, told):
    sentence = refused(tmp_path, read_condition_list, CONDITIONS, before, after)
    for part in told:
        assert part in sentence


HIGH = 'when = "equivalent above"\nabove = 8\n'
SERTRALINE = 'sertraline = { groups = ["ssri"]'


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('code = "z-drug"\nname', 'code = "benzodiazepine"\nname', ["groups", "“benzodiazepine” stands there twice"]),
        ('code = "z-drug"\ntier', 'code = "benzodiazepine"\ntier', ["effects", "“benzodiazepine” stands there twice"]),
        ('code = "z-drug"\nname', 'code = "none-of-these"\nname', ["group “none-of-these”, code"]),
        (HIGH, 'when = "equivalent above"\n', ["effect “diazepam-equivalent-high”, above"]),
        (HIGH, "above = 8\n", ["effect “diazepam-equivalent-high”, above"]),
        (HIGH, 'when = "often"\n', ["rows 1, groups 1, effects 2, when", "often"]),
        ("asks_equivalent = true", "asks_equivalent = false", ["effect “diazepam-equivalent-high”, when"]),
        ('when = "answered yes"\nasked = "always"\n', "", ["effect “alcohol-near-dose”, question"]),
        ("hours_before = 24\n", "hours_before = 96\n", ["effect “alcohol-near-dose”, hours_range", "outside"]),
        ("hours_range = [12, 72]\n", "", ["effect “alcohol-near-dose”, hours_range", "need it"]),
        ("hours_before = 24\n", "", ["effect “alcohol-near-dose”, question", "placeholder"]),
        ("Above {above} mg", "Above {limit} mg", ["effect “diazepam-equivalent-high”, says", "placeholder"]),
        (
            'fact = "profile.insulin',
            'fact = "profile.sugar',
            ["group “insulin-or-sulfonylurea”, when", "profile.sugar"],
        ),
        (SERTRALINE, 'sertraline = { groups = ["ssris"]', ["medicine “sertraline”, groups", "“ssris”"]),
        (SERTRALINE, "sertraline = { groups = []", ["medicine “sertraline”, groups", "none is named"]),
        (SERTRALINE, 'sertraline = { groups = ["ssri", "ssri"]', ["medicine “sertraline”, groups", "twice"]),
        (SERTRALINE, SERTRALINE + ', equals = { ashton = "5" }', ["medicine “sertraline”, equals"]),
        (SERTRALINE, SERTRALINE + ', trade = ["x"]', ["medicines", "trade"]),
        ('"Zoloft"', '"Xanax"', ["medicine “sertraline”, names", "“Xanax” also stands at “alprazolam”"]),
        ('"Zoloft"', '"xanáx"', ["medicine “sertraline”, names", "also stands at “alprazolam”"]),
        ('"Zoloft"', '"Lustral"', ["medicine “sertraline”, names", "“Lustral” also stands at “sertraline”"]),
        ('"Zoloft"', '"Benzo"', ["group “benzodiazepine”, names", "medicine of another group"]),
        ('also = ["benzo", ', 'also = ["opiate", ', ["group “opioid”, names", "also stands at “benzodiazepine”"]),
        ('equals = { ashton = "0.5", va-dod', 'equals = { ashton = "half", va-dod', ["medicine “alprazolam”, equals"]),
        ('equals = { ashton = "0.5", va-dod', 'equals = { ashton = "2-1", va-dod', ["medicine “alprazolam”, equals"]),
        ('equals = { ashton = "0.5", va-dod', 'equals = { ashton = "0", va-dod', ["medicine “alprazolam”, equals"]),
        ('equals = { ashton = "0.5", va-dod', 'equals = { ashtn = "0.5", va-dod', ["medicine “alprazolam”", "ashtn"]),
        ("name_notes = { Benadryl", "name_notes = { Benylin", ["medicine “diphenhydramine”, name_notes", "Benylin"]),
        ("lithium = {", "diazepam = {", ["not readable TOML"]),
        ('names_confidence = "high"\n', "", ["names_confidence"]),
    ],
)
def test_a_wrong_field_of_the_medicines_is_told_by_file_and_place(tmp_path, before, after, told):
    sentence = refused(tmp_path, read_medicine_list, MEDICINES, before, after)
    for part in told:
        assert part in sentence


@pytest.mark.parametrize("damage", [b"", b"\xff\xfe\x00", b"id = ", b"[rows]\n"])
def test_a_broken_file_is_told_by_name(tmp_path, damage):
    path = tmp_path / "broken.toml"
    path.write_bytes(damage)
    for read in (read_condition_list, read_medicine_list):
        with pytest.raises(ClinicalListRefused, match=r"broken\.toml"):
            read(path)


def test_a_missing_file_is_told_by_name(tmp_path):
    with pytest.raises(ClinicalListRefused, match=r"gone\.toml: there is no such list"):
        read_condition_list(tmp_path / "gone.toml")


@pytest.mark.parametrize(("length", "fits"), [(138, True), (139, True), (140, False)])
def test_a_sentence_has_less_than_140_characters(tmp_path, length, fits):
    sentence = "Under 18: labels and every anxiety trial are for adults only."
    text = CONDITIONS.replace(sentence, sentence.ljust(length, "."))
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    if fits:
        assert len(read_condition_list(path).named("under-18").statements[0].sentence) == length
    else:
        with pytest.raises(ClinicalListRefused, match="less than 140"):
            read_condition_list(path)


HEAD = """
id = "mine"
version = "1.0"
name = "Mine"
catalogue = 48
reviewed = 2026-11-01
next_review = 2027-05-01
sources = {}
"""
MORE = """
names_note = "few"
names_confidence = "low"
equivalents_note = "none"
medicines = {}
"""


def test_a_row_without_entries_is_told(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(HEAD + '[[rows]]\ncode = "empty"\nname = "Empty"\nconditions = []\n', encoding="utf-8")
    with pytest.raises(ClinicalListRefused, match="row “empty”, entries"):
        read_condition_list(path)


def test_a_group_that_says_nothing_is_told(tmp_path):
    group = '{ code = "silent", name = "Silent", one = "a silent one", effects = [] }'
    path = tmp_path / "mine.toml"
    path.write_text(f'{HEAD}{MORE}[[rows]]\ncode = "row"\nname = "Row"\ngroups = [{group}]\n', encoding="utf-8")
    with pytest.raises(ClinicalListRefused, match="group “silent”, effects"):
        read_medicine_list(path)
