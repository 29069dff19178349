"""One chip for each kind of session: drag it onto the board, or press it to choose day and time."""

from typing import Final

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QGridLayout, QVBoxLayout, QWidget

from kapplanner.domain.session import SessionKind
from kapplanner.i18n import t
from kapplanner.ui.theme import Theme
from kapplanner.ui.theme.patterns import paint_edge, rounded
from kapplanner.ui.widgets.texts import plain_label, set_plain_tooltip

OFFERED: Final = tuple(kind for kind in SessionKind if kind is not SessionKind.TRAVEL)
"""Travel is arrival or departure, which a kind alone does not say."""
_ACROSS: Final = 2
_STEPS: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -_ACROSS, Qt.Key.Key_Down: _ACROSS}


class KindChip(QAbstractButton):
    """``picked`` when a drag begins, then ``carried`` and ``dropped`` with places on the screen; ``walked`` by keys."""

    picked = Signal(object)
    carried = Signal(QPoint)
    dropped = Signal(QPoint)
    walked = Signal(object, int)

    def __init__(self, theme: Theme, kind: SessionKind) -> None:
        super().__init__()
        self._theme = theme
        self.kind = kind
        self._press: QPoint | None = None
        self._is_dragging = False
        look = theme.kind(kind)
        self.setAccessibleName(t("Add {kind} session", kind=look.word))
        set_plain_tooltip(self, t("Drag it onto the board, or press to choose day and time."))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(80), self._theme.px(26))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(24), self._theme.px(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, scale = self._theme, self._theme.scale
        look = theme.kind(self.kind)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        shape = rounded(box, 4 * scale)
        is_medicine = self.kind is SessionKind.MEDICINE
        painter.fillPath(shape, look.mark if is_medicine else look.tint)
        if not is_medicine:
            painter.save()
            painter.setClipPath(shape)
            paint_edge(painter, box, look.edge, look.mark, scale)
            painter.restore()
        ink = theme.color("on_med") if is_medicine else look.ink
        size = 13 * scale
        painter.setFont(theme.font("micro", 500))
        has_icon = painter.fontMetrics().horizontalAdvance(look.word) <= box.width() - 27 * scale
        if has_icon:
            place = QRectF(box.left() + 9 * scale, box.center().y() - size / 2, size, size)
            theme.paint_icon(painter, look.icon, place, ink)
        painter.setPen(ink)
        words = box.adjusted((25 if has_icon else 9) * scale, 0, -2, 0)
        shown = painter.fontMetrics().elidedText(look.word, Qt.TextElideMode.ElideRight, int(words.width()))
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), shown)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 4 * scale, 4 * scale)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._press = event.globalPosition().toPoint() if event.button() == Qt.MouseButton.LeftButton else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.globalPosition().toPoint()
        if self._press is None:
            return
        if not self._is_dragging and (place - self._press).manhattanLength() >= QApplication.startDragDistance():
            self._is_dragging = True
            self.setDown(False)
            self.picked.emit(self.kind)
        if self._is_dragging:
            self.carried.emit(place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        was_dragging, self._is_dragging, self._press = self._is_dragging, False, None
        if was_dragging:
            self.setDown(False)
            self.dropped.emit(event.globalPosition().toPoint())
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.walked.emit(self.kind, _STEPS[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)


class KindChips(QWidget):
    """One stop of the Tab key; arrow keys walk inside. ``chosen`` carries the kind of a chip that was pressed."""

    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(t("Kinds of session to add"))
        self.head = plain_label(t("Drag in a session"), role="small", ink="text2", weight=500)
        self.chips: dict[SessionKind, KindChip] = {kind: KindChip(theme, kind) for kind in OFFERED}
        self._at: SessionKind = OFFERED[0]
        grid = QGridLayout()
        grid.setSpacing(theme.px(2))
        for place, chip in enumerate(self.chips.values()):
            grid.addWidget(chip, place // _ACROSS, place % _ACROSS)
            chip.clicked.connect(self._clicked)
            chip.walked.connect(self._walk)
        self._stop_at(self._at)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(6), theme.px(4), theme.px(6), theme.px(8))
        column.setSpacing(theme.px(4))
        self.head.setIndent(theme.px(6))
        column.addWidget(self.head)
        column.addLayout(grid)

    def renew_theme(self) -> None:
        """Take the theme's present colours and sizes."""
        for chip in self.chips.values():
            chip.updateGeometry()
            chip.update()

    def _stop_at(self, kind: SessionKind) -> None:
        """Let Tab come to this chip, and to no other."""
        self.chips[self._at].setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._at = kind
        self.chips[kind].setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, KindChip):
            self._stop_at(sender.kind)
            self.chosen.emit(sender.kind)

    def _walk(self, kind: SessionKind, step: int) -> None:
        place = OFFERED.index(kind) + step
        if 0 <= place < len(OFFERED):
            self._stop_at(OFFERED[place])
            self.chips[self._at].setFocus(Qt.FocusReason.OtherFocusReason)
