"""The Tab key through every page: every stop has a name, the order is that of reading, and it comes back to its start.

Cards and rows are one stop each, with arrows inside. What is said is tried by real keys in the real window.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from tests.support.desk import Desk, sample, services_of
from tests.support.hands import leave_all
from tests.support.pages import PAGES, SHEETS, go_to, over_sheet
from tests.support.walking import Halt, panes_of, walk

AFTER_ITS_ROWS = frozenset({"Move to"})
"""Stands in the head of its group and comes after the rows, so that the keyboard comes to the day first."""


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """The sample plan is open."""
    plan = sample()
    made = Desk(qtbot, services_of(tmp_path, plan))
    made.show(plan)
    yield made
    made.close()


def faults(stops: list[Halt]) -> list[str]:
    """What is wrong with a walk: stops without a name, steps back, panes left and entered again."""
    nameless = [f"{stop.words} has no name" for stop in stops if not stop.name]
    wanted = [stop for stop in stops if stop.name not in AFTER_ITS_ROWS]
    back = [stop.back for stop in wanted if stop.back and not any(name in stop.back for name in AFTER_ITS_ROWS)]
    panes = panes_of(stops)
    if len(panes) == 1:
        back = back[1:]  # from the last to the first again
    again = [f"{type(pane).__name__} is entered twice" for pane in dict.fromkeys(panes) if panes.count(pane) > 1]
    return nameless + back + again


@pytest.mark.parametrize("page", PAGES)
def test_tab_goes_through_a_page_in_reading_order_and_comes_back(desk: Desk, page: str) -> None:
    go_to(desk, page)
    stops = walk()
    assert len(stops) > 5
    assert faults(stops) == []
    selection = desk.bench.plan_page.opened.bridge.selection if desk.bench.plan_page is not None else ()
    back = walk("Shift+Tab")
    assert [stop.name for stop in back[1:]] == [stop.name for stop in stops[:0:-1]], "Shift+Tab goes the same way back"
    if desk.bench.plan_page is not None:
        assert desk.page.opened.bridge.selection == selection, "passing through selects nothing"


@pytest.mark.parametrize("page", PAGES)
def test_f6_leaves_every_pane_and_comes_round(desk: Desk, page: str) -> None:
    go_to(desk, page)
    panes = [pane for pane in desk.bench.panes_shown() if pane.isVisible() and pane.isEnabled()]
    seen = []
    for _ in panes:
        desk.bench.next_pane()
        QApplication.processEvents()
        focus = QApplication.focusWidget()
        assert focus is not None
        seen.append(next((n for n, pane in enumerate(panes) if pane is focus or pane.isAncestorOf(focus)), None))
    assert sorted(seen) == list(range(len(panes))), "each pane once"  # type: ignore[type-var]


@pytest.mark.parametrize("sheet", SHEETS)
def test_tab_goes_through_a_sheet_in_reading_order_and_esc_closes_it(desk: Desk, sheet: str) -> None:
    found: list[str] = []

    def look(dialog: QDialog) -> None:
        dialog.activateWindow()
        assert QTest.qWaitForWindowActive(dialog)
        QApplication.processEvents()
        found.extend(faults(walk()))

    over_sheet(desk, sheet, look)
    leave_all()
    assert found == []
