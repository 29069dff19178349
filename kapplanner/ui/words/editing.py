"""The field in which a text of the papers is written: every character counts, no-break spaces too."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit

from kapplanner.codec.paper_text_check import Value
from kapplanner.ui.theme import Theme

_LEAST_LINES, _MOST_LINES = 3, 12
_LINE_ENDS = str.maketrans({"\u2029": "\n", "\u2028": "\n"})


class WordsEdit(QPlainTextEdit):
    """One text, or a list with an item a line. ``typed`` tells of each change, ``left`` that the field was left."""

    typed = Signal()
    left = Signal()

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._quiet = False
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._changed)
        theme.changed.connect(self._fit)
        self._fit()

    @property
    def text(self) -> str:
        """The text as it is; the toolkit's own plain text would make each no-break space a common one."""
        return self.document().toRawText().translate(_LINE_ENDS)

    def value(self, *, a_list: bool) -> Value:
        """What is written: a text, or the items of a list without empty lines."""
        if not a_list:
            return self.text
        return tuple(line.strip(" ") for line in self.text.split("\n") if line.strip())

    def show_text(self, text: str) -> None:
        """Show a text without telling anyone; the cursor stays where it is shown already."""
        if self.text != text:
            self._quiet = True
            self.setPlainText(text)
            self._quiet = False
        self._fit()

    def put_in(self, words: str) -> None:
        """Write words where the cursor is."""
        self.insertPlainText(words)
        self.setFocus()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def _changed(self) -> None:
        if not self._quiet:
            self.typed.emit()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As many lines as the text has, and room for one more; from twelve on it scrolls."""
        lines = min(_MOST_LINES, max(_LEAST_LINES, round(self.document().size().height()) + 1))
        height = lines * self._theme.line_height("base") + self._theme.px(14)
        if height != self.height():
            self.setFixedHeight(height)
