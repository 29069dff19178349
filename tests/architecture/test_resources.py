"""What ships with the program can be read, from the checkout and from an installed wheel."""

import subprocess
import sys
import tomllib
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RESOURCES = ROOT / "resources"


@pytest.mark.parametrize(
    "path", sorted(RESOURCES.rglob("*.toml")), ids=lambda path: path.relative_to(RESOURCES).as_posix()
)
def test_every_table_file_is_readable(path: Path) -> None:
    assert tomllib.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "path", sorted(RESOURCES.rglob("*.md")), ids=lambda path: path.relative_to(RESOURCES).as_posix()
)
def test_every_page_of_help_begins_with_its_title(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith("# ")


def test_an_installed_wheel_brings_its_resources_along(tmp_path: Path) -> None:
    """Built without a network by the tool that is here, put into an environment of its own, read by the program."""
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)],
        capture_output=True,
        check=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    home = tmp_path / "environment"
    venv.create(home, with_pip=False)
    python = home / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    target = subprocess.run(
        [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", target, str(wheel)],
        check=True,
    )
    libraries = next(path for path in sys.path if path.endswith("site-packages"))
    script = (
        f"import sys; sys.path.append({libraries!r}); import kapplanner; from kapplanner.resources import resource;"
        "print(kapplanner.__file__); print(resource('templates')); from kapplanner.bootstrap import command_line;"
        "sys.exit(command_line(['templates', '--json']))"
    )
    done = subprocess.run([str(python), "-I", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    package, templates, listed = done.stdout.split("\n", 2)
    assert package.startswith(target)
    assert templates == str(Path(target) / "kapplanner" / "_resources" / "templates")
    assert listed.count('"id"') == len(list((RESOURCES / "templates").glob("*.toml")))
