"""Where the Tab key leads to parts that are made later than what they stand before: without this, to the end."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def stops_of(part: QWidget) -> list[QWidget]:
    """The widgets of a part, itself among them, that Tab may stop at, in the order of the chain."""
    found = [part] if _is_stop(part) else []
    widget = part.nextInFocusChain()
    while widget is not None and widget is not part:
        if part.isAncestorOf(widget) and _is_stop(widget):
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


def tab_after(anchor: QWidget, *parts: QWidget) -> None:
    """Let Tab lead from a widget into these parts, one after the other, wherever and whenever they were made."""
    last = anchor
    for part in parts:
        for stop in stops_of(part):
            QWidget.setTabOrder(last, stop)
            last = stop


def tab_before(anchor: QWidget, *parts: QWidget) -> None:
    """Let Tab lead through these parts, one after the other, and then to a widget, once all are in one window."""
    before = anchor.previousInFocusChain()
    while before is not None and before is not anchor:
        if _is_stop(before) and not any(_holds(part, before) for part in parts):
            tab_after(before, *parts)
            return
        before = before.previousInFocusChain()


def _is_stop(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None


def _holds(part: QWidget, widget: QWidget) -> bool:
    return part is widget or part.isAncestorOf(widget)
