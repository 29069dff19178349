"""kapplanner diff: what changed for safety from one plan file to another, as a person runs it."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.end_to_end.program import Program


@pytest.fixture
def changed_file(kapplanner: Program, plan_file: Path) -> Path:
    """The plan with medicine session 2 a day earlier, its CBT session gone, another weight and a secret note."""
    document = json.loads(plan_file.read_bytes())
    plan = document["plan"]
    second = [s for s in plan["sessions"] if s["kind"] == "medicine"][1]
    moved = datetime.fromisoformat(second["start"]) - timedelta(days=1)
    second["start"] = moved.isoformat()
    plan["sessions"] = [s for s in plan["sessions"] if s.get("modality") != "cbt"]
    plan["patient"]["weight"] = {"kilograms": "80"}
    plan["note"] = "Secretly worried"
    path = kapplanner.folder / "changed.kap"
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def test_a_moved_medicine_session_is_told_with_the_finding_it_makes(
    kapplanner: Program, plan_file: Path, changed_file: Path
) -> None:
    ran = kapplanner("diff", plan_file, changed_file, expect=1)
    text = ran.out.replace("\u00a0", " ")
    assert "Medicine 2 of 6, Wed 9 Dec, 09:30: 1 day earlier (Tue 8 Dec, 09:30)." in text
    assert "Removed: CBT, Tue 8 Dec, 10:00." in text
    assert "Weight: 80 kg (was 72 kg)" in text
    assert "Findings added" in text
    assert "The new plan: Not ready" in text
    assert "Note changed" in text and "Secretly" not in text


def test_free_text_is_shown_when_asked_for(kapplanner: Program, plan_file: Path, changed_file: Path) -> None:
    ran = kapplanner("diff", plan_file, changed_file, "--texts", expect=1)
    assert "Note: “Secretly worried” (was not entered)" in ran.out


def test_a_program_reads_the_same_difference_as_json(kapplanner: Program, plan_file: Path, changed_file: Path) -> None:
    ran = kapplanner("diff", plan_file, changed_file, "--json", expect=1)
    answer = json.loads(ran.out)
    assert set(answer) == {"old", "new", "paired_by", "sessions", "plan", "findings", "rules"}
    assert answer["paired_by"] == "id"
    (moved,) = [change for change in answer["sessions"]["changed"] if change["moved"]]
    assert moved["moved"] == {"minutes": -1440, "words": "1 day earlier"}
    assert (moved["old_start"], moved["start"]) == ("2026-12-09T09:30", "2026-12-08T09:30")
    assert {session["kind"] for session in answer["sessions"]["removed"]} == {"integration"}
    weight = {"field": "patient.weight", "label": "weight", "old": "72\u00a0kg", "new": "80\u00a0kg"}
    assert weight in answer["plan"]
    assert {"field": "note", "label": "note", "old": None, "new": None} in answer["plan"]
    assert answer["findings"]["added"]
    assert set(answer["findings"]["added"][0]) == {
        *("rule", "rule_version", "catalogue", "tier", "state", "sentence", "sessions", "measured", "limit"),
    }
    assert answer["new"]["ready"] is False
    assert "Secretly" not in ran.out
    check = json.loads(kapplanner("check", changed_file, "--json", expect=1).out)
    assert answer["new"]["counts"] | {"kept": 0} == {
        **{name: check["counts"][name] for name in ("stop", "caution", "note", "not_checked")},
        "kept": 0,
    }


def test_what_one_direction_adds_the_other_clears(kapplanner: Program, plan_file: Path, changed_file: Path) -> None:
    there = json.loads(kapplanner("diff", plan_file, changed_file, "--json").out)
    back = json.loads(kapplanner("diff", changed_file, plan_file, "--json").out)
    added = {(f["rule"], f["sentence"]) for f in there["findings"]["added"]}
    assert added == {(f["rule"], f["sentence"]) for f in back["findings"]["cleared"]}
    assert {s["id"] for s in there["sessions"]["removed"]} == {s["id"] for s in back["sessions"]["added"]}


def test_a_plan_does_not_differ_from_itself(kapplanner: Program, plan_file: Path) -> None:
    ran = kapplanner("diff", plan_file, plan_file, expect=1)
    assert "Nothing differs" in ran.out


def test_both_can_be_judged_by_another_rule_set(kapplanner: Program, plan_file: Path) -> None:
    ran = kapplanner("diff", plan_file, plan_file, "--rules", "conservative", "--json", expect=1)
    answer = json.loads(ran.out)
    assert answer["old"]["rule_set"]["id"] == answer["new"]["rule_set"]["id"] == "conservative"


def test_the_help_shows_the_shape_of_the_json(kapplanner: Program) -> None:
    out = kapplanner("diff", "--help", expect=0).out
    assert '"paired_by"' in out and "Exit code 0" in out


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "There is no file"),
        (b"", "other.kap"),
        (b"\x00\xff\xfe", "other.kap"),
        (b"{}", "other.kap"),
        (b"[" * 100_000, "other.kap"),
        (b'{"format": "kapplanner-plan", "version": "9.0", "plan": {}}', "other.kap"),
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_a_file_that_cannot_be_read_is_named_in_one_sentence(
    kapplanner: Program, plan_file: Path, content: bytes | None, says: str, first: bool
) -> None:
    other = kapplanner.folder / "other.kap"
    if content is not None:
        other.write_bytes(content)
    pair = (other, plan_file) if first else (plan_file, other)
    assert says in kapplanner("diff", *pair, expect=2).one_sentence()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("diff",), "Missing argument"),
        (("diff", "plan.kap"), "Missing argument"),
        (("diff", "plan.kap", "."), "is not a file"),
        (("diff", "plan.kap", "plan.kap", "--rules", "lenient"), "There is no rule set"),
    ],
)
def test_a_request_that_cannot_be_done_is_refused_in_one_sentence(
    kapplanner: Program, plan_file: Path, arguments: tuple[str, ...], says: str
) -> None:
    assert says in kapplanner(*arguments, expect=2).one_sentence()
