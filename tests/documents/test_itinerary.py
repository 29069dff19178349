"""The patient's plan day by day."""

from dataclasses import replace

from kapplanner.documents import print_pdf
from kapplanner.documents.content import DayStrip, sheet_text
from kapplanner.documents.kinds.itinerary import write
from tests.documents.support import course, pages_of, request, spaced
from tests.support.build import medicine, plan, session


def test_every_day_with_an_appointment_and_every_day_of_the_stay_has_a_page() -> None:
    places = [spaced(sheet.place) for sheet in write(request())]
    assert places == [
        "Sunday 29 November 2026",
        *(
            f"{weekday} {day} December 2026"
            for day, weekday in enumerate(
                ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"), 6
            )
        ),
        "Sunday 10 January 2027",
    ]


def test_a_free_day_at_home_has_no_page() -> None:
    weekly = plan(medicine("D1"), medicine("D8"))
    assert len(write(request(plan=weekly))) == 2


def test_a_free_day_of_the_stay_says_that_there_are_no_appointments() -> None:
    thursday = next(sheet for sheet in write(request()) if "10\u00a0December" in sheet.place)
    assert "Rest and free time" in sheet_text(thursday)


def test_the_evening_before_medicine_says_when_to_stop_eating() -> None:
    thursday = next(sheet for sheet in write(request()) if "10\u00a0December" in sheet.place)
    assert "Stop eating at 3:30 am on Friday 11 December 2026: tomorrow is a medicine day." in spaced(
        sheet_text(thursday)
    )


def test_the_day_after_medicine_speaks_of_driving() -> None:
    saturday = next(sheet for sheet in write(request()) if "12\u00a0December" in sheet.place)
    assert "Do not drive if you have not slept through the night after your medicine." in spaced(sheet_text(saturday))


def test_the_day_after_a_dose_past_midnight_says_the_same_about_driving_as_the_medicine_day() -> None:
    """Begun on Monday at 23:00, the dose given on Tuesday at 0:30: no driving until Wednesday, on both pages."""
    session_ = medicine("D2", "23:00")
    assert session_.medicine is not None
    late = session_.with_changes(medicine=replace(session_.medicine, minutes_to_dose=90))
    night = plan(late, session("integration", "D3", "10:00"))
    monday, tuesday = (spaced(sheet_text(sheet)) for sheet in write(request(plan=night)))
    assert "Do not drive until Wednesday 9 December 2026, after a night’s sleep." in monday
    assert "Do not drive after your medicine until Wednesday 9 December 2026, after a night’s sleep." in tuesday
    assert "if you have not slept" not in tuesday


def test_the_evening_before_says_when_to_stop_drinking_where_that_is_before_midnight() -> None:
    early = plan(session("preparation", "D1", "16:00"), medicine("D2", "01:30"), medicine("D4", "09:30"))
    sunday = spaced(sheet_text(write(request(plan=early))[0]))
    assert "Stop eating at 9:30 pm on Sunday 6 December 2026: tomorrow is a medicine day." in sunday
    assert "You may drink clear water until 11:30 pm on Sunday." in sunday
    thursday = next(sheet for sheet in write(request()) if "10\u00a0December" in sheet.place)
    assert "clear water" not in sheet_text(thursday)


def test_medicine_days_carry_the_medicine_day_sheet() -> None:
    with_strip = [s for s in write(request()) if any(isinstance(block, DayStrip) for block in s.blocks)]
    assert len(with_strip) == 3


def test_asking_for_both_prints_the_medicine_day_once() -> None:
    both = pages_of(print_pdf(request(documents=("itinerary", "medicine-day"))))
    assert sum("Medicine session 2 of 3" in page for page in both) == 1


def test_sessions_of_every_kind_have_words_of_their_own() -> None:
    kinds = ("screening", "preparation", "integration", "measure", "practice", "rest", "follow-up", "travel")
    day = plan(*(session(kind, "D1", f"{9 + place:02}:00", 30) for place, kind in enumerate(kinds)))
    (sheet,) = write(request(plan=day))
    text = sheet_text(sheet)
    for words in (
        "Health check",
        "Get ready",
        "Talk session",
        "Questions about how you feel",
        "Practice",
        "Rest",
        "Follow-up visit",
        "Arrive",
    ):
        assert words in text


def test_the_clinicians_words_for_the_patient_stand_in_place_of_the_houses() -> None:
    own = plan(session("integration", "D1", "10:00", modality="emdr", patient_text="We look at the lift."))
    (sheet,) = write(request(plan=own))
    assert "Talk session. We look at the lift." in sheet_text(sheet)
    assert "rhythm" not in sheet_text(sheet)


def test_words_that_come_with_every_template_are_told_in_the_language_of_the_paper() -> None:
    rest = session("rest", "D1", "10:00", patient_text="Free time. Rest, take a short walk, write in your journal.")
    (english,) = write(request(plan=plan(rest)))
    assert "Rest. Free time. Rest, take a short walk, write in your journal." in sheet_text(english)
    (spanish,) = write(request(plan=plan(rest), language="es"))
    assert "Descanso. Tiempo libre. Descanse, camine un poco, escriba en su diario." in sheet_text(spanish)
    (own,) = write(request(plan=plan(rest.with_changes(patient_text="Free time.")), language="es"))
    assert "Descanso. Free time." in sheet_text(own)


def test_words_of_a_template_follow_the_route_that_the_session_has_now() -> None:
    text = "You will hold a lozenge in your mouth for the time we tell you. A staff member stays with you."
    (sheet,) = write(request(plan=plan(medicine("D1", route="IM", patient_text=text))))
    assert "You will have an injection in the muscle of your arm." in sheet_text(sheet)
    assert "lozenge" not in sheet_text(sheet)


def test_the_kind_is_not_said_twice_where_the_clinicians_words_begin_with_it() -> None:
    (sheet,) = write(request(plan=plan(session("rest", "D1", "10:00", patient_text="Rest. Light food and water."))))
    assert "Rest. Light food and water." in sheet_text(sheet)
    assert "Rest. Rest." not in sheet_text(sheet)
    (sheet,) = write(request(plan=plan(session("rest", "D1", "10:00", patient_text="Restful music."))))
    assert "Rest. Restful music." in sheet_text(sheet)


def test_a_check_that_belongs_to_a_medicine_session_is_called_a_check() -> None:
    check = session("measure", "D1", "09:00", 20, bound_to="dose")
    (sheet,) = write(request(plan=plan(check, medicine("D1", id="dose"))))
    assert "Check before your medicine. We check your blood pressure" in sheet_text(sheet)


def test_a_method_of_the_clinics_own_is_named_by_its_id() -> None:
    own = plan(session("integration", "D1", "10:00", modality="sound-bath"))
    (sheet,) = write(request(plan=own))
    assert "Talk session. Sound bath" in sheet_text(sheet)


def test_notes_of_the_team_never_reach_a_patient_page() -> None:
    private = plan(session("integration", "D1", "10:00", note="Doubts about the diagnosis", title="R26 check"))
    (sheet,) = write(request(plan=private))
    assert "Doubts" not in sheet_text(sheet)
    assert "R26" not in sheet_text(sheet)


def test_the_mock_up_course_is_complete() -> None:
    assert course().medicine_sessions[1].day.isoformat() == "2026-12-09"
