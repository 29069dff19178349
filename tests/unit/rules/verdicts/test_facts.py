"""Facts by name: how each is read from a plan, where nobody asked, and how they are compared."""

from datetime import date
from decimal import Decimal

import pytest

from kapplanner.domain.errors import PlannerError
from kapplanner.domain.people import (
    Answer,
    ClinicalProfile,
    ConditionAnswer,
    Consent,
    Contact,
    Diagnosis,
    EarlierKetamine,
    EarlierTreatment,
    Examinations,
    Patient,
    VitalSigns,
)
from kapplanner.domain.places import Retreat, Site
from kapplanner.domain.plan import Plan
from kapplanner.domain.quantities import BloodPressure
from kapplanner.rules.facts import Condition, Operator, Value, day_of, fact_named
from tests.support.build import FIRST_DAY, medicine, plan

DAY = date(2026, 11, 20)


def read(name: str, given: Plan) -> Value:
    """What a fact says about a plan."""
    return fact_named(name).read(given)


def of_profile(**parts: object) -> Plan:
    """A plan with this in its profile."""
    return plan(profile=ClinicalProfile(**parts))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("profile.fear_of_losing_control", "fear_of_losing_control"),
        ("profile.frail", "frail"),
        ("profile.child_bearing_potential", "child_bearing_potential"),
        ("profile.breastfeeding", "breastfeeding"),
        ("profile.insulin_or_sulfonylurea", "insulin_or_sulfonylurea"),
        ("profile.crisis_plan", "crisis_plan"),
        ("profile.adverse_event_open", "adverse_event_open"),
    ],
)
@pytest.mark.parametrize(("answer", "expected"), [(Answer.YES, True), (Answer.NO, False), (Answer.NOT_ASKED, None)])
def test_an_answer_is_yes_or_no_or_was_never_asked(name: str, part: str, answer: Answer, expected: bool | None) -> None:
    assert read(name, of_profile(**{part: answer})) is expected


@pytest.mark.parametrize("part", ["given", "off_label_explained", "compounded_explained"])
@pytest.mark.parametrize(("answer", "expected"), [(Answer.YES, True), (Answer.NO, False), (Answer.NOT_ASKED, None)])
def test_each_part_of_consent_is_a_fact(part: str, answer: Answer, expected: bool | None) -> None:
    consent = Consent(**{part: answer})  # type: ignore[arg-type]
    assert read(f"profile.consent.{part}", of_profile(consent=consent)) is expected
    others = {"given", "off_label_explained", "compounded_explained"} - {part}
    assert [read(f"profile.consent.{other}", of_profile(consent=consent)) for other in others] == [None, None]


@pytest.mark.parametrize(
    ("earlier", "expected"),
    [
        (EarlierKetamine(), None),
        (EarlierKetamine(Answer.NO), False),
        (EarlierKetamine(Answer.YES), True),
        (EarlierKetamine(days=(DAY,)), True),
        (EarlierKetamine(count=1), True),
        (EarlierKetamine(count=0), None),
    ],
)
def test_earlier_sessions_on_record_say_that_there_were_some(earlier: EarlierKetamine, expected: bool | None) -> None:
    assert read("profile.earlier_ketamine.experienced", of_profile(earlier_ketamine=earlier)) is expected


@pytest.mark.parametrize(
    ("name", "signs", "expected"),
    [
        ("profile.systolic", VitalSigns(BloodPressure(128, 82)), Decimal(128)),
        ("profile.diastolic", VitalSigns(BloodPressure(128, 82)), Decimal(82)),
        ("profile.systolic", VitalSigns(pulse=70), None),
        ("profile.diastolic", VitalSigns(pulse=70), None),
        ("profile.vital_signs.pulse", VitalSigns(pulse=70), Decimal(70)),
        ("profile.vital_signs.pulse", VitalSigns(BloodPressure(128, 82)), None),
        ("profile.vital_signs.oxygen_saturation", VitalSigns(oxygen_saturation=97), Decimal(97)),
        ("profile.vital_signs.oxygen_saturation", VitalSigns(pulse=70), None),
    ],
)
def test_vital_signs_are_numbers_where_they_were_taken(name: str, signs: VitalSigns, expected: Value) -> None:
    assert read(name, of_profile(vital_signs=signs)) == expected
    assert read(name, plan()) is None


@pytest.mark.parametrize("part", ["audit_c", "dast_10"])
def test_scores_are_numbers_also_where_they_are_none(part: str) -> None:
    assert read(f"profile.examinations.{part}", of_profile(examinations=Examinations(**{part: 0}))) == Decimal(0)  # type: ignore[arg-type]
    assert read(f"profile.examinations.{part}", plan()) is None


def trial(kind: str, adequate: Answer) -> EarlierTreatment:
    """An earlier treatment of a kind."""
    return EarlierTreatment(kind, "x", adequate)


@pytest.mark.parametrize(
    ("trials", "expected"),
    [
        (None, None),
        ((), 0),
        ((Answer.NO,), 0),
        ((Answer.YES, Answer.NO, Answer.YES), 2),
        ((Answer.NOT_ASKED,), None),
        ((Answer.NO, Answer.NOT_ASKED), None),
        ((Answer.YES, Answer.NOT_ASKED), 1),
    ],
)
@pytest.mark.parametrize(("kind", "other"), [("psychotherapy", "medicine"), ("medicine", "psychotherapy")])
def test_adequate_trials_are_counted_as_far_as_they_were_judged(
    kind: str, other: str, trials: tuple[Answer, ...] | None, expected: int | None
) -> None:
    of_kind = None if trials is None else tuple(trial(kind, each) for each in trials)
    given = of_profile(earlier_treatments=of_kind)
    assert read(f"profile.earlier_treatments.{kind}", given) == (None if expected is None else Decimal(expected))
    assert read(f"profile.earlier_treatments.{other}", given) == (None if trials is None else Decimal(0))


def test_the_age_is_that_on_the_day_of_the_first_medicine_session() -> None:
    born = Patient(birth_date=date(1960, 12, 10))
    assert read("patient.age", plan(patient=born)) == Decimal(65)
    assert read("patient.age", plan(medicine("D9"), medicine("D5"), patient=born)) == Decimal(66)
    assert read("patient.age", plan(medicine("D9"), medicine("D4"), patient=born)) == Decimal(65)
    assert read("patient.age", plan(patient=Patient(age=41))) == Decimal(41)
    assert read("patient.age", plan()) is None


def test_a_support_person_without_a_name_is_none() -> None:
    assert read("patient.support_person", plan()) is None
    assert read("patient.support_person", plan(patient=Patient(support_person=Contact(" ")))) is False
    assert read("patient.support_person", plan(patient=Patient(support_person=Contact("Ann")))) is True


def test_diagnosis_night_cover_and_emergency_care_are_read_where_they_were_entered() -> None:
    diagnosis = next(iter(Diagnosis))
    assert read("profile.diagnosis", of_profile(diagnosis=diagnosis)) == diagnosis.value
    assert read("profile.diagnosis", plan()) is None
    for answer, expected in ((Answer.YES, True), (Answer.NO, False), (Answer.NOT_ASKED, None)):
        stay = Retreat(FIRST_DAY, FIRST_DAY, answer)
        assert read("retreat.night_cover", plan(retreat=stay)) is expected
    assert read("retreat.night_cover", plan()) is None
    assert read("site.emergency_minutes", plan(site=Site(emergency_minutes=0))) == Decimal(0)
    assert read("site.emergency_minutes", plan(site=Site())) is None


def test_a_condition_is_found_by_its_code() -> None:
    asked = (ConditionAnswer("glaucoma", Answer.NO), ConditionAnswer("psychosis", Answer.NOT_ASKED))
    given = of_profile(conditions=asked)
    assert read("profile.conditions.glaucoma", given) is False
    assert read("profile.conditions.psychosis", given) is None
    assert read("profile.conditions.seizures", given) is None


@pytest.mark.parametrize("part", [name for name in Examinations.__dataclass_fields__ if name.endswith("_on")])
def test_the_day_of_each_examination_is_read_by_its_name(part: str) -> None:
    given = of_profile(examinations=Examinations(**{part: DAY}))  # type: ignore[arg-type]
    assert day_of(given, f"profile.examinations.{part}") == DAY
    assert day_of(plan(), f"profile.examinations.{part}") is None


def test_the_days_of_weighing_and_consent_are_read_by_their_names() -> None:
    assert day_of(plan(patient=Patient(weighed_on=DAY)), "patient.weighed_on") == DAY
    assert day_of(of_profile(consent=Consent(given=Answer.YES, given_on=DAY)), "profile.consent.given_on") == DAY


@pytest.mark.parametrize(
    ("operator", "holds"),
    [
        (Operator.IS, (False, True, False)),
        (Operator.IS_NOT, (True, False, True)),
        (Operator.AT_LEAST, (False, True, True)),
        (Operator.AT_MOST, (True, True, False)),
        (Operator.ABOVE, (False, False, True)),
        (Operator.BELOW, (True, False, False)),
    ],
)
def test_a_number_is_compared_below_on_and_above_the_value(operator: Operator, holds: tuple[bool, ...]) -> None:
    condition = Condition("patient.age", operator, Decimal(65))
    assert tuple(condition.holds(plan(patient=Patient(age=age))) for age in (64, 65, 66)) == holds
    assert condition.holds(plan()) is None


@pytest.mark.parametrize("name", ["", "profile", "profile.conditions.", "profile.nothing.of.this.kind.at.all"])
def test_a_fact_that_does_not_exist_is_refused(name: str) -> None:
    with pytest.raises(PlannerError):
        fact_named(name)


@pytest.mark.parametrize("operator", [Operator.AT_LEAST, Operator.AT_MOST, Operator.ABOVE, Operator.BELOW])
@pytest.mark.parametrize(
    ("fact", "value"), [("profile.frail", True), ("profile.diagnosis", next(iter(Diagnosis)).value)]
)
def test_what_has_no_order_is_not_compared_by_more_and_less(operator: Operator, fact: str, value: bool | str) -> None:
    with pytest.raises(PlannerError, match="compares numbers only"):
        Condition(fact, operator, value)
    assert Condition(fact, Operator.IS, value).fact == fact
