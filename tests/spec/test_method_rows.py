"""R26, R28, R29 and R30: when methods may follow a dose, before leaving, and by whom."""

import pytest

from kapplanner.domain.people import Answer, Practitioner
from kapplanner.domain.session import ExposureNeed, TravelDirection
from tests.spec.outcomes import findings, gap, outcome
from tests.support.build import assigned, medicine, plan, session

RULE = "no-memory-processing-under-the-effect"


@pytest.mark.parametrize("modality", ["emdr", "art", "imagery-rescripting", "exposure"])
@pytest.mark.parametrize(
    ("clock", "expected"), [("15:31", "passed"), ("15:30", "passed"), ("15:29", "caution"), ("13:00", "caution")]
)
def test_r26_memory_processing_starts_six_hours_after_a_lozenge(modality, clock, expected):
    assert (
        outcome(plan(medicine("D1", "09:30"), session("integration", "D1", clock, modality=modality)), RULE) == expected
    )


@pytest.mark.parametrize(
    ("route", "hours"), [("SL", 6), ("PO", 6), ("ESK", 6), ("IN", 4), ("IM", 4), ("SC", 4), ("IV", 4)]
)
def test_r26_hours_by_route(route, hours):
    dose = medicine("D1", "08:00", 60, route=route)
    on = session("integration", "D1", f"{8 + hours:02}:00", modality="emdr")
    before = session("integration", "D1", f"{7 + hours:02}:59", modality="emdr")
    assert outcome(plan(dose, on), RULE) == "passed"
    assert outcome(plan(dose, before), RULE) == "caution"


def test_r26_the_same_hour_and_the_medicine_block_are_a_stop():
    short = medicine("D1", "09:30", 30)
    assert outcome(plan(short, session("integration", "D1", "10:29", modality="emdr")), RULE) == "stop"
    assert outcome(plan(short, session("integration", "D1", "10:30", modality="emdr")), RULE) == "caution"
    block = medicine("D1", "09:30", 180)
    assert outcome(plan(block, session("integration", "D1", "12:29", modality="emdr")), RULE) == "stop"
    assert outcome(plan(block, session("integration", "D1", "12:30", modality="emdr")), RULE) == "caution"


def test_r26_work_that_ends_before_the_dose_is_fine_and_work_that_runs_into_it_is_a_stop():
    before = session("integration", "D1", "08:30", 60, modality="emdr")
    assert outcome(plan(before, medicine("D1", "09:30")), RULE) == "passed"
    into = session("integration", "D1", "08:31", 60, modality="emdr")
    assert outcome(plan(into, medicine("D1", "09:30")), RULE) == "stop"


def test_r26_counts_from_the_dose_over_midnight():
    dose = medicine("D1", "20:00", 120, details={"minutes_to_dose": 30})
    assert outcome(plan(dose, session("integration", "D2", "02:30", modality="emdr")), RULE) == "passed"
    found = findings(plan(dose, session("integration", "D2", "02:29", modality="emdr")), RULE)
    assert found[0].tier.value == "caution"
    assert (str(found[0].interval.start), str(found[0].interval.end)) == ("2026-12-06 20:30:00", "2026-12-07 02:30:00")


def test_r26_other_methods_and_other_days_are_free():
    assert (
        outcome(plan(medicine("D1"), session("integration", "D1", "13:00", modality="ifs")), RULE) == "does not apply"
    )
    assert outcome(plan(medicine("D1"), session("integration", "D2", "10:00", modality="emdr")), RULE) == "passed"


@pytest.mark.parametrize("modality", ["emdr", "art", "imagery-rescripting", "exposure"])
@pytest.mark.parametrize("route", ["SL", "IM"])
def test_r26_memory_processing_inside_the_medicine_session_itself_is_a_stop(modality, route):
    given = plan(medicine("D1", "09:30", route=route, modality=modality))
    found = findings(given, RULE)
    assert [each.tier.value for each in found] == ["stop"]
    assert found[0].sessions == (given.sessions[0].id,)
    assert outcome(plan(medicine("D1", "09:30", route=route, modality="supportive")), RULE) == "does not apply"


def test_r26_the_sentence_says_where_in_the_medicine_session_it_lies():
    inside = plan(medicine("D1", "09:30", modality="emdr"))
    said = "EMDR is planned inside the SL medicine session of Sun 6 Dec, 09:30; at least 6 h after the dose."
    assert findings(inside, RULE)[0].sentence == said


@pytest.mark.parametrize(
    ("dose", "expected"), [("75 mg", "passed"), ("76 mg", "stop"), ("low", "could not be checked")]
)
def test_r26_the_named_exception_holds_inside_the_medicine_session_too(dose, expected):
    inside = medicine("D1", "09:30", dose=dose, modality="emdr", low_dose_exception_by="anna")
    assert outcome(plan(inside, practitioners=(ANNA,)), RULE) == expected


ANNA = Practitioner("anna", "Anna K.", trainings=("emdr",))


def low_dose(dose: str, *people: Practitioner, by: str = "anna", route: str = "SL"):
    during = session("integration", "D1", "10:00", 60, modality="emdr", low_dose_exception_by=by)
    return plan(medicine("D1", "09:30", route=route, dose=dose), during, practitioners=people, weight="100 kg")


def test_r26_the_named_trained_clinician_may_work_under_75_mg_by_lozenge():
    assert outcome(low_dose("75 mg", ANNA), RULE) == "passed"
    assert outcome(low_dose("75 mg", ANNA, by="Anna K."), RULE) == "passed"
    assert outcome(low_dose("76 mg", ANNA), RULE) == "stop"
    assert outcome(low_dose("75 mg", ANNA, route="IM"), RULE) == "stop"
    assert outcome(low_dose("75 mg", Practitioner("anna", "Anna K.", trainings=("ifs",))), RULE) == "stop"


def test_r26_the_exception_lacks_facts_where_training_or_dose_are_unknown():
    assert outcome(low_dose("75 mg"), RULE) == "could not be checked"
    assert outcome(low_dose("75 mg", Practitioner("anna", "Anna K.")), RULE) == "could not be checked"
    missing = gap(low_dose("low", ANNA), RULE).missing
    assert missing[0].endswith("medicine.dose")


def leaving(day: str, clock: str):
    return session("travel", day, clock, 30, travel=TravelDirection.DEPARTURE)


@pytest.mark.parametrize(("departure", "expected"), [("07:31", "passed"), ("07:30", "passed"), ("07:29", "caution")])
def test_r28_no_new_target_20_hours_before_departure(departure, expected):
    work = session("integration", "D1", "10:00", 90, modality="emdr", new_target=Answer.YES)  # ends 11:30
    assert outcome(plan(work, leaving("D2", departure)), "no-new-target-before-leaving") == expected


@pytest.mark.parametrize(
    ("answer", "expected"), [(Answer.NO, "does not apply"), (Answer.NOT_ASKED, "could not be checked")]
)
def test_r28_asks_whether_a_new_target_is_opened(answer, expected):
    work = session("integration", "D2", "08:00", 60, modality="art", new_target=answer)
    given = plan(work, leaving("D2", "15:00"))
    assert outcome(given, "no-new-target-before-leaving") == expected


def test_r28_far_from_departure_the_answer_does_not_matter():
    work = session("integration", "D1", "08:00", 60, modality="art")
    assert outcome(plan(work, leaving("D3", "15:00")), "no-new-target-before-leaving") == "passed"


@pytest.mark.parametrize(
    ("closing", "expected"),
    [(Answer.YES, "passed"), (Answer.NO, "caution"), (Answer.NOT_ASKED, "could not be checked")],
)
def test_r28_a_session_closes_the_work(closing, expected):
    work = session("integration", "D1", "10:00", 60, modality="emdr", closing=Answer.NO)
    last = session("integration", "D2", "10:00", 60, closing=closing)
    assert outcome(plan(work, last, leaving("D3", "10:00")), "closing-session") == expected


def test_r28_the_closing_session_comes_at_or_after_the_last():
    early = session("integration", "D1", "10:00", 60, closing=Answer.YES)
    last = session("integration", "D2", "10:00", 60, modality="emdr", closing=Answer.NO)
    assert outcome(plan(early, last, leaving("D3", "10:00")), "closing-session") == "caution"
    itself = last.with_changes(closing=Answer.YES)
    assert outcome(plan(itself, leaving("D3", "10:00")), "closing-session") == "passed"


def exposure(day: str, clock: str, needs=(ExposureNeed.DRIVING,), minutes: int = 60):
    return session("integration", day, clock, minutes, modality="exposure", exposure_needs=needs)


@pytest.mark.parametrize(
    ("day", "clock", "expected"),
    [
        ("D1", "08:30", "passed"),  # ends at the dose
        ("D1", "08:31", "stop"),
        ("D1", "23:00", "stop"),
        ("D2", "08:59", "stop"),
        ("D2", "09:00", "passed"),
        ("D2", "09:01", "passed"),
    ],
)
def test_r29_dangerous_exposure_waits_until_driving_is_allowed(day, clock, expected):
    assert (
        outcome(plan(medicine("D1", "09:30"), exposure(day, clock)), "exposure-before-driving-is-allowed") == expected
    )


@pytest.mark.parametrize(
    ("needs", "expected"),
    [((), "does not apply"), (None, "could not be checked"), ((ExposureNeed.BEING_ALONE,), "stop")],
)
def test_r29_asks_what_the_exposure_needs(needs, expected):
    given = plan(medicine("D1", "09:30"), exposure("D1", "16:00", needs))
    assert outcome(given, "exposure-before-driving-is-allowed") == expected


def test_r29_looks_at_any_session_with_a_danger_whatever_its_method():
    swim = session("practice", "D1", "16:00", 60, exposure_needs=(ExposureNeed.WATER,))
    assert outcome(plan(medicine("D1"), swim), "exposure-before-driving-is-allowed") == "stop"


def treated_by(*people: Practitioner, who: str | None = "anna", modality: str = "emdr"):
    work = session("integration", "D2", "10:00", 60, modality=modality, people=(assigned("therapist", who),))
    return plan(medicine("D1"), work, practitioners=people)


@pytest.mark.parametrize("modality", ["emdr", "art", "ifs", "exposure"])
def test_r30_the_therapist_is_trained_in_the_method(modality):
    trained = Practitioner("anna", "Anna K.", trainings=(modality,))
    other = Practitioner("anna", "Anna K.", trainings=("cbt",))
    assert outcome(treated_by(trained, modality=modality), "therapist-trained") == "passed"
    assert outcome(treated_by(other, modality=modality), "therapist-trained") == "caution"


def test_r30_never_entered_is_not_the_same_as_none():
    unnamed = plan(medicine("D1"), session("integration", "D2", "10:00", 60, modality="emdr"))
    assert gap(unnamed, "therapist-trained").sentence == "Missing: the therapist."
    assert outcome(treated_by(who=None), "therapist-trained") == "caution"
    unasked = gap(treated_by(Practitioner("anna", "Anna K.")), "therapist-trained")
    assert unasked.missing == ("practitioner.anna.trainings",)
    assert unasked.sentence == "Missing: the training of Anna K."


def test_r30_does_not_apply_to_cbt():
    assert outcome(treated_by(ANNA, modality="cbt"), "therapist-trained") == "does not apply"


def test_r28_a_closing_session_after_the_departure_does_not_close_the_work():
    last = session("integration", "D4", "15:00", modality="emdr", closing=Answer.NO)
    leaving = session("travel", "D5", "12:00", 30, travel=TravelDirection.DEPARTURE)
    at_home = session("follow-up", "D14", "10:00", closing=Answer.YES)
    on_site = session("integration", "D5", "11:00", closing=Answer.YES)
    assert outcome(plan(last, leaving, at_home), "closing-session") == "caution"
    assert outcome(plan(last, leaving, on_site), "closing-session") == "passed"
    assert outcome(plan(last, leaving, at_home, on_site), "closing-session") == "passed"


def test_r28_a_session_after_the_departure_that_nobody_asked_about_settles_nothing():
    last = session("integration", "D4", "15:00", modality="emdr", closing=Answer.NO)
    leaving = session("travel", "D5", "12:00", 30, travel=TravelDirection.DEPARTURE)
    assert outcome(plan(last, leaving, session("follow-up", "D14", "10:00")), "closing-session") == "caution"
    in_doubt = session("integration", "D5", "09:00")
    assert outcome(plan(last, leaving, in_doubt), "closing-session") == "could not be checked"


def test_r29_a_dangerous_task_inside_the_medicine_session_is_a_stop():
    rule = "exposure-before-driving-is-allowed"
    assert outcome(plan(medicine("D1", exposure_needs=(ExposureNeed.HEIGHTS,))), rule) == "stop"
    assert outcome(plan(medicine("D1", exposure_needs=())), rule) == "does not apply"
