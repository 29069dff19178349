"""A strip across the page: what stands in the way, and what to do about it. It never covers anything."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.buttons import push_button, restyle
from kapplanner.ui.widgets.texts import plain_label

SHORT_SENTENCE = 90
Offer = tuple[str, Callable[[], object]]

_ICONS = {"stop": "alert-octagon", "caut": "alert", "note": "information-outline"}


class IconMark(QWidget):
    """An icon that is drawn, not pressed; the words stand beside it."""

    def __init__(self, theme: Theme, icon: str, token: str, size: int = 16) -> None:
        super().__init__()
        self._theme = theme
        self._icon, self._token, self._size = icon, token, size
        self._fit()
        theme.changed.connect(self._fit)

    def show_icon(self, icon: str, token: str) -> None:
        """Draw another icon."""
        self._icon, self._token = icon, token
        self.update()

    def _fit(self) -> None:
        self.setFixedSize(self._theme.px(self._size), self._theme.px(self._size))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._theme.paint_icon(painter, self._icon, QRectF(self.rect()), self._token)
        painter.end()


class Banner(QFrame):
    """One sentence with a tier's shape and up to two buttons."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._mark = IconMark(theme, "alert", "caut")
        self.sentence = plain_label(wraps=True)
        self.buttons: list[QPushButton] = []
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._mark)
        self._row.addWidget(self.sentence, 0)
        self._row.addStretch(1)
        self.setProperty("rule", "bottom")
        self._fit()
        theme.changed.connect(self._fit)
        self.hide()

    def tell(self, tier: str, sentence: str, *offers: Offer) -> None:
        """Show a sentence with the mark of a tier ("stop", "caut", "note") and a button for each offer."""
        restyle(self, ground=f"{tier}_tint")
        restyle(self.sentence, ink=f"{tier}_ink")
        self._mark.show_icon(_ICONS[tier], tier)
        self.sentence.setText(sentence)
        self.setAccessibleName(sentence)
        for button in self.buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []
        for word, call in offers:
            button = push_button(word, small=True)
            button.clicked.connect(call)
            self.buttons.append(button)
            self._row.insertWidget(1 + len(self.buttons), button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._wrap()
        self.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._wrap()

    def _wrap(self) -> None:
        """A sentence that is long, or has not the room for one line, goes on below."""
        words, margins = self.sentence.text(), self._row.contentsMargins()
        others = [self._mark, *self.buttons]
        taken = sum(part.sizeHint().width() for part in self.buttons) + self._mark.width()
        room = self.width() - margins.left() - margins.right() - taken - self._row.spacing() * (len(others) + 1)
        wraps = len(words) > SHORT_SENTENCE or self.sentence.fontMetrics().horizontalAdvance(words) > room
        self.sentence.setWordWrap(wraps)
        self._row.setStretch(1, 1 if wraps else 0)
        self._row.setStretch(self._row.count() - 1, 0 if wraps else 1)

    def _fit(self) -> None:
        px = self._theme.px
        self._row.setContentsMargins(px(20), px(7), px(20), px(7))
        self._row.setSpacing(px(10))
