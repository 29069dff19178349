"""A short message at the foot of the window with one thing to take back; it goes by itself."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from kapplanner.i18n import t
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.buttons import push_button
from kapplanner.ui.widgets.texts import plain_label

STAYS_MILLISECONDS = 8000


class Toast(QFrame):
    """Lies over the foot of its parent for eight seconds; stays while the mouse or the focus is on it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._over = parent
        self._take_back: Callable[[], object] | None = None
        self.setProperty("toast", "true")
        self.sentence = plain_label(ink="on_primary")
        self.undo_button = push_button(t("Undo"), small=True)
        self.undo_button.clicked.connect(self._undo)
        self.close_button = push_button(t("Dismiss"), small=True)
        self.close_button.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), theme.px(8), theme.px(8), theme.px(8))
        row.setSpacing(theme.px(10))
        row.addWidget(self.sentence)
        row.addWidget(self.undo_button)
        row.addWidget(self.close_button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._leave)
        parent.installEventFilter(self)
        self.hide()

    def say(self, sentence: str, undo: Callable[[], object] | None = None) -> None:
        """Show a sentence; with ``undo``, a button that takes it back."""
        self._take_back = undo
        self.sentence.setText(sentence)
        self.setAccessibleName(sentence)
        self.undo_button.setVisible(undo is not None)
        self._place()
        self.show()
        self.raise_()
        self._timer.start(STAYS_MILLISECONDS)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        parent = self._over
        self.sentence.setWordWrap(False)
        width = min(self.sizeHint().width(), parent.width() - self._theme.px(32))
        self.sentence.setWordWrap(self.sizeHint().width() > width)
        height = self.heightForWidth(width) if self.hasHeightForWidth() else self.sizeHint().height()
        self.setGeometry((parent.width() - width) // 2, parent.height() - height - self._theme.px(44), width, height)

    def _undo(self) -> None:
        call, self._take_back = self._take_back, None
        self.hide()
        if call is not None:
            call()

    def _leave(self) -> None:
        if self.underMouse() or self.isAncestorOf(self.window().focusWidget() or self.window()):
            self._timer.start(STAYS_MILLISECONDS)
            return
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, False)
        self.hide()
