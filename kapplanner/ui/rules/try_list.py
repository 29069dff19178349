"""A list of rows as high as what it shows, inside a pane that scrolls: arrows move in it, Tab leaves it."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyleOptionViewItem

from kapplanner.ui.rules.try_delegate import TryDelegate
from kapplanner.ui.rules.try_rows import Row, TryRows
from kapplanner.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex


class TryList(QListView):
    """``rowShown`` carries the place of the current row on the screen."""

    rowShown = Signal(QRect)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.rows = TryRows(theme)
        self.setModel(self.rows)
        self.setItemDelegate(TryDelegate(theme, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        theme.changed.connect(self.fit)

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show these; where the same are shown already, the current row stays."""
        if rows != self.rows.rows:
            self.rows.show_rows(rows)
            self.fit()

    def fit(self) -> None:
        """Be as high as the rows are at this width and text size."""
        delegate = self.itemDelegate()
        option = QStyleOptionViewItem()
        heights = (delegate.sizeHint(option, self.rows.index(row, 0)).height() for row in range(len(self.rows.rows)))
        self.setFixedHeight(sum(heights))
        self.scheduleDelayedItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the pane scrolls

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.selectionModel().select(current, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            place = self.visualRect(current)
            self.rowShown.emit(QRect(self.viewport().mapToGlobal(place.topLeft()), place.size()))
