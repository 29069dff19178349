"""kapplanner fix: lists what is proven, applies one of them as a whole file, and says why not."""

import json
from pathlib import Path

import pytest

from kapplanner.domain.plan import Plan
from kapplanner.exchange.formats import kap
from tests.end_to_end.program import Program

RULE = "no-memory-processing-under-the-effect"


@pytest.fixture
def sample(kapplanner: Program) -> Path:
    """The plan of the demo, whose one Caution is EMDR 3 h 30 min after a dose."""
    kapplanner("demo", "-o", "demo", expect=0)
    return kapplanner.folder / "demo" / "plan.kap"


def emdr(path: Path) -> str:
    plan: Plan = kap.read(path.read_bytes()).plan
    day = next(s for s in plan.medicine_sessions if plan.medicine_number(s) == 2).day
    return next(f"{s.start:%H:%M}" for s in plan.sessions if s.day == day and s.modality == "emdr")


def test_the_fixes_are_listed_with_numbers_and_change_nothing(kapplanner: Program, sample: Path) -> None:
    before = sample.read_bytes()
    lines = kapplanner("fix", sample, expect=0).out.splitlines()
    assert lines[0].startswith("Caution: EMDR on Wed 9 Dec, 13:00")
    assert lines[1].replace("\u00a0", " ") == "   1  Move EMDR from Wed 9 Dec, 13:00 to 13:30."
    assert sample.read_bytes() == before


def test_an_applied_fix_is_written_back_and_its_finding_is_gone(kapplanner: Program, sample: Path) -> None:
    kapplanner("fix", sample, "--apply", "1", expect=0)
    assert emdr(sample) == "13:30"
    assert json.loads(kapplanner("check", sample, "--json").out)["counts"]["caution"] == 0


def test_with_o_the_mended_plan_goes_elsewhere_and_the_file_stays(kapplanner: Program, sample: Path) -> None:
    before = sample.read_bytes()
    kapplanner("fix", sample, "--apply", "1", "-o", "mended.kap", expect=0)
    assert sample.read_bytes() == before
    assert emdr(kapplanner.folder / "mended.kap") == "13:30"


def test_json_lists_fixes_for_other_programs_as_check_does(kapplanner: Program, sample: Path) -> None:
    listed = [each for each in json.loads(kapplanner("fix", sample, "--json", expect=0).out) if each["rule"] == RULE]
    assert [each["number"] for each in listed] == [1, 2, 3]
    assert (listed[0]["label"], listed[0]["adds_findings"]) == ("Move to 13:30", 0)
    checked = json.loads(kapplanner("check", sample, "--json").out)
    finding = next(each for each in checked["findings"] if each["rule"] == RULE)
    assert finding["fixes"] == [{"label": e["label"], "adds_findings": e["adds_findings"]} for e in listed]


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("--apply", "99"), "There is no fix 99."),
        (("-o", "x.kap"), "-o goes with --apply"),
        (("--apply", "0"), "fix 0"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(
    kapplanner: Program, sample: Path, arguments: tuple[str, ...], reason: str
) -> None:
    ran = kapplanner("fix", sample, *arguments, expect=2)
    ran.one_sentence()
    assert reason in ran.err
