"""What differs between two versions of a rule set, rule by rule, in words."""

from dataclasses import dataclass
from enum import StrEnum

from kapplanner.i18n import t
from kapplanner.rules.rule_set import Rule, RuleSet


class RuleChangeKind(StrEnum):
    """What became of a rule. ``ROUTES``: the numbers of a route, which many rules go by."""

    ADDED = "added"
    REMOVED = "taken out"
    TURNED_OFF = "turned off"
    TURNED_ON = "turned on"
    CHANGED = "changed"
    ROUTES = "numbers by route"
    LISTS = "clinical list"


@dataclass(frozen=True, slots=True)
class RuleChange:
    """One difference. ``before`` and ``after`` are sentences; ``also`` names what changed besides the sentence."""

    rule: str
    title: str
    kind: RuleChangeKind
    before: str = ""
    after: str = ""
    also: tuple[str, ...] = ()


def rule_set_difference(before: RuleSet, after: RuleSet) -> tuple[RuleChange, ...]:
    """Every difference that can matter to a plan or to a reader, in the order of the newer version."""
    old, new = ({rule.id: rule for rule in each.rules} for each in (before, after))
    found = []
    for rule_id, rule in new.items():
        if rule_id not in old:
            found.append(RuleChange(rule_id, rule.title, RuleChangeKind.ADDED, after=rule.sentence))
        elif change := _change(old[rule_id], rule):
            found.append(change)
    gone = (rule for rule_id, rule in old.items() if rule_id not in new)
    found += [RuleChange(rule.id, rule.title, RuleChangeKind.REMOVED, before=rule.sentence) for rule in gone]
    return (*found, *_numbers(before, after))


def _change(old: Rule, new: Rule) -> RuleChange | None:
    kind = RuleChangeKind.CHANGED
    if old.enabled is not new.enabled:
        kind = RuleChangeKind.TURNED_ON if new.enabled else RuleChangeKind.TURNED_OFF
    also = tuple(words for words, differs in _aspects(old, new) if differs)
    if kind is RuleChangeKind.CHANGED and not also and old.sentence == new.sentence:
        return None
    return RuleChange(new.id, new.title, kind, old.sentence, new.sentence, also)


def _aspects(old: Rule, new: Rule) -> tuple[tuple[str, bool], ...]:
    return (
        (t("how strongly it speaks"), old.tiers != new.tiers),
        (t("to what it applies"), old.guard != new.guard),
        (t("its values"), old.form != new.form and old.sentence == new.sentence),
        (t("whether a finding may be kept"), old.override is not new.override),
        (t("one finding or several"), old.report is not new.report),
        (t("its dates"), (old.effective_from, old.effective_to) != (new.effective_from, new.effective_to)),
        (t("why it is off"), old.off_reason != new.off_reason),
        (t("its title"), old.title != new.title),
        (t("why, evidence or sources"), _basis(old) != _basis(new)),
        (t("its bounds"), dict(old.ranges or {}) != dict(new.ranges or {})),
        (t("its examples"), old.examples != new.examples),
    )


def _basis(rule: Rule) -> tuple[object, ...]:
    return rule.rationale, rule.evidence, rule.sources, rule.house_reason, rule.owner, rule.last_reviewed


def _numbers(before: RuleSet, after: RuleSet) -> list[RuleChange]:
    routes = [route for route in {*before.routes, *after.routes} if before.routes.get(route) != after.routes.get(route)]
    found = [
        RuleChange("", t("Numbers of {route}", route=route.value), RuleChangeKind.ROUTES)
        for route in sorted(routes, key=lambda route: route.value)
    ]
    for name, differs in (
        (t("Conditions"), before.conditions != after.conditions),
        (t("Medicines"), before.medicines != after.medicines),
    ):
        if differs:
            found.append(RuleChange("", name, RuleChangeKind.LISTS))
    return found
