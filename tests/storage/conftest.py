"""A library in a temporary folder, and a clock that a test sets."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kapplanner.storage.library import open_library
from kapplanner.storage.plan_library import SqlPlanLibrary


class SetClock:
    """Shows the time it was set to, Tuesday 1 December 2026 14:00 UTC at first."""

    def __init__(self) -> None:
        self.time = datetime(2026, 12, 1, 14, tzinfo=UTC)

    def now(self) -> datetime:
        return self.time

    def forward(self, **how_far: float) -> None:
        self.time += timedelta(**how_far)


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "clinic data" / "library.kaplib"


@pytest.fixture
def opened(place: Path, clock: SetClock) -> Iterator[Callable[..., SqlPlanLibrary]]:
    """Opens the library at the test's place; every one is closed at the end."""
    libraries: list[SqlPlanLibrary] = []

    def open_it(**more: object) -> SqlPlanLibrary:
        library = open_library(place, clock=clock, **more)  # type: ignore[arg-type]
        assert isinstance(library, SqlPlanLibrary)
        libraries.append(library)
        return library

    yield open_it
    for library in libraries:
        library.close()


@pytest.fixture
def library(opened: Callable[..., SqlPlanLibrary]) -> SqlPlanLibrary:
    return opened()
