"""Printing without a window: the clinic's own words, two languages, one day."""

from datetime import date
from pathlib import Path

import pytest

from kapplanner.codec.paper_words import OwnCopy, changed, shipped_block
from kapplanner.documents.preview import page_texts
from kapplanner.storage.words_folder import WordsFolder
from tests.end_to_end.program import Program

OWN = "Eat nothing at all from {time} on {date}."


def words_folder(kapplanner: Program) -> Path:
    return kapplanner.home / ".local" / "share" / "kapplanner" / "words"


def keep_own(kapplanner: Program) -> None:
    block = shipped_block("en", "medicine-day")
    assert block is not None
    WordsFolder(words_folder(kapplanner)).keep(changed(block, OwnCopy("en", "medicine-day"), "food", OWN))


def pages(kapplanner: Program) -> list[str]:
    texts = page_texts((kapplanner.folder / "out.pdf").read_bytes())
    return [" ".join(text.replace("\u00a0", " ").split()) for text in texts]


def test_papers_are_printed_with_the_words_of_the_clinic(kapplanner: Program, plan_file: Path) -> None:
    keep_own(kapplanner)
    kapplanner("print", plan_file, "--documents", "medicine-day", "-o", "out.pdf", expect=1)
    assert "Eat nothing at all from" in pages(kapplanner)[0]
    assert "Stop eating at" not in pages(kapplanner)[0]


def test_a_damaged_copy_is_told_and_the_words_as_last_kept_are_printed(kapplanner: Program, plan_file: Path) -> None:
    keep_own(kapplanner)
    (words_folder(kapplanner) / "en" / "medicine-day.toml").write_bytes(b"damaged")
    printed = kapplanner("print", plan_file, "--documents", "medicine-day", "-o", "out.pdf", expect=1)
    assert "The words as last kept stay in use." in printed.err
    assert "Eat nothing at all from" in pages(kapplanner)[0]


def test_two_languages_come_page_by_page(kapplanner: Program, plan_file: Path) -> None:
    kapplanner("print", plan_file, "--documents", "medicine-day", "--language", "es,en", "-o", "out.pdf", expect=1)
    texts = pages(kapplanner)
    assert "Día" in texts[0]
    assert any("Most important today" in text for text in texts)


def test_one_day_is_printed_alone(kapplanner: Program, plan_file: Path) -> None:
    kapplanner("print", plan_file, "--documents", "itinerary", "-o", "out.pdf")
    whole = pages(kapplanner)
    kapplanner("print", plan_file, "--documents", "calendar,itinerary", "--day", "2026-12-07", "-o", "out.pdf")
    (page,) = pages(kapplanner)
    assert f"{date(2026, 12, 7):%A} 7 December 2026" in page
    assert len(whole) > 1


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--language", "fr"), "There are no papers in “fr”. Choose from: en, es."),
        (("--language", "en,en"), "Choose two different languages"),
        (("--language", "en,es,en"), "Papers come in one language or in two"),
        (("--day", "7.12.2026"), "is not a date"),
        (("--day", "2031-01-01"), "nothing to print"),
    ],
)
def test_slips_are_refused_in_one_sentence(
    kapplanner: Program, plan_file: Path, options: tuple[str, str], sentence: str
) -> None:
    ran = kapplanner("print", plan_file, "--documents", "itinerary", *options, "-o", "out.pdf", expect=2)
    assert sentence in ran.one_sentence()
