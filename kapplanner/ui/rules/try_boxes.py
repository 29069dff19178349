"""The open plan's counts in two boxes, before and after; one above the other where it is narrow."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from kapplanner.domain.library import FindingCounts
from kapplanner.i18n import t
from kapplanner.ui.models.library import findings_words
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.chips import HEIGHT as CHIP
from kapplanner.ui.widgets.chips import paint_findings
from kapplanner.ui.widgets.texts import plain_label, set_plain_tooltip

_PAD = 10
_ROOMY = 150
_NONE = FindingCounts()


def chips_width(theme: Theme, counts: FindingCounts) -> int:
    """How wide the chips of these counts are painted; 0 for none."""
    font = QFontMetrics(theme.font("small", 500))
    shown = [n for n in (counts.stop, counts.caution, counts.note, counts.not_checked) if n]
    widths = sum(theme.px(30) + font.horizontalAdvance(str(n)) for n in shown)
    return int(widths + theme.px(6) * max(0, len(shown) - 1))


class CountBox(QWidget):
    """A name and the counts below it; ``token``: the colour of its edge."""

    def __init__(self, theme: Theme, token: str) -> None:
        super().__init__()
        self._theme = theme
        self._token = token
        self.name = ""
        self.counts = _NONE
        self.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_counts(self, name: str, counts: FindingCounts) -> None:
        """Show these counts under a name."""
        self.name, self.counts = name, counts
        words = t("{name}: {findings}", name=name, findings=findings_words(counts))
        self.setAccessibleName(words)
        set_plain_tooltip(self, words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        px = self._theme.px
        height = 2 * px(_PAD) + self._theme.line_height("small") + px(4) + px(CHIP)
        return QSize(max(px(80), chips_width(self._theme, self.counts)) + 2 * px(_PAD), height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @property
    def roomy_width(self) -> int:
        """How wide it is with its whole name, where that is a short one."""
        px = self._theme.px
        name = QFontMetrics(self._theme.font("small")).horizontalAdvance(self.name) + 2 * px(_PAD) + 2
        return max(self.sizeHint().width(), min(name, px(_ROOMY)))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color(self._token), 1))
        painter.setBrush(theme.color("board"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), px(6), px(6))
        line = QRectF(px(_PAD), px(_PAD), self.width() - 2 * px(_PAD), theme.line_height("small"))
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text2"))
        name = painter.fontMetrics().elidedText(self.name, Qt.TextElideMode.ElideRight, int(line.width()))
        painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), name)
        top = line.bottom() + px(4)
        if self.counts == _NONE:
            below = QRectF(line.left(), top, line.width(), px(CHIP))
            painter.setPen(theme.color("text"))
            painter.drawText(below, int(Qt.AlignmentFlag.AlignVCenter), t("none"))
        else:
            paint_findings(painter, theme, self.counts, QPointF(line.left(), top))
        painter.end()


class CountBoxes(QWidget):
    """Before, an arrow, and after."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.before, self.after = CountBox(theme, "line"), CountBox(theme, "focus")
        self._arrow = plain_label("→", role="strong", ink="text2")
        self._arrow.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.addWidget(self.before, 1)
        self._row.addWidget(self._arrow)
        self._row.addWidget(self.after, 1)
        self._fit()
        theme.changed.connect(self._fit)

    def show_counts(self, name: str, before: FindingCounts, after: FindingCounts) -> None:
        """Show both; ``name``: of the version that the draft is compared with."""
        self.before.show_counts(name, before)
        self.after.show_counts(t("Draft"), after)
        self._turn()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def minimumSizeHint(self) -> QSize:
        """Room for one box: the other goes below it."""
        hint = super().minimumSizeHint()
        boxes = max(self.before.sizeHint().width(), self.after.sizeHint().width())
        return QSize(boxes + 2 * self._theme.px(14), hint.height())

    def _turn(self) -> None:
        boxes = 2 * max(self.before.roomy_width, self.after.roomy_width)
        needed = boxes + self._arrow.sizeHint().width() + 2 * self._row.spacing() + 2 * self._theme.px(14)
        is_narrow = needed > self.width()
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(down if is_narrow else across)
        self._arrow.setText("↓" if is_narrow else "→")

    def _fit(self) -> None:
        px = self._theme.px
        self._row.setContentsMargins(px(14), px(12), px(14), px(12))
        self._row.setSpacing(px(6))
        self._turn()
