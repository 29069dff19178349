"""Every rule form has a page of help whose tables are true."""

from pathlib import Path

import pytest

from kapplanner.codec.rule_sets import rule_sets
from kapplanner.resources import resource
from kapplanner.rules.evaluate import evaluate
from kapplanner.rules.library import rule_forms
from tests.spec.rule_tables import Case, cases, plan_of, rule_set_of, sentences

PAGES = sorted(resource("help", "rules").glob("*.md"))
CASES = [case for page in PAGES for case in cases(page)]


def said(case: Case) -> str:
    """What the rule of a case says about its plan, in the words of the tables."""
    report = evaluate(plan_of(case.plan), rule_set_of(case.rule))
    assert not [f for f in report.findings if "could not be run" in f.sentence]
    assert all(len(f.sentence) < 140 for f in report.findings)
    if report.findings:
        return report.findings[0].tier.value.capitalize()
    if report.not_checked:
        return "could not be checked"
    return "passed" if report.passed else "does not apply"


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.page}-{case.number}")
def test_the_tables_of_the_help_pages_are_true(case: Case) -> None:
    assert said(case) == case.outcome, case.plan


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_rules_of_the_help_pages_are_said_in_words(page) -> None:
    quoted = sentences(page)
    assert len(quoted) == page.read_text(encoding="utf-8").count("```toml")
    for raw, sentence in quoted:
        assert rule_set_of(raw).rules[0].sentence == sentence


def test_the_rules_of_the_shipped_sets_are_said_in_words() -> None:
    lines = Path(__file__).with_name("rule_sentences.txt").read_text(encoding="utf-8").splitlines()
    written = {(rule, version): sentence for rule, version, sentence in (line.split("\t") for line in lines)}
    made = {(rule.id, rule.version): rule.sentence for each in rule_sets() for rule in each.rules}
    unread = ["\t".join((*key, sentence)) for key, sentence in made.items() if key not in written]
    assert unread == [], "Read these sentences; where they say what the rule means, add them to rule_sentences.txt."
    assert made == written


def test_every_form_has_a_page_with_cases_of_every_outcome() -> None:
    assert len(rule_forms()) == 12
    for name in rule_forms():
        mine = {case.outcome for case in CASES if case.page == name.replace(" ", "_")}
        assert {"passed"} < mine, name
        assert mine & {"Stop", "Caution", "Note"}, name
    assert {page.stem for page in PAGES} == {name.replace(" ", "_") for name in rule_forms()}
