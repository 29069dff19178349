"""Check by another rule set: what is in force, who put it in force, and what the findings of the plan would become."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from kapplanner.codec.adoption_words import adoption_words, set_words
from kapplanner.codec.rule_shelf import InForce
from kapplanner.domain.plan import Plan, RuleSetReference
from kapplanner.editing.rule_impact import changed_rules, impact, only
from kapplanner.i18n import t
from kapplanner.rules.rule_set import RuleSet
from kapplanner.rules.words import sentence_start
from kapplanner.ui.dialogs.impact_words import impact_lines, impact_summary
from kapplanner.ui.dialogs.room import RoomyDialog, open_as
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.buttons import push_button
from kapplanner.ui.widgets.table_rows import LinedRows
from kapplanner.ui.widgets.texts import plain_label, tooltip_text


class ChooseRulesDialog(RoomyDialog):
    """Answers with ``chosen`` when accepted. ``judging``: what judges the plan now; ``offered``: what can judge it."""

    def __init__(
        self, theme: Theme, plan: Plan, judging: RuleSet, offered: tuple[InForce, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._plan, self._judging, self._offered = theme, plan, judging, offered
        self.chosen: RuleSetReference | None = None
        self.setWindowTitle(t("Check by another rule set"))
        self.list = QListWidget()
        self.name = plain_label(role="strong", weight=600, wraps=True)
        self.adoption = plain_label(role="small", ink="text2", wraps=True)
        self.summary = plain_label(wraps=True)
        self.remark = plain_label(ink="caut_ink", wraps=True)
        self.counts = plain_label(weight=600, wraps=True)
        self.findings = plain_label(wraps=True)
        self.why = plain_label(role="small", ink="text2", wraps=True)
        self.use = push_button(t("Check by these rules"), primary=True)
        self.cancel = push_button(t("Cancel"))
        self._fill()
        self._lay_out()
        open_as(self, theme, 800, 520)
        self.list.currentRowChanged.connect(self._show)
        self.use.clicked.connect(self._choose)
        self.cancel.clicked.connect(self.reject)
        self._begin()

    @property
    def current(self) -> InForce:
        """The rule set of the current row."""
        return self._offered[max(0, self.list.currentRow())]

    def _fill(self) -> None:
        for each in self._offered:
            name, told = set_words(each.rule_set), self._told(each)
            item = QListWidgetItem(f"{name}\n{told}")
            item.setToolTip(tooltip_text(f"{name}, {told}"))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, t("{rules}, {adoption}", rules=name, adoption=told))
            self.list.addItem(item)

    def _told(self, each: InForce) -> str:
        words = sentence_start(adoption_words(each.adoption, self._plan.zone))
        return t("{adoption}. Checks the plan now", adoption=words) if self._judges_now(each) else words

    def _judges_now(self, each: InForce) -> bool:
        """Whether to choose it would change nothing at all; a stand-in judges, and is not what the plan names."""
        return each.rule_set.reference == self._judging.reference == self._plan.rule_set

    def _begin(self) -> None:
        """Begin at the rules that judge the plan now, where they are in the list."""
        rows = [row for row, each in enumerate(self._offered) if each.rule_set.reference == self._judging.reference]
        self.list.setCurrentRow(rows[0] if rows else 0)
        self.list.setFocus()

    def _show(self) -> None:
        each = self.current
        self.name.setText(set_words(each.rule_set))
        self.adoption.setText(t("{adoption}.", adoption=sentence_start(adoption_words(each.adoption, self._plan.zone))))
        for label, words in ((self.summary, each.rule_set.summary), (self.remark, each.remark)):
            label.setText(words)
            label.setVisible(bool(words))
        self._show_impact(each.rule_set)
        now = self._judges_now(each)
        self.use.setEnabled(not now)
        again = t("The plan will then have to be marked as checked again.") if self._plan.checked is not None else ""
        self.why.setText(t("The plan is checked by these rules now.") if now else again)

    def _show_impact(self, rules: RuleSet) -> None:
        changed = changed_rules(self._judging, rules)
        found = impact(self._plan, only(self._judging, changed), only(rules, changed))
        self.counts.setText(impact_summary(found))
        self.findings.setText("\n\n".join(impact_lines(found)))

    def _choose(self) -> None:
        self.chosen = self.current.rule_set.reference
        self.accept()

    # How it is laid out

    def _lay_out(self) -> None:
        px = self._theme.px
        self.list.setAccessibleName(t("Rule sets in force"))
        self.list.setItemDelegate(LinedRows(self._theme, self.list))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QHBoxLayout()
        body.setSpacing(px(14))
        body.addWidget(self.list, 2)
        body.addWidget(self._details(), 3)
        self.use.setDefault(True)
        foot = QHBoxLayout()
        foot.setSpacing(px(8))
        foot.addWidget(self.why, 1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.use)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(14))
        column.setSpacing(px(12))
        column.addLayout(body, 1)
        column.addLayout(foot)

    def _details(self) -> QScrollArea:
        px = self._theme.px
        page = QFrame()
        page.setProperty("ground", "board")
        column = QVBoxLayout(page)
        column.setContentsMargins(px(14), px(10), px(14), px(10))
        column.setSpacing(px(8))
        for label in (self.name, self.adoption, self.summary, self.remark, self.counts, self.findings):
            column.addWidget(label)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setAccessibleName(t("What these rules would change"))
        area.setWidget(page)
        return area
