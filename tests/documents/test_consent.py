"""The consent checklist: topics to tick, no legal text, asked again on each medicine day."""

from dataclasses import replace
from datetime import date

import pytest

from kapplanner.codec.rule_sets import rule_set_named
from kapplanner.documents import print_findings, print_pdf
from kapplanner.documents.content import sheet_text
from kapplanner.documents.kinds.consent import write
from kapplanner.documents.request import PrintRequest
from kapplanner.domain.people import Answer, ClinicalProfile, Consent, Contact, Escort, EscortKind, Patient
from kapplanner.domain.plan import Plan
from kapplanner.rules.finding import Tier
from kapplanner.rules.rule_set import RuleSet
from tests.documents.support import SITE, course, pages_of, request, spaced
from tests.support.build import medicine, plan, session

INTENSIVE = rule_set_named("intensive")


def asked(made: Plan | None = None, rules: RuleSet = INTENSIVE, **more: object) -> PrintRequest:
    return request(documents=("consent",), plan=made or course(), rule_set=rules, **more)


def text_of(made: Plan | None = None, rules: RuleSet = INTENSIVE) -> str:
    return spaced(sheet_text(write(asked(made, rules))[0]))


def test_it_says_that_it_is_no_consent_form_and_leaves_room_for_the_number_of_one() -> None:
    text = text_of()
    assert "This list is no consent form." in text
    assert "Uses your clinic’s own form no." in text


@pytest.mark.parametrize(
    "topic",
    [
        "Off-label: no form of ketamine is approved for anxiety",
        "Other treatments, and doing nothing for now",
        "Worse mood or suicidal thoughts, and whom to call",
        "To say no, to stop or to withdraw at any time, without losing other care",
        "Touch: only as agreed, and changed at any word",
        "Recording, photos and notes: only as agreed, and who sees them",
        "No driving, machines or signing until the next day, after sleep",
        "Emergency contact, and what happens in an emergency",
    ],
)
def test_the_topics_that_public_forms_name_are_there(topic: str) -> None:
    assert topic in text_of()


def test_topics_that_only_some_plans_need_hang_on_the_plan() -> None:
    injections = plan(medicine("D2", route="IM"))
    assert "Made up by a pharmacy" in text_of()
    assert "Made up by a pharmacy" not in text_of(injections)
    assert "Pregnancy, contraception and breastfeeding" in text_of()
    cannot = replace(injections, profile=ClinicalProfile(child_bearing_potential=Answer.NO))
    assert "Pregnancy" not in text_of(cannot)


def test_how_long_somebody_is_watched_and_not_alone_are_the_clinics_numbers() -> None:
    text = text_of(plan(medicine("D2", route="PO")))
    assert "Watched for 150 min at least after the dose" in text
    assert "not alone for 12 h after it" in text


def test_what_the_plan_knows_of_consent_is_told() -> None:
    known = Consent(Answer.YES, date(2026, 11, 30), Answer.YES, Answer.NO)
    text = text_of(course(profile=ClinicalProfile(consent=known)))
    assert (
        "written consent: yes, Mon 30-Nov-2026 off-label use explained: yes compounded medicine explained: no" in text
    )
    assert "written consent: not entered off-label use explained: not entered" in text_of()


def test_until_when_it_is_signed_comes_from_the_rule_and_goes_with_it() -> None:
    """24 h before the dose of Monday 7 December, 09:30."""
    assert "To be signed by Sun 06-Dec-2026 09:30, by your rules." in text_of()
    rules = tuple(replace(r, enabled=r.id != "consent-a-day-before", off_reason="Not here.") for r in INTENSIVE.rules)
    assert "To be signed by" not in text_of(rules=replace(INTENSIVE, rules=rules))


def test_each_medicine_day_has_a_cell_for_the_initials_of_both() -> None:
    text = text_of()
    assert "1, Mon 07-Dec-2026 3, Fri 11-Dec-2026 2, Wed 09-Dec-2026" in text
    assert "Asked again" not in text_of(plan(session("rest", "D1", "10:00")))


def test_contact_and_escort_are_filled_in_where_they_are_known() -> None:
    patient = Patient(
        name="Sam R.",
        support_person=Contact("Kim R.", "(555) 010-2213"),
        escort=Escort(EscortKind.NAMED_ADULT, "Lee R."),
    )
    text = text_of(course(patient=patient))
    assert "Emergency contact Kim R., (555) 010-2213 Goes home with Lee R." in text


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_it_is_one_page_and_the_print_check_finds_nothing(paper: str) -> None:
    made = asked(paper=paper)
    assert len(pages_of(print_pdf(made))) == 1
    assert [finding for finding in print_findings(made) if finding.severity is not Tier.NOTE] == []


def test_a_long_course_loses_no_day() -> None:
    weeks = plan(*(medicine(f"D{1 + 7 * n}", id=f"m{n}") for n in range(60)), site=SITE)
    text = " ".join(pages_of(print_pdf(asked(weeks))))
    assert [n for n in range(1, 61) if f" {n}, Sun " not in text] == []
