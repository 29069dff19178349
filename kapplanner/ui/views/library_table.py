"""The table of plans: one tab stop, a row at a time, keyboard complete."""

from PySide6.QtCore import QModelIndex, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from kapplanner.domain.library import PlanSummary
from kapplanner.i18n import t
from kapplanner.ui.models.library import SUMMARY_ROLE, Column, PlanTable
from kapplanner.ui.theme import Theme
from kapplanner.ui.views.library_delegate import ROW_HEIGHT, PlanRowDelegate

_WIDTHS = {
    Column.COURSE: 236,
    Column.FIRST_DAY: 150,
    Column.STATUS: 116,
    Column.FINDINGS: 176,
    Column.CHANGED: 138,
    Column.MORE: 48,
}
_LEAST_PLAN_WIDTH = 210
_GIVE_WAY = (Column.CHANGED, Column.COURSE, Column.STATUS)


class PlanHeads(QHeaderView):
    """The heads of the table: quiet words, and behind the sorted one a small arrow."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        px = self._theme.px
        painter.fillRect(rect, self._theme.color("panel"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), self._theme.color("line"))
        words = str(self.model().headerData(logicalIndex, Qt.Orientation.Horizontal) or "")
        left = rect.left() + (px(20) if logicalIndex == Column.PLAN else 0)
        painter.setFont(self._theme.font("small"))
        painter.setPen(self._theme.color("text2"))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRect(left, rect.top(), rect.right() - left, rect.height()), flags, words)
        if logicalIndex == self.sortIndicatorSection() and words:
            icon = "chevron-up" if self.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder else "chevron-down"
            after = left + painter.fontMetrics().horizontalAdvance(words) + px(3)
            self._theme.paint_icon(painter, icon, QRectF(after, rect.center().y() - px(7), px(14), px(14)))


class PlanTableView(QTableView):
    """``opened``: the plan of Enter or a double click; ``chosen``: the current one; ``menuWanted``: plan and place."""

    opened = Signal(object)
    chosen = Signal(object)
    menuWanted = Signal(object, QPoint)
    deleteWanted = Signal(object)
    renameWanted = Signal(object)

    def __init__(self, theme: Theme, table: PlanTable) -> None:
        super().__init__()
        self._theme = theme
        self._table = table
        self.setModel(table)
        self.setItemDelegate(PlanRowDelegate(theme, self))
        self.setAccessibleName(t("Plans"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._dress_head()
        self._fit()
        theme.changed.connect(self._fit)
        self.selectionModel().currentRowChanged.connect(self._tell)
        self.doubleClicked.connect(self._open)

    def _dress_head(self) -> None:
        head = PlanHeads(self._theme, self)
        self.setHorizontalHeader(head)
        head.setAccessibleName(t("Heads of the table of plans"))
        head.setHighlightSections(False)
        head.setSectionsClickable(True)
        head.setSortIndicatorShown(True)
        head.setSectionsMovable(False)
        head.setSortIndicator(Column.CHANGED, Qt.SortOrder.DescendingOrder)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.sortIndicatorChanged.connect(self._table.sort)

    @property
    def current_plan(self) -> PlanSummary | None:
        """The plan of the current row."""
        index = self.currentIndex()
        return index.data(SUMMARY_ROLE) if index.isValid() else None

    def choose(self, plan_id: str | None) -> None:
        """Make the row of a plan the current one, or the first row where the plan is not shown."""
        row = self._table.row_of(plan_id) if plan_id else None
        if self._table.rowCount():
            self.selectRow(row if row is not None else 0)
        else:
            self.chosen.emit(None)

    def fitting_height(self) -> int:
        """How high the table is with all its rows."""
        head = self.horizontalHeader().height()
        return int(head + self._table.rowCount() * self._theme.px(ROW_HEIGHT) + 2 * self.frameWidth())

    def _fit(self) -> None:
        px = self._theme.px
        # The least height first: rows never become lower than it, whatever is asked.
        self.verticalHeader().setMinimumSectionSize(px(ROW_HEIGHT))
        self.verticalHeader().setDefaultSectionSize(px(ROW_HEIGHT))
        self.horizontalHeader().setFixedHeight(px(36))
        self._share_width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        """The name takes what is left; in a narrow window columns give way one by one."""
        px = self._theme.px
        hidden: set[Column] = set()
        room = self.viewport().width()
        for column in (None, *_GIVE_WAY):
            if column is not None:
                hidden.add(column)
            taken = sum(px(width) for other, width in _WIDTHS.items() if other not in hidden)
            if room - taken >= px(_LEAST_PLAN_WIDTH):
                break
        for other, width in _WIDTHS.items():
            self.setColumnHidden(other, other in hidden)
            self.setColumnWidth(other, px(width))
        self.setColumnWidth(Column.PLAN, max(px(120), room - taken))

    def _tell(self, current: QModelIndex, previous: QModelIndex) -> None:
        self.chosen.emit(current.data(SUMMARY_ROLE) if current.isValid() else None)
        self.viewport().update()

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(index.data(SUMMARY_ROLE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plan = self.current_plan
        if plan is not None:
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.opened.emit(plan)
                return
            if event.key() == Qt.Key.Key_Delete:
                self.deleteWanted.emit(plan)
                return
            if event.key() == Qt.Key.Key_F2:
                self.renameWanted.emit(plan)
                return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and index.isValid() and index.column() == Column.MORE:
            self.menuWanted.emit(index.data(SUMMARY_ROLE), self.viewport().mapToGlobal(event.position().toPoint()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.currentIndex()
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(event.pos())
        if not index.isValid():
            return
        place = event.globalPos()
        if event.reason() is not QContextMenuEvent.Reason.Mouse:
            place = self.viewport().mapToGlobal(self.visualRect(index).center())
        self.menuWanted.emit(index.data(SUMMARY_ROLE), place)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.choose(None)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
