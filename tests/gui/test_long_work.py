"""A long day at the board: thousands of edits, undos and views; plan equal to a plain model, memory flat."""

import gc
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kapplanner.codec.sample import sample_plan
from kapplanner.domain.plan import Plan
from kapplanner.domain.session import Session
from kapplanner.editing.commands.copies import DuplicateSession
from kapplanner.editing.commands.sessions import DeleteSessions, MoveSession, ResizeSession
from kapplanner.ui.board.bar import VIEWS
from tests.support.boards import Desk

EDITS = 10_000
FIRST = 2_000
"""After so many edits everything is loaded that a session of work needs; from then on memory is compared."""


class Model:
    """What a plan of sessions is without this program: times by id, and the states before each step."""

    def __init__(self, plan: Plan) -> None:
        self.now = {s.id: (s.start, s.minutes) for s in plan.sessions}
        self.before: list[dict[str, tuple]] = []
        self.undone: list[dict[str, tuple]] = []

    def step(self, change: Callable[[dict[str, tuple]], None]) -> None:
        self.before.append(dict(self.now))
        self.undone.clear()
        change(self.now)

    def undo(self) -> None:
        if self.before:
            self.undone.append(self.now)
            self.now = self.before.pop()

    def redo(self) -> None:
        if self.undone:
            self.before.append(self.now)
            self.now = self.undone.pop()


def resident_kilobytes() -> int:
    """The memory that this process holds now."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    pytest.skip("this system does not tell how much memory a process holds")


def edit(desk: Desk, model: Model, chance: Random, number: int) -> None:
    """One edit, undo or redo, on the plan and on the model."""
    what = chance.random()
    free = [s for s in desk.plan.sessions if s.bound_to is None and not s.is_medicine and not bound(desk.plan, s)]
    chosen = chance.choice(free)
    if what < 0.25:
        desk.bridge.undo()
        model.undo()
    elif what < 0.35:
        desk.bridge.redo()
        model.redo()
    elif what < 0.75:
        start = chosen.start + timedelta(days=chance.choice((-1, 0, 1)), minutes=15 * chance.randrange(-3, 4))
        if start != chosen.start and desk.bridge.do(MoveSession(chosen.id, start)) is not None:
            model.step(lambda now: now.update({chosen.id: (start, chosen.minutes)}))
    elif what < 0.85:
        minutes = chance.randrange(15, 120, 5)
        if minutes != chosen.minutes and desk.bridge.do(ResizeSession(chosen.id, minutes)) is not None:
            model.step(lambda now: now.update({chosen.id: (chosen.start, minutes)}))
    elif what < 0.93 and len(desk.plan.sessions) < 60:
        if desk.bridge.do(DuplicateSession((chosen,), (f"copy{number}",), timedelta(0))) is not None:
            model.step(lambda now: now.update({f"copy{number}": (chosen.start, chosen.minutes)}))
    elif len(free) > 12 and desk.bridge.do(DeleteSessions(frozenset({chosen.id}))) is not None:
        model.step(lambda now: now.pop(chosen.id))


def bound(plan: Plan, session: Session) -> bool:
    return any(other.bound_to == session.id for other in plan.sessions)


@pytest.mark.long
def test_ten_thousand_edits_leave_the_plan_equal_to_a_plain_model_and_memory_flat(
    qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = Desk(qtbot, sample_plan())
    model, chance = Model(desk.plan), Random(11)
    held: dict[int, int] = {}
    for number in range(1, EDITS + 1):
        edit(desk, model, chance, number)
        if number % 50 == 0:
            desk.view.show_view(chance.choice(VIEWS))
            desk.bridge.select(tuple(chance.sample([s.id for s in desk.plan.sessions], 2)))
            QTest.qWait(1)  # what is to be deleted is deleted, as in the event loop of the program
            assert {s.id: (s.start, s.minutes) for s in desk.plan.sessions} == model.now, number
        if number in {FIRST, EDITS}:
            gc.collect()
            held[number] = resident_kilobytes()
    growth = held[EDITS] / held[FIRST]
    with capsys.disabled():
        print(f"\n{EDITS} edits: {held[FIRST] // 1024} MB after {FIRST}, {held[EDITS] // 1024} MB at the end", end="")
    assert growth < 1.15
