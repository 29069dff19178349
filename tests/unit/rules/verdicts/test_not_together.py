"""Sessions too near to others: which two, how far apart beside how far, in what order, and what excuses them."""

from dataclasses import replace

import pytest

from kapplanner.codec.rule_document import RuleSetRefused
from kapplanner.domain.people import Escort, EscortKind, Patient
from tests.spec.rule_tables import plan_of
from tests.unit.rules.verdicts.asking import (
    EMDR,
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

AFTER_DOSE = {"select": EMDR, "other": MEDICINE, "scope": "hours after the dose", "soft_hours": 24, "hard_hours": 6}
OBSERVED = {
    "select": TALK, "other": MEDICINE, "scope": "from the end of the block until the observation ends"
}  # fmt: skip
SAME_DAY = {"select": {"kinds": ["travel"]}, "other": MEDICINE, "scope": "the same day"}
TASK = {"exposure_task": True}
DRIVING = {"select": TASK, "other": MEDICINE, "scope": "until driving is allowed"}
LOW_DOSE = {**AFTER_DOSE, "exception_mg": 50, "exception_routes": ["SL"]}


def test_too_soon_after_the_dose_is_told_in_hours_with_the_longer_limit() -> None:
    said = verdict("not together", AFTER_DOSE, "medicine D1 09:30 dose +30 min; integration D1 20:00 emdr")
    assert said.looked == 1
    assert places(said) == [
        Place(
            "soft", "medicine-1 integration-2", "10 h", "24 h", "D1 10:00 to D2 10:00", ("None", "1440"), excess="840"
        )
    ]


@pytest.mark.parametrize(
    ("start", "side"),
    [("D1 15:29", "hard"), ("D1 15:30", "soft"), ("D2 09:29", "soft"), ("D2 09:30", None)],
)
def test_the_side_is_that_of_the_limit_it_lies_below(start: str, side: str | None) -> None:
    found = places(verdict("not together", AFTER_DOSE, f"medicine D1 09:30; integration {start} emdr"))
    assert [place.side for place in found] == ([side] if side else [])


def test_what_overlaps_the_block_is_on_the_hard_side_however_short_the_hours() -> None:
    short = {**AFTER_DOSE, "hard_hours": 1, "soft_hours": 2}
    text = "medicine D1 09:30 180 min; integration D1 {} emdr"
    (place,) = places(verdict("not together", short, text.format("12:29")))
    assert (place.side, place.measured, place.limit) == ("hard", "2.98 h", "2 h")
    assert places(verdict("not together", short, text.format("12:30"))) == []


def test_what_ends_by_the_dose_is_not_after_it() -> None:
    text = "medicine D1 09:30 dose +60 min; integration D1 {} 60 min emdr"
    assert places(verdict("not together", AFTER_DOSE, text.format("09:30"))) == []
    (place,) = places(verdict("not together", AFTER_DOSE, text.format("09:31")))
    assert (place.side, place.sessions, place.measured) == ("hard", "medicine-1 integration-2", "-0.98 h")


def test_sessions_are_named_in_order_of_time() -> None:
    (place,) = places(verdict("not together", AFTER_DOSE, "medicine D1 09:30; integration D1 09:00 60 min emdr"))
    assert place.sessions == "integration-2 medicine-1"
    (place,) = places(verdict("not together", AFTER_DOSE, "medicine D1 09:30; integration D1 09:30 60 min emdr"))
    assert place.sessions == "medicine-1 integration-2"


def test_a_method_planned_inside_the_medicine_session_has_no_hours() -> None:
    (place,) = places(verdict("not together", AFTER_DOSE, "medicine D1 09:30 emdr"))
    assert (place.side, place.sessions, place.measured, place.limit) == ("hard", "medicine-1", "", "")
    assert place.during == "D1 09:30 to D2 09:30"


def test_the_dose_before_the_last_one_counts_where_it_reaches_further() -> None:
    by_route = {**AFTER_DOSE, "soft_hours": {"IM": 72, "SL": 4}}
    del by_route["hard_hours"]
    text = "medicine D1 09:30 IM; medicine D2 09:30 SL; integration D3 09:30 emdr"
    (place,) = places(verdict("not together", by_route, text))
    assert (place.sessions, place.measured, place.limit) == ("medicine-1 integration-3", "48 h", "72 h")


def test_of_two_doses_too_near_the_later_one_is_told() -> None:
    (place,) = places(
        verdict("not together", AFTER_DOSE, "medicine D1 09:30; medicine D1 18:00; integration D2 08:00 emdr")
    )
    assert (place.sessions, place.measured) == ("medicine-2 integration-3", "14 h")


def test_what_came_nearest_is_told_in_hours_beside_the_first_limit() -> None:
    said = verdict(
        "not together", AFTER_DOSE, "medicine D1 09:30; integration D2 15:30 emdr; integration D3 09:30 emdr"
    )
    assert (places(said), nearest(said)) == ([], ("30 h", "24 h"))


def test_a_route_without_hours_is_kept_wherever_the_session_lies() -> None:
    other_route = {"select": EMDR, "other": MEDICINE, "scope": "hours after the dose", "soft_hours": {"IM": 24}}
    said = verdict("not together", other_route, "medicine D1 09:30 SL; integration D1 14:00 emdr")
    assert (said.looked, places(said), nearest(said)) == (1, [], None)


def test_without_others_or_without_sessions_it_does_not_apply() -> None:
    assert reported("not together", AFTER_DOSE, "integration D1 10:00 emdr").not_applicable == ("table",)
    assert reported("not together", AFTER_DOSE, "medicine D1 10:00").not_applicable == ("table",)
    assert reported("not together", OBSERVED, "medicine D1 10:00").not_applicable == ("table",)
    assert reported("not together", AFTER_DOSE, "medicine D1 09:30; integration D9 10:00 emdr").passed == ("table",)


def test_a_session_that_may_not_be_meant_leaves_the_question_open() -> None:
    new = {**AFTER_DOSE, "select": NEW_TARGET}
    said = verdict("not together", new, "medicine D1 09:30; integration D1 15:00 emdr")
    assert places(said) == []
    assert lacks(said) == [Lack("hard", ("session.integration-2.new_target",), "medicine-1 integration-2")]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("medicine D1 09:30 SL 50 mg; ann is trained in emdr; integration D1 15:00 emdr exception ann", "kept"),
        ("medicine D1 09:30 SL 51 mg; ann is trained in emdr; integration D1 15:00 emdr exception ann", "found"),
        ("medicine D1 09:30 IM 50 mg; ann is trained in emdr; integration D1 15:00 emdr exception ann", "found"),
        ("medicine D1 09:30 SL 50 mg; ann is trained in art; integration D1 15:00 emdr exception ann", "found"),
        ("medicine D1 09:30 SL 50 mg; ann is trained in emdr; integration D1 15:00 emdr", "found"),
        ("medicine D1 09:30 SL 50 mg; ann is trained in emdr; integration D1 15:00 emdr exception Ann", "kept"),
    ],
)
def test_the_low_dose_exception_needs_dose_route_and_training(given: str, expected: str) -> None:
    said = verdict("not together", LOW_DOSE, given)
    assert (bool(places(said)), lacks(said)) == (expected == "found", [])


def test_the_exception_is_a_fact_that_the_finding_hangs_on() -> None:
    text = "medicine D1 09:30 SL 51 mg; ann is trained in emdr; integration D1 15:30 emdr exception ann"
    (place,) = places(verdict("not together", LOW_DOSE, text))
    assert place.facts == ("ann", "1440")


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ("SL; ann is trained in emdr", ("session.medicine-1.medicine.dose",)),
        ("SL 50 mg; ann is known", ("session.integration-2.low_dose_exception_by",)),
        ("SL 50 mg", ("session.integration-2.low_dose_exception_by",)),
        ("SL", ("session.medicine-1.medicine.dose", "session.integration-2.low_dose_exception_by")),
        ("SL 1 mg/kg; ann is trained in emdr", ("patient.weight",)),
    ],
)
def test_what_the_exception_hangs_on_must_be_known(given: str, missing: tuple[str, ...]) -> None:
    said = verdict("not together", LOW_DOSE, f"medicine D1 09:30 {given}; integration D1 15:00 emdr exception ann")
    assert places(said) == []
    assert lacks(said) == [Lack("hard", missing, "medicine-1 integration-2")]


BEFORE_DRIVING = "medicine D1 09:30 SL{}; integration {} exposure needs driving"  # driving is allowed from D2 09:00


def test_before_driving_is_allowed_a_task_lies_too_early() -> None:
    said = verdict("not together", DRIVING, BEFORE_DRIVING.format("", "D1 18:00"))
    during = "D1 09:30 to D2 09:00"
    sessions = "medicine-1 integration-2"
    assert places(said) == [Place("hard", sessions, "8.5 h", "23.5 h", during, excess="900")]


@pytest.mark.parametrize(
    ("start", "is_found"), [("D1 08:30", False), ("D1 08:31", True), ("D2 08:59", True), ("D2 09:00", False)]
)
def test_driving_is_out_from_the_dose_until_the_hour_of_the_route(start: str, is_found: bool) -> None:
    assert bool(places(verdict("not together", DRIVING, BEFORE_DRIVING.format("", start)))) is is_found


@pytest.mark.parametrize(
    ("escort", "found", "missing"),
    [
        (" escort none", 1, []),
        (" escort staff", 1, []),
        (" escort adult", 0, []),
        (" escort taxi", 0, []),
        ("", 0, [Lack("hard", ("session.medicine-1.medicine.escort",), "medicine-1 integration-2")]),
    ],
)
def test_where_somebody_else_may_drive_the_escort_is_asked_for(escort: str, found: int, missing: list[Lack]) -> None:
    said = verdict("not together", {**DRIVING, "unless_driven": True}, BEFORE_DRIVING.format(escort, "D1 18:00"))
    assert (len(places(said)), lacks(said)) == (found, missing)


def test_a_task_that_nobody_described_may_be_none() -> None:
    said = verdict("not together", DRIVING, "medicine D1 09:30; integration D1 18:00 exposure")
    assert lacks(said) == [Lack("hard", ("session.integration-2.exposure_needs",), "medicine-1 integration-2")]
    assert reported(
        "not together", DRIVING, "medicine D1 09:30; integration D1 18:00 exposure needs nothing"
    ).not_applicable == ("table",)


def test_a_task_inside_the_medicine_session_is_found_as_one_session() -> None:
    (place,) = places(verdict("not together", DRIVING, "medicine D1 09:30 exposure needs driving"))
    assert (place.sessions, place.measured, place.limit) == ("medicine-1", "", "")


BLOCK = "medicine D1 09:30 60 min dose +10 min SL; integration D1 {}"  # watched until 11:40


@pytest.mark.parametrize(("clock", "is_found"), [("10:29", False), ("10:30", True), ("11:39", True), ("11:40", False)])
def test_nothing_begins_between_the_end_of_the_block_and_of_the_observation(clock: str, is_found: bool) -> None:
    said = verdict("not together", OBSERVED, BLOCK.format(clock))
    assert said.looked == 1
    assert bool(places(said)) is is_found


def test_what_begins_while_the_patient_is_watched_is_told_in_minutes_after_the_dose() -> None:
    said = verdict("not together", OBSERVED, BLOCK.format("11:00"))
    during = "D1 10:30 to D1 11:40"
    sessions = "medicine-1 integration-2"
    assert places(said) == [Place("hard", sessions, "80 min", "120 min", during, excess="40")]


def test_a_block_as_long_as_the_observation_leaves_the_others_to_be_looked_at() -> None:
    long_first = "medicine D1 09:30 180 min SL; medicine D2 09:30 60 min SL; integration D2 11:00"
    assert [place.sessions for place in places(verdict("not together", OBSERVED, long_first))] == [
        "medicine-2 integration-3"
    ]


def test_what_is_bound_to_the_medicine_session_may_lie_in_its_observation() -> None:
    given = plan_of(BLOCK.format("11:00"))
    block, talk = given.sessions
    bound = replace(given, sessions=(block, talk.with_changes(bound_to=block.id)))
    assert places(verdict("not together", OBSERVED, bound)) == []
    elsewhere = replace(given, sessions=(block, talk.with_changes(bound_to="another")))
    assert len(places(verdict("not together", OBSERVED, elsewhere))) == 1


def test_what_may_not_be_meant_while_the_patient_is_watched_leaves_the_question_open() -> None:
    said = verdict("not together", {**OBSERVED, "select": NEW_TARGET}, f"{BLOCK.format('11:00')} emdr")
    assert (places(said), len(lacks(said))) == ([], 1)


def test_other_sessions_may_lie_on_the_same_day_but_not_journeys() -> None:
    said = verdict("not together", SAME_DAY, "medicine D2 09:30; departure D2 18:00 30 min; arrival D1 10:00")
    assert said.looked == 2
    assert places(said) == [Place("hard", "medicine-1 travel-2", during="D2 09:30 to D2 18:30")]
    said = verdict("not together", SAME_DAY, "departure D2 08:00 600 min; medicine D2 09:30 180 min")
    assert places(said) == [Place("hard", "travel-1 medicine-2", during="D2 08:00 to D2 18:00")]


def test_of_two_of_one_start_the_first_by_id_is_named_first() -> None:
    said = verdict("not together", SAME_DAY, "departure D2 09:30; medicine D2 09:30")
    assert [place.sessions for place in places(said)] == ["medicine-2 travel-1"]


def test_a_session_is_not_on_the_same_day_as_itself() -> None:
    alone = {"select": MEDICINE, "other": MEDICINE, "scope": "the same day"}
    assert places(verdict("not together", alone, "medicine D1 09:30; medicine D2 09:30")) == []
    two = places(verdict("not together", alone, "medicine D1 09:30; medicine D1 15:30"))
    assert [place.sessions for place in two] == ["medicine-1 medicine-2", "medicine-1 medicine-2"]


@pytest.mark.parametrize(
    ("values", "is_refused"),
    [
        ({"scope": "the same day"}, False),
        ({"scope": "the same day", "soft_hours": 3}, True),
        ({"scope": "hours after the dose"}, True),
        ({"scope": "hours after the dose", "hard_hours": 3}, False),
        ({"scope": "until driving is allowed", "unless_driven": True}, False),
        ({"scope": "the same day", "unless_driven": True}, True),
        ({"scope": "the same day", "exception_mg": 50}, True),
        ({"scope": "the same day", "exception_routes": ["SL"]}, True),
        ({"scope": "the same day", "exception_routes": ["SL"], "exception_mg": 50}, False),
    ],
)
def test_parameters_that_do_not_go_together_are_refused(values: dict[str, object], is_refused: bool) -> None:
    whole = {"select": EMDR, "other": MEDICINE, **values}
    if is_refused:
        with pytest.raises(RuleSetRefused):
            form_of("not together", whole)
    else:
        assert form_of("not together", whole).form == "not together"


def test_sessions_chosen_by_their_kind_are_compared_with_the_others_before_them() -> None:
    talks = {**AFTER_DOSE, "select": TALK}
    (place,) = places(verdict("not together", talks, "medicine D1 09:30; integration D1 18:00"))
    assert place.sessions == "medicine-1 integration-2"
    again = {**AFTER_DOSE, "select": MEDICINE}
    said = verdict("not together", again, "medicine D1 09:30; medicine D2 08:00")
    assert [place.sessions for place in places(said)] == ["medicine-1 medicine-2"]


def test_driving_is_out_from_the_dose_and_not_from_the_start() -> None:
    text = "medicine D1 09:30 SL dose +40 min; integration D1 {} exposure needs driving"
    (place,) = places(verdict("not together", DRIVING, text.format("18:30")))
    assert (place.measured, place.limit, place.during) == ("8.33 h", "22.83 h", "D1 10:10 to D2 09:00")
    assert places(verdict("not together", DRIVING, text.format("09:10"))) == []
    assert len(places(verdict("not together", DRIVING, text.format("09:11")))) == 1


BY_ROUTE = {**AFTER_DOSE, "soft_hours": {"IM": 72, "SL": 6}, "hard_hours": {"IM": 48}}


def test_a_dose_before_several_others_counts_as_long_as_its_hours_reach() -> None:
    later = "; ".join(f"medicine D{day} 09:30 SL" for day in (2, 3))
    text = f"medicine D1 09:30 IM; {later}; integration D{{}} emdr"
    found = places(verdict("not together", BY_ROUTE, text.format("3 20:00")))
    assert [(place.side, place.sessions, place.measured) for place in found] == [
        ("soft", "medicine-1 integration-4", "58.5 h")
    ]
    assert places(verdict("not together", BY_ROUTE, text.format("4 09:30"))) == []


def test_a_dose_that_passes_the_second_limit_is_told_before_a_later_one_that_passes_the_first() -> None:
    text = "medicine D1 09:30 IM; medicine D2 09:30 SL; integration D2 14:00 emdr"
    found = places(verdict("not together", BY_ROUTE, text))
    assert [(place.side, place.sessions, place.limit) for place in found] == [
        ("hard", "medicine-1 integration-3", "72 h")
    ]


def test_what_excuses_one_dose_does_not_excuse_another() -> None:
    talk = "integration D2 15:30 emdr exception ann; ann is trained in emdr"
    text = f"medicine D1 09:30 SL {{}} mg; medicine D2 09:30 SL 50 mg; {talk}"
    day_and_a_half = {**LOW_DOSE, "soft_hours": 36}
    found = places(verdict("not together", day_and_a_half, text.format(100)))
    assert [place.sessions for place in found] == ["medicine-1 integration-3"]
    assert places(verdict("not together", day_and_a_half, text.format(50))) == []


def test_one_long_before_it_still_tells_how_near_it_came() -> None:
    said = verdict("not together", AFTER_DOSE, "medicine D1 09:30; integration D9 10:00 emdr")
    assert (places(said), nearest(said)) == ([], ("192.5 h", "24 h"))


def test_the_escort_of_the_patient_drives_where_the_session_names_none_of_its_own() -> None:
    driven = {**DRIVING, "unless_driven": True}
    by_ann = Patient(escort=Escort(EscortKind.NAMED_ADULT, "Ann", hours=12))
    for escort, is_found in (("", False), (" escort none", True)):
        given = replace(plan_of(BEFORE_DRIVING.format(escort, "D1 18:00")), patient=by_ann)
        said = verdict("not together", driven, given)
        assert (bool(places(said)), lacks(said)) == (is_found, [])
