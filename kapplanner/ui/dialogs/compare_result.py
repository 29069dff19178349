"""What a comparison found: from what to what, the counts of both reports, the rules, and the table of differences."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from kapplanner.i18n import nt, t
from kapplanner.rules.difference_words import balance
from kapplanner.rules.finding import Tier
from kapplanner.rules.rule_set import RuleSet
from kapplanner.rules.safety_difference import SafetyDifference
from kapplanner.ui.dialogs.difference_rows import sections
from kapplanner.ui.dialogs.difference_table import DifferenceTable, Way
from kapplanner.ui.theme import UNKNOWN_ICON, Theme
from kapplanner.ui.widgets.banner import IconMark
from kapplanner.ui.widgets.buttons import push_button
from kapplanner.ui.widgets.flow import FlowLayout
from kapplanner.ui.widgets.texts import ElidedLabel, button_text, plain_label


class CompareResult(QScrollArea):
    """Scrolls where a small window with large text leaves the table too little height.

    ``asked`` tells that the same plans are to be compared in another way: by the same rules, or with texts.
    """

    asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.before, self.after = ElidedLabel(weight=500), ElidedLabel(weight=500)
        self.swap = push_button(t("Swap"), theme=theme, icon="swap-vertical", small=True)
        self.swap.setAccessibleName(t("Swap from and to"))
        self.counts: list[tuple[str, QLabel]] = []
        self.rules = plain_label(role="small", ink="text2", wraps=True)
        self.same_rules = QCheckBox()
        self.texts = QCheckBox(t("Show names and texts that differ"))
        self.summary = plain_label(wraps=True)
        self.table = DifferenceTable(theme)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(t("What differs"))
        self.setWidget(self._laid_out())
        self.same_rules.toggled.connect(self.asked)
        self.texts.toggled.connect(self.asked)

    def judge_apart(self) -> None:
        """Begin with each plan by its own rules again, without a signal."""
        quiet = self.same_rules.blockSignals(True)
        self.same_rules.setChecked(False)
        self.same_rules.blockSignals(quiet)

    def clear(self) -> None:
        """Show nothing."""
        self.hide()
        self.table.show_sections((), _nowhere)

    def show_difference(self, difference: SafetyDifference, names: tuple[str, str], rules: RuleSet, way: Way) -> None:
        """Show what differs between plans of these names; ``rules`` are those by which both can be judged."""
        self.before.show_text(names[0])
        self.after.show_text(names[1])
        self._show_counts(difference)
        self._show_rules(difference, rules)
        self.summary.setText(_summary(difference))
        self.summary.setVisible(bool(self.summary.text()))
        self.table.show_sections(sections(difference), way)
        self.table.setVisible(not difference.is_empty)
        self.show()
        said = f"{balance(difference)}. {self.summary.text()}"
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.window(), said))

    def _show_counts(self, difference: SafetyDifference) -> None:
        old, new = difference.before.report.counts, difference.after.report.counts
        pairs = (
            (old.stop, new.stop), (old.caution, new.caution), (old.note, new.note), (old.not_checked, new.not_checked)
        )  # fmt: skip
        for (word, label), (was, now) in zip(self.counts, pairs, strict=True):
            label.setText(t("{word} {before} → {after}", word=word, before=was, after=now))
            label.setAccessibleName(t("{word}: {before} before, {after} after", word=word, before=was, after=now))

    def _show_rules(self, difference: SafetyDifference, rules: RuleSet) -> None:
        name = t("{rules}, version {version}", rules=rules.name, version=rules.reference.version)
        self.same_rules.setText(button_text(t("Judge both by {rules}", rules=name)))
        self.same_rules.setVisible(self.same_rules.isChecked() or not difference.same_rules)
        self.rules.setText(t("Both judged by {rules}.", rules=name) if difference.same_rules else "")
        self.rules.setVisible(difference.same_rules and not self.same_rules.isChecked())

    def _laid_out(self) -> QWidget:
        px = self._theme.px
        page = QWidget()
        names = QGridLayout()
        names.setHorizontalSpacing(px(8))
        names.setVerticalSpacing(px(2))
        names.setColumnStretch(1, 1)
        for place, (word, label) in enumerate(((t("From"), self.before), (t("To"), self.after))):
            names.addWidget(plain_label(word, role="small", ink="text2"), place, 0)
            names.addWidget(label, place, 1)
        names.addWidget(self.swap, 0, 2, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        column.addLayout(names)
        column.addWidget(self._balance())
        for widget in (self.rules, self.same_rules, self.texts, self.summary):
            column.addWidget(widget)
        self.table.setMinimumHeight(px(160))
        column.addWidget(self.table, 1)
        column.addStretch(0)
        return page

    def _balance(self) -> QWidget:
        """The counts of both reports, each with the shape of its tier."""
        line = QWidget()
        flow = FlowLayout(self._theme.px(14))
        line.setLayout(flow)
        looks = [self._theme.tier(tier) for tier in Tier]
        signs = [(look.icon, look.token, look.word) for look in looks]
        for icon, token, word in (*signs, (UNKNOWN_ICON, "text2", t("Could not be checked"))):
            pair = QWidget()
            row = QHBoxLayout(pair)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(self._theme.px(5))
            label = plain_label()
            row.addWidget(IconMark(self._theme, icon, token, 15))
            row.addWidget(label)
            flow.addWidget(pair)
            self.counts.append((word, label))
        return line


def _nowhere(row: object) -> str:
    return ""


def _summary(difference: SafetyDifference) -> str:
    if difference.is_empty:
        return t("Nothing differs, neither in the plans nor in what the rules say.")
    if not difference.unchanged:
        return ""
    return nt("{n} finding stands as it was.", "{n} findings stand as they were.", difference.unchanged)
