"""Started with streams that nobody opened, as some desktops and services do."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.end_to_end.program import Program

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the shell of Unix closes streams")


def _run(program: Program, arguments: str, closed: str) -> tuple[int, str]:
    ran = subprocess.run(
        ["sh", "-c", f'exec "{sys.executable}" -m kapplanner {arguments} {closed}'],
        cwd=program.folder,
        env=program.surroundings(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return ran.returncode, ran.stdout + ran.stderr


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&- <&-"])
def test_a_closed_stream_changes_neither_the_work_nor_the_exit_code(
    kapplanner: Program, plan_file: Path, closed: str
) -> None:
    code, said = _run(kapplanner, "check plan.kap --json", closed)
    assert code == 1
    assert "Traceback" not in said


def test_what_is_written_never_takes_the_place_of_a_closed_stream(kapplanner: Program, plan_file: Path) -> None:
    assert _run(kapplanner, "import plan.kap --library l.kapdb", ">&- 2>&- <&-") == (0, "")
    assert _run(kapplanner, "import nowhere.kap --library l.kapdb", ">&- 2>&- <&-") == (2, "")
    assert _run(kapplanner, "import plan.kap --library l.kapdb", "")[1].startswith("0 added, 0 kept")
