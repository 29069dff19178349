"""What a plan is judged by where its rules are not here, what is newer, and how it is told who put rules in force."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from kapplanner.codec.adoption_words import adoption_words, in_force_sentence, set_words
from kapplanner.codec.rule_set_document import document_at
from kapplanner.codec.rule_sets import rule_set_named
from kapplanner.codec.rule_shelf import Adoption, InForce
from kapplanner.codec.rules_of_plan import judged_by, newest_version
from kapplanner.domain.plan import RuleSetReference
from kapplanner.resources import resource
from kapplanner.storage.rule_folder import RuleFolder

LATE = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)
"""Still 25 November in New York."""
HARBOUR_1 = RuleSetReference("harbour", "1")
INTENSIVE = rule_set_named("intensive")


@pytest.fixture
def shelf(tmp_path: Path) -> RuleFolder:
    return RuleFolder(tmp_path / "rules")


def own():
    return document_at(resource("rules", "intensive.toml")).copied("harbour", "Harbour Clinic rules")


def test_a_plan_whose_rules_are_here_is_judged_by_them(shelf):
    assert judged_by(shelf, INTENSIVE.reference) == InForce(INTENSIVE)


def test_where_the_rules_of_a_plan_are_not_here_the_default_stands_in_and_says_so(shelf):
    found = judged_by(shelf, RuleSetReference("bayside", "3"))
    assert found.rule_set is INTENSIVE
    assert found.remark == (
        "The rules that this plan names, “bayside”, version 3, are not on this computer. Intensive rules, version 1.0,"
        " stand in. Final papers and marking as checked wait until other rules are chosen."
    )


def test_the_newest_version_of_the_clinic_that_follows_the_default_stands_in(shelf):
    shelf.put_in_force(own(), "A", LATE)
    shelf.put_in_force(own(), "A", LATE)
    assert judged_by(shelf, RuleSetReference("bayside", "3")).rule_set.reference == RuleSetReference("harbour", "2")


def test_a_newer_version_of_a_set_is_found_and_the_same_one_is_none(shelf):
    shelf.put_in_force(own(), "A", LATE)
    assert newest_version(shelf, HARBOUR_1) is None
    shelf.put_in_force(own(), "B", LATE)
    newest = newest_version(shelf, HARBOUR_1)
    assert newest is not None and newest.rule_set.version == "2"
    assert newest_version(shelf, RuleSetReference("bayside", "3")) is None
    assert newest_version(shelf, INTENSIVE.reference) is None


def test_it_is_told_who_put_a_set_in_force_and_since_when_by_the_calendar_of_the_plan():
    adoption = Adoption(INTENSIVE.reference, "Dr A. Lindqvist", LATE)
    assert adoption_words(adoption, "Europe/Berlin") == "in force since 26 Nov 2026, Dr A. Lindqvist"
    assert adoption_words(adoption, "America/New_York") == "in force since 25 Nov 2026, Dr A. Lindqvist"
    assert adoption_words(None, "Europe/Berlin") == "nobody has adopted it yet"
    assert set_words(INTENSIVE) == "Intensive rules, version 1.0"
    assert in_force_sentence(InForce(INTENSIVE), "Europe/Berlin") == (
        "Intensive rules, version 1.0: nobody has adopted it yet."
    )
