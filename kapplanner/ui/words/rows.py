"""A list of two lines a row, in groups: what it is, how it stands, and an icon where something is to be told."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.texts import tooltip_text

Index = QModelIndex | QPersistentModelIndex
_ROW = Qt.ItemDataRole.UserRole + 1
_AIR, _HEAD_AIR = 14, 12


@dataclass(frozen=True, slots=True)
class TwoLines:
    """A row, or the head of a group (``id`` is ""). ``strong``: the clinic has words of its own there."""

    title: str
    id: str = ""
    note: str = ""
    icon: str = ""
    token: str = "text2"
    strong: bool = False

    @property
    def words(self) -> str:
        """The row as assistive technology reads it."""
        return ", ".join(filter(None, (self.title, self.note)))


class _Model(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[TwoLines] = []

    def show_rows(self, rows: list[TwoLines]) -> None:
        """Show these rows; where they are of the same things, only their looks change."""
        if [row.id for row in rows] == [row.id for row in self.rows] and rows:
            self.rows = rows
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as the toolkit declares it
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == _ROW:
            return row
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return row.words if role == Qt.ItemDataRole.AccessibleTextRole else row.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip_text(row.words)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not self.rows[index.row()].id:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        theme, row = self._theme, index.data(_ROW)
        lines = theme.line_height("small")
        if not row.id:
            return QSize(0, lines + theme.px(_HEAD_AIR))
        return QSize(0, lines + theme.line_height("base") + theme.px(_AIR))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: TwoLines = index.data(_ROW)
        theme, px = self._theme, self._theme.px
        box: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(box, theme.color("sel" if chosen else "panel" if not row.id else "board"))
        painter.setPen(QPen(theme.color("grid"), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        if row.id:
            self._paint_lines(painter, box, row, chosen)
        else:
            painter.setFont(theme.font("small", 600))
            painter.setPen(theme.color("text2"))
            painter.drawText(box.adjusted(px(14), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, row.title)
        if chosen and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRect(box.adjusted(1, 1, -1, -2))
        painter.restore()

    def _paint_lines(self, painter: QPainter, box: QRect, row: TwoLines, chosen: bool) -> None:
        theme, px = self._theme, self._theme.px
        right = box.right() - px(12)
        if row.icon:
            side = px(16)
            spot = QRectF(right - side, box.center().y() - side / 2, side, side)
            theme.paint_icon(painter, row.icon, spot, row.token)
            right -= side + px(8)
        left = box.left() + px(14)
        upper = QRect(left, box.top() + px(_AIR) // 2, right - left, theme.line_height("base"))
        lower = QRect(left, upper.bottom() + 1, right - left, theme.line_height("small"))
        painter.setFont(theme.font("base", 600 if row.strong else 400))
        painter.setPen(theme.color("sel_text" if chosen else "text"))
        _draw(painter, upper, row.title)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("sel_text" if chosen else "text2"))
        _draw(painter, lower, row.note)


def _draw(painter: QPainter, box: QRect, text: str) -> None:
    line = " ".join(text.split("\n"))
    shown = painter.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)


class TwoLineList(QListView):
    """``chosen`` carries the id of the row that became the current one."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._model = _Model(self)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(theme, self))
        self.setAccessibleName(name)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._tell)
        theme.changed.connect(self.doItemsLayout)

    @property
    def rows(self) -> list[TwoLines]:
        return self._model.rows

    def show_rows(self, rows: list[TwoLines], current: str) -> None:
        """Show these rows; the row of that id, or else the first, is the current one."""
        self._model.show_rows(rows)
        places = {row.id: place for place, row in enumerate(rows) if row.id}
        place = places.get(current, min(places.values(), default=-1))
        if place >= 0 and self.currentIndex().row() != place:
            self.setCurrentIndex(self._model.index(place))

    def choose(self, row_id: str) -> None:
        """Make a row the current one, where the list has it."""
        self.show_rows(self.rows, row_id)

    @property
    def current(self) -> str:
        """The id of the current row, "" without one."""
        index = self.currentIndex()
        return self._model.rows[index.row()].id if index.isValid() else ""

    def _tell(self) -> None:
        if self.current:
            self.chosen.emit(self.current)
