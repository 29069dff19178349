"""Published schedules that are no template, entered by hand and judged by hand against the rows."""

import pytest

from kapplanner.domain.people import Answer, ClinicalProfile, EarlierKetamine
from kapplanner.domain.plan import PlanType
from tests.spec.independent.judging import report_of
from tests.support.build import medicine, plan, session

SCHEDULE = {1, 3, 4, 5, 6, 7}
DOSE = {15, 16, 17, 18, 21}


def course(days, route, doses, *, minutes=150, infusion=None, plan_type=PlanType.SERIES):
    details = {"infusion_minutes": infusion} if infusion else {}
    each = doses if isinstance(doses, list) else [doses] * len(days)
    given = [
        medicine(f"D{day}", "10:00", minutes, route=route, dose=dose, details=details)
        for day, dose in zip(days, each, strict=True)
    ]
    never = ClinicalProfile(earlier_ketamine=EarlierKetamine(Answer.NO))
    return plan(*given, session("preparation", "D-2", "10:00"), profile=never, plan_type=plan_type, weight="80 kg")


def found(given, rows, rule_set="intensive"):
    return {(f.catalogue, f.tier.value) for f in report_of(given, rule_set).findings if f.catalogue in rows}


def test_feder_2021_six_infusions_in_two_weeks():
    given = course([1, 3, 5, 8, 10, 12], "IV", "0.5 mg/kg", infusion=40)
    assert found(given, SCHEDULE) == set()
    assert found(given, DOSE) == {(18, "caution")}  # the first is at the standard dose


def test_singh_2016_three_a_week_for_four_weeks():
    given = course([1, 3, 5, 8, 10, 12, 15, 17, 19, 22, 24, 26], "IV", "0.5 mg/kg", infusion=40)
    # 3 in 7 days, 6 in 14 days; 12 in 30 days lie above ten
    assert found(given, SCHEDULE) == {(5, "caution")}


def test_singh_2016_twice_a_week_for_four_weeks():
    given = course([1, 4, 8, 11, 15, 18, 22, 25], "IV", "0.5 mg/kg", infusion=40)
    assert found(given, SCHEDULE) == set()


LABEL = [1, 4, 8, 11, 15, 18, 22, 25, 29, 36, 43, 50]


def test_the_esketamine_label():
    given = course(LABEL, "ESK", ["56 mg"] + ["84 mg"] * 11)
    assert found(given, SCHEDULE | DOSE) == set()
    assert found(given, SCHEDULE | DOSE, "esketamine-label") == set()


def test_esketamine_three_a_week_is_outside_the_label():
    given = course([1, 3, 5], "ESK", "56 mg")
    assert (1, "caution") in found(given, {1})
    assert found(given, {3}) == set()  # forty-eight hours: on the limit


def test_the_montreal_model():
    # six infusions in four weeks, 0.5 to 1.0 mg/kg over 40 min
    doses = [f"{dose} mg/kg" for dose in ("0.5", "0.6", "0.7", "0.8", "0.9", "1.0")]
    given = course([1, 4, 8, 11, 18, 25], "IV", doses, infusion=40)
    assert found(given, SCHEDULE) == set()
    # 0.8 and more lie above 0.75 mg/kg; 64, 72 and 80 mg above 60 mg; first dose standard; steps of a fifth at most
    assert found(given, DOSE) == {(15, "caution"), (16, "caution"), (18, "caution")}


def test_kads_subcutaneous_steps():
    doses = [f"{dose} mg/kg" for dose in ("0.5", "0.5", "0.6", "0.6", "0.75", "0.75", "0.9", "0.9")]
    given = course([1, 4, 8, 11, 15, 18, 22, 25], "SC", doses)
    assert found(given, SCHEDULE) == set()
    assert found(given, {15, 16, 17}) == set()  # 0.6 to 0.75 is exactly a quarter; 72 mg of 80


def test_five_a_week_for_two_weeks_by_lozenge():
    given = course([1, 2, 3, 4, 5, 8, 9, 10, 11, 12], "SL", "75 mg", minutes=180)
    # five in a row; ten in fourteen days lie above eight; twenty-four hours apart keep the gap
    assert found(given, SCHEDULE) == {(1, "note"), (4, "stop"), (5, "stop")}


def test_daily_infusions_for_five_days():
    given = course([1, 2, 3, 4, 5], "IV", "0.5 mg/kg", infusion=40)
    assert found(given, {1, 3, 4}) == {(1, "note"), (3, "caution"), (4, "stop")}


def test_glue_ascending_subcutaneous_doubling():
    # 0.25, 0.5, 1 mg/kg weekly: the first step is from low to standard, the second is exactly double
    given = course([1, 8, 15], "SC", ["0.25 mg/kg", "0.5 mg/kg", "1 mg/kg"], plan_type=PlanType.WEEKLY)
    assert found(given, {15, 17, 18}) == {(17, "caution")}


@pytest.mark.parametrize("rule_set", ["intensive", "conservative", "outpatient"])
def test_a_tenfold_slip_is_a_stop_in_every_set(rule_set):
    given = course([1, 3], "IM", ["36 mg", "360 mg"])
    assert {(15, "stop"), (16, "stop"), (17, "stop")} <= found(given, DOSE, rule_set)
