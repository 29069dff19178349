"""What another version of a rule set would change: the findings of a plan that would appear, go away, or be other."""

from collections import defaultdict
from dataclasses import dataclass, replace

from kapplanner.domain.plan import Plan
from kapplanner.rules.evaluate import evaluate
from kapplanner.rules.finding import Finding, Report, State, Tier
from kapplanner.rules.fingerprint import same_place
from kapplanner.rules.rule_set import Report as ReportMode
from kapplanner.rules.rule_set import RuleSet


@dataclass(frozen=True, slots=True)
class Impact:
    """``appear`` and ``vanish``: findings of the new and of the old version alone. One that says the same is neither.

    ``other``: as it would then stand, a finding of the same tier about the same place that says something else: another
    limit. ``reopened``: says the same and was kept, but would need a fresh look. ``unchecked``, ``checkable``: how many
    rules could no longer be checked, and how many could be that cannot be now.
    """

    appear: tuple[Finding, ...] = ()
    vanish: tuple[Finding, ...] = ()
    other: tuple[Finding, ...] = ()
    reopened: tuple[Finding, ...] = ()
    unchecked: int = 0
    checkable: int = 0

    @property
    def changes(self) -> bool:
        """Whether the plan would be judged otherwise at all."""
        return bool(self.appear or self.vanish or self.other or self.reopened or self.unchecked or self.checkable)

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


def speaking_once(before: RuleSet, after: RuleSet) -> frozenset[str]:
    """The rules that make one finding for a whole plan in both versions: theirs is the same one wherever it lies."""
    mine, other = ({rule.id for rule in each.rules if rule.report is ReportMode.PLAN} for each in (before, after))
    return frozenset(mine & other)


def impact(plan: Plan, before: RuleSet, after: RuleSet) -> Impact:
    """What a plan's findings would become; give both sets through ``only`` where few rules differ."""
    return impact_between(evaluate(plan, before), evaluate(plan, after), speaking_once(before, after))


def impact_between(old: Report, new: Report, once: frozenset[str] = frozenset()) -> Impact:
    """What differs between two reports about one plan. ``once``: rules that make one finding for the whole plan."""
    left: dict[tuple[object, ...], list[Finding]] = defaultdict(list)
    for finding in old.findings:
        left[_said(finding)].append(finding)
    appear, reopened = [], []
    for finding in new.findings:
        same = left[_said(finding)]
        if not same:
            appear.append(finding)
        elif same.pop(0).state is State.KEPT and finding.state is not State.KEPT:
            reopened.append(finding)
    gone = {id(finding) for rest in left.values() for finding in rest}
    vanish = [finding for finding in old.findings if id(finding) in gone]
    other = _take_pairs(appear, vanish, once)
    had, has = ({gap.rule for gap in report.not_checked} for report in (old, new))
    return Impact(tuple(appear), tuple(vanish), other, tuple(reopened), len(has - had), len(had - has))


def _said(finding: Finding) -> tuple[object, ...]:
    return finding.rule, finding.tier, finding.sessions, finding.about, finding.sentence


def _take_pairs(appear: list[Finding], vanish: list[Finding], once: frozenset[str]) -> tuple[Finding, ...]:
    """Take out of both lists what is one finding before and after; answer it as it would then stand."""
    taken = []
    for new in tuple(appear):
        old = next((each for each in vanish if _is_of_one_matter(each, new, once)), None)
        if old is not None:
            vanish.remove(old)
            appear.remove(new)
            taken.append(new)
    return tuple(taken)


def _is_of_one_matter(old: Finding, new: Finding, once: frozenset[str]) -> bool:
    if (old.rule, old.about, old.tier) != (new.rule, new.about, new.tier):
        return False
    return new.rule in once or same_place(old.fingerprint, new.fingerprint)
