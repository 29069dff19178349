"""One program at a time has a library; what the lock file says can lock nobody out (REL-11)."""

import errno
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kapplanner.domain.library import FindingCounts, LibraryBusy, RevisionConflict
from kapplanner.storage import instance_lock
from kapplanner.storage.instance_lock import lock_path
from kapplanner.storage.plan_library import SqlPlanLibrary
from tests.support.build import plan

Opened = Callable[..., SqlPlanLibrary]
HOLDER = """
import sys
from kapplanner.storage.library import open_library
library = open_library(sys.argv[1])
print("open", flush=True)
sys.stdin.readline()
library.close()
print("closed", flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def holder(place: Path):  # type: ignore[no-untyped-def]
    """Another program that has the library open."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(place)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout and process.stdin
    assert process.stdout.readline() == "open\n"
    yield process
    process.kill()
    process.communicate()


def test_a_second_program_is_told_who_has_the_library(holder: subprocess.Popen[str], opened: Opened) -> None:
    with pytest.raises(LibraryBusy, match=rf"already open .* \(process {holder.pid}, since 20\d\d-.* UTC\)"):
        opened()


def test_after_the_first_closed_it_the_second_may_open_it(holder: subprocess.Popen[str], opened: Opened) -> None:
    assert holder.stdin and holder.stdout
    holder.stdin.write("\n")
    holder.stdin.flush()
    assert holder.stdout.readline() == "closed\n"
    opened().add(plan(), FindingCounts())


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_after_the_first_was_killed_the_second_may_open_it(holder: subprocess.Popen[str], opened: Opened) -> None:
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    library = opened()
    assert library._lock.after_crash
    assert not library.is_read_only


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00" * 50,
        b"garbage",
        b"\xff\xfe{",
        json.dumps({"host": "another-computer", "pid": 1, "since": "2020-01-01T00:00:00+00:00"}).encode(),
        json.dumps({"host": 5, "pid": os.getpid(), "since": None}).encode(),
        b" " * 100_000,
    ],
    ids=["empty", "zeros", "garbage", "not-utf-8", "another-computer", "wrong-types", "spaces"],
)
def test_a_lock_file_left_behind_locks_nobody_out(place: Path, opened: Opened, content: bytes) -> None:
    opened().close()
    lock_path(place).write_bytes(content)
    opened().add(plan(), FindingCounts())


def test_a_lock_file_of_garbage_that_is_held_still_gives_a_sentence(
    place: Path, holder: object, opened: Opened
) -> None:
    lock_path(place).write_bytes(b"\xffgarbage")
    with pytest.raises(LibraryBusy, match="already open in another KAP Planner"):
        opened()


def test_a_lock_file_that_cannot_be_made_does_not_keep_the_library_shut(place: Path, opened: Opened) -> None:
    opened().close()
    lock_path(place).unlink()
    lock_path(place).mkdir()
    opened().add(plan(), FindingCounts())


def test_a_library_closed_in_order_leaves_an_empty_lock_file(place: Path, opened: Opened) -> None:
    library = opened()
    assert json.loads(lock_path(place).read_bytes())["pid"] == os.getpid()
    library.close()
    assert lock_path(place).read_bytes() == b""
    assert not opened()._lock.after_crash


def test_a_place_that_knows_no_locks_does_not_keep_the_library_shut(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without_locks(handle: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(instance_lock, "_lock", without_locks)
    opened().add(plan(), FindingCounts())


def test_two_programs_without_a_lock_between_them_still_never_overwrite_each_other(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database's own lock and the revision are the real guard."""

    def without_locks(handle: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(instance_lock, "_lock", without_locks)
    ours, theirs = opened(), opened()
    ours.add(plan(title="0"), FindingCounts())
    assert theirs.save(plan(title="theirs"), 1, FindingCounts()) == 2
    with pytest.raises(RevisionConflict):
        ours.save(plan(title="ours"), 1, FindingCounts())
    assert ours.read("plan-1").plan.title == "theirs"
    assert ours.save(plan(title="both"), 2, FindingCounts()) == 3
    assert theirs.plans()[0].title == "both"
