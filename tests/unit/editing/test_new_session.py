"""A session put in by its kind alone: as long as others of its kind, and nothing decided for the prescriber."""

from kapplanner.codec.rule_sets import rule_set_named
from kapplanner.domain.quantities import UNDECIDED
from kapplanner.domain.session import Route, SessionKind
from kapplanner.editing.new_session import session_of_kind
from tests.support import build

ROUTES = rule_set_named("intensive").routes
AT = build.at("D3", "10:00")


def test_a_talk_is_as_long_as_others_of_its_kind() -> None:
    plan = build.plan(build.session("integration", "D1", "10:00", 75), build.session("integration", "D2", "10:00", 75))
    made = session_of_kind(plan, SessionKind.INTEGRATION, AT, "new", ROUTES)
    assert (made.minutes, made.modality, made.people, made.room) == (75, None, (), None)


def test_medicine_takes_the_route_of_the_last_one_and_leaves_the_dose_open() -> None:
    made = session_of_kind(build.plan(build.medicine("D1", route="IM")), SessionKind.MEDICINE, AT, "new", ROUTES)
    assert made.medicine is not None
    assert (made.medicine.route, made.medicine.dose) == (Route.IM, UNDECIDED)
    assert made.minutes == ROUTES[Route.IM].block_minutes


def test_the_first_medicine_session_of_a_plan_takes_the_first_route_with_numbers() -> None:
    made = session_of_kind(build.plan(), SessionKind.MEDICINE, AT, "new", ROUTES)
    assert made.medicine is not None and made.medicine.route is next(iter(ROUTES))
