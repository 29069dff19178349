"""How far a print is, told while it is made; whoever is told may stop it."""

from collections.abc import Callable

from kapplanner.domain.errors import PlannerError

Watch = Callable[[float], None]
"""Is given the share that is done, from 0 to 1. It stops the work by raising ``PrintStopped``."""


class PrintStopped(PlannerError):
    """The person did not want to wait: nothing was written."""


def unwatched(share: float) -> None:
    """Nobody looks on."""


def part_of(watch: Watch, begin: float, end: float) -> Watch:
    """The watch for a part of the work: its 0 to 1 is ``begin`` to ``end`` of the whole."""
    return lambda share: watch(begin + share * (end - begin))
