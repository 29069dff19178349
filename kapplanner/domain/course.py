"""The days of a course: its weeks, what lies before and after it, and which days a picture of the whole of it shows.

Days in which nothing is planned far from the course, and in long courses all empty days, are folded away.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from kapplanner.domain.kinds import SessionKind
from kapplanner.domain.plan import Plan

WEEK: Final = 7
MOST_WHOLE_DAYS: Final = 21
"""A course of up to three weeks shows every day; a longer one the days that hold a session."""
_LONGEST_PAUSE: Final = 14
_OUTSIDE: Final = frozenset({SessionKind.SCREENING, SessionKind.MEASURE, SessionKind.FOLLOW_UP})


@dataclass(frozen=True, slots=True)
class Course:
    """The days of the course itself: from D1, in whole weeks, to the last day that belongs to it."""

    first_day: date
    last_day: date

    @property
    def weeks(self) -> int:
        return (self.last_day - self.first_day).days // WEEK + 1

    def week_of(self, day: date) -> int | None:
        """1 for the first week; None for days before and after the course."""
        if not self.first_day <= day <= self.last_day:
            return None
        return (day - self.first_day).days // WEEK + 1

    def week_start(self, day: date) -> date:
        """The first day of the board's page that shows this day; pages are counted from D1 both ways."""
        return self.first_day + timedelta(days=(day - self.first_day).days // WEEK * WEEK)


def course_of(plan: Plan) -> Course:
    """D1 to the end of the week of the last session that is more than a measure or a follow-up.

    Sessions of the course do not lie further apart than two weeks, except where medicine comes again (maintenance).
    """
    days = sorted({s.day for s in plan.sessions if s.day >= plan.first_day and s.kind not in _OUTSIDE})
    last = days[0] if days else plan.first_day
    medicine = max((s.day for s in plan.medicine_sessions), default=plan.first_day)
    for before, after in pairwise(days):
        if (after - before).days > _LONGEST_PAUSE and after > medicine:
            break
        last = after
    whole = ((max(last, plan.first_day) - plan.first_day).days // WEEK + 1) * WEEK - 1
    return Course(plan.first_day, plan.first_day + timedelta(days=whole))


@dataclass(frozen=True, slots=True)
class Day:
    """A day that is shown. ``is_far``: before or after the course. ``folded``: days between it and the one before."""

    day: date
    is_far: bool
    folded: int


def days_shown(plan: Plan) -> tuple[Day, ...]:
    """The days of a plan as the course view shows them, in order; never none."""
    course = course_of(plan)
    held = sorted({session.day for session in plan.sessions})
    inside = [course.first_day + timedelta(days=n) for n in range((course.last_day - course.first_day).days + 1)]
    if len(inside) > MOST_WHOLE_DAYS:
        inside = [day for day in inside if day in set(held)] or [course.first_day]
    before = [day for day in held if day < course.first_day]
    after = [day for day in held if day > course.last_day]
    days = [*before, *inside, *after]
    return tuple(
        Day(day, not course.first_day <= day <= course.last_day, (day - last).days - 1)
        for last, day in zip([days[0] - timedelta(days=1), *days], days, strict=False)
    )
