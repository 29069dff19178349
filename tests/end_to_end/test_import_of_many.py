"""Several plan files at once: what came in is counted, whatever the library refuses later, and why is said once."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.end_to_end.program import Program
from tests.end_to_end.test_bad_input import _without_privilege_over_files

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="privileges and limits as Linux has them")
FILES = tuple(f"plan-{number}.kap" for number in range(9))


@pytest.fixture
def library(kapplanner: Program, made_plan: bytes) -> Path:
    """A library that holds the first of nine plans."""
    for name in FILES:
        document = json.loads(made_plan)
        document["plan"]["id"] = name
        (kapplanner.folder / name).write_text(json.dumps(document))
    path = kapplanner.folder / "library.kapdb"
    kapplanner("import", FILES[0], "--library", path, expect=0)
    return path


def test_a_library_that_may_not_be_written_says_so_once_and_counts(kapplanner: Program, library: Path) -> None:
    library.chmod(0o444)
    ran = kapplanner("import", *FILES, "--library", library, expect=2, preexec_fn=_without_privilege_over_files)
    assert ran.out == "0 added, 0 kept beside the plan already here, 1 already here, 8 refused.\n"
    assert len(ran.err.splitlines()) == 1
    assert "open for viewing only" in ran.err


def test_a_disk_that_fills_up_half_way_does_not_hide_what_came_in(kapplanner: Program, library: Path) -> None:
    kapplanner.measured = False
    ran = kapplanner("import", *FILES, "--library", library, expect=2, preexec_fn=_no_file_over(library, 45_000))
    assert len(ran.err.splitlines()) == 1
    assert "no room left" in ran.err
    added, refused = (int(ran.out.split(word)[0].split()[-1]) for word in (" added", " refused"))
    assert added >= 1
    assert refused >= 1
    assert added + refused == len(FILES) - 1
    again = kapplanner("import", *FILES, "--library", library, expect=0)
    assert again.out.startswith(f"{refused} added, 0 kept beside the plan already here, {added + 1} already here")


def _no_file_over(library: Path, more: int) -> Callable[[], None]:
    import resource

    most = library.stat().st_size + more
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
