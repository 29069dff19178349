"""The list view: every session of the plan as a row of a table that assistive technology reads cell by cell."""

from collections.abc import Callable

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from kapplanner.i18n import t
from kapplanner.rules.words import length, short_day
from kapplanner.ui.board.facts import CardFacts, PlanFacts
from kapplanner.ui.board.keys import Asked, asked_by
from kapplanner.ui.theme import KEPT_ICON, Theme
from kapplanner.ui.widgets.texts import tooltip_text

Index = QModelIndex | QPersistentModelIndex
_DONE_ELSEWHERE = frozenset(
    {Asked.CUT, Asked.COPY, Asked.PASTE, Asked.DUPLICATE, Asked.MOVE_TO, Asked.ALL_EARLIER, Asked.ALL_LATER}
)
DAY, DATE, TIME, LENGTH, KIND, METHOD, FINDINGS, TOPIC, PLACE = range(9)


class SessionTable(QAbstractTableModel):
    """Rows in order of time. A row's findings are words, with the worst tier's shape beside them."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.rows: list[CardFacts] = []
        self._numbers: list[int] = []
        self._cells: dict[int, Callable[[int, CardFacts], str]] = {
            DAY: lambda row, facts: str(self._numbers[row]),
            DATE: lambda row, facts: short_day(facts.session.day),
            TIME: lambda row, facts: facts.span,
            LENGTH: lambda row, facts: length(facts.session.minutes),
            KIND: lambda row, facts: facts.headline,
            METHOD: lambda row, facts: ", ".join(p for p in (facts.method, facts.route, facts.dose) if p),
            TOPIC: lambda row, facts: facts.topic,
            PLACE: lambda row, facts: facts.place,
            FINDINGS: lambda row, facts: " ".join(facts.findings),
        }

    def show_facts(self, facts: PlanFacts) -> None:
        """Show the sessions of this plan; with the same sessions as before only changed rows are drawn again."""
        rows = list(facts.cards.values())
        numbers = [facts.plan.day_number(card.session.day) for card in rows]
        if [r.session.id for r in rows] == [r.session.id for r in self.rows]:
            changed = [place for place, (old, new) in enumerate(zip(self.rows, rows, strict=True)) if old != new]
            self.rows, self._numbers = rows, numbers
            for place in changed:
                self.dataChanged.emit(self.index(place, 0), self.index(place, PLACE))
            return
        self.beginResetModel()
        self.rows, self._numbers = rows, numbers
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._cells)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        names = (
            *(t("Day"), t("Date"), t("Time"), t("Length"), t("Kind")),
            *(t("Method or medicine"), t("Findings"), t("Topic"), t("Place")),
        )
        return names[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        facts = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cells[index.column()](index.row(), facts)
        if role == Qt.ItemDataRole.DecorationRole:
            return self._picture(facts, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip_text(self._cells[index.column()](index.row(), facts))
        if role == Qt.ItemDataRole.AccessibleDescriptionRole and index.column() == KIND:
            return facts.sentence
        return None

    def _picture(self, facts: CardFacts, column: int) -> object:
        if column == KIND:
            look = self._theme.kind(facts.session.kind)
            return self._theme.pixmap(look.icon, look.token, 16)
        if column != FINDINGS:
            return None
        if facts.worst is not None:
            tier = self._theme.tier(facts.worst)
            return self._theme.pixmap(tier.icon, tier.token, 16)
        return self._theme.pixmap(KEPT_ICON, "text2", 16) if facts.kept else None


class SessionList(QTableView):
    """The table with its selection shared. ``chosen`` carries the selected ids, ``opened`` one to look at.

    ``wanted`` carries what a key asks for and is done elsewhere; ``menuWanted`` the place for the selection's menu.
    """

    chosen = Signal(tuple)
    opened = Signal(str)
    deleteWanted = Signal()
    wanted = Signal(object)
    menuWanted = Signal(QPoint)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._quiet = False
        self.table = SessionTable(theme, self)
        self.setModel(self.table)
        self.setAccessibleName(t("Sessions"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.horizontalHeader().setStretchLastSection(True)
        self.doubleClicked.connect(self._open)
        self.selectionModel().selectionChanged.connect(self._tell)
        self.renew_theme()

    def renew_theme(self) -> None:
        """Take the theme's present sizes."""
        px = self._theme.px
        self.verticalHeader().setDefaultSectionSize(px(30))
        for column, width in enumerate((40, 96, 112, 88, 136, 142, 160, 170)):
            self.setColumnWidth(column, px(width))

    def show_facts(self, facts: PlanFacts, selection: tuple[str, ...]) -> None:
        """Show the sessions of this plan with these selected."""
        self._quiet = True
        self.table.show_facts(facts)
        self._quiet = False
        self.mark(selection)

    def mark(self, selection: tuple[str, ...]) -> None:
        """Select these rows without telling."""
        wanted = set(selection)
        if wanted == set(self._selected()):
            return
        self._quiet = True
        model = self.selectionModel()
        model.clearSelection()
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for place, facts in enumerate(self.table.rows):
            if facts.session.id in wanted:
                model.select(self.table.index(place, 0), flags)
        first = next((n for n, facts in enumerate(self.table.rows) if facts.session.id in wanted), None)
        if first is not None:
            index = self.table.index(first, max(0, self.currentIndex().column()))
            model.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(index)
        self._quiet = False

    def _selected(self) -> tuple[str, ...]:
        return tuple(self.table.rows[index.row()].session.id for index in self.selectionModel().selectedRows())

    def _tell(self) -> None:
        if not self._quiet:
            self.chosen.emit(self._selected())

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.table.rows[index.row()].session.id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._selected():
            self.menuWanted.emit(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        asked = asked_by(event)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2} and self.currentIndex().isValid():
            self._open(self.currentIndex())
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace} and self._selected():
            self.deleteWanted.emit()
        elif asked in _DONE_ELSEWHERE:
            self.wanted.emit(asked)
        else:
            super().keyPressEvent(event)
