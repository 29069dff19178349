"""One dressed application for all tests of the window: dressing it again would style every widget anew."""

from functools import cache

from PySide6.QtWidgets import QApplication

from kapplanner.ui.theme import Theme


@cache
def light_theme() -> Theme:
    """The light theme at 100 %, applied once."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme = Theme("light")
    theme.apply(application)
    return theme
