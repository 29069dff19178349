"""What a kept finding hangs on: every fact of its sessions, its numbers, and where they are."""

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest

from kapplanner.domain.kinds import LozengeHandling
from kapplanner.domain.people import Answer, Patient
from kapplanner.domain.plan import Acknowledgement, CheckedMark, Plan, RuleSetReference, SignOff
from kapplanner.domain.quantities import BodyMass, PlannedDose
from kapplanner.domain.session import (
    Booster,
    ExposureNeed,
    MedicineDetails,
    Phase,
    Route,
    Session,
    SessionKind,
    TravelDirection,
)
from kapplanner.i18n import use_languages
from kapplanner.rules.finding import Quantity
from kapplanner.rules.fingerprint import exact_quantity, finding_fingerprint, plan_fingerprint, same_place
from tests.support.build import assigned, at, medicine, plan, session
from tests.unit.rules.test_memo import catalogue_of
from tests.unit.rules.verdicts.asking import MEDICINE, reported

TALK = session("integration", "D3", "10:00", id="talk", modality="emdr")
BLOCK = medicine("D1", id="block", dose="100 mg", details={"booster": Booster(PlannedDose.parse("50 mg"), 30)})


def mark(*sessions: Session, **more: object) -> str:
    """The mark of a finding about these sessions."""
    values: dict[str, object] = {
        "rule": "gap",
        "version": "1.0",
        "zone": "Asia/Kolkata",
        "measured": Quantity(Decimal(36), "h"),
        "limit": Quantity(Decimal(48), "h"),
        "facts": ("a", "b"),
        **more,
    }
    return finding_fingerprint(sessions=sessions, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "is_same_place"),
    [
        ({"rule": "other"}, False),
        ({"about": "row"}, False),
        ({"version": "1.1"}, True),
        ({"zone": "Europe/Berlin"}, True),
        ({"measured": Quantity(Decimal(37), "h")}, True),
        ({"measured": Quantity(Decimal(36), "days")}, True),
        ({"measured": None}, True),
        ({"limit": Quantity(Decimal(47), "h")}, True),
        ({"limit": None}, True),
        ({"facts": ("a",)}, True),
        ({"facts": ("b", "a")}, True),
        ({"facts": ("ab",)}, True),
    ],
)
def test_a_mark_changes_with_each_thing_it_is_over(change: dict[str, object], is_same_place: bool) -> None:
    first, second = mark(TALK), mark(TALK, **change)
    assert first != second
    assert same_place(first, second) is is_same_place
    assert same_place(second, first) is is_same_place


def test_equal_facts_have_equal_marks_in_any_order_of_sessions() -> None:
    again = session("integration", "D3", "10:00", id="talk", modality="emdr")
    assert mark(TALK, BLOCK) == mark(BLOCK, again)
    assert mark(TALK) != mark(TALK, BLOCK)
    assert not same_place(mark(TALK), mark(TALK, BLOCK))
    assert not same_place(mark(TALK), mark(replace(TALK, id="talk-2")))
    assert mark(TALK, measured=Quantity(Decimal("36.0"), "h")) == mark(TALK)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [("a-b", "a-c", True), ("a-b", "c-b", False), ("a-b-c", "a-d", True), ("a-b-c", "b-c", False), ("a", "a-b", True)],
)
def test_marks_of_one_place_agree_up_to_their_first_dash(first: str, second: str, expected: bool) -> None:
    assert same_place(first, second) is expected
    assert same_place(second, first) is expected


@pytest.mark.parametrize(
    "change",
    [
        {"kind": SessionKind.FOLLOW_UP},
        {"start": at("D3", "10:01")},
        {"minutes": 61},
        {"modality": "art"},
        {"phase": Phase.MAINTENANCE},
        {"room": "blue"},
        {"travel": TravelDirection.ARRIVAL},
        {"new_target": Answer.YES},
        {"closing": Answer.YES},
        {"exposure_needs": (ExposureNeed.DRIVING,)},
        {"exposure_needs": ()},
        {"low_dose_exception_by": "ann"},
        {"checklist": ("consent",)},
        {"people": (assigned("therapist", "ann"),)},
        {"people": (assigned("therapist", None),)},
    ],
)
def test_keeping_lapses_when_a_fact_of_the_session_changes(change: dict[str, object]) -> None:
    changed = mark(TALK.with_changes(**change))
    assert changed != mark(TALK)
    assert same_place(changed, mark(TALK))


@pytest.mark.parametrize(
    "change", [{"title": "Talk"}, {"note": "Calm."}, {"patient_text": "See you."}, {"locked": True}]
)
def test_keeping_holds_when_only_words_about_the_session_change(change: dict[str, object]) -> None:
    assert mark(TALK.with_changes(**change)) == mark(TALK)


def test_who_is_there_counts_with_the_role_and_in_any_order() -> None:
    ann, bo = assigned("therapist", "ann"), assigned("monitor", "bo")
    one, other = TALK.with_changes(people=(ann, bo)), TALK.with_changes(people=(bo, ann))
    assert mark(one) == mark(other)
    swapped = TALK.with_changes(people=(assigned("therapist", "bo"), assigned("monitor", "ann")))
    assert mark(swapped) != mark(one)


@pytest.mark.parametrize(
    "change",
    [
        {"route": Route.IM},
        {"dose": PlannedDose.parse("101 mg")},
        {"minutes_to_dose": 5},
        {"infusion_minutes": 40},
        {"booster": None},
        {"booster": Booster(PlannedDose.parse("51 mg"), 30)},
        {"booster": Booster(PlannedDose.parse("50 mg"), 31)},
        {"lozenge": next(iter(LozengeHandling))},
        {"vital_signs_minutes": (0, 45)},
        {"vital_signs_minutes": ()},
        {"group_size": 3},
    ],
)
def test_keeping_lapses_when_a_fact_of_the_medicine_changes(change: dict[str, object]) -> None:
    details = BLOCK.medicine
    assert isinstance(details, MedicineDetails)
    assert mark(BLOCK.with_changes(medicine=replace(details, **change))) != mark(BLOCK)  # type: ignore[arg-type]


def test_a_quantity_is_the_same_however_its_zeros_are_written() -> None:
    assert exact_quantity(Quantity(Decimal("48.0"), "h")) == exact_quantity(Quantity(Decimal("4.8E+1"), "h")) == "48 h"
    assert exact_quantity(None) == ""


NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
IN_INDIA = NOW.astimezone(timezone(timedelta(hours=5, minutes=30)))


def whole(**more: object) -> Plan:
    """A plan with a person, a dose and an acknowledgement."""
    known = Acknowledgement("gap", "1.0", ("patient.weight", "site.equipment"), "K.", NOW)
    values: dict[str, object] = {"weight": "72 kg", "acknowledgements": (known,), **more}
    return plan(BLOCK, TALK, **values)  # type: ignore[arg-type]


def test_equal_plans_have_equal_marks_and_an_instant_is_the_same_in_every_zone() -> None:
    heavier = Patient(name="Sam R.", weight=BodyMass(Decimal("72.0")))
    assert plan_fingerprint(whole()) == plan_fingerprint(whole())
    assert plan_fingerprint(whole(patient=heavier)) == plan_fingerprint(whole())
    (known,) = whole().acknowledgements
    assert plan_fingerprint(whole(acknowledgements=(replace(known, at=IN_INDIA),))) == plan_fingerprint(whole())


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Another"},
        {"acknowledgements": ()},
        {"patient": Patient(name="Sam R.", weight=BodyMass(Decimal(73)))},
        {"patient": Patient(name="Sam R.")},
        {"sessions": (BLOCK, TALK.with_changes(start=at("D3", "10:05")))},
        {"sessions": (BLOCK, TALK.with_changes(title="Talk"))},
        {"sessions": (BLOCK, TALK.with_changes(closing=Answer.YES))},
        {"sessions": (BLOCK,)},
        {"rule_set": RuleSetReference("intensive", "1.1")},
    ],
)
def test_the_mark_of_a_plan_changes_with_each_thing_in_it(change: dict[str, object]) -> None:
    (known,) = whole().acknowledgements
    assert plan_fingerprint(replace(whole(), **change)) != plan_fingerprint(whole())  # type: ignore[arg-type]
    later = replace(known, at=NOW + timedelta(minutes=1))
    assert plan_fingerprint(whole(acknowledgements=(later,))) != plan_fingerprint(whole())
    fewer = replace(known, missing=("patient.weight",))
    assert plan_fingerprint(whole(acknowledgements=(fewer,))) != plan_fingerprint(whole())


def test_the_marks_of_checking_and_signing_are_no_part_of_it() -> None:
    checked = CheckedMark("K.", NOW, plan_fingerprint(whole()), RuleSetReference("intensive", "1.0"))
    done = replace(whole(), checked=checked, sign_off=SignOff("K.", NOW, 1))
    assert plan_fingerprint(done) == plan_fingerprint(whole())
    assert len(plan_fingerprint(done)) == 32


WORDS = {
    "{sign}{hours} h": "{sign}{hours} Std.",
    "low": "niedrig",
    "standard": "üblich",
    "in the plan": "im Plan",
    "in week {n} of the medicine sessions": "in Woche {n}",
}
MOST = {"select": MEDICINE, "soft_most": 0}


@pytest.mark.parametrize(
    ("form", "values", "of"),
    [
        ("value range", {**MOST, "attribute": "length"}, "medicine D1 09:30 120 min"),
        ("value range", {**MOST, "attribute": "dose band"}, "medicine D1 09:30 SL standard"),
        ("count in window", {**MOST, "stretch": "the whole plan"}, "medicine D1 09:30"),
        ("count in window", {**MOST, "stretch": "weeks from the first"}, "medicine D1 09:30"),
    ],
)
def test_what_is_kept_stays_kept_in_another_language(
    form: str, values: dict[str, object], of: str, tmp_path: Path
) -> None:
    (english,) = reported(form, values, of).findings
    try:
        catalogue_of(tmp_path, WORDS)
        use_languages(["de"], tmp_path)
        (german,) = reported(form, values, of).findings
    finally:
        use_languages([], tmp_path)
    assert german.sentence != english.sentence
    assert german.fingerprint == english.fingerprint


def test_a_dose_hangs_on_its_exact_number_and_not_on_how_it_is_rounded() -> None:
    per_kg = {**MOST, "attribute": "dose per kg"}
    numbers = [
        reported("value range", per_kg, f"medicine D1 09:30 {dose} mg/kg").findings[0] for dose in (1.0001, 1.0002)
    ]
    assert numbers[0].measured == numbers[1].measured
    assert numbers[0].fingerprint != numbers[1].fingerprint


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of the computer cannot be changed here")
def test_the_mark_of_a_plan_is_the_same_on_a_computer_in_another_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    marks = []
    for zone in ("UTC", "Asia/Kolkata", "America/New_York"):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        marks.append(plan_fingerprint(whole()))
    monkeypatch.undo()
    time.tzset()
    assert marks[0] == marks[1] == marks[2]
