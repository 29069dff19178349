"""A fault of the toolkit that was met and must not come back."""

import sys

import pytest

widgets = pytest.importorskip("PySide6.QtWidgets")


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_calls_into_the_toolkit_do_not_use_up_references_to_none(qapp: object) -> None:
    """PySide6 6.12.0 on Python 3.11 lost one with every call that answers nothing, and aborted within minutes."""
    label = widgets.QLabel()
    for _ in range(100):
        label.setText("before")
    before = sys.getrefcount(None)
    for number in range(1000):
        label.setText(str(number))
        label.setToolTip("")
    assert abs(sys.getrefcount(None) - before) < 10
