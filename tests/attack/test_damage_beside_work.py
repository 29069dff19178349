"""Damage in a library too large to be looked through when it is opened is told while one works."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kapplanner.storage.faults import damaged
from tests.support.frame import Frame, services_with


@pytest.fixture
def frame(qtbot: QtBot, tmp_path: Path) -> Iterator[Frame]:
    services = services_with(tmp_path, "Sam R.")
    services.library.damage = damaged(tmp_path / "library.kapdb")
    made = Frame(qtbot, services)
    yield made
    made.close()


def test_damage_found_after_opening_is_told_and_nothing_more_is_written(frame: Frame) -> None:
    bench = frame.window.bench
    assert bench is not None
    frame.wait(lambda: bench.desk.is_view_only)
    frame.wait(bench.library_page.banner.isVisible)
    assert not bench.library_page.bar.new_plan.isEnabled()
