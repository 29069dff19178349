"""Small pieces that editors and panes are put together from, under the names they use here."""

from PySide6.QtWidgets import QAbstractButton, QWidget

from kapplanner.ui.widgets.buttons import icon_button
from kapplanner.ui.widgets.buttons import push_button as button
from kapplanner.ui.widgets.texts import plain_label as text_label


def mark(widget: QWidget, name: str, value: object) -> None:
    """Set a dynamic property that the style sheet looks at, and let the widget take its new look."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)


def show_tick(box: QAbstractButton, on: bool) -> None:
    """Show a button as checked or not without telling anyone; ``toggled`` is left to those who press it."""
    quiet = box.blockSignals(True)
    box.setChecked(on)
    box.blockSignals(quiet)


__all__ = ["button", "icon_button", "mark", "show_tick", "text_label"]
