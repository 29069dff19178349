"""A plan seen by rules: active sessions with their instants and days, worked out once for all rules."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from operator import attrgetter
from typing import Final

from kapplanner.domain.errors import NotFound
from kapplanner.domain.people import Answer
from kapplanner.domain.plan import Plan
from kapplanner.domain.restrictions import driving_again, observation_end
from kapplanner.domain.routes import RouteProfile
from kapplanner.domain.session import MedicineDetails, Route, Session, TravelDirection
from kapplanner.domain.time import instant, local_time, zone_named
from kapplanner.rules.clinical_lists import ConditionList
from kapplanner.rules.finding import Interval
from kapplanner.rules.medicine_list import MedicineList
from kapplanner.rules.selector import TRAVEL, Position, Selector

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MINUTE: Final = timedelta(minutes=1)
_EVENING: Final = 21 * 60  # what ends by then on the wall clock ends on its day, whatever the clocks do that night


@dataclass(frozen=True, slots=True)
class Lists:
    """The clinical lists of a rule set; None where it has none."""

    conditions: ConditionList | None = None
    medicines: MedicineList | None = None


@dataclass(slots=True)
class Entry:
    """A session with its real times: ``start``, ``end`` and ``dose`` in whole minutes since 1970 (UTC).

    ``day`` is the ordinal of the local date on which it starts; ``dose`` is None for all but medicine sessions.
    ``observed``: the minute until which the patient is watched, once it was asked for.
    """

    session: Session
    start: int
    end: int
    day: int
    dose: int | None
    observed: int | None = None

    @property
    def id(self) -> str:
        return self.session.id

    @property
    def route(self) -> Route | None:
        return self.session.medicine.route if self.session.medicine else None

    @property
    def medicine(self) -> MedicineDetails:
        """What is given; only for entries that a medicine selector chose."""
        assert self.session.medicine is not None
        return self.session.medicine

    def at(self, anchor: str) -> int:
        """The minute of an anchor: "start", "end" or "dose" (of a medicine session; else its start)."""
        if anchor == "end":
            return self.end
        if anchor == "dose" and self.dose is not None:
            return self.dose
        return self.start


class PlanIndex:
    """What all rules of one evaluation share. Cancelled sessions are left out."""

    __slots__ = ("_bound", "_ids", "_selections", "entries", "lists", "medicine", "plan", "routes", "zone")

    def __init__(self, plan: Plan, routes: Mapping[Route, RouteProfile], lists: Lists = Lists()) -> None:
        self.plan = plan
        self.routes = routes
        self.lists = lists
        self.zone = plan.zone
        self.entries = [entry_of(session, self.zone) for session in plan.sessions if session.is_active]
        self.entries.sort(key=entry_order)
        self.medicine = [entry for entry in self.entries if entry.dose is not None]
        self._bound: dict[str, list[Entry]] | None = None
        self._ids: frozenset[str] | None = None
        self._selections: dict[int, tuple[Selector, list[Entry]]] = {}

    def select(self, selector: Selector) -> list[Entry]:
        """The entries a selector chooses, in order of start; those in doubt are among them (see ``doubt``)."""
        found = self._selections.get(id(selector))
        if found is None:
            found = self._selections[id(selector)] = (selector, self._choose(selector))
        return found[1]

    def _choose(self, selector: Selector) -> list[Entry]:
        return self._narrowed(self._matching(selector), selector)

    def _matching(self, selector: Selector) -> list[Entry]:
        """The entries that a selector means by what they are, wherever they lie."""
        pool = self.medicine if selector.is_medicine_only else self.entries
        return selector.chosen_of(pool, _session)

    def _narrowed(self, chosen: list[Entry], selector: Selector) -> list[Entry]:
        """Those of them that it means by where they lie: weeks, days of travel, position."""
        if selector.weeks_from is not None or selector.weeks_to is not None:
            chosen = self._in_weeks(chosen, selector)
        if selector.day_of is not None:
            days = self.travel_days(selector.day_of)
            chosen = [entry for entry in chosen if entry.day in days]
        return self._at_position(chosen, selector)

    def _at_position(self, chosen: list[Entry], selector: Selector) -> list[Entry]:
        match selector.position:
            case Position.FIRST:
                return chosen[:1]
            case Position.LAST:
                return chosen[-1:]
            case Position.NTH:
                return chosen[selector.nth - 1 : selector.nth] if selector.nth else []
            case Position.LATER:
                return chosen[1:]
            case Position.NEW_ROUTE:
                return _first_by_route(chosen)[1:]
            case Position.FIRST_BY_ROUTE:
                return _first_by_route(chosen)
            case _:
                return chosen

    def _in_weeks(self, chosen: list[Entry], selector: Selector) -> list[Entry]:
        if not self.medicine:
            return []
        first = self.medicine[0].day
        low = selector.weeks_from or 1
        high = selector.weeks_to or 10_000
        return [entry for entry in chosen if low <= (entry.day - first) // 7 + 1 <= high]

    def bound_to(self, entry: Entry) -> list[Entry]:
        """The sessions that are bound to a medicine session: the check before it, the rest after it."""
        if self._bound is None:
            self._bound = {}
            for other in self.entries:
                if other.session.bound_to is not None:
                    self._bound.setdefault(other.session.bound_to, []).append(other)
        return self._bound.get(entry.id, [])

    def travel(self, direction: TravelDirection) -> list[Entry]:
        """Arrivals or departures in order."""
        return self.select(TRAVEL[direction])

    def travel_days(self, direction: TravelDirection) -> set[int]:
        """Days of arrival or departure: those of travel sessions and, without them, the edge of the stay."""
        days = {entry.day for entry in self.travel(direction)}
        if not days and self.plan.retreat is not None:
            stay = self.plan.retreat
            days = {(stay.first_day if direction is TravelDirection.ARRIVAL else stay.last_day).toordinal()}
        return days

    @property
    def ids(self) -> frozenset[str]:
        """The ids of the sessions that count."""
        if self._ids is None:
            self._ids = frozenset(entry.id for entry in self.entries)
        return self._ids

    @property
    def is_residential(self) -> bool:
        """Whether the plan has a stay, or travel to one."""
        return self.plan.retreat is not None or any(map(self.travel, TravelDirection))

    def course_days(self) -> tuple[int, int] | None:
        """First and last day of the course: the stay, or else D1 to the last medicine session; None without either."""
        stay = self.plan.retreat
        if stay is not None:
            return stay.first_day.toordinal(), stay.last_day.toordinal()
        arrivals, departures = self.travel(TravelDirection.ARRIVAL), self.travel(TravelDirection.DEPARTURE)
        if arrivals and departures:
            return arrivals[0].day, departures[-1].day
        if not self.medicine:
            return None
        return min(self.plan.first_day.toordinal(), self.medicine[0].day), self.medicine[-1].day

    def local(self, minute: int) -> datetime:
        """The wall-clock time of a minute."""
        return _wall_clock(minute, self.zone)

    def local_day(self, minute: int) -> int:
        """The ordinal of the local date of a minute."""
        return self.local(minute).toordinal()

    def end_day(self, entry: Entry) -> int:
        """The ordinal of the local date on which an entry ends (an end at midnight belongs to the day before)."""
        start = entry.session.start
        if start.hour * 60 + start.minute + entry.session.minutes < _EVENING:
            return entry.day
        return self.local(entry.end - 1).toordinal()

    def midnight(self, day: int) -> int:
        """The minute at which a local day begins; where the clocks skip midnight, the first minute after it."""
        start = datetime.combine(date.fromordinal(day), datetime.min.time(), zone_named(self.zone))
        return (start.astimezone(UTC) - _EPOCH) // _MINUTE

    def numbers(self, entry: Entry) -> RouteProfile:
        """The numbers of the route of a medicine session; without them a rule that hangs on them cannot be run."""
        route = entry.medicine.route
        try:
            return self.routes[route]
        except KeyError as cause:
            raise NotFound("The rule set has no numbers for {route}.", route=route) from cause

    def observed_until(self, entry: Entry) -> int:
        """The minute until which the patient is watched after a dose."""
        if entry.observed is None:
            end = observation_end(self.plan, entry.session, self.numbers(entry))
            entry.observed = (end - _EPOCH) // _MINUTE
        return entry.observed

    def driving_again(self, entry: Entry) -> int:
        """The minute before which driving never counts as allowed."""
        return (driving_again(self.plan, entry.session, self.numbers(entry)) - _EPOCH) // _MINUTE

    def span(self, entries: Sequence[Entry]) -> Interval:
        """From the first start to the last end of some entries, as clock times."""
        return Interval(entries[0].session.start, self.local(max(entry.end for entry in entries)))

    def first_from(self, entries: list[Entry], minute: int) -> int:
        """The place of the first of these entries that starts at or after a minute."""
        return bisect_left(entries, minute, key=_start)


def doubt(selector: Selector, session: Session) -> str | None:
    """The fact that would settle whether a selector means this session; None where it surely does."""
    if selector.new_target is not None and session.new_target is Answer.NOT_ASKED:
        return f"session.{session.id}.new_target"
    if selector.exposure_task and session.exposure_needs is None:
        return f"session.{session.id}.exposure_needs"
    return None


def entry_of(session: Session, zone: str) -> Entry:
    """A session with its real times."""
    start = (instant(session.start, zone) - _EPOCH) // _MINUTE
    dose = start + session.medicine.minutes_to_dose if session.medicine else None
    return Entry(session, start, start + session.minutes, session.start.toordinal(), dose)


def entry_order(entry: Entry) -> tuple[int, str]:
    """Entries are in order of start, those of one start by id."""
    return entry.start, entry.session.id


_session = attrgetter("session")


def _start(entry: Entry) -> int:
    return entry.start


def _first_by_route(entries: list[Entry]) -> list[Entry]:
    seen: set[Route | None] = set()
    found = []
    for entry in entries:
        if entry.route not in seen:
            seen.add(entry.route)
            found.append(entry)
    return found


@lru_cache(maxsize=65536)
def _wall_clock(minute: int, zone: str) -> datetime:
    return local_time(_EPOCH + timedelta(minutes=minute), zone)
