"""Every row of the list of conditions can be run by the rule form for facts: yes, no, and never asked."""

import pytest

from kapplanner.codec.clinical_lists import condition_list
from kapplanner.domain.people import Answer, ClinicalProfile, ConditionAnswer, Patient
from kapplanner.rules.clinical_lists import ListedCondition
from kapplanner.rules.form import Verdict
from kapplanner.rules.forms.applicability import Applicability
from kapplanner.rules.index import PlanIndex
from tests.support.build import medicine, plan

OWN_FIELDS = {"under-18", "breastfeeding", "fear-of-losing-control"}


def judged(condition: ListedCondition, **more: object) -> Verdict:
    form = Applicability(condition.when.fact, condition.when.operator, condition.when.value)
    form.check()
    return form.judge(PlanIndex(plan(medicine("D1"), **more), {}))


@pytest.mark.parametrize("condition", condition_list().conditions, ids=lambda condition: condition.code)
def test_a_row_finds_a_yes_passes_a_no_and_misses_an_answer_never_given(condition):
    asked = judged(condition, profile=answered(condition, Answer.NOT_ASKED), patient=Patient())
    assert [gap.missing for gap in asked.gaps] == [(condition.when.fact,)]
    assert asked.problems == []
    yes = judged(condition, profile=answered(condition, Answer.YES), patient=Patient(age=17))
    assert [problem.field for problem in yes.problems] == [condition.when.fact]
    no = judged(condition, profile=answered(condition, Answer.NO), patient=Patient(age=18))
    assert (no.problems, no.gaps, no.looked) == ([], [], 1)


def answered(condition: ListedCondition, answer: Answer) -> ClinicalProfile:
    if condition.code in OWN_FIELDS:
        return ClinicalProfile(breastfeeding=answer, fear_of_losing_control=answer)
    return ClinicalProfile(conditions=(ConditionAnswer(condition.code, answer),))


def test_only_three_rows_read_a_field_of_their_own():
    own = {c.code for c in condition_list().conditions if c.when.fact != f"profile.conditions.{c.code}"}
    assert own == OWN_FIELDS
