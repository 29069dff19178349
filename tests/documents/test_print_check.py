"""What the print check finds, and what it leaves alone."""

from dataclasses import replace
from datetime import UTC, date, datetime

from kapplanner.documents import print_findings, print_papers, print_pdf
from kapplanner.documents.request import PrintFinding, PrintRequest
from kapplanner.rules.finding import Tier
from tests.documents.support import MONITOR_MISSING, SITE, WEIGHT_MISSING, course, judged, report, request
from tests.support.build import medicine, plan, session


def checks(asked: PrintRequest) -> list[str]:
    return [finding.check for finding in print_findings(asked)]


def found(asked: PrintRequest, check: str) -> PrintFinding:
    return next(finding for finding in print_findings(asked) if finding.check == check)


def saying(text: str) -> PrintRequest:
    return request(plan=plan(medicine("D1", patient_text=text), site=SITE))


def test_the_course_of_the_mock_ups_has_no_findings_on_any_paper_or_size() -> None:
    for size in (14, 18):
        for paper in ("a4", "letter"):
            asked = request(documents=("calendar", "itinerary", "safety-report"), size=size, paper=paper)
            assert [f for f in print_findings(asked) if f.check != "P06"] == []


def test_missing_phones_are_stops() -> None:
    nowhere = request(plan=course(site=replace(SITE, phone_day="", phone_night=" ", emergency_number="")))
    assert checks(nowhere) == ["P09", "P09", "P10"]
    assert all(finding.severity is Tier.STOP for finding in print_findings(nowhere))


def test_a_missing_phone_names_the_fact_that_mends_it() -> None:
    nowhere = request(plan=course(site=replace(SITE, phone_day="", phone_night=" ", emergency_number="")))
    facts = {finding.fact for finding in print_findings(nowhere)}
    assert facts == {"site.phone_day", "site.phone_night", "site.emergency_number"}


def test_papers_made_in_one_go_are_those_made_one_by_one_and_say_what_stands_on_each_page() -> None:
    asked = request(documents=("calendar", "itinerary", "medicine-day", "safety-report"))
    made = print_papers(asked)
    assert made.pdf == print_pdf(asked)
    assert made.findings == print_findings(asked)
    assert list(dict.fromkeys(page.kind for page in made.pages)) == ["calendar", "itinerary", "safety-report"]
    assert made.pages[0].width > made.pages[0].height, "the week lies on its side"
    assert made.pages[-1].width < made.pages[-1].height


def test_the_teams_report_asks_for_no_phones() -> None:
    assert checks(judged(plan=course(site=replace(SITE, phone_day="")), report=report())) == []


def test_open_stops_and_unacknowledged_rules_keep_papers_drafts() -> None:
    unknown = replace(WEIGHT_MISSING, acknowledged=False)
    both = request(report=report(findings=(MONITOR_MISSING,), not_checked=(unknown,)))
    assert checks(both) == ["P35", "P35"]


def test_promises_and_the_word_safe_are_found_in_the_clinicians_own_words() -> None:
    assert found(saying("This will cure you."), "P22").severity is Tier.STOP
    assert found(saying("You are safe here."), "P22").severity is Tier.CAUTION
    assert checks(saying("If you feel unsafe, call. Choose an accurate word.")) == []


def test_dates_in_digits_only_are_found() -> None:
    assert checks(saying("Come back on 12/7/2026.")) == ["P11"]
    assert checks(saying("Call (555) 010-4477 or come to room 3.14.")) == []


def test_phones_and_names_are_not_read_as_dates_or_promises() -> None:
    french = replace(SITE, name="Safe Harbour Cure Clinic", phone_day="01.23.45.67.89", phone_night="030-12-3456")
    assert checks(request(plan=course(site=french), documents=("calendar", "itinerary"))) == []


def test_relative_times_are_found() -> None:
    assert checks(saying("Stop eating 6 hours before.")) == ["P14"]
    assert checks(saying("We talk for 2 hours.")) == []


def test_doses_that_can_be_misread_are_found() -> None:
    assert checks(saying("You get 5.0 mg.")) == ["P15"]
    assert checks(saying("You get .5 mg.")) == ["P15"]
    assert checks(saying("You get 0.5 mg.")) == []


def test_talking_about_the_reader_is_found() -> None:
    assert checks(saying("The patient lies down.")) == ["P20"]


def test_a_second_clock_style_is_found() -> None:
    assert checks(saying("We ring at 15:30.")) == ["P12"]
    assert checks(saying("We ring at 3:30 pm.")) == []


def test_doses_on_patient_papers_are_noted() -> None:
    assert found(request(show_dose=True), "P16").severity is Tier.NOTE


def test_a_day_on_two_pages_is_noted_with_its_page() -> None:
    clocks = [f"{13 + n // 4:02}:{15 * (n % 4):02}" for n in range(14)]
    busy = plan(medicine("D1"), *(session("measure", "D1", clock, 15) for clock in clocks), site=SITE)
    finding = found(request(plan=busy), "P06")
    assert finding.page == 1
    assert finding.severity is Tier.NOTE


def test_a_clock_change_in_the_course_is_noted() -> None:
    first = date(2026, 10, 30)
    over = plan(medicine("D1", first_day=first), medicine("D5", first_day=first), first_day=first, site=SITE)
    assert "a day without a page" in found(request(plan=over), "P37").sentence
    assert "P37" not in checks(request())


def test_words_typed_for_the_patient_are_to_be_read_again_where_the_paper_is_in_another_language() -> None:
    typed = sum(1 for s in course().sessions if s.patient_text)
    assert found(request(language="es"), "P36").sentence.startswith(f"{typed} appointments")
    assert "P36" not in checks(request(language="en"))


def test_words_whose_review_is_overdue_are_found_and_do_not_stop_a_print() -> None:
    late = request(printed_at=datetime(2031, 1, 1, 12, tzinfo=UTC))
    assert {(f.check, f.severity) for f in print_findings(late)} == {("P33", Tier.CAUTION)}


def test_the_strongest_finding_comes_first() -> None:
    asked = replace(saying("The patient lies down."), show_dose=True, report=report(findings=(MONITOR_MISSING,)))
    assert checks(asked) == ["P35", "P20", "P16"]
