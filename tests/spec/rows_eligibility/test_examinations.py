"""R44, R46 and R47 by their dates: how old an examination is at each medicine session."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kapplanner.domain.people import Answer, ClinicalProfile, ConditionAnswer, Examinations, Patient
from kapplanner.domain.session import Phase
from tests.spec.outcomes import findings, gap, outcome
from tests.support.build import FIRST_DAY, medicine, plan, session

DAY = timedelta(days=1)
# rule, the profile's field, the item or measure of the plan, days that are allowed, the tier of an older one
DATED = [
    ("psychiatric-assessment-current", "psychiatric_assessment_on", "psychiatric assessment", 30, "caution", "stop"),
    ("medical-assessment-current", "medical_assessment_on", "medical history and examination", 30, "caution", "stop"),
    ("liver-tests-current", "liver_tests_on", "liver tests", 90, "caution", "caution"),
    ("bladder-questions-before-the-course", "urinary_questions_on", "bladder questions", 30, "caution", "caution"),
    ("pregnancy-test", "pregnancy_test_on", "pregnancy test", 7, "stop", "stop"),
    ("urine-drug-test", "urine_drug_test_on", "urine drug test", 7, "caution", "caution"),
    ("ecg-with-heart-risk", "ecg_on", "ECG", 90, "caution", "caution"),
    ("thyroid-test-with-history", "thyroid_on", "thyroid test", 90, "caution", "caution"),
]
RISKS = tuple(ConditionAnswer(code, Answer.YES) for code in ("stable-coronary-disease", "hyperthyroidism-untreated"))


def profile(**examinations: date) -> ClinicalProfile:
    return ClinicalProfile(
        examinations=Examinations(**examinations),  # type: ignore[arg-type]
        conditions=RISKS,
        child_bearing_potential=Answer.YES,
    )


@pytest.mark.parametrize(("rule", "field", "item", "days", "older", "none_before"), DATED)
def test_an_examination_is_recent_at_the_medicine_session(rule, field, item, days, older, none_before):
    def on(day: date) -> str:
        return outcome(plan(medicine("D1"), profile=profile(**{field: day})), rule)

    assert on(FIRST_DAY) == "passed"
    assert on(FIRST_DAY - (days - 1) * DAY) == "passed"
    assert on(FIRST_DAY - days * DAY) == "passed"
    assert on(FIRST_DAY - (days + 1) * DAY) == older
    assert on(FIRST_DAY + DAY) == none_before
    assert outcome(plan(medicine("D1"), profile=profile()), rule) == "could not be checked"
    assert outcome(plan(session("rest", "D1", "10:00"), profile=profile()), rule) == "does not apply"


@pytest.mark.parametrize(("rule", "field", "item", "days", "older", "none_before"), DATED)
def test_one_that_the_plan_holds_before_the_session_counts(rule, field, item, days, older, none_before):
    planned = session("screening", "D-2", "10:00", checklist=(item,))
    assert outcome(plan(planned, medicine("D1"), profile=profile()), rule) == "passed"
    late = session("screening", "D2", "10:00", checklist=(item,))
    assert outcome(plan(medicine("D1"), late, profile=profile()), rule) == "could not be checked"
    renewed = plan(planned, medicine("D1"), profile=profile(**{field: FIRST_DAY - 400 * DAY}))
    assert outcome(renewed, rule) == "passed"


@pytest.mark.parametrize(
    ("weighed", "expected"), [(29, "passed"), (30, "passed"), (31, "caution"), (None, "could not be checked")]
)
def test_r44_weight_at_most_30_days_old(weighed, expected):
    day = None if weighed is None else FIRST_DAY - weighed * DAY
    assert outcome(plan(medicine("D1"), patient=Patient(weighed_on=day)), "weight-current") == expected
    again = session("measure", "D1", "08:00", 20, checklist=("weight",))
    assert outcome(plan(again, medicine("D1"), patient=Patient(weighed_on=day)), "weight-current") == "passed"


def test_r44_is_judged_at_each_medicine_session():
    given = plan(medicine("D1", id="a"), medicine("D20", id="b"), patient=Patient(weighed_on=FIRST_DAY - 12 * DAY))
    found = findings(given, "weight-current")
    assert [each.sessions for each in found] == [("b",)]
    assert found[0].sentence == "Weight is 31 days old on Fri 25 Dec; at most 30."


def test_r44_a_planned_assessment_that_grows_too_old_is_at_stake_as_a_caution_only():
    planned = session("screening", "D-2", "10:00", checklist=("psychiatric assessment",))
    assert gap(plan(planned, medicine("D40")), "psychiatric-assessment-current").tier.value == "caution"
    assert gap(plan(medicine("D40")), "psychiatric-assessment-current").tier.value == "stop"


@pytest.mark.parametrize(("sessions", "expected"), [(7, "passed"), (8, "passed"), (9, "caution")])
def test_r44_liver_tests_again_after_eight_sessions(sessions, expected):
    given = [medicine(f"D{number + 1}") for number in range(sessions)]
    tested = profile(liver_tests_on=FIRST_DAY - DAY)
    assert outcome(plan(*given, profile=tested), "liver-tests-current") == expected
    again = session("measure", "D9", "08:00", 20, checklist=("liver tests",))
    assert outcome(plan(*given, again, profile=tested), "liver-tests-current") == "passed"


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ((), "could not be checked"),
        ((ConditionAnswer("serious-arrhythmia", Answer.YES),), "could not be checked"),
        (
            tuple(
                ConditionAnswer(code, Answer.NO)
                for code in ("hypertension-controlled", "stable-coronary-disease", "serious-arrhythmia")
            ),
            "does not apply",
        ),
    ],
)
def test_r44_an_ecg_is_asked_of_those_whose_heart_is_at_risk(conditions, expected):
    given = plan(medicine("D1"), profile=ClinicalProfile(conditions=conditions))
    assert outcome(given, "ecg-with-heart-risk") == expected


@pytest.mark.parametrize(
    ("asked", "expected"), [("D1", "passed"), ("D2", "passed"), (None, "could not be checked"), ("old", "caution")]
)
def test_r44_bladder_questions_every_four_weeks_in_maintenance(asked, expected):
    given = plan(medicine("D30", phase=Phase.MAINTENANCE))
    days = {"D1": FIRST_DAY + DAY, "D2": FIRST_DAY + 2 * DAY, "old": FIRST_DAY, None: None}
    examined = ClinicalProfile(examinations=Examinations(urinary_questions_on=days[asked]))
    assert outcome(replace(given, profile=examined), "bladder-questions-in-maintenance") == expected
    course = plan(medicine("D30"), profile=examined)
    assert outcome(course, "bladder-questions-in-maintenance") == "does not apply"


def test_r44_the_measure_of_bladder_questions_counts_as_asking():
    given = plan(session("measure", "D-2", "10:00", measures=("Urinary questions",)), medicine("D1"))
    assert outcome(given, "bladder-questions-before-the-course") == "passed"


@pytest.mark.parametrize(
    ("possible", "expected"),
    [(Answer.YES, "stop"), (Answer.NO, "does not apply"), (Answer.NOT_ASKED, "could not be checked")],
)
def test_r46_a_pregnancy_test_is_for_those_who_can_be_pregnant(possible, expected):
    examined = replace(profile(pregnancy_test_on=FIRST_DAY - 8 * DAY), child_bearing_potential=possible)
    assert outcome(plan(medicine("D1"), profile=examined), "pregnancy-test") == expected


def test_r46_a_test_each_week_of_the_course():
    given = [medicine("D1"), medicine("D8", id="second"), medicine("D9", id="third")]
    tested = profile(pregnancy_test_on=FIRST_DAY)
    found = findings(plan(*given, profile=tested), "pregnancy-test")
    assert [each.sessions for each in found] == [("third",)]
    again = session("measure", "D9", "08:00", 20, checklist=("pregnancy test",))
    assert outcome(plan(*given, again, profile=tested), "pregnancy-test") == "passed"


def test_an_examination_after_the_session_is_said():
    found = findings(plan(medicine("D1"), profile=profile(pregnancy_test_on=FIRST_DAY + DAY)), "pregnancy-test")[0]
    assert found.sentence == "Pregnancy test: none before the medicine session of Sun 6 Dec, 09:30."
