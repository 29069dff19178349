"""Syllables, sentences and the grade, counted by hand."""

import pytest

from kapplanner.documents.reading_grade import Reading, reading, sentences, syllables

COUNTED = {
    1: "eat night once made times clothes walked tongue eye through us the phone",
    2: "water stopping needed table people before safely movement being trial driving clinic patient quiet",
    3: "medicine ketamine usual radio integrate therapist Saturday anyone earlier",
    4: "integration dissociate emergency experience activity",
    5: "dissociation electricity",
}


@pytest.mark.parametrize(
    ("word", "counted"),
    [(word, n) for n, words in COUNTED.items() for word in words.split()],
)
def test_syllables_are_those_one_hears(word: str, counted: int) -> None:
    assert syllables(word) == counted


def test_an_apostrophe_and_capitals_do_not_change_the_count() -> None:
    assert syllables("WATER’s") == syllables("water's") == 2


def test_a_full_stop_after_a_title_an_initial_or_a_half_of_the_day_ends_no_sentence() -> None:
    assert sentences("Dr. Roe and A. Lee are here. Call them!") == ("Dr. Roe and A. Lee are here.", "Call them!")
    assert sentences("Venga a las 9:30 a.\u00a0m. el lunes. Traiga su lista.") == (
        "Venga a las 9:30 a.\u00a0m. el lunes.",
        "Traiga su lista.",
    )


def test_a_new_line_ends_a_sentence_and_marks_alone_are_none() -> None:
    assert sentences("Warm socks\nYour journal\n—\n") == ("Warm socks", "Your journal")


def test_an_end_mark_inside_quotes_ends_the_sentence() -> None:
    assert len(sentences("Say “stop.” Then we stop.")) == 2


def test_the_grade_is_that_of_flesch_and_kincaid() -> None:
    # 2 sentences, 10 words, 12 syllables: 0.39 x 5 + 11.8 x 1.2 - 15.59 = 0.52
    told = reading(["Stop eating at nine. Do not drive until you sleep."])
    assert (told.sentences, told.words, told.syllables, told.longest) == (2, 10, 12, 6)
    assert told.grade == pytest.approx(0.52)


def test_numbers_count_as_words_of_a_sentence_and_have_no_part_in_its_syllables() -> None:
    told = reading(["Come at 9:30 on 7 December 2026."])
    assert (told.words, told.spoken, told.syllables) == (7, 4, 6)


def test_names_and_known_terms_have_no_part_in_the_grade() -> None:
    told = reading(["Ask Esperanza Villanueva about integration."], known=("Esperanza Villanueva", "Integration"))
    assert (told.words, told.spoken, told.syllables) == (5, 2, 3)


def test_a_text_without_words_reads_at_no_grade() -> None:
    assert reading([]) == Reading()
    assert (reading(["", "—"]).grade, reading(["12:30"]).grade, reading([]).mean) == (0.0, 0.0, 0.0)


def test_long_words_and_long_sentences_read_harder() -> None:
    plain = reading(["Tell us how you feel."])
    hard = reading(
        ["Communicate immediately any deterioration of your psychological condition to the responsible staff."]
    )
    assert plain.grade < 2 < 12 < hard.grade
