"""Applying a fix of a finding as one step."""

from collections.abc import Hashable
from dataclasses import dataclass

from kapplanner.domain.plan import Plan
from kapplanner.rules.repairs.repair import Repair


@dataclass(frozen=True, slots=True)
class ApplyFix:
    """Carry out a proven repair; refused where the plan is no longer the one it was proven for."""

    repair: Repair

    def apply(self, plan: Plan) -> Plan:
        return self.repair.apply(plan)

    def label(self, plan: Plan) -> str:
        return self.repair.step

    @property
    def merge_key(self) -> Hashable | None:
        return None
