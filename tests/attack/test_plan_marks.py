"""The mark over a plan: the same for equal plans however they were typed, another for every other plan."""

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

from kapplanner.codec.plans import document_to_plan, plan_to_document
from kapplanner.codec.sample import sample_plan
from kapplanner.domain.plan import Acknowledgement, Plan
from kapplanner.domain.quantities import BodyMass, PlannedDose
from kapplanner.rules.fingerprint import plan_fingerprint
from tests.support.build import medicine, plan

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)


def _weighing(kilograms: str) -> Plan:
    return replace(plan(), patient=replace(plan().patient, weight=BodyMass(Decimal(kilograms))))


def test_a_weight_typed_with_and_without_zeros_gives_the_same_mark() -> None:
    assert _weighing("72") == _weighing("72.0")
    assert len({plan_fingerprint(_weighing(text)) for text in ("72", "72.0", "72.00", "7.2E+1")}) == 1
    assert plan_fingerprint(_weighing("72")) != plan_fingerprint(_weighing("72.1"))


def test_a_dose_typed_with_and_without_zeros_gives_the_same_mark() -> None:
    first = medicine("D2", dose="45 mg", id="m")
    marks = {plan_fingerprint(plan(first))}
    for typed in ("45.0", "45.00", "4.5E+1"):
        assert first.medicine is not None
        dosed = replace(first.medicine, dose=PlannedDose.amount(typed))
        marks.add(plan_fingerprint(plan(replace(first, medicine=dosed))))
    assert len(marks) == 1


def test_one_instant_in_another_offset_gives_the_same_mark() -> None:
    sample = sample_plan()
    mark = Acknowledgement("intensive.r15", "1", ("patient.weight",), "Dr A", NOON)
    sample = replace(sample, acknowledgements=(mark,))
    moved = _in_zone(sample, timezone(timedelta(hours=-5)))
    assert moved == sample
    assert plan_fingerprint(moved) == plan_fingerprint(sample)


def _in_zone(value: Plan, zone: timezone) -> Plan:
    def turn(inner: object) -> object:
        if isinstance(inner, datetime) and inner.tzinfo is not None:
            return inner.astimezone(zone)
        if isinstance(inner, tuple):
            return tuple(turn(entry) for entry in inner)
        if hasattr(inner, "__dataclass_fields__"):
            return replace(inner, **{f.name: turn(getattr(inner, f.name)) for f in fields(inner)})  # type: ignore[type-var,arg-type]
        return inner

    return turn(value)  # type: ignore[return-value]


def test_a_plan_has_its_mark_again_after_a_way_through_its_file() -> None:
    for typed in (_weighing("72.0"), sample_plan()):
        document = plan_to_document(typed, written_by="test", written_at=NOON)
        assert plan_fingerprint(document_to_plan(document).plan) == plan_fingerprint(typed)


def test_text_cannot_be_moved_from_one_field_into_the_next_without_a_new_mark() -> None:
    one = replace(plan(), title="a", code="b")
    assert plan_fingerprint(one) != plan_fingerprint(replace(plan(), title="b", code="a"))
    assert plan_fingerprint(replace(one, title="a', code='b")) != plan_fingerprint(one)
