"""The fifteen shipped templates: names, evidence, and the figures and rows of the tables they are made from."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from kapplanner.codec.templates import templates
from kapplanner.domain.people import Answer
from kapplanner.domain.session import SessionKind
from tests.unit.templates.making import FRIDAY, made
from tests.unit.templates.second_opinion import (
    at,
    contact_minutes,
    departure,
    gaps,
    hours,
    longest_run,
    most_within,
    preparation_before,
)

IDS = [
    "gad-one-week",
    "gad-two-weeks",
    "five-in-one-week",
    "panic-agoraphobia",
    "social-anxiety",
    "specific-phobia",
    "trauma-linked",
    "weekly-six",
    "fortnightly-six",
    "iv-series-three-weeks",
    "esketamine-induction",
    "maintenance-four-weekly",
    "ascending-weekly",
    "clinic-standard-five-weeks",
    "long-weekend",
]
# The "Checked" lines of the clinical notes, with the preparation hours as corrected for D-1 being the day before D1:
# medicine sessions, most in 7 and in 14 days, shortest gap, longest run, longest contact day, longest medicine day,
# preparation sessions and minutes, hours it ends before the first dose, hours from the last medicine to departure.
CHECKED = {
    "gad-one-week": (3, 3, 3, 48, 1, 225, 225, 2, 120, 16, 26),
    "gad-two-weeks": (6, 3, 6, 48, 1, 225, 225, 2, 120, 16, 26),
    "five-in-one-week": (5, 5, 5, 24, 2, 240, 240, 3, 180, 16, 26),
    "panic-agoraphobia": (3, 3, 3, 48, 1, 225, 225, 2, 120, 16, 48),
    "social-anxiety": (4, 2, 4, 72, 1, 225, 225, 2, 120, 16, 50),
    "specific-phobia": (1, 1, 1, None, 1, 225, 225, 2, 120, 16, 48),
    "trauma-linked": (2, 2, 2, 50, 1, 255, 255, 2, 150, 17, 93),
    "weekly-six": (6, 1, 2, 168, 1, 180, 180, 2, 120, 40, None),
    "fortnightly-six": (6, 1, 1, 336, 1, 180, 180, 2, 120, 64, None),
    "iv-series-three-weeks": (6, 2, 4, 72, 1, 150, 150, 2, 120, 17, None),
    "esketamine-induction": (12, 2, 4, 72, 1, 150, 150, 2, 120, 17, None),
    "maintenance-four-weekly": (3, 1, 1, 672, 1, 180, 180, 2, 100, 40, None),
    "ascending-weekly": (7, 1, 2, 168, 1, 155, 155, 2, 120, 41, None),
    "clinic-standard-five-weeks": (3, 1, 1, 336, 1, 150, 150, 2, 100, 67, None),
    "long-weekend": (1, 1, 1, None, 1, 240, 240, 2, 150, 18, 26),
}
ROW = re.compile(r"\| D(-?\d+) \| ([^|]+) \| ([^|]+) \|[^|]+\|[^|]+\| ([^|]+) \| ([^|]+) \|")
TABLES = (Path(__file__).parent / "tables.md").read_text(encoding="utf-8").split("\n## ")[1:]


def figures(plan):
    leaving, last = departure(plan), plan.medicine_sessions[-1]
    medicine_days = {session.day for session in plan.medicine_sessions}
    contact = contact_minutes(plan)
    preparation = preparation_before(plan)
    ends = max(plan.end(session) for session in preparation)
    spacing = [gap for _, gap in gaps(plan)]
    return (
        len(plan.medicine_sessions),
        most_within(plan, 7),
        most_within(plan, 14),
        min(spacing) if spacing else None,
        longest_run(plan),
        max(contact.values()),
        max(contact[day] for day in medicine_days),
        len(preparation),
        sum(session.minutes for session in preparation),
        hours(plan.start(plan.medicine_sessions[0]) - ends),
        hours(plan.start(leaving) - plan.end(last)) if leaving else None,
    )


def test_the_fifteen_templates_of_the_clinical_notes_stand_first_and_all_in_the_order_of_their_numbers():
    assert [template.id for template in templates()][:15] == IDS
    assert [template.catalogue for template in templates()][:15] == [f"T{n:02}" for n in range(1, 16)]
    assert [template.catalogue for template in templates()] == sorted({template.catalogue for template in templates()})


def test_the_rule_set_of_each_template_is_the_one_decided():
    outpatient = {"T08", "T09", "T10", "T12", "T13", "T14"}
    for template in templates()[:15]:
        expected = "esketamine-label" if template.catalogue == "T11" else "intensive"
        assert template.rule_set == ("outpatient" if template.catalogue in outpatient else expected)


@pytest.mark.parametrize("name", IDS)
def test_the_default_plan_has_the_figures_of_the_clinical_notes(name):
    measured = figures(made(name, FRIDAY))  # a Friday: no preparation is moved off a weekend
    assert tuple(None if value is None else round(value) for value in measured) == CHECKED[name]


@pytest.mark.parametrize("template", templates(), ids=lambda template: template.id)
def test_the_figures_written_in_the_template_are_those_of_its_plan(template):
    checked = template.checked
    written = (
        checked.medicine_sessions,
        checked.most_in_7_days,
        checked.most_in_14_days,
        checked.shortest_gap_hours,
        checked.longest_run,
        checked.longest_contact_minutes,
        checked.longest_medicine_day_minutes,
        checked.preparation_sessions,
        checked.preparation_minutes,
        checked.preparation_ends_hours,
        checked.departure_hours,
    )
    assert written == pytest.approx(figures(made(template.id, FRIDAY)), abs=0.01)


@pytest.mark.parametrize("table", TABLES, ids=IDS)
def test_every_row_of_the_table_is_a_session_of_the_default_plan(table):
    plan = made(IDS[int(table[1:3]) - 1], FRIDAY)
    missing, found = [], set()
    for day, clock, kind, content, minutes in ROW.findall(table):
        start = "10:00" if clock.strip() in {"any", "all day"} else clock.strip()
        lasts = {"travel": 60, "rest": 480}.get(kind) or int(minutes)
        planned = plan.date_of(int(day))
        fitting = [
            s
            for s in plan.sessions
            if s.kind is SessionKind(kind.strip())
            and f"{s.start:%H:%M}" == start
            and s.minutes == lasts
            and (s.day == planned or (planned.weekday() >= 5 and s.window and abs((s.day - planned).days) <= 2))
        ]
        found |= {s.id for s in fitting}
        if not fitting:
            missing.append((day, clock, kind, content))
    assert missing == []
    added = [s for s in plan.sessions if s.id not in found]
    assert [(s.kind, s.title) for s in added] == [(SessionKind.FOLLOW_UP, "Three-month review")]


@pytest.mark.parametrize("table", TABLES, ids=IDS)
def test_the_methods_named_in_the_table_are_those_of_the_plan(table):
    plan = made(IDS[int(table[1:3]) - 1], FRIDAY)
    words = {
        "CBT:": "cbt",
        "IFS:": "ifs",
        "EMDR:": "emdr",
        "ART:": "art",
        "exposure:": "exposure",
        "somatic:": "somatic",
    }
    for day, clock, kind, content, _ in ROW.findall(table):
        named = content.split()[0]
        if kind == "integration" and named in words:
            session = at(plan, int(day), clock.strip())
            assert session.modality == words[named], (day, content)


@pytest.mark.parametrize("template", templates(), ids=lambda template: template.id)
def test_the_evidence_note_says_how_strong_and_when_reviewed_and_names_no_clinic(template):
    note = template.evidence
    assert note.strength and len(note.note) > 100
    assert note.reviewed_on is not None and note.next_review is not None
    assert timedelta(0) < note.next_review - note.reviewed_on <= timedelta(days=183)
    assert note.sources
    for source in note.sources:
        shown = f"{source.who} {source.address}".lower()
        assert not any(word in shown for word in ("blog", "numinus", "journey", "sage", ".care", "zendesk"))
    assert "house default" in note.note.lower()


@pytest.mark.parametrize("name", IDS)
def test_every_medicine_session_carries_the_checks_of_the_day(name):
    for session in made(name).medicine_sessions:
        assert {"suicide-risk screen", "vital signs", "fasting", "escort"} <= set(session.checklist)
        assert "C-SSRS" in session.measures
        assert session.medicine.vital_signs_minutes


@pytest.mark.parametrize("name", IDS)
def test_consent_is_part_of_a_preparation_at_least_a_day_before_the_first_dose(name):
    for offset in range(7):
        plan = made(name, FRIDAY + timedelta(days=offset))
        consent = [s for s in preparation_before(plan) if "consent" in s.checklist]
        assert consent
        assert plan.start(plan.medicine_sessions[0]) - plan.end(consent[-1]) >= timedelta(hours=24)


@pytest.mark.parametrize("name", IDS)
def test_where_dosing_goes_on_beyond_30_days_the_patient_is_weighed_again(name):
    plan = made(name)
    weighings = [s.day for s in plan.sessions if "weight" in s.checklist]
    for session in plan.medicine_sessions:
        assert any(timedelta(0) <= session.day - day <= timedelta(days=30) for day in weighings)


def test_the_maintenance_template_presumes_an_experienced_patient_and_ends_in_a_review():
    plan = made("maintenance-four-weekly")
    assert plan.profile.earlier_ketamine.experienced is Answer.YES
    assert {session.phase.value for session in plan.medicine_sessions} == {"maintenance"}
    assert any("stop-or-continue review" in session.checklist for session in plan.sessions)


def test_the_dose_finding_template_has_the_published_steps_and_then_leaves_the_dose_open():
    doses = [
        str(session.medicine.dose).replace("\u00a0", " ") for session in made("ascending-weekly").medicine_sessions
    ]
    assert doses == ["0.25 mg/kg", "0.5 mg/kg", "1 mg/kg", *["undecided"] * 4]


def test_esketamine_is_planned_as_56_mg_throughout():
    doses = {str(s.medicine.dose).replace("\u00a0", " ") for s in made("esketamine-induction").medicine_sessions}
    assert doses == {"56 mg"}


def test_shipped_texts_promise_nothing():
    for template in templates():
        text = f"{template.title} {template.summary} {template.evidence.note}".lower()
        assert not any(word in text for word in ("safe ", "cure", "guarantee", "heal"))
