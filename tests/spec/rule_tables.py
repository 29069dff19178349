"""Reading the tables of ``resources/help/rules``: a rule in a TOML block, then plans in words and its outcome."""

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kapplanner.codec.rule_document import read_rule
from kapplanner.codec.rule_sets import rule_set_named
from kapplanner.rules.plan_words import plan_in_words
from kapplanner.rules.rule_set import Rule, RuleSet

plan_of = plan_in_words
"""The plan that a cell describes."""


@dataclass
class Case:
    """One row of a table, with the rule above it."""

    page: str
    number: int
    rule: dict[str, object]
    plan: str
    outcome: str


def cases(page: Path) -> list[Case]:
    """The rows of a page in order."""
    found: list[Case] = []
    rule: dict[str, object] = {}
    for block in re.split(r"(?m)^```", page.read_text(encoding="utf-8")):
        if block.startswith("toml\n"):
            rule = tomllib.loads(block.removeprefix("toml\n"))
            continue
        for line in block.splitlines():
            cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
            if line.startswith("|") and len(cells) >= 2 and not set(cells[0]) <= set("-") and cells[0] != "Plan":
                found.append(Case(page.stem, len(found) + 1, rule, cells[0], cells[1]))
    return found


def sentences(page: Path) -> list[tuple[dict[str, object], str]]:
    """Each rule of a page with the sentence quoted below it."""
    blocks = re.findall(r"(?ms)^```toml\n(.*?)^```\n\n> ([^\n]+)\n", page.read_text(encoding="utf-8"))
    return [(tomllib.loads(rule), sentence) for rule, sentence in blocks]


def rule_set_of(raw: dict[str, object]) -> RuleSet:
    """A rule set of this one rule, with the route numbers of the shipped set."""
    envelope = {
        "id": "table",
        "version": "1.0",
        "title": "Table",
        "why": "Table.",
        "evidence": "None.",
        "house_default": "Table.",
        "reviewed": date(2026, 11, 1),
    }
    rule: Rule = read_rule("table", {**envelope, **raw}, {})
    whole = rule_set_named("intensive")
    return RuleSet(
        "tables", "1.0", "Tables", (rule,), whole.routes, conditions=whole.conditions, medicines=whole.medicines
    )
