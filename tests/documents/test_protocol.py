"""The clinician protocol sheet: the plan's own numbers and the clinic's, one page a session, by hand-worked values."""

from dataclasses import replace
from datetime import date

import pytest

from kapplanner.codec.rule_sets import rule_set_named
from kapplanner.documents import print_findings, print_pdf
from kapplanner.documents.content import Unit, sheet_text
from kapplanner.documents.kinds.protocol import write
from kapplanner.documents.printing import laid_pages
from kapplanner.documents.request import PrintRequest
from kapplanner.domain.people import Answer, ClinicalProfile, Escort, EscortKind, Patient, Practitioner
from kapplanner.domain.places import Room
from kapplanner.domain.plan import Plan
from kapplanner.domain.quantities import BodyMass, PlannedDose
from kapplanner.domain.session import Booster
from kapplanner.rules.finding import State, Tier
from kapplanner.rules.rule_set import RuleSet
from tests.documents.support import (
    KEPT,
    MONITOR_MISSING,
    ROUTE_SWITCH,
    SITE,
    WEIGHT_MISSING,
    course,
    pages_of,
    report,
    request,
    spaced,
)
from tests.support.build import assigned, medicine, plan, session

INTENSIVE = rule_set_named("intensive")
PEOPLE = (Practitioner("ada", "Dr A. Lindqvist"), Practitioner("rose", "R. Okafor, RN"))


def sheets(asked: Plan | None = None, rules: RuleSet = INTENSIVE, **more: object) -> list[str]:
    """The words of each sheet."""
    made = request(documents=("protocol",), plan=asked or course(), rule_set=rules, **more)
    return [spaced(sheet_text(sheet)) for sheet in write(made)]


def im(dose: str = "45 mg", weight: str | None = "75 kg", **details: object) -> Plan:
    """One injection on Monday 7 December at 09:30."""
    return plan(
        medicine("D2", route="IM", dose=dose, room="two", details=details), weight=weight, site=SITE,
        rooms=(Room("two", "Room 2"),),
    )  # fmt: skip


def changed(rule_id: str, **parts: object) -> RuleSet:
    """The rules with one changed in some of its parts."""
    rules = tuple(replace(r, **parts) if r.id == rule_id else r for r in INTENSIVE.rules)  # type: ignore[arg-type]
    return replace(INTENSIVE, rules=rules)


def test_each_medicine_session_has_a_sheet_of_its_own_day() -> None:
    made = write(request(documents=("protocol",), rule_set=INTENSIVE))
    assert [sheet.day for sheet in made] == [date(2026, 12, 7), date(2026, 12, 9), date(2026, 12, 11)]
    assert [sheet.place.replace("\u00a0", " ") for sheet in made][1] == "Medicine 2 of 3, Wed 09-Dec-2026"
    assert {sheet.unit for sheet in made} == {Unit.SESSION}


def test_the_head_says_which_session_when_where_and_for_whom() -> None:
    text = sheets()[1]
    assert text.startswith("Medicine 2 of 3 Wed 09-Dec-2026, day 4 09:30 to 12:30, Room 2 Prescriber")
    assert "Patient label Sam R. plan K7-0042, version 3" in text


def test_the_medication_line_has_the_order_of_the_common_user_interface() -> None:
    assert "ketamine, solution for injection, DOSE 45 mg, intramuscular, once, at 09:30" in sheets()[1]


@pytest.mark.parametrize(
    ("route", "line"),
    [
        ("SL", "ketamine, lozenge, DOSE 45 mg, sublingual, once, at 09:30"),
        ("PO", "ketamine, oral preparation, DOSE 45 mg, oral, once, at 09:30"),
        ("IN", "ketamine, nasal spray, solution, DOSE 45 mg, nasal, once, at 09:30"),
        ("ESK", "esketamine, nasal spray, solution, DOSE 45 mg, nasal, once, at 09:30"),
        ("SC", "ketamine, solution for injection, DOSE 45 mg, subcutaneous, once, at 09:30"),
        ("IV", "ketamine, solution for infusion, DOSE 45 mg, intravenous, once, at 09:30, over ______ min"),
    ],
)
def test_each_route_has_its_form_and_its_full_name(route: str, line: str) -> None:
    assert line in sheets(plan(medicine("D2", route=route, dose="45 mg")))[0]


def test_the_dose_never_parts_from_its_label_and_its_unit() -> None:
    made = write(request(documents=("protocol",), plan=im(), rule_set=INTENSIVE))[0]
    assert "DOSE\u00a045\u00a0mg" in sheet_text(made)


def test_a_dose_given_later_in_the_block_has_its_own_time() -> None:
    text = sheets(im(minutes_to_dose=15))[0]
    assert "once, at 09:45" in text
    assert "Clock time 09:45 10:00 10:15 10:45 12:30" in text


def test_the_dose_is_told_by_weight_and_the_lower_limits_are_the_rules() -> None:
    """45 mg / 75 kg = 0.6 mg/kg; 1.5 mg/kg x 75 kg = 112.5 mg, under 120 mg."""
    text = sheets(im())[0]
    assert "0.6 mg/kg at 75 kg. Rule: caution above 75 mg, stop above 112.5 mg." in text
    assert "Limits: Intensive rules, version 1.0." in text


def test_a_dose_planned_by_weight_is_told_in_mg() -> None:
    assert "DOSE 0.6 mg/kg" in sheets(im("0.6 mg/kg"))[0]
    assert "45 mg at 75 kg." in sheets(im("0.6 mg/kg"))[0]


def test_without_a_weight_the_limits_by_weight_stand_as_they_are() -> None:
    text = sheets(im(weight=None))[0]
    assert "Weight not entered. Rule: caution above 75 mg, stop above 120 mg." in text
    assert "By weight: caution above 1 mg/kg, stop above 1.5 mg/kg." in text


def test_a_band_and_an_open_dose_leave_a_line_to_write_on() -> None:
    assert "DOSE __________ mg (low band), intramuscular" in sheets(im("low"))[0]
    assert "DOSE __________ mg, intramuscular" in sheets(im("undecided"))[0]


def test_a_rule_that_is_turned_off_prints_no_number() -> None:
    off = {"enabled": False, "off_reason": "Not here."}
    no_doses = changed("dose-in-mg", **off)
    no_doses = replace(no_doses, rules=tuple(r for r in no_doses.rules if r.id != "dose-per-kilogram"))
    assert "Your rules set no limit for this dose." in sheets(im(), no_doses)[0]
    assert "Your rules set no limits for readings before the dose." in sheets(
        im(), replace(changed("resting-readings", **off), rules=tuple(
            r for r in changed("resting-readings", **off).rules if r.id != "older-or-frail-resting-readings"))
    )[0]  # fmt: skip
    assert "200/120" not in sheets(im(), changed("pressure-steps", **off))[0]
    assert "20 %" not in sheets(im(), changed("leaving-checks", **off))[0]


def test_esketamine_has_two_amounts_and_no_limit_above() -> None:
    text = sheets(plan(medicine("D2", route="ESK", dose="56 mg"), weight="75 kg"))[0]
    assert "Rule: 56 mg or 84 mg only." in text


def test_a_booster_is_told_with_its_time_and_the_sum() -> None:
    text = sheets(im(booster=Booster(PlannedDose.amount(20), 25)))[0]
    assert "intramuscular, once and a booster, at 09:30" in text
    # 65 mg / 75 kg = 0.8667 mg/kg
    assert (
        "0.6 mg/kg at 75 kg. Booster 20 mg, 25 min after the first dose, at 09:55. Together 65 mg, 0.87 mg/kg. Rule:"
        in text
    )


def test_the_dose_before_is_named_and_before_the_first_what_is_known() -> None:
    first, second, _ = sheets()
    assert "First dose, earlier ketamine not asked." in first
    assert "Last dose: 45 mg lozenge, Mon 07-Dec-2026." in second


def test_eating_and_drinking_stop_at_the_clinics_times() -> None:
    """6 h and 2 h before 09:30; 4 h before a lozenge."""
    first, second, _ = sheets()
    assert "No food since 05:30 No clear fluids since 07:30" in first
    assert "No food since 03:30 No clear fluids since 07:30" in second


def test_a_food_stop_on_the_evening_before_names_its_day() -> None:
    asked = replace(im(), evening_food_stop="22:00", profile=ClinicalProfile(insulin_or_sulfonylurea=Answer.NO))
    assert "No food since 22:00 Sun 06-Dec-2026" in sheets(asked)[0]


def test_the_limits_at_rest_are_those_of_the_rules() -> None:
    text = sheets(replace(im(), patient=Patient(name="Sam R.", age=40), profile=ClinicalProfile(frail=Answer.NO)))[0]
    assert "Caution BP above 140/90: expect a higher peak and look again before each dose." in text
    assert "Hold BP from 160/100: look again after 15 to 30 minutes." in text
    assert "Pulse above 110, pulse below 50, SpO2 below 94 %: look for the cause." in text
    assert "No dose BP from 180/110: have it treated first." in text
    assert "130/85" not in text


def test_tighter_limits_are_told_as_such_where_nobody_asked_about_age() -> None:
    assert "Tighter BP above 130/85, BP from 150/95, where" in sheets(im())[0]
    old = sheets(replace(im(), patient=Patient(name="Sam R.", age=65)))[0]
    assert "BP above 130/85: read again before each dose and more often after it." in old
    assert "Tighter" not in old


def test_columns_are_the_planned_readings_with_their_clock_times() -> None:
    text = sheets(im(vital_signs_minutes=(0, 15, 30, 60)))[0]
    assert "Observation until 12:30 (at least 120 min)" in text
    assert "Minutes after dose 0 15 30 60 Leave Clock time 09:30 09:45 10:00 10:30 12:30" in text


def test_readings_that_nobody_entered_are_those_of_the_route_and_said_to_be() -> None:
    assert "Minutes, by rules 0 15 30 60 Leave" in sheets(im())[0]
    assert "Minutes, by rules" not in sheets(im(vital_signs_minutes=(0, 15)))[0]
    assert "No readings are planned." in sheets(im(vital_signs_minutes=(), vital_signs_before_leaving=False))[0]


def test_so_many_readings_that_no_column_could_be_written_in_are_named() -> None:
    text = sheets(im(vital_signs_minutes=(0, 5, 10, 15, 20, 25, 30, 35)))[0]
    assert "9 readings are planned, at 0, 5, 10, 15, 20, 25, 30, 35 minutes after the dose." in text


def test_steps_for_high_pressure_end_with_whom_to_call() -> None:
    text = sheets(im())[0]
    assert "Prescriber 180/110 twice, 5 min apart, or 200/120 once" in text
    assert "signs in sight, speech or movement. Call 911." in text
    nowhere = sheets(replace(im(), site=replace(SITE, emergency_number="")))[0]
    assert "Call ______." in nowhere


def test_the_leaving_list_begins_with_the_minimum_time_and_holds_every_step() -> None:
    text = sheets(im())[0]
    assert "Ready to leave: all ticked At least 120 min, until 12:30 BP and pulse within 20 % of the start" in text
    assert "Named adult present Written words, emergency number given Cleared by, time" in text


def test_what_follows_is_told_with_people_rooms_and_the_earliest_time() -> None:
    text = sheets()[1]
    assert "After 13:30 EMDR, Room 3, not before 13:30 14:30 Rest, Quiet room" in text
    assert "No driving until Thu 10-Dec-2026, after a night’s sleep." in text


def test_a_long_afternoon_is_cut_short_and_said_to_be() -> None:
    talks = (session("integration", "D2", f"{13 + n // 4}:{15 * (n % 4):02}", 15, modality="cbt") for n in range(6))
    text = sheets(plan(medicine("D2", route="IM", dose="45 mg"), *talks))[0]
    assert "13:00 CBT 13:15 CBT and 4 more, as the day page says Then" in text


def test_people_are_named_and_who_was_not_entered_leaves_a_line() -> None:
    asked = plan(
        medicine("D2", route="IM", people=(assigned("prescriber", "ada"), assigned("monitor", None))),
        practitioners=PEOPLE,
    )
    escorted = replace(asked, patient=replace(asked.patient, escort=Escort(EscortKind.NAMED_ADULT, "Kim R.", "555 0")))
    text = sheets(escorted)[0]
    assert "Prescriber Dr A. Lindqvist Monitor entered as none Therapist ____" in text
    assert "Escort Kim R., 555 0" in text


def test_kept_findings_of_the_session_stand_on_its_sheet_with_reason_and_names() -> None:
    made = sheets(course(overrides=(KEPT,)), report=report(findings=(ROUTE_SWITCH,)))
    assert (
        "Caution, Route switch: First injection after a lozenge: estimated exposure rises 86 %. Kept. Extra monitoring"
        " arranged. A second nurse is in the room. Dr A. Lindqvist, R. Okafor, RN, Thu 03-Dec-2026 14:40" in made[1]
    )
    assert "None kept; no Stop or Caution open." in made[0]


def test_open_findings_and_rules_that_could_not_be_checked_are_told_too() -> None:
    unknown = replace(WEIGHT_MISSING, sessions=("medicine-D4",))
    lapsed = replace(ROUTE_SWITCH, state=State.LAPSED)
    text = sheets(report=report(findings=(MONITOR_MISSING, lapsed), not_checked=(unknown,)))[1]
    assert "Open: Stop, Roles named; Caution, Route switch. 1 rule that can Stop could not be checked" in text


def test_of_many_open_findings_the_strongest_three_are_named() -> None:
    many = tuple(replace(MONITOR_MISSING, title=f"Rule {n}", fingerprint=f"f-{n}") for n in range(5))
    assert "Open: Stop, Rule 0; Stop, Rule 1; Stop, Rule 2; and 2 more." in sheets(report=report(findings=many))[1]


def test_a_session_over_midnight_names_the_day_of_what_lies_after_it() -> None:
    text = sheets(plan(medicine("D2", "22:30", route="IM", dose="45 mg"), weight="75 kg"))[0]
    assert "22:30 to 01:30 on Tuesday" in text
    assert "Observation until Tue 08-Dec-2026 01:30" in text
    assert "Not alone until Tue 08-Dec-2026 10:30." in text  # 12 h after the dose


def asked(made: Plan, paper: str) -> PrintRequest:
    return request(documents=("protocol",), plan=made, rule_set=INTENSIVE, paper=paper)


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_sheet_is_one_page_and_the_print_check_finds_nothing(paper: str) -> None:
    made = asked(course(patient=Patient(name="Sam R.", weight=BodyMass.parse("75 kg"))), paper)
    assert len(pages_of(print_pdf(made))) == 3
    assert [finding for finding in print_findings(made) if finding.severity is not Tier.NOTE] == []


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_crowded_sheet_still_fits_its_page(paper: str) -> None:
    clocks = [f"{13 + n // 4:02}:{15 * (n % 4):02}" for n in range(14)]
    busy = plan(
        medicine("D2", route="IV", dose="37.5 mg", details={"infusion_minutes": 40}),
        *(session("integration", "D2", clock, 15, modality="emdr") for clock in clocks),
        site=replace(SITE, emergency_number=""),
    )
    made = asked(busy, paper)
    pages = [page for page, _ in laid_pages(made, write(made))]
    assert [(page.part, page.parts) for page in pages] == [(1, 1)]


def test_the_words_of_the_page_come_in_the_order_of_the_day() -> None:
    page = pages_of(print_pdf(asked(course(), "a4")))[1]
    heads = ("Medicine 2 of 3", "DOSE 45 mg", "Before the dose", "Hold and stop", "Observation until",
             "Blood pressure during the session", "Ready to leave", "After", "Findings of this session",
             "Prescriber, signature")  # fmt: skip
    places = [page.index(head) for head in heads]
    assert places == sorted(places)


def test_rules_without_steps_for_high_pressure_are_told_with_whom_to_call() -> None:
    (sheet, *_) = write(request(documents=("protocol",)))
    said = "Your rules set no steps for high blood pressure. In an emergency: Call 911."
    assert said in spaced(sheet_text(sheet))
