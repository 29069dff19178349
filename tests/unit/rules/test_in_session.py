"""What the rules say of one medicine session: the clinic's own numbers, and none of a rule that is turned off."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest

from kapplanner.codec.rule_set_document import document_at
from kapplanner.codec.rule_sets import rule_set_named, rule_set_of
from kapplanner.domain.people import Patient
from kapplanner.domain.plan import Plan
from kapplanner.domain.session import Session
from kapplanner.resources import resource
from kapplanner.rules.facts import Operator
from kapplanner.rules.finding import Tier
from kapplanner.rules.in_session import DIASTOLIC, SYSTOLIC, SessionRules
from kapplanner.rules.rule_set import Rule, RuleSet
from tests.support.build import medicine, plan, session

INTENSIVE = rule_set_named("intensive")
IM = medicine("D2", route="IM", dose="45 mg", id="im")


def of(asked: Plan, rules: RuleSet = INTENSIVE) -> SessionRules:
    """What the rules say of the first medicine session."""
    return SessionRules(asked, rules, asked.medicine_sessions[0])


def with_rule(rule_id: str, **parts: object) -> RuleSet:
    """The intensive rules with parts of one rule changed as a clinic changes them."""
    document = document_at(resource("rules", "intensive.toml"))
    raw = document.rule(rule_id)
    given = parts.pop("parameters", {})
    raw = {**raw, **parts, "with": {**raw["with"], **given}}  # type: ignore[dict-item]
    return rule_set_of(document.copied("own", "Own rules").with_rule(raw))


def turned_off(rule_id: str) -> RuleSet:
    def off(rule: Rule) -> Rule:
        return replace(rule, enabled=False, off_reason="Not here.") if rule.id == rule_id else rule

    return replace(INTENSIVE, rules=tuple(map(off, INTENSIVE.rules)))


@pytest.mark.parametrize(
    ("weight", "caution", "stop"),
    [
        ("70 kg", "70", "105"),  # 1.0 and 1.5 mg/kg lie under 75 and 120 mg
        ("75 kg", "75", "112.5"),  # 1.0 mg/kg is just 75 mg
        ("90 kg", "75", "120"),  # 90 and 135 mg lie above the limits in mg
    ],
)
def test_the_lower_of_both_dose_limits_counts(weight: str, caution: str, stop: str) -> None:
    limits = of(plan(IM, weight=weight)).dose_limits()
    assert limits.milligrams == {Tier.CAUTION: Decimal(caution), Tier.STOP: Decimal(stop)}
    assert limits.per_kilogram == {}


def test_without_a_weight_limits_per_kilogram_stand_apart() -> None:
    limits = of(plan(IM)).dose_limits()
    assert limits.milligrams == {Tier.CAUTION: Decimal(75), Tier.STOP: Decimal(120)}
    assert limits.per_kilogram == {Tier.CAUTION: Decimal("1.0"), Tier.STOP: Decimal("1.5")}


def test_a_changed_limit_is_told_and_one_turned_off_is_not() -> None:
    given = document_at(resource("rules", "intensive.toml")).rule("dose-in-mg")["with"]
    own = {"soft_most": {**given["soft_most"], "IM": 60}, "hard_most": {**given["hard_most"], "IM": 100}}
    changed = with_rule("dose-in-mg", parameters=own)
    assert of(plan(IM, weight="90 kg"), changed).dose_limits().milligrams == {
        Tier.CAUTION: Decimal(60),
        Tier.STOP: Decimal(100),
    }
    assert of(plan(IM), turned_off("dose-in-mg")).dose_limits().milligrams == {}


def test_esketamine_has_amounts_and_no_limit() -> None:
    limits = of(plan(medicine("D2", route="ESK", dose="56 mg"), weight="75 kg")).dose_limits()
    assert (limits.milligrams, limits.only) == ({}, (Decimal(56), Decimal(84)))


def told(asked: Plan, rules: RuleSet = INTENSIVE) -> list[tuple[str, str, str, str]]:
    return [
        (limit.name, limit.operator.value, "/".join(map(str, limit.values)), limit.then)
        for limit in of(asked, rules).reading_limits()
        if not limit.only_where
    ]


def test_limits_of_blood_pressure_are_pairs_in_the_order_of_the_rules() -> None:
    assert told(plan(IM)) == [
        ("caution", "above", "140/90", "expect a higher peak and look again before each dose"),
        ("hold", "at least", "160/100", "look again after 15 to 30 minutes"),
        ("no-session", "at least", "180/110", "have it treated first"),
        ("fast-pulse", "above", "110", "look for the cause"),
        ("slow-pulse", "below", "50", "look for the cause"),
        ("low-oxygen", "below", "94", "look for the cause"),
    ]


def test_a_clinics_own_hold_limit_is_told() -> None:
    cases = document_at(resource("rules", "intensive.toml")).rule("resting-readings")["with"]["cases"]
    own = {**cases, "hold-systolic": {**cases["hold-systolic"], "value": 155}}
    changed = with_rule("resting-readings", parameters={"cases": own})
    assert ("hold", "at least", "155/100", "look again after 15 to 30 minutes") in told(plan(IM), changed)


def test_halves_that_ask_for_different_things_stand_alone() -> None:
    cases = document_at(resource("rules", "intensive.toml")).rule("resting-readings")["with"]["cases"]
    own = {**cases, "hold-diastolic": {**cases["hold-diastolic"], "operator": "above"}}
    limits = of(plan(IM), with_rule("resting-readings", parameters={"cases": own})).reading_limits()
    alone = [(limit.fact, limit.operator, limit.values) for limit in limits if limit.name == "hold"]
    assert alone == [(SYSTOLIC, Operator.AT_LEAST, (Decimal(160),)), (DIASTOLIC, Operator.ABOVE, (Decimal(100),))]


def test_a_rule_that_is_turned_off_tells_no_limit() -> None:
    assert told(plan(IM), turned_off("resting-readings")) == []


@pytest.mark.parametrize(("age", "limits"), [(64, 0), (65, 2)])
def test_tighter_limits_are_told_from_65_years_on(age: int, limits: int) -> None:
    names = [name for name, *_ in told(plan(IM, patient=Patient(age=age)))]
    frail = of(plan(IM, patient=Patient(age=age))).reading_limits()
    assert sum(name in {"raised", "high"} for name in names) == limits
    # whether a younger patient is frail was not asked
    assert [bool(limit.only_where) for limit in frail if limit.name == "high"] == [limits == 0]


def test_steps_and_equipment_are_those_of_the_rules() -> None:
    said = of(plan(IM))
    assert said.steps(lambda form: form.checklist == "pressure steps")[0].startswith("Prescriber: 180/110 twice")
    assert len(said.steps(lambda form: form.checklist == "leaving checks")) == 9
    assert said.equipment[:2] == ("oximeter", "blood pressure cuff")
    without = of(plan(IM), turned_off("pressure-steps"))
    assert without.steps(lambda form: form.checklist == "pressure steps") == ()


def test_a_checklist_item_is_asked_for_by_name_or_by_its_measure() -> None:
    assert of(plan(IM)).asks_for("C-SSRS")
    assert of(plan(IM)).asks_for("fasting")
    assert not of(plan(IM), turned_off("fasting-planned")).asks_for("fasting")


def emdr(clock: str) -> Session:
    return session("integration", "D2", clock, modality="emdr")


def test_memory_work_comes_no_sooner_than_the_hours_of_the_route_after_the_dose() -> None:
    """4 h after an injection, 6 h after a lozenge, whose dose is given 15 minutes into the block."""
    assert of(plan(IM, emdr("13:00"))).not_before(emdr("13:00")) == datetime(2026, 12, 7, 13, 30)
    lozenge = medicine("D2", route="SL", details={"minutes_to_dose": 15})
    assert of(plan(lozenge)).not_before(emdr("13:00")) == datetime(2026, 12, 7, 15, 45)
    assert of(plan(IM)).not_before(session("integration", "D2", "13:00", modality="cbt")) is None


def test_what_is_done_about_a_case_stands_in_its_sentence() -> None:
    case = next(c for c in INTENSIVE.rule("resting-readings").form.all_cases() if c.name == "hold-systolic")  # type: ignore[attr-defined]
    expected = "Systolic 162 mmHg at rest: hold from 160; look again after 15 to 30 minutes."
    assert case.sentence(Decimal(162)) == expected


def test_how_long_before_the_first_dose_consent_must_lie_is_the_rules() -> None:
    dated = "profile.consent.given_on"
    assert of(plan(IM)).hours_before_the_first_dose(dated) == 24
    assert of(plan(IM), turned_off("consent-a-day-before")).hours_before_the_first_dose(dated) is None
