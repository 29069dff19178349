"""Every word has room: at every size of the window, with text of twice the size, and in texts half as long again.

Where the window is too small for a page, or the screen for a dialog, it scrolls: nothing is cut, nothing lies outside.
"""

from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from tests.support.cut import cut
from tests.support.desk import Desk, sample, services_of
from tests.support.hands import leave_all
from tests.support.pages import PAGES, SHEETS, go_to, over_sheet
from tests.support.pseudo import longer_texts

LARGE, MIDDLE, SMALL = (1440, 900), (1280, 800), (900, 600)
EVERY_DAY = [(SMALL, 100, False), (SMALL, 200, False), (MIDDLE, 100, True)]
NOW_AND_THEN = [(LARGE, 100, False), (MIDDLE, 100, False), (LARGE, 200, False), (LARGE, 100, True), (SMALL, 100, True)]


def shown_at(qtbot: QtBot, folder: Path, size: tuple[int, int], percent: int) -> Desk:
    """The sample plan in a window of this size, with text of this size."""
    plan = sample()
    services = services_of(folder, plan)
    services.settings = replace(services.settings, text_percent=percent)
    desk = Desk(qtbot, services)
    desk.window.resize(*size)
    desk.show(plan)
    desk.frame.theme.choose("light", percent)
    QTest.qWait(100)
    assert desk.window.size() == QSize(*size), "the window never asks for more"
    return desk


@pytest.mark.parametrize(
    ("size", "percent", "long_words"),
    [*EVERY_DAY, *(pytest.param(*each, marks=pytest.mark.long) for each in NOW_AND_THEN)],
)
def test_nothing_is_cut(qtbot: QtBot, tmp_path: Path, size: tuple[int, int], percent: int, long_words: bool) -> None:
    found: list[str] = []
    with longer_texts() if long_words else nullcontext():
        desk = shown_at(qtbot, tmp_path, size, percent)
        for page in PAGES:
            go_to(desk, page)
            found += [f"{page}: {fault}" for fault in cut(desk.window)]
        desk.show(desk.plan if desk.bench.plan_page is not None else sample())
        for sheet in SHEETS:
            over_sheet(desk, sheet, lambda dialog, sheet=sheet: found.extend(faults_of(dialog, sheet)))  # type: ignore[misc]
            leave_all()
        desk.close()
    assert found == []


def faults_of(dialog: QDialog, name: str) -> list[str]:
    """What is cut in a dialog, and whether it is larger than its screen."""
    QApplication.processEvents()
    room = dialog.screen().availableSize()
    too_large = [f"{name} is {dialog.size()}"] if dialog.size() != dialog.size().boundedTo(room) else []
    return too_large + [f"{name}: {fault}" for fault in cut(dialog)]
