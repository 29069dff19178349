"""Check a paper: typing the code at its foot, and what is said of it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kapplanner.documents.paper_code import PaperCode
from kapplanner.domain.library import FindingCounts
from kapplanner.domain.plan import Plan
from kapplanner.ui.dialogs.check_paper import CheckPaper
from tests.support import build
from tests.support.frame import Frame, services_with
from tests.support.look import light_theme
from tests.support.memory_library import MemoryLibrary, SteppedClock
from tests.support.screen import nameless, too_small

PLAN = build.plan(build.medicine("D2", id="m"), id="plan-1", code="K7-0042", title="Anxiety <b>one</b> week")
LATER = PLAN.with_session(build.medicine("D3", id="m"))


@pytest.fixture
def dialog(qtbot: QtBot) -> Iterator[CheckPaper]:
    """Over a library in which the plan was changed after its paper was printed."""
    clock = SteppedClock()
    library = MemoryLibrary(clock)
    library.add(PLAN, FindingCounts())
    clock.pass_by(hours=1)
    library.save(LATER, 1, FindingCounts())
    made = CheckPaper(light_theme(), library, "", None)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.show()
    yield made


def typed(dialog: CheckPaper, plan: Plan) -> str:
    """What is said of a paper of that plan, its code typed in small letters and sent off with Enter."""
    QTest.keyClicks(dialog.code, str(PaperCode.of(plan)).lower())
    QTest.keyClick(dialog.code, Qt.Key.Key_Return)
    return dialog.answer.text()


def test_a_current_paper_is_told_as_current(dialog: CheckPaper) -> None:
    assert typed(dialog, LATER).startswith("Current: this paper shows the plan K7-0042, “Anxiety <b>one</b> week”")


def test_an_earlier_paper_is_superseded_and_the_next_code_replaces_the_first(dialog: CheckPaper) -> None:
    assert typed(dialog, PLAN).startswith("Superseded")
    assert dialog.isVisible()
    assert typed(dialog, LATER).startswith("Current")


def test_a_mistyped_code_is_told_as_such_and_stays_to_be_mended(dialog: CheckPaper) -> None:
    QTest.keyClicks(dialog.code, "123-456-78K")
    dialog.check.click()
    assert "no paper code" in dialog.answer.text()
    assert dialog.code.text() == "123-456-78K"


def test_a_paper_of_a_plan_that_is_not_here_is_unknown(dialog: CheckPaper) -> None:
    assert typed(dialog, replace(PLAN, id="plan-9")).startswith("No plan here has this code")


def test_everything_in_it_has_a_name_and_room(dialog: CheckPaper) -> None:
    typed(dialog, PLAN)
    assert nameless(dialog) == []
    assert too_small(dialog) == []


def test_the_window_holds_a_paper_against_the_plan_it_shows(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame = Frame(qtbot, services_with(tmp_path, "Theo K.", "Sam R."))
    answers: list[str] = []

    def look(dialog: CheckPaper) -> int:
        theo = next(row for row in frame.library.plans() if row.name == "Theo K.")
        dialog.show()
        answers.append(typed(dialog, frame.library.read(theo.id).plan))
        dialog.hide()
        return 0

    monkeypatch.setattr(CheckPaper, "exec", look)
    bench = frame.window.bench
    bench.acts.by_id["paper"].trigger()
    bench.desk.read(next(row.id for row in frame.library.plans() if row.name == "Sam R."))
    frame.settle()
    bench.acts.by_id["paper"].trigger()
    assert answers[0].startswith("Current")
    assert answers[1].startswith("This paper shows another plan")
    QApplication.processEvents()
    frame.close()
