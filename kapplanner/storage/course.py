"""The course strip of a library row: one letter a day, and the day on which the course ends."""

from datetime import date, timedelta
from typing import Final

from kapplanner.domain.plan import Plan
from kapplanner.domain.session import Phase, Session, SessionKind

LONGEST_STRIP: Final = 400
NOTHING: Final = "."
_LETTERS: Final = {
    SessionKind.MEDICINE: "M",
    SessionKind.INTEGRATION: "I",
    SessionKind.PREPARATION: "P",
    SessionKind.SCREENING: "S",
    SessionKind.FOLLOW_UP: "F",
    SessionKind.REST: "R",
    SessionKind.PRACTICE: "R",
    SessionKind.TRAVEL: "T",
    SessionKind.MEASURE: "T",
}
"""In the order in which a day with several kinds is named."""
_ORDER: Final = {kind: place for place, kind in enumerate(_LETTERS)}
_OF_THE_COURSE: Final = frozenset(
    {SessionKind.MEDICINE, SessionKind.INTEGRATION, SessionKind.PREPARATION, SessionKind.PRACTICE, SessionKind.REST}
)


def last_course_day(plan: Plan) -> date:
    """The last residential day, or the last day with care of the course; follow-up and measures come after it."""
    days = [s.day for s in plan.sessions if s.is_active and s.kind in _OF_THE_COURSE and s.phase is Phase.COURSE]
    if plan.retreat is not None:
        days.append(plan.retreat.last_day)
    days = days or [s.day for s in plan.medicine_sessions]
    return max([plan.first_day, *days])


def course_strip(plan: Plan) -> str:
    """One letter a day from D1 to the last course day."""
    by_day: dict[date, Session] = {}
    for session in plan.sessions:
        shown = by_day.get(session.day)
        if session.is_active and (shown is None or _ORDER[session.kind] < _ORDER[shown.kind]):
            by_day[session.day] = session
    length = min((last_course_day(plan) - plan.first_day).days + 1, LONGEST_STRIP)
    days = (by_day.get(plan.first_day + timedelta(days=n)) for n in range(length))
    return "".join(_LETTERS[session.kind] if session else NOTHING for session in days)
