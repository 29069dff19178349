"""The aftercare sheet: tonight, tomorrow, whom to call for what, who stays, and the next visit."""

from kapplanner.documents import print_pdf
from kapplanner.documents.content import Box, Sheet, bold, sheet_text
from kapplanner.documents.kinds.aftercare import write
from kapplanner.domain.people import Escort, EscortKind, Patient
from kapplanner.domain.plan import Plan
from kapplanner.domain.session import Attendance, SessionState
from tests.documents.support import SITE, course, pages_of, request, spaced
from tests.support.build import medicine, plan, session


def sheets(given: Plan | None = None, **more: object) -> tuple[Sheet, ...]:
    return write(request(plan=given or course(), **more))


def text(given: Plan | None = None, number: int = 0, **more: object) -> str:
    return spaced(sheet_text(sheets(given, **more)[number]))


def test_there_is_one_sheet_for_each_medicine_day_and_it_names_the_day_and_the_session() -> None:
    assert len(sheets()) == 3
    assert "After your medicine session Wednesday 9 December 2026. Medicine session 2 of 3" in text(number=1)


def test_driving_and_company_are_said_first_with_their_dates() -> None:
    said = text(number=1)
    assert "Today and tonight Do not drive until Thursday 10 December 2026, after a night’s sleep." in said
    assert "Do not be alone before 9:30 am on Thursday 10 December 2026." in said
    assert "Stay with us until 12:30 pm at least." in said
    assert "No alcohol or drugs today and on Thursday." in said
    assert "From tomorrow, Thursday 10 December 2026" in said


def test_a_watch_that_ends_after_midnight_names_the_weekday() -> None:
    assert "Stay with us until 1:30 am on Tuesday at least." in text(plan(medicine("D2", "22:30"), site=SITE))


def test_the_parts_are_read_back_in_the_order_of_the_night() -> None:
    parts = (
        "After your medicine session",
        "Today and tonight",
        "From tomorrow,",
        "Call us the same day if you",
        "Call 911 at once for",
        "Who stays with you:",
        "Your next visit:",
        "Questions, or feeling unsafe?",
    )
    page = pages_of(print_pdf(request(documents=("aftercare",))))[0]
    places = [page.index(part) for part in parts]
    assert places == sorted(places)


def test_the_emergency_list_alone_stands_in_a_thick_frame_with_the_clinics_number() -> None:
    thick = [block for block in sheets()[0].blocks if isinstance(block, Box) and block.thick]
    assert [spaced(box.title) for box in thick] == ["Call 911 at once for"]
    assert thick[0].items is not None and len(thick[0].items.items) == 7


def test_without_an_emergency_number_there_is_a_line_and_no_number_of_any_country() -> None:
    nowhere = course(site=SITE.__class__(name="Harbour Clinic"))
    said = text(nowhere)
    assert "Call the emergency number ______________ at once for" in said
    assert "911" not in said and "555" not in said


def test_the_next_visit_is_the_next_time_staff_see_the_patient() -> None:
    # Monday: talk at 13:30, rest at 14:30. Friday's session is followed by a talk at 13:30 on the same day.
    assert "Your next visit: Monday 7 December 2026, 1:30 pm: Talk session." in text()


def test_rest_practice_and_cancelled_sessions_are_no_visits_and_a_call_is_told_as_a_call() -> None:
    given = plan(
        medicine("D1"),
        session("rest", "D1", "14:00"),
        session("integration", "D1", "15:00", 60, state=SessionState.CANCELLED),
        session("follow-up", "D2", "11:00", 20, attendance=Attendance.PHONE),
        site=SITE,
    )
    assert "Your next visit: Monday 7 December 2026, 11:00 am: Phone call." in text(given)


def test_a_visit_that_begins_while_the_watch_lasts_is_not_the_next() -> None:
    # The session ends at 12:30 and so does the watch: on the minute counts, a minute earlier does not.
    on = plan(medicine("D1"), session("integration", "D1", "12:30", 60), site=SITE)
    before = plan(medicine("D1"), session("integration", "D1", "12:29", 60), site=SITE)
    assert "Your next visit: Sunday 6 December 2026, 12:30 pm" in text(on)
    assert text(before).endswith("Ask us for large print or another language.")
    assert "Your next visit: Questions" in text(before)


def test_who_stays_is_named_with_the_phone_or_is_a_line_to_write_on() -> None:
    named = Patient(escort=Escort(EscortKind.NAMED_ADULT, "Alex Roe", "(555) 010-1234"))
    assert "Who stays with you: Alex Roe, (555) 010-1234" in text(course(patient=named))
    nameless = Patient(escort=Escort(EscortKind.NAMED_ADULT, "Alex Roe"))
    assert "Who stays with you: Alex Roe Your next visit" in text(course(patient=nameless))
    assert "Who stays with you: Your next visit" in text(course(patient=Patient()))
    staff = Patient(escort=Escort(EscortKind.ON_SITE_STAFF))
    assert "Who stays with you: Our staff Your next visit" in text(course(patient=staff))


def test_what_waits_until_the_next_day_is_named() -> None:
    said = text()
    for wait in ("cycle", "climb", "machines", "bathe", "swim", "cook", "watch children", "Sign nothing"):
        assert wait in said


def test_the_clinics_phones_stand_large_at_the_foot() -> None:
    (sheet, *_) = sheets(course())
    assert [block.number for block in sheet.foot if isinstance(block, Box)] == [bold("(555)\u00a0010-4477")]


def test_large_print_keeps_what_to_call_for_under_its_heading() -> None:
    """Whoever is afraid finds the whole list on one page."""
    for language, heading, first, last in (
        ("en", "Call us the same day if you", "think of ending your life", "hear voices or feel unreal tomorrow"),
        ("es", "Llámenos el mismo día si", "piensa en quitarse la vida", "mañana oye voces o se siente irreal"),
    ):
        asked = request(documents=("aftercare",), size=18, paper="letter", language=language)
        pages = [page for page in pages_of(print_pdf(asked)) if heading in page]
        assert len(pages) == 3
        assert all(first in page and last in page for page in pages)


def test_of_two_doses_on_one_day_the_last_one_counts() -> None:
    both = plan(medicine("D4", "08:00", 120, route="IM"), medicine("D4", "14:00", 120, route="IM"), site=SITE)
    (only,) = sheets(both)
    said = spaced(sheet_text(only))
    assert "Medicine session 2 of 2" in said
    assert "Do not be alone before 2:00 pm on Thursday 10 December 2026." in said
