"""Small parts of the rules page: a headed section, and a text that is taken over while it is typed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.texts import plain_label


def section(theme: Theme, title: str, *parts: QWidget) -> QWidget:
    """Parts under a title."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.px(6))
    column.addWidget(plain_label(title, weight=600))
    for part in parts:
        column.addWidget(part)
    return whole


class TypedText(QPlainTextEdit):
    """Several lines. ``typed`` carries the text after each key."""

    typed = Signal(str)

    def __init__(self, theme: Theme, name: str, lines: int = 3) -> None:
        super().__init__()
        self._quiet = False
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setFixedHeight(theme.px(18 * lines + 14))
        self.textChanged.connect(self._changed)

    def set_text(self, text: str) -> None:
        """Show a text; the cursor stays where it is shown already."""
        if self.toPlainText() != text:
            self._quiet = True
            self.setPlainText(text)
            self._quiet = False

    def _changed(self) -> None:
        if not self._quiet:
            self.typed.emit(self.toPlainText())
