"""Versions of a clinic's own rule set, made from the shipped intensive one, for trying them on plans."""

from kapplanner.codec.rule_set_document import RuleSetDocument, document_at
from kapplanner.codec.rule_sets import rule_set_of
from kapplanner.resources import resource
from kapplanner.rules.rule_set import RuleSet

GAP = "gap-between-medicine-sessions"
"""Start to start, elapsed: Caution below 24 h by lozenge, 40 h into the muscle; Stop below 18 h."""
SHIPPED = document_at(resource("rules", "intensive.toml"))
OWN = SHIPPED.copied("harbour", "Harbour Clinic rules")


def with_values(document: RuleSetDocument, rule_id: str, **values: object) -> RuleSetDocument:
    """The document with other values in one rule."""
    raw = document.rule(rule_id)
    return document.with_rule({**raw, "with": {**raw["with"], **values}})


def with_parts(document: RuleSetDocument, rule_id: str, **parts: object) -> RuleSetDocument:
    """The document with other parts in one rule: its tier, or whether it is on."""
    return document.with_rule({**document.rule(rule_id), **parts})


def gap_of(hours: int, document: RuleSetDocument = OWN) -> RuleSetDocument:
    """The document with so many hours between two sessions into the muscle before there is a Caution."""
    routes = document.rule(GAP)["with"]["soft_least"]
    return with_values(document, GAP, soft_least={**routes, "IM": hours})


def rules(document: RuleSetDocument) -> RuleSet:
    return rule_set_of(document)
