"""Where the Tab key leads, told as a person meets it: what each stop is called, and where on the screen it stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from kapplanner.ui.widgets.status_line import StatusLine
from kapplanner.ui.widgets.topbar import Bar

MOST_STOPS = 400
_HOLDS_PANES = frozenset({"QSplitter", "PrintStudio", "LibraryView"})
_PANES = (Bar, StatusLine)


@dataclass(frozen=True)
class Halt:
    """One stop of the Tab key; ``back`` says why it stands before the last one on the screen, "" where it does not."""

    widget: QWidget
    name: str
    pane: QWidget
    back: str = ""

    @property
    def words(self) -> str:
        box = _box(self.widget)
        return f"{type(self.widget).__name__} “{self.name}” at {box.x()},{box.y()} {box.width()}x{box.height()}"


def walk(key: str = "Tab") -> list[Halt]:
    """The stops from the one that has the keyboard until it has it again; an assertion fails where it never does.

    The first stop is told with how it stands to the last one, as it comes after that.
    """
    combination = QKeySequence(key)[0]
    start = QApplication.focusWidget()
    assert start is not None
    stops: list[Halt] = []
    last = start
    for _ in range(MOST_STOPS):
        window = QApplication.focusWindow()
        assert window is not None
        QTest.keyClick(window, combination.key(), combination.keyboardModifiers())
        QApplication.processEvents()
        present = QApplication.focusWidget()
        assert present is not None, f"the keyboard is nowhere after {last}"
        stops.append(Halt(present, _name(present), _pane(present), _back(last, present)))
        if present is start:
            return [stops[-1], *stops[:-1]]
        last = present
    raise AssertionError(f"{key} does not come back to {start}")


def panes_of(stops: Iterable[Halt]) -> list[QWidget]:
    """The panes in the order in which they are gone through; one that is left and entered again stands there twice.

    What begins in the middle of a pane ends there too, which counts once.
    """
    panes = [pane for pane, _ in groupby(stop.pane for stop in stops)]
    return panes[:-1] if len(panes) > 1 and panes[0] is panes[-1] else panes


def _name(widget: QWidget) -> str:
    """What assistive technology calls it."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name).strip() if interface is not None else ""


def _box(widget: QWidget) -> QRect:
    return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())


def _pane(widget: QWidget) -> QWidget:
    """The part of the page that it belongs to: one side of a splitter, or a bar."""
    part = widget
    while not isinstance(part, _PANES):
        above = part.parentWidget()
        if above is None or type(above).__name__ in _HOLDS_PANES:
            break
        part = above
    return part


def _beside(widget: QWidget, other: QWidget) -> QWidget:
    """The widget; the area that scrolls it where the other one does not lie in that."""
    found, above = widget, widget.parentWidget()
    while above is not None and not above.isAncestorOf(other):
        if isinstance(above, QAbstractScrollArea):
            found = above
        above = above.parentWidget()
    return found


def _back(last: QWidget, present: QWidget) -> str:
    """Why the present stop stands before the last one in the same pane: above it, or left of it in one line."""
    if _pane(last) is not _pane(present):
        return ""
    before, after = _box(_beside(last, present)), _box(_beside(present, last))
    if after.bottom() <= before.top():
        return f"“{_name(present)}” stands above “{_name(last)}”"
    in_one_line = (
        min(before.bottom(), after.bottom()) - max(before.top(), after.top())
        > min(before.height(), after.height()) // 2
    )
    if in_one_line and after.right() <= before.left():
        return f"“{_name(present)}” stands left of “{_name(last)}”"
    return ""
