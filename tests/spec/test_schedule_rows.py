"""R1 to R14 and R51: just inside, on and just outside each limit; over midnight; missing facts; not applying."""

from datetime import date, timedelta

import pytest

from kapplanner.domain.people import Answer, ClinicalProfile, EarlierKetamine
from kapplanner.domain.places import Retreat
from kapplanner.domain.plan import PlanType
from kapplanner.domain.session import Phase, SessionState
from tests.spec.outcomes import findings, gap, outcome
from tests.support.build import FIRST_DAY, medicine, plan, session

STAY = Retreat(FIRST_DAY, FIRST_DAY + timedelta(days=6))


def doses(*days: str, route: str = "SL"):
    return plan(*(medicine(day, route=route) for day in days))


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (("D1", "D3", "D5"), "passed"),
        (("D1", "D3", "D5", "D7"), "note"),
        (("D1", "D3", "D5", "D8"), "passed"),  # the fourth lies on the eighth day: two windows of three
        (("D1", "D2", "D4", "D5", "D7"), "note"),
        (("D1", "D2", "D3", "D5", "D6", "D7"), "stop"),
        (("D1", "D2", "D3", "D5", "D6", "D8"), "note"),  # five in any window
    ],
)
def test_r1_counts_medicine_sessions_in_seven_local_days(days, expected):
    assert outcome(doses(*days), "medicine-sessions-in-7-days") == expected


def test_r1_counts_a_session_just_before_midnight_on_its_own_day():
    inside = plan(*(medicine(d) for d in ("D1", "D3", "D5")), medicine("D7", "23:59"))
    outside = plan(*(medicine(d) for d in ("D1", "D3", "D5")), medicine("D8", "00:00"))
    assert outcome(inside, "medicine-sessions-in-7-days") == "note"
    assert outcome(outside, "medicine-sessions-in-7-days") == "passed"


def test_r1_names_the_worst_of_overlapping_windows_once_and_separate_ones_apart():
    overlapping = findings(doses("D1", "D3", "D5", "D7", "D8"), "medicine-sessions-in-7-days")
    assert [len(f.sessions) for f in overlapping] == [4]
    apart = findings(doses("D1", "D3", "D5", "D7", "D21", "D23", "D25", "D27"), "medicine-sessions-in-7-days")
    assert len(apart) == 2
    assert apart[0].measured.value == 4
    assert apart[0].limit.value == 3


def test_r1_does_not_count_cancelled_sessions():
    cancelled = medicine("D7").with_changes(state=SessionState.CANCELLED)
    assert (
        outcome(plan(*(medicine(d) for d in ("D1", "D3", "D5")), cancelled), "medicine-sessions-in-7-days") == "passed"
    )


def test_r1_does_not_apply_without_medicine():
    assert outcome(plan(session("preparation", "D1", "10:00")), "medicine-sessions-in-7-days") == "does not apply"


@pytest.mark.parametrize(
    ("days", "expected"), [(("D1", "D4"), "passed"), (("D1", "D4", "D7"), "caution"), (("D1", "D4", "D8"), "passed")]
)
def test_r1_esketamine_is_a_caution_above_two(days, expected):
    assert outcome(doses(*days, route="ESK"), "esketamine-sessions-in-7-days") == expected
    assert outcome(doses(*days, route="ESK"), "medicine-sessions-in-7-days") == "does not apply"


def test_r1_is_a_caution_in_the_conservative_set():
    assert outcome(doses("D1", "D3", "D5", "D7"), "medicine-sessions-in-7-days", "conservative") == "caution"


@pytest.mark.parametrize(
    ("days", "kind", "expected"),
    [
        (("D1", "D3", "D5"), PlanType.INTENSIVE, "passed"),
        (("D1", "D3"), PlanType.INTENSIVE, "note"),
        (("D1", "D3", "D5", "D8", "D10"), PlanType.INTENSIVE, "note"),
        (("D1", "D8"), PlanType.WEEKLY, "does not apply"),
    ],
)
def test_r2_an_intensive_has_three_medicine_sessions_in_each_week_from_the_first(days, kind, expected):
    assert outcome(doses(*days).with_changes(plan_type=kind), "intensive-minimum") == expected


@pytest.mark.parametrize(
    ("route", "first", "second", "expected"),
    [
        ("SL", "10:00", "10:01", "passed"),
        ("SL", "10:00", "10:00", "passed"),
        ("SL", "10:00", "09:59", "caution"),
        ("SL", "16:00", "10:00", "caution"),  # 18 h: on the second limit
        ("SL", "16:01", "10:00", "stop"),  # 17 h 59 min
        ("PO", "10:00", "09:59", "caution"),
        ("IN", "10:00", "09:59", "caution"),
    ],
)
def test_r3_gap_from_start_to_start_on_the_next_day(route, first, second, expected):
    given = plan(medicine("D1", first, route=route), medicine("D2", second, route=route))
    assert outcome(given, "gap-between-medicine-sessions") == expected


@pytest.mark.parametrize("route", ["IM", "SC", "IV"])
@pytest.mark.parametrize(("second", "expected"), [("02:01", "passed"), ("02:00", "passed"), ("01:59", "caution")])
def test_r3_asks_for_40_hours_after_injections_and_drips(route, second, expected):
    given = plan(medicine("D1", "10:00", route=route), medicine("D3", second, route=route))
    assert outcome(given, "gap-between-medicine-sessions") == expected


@pytest.mark.parametrize(("second", "expected"), [("10:00", "passed"), ("09:59", "caution")])
def test_r3_asks_for_48_hours_after_esketamine(second, expected):
    given = plan(medicine("D1", "10:00", route="ESK"), medicine("D3", second, route="ESK"))
    assert outcome(given, "gap-between-medicine-sessions") == expected


def test_r3_takes_the_stricter_of_two_routes():
    assert (
        outcome(plan(medicine("D1", route="SL"), medicine("D2", route="IM")), "gap-between-medicine-sessions")
        == "caution"
    )
    assert (
        outcome(plan(medicine("D1", route="IM"), medicine("D2", route="SL")), "gap-between-medicine-sessions")
        == "caution"
    )


def test_r3_makes_one_finding_for_each_pair_with_measure_limit_and_interval():
    first, second, third = medicine("D1", "10:00"), medicine("D2", "09:00"), medicine("D3", "08:30")
    found = findings(plan(first, second, third), "gap-between-medicine-sessions")
    assert [f.sessions for f in found] == [(first.id, second.id), (second.id, third.id)]
    assert (found[0].measured.value, found[0].limit.value, found[0].limit.unit) == (23, 24, "h")
    assert (found[0].interval.start, found[0].interval.end) == (first.start, second.start)
    assert found[0].sentence.startswith("23 h from start of medicine (Sun 6 Dec, 10:00)")


def test_r3_does_not_apply_to_a_single_session():
    assert outcome(doses("D1"), "gap-between-medicine-sessions") == "does not apply"


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (("D1", "D2"), "passed"),
        (("D1", "D2", "D4", "D5"), "passed"),
        (("D1", "D2", "D3"), "caution"),
        (("D1", "D2", "D3", "D4"), "stop"),
    ],
)
def test_r4_counts_medicine_days_in_a_row_by_local_dates(days, expected):
    assert outcome(doses(*days), "medicine-days-in-a-row") == expected


def test_r4_two_sessions_around_midnight_are_two_days():
    given = plan(medicine("D1"), medicine("D2", "23:30"), medicine("D3", "00:30"))
    assert outcome(given, "medicine-days-in-a-row") == "caution"


def every(step: int, count: int, route: str = "SL"):
    return doses(*(f"D{1 + step * place}" for place in range(count)), route=route)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (("D1", "D3", "D5", "D8", "D10", "D12"), "passed"),
        (("D1", "D3", "D5", "D8", "D10", "D12", "D14"), "caution"),
        (("D1", "D3", "D5", "D8", "D10", "D12", "D15"), "passed"),
        (("D1", "D2", "D4", "D5", "D8", "D9", "D11", "D13"), "caution"),
        (("D1", "D2", "D4", "D5", "D8", "D9", "D11", "D12", "D14"), "stop"),
    ],
)
def test_r5_counts_medicine_sessions_in_14_days(days, expected):
    assert outcome(doses(*days), "medicine-sessions-in-14-days") == expected


@pytest.mark.parametrize(("count", "expected"), [(10, "passed"), (11, "caution"), (14, "caution"), (15, "stop")])
def test_r5_counts_medicine_sessions_in_30_days(count, expected):
    assert outcome(every(2, count), "medicine-sessions-in-30-days") == expected


def test_r5_the_31st_day_is_outside():
    days = [*(f"D{1 + 3 * place}" for place in range(10)), "D31"]
    assert outcome(doses(*days), "medicine-sessions-in-30-days") == "passed"
    days[-1] = "D30"
    assert outcome(doses(*days), "medicine-sessions-in-30-days") == "caution"


@pytest.mark.parametrize(("count", "expected"), [(5, "caution"), (4, "passed")])
def test_r5_the_careful_end_is_four_in_14_days(count, expected):
    assert outcome(every(3, count), "medicine-sessions-in-14-days", "conservative") == expected


def known(earlier: EarlierKetamine) -> ClinicalProfile:
    return ClinicalProfile(earlier_ketamine=earlier)


NAIVE = known(EarlierKetamine(experienced=Answer.NO))


@pytest.mark.parametrize(("count", "expected"), [(16, "passed"), (17, "caution")])
def test_r6_counts_sessions_in_12_weeks(count, expected):
    assert outcome(every(5, count).with_changes(profile=NAIVE), "medicine-sessions-in-12-weeks") == expected


@pytest.mark.parametrize(("days_before", "expected"), [(8, "caution"), (9, "passed")])
def test_r6_counts_earlier_days_inside_84_days(days_before, expected):
    # Sixteen sessions from D1 to D76: a day 8 days before D1 is inside the same 84 days, one 9 days before is not.
    earlier = known(EarlierKetamine(experienced=Answer.YES, days=(FIRST_DAY - timedelta(days=days_before),)))
    assert outcome(every(5, 16).with_changes(profile=earlier), "medicine-sessions-in-12-weeks") == expected


def test_r6_could_not_be_checked_while_nobody_asked_about_earlier_ketamine():
    found = gap(every(5, 3), "medicine-sessions-in-12-weeks")
    assert found.missing == ("profile.earlier_ketamine.experienced",)
    assert outcome(every(5, 17), "medicine-sessions-in-12-weeks") == "caution"


@pytest.mark.parametrize(("count", "expected"), [(13, "passed"), (14, "could not be checked")])
def test_r6_undated_earlier_sessions_might_fall_into_the_window(count, expected):
    earlier = known(EarlierKetamine(experienced=Answer.YES, count=count))
    assert outcome(every(5, 3).with_changes(profile=earlier), "medicine-sessions-in-12-weeks") == expected


def test_r7_two_medicine_sessions_on_one_day_are_a_stop_and_around_midnight_are_not():
    assert outcome(plan(medicine("D1", "08:30"), medicine("D1", "20:00")), "one-medicine-session-a-day") == "stop"
    assert outcome(plan(medicine("D1", "23:59"), medicine("D2", "00:00")), "one-medicine-session-a-day") == "passed"


@pytest.mark.parametrize(
    ("arrival", "dose", "expected"),
    [("21:30", "09:31", "passed"), ("21:30", "09:30", "passed"), ("21:31", "09:30", "caution")],
)
def test_r8_counts_from_arrival_to_the_dose(arrival, dose, expected):
    travel = session("travel", "D1", arrival, 30, travel=direction("arrival"))
    assert outcome(plan(travel, medicine("D2", dose)), "arrival-before-medicine") == expected


def test_r8_counts_to_the_dose_and_not_to_the_start_of_the_block():
    travel = session("travel", "D1", "21:30", 30, travel=direction("arrival"))
    late = medicine("D2", "09:00", details={"minutes_to_dose": 30})
    assert outcome(plan(travel, late), "arrival-before-medicine") == "passed"


def test_r8_medicine_on_the_day_of_arrival_needs_a_screening_before():
    travel = session("travel", "D1", "00:30", 30, travel=direction("arrival"))
    given = plan(travel, medicine("D1", "14:00"))
    assert outcome(given, "screening-before-medicine-on-arrival-day") == "caution"
    screened = given.with_session(session("screening", "D1", "10:00"))
    assert outcome(screened, "screening-before-medicine-on-arrival-day") == "passed"


def direction(name: str):
    from kapplanner.domain.session import TravelDirection

    return TravelDirection(name)


def leaving(day: str, clock: str):
    return session("travel", day, clock, 30, travel=direction("departure"))


@pytest.mark.parametrize(("departure", "expected"), [("08:31", "passed"), ("08:30", "passed"), ("08:29", "stop")])
def test_r9_counts_from_the_end_of_the_block_to_the_start_of_departure(departure, expected):
    given = plan(medicine("D2", "09:30", 180), leaving("D3", departure))  # block ends 12:30
    assert outcome(given, "departure-after-medicine") == expected


def test_r9_asks_for_a_night_as_well():
    given = plan(medicine("D1", "22:00", 180), leaving("D2", "23:00"))  # ends 01:00 on D2; 22 h, but no night
    found = findings(given, "departure-after-medicine")
    assert [f.tier.value for f in found] == ["stop"]
    assert "No night" in found[0].sentence


def test_r9_finds_medicine_on_the_travel_day_even_after_departure():
    assert outcome(plan(leaving("D3", "07:00"), medicine("D3", "09:30")), "departure-after-medicine") == "stop"


def test_r9_could_not_be_checked_on_a_stay_without_a_time_of_departure():
    given = plan(medicine("D2"), retreat=STAY)
    assert gap(given, "departure-after-medicine").missing == ("plan.departure",)


def test_retreat_rows_do_not_apply_without_stay_and_travel():
    given = plan(medicine("D2"))
    for rule in ("arrival-before-medicine", "departure-after-medicine", "hours-for-sleep", "night-cover"):
        assert outcome(given, rule) == "does not apply"


@pytest.mark.parametrize(
    ("clock", "minutes", "expected"),
    [
        ("08:30", 180, "passed"),
        ("08:29", 180, "caution"),
        ("15:00", 180, "passed"),  # block to 18:00
        ("15:00", 181, "caution"),
        ("15:01", 150, "caution"),
        ("14:59", 60, "passed"),
    ],
)
def test_r10_start_and_end_inside_the_day(clock, minutes, expected):
    assert outcome(plan(medicine("D1", clock, minutes)), "hours-of-medicine-sessions") == expected


def test_r10_counts_observation_into_the_end():
    late = medicine("D1", "15:00", 100, details={"minutes_to_dose": 61})  # watched from 16:01 to 18:01
    assert outcome(plan(late), "hours-of-medicine-sessions") == "caution"
    in_time = medicine("D1", "15:00", 100, details={"minutes_to_dose": 60})
    assert outcome(plan(in_time), "hours-of-medicine-sessions") == "passed"


@pytest.mark.parametrize(("morning", "expected"), [("07:01", "passed"), ("07:00", "passed"), ("06:59", "caution")])
def test_r11_counts_from_the_end_of_a_day_to_the_start_of_the_next(morning, expected):
    given = plan(session("integration", "D1", "20:00"), session("measure", "D2", morning), retreat=STAY)
    assert outcome(given, "hours-for-sleep") == expected


def test_r11_counts_an_evening_that_ends_after_midnight():
    given = plan(session("integration", "D1", "23:30", 60), session("measure", "D2", "10:29"), retreat=STAY)
    assert outcome(given, "hours-for-sleep") == "caution"


@pytest.mark.parametrize(
    ("answer", "expected"), [(Answer.YES, "passed"), (Answer.NO, "caution"), (Answer.NOT_ASKED, "could not be checked")]
)
def test_r11_staff_are_on_call_on_medicine_nights(answer, expected):
    given = plan(medicine("D2"), retreat=Retreat(FIRST_DAY, FIRST_DAY + timedelta(days=6), night_cover=answer))
    assert outcome(given, "night-cover") == expected


@pytest.mark.parametrize(
    ("minutes", "expected"), [(359, "passed"), (360, "passed"), (361, "caution"), (480, "caution"), (481, "stop")]
)
def test_r12_contact_on_a_day_without_medicine(minutes, expected):
    assert (
        outcome(plan(session("integration", "D1", "08:00", minutes)), "contact-on-a-day-without-medicine") == expected
    )


@pytest.mark.parametrize(("minutes", "expected"), [(120, "passed"), (121, "caution"), (300, "caution"), (301, "stop")])
def test_r12_contact_on_a_medicine_day_is_less(minutes, expected):
    given = plan(medicine("D1", "08:30", 180), session("integration", "D1", "12:00", minutes))
    assert outcome(given, "contact-on-a-medicine-day") == expected


def test_r12_splits_a_session_over_midnight_between_its_days():
    given = plan(session("integration", "D1", "19:00", 600))  # 300 min to midnight, 300 after
    assert outcome(given, "contact-on-a-day-without-medicine") == "passed"


def test_r12_makes_one_finding_for_each_day_and_leaves_rest_out():
    given = plan(
        session("integration", "D1", "08:00", 400),
        session("integration", "D3", "08:00", 400),
        session("rest", "D4", "08:00", 700),
    )
    assert len(findings(given, "contact-on-a-day-without-medicine")) == 2


def busy_days(free_minutes: int, last: int):
    """Therapy of 180 minutes on every day of the stay but the fourth, which has ``free_minutes``."""
    sessions = [
        session("integration", f"D{day}", "10:00", free_minutes if day == 4 else 180) for day in range(1, last + 1)
    ]
    return plan(*sessions, retreat=Retreat(FIRST_DAY, FIRST_DAY + timedelta(days=last - 1)))


@pytest.mark.parametrize(("minutes", "expected"), [(119, "passed"), (120, "passed"), (121, "caution")])
def test_r13_a_day_of_rest_has_two_hours_of_contact_at_most(minutes, expected):
    assert outcome(busy_days(minutes, 8), "rest-day") == expected


def test_r13_applies_to_plans_over_seven_days_only():
    assert outcome(busy_days(180, 7), "rest-day") == "does not apply"
    assert outcome(busy_days(180, 8), "rest-day") == "caution"


def maintenance(*days: str):
    return plan(*(medicine(day, phase=Phase.MAINTENANCE) for day in days), plan_type=PlanType.MAINTENANCE)


@pytest.mark.parametrize(("day", "expected"), [("D16", "passed"), ("D15", "passed"), ("D14", "caution")])
def test_r14_maintenance_sessions_are_14_days_apart(day, expected):
    assert outcome(maintenance("D1", day), "maintenance-spacing") == expected


@pytest.mark.parametrize(("day", "expected"), [("D29", "passed"), ("D28", "caution")])
def test_r14_the_careful_end_is_28_days(day, expected):
    assert outcome(maintenance("D1", day), "maintenance-spacing", "conservative") == expected


@pytest.mark.parametrize(("day", "expected"), [("D17", "passed"), ("D16", "caution")])
def test_r14_counts_from_the_last_session_of_the_course_to_the_first_of_maintenance(day, expected):
    given = plan(medicine("D1"), medicine("D3"), medicine(day, phase=Phase.MAINTENANCE))
    assert outcome(given, "maintenance-spacing") == expected
    assert len(findings(given, "maintenance-spacing")) == (0 if expected == "passed" else 1)


def test_r14_does_not_apply_to_the_course():
    assert outcome(doses("D1", "D3"), "maintenance-spacing") == "does not apply"


def test_r14_a_fourth_session_needs_a_review_before_it():
    four = maintenance("D1", "D29", "D57", "D85")
    assert outcome(maintenance("D1", "D29", "D57"), "maintenance-review") == "passed"
    assert outcome(four, "maintenance-review") == "caution"
    reviewed = four.with_session(session("follow-up", "D70", "10:00", checklist=("stop-or-continue review",)))
    assert outcome(reviewed, "maintenance-review") == "passed"


@pytest.mark.parametrize(("count", "expected"), [(12, "passed"), (13, "caution")])
def test_r14_weekly_maintenance_ends_after_12_weeks(count, expected):
    days = [f"D{1 + 7 * place}" for place in range(count)]
    assert outcome(maintenance(*days), "weekly-maintenance-for-12-weeks") == expected


@pytest.mark.parametrize(("start", "expected"), [("11:01", "passed"), ("11:00", "passed"), ("10:59", "stop")])
def test_r51_sessions_may_touch_but_not_overlap(start, expected):
    given = plan(session("preparation", "D1", "10:00", 60), session("measure", "D1", start, 20))
    assert outcome(given, "sessions-do-not-overlap") == expected


def test_r51_sees_an_overlap_over_midnight():
    given = plan(session("practice", "D1", "23:30", 60), session("measure", "D2", "00:29", 5))
    found = findings(given, "sessions-do-not-overlap")
    assert [f.tier.value for f in found] == ["stop"]
    assert "1 min" in found[0].sentence


def test_a_week_is_counted_over_the_turn_of_the_year_and_a_leap_day():
    first = date(2028, 2, 25)
    days = ("D1", "D3", "D5", "D7")  # 25, 27, 29 February and 2 March 2028
    given = plan(*(medicine(day, first_day=first) for day in days), first_day=first)
    assert outcome(given, "medicine-sessions-in-7-days") == "note"


@pytest.mark.parametrize(("days_before", "expected"), [(2, "caution"), (3, "passed")])
def test_r1_earlier_sessions_anywhere_count_for_esketamine_too(days_before, expected):
    earlier = EarlierKetamine(experienced=Answer.YES, days=(FIRST_DAY - timedelta(days=days_before),))
    given = plan(
        medicine("D1", route="ESK"), medicine("D5", route="ESK"), profile=ClinicalProfile(earlier_ketamine=earlier)
    )
    assert outcome(given, "esketamine-sessions-in-7-days") == expected


@pytest.mark.parametrize(("day", "expected"), [("D8", "passed"), ("D15", "passed"), ("D7", "caution")])
def test_r14_the_label_itself_goes_to_one_a_week(day, expected):
    given = plan(*(medicine(each, route="ESK", phase=Phase.MAINTENANCE) for each in ("D1", day)))
    assert outcome(given, "maintenance-spacing", "esketamine-label") == expected
