"""Every check of this project in one command, on a machine that has nothing but Python 3.11 or later.

    python3 tests/run_all.py

makes the environment .venv, installs the program and the checking tools into it, and runs all checks: style, types,
import contracts, tests, how much of the code that decides things they walk through, and speed. Goes on after a failure,
so that one run tells everything; ends with 1 where anything failed.
"""

import os
import subprocess
import sys
import time
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
ENVIRONMENT = HERE / ".venv"
PROGRAMS = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
FULLY_COVERED = ("domain", "editing", "exchange")
"""Packages of which the tests walk through every branch; this list only grows."""
NEARLY_COVERED = ("rules",)
"""On its way into that list: the newest modules (fixes, places, differences) are not walked through completely yet."""
NEARLY = "97"
PATIENCE = 1800
"""Seconds after which a check that normally takes four minutes at most is taken to hang."""

AT_ONCE = ("pytest", "-q", "-n", "2", "--dist", "loadfile", "-m", "not long")
DECIDING = ("tests/unit", "tests/spec", "tests/exchange", "tests/storage")
"""Tests that walk through the packages above by themselves: counting lines costs time, so the others do without."""

CHECKS = {
    "style": ["ruff", "check", "."],
    "format": ["ruff", "format", "--check", "."],
    "types": ["mypy"],
    "imports": ["lint-imports", "--no-cache"],
    "tests of what decides": ["coverage", "run", "-m", *AT_ONCE, *DECIDING],
    "tests of the rest": [*AT_ONCE, "tests", *(f"--ignore={part}" for part in (*DECIDING, "tests/benchmarks"))],
    "gather": ["coverage", "combine", "--quiet"],
    "coverage": [
        *("coverage", "report", "--skip-covered", "--show-missing", "--fail-under=100"),
        "--include=" + ",".join(f"kapplanner/{package}/*" for package in FULLY_COVERED),
    ],
    "coverage of rules": [
        *("coverage", "report", "--skip-covered", "--show-missing", f"--fail-under={NEARLY}"),
        "--include=" + ",".join(f"kapplanner/{package}/*" for package in NEARLY_COVERED),
    ],
    "speed": ["pytest", "-q", "-s", "-m", "not long", "tests/benchmarks"],
}


def main() -> int:
    if sys.version_info < (3, 11):  # noqa: UP036 - said in words before a tool fails over it
        print(f"Python 3.11 or later is needed; this is {sys.version.split()[0]}.", file=sys.stderr)
        return 2
    prepare()
    for stray in HERE.glob(".coverage*"):
        stray.unlink()
    failed = [name for name, command in CHECKS.items() if not passes(name, command)]
    print("All checks passed." if not failed else f"Failed: {', '.join(failed)}.", flush=True)
    return 1 if failed else 0


def prepare() -> None:
    """An environment of its own, with the program as it stands here and the tools that check it."""
    if not (PROGRAMS / "python").exists() and not (PROGRAMS / "python.exe").exists():
        venv.create(ENVIRONMENT, with_pip=True)
    subprocess.run(
        [str(PROGRAMS / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-e", ".[test]"],
        cwd=HERE,
        check=True,
    )


def passes(name: str, command: list[str]) -> bool:
    """Run one check, say how it went and how long it took. One that never ends is ended, and has failed."""
    print(f"== {name}: {' '.join(command)}", flush=True)
    begin = time.monotonic()
    environment = {**os.environ, "PATH": f"{PROGRAMS}{os.pathsep}{os.environ.get('PATH', '')}", "PYTHONUTF8": "1"}
    try:
        code = subprocess.run(
            [str(PROGRAMS / command[0]), *command[1:]], cwd=HERE, env=environment, timeout=PATIENCE, check=False
        ).returncode
    except subprocess.TimeoutExpired:
        print(f"== {name}: no end after {PATIENCE} s", flush=True)
        code = 1
    print(f"== {name}: {'passed' if code == 0 else 'FAILED'} in {time.monotonic() - begin:.0f} s", flush=True)
    return code == 0


if __name__ == "__main__":
    sys.exit(main())
