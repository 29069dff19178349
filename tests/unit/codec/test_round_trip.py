"""A plan written and read again is the same plan; the same plan is the same bytes."""

import json
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings

from kapplanner.codec.look import field_types
from kapplanner.codec.plans import document_to_plan, plan_to_document
from kapplanner.domain.errors import PlannerError
from kapplanner.domain.people import Score
from kapplanner.domain.plan import Acknowledgement, Plan, SignOff, TemplateReference
from kapplanner.domain.quantities import BodyMass
from kapplanner.rules.fingerprint import plan_fingerprint
from tests.support.build import medicine, plan, session
from tests.unit.codec.any_plan import plans

WRITTEN_AT = datetime(2026, 12, 1, 14, 0, tzinfo=UTC)
_SETTINGS = settings(
    max_examples=60,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def written(value: Plan) -> bytes:
    return plan_to_document(value, written_by="kapplanner 1.0.0", written_at=WRITTEN_AT)


@_SETTINGS
@given(plans())
def test_any_plan_equals_itself_after_writing_and_reading(value: Plan) -> None:
    data = written(value)
    read = document_to_plan(data)
    assert read.plan == value
    assert (read.rule_set, read.template) == (value.rule_set, value.template)
    assert (read.written_by, read.written_at) == ("kapplanner 1.0.0", WRITTEN_AT)
    assert written(read.plan) == data


@pytest.mark.long
@settings(_SETTINGS, max_examples=2_000)
@given(plans())
def test_two_thousand_plans_equal_themselves_after_writing_and_reading(value: Plan) -> None:
    assert document_to_plan(written(value)).plan == value


def test_the_same_instant_is_the_same_bytes_whatever_its_offset() -> None:
    at = datetime(2026, 12, 1, 9, tzinfo=timezone(timedelta(hours=-5)))
    one = plan(sign_off=SignOff("Dr Vega", at, 1))
    other = plan(sign_off=SignOff("Dr Vega", at.astimezone(UTC), 1))
    assert one == other
    assert written(one) == written(other)


def test_a_mark_of_checking_still_fits_after_writing_and_reading() -> None:
    """154.3 lb are 70.0 kg: numbers come back as they were entered, so that the plan's mark is the same."""
    value = plan(medicine("D2", dose="0.50 mg/kg"), weight="154.3 lb")
    assert str(value.patient.weight.kilograms) == "70.0"
    assert plan_fingerprint(document_to_plan(written(value)).plan) == plan_fingerprint(value)


def test_the_document_has_its_fields_in_the_agreed_order_and_ends_with_a_line_break() -> None:
    data = written(plan(template=TemplateReference("gad-one-week", "1.0")))
    assert list(json.loads(data)) == ["format", "version", "plan", "rule_set", "template", "written_by", "written_at"]
    assert json.loads(data)["template"] == {"id": "gad-one-week", "version": "1.0"}
    assert json.loads(data)["written_at"] == "2026-12-01T14:00:00Z"
    assert data.endswith(b"}\n")


def test_a_plan_without_template_says_null() -> None:
    assert json.loads(written(plan()))["template"] is None


def test_amounts_are_text_and_times_are_clock_times_without_offset() -> None:
    document = json.loads(written(plan(medicine("D2", "09:30", dose="0.5 mg/kg"), weight="72.5 kg")))["plan"]
    assert document["patient"]["weight"] == {"kilograms": "72.5"}
    assert document["sessions"][0]["start"] == "2026-12-07T09:30:00"
    assert document["sessions"][0]["medicine"]["dose"] == {"value": "0.5", "unit": "mg/kg"}


def test_letters_of_every_script_stay_readable_in_the_file() -> None:
    assert "Łukasz 李".encode() in written(plan(title="Łukasz 李"))


def test_the_time_zone_is_written_even_where_it_is_the_usual_one() -> None:
    assert json.loads(written(plan()))["plan"]["site"]["zone"] == "America/New_York"


def test_entered_as_none_and_not_asked_are_told_apart() -> None:
    asked = medicine("D2", details={"vital_signs_minutes": ()})
    unasked = medicine("D2", details={"vital_signs_minutes": None})
    assert json.loads(written(plan(asked)))["plan"]["sessions"][0]["medicine"]["vital_signs_minutes"] == []
    assert "vital_signs_minutes" not in json.loads(written(plan(unasked)))["plan"]["sessions"][0]["medicine"]


def test_a_number_with_twenty_seven_digits_after_the_point_is_kept_exactly() -> None:
    value = plan()
    exact = replace(value, patient=replace(value.patient, weight=BodyMass(Decimal("72.500000000000000000000000001"))))
    assert document_to_plan(written(exact)).plan == exact


def test_a_number_too_long_to_be_read_again_is_refused_before_it_is_written() -> None:
    value = plan()
    for amount in (Decimal("1E-41"), Decimal("1E-999999")):
        endless = replace(value, profile=replace(value.profile, scores=(Score("GAD-7", amount),)))
        with pytest.raises(PlannerError, match="too many digits"):
            written(endless)


def test_a_text_that_could_not_be_read_again_is_refused_before_it_is_written() -> None:
    value = plan()
    known = Acknowledgement("drug-test", "1.0", ("urine drug\u202etest",), "Dr A. Lindqvist", WRITTEN_AT)
    hidden = replace(value, acknowledgements=(known,))
    with pytest.raises(PlannerError, match=r"acknowledgement 1, missing fact 1: .*hidden character"):
        written(hidden)


def test_a_plan_of_five_thousand_sessions_can_be_written_and_read() -> None:
    many = [session("integration", f"D{1 + n // 10}", "10:00", id=f"s{n}") for n in range(5_000)]
    value = plan(*many)
    assert document_to_plan(written(value)).plan == value


def test_every_type_in_a_plan_is_one_the_codec_knows() -> None:
    seen: set[type] = set()

    def walk(kind: object) -> None:
        inner = getattr(kind, "__args__", (kind,))
        for part in inner:
            if is_dataclass(part) and isinstance(part, type) and part not in seen:
                seen.add(part)
                assert {f.name for f in fields(part)} == set(field_types(part))
                for hint in field_types(part).values():
                    walk(hint)

    walk(Plan)
    assert len(seen) > 25
