"""Under the lanes: numbers of the plan beside the limits that the clinic's rules ask for."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from kapplanner.i18n import t
from kapplanner.ui.course.facts import CourseFacts, Limit
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.texts import ElidedLabel, plain_label

LEAST_WIDTH = 300


class LimitRow(QWidget):
    """One rule: kept to or not, what was measured, what is asked. ``pressed`` carries the rule's id."""

    pressed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.limit: Limit | None = None
        self._icon = QLabel()
        self._title = ElidedLabel()
        self._measured = plain_label(weight=600)
        self._asks = plain_label(ink="text2")
        px = theme.px
        row = QHBoxLayout(self)
        row.setContentsMargins(px(12), 0, px(12), 0)
        row.setSpacing(px(8))
        row.addWidget(self._icon)
        row.addWidget(self._title, 1)
        row.addWidget(self._measured)
        row.addWidget(self._asks)
        self._asks.setMinimumWidth(px(96))
        self._asks.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def show_limit(self, limit: Limit) -> None:
        """Show a limit."""
        self.limit = limit
        theme = self._theme
        look = theme.tier(limit.tier) if limit.tier is not None else None
        self._icon.setPixmap(theme.pixmap(look.icon if look else "check", look.token if look else "text2", 16))
        self._title.show_text(limit.title)
        self._measured.setText(limit.measured)
        self._asks.setText(limit.asks)
        self.setFixedHeight(theme.px(30))
        kept = look.word if look else t("kept")
        said = t("{rule}: {measured}, {asks}, {kept}", rule=limit.title, measured=limit.measured, asks=limit.asks,
                 kept=kept)  # fmt: skip
        self.setAccessibleName(said)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.limit is not None and self.rect().contains(event.position().toPoint()):
            self.pressed.emit(self.limit.rule)


class Limits(QWidget):
    """Rows in up to three columns. ``pressed`` carries the rule of a row that was clicked."""

    pressed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._columns = 0
        self.rows: list[LimitRow] = []
        self.setProperty("ground", "panel")
        self.setAccessibleName(t("Nearest to a limit of your rules"))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)

    def show_facts(self, facts: CourseFacts, width: int) -> None:
        """Show the limits of a course, in as many columns as the width has room for."""
        while len(self.rows) > len(facts.limits):
            row = self.rows.pop()
            self._grid.removeWidget(row)
            row.deleteLater()
        while len(self.rows) < len(facts.limits):
            self.rows.append(LimitRow(self._theme))
            self.rows[-1].pressed.connect(self.pressed)
        columns = max(1, min(3, width // self._theme.px(LEAST_WIDTH)))
        a_column = -(-len(self.rows) // columns)
        for place, (row, limit) in enumerate(zip(self.rows, facts.limits, strict=True)):
            row.show_limit(limit)
            self._grid.addWidget(row, place % a_column, place // a_column)
        for column in range(3):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
