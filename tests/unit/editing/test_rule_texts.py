"""Values of rules typed by a person."""

from datetime import time
from decimal import Decimal

import pytest

from kapplanner.editing.rule_texts import as_text, from_text, unit_words
from kapplanner.rules.fields import Count, FactValue, Modalities, Number, Numbers, TimeOfDay, WordList, Words

HOURS = Number("Gap", "h")


@pytest.mark.parametrize(
    ("field", "typed", "raw", "shown"),
    [
        (HOURS, "24", 24, "24"),
        (HOURS, " 24 h ", 24, "24"),
        (HOURS, "0.75", 0.75, "0.75"),
        (HOURS, "0,75", 0.75, "0.75"),
        (HOURS, "1,000", "1,000", "1,000"),
        (HOURS, "", None, ""),
        (HOURS, "soon", "soon", "soon"),
        (HOURS, "NaN", "NaN", "NaN"),
        (HOURS, "1.2.3", "1.2.3", "1.2.3"),
        (Count("Days"), "7", 7, "7"),
        (Numbers("Only"), "56, 84", [56, 84], "56, 84"),
        (Modalities("Methods"), "emdr; art", ["emdr", "art"], "emdr, art"),
        (WordList("Equipment"), "oximeter\noxygen, mask", ["oximeter", "oxygen, mask"], "oximeter\noxygen, mask"),
        (FactValue("With"), "yes", True, "yes"),
        (FactValue("With"), "No", False, "no"),
        (FactValue("With"), "65", 65, "65"),
        (FactValue("With"), "panic", "panic", "panic"),
        (TimeOfDay("From"), "8:30", "08:30", "08:30"),
        (TimeOfDay("From"), "0830", "08:30", "08:30"),
        (TimeOfDay("From"), "noon", "noon", "noon"),
        (Words("Item"), " escort ", "escort", "escort"),
    ],
)
def test_what_is_typed_is_read_and_shown_again(field, typed, raw, shown):
    assert from_text(field, typed) == raw
    assert as_text(field, raw) == shown


def test_values_of_a_file_are_shown_without_noise():
    assert as_text(TimeOfDay("From"), time(8, 30)) == "08:30"
    assert as_text(HOURS, Decimal("40.0")) == "40"
    assert as_text(HOURS, 1e20) == "100000000000000000000"


@pytest.mark.parametrize(
    ("unit", "values", "words"),
    [
        ("h", {}, "h"),
        ("", {}, ""),
        ("h or days", {}, "h"),
        ("h or days", {"measure": "hours"}, "h"),
        ("h or days", {"measure": "days"}, "days"),
        ("min or mg", {"summed": "minutes"}, "min"),
        ("min or mg", {"summed": "milligrams"}, "mg"),
    ],
)
def test_a_unit_that_hangs_on_another_value_is_said_as_it_is(unit, values, words):
    assert unit_words(Number("Limit", unit), values) == words
