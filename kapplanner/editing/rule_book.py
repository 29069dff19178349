"""By which rules a plan is judged: what a reference stands for is looked up once and then stays the same."""

from collections.abc import Callable
from typing import Self

from kapplanner.codec.rule_shelf import Adoption, InForce
from kapplanner.domain.errors import NotFound, PlannerError
from kapplanner.domain.plan import RuleSetReference

LookUp = Callable[[RuleSetReference], InForce]


class RuleBook:
    """Holds what each reference stands for as long as a plan is open, so that undo judges as it was judged before.

    ``look_up`` may read files, and raises a PlannerError where a rule set cannot be had.
    """

    def __init__(self, look_up: LookUp) -> None:
        self._look_up = look_up
        self._known: dict[RuleSetReference, InForce] = {}

    @classmethod
    def with_only(cls, reference: RuleSetReference, found: InForce) -> Self:
        """A book that knows one rule set and refuses every other."""
        book = cls(_refuse)
        book.keep(reference, found)
        return book

    def find(self, reference: RuleSetReference) -> InForce:
        """What a plan with this reference is judged by; PlannerError where that cannot be had."""
        found = self._known.get(reference)
        if found is None:
            found = self._known[reference] = self._look_up(reference)
        return found

    def keep(self, reference: RuleSetReference, found: InForce) -> None:
        """Let a reference stand for this from now on."""
        self._known[reference] = found

    def adopted(self, adoption: Adoption) -> None:
        """A clinician put a rule set in force just now."""
        for reference, found in self._known.items():
            if found.rule_set.reference == adoption.rule_set:
                self._known[reference] = InForce(found.rule_set, adoption, found.remark)

    def look_again(self) -> None:
        """Look up anew what is known; what cannot be had any more stays as it was."""
        for reference in self._known:
            try:
                self._known[reference] = self._look_up(reference)
            except PlannerError:
                continue


def _refuse(reference: RuleSetReference) -> InForce:
    raise NotFound(
        "There is no rule set “{name}”, version {version}, here.",
        name=reference.id[:60],
        version=reference.version[:20],
    )
