"""The settings file: what is kept, and what happens to one that cannot be read."""

from dataclasses import replace
from pathlib import Path

import pytest

from kapplanner.settings import Settings, SettingsStore
from kapplanner.settings.options import OPTIONS


@pytest.fixture
def store(tmp_path: Path) -> SettingsStore:
    return SettingsStore(tmp_path / "config" / "settings.toml")


def test_every_default_is_one_of_its_own_allowed_values() -> None:
    assert [option.key for option in OPTIONS if not option.accepts(option.default)] == []


def test_every_preference_says_what_it_is_for() -> None:
    assert all(option.description.endswith(".") for option in OPTIONS)


def test_without_a_file_the_defaults_are_used_and_nothing_is_said(store: SettingsStore) -> None:
    assert store.load() == Settings()
    assert store.remarks == ()


def test_what_was_saved_comes_back(store: SettingsStore) -> None:
    chosen = Settings(clinic_name="Zdrowie “Łódź”", paper="letter", text_percent=200, twelve_hour=False)
    store.save(chosen)
    assert store.load() == chosen


def test_only_values_that_differ_from_their_default_are_written(store: SettingsStore) -> None:
    store.save(Settings(paper="letter"))
    assert store.path.read_text() == 'paper = "letter"\n'


def test_the_file_may_be_read_by_its_owner_only(store: SettingsStore) -> None:
    store.save(Settings(paper="letter"))
    assert store.path.stat().st_mode & 0o777 == 0o600


def test_a_setting_of_a_newer_version_survives_a_save(store: SettingsStore) -> None:
    store.path.parent.mkdir()
    store.path.write_text('future = "yes"\npaper = "letter"\n')
    store.save(replace(store.load(), paper="a4"))
    assert store.path.read_text() == 'future = "yes"\n'


@pytest.mark.parametrize("broken", [b"paper = ", b"\xff\xfe\x00", b"[a]\n[a]\n"])
def test_a_damaged_file_is_put_aside_and_said(store: SettingsStore, broken: bytes) -> None:
    store.path.parent.mkdir()
    store.path.write_bytes(broken)
    assert store.load() == Settings()
    assert store.remarks == (
        "The settings file was damaged. It was kept as “settings-damaged.toml”, and defaults are used.",
    )
    assert store.path.with_name("settings-damaged.toml").read_bytes() == broken
    assert not store.path.exists()


@pytest.mark.parametrize(
    "line",
    [
        'paper = "a5"',
        "paper = 4",
        "text_percent = 201",
        "text_percent = true",
        'zone = "Mars/Olympus"',
        "twelve_hour = 1",
    ],
)
def test_a_value_that_cannot_be_used_falls_back_alone(store: SettingsStore, line: str) -> None:
    store.path.parent.mkdir()
    store.path.write_text(f'clinic_name = "Harbour"\n{line}\n')
    assert store.load() == Settings(clinic_name="Harbour")
    key = line.split(" ")[0]
    assert store.remarks == (f"The setting “{key}” cannot be used; its default is used instead.",)


def test_remarks_belong_to_the_last_reading(store: SettingsStore) -> None:
    store.path.parent.mkdir()
    store.path.write_text("paper = 4\n")
    store.load()
    store.save(Settings())
    store.load()
    assert store.remarks == ()


def test_a_folder_in_place_of_the_file_gives_defaults_and_a_sentence(store: SettingsStore) -> None:
    store.path.mkdir(parents=True)
    assert store.load() == Settings()
    assert store.remarks == ("The settings could not be read (Is a directory). Defaults are used.",)
