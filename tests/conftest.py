"""Shared fixtures."""

import gc
import os
from collections.abc import Iterator

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def rings_are_let_go_between_tests(request: pytest.FixtureRequest) -> Iterator[None]:
    """As in the program: a process that has once used the toolkit never collects in the middle of its work.

    It would wait for ever now and then (``kapplanner.ui.collecting`` says why), also while the process ends.
    """
    if "qapp" in request.fixturenames:
        gc.disable()
    yield
    if not gc.isenabled():
        from kapplanner.ui.collecting import collect_due  # only where the toolkit is in use

        collect_due()
