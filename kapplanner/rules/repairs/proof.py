"""Proving a repair: it removes the finding, adds none of its tier or above, and leaves no such rule unchecked."""

from dataclasses import replace

from kapplanner.domain.errors import PlannerError
from kapplanner.rules.evaluate import verdict_of
from kapplanner.rules.finding import Finding
from kapplanner.rules.index import PlanIndex
from kapplanner.rules.repairs.repair import Repair
from kapplanner.rules.rule_set import Report, Rule
from kapplanner.rules.trial import Bench


def proven(bench: Bench, finding: Finding, repair: Repair) -> Repair | None:
    """The repair with the number of lesser findings it adds; None where it does not keep the promise of a fix.

    Every rule is asked about the whole plan as it would be.
    """
    try:
        after = repair.apply(bench.plan)
    except PlannerError:
        return None
    index = bench.index_of(after)
    if not is_removed(bench, finding, index):
        return None
    lower = 0
    for rule in bench.rules:
        for reason in bench.added(rule, index):
            if reason.rank <= finding.tier.rank:
                return None
            lower += 1
    return replace(repair, lower=lower)


def is_removed(bench: Bench, finding: Finding, index: PlanIndex) -> bool:
    """Whether a finding is gone: its rule finds only what it found elsewhere before, and lacks no new fact."""
    rule = rule_of(bench, finding)
    verdict = verdict_of(rule, index)
    if verdict is None or bench.standings[rule.id].lacks_more(verdict, index.ids - bench.index.ids):
        return False
    if rule.report is Report.PLAN:
        return not verdict.problems
    own = frozenset(finding.sessions)
    others = [matter.ids for matter in bench.standings[rule.id].matters if matter.ids != own]
    return all(frozenset(entry.id for entry in problem.entries) in others for problem in verdict.problems)


def rule_of(bench: Bench, finding: Finding) -> Rule:
    """The rule that made a finding."""
    return bench.rule_set.rule(finding.rule)
