"""What another version of a rule set would change: the findings of a plan that would appear, go away, or be other."""

from collections import Counter
from dataclasses import dataclass, replace

from kapplanner.domain.plan import Plan
from kapplanner.rules.evaluate import evaluate
from kapplanner.rules.finding import Finding, Report, Tier
from kapplanner.rules.rule_set import RuleSet


@dataclass(frozen=True, slots=True)
class Impact:
    """``appear`` and ``vanish``: findings by the changed rules only. A finding that says the same is neither.

    ``unchecked``: by how many more rules could not be checked.
    """

    appear: tuple[Finding, ...] = ()
    vanish: tuple[Finding, ...] = ()
    unchecked: int = 0

    @property
    def changes(self) -> bool:
        """Whether the plan would be judged otherwise at all."""
        return bool(self.appear or self.vanish or self.unchecked)

    def balance(self, tier: Tier) -> int:
        """By how many findings of a tier there would be more; fewer where negative."""
        return sum(f.tier is tier for f in self.appear) - sum(f.tier is tier for f in self.vanish)


def only(rule_set: RuleSet, rules: frozenset[str]) -> RuleSet:
    """The set with no rules but these: enough to see what they change, and quick."""
    return replace(rule_set, rules=tuple(rule for rule in rule_set.rules if rule.id in rules))


def changed_rules(before: RuleSet, after: RuleSet) -> frozenset[str]:
    """The ids of the rules that differ between two versions; all of them where numbers of routes or lists differ."""
    mine, other = ({rule.id: rule for rule in each.rules} for each in (before, after))
    if (before.routes, before.conditions, before.medicines) != (after.routes, after.conditions, after.medicines):
        return frozenset({*mine, *other})
    return frozenset(each for each in {*mine, *other} if mine.get(each) != other.get(each))


def impact(plan: Plan, before: RuleSet, after: RuleSet) -> Impact:
    """What a plan's findings would become; give both sets through ``only`` where few rules differ."""
    old, new = evaluate(plan, before), evaluate(plan, after)
    had, has = _counted(old), _counted(new)
    return Impact(
        appear=tuple(_beyond(new, had)),
        vanish=tuple(_beyond(old, has)),
        unchecked=new.counts.not_checked - old.counts.not_checked,
    )


def _said(finding: Finding) -> tuple[object, ...]:
    return finding.rule, finding.tier, finding.sessions, finding.sentence


def _counted(report: Report) -> "Counter[tuple[object, ...]]":
    return Counter(_said(finding) for finding in report.findings)


def _beyond(report: Report, others: "Counter[tuple[object, ...]]") -> list[Finding]:
    """The findings of a report that the other does not have, or not so often."""
    left = others.copy()
    found = []
    for finding in report.findings:
        said = _said(finding)
        if left[said]:
            left[said] -= 1
        else:
            found.append(finding)
    return found
