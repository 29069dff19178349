"""Copied sessions as a document: they come back equal, and nothing else comes in."""

import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapplanner.codec.clips import Clip, ClipRefused, clip_to_document, document_to_clip
from kapplanner.domain.errors import ImpossibleValue
from kapplanner.domain.people import Practitioner
from kapplanner.domain.places import Room
from tests.support import build
from tests.support.examples import examples
from tests.unit.codec.any_plan import plans

CLIP = Clip(
    "plan-1",
    (
        build.medicine("D2", route="IM", dose="45 mg", id="m", people=(build.assigned("monitor", "ann"),), room="r1"),
        build.session("measure", "D2", "08:40", 20, id="check", bound_to="m", title="“Ready?” 🙂", note="a\nb"),
    ),
    (Practitioner("ann", "Ann L."),),
    (Room("r1", "Quiet room"),),
)


def test_copied_sessions_come_back_as_they_were() -> None:
    assert document_to_clip(clip_to_document(CLIP)) == CLIP


@examples(40)
@given(plans().filter(lambda plan: bool(plan.sessions)))
def test_any_sessions_that_a_plan_can_hold_come_back_as_they_were(plan: Any) -> None:
    clip = Clip(plan.id, plan.sessions, plan.practitioners, plan.rooms)
    assert document_to_clip(clip_to_document(clip)) == clip


@pytest.mark.parametrize("sessions", [(), (CLIP.sessions[0], CLIP.sessions[0])], ids=["none", "one id twice"])
def test_a_clip_holds_sessions_each_once(sessions: tuple[Any, ...]) -> None:
    with pytest.raises(ImpossibleValue):
        Clip("plan-1", sessions)


def changed(change: Callable[[dict[str, Any]], object]) -> bytes:
    document = json.loads(clip_to_document(CLIP))
    change(document)
    return json.dumps(document).encode()


HOSTILE = {
    "nothing": b"",
    "half of it": clip_to_document(CLIP)[:200],
    "no text": bytes(range(256)),
    "another object": b'{"a": 1}',
    "a list": b"[]",
    "nested a thousand times": b'{"sessions":' + b"[" * 1000 + b"]" * 1000 + b"}",
    "a key twice": b'{"format": "kapplanner-sessions", "format": "kapplanner-sessions"}',
    "no version": changed(lambda d: d.pop("version")),
    "a number for a version": changed(lambda d: d.update(version=1.0)),
    "a plan file": changed(lambda d: d.update(format="kapplanner-plan")),
    "no sessions": changed(lambda d: d.update(sessions=[])),
    "sessions that are a text": changed(lambda d: d.update(sessions="all")),
    "an unknown field": changed(lambda d: d["sessions"][0].update(script="rm")),
    "an id with a path": changed(lambda d: d["sessions"][0].update(id="../../etc")),
    "one id twice": changed(lambda d: d["sessions"][1].update(id="m")),
    "a day that is none": changed(lambda d: d["sessions"][0].update(start="2026-02-30T10:00:00")),
    "a year beyond all plans": changed(lambda d: d["sessions"][0].update(start="9999-12-31T10:00:00")),
    "a time with an offset": changed(lambda d: d["sessions"][0].update(start="2026-12-07T10:00:00Z")),
    "no length": changed(lambda d: d["sessions"][0].update(minutes=0)),
    "a length beyond counting": changed(lambda d: d["sessions"][0].update(minutes=10**300)),
    "a dose below nothing": changed(lambda d: d["sessions"][0]["medicine"].update(dose={"value": "-5", "unit": "mg"})),
    "a hidden character": changed(lambda d: d["sessions"][1].update(title="a\u202eb")),
    "a title without end": changed(lambda d: d["sessions"][1].update(title="word " * 200_000)),
    "a checklist without end": changed(lambda d: d["sessions"][1].update(checklist=["item"] * 6_000)),
    "half a character": clip_to_document(CLIP).replace(b"Ready", b"\\ud800"),
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_damaged_or_hostile_data_is_refused_in_one_sentence(data: bytes) -> None:
    with pytest.raises(ClipRefused) as refusal:
        document_to_clip(data)
    assert str(refusal.value) == "The copied sessions are damaged and cannot be pasted. Copy them again."


@examples(80)
@given(st.binary(max_size=200), st.integers(0, 600), st.integers(0, 60))
def test_no_bytes_bring_anything_but_a_clip_or_a_refusal(noise: bytes, place: int, length: int) -> None:
    whole = clip_to_document(CLIP)
    for data in (noise, whole[:place] + noise + whole[place + length :]):
        with suppress(ClipRefused):
            assert isinstance(document_to_clip(data), Clip)


def test_sessions_of_another_version_say_so() -> None:
    with pytest.raises(ClipRefused, match=r"another version of KAP Planner \(format 2\.0; this one reads 1\.0\)"):
        document_to_clip(changed(lambda d: d.update(version="2.0", anything=1)))
