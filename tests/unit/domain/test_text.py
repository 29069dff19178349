"""Text from people: what is taken as it is and what is refused."""

import pytest

from kapplanner.domain.errors import ImpossibleValue
from kapplanner.domain.people import Patient
from kapplanner.domain.text import bounded


@pytest.mark.parametrize(
    "name",
    [
        "Sam R.",
        "Łukasz Żółć",
        "Nguyễn Thị Minh Khai",
        "דוד כהן",
        "<b>Jane</b> & “Co”",
        "🙂 Sam",
        "क्\u200dष",
        "O'Neill",
        "",
    ],
)
def test_names_in_any_script_are_taken_as_they_are(name: str) -> None:
    assert Patient(name=name).name == name


@pytest.mark.parametrize(
    "name",
    [
        "a\x00b",
        "a\u202eb",
        "a\u2066b",
        "a\nb",
        "a\tb",
        "\u200dab",
        "ab\u200d",
        "a\u200b b",
        "a\ufeffb",
        "a\x7fb",
        "a\ud800b",
    ],
)
def test_characters_that_hide_or_reorder_are_refused(name: str) -> None:
    with pytest.raises(ImpossibleValue, match="hidden character"):
        Patient(name=name)


@pytest.mark.parametrize(("length", "fits"), [(199, True), (200, True), (201, False)])
def test_a_name_holds_two_hundred_characters(length: int, fits: bool) -> None:
    name = ("abcd " * 100)[:length]
    if fits:
        assert Patient(name=name).name == name
    else:
        with pytest.raises(ImpossibleValue, match="at most 200"):
            Patient(name=name)


@pytest.mark.parametrize(("length", "fits"), [(200, True), (201, False)])
def test_an_unbroken_run_holds_two_hundred_characters(length: int, fits: bool) -> None:
    text = "word " + "x" * length + " word"
    if fits:
        bounded(text, "The note", 20_000, lines=True)
    else:
        with pytest.raises(ImpossibleValue, match="without a space"):
            bounded(text, "The note", 20_000, lines=True)


def test_a_name_of_ten_million_letters_is_refused_by_its_length() -> None:
    with pytest.raises(ImpossibleValue, match="10,000,000 characters"):
        Patient(name="x" * 10_000_000)


def test_line_breaks_are_allowed_in_notes_only() -> None:
    bounded("one\ntwo", "The note", 20_000, lines=True)
    with pytest.raises(ImpossibleValue):
        bounded("one\ntwo", "The title", 500)
