"""A titled group of rows in a pane: label left, field right, reasons below."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kapplanner.ui.editors.parts import text_label
from kapplanner.ui.theme import Theme

LABEL_WIDTH = 67


class Group(QFrame):
    """Rows under a title, with a line below.

    Give the ``parent`` at once where it is known: a group that changes hands later is dressed anew with all its fields.
    """

    def __init__(
        self,
        theme: Theme,
        title: str,
        *,
        label_width: int = LABEL_WIDTH,
        last: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._label_width = label_width
        self._labels: dict[QWidget, QLabel] = {}
        if not last:
            self.setProperty("rule", "bottom")
        self.setAccessibleName(title)
        self.title = text_label(title, role="base", weight=600)
        self.aside = text_label(role="small", ink="text2")
        self.head = QHBoxLayout()
        self.head.addWidget(self.title)
        self.head.addStretch(1)
        self.head.addWidget(self.aside)
        self.why = text_label(role="small", ink="text2", wraps=True)
        self.why.hide()
        self.rows = QWidget(self)
        self.grid = QGridLayout(self.rows)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setHorizontalSpacing(theme.px(8))
        self.grid.setVerticalSpacing(theme.px(5))
        self.grid.setColumnMinimumWidth(0, theme.px(label_width))
        self.grid.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(14), theme.px(10), theme.px(14), theme.px(12))
        column.setSpacing(theme.px(6))
        column.addLayout(self.head)
        column.addWidget(self.why)
        column.addWidget(self.rows)

    def add_row(self, words: str, field: QWidget) -> None:
        """A row with its label as the field's buddy."""
        label = text_label(words, role="small", ink="text2", wraps=True)
        label.setFixedWidth(self._theme.px(self._label_width))
        label.setBuddy(field)
        label.setMinimumHeight(self._theme.px(28))
        label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        place = self.grid.rowCount()
        self.grid.addWidget(label, place, 0, Qt.AlignmentFlag.AlignTop)
        self.grid.addWidget(field, place, 1, Qt.AlignmentFlag.AlignVCenter)
        self._labels[field] = label

    def add_wide(self, widget: QWidget) -> None:
        """A row over both columns."""
        self.grid.addWidget(widget, self.grid.rowCount(), 0, 1, 2)

    def show_row(self, field: QWidget, shown: bool) -> None:
        """Show or hide a row with its label."""
        field.setVisible(shown)
        self._labels[field].setVisible(shown)

    def set_why(self, reason: str, *, rows: bool) -> None:
        """Say why rows are missing; with ``rows`` False all of them are."""
        self.why.setText(reason)
        self.why.setVisible(bool(reason))
        self.rows.setVisible(rows)
