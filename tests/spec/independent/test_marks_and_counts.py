"""Fingerprints, kept findings that lapse, counts, determinism, and the command line's answer."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kapplanner.codec.plans import plan_to_document
from kapplanner.codec.rule_sets import rule_set_named
from kapplanner.domain.people import Contact, Patient
from kapplanner.domain.places import Site
from kapplanner.domain.plan import Override, OverrideReason
from kapplanner.domain.quantities import BodyMass, PlannedDose
from kapplanner.domain.session import Booster
from kapplanner.rules.evaluate import evaluate
from kapplanner.rules.finding import State
from tests.spec.independent.judging import WRITTEN_AT, report_of
from tests.support.build import medicine, plan, session

AT = datetime(2026, 12, 1, 9, tzinfo=UTC)


def close_pair():
    return plan(
        medicine("D1", id="a", route="IM", dose="36 mg"),
        medicine("D2", id="b", route="IM", dose="36 mg"),
        weight="72 kg",
    )


def of(given, rule):
    return next(f for f in report_of(given).findings if f.rule == rule)


def kept(given, rule):
    finding = of(given, rule)
    override = Override(
        finding.rule,
        finding.rule_version,
        finding.fingerprint,
        OverrideReason.TOLERATED,
        "Dr Lee",
        AT,
        second_by="Dr Roe",
    )
    return given.with_changes(overrides=(override,))


GAP = "gap-between-medicine-sessions"


def moved(given, session_id, **by):
    one = given.session(session_id)
    return given.with_session(one.with_changes(start=one.start + timedelta(**by)))


def changed_medicine(given, session_id, **changes):
    one = given.session(session_id)
    return given.with_session(one.with_changes(medicine=replace(one.medicine, **changes)))


@pytest.mark.parametrize(
    "change",
    [
        lambda p: moved(p, "b", minutes=1),
        lambda p: changed_medicine(p, "a", dose=PlannedDose.parse("37 mg")),
        lambda p: changed_medicine(p, "a", booster=Booster(PlannedDose.parse("10 mg"), 20)),
        lambda p: p.with_session(p.session("a").with_changes(minutes=181)),
        lambda p: p.with_changes(site=Site(zone="Asia/Kolkata")),
    ],
    ids=["time", "dose", "booster", "length", "zone"],
)
def test_keeping_lapses_when_its_facts_change(change):
    given = kept(close_pair(), GAP)
    assert of(given, GAP).state is State.KEPT
    assert of(change(given), GAP).state is State.LAPSED


@pytest.mark.parametrize(
    "change",
    [
        lambda p: p.with_changes(title="Another title", note="A note"),
        lambda p: p.with_session(p.session("a").with_changes(title="Words", note="Words", patient_text="Words")),
        lambda p: p.with_session(session("practice", "D20", "10:00")),
        lambda p: p.with_changes(patient=replace(p.patient, support_person=Contact("Ann"))),
    ],
    ids=["plan words", "session words", "far session", "support person"],
)
def test_keeping_holds_when_other_things_change(change):
    given = kept(close_pair(), GAP)
    assert of(change(given), GAP).state is State.KEPT


def test_a_dose_per_kilogram_lapses_with_the_weight():
    given = plan(medicine("D1", id="a", route="IM", dose="80 mg"), weight="72 kg")
    given = kept(given, "dose-per-kilogram")
    lighter = given.with_changes(patient=Patient(weight=BodyMass.parse("71 kg")))
    assert of(lighter, "dose-per-kilogram").state is State.LAPSED


def test_an_override_for_another_finding_keeps_nothing():
    first = kept(close_pair(), GAP)
    other = first.with_changes(overrides=(replace(first.overrides[0], rule="dose-in-mg"),))
    assert of(other, GAP).state is not State.KEPT


def test_counts_are_findings_by_tier_and_rules_for_the_rest():
    report = report_of(kept(close_pair(), GAP))
    counts = report.counts
    still_open = [f for f in report.findings if f.state is not State.KEPT]
    assert counts.kept == 1
    assert counts.stop + counts.caution + counts.note == len(still_open)
    rules = {f.rule for f in report.findings} | {gap.rule for gap in report.not_checked}
    turned_off = len(report.turned_off)
    assert len(rules) + counts.passed + counts.not_applicable + turned_off == len(rule_set_named("intensive").rules)


def test_the_order_of_entry_changes_nothing():
    sessions = [medicine(f"D{n}", route="IM", id=f"m{n}") for n in (1, 2, 3, 4)]
    rules = rule_set_named("intensive")
    assert evaluate(plan(*sessions), rules) == evaluate(plan(*reversed(sessions)), rules)


def test_the_command_line_says_what_the_report_says(tmp_path):
    given = close_pair()
    path = tmp_path / "plan.kap"
    path.write_bytes(plan_to_document(given, written_by="KAP Planner", written_at=WRITTEN_AT))
    homes = {name: str(tmp_path) for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")}
    result = subprocess.run(
        [sys.executable, "-m", "kapplanner", "check", str(path), "--json"],
        env={**os.environ, **homes},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    answer = json.loads(result.stdout)
    report = report_of(given)
    assert result.returncode == 1
    assert answer["counts"]["stop"] == report.counts.stop
    assert answer["counts"]["caution"] == report.counts.caution
    assert answer["counts"]["not_checked"] == len({gap.rule for gap in report.not_checked})
    assert answer["counts"]["passed"] == len(report.passed)
    assert answer["counts"]["not_applicable"] == len(report.not_applicable)
    assert [f["sentence"] for f in answer["findings"]] == [f.sentence for f in report.findings]
    assert all(f["catalogue"] is None or isinstance(f["catalogue"], int) for f in answer["findings"])
