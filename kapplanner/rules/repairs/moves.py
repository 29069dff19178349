"""Mending by a move: each session concerned to the nearest places that mend, earlier and later, this day first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self

from kapplanner.domain.errors import PlannerError
from kapplanner.domain.plan import Plan
from kapplanner.domain.session import Session, SessionState
from kapplanner.i18n import t
from kapplanner.rules.finding import Finding, Tier
from kapplanner.rules.places import moving_with
from kapplanner.rules.repairs.hours import open_days, starts_on, working_hours
from kapplanner.rules.repairs.proof import is_removed
from kapplanner.rules.repairs.repair import Change, Field, Repair, Size
from kapplanner.rules.trial import Bench, Trial
from kapplanner.rules.words import clock, day_and_clock, session_name

MOST_SESSIONS = 8
MOST_DAYS = 7
_MOST_TRIES = 900
_MOST_JUDGED = 72_000
"""Tries times sessions, for one finding: a plan of 80 sessions gets all tries, one of thousands answers in time."""
_LEAST_TRIES = 12


@dataclass(slots=True)
class Effort:
    """How many places may still be tried for one finding: the same number on every machine."""

    left: int

    @classmethod
    def on(cls, plan: Plan) -> Self:
        """As many tries as a plan of this size can be given; each takes time for every session."""
        return cls(max(_LEAST_TRIES, min(_MOST_TRIES, _MOST_JUDGED // max(1, len(plan.sessions)))))

    def spend(self) -> bool:
        """Whether one more may be tried."""
        self.left -= 1
        return self.left >= 0


def moves(bench: Bench, finding: Finding, sessions: tuple[Session, ...]) -> Iterator[Repair | None]:
    """For each session the nearest mending place earlier and later on its day; where none is, on the days around.

    None stands for a place tried in vain, so that whoever waits may do other things in between.
    """
    effort = Effort.on(bench.plan)
    able = [session for session in sessions if is_movable(bench, session)][:MOST_SESSIONS]
    searches = [_Search(bench, finding, session, effort) for session in able]
    found = 0
    for search in searches:
        for repair in search.on_the_day():
            found += repair is not None
            yield repair
    if found < 2:
        for search in searches:
            yield from search.on_other_days()


def is_movable(bench: Bench, session: Session) -> bool:
    """Whether the program may propose to move a session: to come, not travel, neither it nor what is bound locked."""
    if session.travel is not None:
        return False
    return all(
        each.state is SessionState.PLANNED and not each.locked for each in moving_with(bench.plan, (session.id,))
    )


class _Search:
    """The places of one session that mend one finding."""

    def __init__(self, bench: Bench, finding: Finding, session: Session, effort: Effort) -> None:
        self._bench = bench
        self._finding = finding
        self._session = session
        self._effort = effort
        self._moving = moving_with(bench.plan, (session.id,))
        self._trial = Trial(bench, self._moving, anew=False)
        self._hours = working_hours(bench.plan)

    def on_the_day(self) -> Iterator[Repair | None]:
        """The nearest mending place of the same day before, and after."""
        start = self._session.start
        places = sorted(self._starts(start), key=lambda place: (abs(place - start), place))
        yield from self._first([place for place in places if place < start])
        yield from self._first([place for place in places if place > start])

    def on_other_days(self) -> Iterator[Repair | None]:
        """The nearest mending place of the days before, and of the days after, nearest day and clock time first."""
        first, last = open_days(self._bench.plan, self._session)
        for direction in (-1, 1):
            days = (timedelta(days=direction * n) for n in range(1, MOST_DAYS + 1))
            moments = [self._session.start + day for day in days]
            yield from self._on_the_nearest(moment for moment in moments if first <= moment.date() <= last)

    def _on_the_nearest(self, moments: Iterable[datetime]) -> Iterator[Repair | None]:
        """The first place found on these days, taken one after the other."""
        for moment in moments:
            for repair in self._first(self._around(moment)):
                yield repair
                if repair is not None:
                    return

    def _around(self, moment: datetime) -> list[datetime]:
        return sorted(self._starts(moment), key=lambda place: (abs(place - moment), place))

    def _starts(self, moment: datetime) -> Iterator[datetime]:
        """Starts of a day at which all that moves together lies inside the plan's hours."""
        begin = min(session.start for session in self._moving)
        end = max(session.wall_end for session in self._moving)
        ahead = self._session.start - begin
        for start in starts_on(moment.date(), self._hours, 0):
            if (start - ahead).date() != start.date():
                continue
            low = (start - ahead).hour * 60 + (start - ahead).minute
            if low >= self._hours[0] and low + (end - begin) // timedelta(minutes=1) <= self._hours[1]:
                yield start

    def _first(self, starts: list[datetime]) -> Iterator[Repair | None]:
        """The first place that mends and adds nothing; for want of one, the first that adds only lesser things."""
        second: datetime | None = None
        for start in starts:
            if not self._effort.spend():
                break
            try:
                tier = self._weighed(start)
            except PlannerError:
                continue
            if tier is None:
                yield self._repair(start)
                return
            if second is None and tier.rank > self._finding.tier.rank:
                second = start
            yield None
        if second is not None:
            yield self._repair(second)

    def _weighed(self, start: datetime) -> Tier | None:
        """What a place adds; as much as a Stop where it does not mend."""
        distance = start - self._session.start
        sessions = tuple(session.with_changes(start=session.start + distance) for session in self._moving)
        index = self._trial.index_of(sessions)
        if not is_removed(self._bench, self._finding, index):
            return Tier.STOP
        return self._trial.weigh(sessions).tier

    def _repair(self, start: datetime) -> Repair:
        session, plan = self._session, self._bench.plan
        distance = start - session.start
        name = session_name(plan, session)
        same_day = start.date() == session.day
        when = clock(start) if same_day else day_and_clock(start)
        is_plain = session.id == self._finding.sessions[-1]
        return Repair(
            label=t("Move to {when}", when=when)
            if is_plain
            else t("Move {session} to {when}", session=name, when=when),
            sentence=t("Move {session} from {old} to {new}.", session=name, old=day_and_clock(session.start), new=when),
            step=t("move {session} to {when}", session=name, when=day_and_clock(start)),
            size=Size(
                days=abs((start.date() - session.day).days),
                touched=len(self._moving),
                minutes=abs(distance) // timedelta(minutes=1),
            ),
            changes=tuple(
                Change(each.id, (Field("start", each.start, each.start + distance),)) for each in self._moving
            ),
        )


def concerned(bench: Bench, finding: Finding) -> tuple[Session, ...]:
    """The sessions of a finding that are still in the plan, the last of them first: its sentence speaks of that one."""
    found = [bench.plan.session(i) for i in finding.sessions if bench.plan.has_session(i)]
    return tuple(reversed(found))
