"""The session record: a row for each planned reading, the fields of the REMS form, two pages a session."""

from dataclasses import replace

import pytest

from kapplanner.codec.rule_sets import rule_set_named
from kapplanner.documents import print_findings, print_pdf
from kapplanner.documents.content import Table, TableLook, sheet_text
from kapplanner.documents.kinds.session_record import write
from kapplanner.documents.request import PrintRequest
from kapplanner.domain.plan import Plan
from kapplanner.domain.quantities import PlannedDose
from kapplanner.domain.session import Booster
from kapplanner.rules.finding import Tier
from tests.documents.support import SITE, course, pages_of, request, spaced
from tests.support.build import medicine, plan

INTENSIVE = rule_set_named("intensive")


def asked(made: Plan | None = None, **more: object) -> PrintRequest:
    return request(documents=("session-record",), plan=made or course(), rule_set=INTENSIVE, **more)


def sheets(made: Plan | None = None) -> list[str]:
    return [spaced(sheet_text(sheet)) for sheet in write(asked(made))]


def im(**details: object) -> Plan:
    return plan(medicine("D2", route="IM", dose="45 mg", details=details), weight="75 kg", site=SITE)


def readings(made: Plan) -> Table:
    """The grid of the readings."""
    during = write(asked(made))[1]
    return next(block for block in during.blocks if isinstance(block, Table) and len(block.columns) > 6)


def test_each_medicine_session_has_two_sheets_of_its_day() -> None:
    made = write(asked())
    assert [sheet.place.replace("\u00a0", " ") for sheet in made][2:4] == [
        "Medicine 2 of 3, before the dose, Wed 09-Dec-2026",
        "Medicine 2 of 3, readings and leaving, Wed 09-Dec-2026",
    ]


def test_what_is_planned_stands_beside_room_for_what_is_given() -> None:
    text = sheets(im(booster=Booster(PlannedDose.amount(20), 25)))[0]
    assert "Planned: ketamine, solution for injection, DOSE 45 mg, intramuscular, once and a booster, at 09:30." in text
    assert "Booster 20 mg, 25 min after the first dose, at 09:55." in text
    assert "Given Dose in mg Time Lot number, expiry Given by Seen by" in text


def test_the_fields_of_the_rems_form_are_there() -> None:
    before, during = sheets(im())
    assert "Vital signs acceptable before the start" in before
    for medicines in ("Sedatives, sleep tablets, opioids, alcohol", "Stimulants", "MAO inhibitors"):
        assert medicines in before
    assert "Vital signs acceptable before the end" in during
    assert "Minutes watched (at least 120)" in during
    assert "Ready to leave at" in during


def test_checks_before_the_dose_are_those_of_the_rules_with_an_answer_and_initials() -> None:
    text = sheets(im())[0]
    assert "Checked Answer Initials Identity and consent confirmed today yes no No food since 03:30 yes no" in text
    assert "Equipment by name: oximeter, blood pressure cuff, suction, oxygen" in text


def test_a_row_for_each_planned_reading_one_before_leaving_and_one_more() -> None:
    rows = readings(im(vital_signs_minutes=(0, 15, 30, 60))).rows
    said = [(row[0].paragraphs[0], row[1].paragraphs[0]) for row in rows]
    words = [("".join(s.text for s in minute), "".join(s.text for s in clock)) for minute, clock in said]
    assert words == [
        ("0", "09:30"), ("15", "09:45"), ("30", "10:00"), ("60", "10:30"), ("Leave", "12:30"), ("", ""),
    ]  # fmt: skip


def test_every_reading_has_a_place_for_each_sign_and_for_why_it_was_not_done() -> None:
    table = readings(im())
    assert [column.head for column in table.columns] == [
        "Minute", "Planned", "Time", "BP mmHg", "Pulse", "SpO2 %", "Breaths a minute", "Alert 0 to 5",
        "Dissoc. 0 to 10", "Not done: why", "Initials",
    ]  # fmt: skip
    assert table.look is TableLook.GRID
    assert sum(column.share for column in table.columns) == pytest.approx(1)


def test_the_leaving_list_is_that_of_the_rules_with_initials() -> None:
    text = sheets(im())[1]
    assert "At least 120 min, until 12:30 Nausea tolerable BP and pulse within 20 % of the start" in text
    off = replace(
        INTENSIVE,
        rules=tuple(replace(r, enabled=r.id != "leaving-checks", off_reason="Not here.") for r in INTENSIVE.rules),
    )
    without = spaced(sheet_text(write(replace(asked(im()), rule_set=off))[1]))
    assert "Walks steadily" not in without
    assert "At least 120 min, until 12:30" in without


def test_a_record_over_midnight_dates_the_times_after_it() -> None:
    late = plan(medicine("D2", "22:30", route="IM", dose="45 mg"), weight="75 kg", site=SITE)
    assert "At least 120 min, until Tue 08-Dec-2026 01:30" in sheets(late)[1]


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("route", ["SL", "IM", "IV", "ESK"])
def test_a_record_is_two_pages_and_the_print_check_finds_nothing(paper: str, route: str) -> None:
    made = asked(plan(medicine("D2", route=route, dose="56 mg"), weight="75 kg", site=SITE), paper=paper)
    assert len(pages_of(print_pdf(made))) == 2
    assert [finding for finding in print_findings(made) if finding.severity is not Tier.NOTE] == []


def test_a_hundred_readings_are_all_on_paper() -> None:
    many = im(vital_signs_minutes=tuple(range(100)))
    text = " ".join(pages_of(print_pdf(asked(many))))
    assert [n for n in range(100) if f" {n} {9 + (30 + n) // 60:02}:{(30 + n) % 60:02}" not in text] == []
