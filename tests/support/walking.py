"""Where the Tab key leads, told as a person meets it: what each stop is called, and where on the screen it stands."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

MOST_STOPS = 400


@dataclass(frozen=True)
class Halt:
    """One stop of the Tab key."""

    widget: QWidget
    name: str
    box: QRect

    @property
    def words(self) -> str:
        place = f"{self.box.x()},{self.box.y()} {self.box.width()}x{self.box.height()}"
        return f"{type(self.widget).__name__} “{self.name}” at {place}"


def halt(widget: QWidget) -> Halt:
    """The stop at a widget, as assistive technology is told of it; its place is that in its window."""
    interface = QAccessible.queryAccessibleInterface(widget)
    name = interface.text(QAccessible.Text.Name) if interface is not None else ""
    corner = widget.mapTo(widget.window(), QPoint(0, 0))
    return Halt(widget, name.strip(), QRect(corner, widget.size()))


def walk(key: str = "Tab") -> list[Halt]:
    """The stops from the one that has the keyboard until it has it again; an assertion fails where it never does."""
    combination = QKeySequence(key)[0]
    start = QApplication.focusWidget()
    assert start is not None
    stops = [halt(start)]
    for _ in range(MOST_STOPS):
        window = QApplication.focusWindow()
        assert window is not None
        QTest.keyClick(window, combination.key(), combination.keyboardModifiers())
        QApplication.processEvents()
        present = QApplication.focusWidget()
        assert present is not None, f"the keyboard is nowhere after {stops[-1].words}"
        if present is start:
            return stops
        stops.append(halt(present))
    raise AssertionError("Tab does not come back to " + stops[0].words)
