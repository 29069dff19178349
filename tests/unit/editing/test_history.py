"""Steps back and forth."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kapplanner.editing.history import MOST_STEPS, History
from tests.support.build import plan
from tests.support.examples import examples


def test_undo_shows_the_plan_before_the_step_and_redo_the_one_after() -> None:
    history, before, after = History(), plan(note="before"), plan(note="after")
    history.record("change note", before, None)
    assert history.undo_label == "change note"
    back = history.undo(after)
    assert back is not None and back.value is before
    assert (history.undo_label, history.redo_label) == (None, "change note")
    forth = history.redo(before)
    assert forth is not None and forth.value is after


def test_a_new_step_ends_what_could_be_done_again() -> None:
    history = History()
    history.record("one", plan(), None)
    history.undo(plan())
    history.record("two", plan(), None)
    assert history.redo_label is None
    assert history.redo(plan()) is None


def test_typing_in_one_field_is_one_step() -> None:
    history, first = History(), plan(note="")
    history.record("change note", first, ("note",))
    history.record("change note", plan(note="a"), ("note",))
    step = history.undo(plan(note="ab"))
    assert step is not None and step.value is first
    assert history.undo_label is None


def test_a_field_that_was_left_starts_a_step_of_its_own() -> None:
    history = History()
    history.record("change note", plan(note=""), ("note",))
    history.forget_merge()
    history.record("change note", plan(note="a"), ("note",))
    history.undo(plan())
    assert history.undo_label == "change note"


def test_steps_of_different_fields_stay_apart() -> None:
    history = History()
    history.record("change note", plan(), ("note",))
    history.record("change title", plan(), ("title",))
    history.undo(plan())
    assert history.undo_label == "change note"


def test_the_oldest_steps_are_forgotten_first() -> None:
    history = History()
    for number in range(MOST_STEPS + 1):
        history.record(str(number), plan(first_day=date(2026, 1, 1)), None)
    count = 0
    while history.undo(plan()):
        count += 1
    assert count == MOST_STEPS


@examples(60)
@given(st.lists(st.sampled_from(["do", "undo", "redo"]), max_size=60))
def test_any_walk_equals_a_plain_list_of_plans(acts: list[str]) -> None:
    history, states, place = History(), [plan(note="0")], 0
    for number, act in enumerate(acts, 1):
        present = states[place]
        if act == "do":
            after = plan(note=str(number))
            history.record(act, present, None)
            states, place = [*states[: place + 1], after], place + 1
        elif act == "undo":
            step = history.undo(present)
            assert (step is None) == (place == 0)
            if step:
                place -= 1
                assert step.value == states[place]
        else:
            step = history.redo(present)
            assert (step is None) == (place == len(states) - 1)
            if step:
                place += 1
                assert step.value == states[place]


def test_leaving_a_field_before_anything_was_done_is_no_step() -> None:
    history = History()
    history.forget_merge()
    assert (history.undo_label, history.redo_label) == (None, None)
