"""R1 to R14 and R51 at their limits: hand-made expectations, each with its reason."""

from datetime import date, timedelta

import pytest

from kapplanner.domain.people import Answer, ClinicalProfile, EarlierKetamine
from kapplanner.domain.places import Retreat
from kapplanner.domain.plan import PlanType
from kapplanner.domain.quantities import PlannedDose
from kapplanner.domain.session import Booster, Phase, SessionState, TravelDirection
from tests.spec.independent.judging import outcomes, report_of
from tests.support.build import FIRST_DAY, medicine, plan, session

NEW_YORK, BERLIN, LORD_HOWE, APIA = "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Pacific/Apia"
KOLKATA, KIRITIMATI = "Asia/Kolkata", "Pacific/Kiritimati"
WEEK = "medicine-sessions-in-7-days"
STAY = Retreat(FIRST_DAY, FIRST_DAY + timedelta(days=6))


def given(*days, clock="09:30", **more):
    return tuple(medicine(f"D{day}", clock, **more) for day in days)


def ketamine_before(*days, count=None, experienced=Answer.YES):
    before = tuple(FIRST_DAY + timedelta(days=day) for day in days)
    return ClinicalProfile(earlier_ketamine=EarlierKetamine(experienced, before, count))


def never():
    return ClinicalProfile(earlier_ketamine=EarlierKetamine(Answer.NO))


def arrival(day, clock, minutes=1):
    return session("travel", day, clock, minutes, travel=TravelDirection.ARRIVAL)


def departure(day, clock, minutes=1):
    return session("travel", day, clock, minutes, travel=TravelDirection.DEPARTURE)


# R1 -----------------------------------------------------------------------------------------------------------------

R1 = [
    ((2,), "passed"),
    ((1, 3, 7), "passed"),
    ((1, 3, 5, 7), "note"),  # four on days 1 to 7
    ((1, 3, 5, 8), "passed"),  # the fourth on the eighth day
    ((1, 2, 4, 5, 7), "note"),  # five: on the limit of Stop
    ((1, 2, 3, 5, 6, 7), "stop"),  # six
    ((1, 2, 3, 4, 5, 8), "note"),  # five on 1 to 5, and five on 2 to 8
    ((5, 6, 7, 8, 9, 10), "stop"),  # across the border of programme weeks: sliding, not calendar weeks
    ((1, 1, 1, 1), "note"),  # four on one day are four
]


@pytest.mark.parametrize("route", ["SL", "PO", "IN", "IM", "SC", "IV"])
@pytest.mark.parametrize(("days", "expected"), R1)
def test_r1_limits_on_any_seven_local_days(days, expected, route):
    clocks = ("08:30", "11:30", "14:30", "17:30")
    sessions = [
        medicine(f"D{day}", clocks[i % 4] if len(set(days)) == 1 else "09:30", 120, route=route)
        for i, day in enumerate(days)
    ]
    assert outcomes(plan(*sessions), WEEK) == expected


@pytest.mark.parametrize("zone", [NEW_YORK, KOLKATA, KIRITIMATI, APIA, LORD_HOWE])
def test_r1_days_are_local_whatever_the_zone(zone):
    first = given(1, 3, 5, clock="23:00")
    assert outcomes(plan(*first, medicine("D7", "23:59"), zone=zone), WEEK) == "note"
    assert outcomes(plan(*first, medicine("D8", "00:01"), zone=zone), WEEK) == "passed"


def test_r1_cancelled_sessions_do_not_count_and_done_ones_do():
    three = given(1, 3, 5)
    assert outcomes(plan(*three, *given(7, state=SessionState.CANCELLED)), WEEK) == "passed"
    assert outcomes(plan(*three, *given(7, state=SessionState.DONE)), WEEK) == "note"


def test_r1_counts_other_sources_of_ketamine():
    # clinical 3h, last line: another source counts toward rules 1, 5 and 6
    assert outcomes(plan(*given(1, 3, 5), profile=ketamine_before(-1)), WEEK) == "note"
    assert outcomes(plan(*given(1, 3, 5), profile=ketamine_before(-2)), WEEK) == "note"  # D-2 to D5: seven days
    assert outcomes(plan(*given(1, 3, 5), profile=ketamine_before(-3)), WEEK) == "passed"
    assert outcomes(plan(*given(1, 3, 4, 5), profile=ketamine_before(-1, -2)), WEEK) == "stop"  # six


@pytest.mark.parametrize(
    ("days", "expected"),
    [((1, 4), "passed"), ((1, 4, 7), "caution"), ((1, 4, 8), "passed"), ((1, 2, 3, 4, 5), "caution")],
)
def test_r1_esketamine_above_two_is_a_caution(days, expected):
    assert outcomes(plan(*given(*days, route="ESK")), "esketamine-sessions-in-7-days") == expected


def test_r1_esketamine_above_five_is_a_stop():
    # "stop above 5" stands for every route
    assert "stop" in {
        f.tier.value for f in report_of(plan(*given(1, 2, 3, 4, 5, 6, route="ESK"))).findings if f.catalogue == 1
    }


def test_r1_does_not_apply_to_an_empty_plan():
    assert outcomes(plan(), WEEK) == "absent"


# R2 -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "expected"),
    [((1, 3, 5), "passed"), ((1, 4), "note"), ((3,), "note"), ((), "absent"), ((1, 3, 5, 8, 10, 12), "passed")],
)
def test_r2_an_intensive_plan_has_three_a_week(days, expected):
    assert outcomes(plan(*given(*days)), "intensive-minimum") == expected


@pytest.mark.parametrize("kind", [PlanType.WEEKLY, PlanType.FORTNIGHTLY, PlanType.SERIES, PlanType.MAINTENANCE])
def test_r2_asks_nothing_of_other_plans(kind):
    assert outcomes(plan(*given(1), plan_type=kind), "intensive-minimum") == "absent"


def test_r2_a_cancelled_session_is_not_there():
    assert outcomes(plan(*given(1, 3), *given(5, state=SessionState.CANCELLED)), "intensive-minimum") == "note"


# R3 -----------------------------------------------------------------------------------------------------------------

GAP = "gap-between-medicine-sessions"
R3 = [
    *[(route, 24, 0) for route in ("SL", "PO", "IN")],
    *[(route, 40, 0) for route in ("IM", "SC", "IV")],
    ("ESK", 48, 0),
]


def pair_after(minutes, route, first_clock="20:00", zone=NEW_YORK, first_day=FIRST_DAY):
    """Two blocks of an hour whose starts lie so many minutes apart on the clock."""
    first = medicine("D1", first_clock, 60, route=route, first_day=first_day)
    second = first.with_changes(id="second", start=first.start + timedelta(minutes=minutes))
    return plan(first, second, zone=zone, first_day=first_day)


@pytest.mark.parametrize(("route", "hours", "_"), R3)
def test_r3_gap_from_start_to_start(route, hours, _):
    assert outcomes(pair_after(hours * 60, route), GAP) == "passed"
    assert outcomes(pair_after(hours * 60 + 1, route), GAP) == "passed"
    assert outcomes(pair_after(hours * 60 - 1, route), GAP) == "caution"
    assert outcomes(pair_after(18 * 60, route), GAP) == "caution"
    assert outcomes(pair_after(18 * 60 - 1, route), GAP) == "stop"


@pytest.mark.parametrize(
    ("zone", "first_day", "clock", "shift"),
    [
        (NEW_YORK, date(2027, 3, 13), "20:00", 60),  # forward on 14 March 2027: the wall clock needs one hour more
        (NEW_YORK, date(2026, 10, 31), "20:00", -60),  # back on 1 November 2026
        (BERLIN, date(2027, 3, 27), "20:00", 60),
        (BERLIN, date(2026, 10, 24), "20:00", -60),
        (LORD_HOWE, date(2026, 10, 3), "20:00", 30),  # half an hour
        (LORD_HOWE, date(2027, 4, 3), "20:00", -30),
        (APIA, date(2026, 9, 26), "20:00", 0),  # Samoa keeps one time since 2021
        (KOLKATA, date(2027, 3, 13), "20:00", 0),
        (KIRITIMATI, date(2027, 3, 13), "20:00", 0),
        (NEW_YORK, date(2028, 2, 28), "20:00", 0),  # the leap day is a day like others
    ],
)
@pytest.mark.parametrize(("route", "hours"), [("SL", 24), ("IM", 40), ("ESK", 48)])
def test_r3_counts_real_hours_over_a_clock_change(zone, first_day, clock, shift, route, hours):
    on = hours * 60 + shift
    assert outcomes(pair_after(on, route, clock, zone, first_day), GAP) == "passed"
    assert outcomes(pair_after(on - 1, route, clock, zone, first_day), GAP) == "caution"
    assert outcomes(pair_after(18 * 60 + shift, route, clock, zone, first_day), GAP) == "caution"
    assert outcomes(pair_after(18 * 60 + shift - 1, route, clock, zone, first_day), GAP) == "stop"


def test_r3_speaks_once_for_each_pair_of_neighbours():
    report = report_of(plan(*given(1, 2, 3, route="IM")))
    assert sum(f.rule == GAP for f in report.findings) == 2


def test_r3_measures_the_gap():
    (finding,) = [f for f in report_of(pair_after(39 * 60, "IM")).findings if f.rule == GAP]
    assert (finding.measured.value, finding.measured.unit) == (39, "h")
    assert finding.limit.value == 40


def test_r3_needs_two_sessions():
    assert outcomes(plan(*given(1)), GAP) in {"passed", "absent"}


def test_r3_skips_a_cancelled_session_between_two():
    sessions = (*given(1, 3, route="IM"), *given(2, route="IM", state=SessionState.CANCELLED))
    assert outcomes(plan(*sessions), GAP) == "passed"


# R4 -----------------------------------------------------------------------------------------------------------------

ROW = "medicine-days-in-a-row"


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ((1, 2), "passed"),
        ((1, 2, 3), "caution"),
        ((1, 2, 3, 4), "stop"),
        ((1, 2, 4, 5), "passed"),
        ((1, 3, 5, 7), "passed"),
        ((5, 6, 7, 8), "stop"),
        ((-1, 1, 2), "caution"),  # there is no day 0: D-1, D1, D2 are three days in a row
        ((-2, -1, 1, 2), "stop"),
    ],
)
def test_r4_medicine_days_in_a_row(days, expected):
    assert outcomes(plan(*given(*days)), ROW) == expected


def test_r4_counts_the_local_day_of_the_start():
    assert outcomes(plan(medicine("D1", "23:59"), medicine("D2", "23:59"), medicine("D4", "00:00")), ROW) == "passed"
    assert outcomes(plan(medicine("D1", "23:59"), medicine("D2", "23:59"), medicine("D3", "23:59")), ROW) == "caution"


@pytest.mark.parametrize("first_day", [date(2027, 3, 12), date(2026, 10, 30), date(2028, 2, 27)])
def test_r4_over_a_clock_change_and_the_leap_day(first_day):
    days = [medicine(f"D{n}", first_day=first_day) for n in (1, 2, 3)]
    assert outcomes(plan(*days, first_day=first_day), ROW) == "caution"


# R5 -----------------------------------------------------------------------------------------------------------------

FOURTEEN, THIRTY = "medicine-sessions-in-14-days", "medicine-sessions-in-30-days"


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ((1, 3, 5, 8, 10, 12), "passed"),
        ((1, 3, 5, 8, 10, 12, 14), "caution"),  # seven on 1 to 14
        ((1, 3, 5, 8, 10, 12, 15), "passed"),
        ((1, 3, 5, 7, 9, 11, 13, 14), "caution"),  # eight: on the limit of Stop
        ((1, 3, 5, 7, 9, 11, 12, 13, 14), "stop"),
        ((1, 3, 5, 7, 9, 11, 12, 13, 15), "caution"),
    ],
)
def test_r5_fourteen_days(days, expected):
    assert outcomes(plan(*given(*days)), FOURTEEN) == expected


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (tuple(range(1, 31, 3)), "passed"),  # ten on 1 to 28
        ((*range(1, 31, 3), 30), "caution"),  # eleven
        ((*range(1, 31, 3), 31), "passed"),
        (tuple(range(1, 29, 2)), "caution"),  # fourteen: on the limit of Stop
        ((*range(1, 29, 2), 30), "stop"),
        ((*range(1, 29, 2), 31), "caution"),
    ],
)
def test_r5_thirty_days(days, expected):
    assert outcomes(plan(*given(*days)), THIRTY) == expected


def test_r5_counts_other_sources_of_ketamine():
    six = given(1, 3, 5, 8, 10, 12)
    assert outcomes(plan(*six, profile=ketamine_before(-2)), FOURTEEN) == "caution"  # D-2 to D12: fourteen days
    assert outcomes(plan(*six, profile=ketamine_before(-3)), FOURTEEN) == "passed"
    ten = given(*range(1, 31, 3))
    assert outcomes(plan(*ten, profile=ketamine_before(-2)), THIRTY) == "caution"
    assert outcomes(plan(*ten, profile=ketamine_before(-3)), THIRTY) == "passed"


# R6 -----------------------------------------------------------------------------------------------------------------

TWELVE = "medicine-sessions-in-12-weeks"


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (tuple(range(1, 81, 5)), "passed"),  # sixteen
        ((*range(1, 81, 5), 84), "caution"),  # seventeen, the last on day 84
        ((*range(1, 81, 5), 85), "passed"),
    ],
)
def test_r6_twelve_weeks_are_eighty_four_days(days, expected):
    assert outcomes(plan(*given(*days), profile=never()), TWELVE) == expected


def test_r6_counts_all_providers():
    sixteen = given(*range(1, 81, 5))  # the last on D76
    assert outcomes(plan(*sixteen, profile=ketamine_before(-8)), TWELVE) == "caution"  # D-8 to D76: 84 days
    assert outcomes(plan(*sixteen, profile=ketamine_before(-9)), TWELVE) == "passed"


def test_r6_earlier_sessions_never_asked_about_or_without_dates_cannot_be_checked():
    assert outcomes(plan(*given(1, 3, 5)), TWELVE) == "unknown"
    assert outcomes(plan(*given(1, 3, 5), profile=ketamine_before(count=20)), TWELVE) == "unknown"
    assert outcomes(plan(*given(1, 3, 5), profile=ketamine_before()), TWELVE) == "unknown"


def test_r6_finds_too_many_in_the_plan_itself_even_where_nobody_asked():
    assert outcomes(plan(*given(*range(1, 82, 5))), TWELVE).startswith("caution")


# R7 -----------------------------------------------------------------------------------------------------------------

DAY = "one-medicine-session-a-day"


def boosted(booster, minutes, *, first="100 mg", route="SL", weight=None):
    details = {"booster": Booster(PlannedDose.parse(booster), minutes)}
    return plan(medicine("D1", route=route, dose=first, details=details), weight=weight)


def test_r7_one_medicine_session_on_a_local_day():
    assert outcomes(plan(medicine("D1", "08:30", 120), medicine("D1", "23:59", 120)), DAY) == "stop"
    assert outcomes(plan(medicine("D1", "08:30", 120), medicine("D2", "00:00", 120)), DAY) == "passed"
    assert outcomes(plan(medicine("D1", "22:00", 240), medicine("D2", "22:00", 240)), DAY) == "passed"
    cancelled = medicine("D1", "15:00", 120, state=SessionState.CANCELLED)
    assert outcomes(plan(medicine("D1", "08:30", 120), cancelled), DAY) == "passed"


@pytest.mark.parametrize(("minutes", "expected"), [(1, "passed"), (29, "passed"), (30, "passed"), (31, "stop")])
def test_r7_booster_within_thirty_minutes(minutes, expected):
    assert outcomes(boosted("50 mg", minutes), "booster-time") == expected


@pytest.mark.parametrize(
    ("booster", "first", "route", "weight", "expected"),
    [
        ("49 mg", "100 mg", "SL", None, "passed"),
        ("50 mg", "100 mg", "SL", None, "passed"),
        ("50.1 mg", "100 mg", "SL", None, "stop"),
        ("0.25 mg/kg", "0.5 mg/kg", "IM", None, "passed"),  # both per kg: no weight needed
        ("0.26 mg/kg", "0.5 mg/kg", "IM", None, "stop"),
        ("20 mg", "0.5 mg/kg", "IM", "80 kg", "passed"),  # half of 40 mg
        ("21 mg", "0.5 mg/kg", "IM", "80 kg", "stop"),
        ("20 mg", "0.5 mg/kg", "IM", None, "unknown"),
        ("low", "100 mg", "SL", None, "unknown"),
        ("50 mg", "standard", "SL", None, "unknown"),
        ("50 mg", "undecided", "SL", None, "unknown"),
    ],
)
def test_r7_booster_at_most_half(booster, first, route, weight, expected):
    assert outcomes(boosted(booster, 20, first=first, route=route, weight=weight), "booster-size") == expected


@pytest.mark.parametrize(
    ("route", "expected"),
    [
        ("SL", "absent"),
        ("IM", "absent"),
        ("PO", "stop"),
        ("IN", "stop"),
        ("ESK", "stop"),
        ("SC", "stop"),
        ("IV", "stop"),
    ],
)
def test_r7_boosters_are_for_lozenge_and_im(route, expected):
    assert outcomes(boosted("28 mg", 20, first="56 mg", route=route), "booster-routes") == expected


@pytest.mark.parametrize("rule", ["booster-time", "booster-size"])
def test_r7_without_a_booster_nothing_is_asked(rule):
    assert outcomes(plan(medicine("D1")), rule) == "absent"


# R8 -----------------------------------------------------------------------------------------------------------------

ARRIVAL = "arrival-before-medicine"


@pytest.mark.parametrize(
    ("come", "dose", "expected"),
    [
        (("D1", "14:00"), ("D2", "09:30"), "passed"),
        (("D1", "14:00"), ("D2", "02:01"), "passed"),  # twelve hours, counted from the end of a minute's journey
        (("D1", "14:00"), ("D2", "01:58"), "caution"),
        (("D1", "22:30"), ("D2", "09:30"), "caution"),  # eleven hours
        (("D1", "08:00"), ("D1", "10:00"), "caution"),
    ],
)
def test_r8_twelve_hours_from_arrival_to_dose(come, dose, expected):
    sessions = (arrival(*come), medicine(*dose, 120), departure("D7", "14:00"))
    assert outcomes(plan(*sessions, retreat=STAY), ARRIVAL) == expected


def test_r8_counts_to_the_dose_not_to_the_block():
    late = medicine("D2", "09:00", 240, details={"minutes_to_dose": 61})
    assert outcomes(plan(arrival("D1", "22:00"), late, departure("D7", "14:00"), retreat=STAY), ARRIVAL) == "passed"
    early = medicine("D2", "09:00", 240, details={"minutes_to_dose": 58})
    assert outcomes(plan(arrival("D1", "22:00"), early, departure("D7", "14:00"), retreat=STAY), ARRIVAL) == "caution"


def test_r8_judges_each_medicine_session_from_the_last_arrival_only():
    later = plan(arrival("D1", "14:00"), *given(3, 5), departure("D7", "14:00"), retreat=STAY)
    assert outcomes(later, ARRIVAL) == "passed"


def test_r8_medicine_on_arrival_day_before_arriving_is_found():
    # the travel day itself is no medicine day: fatigue, and no bed on site
    before = plan(medicine("D1", "08:30", 120), arrival("D1", "14:00"), departure("D7", "14:00"), retreat=STAY)
    assert outcomes(before, ARRIVAL) == "caution"


def test_r8_medicine_days_before_the_stay_is_not_its_matter():
    before = plan(medicine("D-5"), arrival("D1", "14:00"), medicine("D3"), departure("D7", "14:00"), retreat=STAY)
    assert outcomes(before, ARRIVAL) == "passed"


def test_r8_each_of_two_stays_has_its_own_arrival():
    sessions = (
        arrival("D1", "14:00"),
        medicine("D3"),
        departure("D4", "14:00"),
        arrival("D9", "14:00"),
        medicine("D10", "01:00", 60),
        departure("D12", "14:00"),
    )
    assert outcomes(plan(*sessions), ARRIVAL) == "caution"
    assert outcomes(plan(*sessions), LEAVING) == "passed"


@pytest.mark.parametrize(
    ("first_day", "dose", "expected"),
    [
        (date(2027, 3, 13), "11:02", "passed"),  # arrived Saturday 22:00; 12 h later the clock says 11:00
        (date(2027, 3, 13), "10:58", "caution"),
        (date(2026, 10, 31), "09:02", "passed"),
        (date(2026, 10, 31), "08:58", "caution"),
    ],
)
def test_r8_over_a_clock_change(first_day, dose, expected):
    sessions = (
        session("travel", "D1", "22:00", 1, travel=TravelDirection.ARRIVAL, first_day=first_day),
        medicine("D2", dose, first_day=first_day),
        session("travel", "D6", "14:00", 1, travel=TravelDirection.DEPARTURE, first_day=first_day),
    )
    stay = Retreat(first_day, first_day + timedelta(days=5))
    assert outcomes(plan(*sessions, retreat=stay, first_day=first_day), ARRIVAL) == expected


# R9 -----------------------------------------------------------------------------------------------------------------

LEAVING = "departure-after-medicine"


@pytest.mark.parametrize(
    ("dose", "minutes", "leave", "expected"),
    [
        (("D6", "09:30"), 180, ("D7", "08:30"), "passed"),  # ends 12:30; twenty hours
        (("D6", "09:30"), 180, ("D7", "08:29"), "stop"),
        (("D6", "09:30"), 181, ("D7", "08:30"), "stop"),
        (("D7", "09:00"), 180, ("D7", "14:00"), "stop"),  # on the day of leaving
        (("D7", "00:30"), 120, ("D7", "23:00"), "stop"),  # 20 h 30 min, but the day of leaving and no night
        (("D7", "15:00"), 120, ("D7", "14:00"), "stop"),  # after leaving, on the travel-home day
        (("D6", "23:00"), 240, ("D8", "09:00"), "passed"),
    ],
)
def test_r9_twenty_hours_and_a_night_before_leaving(dose, minutes, leave, expected):
    sessions = (arrival("D1", "14:00"), medicine(*dose, minutes), departure(*leave))
    assert outcomes(plan(*sessions, retreat=STAY), LEAVING) == expected


def test_r9_medicine_days_after_the_stay_is_not_its_matter():
    after = plan(arrival("D1", "14:00"), medicine("D3"), departure("D7", "14:00"), medicine("D15"), retreat=STAY)
    assert outcomes(after, LEAVING) == "passed"


@pytest.mark.parametrize(
    ("first_day", "leave", "expected"),
    [
        (date(2027, 3, 13), "09:30", "passed"),  # ends Saturday 12:30: twenty real hours end at 09:30
        (date(2027, 3, 13), "09:29", "stop"),
        (date(2026, 10, 31), "07:30", "passed"),
        (date(2026, 10, 31), "07:29", "stop"),
    ],
)
def test_r9_over_a_clock_change(first_day, leave, expected):
    sessions = (
        session("travel", "D-3", "14:00", 1, travel=TravelDirection.ARRIVAL, first_day=first_day),
        medicine("D1", "09:30", 180, first_day=first_day),
        session("travel", "D2", leave, 1, travel=TravelDirection.DEPARTURE, first_day=first_day),
    )
    stay = Retreat(first_day - timedelta(days=3), first_day + timedelta(days=1))
    assert outcomes(plan(*sessions, retreat=stay, first_day=first_day), LEAVING) == expected


@pytest.mark.parametrize("rule", [ARRIVAL, LEAVING, "hours-for-sleep", "night-cover"])
def test_rows_of_the_stay_do_not_apply_without_one(rule):
    assert outcomes(plan(*given(1, 3, 5), session("integration", "D2", "10:00", 60)), rule) == "absent"


@pytest.mark.parametrize("rule", [ARRIVAL, LEAVING])
def test_a_stay_whose_journeys_were_never_entered_cannot_be_checked(rule):
    assert outcomes(plan(*given(2), retreat=STAY), rule) == "unknown"


# R10 ----------------------------------------------------------------------------------------------------------------

HOURS = "hours-of-medicine-sessions"


@pytest.mark.parametrize(
    ("clock", "minutes", "route", "to_dose", "expected"),
    [
        ("08:29", 180, "SL", 0, "caution"),
        ("08:30", 180, "SL", 0, "passed"),
        ("15:00", 180, "SL", 0, "passed"),  # starts on the limit and ends at 18:00
        ("15:01", 150, "SL", 0, "caution"),
        ("15:00", 181, "SL", 0, "caution"),
        ("14:59", 181, "SL", 0, "passed"),
        ("15:00", 120, "SL", 60, "passed"),  # dose 16:00, watched until 18:00
        ("15:00", 120, "SL", 61, "caution"),
        ("15:00", 120, "PO", 30, "passed"),  # 150 min of watching from 15:30
        ("15:00", 120, "PO", 31, "caution"),
        ("22:00", 180, "SL", 0, "caution"),  # over midnight
        ("12:00", 600, "SL", 0, "caution"),
        ("14:00", 1000, "SL", 0, "caution"),  # ends at 06:40 of the next day, which is not "before 18:00"
    ],
)
def test_r10_hours_with_observation(clock, minutes, route, to_dose, expected):
    given_at = medicine("D2", clock, minutes, route=route, details={"minutes_to_dose": to_dose})
    assert outcomes(plan(given_at), HOURS) == expected


@pytest.mark.parametrize("zone", [KOLKATA, KIRITIMATI, LORD_HOWE, APIA])
def test_r10_reads_the_clock_of_the_plans_zone(zone):
    assert outcomes(plan(medicine("D2", "08:30"), zone=zone), HOURS) == "passed"
    assert outcomes(plan(medicine("D2", "08:29"), zone=zone), HOURS) == "caution"


# R11 ----------------------------------------------------------------------------------------------------------------

SLEEP, NIGHT = "hours-for-sleep", "night-cover"


def stay_of(*sessions, night_cover=Answer.YES, **more):
    retreat = Retreat(STAY.first_day, STAY.last_day, night_cover)
    return plan(arrival("D1", "14:00"), *sessions, departure("D7", "14:00"), retreat=retreat, **more)


@pytest.mark.parametrize(
    ("evening", "minutes", "morning", "expected"),
    [
        ("20:00", 60, "07:00", "passed"),  # ten hours
        ("20:00", 60, "06:59", "caution"),
        ("20:00", 61, "07:00", "caution"),
        ("23:00", 90, "10:30", "passed"),  # ends after midnight, at 00:30
        ("23:00", 90, "10:29", "caution"),
    ],
)
def test_r11_ten_hours_for_sleep(evening, minutes, morning, expected):
    sessions = (session("integration", "D3", evening, minutes), session("integration", "D4", morning, 60))
    assert outcomes(stay_of(*sessions), SLEEP) == expected


def test_r11_is_about_the_nights_of_the_stay():
    before = (session("preparation", "D-5", "22:00", 60), session("preparation", "D-4", "06:00", 60))
    assert outcomes(stay_of(*before), SLEEP) in {"passed", "absent"}
    cancelled = session("integration", "D4", "05:00", 60, state=SessionState.CANCELLED)
    assert outcomes(stay_of(session("integration", "D3", "20:00", 60), cancelled), SLEEP) in {"passed", "absent"}


@pytest.mark.parametrize(
    ("first_day", "morning", "expected"),
    [
        (date(2027, 3, 13), "09:00", "passed"),  # 22:00 to 09:00 are ten hours that night
        (date(2027, 3, 13), "08:59", "caution"),
        (date(2026, 10, 31), "07:00", "passed"),
        (date(2026, 10, 31), "06:59", "caution"),
    ],
)
def test_r11_counts_real_hours(first_day, morning, expected):
    sessions = (
        session("travel", "D-1", "14:00", 1, travel=TravelDirection.ARRIVAL, first_day=first_day),
        session("integration", "D1", "21:00", 60, first_day=first_day),
        session("integration", "D2", morning, 60, first_day=first_day),
        session("travel", "D4", "14:00", 1, travel=TravelDirection.DEPARTURE, first_day=first_day),
    )
    stay = Retreat(first_day - timedelta(days=1), first_day + timedelta(days=3), Answer.YES)
    assert outcomes(plan(*sessions, retreat=stay, first_day=first_day), SLEEP) == expected


@pytest.mark.parametrize(
    ("answer", "expected"), [(Answer.YES, "passed"), (Answer.NO, "caution"), (Answer.NOT_ASKED, "unknown")]
)
def test_r11_staff_on_call_on_medicine_nights(answer, expected):
    assert outcomes(stay_of(medicine("D3"), night_cover=answer), NIGHT) == expected


# R12 ----------------------------------------------------------------------------------------------------------------

PLAIN, MEDICAL = "contact-on-a-day-without-medicine", "contact-on-a-medicine-day"


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [(360, "passed"), (361, "caution"), (480, "caution"), (481, "stop"), (359, "passed")],
)
def test_r12_contact_on_other_days(minutes, expected):
    parts = (session("integration", "D3", "08:00", 120), session("follow-up", "D3", "11:00", minutes - 120))
    assert outcomes(plan(*parts), PLAIN) == expected
    with_rest = (*parts, session("rest", "D3", "20:00", 90), session("practice", "D3", "22:00", 60))
    assert outcomes(plan(*with_rest), PLAIN) == expected


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [(299, "passed"), (300, "passed"), (301, "caution"), (480, "caution"), (481, "stop")],
)
def test_r12_contact_on_medicine_days(minutes, expected):
    parts = (medicine("D3", "09:00", 180), session("integration", "D3", "13:00", minutes - 180))
    assert outcomes(plan(*parts), MEDICAL) == expected


def test_r12_a_cancelled_medicine_session_leaves_a_day_without_medicine():
    parts = (
        medicine("D3", "09:00", 180, state=SessionState.CANCELLED),
        session("integration", "D3", "09:00", 340),
    )
    assert outcomes(plan(*parts), MEDICAL) == "absent"
    assert outcomes(plan(*parts), PLAIN) == "passed"


# R13 ----------------------------------------------------------------------------------------------------------------


def eight_days(rest_minutes, rest_day=4, last=8):
    days = [day for day in range(1, last + 1) if day != rest_day]
    work = [session("integration", f"D{day}", "10:00", 150) for day in days if day not in {2, 6}]
    return plan(
        arrival("D1", "08:00"),
        *given(2, 6),
        *work,
        session("integration", f"D{rest_day}", "10:00", rest_minutes),
        departure(f"D{last}", "20:00"),
        retreat=Retreat(FIRST_DAY, FIRST_DAY + timedelta(days=last - 1)),
    )


@pytest.mark.parametrize(("minutes", "expected"), [(119, "passed"), (120, "passed"), (121, "caution")])
def test_r13_one_day_in_seven_with_little_contact(minutes, expected):
    assert outcomes(eight_days(minutes), "rest-day") == expected


def test_r13_the_rest_day_lies_in_every_seven_days():
    assert outcomes(eight_days(60, rest_day=8, last=9), "rest-day") == "caution"  # days 1 to 7 have none


def test_r13_is_for_plans_over_seven_days():
    assert outcomes(eight_days(150, last=7), "rest-day") == "absent"


# R14 ----------------------------------------------------------------------------------------------------------------

SPACING = "maintenance-spacing"


@pytest.mark.parametrize(("days", "expected"), [((1, 15), "passed"), ((1, 14), "caution"), ((1, 16, 29), "caution")])
def test_r14_maintenance_two_weeks_apart(days, expected):
    sessions = given(*days, phase=Phase.MAINTENANCE)
    assert outcomes(plan(*sessions, plan_type=PlanType.MAINTENANCE), SPACING) == expected


def test_r14_the_first_course_is_not_its_matter():
    assert outcomes(plan(*given(1, 3, 5)), SPACING) == "absent"


def test_r14_counts_days_not_hours():
    near = (medicine("D1", "15:00", phase=Phase.MAINTENANCE), medicine("D15", "08:30", phase=Phase.MAINTENANCE))
    assert outcomes(plan(*near, plan_type=PlanType.MAINTENANCE), SPACING) == "passed"


@pytest.mark.parametrize(("last", "expected"), [(12, "passed"), (13, "caution"), (15, "caution")])
def test_r14_weekly_beyond_twelve_weeks(last, expected):
    weekly = given(*range(1, 7 * last, 7), phase=Phase.MAINTENANCE)
    assert len(weekly) == last
    assert outcomes(plan(*weekly, plan_type=PlanType.MAINTENANCE), "weekly-maintenance-for-12-weeks") == expected


# R51 ----------------------------------------------------------------------------------------------------------------

OVERLAP = "sessions-do-not-overlap"


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (("D2", "09:00", 60), ("D2", "10:00", 60), "passed"),
        (("D2", "09:00", 61), ("D2", "10:00", 60), "stop"),
        (("D2", "09:00", 60), ("D2", "09:00", 60), "stop"),
        (("D2", "09:00", 600), ("D2", "10:00", 30), "stop"),
        (("D2", "23:00", 120), ("D3", "01:00", 60), "passed"),
        (("D2", "23:00", 121), ("D3", "01:00", 60), "stop"),
    ],
)
def test_r51_no_two_sessions_at_one_time(first, second, expected):
    assert outcomes(plan(session("integration", *first), session("rest", *second)), OVERLAP) == expected
    called_off = session("rest", *second, state=SessionState.CANCELLED)
    assert outcomes(plan(session("integration", *first), called_off), OVERLAP) in {"passed", "absent"}


def test_r51_sees_overlaps_behind_a_neighbour():
    # the long one also meets the third, which is not its neighbour in order of start
    long = session("rest", "D2", "09:00", 300, id="long")
    third = session("rest", "D2", "13:00", 30, id="third")
    report = report_of(plan(long, session("rest", "D2", "10:00", 30, id="second"), third))
    pairs = {frozenset(f.sessions) for f in report.findings if f.rule == OVERLAP}
    assert any({"long", "third"} <= pair for pair in pairs)


@pytest.mark.parametrize(
    ("zone", "first_day", "start", "minutes", "second", "expected"),
    [
        (NEW_YORK, date(2027, 3, 13), "01:30", 60, "03:30", "passed"),  # 01:30 and an hour is 03:30
        (NEW_YORK, date(2027, 3, 13), "01:30", 61, "03:30", "stop"),
        (NEW_YORK, date(2027, 3, 13), "01:30", 60, "03:29", "stop"),
        (NEW_YORK, date(2026, 10, 31), "00:30", 150, "02:00", "passed"),  # two and a half real hours
        (NEW_YORK, date(2026, 10, 31), "00:30", 151, "02:00", "stop"),
        (LORD_HOWE, date(2026, 10, 3), "01:30", 30, "02:30", "passed"),
        (LORD_HOWE, date(2026, 10, 3), "01:30", 31, "02:30", "stop"),
    ],
)
def test_r51_over_a_clock_change(zone, first_day, start, minutes, second, expected):
    pair = (
        session("rest", "D2", start, minutes, first_day=first_day),
        session("rest", "D2", second, 30, first_day=first_day),
    )
    assert outcomes(plan(*pair, zone=zone, first_day=first_day), OVERLAP) == expected


def test_an_empty_plan_has_no_findings_and_promises_nothing():
    report = report_of(plan())
    assert not report.findings
    assert "medicine-sessions-in-7-days" not in report.passed
