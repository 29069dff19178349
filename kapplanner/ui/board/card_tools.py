"""Two buttons over the card under the mouse: "Move to…" and the menu, for a hand that cannot drag or right-click.

They are for the mouse alone; the keyboard has keys for both.
"""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kapplanner.i18n import t
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.buttons import icon_button

SIDE = 24
LEAST_HEIGHT = 60
LEAST_WIDTH = 84


class CardTools(QWidget):
    """``moveWanted`` and ``menuWanted`` carry the id of the session whose card the mouse is on."""

    moveWanted = Signal(str)
    menuWanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._session = ""
        self.move_button = icon_button(theme, "cursor-move", t("Move to…"), size=16)
        self.menu_button = icon_button(theme, "dots-horizontal", t("What can be done with this session"), size=16)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for button in (self.move_button, self.menu_button):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            row.addWidget(button)
        self.move_button.clicked.connect(self._move)
        self.menu_button.clicked.connect(self._menu)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setProperty("ground", "raised")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.hide()

    def show_for(self, session_id: str, card: QRect, badge: QRect | None) -> None:
        """Stand at the top right of a card that is tall and wide enough, left of its badge, which leads elsewhere."""
        side = max(SIDE, self._theme.px(SIDE) + 4)
        if card.height() < self._theme.px(LEAST_HEIGHT) or card.width() < self._theme.px(LEAST_WIDTH):
            self.hide()
            return
        self._session = session_id
        for button in (self.move_button, self.menu_button):
            button.setFixedSize(side, side)
        right = card.right() if badge is None else badge.left()
        self.setGeometry(right - 2 * side - 2, card.top() + 2, 2 * side, side)
        self.show()
        self.raise_()

    def _move(self) -> None:
        self.hide()
        self.moveWanted.emit(self._session)

    def _menu(self) -> None:
        self.menuWanted.emit(self._session)
