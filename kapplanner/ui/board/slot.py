"""Free time on the board that has the focus: a dashed button "+ Add at 16:00"."""

from datetime import datetime

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from kapplanner.i18n import t
from kapplanner.rules.words import clock
from kapplanner.ui.board.keys import Asked, shortcut_words
from kapplanner.ui.board.words import spoken_clock, spoken_day
from kapplanner.ui.theme import Theme
from kapplanner.ui.theme.patterns import paint_dashed_box


class AddSlot(QAbstractButton):
    """Stands where the next session would start. ``clicked`` asks for it."""

    focused = Signal()
    left = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.moment: datetime | None = None
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(t("Add a session"))
        paste = shortcut_words(Asked.PASTE)
        self.setAccessibleDescription(t("Press Enter to add, or {paste} to paste.", paste=paste))
        self.hide()

    def show_moment(self, moment: datetime) -> None:
        """Stand for this time from now on."""
        self.moment = moment
        self.setAccessibleName(
            t("Add a session on {day} at {time}", day=spoken_day(moment.date()), time=spoken_clock(moment))
        )
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_slot(painter, QRectF(self.rect()), self.moment, self._theme, strong=self.hasFocus() or self.underMouse())
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()

    def focusNextPrevChild(self, forward: bool) -> bool:
        self.left.emit(forward)
        return True


def paint_slot(painter: QPainter, box: QRectF, moment: datetime | None, theme: Theme, *, strong: bool) -> None:
    """The dashed box with its words; also the hint under the mouse."""
    if strong:
        painter.fillRect(box.adjusted(1, 1, -1, -1), theme.color("board"))
    paint_dashed_box(painter, box, theme.color("control"), theme.scale)
    if moment is None:
        return
    px = theme.px
    token = "text2" if strong else "text3"
    painter.drawPixmap(
        round(box.left() + px(7)), round(box.top() + (box.height() - px(14)) / 2), theme.pixmap("plus", token, 14)
    )
    font = theme.font("small")
    painter.setFont(font)
    painter.setPen(theme.color(token))
    words = box.adjusted(px(25), 0, -px(3), 0)
    text = QFontMetrics(font).elidedText(
        t("Add at {time}", time=clock(moment)), Qt.TextElideMode.ElideRight, int(words.width())
    )
    painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), text)
