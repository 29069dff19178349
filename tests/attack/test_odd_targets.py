"""Results sent to what is no file: pipes, devices, links that lead in a circle. None of them is replaced."""

import os
import stat
import sys
from pathlib import Path

import pytest

from kapplanner.settings.files import atomic_write
from kapplanner.ui.dialogs.import_preview import FileNotRead, read_plan_file
from tests.end_to_end.program import Program

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes and devices as Unix has them")
NEW = ("new", "gad-one-week", "--start", "2026-12-07", "-o")


def test_a_pipe_in_place_of_the_file_is_refused_and_stays(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(FileExistsError):
        atomic_write(tmp_path / "pipe", b"plan")
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)
    assert [path.name for path in tmp_path.iterdir()] == ["pipe"]


def test_links_in_a_circle_are_refused_and_stay(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(FileExistsError):
        atomic_write(tmp_path / "a", b"plan")
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_symlink()) == ["a", "b"]


def test_a_link_to_a_file_that_is_not_there_yet_makes_that_file(tmp_path: Path) -> None:
    (tmp_path / "link.kap").symlink_to(tmp_path / "real.kap")
    atomic_write(tmp_path / "link.kap", b"plan")
    assert (tmp_path / "link.kap").is_symlink()
    assert (tmp_path / "real.kap").read_bytes() == b"plan"


@pytest.mark.parametrize("kind", ["pipe", "circle", "link to pipe"])
def test_the_command_says_that_the_target_is_no_file(kapplanner: Program, kind: str) -> None:
    target = kapplanner.folder / "out"
    if kind == "circle":
        target.symlink_to("out")
    else:
        os.mkfifo(kapplanner.folder / "pipe")
        target.symlink_to("pipe")
    name = "pipe" if kind == "pipe" else "out"
    assert "is no ordinary file" in kapplanner(*NEW, name, expect=2).one_sentence()


def test_a_pipe_in_place_of_a_plan_file_is_refused_by_the_window_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "plan.kap")
    with pytest.raises(FileNotRead, match="is not a file"):
        read_plan_file(tmp_path / "plan.kap")


def test_what_never_ends_is_not_read_by_the_window() -> None:
    with pytest.raises(FileNotRead, match="is not a file"):
        read_plan_file(Path("/dev/zero"))


@pytest.mark.parametrize("arguments", [("--library", ""), ("--library", " "), ("import", "plan.kap", "--library", "")])
def test_a_library_without_a_name_is_refused_in_words(kapplanner: Program, arguments: tuple[str, ...]) -> None:
    ran = kapplanner(*arguments)
    assert ran.code == 2
    assert "Name the library" in ran.err
    assert list(kapplanner.folder.glob("*.kapdb*")) == []
