"""From a plan to the picture of its course: which days stand on it, and what stands in its four lanes."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Final

from kapplanner.documents.chart import (
    ChartChip,
    ChartDay,
    ChartDose,
    ChartGap,
    ChartWindow,
    CourseChart,
    Edge,
    LaneName,
    Place,
)
from kapplanner.documents.course_words import chip_words, described, dose_words, gap_words
from kapplanner.documents.edition import Edition
from kapplanner.documents.marks import Mark
from kapplanner.domain.course import Day, days_shown
from kapplanner.domain.kinds import SessionKind
from kapplanner.domain.plan import Plan
from kapplanner.domain.quantities import plain
from kapplanner.domain.session import Session
from kapplanner.rules.coverage import LearningWindow, learning_rule, learning_windows
from kapplanner.rules.finding import State, Tier
from kapplanner.rules.forms.companion import Companion

CARE: Final = frozenset(
    {SessionKind.PREPARATION, SessionKind.MEASURE, SessionKind.SCREENING, SessionKind.FOLLOW_UP, SessionKind.TRAVEL}
)
"""What stands in the lane of measures and other care; the rest that is not medicine stands under integration."""
MOST_DAYS: Final = 20
"""Days beside one another on a page; so many leave room for "EMDR" in each on both papers."""
_MOST_ROWS: Final = 5
_DAY_SECONDS: Final = 86_400
_MARKS: Final = {Tier.STOP: Mark.STOP, Tier.CAUTION: Mark.CAUTION, Tier.NOTE: Mark.NOTE}
_STEPS: Final = tuple(map(Decimal, (5, 10, 20, 50, 100, 200, 500, 1000)))


@dataclass(frozen=True)
class Part:
    """The days of one page, and the whole course around them."""

    edition: Edition
    days: tuple[Day, ...]

    @cached_property
    def plan(self) -> Plan:
        """The plan without what was cancelled."""
        return active(self.edition.plan)

    @cached_property
    def _dates(self) -> list[date]:
        return [day.day for day in self.days]

    @property
    def sessions(self) -> tuple[Session, ...]:
        """The sessions of these days."""
        shown = set(self._dates)
        return tuple(session for session in self.plan.sessions if session.day in shown)

    def column(self, day: date) -> int | None:
        """The column of a day; None where it stands on another page."""
        return self._dates.index(day) if day in self._dates else None

    def place(self, moment: datetime) -> Place:
        """Where a clock time lies: at the edge of the days where it lies outside, at the fold where they are folded."""
        column = bisect_right(self._dates, moment.date()) - 1
        if column < 0:
            return Place(0, 0.0)
        if self._dates[column] != moment.date():
            return Place(column, 1.0)
        seconds = (moment - datetime.combine(moment.date(), datetime.min.time())).total_seconds()
        return Place(column, seconds / _DAY_SECONDS)

    def chart(self) -> CourseChart:
        """The picture of these days."""
        return CourseChart(
            days=tuple(map(self._day, self.days)),
            doses=tuple(self._doses()),
            gaps=tuple(self._gaps()),
            windows=tuple(self._windows()),
            talks=tuple(self._chips(care=False)),
            care=tuple(self._chips(care=True)),
            scale=self._scale,
            names=self._names,
            since=self.edition.words("course-overview.since", date=self.edition.moments.short(self.plan.first_day)),
            described=described(self.edition, self.sessions, self.windows),
        )

    def _day(self, day: Day) -> ChartDay:
        words = self.edition.words
        weekday = words.list("moments.short_weekdays")[day.day.weekday()]
        month = words.list("moments.short_months")[day.day.month - 1]
        held = [session for session in self.sessions if session.day == day.day]
        return ChartDay(
            date=f"{day.day.day} {month}" if self._begins_month(day) else str(day.day.day),
            name=month if day.is_far else weekday,
            number=words("course-overview.number", n=self.plan.day_number(day.day)).replace("-", "−"),
            has_medicine=any(session.is_medicine for session in held),
            is_narrow=day.is_far and not any(each.kind is SessionKind.INTEGRATION or each.is_medicine for each in held),
            follows_folded=day.folded > 0,
        )

    def _begins_month(self, day: Day) -> bool:
        """Whether a day stands in another month than the one before it; the first day of all is dated at the left."""
        if day.is_far or day.day == self.plan.first_day:
            return False
        place = self.days.index(day)
        return place == 0 or self.days[place - 1].day.month != day.day.month

    def _doses(self) -> Iterator[ChartDose]:
        most = self._most_absorbed
        for number, session in enumerate(self.plan.medicine_sessions, 1):
            column = self.column(session.day)
            if column is None:
                continue
            same = [each for each in self.plan.medicine_sessions if each.day == session.day]
            absorbed = self._absorbed(session)
            words, below = dose_words(self.edition, session, number)
            yield ChartDose(
                column=column,
                words=words,
                below=below,
                height=None if absorbed is None else float(absorbed / most),
                mark=self._mark(session),
                part=same.index(session),
                parts=len(same),
            )

    def _absorbed(self, session: Session) -> Decimal | None:
        """The estimated amount that reaches the blood, in mg, with the booster; None where the dose is not known."""
        medicine, weight = session.medicine, self.plan.patient.weight
        assert medicine is not None
        given = medicine.dose.milligrams(weight)
        if given is None:
            return None
        if medicine.booster is not None:
            given += medicine.booster.dose.milligrams(weight) or Decimal(0)
        return given * self.edition.request.rule_set.route(medicine.route).share_absorbed

    @cached_property
    def _most_absorbed(self) -> Decimal:
        """The largest of the whole course, so that all pages have one scale."""
        amounts = (self._absorbed(session) for session in self.plan.medicine_sessions)
        return max((amount for amount in amounts if amount is not None), default=Decimal(1))

    @property
    def _scale(self) -> tuple[tuple[float, str], ...]:
        """Two or three round numbers of mg."""
        most = self._most_absorbed
        if all(self._absorbed(session) is None for session in self.plan.medicine_sessions):
            return ()
        step = next(each for each in _STEPS if most <= each * 3 or each is _STEPS[-1])
        return tuple((float(step * n / most), plain(step * n)) for n in range(1, 4) if step * n <= most)

    def _gaps(self) -> Iterator[ChartGap]:
        for before, after in pairwise(self.plan.medicine_sessions):
            end = self.column(after.day)
            if end is not None and before.day != after.day:
                yield ChartGap(self.column(before.day), end, gap_words(self.edition, before, after))

    @cached_property
    def windows(self) -> tuple[LearningWindow, ...]:
        """The learning windows that reach into these days."""
        first, last = self._dates[0], self._dates[-1]
        found = learning_windows(self.plan, self.edition.request.rule_set)
        return tuple(w for w in found if w.dose.date() <= last and w.closes.date() >= first)

    def _windows(self) -> Iterator[ChartWindow]:
        for window in self.windows:
            is_here = self.column(window.dose.date()) is not None
            yield ChartWindow(
                dose=self.place(window.dose) if is_here else None,
                opens=self.place(window.opens),
                closes=self.place(window.closes),
                inside=tuple(self.place(c.start) for c in window.inside if self.column(c.start.date()) is not None),
                counted=str(len(window.inside)),
                is_covered=window.is_covered,
            )

    def _chips(self, *, care: bool) -> Iterator[ChartChip]:
        """The sessions of a lane, what does not fit is counted."""
        for column, day in enumerate(self._dates):
            found = [s for s in self.sessions if s.day == day and not s.is_medicine and (s.kind in CARE) is care]
            shown = self._fitting(found)
            for session in shown:
                words, short = chip_words(self.edition, session)
                yield ChartChip(column, words, short, _edge(session), self._mark(session))
            if len(found) > len(shown):
                more = self.edition.words("course-overview.more_chips", n=len(found) - len(shown))
                yield ChartChip(column, more, more, Edge.SINGLE, self._worst(found[len(shown) :]))

    def _fitting(self, found: list[Session]) -> list[Session]:
        """As many as a day has rows for; a mark may take a row of its own, and so does what tells of the rest."""
        rows = list(accumulate(1 if self._mark(session) is Mark.NONE else 2 for session in found))
        if not rows or rows[-1] <= _MOST_ROWS:
            return found
        return found[: sum(1 for row in rows if row <= _MOST_ROWS - 2)]

    def _mark(self, session: Session) -> Mark:
        return self._worst((session,))

    def _worst(self, sessions: Sequence[Session]) -> Mark:
        """The strongest open finding of some sessions, else whether one is kept."""
        ids = {session.id for session in sessions}
        found = [finding for finding in self.edition.request.report.findings if ids & set(finding.sessions)]
        still_open = [finding.tier for finding in found if finding.state is not State.KEPT]
        if still_open:
            return _MARKS[min(still_open, key=lambda tier: tier.rank)]
        return Mark.KEPT if found else Mark.NONE

    @property
    def _names(self) -> tuple[LaneName, LaneName, LaneName, LaneName]:
        words = self.edition.words
        return (
            LaneName(words("course-overview.medicine"), words("course-overview.medicine_more")),
            LaneName(words("course-overview.window"), self._hours),
            LaneName(words("course-overview.talks"), words("course-overview.talks_more")),
            LaneName(words("course-overview.care")),
        )

    @property
    def _hours(self) -> str:
        """ "12 to 72 h after the dose", as the clinic's rule has it; that there is no such rule where it is off."""
        rule = learning_rule(self.edition.request.rule_set)
        if rule is None or not isinstance(rule.form, Companion) or rule.form.most_hours is None:
            return self.edition.words("course-overview.no_window")
        low, high = plain(rule.form.least_hours or Decimal(0)), plain(rule.form.most_hours)
        return self.edition.words("course-overview.hours", low=low, high=high)


def _edge(session: Session) -> Edge:
    if session.kind is SessionKind.REST:
        return Edge.DASHED
    return Edge.DOUBLE if session.kind is SessionKind.INTEGRATION else Edge.SINGLE


def active(plan: Plan) -> Plan:
    """The plan without what was cancelled."""
    return plan.with_changes(sessions=tuple(session for session in plan.sessions if session.is_active))


def parts_of(edition: Edition) -> tuple[Part, ...]:
    """The days of the course on as few pages as they need, about as many on each; none ends on a medicine day."""
    plan = active(edition.plan)
    medicine = {session.day for session in plan.medicine_sessions}
    days = days_shown(plan)
    each = -(-len(days) // -(-len(days) // MOST_DAYS))
    parts: list[Part] = []
    while days:
        end = min(each, len(days))
        if end < len(days) and end > 1 and days[end - 1].day in medicine:
            end -= 1
        parts.append(Part(edition, days[:end]))
        days = days[end:]
    return tuple(parts)
