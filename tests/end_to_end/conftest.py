"""The program as a process, and one plan that most tests read."""

from pathlib import Path

import pytest

from tests.end_to_end.program import Program


@pytest.fixture
def kapplanner(tmp_path: Path) -> Program:
    folder, home = tmp_path / "work", tmp_path / "home"
    folder.mkdir()
    home.mkdir()
    return Program(folder, home)


@pytest.fixture(scope="session")
def made_plan(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a plan file that the program itself made."""
    folder = tmp_path_factory.mktemp("made")
    Program(folder, folder)(
        *("new", "gad-two-weeks", "--start", "2026-12-06", "--patient", "Sam R.", "--weight", "72kg", "-o", "plan.kap"),
        expect=0,
    )
    return (folder / "plan.kap").read_bytes()


@pytest.fixture
def plan_file(kapplanner: Program, made_plan: bytes) -> Path:
    """That plan as plan.kap in the folder where the program runs."""
    path = kapplanner.folder / "plan.kap"
    path.write_bytes(made_plan)
    return path
