"""The four steps of a plan at the top of the window: number in a ring, word, count of findings."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from kapplanner.i18n import t
from kapplanner.rules.tier import Tier
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.texts import set_plain_tooltip
from kapplanner.ui.widgets.toggles import TogglesAreHeard, show_checked, stop_at_checked

STEP_WORDS = ("Plan", "Check", "Print", "Share")


@dataclass(frozen=True, slots=True)
class StepBadge:
    """How many findings of which tier stand beside a step."""

    tier: Tier
    count: int


class StepButton(TogglesAreHeard, QAbstractButton):
    """One step. ``is_short`` leaves out the word, but for the present step."""

    def __init__(self, theme: Theme, number: int, word: str) -> None:
        super().__init__()
        self._theme = theme
        self._number = number
        self._badge: StepBadge | None = None
        self.is_short = False
        self.setText(word)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._name()
        theme.changed.connect(self.updateGeometry)

    def show_badge(self, badge: StepBadge | None) -> None:
        """Show a count beside the word."""
        self._badge = badge if badge is not None and badge.count else None
        self._name()
        self.updateGeometry()
        self.update()

    def shorten(self, short: bool) -> None:
        """Leave out the word, or show it again."""
        self.is_short = short
        self.updateGeometry()
        self.update()

    def _name(self) -> None:
        name = t("Step {number}, {word}", number=self._number, word=self.text())
        if self._badge is not None:
            tier = self._theme.tier(self._badge.tier).word
            name = t("{name}, {count} {tier}", name=name, count=self._badge.count, tier=tier)
        self.setAccessibleName(name)
        set_plain_tooltip(self, name)

    def _font_width(self, text: str, role: str, weight: int) -> int:
        return QFontMetrics(self._theme.font(role, weight)).horizontalAdvance(text)

    def _shows_word(self) -> bool:
        return not self.is_short or self.isChecked()

    def _badge_width(self) -> int:
        if self._badge is None:
            return 0
        return self._theme.px(28) + self._font_width(str(self._badge.count), "small", 500)

    def sizeHint(self) -> QSize:
        px = self._theme.px
        word = px(8) + self._font_width(self.text(), "base", 600) if self._shows_word() else 0
        badge = px(6) + self._badge_width() if self._badge is not None else 0
        return QSize(px(13) + px(18) + word + badge + px(13), px(48))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        px = self._theme.px
        if self.underMouse() and not self.isChecked():
            painter.fillRect(self.rect(), self._theme.color("hover"))
        left = self._paint_ring(painter, px(13))
        if self._shows_word():
            left = self._paint_word(painter, left + px(8))
        if self._badge is not None:
            self._paint_badge(painter, left + px(6))
        if self.isChecked():
            painter.fillRect(0, self.height() - px(2), self.width(), px(2), self._theme.color("text"))
        if self.hasFocus():
            painter.setPen(QPen(self._theme.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 5, -2, -5), px(6), px(6))
        painter.end()

    def _paint_ring(self, painter: QPainter, left: int) -> int:
        side = self._theme.px(18)
        ring = QRectF(left, (self.height() - side) / 2, side, side)
        ink = "board" if self.isChecked() else "text2"
        painter.setPen(QPen(self._theme.color("text" if self.isChecked() else "control"), 1))
        painter.setBrush(self._theme.color("text") if self.isChecked() else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(ring.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setPen(self._theme.color(ink))
        painter.setFont(self._theme.font("micro", 600 if self.isChecked() else 400))
        painter.drawText(ring, Qt.AlignmentFlag.AlignCenter, str(self._number))
        return left + side

    def _paint_word(self, painter: QPainter, left: int) -> int:
        weight = 600 if self.isChecked() else 400
        painter.setFont(self._theme.font("base", weight))
        painter.setPen(self._theme.color("text" if self.isChecked() else "text2"))
        width = self._font_width(self.text(), "base", weight)
        box = QRectF(left, 0, width + 4, self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        return left + width

    def _paint_badge(self, painter: QPainter, left: int) -> None:
        assert self._badge is not None
        px = self._theme.px
        look = self._theme.tier(self._badge.tier)
        height = px(20)
        chip = QRectF(left, (self.height() - height) / 2, self._badge_width(), height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.tint)
        painter.drawRoundedRect(chip, px(4), px(4))
        icon = QRectF(chip.left() + px(6), chip.top() + px(3), px(14), px(14))
        self._theme.paint_icon(painter, look.icon, icon, look.mark)
        painter.setFont(self._theme.font("small", 500))
        painter.setPen(look.ink)
        painter.drawText(chip.adjusted(px(23), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, str(self._badge.count))


class Steps(QWidget):
    """Plan, Check, Print, Share. ``wanted`` carries the number of the step that was pressed, 1 to 4."""

    wanted = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(t("Steps"))
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self.buttons = [StepButton(theme, n, t(word)) for n, word in enumerate(STEP_WORDS, 1)]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(2))
        for number, button in enumerate(self.buttons, 1):
            self._group.addButton(button, number)
            button.toggled.connect(self._toggled)
            row.addWidget(button)
        show_checked(self.buttons[0])
        self._group.idClicked.connect(self.wanted)

    def show_step(self, number: int) -> None:
        """Mark a step as the present one, without a signal."""
        show_checked(self.buttons[number - 1])
        for button in self.buttons:
            button.updateGeometry()

    def _toggled(self, checked: bool) -> None:
        button = self.sender()
        stop_at_checked(self._group)
        if isinstance(button, StepButton) and checked and not button.by_hand:
            self.wanted.emit(self._group.id(button))

    def show_check(self, badge: StepBadge | None) -> None:
        """Show the worst open findings beside Check."""
        self.buttons[1].show_badge(badge)

    def shorten(self, short: bool) -> None:
        """In a narrow window only the present step shows its word."""
        for button in self.buttons:
            button.shorten(short)
