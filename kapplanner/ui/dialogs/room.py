"""How large a dialog is: as large as it wants, as far as the screen has room; what has none scrolls."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.page_stack import RoomArea

_SHARE = 0.94


def _room(dialog: QWidget) -> QSize:
    return dialog.screen().availableSize() * _SHARE


def open_as(dialog: QWidget, theme: Theme, width: int, height: int) -> None:
    """Resize a dialog to a size given in px at 100 %, never beyond the screen that it opens on."""
    dialog.resize(QSize(theme.px(width), theme.px(height)).boundedTo(_room(dialog)))


class RoomyDialog(QDialog):
    """A dialog that is never larger than its screen, as it would be with large text on a small one."""

    _area: RoomArea | None = None

    def showEvent(self, event: QShowEvent) -> None:
        self._fit()
        super().showEvent(event)

    def grow(self) -> None:
        """Make room for what is said; nothing is cut, and the dialog never jumps back to less."""
        inside = self if self._area is None else self._area.widget()
        content = inside.layout() if inside is not None else None
        if content is not None:
            content.activate()
            needed = content.totalHeightForWidth(self.width())
            self.resize(self.width(), min(max(self.height(), needed), _room(self).height()))

    def _fit(self) -> None:
        """Let all that it holds scroll where there is no room for the least of it."""
        layout, room = self.layout(), _room(self)
        if layout is None or self._area is not None:
            return
        least = self.minimumSize().expandedTo(layout.totalMinimumSize())
        least.setHeight(max(least.height(), layout.totalMinimumHeightForWidth(max(least.width(), self.width()))))
        if least.width() > room.width() or least.height() > room.height():
            inside = QWidget()
            inside.setMinimumWidth(self.minimumWidth())
            inside.setLayout(layout)  # takes it over, with all that lies in it
            self._area = RoomArea(inside)
            whole = QVBoxLayout(self)
            whole.setContentsMargins(0, 0, 0, 0)
            whole.addWidget(self._area)
            self.setMinimumSize(0, 0)
            self.resize(self.size().expandedTo(least).boundedTo(room))
        self.grow()
