"""The clinic's words of papers in a folder: kept whole, and never exchanged for the shipped ones unsaid."""

import os
from datetime import date
from pathlib import Path

import pytest

from kapplanner.codec.paper_words import OwnCopy, Review, TextBlock, WordsRefused, changed, reviewed, shipped_block
from kapplanner.storage.words_folder import WordsFolder

FOOD = "Eat nothing from {time} on {date}."
PLACE = ("en", "medicine-day")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "words"


@pytest.fixture
def shelf(folder: Path) -> WordsFolder:
    return WordsFolder(folder)


def block() -> TextBlock:
    found = shipped_block(*PLACE)
    assert found is not None
    return found


def copy(food: str = FOOD) -> OwnCopy:
    return reviewed(
        block(), changed(block(), OwnCopy(*PLACE), "food", food), Review("Ada", date(2026, 11, 26), date(2027, 11, 26))
    )


def test_without_a_folder_the_clinic_has_no_words_of_its_own(shelf: WordsFolder) -> None:
    own = shelf.own_words()
    assert (own.copies, own.problems, own.lost) == ((), (), ())


def test_a_copy_kept_is_the_copy_found(shelf: WordsFolder, folder: Path) -> None:
    shelf.keep(copy())
    own = WordsFolder(folder).own_words()
    assert own.copies == (copy(),)
    assert own.problems == ()
    assert (folder / "en" / "medicine-day.toml").stat().st_mode & 0o777 == 0o600


def test_an_empty_copy_is_taken_away(shelf: WordsFolder, folder: Path) -> None:
    shelf.keep(copy())
    shelf.keep(OwnCopy(*PLACE))
    shelf.keep(OwnCopy(*PLACE))
    assert shelf.own_words().copies == ()
    assert list(folder.rglob("*.toml")) == []


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "another format"),
        (b"\x00\xff", "cannot be read as TOML"),
        (None, "cannot be read: No such file"),
    ],
)
def test_words_as_last_kept_stay_in_use_where_a_file_is_damaged(
    shelf: WordsFolder, folder: Path, data: bytes | None, why: str
) -> None:
    shelf.keep(copy())
    path = folder / "en" / "medicine-day.toml"
    path.unlink() if data is None else path.write_bytes(data)
    own = shelf.own_words()
    assert own.copies == (copy(),)
    assert why in own.problems[0] and own.problems[0].endswith("The words as last kept stay in use.")


def test_a_placeholder_lost_by_hand_is_told_with_its_key_and_the_last_good_words_stay(
    shelf: WordsFolder, folder: Path
) -> None:
    shelf.keep(copy())
    path = folder / "en" / "medicine-day.toml"
    path.write_text(path.read_text().replace(FOOD, "Eat nothing on {date}."))
    own = shelf.own_words()
    assert own.copies == (copy(),)
    assert "“food”: The placeholder {time} is missing." in own.problems[0]


def test_words_changed_well_by_hand_count(shelf: WordsFolder, folder: Path) -> None:
    shelf.keep(copy())
    path = folder / "en" / "medicine-day.toml"
    path.write_text(path.read_text().replace(FOOD, "No food from {time} on {date}."))
    own = shelf.own_words()
    assert own.copy(*PLACE).words["food"].own == "No food from {time} on {date}."
    assert own.problems == ()


def test_where_no_copy_can_be_read_the_block_is_lost_and_told(shelf: WordsFolder, folder: Path) -> None:
    shelf.keep(copy())
    for path in folder.rglob("*.toml"):
        path.write_bytes(b"damaged")
    own = shelf.own_words()
    assert own.copies == ()
    assert own.lost == (PLACE,)
    assert "stay drafts" in own.problems[0]


def test_a_damaged_file_is_put_aside_when_its_block_is_kept_anew(shelf: WordsFolder, folder: Path) -> None:
    shelf.keep(copy())
    path = folder / "en" / "medicine-day.toml"
    path.write_bytes(b"damaged")
    shelf.keep(copy("No food from {time} on {date}."))
    assert path.with_suffix(".damaged").read_bytes() == b"damaged"
    assert shelf.own_words().problems == ()


def test_a_copy_under_the_name_of_another_block_is_not_used(shelf: WordsFolder, folder: Path) -> None:
    shelf.keep(copy())
    (folder / "en" / "day.toml").write_bytes((folder / "en" / "medicine-day.toml").read_bytes())
    own = shelf.own_words()
    assert own.lost == (("en", "day"),)
    assert "another block than its name says" in own.problems[0]


def test_a_copy_of_a_block_that_the_program_no_longer_has_is_told(shelf: WordsFolder, folder: Path) -> None:
    shelf.keep(copy())
    for place in (folder / "en", folder / "en" / "kept"):
        data = (place / "medicine-day.toml").read_text().replace('"medicine-day"', '"poem"')
        (place / "poem.toml").write_text(data)
    assert "has no text block “poem”" in shelf.own_words().problems[0]


@pytest.mark.skipif(os.geteuid() == 0 if hasattr(os, "geteuid") else True, reason="the owner of all may write anywhere")
def test_a_folder_that_cannot_be_written_is_told_in_words(folder: Path) -> None:
    folder.mkdir(mode=0o500)
    with pytest.raises(WordsRefused, match="could not be kept"):
        WordsFolder(folder).keep(copy())


def test_a_file_in_the_place_of_the_folder_is_told_in_words(folder: Path) -> None:
    folder.write_text("not a folder")
    assert WordsFolder(folder).own_words().copies == ()
    with pytest.raises(WordsRefused, match="could not be kept"):
        WordsFolder(folder).keep(copy())
