"""A row of chips in an order that can be changed: dragged, or moved left and right by keys and buttons."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget

from kapplanner.i18n import t
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.buttons import icon_button
from kapplanner.ui.widgets.flow import FlowLayout
from kapplanner.ui.widgets.tab_order import tab_before
from kapplanner.ui.widgets.texts import button_text

_DRAG_FROM = 6


class OrderChip(QAbstractButton):
    """One entry, with a grip. ``moved`` carries -1 or 1, ``dragged`` the mouse's place in the row."""

    moved = Signal(int)
    dragged = Signal(int)
    removed = Signal()

    def __init__(self, theme: Theme, value: str, words: str) -> None:
        super().__init__()
        self._theme = theme
        self.value = value
        self.setText(words)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self._pressed_at: QPoint | None = None

    def say_place(self, place: int, count: int) -> None:
        """Name the chip with its place in the row."""
        self.setAccessibleName(t("{words}, {place} of {count}", words=self.text(), place=place, count=count))
        self.setAccessibleDescription(t("Ctrl+Left and Ctrl+Right move it, Delete takes it out"))

    def sizeHint(self) -> QSize:
        px = self._theme.px
        width = QFontMetrics(self._theme.font("small", 500)).horizontalAdvance(self.text())
        return QSize(width + px(30), px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        px = self._theme.px
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        chosen = self.isChecked()
        ring = self.hasFocus()
        painter.setPen(QPen(self._theme.color("focus" if ring else "text" if chosen else "line"), 2 if ring else 1))
        painter.setBrush(self._theme.color("hover" if self.underMouse() or chosen else "raised"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5) if ring else box, px(5), px(5))
        grip = QRectF(px(4), box.center().y() - px(8), px(16), px(16))
        self._theme.paint_icon(painter, "drag-vertical", grip, "text3")
        painter.setFont(self._theme.font("small", 500))
        painter.setPen(self._theme.color("text"))
        painter.drawText(box.adjusted(px(21), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self.moved.emit(-1 if event.key() == Qt.Key.Key_Left else 1)
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        if self._pressed_at is not None and abs(place.x() - self._pressed_at.x()) > _DRAG_FROM:
            self.setChecked(True)
            self.dragged.emit(self.mapToParent(place).x())
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = None
        super().mouseReleaseEvent(event)


class OrderChips(QWidget):
    """The chips with buttons to move the chosen one, take it out, or add another. ``changed`` after every change."""

    changed = Signal()

    def __init__(self, theme: Theme, name: str, words: Callable[[str], str], offered: tuple[str, ...]) -> None:
        super().__init__()
        self._theme = theme
        self._words = words
        self._offered = offered
        self.setAccessibleName(name)
        self.chips: list[OrderChip] = []
        self._row = FlowLayout(theme.px(6))
        self.setLayout(self._row)
        self.add = icon_button(theme, "plus", t("Add a method"), size=16)
        self.left = icon_button(theme, "chevron-left", t("Move the chosen method left"), size=16)
        self.right = icon_button(theme, "chevron-right", t("Move the chosen method right"), size=16)
        self.remove = icon_button(theme, "close", t("Take the chosen method out"), size=16)
        self.add.clicked.connect(self._show_menu)
        self.left.clicked.connect(self._move_left)
        self.right.clicked.connect(self._move_right)
        self.remove.clicked.connect(self._remove_chosen)
        for button in (self.add, self.left, self.right, self.remove):
            self._row.addWidget(button)

    @property
    def values(self) -> tuple[str, ...]:
        """The values in their present order."""
        return tuple(chip.value for chip in self.chips)

    def show_values(self, values: tuple[str, ...]) -> None:
        """Show these chips in this order, without a signal."""
        if values == self.values:
            return
        for chip in self.chips:
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = []
        for value in values:
            self._insert(value)
        self._say_places()

    def _insert(self, value: str) -> OrderChip:
        chip = OrderChip(self._theme, value, self._words(value))
        chip.moved.connect(self._move)
        chip.dragged.connect(self._drag)
        chip.removed.connect(self._remove)
        chip.toggled.connect(self._allow)
        self._row.insertWidget(len(self.chips), chip)
        self.chips.append(chip)
        return chip

    def _chosen(self) -> OrderChip | None:
        return next((chip for chip in self.chips if chip.isChecked()), None)

    def _allow(self) -> None:
        chip = self._chosen()
        place = self.chips.index(chip) if chip is not None else -1
        self.left.setEnabled(place > 0)
        self.right.setEnabled(0 <= place < len(self.chips) - 1)
        self.remove.setEnabled(chip is not None and len(self.chips) > 1)
        self.add.setEnabled(any(value not in self.values for value in self._offered))

    def _say_places(self) -> None:
        for place, chip in enumerate(self.chips, 1):
            chip.say_place(place, len(self.chips))
        tab_before(self.add, *self.chips)
        self._allow()

    def showEvent(self, event: QShowEvent) -> None:
        """Only now all lies in one window, and in the order of its stops."""
        super().showEvent(event)
        tab_before(self.add, *self.chips)

    def _move(self, step: int) -> None:
        chip = self.sender()
        if isinstance(chip, OrderChip):
            self._put(chip, self.chips.index(chip) + step)

    def _move_left(self) -> None:
        self._move_chosen(-1)

    def _move_right(self) -> None:
        self._move_chosen(1)

    def _move_chosen(self, step: int) -> None:
        chip = self._chosen()
        if chip is not None:
            self._put(chip, self.chips.index(chip) + step)

    def _drag(self, place: int) -> None:
        chip = self.sender()
        if not isinstance(chip, OrderChip):
            return
        middles = [other.geometry().center().x() for other in self.chips if other is not chip]
        self._put(chip, sum(place > middle for middle in middles))

    def _put(self, chip: OrderChip, place: int) -> None:
        if not 0 <= place < len(self.chips) or self.chips.index(chip) == place:
            return
        self.chips.remove(chip)
        self.chips.insert(place, chip)
        self._row.removeWidget(chip)
        self._row.insertWidget(place, chip)
        chip.setChecked(True)
        self._tell()

    def _remove(self) -> None:
        chip = self.sender()
        if isinstance(chip, OrderChip):
            self._take_out(chip)

    def _remove_chosen(self) -> None:
        chip = self._chosen()
        if chip is not None:
            self._take_out(chip)

    def _take_out(self, chip: OrderChip) -> None:
        if len(self.chips) == 1:
            return
        place = self.chips.index(chip)
        self.chips.remove(chip)
        self._row.removeWidget(chip)
        chip.hide()
        chip.deleteLater()
        self.chips[min(place, len(self.chips) - 1)].setFocus()
        self._tell()

    def _show_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for value in self._offered:
            if value not in self.values:
                action = menu.addAction(button_text(self._words(value)))
                action.setData(value)
        menu.triggered.connect(self._add)
        menu.popup(self.add.mapToGlobal(QPoint(0, self.add.height())))

    def _add(self, action: QObject) -> None:
        chip = self._insert(action.data())  # type: ignore[attr-defined]
        chip.setFocus()
        self._tell()

    def _tell(self) -> None:
        self._say_places()
        self.changed.emit()
