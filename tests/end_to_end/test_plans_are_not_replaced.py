"""A plan file is somebody's work: no paper, calendar or demo takes its place."""

from pathlib import Path

import pytest

from tests.end_to_end.program import Program

PAPERS = {
    "print": ("print", "plan.kap", "--documents", "safety-report", "-o"),
    "export ics": ("export", "plan.kap", "--to", "ics", "-o"),
}


@pytest.mark.parametrize("verb", PAPERS)
@pytest.mark.parametrize("target", ["plan.kap", "./plan.kap", "other.kap", "OTHER.KAP", "link", "nowhere/../plan"])
def test_papers_and_calendars_never_take_the_place_of_a_plan(
    kapplanner: Program, plan_file: Path, made_plan: bytes, verb: str, target: str
) -> None:
    (kapplanner.folder / "other.kap").write_bytes(made_plan)
    (kapplanner.folder / "nowhere").mkdir()
    (kapplanner.folder / "plan").hardlink_to(plan_file)
    (kapplanner.folder / "link").symlink_to("plan.kap")
    sentence = kapplanner(*PAPERS[verb], target, expect=2).one_sentence()
    assert "Only a plan file takes the place of a plan file" in sentence
    for name in ("plan.kap", "other.kap", "plan", "link"):
        assert (kapplanner.folder / name).read_bytes() == made_plan


def test_a_plan_may_be_written_anew_in_its_own_place(kapplanner: Program, plan_file: Path) -> None:
    kapplanner("export", "plan.kap", "--to", "kap", "-o", "plan.kap", expect=1)
    kapplanner("check", "plan.kap", expect=1)


@pytest.mark.parametrize("content", [None, b"", b"notes of mine"], ids=["a plan", "empty", "not a plan"])
def test_a_demo_leaves_a_plan_of_somebodys_own_alone(
    kapplanner: Program, made_plan: bytes, content: bytes | None
) -> None:
    mine = made_plan if content is None else content
    (kapplanner.folder / "plan.kap").write_bytes(mine)
    assert "is not the plan of a demo" in kapplanner("demo", "-o", ".", expect=2).one_sentence()
    assert (kapplanner.folder / "plan.kap").read_bytes() == mine
    assert [path.name for path in kapplanner.folder.iterdir()] == ["plan.kap"]


def test_a_demo_takes_the_place_of_an_earlier_demo(kapplanner: Program) -> None:
    for _ in range(2):
        kapplanner("demo", expect=0)
