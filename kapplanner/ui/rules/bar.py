"""The bar over the rules page: where one is, which version, and what can be done with it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QToolButton

from kapplanner.codec.rule_shelf import InForce
from kapplanner.i18n import t
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.buttons import WornIcon, name_button, push_button
from kapplanner.ui.widgets.texts import ElidedLabel, button_text, plain_label, set_plain_tooltip
from kapplanner.ui.widgets.topbar import Bar, Crumbs


class RulesBar(Bar):
    """Library > Rule sets > name, version; undo and redo in a draft; more, and the one next step."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.crumbs = Crumbs(theme)
        self.name = ElidedLabel(role="strong")
        self.state = plain_label()
        self.state.setProperty("outlined", "true")
        for label in (self.name, self.state):
            self.crumbs.row.addWidget(label, 0, Qt.AlignmentFlag.AlignVCenter)
            self.crumbs.row.addSpacing(theme.px(4))
        self.crumbs.row.addStretch(1)
        self.crumbs.setMinimumWidth(0)
        self.undo, self.redo = self._step_button("undo"), self._step_button("redo")
        self.versions = push_button(t("Versions"), theme=theme, icon="history")
        self.versions_menu = QMenu(self)
        self.versions.setMenu(self.versions_menu)
        self.compare = push_button(t("Compare…"), theme=theme, icon="source-branch")
        self.bring = push_button(t("Import…"), theme=theme, icon="tray-arrow-down")
        self.export = push_button(t("Export…"), theme=theme, icon="export-variant")
        self.next = push_button(t("Copy to change…"), primary=True)
        self.trial = push_button(t("Try on plans"), theme=theme, icon="play-circle-outline")
        self.trial.setCheckable(True)
        self._words = {button: button.text() for button in (self.versions, self.compare, self.bring, self.export)}
        self.row.addWidget(self.crumbs, 1)
        for part in (self.undo, self.redo, *self._words, self.trial, self.next):
            self.row.addWidget(part)

    def _step_button(self, icon: str) -> QToolButton:
        button = QToolButton()
        WornIcon(button, self.theme, icon, "text", 18)
        return button

    def show_steps_back(self, undo: str | None, redo: str | None, *, wanted: bool) -> None:
        """Name what undo and redo would do; hidden where nothing can be changed."""
        for button, verb, step, keys in (
            (self.undo, t("Undo"), undo, "Ctrl+Z"),
            (self.redo, t("Redo"), redo, "Ctrl+Shift+Z"),
        ):
            name_button(button, f"{verb} {step}" if step else verb, keys)
            button.setEnabled(step is not None)
            button.setVisible(wanted)

    def show_versions(self, versions: tuple[InForce, ...]) -> None:
        """Offer the versions of a clinic's set, the newest first."""
        self.versions_menu.clear()
        for each in reversed(versions):
            by = each.adoption.by if each.adoption is not None else t("unknown")
            words = t("Version {version}, by {by}", version=each.rule_set.version, by=by)
            self.versions_menu.addAction(button_text(words)).setData(each.rule_set.version)
        self.versions.setEnabled(bool(versions))

    def show_next(self, words: str, possible: bool) -> None:
        """Name the one next step."""
        self.next.setText(words)
        self.next.setAccessibleName(words.rstrip("…"))
        self.next.setEnabled(possible)

    def shorten(self, short: bool) -> None:
        """In a narrow window words give way to icons."""
        self.state.setVisible(not short)
        for button, words in self._words.items():
            button.setText("" if short else words)
            set_plain_tooltip(button, button.accessibleName() if short else "")
        self.crumbs.library.setVisible(not short)
