"""Head and foot of the pane: whose plan is tried, how far it is with the stored ones, and a way to leave it."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout

from kapplanner.i18n import t
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.banner import IconMark
from kapplanner.ui.widgets.buttons import push_button
from kapplanner.ui.widgets.texts import ElidedLabel, plain_label


class TryHead(QFrame):
    """What the pane is for, and the name of the open plan."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("rule", "bottom")
        self.name = ElidedLabel(role="small", ink="text2")
        self._row = QHBoxLayout(self)
        self._row.addWidget(IconMark(theme, "play-circle-outline", "text2"))
        self._row.addWidget(plain_label(t("Try on open plan"), role="small", weight=600))
        self._row.addStretch(1)
        self._row.addWidget(self.name)
        self._fit()
        theme.changed.connect(self._fit)

    def show_name(self, name: str) -> None:
        """Show whose plan is open; "" for none."""
        self.name.show_text(name)
        self.name.setVisible(bool(name))

    def _fit(self) -> None:
        px = self._theme.px
        self._row.setContentsMargins(px(14), px(6), px(14), px(6))
        self._row.setSpacing(px(6))
        self.setMinimumHeight(px(34))


class TryProgress(QFrame):
    """Shown while it takes long, and where it was left before the end; hidden otherwise."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("rule", "top")
        self.words = plain_label(role="small", ink="text2", wraps=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(t("Stored plans looked at"))
        self.cancel = push_button(t("Cancel"), small=True)
        self.cancel.setAccessibleName(t("Cancel looking at stored plans"))
        self.again = push_button(t("Look again"), small=True)
        self.again.setAccessibleName(t("Look at all stored plans again"))
        self._row = QHBoxLayout()
        self._row.addWidget(self.words, 1)
        self._row.addWidget(self.cancel)
        self._row.addWidget(self.again)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._row)
        self._column.addWidget(self.bar)
        self._fit()
        theme.changed.connect(self._fit)
        self.hide()

    def show_progress(self, looked: int, total: int) -> None:
        """So many of so many plans were looked at."""
        self.bar.setMaximum(total)
        self.bar.setValue(looked)
        self._show(t("{looked} of {total} stored plans", looked=f"{looked:,}", total=f"{total:,}"), runs=True)

    def show_rest(self) -> None:
        """Nothing is being done; that it was left before the end stays said."""
        if self.cancel.isVisibleTo(self):
            self.hide()

    def show_cut_short(self, looked: int, total: int) -> None:
        """It was left after so many of so many plans; nothing to say where both are 0."""
        if total:
            words = t("Left after {looked} of {total} stored plans.", looked=f"{looked:,}", total=f"{total:,}")
            self._show(words, runs=False)
        else:
            self.hide()

    def _show(self, words: str, *, runs: bool) -> None:
        self.words.setText(words)
        self.bar.setVisible(runs)
        self.cancel.setVisible(runs)
        self.again.setVisible(not runs)
        self.show()

    def _fit(self) -> None:
        px = self._theme.px
        self._row.setSpacing(px(8))
        self._column.setContentsMargins(px(14), px(8), px(14), px(8))
        self._column.setSpacing(px(6))
        self.bar.setFixedHeight(px(8))
