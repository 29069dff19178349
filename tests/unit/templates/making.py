"""Plans from the shipped templates, for these tests."""

from datetime import date, time

from kapplanner.codec.templates import template_named
from kapplanner.domain.identity import CountedIds
from kapplanner.domain.plan import Plan
from kapplanner.domain.session import Route
from kapplanner.domain.template import Choices, instantiate
from tests.unit.templates.second_opinion import ROUTES

FRIDAY = date(2026, 12, 11)
SUNDAY = date(2026, 12, 6)


def made(
    template: str, first_day: date = FRIDAY, *, route: str | None = None, start: str | None = None, **more
) -> Plan:
    """made("gad-two-weeks", route="IM", start="11:00", weeks=1): the plan with these choices; one route for all."""
    by = Route(route) if route else None
    choices = Choices(
        first_day,
        first_route=more.pop("first_route", by),
        route=by,
        start_time=time.fromisoformat(start) if start else None,
        **more,
    )
    return instantiate(template_named(template), choices, routes=ROUTES, ids=CountedIds())


def medicine_days(plan: Plan) -> list[int]:
    return [plan.day_number(session.day) for session in plan.medicine_sessions]
