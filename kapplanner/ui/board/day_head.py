"""The heads of the day columns: number, weekday, medicine mark, contact minutes and how full the day is."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from kapplanner.i18n import nt, t
from kapplanner.rules.words import weekday_short
from kapplanner.ui.board.facts import DayFacts
from kapplanner.ui.board.geometry import Grid
from kapplanner.ui.board.words import spoken_day
from kapplanner.ui.theme import Theme

DailyLimit = Callable[[bool], int | None]
"""The clinic's limit of contact minutes for a day, lower on medicine days; None where its rules have none."""


def day_sentence(facts: DayFacts) -> str:
    """ "Wednesday 9 December, day 4, medicine, 260 minutes of contact, 5 sessions"."""
    parts = [spoken_day(facts.day), t("day {n}", n=facts.number)]
    if facts.has_medicine:
        parts.append(t("medicine"))
    if facts.contact_minutes:
        parts.append(nt("{n} minute of contact", "{n} minutes of contact", facts.contact_minutes))
    parts.append(nt("{n} session", "{n} sessions", len(facts.sessions)))
    return ", ".join(parts)


class DayHeads(QWidget):
    """One painted strip above the columns.

    ``dayPressed`` carries the day that was clicked, ``menuWanted`` a day and the place for its menu.
    """

    dayPressed = Signal(object)
    menuWanted = Signal(object, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._grid: Grid | None = None
        self._days: tuple[DayFacts, ...] = ()
        self._limit: DailyLimit = lambda medicine: None
        self.setSizePolicy(self.sizePolicy().horizontalPolicy(), self.sizePolicy().Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(200, self._theme.px(44))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._theme.px(44))

    def show_days(self, grid: Grid, days: tuple[DayFacts, ...], limit: DailyLimit) -> None:
        """Show these days above the columns of this grid."""
        if (grid, days) != (self._grid, self._days):
            self._grid, self._days, self._limit = grid, days, limit
            self.setAccessibleName(t("Days"))
            self.setAccessibleDescription("; ".join(day_sentence(day) for day in days))
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._theme
        painter.fillRect(self.rect(), theme.color("panel"))
        if self._grid is not None:
            for column, facts in enumerate(self._days):
                self._paint_day(painter, column, facts, self._grid)
        painter.setPen(theme.color("line"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.end()

    def _paint_day(self, painter: QPainter, column: int, facts: DayFacts, grid: Grid) -> None:
        theme, px = self._theme, self._theme.px
        left, width = grid.column_left(column), grid.column_width(column)
        painter.setPen(theme.color("line"))
        painter.drawLine(left, 0, left, self.height())
        strong, base, micro = theme.font("strong", 600), theme.font("base"), theme.font("micro")
        inner = QRectF(left + px(9), px(4), width - px(14), px(20))
        number = str(facts.day.day)
        self._text(painter, inner, number, strong, "text")
        used = QFontMetrics(strong).horizontalAdvance(number) + px(4)
        weekday = weekday_short(facts.day)
        self._text(painter, inner.adjusted(used, 0, 0, 0), weekday, base, "text2")
        used += QFontMetrics(base).horizontalAdvance(weekday) + px(3)
        if facts.has_medicine:
            self._paint_medicine(painter, inner.adjusted(used, 0, 0, 0))
        second = QRectF(left + px(9), px(23), width - px(15), px(14))
        day = t("Day {n}", n=facts.number)
        self._text(painter, second, day, micro, "text2")
        if facts.contact_minutes:
            minutes = t("{n} min", n=facts.contact_minutes)
            free = second.width() - QFontMetrics(micro).horizontalAdvance(day) - px(4)
            if QFontMetrics(micro).horizontalAdvance(minutes) <= free:
                self._text(painter, second, minutes, micro, "text2", Qt.AlignmentFlag.AlignRight)
        self._paint_load(painter, QRectF(left + px(9), self.height() - px(6), width - px(15), px(3)), facts)

    def _paint_medicine(self, painter: QPainter, box: QRectF) -> None:
        """The diamond, and the word where it fits."""
        theme, px = self._theme, self._theme.px
        font, word = theme.font("micro", 500), t("medicine")
        advance = QFontMetrics(font).horizontalAdvance(word)
        size = px(13)
        if advance + size + px(1) > box.width():
            if box.width() >= size:
                box_of_icon = QPointF(box.right() - size, box.top() + (box.height() - size) / 2)
                painter.drawPixmap(box_of_icon, theme.pixmap("rhombus", "med", 13))
            return
        self._text(painter, box, word, font, "med_ink", Qt.AlignmentFlag.AlignRight)
        left = box.right() - advance - size - px(1)
        painter.drawPixmap(QPointF(left, box.top() + (box.height() - size) / 2), theme.pixmap("rhombus", "med", 13))

    def _paint_load(self, painter: QPainter, box: QRectF, facts: DayFacts) -> None:
        limit = self._limit(facts.has_medicine)
        if not limit:
            return
        painter.fillRect(box, self._theme.color("hover"))
        share = min(1.0, facts.contact_minutes / limit)
        over = facts.contact_minutes > limit
        painter.fillRect(
            QRectF(box.left(), box.top(), box.width() * share, box.height()),
            self._theme.color("caut" if over else "control"),
        )

    def _text(
        self,
        painter: QPainter,
        box: QRectF,
        text: str,
        font: object,
        token: str,
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        painter.setFont(font)  # type: ignore[arg-type]
        painter.setPen(self._theme.color(token))
        painter.drawText(box, int(side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), text)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        day = self._day_at(event.position().x())
        if day is not None and event.button() is Qt.MouseButton.LeftButton:
            self.dayPressed.emit(day)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        day = self._day_at(event.pos().x())
        if day is not None:
            self.menuWanted.emit(day, event.globalPos())

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            day = self._day_at(event.pos().x())
            found = next((facts for facts in self._days if facts.day == day), None)
            if found is not None:
                QToolTip.showText(event.globalPos(), self._tool_tip(found), self)
            return True
        return super().event(event)

    def _tool_tip(self, facts: DayFacts) -> str:
        limit = self._limit(facts.has_medicine)
        if limit is None:
            return day_sentence(facts)
        asks = t("your rules ask for at most {n} min of contact", n=limit)
        return f"{day_sentence(facts)}; {asks}"

    def _day_at(self, x: float) -> date | None:
        if self._grid is None or x < self._grid.gutter:
            return None
        return self._grid.day_of(self._grid.column_at(x))
