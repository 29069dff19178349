"""Huge texts pasted into fields: refused in words where they are typed, and the plan can still be saved."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from kapplanner.domain.errors import ImpossibleValue
from kapplanner.domain.session import SessionKind
from kapplanner.domain.time import zone_named
from tests.support.frame import Frame, services_with

HUGE = "N <b>ame</b> " * 20_000


@pytest.fixture
def frame(qtbot: QtBot, tmp_path: Path) -> Iterator[Frame]:
    made = Frame(qtbot, services_with(tmp_path, "Sam R."))
    yield made
    made.close()


@pytest.mark.parametrize("name", ["a/" * 40_000, "x" * 65, "</b>" * 20_000])
def test_no_name_of_a_time_zone_is_so_long_that_the_search_for_it_fails(name: str) -> None:
    with pytest.raises(ImpossibleValue, match="no time zone"):
        zone_named(name)


@pytest.mark.parametrize("kind", [SessionKind.MEDICINE, SessionKind.INTEGRATION])
def test_a_huge_text_in_any_line_of_the_pane_changes_nothing_and_is_said(frame: Frame, kind: SessionKind) -> None:
    frame.open("Sam R.")
    bench = frame.window.bench
    assert bench is not None
    page = bench.plan_page
    assert page is not None
    before = page.opened.plan
    page.opened.bridge.select((next(s.id for s in before.sessions if s.kind is kind),))
    page.opened.bridge.inspectorWanted.emit()
    inspector = page.plan_view.inspector
    for line in inspector.findChildren(QLineEdit):
        if line.isEnabled() and not line.isReadOnly():
            line.setText(HUGE)
    assert page.opened.plan == before
    assert bench.toast.sentence.text()
    inspector.refresh()
