"""R36 to R43: readings, pressure, observation, fasting, risk screen, adverse events."""

import pytest

from kapplanner.domain.people import Answer, ClinicalProfile, VitalSigns
from kapplanner.domain.quantities import BloodPressure
from kapplanner.domain.session import TravelDirection
from tests.spec.outcomes import findings, gap, outcome
from tests.support.build import medicine, plan, session


@pytest.mark.parametrize(
    ("route", "minutes", "expected"),
    [
        ("SL", (0, 45), "passed"),
        ("SL", (0, 40), "passed"),  # five minutes off is still that reading
        ("SL", (0, 50), "passed"),
        ("SL", (0, 39), "caution"),
        ("SL", (0, 51), "caution"),
        ("SL", (), "stop"),
        ("SL", None, "could not be checked"),
        ("PO", (0, 60, 120), "passed"),
        ("PO", (0, 60), "caution"),
        ("ESK", (0, 40), "passed"),
        ("IN", (0, 30, 60), "passed"),
        ("IM", (0, 15, 30, 60), "passed"),
        ("IM", (0, 30, 60), "caution"),
        ("SC", (0, 30, 60), "passed"),
        ("IV", (0, 15, 30, 40, 70, 100), "passed"),
        ("IV", (0, 15, 30, 40), "caution"),
    ],
)
def test_r36_vital_signs_at_the_minutes_of_the_route(route, minutes, expected):
    given = plan(medicine("D1", route=route, details={"vital_signs_minutes": minutes}))
    assert outcome(given, "vital-signs-planned") == expected


def test_r36_says_which_readings_are_missing():
    details = {"vital_signs_minutes": (0,), "vital_signs_before_leaving": False}
    found = findings(plan(medicine("D1", route="IM", details=details)), "vital-signs-planned")[0]
    assert found.sentence == "Sun 6 Dec, 09:30: no vital signs at minute 15, 30 and 60 and before leaving."
    leaving = plan(medicine("D1", details={"vital_signs_minutes": (0, 45), "vital_signs_before_leaving": False}))
    assert outcome(leaving, "vital-signs-planned") == "caution"
    assert outcome(plan(session("rest", "D1", "10:00")), "vital-signs-planned") == "does not apply"


def rest(systolic=120, diastolic=80, pulse=70, oxygen=98):
    pressure = BloodPressure(systolic, diastolic) if systolic else None
    return plan(medicine("D1"), profile=ClinicalProfile(vital_signs=VitalSigns(pressure, pulse, oxygen)))


@pytest.mark.parametrize(
    ("readings", "intensive", "conservative"),
    [
        ({}, "passed", "passed"),
        ({"systolic": 130}, "passed", "passed"),
        ({"systolic": 131}, "passed", "caution"),
        ({"systolic": 140}, "passed", "caution"),
        ({"systolic": 141}, "caution", "caution"),
        ({"systolic": 149}, "caution", "caution"),
        ({"systolic": 150}, "caution", "stop"),
        ({"systolic": 159}, "caution", "stop"),
        ({"systolic": 160}, "stop", "stop"),
        ({"systolic": 180}, "stop", "stop"),
        ({"diastolic": 85}, "passed", "passed"),
        ({"diastolic": 86}, "passed", "caution"),
        ({"diastolic": 90}, "passed", "caution"),
        ({"diastolic": 91}, "caution", "caution"),
        ({"diastolic": 95}, "caution", "stop"),
        ({"diastolic": 99}, "caution", "stop"),
        ({"diastolic": 100}, "stop", "stop"),
        ({"pulse": 110}, "passed", "passed"),
        ({"pulse": 111}, "stop", "stop"),
        ({"pulse": 50}, "passed", "passed"),
        ({"pulse": 49}, "stop", "stop"),
        ({"oxygen": 94}, "passed", "passed"),
        ({"oxygen": 93}, "stop", "stop"),
        ({"systolic": None}, "could not be checked", "could not be checked"),
        ({"pulse": None}, "could not be checked", "could not be checked"),
        ({"oxygen": None}, "could not be checked", "could not be checked"),
    ],
)
def test_r37_pressure_pulse_and_oxygen_at_rest(readings, intensive, conservative):
    assert outcome(rest(**readings), "resting-readings") == intensive
    assert outcome(rest(**readings), "resting-readings", "conservative") == conservative


@pytest.mark.parametrize(
    ("systolic", "words"),
    [
        (159, "above 140; expect a higher peak and look again before each dose."),
        (179, "hold from 160; look again after 15 to 30 minutes."),
        (180, "no session from 180; have it treated first."),
    ],
)
def test_r37_the_worst_limit_of_a_reading_speaks(systolic, words):
    found = findings(rest(systolic=systolic), "resting-readings")
    assert [each.sentence for each in found] == [f"Systolic {systolic} mmHg at rest: {words}"]


def test_r37_never_taken_or_without_medicine():
    assert outcome(plan(medicine("D1")), "resting-readings") == "could not be checked"
    assert outcome(plan(), "resting-readings") == "does not apply"


@pytest.mark.parametrize(
    ("route", "minutes", "expected"),
    [
        ("SL", 121, "passed"),
        ("SL", 120, "passed"),
        ("SL", 119, "stop"),
        ("PO", 150, "passed"),
        ("PO", 149, "stop"),
        ("ESK", 120, "passed"),
        ("ESK", 119, "stop"),
        ("IM", 119, "stop"),
        ("IN", 120, "passed"),
        ("SC", 119, "stop"),
        ("IV", 120, "passed"),
        ("IV", 119, "stop"),
    ],
)
def test_r39_the_block_keeps_the_patient_until_the_observation_ends(route, minutes, expected):
    given = plan(medicine("D1", "09:30", minutes, route=route, details={"infusion_minutes": 40}))
    assert outcome(given, "observation-time") == expected


@pytest.mark.parametrize(("minutes", "expected"), [(240, "passed"), (239, "stop")])
def test_r39_four_hours_at_the_careful_end(minutes, expected):
    assert outcome(plan(medicine("D1", "09:30", minutes)), "observation-time", "conservative") == expected


@pytest.mark.parametrize(("infusion", "expected"), [(60, "passed"), (61, "stop"), (90, "stop")])
def test_r39_an_hour_after_the_end_of_a_drip(infusion, expected):
    given = plan(medicine("D1", "09:30", 120, route="IV", details={"infusion_minutes": infusion}))
    assert outcome(given, "observation-time") == expected


@pytest.mark.parametrize(
    ("rests", "expected"),
    [
        ((), "stop"),
        ((("11:00", 30),), "passed"),  # on the minute: 120 after the dose of 09:30
        ((("11:00", 29),), "stop"),
        ((("11:01", 60),), "stop"),  # a minute alone
        ((("11:00", 15), ("11:15", 15)), "passed"),
    ],
)
def test_r39_observation_may_run_past_the_block_into_rest(rests, expected):
    given = plan(medicine("D1", "09:30", 90), *(session("rest", "D1", clock, length) for clock, length in rests))
    assert outcome(given, "observation-time") == expected


def test_r39_counts_from_the_dose():
    late = plan(medicine("D1", "09:30", 130, details={"minutes_to_dose": 15}))
    assert findings(late, "observation-time")[0].sentence == (
        "Sun 6 Dec, 09:30: supervised time after the dose 1 h 55 min by SL; at least 2 h."
    )


@pytest.mark.parametrize(
    ("kind", "clock", "more", "expected"),
    [
        ("integration", "11:30", {}, "passed"),
        ("integration", "11:29", {}, "stop"),
        ("integration", "11:31", {}, "passed"),
        ("practice", "11:00", {}, "stop"),
        ("travel", "11:29", {"travel": TravelDirection.DEPARTURE}, "stop"),
        ("rest", "11:00", {}, "passed"),
        ("measure", "11:00", {"bound_to": "dose"}, "passed"),
        ("integration", "08:00", {}, "passed"),
    ],
)
def test_r39_nothing_begins_before_the_observation_ends(kind, clock, more, expected):
    given = plan(medicine("D1", "09:30", 90, id="dose"), session(kind, "D1", clock, 60, **more))
    assert outcome(given, "nothing-during-observation") == expected


def test_r39_does_not_apply_without_medicine():
    for rule in ("observation-time", "nothing-during-observation"):
        assert outcome(plan(session("rest", "D1", "10:00")), rule) == "does not apply"


@pytest.mark.parametrize(
    ("route", "clock", "evening", "insulin", "expected"),
    [
        ("IM", "11:01", None, Answer.NO, "passed"),  # stops at 05:01
        ("IM", "11:00", None, Answer.NO, "passed"),
        ("IM", "10:59", None, Answer.NO, "note"),  # stops at 04:59
        ("SL", "09:30", None, Answer.NO, "passed"),  # stops at 05:30
        ("SL", "08:30", None, Answer.NO, "note"),
        ("ESK", "08:30", None, Answer.NO, "passed"),
        ("IM", "10:00", "22:00", Answer.NO, "passed"),  # moved back to the fixed evening hour
        ("IM", "10:00", "22:00", Answer.YES, "note"),  # never with insulin
        ("IM", "10:00", "22:00", Answer.NOT_ASKED, "note"),
    ],
)
def test_r41_a_stop_at_night_is_a_note(route, clock, evening, insulin, expected):
    profile = ClinicalProfile(insulin_or_sulfonylurea=insulin)
    given = plan(medicine("D1", clock, route=route), profile=profile, evening_food_stop=evening)
    assert outcome(given, "food-stop-by-day") == expected


@pytest.mark.parametrize(
    ("insulin", "checklist", "expected"),
    [
        (Answer.YES, ("fasting", "blood sugar"), "passed"),
        (Answer.YES, ("fasting",), "caution"),
        (Answer.YES, (), "could not be checked"),
        (Answer.NO, ("fasting",), "does not apply"),
        (Answer.NOT_ASKED, ("fasting",), "could not be checked"),
        (Answer.NOT_ASKED, ("fasting", "blood sugar"), "passed"),
    ],
)
def test_r41_blood_sugar_is_measured_where_insulin_meets_fasting(insulin, checklist, expected):
    given = plan(medicine("D1", checklist=checklist), profile=ClinicalProfile(insulin_or_sulfonylurea=insulin))
    assert outcome(given, "blood-sugar-while-fasting") == expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, "could not be checked"),
        ({"checklist": ("fasting",)}, "stop"),
        ({"checklist": ("suicide-risk screen",)}, "passed"),
        ({"measures": ("C-SSRS",)}, "passed"),
        ({"measures": ("GAD-7",)}, "stop"),
        ({"checklist": ("fasting",), "measures": ("C-SSRS",)}, "passed"),
    ],
)
def test_r42_suicide_risk_is_asked_about(more, expected):
    assert outcome(plan(medicine("D1", **more)), "suicide-risk-screen-each-medicine-day") == expected
    for kind in ("screening", "follow-up"):
        given = plan(session(kind, "D1", "10:00", **more))
        assert outcome(given, "suicide-risk-screen-at-screening-and-follow-up") == expected
    assert outcome(plan(), "suicide-risk-screen-each-medicine-day") == "does not apply"
    assert outcome(plan(medicine("D1")), "suicide-risk-screen-at-screening-and-follow-up") == "does not apply"


@pytest.mark.parametrize(
    ("answer", "expected"), [(Answer.NO, "passed"), (Answer.YES, "stop"), (Answer.NOT_ASKED, "could not be checked")]
)
def test_r43_an_open_adverse_event_holds_the_next_session(answer, expected):
    given = plan(medicine("D1"), profile=ClinicalProfile(adverse_event_open=answer))
    assert outcome(given, "hold-after-an-adverse-event") == expected
    assert outcome(plan(profile=given.profile), "hold-after-an-adverse-event") == "does not apply"


def test_a_gap_names_every_session_that_lacks_its_readings():
    assert gap(plan(medicine("D1"), medicine("D3")), "vital-signs-planned").sentence == (
        "Missing: the minutes of vital signs (2 sessions)."
    )
