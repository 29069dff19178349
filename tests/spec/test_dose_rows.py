"""R15 to R21 and the booster of R7: limits, bands, weights, missing facts."""

from dataclasses import replace
from decimal import Decimal

import pytest

from kapplanner.domain.people import Answer, BloodPressure, ClinicalProfile, EarlierKetamine, Patient, VitalSigns
from kapplanner.domain.quantities import BodyMass, PlannedDose
from kapplanner.domain.session import Booster
from tests.spec.outcomes import findings, gap, outcome, report
from tests.support.build import medicine, plan


def given(*doses: str, route: str = "SL", weight: str | None = "100 kg", **more):
    """Medicine sessions two days apart with these doses."""
    return plan(
        *(medicine(f"D{1 + 2 * n}", route=route, dose=dose) for n, dose in enumerate(doses)), weight=weight, **more
    )


PER_KILOGRAM = {  # route: caution above, stop above, in mg/kg (clinical.md, row 15)
    "SL": ("3", "5"),
    "PO": ("2.5", "4"),
    "IN": ("0.8", "1.2"),
    "IM": ("1", "1.5"),
    "SC": ("1", "1.2"),
    "IV": ("0.75", "1"),
}
IN_MILLIGRAMS = {  # row 16
    "SL": (200, 400),
    "PO": (150, 300),
    "IN": (60, 100),
    "IM": (75, 120),
    "SC": (80, 120),
    "IV": (60, 100),
}


@pytest.mark.parametrize("route", PER_KILOGRAM)
def test_r15_dose_per_kg_on_and_outside_both_limits(route):
    soft, hard = (Decimal(limit) for limit in PER_KILOGRAM[route])
    step = Decimal("0.01")
    for dose, expected in (
        (soft - step, "passed"),
        (soft, "passed"),
        (soft + step, "caution"),
        (hard, "caution"),
        (hard + step, "stop"),
    ):
        assert outcome(given(f"{dose} mg/kg", route=route), "dose-per-kilogram") == expected, dose


@pytest.mark.parametrize("route", IN_MILLIGRAMS)
def test_r16_dose_in_mg_on_and_outside_both_limits(route):
    soft, hard = IN_MILLIGRAMS[route]
    for dose, expected in (
        (soft - 1, "passed"),
        (soft, "passed"),
        (soft + 1, "caution"),
        (hard, "caution"),
        (hard + 1, "stop"),
    ):
        assert outcome(given(f"{dose} mg", route=route), "dose-in-mg") == expected, dose


def test_r15_divides_milligrams_by_the_weight():
    assert outcome(given("216 mg", weight="72 kg"), "dose-per-kilogram") == "passed"  # 3.00 mg/kg
    assert outcome(given("217 mg", weight="72 kg"), "dose-per-kilogram") == "caution"


def test_r16_multiplies_per_kg_by_the_weight():
    assert outcome(given("2 mg/kg", weight="100 kg"), "dose-in-mg") == "passed"
    assert outcome(given("2 mg/kg", weight="101 kg"), "dose-in-mg") == "caution"


def test_r15_and_r16_without_a_weight_say_that_the_weight_is_missing():
    assert gap(given("200 mg", weight=None), "dose-per-kilogram").missing == ("patient.weight",)
    assert gap(given("2 mg/kg", weight=None), "dose-in-mg").missing == ("patient.weight",)
    assert outcome(given("2 mg/kg", weight=None), "dose-per-kilogram") == "passed"
    assert outcome(given("200 mg", weight=None), "dose-in-mg") == "passed"


@pytest.mark.parametrize("dose", ["low", "undecided"])
@pytest.mark.parametrize("rule", ["dose-per-kilogram", "dose-in-mg"])
def test_a_band_is_never_turned_into_an_amount(dose, rule):
    medicine_day = medicine("D1", dose=dose)
    found = gap(plan(medicine_day, weight="70 kg"), rule)
    assert found.missing == (f"session.{medicine_day.id}.medicine.dose",)


def test_a_rule_can_find_one_dose_and_lack_another():
    high, unknown = medicine("D1", dose="401 mg"), medicine("D3", dose="low")
    both = plan(high, unknown)
    assert findings(both, "dose-in-mg")[0].sessions == (high.id,)
    assert gap(both, "dose-in-mg").sessions == (unknown.id,)


def test_r16_makes_one_finding_for_the_plan_with_the_worst_dose_first():
    found = findings(given("201 mg", "100 mg", "450 mg"), "dose-in-mg")
    assert len(found) == 1
    assert len(found[0].sessions) == 2
    assert "450 mg" in found[0].sentence
    assert "1 more" in found[0].sentence
    assert (found[0].tier.value, found[0].measured.value, found[0].limit.value) == ("stop", 450, 400)


def with_booster(first: str, second: str, after: int = 30, route: str = "SL"):
    return plan(
        medicine("D1", route=route, dose=first, details={"booster": Booster(PlannedDose.parse(second), after)}),
        weight="100 kg",
    )


def test_a_booster_counts_toward_the_dose_limits():
    assert outcome(with_booster("134 mg", "66 mg"), "dose-in-mg") == "passed"
    assert outcome(with_booster("134 mg", "67 mg"), "dose-in-mg") == "caution"
    assert outcome(with_booster("2 mg/kg", "1 mg/kg"), "dose-per-kilogram") == "passed"
    assert outcome(with_booster("2 mg/kg", "1.1 mg/kg"), "dose-per-kilogram") == "caution"


@pytest.mark.parametrize(("first", "tier"), [("200 mg", None), ("201 mg", "caution"), ("401 mg", "stop")])
def test_a_first_dose_over_the_limit_is_found_though_its_booster_is_unknown(first, tier):
    given = with_booster(first, "low")
    assert [each.tier.value for each in findings(given, "dose-in-mg")] == ([tier] if tier else [])
    assert gap(given, "dose-in-mg").missing[0].endswith("booster.dose")


def test_a_booster_of_unknown_size_leaves_the_dose_unknown():
    found = gap(with_booster("100 mg", "low"), "dose-in-mg")
    assert found.missing[0].endswith("medicine.booster.dose")


@pytest.mark.parametrize(("minutes", "expected"), [(29, "passed"), (30, "passed"), (31, "stop")])
def test_r7_booster_within_30_minutes(minutes, expected):
    assert outcome(with_booster("100 mg", "50 mg", minutes), "booster-time") == expected


@pytest.mark.parametrize(
    ("second", "expected"),
    [("49 mg", "passed"), ("50 mg", "passed"), ("51 mg", "stop"), ("low", "could not be checked")],
)
def test_r7_booster_at_most_half_of_the_first_dose(second, expected):
    assert outcome(with_booster("100 mg", second), "booster-size") == expected


@pytest.mark.parametrize(
    ("route", "expected"), [("SL", "does not apply"), ("IM", "does not apply"), ("IV", "stop"), ("ESK", "stop")]
)
def test_r7_booster_by_lozenge_and_into_the_muscle_only(route, expected):
    assert outcome(with_booster("56 mg", "20 mg", route=route), "booster-routes") == expected


def test_booster_rows_do_not_apply_without_a_booster():
    assert outcome(given("100 mg"), "booster-time") == "does not apply"
    assert outcome(given("100 mg", route="IV"), "booster-routes") == "passed"


@pytest.mark.parametrize(
    ("dose", "expected"),
    [
        ("56 mg", "passed"),
        ("84 mg", "passed"),
        ("28 mg", "stop"),
        ("70 mg", "stop"),
        ("112 mg", "stop"),
        ("0.8 mg/kg", "passed"),
        ("low", "could not be checked"),
    ],
)
def test_r16_esketamine_is_56_or_84_mg_only(dose, expected):
    assert outcome(given(dose, route="ESK", weight="70 kg"), "esketamine-doses") == expected


@pytest.mark.parametrize(
    "rule",
    [
        "dose-per-kilogram",
        "dose-in-mg",
        "low-first-dose",
        "older-or-frail-first-dose",
        "half-dose-for-the-fearful",
        "dose-step",
    ],
)
def test_dose_rows_of_racemic_ketamine_do_not_apply_to_esketamine(rule):
    assert outcome(given("84 mg", "84 mg", route="ESK"), rule) == "does not apply"


@pytest.mark.parametrize(
    ("route", "first", "second", "expected"),
    [
        ("SL", "100 mg", "149 mg", "passed"),
        ("SL", "100 mg", "150 mg", "passed"),
        ("SL", "100 mg", "151 mg", "caution"),
        ("SL", "100 mg", "200 mg", "caution"),
        ("SL", "100 mg", "201 mg", "stop"),
        ("IM", "0.6 mg/kg", "0.75 mg/kg", "passed"),
        ("IM", "0.6 mg/kg", "0.76 mg/kg", "caution"),
        ("IV", "0.4 mg/kg", "0.5 mg/kg", "passed"),
        ("IV", "0.4 mg/kg", "0.501 mg/kg", "caution"),
        ("SC", "0.4 mg/kg", "0.9 mg/kg", "stop"),
        ("SL", "200 mg", "50 mg", "passed"),
    ],
)
def test_r17_step_from_the_last_dose_by_the_same_route(route, first, second, expected):
    assert outcome(given(first, second, route=route), "dose-step") == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("0.25 mg/kg", "0.5 mg/kg", "passed"),  # low to the upper edge of standard
        ("0.25 mg/kg", "0.51 mg/kg", "stop"),  # beyond standard: 104 %
        ("0.26 mg/kg", "0.5 mg/kg", "caution"),  # the first dose was not low: 92 %
    ],
)
def test_r17_the_step_from_a_low_first_dose_to_standard_is_exempt(first, second, expected):
    assert outcome(given(first, second, route="SC"), "dose-step") == expected


def test_r17_exempts_the_first_dose_of_the_plan_only():
    later = given("0.25 mg/kg", "0.25 mg/kg", "0.5 mg/kg", route="SC")
    assert outcome(later, "dose-step") == "caution"


def test_r17_needs_the_weight_to_know_the_band_of_a_dose_in_mg():
    assert gap(given("20 mg", "40 mg", route="SC", weight=None), "dose-step").missing == ("patient.weight",)
    assert outcome(given("20 mg", "40 mg", route="SC", weight="80 kg"), "dose-step") == "passed"  # 0.25 to 0.5 mg/kg


def test_r17_mixed_units_need_the_weight():
    assert gap(given("40 mg", "0.5 mg/kg", route="IM", weight=None), "dose-step").missing == ("patient.weight",)
    assert outcome(given("40 mg", "0.5 mg/kg", route="IM", weight="100 kg"), "dose-step") == "passed"  # 40 to 50 mg
    assert outcome(given("40 mg", "0.51 mg/kg", route="IM", weight="100 kg"), "dose-step") == "passed"  # low start


def test_r17_compares_by_the_same_route_over_another_between():
    sessions = (medicine("D1", dose="100 mg"), medicine("D3", route="IM", dose="40 mg"), medicine("D5", dose="151 mg"))
    found = findings(plan(*sessions), "dose-step")
    assert [f.sessions for f in found] == [(sessions[0].id, sessions[2].id)]
    assert found[0].measured.value == 51


def test_r17_with_bands_could_not_be_checked():
    first, second = medicine("D1", dose="low"), medicine("D3", dose="standard")
    found = gap(plan(first, second), "dose-step")
    assert found.missing == tuple(f"session.{each.id}.medicine.dose" for each in (first, second))


def test_r17_no_increase_while_an_adverse_event_is_open():
    rising = given("100 mg", "101 mg")
    assert outcome(rising, "no-increase-after-an-adverse-event") == "could not be checked"
    open_event = rising.with_changes(profile=ClinicalProfile(adverse_event_open=Answer.YES))
    assert outcome(open_event, "no-increase-after-an-adverse-event") == "caution"
    none = rising.with_changes(profile=ClinicalProfile(adverse_event_open=Answer.NO))
    assert outcome(none, "no-increase-after-an-adverse-event") == "does not apply"
    assert outcome(given("100 mg", "100 mg"), "no-increase-after-an-adverse-event") == "passed"


def asked(**facts) -> ClinicalProfile:
    return ClinicalProfile(**facts)


EXPERIENCED = asked(earlier_ketamine=EarlierKetamine(experienced=Answer.YES))


@pytest.mark.parametrize(
    ("route", "dose", "expected"),
    [
        ("SL", "75 mg", "passed"),
        ("SL", "76 mg", "caution"),
        ("PO", "50 mg", "passed"),
        ("PO", "51 mg", "caution"),
        ("IN", "30 mg", "passed"),
        ("IN", "31 mg", "caution"),
        ("IM", "0.5 mg/kg", "passed"),
        ("IM", "0.51 mg/kg", "caution"),
        ("SC", "0.25 mg/kg", "passed"),
        ("SC", "0.26 mg/kg", "caution"),
        ("IV", "0.3 mg/kg", "passed"),
        ("IV", "0.31 mg/kg", "caution"),
        ("SL", "low", "passed"),
        ("SL", "standard", "caution"),
        ("SL", "undecided", "could not be checked"),
    ],
)
def test_r18_the_first_dose_is_in_the_low_band(route, dose, expected):
    assert outcome(given(dose, "high", route=route), "low-first-dose") == expected


def test_r18_does_not_apply_to_an_experienced_patient():
    assert outcome(given("200 mg", profile=EXPERIENCED), "low-first-dose") == "does not apply"


def test_r18_needs_the_weight_for_a_dose_in_mg_where_the_band_is_per_kg():
    assert gap(given("40 mg", route="IM", weight=None), "low-first-dose").missing == ("patient.weight",)


@pytest.mark.parametrize(
    ("facts", "first", "expected"),
    [
        ({"anticipatory_anxiety": 7, "fear_of_losing_control": Answer.NO}, "75 mg", "passed"),
        ({"anticipatory_anxiety": 7, "fear_of_losing_control": Answer.NO}, "76 mg", "caution"),
        ({"anticipatory_anxiety": 6, "fear_of_losing_control": Answer.NO}, "76 mg", "does not apply"),
        ({"anticipatory_anxiety": 0, "fear_of_losing_control": Answer.YES}, "76 mg", "caution"),
        ({"anticipatory_anxiety": 6}, "76 mg", "could not be checked"),
        ({"anticipatory_anxiety": 6}, "75 mg", "passed"),
        ({}, "76 mg", "could not be checked"),
    ],
)
def test_r18_half_of_the_planned_dose_where_fear_is_high(facts, first, expected):
    assert outcome(given(first, "150 mg", profile=asked(**facts)), "half-dose-for-the-fearful") == expected


def switched(first: str, second: str, routes=("SL", "IM"), weight: str | None = "100 kg"):
    return plan(
        medicine("D1", route=routes[0], dose=first), medicine("D3", route=routes[1], dose=second), weight=weight
    )


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("155 mg", "62.5 mg", "passed"),  # 46.5 mg to 58.125 mg absorbed: + 25 %
        ("155 mg", "62.6 mg", "caution"),
        ("155 mg", "37.5 mg", "passed"),  # 34.875 mg: - 25 %
        ("155 mg", "37.4 mg", "caution"),
        ("155 mg", "50 mg", "passed"),
    ],
)
def test_r19_compares_estimated_absorbed_amounts_when_the_route_changes(first, second, expected):
    assert outcome(switched(first, second), "route-switch") == expected


def test_r19_lacks_bands_and_weights():
    assert outcome(switched("low", "low"), "route-switch") == "could not be checked"
    assert gap(switched("155 mg", "0.5 mg/kg", weight=None), "route-switch").missing == ("patient.weight",)
    assert outcome(given("50 mg", "60 mg"), "route-switch") == "does not apply"


@pytest.mark.parametrize(
    ("second", "expected"),
    [("0.75 mg/kg", "passed"), ("0.76 mg/kg", "caution"), ("standard", "passed"), ("high", "caution")],
)
def test_r19_the_first_dose_by_a_new_route_is_not_high(second, expected):
    assert outcome(switched("low", second), "first-dose-by-a-new-route") == expected


@pytest.mark.parametrize(
    ("age", "frail", "dose", "expected"),
    [
        (65, Answer.NO, "37.5 mg", "passed"),  # half of 75 mg
        (65, Answer.NO, "38 mg", "caution"),
        (64, Answer.NO, "75 mg", "does not apply"),
        (40, Answer.YES, "38 mg", "caution"),
        (40, Answer.NOT_ASKED, "38 mg", "could not be checked"),
        (None, Answer.NO, "38 mg", "could not be checked"),
        (None, Answer.NOT_ASKED, "37 mg", "passed"),
    ],
)
def test_r20_older_or_frail_patients_start_at_half(age, frail, dose, expected):
    patient = Patient(age=age, weight=BodyMass.parse("70 kg"))
    assert outcome(given(dose, patient=patient, profile=asked(frail=frail)), "older-or-frail-first-dose") == expected


def test_r20_counts_the_birthday():
    from datetime import date

    young = Patient(birth_date=date(1961, 12, 7), weight=BodyMass.parse("70 kg"))  # 64 on 6 December 2026
    old = Patient(birth_date=date(1961, 12, 6), weight=BodyMass.parse("70 kg"))
    profile = asked(frail=Answer.NO)
    assert outcome(given("75 mg", patient=young, profile=profile), "older-or-frail-first-dose") == "does not apply"
    assert outcome(given("75 mg", patient=old, profile=profile), "older-or-frail-first-dose") == "caution"


RESTING = "older-or-frail-resting-readings"
READINGS = [
    (130, 85, "passed"),
    (131, 85, "caution"),
    (130, 86, "caution"),
    (149, 80, "caution"),
    (150, 80, "caution"),
    (120, 95, "caution"),
]


@pytest.mark.parametrize(("systolic", "diastolic", "expected"), READINGS)
@pytest.mark.parametrize(("age", "frail"), [(65, Answer.NO), (40, Answer.YES)])
def test_r20_blood_pressure_limits_are_tighter_for_older_or_frail_patients(systolic, diastolic, expected, age, frail):
    read = VitalSigns(BloodPressure(systolic, diastolic))
    profile = replace(asked(frail=frail), vital_signs=read)
    patient = Patient(age=age, weight=BodyMass.parse("80 kg"))
    assert outcome(given("40 mg", patient=patient, profile=profile), RESTING) == expected


def test_r20_blood_pressure_of_the_young_of_the_unknown_and_where_nobody_read_it():
    old, young = Patient(age=76), Patient(age=36)
    high = VitalSigns(BloodPressure(155, 97))
    robust = replace(asked(frail=Answer.NO), vital_signs=high)
    assert outcome(given("40 mg", patient=young, profile=robust), RESTING) == "does not apply"
    unasked = replace(robust, frail=Answer.NOT_ASKED)
    assert outcome(given("40 mg", patient=young, profile=unasked), RESTING) == "could not be checked"
    unread = replace(robust, vital_signs=VitalSigns())
    assert outcome(given("40 mg", patient=old, profile=unread), RESTING) == "could not be checked"
    sentences = [finding.sentence for finding in findings(given("40 mg", patient=old, profile=robust), RESTING)]
    assert sentences == [
        "Systolic 155 mmHg in an older or frail patient: from 150 the prescriber decides before each dose. (and 1 more)"
    ]
    assert RESTING in report(given("40 mg", patient=old, profile=robust), "conservative").turned_off


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [(41, "passed"), (40, "passed"), (39, "caution"), (10, "caution"), (9, "stop"), (None, "could not be checked")],
)
def test_r21_infusions_take_40_minutes(minutes, expected):
    drip = medicine("D1", route="IV", dose="0.5 mg/kg", details={"infusion_minutes": minutes})
    assert outcome(plan(drip), "infusion-length") == expected


def test_r21_does_not_apply_to_other_routes():
    assert outcome(given("100 mg"), "infusion-length") == "does not apply"
