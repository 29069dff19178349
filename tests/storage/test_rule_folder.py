"""The clinic's rule sets in a folder: versions, drafts, who put what in force, and every kind of damage."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kapplanner.codec.rule_set_document import as_toml, document_at
from kapplanner.codec.rule_shelf import RuleShelfError
from kapplanner.domain.errors import ImpossibleValue, NotFound
from kapplanner.domain.plan import RuleSetReference
from kapplanner.resources import resource
from kapplanner.rules.finding import Tier
from kapplanner.storage.rule_folder import RuleFolder

GAP = "gap-between-medicine-sessions"
AT = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)
LATER = datetime(2026, 11, 27, 8, 0, tzinfo=UTC)
HARBOUR_1 = RuleSetReference("harbour", "1")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "rules"


@pytest.fixture
def shelf(folder: Path) -> RuleFolder:
    return RuleFolder(folder)


def own(**parts: object):
    document = document_at(resource("rules", "intensive.toml")).copied("harbour", "Harbour Clinic rules")
    return document.with_rule({**document.rule(GAP), **parts}) if parts else document


def test_without_a_folder_there_are_the_shipped_sets_that_nobody_adopted(shelf):
    assert shelf.own_sets() == ()
    found = shelf.in_force()
    assert [each.rule_set.id for each in found] == ["intensive", "conservative", "outpatient", "esketamine-label"]
    assert all(each.adoption is None and each.remark == "" for each in found)


def test_a_draft_is_kept_and_judges_nothing(shelf, folder):
    shelf.keep_draft(own(soft="stop"))
    (found,) = RuleFolder(folder).own_sets()
    assert (found.id, found.name, found.versions, found.problems) == ("harbour", "Harbour Clinic rules", (), ())
    assert found.draft is not None and found.draft.rule(GAP)["soft"] == "stop"
    with pytest.raises(NotFound, match="Choose one of: intensive"):
        shelf.for_plan(HARBOUR_1)


def test_a_draft_that_is_dropped_leaves_nothing_behind(shelf, folder):
    shelf.keep_draft(own())
    shelf.drop_draft("harbour")
    shelf.drop_draft("harbour")
    assert not (folder / "harbour").exists()


def test_versions_are_numbered_and_each_stays_as_it_was_put_in_force(shelf):
    first = shelf.put_in_force(own(), " Dr A. Lindqvist ", AT)
    second = shelf.put_in_force(own(soft="stop"), "Dr A. Lindqvist", LATER)
    assert [each.rule_set.version for each in (first, second)] == ["1", "2"]
    assert first.adoption is not None and first.adoption.by == "Dr A. Lindqvist"
    (found,) = shelf.own_sets()
    assert found.newest is not None and found.newest.rule_set.version == "2"
    assert shelf.for_plan(HARBOUR_1).rule_set.rule(GAP).tiers.soft is Tier.CAUTION
    assert shelf.for_plan(RuleSetReference("harbour", "2")).rule_set.rule(GAP).tiers.soft is Tier.STOP


def test_a_changed_rule_gets_a_version_of_its_own_and_the_others_keep_theirs(shelf):
    first = shelf.put_in_force(own(soft="stop"), "A", AT).rule_set
    assert first.rule(GAP).version == "harbour-1"
    assert first.rule("medicine-sessions-in-7-days").version == "1.0"
    document = shelf.document(HARBOUR_1)
    changed = document.with_rule({**document.rule("medicine-sessions-in-14-days"), "soft": "stop"})
    second = shelf.put_in_force(changed, "A", LATER).rule_set
    assert second.rule(GAP).version == "harbour-1"
    assert second.rule("medicine-sessions-in-14-days").version == "harbour-2"


def test_putting_in_force_lets_go_of_the_draft(shelf):
    shelf.keep_draft(own())
    shelf.put_in_force(own(), "A", AT)
    assert shelf.own_sets()[0].draft is None


def test_a_plan_of_a_version_that_is_not_here_is_told_by_which_it_is_judged(shelf):
    shelf.put_in_force(own(), "A", AT)
    found = shelf.for_plan(RuleSetReference("harbour", "7"))
    assert found.rule_set.version == "1"
    assert "made with version 7" in found.remark and "judged by version 1" in found.remark
    assert "judged by version 1.0" in shelf.for_plan(RuleSetReference("intensive", "0.9")).remark


def test_new_plans_follow_the_clinics_newest_set_made_from_the_one_a_template_names(shelf):
    assert shelf.for_template("intensive").rule_set.id == "intensive"
    shelf.put_in_force(own(), "A", AT)
    shelf.put_in_force(replace(own(), id="second", name="Second"), "A", LATER)
    assert shelf.for_template("intensive").rule_set.id == "second"
    assert shelf.for_template("outpatient").rule_set.id == "outpatient"


def test_a_shipped_set_is_adopted_by_name(shelf, folder):
    shelf.adopt(RuleSetReference("intensive", "1.0"), "Dr A. Lindqvist", AT)
    found = RuleFolder(folder).for_plan(RuleSetReference("intensive", "1.0"))
    assert found.adoption is not None
    assert (found.adoption.by, found.adoption.at) == ("Dr A. Lindqvist", AT)
    assert shelf.own_sets() == ()
    with pytest.raises(ImpossibleValue, match="needs the name"):
        shelf.adopt(RuleSetReference("intensive", "1.0"), "  ", AT)


def test_a_version_with_a_wrong_value_or_a_failing_example_is_not_put_in_force(shelf, folder):
    raw = own().rule(GAP)
    with pytest.raises(RuleShelfError, match=r"with\.soft_least"):
        shelf.put_in_force(own(**{"with": {**raw["with"], "soft_least": "x"}}), "A", AT)
    example = {"plan": "medicine D1 10:00 SL; medicine D2 09:59 SL", "outcome": "passed"}
    with pytest.raises(RuleShelfError, match="passed was expected, the rule says Caution"):
        shelf.put_in_force(own(examples=[example]), "A", AT)
    assert not folder.exists() or not list(folder.rglob("1.toml"))


DAMAGES = {
    "cut in the middle": lambda data: data[: len(data) // 2],
    "emptied": lambda data: b"",
    "an unknown form": lambda data: data.replace(b'form = "spacing"', b'form = "spicing"', 1),
    "an unknown field": lambda data: data.replace(b'form = "spacing"', b'form = "spacing"\ncolour = "red"', 1),
    "a value out of bounds": lambda data: data.replace(b"hard_least = 18", b"hard_least = 99999", 1),
    "another limit, by hand": lambda data: data.replace(b"hard_least = 18", b"hard_least = 2", 1),
    "a rule left out": lambda data: data[: data.rindex(b"[[rules]]")],
    "a ring": lambda data: data.replace(b'version = "1"', b'version = "1"\nextends = "1"', 1),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_after_damage_the_version_as_it_was_put_in_force_stays_in_use_and_says_so(shelf, folder, damage):
    before = shelf.put_in_force(own(), "Dr A. Lindqvist", AT).rule_set
    file = folder / "harbour" / "1.toml"
    assert damage(file.read_bytes()) != file.read_bytes()
    file.write_bytes(damage(file.read_bytes()))
    found = RuleFolder(folder).for_plan(HARBOUR_1)
    assert found.rule_set == before
    assert "harbour/1.toml was changed or damaged after Dr A. Lindqvist put it in force" in found.remark
    assert RuleFolder(folder).own_sets()[0].problems == (found.remark,)
    assert file.read_bytes() != b"" or damage is DAMAGES["emptied"]  # what is there is never written over


def test_what_is_wrong_in_a_damaged_file_is_told_with_rule_and_field(shelf, folder):
    shelf.put_in_force(own(), "A", AT)
    file = folder / "harbour" / "1.toml"
    file.write_bytes(DAMAGES["a value out of bounds"](file.read_bytes()))
    remark = shelf.for_plan(HARBOUR_1).remark
    assert f"rule “{GAP}”" in remark and "with.hard_least" in remark


def test_a_missing_file_is_judged_by_its_kept_copy(shelf, folder):
    before = shelf.put_in_force(own(), "A", AT).rule_set
    (folder / "harbour" / "1.toml").unlink()
    found = RuleFolder(folder).for_plan(HARBOUR_1)
    assert found.rule_set == before
    assert "missing" in found.remark


def test_where_the_copy_is_damaged_too_the_earlier_version_is_used_and_both_are_told(shelf, folder):
    shelf.put_in_force(own(), "A", AT)
    shelf.put_in_force(own(soft="stop"), "A", LATER)
    for file in (folder / "harbour" / "2.toml", folder / "harbour" / "kept" / "2.toml"):
        file.write_bytes(b"broken")
    found = shelf.for_plan(RuleSetReference("harbour", "2"))
    assert found.rule_set.version == "1"
    assert "made with version 2" in found.remark
    (own_set,) = shelf.own_sets()
    assert "No plan is judged by it" in own_set.problems[0]


def test_a_lost_record_is_told_and_the_version_still_judges(shelf, folder):
    shelf.put_in_force(own(), "A", AT)
    (folder / "harbour" / "1.adopted.toml").write_text("by = ")
    found = shelf.for_plan(HARBOUR_1)
    assert found.adoption is None
    assert "Nobody is known to have put harbour/1.toml in force" in found.remark


def test_a_version_whose_record_was_lost_is_put_in_force_again_by_name(shelf, folder):
    before = shelf.put_in_force(own(), "A", AT).rule_set
    (folder / "harbour" / "1.adopted.toml").write_text("by = ")
    (folder / "harbour" / "kept" / "1.toml").unlink()
    shelf.adopt(HARBOUR_1, "Dr A. Lindqvist", LATER)
    found = RuleFolder(folder).for_plan(HARBOUR_1)
    assert (found.rule_set, found.remark) == (before, "")
    assert found.adoption is not None and (found.adoption.by, found.adoption.at) == ("Dr A. Lindqvist", LATER)
    (folder / "harbour" / "1.toml").write_bytes(b"broken")
    assert RuleFolder(folder).for_plan(HARBOUR_1).rule_set == before  # the copy is kept again


def test_a_version_that_no_longer_holds_its_own_example_is_not_put_in_force_again(shelf, folder):
    example = {"plan": "medicine D1 10:00 SL; medicine D2 09:00 SL", "outcome": "caution"}
    shelf.put_in_force(own(examples=[example]), "A", AT)
    file, record = folder / "harbour" / "1.toml", folder / "harbour" / "1.adopted.toml"
    file.write_bytes(file.read_bytes().replace(b'outcome = "caution"', b'outcome = "passed"'))
    record.unlink()
    with pytest.raises(RuleShelfError, match=r"an example of .* does not hold"):
        shelf.adopt(HARBOUR_1, "B", LATER)
    assert not record.exists()


def test_a_damaged_draft_is_told_and_stays_where_it_is(shelf, folder):
    shelf.keep_draft(own())
    draft = folder / "harbour" / "draft.toml"
    draft.write_bytes(draft.read_bytes()[:300])
    (found,) = shelf.own_sets()
    assert found.draft is None
    assert "The draft of “harbour” cannot be read" in found.problems[0]
    assert len(draft.read_bytes()) == 300


def test_a_draft_with_wrong_values_can_still_be_opened_to_be_mended(shelf):
    shelf.keep_draft(own(soft=None, hard=None))
    assert shelf.own_sets()[0].draft is not None


def test_strange_files_and_names_in_the_folder_are_left_alone(shelf, folder):
    folder.mkdir()
    (folder / "notes.txt").write_text("x")
    (folder / "Not A Set").mkdir()
    (folder / "intensive").mkdir()
    (folder / "intensive" / "1.toml").write_bytes(as_toml(own()))
    assert shelf.own_sets() == ()
    assert shelf.for_plan(RuleSetReference("intensive", "1.0")).rule_set.version == "1.0"
    with pytest.raises(NotFound):
        shelf.for_plan(RuleSetReference("../../etc", "1"))
    with pytest.raises(RuleShelfError, match="cannot be the short name"):
        shelf.drop_draft("../harbour")


def test_a_file_that_holds_another_set_than_its_name_says_is_told(shelf, folder):
    shelf.put_in_force(own(), "A", AT)
    other = folder / "other"
    other.mkdir()
    (other / "1.toml").write_bytes((folder / "harbour" / "1.toml").read_bytes())
    found = {each.id: each for each in shelf.own_sets()}["other"]
    assert found.versions == ()
    assert any("holds another rule set than its name says" in problem for problem in found.problems)


@pytest.mark.skipif(sys.platform == "win32" or not hasattr(os, "geteuid"), reason="asks for Unix permissions")
def test_a_folder_that_may_not_be_written_is_told_and_reading_goes_on(folder, tmp_path):
    """Run as an unprivileged user, since root may write everywhere."""
    script = f"""
import os, sys
sys.path.insert(0, {str(Path(__file__).resolve().parents[2])!r})
from kapplanner.codec.rule_set_document import document_at
from kapplanner.domain.errors import PlannerError
from kapplanner.resources import resource
from kapplanner.storage.rule_folder import RuleFolder
shelf = RuleFolder(__import__("pathlib").Path({str(folder)!r}))
document = document_at(resource("rules", "intensive.toml")).copied("harbour", "H")
if os.geteuid() == 0:
    os.setuid(65534)
try:
    shelf.keep_draft(document)
except PlannerError as told:
    print(told)
print(len(shelf.in_force()))
"""
    folder.mkdir()
    tmp_path.chmod(0o755)
    folder.chmod(0o555)
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    if "Permission denied" in ran.stderr:
        pytest.skip("this machine hides the test's folder from other users")
    assert "The rule set could not be kept: Permission denied" in ran.stdout, ran.stderr
    assert ran.stdout.splitlines()[-1] == "4"
