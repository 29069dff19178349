"""A plan that the library cannot take for reasons of the plan itself is not "saved"."""

from datetime import UTC, datetime

import pytest

from kapplanner.codec.rule_sets import rule_set_named
from kapplanner.domain.errors import ImpossibleValue, PlannerError
from kapplanner.domain.library import FindingCounts
from kapplanner.domain.plan import Plan
from kapplanner.editing.autosave import Autosave, SaveState
from kapplanner.editing.commands import ChangePlan
from kapplanner.editing.commands.changes import changes
from kapplanner.editing.workspace import Workspace
from tests.support.build import plan


class FixedClock:
    def now(self) -> datetime:
        return datetime(2026, 11, 23, 14, 32, tzinfo=UTC)


class Refusing:
    """A library that cannot write this plan: too long for a plan file."""

    def __init__(self) -> None:
        self.refuses = True
        self.stored: list[tuple[Plan, int]] = []

    def save(self, kept: Plan, revision: int, findings: FindingCounts, step: str = "") -> int:
        if self.refuses:
            raise ImpossibleValue("The plan holds {size:,} bytes of text.", size=21_000_000)
        self.stored.append((kept, revision))
        return revision + 1


class AtOnce:
    """Does everything at once, as the worker hands it over."""

    def after(self, milliseconds: int, call: object) -> None: ...

    def run(self, job: object, done: object) -> None:
        try:
            answer: object = job()  # type: ignore[operator]
        except PlannerError as error:
            answer = error
        done(answer)  # type: ignore[operator]


def _edited() -> tuple[Autosave, Refusing, Workspace]:
    workspace, library = Workspace(plan(), rule_set_named("intensive")), Refusing()
    autosave = Autosave(workspace, library, 7, AtOnce(), FixedClock(), lambda status: None)  # type: ignore[arg-type]
    workspace.do(ChangePlan(changes({"title": "Other title"}), "title"))
    return autosave, library, workspace


def test_a_refusal_by_the_plan_file_is_a_failed_save_that_can_be_tried_again() -> None:
    autosave, library, workspace = _edited()
    autosave.save_now()
    assert autosave.status.state is SaveState.FAILED
    assert not autosave.is_saved
    assert autosave.revision == 7
    library.refuses = False
    autosave.save_now()
    assert autosave.is_saved
    assert library.stored == [(workspace.plan, 7)]


def test_a_refusal_by_the_plan_file_is_told_before_leaving() -> None:
    autosave, _, _ = _edited()
    error = autosave.save_before_leaving()
    assert error is not None
    with pytest.raises(ImpossibleValue):
        raise error
    assert autosave.status.state is SaveState.FAILED
