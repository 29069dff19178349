"""Pages of which one is shown, each with at least the room it needs: where the window has less, the page scrolls."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget


class RoomArea(QScrollArea):
    """Shows a part in all the room there is, never in less than its layout asks for; the keyboard scrolls along."""

    def __init__(self, part: QWidget) -> None:
        super().__init__()
        fills = part.autoFillBackground()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setWidget(part)
        part.setAutoFillBackground(fills)
        self.viewport().setAutoFillBackground(False)

    def sizeHint(self) -> QSize:
        part = self.widget()
        return part.sizeHint() if part is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)


class PageStack(QStackedWidget):
    """As a stack of the pages themselves: the areas that they lie in are its own business."""

    def addWidget(self, page: QWidget) -> int:
        return super().addWidget(RoomArea(page))

    def removeWidget(self, page: QWidget) -> None:
        area = self._area_of(page)
        if area is not None:
            area.takeWidget()
            super().removeWidget(area)
            area.deleteLater()

    def setCurrentWidget(self, page: QWidget) -> None:
        area = self._area_of(page)
        if area is not None:
            super().setCurrentWidget(area)

    def currentWidget(self) -> QWidget | None:
        area = super().currentWidget()
        return area.widget() if isinstance(area, RoomArea) else None

    def _area_of(self, page: QWidget) -> RoomArea | None:
        areas = (self.widget(place) for place in range(self.count()))
        return next((area for area in areas if isinstance(area, RoomArea) and area.widget() is page), None)
