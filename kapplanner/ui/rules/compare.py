"""What differs between two rule sets or versions of one, rule by rule."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kapplanner.codec.rule_shelf import RuleShelf
from kapplanner.editing.rule_draft import Judged
from kapplanner.i18n import nt, t
from kapplanner.rules.rule_set import RuleSet
from kapplanner.rules.rule_set_difference import rule_set_difference
from kapplanner.ui.dialogs.room import RoomyDialog, open_as
from kapplanner.ui.editors.choices import ChoiceCombo, Option
from kapplanner.ui.rules.choice import Shown
from kapplanner.ui.rules.sheets import ChangesList
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.buttons import push_button
from kapplanner.ui.widgets.texts import plain_label


class CompareVersions(RoomyDialog):
    """Two boxes to choose from, and the differences under them."""

    def __init__(self, theme: Theme, shelf: RuleShelf, choices: list[Shown], now: Judged, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setWindowTitle(t("Compare rule sets"))
        self._sets: dict[str, RuleSet] = {}
        if now.rule_set is not None:
            self._offer(t("{name}, as shown", name=now.document.name), now.rule_set)
        for own in shelf.own_sets():
            for each in reversed(own.versions):
                self._offer(_words(each.rule_set), each.rule_set)
        for choice in choices:
            if choice.in_force is not None and not choice.own:
                self._offer(_words(choice.in_force.rule_set), choice.in_force.rule_set)
        names = tuple(self._sets)
        self.before, self.after = (ChoiceCombo(theme, label) for label in (t("Before"), t("After")))
        for combo in (self.before, self.after):
            combo.set_options(tuple(Option(name, name) for name in names))
            combo.chosen.connect(self._show)
        self.after.set_value(names[0])
        self.before.set_value(_before(now, names))
        self.count = plain_label(ink="text2")
        self._lay_out()
        self._show()

    def _offer(self, words: str, rule_set: RuleSet) -> None:
        if words not in self._sets:
            self._sets[words] = rule_set

    def _lay_out(self) -> None:
        px = self._theme.px
        close = push_button(t("Close"), primary=True)
        close.clicked.connect(self.accept)
        top, foot = QHBoxLayout(), QHBoxLayout()
        for label, combo in ((t("From"), self.before), (t("to"), self.after)):
            top.addWidget(plain_label(label, ink="text2"))
            top.addWidget(combo, 1)
        foot.addWidget(self.count)
        foot.addStretch(1)
        foot.addWidget(close)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(px(16), px(14), px(16), px(14))
        self.column.setSpacing(px(10))
        self.column.addLayout(top)
        self.list = ChangesList(self._theme, ())
        self.column.addWidget(self.list, 1)
        self.column.addLayout(foot)
        open_as(self, self._theme, 680, 620)

    def _show(self) -> None:
        changes = rule_set_difference(self._sets[self.before.value], self._sets[self.after.value])
        shown = ChangesList(self._theme, changes)
        self.column.replaceWidget(self.list, shown)
        self.list.hide()
        self.list.deleteLater()
        self.list = shown
        self.count.setText(nt("{n} difference", "{n} differences", len(changes)))


def _words(rule_set: RuleSet) -> str:
    return t("{name}, version {version}", name=rule_set.name, version=rule_set.version)


def _before(now: Judged, names: tuple[str, ...]) -> str:
    """The set that the shown one was made from, where it is here; else the next one."""
    return names[1] if len(names) > 1 else names[0]
