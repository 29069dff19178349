"""From an edit to repainted findings: a 47-session plan, one session moved, against painting bare widgets.

What a person should feel is under 16 ms from the key to the new badges; the time is printed. The test holds ratios to
things done in the same run: evaluating the plan, and painting as many bare widgets as the board has cards.
"""

from datetime import date
from statistics import median
from time import perf_counter

import pytest
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kapplanner.codec.rule_sets import rule_set_named
from kapplanner.codec.sample import sample_plan
from kapplanner.editing.commands.sessions import MoveSession
from kapplanner.rules.evaluate import evaluate
from tests.support.boards import Desk

ROUNDS = 15


class Bare(QWidget):
    """A widget that paints its ground and a line of text."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().base())
        painter.drawText(self.rect(), "09:30 to 12:30")
        painter.end()


def milliseconds(do: object) -> float:
    start = perf_counter()
    do()  # type: ignore[operator]
    return (perf_counter() - start) * 1000


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot, sample_plan(date(2026, 12, 6)))


def bare_board(qtbot: QtBot, cards: int) -> QWidget:
    board = QWidget()
    qtbot.addWidget(board)
    board.resize(1100, 600)
    for number in range(cards):
        Bare(board).setGeometry(number % 7 * 150, number // 7 * 100, 140, 90)
    board.show()
    qtbot.waitExposed(board)
    QApplication.processEvents()
    return board


def test_an_edit_is_painted_within_a_few_times_its_evaluation_and_a_bare_board(
    desk: Desk, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    talk = next(s for s in desk.plan.sessions if s.modality == "emdr")
    desk.bridge.select((talk.id,))
    times = [talk.start, talk.start.replace(hour=12)]
    bare = bare_board(qtbot, len(desk.canvas.cards))
    rules = rule_set_named("intensive")
    edits, boards, rulings, paintings = [], [], [], []
    for number in range(ROUNDS):
        command = MoveSession(talk.id, times[(number + 1) % 2])

        def edit(command: MoveSession = command) -> None:
            desk.bridge.do(command)
            QApplication.processEvents()

        edits.append(milliseconds(edit))
        facts = desk.view._read_facts()
        boards.append(milliseconds(lambda facts=facts: desk.board.show_facts(facts)))
        rulings.append(milliseconds(lambda: evaluate(desk.plan, rules)))
        bare.update()
        paintings.append(milliseconds(bare.repaint))
    whole, board, ruling, painting = (median(found) for found in (edits, boards, rulings, paintings))
    with capsys.disabled():
        print(
            f"\nedit to painted {whole:.1f} ms (board laid out {board:.1f} ms, rules {ruling:.1f} ms, "
            f"{len(desk.canvas.cards)} bare widgets {painting:.1f} ms)"
        )
    assert board < 3 * (ruling + painting)
    assert whole < 20 * (ruling + painting)
