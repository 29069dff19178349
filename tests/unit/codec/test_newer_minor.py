"""Fields of a newer minor version survive reading and writing untouched (decision 29)."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from kapplanner.codec.plans import PlanFile, document_to_plan, plan_to_document
from kapplanner.codec.refused import DocumentRefused
from tests.support.build import medicine, plan, session

AT = datetime(2026, 12, 1, 14, tzinfo=UTC)


def newer_document() -> dict[str, Any]:
    value = plan(medicine("D2", id="dose"), session("integration", "D3", "10:00", id="talk"), weight="72 kg")
    document = json.loads(plan_to_document(value, written_by="kapplanner 1.3.0", written_at=AT))
    document["version"] = "1.3"
    document["seal"] = {"by": "Dr V", "numbers": [1, 2.5, None, True]}
    document["plan"]["colour"] = "blue"
    document["plan"]["patient"]["weight"]["scale"] = "ward 2"
    document["plan"]["profile"] = {"medicines": [{"name": "A", "dose_form": "x"}, {"name": "B"}]}
    document["plan"]["sessions"][1]["music"] = ["quiet"]
    return document


def read_document(document: dict[str, Any]) -> PlanFile:
    return document_to_plan(json.dumps(document).encode())


def rewritten(file: PlanFile) -> dict[str, Any]:
    data = plan_to_document(file.plan, written_by=file.written_by, written_at=file.written_at, carried=file.carried)
    return json.loads(data)


def test_a_newer_minor_version_is_read_and_written_back_whole() -> None:
    document = newer_document()
    assert rewritten(read_document(document)) == document


def test_it_can_be_read_again_after_it_was_written_back() -> None:
    once = rewritten(read_document(newer_document()))
    assert rewritten(read_document(once)) == once


def test_the_unknown_fields_of_a_session_stay_with_it_when_the_plan_changes() -> None:
    file = read_document(newer_document())
    later = session("preparation", "D1", "10:00", id="before")
    edited = replace(file, plan=file.plan.with_session(later).with_changes(title="Other"))
    sessions = {entry["id"]: entry for entry in rewritten(edited)["plan"]["sessions"]}
    assert sessions["talk"]["music"] == ["quiet"]
    assert "music" not in sessions["before"] and "music" not in sessions["dose"]


def test_the_unknown_fields_of_an_entry_without_id_never_move_to_another_entry() -> None:
    file = read_document(newer_document())
    profile = replace(file.plan.profile, medicines=file.plan.profile.medicines[1:])
    edited = replace(file, plan=file.plan.with_changes(profile=profile))
    assert rewritten(edited)["plan"]["profile"]["medicines"] == [{"name": "B"}]


def test_a_field_left_at_its_default_in_the_newer_file_does_not_hide_the_entry() -> None:
    document = newer_document()
    document["plan"]["profile"]["medicines"][0]["group"] = ""
    assert rewritten(read_document(document))["plan"]["profile"]["medicines"][0] == {"name": "A", "dose_form": "x"}


def test_a_newer_minor_version_without_new_fields_is_written_as_this_version() -> None:
    document = json.loads(plan_to_document(plan(), written_by="x", written_at=AT))
    document["version"] = "1.7"
    assert rewritten(read_document(document))["version"] == "1.0"


def test_known_fields_of_a_newer_minor_version_are_checked_as_ever() -> None:
    document = newer_document()
    document["plan"]["patient"]["weight"]["kilograms"] = "7"
    with pytest.raises(DocumentRefused, match="A body weight of 7 kg"):
        read_document(document)


def test_a_word_that_only_a_newer_version_knows_is_refused_with_its_place() -> None:
    document = newer_document()
    document["plan"]["sessions"][1]["kind"] = "sound-bath"
    with pytest.raises(DocumentRefused, match=r"session 2, kind: “sound-bath”"):
        read_document(document)
