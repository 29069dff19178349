"""What a move would do to the findings: which appear, which go away."""

from collections import Counter
from dataclasses import dataclass

from kapplanner.rules.finding import Finding, Report, State, Tier


@dataclass(frozen=True, slots=True)
class FindingChanges:
    """Findings that one report has and the other has not, and those that both have, strongest first."""

    appearing: tuple[Finding, ...]
    leaving: tuple[Finding, ...]
    staying: tuple[Finding, ...] = ()

    def count(self, tier: Tier) -> tuple[int, int]:
        """How many of a tier appear and go away."""
        return sum(f.tier is tier for f in self.appearing), sum(f.tier is tier for f in self.leaving)

    @property
    def worst(self) -> Tier | None:
        """The strongest tier that would appear."""
        return min((f.tier for f in self.appearing), key=lambda tier: tier.rank, default=None)


Key = tuple[str, tuple[str, ...], Tier]


def _key(finding: Finding) -> Key:
    return finding.rule, finding.sessions, finding.tier


def finding_changes(before: Report, after: Report) -> FindingChanges:
    """Open findings compared by rule, tier and sessions, so that one which only changed its numbers stays."""
    appearing, staying = _parted(after, before)
    leaving, _ = _parted(before, after)
    return FindingChanges(appearing, leaving, staying)


def _parted(report: Report, other: Report) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """The open findings of a report that the other has not, and those that it has."""
    there = Counter(_key(f) for f in other.findings if f.state is not State.KEPT)
    only: list[Finding] = []
    both: list[Finding] = []
    for finding in sorted(report.findings, key=lambda f: f.tier.rank):
        if finding.state is State.KEPT:
            continue
        key = _key(finding)
        (both if there[key] else only).append(finding)
        there[key] -= bool(there[key])
    return tuple(only), tuple(both)
