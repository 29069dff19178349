"""The bar over the words page: where one is, and what can be done with the words."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from kapplanner.i18n import t
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.buttons import WornIcon, name_button, push_button
from kapplanner.ui.widgets.texts import ElidedLabel, set_plain_tooltip
from kapplanner.ui.widgets.topbar import Bar, Crumbs


class WordsBar(Bar):
    """Library > Words on paper; undo and redo, import and export, and "Mark as reviewed"."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.crumbs = Crumbs(theme)
        self.name = ElidedLabel(t("Words on paper"), role="strong")
        self.crumbs.row.addWidget(self.name, 0, Qt.AlignmentFlag.AlignVCenter)
        self.crumbs.row.addStretch(1)
        self.crumbs.setMinimumWidth(0)
        self.undo, self.redo = self._step_button("undo"), self._step_button("redo")
        self.bring = push_button(t("Import…"), theme=theme, icon="tray-arrow-down")
        self.export = push_button(t("Export…"), theme=theme, icon="export-variant")
        self.shipped = push_button(t("Back to the shipped block"), theme=theme, icon="undo-variant")
        self.write = push_button(t("Write"), theme=theme, icon="pencil-outline")
        self.write.setCheckable(True)
        self.write.hide()
        self.review = push_button(t("Mark as reviewed…"), theme=theme, icon="check", primary=True)
        self._words = {button: button.text() for button in (self.bring, self.export, self.shipped)}
        self._last_words = {button: button.text() for button in (self.write, self.review)}
        self.row.addWidget(self.crumbs, 1)
        for part in (self.undo, self.redo, *self._words, self.write, self.review):
            self.row.addWidget(part)

    def _step_button(self, icon: str) -> QToolButton:
        button = QToolButton()
        WornIcon(button, self.theme, icon, "text", 18)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button

    def show_steps_back(self, undo: str | None, redo: str | None) -> None:
        """Name what undo and redo would do."""
        for button, verb, step, keys in (
            (self.undo, t("Undo"), undo, "Ctrl+Z"),
            (self.redo, t("Redo"), redo, "Ctrl+Shift+Z"),
        ):
            name_button(button, f"{verb} {step}" if step else verb, keys)
            button.setEnabled(step is not None)

    def shorten(self, short: bool, narrow: bool) -> None:
        """In a short window words give way to icons, in a narrow one all of them."""
        for buttons, iconic in ((self._words, short), (self._last_words, narrow)):
            for button, words in buttons.items():
                button.setText("" if iconic else words)
                set_plain_tooltip(button, button.accessibleName() if iconic else "")
        self.crumbs.library.setVisible(not short)
