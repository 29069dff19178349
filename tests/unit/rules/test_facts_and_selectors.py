"""Facts by name, what a selector means, and the words for both."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest

from kapplanner.codec.rule_sets import rule_set_named
from kapplanner.domain.errors import NotFound, PlannerError
from kapplanner.domain.people import Answer, ClinicalProfile, Patient, Role, VitalSigns
from kapplanner.domain.places import Retreat, Site
from kapplanner.domain.quantities import BloodPressure
from kapplanner.domain.session import Phase, Route, SessionKind, TravelDirection
from kapplanner.rules.facts import Condition, Operator, day_words, fact_named, fact_names
from kapplanner.rules.index import PlanIndex
from kapplanner.rules.selector import Position, Selector
from tests.support.build import FIRST_DAY, assigned, medicine, plan, session

ROUTES = rule_set_named("intensive").routes


def chosen(given, **parts):
    """The ids that a selector chooses."""
    return [entry.id for entry in PlanIndex(given, ROUTES).select(Selector(**parts))]


def test_every_fact_of_a_plan_nobody_filled_in_is_unknown():
    empty = plan()
    assert all(fact_named(name).read(empty) is None for name in fact_names())
    assert fact_named("profile.conditions.glaucoma").read(empty) is None


def test_facts_are_read_from_the_plan():
    signs = VitalSigns(blood_pressure=BloodPressure(128, 82))
    given = plan(
        patient=Patient(age=41),
        profile=ClinicalProfile(vital_signs=signs, frail=Answer.NO, anticipatory_anxiety=0),
        retreat=Retreat(FIRST_DAY, FIRST_DAY, Answer.YES),
        site=Site(emergency_minutes=12),
    )
    assert fact_named("profile.systolic").read(given) == 128
    assert fact_named("profile.diastolic").read(given) == 82
    assert fact_named("patient.age").read(given) == 41
    assert fact_named("profile.frail").read(given) is False
    assert fact_named("profile.anticipatory_anxiety").read(given) == 0
    assert fact_named("retreat.night_cover").read(given) is True
    assert fact_named("site.emergency_minutes").read(given) == 12


@pytest.mark.parametrize(
    ("operator", "value", "expected"),
    [
        (Operator.AT_LEAST, 41, True),
        (Operator.AT_LEAST, 42, False),
        (Operator.AT_MOST, 41, True),
        (Operator.AT_MOST, 40, False),
        (Operator.ABOVE, 40, True),
        (Operator.ABOVE, 41, False),
        (Operator.BELOW, 42, True),
        (Operator.BELOW, 41, False),
        (Operator.IS, 41, True),
        (Operator.IS_NOT, 41, False),
    ],
)
def test_a_condition_compares_a_number(operator, value, expected):
    condition = Condition("patient.age", operator, Decimal(value))
    assert condition.holds(plan(patient=Patient(age=41))) is expected
    assert condition.holds(plan()) is None


def test_conditions_are_said_in_words():
    assert Condition("patient.age", Operator.AT_LEAST, Decimal(65)).words == "the patient's age at least 65"
    assert Condition("profile.frail", Operator.IS, True).words == "frailty: yes"
    assert Condition("profile.frail", Operator.IS_NOT, True).words == "frailty: no"
    with pytest.raises(PlannerError, match="no dated fact"):
        day_words("patient.age")


GIVEN = plan(
    session("travel", "D1", "08:00", 30, id="come", travel=TravelDirection.ARRIVAL),
    session("preparation", "D1", "10:00", id="prepare", room="blue", checklist=("consent",)),
    medicine("D1", "14:00", id="one", people=(assigned("monitor", "anna"),)),
    medicine("D8", id="two", route="IM"),
    medicine("D15", id="three", route="IM", phase=Phase.MAINTENANCE),
    session("integration", "D15", "16:00", id="talk", modality="emdr", closing=Answer.YES, new_target=Answer.NO),
    session("rest", "D16", "08:00", id="rest"),
)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"kinds": (SessionKind.MEDICINE,)}, ["one", "two", "three"]),
        ({"kinds": (SessionKind.MEDICINE,), "position": Position.FIRST}, ["one"]),
        ({"kinds": (SessionKind.MEDICINE,), "position": Position.LAST}, ["three"]),
        ({"kinds": (SessionKind.MEDICINE,), "position": Position.LATER}, ["two", "three"]),
        ({"kinds": (SessionKind.MEDICINE,), "position": Position.NTH, "nth": 2}, ["two"]),
        ({"kinds": (SessionKind.MEDICINE,), "position": Position.NTH, "nth": 4}, []),
        ({"kinds": (SessionKind.MEDICINE,), "position": Position.FIRST_BY_ROUTE}, ["one", "two"]),
        ({"kinds": (SessionKind.MEDICINE,), "position": Position.NEW_ROUTE}, ["two"]),
        ({"kinds": (SessionKind.MEDICINE,), "weeks_from": 2}, ["two", "three"]),
        ({"kinds": (SessionKind.MEDICINE,), "weeks_to": 2}, ["one", "two"]),
        ({"kinds": (SessionKind.MEDICINE,), "day_of": TravelDirection.ARRIVAL}, ["one"]),
        ({"routes": (Route.IM,)}, ["two", "three"]),
        ({"phase": Phase.MAINTENANCE}, ["three"]),
        ({"room": "blue"}, ["prepare"]),
        ({"role": Role.MONITOR}, ["one"]),
        ({"checklist": "consent"}, ["prepare"]),
        ({"travel": TravelDirection.ARRIVAL}, ["come"]),
        ({"modalities": ("emdr",)}, ["talk"]),
        ({"modalities": ("emdr",), "new_target": True}, []),
        ({"modalities": ("emdr",), "new_target": False}, ["talk"]),
        ({"closing": True}, ["talk"]),
        ({"contact": False}, ["come", "rest"]),
        ({"without_kinds": (SessionKind.MEDICINE, SessionKind.REST)}, ["come", "prepare", "talk"]),
        ({"kinds": (SessionKind.MEDICINE,), "booster": True}, []),
    ],
)
def test_a_selector_chooses_sessions(parts, expected):
    assert chosen(GIVEN, **parts) == expected


def test_weeks_without_medicine_choose_nothing():
    assert chosen(plan(session("rest", "D1", "10:00")), weeks_from=1) == []


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"routes": (Route.IM, Route.IV)}, "medicine sessions by IM or IV"),
        ({"kinds": (SessionKind.MEDICINE,), "position": Position.NTH, "nth": 2}, "number 2 of the medicine sessions"),
        ({"kinds": (SessionKind.MEDICINE,), "position": Position.LATER}, "medicine sessions after the first"),
        (
            {"kinds": (SessionKind.MEDICINE,), "position": Position.FIRST_BY_ROUTE},
            "the first medicine sessions of each route",
        ),
        ({"role": Role.NURSE}, "sessions with a nurse"),
        ({"room": "blue"}, "sessions in room “blue”"),
        ({"weeks_from": 5}, "sessions in weeks 5 to the last"),
        ({"contact": True}, "sessions with staff"),
        ({"called": "talks"}, "talks"),
    ],
)
def test_a_selector_is_said_in_words(parts, words):
    assert Selector(**parts).words == words


def test_the_course_is_the_stay_or_the_time_between_travels_or_until_the_last_medicine_session():
    def course(given):
        return PlanIndex(given, ROUTES).course_days()

    day = FIRST_DAY.toordinal()
    assert course(plan(retreat=Retreat(FIRST_DAY, FIRST_DAY + timedelta(days=3)))) == (day, day + 3)
    leave = session("travel", "D5", "10:00", 30, travel=TravelDirection.DEPARTURE)
    assert course(GIVEN.with_session(leave)) == (day, day + 4)
    assert course(GIVEN) == (day, day + 14)
    assert course(plan()) is None


def test_midnight_is_found_where_the_clocks_skip_it():
    from datetime import date

    index = PlanIndex(plan(zone="America/Havana"), {})  # Havana skips 00:00 on 14 March 2027
    day = date(2027, 3, 14).toordinal()
    assert index.midnight(day + 1) - index.midnight(day) == 23 * 60
    assert index.midnight(day) - index.midnight(day - 1) == 24 * 60


def test_without_numbers_for_a_route_its_effects_cannot_be_worked_out():
    index = PlanIndex(plan(medicine("D1")), {})
    for ask in (index.observed_until, index.driving_again):
        with pytest.raises(NotFound, match=r"has no numbers for SL\."):
            ask(index.medicine[0])


@pytest.mark.parametrize(
    ("fact", "operator", "value", "told"),
    [
        ("profile.frail", Operator.IS, "yes", "“frailty” is answered with yes or no."),
        ("profile.frail", Operator.AT_LEAST, Decimal(65), "“frailty” is answered with yes or no."),
        ("profile.conditions.seizures", Operator.IS, Decimal(1), "“seizures” is answered with yes or no."),
        ("profile.systolic", Operator.IS, "160", "“systolic blood pressure at rest” is a number."),
        ("patient.age", Operator.IS, True, "“the patient's age” is a number."),
        ("profile.diagnosis", Operator.IS, "specific fobia", "“the diagnosis” is one of “generalised anxiety”, "),
        ("profile.diagnosis", Operator.IS, True, "“the diagnosis” is one of “generalised anxiety”, "),
    ],
)
def test_a_fact_compared_with_what_it_can_never_be_is_refused(fact, operator, value, told):
    with pytest.raises(PlannerError, match=re.escape(told)):
        Condition(fact, operator, value)


def test_every_fact_is_of_the_kind_that_it_is_compared_with():
    given = plan(medicine("D1"), patient=Patient(age=40), retreat=Retreat(FIRST_DAY, FIRST_DAY, Answer.YES))
    for name in fact_names():
        found = fact_named(name).read(given)
        assert found is None or isinstance(found, fact_named(name).kind), name
