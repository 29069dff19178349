"""Chips of findings: the tier's shape and a count on its tint; what could not be checked is outlined."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kapplanner.domain.library import FindingCounts
from kapplanner.i18n import nt
from kapplanner.rules.tier import Tier
from kapplanner.ui.theme import UNKNOWN_ICON, Theme

HEIGHT = 20


def paint_findings(
    painter: QPainter, theme: Theme, counts: FindingCounts, place: QPointF, *, align_right: bool = False
) -> float:
    """Paint a chip for each tier that has open findings, from a top left (or top right) corner; answer their width."""
    chips = [(tier, n) for tier, n in zip(Tier, (counts.stop, counts.caution, counts.note), strict=True) if n]
    widths = [_width(theme, n) for _, n in chips]
    unknown = counts.not_checked
    gap = theme.px(6)
    total = sum(widths) + gap * (len(widths) - 1) + ((_width(theme, unknown) + gap) if unknown else 0)
    left = place.x() - total if align_right else place.x()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for (tier, n), width in zip(chips, widths, strict=True):
        look = theme.tier(tier)
        _paint(painter, theme, QRectF(left, place.y(), width, theme.px(HEIGHT)), look.icon, look.token, n)
        left += width + gap
    if unknown:
        _paint(
            painter, theme, QRectF(left, place.y(), _width(theme, unknown), theme.px(HEIGHT)), UNKNOWN_ICON, "", unknown
        )
    painter.restore()
    return max(0, total)


class UnknownChip(QWidget):
    """Outlined, with the ring and question mark: how many rules could not be checked. Hidden at 0."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)
        self.hide()

    def show_count(self, count: int) -> None:
        """Say how many."""
        self._words = nt("{n} could not be checked", "{n} could not be checked", count)
        self.setAccessibleName(self._words)
        self.setVisible(count > 0)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        words = QFontMetrics(self._theme.font("small")).horizontalAdvance(self._words)
        return QSize(words + self._theme.px(34), self._theme.px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        px = self._theme.px
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(self._theme.color("line"), 1))
        painter.setBrush(self._theme.color("raised"))
        painter.drawRoundedRect(box, px(4), px(4))
        self._theme.paint_icon(painter, UNKNOWN_ICON, QRectF(px(7), px(3), px(14), px(14)), "text2")
        painter.setFont(self._theme.font("small"))
        painter.setPen(self._theme.color("text2"))
        painter.drawText(box.adjusted(px(25), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._words)
        painter.end()


def _width(theme: Theme, count: int) -> float:
    return theme.px(30) + QFontMetrics(theme.font("small", 500)).horizontalAdvance(str(count))


def _paint(painter: QPainter, theme: Theme, chip: QRectF, icon: str, token: str, count: int) -> None:
    px = theme.px
    outlined = not token or theme.is_high_contrast
    painter.setPen(QPen(theme.color("line"), 1) if outlined else Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(f"{token}_tint") if token else theme.color("raised"))
    inset = 0.5 if outlined else 0
    painter.drawRoundedRect(chip.adjusted(inset, inset, -inset, -inset), px(4), px(4))
    theme.paint_icon(painter, icon, QRectF(chip.left() + px(6), chip.top() + px(3), px(14), px(14)), token or "text2")
    painter.setFont(theme.font("small", 500))
    painter.setPen(theme.color(f"{token}_ink" if token else "text2"))
    painter.drawText(
        chip.adjusted(px(24), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, str(count)
    )
