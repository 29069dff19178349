"""The pictures of the README are taken of the real window."""

import subprocess
import sys
from pathlib import Path

from tests.end_to_end.program import Program

ROOT = Path(__file__).resolve().parents[2]
PNG_SIZE = slice(16, 24)
"""Where a PNG file tells its width and height."""


def test_the_picture_of_the_window_can_be_taken_again_in_the_size_of_the_one_shown(kapplanner: Program) -> None:
    kapplanner.environment = {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.take_pictures", str(kapplanner.folder)],
        cwd=ROOT,
        env=kapplanner.surroundings(),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    taken = (kapplanner.folder / "window.png").read_bytes()
    shown = (ROOT / "resources" / "help" / "pictures" / "window.png").read_bytes()
    assert taken[PNG_SIZE] == shown[PNG_SIZE]
    assert len(taken) > 50_000


def test_every_file_that_the_readme_points_to_is_there() -> None:
    import re

    text = (ROOT / "README.md").read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#:]+)\)", text)
    assert "resources/help/pictures/window.png" in links
    assert [link for link in links if not (ROOT / link).exists()] == []
