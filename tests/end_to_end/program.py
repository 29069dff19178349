"""Running the program as a person does: a process of its own, a home of its own, real files."""

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Program:
    """The command "kapplanner" in a folder, with a home that belongs to the test."""

    folder: Path
    home: Path
    environment: dict[str, str] = field(default_factory=dict)
    measured: bool = True
    """Whether coverage may look on; it writes files and loads modules of its own."""

    def __call__(self, *arguments: str | Path, expect: int | None = None, **options: object) -> "Ran":
        """Run it; ``expect`` is the exit code that the test counts on."""
        done = subprocess.run(
            [sys.executable, "-m", "kapplanner", *map(str, arguments)],
            cwd=self.folder,
            env=self.surroundings(),
            capture_output=True,
            timeout=120,
            check=False,
            **options,  # type: ignore[call-overload]
        )
        ran = Ran(done.returncode, done.stdout.decode(), done.stderr.decode())
        assert "Traceback" not in ran.err, ran.err
        assert expect is None or ran.code == expect, f"exit {ran.code}: {ran.out}\n{ran.err}"
        return ran

    def surroundings(self) -> dict[str, str]:
        """The environment: nothing of the tester's own settings, screen or library."""
        kept = {
            name: value
            for name, value in os.environ.items()
            if name in {"PATH", "LANG", "SYSTEMROOT", "TEMP"} or (self.measured and name.startswith("COVERAGE_"))
        }
        root = str(Path(__file__).resolve().parents[2])
        own = {"HOME": str(self.home), "XDG_RUNTIME_DIR": str(self.home), "PYTHONPATH": root, "PYTHONUTF8": "1"}
        return {**kept, **own, **self.environment}


@dataclass(frozen=True)
class Ran:
    """How a run ended: exit code, results, messages."""

    code: int
    out: str
    err: str

    def one_sentence(self) -> str:
        """The only line of the messages; a refusal has exactly one, and nothing on standard output."""
        assert self.out == "", self.out
        lines = self.err.splitlines()
        assert len(lines) == 1, self.err
        return lines[0]
