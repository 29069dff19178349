"""Looking at real widgets the way a person with a keyboard or a screen reader does."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QCalendarWidget,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QWidget,
)

_CONTROLS = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit)
LEAST_TARGET = 24


def controls(root: QWidget) -> Iterator[QWidget]:
    """Every control of a widget tree that a person can reach, without the inner parts of Qt's own controls."""
    for widget in root.findChildren(QWidget):
        inside = widget.parentWidget()
        if isinstance(inside, (QComboBox, QCalendarWidget, QScrollBar)) or widget.objectName().startswith("qt_"):
            continue
        if inside is not None and inside.metaObject().className() == "QComboBoxPrivateContainer":
            continue
        if isinstance(widget, _CONTROLS) or (
            isinstance(widget, QAbstractItemView) and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        ):
            yield widget


def nameless(root: QWidget) -> list[str]:
    """Controls that assistive technology would announce without a name."""
    silent = []
    for widget in controls(root):
        interface = QAccessible.queryAccessibleInterface(widget)
        if interface is None or not interface.text(QAccessible.Text.Name).strip():
            silent.append(f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}")
    return silent


def too_small(root: QWidget) -> list[str]:
    """Visible controls with a target under 24 px either way."""
    return [
        f"{type(widget).__name__} “{widget.accessibleName()}” {widget.width()} x {widget.height()}"
        for widget in controls(root)
        if widget.isVisibleTo(root) and (widget.width() < LEAST_TARGET or widget.height() < LEAST_TARGET)
    ]
