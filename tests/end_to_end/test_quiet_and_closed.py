"""What the program never does: speak to a network, read dangerous kinds of file, leave names about."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.end_to_end.program import Program

WATCHED = Path(__file__).with_name("watched.py")
MARKER = "Xanthippe Markworthy"


@pytest.mark.parametrize("with_window", [False, True], ids=["verbs", "window"])
def test_no_network_no_pickle_no_archive_no_xml_in_the_whole_job(kapplanner: Program, with_window: bool) -> None:
    """REL-42 and REL-56, as the interpreter itself sees it."""
    kapplanner.environment = {"QT_QPA_PLATFORM": "offscreen"}
    kapplanner.measured = False
    done = subprocess.run(
        [sys.executable, str(WATCHED), str(kapplanner.folder), *(["window"] if with_window else [])],
        env=kapplanner.surroundings(),
        cwd=kapplanner.folder,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []


def test_a_patients_name_is_in_no_file_but_those_that_were_asked_for(kapplanner: Program) -> None:
    """REL-53: settings, log, library and its lock, temporary folder; the library is encrypted."""
    scratch = kapplanner.home / "tmp"
    scratch.mkdir()
    kapplanner.environment = {"TMPDIR": str(scratch), "TMP": str(scratch)}
    kapplanner("new", "gad-one-week", "--start", "2026-12-07", "--patient", MARKER, "-o", "plan.kap", expect=0)
    kapplanner("check", "plan.kap")
    kapplanner("import", "plan.kap", expect=0)
    kapplanner("export", "plan.kap", "--to", "ics", "-o", "plan.ics")
    kapplanner("print", "plan.kap", "--documents", "all", "-o", "out.pdf")
    (kapplanner.folder / "broken.kap").write_bytes((kapplanner.folder / "plan.kap").read_bytes()[:-400])
    kapplanner("check", "broken.kap", expect=2)
    files = [path for top in (kapplanner.home, kapplanner.folder) for path in top.rglob("*") if path.is_file()]
    assert any(path.suffix == ".kapdb" for path in files)
    asked_for = {"plan.kap", "broken.kap", "out.pdf"}
    holding = {path.name for path in files if MARKER.encode() in path.read_bytes() or "Xanthippe" in path.name}
    assert holding <= asked_for


def test_a_fault_of_the_program_gets_an_id_and_a_log_without_names(kapplanner: Program) -> None:
    """REL-54: the fault is planted in the reading of templates."""
    script = (
        "import sys; import kapplanner.cli.verbs.new as new\n"
        f"def broken(*rest): raise RuntimeError('{MARKER}')\n"
        "new.template_named = broken\n"
        "from kapplanner.bootstrap import command_line\n"
        f"sys.exit(command_line(['new', 'x', '--start', '2026-12-07', '--patient', '{MARKER}', '-o', 'plan.kap']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=kapplanner.surroundings(),
        cwd=kapplanner.folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.startswith("The program made a mistake and stopped (error ")
    assert "Traceback" not in done.stderr
    (log,) = kapplanner.home.rglob("kapplanner.log")
    assert done.stderr.split("(error ")[1][:8] in log.read_text()
    assert "RuntimeError" in log.read_text()
    assert MARKER not in log.read_text() + done.stderr
