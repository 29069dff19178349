"""Changing the clinic's words: one step a text, refused where it would not print, undone exactly."""

from datetime import date

import pytest

from kapplanner.codec.paper_words import NO_OWN_WORDS, OwnCopy, OwnText, OwnWords, Review, WordsRefused, shipped_block
from kapplanner.editing.words_draft import WordsDraft

REVIEW = Review("Ada", date(2026, 11, 26), date(2027, 11, 26))
OWN = "Eat nothing from {time} on {date}."


def block(name: str = "medicine-day"):
    found = shipped_block("en", name)
    assert found is not None
    return found


@pytest.fixture
def draft() -> WordsDraft:
    return WordsDraft(NO_OWN_WORDS)


def test_a_text_is_changed_and_undone_exactly(draft: WordsDraft) -> None:
    draft.put(block(), "food", OWN)
    assert draft.text(block(), "food") == OWN
    assert draft.undo_label == "text “food”"
    draft.undo()
    assert draft.own == NO_OWN_WORDS
    draft.redo()
    assert draft.text(block(), "food") == OWN


def test_typing_in_one_text_is_one_step_until_it_is_left(draft: WordsDraft) -> None:
    draft.put(block(), "feel", "You may feel odd.")
    draft.put(block(), "feel", "You may feel odd. Call us.")
    draft.field_left()
    draft.put(block(), "feel", "You may feel odd. Ask us.")
    draft.undo()
    assert draft.text(block(), "feel") == "You may feel odd. Call us."
    draft.undo()
    assert draft.own == NO_OWN_WORDS


def test_a_text_that_would_not_print_is_refused_and_leaves_no_step(draft: WordsDraft) -> None:
    with pytest.raises(WordsRefused, match="“food”"):
        draft.put(block(), "food", "Stop eating.")
    assert (draft.own, draft.undo_label) == (NO_OWN_WORDS, None)


def test_typing_the_shipped_text_takes_the_own_text_out(draft: WordsDraft) -> None:
    draft.put(block(), "food", OWN)
    draft.put(block(), "food", block().words["food"])
    assert draft.own == NO_OWN_WORDS


def test_a_text_and_a_whole_block_go_back_to_the_shipped_words(draft: WordsDraft) -> None:
    draft.put(block(), "food", OWN)
    draft.put(block(), "feel", "You may feel odd.")
    draft.mark_reviewed(block(), REVIEW)
    draft.back(block(), "food")
    assert draft.copy(block()).words.keys() == {"feel"}
    draft.back_to_shipped(block())
    assert draft.own == NO_OWN_WORDS
    draft.undo()
    draft.undo()
    assert draft.copy(block()).words.keys() == {"food", "feel"}


def test_a_text_of_an_older_program_can_be_kept_against_the_present_one(draft: WordsDraft) -> None:
    copy = OwnCopy("en", "medicine-day", (OwnText("food", OWN, "An older text {time} {date}."),))
    draft = WordsDraft(OwnWords((copy,)))
    outdated = draft.outdated_text(block(), "food")
    assert outdated is not None and outdated.shipped == "An older text {time} {date}."
    draft.keep_against(block(), "food")
    assert draft.outdated_text(block(), "food") is None
    assert draft.text(block(), "food") == OWN


def test_a_text_whose_key_is_gone_can_be_let_go() -> None:
    draft = WordsDraft(OwnWords((OwnCopy("en", "medicine-day", (OwnText("rhyme", "x", "y"),)),)))
    draft.back(block(), "rhyme")
    assert draft.own == NO_OWN_WORDS


def test_copies_of_another_computer_replace_those_of_the_same_blocks_as_one_step(draft: WordsDraft) -> None:
    draft.put(block(), "feel", "You may feel odd.")
    draft.put(block("day"), "notes", "Your questions")
    before = draft.own
    other = OwnCopy("en", "medicine-day", (OwnText("food", OWN, block().words["food"]),))
    draft.take_in((other,))
    assert draft.copy(block()) == other
    assert draft.text(block("day"), "notes") == "Your questions"
    draft.undo()
    assert draft.own == before


def test_copies_are_taken_in_whole_or_not_at_all(draft: WordsDraft) -> None:
    good = OwnCopy("en", "day", (OwnText("notes", "Your questions", "Your notes and questions"),))
    bad = OwnCopy("en", "medicine-day", (OwnText("food", "Stop.", "x"),))
    with pytest.raises(WordsRefused, match="“food”"):
        draft.take_in((good, bad))
    assert draft.own == NO_OWN_WORDS


def test_watchers_hear_of_every_change_and_of_nothing_else(draft: WordsDraft) -> None:
    heard: list[OwnWords] = []
    draft.watch(lambda: heard.append(draft.own))
    draft.put(block(), "food", OWN)
    draft.put(block(), "food", OWN)
    draft.undo()
    draft.undo()
    assert heard == [
        OwnWords((OwnCopy("en", "medicine-day", (OwnText("food", OWN, block().words["food"]),)),)),
        NO_OWN_WORDS,
    ]


def test_what_was_undone_has_its_name_and_with_nothing_undone_nothing_is_done_again(draft: WordsDraft) -> None:
    draft.redo()
    assert (draft.own, draft.redo_label) == (NO_OWN_WORDS, None)
    draft.put(block(), "food", OWN)
    draft.undo()
    assert (draft.undo_label, draft.redo_label) == (None, "text “food”")
