"""Clock changes and other zones: elapsed hours are real hours, days are local dates."""

from datetime import date

import pytest

from kapplanner.domain.people import Answer
from kapplanner.domain.places import Retreat
from kapplanner.domain.session import ExposureNeed, TravelDirection
from tests.spec.outcomes import findings, outcome
from tests.support.build import medicine, plan, session

SPRING = date(2027, 3, 13)  # New York goes forward on Sunday 14 March 2027, 02:00: D1 is the Saturday
AUTUMN = date(2026, 10, 31)  # New York goes back on Sunday 1 November 2026, 02:00


def on(first_day: date, *sessions, zone: str = "America/New_York", **more):
    return plan(*sessions, zone=zone, first_day=first_day, **more)


def at(first_day: date):
    """Builders for sessions of a plan that begins on another day."""

    def dose(day: str, clock: str, minutes: int = 180, **more):
        return medicine(day, clock, minutes, first_day=first_day, **more)

    def other(kind: str, day: str, clock: str, minutes: int = 60, **more):
        return session(kind, day, clock, minutes, first_day=first_day, **more)

    return dose, other


@pytest.mark.parametrize(
    ("first_day", "zone", "second", "expected"),
    [
        (SPRING, "America/New_York", "10:00", "caution"),  # 23 real hours
        (SPRING, "America/New_York", "11:00", "passed"),  # 24
        (SPRING, "America/New_York", "10:59", "caution"),
        (AUTUMN, "America/New_York", "09:00", "passed"),  # 24
        (AUTUMN, "America/New_York", "08:59", "caution"),
        (SPRING, "Asia/Kolkata", "10:00", "passed"),  # no clock change there
        (SPRING, "Asia/Kolkata", "09:59", "caution"),
        (date(2027, 4, 3), "Pacific/Auckland", "09:00", "passed"),  # goes back on Sunday 4 April 2027
        (date(2027, 4, 3), "Pacific/Auckland", "08:59", "caution"),
        (date(2026, 9, 26), "Pacific/Auckland", "10:00", "caution"),  # went forward on Sunday 27 September 2026
        (date(2026, 9, 26), "Pacific/Auckland", "11:00", "passed"),
    ],
)
def test_r3_counts_real_hours_from_start_to_start(first_day, zone, second, expected):
    dose, _ = at(first_day)
    given = on(first_day, dose("D1", "10:00"), dose("D2", second), zone=zone)
    assert outcome(given, "gap-between-medicine-sessions") == expected


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Kolkata", "Pacific/Auckland"])
@pytest.mark.parametrize(("last", "expected"), [("D7", "note"), ("D8", "passed")])
def test_r1_counts_local_days_in_every_zone(zone, last, expected):
    given = plan(*(medicine(day, "23:30") for day in ("D1", "D3", "D5")), medicine(last, "00:30"), zone=zone)
    assert outcome(given, "medicine-sessions-in-7-days") == expected


def test_r1_counts_local_days_over_a_clock_change():
    dose, _ = at(SPRING)
    assert (
        outcome(on(SPRING, *(dose(d, "09:30") for d in ("D1", "D3", "D5", "D7"))), "medicine-sessions-in-7-days")
        == "note"
    )
    assert (
        outcome(on(SPRING, *(dose(d, "09:30") for d in ("D1", "D3", "D5", "D8"))), "medicine-sessions-in-7-days")
        == "passed"
    )


def test_r4_takes_local_dates_over_the_lost_hour():
    dose, _ = at(SPRING)
    given = on(SPRING, dose("D1", "23:30", 60), dose("D2", "03:30"), dose("D3", "09:30"))
    assert outcome(given, "medicine-days-in-a-row") == "caution"


@pytest.mark.parametrize(("clock", "expected"), [("09:30", "caution"), ("10:30", "passed"), ("10:29", "caution")])
def test_r8_the_lost_hour_is_not_sleep(clock, expected):
    dose, other = at(SPRING)
    arrival = other("travel", "D1", "21:30", 30, travel=TravelDirection.ARRIVAL)
    assert outcome(on(SPRING, arrival, dose("D2", clock)), "arrival-before-medicine") == expected


@pytest.mark.parametrize(("clock", "expected"), [("08:30", "stop"), ("09:29", "stop"), ("09:30", "passed")])
def test_r9_counts_twenty_real_hours(clock, expected):
    dose, other = at(SPRING)
    departure = other("travel", "D2", clock, 30, travel=TravelDirection.DEPARTURE)
    given = on(SPRING, dose("D1", "09:30", 180), departure)  # block ends 12:30
    assert outcome(given, "departure-after-medicine") == expected


@pytest.mark.parametrize(("clock", "expected"), [("07:00", "caution"), ("08:00", "passed"), ("07:59", "caution")])
def test_r11_the_night_of_the_clock_change_is_an_hour_shorter(clock, expected):
    _, other = at(SPRING)
    given = on(
        SPRING,
        other("integration", "D1", "20:00"),
        other("measure", "D2", clock),
        retreat=Retreat(SPRING, date(2027, 3, 19)),
    )
    assert outcome(given, "hours-for-sleep") == expected


def test_r12_a_session_over_the_lost_hour_has_its_real_minutes_on_each_day():
    _, other = at(SPRING)
    # 19:00 to 05:01 on the wall clock is 9 h 1 min: 300 minutes to midnight, 241 after.
    given = on(SPRING, other("integration", "D1", "19:00", 541), other("integration", "D2", "10:00", 120))
    assert outcome(given, "contact-on-a-day-without-medicine") == "caution"
    shorter = on(SPRING, other("integration", "D1", "19:00", 540), other("integration", "D2", "10:00", 120))
    assert outcome(shorter, "contact-on-a-day-without-medicine") == "passed"


@pytest.mark.parametrize(("clock", "expected"), [("20:30", "caution"), ("19:30", "passed"), ("19:31", "caution")])
def test_r23_preparation_lies_twelve_real_hours_before(clock, expected):
    dose, other = at(SPRING)
    given = on(SPRING, other("preparation", "D1", clock), dose("D2", "09:30"))
    assert outcome(given, "preparation-timing") == expected


@pytest.mark.parametrize(
    ("first_day", "clock", "expected"),
    [
        (SPRING, "13:30", "passed"),
        (SPRING, "13:31", "caution"),
        (AUTUMN, "11:30", "passed"),
        (AUTUMN, "11:31", "caution"),
    ],
)
def test_r24_integration_starts_within_24_real_hours(first_day, clock, expected):
    dose, other = at(first_day)
    given = on(first_day, dose("D1", "09:30", 180), other("integration", "D2", clock, 45))  # block ends 12:30
    assert outcome(given, "integration-after-each-medicine-session") == expected


@pytest.mark.parametrize(
    ("first_day", "clock", "expected"),
    [(SPRING, "05:00", "caution"), (SPRING, "06:00", "passed"), (AUTUMN, "04:00", "passed")],
)
def test_r26_counts_real_hours_over_the_night(first_day, clock, expected):
    dose, other = at(first_day)
    given = on(first_day, dose("D1", "23:00", 60), other("integration", "D2", clock, modality="emdr"))
    assert outcome(given, "no-memory-processing-under-the-effect") == expected


@pytest.mark.parametrize(("clock", "expected"), [("21:29", "note"), ("21:30", "passed")])
def test_r27_counts_from_the_dose_in_another_zone(clock, expected):
    given = plan(medicine("D1", "09:30"), session("integration", "D1", clock, modality="cbt"), zone="Asia/Kolkata")
    assert outcome(given, "learning-window") == expected


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Kolkata", "Pacific/Auckland"])
@pytest.mark.parametrize(("clock", "expected"), [("08:59", "stop"), ("09:00", "passed")])
def test_r29_driving_starts_at_nine_by_the_local_clock(zone, clock, expected):
    dose, other = at(SPRING)
    task = other("integration", "D2", clock, modality="exposure", exposure_needs=(ExposureNeed.DRIVING,))
    assert outcome(on(SPRING, dose("D1", "09:30"), task, zone=zone), "exposure-before-driving-is-allowed") == expected


def test_r28_counts_real_hours_to_departure():
    _, other = at(SPRING)
    work = other("integration", "D1", "10:00", 90, modality="emdr", new_target=Answer.YES)  # ends 11:30
    late = other("travel", "D2", "07:30", 30, travel=TravelDirection.DEPARTURE)
    assert outcome(on(SPRING, work, late), "no-new-target-before-leaving") == "caution"  # 19 h
    later = other("travel", "D2", "08:30", 30, travel=TravelDirection.DEPARTURE)
    assert outcome(on(SPRING, work, later), "no-new-target-before-leaving") == "passed"


def test_r10_goes_by_the_local_clock_after_the_change():
    dose, _ = at(SPRING)
    assert outcome(on(SPRING, dose("D2", "08:30", 180)), "hours-of-medicine-sessions") == "passed"
    assert outcome(on(SPRING, dose("D2", "08:29", 180)), "hours-of-medicine-sessions") == "caution"


def test_r51_sessions_around_the_repeated_hour_overlap_by_real_time():
    _, other = at(AUTUMN)
    # 00:30 plus 120 real minutes ends at 01:30 for the second time; 02:00 is half an hour later.
    given = on(AUTUMN, other("practice", "D2", "00:30", 120), other("measure", "D2", "02:00", 10))
    assert outcome(given, "sessions-do-not-overlap") == "passed"
    longer = on(AUTUMN, other("practice", "D2", "00:30", 151), other("measure", "D2", "02:00", 10))
    assert findings(longer, "sessions-do-not-overlap")[0].sentence.startswith(
        "Practice session and measure session overlap by 1 min"
    )
