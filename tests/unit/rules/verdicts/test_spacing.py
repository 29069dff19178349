"""Time between two sessions: which two, how much beside how much, from when to when, how far outside."""

import pytest

from kapplanner.codec.rule_document import RuleSetRefused
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

TWO_DAYS = {"select": MEDICINE, "soft_least": 48, "hard_least": 24}
TO_TALK = {"select": MEDICINE, "to": TALK, "soft_most": 48, "hard_most": 72}
LAST_AND_FIRST = "last of a day and first of the next"
OVERNIGHT = {"select": {"contact": True}, "pairing": LAST_AND_FIRST, "from_anchor": "end", "soft_least": 12}


def test_too_near_is_told_with_the_limit_and_how_far_outside_in_parts_of_it() -> None:
    said = verdict("spacing", TWO_DAYS, "medicine D1 09:30; medicine D2 21:30")
    during = "D1 09:30 to D2 21:30"
    assert said.looked == 1
    assert places(said) == [Place("soft", "medicine-1 medicine-2", "36 h", "48 h", during, excess="0.25")]
    said = verdict("spacing", TWO_DAYS, "medicine D1 09:30; medicine D1 21:30")
    during = "D1 09:30 to D1 21:30"
    assert places(said) == [Place("hard", "medicine-1 medicine-2", "12 h", "24 h", during, excess="0.5")]


def test_too_far_is_told_in_the_same_way() -> None:
    said = verdict("spacing", TO_TALK, "medicine D1 09:30; integration D3 21:30")
    during = "D1 09:30 to D3 21:30"
    assert places(said) == [Place("soft", "medicine-1 integration-2", "60 h", "48 h", during, excess="0.25")]
    said = verdict("spacing", TO_TALK, "medicine D1 09:30; integration D5 09:30")
    assert [(p.side, p.limit) for p in places(said)] == [("hard", "72 h")]


@pytest.mark.parametrize(("clock", "is_found"), [("09:29", True), ("09:30", False)])
def test_on_the_limit_is_kept(clock: str, is_found: bool) -> None:
    assert bool(places(verdict("spacing", TWO_DAYS, f"medicine D1 09:30; medicine D3 {clock}"))) is is_found


def test_hours_are_rounded_for_the_finding() -> None:
    (place,) = places(verdict("spacing", TWO_DAYS, "medicine D1 09:30; medicine D2 09:50"))
    assert place.measured == "24.33 h"


def test_against_a_limit_of_none_it_is_as_far_outside_as_it_is_long() -> None:
    none = {"select": MEDICINE, "to": TALK, "soft_most": 0}
    (place,) = places(verdict("spacing", none, "medicine D1 09:30; integration D1 12:30"))
    assert (place.limit, place.excess) == ("0 h", "3")


def test_the_limit_to_which_it_comes_nearest_is_told() -> None:
    both = {"select": MEDICINE, "soft_least": 24, "hard_least": 12, "soft_most": 100, "hard_most": 200}
    assert nearest(verdict("spacing", both, "medicine D1 09:30; medicine D2 21:30")) == ("36 h", "24 h")
    assert nearest(verdict("spacing", both, "medicine D1 09:30; medicine D5 01:30")) == ("88 h", "100 h")
    said = verdict("spacing", both, "medicine D1 09:30; medicine D5 01:30; medicine D6 02:30")
    assert nearest(said) == ("25 h", "24 h")
    hard = {"select": MEDICINE, "hard_least": 24}
    assert nearest(verdict("spacing", hard, "medicine D1 09:30; medicine D2 21:50")) == ("36.33 h", "24 h")


@pytest.mark.parametrize(
    ("anchors", "hours", "during"),
    [
        ({}, "24", "D1 09:30 to D2 09:30"),
        ({"from_anchor": "end"}, "21", "D1 12:30 to D2 09:30"),
        ({"from_anchor": "dose"}, "23", "D1 10:30 to D2 09:30"),
        ({"to_anchor": "dose"}, "24.5", "D1 09:30 to D2 10:00"),
        ({"to_anchor": "end"}, "27", "D1 09:30 to D2 12:30"),
    ],
)
def test_time_runs_between_the_anchors(anchors: dict[str, object], hours: str, during: str) -> None:
    values = {"select": MEDICINE, "soft_least": 48, **anchors}
    (place,) = places(verdict("spacing", values, "medicine D1 09:30 dose +60 min; medicine D2 09:30 dose +30 min"))
    assert (place.measured, place.during) == (f"{hours} h", during)


def test_days_are_differences_of_dates_at_the_anchors() -> None:
    days = {"select": MEDICINE, "measure": "days", "soft_least": 3}
    (place,) = places(verdict("spacing", days, "medicine D1 23:00 30 min; medicine D3 00:10"))
    assert (place.measured, place.limit) == ("2 days", "3 days")
    ended = {**days, "from_anchor": "end"}
    (place,) = places(verdict("spacing", ended, "medicine D1 23:00 90 min; medicine D3 00:10"))
    assert place.measured == "1 days"


def test_of_two_routes_the_stricter_one_counts() -> None:
    by_route = {"select": MEDICINE, "soft_least": {"SL": 24, "IM": 48}, "soft_most": {"SL": 100, "IM": 60}}
    for first, second in (("SL", "IM"), ("IM", "SL")):
        (place,) = places(verdict("spacing", by_route, f"medicine D1 09:30 {first}; medicine D2 19:30 {second}"))
        assert place.limit == "48 h"
        (place,) = places(verdict("spacing", by_route, f"medicine D1 09:30 {first}; medicine D4 09:30 {second}"))
        assert place.limit == "60 h"
    assert places(verdict("spacing", by_route, "medicine D1 09:30 SL; medicine D2 19:30 SL")) == []
    said = verdict("spacing", by_route, "medicine D1 09:30 IV; medicine D2 09:30 IV")
    assert (said.looked, places(said), nearest(said)) == (1, [], None)


def test_sessions_without_medicine_keep_the_limit_of_every_route() -> None:
    talks = {"select": TALK, "soft_least": 24}
    assert len(places(verdict("spacing", talks, "integration D1 10:00; integration D2 09:00"))) == 1
    mixed = {"select": TALK, "to": MEDICINE, "soft_least": {"IM": 24}}
    assert len(places(verdict("spacing", mixed, "integration D1 10:00; medicine D2 09:00 IM"))) == 1
    assert places(verdict("spacing", mixed, "integration D1 10:00; medicine D2 09:00 SL")) == []


NIGHT = {"select": MEDICINE, "to": TALK, "soft_least": 2, "nights": 1}


def test_without_a_night_between_it_is_found_in_nights() -> None:
    said = verdict("spacing", NIGHT, "medicine D1 09:30; integration D1 20:00")
    during = "D1 09:30 to D1 20:00"
    assert places(said) == [Place("soft", "medicine-1 integration-2", "0 nights", "1 nights", during)]
    hard = {**NIGHT, "hard_least": 1}
    assert [p.side for p in places(verdict("spacing", hard, "medicine D1 09:30; integration D1 20:00"))] == ["hard"]
    assert places(verdict("spacing", NIGHT, "medicine D1 22:00; integration D2 00:10")) == []
    two = {**NIGHT, "nights": 2}
    assert [p.limit for p in places(verdict("spacing", two, "medicine D1 09:30; integration D2 20:00"))] == ["2 nights"]


def test_hours_too_few_are_told_before_the_night() -> None:
    (place,) = places(verdict("spacing", NIGHT, "medicine D1 09:30; integration D1 11:00"))
    assert (place.measured, place.limit) == ("1.5 h", "2 h")


def test_one_earlier_on_the_same_day_has_no_night_between_and_is_named_first() -> None:
    from_end = {"select": MEDICINE, "to": TALK, "hard_least": 0, "nights": 1, "from_anchor": "end", "to_anchor": "end"}
    (place,) = places(verdict("spacing", from_end, "integration D1 09:00 60 min; medicine D1 09:30 30 min"))
    assert (place.sessions, place.during, place.measured) == (
        "integration-1 medicine-2",
        "D1 10:00 to D1 10:00",
        "0 nights",
    )


def test_of_two_with_one_start_the_first_of_the_pair_is_named_first() -> None:
    said = verdict("spacing", {**NIGHT, "soft_least": 0}, "integration D1 09:30; medicine D1 09:30")
    assert [place.sessions for place in places(said)] == ["medicine-2 integration-1"]


def test_earlier_on_the_same_day_is_too_near_where_the_whole_day_counts() -> None:
    whole = {"select": TALK, "to": MEDICINE, "soft_least": 24, "whole_day": True}
    text = "medicine D1 09:30; integration D1 15:00; medicine D9 09:30"
    (place,) = places(verdict("spacing", whole, text))
    assert (place.sessions, place.measured, place.during) == (
        "medicine-1 integration-2",
        "-5.5 h",
        "D1 09:30 to D1 15:00",
    )
    assert places(verdict("spacing", {**whole, "whole_day": False}, text)) == []
    assert places(verdict("spacing", whole, "medicine D1 09:30; integration D2 15:00; medicine D9 09:30")) == []


def test_each_is_paired_with_the_next_of_the_others_that_starts_with_it_or_after_it() -> None:
    at_most = {"select": MEDICINE, "to": TALK, "soft_most": 1}
    text = "integration D1 08:00; medicine D1 09:30; integration D1 {}; integration D3 10:00"
    assert places(verdict("spacing", at_most, text.format("09:30"))) == []
    assert [place.sessions for place in places(verdict("spacing", at_most, text.format("09:29")))] == [
        "medicine-2 integration-4"
    ]
    assert reported("spacing", at_most, "integration D1 08:00; medicine D1 09:30").not_applicable == ("table",)


LAST = {"select": TALK, "to": MEDICINE, "pairing": "the last before each", "from_anchor": "end", "soft_most": 24}


def test_the_last_before_each_is_the_one_that_ends_last() -> None:
    text = "integration D1 08:00 600 min; integration D1 09:00 60 min; medicine D2 17:00; medicine D2 19:00"
    said = verdict("spacing", LAST, text)
    during = "D1 18:00 to D2 19:00"
    assert said.looked == 2
    assert [(p.sessions, p.measured, p.during) for p in places(said)] == [("integration-1 medicine-4", "25 h", during)]


def test_one_that_ends_as_the_other_begins_lies_before_it() -> None:
    text = "integration D1 10:00; medicine D3 09:30; integration D3 {} 30 min"
    assert places(verdict("spacing", LAST, text.format("09:00"))) == []
    assert len(places(verdict("spacing", LAST, text.format("09:01")))) == 1


def test_a_session_is_not_the_last_before_itself() -> None:
    again = {**LAST, "select": MEDICINE, "from_anchor": "start", "soft_most": 24}
    assert [p.sessions for p in places(verdict("spacing", again, "medicine D1 09:30; medicine D3 09:30"))] == [
        "medicine-1 medicine-2"
    ]


def test_overnight_the_last_of_a_day_is_the_one_that_ends_last() -> None:
    text = "stay D1 to D5; integration D1 15:00 360 min; integration D1 18:00; medicine D2 08:00; integration D2 07:00"
    said = verdict("spacing", OVERNIGHT, text)
    during = "D1 21:00 to D2 07:00"
    assert said.looked == 1
    assert [(p.sessions, p.measured, p.during) for p in places(said)] == [
        ("integration-1 integration-4", "10 h", during)
    ]


def test_overnight_only_neighbouring_days_of_the_course_are_paired() -> None:
    text = "stay D2 to D4; integration D1 22:00; integration D2 07:00; integration D3 22:00; integration D5 05:00"
    assert reported("spacing", OVERNIGHT, text).passed == ("table",)  # D2 to D3 alone
    inside = "stay D1 to D5; integration D1 22:00; integration D2 07:00; integration D4 22:00; integration D5 05:00"
    assert [place.sessions for place in places(verdict("spacing", OVERNIGHT, inside))] == [
        "integration-1 integration-2",
        "integration-3 integration-4",
    ]
    assert reported("spacing", OVERNIGHT, "integration D1 22:00; integration D2 07:00").not_applicable == ("table",)


LEAVING = {"select": MEDICINE, "to": {"travel": "departure"}, "soft_least": 24, "must_exist": True}
ARRIVING = {"select": {"travel": "arrival"}, "to": MEDICINE, "soft_least": 12, "must_exist": True}


@pytest.mark.parametrize(
    ("values", "text", "expected"),
    [
        (LEAVING, "medicine D1 09:30; medicine D3 09:30", [Lack("hard", ("plan.departure",), "medicine-1 medicine-2")]),
        (LEAVING, "medicine D1 09:30; departure D5 10:00", []),
        (LEAVING, "integration D1 09:30", []),
        (ARRIVING, "medicine D1 09:30; medicine D3 09:30", [Lack("hard", ("plan.arrival",), "medicine-1 medicine-2")]),
        (ARRIVING, "arrival D1 09:30; medicine D3 09:30", []),
        (ARRIVING, "integration D1 09:30", []),
        ({**LEAVING, "must_exist": False}, "medicine D1 09:30", []),
        ({**LEAVING, "to": TALK}, "medicine D1 09:30", []),
    ],
)
def test_a_journey_that_was_never_entered_is_missing(
    values: dict[str, object], text: str, expected: list[Lack]
) -> None:
    said = verdict("spacing", values, text)
    assert (places(said), lacks(said)) == ([], expected)


@pytest.mark.parametrize("pairs", [{"select": NEW_TARGET}, {"select": MEDICINE, "to": NEW_TARGET}])
@pytest.mark.parametrize("limit", [{"soft_least": 72}, {"soft_least": 0, "nights": 3}])
def test_sessions_that_may_not_be_meant_leave_the_question_open(
    pairs: dict[str, object], limit: dict[str, object]
) -> None:
    text = "medicine D1 09:30; integration D2 09:30 emdr; integration D3 10:00 emdr"
    said = verdict("spacing", {**pairs, **limit}, text)
    assert places(said) == []
    assert "session.integration-2.new_target" in lacks(said)[0].missing


def test_a_rule_without_a_limit_is_refused() -> None:
    with pytest.raises(RuleSetRefused):
        form_of("spacing", {"select": MEDICINE})
    for limit in ("soft_least", "hard_least", "soft_most", "hard_most"):
        assert form_of("spacing", {"select": MEDICINE, limit: 3}).form == "spacing"


def test_among_sessions_of_one_kind_each_is_paired_with_the_next() -> None:
    at_least = {"select": MEDICINE, "to": MEDICINE, "soft_least": 1000}
    text = "; ".join(f"medicine D{day} 09:30" for day in (1, 3, 5, 9))
    assert [place.sessions for place in places(verdict("spacing", at_least, text))] == [
        "medicine-1 medicine-2",
        "medicine-2 medicine-3",
        "medicine-3 medicine-4",
    ]


def test_the_last_before_the_dose_may_end_after_the_start_of_the_block() -> None:
    to_dose = {**LAST, "to_anchor": "dose"}
    text = "integration D1 10:00; medicine D3 09:30 dose +60 min; integration D3 {} 30 min"
    assert places(verdict("spacing", to_dose, text.format("10:00"))) == []
    assert len(places(verdict("spacing", to_dose, text.format("10:01")))) == 1


@pytest.mark.parametrize(
    ("evening", "last"),
    [
        ("integration D1 10:00; integration D1 20:30 30 min", "integration-2"),
        ("integration D1 20:00; integration D1 20:30 30 min", "integration-1"),
        ("integration D1 20:00; integration D1 20:30 20 min", "integration-1"),
    ],
)
def test_of_an_evening_the_one_that_ends_last_and_of_equals_the_one_that_began_first(evening: str, last: str) -> None:
    (place,) = places(verdict("spacing", OVERNIGHT, f"stay D1 to D5; {evening}; integration D2 07:00"))
    assert place.sessions == f"{last} integration-3"


def test_the_last_of_a_day_is_one_of_that_day_however_long_one_of_the_day_before_lasts() -> None:
    text = "stay D1 to D5; integration D1 10:00 1440 min; integration D2 07:00 30 min; integration D3 06:00"
    wide = {**OVERNIGHT, "soft_least": 100}
    assert [place.sessions for place in places(verdict("spacing", wide, text))] == [
        "integration-1 integration-2",
        "integration-2 integration-3",
    ]


def test_of_two_that_start_together_the_first_of_the_pair_is_named_first() -> None:
    at_least = {"select": MEDICINE, "to": TALK, "soft_least": 2}
    (place,) = places(verdict("spacing", at_least, "integration D1 09:30; medicine D1 09:30"))
    assert (place.sessions, place.measured, place.excess) == ("medicine-2 integration-1", "0 h", "1")
