"""When a plan has sessions with staff: no repair proposes a time of day at which the plan has none."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from kapplanner.domain.plan import Plan
from kapplanner.domain.session import Session

STEP = 15
_MINUTE = timedelta(minutes=1)


def working_hours(plan: Plan) -> tuple[int, int]:
    """From the earliest start to the latest end of sessions with staff, in minutes of the day; one over midnight
    reaches to the end of its day."""
    spans = [_span(session) for session in plan.sessions if session.is_contact and session.is_active]
    return min((start for start, _ in spans), default=0), max((end for _, end in spans), default=0)


def _span(session: Session) -> tuple[int, int]:
    start = session.start.hour * 60 + session.start.minute
    return start, min(start + session.minutes, 24 * 60)


def open_days(plan: Plan, session: Session) -> tuple[date, date]:
    """The days a session may be moved to: those of the stay for what lies in it, else those of the whole plan."""
    stay = plan.retreat
    if stay is not None and stay.first_day <= session.day <= stay.last_day:
        return stay.first_day, stay.last_day
    return min(plan.first_day, session.day, *(s.day for s in plan.sessions)), plan.last_day


def starts_on(day: date, hours: tuple[int, int], minutes: int) -> Iterator[datetime]:
    """Every quarter of an hour of a day at which so many minutes lie inside the hours."""
    first = -(-hours[0] // STEP) * STEP
    for minute in range(first, hours[1] - minutes + 1, STEP):
        yield datetime.combine(day, time()) + minute * _MINUTE
