"""Unused objects are let go where widgets live."""

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from kapplanner.ui.collecting import WindowCollector, collect_due


class Ring(QWidget):
    """A widget that only a collection lets go."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self


@pytest.fixture
def collector(qapp: QApplication) -> Iterator[WindowCollector]:
    gc.collect()
    made = WindowCollector()
    yield made
    made.stop()


def test_a_job_beside_the_window_never_takes_a_widget_apart(collector: WindowCollector) -> None:
    seen = weakref.ref(Ring())
    job = threading.Thread(target=lambda: [[n] for n in range(200_000)])
    job.start()
    job.join()
    assert seen() is not None
    kept = [[n] for n in range(2000)]
    collect_due()
    assert seen() is None
    assert len(kept) == 2000


def test_nothing_is_collected_while_little_was_made(collector: WindowCollector) -> None:
    seen = weakref.ref(Ring())
    collect_due()
    assert seen() is not None
    gc.collect()
