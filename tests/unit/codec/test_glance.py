"""Reading a stored plan to be looked at only: the same plan as the strict reader gives, and no fault goes unsaid."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given

from kapplanner.codec.glance import glance
from kapplanner.codec.plans import plan_to_document, stored_plan
from kapplanner.codec.refused import DocumentRefused
from kapplanner.codec.sample import sample_plan
from kapplanner.domain.plan import Plan
from tests.support.build import medicine, plan
from tests.support.examples import examples
from tests.unit.codec.any_plan import plans

AT = datetime(2026, 12, 1, 14, tzinfo=UTC)


def document_of(value: Plan) -> bytes:
    return plan_to_document(value, written_by="kapplanner 1.0.0", written_at=AT)


def changed(**parts: Any) -> bytes:
    return json.dumps({**json.loads(document_of(plan(medicine("D2")))), **parts}).encode()


@examples(50)
@given(plans())
def test_any_plan_is_read_as_the_strict_reader_reads_it(value: Plan) -> None:
    document = document_of(value)
    assert glance(document) == stored_plan(document) == value


def test_the_sample_plan_is_read_as_it_was() -> None:
    assert glance(document_of(sample_plan())) == sample_plan()


def test_a_plan_of_a_newer_minor_version_is_read_the_strict_way() -> None:
    document = changed(version="1.3", seal="a field of version 1.3")
    assert glance(document) == stored_plan(document)


@pytest.mark.parametrize(
    ("document", "told"),
    [
        (b"{", "not a complete plan file"),
        (changed(plan=[]), "holds no plan"),
        (changed(version="2.0"), "newer version"),
        (changed(plan={"id": "p"}), "“code” is missing"),
        (changed(rule_set={"id": "x"}), "“version” is missing"),
    ],
)
def test_what_is_wrong_is_told_in_words(document: bytes, told: str) -> None:
    with pytest.raises(DocumentRefused, match=told):
        glance(document)


def test_a_value_that_the_domain_refuses_is_told_in_words() -> None:
    inner = json.loads(document_of(plan(medicine("D2"))))["plan"]
    inner["sessions"][0]["minutes"] = -5
    with pytest.raises(DocumentRefused, match="session"):
        glance(changed(plan=inner))
