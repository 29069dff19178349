"""Finds words that have no room: labels and buttons narrower or lower than what they say."""

import re
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QLabel,
    QPushButton,
    QRadioButton,
    QToolButton,
    QWidget,
)

from kapplanner.ui.widgets.texts import ElidedLabel

_PARTS = re.compile(r"[\s\u200b]+")
SLACK = 2
"""Pixels that rounding may take."""


def cut(root: QWidget) -> list[str]:
    """What cannot be read whole in a widget tree, each with why."""
    return [f"{_told(widget)}: {why}" for widget, why in _cut(root)]


def _cut(root: QWidget) -> Iterator[tuple[QWidget, str]]:
    for widget in root.findChildren(QWidget):
        if not widget.isVisibleTo(root) or not _words(widget):
            continue
        outside = _outside(root, widget)
        if outside:
            yield widget, outside
        elif isinstance(widget, QLabel):
            yield from _cut_label(widget)
        elif isinstance(widget, QAbstractButton) and not _tells_all(widget):
            need, have = widget.sizeHint(), widget.size()
            if need.width() > have.width() + SLACK:
                yield widget, f"needs {need.width()} px, has {have.width()}"
            elif widget.fontMetrics().height() > have.height() + SLACK:
                yield widget, f"is {have.height()} px high"


def _words(widget: QWidget) -> str:
    if isinstance(widget, ElidedLabel):
        return widget.whole_text
    if isinstance(widget, QLabel | QPushButton | QCheckBox | QRadioButton | QToolButton):
        return widget.text().strip()
    return ""


def _cut_label(label: QLabel) -> Iterator[tuple[QWidget, str]]:
    if isinstance(label, ElidedLabel):
        if label.text() != label.whole_text and not label.toolTip():
            yield label, "is elided without a tooltip"
        elif label.fontMetrics().height() > label.height() + SLACK:
            yield label, f"is {label.height()} px high"
        return
    if label.wordWrap():
        need = label.heightForWidth(label.width())
        if need > label.height() + SLACK:
            yield label, f"wraps to {need} px, has {label.height()}"
        longest = max((label.fontMetrics().horizontalAdvance(word) for word in _PARTS.split(label.text())), default=0)
        if longest > label.contentsRect().width() + SLACK:
            yield label, f"its longest word needs {longest} px, has {label.contentsRect().width()}"
        return
    if label.sizeHint().width() > label.width() + SLACK and not _tells_all(label):
        yield label, f"needs {label.sizeHint().width()} px, has {label.width()}"
    elif label.sizeHint().height() > label.height() + SLACK:
        yield label, f"needs {label.sizeHint().height()} px of height, has {label.height()}"


def _tells_all(widget: QWidget) -> bool:
    """Whether a tooltip holds what is cut, and the widget ends in "…" for it."""
    words = _words(widget)
    return bool(widget.toolTip()) and (not words or words.endswith("…"))


def _outside(root: QWidget, widget: QWidget) -> str:
    """Where a widget sticks out of what holds it; what can be scrolled to is not lost."""
    box = QRect(QPoint(0, 0), widget.size())
    holder = widget
    while holder is not root:
        parent = holder.parentWidget()
        if parent is None:
            return ""
        box.translate(holder.pos())
        holder = parent
        if isinstance(holder.parentWidget(), QAbstractScrollArea):
            area = holder.parentWidget()
            assert isinstance(area, QAbstractScrollArea)
            return _beside(area, box) if holder is area.viewport() else ""
        room = holder.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK)
        if not room.contains(box):
            return f"lies at {box.getRect()} of {type(holder).__name__} {holder.width()}x{holder.height()}"
    return ""


def _beside(area: QAbstractScrollArea, box: QRect) -> str:
    """A page may be longer than its area, but no wider, where it has no bar to scroll aside."""
    bar = area.horizontalScrollBar()
    if bar.isVisible() or box.right() <= area.viewport().width() + SLACK:
        return ""
    return f"reaches {box.right() - area.viewport().width()} px beyond the area that scrolls it"


def _told(widget: QWidget) -> str:
    words = _words(widget).replace("\n", " ")
    return f"{type(widget).__name__} in {type(widget.parentWidget()).__name__} “{words[:50]}”"


def covering(root: QWidget) -> list[str]:
    """Words that lie over other words of the same part."""
    found = []
    for holder in [root, *root.findChildren(QWidget)]:
        if isinstance(holder, QComboBox) or not holder.isVisibleTo(root):
            continue
        parts = [w for w in holder.children() if isinstance(w, QWidget) and w.isVisibleTo(root) and _words(w)]
        for place, one in enumerate(parts):
            for other in parts[place + 1 :]:
                if one.geometry().adjusted(SLACK, SLACK, -SLACK, -SLACK).intersects(other.geometry()):
                    found.append(f"{_told(one)} and {_told(other)}")
    return found
