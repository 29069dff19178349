"""R33 to R35: ready for an emergency, an escort, nobody drives too soon."""

from dataclasses import replace

import pytest

from kapplanner.domain.people import Escort, EscortKind, Patient, Practitioner
from kapplanner.domain.places import Retreat, Site
from kapplanner.domain.session import TravelDirection
from tests.spec.outcomes import findings, gap, outcome
from tests.support.build import FIRST_DAY, assigned, medicine, plan, session

READY = (
    "oximeter",
    "Blood pressure cuff",
    "suction",
    "oxygen",
    "bag-mask",
    "AED",
    "rescue medicines",
    "emergency plan",
)


def site(**more):
    return Site(zone="America/New_York", **{"equipment": READY, "emergency_minutes": 20, **more})


def staffed(trainings, *, route="SL", where=None, people=("bo", "cy")):
    named = tuple(Practitioner(each, each.capitalize(), trainings=trainings.get(each)) for each in people)
    roles = (assigned("monitor", "bo"), assigned("therapist", "cy"))[: len(people)]
    return plan(medicine("D1", route=route, people=roles), practitioners=named, site=where or site())


@pytest.mark.parametrize(
    ("route", "trainings", "expected"),
    [
        ("SL", {"bo": ("BLS",), "cy": ("BLS",)}, "passed"),
        ("SL", {"bo": ("BLS",), "cy": ("emdr",)}, "caution"),
        ("SL", {"bo": ("BLS",)}, "could not be checked"),
        ("SL", {"bo": ("ACLS",), "cy": ("BLS",)}, "passed"),  # the higher training holds the lower
        ("IM", {"bo": ("BLS", "ACLS"), "cy": ("BLS",)}, "passed"),
        ("IV", {"bo": ("BLS",), "cy": ("BLS",)}, "stop"),
        ("IM", {"bo": ("BLS",)}, "could not be checked"),
        ("IM", {"bo": ("BLS", "ACLS"), "cy": ()}, "stop"),
        ("SC", {"bo": (), "cy": ("BLS",)}, "caution"),
        ("ESK", {"bo": (), "cy": ("BLS",)}, "caution"),
    ],
)
def test_r33_basic_life_support_for_all_and_advanced_by_im_and_iv(route, trainings, expected):
    assert outcome(staffed(trainings, route=route), "emergency-readiness") == expected


def test_r33_nobody_named_is_missing_and_entered_as_none_is_found():
    assert gap(plan(medicine("D1"), site=site()), "emergency-readiness").sentence == "Missing: who takes part."
    nobody = plan(medicine("D1", people=(assigned("monitor", None),)), site=site())
    assert outcome(nobody, "emergency-readiness") == "caution"


@pytest.mark.parametrize(
    ("equipment", "route", "expected"),
    [
        (READY, "IM", "passed"),
        (READY[:-1], "IM", "stop"),
        (READY[:-1], "SL", "caution"),
        ((), "IV", "stop"),
        (None, "IV", "could not be checked"),
        ((*READY[:5], "defibrillator", *READY[6:]), "IM", "passed"),
    ],
)
def test_r33_what_an_airway_emergency_needs_is_on_site(equipment, route, expected):
    trained = {"bo": ("BLS", "ACLS"), "cy": ("BLS",)}
    given = staffed(trained, route=route, where=site(equipment=equipment))
    assert outcome(given, "emergency-readiness") == expected


def test_r33_the_site_is_said_once_with_the_route_for_which_it_weighs_most():
    given = staffed({"bo": ("BLS", "ACLS"), "cy": ("BLS",)}, where=site(equipment=READY[2:]))
    given = given.with_session(medicine("D3", route="IM", people=given.medicine_sessions[0].people, id="im"))
    found = findings(given, "emergency-readiness")
    assert [(each.tier.value, each.sentence, each.sessions) for each in found] == [
        ("stop", "Tue 8 Dec, 09:30: not on site: oximeter and blood pressure cuff.", ("im",))
    ]


def test_r33_a_lack_of_facts_is_as_weighty_as_the_routes_of_the_plan():
    assert gap(plan(medicine("D1", route="SL")), "emergency-readiness").tier.value == "caution"
    assert gap(plan(medicine("D1", route="IM")), "emergency-readiness").tier.value == "stop"
    assert gap(plan(medicine("D1", route="SL")), "emergency-care-near").tier.value == "caution"
    assert gap(plan(medicine("D1", route="IV")), "emergency-care-near").tier.value == "stop"


@pytest.mark.parametrize(
    ("minutes", "route", "expected"),
    [
        (19, "IM", "passed"),
        (20, "IM", "passed"),
        (21, "IM", "stop"),
        (21, "IV", "stop"),
        (20, "SL", "passed"),
        (21, "SL", "caution"),
        (0, "ESK", "passed"),
        (None, "SL", "could not be checked"),
    ],
)
def test_r33_emergency_care_within_20_minutes(minutes, route, expected):
    given = plan(medicine("D1", route=route), site=site(emergency_minutes=minutes))
    assert outcome(given, "emergency-care-near") == expected


def test_r33_does_not_apply_without_medicine():
    assert outcome(plan(session("rest", "D1", "10:00")), "emergency-readiness") == "does not apply"
    assert outcome(plan(session("rest", "D1", "10:00")), "emergency-care-near") == "does not apply"


ADULT = Escort(EscortKind.NAMED_ADULT, "Kim", "1", 12)
STAY = Retreat(FIRST_DAY, FIRST_DAY.replace(day=9))


@pytest.mark.parametrize(
    ("escort", "stay", "expected"),
    [
        (ADULT, None, "passed"),
        (replace(ADULT, hours=11), None, "stop"),
        (replace(ADULT, hours=13), None, "passed"),
        (replace(ADULT, hours=None), None, "could not be checked"),
        (replace(ADULT, name=" "), None, "could not be checked"),
        (Escort(EscortKind.TAXI, "Cab", "1", 24), None, "stop"),
        (Escort(EscortKind.NONE), None, "stop"),
        (None, None, "could not be checked"),
        (Escort(EscortKind.ON_SITE_STAFF), STAY, "passed"),
        (Escort(EscortKind.ON_SITE_STAFF, hours=11), STAY, "stop"),
        (Escort(EscortKind.ON_SITE_STAFF, hours=12), None, "stop"),  # they stay where they are
        (Escort(EscortKind.TAXI), STAY, "stop"),
        (ADULT, STAY, "passed"),
    ],
)
def test_r34_a_responsible_adult_or_staffed_lodging_for_twelve_hours(escort, stay, expected):
    assert outcome(plan(medicine("D1", details={"escort": escort}), retreat=stay), "escort") == expected


def test_r34_the_patients_own_escort_counts_where_the_session_has_none_of_its_own():
    patient = Patient(escort=ADULT)
    assert outcome(plan(medicine("D1"), patient=patient), "escort") == "passed"
    taxi = medicine("D1", details={"escort": Escort(EscortKind.TAXI)})
    assert findings(plan(taxi, patient=patient), "escort")[0].sentence == (
        "Sun 6 Dec, 09:30: a taxi alone is no escort."
    )


def leaving(clock, escort=ADULT, day="D2"):
    details = {"escort": escort}
    home = session("travel", day, clock, 30, travel=TravelDirection.DEPARTURE)
    return plan(medicine("D1", details=details), home)


@pytest.mark.parametrize(
    ("clock", "kind", "expected"),
    [
        ("08:59", EscortKind.NAMED_ADULT, "passed"),
        ("08:59", EscortKind.TAXI, "passed"),
        ("08:59", EscortKind.ON_SITE_STAFF, "stop"),
        ("08:59", EscortKind.NONE, "stop"),
        ("09:00", EscortKind.NONE, "passed"),
        ("09:01", EscortKind.NONE, "passed"),
    ],
)
def test_r35_nobody_drives_home_before_nine_of_the_next_day(clock, kind, expected):
    assert outcome(leaving(clock, Escort(kind)), "no-driving-home") == expected


def test_r35_an_escort_never_asked_for_leaves_the_journey_unchecked():
    assert outcome(leaving("08:00", None), "no-driving-home") == "could not be checked"
    assert outcome(leaving("10:00", None), "no-driving-home") == "passed"
    assert outcome(plan(medicine("D1")), "no-driving-home") == "does not apply"
    assert findings(leaving("08:00", Escort(EscortKind.NONE)), "no-driving-home")[0].sentence == (
        "Departure on Mon 7 Dec, 08:00: nobody is named to drive, and driving is out until Mon 7 Dec, 09:00."
    )
