"""A safety difference as a table: a heading over each chapter, a sign before each row, and the way to its session."""

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from kapplanner.i18n import t
from kapplanner.ui.dialogs.difference_rows import DifferenceRow, Section
from kapplanner.ui.theme import UNKNOWN_ICON, Theme
from kapplanner.ui.widgets.table_rows import LinedRows

Index = QModelIndex | QPersistentModelIndex
Way = Callable[[DifferenceRow], str]
"""Answers the id of the session that a row leads to, "" for none."""

WORDS, SHOW = range(2)
_NO_INDEX: Final = QModelIndex()
_ROLES = Qt.ItemDataRole


class DifferenceModel(QAbstractTableModel):
    """Headings and rows in one column; the second says where a row leads to its session."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._lines: list[tuple[str, DifferenceRow | None]] = []
        self._ways: list[str] = []

    def show_sections(self, sections: tuple[Section, ...], way: Way) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._lines = [
            line
            for section in sections
            for line in ((section.heading, None), *((section.heading, r) for r in section.rows))
        ]
        self._ways = [way(row) if row is not None else "" for _, row in self._lines]
        self.endResetModel()

    @property
    def headings(self) -> list[int]:
        """The rows that are headings."""
        return [place for place, (_, row) in enumerate(self._lines) if row is None]

    def session_of(self, place: int) -> str:
        """The session that a row leads to; "" for none."""
        return self._ways[place] if 0 <= place < len(self._ways) else ""

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else 2

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLES.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == _ROLES.DisplayRole:
            return (t("What differs"), t("Session"))[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A heading is passed over by the arrow keys."""
        return Qt.ItemFlag.NoItemFlags if self._lines[index.row()][1] is None else super().flags(index)

    def data(self, index: Index, role: int = _ROLES.DisplayRole) -> Any:
        heading, row = self._lines[index.row()]
        if row is None:
            return self._of_heading(heading, index.column(), role)
        if index.column() == SHOW:
            return self._of_way(self._ways[index.row()], role)
        if role == _ROLES.DisplayRole:
            return row.words
        if role == _ROLES.AccessibleTextRole:
            return t("{heading}: {words}", heading=heading, words=row.words)
        if role == _ROLES.DecorationRole:
            return self._sign(row)
        return None

    def _of_heading(self, heading: str, column: int, role: int) -> Any:
        if role == _ROLES.AccessibleTextRole or (role == _ROLES.DisplayRole and column == WORDS):
            return heading
        if role == _ROLES.FontRole:
            return self._theme.font("base", 600)
        if role == _ROLES.ForegroundRole:
            return self._theme.color("text")
        return self._theme.color("panel") if role == _ROLES.BackgroundRole else None

    def _of_way(self, session: str, role: int) -> Any:
        if role == _ROLES.DisplayRole:
            return t("Show") if session else ""
        if role == _ROLES.AccessibleTextRole:
            return t("Show the session on the board") if session else t("No session to show")
        return self._theme.color("focus") if role == _ROLES.ForegroundRole else None

    def _sign(self, row: DifferenceRow) -> Any:
        """The shape of tier or kind; in quiet ink for what is past."""
        if row.unknown:
            return self._theme.icon(UNKNOWN_ICON)
        if row.tier is not None:
            tier = self._theme.tier(row.tier)
            return self._theme.icon(tier.icon, "text2" if row.past else tier.token)
        if row.kind is not None:
            kind = self._theme.kind(row.kind)
            return self._theme.icon(kind.icon, "text2" if row.past else kind.token)
        return None


class DifferenceTable(QTableView):
    """``wanted`` carries the id of the session of a row: Enter, a double click, or a click on "Show"."""

    wanted = Signal(str)
    moved = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.rows = DifferenceModel(theme)
        self.setModel(self.rows)
        self.setItemDelegate(LinedRows(theme, self))
        self.setAccessibleName(t("What differs"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setIconSize(theme.icon_size(16))
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.horizontalHeader().hide()
        self.horizontalHeader().setAccessibleName(t("Heads of the table of differences"))
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(theme.px(28))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.clicked.connect(self._clicked)
        self.doubleClicked.connect(self._lead)

    @property
    def current_session(self) -> str:
        """The session that the current row leads to; "" for none."""
        return self.rows.session_of(self.currentIndex().row())

    def show_sections(self, sections: tuple[Section, ...], way: Way) -> None:
        """Show other rows, the first of them current."""
        self.clearSpans()
        self.rows.show_sections(sections, way)
        for place in self.rows.headings:
            self.setSpan(place, WORDS, 1, 2)
        if self.rows.rowCount() > 1:
            self.setCurrentIndex(self.rows.index(1, WORDS))
        self._share_width()
        self.moved.emit()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter leads to the session."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._lead(self.currentIndex())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == SHOW:
            self._lead(index)

    def _lead(self, index: QModelIndex) -> None:
        session = self.rows.session_of(index.row()) if index.isValid() else ""
        if session:
            self.wanted.emit(session)

    def _share_width(self) -> None:
        leads = any(self.rows.session_of(place) for place in range(self.rows.rowCount()))
        self.setColumnHidden(SHOW, not leads)
        last = self._theme.px(64) if leads else 0
        self.setColumnWidth(SHOW, self._theme.px(64))
        self.setColumnWidth(WORDS, max(self._theme.px(120), self.viewport().width() - last))
