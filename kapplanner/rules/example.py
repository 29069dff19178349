"""An example of a rule: a small plan in words and what the rule must say about it."""

from dataclasses import dataclass
from enum import StrEnum

from kapplanner.domain.text import NOTE_LIMIT, bounded
from kapplanner.i18n import t
from kapplanner.rules.plan_words import plan_in_words


class Outcome(StrEnum):
    """What a rule says about a plan; of several findings the strongest counts."""

    PASSED = "passed"
    STOP = "stop"
    CAUTION = "caution"
    NOTE = "note"
    NOT_CHECKED = "could not be checked"
    NOT_APPLICABLE = "does not apply"

    @property
    def words(self) -> str:
        """As it stands in the tables of the help pages: tiers as words of their own, "Stop"."""
        is_tier = self in {Outcome.STOP, Outcome.CAUTION, Outcome.NOTE}
        return t(self.value.capitalize()) if is_tier else t(self.value)


@dataclass(frozen=True, slots=True)
class Example:
    """``plan``: in the words of ``plan_words``. ``outcome``: what must be said. ``why``: a remark, may be empty."""

    plan: str
    outcome: Outcome
    why: str = ""

    def __post_init__(self) -> None:
        bounded(self.plan, "The example", NOTE_LIMIT)
        bounded(self.why, "The remark", NOTE_LIMIT)
        plan_in_words(self.plan)
