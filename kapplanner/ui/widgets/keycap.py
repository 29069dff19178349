"""A key as a small box: "Ctrl+K" beside the field that it leads to."""

from PySide6.QtWidgets import QLabel

from kapplanner.ui.widgets.texts import plain_label


def key_cap(keys: str) -> QLabel:
    """The keys of a shortcut in a small outlined box."""
    label = plain_label(keys, role="micro", ink="text2")
    label.setProperty("keys", "true")
    return label
