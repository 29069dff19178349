"""Rows of a view that is read: text that wraps with air around it, a line under each row, a ring on the current one."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from kapplanner.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_AIR = 5
_RING = 2


class LinedRows(QStyledItemDelegate):
    """Paints the cells of a view; while it has the keyboard, a ring goes around its current row."""

    def __init__(self, theme: Theme, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        size = super().sizeHint(option, index)
        return QSize(size.width(), size.height() + 2 * self._theme.px(_AIR))

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """The style's own mark of the current cell gives way to the ring."""
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        box = option.rect
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), self._theme.color("grid"))
        if self._view.hasFocus() and self._view.currentIndex().row() == index.row():
            self._paint_ring(painter, box, index.column())

    def _paint_ring(self, painter: QPainter, box: QRect, column: int) -> None:
        """A ring around the whole row, drawn cell by cell."""
        ring = self._theme.color("focus")
        painter.fillRect(QRect(box.left(), box.top(), box.width(), _RING), ring)
        painter.fillRect(QRect(box.left(), box.bottom() + 1 - _RING, box.width(), _RING), ring)
        shown = self._shown_columns()
        if column == shown[0]:
            painter.fillRect(QRect(box.left(), box.top(), _RING, box.height()), ring)
        if column == shown[-1]:
            painter.fillRect(QRect(box.right() + 1 - _RING, box.top(), _RING, box.height()), ring)

    def _shown_columns(self) -> list[int]:
        """A list has one column, and its model does not tell."""
        view = self._view
        if not isinstance(view, QTableView):
            return [0]
        return [column for column in range(view.model().columnCount()) if not view.isColumnHidden(column)]
