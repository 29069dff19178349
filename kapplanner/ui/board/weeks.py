"""The weeks of a course and the days before and after it, as the board turns its pages and the outline lists them."""

from datetime import date

from kapplanner.domain.course import Course as Course
from kapplanner.domain.course import course_of as course_of
from kapplanner.domain.plan import Plan
from kapplanner.i18n import t
from kapplanner.rules.words import NO_BREAK, month_short, weekday_short


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
