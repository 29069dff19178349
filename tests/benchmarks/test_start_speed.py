"""How long the first window and the library take, beside a bare window of the same toolkit, in turns in one run.

What a person should feel: a window within half a second and the plans within a second.
"""

import os
import subprocess
import sys
import threading
import time
from datetime import timedelta
from pathlib import Path

import pytest

from kapplanner.domain.library import FindingCounts
from kapplanner.domain.time import SystemClock
from tests.support.build import FIRST_DAY, medicine, plan

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)
from kapplanner.storage.library import open_library

ROUNDS = 9
FIRST_WINDOW_AT_MOST = 1.8
LIBRARY_READY_AT_MOST = 3.0
PATIENCE = 60
"""Seconds after which a program that should have ended by itself is ended, and the test with it."""
WATCH = Path(__file__).with_name("start_watch.py")
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with its key file, as a practice of some months has it."""
    path = tmp_path_factory.mktemp("start") / "library.kapdb"
    opened = open_library(path, clock=SystemClock())
    for number in range(100):
        first_day = FIRST_DAY + timedelta(days=number)
        entry = medicine("D2", id="m1", first_day=first_day)
        opened.add(plan(entry, id=f"plan-{number}", code=f"K1-{number:04}", first_day=first_day), FindingCounts())
    opened.close()
    return path


def _milestones(home: Path, *arguments: str) -> dict[str, float]:
    """Seconds from starting the process to each line it prints."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    environment |= {"HOME": str(home), "XDG_RUNTIME_DIR": str(home), "QT_QPA_PLATFORM": "offscreen"}
    environment["PYTHONPATH"] = str(ROOT)
    reached = {}
    begin = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, str(WATCH), *arguments], env=environment, cwd=home, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        watch = threading.Timer(PATIENCE, child.kill)
        watch.start()
        for line in child.stdout:
            reached[line.strip()] = time.perf_counter() - begin
        child.wait()
        watch.cancel()
    assert child.returncode == 0
    return reached


def test_the_first_window_and_the_library_keep_up_with_a_bare_window(library: Path, tmp_path: Path) -> None:
    rounds = [
        (_milestones(tmp_path, "bare"), _milestones(tmp_path, "kapplanner", str(library))) for _ in range(ROUNDS + 1)
    ][1:]
    # The quickest of each: what else the machine is doing only ever adds.
    bare = min(run["first"] for run, _ in rounds)
    first = min(run["first"] for _, run in rounds)
    ready = min(run["ready"] for _, run in rounds)
    print(
        f"\nbare window {bare:.3f} s; first window {first:.3f} s ({first / bare:.2f} x);"
        f" library ready {ready:.3f} s ({ready / bare:.2f} x)"
    )
    assert first <= FIRST_WINDOW_AT_MOST * bare
    assert ready <= LIBRARY_READY_AT_MOST * bare
