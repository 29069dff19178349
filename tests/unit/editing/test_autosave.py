"""Saving as one works, and what happens when it cannot."""

from collections.abc import Callable
from datetime import UTC, datetime

from kapplanner.codec.rule_sets import rule_set_named
from kapplanner.domain.library import DiskFull, FindingCounts, LibraryError, RevisionConflict
from kapplanner.domain.plan import Plan
from kapplanner.editing.autosave import Autosave, SaveState, SaveStatus
from kapplanner.editing.commands import ChangePlan
from kapplanner.editing.commands.changes import changes
from kapplanner.editing.workspace import Workspace
from tests.support.build import plan

NOW = datetime(2026, 11, 23, 14, 32, tzinfo=UTC)


class FixedClock:
    def now(self) -> datetime:
        return NOW


class Shelf:
    """A library of one plan that can be told to fail."""

    def __init__(self) -> None:
        self.stored: list[tuple[Plan, int, str]] = []
        self.error: LibraryError | None = None

    def save(self, kept: Plan, revision: int, findings: FindingCounts, step: str = "") -> int:
        if self.error:
            raise self.error
        self.stored.append((kept, revision, step))
        return revision + 1


class Later:
    """Puts work off until the test lets it happen."""

    def __init__(self) -> None:
        self.timer: Callable[[], None] | None = None
        self.work: list[tuple[Callable[[], int], Callable[[int | LibraryError], None]]] = []

    def after(self, milliseconds: int, call: Callable[[], None]) -> None:
        assert milliseconds <= 2000
        self.timer = call

    def run(self, job: Callable[[], int], done: Callable[[int | LibraryError], None]) -> None:
        self.work.append((job, done))

    def ring(self) -> None:
        timer, self.timer = self.timer, None
        if timer:
            timer()

    def finish(self) -> None:
        job, done = self.work.pop(0)
        try:
            answer: int | LibraryError = job()
        except LibraryError as error:
            answer = error
        done(answer)


class Desk:
    """An open plan with its autosave."""

    def __init__(self) -> None:
        self.workspace = Workspace(plan(), rule_set_named("intensive"))
        self.shelf, self.later = Shelf(), Later()
        self.told: list[SaveStatus] = []
        self.autosave = Autosave(self.workspace, self.shelf, 7, self.later, FixedClock(), self.told.append)  # type: ignore[arg-type]

    def write(self, note: str) -> None:
        self.workspace.do(ChangePlan(changes({"note": note}), "note"))
        self.workspace.field_left()


def test_a_step_is_stored_with_its_name_over_the_revision_last_read() -> None:
    desk = Desk()
    desk.write("a")
    desk.later.ring()
    desk.later.finish()
    assert [(p.note, revision, step) for p, revision, step in desk.shelf.stored] == [("a", 7, "change note")]
    assert [s.state for s in desk.told] == [SaveState.WAITING, SaveState.SAVING, SaveState.SAVED]
    assert desk.told[-1].at == NOW
    assert desk.autosave.is_saved and desk.autosave.revision == 8


def test_a_step_made_while_saving_is_saved_next_over_the_new_revision() -> None:
    desk = Desk()
    desk.write("a")
    desk.later.ring()
    desk.write("b")
    assert desk.later.timer is None
    desk.later.finish()
    assert not desk.autosave.is_saved
    desk.later.ring()
    desk.later.finish()
    assert [(p.note, revision) for p, revision, _ in desk.shelf.stored] == [("a", 7), ("b", 8)]


def test_saving_again_while_a_save_runs_begins_no_second_one() -> None:
    desk = Desk()
    desk.write("a")
    desk.later.ring()
    desk.autosave.save_now()
    assert len(desk.later.work) == 1
    desk.later.finish()
    assert [p.note for p, _, _ in desk.shelf.stored] == ["a"]


def test_a_full_disk_keeps_the_edit_and_the_next_try_stores_it() -> None:
    desk = Desk()
    desk.shelf.error = DiskFull("The disk is full.")
    desk.write("a")
    desk.later.ring()
    desk.later.finish()
    assert desk.autosave.status.state is SaveState.FAILED
    assert desk.workspace.plan.note == "a" and not desk.autosave.is_saved
    desk.shelf.error = None
    desk.autosave.save_now()
    desk.later.finish()
    assert desk.autosave.is_saved
    assert desk.shelf.stored[-1][0].note == "a"


def test_a_conflict_is_known_as_one() -> None:
    desk = Desk()
    desk.shelf.error = RevisionConflict("Another state is stored.")
    desk.write("a")
    desk.later.ring()
    desk.later.finish()
    assert desk.autosave.is_in_conflict


def test_leaving_saves_at_once_and_says_what_went_wrong() -> None:
    desk = Desk()
    desk.write("a")
    desk.shelf.error = DiskFull("The disk is full.")
    assert isinstance(desk.autosave.save_before_leaving(), DiskFull)
    desk.shelf.error = None
    assert desk.autosave.save_before_leaving() is None
    assert desk.autosave.save_before_leaving() is None
    assert len(desk.shelf.stored) == 1


def test_undo_back_to_the_stored_plan_leaves_nothing_to_save() -> None:
    desk = Desk()
    desk.write("a")
    desk.workspace.undo()
    desk.later.ring()
    assert desk.later.work == []
    assert desk.autosave.is_saved
    assert desk.told[-1].state is SaveState.SAVED


def test_nothing_is_saved_for_a_plan_that_is_only_judged_anew() -> None:
    desk = Desk()
    desk.workspace.judge_by(rule_set_named("outpatient"))
    assert desk.later.timer is None


def test_asking_to_save_what_is_stored_says_and_does_nothing() -> None:
    desk = Desk()
    desk.autosave.save_now()
    assert (desk.later.work, desk.told) == ([], [])


def test_once_closed_it_watches_no_more() -> None:
    desk = Desk()
    desk.autosave.close()
    desk.write("after the end")
    assert (desk.later.timer, desk.told) == (None, [])
