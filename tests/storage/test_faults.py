"""Full disks, read-only places, a file that another program holds, damage: told in words, nothing lost."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from kapplanner.domain.library import (
    DiskFull,
    FindingCounts,
    LibraryBusy,
    LibraryDamaged,
    LibraryError,
    LibraryMissing,
    LibraryReadOnly,
    WrongPassphrase,
)
from kapplanner.storage.engine import make_engine
from kapplanner.storage.faults import library_error
from kapplanner.storage.key_file import as_raw_key, read_key
from kapplanner.storage.plan_library import SqlPlanLibrary
from tests.storage.conftest import SetClock
from tests.support.build import medicine, plan

NONE = FindingCounts()
Opened = Callable[..., SqlPlanLibrary]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the faults are made with POSIX means")


def run(program: str, *arguments: str) -> dict[str, object]:
    """A Python program in a process of its own; what it prints last is JSON."""
    done = subprocess.run(
        [sys.executable, "-c", dedent(program), *arguments],
        env={name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (13, DiskFull),
        (10, DiskFull),
        (778, DiskFull),
        (5, LibraryBusy),
        (6, LibraryBusy),
        (261, LibraryBusy),
        (8, LibraryReadOnly),
        (1544, LibraryReadOnly),
        (11, LibraryDamaged),
        (26, WrongPassphrase),
        (14, LibraryMissing),
        (1, LibraryError),
        (None, LibraryError),
    ],
)
def test_each_code_of_the_database_has_its_sentence(tmp_path: Path, code: int | None, kind: type) -> None:
    error = library_error(code, tmp_path / "none.kaplib")
    assert type(error) is kind
    assert str(tmp_path) in str(error)


def test_a_full_disk_refuses_the_save_keeps_the_old_plan_and_takes_the_edit_later(place: Path, opened: Opened) -> None:
    """REL-6: the process may not make files larger. Deleting fails too, so the sentence asks for disk space."""
    library = opened()
    library.add(plan(title="Old"), NONE)
    library.close()
    told = run(
        """
        import json, resource, sys
        from kapplanner.domain.library import DiskFull, FindingCounts
        from kapplanner.storage.library import open_library
        from tests.support.build import plan
        library = open_library(sys.argv[1])
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        answers = {}
        big = plan(title="New", note="word " * 3900)
        def attempt(name, act):
            try:
                act()
                answers[name] = "done"
            except DiskFull as error:
                answers[name] = str(error)
        resource.setrlimit(resource.RLIMIT_FSIZE, (2048, hard))
        attempt("save", lambda: library.save(big, 1, FindingCounts(), "step"))
        attempt("delete", lambda: library.delete("plan-1"))
        answers["kept"] = library.read("plan-1").plan.title
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        attempt("again", lambda: library.save(big, 1, FindingCounts(), "step"))
        library.close()
        print(json.dumps(answers))
        """,
        str(place),
    )
    assert "no room left" in str(told["save"]) and "your edit is still here" in str(told["save"])
    assert "Free some disk space" in str(told["delete"])
    assert told["kept"] == "Old" and told["again"] == "done"
    assert opened().read("plan-1").plan.title == "New"


def test_a_full_disk_while_a_library_is_made_leaves_none(tmp_path: Path) -> None:
    told = run(
        """
        import json, os, resource, sys
        from kapplanner.domain.library import LibraryError
        from kapplanner.storage.library import open_library
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
        try:
            open_library(sys.argv[1] + "/library.kaplib")
        except LibraryError as error:
            print(json.dumps([type(error).__name__, sorted(os.listdir(sys.argv[1]))]))
        """,
        str(tmp_path),
    )
    assert told == ["DiskFull", ["library.kaplib.lock"]]


AS_SOMEBODY_ELSE = """
    import json, os, sys
    from kapplanner.domain.library import FindingCounts, LibraryError
    from kapplanner.storage.library import open_library
    from tests.support.build import plan
    if os.geteuid() == 0:
        os.setgid(65534), os.setuid(65534)
    answers = {}
    try:
        library = open_library(sys.argv[1])
        answers["view only"] = library.is_read_only
        answers["notice"] = str(library.notice)
        answers["titles"] = [row.title for row in library.plans()]
        answers["read"] = library.read("plan-1").plan.title
        try:
            library.save(plan(title="New"), 1, FindingCounts())
        except LibraryError as error:
            answers["save"] = type(error).__name__
        library.close()
    except LibraryError as error:
        answers["refused"] = [type(error).__name__, str(error)]
    print(json.dumps(answers))
"""


@pytest.fixture
def shared(tmp_path_factory: pytest.TempPathFactory, clock: SetClock):  # type: ignore[no-untyped-def]
    """A folder that everybody may enter, with a library in it; its rights are given back at the end."""
    from kapplanner.storage.library import open_library

    folder = tmp_path_factory.mktemp("shared")
    for parent in (folder, *folder.parents):
        if parent.stat().st_uid == os.geteuid() and parent != Path("/"):
            parent.chmod(parent.stat().st_mode | 0o055)
    library = open_library(folder / "library.kaplib", clock=clock)
    library.add(plan(title="Old"), NONE)
    library.close()
    (folder / "library.kaplib.key").chmod(0o644)
    (folder / "library.kaplib").chmod(0o644)
    yield folder
    folder.chmod(0o755)


@pytest.mark.parametrize(("of_folder", "of_file"), [(0o555, 0o444), (0o755, 0o444), (0o555, 0o666), (0o777, 0o444)])
def test_a_read_only_folder_or_file_is_opened_for_viewing_only(shared: Path, of_folder: int, of_file: int) -> None:
    """REL-7, as an unprivileged user."""
    (shared / "library.kaplib").chmod(of_file)
    shared.chmod(of_folder)
    told = run(AS_SOMEBODY_ELSE, str(shared / "library.kaplib"))
    assert told.get("view only") is True, told
    assert "open for viewing only" in str(told["notice"])
    assert (told["titles"], told["read"], told["save"]) == (["Old"], "Old", "LibraryReadOnly")


def test_a_new_library_in_a_read_only_folder_is_refused_in_words(shared: Path) -> None:
    shared.chmod(0o555)
    told = run(AS_SOMEBODY_ELSE, str(shared / "other.kaplib"))
    assert told["refused"][0] == "LibraryReadOnly"  # type: ignore[index]
    assert "may not be written" in told["refused"][1]  # type: ignore[index]
    told = run(AS_SOMEBODY_ELSE, str(shared / "deeper" / "other.kaplib"))
    assert told["refused"][0] == "LibraryReadOnly"  # type: ignore[index]


def test_a_place_that_cannot_be_is_refused_in_words(tmp_path: Path, clock: SetClock) -> None:
    from kapplanner.storage.library import open_library

    (tmp_path / "file").write_text("x")
    for place in (tmp_path / "file" / "library.kaplib", tmp_path / ("n" * 300), tmp_path):
        with pytest.raises(LibraryError):
            open_library(place, clock=clock)


def test_a_file_that_another_program_holds_keeps_the_edit_and_works_after_its_release(
    place: Path, opened: Opened
) -> None:
    """REL-8."""
    library = opened(busy_seconds=0.05)
    library.add(plan(), NONE)
    key = read_key(place)
    assert key
    other = make_engine(place, as_raw_key(key))
    with other.begin(), pytest.raises(LibraryBusy, match="your edit is still here"):
        library.save(plan(title="New"), 1, NONE)
    other.dispose()
    assert library.save(plan(title="New"), 1, NONE) == 2


def damage(place: Path, kind: str, page: int) -> None:
    data = bytearray(place.read_bytes())
    start = page * 4096
    if kind == "flip":
        data[start + 2000] ^= 1
    elif kind == "zero":
        data[start : start + 4096] = bytes(4096)
    elif kind == "swap":
        other = 4096 * (1 + page % (len(data) // 4096 - 1))
        data[start : start + 4096], data[other : other + 4096] = data[other : other + 4096], data[start : start + 4096]
    elif kind == "cut":
        del data[start:]
    place.write_bytes(bytes(data))


@pytest.mark.parametrize("kind", ["flip", "zero", "swap", "cut"])
def test_damage_of_any_page_is_noticed_at_open_and_nothing_is_repaired_in_place(
    place: Path, opened: Opened, kind: str
) -> None:
    """REL-10: each page in turn. A damaged first page cannot be told from a wrong key."""
    library = opened()
    for number in range(6):
        library.add(plan(medicine("D2"), id=f"plan-{number}", note="word " * 3000), NONE)
    library.close()
    good = place.read_bytes()
    pages = len(good) // 4096
    assert pages > 15
    for page in range(pages):
        place.write_bytes(good)
        damage(place, kind, page)
        bad = place.read_bytes()
        if bad == good:
            continue
        try:
            library = opened()
        except LibraryError:
            pass
        else:
            assert library.is_read_only and isinstance(library.notice, LibraryDamaged), (kind, page)
            with pytest.raises(LibraryDamaged):
                library.add(plan(id="new"), NONE)
            library.close()
        assert place.read_bytes() == bad
    place.write_bytes(good)
    assert not opened().is_read_only


def test_damage_met_while_reading_stops_all_writing(place: Path, opened: Opened) -> None:
    """A large library is not checked whole at every start; the seal of each page read still is."""
    library = opened()
    library.add(plan(id="plan-1", note="word " * 3900), NONE)
    library.add(plan(id="plan-2"), NONE)
    library._engine.dispose()
    data = bytearray(place.read_bytes())
    last = len(data) // 4096 - 1
    for page in range(1, last + 1):
        data[page * 4096 + 100] ^= 1
    with place.open("r+b") as file:
        file.write(data)
    with pytest.raises(LibraryDamaged):
        library.read("plan-1")
    assert library.is_read_only
    with pytest.raises(LibraryDamaged):
        library.save(plan(), 1, NONE)


def test_a_large_library_can_be_checked_whole_by_whoever_has_a_thread_for_it(place: Path, opened: Opened) -> None:
    library = opened()
    library.add(plan(id="plan-1", note="word " * 3900), NONE)
    library.check()
    library._engine.dispose()
    damage(place, "flip", len(place.read_bytes()) // 4096 - 1)
    with pytest.raises(LibraryDamaged):
        library.check()
    assert library.is_read_only
