"""Replacing a file as a whole (REL-32)."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kapplanner.settings.files import atomic_write, clean_stray_temporaries

WRITER = """
import sys
from pathlib import Path
from kapplanner.settings.files import atomic_write
path = Path(sys.argv[1])
print("ready", flush=True)
while True:
    atomic_write(path, b"a" * 400_000)
    atomic_write(path, b"b" * 400_000)
"""


def test_a_new_file_may_be_read_by_its_owner_only(tmp_path: Path) -> None:
    atomic_write(tmp_path / "plan.kap", b"content")
    assert (tmp_path / "plan.kap").read_bytes() == b"content"
    assert (tmp_path / "plan.kap").stat().st_mode & 0o777 == 0o600


def test_an_existing_file_is_replaced_and_nothing_else_is_left(tmp_path: Path) -> None:
    (tmp_path / "plan.kap").write_bytes(b"old")
    atomic_write(tmp_path / "plan.kap", b"new")
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("plan.kap", b"new")]


def test_a_link_stays_a_link_and_its_target_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "real.kap").write_bytes(b"old")
    (tmp_path / "link.kap").symlink_to(tmp_path / "real.kap")
    atomic_write(tmp_path / "link.kap", b"new")
    assert (tmp_path / "link.kap").is_symlink()
    assert (tmp_path / "real.kap").read_bytes() == b"new"


def test_a_folder_in_place_of_the_file_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    (tmp_path / "plan.kap").mkdir()
    with pytest.raises(IsADirectoryError):
        atomic_write(tmp_path / "plan.kap", b"new")
    assert [p.name for p in tmp_path.iterdir()] == ["plan.kap"]


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        atomic_write(tmp_path / "nowhere" / "plan.kap", b"new")


@pytest.mark.skipif(sys.platform == "win32", reason="a limit on file size is a thing of Unix")
def test_a_full_disk_leaves_the_old_file_and_no_remains(tmp_path: Path) -> None:
    import resource

    (tmp_path / "plan.kap").write_bytes(b"old")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        with pytest.raises(OSError, match="File too large"):
            atomic_write(tmp_path / "plan.kap", b"x" * 5000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("plan.kap", b"old")]


def test_a_writer_killed_at_any_moment_never_leaves_half_a_file(tmp_path: Path) -> None:
    target = tmp_path / "plan.kap"
    chance = random.Random(7)
    unmeasured = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    for _ in range(12):
        child = subprocess.Popen([sys.executable, "-c", WRITER, str(target)], env=unmeasured, stdout=subprocess.PIPE)
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(chance.uniform(0.001, 0.06))
        child.kill()
        child.wait()
        child.stdout.close()
        if target.exists():
            assert set(target.read_bytes()) in ({ord("a")}, {ord("b")})
            assert target.stat().st_size == 400_000


def test_what_a_crash_left_is_cleaned_and_other_files_stay(tmp_path: Path) -> None:
    (tmp_path / ".kapplanner-abc.part").write_bytes(b"half")
    (tmp_path / "plan.kap").write_bytes(b"whole")
    (tmp_path / "notes.part").write_bytes(b"somebody else's")
    assert clean_stray_temporaries(tmp_path) == 1
    assert sorted(os.listdir(tmp_path)) == ["notes.part", "plan.kap"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not remove an open file at all")
def test_a_file_being_written_by_another_program_is_not_taken_for_a_remain(tmp_path: Path) -> None:
    import fcntl

    path = tmp_path / ".kapplanner-abc.part"
    with path.open("wb") as file:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX)
        assert clean_stray_temporaries(tmp_path) == 0
    assert clean_stray_temporaries(tmp_path) == 1
