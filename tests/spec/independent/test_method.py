"""R22 to R30 at their limits: hand-made expectations."""

from datetime import date, timedelta

import pytest

from kapplanner.domain.people import Answer, ClinicalProfile, Consent, Practitioner, Role
from kapplanner.domain.places import Retreat
from kapplanner.domain.session import ExposureNeed, SessionState, TravelDirection
from tests.spec.independent.judging import outcomes
from tests.support.build import FIRST_DAY, assigned, medicine, plan, session

NEW_YORK, BERLIN, LORD_HOWE = "America/New_York", "Europe/Berlin", "Australia/Lord_Howe"
AMOUNT, TIMING = "preparation-before-the-first-dose", "preparation-timing"


def after(start, minutes, kind="integration", length=60, **more):
    """A session that starts so many minutes after a moment, on the wall clock."""
    return session(kind, "D1", "00:00", length, **more).with_changes(start=start + timedelta(minutes=minutes))


# R22 ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lengths", "expected"),
    [
        ((), "stop"),
        ((120,), "caution"),
        ((50, 50), "passed"),
        ((50, 49), "caution"),
        ((30, 30, 40), "passed"),
        ((240,), "caution"),
    ],
)
def test_r22_two_sessions_and_a_hundred_minutes(lengths, expected):
    prepared = [session("preparation", f"D-{i + 1}", "10:00", length) for i, length in enumerate(lengths)]
    assert outcomes(plan(*prepared, medicine("D2")), AMOUNT) == expected


def test_r22_what_comes_after_the_dose_or_was_cancelled_is_no_preparation():
    first = session("preparation", "D-2", "10:00", 120)
    late = session("preparation", "D3", "10:00", 60)
    off = session("preparation", "D-1", "10:00", 60, state=SessionState.CANCELLED)
    assert outcomes(plan(first, late, off, medicine("D2")), AMOUNT) == "caution"
    assert outcomes(plan(late, medicine("D2")), AMOUNT) == "stop"
    assert outcomes(plan(first), AMOUNT) == "absent"


def test_r22_a_cancelled_first_dose_moves_the_line_to_the_next():
    late = session("preparation", "D3", "10:00", 60)
    first = session("preparation", "D-2", "10:00", 60)
    called_off = medicine("D2", state=SessionState.CANCELLED)
    assert outcomes(plan(first, called_off, late, medicine("D4")), AMOUNT) == "passed"


# R23 ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hours_before", "minutes", "expected"),
    [(12, 0, "passed"), (11, 59, "caution"), (168, 0, "passed"), (168, 1, "caution"), (24, 0, "passed")],
)
@pytest.mark.parametrize("to_dose", [0, 30])
def test_r23_last_preparation_twelve_hours_to_seven_days_before(hours_before, minutes, expected, to_dose):
    dose = medicine("D3", "09:30", details={"minutes_to_dose": to_dose})
    end = dose.start + timedelta(minutes=to_dose) - timedelta(hours=hours_before, minutes=minutes)
    last = after(end, -60, kind="preparation")
    assert outcomes(plan(last, dose), TIMING) == expected


@pytest.mark.parametrize(
    ("zone", "first_day", "shift"),
    [
        (NEW_YORK, date(2027, 3, 13), 60),
        (NEW_YORK, date(2026, 10, 31), -60),
        (LORD_HOWE, date(2026, 10, 3), 30),
        (BERLIN, date(2027, 3, 27), 60),
    ],
)
def test_r23_twelve_real_hours(zone, first_day, shift):
    dose = medicine("D2", "09:30", first_day=first_day)
    for extra, expected in ((0, "passed"), (-1, "caution")):
        last = after(dose.start, -(12 * 60 + shift + extra) - 60, kind="preparation")
        assert outcomes(plan(last, dose, zone=zone, first_day=first_day), TIMING) == expected


CONSENT = [
    ("consent-given", Consent(Answer.YES), "passed"),
    ("consent-given", Consent(Answer.NO), "stop"),
    ("consent-given", Consent(), "unknown"),
    ("consent-a-day-before", Consent(Answer.YES, FIRST_DAY - timedelta(days=1)), "passed"),  # D-1, dose on D2
    ("consent-a-day-before", Consent(Answer.YES, FIRST_DAY + timedelta(days=1)), "caution"),  # on the day itself
    ("consent-a-day-before", Consent(Answer.YES, FIRST_DAY + timedelta(days=2)), "caution"),  # after it
    ("consent-a-day-before", Consent(Answer.YES), "unknown"),
    ("off-label-explained", Consent(off_label_explained=Answer.YES), "passed"),
    ("off-label-explained", Consent(off_label_explained=Answer.NO), "caution"),
    ("off-label-explained", Consent(), "unknown"),
    ("compounded-medicine-explained", Consent(compounded_explained=Answer.YES), "passed"),
    ("compounded-medicine-explained", Consent(compounded_explained=Answer.NO), "caution"),
    ("compounded-medicine-explained", Consent(), "unknown"),
]


@pytest.mark.parametrize(("rule", "consent", "expected"), CONSENT)
def test_r23_consent(rule, consent, expected):
    assert outcomes(plan(medicine("D2"), profile=ClinicalProfile(consent=consent)), rule) == expected


# R24 ----------------------------------------------------------------------------------------------------------------

SOON = "integration-after-each-medicine-session"


@pytest.mark.parametrize(
    ("minutes_after_end", "length", "expected"),
    [
        (0, 60, "passed"),
        (24 * 60, 60, "passed"),
        (24 * 60 + 1, 60, "caution"),
        (24 * 60, 45, "passed"),
        (60, 44, "caution"),
        (9 * 24 * 60, 60, "caution"),  # late, but not none
    ],
)
def test_r24_within_a_day_of_the_end_of_the_block(minutes_after_end, length, expected):
    dose = medicine("D2", "09:30", 180)
    talk = after(dose.wall_end, minutes_after_end, length=length)
    assert outcomes(plan(dose, talk), SOON) == expected


def test_r24_none_is_a_stop():
    dose = medicine("D2", "09:30", 180)
    assert outcomes(plan(dose), SOON) == "stop"
    assert outcomes(plan(session("integration", "D1", "10:00"), dose), SOON) == "stop"  # before it does not count
    assert outcomes(plan(dose, session("integration", "D3", "10:00", state=SessionState.CANCELLED)), SOON) == "stop"
    assert outcomes(plan(dose, session("follow-up", "D3", "10:00", 20)), SOON) == "stop"


def test_r24_before_the_next_medicine_session():
    first, second = medicine("D2", "09:30", 180), medicine("D3", "09:00", 180)
    only_later = session("integration", "D3", "12:15", 60)  # 23 h 45 min after the first, but the second lies between
    assert outcomes(plan(first, second, only_later), SOON) == "stop"
    between = session("integration", "D2", "16:00", 60)
    assert outcomes(plan(first, between, second, only_later), SOON) == "passed"


@pytest.mark.parametrize(
    ("zone", "first_day", "shift"),
    [(NEW_YORK, date(2027, 3, 13), 60), (NEW_YORK, date(2026, 10, 31), -60), (LORD_HOWE, date(2027, 4, 3), -30)],
)
def test_r24_real_hours(zone, first_day, shift):
    dose = medicine("D1", "09:30", 180, first_day=first_day)
    for extra, expected in ((0, "passed"), (1, "caution")):
        talk = after(dose.wall_end, 24 * 60 + shift + extra)
        assert outcomes(plan(dose, talk, zone=zone, first_day=first_day), SOON) == expected


# R25 ----------------------------------------------------------------------------------------------------------------

LATER = "integration-after-the-course"


@pytest.mark.parametrize(
    ("days", "clock", "expected"),
    [
        ((3, 10), "10:00", "passed"),
        ((3,), "10:00", "caution"),
        ((), "10:00", "caution"),
        ((3, 32), "08:00", "passed"),  # the thirtieth day after D2
        ((3, 33), "23:00", "caution"),
    ],
)
def test_r25_two_within_thirty_days(days, clock, expected):
    talks = [session("follow-up" if i else "integration", f"D{d}", clock) for i, d in enumerate(days)]
    assert outcomes(plan(medicine("D2", "09:30", 180), *talks), LATER) == expected


# R26 ----------------------------------------------------------------------------------------------------------------

UNDER = "no-memory-processing-under-the-effect"
HOURS_BY_ROUTE = [("SL", 6), ("PO", 6), ("ESK", 6), ("IN", 4), ("IM", 4), ("SC", 4), ("IV", 4)]


@pytest.mark.parametrize("modality", ["emdr", "art", "imagery-rescripting", "exposure"])
@pytest.mark.parametrize(("route", "hours"), HOURS_BY_ROUTE)
def test_r26_hours_after_the_dose(route, hours, modality):
    dose = medicine("D2", "20:00", 60, route=route, details={"minutes_to_dose": 30})  # over midnight
    for extra, expected in ((0, "passed"), (-1, "caution")):
        given = after(dose.start, 30 + hours * 60 + extra, modality=modality)
        assert outcomes(plan(dose, given), UNDER) == expected


@pytest.mark.parametrize("modality", ["cbt", "ifs", "somatic", "supportive", "values"])
def test_r26_other_methods_are_free(modality):
    dose = medicine("D2", "09:30", 60)
    assert outcomes(plan(dose, after(dose.start, 61, modality=modality)), UNDER) == "absent"


def test_r26_in_the_same_hour_is_a_stop():
    dose = medicine("D2", "09:30", 20)
    assert outcomes(plan(dose, after(dose.start, 59, modality="emdr")), UNDER) == "stop"
    assert outcomes(plan(dose, after(dose.start, 61, modality="emdr")), UNDER) == "caution"
    assert outcomes(plan(dose, after(dose.start, 0, modality="emdr")), UNDER) == "stop"


def test_r26_before_the_dose_is_free():
    dose = medicine("D2", "12:00", 60)
    assert outcomes(plan(after(dose.start, -120, modality="emdr"), dose), UNDER) in {"passed", "absent"}


@pytest.mark.parametrize(
    ("dose", "route", "trainings", "expected"),
    [
        ("75 mg", "SL", ("emdr",), "passed"),
        ("76 mg", "SL", ("emdr",), "caution"),
        ("75 mg", "IM", ("emdr",), "caution"),
        ("75 mg", "SL", (), "caution"),
        ("75 mg", "SL", ("cbt",), "caution"),
    ],
)
def test_r26_low_dose_exception(dose, route, trainings, expected):
    given = medicine("D2", "09:30", 60, route=route, dose=dose)
    talk = after(given.start, 90, modality="emdr", low_dose_exception_by="p1")
    people = (Practitioner("p1", "Dr Lee", trainings=trainings),)
    assert outcomes(plan(given, talk, practitioners=people), UNDER) == expected


@pytest.mark.parametrize(("dose", "trainings"), [("75 mg", None), ("low", ("emdr",)), ("undecided", ("emdr",))])
def test_r26_an_exception_of_unknown_dose_or_training_cannot_be_checked(dose, trainings):
    given = medicine("D2", "09:30", 60, dose=dose)
    talk = after(given.start, 90, modality="emdr", low_dose_exception_by="p1")
    people = (Practitioner("p1", "Dr Lee", trainings=trainings),)
    assert outcomes(plan(given, talk, practitioners=people), UNDER) == "unknown"


def test_r26_real_hours_in_the_night_of_a_clock_change():
    day = date(2027, 3, 13)
    dose = medicine("D1", "22:00", 60, first_day=day)
    for clock, expected in (("05:00", "passed"), ("04:59", "caution")):
        talk = session("integration", "D2", clock, first_day=day, modality="emdr")
        assert outcomes(plan(dose, talk, first_day=day), UNDER) == expected


# R27 ----------------------------------------------------------------------------------------------------------------

LEARN = "learning-window"


@pytest.mark.parametrize("modality", ["cbt", "exposure", "emdr", "art"])
@pytest.mark.parametrize(
    ("minutes", "expected"),
    [(12 * 60, "passed"), (12 * 60 - 1, "note"), (72 * 60, "passed"), (72 * 60 + 1, "note")],
)
def test_r27_twelve_to_seventy_two_hours_after_the_dose(modality, minutes, expected):
    dose = medicine("D2", "09:00", 180, details={"minutes_to_dose": 30})
    assert outcomes(plan(dose, after(dose.start, 30 + minutes, modality=modality)), LEARN) == expected


def test_r27_supportive_talk_is_not_learning():
    dose = medicine("D2", "09:00", 180)
    assert outcomes(plan(dose, after(dose.start, 24 * 60, modality="supportive")), LEARN) == "note"


# R28 ----------------------------------------------------------------------------------------------------------------

TARGET, CLOSING = "no-new-target-before-leaving", "closing-session"


def leaving(*sessions, **more):
    stay = Retreat(FIRST_DAY, FIRST_DAY + timedelta(days=6))
    journeys = (
        session("travel", "D1", "08:00", 30, travel=TravelDirection.ARRIVAL),
        session("travel", "D7", "14:00", 30, travel=TravelDirection.DEPARTURE),
    )
    return plan(*journeys, *sessions, retreat=stay, **more)


@pytest.mark.parametrize("modality", ["emdr", "art"])
@pytest.mark.parametrize(
    ("clock", "answer", "expected"),
    [
        ("17:00", Answer.YES, "passed"),  # ends D6 18:00, twenty hours before 14:00
        ("17:01", Answer.YES, "caution"),
        ("17:01", Answer.NOT_ASKED, "unknown"),
    ],
)
def test_r28_no_new_target_in_the_last_twenty_hours(modality, clock, answer, expected):
    talk = session("integration", "D6", clock, 60, modality=modality, new_target=answer)
    assert outcomes(leaving(talk), TARGET) == expected


def test_r28_an_old_target_may_be_worked_on():
    talk = session("integration", "D7", "10:00", 60, modality="emdr", new_target=Answer.NO)
    assert outcomes(leaving(talk), TARGET) in {"passed", "absent"}


def test_r28_a_target_opened_after_the_stay_is_not_its_matter():
    talk = session("integration", "D20", "10:00", 60, modality="emdr", new_target=Answer.YES)
    assert outcomes(leaving(talk), TARGET) in {"passed", "absent"}


@pytest.mark.parametrize(
    ("answer", "expected"), [(Answer.YES, "passed"), (Answer.NO, "caution"), (Answer.NOT_ASKED, "unknown")]
)
def test_r28_a_closing_session(answer, expected):
    opened = session("integration", "D3", "10:00", 60, modality="emdr", new_target=Answer.YES, closing=Answer.NO)
    last = session("integration", "D5", "10:00", 60, modality="emdr", new_target=Answer.NO, closing=answer)
    assert outcomes(leaving(opened, last), CLOSING) == expected


# R29 ----------------------------------------------------------------------------------------------------------------

EXPOSURE = "exposure-before-driving-is-allowed"


@pytest.mark.parametrize("need", list(ExposureNeed))
@pytest.mark.parametrize(
    ("day", "clock", "expected"), [("D3", "08:59", "stop"), ("D3", "09:00", "passed"), ("D2", "16:00", "stop")]
)
def test_r29_each_need_waits_for_the_next_day_after_sleep(need, day, clock, expected):
    task = session("integration", day, clock, 60, modality="exposure", exposure_needs=(need,))
    assert outcomes(plan(medicine("D2"), task), EXPOSURE) == expected
    homework = session("practice", day, clock, 60, modality="exposure", exposure_needs=(need,))
    assert outcomes(plan(medicine("D2"), homework), EXPOSURE) == expected


@pytest.mark.parametrize("modality", ["behavioural-experiment", None])
def test_r29_any_task_that_needs_driving_waits(modality):
    task = session("practice", "D2", "17:00", 60, modality=modality, exposure_needs=(ExposureNeed.DRIVING,))
    assert outcomes(plan(medicine("D2"), task), EXPOSURE) == "stop"


def test_r29_unknown_needs_are_told_and_none_are_free():
    within = {"day": "D2", "clock": "17:00", "minutes": 60, "modality": "exposure"}
    assert outcomes(plan(medicine("D2"), session("integration", **within)), EXPOSURE) == "unknown"
    free = plan(medicine("D2"), session("integration", **within, exposure_needs=()))
    assert outcomes(free, EXPOSURE) in {"passed", "absent"}


@pytest.mark.parametrize(
    ("dose", "clock", "expected"),
    [(("D2", "23:59"), "08:59", "stop"), (("D2", "23:59"), "09:00", "passed"), (("D3", "00:01"), "21:00", "stop")],
)
def test_r29_the_day_is_that_of_the_dose(dose, clock, expected):
    task = session("integration", "D3", clock, 60, modality="exposure", exposure_needs=(ExposureNeed.DRIVING,))
    assert outcomes(plan(medicine(*dose, 180), task), EXPOSURE) == expected


def test_r29_counts_the_dose_not_the_block():
    over = medicine("D2", "23:30", 240, details={"minutes_to_dose": 45})  # dose at 00:15 of D3
    task = session("integration", "D3", "12:00", 60, modality="exposure", exposure_needs=(ExposureNeed.WATER,))
    assert outcomes(plan(over, task), EXPOSURE) == "stop"


def test_r29_before_the_dose_is_free():
    task = session("integration", "D2", "08:00", 60, modality="exposure", exposure_needs=(ExposureNeed.DRIVING,))
    assert outcomes(plan(task, medicine("D2", "09:30")), EXPOSURE) in {"passed", "absent"}


# R30 ----------------------------------------------------------------------------------------------------------------

TRAINED = "therapist-trained"


@pytest.mark.parametrize("modality", ["emdr", "art", "ifs", "exposure"])
@pytest.mark.parametrize(
    ("trainings", "expected"),
    [(("all",), "passed"), ((), "caution"), (("BLS",), "caution"), (None, "unknown")],
)
def test_r30_the_therapist_is_trained(modality, trainings, expected):
    known = (modality,) if trainings == ("all",) else trainings
    people = (Practitioner("p1", "Dr Lee", trainings=known),)
    talk = session("integration", "D3", "10:00", modality=modality, people=(assigned("therapist", "p1"),))
    assert outcomes(plan(talk, practitioners=people), TRAINED) == expected


def test_r30_nobody_named_cannot_be_checked_and_none_is_found():
    talk = session("integration", "D3", "10:00", modality="emdr")
    assert outcomes(plan(talk), TRAINED) == "unknown"
    assert outcomes(plan(talk.with_changes(people=(assigned("therapist", None),))), TRAINED) == "caution"
    assert Role.THERAPIST == "therapist"


def test_r30_cbt_asks_for_no_training():
    assert outcomes(plan(session("integration", "D3", "10:00", modality="cbt")), TRAINED) == "absent"
