"""R15 to R21 at their limits, for every route, with and without weight: hand-made expectations."""

from datetime import date

import pytest

from kapplanner.domain.people import Answer, ClinicalProfile, EarlierKetamine, Patient
from kapplanner.domain.quantities import BodyMass, PlannedDose
from kapplanner.domain.session import Booster
from tests.spec.independent.judging import outcomes, report_of
from tests.support.build import FIRST_DAY, medicine, plan

KG, MG, STEP, FIRST = "dose-per-kilogram", "dose-in-mg", "dose-step", "low-first-dose"
NEVER = EarlierKetamine(Answer.NO)
HAD = EarlierKetamine(Answer.YES)


def series(*doses, routes=("SL",), weight=None, profile=None, patient=None, **more):
    used = routes * len(doses) if len(routes) == 1 else routes
    sessions = [
        medicine(f"D{2 * i + 1}", route=r, dose=d, **more) for i, (d, r) in enumerate(zip(doses, used, strict=True))
    ]
    extra = {"profile": profile} if profile else {}
    extra |= {"patient": patient} if patient else {}
    return plan(*sessions, weight=weight, **extra)


R15 = [
    ("SL", "3", "5"),
    ("PO", "2.5", "4"),
    ("IN", "0.8", "1.2"),
    ("IM", "1.0", "1.5"),
    ("SC", "1.0", "1.2"),
    ("IV", "0.75", "1.0"),
]


@pytest.mark.parametrize(("route", "soft", "hard"), R15)
def test_r15_per_kilogram(route, soft, hard):
    for dose, expected in ((soft, "passed"), (hard, "caution")):
        assert outcomes(series(f"{dose} mg/kg", routes=(route,)), KG) == expected  # needs no weight
    assert outcomes(series(f"{float(soft) + 0.001:.3f} mg/kg", routes=(route,)), KG) == "caution"
    assert outcomes(series(f"{float(hard) + 0.001:.3f} mg/kg", routes=(route,)), KG) == "stop"


@pytest.mark.parametrize(("route", "soft", "hard"), R15)
def test_r15_an_amount_needs_the_weight(route, soft, hard):
    soft_mg, hard_mg = float(soft) * 60, float(hard) * 60
    for dose, expected in (
        (soft_mg, "passed"),
        (soft_mg + 0.1, "caution"),
        (hard_mg, "caution"),
        (hard_mg + 0.1, "stop"),
    ):
        assert outcomes(series(f"{dose:.1f} mg", routes=(route,), weight="60 kg"), KG) == expected
    assert outcomes(series(f"{soft_mg:.1f} mg", routes=(route,)), KG) == "unknown"
    assert outcomes(series("standard", routes=(route,), weight="60 kg"), KG) == "unknown"
    assert outcomes(series("undecided", routes=(route,), weight="60 kg"), KG) == "unknown"


def test_r15_is_not_for_esketamine():
    assert outcomes(series("84 mg", routes=("ESK",), weight="40 kg"), KG) == "absent"


def test_r15_finds_one_and_cannot_check_another():
    assert outcomes(series("6 mg/kg", "low"), KG) == "stop, unknown"


R16 = [("SL", 200, 400), ("PO", 150, 300), ("IN", 60, 100), ("IM", 75, 120), ("SC", 80, 120), ("IV", 60, 100)]


@pytest.mark.parametrize(("route", "soft", "hard"), R16)
def test_r16_amount_whatever_the_weight(route, soft, hard):
    cases = ((soft, "passed"), (soft + 0.5, "caution"), (hard, "caution"), (hard + 0.5, "stop"), (soft * 10, "stop"))
    for dose, expected in cases:
        assert outcomes(series(f"{dose} mg", routes=(route,)), MG) == expected
    assert outcomes(series(f"{soft / 100} mg/kg", routes=(route,), weight="100 kg"), MG) == "passed"
    assert outcomes(series(f"{soft / 100} mg/kg", routes=(route,), weight="100.1 kg"), MG) == "caution"
    assert outcomes(series("0.5 mg/kg", routes=(route,)), MG) == "unknown"
    assert outcomes(series("low", routes=(route,)), MG) == "unknown"


@pytest.mark.parametrize(
    ("first", "booster", "expected"),
    [
        ("130 mg", "65 mg", "passed"),  # 195 of 200
        ("140 mg", "60 mg", "passed"),
        ("140 mg", "61 mg", "caution"),
        ("270 mg", "130 mg", "caution"),
        ("270 mg", "131 mg", "stop"),
        ("410 mg", "low", "stop, unknown"),  # the first alone passes the limit
        ("140 mg", "low", "unknown"),
    ],
)
def test_r16_a_booster_counts_toward_the_cap(first, booster, expected):
    given = series(first, details={"booster": Booster(PlannedDose.parse(booster), 20)})
    assert outcomes(given, MG) == expected


@pytest.mark.parametrize(
    ("dose", "expected"),
    [
        ("56 mg", "passed"),
        ("84 mg", "passed"),
        ("28 mg", "stop"),
        ("70 mg", "stop"),
        ("84.5 mg", "stop"),
        ("112 mg", "stop"),
        ("standard", "unknown"),
        ("undecided", "unknown"),
    ],
)
def test_r16_esketamine_is_56_or_84(dose, expected):
    # the page says "only 56 or 84, stop above 84"; a lower amount that no device gives is held as strictly
    assert outcomes(series(dose, routes=("ESK",)), "esketamine-doses") == expected


@pytest.mark.parametrize("route", ["IM", "SC", "IV"])
@pytest.mark.parametrize(
    ("third", "expected"),
    [
        ("0.5", "passed"),
        ("0.625", "passed"),
        ("0.626", "caution"),
        ("1.0", "caution"),
        ("1.001", "stop"),
        ("0.2", "passed"),
    ],
)
def test_r17_a_quarter_more_by_injection(route, third, expected):
    assert outcomes(series("0.5 mg/kg", "0.5 mg/kg", f"{third} mg/kg", routes=(route,)), STEP) == expected


@pytest.mark.parametrize("route", ["SL", "PO", "IN"])
@pytest.mark.parametrize(
    ("third", "expected"), [("150", "passed"), ("150.1", "caution"), ("200", "caution"), ("200.1", "stop")]
)
def test_r17_half_more_by_mouth_and_nose(route, third, expected):
    assert outcomes(series("100 mg", "100 mg", f"{third} mg", routes=(route,)), STEP) == expected


@pytest.mark.parametrize(
    ("doses", "route", "weight", "expected"),
    [
        (("75 mg", "200 mg"), "SL", None, "passed"),  # low first up to the upper edge of standard
        (("75 mg", "201 mg"), "SL", None, "stop"),
        (("76 mg", "200 mg"), "SL", None, "stop"),  # the first was not low: +163 %
        (("0.3 mg/kg", "0.5 mg/kg"), "IV", None, "passed"),
        (("0.3 mg/kg", "0.51 mg/kg"), "IV", None, "caution"),  # +70 %
        (
            ("0.25 mg/kg", "0.25 mg/kg", "0.5 mg/kg"),
            "SC",
            None,
            "caution",
        ),  # not the step from the first: exactly +100 %
        (("30 mg", "54 mg"), "IM", "72 kg", "passed"),  # 0.42 to 0.75 mg/kg
        (("40 mg", "0.75 mg/kg"), "IM", None, "unknown"),
        (("40 mg", "0.75 mg/kg"), "IM", "100 kg", "passed"),
        (("standard", "100 mg"), "SL", None, "unknown"),
        (("100 mg", "undecided"), "SL", None, "unknown"),
        (("100 mg",), "SL", None, "absent"),
        (("56 mg", "84 mg"), "ESK", None, "passed"),
        (("84 mg", "56 mg", "84 mg"), "ESK", None, "passed"),
    ],
)
def test_r17_exemption_and_missing_facts(doses, route, weight, expected):
    said = outcomes(series(*doses, routes=(route,), weight=weight), STEP)
    assert said == expected or {said, expected} == {"passed", "absent"}


def test_r17_compares_with_the_last_dose_by_the_same_route():
    given = series("100 mg", "45 mg", "201 mg", routes=("SL", "IM", "SL"))
    assert outcomes(given, STEP) == "stop"


EVENT = "no-increase-after-an-adverse-event"


@pytest.mark.parametrize(
    ("answer", "doses", "expected"),
    [
        (Answer.YES, ("100 mg", "101 mg"), "caution"),
        (Answer.NO, ("100 mg", "101 mg"), "passed"),
        (Answer.NOT_ASKED, ("100 mg", "101 mg"), "unknown"),
    ],
)
def test_r17_no_increase_after_an_unresolved_event(answer, doses, expected):
    said = outcomes(series(*doses, profile=ClinicalProfile(adverse_event_open=answer)), EVENT)
    assert said == expected or {said, expected} == {"passed", "absent"}


def test_r17_the_same_dose_after_an_event_is_no_increase():
    given = series("100 mg", "100 mg", profile=ClinicalProfile(adverse_event_open=Answer.YES))
    assert outcomes(given, EVENT) in {"passed", "absent"}


EDGES = [
    ("SL", "75 mg", "76 mg"),
    ("PO", "50 mg", "51 mg"),
    ("IN", "30 mg", "31 mg"),
    ("IM", "0.5 mg/kg", "0.51 mg/kg"),
    ("SC", "0.25 mg/kg", "0.26 mg/kg"),
    ("IV", "0.3 mg/kg", "0.31 mg/kg"),
]


@pytest.mark.parametrize(("route", "edge", "above"), EDGES)
def test_r18_first_ever_session_in_the_low_band(route, edge, above):
    new, old = ClinicalProfile(earlier_ketamine=NEVER), ClinicalProfile(earlier_ketamine=HAD)
    assert outcomes(series(edge, routes=(route,), profile=new), FIRST) == "passed"
    assert outcomes(series("low", routes=(route,), profile=new), FIRST) == "passed"
    assert outcomes(series(above, routes=(route,), profile=new), FIRST) == "caution"
    assert outcomes(series("standard", routes=(route,), profile=new), FIRST) == "caution"
    assert outcomes(series("high", routes=(route,), profile=new), FIRST) == "caution"
    assert outcomes(series("undecided", routes=(route,), profile=new), FIRST) == "unknown"
    assert outcomes(series(above, routes=(route,), profile=old), FIRST) in {"absent", "passed"}
    assert outcomes(series(above, routes=(route,)), FIRST) == "caution"  # not asked is not experienced (T07)
    assert outcomes(series("low", above, routes=(route,), profile=new), FIRST) == "passed"  # the second may be more


def test_r18_earlier_sessions_with_other_providers_count_as_experience():
    dated = ClinicalProfile(earlier_ketamine=EarlierKetamine(Answer.NOT_ASKED, (date(2026, 11, 1),)))
    counted = ClinicalProfile(earlier_ketamine=EarlierKetamine(Answer.NOT_ASKED, (), 3))
    for profile in (dated, counted):
        assert outcomes(series("100 mg", profile=profile), FIRST) in {"absent", "passed"}


def test_r18_injection_in_mg_needs_the_weight():
    new = ClinicalProfile(earlier_ketamine=NEVER)
    assert outcomes(series("36 mg", routes=("IM",), profile=new), FIRST) == "unknown"
    assert outcomes(series("36 mg", routes=("IM",), profile=new, weight="72 kg"), FIRST) == "passed"
    assert outcomes(series("36 mg", routes=("IM",), profile=new, weight="71 kg"), FIRST) == "caution"


def test_r18_and_r20_are_not_for_esketamine():
    new = ClinicalProfile(earlier_ketamine=NEVER, frail=Answer.YES)
    for rule in (FIRST, "older-or-frail-first-dose"):
        assert outcomes(series("84 mg", routes=("ESK",), profile=new), rule) == "absent"


FEAR = "half-dose-for-the-fearful"


@pytest.mark.parametrize(
    ("anxiety", "fear", "doses", "expected"),
    [
        (7, Answer.NO, ("50 mg", "100 mg"), "passed"),
        (7, Answer.NO, ("51 mg", "100 mg"), "caution"),
        (6, Answer.NO, ("51 mg", "100 mg"), "absent"),
        (10, Answer.NOT_ASKED, ("51 mg", "100 mg"), "caution"),
        (0, Answer.YES, ("51 mg", "100 mg"), "caution"),
        (None, Answer.YES, ("51 mg", "100 mg"), "caution"),
        (None, Answer.NO, ("51 mg", "100 mg"), "unknown"),
        (6, Answer.NOT_ASKED, ("51 mg", "100 mg"), "unknown"),
        (None, Answer.NOT_ASKED, ("51 mg", "100 mg"), "unknown"),
        (8, Answer.NO, ("51 mg", "undecided"), "unknown"),
    ],
)
def test_r18_half_for_the_fearful(anxiety, fear, doses, expected):
    profile = ClinicalProfile(anticipatory_anxiety=anxiety, fear_of_losing_control=fear, earlier_ketamine=NEVER)
    said = outcomes(series(*doses, profile=profile), FEAR)
    assert said == expected or {said, expected} == {"passed", "absent"}


SWITCH = "route-switch"


@pytest.mark.parametrize(
    ("doses", "routes", "weight", "expected"),
    [
        (("100 mg", "37.5 mg"), ("SL", "IV"), None, "passed"),  # 30 mg to 37.5 mg reaching the blood: +25 %
        (("100 mg", "37.6 mg"), ("SL", "IV"), None, "caution"),
        (("100 mg", "22.5 mg"), ("SL", "IV"), None, "passed"),  # -25 %
        (("100 mg", "22.4 mg"), ("SL", "IV"), None, "caution"),
        (("100 mg", "150 mg"), ("SL", "PO"), None, "passed"),  # 30 to 30
        (("100 mg", "40 mg"), ("SL", "IM"), None, "passed"),  # 30 to 37.2: +24 %
        (("100 mg", "41 mg"), ("SL", "IM"), None, "caution"),  # 38.13: +27 %
        (("100 mg", "0.5 mg/kg"), ("SL", "IM"), "80 kg", "passed"),
        (("100 mg", "0.5 mg/kg"), ("SL", "IM"), None, "unknown"),
        (("100 mg", "standard"), ("SL", "IM"), "80 kg", "unknown"),
        (("100 mg", "100 mg"), ("SL", "SL"), None, "absent"),
    ],
)
def test_r19_estimated_amount_on_changing_route(doses, routes, weight, expected):
    assert outcomes(series(*doses, routes=routes, weight=weight), SWITCH) == expected


NEW_ROUTE = "first-dose-by-a-new-route"


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ("0.75 mg/kg", "passed"),
        ("0.76 mg/kg", "caution"),
        ("high", "caution"),
        ("standard", "passed"),
        ("undecided", "unknown"),
    ],
)
def test_r19_new_route_begins_low_or_standard(second, expected):
    assert outcomes(series("100 mg", second, routes=("SL", "IM")), NEW_ROUTE) == expected


@pytest.mark.parametrize(
    ("age", "frail", "applies"),
    [
        (64, Answer.NO, False),
        (65, Answer.NO, True),
        (64, Answer.YES, True),
        (None, Answer.YES, True),
        (80, Answer.NOT_ASKED, True),
    ],
)
def test_r20_older_or_frail(age, frail, applies):
    patient = Patient(age=age, weight=BodyMass.parse("70 kg"))
    said = outcomes(
        series("1.4 mg/kg", routes=("IM",), patient=patient, profile=ClinicalProfile(frail=frail)),
        "older-or-frail-first-dose",
    )
    assert said == ("caution" if applies else "absent") or (not applies and said == "passed")


@pytest.mark.parametrize(("age", "frail"), [(64, Answer.NOT_ASKED), (None, Answer.NO), (None, Answer.NOT_ASKED)])
def test_r20_unknown_age_or_frailty_cannot_be_checked(age, frail):
    patient = Patient(age=age)
    given = series("1.4 mg/kg", routes=("IM",), patient=patient, profile=ClinicalProfile(frail=frail))
    assert outcomes(given, "older-or-frail-first-dose") == "unknown"


def test_r20_age_is_that_on_the_day_of_the_session():
    born = Patient(birth_date=date(1961, 12, 6))  # 65 on D1
    later = Patient(birth_date=date(1961, 12, 7))
    no = ClinicalProfile(frail=Answer.NO)
    assert (
        outcomes(series("1.4 mg/kg", routes=("IM",), patient=born, profile=no), "older-or-frail-first-dose")
        == "caution"
    )
    assert outcomes(series("1.4 mg/kg", routes=("IM",), patient=later, profile=no), "older-or-frail-first-dose") in {
        "absent",
        "passed",
    }
    assert date(2026, 12, 6) == FIRST_DAY


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [(41, "passed"), (40, "passed"), (39, "caution"), (10, "caution"), (9, "stop"), (1, "stop"), (None, "unknown")],
)
def test_r21_infusion_minutes(minutes, expected):
    given = series("0.5 mg/kg", routes=("IV",), details={"infusion_minutes": minutes})
    assert outcomes(given, "infusion-length") == expected
    assert outcomes(series("100 mg"), "infusion-length") == "absent"


def test_measured_and_limit_are_the_numbers_of_the_page():
    (finding,) = [f for f in report_of(series("0.8 mg/kg", routes=("IV",))).findings if f.rule == KG]
    assert (str(finding.measured.value), finding.measured.unit) == ("0.8", "mg/kg")
    assert str(finding.limit.value) == "0.75"
    (finding,) = [f for f in report_of(series("450 mg")).findings if f.rule == MG]
    assert (finding.measured.value, finding.measured.unit, finding.limit.value) == (450, "mg", 400)
