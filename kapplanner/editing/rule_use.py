"""How a rule fares in the plans of a library: how often it is found, and how often that is kept and why."""

from dataclasses import dataclass
from typing import Final

from kapplanner.domain.plan import OverrideReason, Plan
from kapplanner.rules.finding import Finding, Report, State

ENOUGH: Final = 20
"""Fewer findings than this say nothing about a rule."""
MOSTLY: Final = 80
"""A rule of which more than so many percent of the findings are kept asks for a look at itself."""


@dataclass(frozen=True, slots=True)
class RuleUse:
    """``findings`` in so many ``plans``; ``kept`` of them are kept, ``does_not_fit`` because the rule does not fit."""

    plans: int = 0
    findings: int = 0
    kept: int = 0
    does_not_fit: int = 0

    def __add__(self, other: "RuleUse") -> "RuleUse":
        return RuleUse(
            self.plans + other.plans,
            self.findings + other.findings,
            self.kept + other.kept,
            self.does_not_fit + other.does_not_fit,
        )

    @property
    def is_mostly_kept(self) -> bool:
        """Whether the rule is kept so often that it may be the rule that does not fit."""
        return self.findings >= ENOUGH and self.kept * 100 > self.findings * MOSTLY


NEVER_USED: Final = RuleUse()


def use_of(rule_id: str, plan: Plan, report: Report) -> RuleUse:
    """What a report about a plan says of the use of one rule."""
    found = [finding for finding in report.findings if finding.rule == rule_id]
    kept = [finding for finding in found if finding.state is State.KEPT]
    unfit = sum(_reason(plan, finding) is OverrideReason.RULE_DOES_NOT_FIT for finding in kept)
    return RuleUse(int(bool(found)), len(found), len(kept), unfit)


def _reason(plan: Plan, finding: Finding) -> OverrideReason:
    """Why a kept finding is kept; what was said last counts."""
    return next(o.reason for o in reversed(plan.overrides) if o.fingerprint == finding.fingerprint)
