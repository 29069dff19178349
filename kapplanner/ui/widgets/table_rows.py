"""Rows of a table that is read: text that wraps, with air around it and a line under each row."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from kapplanner.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_AIR = 5


class LinedRows(QStyledItemDelegate):
    """Gives every cell room above and below its text, and every row a line at its foot."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        size = super().sizeHint(option, index)
        return QSize(size.width(), size.height() + 2 * self._theme.px(_AIR))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        box = option.rect
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), self._theme.color("grid"))
