"""R50: contacts, visits and measures after the course, each at its time."""

import pytest

from kapplanner.domain.plan import PlanType
from tests.spec.outcomes import outcome
from tests.support.build import medicine, plan, session

OUTCOME = {"measures": ("GAD-7", "C-SSRS")}
RISK_ONLY = {"measures": ("C-SSRS",)}


@pytest.mark.parametrize(("clock", "expected"), [("12:29", "passed"), ("12:30", "passed"), ("12:31", "caution")])
def test_contact_within_72_hours_of_the_last_session(clock, expected):
    given = plan(medicine("D1", "09:30", 180), session("follow-up", "D4", clock, 20))
    assert outcome(given, "contact-soon-after-the-course") == expected
    assert outcome(plan(session("rest", "D1", "10:00")), "contact-soon-after-the-course") == "does not apply"


@pytest.mark.parametrize(("clock", "expected"), [("12:29", "passed"), ("12:30", "passed"), ("12:31", "caution")])
@pytest.mark.parametrize("plan_type", [PlanType.WEEKLY, PlanType.FORTNIGHTLY])
def test_contact_within_72_hours_of_each_session_in_weekly_care(plan_type, clock, expected):
    contacts = (session("follow-up", "D4", clock, 20), session("integration", "D8", "15:00"))
    given = plan(medicine("D1", "09:30", 180), medicine("D8"), *contacts, plan_type=plan_type)
    assert outcome(given, "contact-soon-after-each-session") == expected


def test_contact_after_each_session_is_asked_of_weekly_care_only_and_the_next_dose_is_none():
    given = plan(medicine("D1"), medicine("D3"), session("follow-up", "D4", "10:00"))
    assert outcome(given, "contact-soon-after-each-session") == "does not apply"
    weekly = plan(medicine("D1"), medicine("D3"), session("follow-up", "D6", "10:00"), plan_type=PlanType.WEEKLY)
    assert outcome(weekly, "contact-soon-after-each-session") == "caution"


@pytest.mark.parametrize(
    ("rule", "first", "last", "tier"),
    [
        ("visit-after-one-to-two-weeks", 7, 21, "caution"),
        ("visit-after-a-month", 25, 40, "caution"),
        ("measures-after-one-to-two-weeks", 7, 21, "caution"),
        ("measures-after-a-month", 25, 40, "caution"),
        ("measures-after-three-months", 75, 105, "caution"),
    ],
)
def test_visits_and_measures_after_the_course(rule, first, last, tier):
    def after(days: int, clock: str = "10:00", **more: object) -> str:
        return outcome(plan(medicine("D1"), session("follow-up", f"D{1 + days}", clock, **{**OUTCOME, **more})), rule)

    assert after(first - 1, "23:00") == tier
    assert after(first, "06:00") == "passed"
    assert after(first + 1) == "passed"
    assert after(last - 1) == "passed"
    assert after(last, "22:00") == "passed"
    assert after(last + 1, "06:00") == tier
    assert outcome(plan(medicine("D1")), rule) == tier
    assert outcome(plan(session("follow-up", "D1", "10:00")), rule) == "does not apply"
    assert after(first, **RISK_ONLY) == (tier if rule.startswith("measures") else "passed")


@pytest.mark.parametrize(
    ("day", "measures", "expected"),
    [("D-7", OUTCOME, "passed"), ("D-8", OUTCOME, "caution"), ("D1", OUTCOME, "passed"), ("D-7", RISK_ONLY, "caution")],
)
def test_measures_at_most_seven_days_before_the_first_dose(day, measures, expected):
    given = plan(session("measure", day, "08:00", 20, **measures), medicine("D1"))
    assert outcome(given, "measures-at-baseline") == expected
    assert outcome(plan(session("measure", day, "08:00", 20)), "measures-at-baseline") == "does not apply"


@pytest.mark.parametrize(("day", "expected"), [("D1", "passed"), ("D2", "passed"), ("D-1", "note")])
def test_measures_in_the_middle_of_a_long_course(day, expected):
    given = plan(session("measure", day, "08:00", 20, **OUTCOME), medicine("D1"), medicine("D29"))
    assert outcome(given, "measures-during-a-long-course") == expected


@pytest.mark.parametrize(("day", "expected"), [("D7", "passed"), ("D8", "passed"), ("D9", "note")])
def test_measures_at_the_end(day, expected):
    given = plan(medicine("D1"), session("measure", day, "08:00", 20, **OUTCOME))
    assert outcome(given, "measures-at-the-end") == expected
