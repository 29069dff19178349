"""So many in so many days: which of them, how many beside how many, from when to when."""

from dataclasses import replace

import pytest

from kapplanner.codec.rule_document import RuleSetRefused
from tests.spec.rule_tables import plan_of
from tests.support.build import FIRST_DAY
from tests.unit.rules.verdicts.asking import (
    MEDICINE,
    NEW_TARGET,
    TALK,
    Lack,
    Place,
    form_of,
    lacks,
    nearest,
    places,
    reported,
    verdict,
)

TWO_A_WEEK = {"select": MEDICINE, "days": 7, "soft_most": 2, "hard_most": 3}
DAY_1 = FIRST_DAY.toordinal()


def medicine_on(*days: int) -> str:
    """Medicine sessions of three hours on these days."""
    return "; ".join(f"medicine D{day} 09:30" for day in days)


def test_too_many_in_a_window_are_told_with_the_limit_and_their_whole_time() -> None:
    said = verdict("count in window", TWO_A_WEEK, medicine_on(1, 4, 7))
    during = "D1 09:30 to D7 12:30"
    facts = (str(DAY_1), "0")
    sessions = "medicine-1 medicine-2 medicine-3"
    assert said.looked == 3
    assert places(said) == [Place("soft", sessions, "3 sessions", "2 sessions", during, facts, excess="1")]


def test_the_eighth_day_belongs_to_another_week() -> None:
    said = verdict("count in window", TWO_A_WEEK, medicine_on(1, 4, 8))
    assert (places(said), nearest(said)) == ([], ("2 sessions", "2 sessions"))


def test_more_than_the_second_limit_is_on_its_side() -> None:
    (place,) = places(verdict("count in window", TWO_A_WEEK, medicine_on(1, 2, 3, 4, 5)))
    assert (place.side, place.measured, place.limit, place.excess) == ("hard", "5 sessions", "3 sessions", "2")


@pytest.mark.parametrize(
    ("days", "fullest"),
    [
        ((1, 4, 7, 8, 9), ["medicine-2 medicine-3 medicine-4 medicine-5"]),
        ((1, 4, 7, 9), ["medicine-1 medicine-2 medicine-3"]),
        ((1, 2, 3, 10, 11, 12), ["medicine-1 medicine-2 medicine-3", "medicine-4 medicine-5 medicine-6"]),
        ((1, 2, 3, 8, 9, 10), ["medicine-1 medicine-2 medicine-3"]),
        ((1, 2, 3, 4, 10, 11, 12), ["medicine-1 medicine-2 medicine-3 medicine-4", "medicine-5 medicine-6 medicine-7"]),
    ],
)
def test_of_windows_that_share_days_the_fullest_speaks_and_of_equals_the_earliest(
    days: tuple[int, ...], fullest: list[str]
) -> None:
    said = verdict("count in window", TWO_A_WEEK, medicine_on(*days))
    assert [place.sessions for place in places(said)] == fullest


def test_earlier_sessions_elsewhere_fill_the_window_and_are_not_named() -> None:
    counted = {**TWO_A_WEEK, "earlier": True}
    said = verdict("count in window", counted, f"{medicine_on(1, 2)}; earlier ketamine on D-3, D-2")
    during = "D1 09:30 to D2 12:30"
    facts = (str(DAY_1 - 3), "2")
    assert places(said) == [
        Place("hard", "medicine-1 medicine-2", "4 sessions", "3 sessions", during, facts, excess="1")
    ]
    assert places(verdict("count in window", TWO_A_WEEK, f"{medicine_on(1, 2)}; earlier ketamine on D-3, D-2")) == []


@pytest.mark.parametrize(
    ("known", "missing"),
    [
        ("", "experienced"),
        ("; earlier ketamine no", None),
        ("; earlier ketamine count 1", None),
        ("; earlier ketamine count 2", "days"),
        ("; earlier ketamine on D-30", None),
    ],
)
def test_earlier_sessions_that_might_fall_into_the_window_must_be_known(known: str, missing: str | None) -> None:
    two = {"select": MEDICINE, "days": 7, "soft_most": 2, "earlier": True}
    said = verdict("count in window", two, f"{medicine_on(1)}{known}")
    expected = [Lack("hard", (f"profile.earlier_ketamine.{missing}",), "medicine-1")] if missing else []
    assert (places(said), lacks(said)) == ([], expected)
    assert lacks(verdict("count in window", {**two, "earlier_needed": False}, f"{medicine_on(1)}{known}")) == []


def test_earlier_sessions_said_to_be_so_without_a_day_ask_for_the_days() -> None:
    two = {"select": MEDICINE, "days": 7, "soft_most": 2, "earlier": True}
    given = plan_of(f"{medicine_on(1)}; earlier ketamine count 2")
    earlier = replace(given.profile.earlier_ketamine, count=None)
    undated = replace(given, profile=replace(given.profile, earlier_ketamine=earlier))
    assert lacks(verdict("count in window", two, undated)) == [
        Lack("hard", ("profile.earlier_ketamine.days",), "medicine-1")
    ]


def test_days_of_earlier_sessions_count_against_their_number() -> None:
    two = {"select": MEDICINE, "days": 7, "soft_most": 2, "earlier": True}
    given = plan_of(f"{medicine_on(1)}; earlier ketamine on D-30, D-20")
    for count, expected in ((2, 0), (3, 0), (4, 1)):
        earlier = replace(given.profile.earlier_ketamine, count=count)
        counted = replace(given, profile=replace(given.profile, earlier_ketamine=earlier))
        assert len(lacks(verdict("count in window", two, counted))) == expected, count


def test_a_window_that_is_too_full_already_asks_for_no_more() -> None:
    counted = {**TWO_A_WEEK, "earlier": True}
    said = verdict("count in window", counted, medicine_on(1, 2, 3))
    assert (len(places(said)), lacks(said)) == (1, [])


def test_one_day_is_a_window_of_its_own() -> None:
    one = {"select": TALK, "days": 1, "soft_most": 1}
    said = verdict("count in window", one, "integration D1 10:00; integration D2 10:00; integration D2 15:00")
    during = "D2 10:00 to D2 16:00"
    facts = (str(DAY_1 + 1), "0")
    assert places(said) == [
        Place("soft", "integration-2 integration-3", "2 sessions", "1 sessions", during, facts, excess="1")
    ]


ROWS = {"select": MEDICINE, "counted": "days in a row", "soft_most": 2, "hard_most": 3}


def test_days_in_a_row_are_told_in_days() -> None:
    said = verdict("count in window", ROWS, medicine_on(1, 2, 3, 5, 6))
    during = "D1 09:30 to D3 12:30"
    sessions = "medicine-1 medicine-2 medicine-3"
    assert said.looked == 5
    assert places(said) == [Place("soft", sessions, "3 days", "2 days", during, excess="1")]


def test_two_on_one_day_are_one_day_of_the_row_and_a_day_between_ends_it() -> None:
    said = verdict(
        "count in window", ROWS, "medicine D1 08:00; medicine D1 15:00; medicine D2 09:30; medicine D4 09:30"
    )
    assert (places(said), nearest(said)) == ([], ("2 sessions", "2 sessions"))
    (place,) = places(verdict("count in window", ROWS, medicine_on(1, 2, 3, 4, 5)))
    assert (place.side, place.measured, place.limit, place.excess) == ("hard", "5 days", "3 days", "2")


def test_the_longest_row_is_what_came_nearest() -> None:
    said = verdict("count in window", {**ROWS, "soft_most": 4, "hard_most": 5}, medicine_on(1, 2, 3, 5, 7, 8))
    assert nearest(said) == ("3 sessions", "4 sessions")


WEEKS = {"select": TALK, "stretch": "weeks from the first", "days": 7, "soft_least": 2, "hard_least": 1, "soft_most": 3}


def test_each_week_from_the_first_is_counted_by_itself() -> None:
    text = "; ".join(f"integration D{day} 10:00" for day in (3, 9, 10, 24, 30))
    said = verdict("count in window", WEEKS, text)
    assert said.looked == 4
    assert places(said) == [
        Place(
            "soft",
            "integration-3",
            "1 sessions",
            "2 sessions",
            "D10 10:00 to D10 11:00",
            ("1",),
            excess="1",
        ),
        Place("hard", "", "0 sessions", "1 sessions", "", ("2",), excess="1"),
    ]


def test_too_many_in_a_week_are_told_before_too_few() -> None:
    text = "; ".join(f"integration D{day} 10:00" for day in (1, 2, 3, 4, 5))
    (place,) = places(verdict("count in window", WEEKS, text))
    assert (place.side, place.measured, place.limit, place.excess) == ("soft", "5 sessions", "3 sessions", "2")
    assert place.during == "D1 10:00 to D5 11:00"


def test_the_whole_plan_is_looked_at_also_where_it_has_none() -> None:
    plan = {"select": TALK, "stretch": "the whole plan", "soft_least": 2, "hard_least": 1}
    said = verdict("count in window", plan, "medicine D1 09:30")
    assert said.looked == 1
    assert places(said) == [Place("hard", "", "0 sessions", "1 sessions", "", ("",), excess="1")]
    (place,) = places(verdict("count in window", plan, "integration D1 10:00"))
    assert (place.side, place.sessions, place.during) == ("soft", "integration-1", "D1 10:00 to D1 11:00")
    assert places(verdict("count in window", plan, "integration D1 10:00; integration D9 10:00")) == []


def test_weeks_of_sessions_that_a_plan_has_not_do_not_apply() -> None:
    assert reported("count in window", WEEKS, "medicine D1 09:30").not_applicable == ("table",)
    assert reported("count in window", TWO_A_WEEK, "integration D1 09:30").not_applicable == ("table",)


REST = {"select": MEDICINE, "counted": "rest days", "days": 3, "soft_least": 1, "rest_minutes": 60}


def test_the_first_stretch_with_the_least_rest_is_told_with_its_sessions() -> None:
    text = (
        "stay D1 to D6; medicine D2 09:30; integration D3 10:00 61 min; medicine D4 09:30; integration D5 10:00 61 min"
    )
    said = verdict("count in window", REST, text)
    during = "D2 09:30 to D4 12:30"
    sessions = "medicine-1 integration-2 medicine-3"
    assert said.looked == 4
    assert places(said) == [Place("soft", sessions, "0 days", "1 days", during, excess="1")]


@pytest.mark.parametrize(("minutes", "is_found"), [(30, False), (31, True)])
def test_contact_of_a_day_is_added_up(minutes: int, is_found: bool) -> None:
    talks = f"integration D2 10:00 30 min; preparation D2 12:00 {minutes} min"
    said = verdict("count in window", REST, f"stay D1 to D4; medicine D1 09:30; {talks}; medicine D3 09:30")
    assert bool(places(said)) is is_found


def test_a_course_no_longer_than_the_window_is_not_looked_at() -> None:
    days = "medicine D1 09:30; medicine D2 09:30; medicine D3 09:30"
    assert reported("count in window", REST, f"stay D1 to D3; {days}").not_applicable == ("table",)
    assert len(places(verdict("count in window", REST, f"stay D1 to D4; {days}"))) == 1


def test_rest_days_enough_pass() -> None:
    assert reported("count in window", REST, "stay D1 to D5; medicine D1 09:30; medicine D3 09:30").passed == ("table",)


def test_two_rest_days_asked_for_and_none_there_is_worse_than_one() -> None:
    values = {**REST, "soft_least": 2, "hard_least": 1}
    (place,) = places(verdict("count in window", values, "stay D1 to D4; medicine D2 09:30; medicine D3 09:30"))
    assert (place.side, place.measured, place.limit, place.excess) == ("soft", "1 days", "2 days", "1")
    (place,) = places(
        verdict("count in window", values, "stay D1 to D4; medicine D1 09:30; medicine D2 09:30; medicine D3 09:30")
    )
    assert (place.side, place.measured, place.limit, place.excess) == ("hard", "0 days", "1 days", "1")


@pytest.mark.parametrize(
    ("limits", "is_refused"),
    [
        ({"soft_most": 3, "hard_most": 2}, True),
        ({"soft_most": 2, "hard_most": 2}, False),
        ({"soft_least": 1, "hard_least": 2}, True),
        ({"soft_least": 2, "hard_least": 2, "stretch": "the whole plan"}, False),
        ({}, True),
        ({"hard_least": 1, "stretch": "the whole plan"}, False),
    ],
)
def test_limits_that_contradict_one_another_are_refused(limits: dict[str, object], is_refused: bool) -> None:
    if is_refused:
        with pytest.raises(RuleSetRefused):
            form_of("count in window", {"select": MEDICINE, **limits})
    else:
        assert form_of("count in window", {"select": MEDICINE, **limits}).form == "count in window"


@pytest.mark.parametrize(
    "values",
    [
        {"days": 7, "soft_most": 1},
        {"counted": "days in a row", "soft_most": 1},
        {"stretch": "the whole plan", "soft_most": 1},
        {"stretch": "weeks from the first", "soft_most": 1},
    ],
)
def test_sessions_that_may_not_be_meant_leave_the_question_open(values: dict[str, object]) -> None:
    text = "integration D1 10:00 emdr; integration D2 10:00 emdr new target yes"
    said = verdict("count in window", {"select": NEW_TARGET, **values}, text)
    assert places(said) == []
    assert lacks(said) == [Lack("hard", ("session.integration-1.new_target",), "integration-1 integration-2")]


def test_too_many_earlier_sessions_alone_come_near_to_nothing() -> None:
    two = {"select": MEDICINE, "days": 7, "soft_most": 2, "earlier": True, "earlier_needed": False}
    said = verdict("count in window", two, f"{medicine_on(1)}; earlier ketamine on D-30, D-29, D-28")
    assert (places(said), nearest(said)) == ([], None)


def test_as_many_earlier_sessions_as_their_days_leave_nothing_open() -> None:
    two = {"select": MEDICINE, "days": 7, "soft_most": 2, "earlier": True}
    given = plan_of(f"{medicine_on(1, 2)}; earlier ketamine on D-30")
    earlier = replace(given.profile.earlier_ketamine, count=1)
    said = verdict("count in window", two, replace(given, profile=replace(given.profile, earlier_ketamine=earlier)))
    assert (places(said), lacks(said)) == ([], [])


def test_the_last_week_counts_though_it_has_but_one() -> None:
    text = "integration D1 10:00; integration D2 10:00; integration D10 10:00"
    assert [place.sessions for place in places(verdict("count in window", WEEKS, text))] == ["integration-3"]
    assert [place.sessions for place in places(verdict("count in window", WEEKS, "integration D1 10:00"))] == [
        "integration-1"
    ]


def test_where_none_is_allowed_one_passes_the_second_limit() -> None:
    none = {"select": TALK, "stretch": "the whole plan", "hard_most": 0}
    (place,) = places(verdict("count in window", none, "integration D1 10:00"))
    assert (place.side, place.measured, place.limit, place.excess) == ("hard", "1 sessions", "0 sessions", "1")
    both = {"select": TALK, "stretch": "the whole plan", "soft_most": 0, "hard_most": 1}
    (place,) = places(verdict("count in window", both, "integration D1 10:00; integration D2 10:00"))
    assert (place.side, place.limit) == ("hard", "1 sessions")


def test_a_day_with_one_of_the_sessions_is_no_rest_day_however_short_they_are() -> None:
    values = {**REST, "rest_minutes": 240, "soft_least": 3}
    (place,) = places(verdict("count in window", values, "stay D1 to D4; medicine D2 09:30"))
    assert place.measured == "2 days"


def test_sessions_without_staff_count_where_they_are_asked_for_and_others_are_not_named() -> None:
    values = {**REST, "select": {"kinds": ["practice"]}}
    text = "stay D1 to D4; practice D1 09:30; rest D2 09:30; practice D2 11:00; integration D3 10:00 90 min"
    (place,) = places(verdict("count in window", values, text))
    assert (place.sessions, place.measured) == ("practice-1 practice-3 integration-4", "0 days")


def test_windows_of_which_one_begins_as_the_other_ends_share_no_day() -> None:
    three = "medicine D{0} 08:00 60 min; medicine D{0} 12:00 60 min; medicine D{0} 16:00 60 min"
    said = verdict("count in window", TWO_A_WEEK, f"{three.format(1)}; {three.format(8)}")
    assert [place.sessions for place in places(said)] == [
        "medicine-1 medicine-2 medicine-3",
        "medicine-4 medicine-5 medicine-6",
    ]


def test_rest_days_hang_on_all_contact_and_counts_on_what_is_counted() -> None:
    talk, practice = plan_of("integration D1 10:00; practice D1 12:00").sessions
    rest, count = form_of("count in window", REST), form_of("count in window", TWO_A_WEEK)
    assert (rest.sees(talk), rest.sees(practice)) == (True, False)
    assert (count.sees(talk), form_of("count in window", {**TWO_A_WEEK, "select": TALK}).sees(talk)) == (False, True)


@pytest.mark.parametrize("limit", ["soft_most", "hard_most", "soft_least", "hard_least"])
@pytest.mark.parametrize("counted", ["sessions", "days in a row", "rest days"])
@pytest.mark.parametrize("stretch", ["any days", "weeks from the first", "the whole plan"])
def test_a_limit_that_would_never_be_looked_at_is_refused(limit: str, counted: str, stretch: str) -> None:
    if counted == "sessions":
        is_looked_at = limit.endswith("most") or stretch != "any days"
    else:
        is_looked_at = stretch == "any days" and limit.endswith("least" if counted == "rest days" else "most")
    values = {"select": MEDICINE, "counted": counted, "stretch": stretch, limit: 2}
    if is_looked_at:
        assert form_of("count in window", values).form == "count in window"
    else:
        with pytest.raises(RuleSetRefused):
            form_of("count in window", values)
