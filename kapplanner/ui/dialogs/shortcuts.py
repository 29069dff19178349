"""All keys on one sheet, as the table of actions has them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from kapplanner.i18n import t
from kapplanner.ui.actions import MENUS, Actions
from kapplanner.ui.dialogs.room import RoomyDialog, open_as
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.buttons import push_button
from kapplanner.ui.widgets.keycap import key_cap
from kapplanner.ui.widgets.texts import plain_label

ON_THE_BOARD = (
    ("Arrows", "previous or next card or free place"),
    ("Ctrl+Arrows", "move the session a day or a step"),
    ("Ctrl+Shift+Up, Ctrl+Shift+Down", "shorter, longer"),
    ("Home, End", "first or last of the day"),
    ("PgUp, PgDown", "week before, week after"),
    ("Return", "edit, or add at a free place"),
    ("Esc", "cancel a drag, close the pane, clear the selection"),
)


class ShortcutsSheet(RoomyDialog):
    """Read-only; Esc closes it."""

    def __init__(self, theme: Theme, acts: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(t("Keyboard shortcuts"))
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(theme.px(24), theme.px(12), theme.px(24), theme.px(12))
        grid.setVerticalSpacing(theme.px(6))
        grid.setColumnStretch(1, 1)
        for menu in MENUS:
            rows = [row for row in acts.rows.values() if row.menu == menu and acts.shortcut_words(row.id)]
            pairs = [(acts.shortcut_words(row.id), t(row.text)) for row in rows]
            self._fill(grid, t(menu), pairs, theme)
        self._fill(grid, t("On the board"), [(keys, t(words)) for keys, words in ON_THE_BOARD], theme)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setAccessibleName(t("Keyboard shortcuts"))
        area.setWidget(page)
        close = push_button(t("Close"), primary=True)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.px(24), theme.px(8), theme.px(24), theme.px(12))
        foot.addStretch(1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area, 1)
        column.addLayout(foot)
        open_as(self, theme, 560, 640)

    def _fill(self, grid: QGridLayout, head: str, pairs: list[tuple[str, str]], theme: Theme) -> None:
        if not pairs:
            return
        label = plain_label(head, weight=600)
        label.setContentsMargins(0, theme.px(10), 0, 0)
        grid.addWidget(label, grid.rowCount(), 0, 1, 2)
        for keys, words in pairs:
            row = grid.rowCount()
            grid.addWidget(key_cap(keys), row, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(plain_label(words, wraps=True), row, 1)
