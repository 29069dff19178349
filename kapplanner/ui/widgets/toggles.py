"""Buttons that take a toggle as a press: a screen reader toggles what is checkable, and nothing is clicked then."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QToolButton


class TogglesAreHeard:
    """For buttons of an exclusive group. ``by_hand`` while mouse or keyboard is what checks the button."""

    by_hand = False

    def nextCheckState(self) -> None:
        self.by_hand = True
        super().nextCheckState()  # type: ignore[misc]
        self.by_hand = False


class SwitchButton(TogglesAreHeard, QToolButton):
    """One word of a switch."""


def show_checked(button: QAbstractButton) -> None:
    """Show a button as the checked one without telling anyone."""
    quiet = button.blockSignals(True)
    button.setChecked(True)
    button.blockSignals(quiet)
    group = button.group()
    if group is not None:
        stop_at_checked(group)


def stop_at_checked(group: QButtonGroup) -> None:
    """Let Tab come to the checked button of an exclusive group; arrow keys lead to the others."""
    checked = group.checkedButton()
    for button in group.buttons():
        is_stop = button is checked or checked is None
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus)
