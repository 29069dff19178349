"""What lies behind the sessions of the course view: lane names, day columns, gaps, windows, restrictions, minutes."""

from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QPolygonF

from kapplanner.domain.quantities import plain
from kapplanner.i18n import t
from kapplanner.rules.coverage import LearningWindow
from kapplanner.rules.words import clock, month_short, weekday_short
from kapplanner.ui.board.day_head import DailyLimit
from kapplanner.ui.board.facts import DayFacts
from kapplanner.ui.course.columns import Column
from kapplanner.ui.course.facts import CourseFacts
from kapplanner.ui.course.geometry import Lane, Lanes
from kapplanner.ui.course.paint import diamond
from kapplanner.ui.theme import Theme
from kapplanner.ui.theme.patterns import paint_lines, rounded

_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight | Qt.TextFlag.TextSingleLine)
_MIDDLE = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine)
_EXPLAINED = {
    Lane.MEDICINE: "bar height: mg absorbed, estimate",
    Lane.INTEGRATION: "by method",
    Lane.CONTACT: "minutes a day",
}


class LanePainter:
    """Paints one course behind its sessions."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self.facts: CourseFacts | None = None
        self.lanes: Lanes | None = None
        self.limit: DailyLimit = lambda medicine: None

    def paint(self, painter: QPainter, height: float) -> None:
        """Paint everything but the sessions."""
        facts, lanes = self.facts, self.lanes
        if facts is None or lanes is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        days = [facts.plan_facts.day(column.day.day) for column in lanes.columns.all]
        self._paint_columns(painter, lanes, days, height)
        self._paint_names(painter, lanes)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if Lane.MEDICINE in lanes.boxes:
            self._paint_axis(painter, facts, lanes)
            self._paint_gaps(painter, facts, lanes)
        for window in facts.windows:
            self._paint_window(painter, window, lanes)
        if Lane.RESTRICTIONS in lanes.boxes:
            self._paint_restrictions(painter, facts, lanes)
        self._paint_contact(painter, days, lanes)

    def _paint_columns(self, painter: QPainter, lanes: Lanes, days: list[DayFacts], height: float) -> None:
        theme = self._theme
        last = lanes.columns.gutter
        week = next((c.day.day.weekday() for c in lanes.columns.all if not c.day.is_far), 0)
        for column, day in zip(lanes.columns.all, days, strict=True):
            whole = QRectF(column.left, 0, column.width, height)
            if column.day.is_far:
                painter.fillRect(whole, theme.color("off"))
            elif day.has_medicine:
                painter.fillRect(whole, theme.mixed("med_tint", "board", 0.45))
            self._paint_head(painter, column, day)
            painter.setPen(theme.color("grid"))
            painter.drawLine(QPointF(column.right, 0), QPointF(column.right, height))
            if column.day.folded:
                painter.setPen(theme.color("line"))
                painter.drawLine(QPointF(column.left, 0), QPointF(column.left, height))
                self._paint_fold(painter, column, column.left - last)
            elif column.day.day.weekday() == week:
                painter.setPen(theme.color("line"))
                painter.drawLine(QPointF(column.left, 0), QPointF(column.left, height))
            last = column.right
        painter.setPen(theme.color("line"))
        for box in lanes.boxes.values():
            painter.drawLine(QPointF(0, box.top), QPointF(lanes.columns.width, box.top))
        painter.drawLine(QPointF(0, height - 1), QPointF(lanes.columns.width, height - 1))
        painter.drawLine(QPointF(lanes.columns.gutter, 0), QPointF(lanes.columns.gutter, height))

    def _paint_fold(self, painter: QPainter, column: Column, fold: float) -> None:
        """Three dots where days are folded away."""
        scale = self._theme.scale
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("text3"))
        for step in (-4, 0, 4):
            painter.drawEllipse(QPointF(column.left - fold / 2, (22 + step) * scale), 1.1 * scale, 1.1 * scale)
        painter.restore()

    def _paint_head(self, painter: QPainter, column: Column, facts: DayFacts) -> None:
        theme, scale, day = self._theme, self._theme.scale, facts.day
        left, wide = column.left + 4 * scale, column.width - 6 * scale
        name = f"{day.day} {month_short(day)}" if column.day.is_far else f"{day.day} {weekday_short(day)}"
        first = QRectF(left, 5 * scale, wide, 18 * scale)
        self._write(painter, first, (name, str(day.day)), "base", 600, "text")
        second = QRectF(left, 23 * scale, wide, 16 * scale)
        if facts.has_medicine:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("med"))
            painter.drawPolygon(QPolygonF(diamond(QPointF(left + 4 * scale, second.center().y()), 4 * scale)))
            painter.restore()
            second = second.adjusted(11 * scale, 0, 0, 0)
        number = str(facts.number).replace("-", "−")
        ink = "med_ink" if facts.has_medicine else "text2"
        self._write(painter, second, (t("Day {n}", n=number), number), "micro", 400, ink)

    def _paint_names(self, painter: QPainter, lanes: Lanes) -> None:
        scale = self._theme.scale
        for lane, box in lanes.boxes.items():
            if lane is Lane.RESTRICTIONS:
                self._paint_row_names(painter, box.top)
                continue
            room = QRectF(8 * scale, box.top + 6 * scale, lanes.columns.gutter - 12 * scale, box.height - 8 * scale)
            top = self._paragraph(painter, room, t(lane.value), 600, "text")
            more = self._explained(lane)
            if more:
                self._paragraph(
                    painter, QRectF(room.left(), top, room.width(), room.bottom() - top), more, 400, "text2"
                )

    def _explained(self, lane: Lane) -> str:
        """What is to know about a lane, under its name."""
        if lane is Lane.WINDOW and self.facts is not None:
            return self.facts.window_hours
        usual, medicine = self.limit(False), self.limit(True)
        if lane is Lane.CONTACT and usual is not None and medicine is not None:
            return t("minutes a day; at most {n}, {m} with medicine", n=usual, m=medicine)
        return t(_EXPLAINED[lane]) if lane in _EXPLAINED else ""

    def _paint_row_names(self, painter: QPainter, top: float) -> None:
        scale = self._theme.scale
        rows = (("food-off-outline", t("No food")), ("eye-outline", t("Observe")), ("car-off", t("No driving")))
        for place, (icon, words) in enumerate(rows):
            middle = top + (15 + 18 * place) * scale
            self._theme.paint_icon(
                painter, icon, QRectF(8 * scale, middle - 7 * scale, 14 * scale, 14 * scale), "text2"
            )
            self._write(
                painter, QRectF(26 * scale, middle - 8 * scale, 76 * scale, 16 * scale), (words,), "micro", 400, "text2"
            )

    def _paragraph(self, painter: QPainter, box: QRectF, text: str, weight: int, ink: str) -> float:
        """Words on as many lines as they need and the box has; answers where the next line would begin."""
        font = self._theme.font("small" if weight > 500 else "micro", weight)
        painter.setFont(font)
        painter.setPen(self._theme.color(ink))
        flags = int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
        used = painter.boundingRect(box, flags, text)
        painter.save()
        painter.setClipRect(box)
        painter.drawText(box, flags, text)
        painter.restore()
        return used.bottom() + 1

    def _paint_axis(self, painter: QPainter, facts: CourseFacts, lanes: Lanes) -> None:
        theme, scale = self._theme, self._theme.scale
        pen = QPen(theme.color("control"), 1)
        pen.setDashPattern([1, 4])
        for amount in lanes.axis(facts):
            y = round(lanes.base - float(amount) * lanes.a_milligram) + 0.5
            painter.setPen(pen)
            painter.drawLine(QPointF(lanes.columns.gutter, y), QPointF(lanes.columns.width, y))
            place = QRectF(lanes.columns.gutter - 44 * scale, y - 8 * scale, 40 * scale, 16 * scale)
            painter.setFont(theme.font("micro"))
            painter.setPen(theme.color("text3"))
            painter.drawText(place, _RIGHT, plain(amount))

    def _paint_gaps(self, painter: QPainter, facts: CourseFacts, lanes: Lanes) -> None:
        """How long from one dose to the next, on a line between their bars."""
        theme, scale = self._theme, self._theme.scale
        font = theme.font("micro")
        painter.setFont(font)
        y = lanes.base - 9 * scale
        for before, after in pairwise(facts.doses):
            first = lanes.columns.of(before.card.session.day)
            second = lanes.columns.of(after.card.session.day)
            if first is None or second is None or first is second:
                continue
            left, right = first.right - 4 * scale, second.left + 4 * scale
            wide = QFontMetrics(font).horizontalAdvance(after.gap) + 8 * scale
            if right - left < wide + 8 * scale:
                left, right = first.middle + 30 * scale, second.middle - 30 * scale
            middle = (left + right) / 2
            if right - left >= wide:
                painter.setPen(QPen(theme.color("control"), 1))
                painter.drawLine(QPointF(left, y), QPointF(middle - wide / 2, y))
                painter.drawLine(QPointF(middle + wide / 2, y), QPointF(right, y))
                painter.setPen(theme.color("text2"))
                painter.drawText(QRectF(middle - wide / 2, y - 8 * scale, wide, 16 * scale), _MIDDLE, after.gap)

    def _paint_window(self, painter: QPainter, window: LearningWindow, lanes: Lanes) -> None:
        theme, scale, x_of = self._theme, self._theme.scale, lanes.columns.x_of
        y = lanes.level_middle(window.session)
        dose, opens, closes = x_of(window.dose), x_of(window.opens), x_of(window.closes)
        painter.setPen(QPen(theme.color("med"), 1))
        painter.drawLine(QPointF(dose, y), QPointF(opens, y))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("med"))
        painter.drawPolygon(QPolygonF(diamond(QPointF(dose, y), 4.5 * scale)))
        token = "integ" if window.is_covered else "control"
        bar = QRectF(opens, y - 6 * scale, max(3.0, closes - opens), 12 * scale)
        painter.fillPath(rounded(bar, 2 * scale), theme.color("integ_tint" if window.is_covered else "board"))
        pen = QPen(theme.color(token), 1)
        if not window.is_covered:
            pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(rounded(bar, 2 * scale))
        for contact in window.inside:
            mark = QRectF(x_of(contact.start) - 2 * scale, bar.top() + 2 * scale, 4 * scale, bar.height() - 4 * scale)
            painter.fillRect(mark, theme.color("integ"))
        count = QRectF(bar.right() + 4 * scale, y - 8 * scale, 24 * scale, 16 * scale)
        self._write(painter, count, (str(len(window.inside)),), "micro", 500, "text2")

    def _paint_restrictions(self, painter: QPainter, facts: CourseFacts, lanes: Lanes) -> None:
        theme, scale, x_of = self._theme, self._theme.scale, lanes.columns.x_of
        top = lanes.boxes[Lane.RESTRICTIONS].top
        for limits in facts.plan_facts.restrictions.values():
            rows = (
                (limits.food_stop, max(limits.dose, limits.food_stop)),
                (limits.dose, limits.observe_until),
                (limits.no_driving_from, limits.driving_again),
            )
            for place, (start, end) in enumerate(rows):
                left = x_of(start)
                box = QRectF(left, top + (9 + 18 * place) * scale, max(4.0, x_of(end) - left), 12 * scale)
                self._paint_restriction(painter, place, box)
            words = QRectF(x_of(limits.dose) + 4 * scale, top + 7 * scale, 60 * scale, 16 * scale)
            column = lanes.columns.of(limits.dose.date())
            if column is not None and column.width >= 64 * scale:
                self._write(painter, words, (clock(limits.food_stop),), "micro", 400, "text2")
        painter.setPen(theme.color("text"))

    def _paint_restriction(self, painter: QPainter, row: int, box: QRectF) -> None:
        theme, scale = self._theme, self._theme.scale
        if row == 0:
            paint_lines(painter, box, theme.color("rest"), width=2 * scale, pitch=4.5 * scale)
        elif row == 1:
            painter.fillPath(rounded(box, 2 * scale), theme.color("med"))
        else:
            painter.fillPath(rounded(box, 2 * scale), theme.color("med_tint"))
            painter.setPen(QPen(theme.color("med"), 1))
            painter.drawPath(rounded(box.adjusted(0.5, 0.5, -0.5, -0.5), 2 * scale))

    def _paint_contact(self, painter: QPainter, days: list[DayFacts], lanes: Lanes) -> None:
        theme, scale = self._theme, self._theme.scale
        box = lanes.boxes[Lane.CONTACT]
        limits = [limit for each in (True, False) if (limit := self.limit(each)) is not None]
        most = max([*(day.contact_minutes for day in days), *limits, 1])
        base, room = box.bottom - 20 * scale, box.height - 32 * scale
        for column, day in zip(lanes.columns.all, days, strict=True):
            limit = self.limit(day.has_medicine)
            is_over = limit is not None and day.contact_minutes > limit
            height = room * day.contact_minutes / most
            inset = max(2 * scale, (column.width - 34 * scale) / 2)
            bar = QRectF(column.left + inset, base - height, column.width - 2 * inset, height)
            token = "caut" if is_over else "med_obs" if day.has_medicine else "control"
            painter.fillRect(bar, theme.color(token))
            if limit is not None and not column.day.is_far:
                pen = QPen(theme.color("caut"), 1)
                pen.setDashPattern([4, 3])
                painter.setPen(pen)
                y = round(base - room * limit / most) + 0.5
                painter.drawLine(QPointF(column.left, y), QPointF(column.right, y))
            words = QRectF(column.left, base + 2 * scale, column.width, 16 * scale)
            painter.setFont(theme.font("micro"))
            painter.setPen(theme.color("caut_ink" if is_over else "text2"))
            painter.drawText(words, _MIDDLE, str(day.contact_minutes))

    def _write(self, painter: QPainter, box: QRectF, ways: tuple[str, ...], role: str, weight: int, ink: str) -> None:
        """The first way that fits, at the left; the last one is cut where even that does not fit."""
        font = self._theme.font(role, weight)
        metrics = QFontMetrics(font)
        text = next((way for way in ways if metrics.horizontalAdvance(way) <= box.width()), ways[-1])
        painter.setFont(font)
        painter.setPen(self._theme.color(ink))
        painter.drawText(box, _LEFT, metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()) + 1))
