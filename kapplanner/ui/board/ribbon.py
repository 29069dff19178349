"""The strip below the board: when the patient may not eat, is watched and may not drive, true to time.

Derived from the sessions, never edited; a click leads to the session.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from kapplanner.domain.restrictions import Restrictions
from kapplanner.i18n import t
from kapplanner.rules.words import clock, day_and_clock
from kapplanner.ui.board.facts import PlanFacts
from kapplanner.ui.board.geometry import Grid
from kapplanner.ui.theme import Theme
from kapplanner.ui.theme.patterns import paint_lines
from kapplanner.ui.widgets.texts import tooltip_text


class Row(IntEnum):
    """The rows from top to bottom."""

    FOOD = 0
    OBSERVE = 1
    DRIVING = 2


@dataclass(frozen=True, slots=True)
class Stretch:
    """A span of wall-clock time in a row. ``words``: what is written in and behind it, the longest way first.

    ``eased``: the milder part of its row: clear fluids may still be drunk; somebody stays, but does not watch.
    """

    session: str
    row: Row
    start: datetime
    end: datetime
    words: tuple[tuple[str, str], ...]
    sentence: str
    eased: bool = False


def stretches(facts: PlanFacts, first: date, last: date) -> tuple[Stretch, ...]:
    """All stretches that touch the days from ``first`` to ``last``."""
    found: list[Stretch] = []
    for limits in facts.restrictions.values():
        found.extend(s for s in _of_session(limits) if s.end.date() >= first and s.start.date() <= last)
    return tuple(found)


def _of_session(limits: Restrictions) -> tuple[Stretch, ...]:
    food, until, dose = limits.food_stop, limits.observe_until, limits.dose
    drink = min(max(limits.drink_stop, food), max(dose, food))
    alone = max(limits.accompanied_until, until)
    return (
        Stretch(limits.session, Row.FOOD, food, drink, (("", ""),), _fasting_words(limits), eased=True),
        Stretch(
            limits.session,
            Row.FOOD,
            drink,
            max(dose, food),
            (("", t("none from {time}", time=clock(food))),),
            t("Nothing to drink from {time}", time=clock(limits.drink_stop)),
        ),
        Stretch(
            limits.session,
            Row.OBSERVE,
            dose,
            until,
            (("", t("to {time}", time=clock(until))),),
            t("Observation to {time}", time=day_and_clock(until)),
        ),
        Stretch(
            limits.session,
            Row.OBSERVE,
            until,
            alone,
            (("", t("with an adult to {time}", time=clock(alone))), ("", t("adult to {time}", time=clock(alone)))),
            t("Not alone to {time}", time=day_and_clock(alone)),
            eased=True,
        ),
        Stretch(
            limits.session,
            Row.DRIVING,
            limits.no_driving_from,
            limits.driving_again,
            ((t("no driving, next day"), t("after sleep")), (t("no driving"), t("until after sleep"))),
            t("No driving from {time} until the next day after sleep", time=day_and_clock(limits.no_driving_from)),
        ),
    )


def _fasting_words(limits: Restrictions) -> str:
    food, drink = day_and_clock(limits.food_stop), clock(limits.drink_stop)
    return t("No food from {food}, no clear fluids from {drink}", food=food, drink=drink)


class Ribbon(QWidget):
    """Three rows of 14, pitch 18; folded it shows driving only. ``sessionPressed`` carries a session's id."""

    sessionPressed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._grid: Grid | None = None
        self._stretches: tuple[Stretch, ...] = ()
        self._rows: tuple[Row, ...] = tuple(Row)
        self._pitch = 18
        self.setSizePolicy(self.sizePolicy().horizontalPolicy(), self.sizePolicy().Policy.Fixed)
        self.setAccessibleName(t("Restrictions"))

    def shape(self, *, folded: bool, pitch: int) -> None:
        """Folded shows one row; ``pitch`` is the distance of rows in px at 100 %."""
        self._rows = (Row.DRIVING,) if folded else tuple(Row)
        self._pitch = pitch
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, self._theme.px(10 + self._pitch * len(self._rows)))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def show_stretches(self, grid: Grid, found: tuple[Stretch, ...]) -> None:
        """Show these stretches under the columns of this grid."""
        if (grid, found) != (self._grid, self._stretches):
            self._grid, self._stretches = grid, found
            self.setAccessibleDescription("; ".join(stretch.sentence for stretch in found) or t("No restrictions."))
            self.update()

    def _x_of(self, moment: datetime, grid: Grid) -> float:
        days = (moment - datetime.combine(grid.first_day, datetime.min.time())) / timedelta(days=1)
        whole = min(max(int(days // 1), 0), grid.days - 1)
        return grid.column_left(whole) + (days - whole) * grid.column_width(whole)

    def _box(self, stretch: Stretch, grid: Grid) -> QRectF:
        """Where a stretch lies, cut at the board's edges."""
        left = max(self._x_of(stretch.start, grid), float(grid.gutter))
        right = min(self._x_of(stretch.end, grid), float(grid.width))
        top = self._theme.px(6) + self._rows.index(stretch.row) * self._theme.px(self._pitch)
        return QRectF(left, top, max(0.0, right - left), self._theme.px(14))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._theme
        painter.fillRect(self.rect(), theme.color("panel"))
        painter.setPen(theme.color("line"))
        painter.drawLine(0, 0, self.width(), 0)
        if self._grid is not None:
            painter.setPen(theme.color("grid"))
            for column in range(self._grid.days):
                painter.drawLine(self._grid.column_left(column), 1, self._grid.column_left(column), self.height())
            self._paint_names(painter)
            shown = [s for s in self._stretches if s.row in self._rows]
            for place, stretch in enumerate(shown):
                following = next((s for s in shown[place + 1 :] if s.row is stretch.row), None)
                self._paint_stretch(painter, stretch, self._grid, following)
        painter.end()

    def _paint_names(self, painter: QPainter) -> None:
        theme, px = self._theme, self._theme.px
        named = {
            Row.FOOD: ("food-off-outline", t("Food")),
            Row.OBSERVE: ("eye-outline", t("Observe")),
            Row.DRIVING: ("car-off", t("Driving")),
        }
        painter.setFont(theme.font("micro"))
        assert self._grid is not None
        for place, row in enumerate(self._rows):
            icon, word = named[row]
            top = px(6) + place * px(self._pitch)
            painter.drawPixmap(px(3), top, theme.pixmap(icon, "text2", 13))
            painter.setPen(theme.color("text2"))
            box = QRectF(px(18), top, self._grid.gutter - px(18), px(14))
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip
            painter.drawText(box, int(flags), word)

    def _paint_stretch(self, painter: QPainter, stretch: Stretch, grid: Grid, following: Stretch | None) -> None:
        theme = self._theme
        box = self._box(stretch, grid)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        if box.width() <= 0:
            return
        if stretch.row is Row.FOOD:
            pitch = 7 if stretch.eased else 4.5
            paint_lines(painter, box, theme.color("rest"), width=2 * theme.scale, pitch=pitch * theme.scale)
        elif stretch.row is Row.OBSERVE and stretch.eased:
            painter.fillRect(box, theme.color("med_tint"))
            painter.setPen(QPen(theme.color("med"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        elif stretch.row is Row.OBSERVE:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("med"))
            painter.drawRoundedRect(box, 3 * theme.scale, 3 * theme.scale)
        else:
            self._paint_driving(painter, box)
        self._paint_words(painter, stretch, box, grid, following)

    def _paint_driving(self, painter: QPainter, box: QRectF) -> None:
        """Outlined, with a dashed right edge: sleep, not the clock, ends it."""
        color = self._theme.color("med")
        painter.fillRect(box, self._theme.color("med_tint"))
        painter.setPen(QPen(color, 1))
        inner = box.adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawLine(inner.topLeft(), inner.topRight())
        painter.drawLine(inner.bottomLeft(), inner.bottomRight())
        painter.drawLine(inner.topLeft(), inner.bottomLeft())
        pen = QPen(color, 1)
        pen.setDashPattern([2, 2])
        painter.setPen(pen)
        painter.drawLine(inner.topRight(), inner.bottomRight())

    def _paint_words(
        self, painter: QPainter, stretch: Stretch, box: QRectF, grid: Grid, following: Stretch | None
    ) -> None:
        theme, px = self._theme, self._theme.px
        font = theme.font("micro")
        metrics = QFontMetrics(font)
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
        painter.setFont(font)
        room = int(box.width() - px(6))
        fitting = ((i, b) for i, b in stretch.words if not i or metrics.horizontalAdvance(i) <= room)
        inside, behind = next(fitting, ("", ""))
        if inside:
            painter.setPen(theme.color("med_ink"))
            painter.drawText(box.adjusted(px(3), 0, -px(3), 0), flags | int(Qt.AlignmentFlag.AlignHCenter), inside)
        end = min(float(grid.width), self._box(following, grid).left()) if following is not None else float(grid.width)
        room = int(end - box.right() - px(6))
        wide = metrics.horizontalAdvance(behind)
        if behind and wide <= room:  # a time is never cut; the tooltip has it all
            place = QRectF(box.right() + px(4), box.top(), wide + 1, box.height())
            painter.fillRect(place, theme.color("panel"))  # no line between days runs through the words
            painter.setPen(theme.color("text2"))
            painter.drawText(place, flags, behind)

    def _stretch_at(self, x: float, y: float) -> Stretch | None:
        if self._grid is None:
            return None
        reach = (self._theme.px(self._pitch) - self._theme.px(14)) / 2
        for stretch in self._stretches:
            if stretch.row not in self._rows:
                continue
            if self._box(stretch, self._grid).adjusted(-4, -reach, 4, reach).contains(x, y):
                return stretch
        return None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        found = self._stretch_at(event.position().x(), event.position().y())
        if found is not None:
            self.sessionPressed.emit(found.session)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            found = self._stretch_at(event.pos().x(), event.pos().y())
            QToolTip.showText(event.globalPos(), tooltip_text(found.sentence) if found else "", self)
            return True
        return super().event(event)
