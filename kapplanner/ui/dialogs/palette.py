"""Find or run: one line over everything that can be done now and every plan, narrowed as one types."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from kapplanner.i18n import t
from kapplanner.ui.dialogs.room import open_as
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.texts import plain_label

MOST_ROWS = 200
ROW_HEIGHT = 30
_PASSED_ON = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found: its words, what stands at the right (a shortcut), its icon, and what it does.

    ``also``: folded words by which it is found too, after those that are found by what they are called.
    ``in_full``: what is said below the rows, where a row may have too little room.
    """

    words: str
    aside: str
    icon: str
    run: Callable[[], object]
    also: str = ""
    in_full: str = ""


Offer = Callable[[str], Entry | None]


def matching(entries: list[Entry], text: str) -> list[Entry]:
    """The entries that hold every word typed, those that begin with the first one ahead."""
    words = text.casefold().split()
    called = [e for e in entries if all(word in e.words.casefold() for word in words)]
    if not words:
        return called
    ahead = sorted(called, key=lambda e: not e.words.casefold().startswith(words[0]))
    named = {id(e) for e in called}
    return ahead + [e for e in entries if id(e) not in named and all(word in e.also for word in words)]


class EntryDelegate(QStyledItemDelegate):
    """Paints an entry: its icon, its words, and at the right what stands aside."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(ROW_HEIGHT))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        entry: Entry = index.data(Qt.ItemDataRole.UserRole)
        theme, px = self._theme, self._theme.px
        box = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.color("sel" if chosen else "hover"))
        if entry.icon:
            icon = QRectF(box.left() + px(10), box.center().y() - px(8), px(16), px(16))
            theme.paint_icon(painter, entry.icon, icon, "text2")
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("sel_text" if chosen else "text2"))
        painter.drawText(box.adjusted(0, 0, -px(10), 0), middle | Qt.AlignmentFlag.AlignRight, entry.aside)
        aside = QFontMetrics(painter.font()).horizontalAdvance(entry.aside)
        painter.setFont(theme.font("base"))
        painter.setPen(theme.color("sel_text" if chosen else "text"))
        words = box.adjusted(px(36), 0, -aside - px(22), 0)
        shown = QFontMetrics(painter.font()).elidedText(entry.words, Qt.TextElideMode.ElideRight, int(words.width()))
        painter.drawText(words, middle | Qt.TextFlag.TextSingleLine, shown)


class Palette(QDialog):
    """Enter runs the chosen row after the palette has closed; Esc closes it.

    ``offer``: what else a text can stand for, such as a session to add. It comes after what was found, and is said in
    full below.
    """

    def __init__(
        self, theme: Theme, entries: list[Entry], parent: QWidget, *, asks: str = "", offer: Offer | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._entries = entries
        self._offer = offer
        self._shown: list[Entry] = []
        self.chosen: Entry | None = None
        self.setWindowTitle(t("Find or run"))
        self.setModal(True)
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint, True)
        self.setProperty("palette", "true")
        self.line = QLineEdit()
        self.line.setAccessibleName(asks)
        self.line.setPlaceholderText(asks)
        self.rows = QListWidget()
        self.rows.setAccessibleName(t("What was found"))
        self.rows.setUniformItemSizes(True)
        self.rows.setItemDelegate(EntryDelegate(theme, self.rows))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(8), theme.px(8), theme.px(8), theme.px(8))
        column.addWidget(self.line)
        column.addWidget(self.rows)
        self.offered = plain_label(role="small", ink="text2", wraps=True)
        column.addWidget(self.offered)
        self.line.installEventFilter(self)
        self.line.textChanged.connect(self.narrow)
        self.line.returnPressed.connect(self._run)
        self.rows.itemActivated.connect(self._run)
        self.rows.itemClicked.connect(self._run)
        open_as(self, theme, 560, 420)
        self.narrow("")

    def narrow(self, text: str) -> None:
        """Show what a text finds."""
        offered = self._offer(text) if self._offer is not None else None
        self._shown = [*matching(self._entries, text)[:MOST_ROWS], *([offered] if offered is not None else [])]
        self.offered.setText(offered.in_full if offered is not None else "")
        self.offered.setVisible(offered is not None)
        self.rows.clear()
        for entry in self._shown:
            item = QListWidgetItem(entry.words)
            item.setData(Qt.ItemDataRole.UserRole, entry)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{entry.words}, {entry.aside}".rstrip(", "))
            self.rows.addItem(item)
        self.rows.setCurrentRow(0 if self._shown else -1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _PASSED_ON:
            self.rows.event(event)
            return True
        return super().eventFilter(watched, event)

    def _run(self) -> None:
        row = self.rows.currentRow()
        if 0 <= row < len(self._shown):
            self.chosen = self._shown[row]
            self.accept()
