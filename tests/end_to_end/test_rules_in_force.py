"""The command line says by which rules it judges, and who put them in force."""

from datetime import date
from pathlib import Path

import pytest

from kapplanner.domain.plan import RuleSetReference
from kapplanner.storage.rule_folder import RuleFolder
from tests.end_to_end.program import Program
from tests.storage.test_rule_folder import AT, own

NOBODY = "Intensive rules, version 1.0: nobody has adopted it yet."
LINDQVIST = "in force since 26 Nov 2026, Dr A. Lindqvist."


@pytest.fixture
def shelf(kapplanner: Program) -> RuleFolder:
    """The rule sets of the person who runs the program."""
    return RuleFolder(kapplanner.home / ".local" / "share" / "kapplanner" / "rules")


def test_check_and_print_say_that_nobody_has_adopted_the_rules(kapplanner: Program, plan_file: Path) -> None:
    assert NOBODY in kapplanner("check", plan_file, expect=1).err.splitlines()
    assert NOBODY in kapplanner("check", plan_file, "--json", expect=1).err.splitlines()
    assert NOBODY in kapplanner("print", plan_file, "--documents", "safety-report", "-o", "a.pdf").err.splitlines()


def test_check_and_print_name_the_clinician_who_put_the_rules_in_force(
    kapplanner: Program, plan_file: Path, shelf: RuleFolder
) -> None:
    shelf.adopt(RuleSetReference("intensive", "1.0"), "Dr A. Lindqvist", AT)
    told = f"Intensive rules, version 1.0: {LINDQVIST}"
    assert told in kapplanner("check", plan_file, expect=1).err.splitlines()
    assert told in kapplanner("print", plan_file, "--documents", "safety-report", "-o", "a.pdf").err.splitlines()


def test_rules_asked_for_by_name_are_told_as_they_are(kapplanner: Program, plan_file: Path, shelf: RuleFolder) -> None:
    shelf.put_in_force(own(), "Dr A. Lindqvist", AT)
    told = kapplanner("check", plan_file, "--rules", "harbour").err.splitlines()
    assert f"Harbour Clinic rules, version 1: {LINDQVIST}" in told


def test_a_rule_that_is_not_in_force_yet_is_listed_with_its_dates(
    kapplanner: Program, plan_file: Path, shelf: RuleFolder
) -> None:
    shelf.put_in_force(own(effective_from=date(2099, 1, 1)), "Dr A. Lindqvist", AT)
    out = kapplanner("check", plan_file, "--rules", "harbour").out
    assert "Not in force for this plan:" in out
    assert ": in force from 1 Jan 2099." in out
