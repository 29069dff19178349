"""Allowed places: what a move of sessions to another start would add or worsen, judged before anybody drops them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import groupby
from typing import Final

from kapplanner.domain.errors import PlannerError
from kapplanner.domain.plan import Plan
from kapplanner.domain.session import Session
from kapplanner.rules.finding import Tier
from kapplanner.rules.rule_set import RuleSet
from kapplanner.rules.trial import Bench, Reason, Trial, Weight

STEP: Final = 15
"""Minutes between places, as on the board."""
_DAY: Final = 24 * 60


class Fit(StrEnum):
    """Whether sessions may lie at a place: nothing is added, a reason will be asked for, or it is not allowed."""

    FITS = "fits"
    CAUTION = "caution"
    STOP = "stop"


_FIT_OF: Final = {None: Fit.FITS, Tier.NOTE: Fit.FITS, Tier.CAUTION: Fit.CAUTION, Tier.STOP: Fit.STOP}


@dataclass(frozen=True, slots=True)
class Place:
    """A start on the wall clock, how it fits, and the id of the rule that decides (empty where it fits)."""

    start: datetime
    fit: Fit
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Places in a row on one day that fit alike by the same rule; ``first`` and ``last`` are starts."""

    first: datetime
    last: datetime
    fit: Fit
    rule: str = ""


def moving_with(plan: Plan, ids: Iterable[str]) -> tuple[Session, ...]:
    """The sessions of these ids with those bound to them: the check before, the rest after a medicine session."""
    wanted = frozenset(ids)
    return tuple(s for s in plan.sessions if s.id in wanted or s.bound_to in wanted)


class Places:
    """Where some sessions may go. The verdict of a place is worked out when it is asked for, and then remembered.

    ``lead`` is the session whose start a place names; ``ids`` are all that are moved, and what is bound to them comes
    along by the same distance on the clock. ``new`` is a session that the plan does not hold yet: what it would add
    counts. A start that the clock skips or shows twice is no place.
    """

    def __init__(self, bench: Bench, lead: str, ids: Iterable[str] = (), *, new: Session | None = None) -> None:
        self._plan = bench.plan
        self._lead = bench.plan.session(lead) if new is None else new
        self._moving = moving_with(bench.plan, {lead, *ids}) if new is None else (new,)
        self._trial = Trial(bench, self._moving)
        self._found: dict[datetime, Place | None] = {}

    def at(self, start: datetime) -> Place | None:
        """The verdict on one start; None where there is no such time."""
        if start not in self._found:
            self._found[start] = self._judged(start)
        return self._found[start]

    def reasons(self, start: datetime) -> tuple[Reason, ...]:
        """All that a place would add or worsen, strongest first; a PlannerError where there is no such time."""
        return self._trial.reasons(self.sessions_at(start))

    def sessions_at(self, start: datetime) -> tuple[Session, ...]:
        """The moving sessions as they would be with the lead at that start."""
        distance = start - self._lead.start
        return tuple(session.with_changes(start=session.start + distance) for session in self._moving)

    def on(self, days: Iterable[date], *, step: int = STEP, first: int = 0, last: int = _DAY) -> tuple[Place, ...]:
        """The places of these days in order, from minute ``first`` of each up to (without) minute ``last``."""
        return tuple(filter(None, self.one_by_one(days, step=step, first=first, last=last)))

    def one_by_one(
        self, days: Iterable[date], *, step: int = STEP, first: int = 0, last: int = _DAY
    ) -> Iterator[Place | None]:
        """The same, each judged when it is asked for, so that a window may do other things in between."""
        minutes = [timedelta(minutes=minute) for minute in range(first, last, step)]
        return (self.at(datetime.combine(day, time()) + minute) for day in days for minute in minutes)

    def nearest_fit(self, start: datetime, places: Iterable[Place]) -> Place | None:
        """The fitting place nearest to a start, first on the same day, the earlier of two; not where it is now."""
        fitting = [place for place in places if place.fit is Fit.FITS and place.start != self._lead.start]
        return min(fitting, key=lambda place: _distance(place.start, start), default=None)

    def _judged(self, start: datetime) -> Place | None:
        try:
            weight: Weight = self._trial.weigh(self.sessions_at(start))
        except PlannerError:
            return None
        return Place(start, _FIT_OF[weight.tier], weight.rule)


def allowed_places(
    plan: Plan,
    rule_set: RuleSet,
    lead: str,
    days: Iterable[date],
    *,
    ids: Iterable[str] = (),
    step: int = STEP,
    first: int = 0,
    last: int = _DAY,
) -> tuple[Place, ...]:
    """Every start on these days at which a session may lie, with its verdict."""
    return Places(Bench(plan, rule_set), lead, ids).on(days, step=step, first=first, last=last)


def stretches(places: Iterable[Place]) -> Iterator[Stretch]:
    """Places in a row with the same verdict by the same rule, day by day."""
    for (_, fit, rule), group in groupby(places, key=lambda place: (place.start.date(), place.fit, place.rule)):
        inside = list(group)
        yield Stretch(inside[0].start, inside[-1].start, fit, rule)


def _distance(start: datetime, origin: datetime) -> tuple[int, timedelta, datetime]:
    return abs((start.date() - origin.date()).days), abs(start - origin), start
