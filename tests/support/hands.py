"""Doing things in the window as a person does: real keys to whatever has the keyboard, real presses of the mouse.

Both are counted. A dialog waits inside the step that opened it; so every step is begun by a timer, which goes on
inside the dialog, and never by the step before it.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QMainWindow,
    QMenu,
    QMenuBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

BETWEEN = 20
"""Milliseconds between two steps, so that what the last one set off has happened."""
PATIENCE = 5000
"""Milliseconds after which nobody waits any longer for what should be there."""

Found = Callable[[], QWidget]
Place = Callable[[], tuple[QWidget, QPoint]]


@dataclass(frozen=True)
class Step:
    """One thing to do, once ``ready`` holds."""

    words: str
    act: Callable[[], None]
    ready: Callable[[], bool] = lambda: True


class Hands:
    """``keys`` counts keys and key combinations, ``typed`` the characters of values, ``clicks`` presses of the mouse.

    ``is_quiet`` tells whether the window has done what was asked of it, so that the next step can be seen to be right.
    """

    def __init__(self, qtbot: QtBot, is_quiet: Callable[[], bool]) -> None:
        self._qtbot = qtbot
        self._is_quiet = is_quiet
        self._left: deque[Step] = deque()
        self._waited = 0
        self._failed = ""
        self._begun: list[QWidget | None] = []
        self.keys = self.typed = self.clicks = 0

    # What can be done

    def key(self, keys: str) -> Step:
        """A key or a combination, "Ctrl+Shift+D", to whatever has the keyboard."""
        combination = QKeySequence(keys)[0]

        def act() -> None:
            self.keys += 1
            QTest.keyClick(_window_with_keyboard(), combination.key(), combination.keyboardModifiers())

        return Step(f"key {keys}", act, _has_keyboard)

    def type(self, text: str) -> Step:
        """A value, character by character, to whatever has the keyboard."""

        def act() -> None:
            self.typed += len(text)
            for character in text:
                QTest.keyClick(_window_with_keyboard(), character)

        return Step(f"type “{text}”", act, _has_keyboard)

    def click(self, found: Found, button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> Step:
        """A press on the middle of a widget."""

        def middle() -> tuple[QWidget, QPoint]:
            widget = found()
            return widget, widget.rect().center()

        return self.click_at(middle, button)

    def click_at(self, place: Place, button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> Step:
        """A press on a point of a widget; it must be what lies there, as far as a person can see."""

        def act() -> None:
            self.clicks += 1
            window, point = _on_window(*place())
            QTest.mouseMove(window, point)
            QTest.mouseClick(window, button, Qt.KeyboardModifier.NoModifier, point)

        return Step("click", act, _Steady(place))

    def drag(self, start: Place, end: Place) -> Step:
        """Press, move in a few steps, let go: one press of the mouse."""

        def act() -> None:
            self.clicks += 1
            window, first = _on_window(*start())
            _, last = _on_window(*end())
            QTest.mousePress(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, first)
            for part in (1, 2, 3, 4):
                QTest.mouseMove(window, first + (last - first) * part / 4)
            QTest.mouseRelease(window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, last)

        return Step("drag", act, _Steady(start))

    def hover(self, place: Place) -> Step:
        """Lay the mouse on a point and press nothing."""

        def act() -> None:
            QTest.mouseMove(*_on_window(*place()))

        return Step("hover", act, _Steady(place))

    def until(self, holds: Callable[[], bool]) -> Step:
        """Wait for what comes by itself."""
        return Step("wait", lambda: None, holds)

    def leave(self) -> Step:
        """Close what is still open, which says what was done: no part of what is counted."""
        return Step("leave", leave_all)

    # Doing it

    def do(self, *steps: Step) -> None:
        """Do all of it, and wait until the window has done what was asked."""
        self._left = deque(steps)
        self._waited, self._failed = 0, ""
        QTimer.singleShot(BETWEEN, self._go_on)
        self._qtbot.waitUntil(lambda: not self._left and not self._begun and self._is_quiet(), timeout=PATIENCE * 4)
        assert not self._failed, self._failed

    def _go_on(self) -> None:
        if not self._left:
            return
        step = self._left[0]
        went_well = False
        try:
            self._take(step)
            went_well = True
        finally:
            if not went_well:  # nothing may go on waiting for the steps that are left
                self._left.clear()
                leave_all()

    def _take(self, step: Step) -> None:
        if self._is_busy() or not (self._is_quiet() and step.ready()):
            self._wait_for(step)
            return
        self._left.popleft()
        self._waited = 0
        QTimer.singleShot(BETWEEN, self._go_on)
        self._begun.append(_asking())
        try:
            step.act()
        finally:
            self._begun.pop()

    def _is_busy(self) -> bool:
        """Whether a step is still going on: it began, and no menu or dialog that it opened waits for the next one."""
        return bool(self._begun) and self._begun[-1] is _asking()

    def _wait_for(self, step: Step) -> None:
        self._waited += BETWEEN
        if self._waited < PATIENCE:
            QTimer.singleShot(BETWEEN, self._go_on)
            return
        focus = QApplication.focusWidget()
        self._failed = f"could not {step.words}, {len(self._left)} steps left; the keyboard is at {focus}"
        self._left.clear()
        leave_all()


def leave_all() -> None:
    """Close every menu and dialog that waits for an answer."""
    while (asking := _asking()) is not None:
        asking.close()


def _asking() -> QWidget | None:
    """The menu, list or dialog that is open and waits for an answer."""
    return QApplication.activePopupWidget() or QApplication.activeModalWidget()


def _has_keyboard() -> bool:
    """Whether a key would be heard: by the menu or dialog that is open, else by a widget of the window."""
    modal, window = QApplication.activeModalWidget(), QApplication.focusWindow()
    if QApplication.activePopupWidget() is not None:
        return window is not None
    heard = modal is None or (window is not None and window is modal.windowHandle())
    return heard and window is not None and QApplication.focusWidget() is not None


def _window_with_keyboard() -> QWindow:
    window = QApplication.focusWindow()
    assert window is not None
    return window


def _on_window(widget: QWidget, point: QPoint) -> tuple[QWindow, QPoint]:
    top = widget.window()
    handle = top.windowHandle()
    assert handle is not None
    return handle, widget.mapTo(top, point)


class _Steady:
    """Whether a place can be pressed and lies where it lay a moment ago: nobody presses what still moves."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._before: QPoint | None = None

    def __call__(self) -> bool:
        if not _is_there(self._place):
            return False
        widget, point = self._place()
        before, self._before = self._before, widget.mapToGlobal(point)
        return self._before == before


def _is_there(place: Place) -> bool:
    """Whether a press at this place would meet the widget: shown, on, in sight, and nothing over it."""
    widget, point = place()
    if not (widget.isVisible() and widget.isEnabled()):
        return False
    top = widget.window()
    modal = QApplication.activeModalWidget()
    if modal is not None and top is not modal and top.windowType() is not Qt.WindowType.Popup:
        return False
    met = top.childAt(widget.mapTo(top, point)) or top
    return met is widget or widget.isAncestorOf(met)


class Strays(QObject):
    """Remembers every part of a window that was shown as a window of its own before it was put in its place.

    On the screen that is a flash, and it takes the keyboard away for a moment.
    """

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            is_own = isinstance(watched, (QMainWindow, QDialog)) or watched.windowType() is not Qt.WindowType.Window
            if not is_own:
                self.seen.append(f"{type(watched).__name__} “{watched.accessibleName()}”")
        return super().eventFilter(watched, event)


# Where things are


def row_of(view: QAbstractItemView, row: int, column: int = 0) -> Place:
    """The middle of a cell of a list or table."""

    def place() -> tuple[QWidget, QPoint]:
        index = view.model().index(row, column, view.rootIndex())
        return view.viewport(), view.visualRect(index).center()

    return place


def entry_of(box: QComboBox, row: int) -> Place:
    """The middle of an entry of the list that a box has opened."""
    return row_of(box.view(), row)


def action_of(menu: Callable[[], QMenu | QMenuBar], words: str) -> Place:
    """The middle of the entry of a menu that begins with these words."""

    def place() -> tuple[QWidget, QPoint]:
        opened = menu()
        action = next(a for a in opened.actions() if a.text().startswith(words))
        return opened, opened.actionGeometry(action).center()

    return place


def open_menu() -> QMenu:
    """The menu that is open now."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu
