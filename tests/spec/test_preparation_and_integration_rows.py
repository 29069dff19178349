"""R22 to R25 and R27: preparation, consent, integration, learning."""

from datetime import date, timedelta

import pytest

from kapplanner.domain.people import Answer, ClinicalProfile, Consent
from tests.spec.outcomes import findings, gap, outcome
from tests.support.build import FIRST_DAY, medicine, plan, session

PREPARED = (session("preparation", "D-3", "10:00", 50), session("preparation", "D-2", "10:00", 50))


@pytest.mark.parametrize(
    ("lengths", "expected"),
    [
        ((), "stop"),
        ((120,), "caution"),
        ((50, 50), "passed"),
        ((50, 49), "caution"),
        ((50, 51), "passed"),
        ((30, 30, 40), "passed"),
    ],
)
def test_r22_two_sessions_and_100_minutes_of_preparation(lengths, expected):
    sessions = [session("preparation", f"D-{n + 1}", "10:00", minutes) for n, minutes in enumerate(lengths)]
    assert outcome(plan(*sessions, medicine("D1")), "preparation-before-the-first-dose") == expected


def test_r22_counts_what_ends_by_the_first_dose_only():
    in_time = plan(*PREPARED[:1], session("preparation", "D1", "08:40", 50), medicine("D1", "09:30"))
    assert outcome(in_time, "preparation-before-the-first-dose") == "passed"
    late = plan(*PREPARED[:1], session("preparation", "D1", "08:41", 50), medicine("D1", "09:30"))
    assert outcome(late, "preparation-before-the-first-dose") == "caution"
    before_dose = plan(
        *PREPARED[:1],
        session("preparation", "D1", "08:41", 50),
        medicine("D1", "09:30", details={"minutes_to_dose": 1}),
    )
    assert outcome(before_dose, "preparation-before-the-first-dose") == "passed"


def test_r22_does_not_apply_without_medicine():
    assert outcome(plan(*PREPARED), "preparation-before-the-first-dose") == "does not apply"


@pytest.mark.parametrize(
    ("day", "clock", "expected"),
    [
        ("D1", "20:29", "passed"),
        ("D1", "20:30", "passed"),  # ends 21:30, 12 h before 09:30
        ("D1", "20:31", "caution"),
    ],
)
def test_r23_the_last_preparation_ends_12_hours_before(day, clock, expected):
    assert outcome(plan(session("preparation", day, clock), medicine("D2", "09:30")), "preparation-timing") == expected


@pytest.mark.parametrize(("clock", "expected"), [("08:31", "passed"), ("08:30", "passed"), ("08:29", "caution")])
def test_r23_the_last_preparation_is_not_older_than_seven_days(clock, expected):
    # D-6 is the sixth day before D1, so D-6 09:30 to D2 09:30 are 7 x 24 h.
    given = plan(session("preparation", "D-6", clock), medicine("D2", "09:30"))
    assert outcome(given, "preparation-timing") == expected


def test_r23_only_the_last_preparation_counts():
    given = plan(session("preparation", "D-20", "10:00"), session("preparation", "D-2", "10:00"), medicine("D1"))
    assert outcome(given, "preparation-timing") == "passed"


@pytest.mark.parametrize(
    ("answer", "expected"), [(Answer.YES, "passed"), (Answer.NO, "stop"), (Answer.NOT_ASKED, "could not be checked")]
)
def test_r23_consent_never_entered_is_not_consent_refused(answer, expected):
    given = plan(medicine("D1"), profile=ClinicalProfile(consent=Consent(given=answer)))
    assert outcome(given, "consent-given") == expected


AGREED = ClinicalProfile(consent=Consent(given=Answer.YES))


@pytest.mark.parametrize(("clock", "expected"), [("08:29", "passed"), ("08:30", "passed"), ("08:31", "caution")])
def test_r23_consent_is_planned_24_hours_before_the_first_dose(clock, expected):
    signing = session("preparation", "D1", clock, 60, checklist=("consent",))
    assert outcome(plan(signing, medicine("D2", "09:30"), profile=AGREED), "consent-a-day-before") == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (FIRST_DAY - timedelta(days=1), "passed"),  # whatever the hour, more than 24 h before D2 09:30
        (FIRST_DAY, "could not be checked"),  # 9.5 to 33.5 h
        (FIRST_DAY + timedelta(days=1), "caution"),
        (None, "could not be checked"),
    ],
)
def test_r23_a_day_of_consent_without_a_clock_time_is_read_both_ways(day: date | None, expected):
    consent = ClinicalProfile(consent=Consent(given=Answer.YES, given_on=day))
    assert outcome(plan(medicine("D2", "09:30"), profile=consent), "consent-a-day-before") == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (FIRST_DAY - timedelta(days=6), "passed"),  # signed a week before; read again the evening before
        (FIRST_DAY - timedelta(days=1), "passed"),
        (FIRST_DAY, "caution"),  # the day of that very session
        (FIRST_DAY + timedelta(days=1), "caution"),
        (None, "caution"),
    ],
)
def test_r23_reading_consent_again_late_does_not_undo_what_was_signed_early(day: date | None, expected):
    consent = ClinicalProfile(consent=Consent(given=Answer.YES, given_on=day))
    again = session("preparation", "D1", "16:30", 60, checklist=("consent",))
    assert outcome(plan(again, medicine("D2", "09:30"), profile=consent), "consent-a-day-before") == expected


def test_r23_a_day_before_the_late_session_that_may_be_early_enough_is_read_both_ways():
    consent = ClinicalProfile(consent=Consent(given=Answer.YES, given_on=FIRST_DAY))
    again = session("preparation", "D2", "08:00", 60, checklist=("consent",))
    given = plan(again, medicine("D2", "09:30"), profile=consent)
    assert outcome(given, "consent-a-day-before") == "could not be checked"


def test_r23_a_session_early_enough_settles_it_whatever_day_was_entered():
    consent = ClinicalProfile(consent=Consent(given=Answer.YES, given_on=FIRST_DAY + timedelta(days=1)))
    early = session("preparation", "D-7", "16:30", 60, checklist=("consent",))
    assert outcome(plan(early, medicine("D2", "09:30"), profile=consent), "consent-a-day-before") == "passed"


@pytest.mark.parametrize(
    ("checklist", "expected"),
    [((), "could not be checked"), (("fasting",), "caution"), (("fasting", "consent confirmed today"), "passed")],
)
def test_r23_consent_is_confirmed_on_each_medicine_day(checklist, expected):
    assert outcome(plan(medicine("D1", checklist=checklist)), "consent-confirmed-each-day") == expected


def test_r23_a_check_bound_to_the_session_counts():
    dose = medicine("D1", "09:30", checklist=("fasting",))
    check = session("measure", "D1", "09:00", 20, bound_to=dose.id, checklist=("consent confirmed today",))
    assert outcome(plan(dose, check), "consent-confirmed-each-day") == "passed"


@pytest.mark.parametrize(
    ("answer", "expected"), [(Answer.YES, "passed"), (Answer.NO, "caution"), (Answer.NOT_ASKED, "could not be checked")]
)
def test_r23_off_label_and_compounded_use_are_explained(answer, expected):
    consent = Consent(off_label_explained=answer, compounded_explained=answer)
    given = plan(medicine("D1", route="SL"), profile=ClinicalProfile(consent=consent))
    assert outcome(given, "off-label-explained") == expected
    assert outcome(given, "compounded-medicine-explained") == expected
    assert outcome(plan(medicine("D1", route="IM")), "compounded-medicine-explained") == "does not apply"


@pytest.mark.parametrize(
    ("day", "clock", "minutes", "expected"),
    [
        ("D1", "12:30", 45, "passed"),  # at the end of the block
        ("D2", "12:29", 45, "passed"),
        ("D2", "12:30", 45, "passed"),  # 24 h after the end
        ("D2", "12:31", 45, "caution"),
        ("D1", "16:00", 44, "caution"),
        ("D1", "12:29", 45, "stop"),  # starts inside the block: none after it
    ],
)
def test_r24_integration_starts_within_24_hours_of_the_end_of_the_block(day, clock, minutes, expected):
    given = plan(medicine("D1", "09:30", 180), session("integration", day, clock, minutes))
    assert outcome(given, "integration-after-each-medicine-session") == expected


def test_r24_none_before_the_next_medicine_session_is_a_stop_at_that_session():
    first, second = medicine("D1"), medicine("D2")
    found = findings(
        plan(first, second, session("integration", "D2", "16:00", 60)), "integration-after-each-medicine-session"
    )
    assert [(f.tier.value, f.sessions) for f in found] == [("stop", (first.id,))]


def test_r24_any_kind_but_integration_does_not_count():
    given = plan(medicine("D1"), session("follow-up", "D1", "16:00", 60), session("practice", "D1", "18:00", 60))
    assert outcome(given, "integration-after-each-medicine-session") == "stop"


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (("D2", "D31"), "passed"),  # 30 local days after D1
        (("D2", "D32"), "caution"),
        (("D2",), "caution"),
        ((), "caution"),
    ],
)
def test_r25_two_contacts_in_the_30_days_after_the_last_medicine_session(days, expected):
    after = [session("follow-up" if n else "integration", day, "16:00") for n, day in enumerate(days)]
    assert outcome(plan(medicine("D1"), *after), "integration-after-the-course") == expected


def test_r25_counts_after_the_last_medicine_session_only():
    given = plan(
        medicine("D1"), session("integration", "D2", "10:00"), medicine("D3"), session("integration", "D4", "10:00")
    )
    assert outcome(given, "integration-after-the-course") == "caution"


@pytest.mark.parametrize(
    ("day", "clock", "expected"),
    [
        ("D1", "21:29", "note"),
        ("D1", "21:30", "passed"),  # 12 h after the dose at 09:30
        ("D1", "21:31", "passed"),
        ("D4", "09:29", "passed"),
        ("D4", "09:30", "passed"),  # 72 h
        ("D4", "09:31", "note"),
    ],
)
@pytest.mark.parametrize("modality", ["cbt", "exposure", "emdr", "art"])
def test_r27_active_learning_falls_12_to_72_hours_after_the_dose(day, clock, expected, modality):
    given = plan(medicine("D1", "09:30"), session("integration", day, clock, modality=modality))
    assert outcome(given, "learning-window") == expected


def test_r27_counts_from_the_dose_and_not_from_the_start():
    dose = medicine("D1", "09:00", details={"minutes_to_dose": 30})
    early = plan(dose, session("integration", "D1", "21:29", modality="cbt"))
    assert outcome(early, "learning-window") == "note"
    assert outcome(plan(dose, session("integration", "D1", "21:30", modality="cbt")), "learning-window") == "passed"


def test_r27_reaches_past_the_next_medicine_session():
    given = plan(medicine("D1"), medicine("D2"), session("integration", "D3", "16:00", modality="cbt"))
    assert outcome(given, "learning-window") == "passed"


def test_r27_supportive_talk_is_not_active_learning_and_makes_one_note_for_each_session():
    given = plan(medicine("D1"), medicine("D3"), session("integration", "D2", "10:00", modality="supportive"))
    assert len(findings(given, "learning-window")) == 2


def test_what_is_missing_is_said_in_words():
    assert gap(plan(medicine("D1")), "consent-given").sentence == "Missing: written consent."
