"""What every change of a plan looks like."""

from collections.abc import Hashable
from typing import Protocol

from kapplanner.domain.plan import Plan


class Command(Protocol):
    """A frozen intention: a pure function from plan to plan with a name for the step.

    It never asks, saves or draws. An impossible request raises a PlannerError; an unsafe one is not impossible.
    """

    def apply(self, plan: Plan) -> Plan:
        """The plan after the change."""
        ...

    def label(self, plan: Plan) -> str:
        """The name of the step for "Undo …", in the user's language; ``plan`` is the plan before it."""
        ...

    @property
    def merge_key(self) -> Hashable | None:
        """Two steps in a row with the same key become one (typing in one field); None never merges."""
        ...
