"""One sentence to be answered: a head, words shown verbatim, and a button for each answer."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kapplanner.ui.dialogs.room import RoomyDialog
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.buttons import push_button
from kapplanner.ui.widgets.texts import plain_label


class Notice(RoomyDialog):
    """``answer`` is the place of the button pressed; Esc answers with the first, which changes nothing."""

    def __init__(self, theme: Theme, head: str, words: str, answers: tuple[str, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.answer = 0
        self.setWindowTitle(head)
        self.buttons = [push_button(answer, primary=place == 0) for place, answer in enumerate(answers)]
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addStretch(1)
        for button in reversed(self.buttons):
            button.clicked.connect(self._take)
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(22), theme.px(18), theme.px(22), theme.px(16))
        column.setSpacing(theme.px(10))
        column.addWidget(plain_label(head, role="strong"))
        body = plain_label(words, wraps=True)
        body.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(body, 1)
        column.addLayout(row)
        self.setAccessibleDescription(words)
        self.setMinimumWidth(theme.px(420))
        self.buttons[0].setDefault(True)

    def _take(self) -> None:
        button = self.sender()
        self.answer = next(place for place, one in enumerate(self.buttons) if one is button)
        self.accept()
