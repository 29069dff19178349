"""rules: the rule sets, or one set's rules as sentences with sources."""

from typing import Any

import click

from kapplanner.cli.answer import Answer, as_json
from kapplanner.cli.judging import rule_set_named
from kapplanner.cli.tools import Tools
from kapplanner.cli.verbs import summary
from kapplanner.cli.verbs.check import source_as_data
from kapplanner.domain.evidence import Source
from kapplanner.i18n import nt, t
from kapplanner.rules.finding import Tier
from kapplanner.rules.rule_set import Rule, RuleSet


def command() -> click.Command:
    return click.Command(
        "rules",
        callback=click.pass_obj(_rules),
        help=summary("rules"),
        params=[
            click.Argument(["rule_set"], required=False, metavar="[SET]"),
            click.Option(["--json", "as_data"], is_flag=True, help=t("Answer as JSON.")),
        ],
    )


def _rules(tools: Tools, rule_set: str | None, as_data: bool) -> Answer:
    if rule_set is None:
        sets = [each.rule_set for each in tools.rule_shelf.in_force()]
        return Answer(as_json(list(map(_set_as_data, sets))) if as_data else "\n".join(map(_set_in_words, sets)))
    found = rule_set_named(tools.rule_shelf, rule_set).rule_set
    if as_data:
        return Answer(as_json([_rule_as_data(rule) for rule in found.rules]))
    return Answer("\n".join([_set_in_words(found), *(_rule_in_words(rule) for rule in found.rules)]))


def _set_as_data(rule_set: RuleSet) -> dict[str, Any]:
    return {"id": rule_set.id, "version": rule_set.version, "name": rule_set.name, "rules": len(rule_set.rules)}


def _rule_as_data(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "version": rule.version,
        "catalogue": rule.catalogue,
        "form": rule.form.form,
        "tier_soft": _tier(rule.tiers.soft),
        "tier_hard": _tier(rule.tiers.hard),
        "sentence": rule.sentence,
        "rationale": rule.rationale,
        "evidence": rule.evidence,
        "house_default": rule.house_default,
        "sources": [source_as_data(source) for source in rule.sources],
        "enabled": rule.enabled,
    }


def _tier(tier: Tier | None) -> str | None:
    return None if tier is None else tier.value


def _set_in_words(rule_set: RuleSet) -> str:
    rules = nt("{n} rule", "{n} rules", len(rule_set.rules))
    return f"{rule_set.id:<24} {rule_set.version:<6} {rule_set.name}, {rules}"


def _rule_in_words(rule: Rule) -> str:
    number = f"R{rule.catalogue}" if rule.catalogue is not None else rule.id
    off = t(" (turned off: {reason})", reason=t(rule.off_reason)) if not rule.enabled else ""
    return f"{number:<5} {rule.sentence}{off}\n      {_basis(rule)}"


def _basis(rule: Rule) -> str:
    sources = "; ".join(_source(source) for source in rule.sources)
    house = t("House default: {reason}", reason=t(rule.house_reason)) if rule.house_default else ""
    return " ".join(filter(None, [t("Sources: {sources}.", sources=sources) if sources else "", house]))


def _source(source: Source) -> str:
    return ", ".join(filter(None, [source.who, str(source.year) if source.year else "", source.address]))
