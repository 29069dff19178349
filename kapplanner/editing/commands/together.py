"""Several commands as one step."""

from collections.abc import Hashable
from dataclasses import dataclass

from kapplanner.domain.plan import Plan
from kapplanner.editing.command import Command


@dataclass(frozen=True, slots=True)
class Together:
    """Commands carried out one after another as one step of that name; all or none."""

    commands: tuple[Command, ...]
    name: str
    key: Hashable | None = None

    def apply(self, plan: Plan) -> Plan:
        for command in self.commands:
            plan = command.apply(plan)
        return plan

    def label(self, plan: Plan) -> str:
        return self.name

    @property
    def merge_key(self) -> Hashable | None:
        return self.key
