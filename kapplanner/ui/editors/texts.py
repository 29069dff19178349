"""Texts that are taken over while they are typed: a title in one line, a note in several."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from kapplanner.i18n import t
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.texts import set_plain_tooltip


class TypedLine(QLineEdit):
    """One line. ``typed`` carries the text after each key; ``left`` says that what follows is another step."""

    typed = Signal(str)
    left = Signal()

    def __init__(self, name: str, placeholder: str = "") -> None:
        super().__init__()
        self._placeholder = placeholder
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self._quiet = False
        self.textChanged.connect(self._changed)  # not only what is typed: also what assistive technology enters
        self.editingFinished.connect(self.left)

    def set_text(self, text: str) -> None:
        """Show a text; the cursor stays where the same text is shown already."""
        self.setPlaceholderText(self._placeholder)
        if self.text() != text:
            self._show(text)
            self.setCursorPosition(0)

    def set_mixed(self) -> None:
        """Several texts: empty until something is typed, which then goes for all."""
        self._show("")
        self.setPlaceholderText(t("Mixed"))

    def _show(self, text: str) -> None:
        self._quiet = True
        self.setText(text)
        self._quiet = False

    def _changed(self, text: str) -> None:
        self._tell_whole()
        if not self._quiet:
            self.typed.emit(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_whole()

    def _tell_whole(self) -> None:
        """What has no room in the line is there whole as its tooltip."""
        fits = self.fontMetrics().horizontalAdvance(self.text()) <= self.contentsRect().width() - 16
        set_plain_tooltip(self, "" if fits else self.text())


class NoteField(QPlainTextEdit):
    """Several lines of plain text; Tab goes on to the next field."""

    typed = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme, name: str, *, lines: int = 3, placeholder: str = "") -> None:
        super().__init__()
        self._placeholder = placeholder
        self._quiet = False
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setFixedHeight(lines * theme.line_height("base") + theme.px(14))
        self.textChanged.connect(self._changed)

    def set_text(self, text: str) -> None:
        """Show a text without telling anyone; the cursor stays where the same text is shown already."""
        self.setPlaceholderText(self._placeholder)
        if self.toPlainText() != text:
            self._quiet = True
            self.setPlainText(text)
            self._quiet = False

    def set_mixed(self) -> None:
        """Several texts: empty until something is typed, which then goes for all."""
        self.set_text("")
        self.setPlaceholderText(t("Mixed"))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def _changed(self) -> None:
        if not self._quiet:
            self.typed.emit(self.toPlainText())
