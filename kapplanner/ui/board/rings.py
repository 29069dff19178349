"""The layer above the cards: rings around what is selected or has the focus. It takes no mouse and no focus."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from kapplanner.ui.theme import Theme

REACH = 3


class Rings(QWidget):
    """Rings of 2 px, one px away from what they surround."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._selected: tuple[QRect, ...] = ()
        self._focused: QRect | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_rings(self, selected: tuple[QRect, ...], focused: QRect | None) -> None:
        """Ring these boxes; only what changes is painted again."""
        before = {*self._selected, self._focused}
        after = {*selected, focused}
        changed = (before ^ after) - {None}
        if selected != self._selected:
            changed |= set(self._selected) ^ set(selected)
        self._selected, self._focused = selected, focused
        for box in changed:
            if box is not None:
                reach = REACH + self._theme.px(3)
                self.update(box.adjusted(-reach, -reach, reach, reach))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for box in {*self._selected, self._focused} - {None}:
            if box is not None:
                self._paint_ring(painter, box)
        if self._theme.is_high_contrast:
            for box in self._selected:
                painter.fillRect(QRect(box.left(), box.top(), 3, box.height()), self._theme.color("focus"))
        painter.end()

    def _paint_ring(self, painter: QPainter, box: QRect) -> None:
        radius = 5 * self._theme.scale
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._theme.color("board"), 1))
        painter.drawRoundedRect(QRectF(box).adjusted(-0.5, -0.5, 0.5, 0.5), radius, radius)
        painter.setPen(QPen(self._theme.color("focus"), 2))
        painter.drawRoundedRect(QRectF(box).adjusted(-2, -2, 2, 2), radius + 2, radius + 2)
