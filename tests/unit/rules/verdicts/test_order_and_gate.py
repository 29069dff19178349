"""One kind before or after another: which sessions are named, what came nearest, and what nobody was asked."""

from dataclasses import replace

import pytest

from kapplanner.codec.rule_document import RuleSetRefused
from kapplanner.domain.session import SessionKind
from tests.spec.rule_tables import plan_of
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

PREPARED = {"select": MEDICINE, "other": {"kinds": ["preparation"]}, "order": "one before each"}
TALK_AFTER = {"select": MEDICINE, "other": TALK, "order": "one at or after the last"}
CLOSED = {"select": {"modalities": ["emdr"]}, "other": {"closing": True}, "order": "one at or after the last"}
GATE = {"select": MEDICINE, "other": {"kinds": ["screening"]}, "order": "no more than so many until one", "most": 2}
TURNS = {"select": {"modalities": ["emdr"]}, "other": {"modalities": ["cbt"]}, "order": "in turn"}


def test_each_session_that_begins_before_one_has_ended_is_found() -> None:
    said = verdict("order and gate", PREPARED, "medicine D1 09:30; preparation D2 08:30 60 min; medicine D2 09:30")
    assert said.looked == 2
    assert places(said) == [Place("soft", "medicine-1", during="D1 09:30 to D1 12:30")]
    late = "preparation D2 08:31 60 min; medicine D2 09:30; medicine D3 09:30"
    assert [place.sessions for place in places(verdict("order and gate", PREPARED, late))] == ["medicine-2"]
    none = verdict("order and gate", {**PREPARED, "side": "hard"}, "medicine D1 09:30; medicine D2 09:30")
    assert [place.side for place in places(none)] == ["hard", "hard"]


def test_the_earliest_of_several_is_the_one_that_counts() -> None:
    text = "preparation D1 08:00 600 min; preparation D1 08:10 30 min; medicine D1 09:30"
    assert places(verdict("order and gate", PREPARED, text)) == []


def test_after_the_last_one_that_starts_with_it_is_enough() -> None:
    text = "medicine D1 09:30; medicine D3 09:30; integration D3 {}"
    assert places(verdict("order and gate", TALK_AFTER, text.format("09:30"))) == []
    said = verdict("order and gate", TALK_AFTER, text.format("09:29"))
    assert places(said) == [Place("soft", "medicine-2", during="D3 09:30 to D3 12:30")]


@pytest.mark.parametrize(("clock", "is_found"), [("14:00", False), ("14:01", True)])
def test_before_leaving_one_must_have_ended_when_the_journey_begins(clock: str, is_found: bool) -> None:
    leaving = {**TALK_AFTER, "before_leaving": True}
    text = (
        f"departure D1 08:00; medicine D3 09:30; integration D3 {clock} 60 min; departure D3 15:00; departure D9 15:00"
    )
    assert bool(places(verdict("order and gate", leaving, text))) is is_found
    assert places(verdict("order and gate", TALK_AFTER, text)) == []


def test_without_a_departure_that_follows_any_later_one_counts() -> None:
    leaving = {**TALK_AFTER, "before_leaving": True}
    text = "departure D1 08:00; medicine D3 09:30; integration D9 10:00"
    assert places(verdict("order and gate", leaving, text)) == []


def test_a_departure_as_the_last_one_begins_is_the_one_that_follows() -> None:
    leaving = {**TALK_AFTER, "before_leaving": True}
    text = "medicine D3 09:30; departure D3 09:30; integration D4 10:00; departure D5 10:00"
    assert len(places(verdict("order and gate", leaving, text))) == 1


def test_the_last_that_closes_the_work_itself_is_enough() -> None:
    assert places(verdict("order and gate", CLOSED, "integration D1 10:00 emdr closes yes")) == []


def test_where_nobody_was_asked_what_closes_the_work_that_is_missing() -> None:
    text = "integration D1 10:00 emdr closes no; integration D2 10:00 emdr; practice D3 10:00; integration D4 10:00 cbt"
    said = verdict("order and gate", CLOSED, text)
    names = ("session.integration-2.closing", "session.integration-4.closing")
    assert places(said) == []
    assert lacks(said) == [Lack("hard", names, "integration-2 integration-4")]
    said = verdict("order and gate", CLOSED, "integration D1 10:00 emdr; integration D2 10:00 emdr closes no")
    assert (len(places(said)), lacks(said)) == (1, [])


def test_only_those_before_leaving_can_close_the_work() -> None:
    leaving = {**CLOSED, "before_leaving": True}
    said = verdict(
        "order and gate", leaving, "integration D1 10:00 emdr closes no; departure D2 10:00; integration D3 10:00"
    )
    assert (len(places(said)), lacks(said)) == (1, [])
    said = verdict(
        "order and gate", leaving, "integration D1 10:00 emdr closes no; integration D2 09:00; departure D2 10:00"
    )
    assert lacks(said) == [Lack("hard", ("session.integration-2.closing",), "integration-2")]


def test_one_too_many_before_the_gate_is_told_with_all_of_them() -> None:
    said = verdict("order and gate", GATE, "medicine D1 09:30; medicine D3 09:30; medicine D5 09:30; medicine D7 09:30")
    during = "D1 09:30 to D5 12:30"
    sessions = "medicine-1 medicine-2 medicine-3"
    assert places(said) == [Place("soft", sessions, "3 sessions", "2 sessions", during)]


def test_as_many_as_allowed_come_as_near_as_can_be() -> None:
    said = verdict("order and gate", GATE, "medicine D1 09:30; medicine D3 09:30")
    assert (places(said), nearest(said)) == ([], ("2 sessions", "2 sessions"))
    said = verdict(
        "order and gate", GATE, "medicine D1 09:30; medicine D2 09:30; screening D3 10:00; medicine D4 09:30"
    )
    assert (places(said), nearest(said)) == ([], ("1 sessions", "2 sessions"))


@pytest.mark.parametrize(
    ("screening", "is_found"),
    [("D3 12:30", False), ("D3 12:29", True), ("D5 08:30", False), ("D5 08:31", True), ("D1 08:00", True)],
)
def test_the_gate_opens_with_one_between_the_end_of_the_last_and_the_start_of_the_next(
    screening: str, is_found: bool
) -> None:
    text = f"medicine D1 09:30; medicine D3 09:30; medicine D5 09:30; screening {screening} 60 min"
    assert bool(places(verdict("order and gate", GATE, text))) is is_found


def test_after_the_gate_counting_begins_anew() -> None:
    later = "; ".join(f"medicine D{day} 09:30" for day in (4, 5, 6))
    text = f"medicine D1 09:30; medicine D2 09:30; screening D3 10:00; {later}"
    (place,) = places(verdict("order and gate", GATE, text))
    assert place.sessions == "medicine-4 medicine-5 medicine-6"


def test_two_of_one_kind_that_follow_one_another_are_found_as_two() -> None:
    text = "integration D1 10:00 emdr; integration D2 10:00 emdr; integration D3 10:00 cbt; integration D4 10:00 cbt"
    said = verdict("order and gate", TURNS, text)
    assert places(said) == [
        Place("soft", "integration-1 integration-2", during="D1 10:00 to D2 11:00"),
        Place("soft", "integration-3 integration-4", during="D3 10:00 to D4 11:00"),
    ]
    assert places(verdict("order and gate", TURNS, "integration D1 10:00 emdr; integration D2 10:00 cbt")) == []


def test_of_one_start_the_order_is_that_of_ids() -> None:
    text = "integration D1 10:00 emdr; integration D2 10:00 emdr; integration D2 10:00 cbt; integration D3 10:00 cbt"
    assert [place.sessions for place in places(verdict("order and gate", TURNS, text))] == [
        "integration-1 integration-2",
        "integration-3 integration-4",
    ]


def test_without_sessions_it_does_not_apply() -> None:
    assert reported("order and gate", PREPARED, "preparation D1 10:00").not_applicable == ("table",)
    assert reported("order and gate", TURNS, "integration D1 10:00 cbt").not_applicable == ("table",)


@pytest.mark.parametrize(
    "values",
    [
        {"other": MEDICINE, "order": "one before each"},
        {"other": MEDICINE, "order": "one at or after the last"},
        {"other": MEDICINE, "order": "no more than so many until one", "most": 1},
        {"other": MEDICINE, "order": "in turn"},
    ],
)
def test_a_session_that_may_not_be_meant_leaves_the_question_open(values: dict[str, object]) -> None:
    text = "integration D1 10:00 emdr; integration D2 10:00 emdr"
    said = verdict("order and gate", {"select": NEW_TARGET, **values}, text)
    assert places(said) == []
    assert lacks(said)[-1].missing[-1] == "session.integration-2.new_target"


@pytest.mark.parametrize(
    ("values", "is_refused"),
    [
        ({"order": "one before each", "before_leaving": True}, True),
        ({"order": "one at or after the last", "before_leaving": True}, False),
        ({"order": "one before each", "most": 2}, True),
        ({"order": "no more than so many until one"}, True),
        ({"order": "no more than so many until one", "most": 2}, False),
    ],
)
def test_parameters_that_do_not_go_together_are_refused(values: dict[str, object], is_refused: bool) -> None:
    whole = {"select": MEDICINE, "other": TALK, **values}
    if is_refused:
        with pytest.raises(RuleSetRefused):
            form_of("order and gate", whole)
    else:
        assert form_of("order and gate", whole).form == "order and gate"


def test_whatever_has_staff_in_it_may_close_the_work() -> None:
    talk, practice = plan_of("integration D1 10:00 cbt; practice D1 12:00").sessions
    form = form_of("order and gate", CLOSED)
    assert (form.sees(talk), form.sees(practice)) == (True, False)
    prepared = form_of("order and gate", PREPARED)
    assert (prepared.sees(talk), prepared.sees(replace(talk, kind=SessionKind.PREPARATION))) == (False, True)


def test_what_opens_the_gate_lies_after_the_end_of_the_last_session_before_it() -> None:
    three = {**GATE, "most": 3}
    text = "medicine D1 09:30; medicine D2 09:30; medicine D3 09:30 180 min; screening D3 {} 20 min; medicine D4 09:30"
    assert len(places(verdict("order and gate", three, text.format("10:00")))) == 1
    assert places(verdict("order and gate", three, text.format("12:30"))) == []


def test_a_gate_after_each_session_is_opened_each_time() -> None:
    one = {**GATE, "most": 1}
    opened = "; ".join(f"medicine D{day} 09:30; screening D{day + 1} 10:00" for day in (1, 3, 5, 7))
    assert places(verdict("order and gate", one, opened)) == []
    assert len(places(verdict("order and gate", one, f"{opened}; medicine D9 09:30; medicine D10 09:30"))) == 1
