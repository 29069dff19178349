"""Steps between doses: which two, by how many percent, beside how many, and from a low first dose."""

import pytest

from kapplanner.codec.rule_document import RuleSetRefused
from tests.unit.rules.verdicts.asking import (
    EMDR,
    MEDICINE,
    NEW_TARGET,
    Lack,
    Place,
    form_of,
    lacks,
    nearest,
    places,
    reported,
    verdict,
)

STEPS = {"select": MEDICINE, "soft_up": 50, "hard_up": 100, "soft_down": 30, "hard_down": 60}
TWO = "medicine D1 09:30 SL {}; medicine D3 09:30 SL {}"


@pytest.mark.parametrize(
    ("doses", "side", "measured", "limit", "excess"),
    [
        (("100 mg", "151 mg"), "soft", "51 %", "50 %", "1"),
        (("100 mg", "201 mg"), "hard", "101 %", "100 %", "1"),
        (("100 mg", "69 mg"), "soft", "31 %", "30 %", "1"),
        (("100 mg", "39 mg"), "hard", "61 %", "60 %", "1"),
    ],
)
def test_a_step_is_told_in_percent_beside_the_limit(
    doses: tuple[str, str], side: str, measured: str, limit: str, excess: str
) -> None:
    said = verdict("step change", STEPS, f"{TWO.format(*doses)}; weight 80 kg")
    sessions, during = "medicine-1 medicine-2", "D3 09:30 to D3 12:30"
    assert said.looked == 1
    assert places(said) == [Place(side, sessions, measured, limit, during, ("80\u00a0kg",), excess=excess)]


@pytest.mark.parametrize("doses", [("100 mg", "150 mg"), ("100 mg", "70 mg"), ("100 mg", "100 mg")])
def test_on_the_limit_is_kept(doses: tuple[str, str]) -> None:
    assert reported("step change", STEPS, TWO.format(*doses)).passed == ("table",)


@pytest.mark.parametrize(
    ("doses", "expected"),
    [
        (("100 mg", "149 mg"), ("49 %", "50 %")),
        (("100 mg", "75 mg"), ("25 %", "30 %")),
        (("90 mg", "121 mg"), ("34.4 %", "50 %")),
    ],
)
def test_the_step_that_came_nearest_is_told_beside_the_limit_on_its_side(
    doses: tuple[str, str], expected: tuple[str, str]
) -> None:
    assert nearest(verdict("step change", STEPS, TWO.format(*doses))) == expected


def test_no_step_at_all_is_beside_the_limit_upwards() -> None:
    assert nearest(verdict("step change", {**STEPS, "soft_down": 1}, TWO.format("100 mg", "100 mg"))) == ("0 %", "50 %")


def test_percents_are_rounded_to_a_tenth_for_the_finding() -> None:
    (place,) = places(verdict("step change", STEPS, TWO.format("90 mg", "140 mg")))
    assert place.measured == "55.6 %"


def test_doses_are_compared_with_the_last_by_the_same_route() -> None:
    by_im = "medicine D3 09:30 IM 20 mg"
    text = f"medicine D1 09:30 SL 100 mg; {by_im}; medicine D5 09:30 SL 160 mg; medicine D7 09:30 SL 170 mg"
    assert [place.sessions for place in places(verdict("step change", STEPS, text))] == ["medicine-1 medicine-3"]


def test_a_route_without_limits_is_not_looked_at() -> None:
    for name in ("soft_up", "hard_up", "soft_down", "hard_down"):
        only_im = {"select": MEDICINE, name: {"IM": 5}}
        doses = ("100 mg", "200 mg") if name.endswith("up") else ("200 mg", "100 mg")
        assert reported("step change", only_im, TWO.format(*doses)).not_applicable == ("table",)
        by_im = TWO.replace("SL", "IM").format(*doses)
        assert len(places(verdict("step change", only_im, by_im))) == 1


CHANGE = {"select": MEDICINE, "compared": "absorbed amounts when the route changes", "soft_up": 50, "soft_down": 50}


def test_when_the_route_changes_what_is_absorbed_is_compared() -> None:
    text = "medicine D1 09:30 SL 100 mg; medicine D2 09:30 SL 300 mg; medicine D3 09:30 IV {}"
    # 300 mg SL: 30 % absorbed, 90 mg; IV: all of it
    assert places(verdict("step change", CHANGE, text.format("135 mg"))) == []
    (place,) = places(verdict("step change", CHANGE, text.format("144 mg")))
    assert (place.sessions, place.measured, place.limit, place.excess) == (
        "medicine-2 medicine-3",
        "60 %",
        "50 %",
        "10",
    )
    (place,) = places(verdict("step change", CHANGE, text.format("36 mg")))
    assert (place.measured, place.limit) == ("60 %", "50 %")


def test_on_a_change_of_route_the_limit_of_the_new_route_counts() -> None:
    new = {**CHANGE, "soft_up": {"IV": 10}, "soft_down": {"SL": 10}}
    up = "medicine D1 09:30 SL 100 mg; medicine D2 09:30 IV 60 mg"
    assert [place.limit for place in places(verdict("step change", new, up))] == ["10 %"]
    down = "medicine D1 09:30 IV 60 mg; medicine D2 09:30 SL 100 mg"
    assert [place.limit for place in places(verdict("step change", new, down))] == ["10 %"]


@pytest.mark.parametrize(
    ("doses", "missing"),
    [
        (("", "100 mg"), ("session.medicine-1.medicine.dose",)),
        (("100 mg", "low"), ("session.medicine-2.medicine.dose",)),
        (("", ""), ("session.medicine-1.medicine.dose", "session.medicine-2.medicine.dose")),
        (("100 mg", "1 mg/kg"), ("patient.weight",)),
    ],
)
def test_doses_that_are_not_known_are_missing(doses: tuple[str, str], missing: tuple[str, ...]) -> None:
    said = verdict("step change", STEPS, TWO.format(*doses))
    assert said.looked == 1
    assert (places(said), lacks(said)) == ([], [Lack("hard", missing, "medicine-1 medicine-2")])


LOW_START = {**STEPS, "exempt_low_start": True}  # by SL low is up to 75 mg, standard up to 200 mg


@pytest.mark.parametrize(
    ("doses", "is_found"),
    [
        (("75 mg", "200 mg"), False),
        (("75 mg", "201 mg"), True),
        (("76 mg", "200 mg"), True),
        (("75 mg", "25 mg"), True),
    ],
)
def test_the_step_up_from_a_low_first_dose_to_the_standard_band_is_allowed(
    doses: tuple[str, str], is_found: bool
) -> None:
    assert bool(places(verdict("step change", LOW_START, TWO.format(*doses)))) is is_found
    assert len(places(verdict("step change", STEPS, TWO.format(*doses)))) == 1


def test_only_the_first_dose_of_the_plan_is_a_low_start() -> None:
    text = f"medicine D-3 09:30 SL 75 mg; {TWO.format('75 mg', '200 mg')}"
    assert [place.sessions for place in places(verdict("step change", LOW_START, text))] == ["medicine-2 medicine-3"]


def test_whether_a_first_dose_per_kg_is_low_hangs_on_the_weight() -> None:
    per_kg = TWO.format("0.9 mg/kg", "2 mg/kg")
    said = verdict("step change", LOW_START, per_kg)
    assert (places(said), lacks(said)) == ([], [Lack("hard", ("patient.weight",), "medicine-1 medicine-2")])
    assert places(verdict("step change", LOW_START, f"{per_kg}; weight 80 kg")) == []
    assert len(places(verdict("step change", LOW_START, f"{per_kg}; weight 101 kg"))) == 1


def test_one_medicine_session_has_no_step() -> None:
    assert reported("step change", STEPS, "medicine D1 09:30 SL 100 mg").not_applicable == ("table",)


def test_sessions_that_may_not_be_meant_leave_the_question_open() -> None:
    text = "medicine D1 09:30 SL 100 mg emdr; medicine D3 09:30 SL 200 mg emdr"
    assert len(places(verdict("step change", {**STEPS, "select": EMDR}, text))) == 1
    said = verdict("step change", {**STEPS, "select": NEW_TARGET}, text)
    assert (places(said), len(lacks(said))) == ([], 1)


def test_a_rule_without_a_limit_is_refused() -> None:
    with pytest.raises(RuleSetRefused):
        form_of("step change", {"select": MEDICINE})
    for limit in ("soft_up", "hard_up", "soft_down", "hard_down"):
        assert form_of("step change", {"select": MEDICINE, limit: 3}).form == "step change"


def test_steps_of_routes_without_limits_leave_the_others_to_be_looked_at() -> None:
    only_im = {"select": MEDICINE, "soft_up": {"IM": 5}}
    by_im = "medicine D3 09:30 IM 10 mg; medicine D4 09:30 IM 20 mg"
    text = f"medicine D1 09:30 SL 10 mg; medicine D2 09:30 SL 20 mg; {by_im}"
    assert [place.sessions for place in places(verdict("step change", only_im, text))] == ["medicine-3 medicine-4"]


def test_the_smallest_step_up_from_a_low_first_dose_is_allowed_too() -> None:
    none = {"select": MEDICINE, "soft_up": 0, "exempt_low_start": True}
    assert places(verdict("step change", none, TWO.format("75 mg", "75.5 mg"))) == []
    assert len(places(verdict("step change", {**none, "exempt_low_start": False}, TWO.format("75 mg", "75.5 mg")))) == 1
