"""The pictures of the README and the help are taken of the real window."""

import re
import subprocess
import sys
from pathlib import Path

from tests.end_to_end.program import Program

ROOT = Path(__file__).resolve().parents[2]
PNG_SIZE = slice(16, 24)
"""Where a PNG file tells its width and height."""


FOLDER = ROOT / "resources" / "help" / "pictures"
MOST_PICTURES = 8
MOST_BYTES = 120_000
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]*)\)")


def test_the_pictures_can_be_taken_again_each_in_the_size_of_the_one_shown(kapplanner: Program) -> None:
    kapplanner.environment = {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.take_pictures", str(kapplanner.folder)],
        cwd=ROOT,
        env=kapplanner.surroundings(),
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    taken = {path.name: path.read_bytes() for path in kapplanner.folder.glob("*.png")}
    shown = {path.name: path.read_bytes() for path in FOLDER.glob("*.png")}
    assert {name: data[PNG_SIZE] for name, data in taken.items()} == {
        name: data[PNG_SIZE] for name, data in shown.items()
    }
    assert min(map(len, taken.values())) > 5_000


def pictures_named() -> list[tuple[str, str]]:
    """Alternative text and address of every picture of the README and the help."""
    pages = (ROOT / "README.md", *sorted((ROOT / "resources" / "help").rglob("*.md")))
    return [(found[1], found[2]) for page in pages for found in PICTURE.finditer(page.read_text(encoding="utf-8"))]


def test_every_picture_is_shown_somewhere_and_none_is_missing() -> None:
    assert {Path(address).name for _, address in pictures_named()} == {path.name for path in FOLDER.iterdir()}


def test_the_pictures_are_few_and_small() -> None:
    sizes = {path.name: path.stat().st_size for path in FOLDER.iterdir()}
    assert len(sizes) <= MOST_PICTURES
    assert {name: size for name, size in sizes.items() if size > MOST_BYTES} == {}


def test_every_picture_is_told_in_words() -> None:
    assert [address for words, address in pictures_named() if len(words.split()) < 8] == []


def test_every_file_that_the_readme_points_to_is_there() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#:]+)\)", text)
    assert "resources/help/pictures/window.png" in links
    assert [link for link in links if not (ROOT / link).exists()] == []
