"""``python -m tests.mutation``: changes the rules in thousands of small ways and lists what no test noticed.

mutmut makes the changes, in a copy of the project; the tests are collected once, and each change is tried in a process
forked from there, on the tests that meet the changed function, the most specific first. About half an hour on two
cores. What survives is written as differences to the file named (mutants.txt by default).
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
COPIED = ("kapplanner", "resources", "tests", "pyproject.toml")
TESTS = ("tests/spec", "tests/unit/rules")


def make(folder: Path) -> None:
    """Copy the project and let mutmut write its changes beside it, in ``mutants``."""
    for name in COPIED:
        source = PROJECT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / name)
    (folder / "mutants").mkdir()
    made = (
        "import mutmut.__main__ as m; m.set_mutant_under_test('mutant_generation'); m.copy_src_dir();"
        " m.copy_also_copy_files(); m.setup_source_paths(); m.store_lines_covered_by_tests();"
        " print(m.create_mutants(2))"
    )
    subprocess.run([sys.executable, "-c", made], cwd=folder, check=True)


def main(report: str = "mutants.txt", *only: str) -> int:
    """Make the changes and try them; ``only`` are parts of the names of changed functions to keep to."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        make(folder)
        known = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(folder)}
        known |= {"MUTATION_REPORT": str(Path(report).resolve()), "MUTATION_ONLY": " ".join(only)}
        command = [sys.executable, "-m", "pytest", "-p", "tests.mutation.plugin", "-q", "-s", *TESTS]
        return subprocess.run(command, cwd=folder, env=known, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
