"""Numbers of sessions inside limits: which side, how much beside how much, how far outside, what is missing."""

import pytest

from kapplanner.codec.rule_document import RuleSetRefused
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

DOSE = {"select": MEDICINE, "attribute": "dose", "soft_most": 200, "hard_most": 400, "soft_least": 50, "hard_least": 20}
BLOCK = "D1 09:30 to D1 12:30"
KG = "80\u00a0kg"


@pytest.mark.parametrize(
    ("dose", "side", "limit", "excess"),
    [
        ("250 mg", "soft", "200 mg", "0.25"),
        ("500 mg", "hard", "400 mg", "0.25"),
        ("40 mg", "soft", "50 mg", "0.2"),
        ("10 mg", "hard", "20 mg", "0.5"),
    ],
)
def test_a_number_outside_is_told_with_its_limit_and_how_far_in_parts_of_it(
    dose: str, side: str, limit: str, excess: str
) -> None:
    said = verdict("value range", DOSE, f"medicine D1 09:30 {dose}; weight 80 kg")
    facts = (dose.removesuffix(" mg"), limit.removesuffix(" mg"), KG)
    assert said.looked == 1
    assert places(said) == [Place(side, "medicine-1", dose, limit, BLOCK, facts, excess=excess)]


@pytest.mark.parametrize("dose", ["200 mg", "50 mg"])
def test_on_the_limit_is_kept(dose: str) -> None:
    assert reported("value range", DOSE, f"medicine D1 09:30 {dose}").passed == ("table",)


def test_against_a_limit_of_none_a_number_is_as_far_outside_as_it_is_large() -> None:
    none = {"select": MEDICINE, "attribute": "booster in percent of the dose", "soft_most": 0}
    (place,) = places(verdict("value range", none, "medicine D1 09:30 100 mg booster 50 mg after 30 min"))
    assert (place.measured, place.limit, place.excess) == ("50 %", "0 %", "50")


def test_the_number_nearest_to_any_of_the_limits_is_told() -> None:
    assert nearest(verdict("value range", DOSE, "medicine D1 09:30 180 mg; medicine D3 09:30 100 mg")) == (
        "180 mg",
        "200 mg",
    )
    assert nearest(verdict("value range", DOSE, "medicine D1 09:30 55 mg; medicine D3 09:30 100 mg")) == (
        "55 mg",
        "50 mg",
    )
    hard = {"select": MEDICINE, "attribute": "dose per kg", "hard_most": 4}
    assert nearest(verdict("value range", hard, "medicine D1 09:30 100 mg; weight 70 kg")) == ("1.429 mg/kg", "4 mg/kg")


def test_numbers_per_kg_are_told_to_a_thousandth() -> None:
    most = {"select": MEDICINE, "attribute": "dose per kg", "soft_most": 1}
    (place,) = places(verdict("value range", most, "medicine D1 09:30 100 mg; weight 70 kg"))
    assert place.measured == "1.429 mg/kg"


def test_limits_of_other_routes_do_not_count_and_a_route_without_them_is_not_looked_at() -> None:
    by_route = {"select": MEDICINE, "attribute": "dose", "soft_most": {"IM": 50}, "hard_most": {"IM": 80, "SL": 300}}
    said = verdict(
        "value range", by_route, "medicine D1 09:30 IM 60 mg; medicine D3 09:30 SL 200 mg; medicine D5 09:30 IV 900 mg"
    )
    assert said.looked == 2
    assert [(place.side, place.sessions) for place in places(said)] == [("soft", "medicine-1")]
    least = {"select": MEDICINE, "attribute": "dose", "soft_least": {"IM": 50}, "hard_least": {"SL": 50}}
    said = verdict(
        "value range", least, "medicine D1 09:30 IM 40 mg; medicine D3 09:30 SL 40 mg; medicine D5 09:30 IV 1 mg"
    )
    assert [(place.side, place.sessions) for place in places(said)] == [("soft", "medicine-1"), ("hard", "medicine-2")]


ONLY = {"select": MEDICINE, "attribute": "dose", "only": [56, 84]}


def test_beside_the_only_numbers_allowed_the_nearest_is_told() -> None:
    said = verdict("value range", ONLY, "medicine D1 09:30 56 mg; medicine D3 09:30 60 mg; weight 80 kg")
    during = "D3 09:30 to D3 12:30"
    assert places(said) == [Place("hard", "medicine-2", "60 mg", "56 mg", during, (KG,), excess="4")]
    (place,) = places(verdict("value range", ONLY, "medicine D1 09:30 80 mg"))
    assert (place.limit, place.excess) == ("84 mg", "4")
    assert reported("value range", ONLY, "medicine D1 09:30 84 mg").passed == ("table",)


def test_another_number_is_told_to_a_thousandth() -> None:
    only = {"select": MEDICINE, "attribute": "dose per kg", "only": [1]}
    (place,) = places(verdict("value range", only, "medicine D1 09:30 100 mg; weight 70 kg"))
    assert place.measured == "1.429 mg/kg"


def test_a_limit_is_told_before_the_only_numbers() -> None:
    both = {**ONLY, "soft_most": 84}
    assert [p.side for p in places(verdict("value range", both, "medicine D1 09:30 90 mg"))] == ["soft"]
    assert [p.side for p in places(verdict("value range", both, "medicine D1 09:30 60 mg"))] == ["hard"]
    assert nearest(verdict("value range", both, "medicine D1 09:30 56 mg")) == ("56 mg", "84 mg")


BANDS = {"select": MEDICINE, "attribute": "dose band", "soft_most": 0, "hard_most": 1}


def test_a_band_has_no_number_and_comes_near_to_none() -> None:
    said = verdict("value range", BANDS, "medicine D1 09:30 SL 76 mg; weight 80 kg")
    (place,) = places(said)
    assert (place.side, place.measured, place.limit, place.excess) == ("soft", "", "", "1")
    (place,) = places(verdict("value range", BANDS, "medicine D1 09:30 SL 201 mg"))
    assert place.side == "hard"
    said = verdict("value range", BANDS, "medicine D1 09:30 SL 75 mg")
    assert (said.looked, places(said), nearest(said)) == (1, [], None)


@pytest.mark.parametrize(
    ("limits", "side"),
    [
        ({"soft_most": 200}, "soft"),
        ({"soft_least": 20}, "soft"),
        ({"hard_most": 200}, "hard"),
        ({"hard_least": 20}, "hard"),
        ({"soft_most": 200, "hard_least": 20}, "hard"),
        ({"only": [56]}, "hard"),
        ({"soft_most": 200, "only": [56]}, "hard"),
    ],
)
def test_a_dose_that_is_not_known_is_missing_on_the_strongest_limit_there_is(
    limits: dict[str, object], side: str
) -> None:
    said = verdict("value range", {"select": MEDICINE, "attribute": "dose", **limits}, "medicine D1 09:30")
    assert said.looked == 1
    assert (places(said), lacks(said)) == ([], [Lack(side, ("session.medicine-1.medicine.dose",), "medicine-1")])


def test_what_is_known_of_a_dose_passes_the_upper_limit_though_the_rest_is_missing() -> None:
    text = "medicine D1 09:30 {} booster low after 30 min"
    missing = [Lack("hard", ("session.medicine-1.medicine.booster.dose",), "medicine-1")]
    for dose, sides in (("200 mg", []), ("201 mg", ["soft"]), ("401 mg", ["hard"]), ("10 mg", [])):
        said = verdict("value range", DOSE, text.format(dose))
        assert ([place.side for place in places(said)], lacks(said)) == (sides, missing)


@pytest.mark.parametrize(
    ("booster", "missing"),
    [("low", ("session.medicine-1.medicine.booster.dose",)), ("1 mg/kg", ("patient.weight",))],
)
def test_what_a_booster_lacks_is_its_dose_or_the_weight(booster: str, missing: tuple[str, ...]) -> None:
    text = f"medicine D1 09:30 100 mg booster {booster} after 30 min"
    assert lacks(verdict("value range", DOSE, text)) == [Lack("hard", missing, "medicine-1")]
    share = {"select": MEDICINE, "attribute": "booster in percent of the dose", "soft_most": 50}
    assert lacks(verdict("value range", share, text)) == [Lack("soft", missing, "medicine-1")]


def test_a_session_without_such_a_number_is_not_looked_at() -> None:
    after = {"select": MEDICINE, "attribute": "time to the booster", "soft_least": 60}
    assert reported("value range", after, "medicine D1 09:30 100 mg").not_applicable == ("table",)
    said = verdict(
        "value range", after, "medicine D1 09:30 100 mg; medicine D3 09:30 100 mg booster 50 mg after 45 min"
    )
    assert [(p.sessions, p.measured, p.limit) for p in places(said)] == [("medicine-2", "45 min", "60 min")]


OBSERVED = {"select": MEDICINE, "attribute": "planned observation", "for_observation": True}


def test_the_observation_of_the_route_is_the_second_limit() -> None:
    (place,) = places(verdict("value range", OBSERVED, "medicine D1 09:30 119 min SL"))
    assert (place.side, place.measured, place.limit) == ("hard", "119 min", "120 min")
    assert places(verdict("value range", OBSERVED, "medicine D1 09:30 120 min SL")) == []
    soft = {**OBSERVED, "soft_least": 150}
    assert [p.side for p in places(verdict("value range", soft, "medicine D1 09:30 149 min SL"))] == ["soft"]


SUPERVISED = {"select": MEDICINE, "attribute": "supervised time after the dose", "hard_least": 120}


@pytest.mark.parametrize(
    ("after", "minutes"),
    [
        ("rest D1 10:30 30 min", "90"),
        ("rest D1 10:31 30 min", "60"),
        ("rest D1 10:00 20 min", "60"),
        ("rest D1 10:30 20 min; rest D1 10:50 10 min", "90"),
        ("integration D1 10:30 60 min", "60"),
        ("integration D1 09:45 10 min; rest D1 10:30 30 min", "90"),
        ("rest D1 08:30 60 min", "60"),
        ("rest D1 10:00 45 min", "75"),
    ],
)
def test_rest_that_follows_without_a_gap_is_supervised(after: str, minutes: str) -> None:
    (place,) = places(verdict("value range", SUPERVISED, f"medicine D1 09:30 60 min; {after}"))
    assert place.measured == f"{minutes} min"


SHARE = {"select": MEDICINE, "attribute": "dose in percent of the largest later dose", "soft_most": 50}


@pytest.mark.parametrize(
    ("doses", "measured"),
    [
        (("100 mg", "150 mg"), "66.667 %"),
        (("100 mg", "110 mg", "160 mg"), "62.5 %"),
        (("100 mg", "160 mg", "110 mg"), "62.5 %"),
        (("100 mg", "200 mg"), None),
    ],
)
def test_a_first_dose_is_compared_with_the_largest_later_one(doses: tuple[str, ...], measured: str | None) -> None:
    first = {**SHARE, "select": {**MEDICINE, "position": "first"}}
    text = "; ".join(f"medicine D{2 * n + 1} 09:30 SL {dose}" for n, dose in enumerate(doses))
    found = [place.measured for place in places(verdict("value range", first, f"{text}; medicine D19 09:30 IM 900 mg"))]
    assert found == ([measured] if measured else [])


@pytest.mark.parametrize(
    ("doses", "missing"),
    [
        (("", "100 mg"), "session.medicine-1.medicine.dose"),
        (("100 mg", ""), "session.medicine-2.medicine.dose"),
        (("100 mg", "2 mg/kg"), "patient.weight"),
    ],
)
def test_doses_to_compare_that_are_not_known_are_missing(doses: tuple[str, str], missing: str) -> None:
    first = {**SHARE, "select": {**MEDICINE, "position": "first"}}
    text = "; ".join(f"medicine D{2 * n + 1} 09:30 SL {dose}".strip() for n, dose in enumerate(doses))
    assert lacks(verdict("value range", first, text)) == [Lack("soft", (missing,), "medicine-1")]


def test_a_last_dose_has_no_later_one() -> None:
    assert reported("value range", SHARE, "medicine D1 09:30 SL 100 mg").not_applicable == ("table",)


LOW = {"select": MEDICINE, "attribute": "dose in percent of the low band’s edge", "soft_most": 100}


@pytest.mark.parametrize(
    ("dose", "measured"),
    [
        ("SL 90 mg", "120 %"),
        ("SL 75 mg", None),
        ("IM 48 mg", "120 %"),
        ("IM 40 mg", None),
        ("IM 0.6 mg/kg", "120 %"),
        ("SL 1.125 mg/kg", "120 %"),
    ],
)
def test_a_first_dose_is_compared_with_the_edge_of_the_low_band(dose: str, measured: str | None) -> None:
    found = places(verdict("value range", LOW, f"medicine D1 09:30 {dose}; weight 80 kg"))
    assert [place.measured for place in found] == ([measured] if measured else [])
    assert lacks(verdict("value range", LOW, "medicine D1 09:30 IM 48 mg")) == [
        Lack("soft", ("patient.weight",), "medicine-1")
    ]


@pytest.mark.parametrize(
    ("attribute", "text", "measured"),
    [
        ("infusion", "medicine D1 09:30 IV infusion 70 min", "70 min"),
        ("length", "medicine D1 09:30 75 min", "75 min"),
        ("planned observation", "medicine D1 09:30 100 min dose +15 min", "85 min"),
        ("travel time of emergency care", "medicine D1 09:30; emergency care 65 min", "65 min"),
        ("time to the booster", "medicine D1 09:30 100 mg booster 50 mg after 90 min", "90 min"),
        ("dose per kg", "medicine D1 09:30 2000 mg; weight 50 kg", "40 mg/kg"),
    ],
)
def test_what_is_measured_has_its_unit(attribute: str, text: str, measured: str) -> None:
    most = {"select": MEDICINE, "attribute": attribute, "soft_most": 30}
    assert [place.measured for place in places(verdict("value range", most, text))] == [measured]


@pytest.mark.parametrize(
    ("attribute", "missing"),
    [
        ("infusion", "session.medicine-1.medicine.infusion_minutes"),
        ("travel time of emergency care", "site.emergency_minutes"),
        ("dose per kg", "patient.weight"),
    ],
)
def test_what_was_never_entered_is_missing(attribute: str, missing: str) -> None:
    most = {"select": MEDICINE, "attribute": attribute, "hard_most": 60}
    assert lacks(verdict("value range", most, "medicine D1 09:30 100 mg")) == [Lack("hard", (missing,), "medicine-1")]


def test_sessions_that_may_not_be_meant_leave_the_question_open() -> None:
    for limits in ({"soft_most": 50}, {"only": [50]}):
        values = {"select": NEW_TARGET, "attribute": "length", **limits}
        said = verdict("value range", values, "integration D1 09:00 60 min emdr")
        assert (places(said), len(lacks(said))) == ([], 1)


@pytest.mark.parametrize(
    ("limits", "is_refused"),
    [
        ({}, True),
        ({"for_observation": True}, False),
        ({"soft_most": 3, "hard_most": 2}, True),
        ({"soft_most": 2, "hard_most": 2}, False),
        ({"soft_least": 1, "hard_least": 2}, True),
        ({"soft_least": 2, "hard_least": 2}, False),
        ({"soft_most": {"IM": 3}, "hard_most": {"IM": 2}}, True),
        ({"soft_most": {"IM": 3}, "hard_most": {"SL": 2}}, False),
        ({"soft_least": {"IM": 3}, "hard_least": {"SL": 4}}, False),
        ({"only": [3]}, False),
    ],
)
def test_limits_that_contradict_one_another_are_refused(limits: dict[str, object], is_refused: bool) -> None:
    values = {"select": TALK, "attribute": "length", **limits}
    if is_refused:
        with pytest.raises(RuleSetRefused):
            form_of("value range", values)
    else:
        assert form_of("value range", values).form == "value range"


def test_supervision_hangs_on_clock_times_and_on_rest_and_other_numbers_do_not() -> None:
    rest, talk = plan_of("rest D1 10:00; integration D1 12:00").sessions
    supervised, dose = form_of("value range", SUPERVISED), form_of("value range", DOSE)
    assert (supervised.hangs_on_days, dose.hangs_on_days) == (False, True)
    assert (supervised.sees(rest), dose.sees(rest), supervised.sees(talk)) == (True, False, False)
    assert supervised.sees(talk.with_changes(bound_to="medicine-1"))


def test_a_route_without_limits_first_leaves_the_others_to_be_looked_at() -> None:
    by_route = {"select": MEDICINE, "attribute": "dose", "soft_most": {"IM": 50}}
    said = verdict("value range", by_route, "medicine D1 09:30 IV 90 mg; medicine D3 09:30 IM 60 mg")
    assert [place.sessions for place in places(said)] == ["medicine-2"]


@pytest.mark.parametrize(
    ("attribute", "measured"), [("dose", "260 mg"), ("dose per kg", "3.25 mg/kg"), ("dose band", "")]
)
def test_dose_and_booster_are_added_up_in_one_unit_by_the_weight(attribute: str, measured: str) -> None:
    least = {"select": MEDICINE, "attribute": attribute, "soft_most": 0}
    text = "medicine D1 09:30 SL 2 mg/kg booster 100 mg after 30 min"
    assert [place.measured for place in places(verdict("value range", least, f"{text}; weight 80 kg"))] == [measured]
    assert [lack.missing for lack in lacks(verdict("value range", least, text))] == [("patient.weight",)]


def test_the_band_of_a_dose_that_is_not_known_is_missing() -> None:
    name = ("session.medicine-1.medicine.dose",)
    assert lacks(verdict("value range", BANDS, "medicine D1 09:30 SL")) == [Lack("hard", name, "medicine-1")]


def test_a_share_of_a_dose_that_is_not_known_is_missing() -> None:
    share = {"select": MEDICINE, "attribute": "booster in percent of the dose", "soft_most": 50}
    name = ("session.medicine-1.medicine.dose",)
    said = verdict("value range", share, "medicine D1 09:30 booster 50 mg after 30 min")
    assert lacks(said) == [Lack("soft", name, "medicine-1")]


@pytest.mark.parametrize(
    ("doses", "weight", "measured"),
    [
        (("1 mg/kg", "1.5 mg/kg"), "", "66.667 %"),
        (("100 mg", "2 mg/kg"), "; weight 80 kg", "62.5 %"),
        (("1 mg/kg", "100 mg"), "; weight 80 kg", "80 %"),
    ],
)
def test_doses_are_compared_as_given_or_in_mg_by_the_weight(doses: tuple[str, str], weight: str, measured: str) -> None:
    text = f"medicine D1 09:30 SL {doses[0]}; medicine D3 09:30 SL {doses[1]}{weight}"
    assert [place.measured for place in places(verdict("value range", SHARE, text))] == [measured]


def test_supervision_and_observation_run_from_the_dose() -> None:
    late = "medicine D1 09:30 {} min dose +30 min SL"
    (place,) = places(verdict("value range", SUPERVISED, late.format(149)))
    assert (place.measured, place.limit) == ("119 min", "120 min")
    (place,) = places(verdict("value range", OBSERVED, late.format(149)))
    assert (place.measured, place.limit) == ("119 min", "120 min")
    assert places(verdict("value range", OBSERVED, late.format(150))) == []
