"""R45, R47 and R50 by what the profile says: what was tried before, scores, crisis plan and support person."""

from decimal import Decimal

import pytest

from kapplanner.domain.people import (
    Answer,
    ClinicalProfile,
    Contact,
    Diagnosis,
    EarlierTreatment,
    Examinations,
    Patient,
)
from tests.spec.outcomes import findings, gap, outcome
from tests.support.build import medicine, plan, session

TALK, PILL = EarlierTreatment("psychotherapy", "CBT", Answer.YES), EarlierTreatment("medicine", "SSRI", Answer.YES)
SHORT, UNJUDGED = EarlierTreatment("psychotherapy", "CBT", Answer.NO), EarlierTreatment("psychotherapy", "CBT")


@pytest.mark.parametrize(
    ("diagnosis", "treatments", "expected"),
    [
        (Diagnosis.GAD, (TALK, PILL), "passed"),
        (Diagnosis.GAD, (TALK,), "note"),
        (Diagnosis.GAD, (PILL,), "note"),
        (Diagnosis.GAD, (SHORT, PILL), "note"),
        (Diagnosis.GAD, (UNJUDGED, PILL), "could not be checked"),
        (Diagnosis.GAD, (UNJUDGED, TALK, PILL), "passed"),
        (Diagnosis.GAD, (), "note"),
        (Diagnosis.GAD, None, "could not be checked"),
        (None, (TALK, PILL), "could not be checked"),
        (Diagnosis.SPECIFIC_PHOBIA, (TALK, PILL), "caution"),
        (Diagnosis.PANIC, (TALK, PILL), "passed"),
    ],
)
def test_r45_diagnosis_and_an_adequate_trial_of_each_kind(diagnosis, treatments, expected):
    profile = ClinicalProfile(diagnosis=diagnosis, earlier_treatments=treatments)
    assert outcome(plan(medicine("D1"), profile=profile), "treatment-history") == expected
    assert outcome(plan(session("rest", "D1", "10:00"), profile=profile), "treatment-history") == "does not apply"


def test_r45_says_how_many_there_were():
    profile = ClinicalProfile(diagnosis=Diagnosis.GAD, earlier_treatments=(PILL,))
    assert [each.sentence for each in findings(plan(medicine("D1"), profile=profile), "treatment-history")] == [
        "Adequate trials of psychotherapy before: 0; at least 1, or a reason."
    ]


@pytest.mark.parametrize(
    ("audit_c", "dast_10", "expected"),
    [
        (2, 2, "passed"),
        (3, 2, "caution"),
        (4, 2, "caution"),
        (2, 3, "caution"),
        (0, 0, "passed"),
        (None, 0, "could not be checked"),
        (0, None, "could not be checked"),
    ],
)
def test_r47_scores_at_the_cut_off_ask_for_an_assessment(audit_c, dast_10, expected):
    profile = ClinicalProfile(examinations=Examinations(audit_c=audit_c, dast_10=dast_10))
    assert outcome(plan(medicine("D1"), profile=profile), "substance-scores") == expected
    assert outcome(plan(profile=profile), "substance-scores") == "does not apply"


@pytest.mark.parametrize(
    ("crisis_plan", "person", "expected"),
    [
        (Answer.YES, Contact("Kim"), "passed"),
        (Answer.NO, Contact("Kim"), "stop"),
        (Answer.YES, Contact(), "caution"),  # entered as none
        (Answer.NOT_ASKED, Contact("Kim"), "could not be checked"),
        (Answer.YES, None, "could not be checked"),
    ],
)
def test_r50_crisis_plan_and_support_person_on_file(crisis_plan, person, expected):
    given = plan(
        medicine("D1"), profile=ClinicalProfile(crisis_plan=crisis_plan), patient=Patient(support_person=person)
    )
    assert outcome(given, "crisis-plan-on-file") == expected
    assert outcome(plan(), "crisis-plan-on-file") == "does not apply"


def test_r50_a_missing_support_person_alone_is_at_stake_as_a_caution():
    given = plan(medicine("D1"), profile=ClinicalProfile(crisis_plan=Answer.YES))
    assert gap(given, "crisis-plan-on-file").tier.value == "caution"
    assert gap(plan(medicine("D1")), "crisis-plan-on-file").tier.value == "stop"


def test_a_case_that_comes_near_its_limit_is_told():
    profile = ClinicalProfile(examinations=Examinations(audit_c=2, dast_10=0))
    from kapplanner.codec.rule_sets import rule_set_named
    from kapplanner.rules.evaluate import evaluate

    report = evaluate(plan(medicine("D1"), profile=profile), rule_set_named("intensive"))
    near = next(each for each in report.nearest if each.rule == "substance-scores")
    assert (near.measured.value, near.limit.value) == (Decimal(2), Decimal(3))
