"""Who may import whom, and what a verb of the command line or the first window does not wait for."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HEAVY = {"PySide6", "sqlalchemy", "sqlcipher3", "reportlab", "pikepdf", "pypdfium2", "icalendar", "msgspec", "click"}


def _loaded_by(*lines: str) -> set[str]:
    """Which of the heavy packages a fresh interpreter holds after these lines."""
    script = "; ".join((*lines, "import sys", "print('\\n'.join({name.split('.')[0] for name in sys.modules}))"))
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    return HEAVY & set(done.stdout.split())


def test_the_layers_of_the_house_hold() -> None:
    linter = shutil.which("lint-imports", path=str(Path(sys.executable).parent))
    assert linter is not None
    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_starting_the_program_loads_nothing_heavy() -> None:
    assert _loaded_by("import kapplanner.__main__") == set()


@pytest.mark.parametrize(
    ("verb", "needed"),
    [
        ("list_templates", {"click", "msgspec"}),
        ("check", {"click", "msgspec"}),
        ("new", {"click", "msgspec"}),
        ("export", {"click", "msgspec"}),
        ("list_rules", {"click", "msgspec"}),
        ("schema", {"click", "msgspec"}),
        ("import_plans", {"click", "msgspec"}),
        ("print_papers", {"click", "msgspec"}),
        ("paper", {"click", "msgspec"}),
    ],
)
def test_a_verb_loads_what_it_needs_and_no_more(verb: str, needed: set[str]) -> None:
    assert _loaded_by(f"import kapplanner.cli.verbs.{verb} as verb", "verb.command()") <= needed


def test_the_first_window_waits_for_the_toolkit_only() -> None:
    assert _loaded_by("import kapplanner.bootstrap", "import kapplanner.ui.window") <= {"PySide6"}


def test_the_network_part_of_the_toolkit_is_never_imported() -> None:
    for path in (ROOT / "kapplanner").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        for name in ("QtNetwork", "QtWebEngine", "QtWebSockets", "urllib.request", "http.client"):
            assert name not in text, f"{path.name} names {name}"


def test_no_module_reads_pickles_archives_yaml_or_xml() -> None:
    """REL-42; ``xml.sax.saxutils`` is an escape function, not a reader."""
    for path in (ROOT / "kapplanner").rglob("*.py"):
        lines = path.read_text(encoding="utf-8").splitlines()
        imports = [line.strip() for line in lines if line.strip().startswith(("import ", "from "))]
        for name in ("pickle", "shelve", "marshal", "zipfile", "tarfile", "yaml", "xml.dom", "xml.etree", "lxml"):
            assert not any(line.split()[1].startswith(name) for line in imports), f"{path.name} imports {name}"
