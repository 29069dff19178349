"""The weeks of a course and the days before and after it, as the board turns its pages and the outline lists them."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from kapplanner.domain.plan import Plan
from kapplanner.domain.session import SessionKind
from kapplanner.i18n import t
from kapplanner.rules.words import NO_BREAK, month_short, weekday_short

WEEK: Final = 7
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


def span_words(first: date, last: date) -> str:
    """ "Sun 6 to Sat 12 Dec 2026", "Sun 27 Dec 2026 to Sat 2 Jan 2027"; one day as "Sun 6 Dec 2026"."""
    if first == last:
        return _words(first, month=True, year=True)
    same_year = first.year == last.year
    same_month = same_year and first.month == last.month
    return t(
        "{first} to {last}",
        first=_words(first, month=not same_month, year=not same_year),
        last=_words(last, month=True, year=True),
    )


def course_words(plan: Plan) -> tuple[str, str]:
    """The days of the course and of what follows it, the long way and the short: "Sun 6 to Sat 19 Dec 2026, …"."""
    course = course_of(plan)
    days = [session.day for session in plan.sessions if session.day >= course.first_day] or [course.first_day]
    inside = [day for day in days if day <= course.last_day] or [course.first_day]
    short = short_span_words(course.first_day, max(inside))
    said = span_words(course.first_day, max(inside))
    if max(days) > course.last_day:
        said = t("{course}, follow-up to {day}", course=said, day=_words(max(days), month=True, year=True))
    return said, short


def short_span_words(first: date, last: date) -> str:
    """ "6 to 8 Dec", "30 Nov to 2 Dec": for a bar with little room."""
    end = f"{last.day}{NO_BREAK}{month_short(last)}"
    if first == last:
        return end
    start = str(first.day) if first.month == last.month else f"{first.day}{NO_BREAK}{month_short(first)}"
    return t("{first} to {last}", first=start, last=end)


def _words(day: date, *, month: bool, year: bool) -> str:
    parts = [weekday_short(day), str(day.day)]
    if month:
        parts.append(month_short(day))
    if year:
        parts.append(str(day.year))
    return NO_BREAK.join(parts)


def week_words(course: Course, day: date) -> str:
    """ "Week 1 of 2", or where the day lies before or after the course."""
    number = course.week_of(day)
    if number is not None:
        return t("Week {n} of {total}", n=number, total=course.weeks)
    return t("Before the course") if day < course.first_day else t("After the course")
