"""The sample plan: fictional, well filled, one Caution on purpose."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from kapplanner.codec.sample import sample_plan
from kapplanner.domain.identity import CountedIds
from kapplanner.domain.session import Route, SessionKind
from tests.unit.templates.second_opinion import cautions, clock, stops


def test_the_sample_starts_on_the_first_sunday_of_december_2026():
    plan = sample_plan()
    assert (plan.first_day, plan.first_day.weekday()) == (date(2026, 12, 6), 6)
    assert plan.sample
    assert plan.template.id == "gad-two-weeks"
    assert plan.patient.name == "Sam R."


def test_the_one_caution_is_emdr_three_and_a_half_hours_after_a_dose():
    plan = sample_plan()
    assert not list(stops(plan))
    assert list(cautions(plan)) == ["R26 Resting your mind on a safe place"]
    medicine = plan.medicine_sessions[1]
    emdr = next(s for s in plan.sessions if s.day == medicine.day and s.modality == "emdr")
    assert plan.start(emdr) - plan.dose_time(medicine) == timedelta(hours=3, minutes=30)
    assert medicine.medicine.route is Route.IM


def test_changing_from_lozenge_to_injection_raises_the_estimated_exposure_by_less_than_a_quarter():
    lozenge, injection = (session.medicine.dose.value for session in sample_plan().medicine_sessions[:2])
    before, after = lozenge * Decimal("0.30"), injection * Decimal("0.93")
    assert (before, after) == (Decimal("22.50"), Decimal("27.90"))
    assert after / before - 1 == Decimal("0.24")


def test_no_injection_rises_by_more_than_a_quarter_over_the_one_before():
    doses = [session.medicine.dose.value for session in sample_plan().medicine_sessions[1:]]
    assert all(later <= earlier * Decimal("1.25") for earlier, later in pairwise(doses))


def test_the_check_before_and_the_rest_after_are_bound_to_their_medicine_session():
    plan = sample_plan()
    for medicine in plan.medicine_sessions:
        bound = [session for session in plan.sessions if session.bound_to == medicine.id]
        assert [session.kind for session in bound] == [SessionKind.MEASURE, SessionKind.REST]
        assert clock(bound[0]) == "08:40"


def test_every_date_of_the_profile_moves_with_the_first_day():
    plan = sample_plan(date(2027, 2, 1))  # a Monday: screening and preparation fall on Mondays as planned
    assert plan.patient.weighed_on == date(2027, 1, 18)
    assert plan.profile.consent.given_on == date(2027, 1, 25)
    assert plan.profile.examinations.medical_assessment_on == date(2027, 1, 18)
    assert not list(stops(plan))
    assert [caution[:3] for caution in cautions(plan)] == ["R26"]


def test_every_room_and_practitioner_named_in_a_session_is_in_the_plan():
    plan = sample_plan()
    for session in plan.sessions:
        assert session.room is None or plan.room(session.room)
        assert all(plan.practitioner(entry.practitioner) for entry in session.people)


def test_the_sample_is_the_same_every_time_and_takes_other_ids():
    assert sample_plan() == sample_plan()
    assert sample_plan(ids=CountedIds("demo")).id == "demo-1"
