"""The foot of the window: whether all is saved, what is shown, and the text size."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton

from kapplanner.i18n import t
from kapplanner.ui.theme import Theme
from kapplanner.ui.theme.tokens import TEXT_PERCENTS
from kapplanner.ui.widgets.banner import IconMark
from kapplanner.ui.widgets.texts import ElidedLabel, plain_label


class StatusLine(QFrame):
    """Saved state with its icon, a line of facts, and at the right the text size. ``percentWanted`` carries a size."""

    percentWanted = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("rule", "top")
        self.setProperty("ground", "panel")
        self._mark = IconMark(theme, "check", "text2", 14)
        self.saved = plain_label(role="small", ink="text2")
        self.facts = ElidedLabel(role="small", ink="text2")
        self.right = ElidedLabel(role="small", ink="text2")
        self.percent = QToolButton()
        self.percent.setProperty("foot", "true")
        self.percent.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self)
        for percent in TEXT_PERCENTS:
            action = self._menu.addAction(t("{n} %", n=percent))
            action.setData(percent)
        self._menu.triggered.connect(self._choose)
        self.percent.setMenu(self._menu)
        self._row = QHBoxLayout(self)
        for part, share in ((self._mark, 0), (self.saved, 0), (self.facts, 1), (self.right, 0), (self.percent, 0)):
            self._row.addWidget(part, share)
        self.say_saved("", "")
        self._fit()
        theme.changed.connect(self._fit)

    def say_saved(self, words: str, icon: str = "check", token: str = "text2") -> None:
        """Say whether all is saved; nothing where no plan is open."""
        self._mark.setVisible(bool(words))
        self.saved.setVisible(bool(words))
        self.saved.setText(words)
        if icon:
            self._mark.show_icon(icon, token)

    def say(self, facts: str, right: str = "") -> None:
        """Say what is shown."""
        self.facts.show_text(facts)
        self.right.show_text(right)
        self.right.setVisible(bool(right))

    def _choose(self, action: object) -> None:
        self.percentWanted.emit(action.data())  # type: ignore[attr-defined]

    def _fit(self) -> None:
        px = self._theme.px
        self.setFixedHeight(px(26))
        self._row.setContentsMargins(px(12), 0, px(4), 0)
        self._row.setSpacing(px(6))
        self.percent.setText(t("{n} %", n=self._theme.text_percent))
        self.percent.setAccessibleName(t("Text size {n} %", n=self._theme.text_percent))
