"""Pages: one a day where it fits, nothing lost where it does not, and who, what and when around every page."""

from dataclasses import replace
from datetime import datetime

import pytest

from kapplanner.documents import CannotPrint, print_pdf
from kapplanner.documents.preview import smallest_text
from kapplanner.documents.request import PrintRequest
from kapplanner.domain.errors import ImpossibleValue
from kapplanner.rules.finding import State
from tests.documents.support import (
    MONITOR_MISSING,
    PRINTED_AT,
    SITE,
    WEIGHT_MISSING,
    course,
    judged,
    pages_of,
    report,
    request,
    words_of,
)
from tests.support.build import medicine, plan, session

PATIENT_PAPERS = ("calendar", "itinerary")


def crowded(rows: int) -> PrintRequest:
    """One day with medicine and so many rows altogether."""
    clocks = [f"{13 + n // 4:02}:{15 * (n % 4):02}" for n in range(rows - 1)]
    talks = (session("integration", "D1", clock, 15, patient_text=f"Row number {n}.") for n, clock in enumerate(clocks))
    return request(plan=plan(medicine("D1", route="IM"), *talks, site=SITE))


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_each_day_of_the_mock_up_course_fits_one_page_at_14_points(paper: str) -> None:
    assert len(pages_of(print_pdf(request(documents=("itinerary",), paper=paper)))) == 10


def test_a_day_that_does_not_fit_says_page_1_of_2_and_names_the_day_again() -> None:
    pages = pages_of(print_pdf(crowded(14)))
    assert len(pages) == 2
    assert "page 1 of 2 for this day" in pages[0]
    assert "Sunday 6 December 2026, page 2 of 2 for this day" in pages[1]
    assert "Sunday 6 December 2026, continued" in pages[1]


@pytest.mark.parametrize("size", [14, 18])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_no_row_of_a_crowded_day_is_lost(size: int, paper: str) -> None:
    text = words_of(print_pdf(replace(crowded(40), size=size, paper=paper)))
    assert [n for n in range(39) if f"Row number {n}." not in text] == []


def test_a_text_longer_than_a_page_is_printed_to_its_last_word() -> None:
    long = " ".join(f"word{n}" for n in range(2000))
    text = words_of(print_pdf(request(plan=plan(medicine("D1", route="IM", patient_text=long)))))
    assert [n for n in range(2000) if f"word{n}" not in text] == []


def test_line_breaks_in_a_note_for_the_patient_stay_line_breaks() -> None:
    pdf = print_pdf(request(plan=plan(medicine("D1", route="IM", patient_text="First line.\nSecond line."))))
    from kapplanner.documents.preview import page_text

    lines = [line.strip() for line in page_text(pdf, 0).splitlines()]
    assert any(line.endswith("First line.") for line in lines)


@pytest.mark.parametrize("size", [14, 18])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_no_text_is_smaller_than_the_floor_of_its_reader(size: int, paper: str) -> None:
    patient = print_pdf(request(documents=PATIENT_PAPERS, size=size, paper=paper))
    assert min(smallest_text(patient)) >= (12 if size == 14 else 16)
    assert min(smallest_text(print_pdf(judged(size=size, paper=paper)))) >= 9.5


def test_large_print_uses_larger_letters() -> None:
    assert min(smallest_text(print_pdf(request(size=18)))) >= 16


@pytest.mark.parametrize(("paper", "width", "height"), [("a4", 595.28, 841.89), ("letter", 612, 792)])
def test_pages_have_the_size_of_the_paper(paper: str, width: float, height: float) -> None:
    import pypdfium2

    document = pypdfium2.PdfDocument(print_pdf(request(documents=("calendar", "medicine-day"), paper=paper)))
    sizes = [document[index].get_size() for index in range(len(document))]
    document.close()
    assert sizes[0] == pytest.approx((height, width), abs=0.1)  # the week lies on its side
    assert sizes[-1] == pytest.approx((width, height), abs=0.1)


def test_every_page_says_who_which_plan_which_version_when_and_which_page_of_how_many() -> None:
    pages = pages_of(print_pdf(request(documents=PATIENT_PAPERS)))
    for number, page in enumerate(pages, 1):
        assert "Harbour Clinic" in page
        assert "Sam R., plan K7-0042, version 3, printed Thu 3 Dec 2026, 2:45 pm" in page
        assert f"Page {number} of {len(pages)}" in page


def test_the_contact_box_stands_on_every_patient_page() -> None:
    for page in pages_of(print_pdf(request(documents=PATIENT_PAPERS))):
        assert "(555) 010-4477" in page
        assert "In an emergency call 911." in page


def test_day_and_night_phones_that_differ_are_both_printed() -> None:
    site = replace(SITE, phone_day="(555) 010-4400")
    assert "Day (555) 010-4400 Night (555) 010-4477" in words_of(print_pdf(request(plan=course(site=site))))


def test_a_draft_says_so_on_every_page_with_the_number_of_open_stops() -> None:
    two = report(findings=(MONITOR_MISSING, replace(MONITOR_MISSING, fingerprint="aaaa-0002")))
    assert all("DRAFT, 2 Stops are open" in page for page in pages_of(print_pdf(request(report=two))))
    one = report(findings=(MONITOR_MISSING,))
    assert all("DRAFT, 1 Stop is open" in page for page in pages_of(print_pdf(request(report=one))))
    assert all("DRAFT, not final" in page for page in pages_of(print_pdf(request())))


def test_a_draft_with_an_unacknowledged_stop_rule_says_that_it_was_not_checked_in_full() -> None:
    unknown = report(not_checked=(replace(WEIGHT_MISSING, acknowledged=False),))
    assert "DRAFT, not yet checked in full" in words_of(print_pdf(request(report=unknown)))


def test_a_final_print_has_no_draft_mark() -> None:
    assert "DRAFT" not in words_of(print_pdf(request(final=True)))


def test_a_final_print_of_a_plan_that_is_not_ready_is_refused_with_the_reason() -> None:
    with pytest.raises(CannotPrint, match=r"cannot be printed as final\. 1 Stop is open\."):
        print_pdf(request(final=True, report=report(findings=(MONITOR_MISSING,))))
    with pytest.raises(CannotPrint, match="could not be checked"):
        print_pdf(request(final=True, report=report(not_checked=(replace(WEIGHT_MISSING, acknowledged=False),))))


def test_a_kept_stop_does_not_hold_up_a_final_print() -> None:
    kept = report(findings=(replace(MONITOR_MISSING, state=State.KEPT),))
    assert print_pdf(request(final=True, report=kept)).startswith(b"%PDF")


def test_a_final_print_without_the_clinics_phone_is_refused() -> None:
    with pytest.raises(CannotPrint, match="night phone is missing"):
        print_pdf(request(final=True, plan=course(site=replace(SITE, phone_night=""))))
    with pytest.raises(CannotPrint, match="emergency number is missing"):
        print_pdf(request(final=True, plan=course(site=replace(SITE, emergency_number=""))))


def test_a_sample_plan_says_so_on_every_page_even_when_final() -> None:
    pages = pages_of(print_pdf(request(plan=course(sample=True), final=True, documents=PATIENT_PAPERS)))
    assert all("SAMPLE" in page for page in pages)


def test_the_name_is_the_first_name_and_an_initial_unless_another_form_is_asked_for() -> None:
    from kapplanner.domain.people import Patient

    named = course(patient=Patient(name="Samuel Rivera"))
    assert "Samuel R., plan" in words_of(print_pdf(request(plan=named)))
    assert "Samuel Rivera, plan" in words_of(print_pdf(request(plan=named, name_shown="Samuel Rivera")))


def test_a_plan_without_a_clinic_speaks_of_your_clinic() -> None:
    text = words_of(print_pdf(request(plan=course(site=replace(SITE, name="")))))
    assert "Call your clinic, day and night" in text


def test_a_plan_without_a_name_prints_with_its_code() -> None:
    from kapplanner.domain.people import Patient

    assert "Plan K7-0042, version 3" in words_of(print_pdf(request(plan=course(patient=Patient()))))


def test_unknown_documents_languages_papers_and_sizes_are_refused_in_words() -> None:
    with pytest.raises(CannotPrint, match="no document called “poem”"):
        print_pdf(request(documents=("poem",)))
    with pytest.raises(CannotPrint, match="no papers in “tlh”"):
        print_pdf(request(language="tlh"))
    with pytest.raises(ImpossibleValue, match="not a paper size"):
        request(paper="a5")
    with pytest.raises(ImpossibleValue, match="14 or 18"):
        request(size=9)
    with pytest.raises(ImpossibleValue, match="at least one document"):
        request(documents=())
    with pytest.raises(ImpossibleValue, match="time zone"):
        request(printed_at=datetime(2026, 12, 3, 14, 45))


def test_a_plan_without_medicine_has_no_medicine_day_sheet_to_print() -> None:
    with pytest.raises(CannotPrint, match="nothing to print"):
        print_pdf(request(plan=plan(session("rest", "D1", "10:00"))))


def test_the_time_of_printing_is_that_of_the_plans_place() -> None:
    assert PRINTED_AT.hour == 19
    tokyo = course(site=replace(SITE, zone="Asia/Tokyo"))
    assert "printed Fri 4 Dec 2026, 4:45 am" in words_of(print_pdf(request(plan=tokyo)))
