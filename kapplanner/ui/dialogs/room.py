"""How large a dialog opens: as large as it wants, as far as the screen has room."""

from PySide6.QtWidgets import QWidget

from kapplanner.ui.theme import Theme

_SHARE = 0.94


def open_as(dialog: QWidget, theme: Theme, width: int, height: int) -> None:
    """Resize a dialog to a size given in px at 100 %, never beyond the screen that it opens on."""
    room = dialog.screen().availableSize() * _SHARE
    dialog.resize(min(theme.px(width), room.width()), min(theme.px(height), room.height()))
