"""Where the lines of a template come to lie."""

from datetime import date, datetime, time, timedelta

import pytest

from kapplanner.domain.errors import ImpossibleValue
from kapplanner.domain.laying import Ground, MedicineSlot, date_of_day, lay
from kapplanner.domain.pattern import Anchor, MedicinePattern, Position, SessionLine, Step
from kapplanner.domain.session import Route, SessionKind, TravelDirection, Window

MONDAY = date(2026, 12, 7)
ZONE = "America/New_York"


def ground(*days, first_day=MONDAY, clock="09:30", shift=0, rest=(), minutes=180):
    start = time.fromisoformat(clock)
    slots = tuple(
        MedicineSlot(
            n, datetime.combine(date_of_day(first_day, day), start) + timedelta(minutes=shift), minutes, Route.SL
        )
        for n, day in enumerate(days, 1)
    )
    return Ground(first_day, slots, rest, ZONE, timedelta(minutes=shift))


def line(anchor, clock="10:00", minutes=60, kind="integration", **more):
    return SessionLine(SessionKind(kind), anchor, time.fromisoformat(clock), minutes, **more)


def starts(lines, on):
    return [f"{session.start:%a %d %b %H:%M}" for session in lay(lines, on)]


def after(medicine, days=1):
    return Anchor(medicine=medicine, days_after=days)


@pytest.mark.parametrize(
    ("day", "expected"),
    [(1, date(2026, 12, 7)), (2, date(2026, 12, 8)), (-1, date(2026, 12, 6)), (-7, date(2026, 11, 30))],
)
def test_the_day_before_day_1_is_day_minus_1(day, expected):
    assert date_of_day(MONDAY, day) == expected


def test_there_is_no_day_0():
    with pytest.raises(ImpossibleValue, match="no day 0"):
        Anchor(day=0)


def test_an_anchor_names_exactly_one_place():
    with pytest.raises(ImpossibleValue):
        Anchor()
    with pytest.raises(ImpossibleValue):
        Anchor(day=1, medicine=Position.LAST)
    with pytest.raises(ImpossibleValue, match="counted from a medicine session"):
        Anchor(day=1, days_after=2)


@pytest.mark.parametrize(
    ("medicine", "count", "expected"),
    [
        (Position.EACH, 3, (1, 2, 3)),
        (Position.FIRST, 3, (1,)),
        (Position.LAST, 3, (3,)),
        (Position.MIDDLE, 6, (3,)),
        (Position.MIDDLE, 5, (2,)),
        (Position.MIDDLE, 1, ()),
        ((2, 4), 3, (2,)),
    ],
)
def test_a_position_means_these_medicine_sessions(medicine, count, expected):
    assert Anchor(medicine=medicine).numbers(count) == expected


def test_a_line_lies_so_many_days_after_each_medicine_session():
    assert starts([line(after(Position.EACH))], ground(2, 4)) == ["Wed 09 Dec 10:00", "Fri 11 Dec 10:00"]


def test_a_day_after_that_is_itself_a_medicine_day_is_left_out():
    assert starts([line(after(Position.EACH))], ground(2, 3, 5)) == ["Thu 10 Dec 10:00", "Sat 12 Dec 10:00"]


def test_a_line_on_the_medicine_day_itself_stays():
    assert starts([line(after(Position.EACH, 0), "16:00")], ground(2, 3)) == ["Tue 08 Dec 16:00", "Wed 09 Dec 16:00"]


def test_a_line_except_the_last_leaves_the_last_out():
    assert starts([line(after(Position.EACH), except_last=True)], ground(2, 4)) == ["Wed 09 Dec 10:00"]


def test_rest_days_are_those_of_the_combination():
    assert starts([line(Anchor(rest_days=True), kind="rest")], ground(2, rest=(8,))) == ["Mon 14 Dec 10:00"]


def test_steps_take_turns_and_the_last_step_closes():
    steps = (Step("one"), Step("two"))
    laid = lay([line(after(Position.EACH), steps=steps, last_step=Step("closing"))], ground(2, 4, 6, 8))
    assert [session.step.title for session in laid] == ["one", "two", "one", "closing"]


def test_a_session_waits_its_minutes_after_the_medicine_session_ends():
    lines = [line(after(Position.FIRST, 0), "16:00", soonest_after_end=90)]
    assert starts(lines, ground(2)) == ["Tue 08 Dec 16:00"]  # 12:30 + 90 min is earlier
    assert starts(lines, ground(2, shift=150)) == ["Tue 08 Dec 16:30"]  # 12:00 to 15:00
    assert starts(lines, ground(2, shift=120)) == ["Tue 08 Dec 16:00"]  # 11:30 to 14:30, exactly


def test_a_session_comes_at_the_latest_so_long_after_the_medicine_session_ends():
    lines = [line(after(Position.FIRST), "13:00", latest_after_end=1440)]
    assert starts(lines, ground(2)) == ["Wed 09 Dec 12:30"]


def test_waiting_counts_real_minutes_across_a_clock_change():
    # On 14 March 2027 clocks in New York go from 02:00 to 03:00: 20 hours after Saturday 18:00 is Sunday 15:00.
    on = ground(1, first_day=date(2027, 3, 13), clock="15:00")
    assert starts([line(after(Position.FIRST), "14:00", soonest_after_end=1200)], on) == ["Sun 14 Mar 15:00"]


def test_a_line_that_keeps_its_distance_moves_with_the_start_time():
    lines = [line(after(Position.FIRST, 0), "08:45", keeps_distance=True)]
    assert starts(lines, ground(2, shift=60)) == ["Tue 08 Dec 09:45"]


def far(days, before, behind, **more):
    return line(after(Position.LAST, days), "11:00", kind="follow-up", window=Window(before, behind), **more)


@pytest.mark.parametrize(
    ("days", "window", "expected"),
    [
        (11, (3, 3), "Fri 18 Dec 11:00"),  # Saturday: the Friday before is nearest
        (12, (3, 3), "Mon 21 Dec 11:00"),  # Sunday: the Monday after is nearest
        (11, (0, 1), "Sat 19 Dec 11:00"),  # no weekday inside the window
        (12, (0, 1), "Mon 21 Dec 11:00"),
        (11, (0, 2), "Mon 21 Dec 11:00"),
        (10, (3, 3), "Fri 18 Dec 11:00"),
    ],
)
def test_a_far_day_on_a_weekend_moves_to_the_nearest_weekday_inside_its_window(days, window, expected):
    assert starts([far(days, *window)], ground(2)) == [expected]


def test_what_is_left_of_the_window_counts_from_the_new_day():
    (moved,) = lay([far(11, 3, 3)], ground(2))
    assert moved.window == Window(2, 4)


def test_days_of_the_stay_never_move():
    stay = [
        line(Anchor(day=1), kind="travel", travel=TravelDirection.ARRIVAL),
        line(after(Position.LAST, 5), kind="travel", travel=TravelDirection.DEPARTURE),
    ]
    laid = lay([*stay, far(4, 3, 3)], ground(2))
    assert [f"{s.start:%a}" for s in laid] == ["Mon", "Sat", "Sun"]


def test_two_preparations_moved_off_a_weekend_keep_their_order_and_do_not_meet():
    lines = [
        line(Anchor(day=-3), "17:00", kind="preparation", steps=(Step("first"),), window=Window(2, 1)),
        line(Anchor(day=-2), "17:00", kind="preparation", steps=(Step("second"),), window=Window(2, 1)),
    ]
    laid = lay(lines, ground(1))  # D-2 is a Saturday, D-3 the Friday before it
    assert [(s.step.title, f"{s.start:%a}") for s in laid] == [("first", "Thu"), ("second", "Fri")]


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"medicine": (0, 1)}, "numbered from 1"),
        ({"medicine": ()}, "numbered from 1"),
        ({"medicine": Position.LAST, "days_after": 731}, "at most 730 days"),
        ({"medicine": Position.LAST, "days_after": -366}, "at most 730 days"),
    ],
)
def test_an_anchor_that_cannot_be_is_refused(values, told):
    with pytest.raises(ImpossibleValue, match=told):
        Anchor(**values)


@pytest.mark.parametrize("days", [-365, 730])
def test_an_anchor_reaches_a_year_before_and_two_after(days):
    assert Anchor(medicine=Position.LAST, days_after=days).days_after == days


def test_a_line_on_a_programme_day_hangs_on_no_medicine_session():
    assert Anchor(day=3).numbers(6) == ()


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"kind": "medicine"}, "laid by the choices"),
        ({"steps": ()}, "at least one step"),
        ({"kind": "travel"}, "Travel names its direction"),
        ({"travel": TravelDirection.ARRIVAL}, "Travel names its direction"),
        ({"soonest_after_end": 90}, "keep a distance"),
        ({"keeps_distance": True}, "keep a distance"),
        ({"minutes": 0}, "from 1 minute"),
    ],
)
def test_a_line_that_cannot_be_is_refused(more, told):
    with pytest.raises(ImpossibleValue, match=told):
        line(Anchor(day=1), **more)


def test_a_pattern_without_doses_is_refused():
    with pytest.raises(ImpossibleValue, match="undecided"):
        MedicinePattern(title="Medicine", doses=(), checklist=())
