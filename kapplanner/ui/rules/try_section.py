"""A headed part of the pane: a few rows first, all of them on demand, and a remark below."""

from typing import Final

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from kapplanner.i18n import nt, t
from kapplanner.ui.rules.try_list import TryList
from kapplanner.ui.rules.try_rows import Row
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.buttons import push_button
from kapplanner.ui.widgets.texts import button_text, plain_label

FIRST_ROWS: Final = 5


class TrySection(QFrame):
    """``rowShown`` carries the place of the current row on the screen."""

    rowShown = Signal(QRect)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._all: tuple[Row, ...] = ()
        self._is_open = False
        self.setProperty("rule", "top")
        self.heading = plain_label(role="small", ink="text2", weight=600, wraps=True)
        self.list = TryList(theme)
        self.more = push_button("", small=True, quiet=True)
        self.note = plain_label(role="small", ink="text2", wraps=True)
        self.list.setAccessibleName(name)
        self.more.setAccessibleName(name)
        self.more.clicked.connect(self._toggle)
        self.list.rowShown.connect(self.rowShown)
        self._column = QVBoxLayout(self)
        for part in (self.heading, self.list):
            self._column.addWidget(part)
        self._foot = QHBoxLayout()
        self._foot.addWidget(self.more)
        self._foot.addStretch(1)
        self._column.addLayout(self._foot)
        self._column.addWidget(self.note)
        self._fit()
        theme.changed.connect(self._fit)
        self.hide()

    def show_rows(self, heading: str, rows: tuple[Row, ...], note: str = "") -> None:
        """Show rows under a heading, and a remark below them."""
        self.heading.setText(heading)
        self.list.setAccessibleName(heading)
        self.note.setText(note)
        self.note.setVisible(bool(note))
        if rows != self._all:
            self._is_open = False
        self._all = rows
        self._share()
        self.show()

    def _share(self) -> None:
        rest = len(self._all) - FIRST_ROWS
        shown = self._all if self._is_open or rest <= 1 else self._all[:FIRST_ROWS]
        self.list.show_rows(shown)
        self.list.setVisible(bool(shown))
        words = t("Show fewer") if self._is_open else nt("Show {n} more", "Show {n} more", rest)
        self.more.setText(button_text(words))
        self.more.setAccessibleName(t("{heading}: {words}", heading=self.heading.text(), words=words))
        self.more.setVisible(rest > 1)

    def _toggle(self) -> None:
        self._is_open = not self._is_open
        self._share()

    def _fit(self) -> None:
        px = self._theme.px
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._foot.setContentsMargins(px(6), 0, px(14), 0)
        self.heading.setContentsMargins(px(14), px(7), px(14), px(6))
        self.note.setContentsMargins(px(14), px(6), px(14), px(10))
