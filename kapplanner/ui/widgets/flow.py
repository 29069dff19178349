"""A layout of widgets in a row that goes on in the next one where the room ends."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget, QWidgetItem


class FlowLayout(QLayout):
    """Gaps between widgets and between rows are the layout's spacing."""

    def __init__(self, spacing: int) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def insertWidget(self, place: int, widget: QWidget) -> None:
        """Add a widget before the one at a place."""
        self.addChildWidget(widget)
        self._items.insert(place, QWidgetItem(widget))
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        """All in one row."""
        hints = [item.sizeHint() for item in self._shown()]
        width = sum(hint.width() for hint in hints) + self.spacing() * max(0, len(hints) - 1)
        return self._with_margins(QSize(width, max((hint.height() for hint in hints), default=0)))

    def minimumSize(self) -> QSize:
        """One below the other."""
        hints = [item.sizeHint() for item in self._shown()]
        most = QSize(max((h.width() for h in hints), default=0), max((h.height() for h in hints), default=0))
        return self._with_margins(most)

    def _with_margins(self, size: QSize) -> QSize:
        return size.grownBy(self.contentsMargins())

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Put everything in its place, and answer the height that it takes."""
        margins = self.contentsMargins()
        rect = rect.marginsRemoved(margins)
        left, top, height = rect.left(), rect.top(), 0
        for item in self._shown():
            hint = item.sizeHint()
            if left > rect.left() and left + hint.width() > rect.left() + rect.width():
                left, top, height = rect.left(), top + height + self.spacing(), 0
            if move:
                item.setGeometry(QRect(left, top, hint.width(), hint.height()))
            left += hint.width() + self.spacing()
            height = max(height, hint.height())
        return top + height - rect.top() + margins.top() + margins.bottom()
