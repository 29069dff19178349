"""Rule set files: strict, told per file, rule and field; a rule never disappears silently."""

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from kapplanner.codec.rule_document import RuleSetRefused
from kapplanner.codec.rule_sets import read_rule_set, rule_set_named, rule_sets
from kapplanner.domain.errors import NotFound
from kapplanner.domain.quantities import Band, BodyMass, PlannedDose
from kapplanner.domain.session import Route
from kapplanner.resources import resource
from kapplanner.rules.fields import parameters
from kapplanner.rules.finding import Tier

HEAD = 'id = "clinic"\nversion = "1.0"\nname = "Clinic"\n'
RULE = """
[[rules]]
id = "weekly"
version = "1.0"
title = "Weekly"
form = "count in window"
soft = "caution"
why = "Ours."
evidence = "None."
house_default = "Ours."
reviewed = 2026-11-01
with = { select = { kinds = ["medicine"] }, days = 7, soft_most = 3 }
ranges = { soft_most = [2, 4] }
"""


def read(folder: Path, text: str, name: str = "clinic.toml"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_rule_set(path)


def test_a_rule_set_is_read_whole(tmp_path):
    found = read(tmp_path, HEAD + RULE)
    assert [rule.id for rule in found.rules] == ["weekly"]
    assert found.reference.id == "clinic"
    assert found.rules[0].sentence == "Medicine sessions in any 7 days: at most 3 (Caution above)."


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('soft = "caution"', 'sofft = "caution"', "unknown field `sofft`"),
        ('form = "count in window"', 'form = "count"', "form: there is no rule form called “count”"),
        ("soft_most = 3 }", "soft_most = 5 }", "with.soft_most: it is 5; it must be from 2 to 4"),
        ("soft_most = 3 }", "soft_most = 1 }", "with.soft_most: it is 1; it must be from 2 to 4"),
        ("soft_most = 3 }", "soft_mots = 3 }", "with.soft_mots: the form “count in window” has no such parameter"),
        ("soft_most = 3 }", "soft_most = 2.5 }", "must be a whole number"),
        ("soft_most = 3 }", "soft_most = 501 }", "it must be from 0 to 500"),
        ("soft_most = 3 }", 'soft_most = "3" }', "must be a whole number"),
        ("days = 7", "days = true", "Window must be a whole number"),
        ("days = 7", "days = 0", "Window is 0 days; it must be from 1 to 400 days"),
        ('kinds = ["medicine"]', 'kinds = ["medicin"]', "cannot be “medicin”"),
        ('kinds = ["medicine"]', 'kind = ["medicine"]', "has no part called “kind”"),
        ('kinds = ["medicine"]', "nth = 2", "goes with the position"),
        ("select = { kinds", "sel = { kinds", "has no such parameter"),
        ('soft = "caution"', 'soft = "warning"', "Invalid enum value 'warning'"),
        ('soft = "caution"\n', "", "soft: a rule needs a tier"),
        ('house_default = "Ours."\n', "", "house_default: a rule without a source"),
        ('house_default = "Ours."', 'sources = ["nobody"]', "There is no source “nobody”"),
        ("reviewed = 2026-11-01", "reviewed = 2026-02-30", "clinic.toml"),
        ("reviewed = 2026-11-01\n", "reviewed = 2026-11-01\nenabled = false\n", "off_reason"),
        (", soft_most = 3", "", "At least one of soft_most, hard_most, soft_least, hard_least must be given"),
        ("soft_most = 3 }", "soft_most = 3, hard_most = 2 }", "The second limit must not be below the first"),
        ("reviewed = 2026-11-01\n", 'reviewed = 2026-11-01\nguard = { routes = ["XX"] }\n', "Invalid enum value 'XX'"),
        (
            "reviewed = 2026-11-01\n",
            'reviewed = 2026-11-01\nguard = { all_of = [{ fact = "patient.mood", value = true }] }\n',
            "There is no fact called “patient.mood”",
        ),
    ],
)
def test_what_is_wrong_is_told_with_file_rule_and_field(tmp_path, before, after, told):
    assert before in RULE
    with pytest.raises(RuleSetRefused) as refused:
        read(tmp_path, HEAD + RULE.replace(before, after, 1))
    assert told in str(refused.value)
    assert str(refused.value).startswith("clinic.toml")
    if "2026-02-30" not in after:
        assert "rule “weekly”" in str(refused.value)


def test_an_unknown_field_of_the_set_and_broken_toml_are_told(tmp_path):
    with pytest.raises(RuleSetRefused, match=r"clinic\.toml: .*colour"):
        read(tmp_path, HEAD + 'colour = "red"\n' + RULE)
    with pytest.raises(RuleSetRefused, match=r"clinic\.toml"):
        read(tmp_path, HEAD + "[[rules")
    with pytest.raises(RuleSetRefused, match="there is no such rule set"):
        read_rule_set(tmp_path / "absent.toml")


def test_two_rules_of_one_id_are_refused(tmp_path):
    with pytest.raises(RuleSetRefused, match="two rules share the id “weekly”"):
        read(tmp_path, HEAD + RULE + RULE)


def test_a_set_extends_another_by_what_differs(tmp_path):
    read(tmp_path, HEAD + RULE)
    change = '[[changes]]\nid = "weekly"\nversion = "1.1"\nsoft = "stop"\nwith = { soft_most = 2 }\n'
    strict = read(tmp_path, HEAD.replace("clinic", "strict") + 'extends = "clinic"\n' + change, "strict.toml")
    rule = strict.rule("weekly")
    assert (rule.version, rule.tiers.soft) == ("1.1", Tier.STOP)
    assert rule.sentence == "Medicine sessions in any 7 days: at most 2 (Stop above)."


def test_a_change_needs_a_rule_and_a_version_and_keeps_the_range(tmp_path):
    read(tmp_path, HEAD + RULE)
    begin = HEAD.replace("clinic", "strict") + 'extends = "clinic"\n[[changes]]\n'
    for change, told in (
        ('id = "other"\nversion = "1.1"\n', "there is no rule “other” to change"),
        ('id = "weekly"\nsoft = "stop"\n', "a change needs a version of its own"),
        ('id = "weekly"\nversion = "1.1"\nwith = { soft_most = 9 }\n', "must be from 2 to 4"),
    ):
        with pytest.raises(RuleSetRefused, match=told):
            read(tmp_path, begin + change, "strict.toml")


def test_a_ring_of_extensions_is_told(tmp_path):
    (tmp_path / "b.toml").write_text('id = "b"\nversion = "1"\nname = "B"\nextends = "a"\n', encoding="utf-8")
    with pytest.raises(RuleSetRefused, match="in a ring: a → b → a"):
        read(tmp_path, 'id = "a"\nversion = "1"\nname = "A"\nextends = "b"\n', "a.toml")


def test_the_shipped_sets_are_there_by_name():
    assert [each.id for each in rule_sets()] == ["intensive", "conservative", "outpatient", "esketamine-label"]
    with pytest.raises(NotFound, match="There is no rule set called “relaxed”"):
        rule_set_named("relaxed")
    with pytest.raises(NotFound):
        rule_set_named("intensive").rule("nothing")


def test_every_row_from_1_to_30_and_51_is_in_the_default_set():
    numbers = {rule.catalogue for rule in rule_set_named("intensive").rules}
    assert numbers >= {*range(1, 31), 51}
    assert len({rule.id for rule in rule_set_named("intensive").rules}) == len(rule_set_named("intensive").rules)


@pytest.mark.parametrize("each", rule_sets(), ids=lambda each: each.id)
def test_every_rule_has_a_reason_and_a_source_or_says_that_it_is_a_house_default(each):
    for rule in each.rules:
        assert rule.rationale and rule.evidence and rule.last_reviewed, rule.id
        assert rule.sources or rule.house_default, rule.id
        assert not rule.house_default or rule.house_reason, rule.id
        assert rule.sentence[0].isupper() and rule.sentence.endswith("."), rule.sentence
        assert "{" not in rule.sentence and "None" not in rule.sentence, rule.sentence


def test_no_clinic_page_stands_as_a_source():
    raw = tomllib.loads(resource("rules", "intensive.toml").read_text(encoding="utf-8"))
    for source in raw["sources"].values():
        assert ".com" not in source.get("address", "")


def test_only_changed_rows_stand_in_the_other_sets():
    base = {rule.id: rule for rule in rule_set_named("intensive").rules}
    for name in ("conservative", "outpatient", "esketamine-label"):
        raw = tomllib.loads(resource("rules", f"{name}.toml").read_text(encoding="utf-8"))
        changed = {change["id"] for change in raw.get("changes", [])}
        for rule in rule_set_named(name).rules:
            same = base.get(rule.id) == rule
            assert same is (rule.id not in changed and rule.id in base), rule.id


def test_conservative_sits_at_the_careful_end():
    careful = rule_set_named("conservative")
    assert careful.rule("medicine-sessions-in-7-days").tiers.soft is Tier.CAUTION
    assert "at most 4 (Caution above)" in careful.rule("medicine-sessions-in-14-days").sentence
    assert "at most 6 (Caution above)" in careful.rule("medicine-sessions-in-30-days").sentence
    assert "at least 28 days" in careful.rule("maintenance-spacing").sentence


def test_outpatient_turns_the_retreat_rows_off_with_a_reason():
    off = {rule.id: rule.off_reason for rule in rule_set_named("outpatient").rules if not rule.enabled}
    assert {"arrival-before-medicine", "departure-after-medicine", "hours-for-sleep", "night-cover"} <= set(off)
    assert all(off.values())


@pytest.mark.parametrize(
    ("route", "low", "standard", "share", "observed", "solids", "fluids", "block"),
    [
        ("SL", "75 mg", "200 mg", "0.3", 120, 240, 120, 180),
        ("PO", "50 mg", "150 mg", "0.2", 150, 240, 120, 210),
        ("IN", "30 mg", "50 mg", "0.45", 120, 120, 30, 180),
        ("ESK", "28 mg", "56 mg", "0.48", 120, 120, 30, 150),
        ("IM", "0.5 mg/kg", "0.75 mg/kg", "0.93", 120, 360, 120, 180),
        ("SC", "0.25 mg/kg", "0.5 mg/kg", "0.85", 120, 240, 120, 150),
        ("IV", "0.3 mg/kg", "0.5 mg/kg", "1", 120, 360, 120, 150),
    ],
)
def test_route_numbers_are_those_that_were_settled(route, low, standard, share, observed, solids, fluids, block):
    numbers = rule_set_named("intensive").route(Route(route))
    assert (numbers.low_edge, numbers.standard_edge) == (PlannedDose.parse(low), PlannedDose.parse(standard))
    assert numbers.share_absorbed == Decimal(share)
    assert (numbers.observation_minutes, numbers.solids_minutes, numbers.fluids_minutes) == (observed, solids, fluids)
    assert (numbers.block_minutes, numbers.accompanied_minutes) == (block, 720)
    assert (numbers.driving_not_before.hour, numbers.night_until.hour) == (9, 5)
    assert numbers.sources
    weight = BodyMass.parse("70 kg")
    assert numbers.band(numbers.low_edge, weight) is Band.LOW
    assert numbers.band(numbers.standard_edge, weight) is Band.STANDARD


def test_a_drip_is_watched_for_an_hour_after_its_end():
    drip = rule_set_named("intensive").route(Route.IV)
    assert (drip.infusion_minutes, drip.after_infusion_minutes) == (40, 60)
    assert rule_set_named("intensive").route(Route.IM).infusion_minutes is None


@pytest.mark.parametrize("each", rule_sets(), ids=lambda each: each.id)
def test_every_parameter_writes_what_it_reads(each):
    for rule in each.rules:
        for name, field in parameters(type(rule.form)).items():
            value = getattr(rule.form, name)
            if value is not None and value != ():
                assert field.read(field.write(value)) == value, (rule.id, name)
