"""The left of the rules page: which set, how it stands, and its rules to choose from."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QVBoxLayout

from kapplanner.i18n import t
from kapplanner.ui.rules.rule_list import RuleList
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.buttons import push_button
from kapplanner.ui.widgets.flow import FlowLayout
from kapplanner.ui.widgets.spacing import SpacingKeeper
from kapplanner.ui.widgets.texts import plain_label
from kapplanner.ui.widgets.topbar import SearchField

_EDGE = 12


class SetsPane(QFrame):
    """``chosen`` carries the place of the set that was picked."""

    chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._spacing = SpacingKeeper(self, theme)
        px = theme.px
        self.setProperty("ground", "panel")
        self.setProperty("rule", "right")
        self.choice = QComboBox()
        self.choice.setAccessibleName(t("Rule set"))
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.setMinimumContentsLength(12)
        self.choice.activated.connect(self.chosen)
        self.about = plain_label(role="small", ink="text2", wraps=True)
        self.search = SearchField(theme, t("Find a rule"), t("Find a rule, number or word"))
        self.rules = RuleList(theme)
        self.search.goes_on_in(self.rules)
        self.new_rule = push_button(t("New rule…"), theme=theme, icon="plus")
        self.discard = push_button(t("Discard the draft"))
        foot = FlowLayout(px(8))
        foot.setContentsMargins(px(12), px(8), px(12), px(8))
        foot.addWidget(self.new_rule)
        foot.addWidget(self.discard)
        head = QVBoxLayout()
        head.setContentsMargins(px(_EDGE), px(10), px(_EDGE), px(8))
        head.setSpacing(px(8))
        for part in (self.choice, self.about, self.search):
            head.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.rules, 1)
        column.addLayout(foot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """However low the window is, what stands over the rules is told whole; the list gives way."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        self.about.setMinimumHeight(self.about.heightForWidth(max(1, self.width() - 2 * self._theme.px(_EDGE))))

    def show_choices(self, words: list[str]) -> None:
        """Offer these sets."""
        self.choice.clear()
        self.choice.addItems(words)

    def show_choice(self, place: int) -> None:
        """Show which of them is shown; -1 for an earlier version."""
        self.choice.setCurrentIndex(place)

    def show_editing(self, editing: bool, about: str) -> None:
        """Show what can be done with the set, and how it stands."""
        self.about.setText(about)
        self._make_room()
        self.new_rule.setVisible(editing)
        self.discard.setVisible(editing)

    def show_rule(self, rule_id: str) -> None:
        """Make a rule the current one, where the list has it."""
        self.rules.show_rows(list(self.rules.rows), rule_id)
