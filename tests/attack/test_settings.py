"""Settings files that nobody can read: said in a sentence, defaults used, nothing hangs."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kapplanner.settings import Settings, SettingsStore

BAD: dict[str, Callable[[Path], object]] = {
    "a folder": lambda path: path.mkdir(),
    "endless nesting": lambda path: path.write_text("x = " + "[" * 100_000),
    "a number of 10,000 digits": lambda path: path.write_text("text_percent = " + "9" * 10_000),
    "another encoding": lambda path: path.write_bytes(b"\xff\xfep\x00"),
    "five megabytes": lambda path: path.write_text('clinic_name = "' + "x" * 5_000_000 + '"'),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_settings_file_that_cannot_be_used_is_said(tmp_path: Path, kind: str) -> None:
    store = SettingsStore(tmp_path / "settings.toml")
    BAD[kind](store.path)
    assert store.load() == Settings()
    assert len(store.remarks) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and devices as Unix has them")
def test_a_pipe_in_place_of_the_settings_does_not_hold_the_program_up(tmp_path: Path) -> None:
    store = SettingsStore(tmp_path / "settings.toml")
    os.mkfifo(store.path)
    assert store.load() == Settings()
    assert len(store.remarks) == 1


@pytest.mark.parametrize("kind", ["endless nesting", "a number of 10,000 digits", "another encoding"])
def test_settings_can_be_kept_over_a_damaged_file(tmp_path: Path, kind: str) -> None:
    store = SettingsStore(tmp_path / "settings.toml")
    BAD[kind](store.path)
    store.save(Settings(paper="letter"))
    assert store.load() == Settings(paper="letter")
