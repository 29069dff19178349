"""The rule-limit meter: one bar from 0 to the Stop limit with the planned dose on it."""

from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from kapplanner.domain.quantities import plain
from kapplanner.i18n import t
from kapplanner.ui.editors.words import floor_words
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.texts import set_plain_tooltip

_BAR = 8


@dataclass(frozen=True, slots=True)
class DoseScale:
    """The lower of the per-kilogram and the absolute limit, in mg at the patient's weight; None where there is none."""

    caution: Decimal | None
    stop: Decimal | None


class DoseMeter(QWidget):
    """Paints the scale; the same facts stand in its accessible description."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._scale: DoseScale | None = None
        self._dose: Decimal | None = None
        self.setAccessibleName(t("Rule limits of the dose"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(180), self._theme.px(30))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self._theme.px(30))

    @property
    def words(self) -> str:
        """What the meter shows, in words."""
        if self._scale is None:
            return ""
        parts = [t("dose {n} mg", n=plain(self._dose))] if self._dose is not None else []
        if self._scale.caution is not None:
            parts.append(t("Caution above {n} mg", n=floor_words(self._scale.caution)))
        if self._scale.stop is not None:
            parts.append(t("Stop above {n} mg", n=floor_words(self._scale.stop)))
        return ", ".join(parts)

    def show_dose(self, scale: DoseScale, dose: Decimal | None) -> None:
        """Show a dose in mg (None: no amount is known) on a scale."""
        self._scale, self._dose = scale, dose
        self.setAccessibleDescription(self.words)
        set_plain_tooltip(self, self.words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._scale is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        end = self._scale.stop or self._scale.caution or self._dose or Decimal(1)
        self._paint_bar(painter, end)
        self._paint_words(painter, end)
        painter.end()

    def _x(self, value: Decimal, end: Decimal) -> float:
        return float(min(value / end, Decimal(1))) * self.width()

    def _paint_bar(self, painter: QPainter, end: Decimal) -> None:
        theme, scale = self._theme, self._scale
        assert scale is not None
        bar = QRectF(0, theme.px(2), self.width(), theme.px(_BAR))
        painter.fillRect(bar, theme.color("pressed"))
        if scale.caution is not None and scale.stop is not None:
            left = self._x(scale.caution, end)
            painter.fillRect(QRectF(left, bar.top(), bar.width() - left, bar.height()), theme.color("caut_tint"))
            painter.setPen(QPen(theme.color("caut"), theme.scale * 1.5))
            place = left + theme.px(1)
            while place < bar.right():
                painter.drawLine(QPointF(place, bar.top()), QPointF(place, bar.bottom()))
                place += theme.px(5)
        if self._dose is None:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        over = self._dose > end
        painter.setBrush(theme.color("stop" if over else "med"))
        place = self._x(self._dose, end)
        if over:
            tip, top, low = bar.right(), bar.top() - theme.px(2), bar.bottom() + theme.px(2)
            points = [QPointF(tip, (top + low) / 2), QPointF(tip - theme.px(8), top), QPointF(tip - theme.px(8), low)]
            painter.drawPolygon(QPolygonF(points))
        else:
            left = min(max(0.0, place - theme.px(1)), self.width() - theme.px(3))
            painter.drawRect(QRectF(left, bar.top() - theme.px(2), theme.px(3), bar.height() + theme.px(4)))

    def _paint_words(self, painter: QPainter, end: Decimal) -> None:
        """Dose, Caution and Stop under their places; what would run into its right neighbour moves left."""
        theme, scale = self._theme, self._scale
        assert scale is not None
        entries: list[tuple[Decimal, str, str, int]] = []
        if scale.stop is not None:
            entries.append((scale.stop, t("Stop {n}", n=floor_words(scale.stop)), "text2", 400))
        if scale.caution is not None:
            entries.append((scale.caution, t("Caution {n}", n=floor_words(scale.caution)), "text2", 400))
        if self._dose is not None:
            token = "stop_ink" if self._dose > end else "med_ink"
            entries.append((self._dose, plain(self._dose.quantize(Decimal("0.1")).normalize()), token, 600))
        entries.sort(key=lambda entry: entry[0], reverse=True)
        right = float(self.width())
        top, high = theme.px(_BAR + 5), theme.line_height("micro")
        for value, words, token, weight in entries:
            painter.setFont(theme.font("micro", weight))
            wide = painter.fontMetrics().horizontalAdvance(words)
            left = min(self._x(value, end) - wide / 2, right - wide)
            painter.setPen(theme.color(token))
            painter.drawText(QRectF(left, top, wide + 1, high), Qt.AlignmentFlag.AlignLeft, words)
            right = left - theme.px(6)
