"""The rules to read: what each asks, how strongly it speaks, why, and where that comes from."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from kapplanner.i18n import nt, t
from kapplanner.rules.rule_set import Rule, RuleSet
from kapplanner.ui.dialogs.room import open_as
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.banner import IconMark
from kapplanner.ui.widgets.buttons import push_button
from kapplanner.ui.widgets.texts import plain_label


def basis_words(rule: Rule) -> str:
    """Where a rule's number comes from, in one line."""
    sources = "; ".join(f"{s.who} {s.year or ''}".strip() for s in rule.sources)
    if rule.house_default:
        house = t("House default: {reason}", reason=rule.house_reason) if rule.house_reason else t("House default")
        return f"{house} {sources}".strip()
    return t("Source: {sources}", sources=sources)


class RuleSetsDialog(QDialog):
    """Rule sets are read-only here."""

    def __init__(self, theme: Theme, rule_sets: Sequence[RuleSet], shown: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rule_sets = rule_sets
        self.setWindowTitle(t("Rule sets"))
        self.choice = QComboBox()
        self.choice.setAccessibleName(t("Rule set"))
        for rule_set in rule_sets:
            self.choice.addItem(
                t("{name}, version {version}", name=rule_set.name, version=rule_set.version), rule_set.id
            )
        self.choice.setCurrentIndex(max(0, self.choice.findData(shown)))
        self.choice.currentIndexChanged.connect(self._show)
        self.about = plain_label(ink="text2", wraps=True)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setAccessibleName(t("Rules"))
        close = push_button(t("Close"), primary=True)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(14))
        column.setSpacing(theme.px(10))
        column.addWidget(self.choice)
        column.addWidget(self.about)
        column.addWidget(self.area, 1)
        column.addLayout(foot)
        open_as(self, theme, 760, 640)
        self._show()

    def _show(self) -> None:
        rule_set = self._rule_sets[self.choice.currentIndex()]
        count = nt("{n} rule.", "{n} rules.", len(rule_set.rules))
        self.about.setText(f"{rule_set.summary} {count}".strip())
        page = QFrame()
        page.setProperty("ground", "board")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for rule in rule_set.rules:
            column.addWidget(self._row(rule))
        column.addStretch(1)
        self.area.setWidget(page)

    def _row(self, rule: Rule) -> QFrame:
        px = self._theme.px
        look = self._theme.tier(rule.strongest_tier)
        row = QFrame()
        row.setProperty("rule", "bottom")
        across = QHBoxLayout(row)
        across.setContentsMargins(px(14), px(10), px(14), px(10))
        across.setSpacing(px(10))
        across.addWidget(IconMark(self._theme, look.icon, look.token), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(px(2))
        number = f"R{rule.catalogue}  " if rule.catalogue is not None else ""
        state = "" if rule.enabled else t(", turned off: {reason}", reason=rule.off_reason)
        head = t("{title}: up to {tier}{state}", title=f"{number}{rule.title}", tier=look.word, state=state)
        column.addWidget(plain_label(head, weight=600, wraps=True))
        column.addWidget(plain_label(rule.sentence, wraps=True))
        column.addWidget(plain_label(rule.rationale, role="small", ink="text2", wraps=True))
        column.addWidget(plain_label(basis_words(rule), role="small", ink="text2", wraps=True))
        across.addLayout(column, 1)
        return row
