"""What each text of the papers is for: told for every text that ships."""

import pytest

from kapplanner.codec.paper_purposes import block_about, block_title, purpose_of
from kapplanner.codec.paper_words import TextBlock, blocks_of


@pytest.mark.parametrize("block", blocks_of(), ids=lambda block: f"{block.language}-{block.name}")
def test_every_shipped_text_has_a_purpose(block: TextBlock) -> None:
    assert block_about(block.name).endswith(".")
    assert [key for key, _ in block.texts if not purpose_of(block.name, key)] == []


def test_the_first_pattern_that_fits_counts() -> None:
    assert purpose_of("visits", "modality_emdr_short") == "A method, in a cell of the calendar"
    assert purpose_of("visits", "modality_emdr") == "A method, in the table of a day"
    assert purpose_of("visits", "rest") == "Name of an appointment, in the table of a day"


def test_what_is_not_told_has_its_own_name() -> None:
    assert block_title("some-paper") == "Some paper"
    assert (block_about("some-paper"), purpose_of("some-paper", "x"), purpose_of("day", "x")) == ("", "", "")
