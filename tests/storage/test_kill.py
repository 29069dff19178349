"""A change that was called saved survives the death of the program (REL-1)."""

import json
import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="forks and SIGKILL")


def kill(rounds: int) -> dict[str, object]:
    program = [sys.executable, "-m", "tests.storage.killer", str(rounds)]
    unmeasured = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    done = subprocess.run(program, env=unmeasured, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_fifteen_kills_lose_no_save_that_was_told() -> None:
    figures = kill(15)
    assert figures["faults"] == []
    assert figures["saves told"] > 15  # type: ignore[operator]


@pytest.mark.long
def test_three_hundred_kills_lose_no_save_that_was_told() -> None:
    figures = kill(300)
    print(figures)
    assert figures["faults"] == []
    assert figures["saves told"] > 300  # type: ignore[operator]
