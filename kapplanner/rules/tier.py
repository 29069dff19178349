"""How strongly a rule speaks, and what became of what it said."""

from enum import StrEnum
from typing import Final


class Tier(StrEnum):
    """How strongly a rule speaks; the order of members is the order on screen and paper."""

    STOP = "stop"
    CAUTION = "caution"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for Stop, 1 for Caution, 2 for Note."""
        return _RANKS[self]


_RANKS: Final = {tier: place for place, tier in enumerate(Tier)}


class State(StrEnum):
    """Whether a finding is open, kept by a clinician, or was kept for facts that have changed since."""

    OPEN = "open"
    KEPT = "kept"
    LAPSED = "lapsed"
