"""Findings as a table: tier, sentence, place, rule, and what can be done. The table holds no judgement of its own."""

from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from kapplanner.domain.plan import Plan
from kapplanner.i18n import t
from kapplanner.rules.finding import Finding, Report, State, Tier
from kapplanner.ui.panes.finding_words import act_words, kept_words, place_words, sentence_of
from kapplanner.ui.panes.fix_finder import FixFinder
from kapplanner.ui.theme import KEPT_ICON, Theme
from kapplanner.ui.widgets.texts import tooltip_text

Index = QModelIndex | QPersistentModelIndex
TIER, SENTENCE, PLACE, RULE, FIX, ACT = range(6)
COLUMNS: Final = 6
FINDING_ROLE: Final = Qt.ItemDataRole.UserRole + 1
LIT_ROLE: Final = Qt.ItemDataRole.UserRole + 2
_NO_INDEX: Final = QModelIndex()


class FindingsModel(QAbstractTableModel):
    """The findings of one report in its order, kept ones last; filtered to one tier if wanted."""

    def __init__(self, theme: Theme, fixes: FixFinder | None = None) -> None:
        super().__init__()
        self._theme = theme
        self.fixes = fixes
        self._plan: Plan | None = None
        self._all: tuple[Finding, ...] = ()
        self._shown: tuple[Finding, ...] = ()
        self._lit: frozenset[str] = frozenset()
        self._tier: Tier | None = None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The rows from top to bottom."""
        return self._shown

    @property
    def tier(self) -> Tier | None:
        """The only tier shown; None for all."""
        return self._tier

    def show_report(self, plan: Plan, report: Report) -> None:
        """Show the findings of a report about a plan."""
        self._plan = plan
        self._all = tuple(sorted(report.findings, key=lambda finding: finding.state is State.KEPT))
        self._filter()

    def show_tier(self, tier: Tier | None) -> None:
        """Show findings of one tier only, or of all with None."""
        self._tier = tier
        self._filter()

    def light(self, sessions: tuple[str, ...]) -> None:
        """Mark the rows that concern these sessions."""
        self._lit = frozenset(sessions)
        if self._shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._shown) - 1, COLUMNS - 1))

    def row_of(self, fingerprint: str) -> int | None:
        """The row of a finding; None where it is not shown."""
        return next((row for row, f in enumerate(self._shown) if f.fingerprint == fingerprint), None)

    def finding(self, row: int) -> Finding | None:
        """The finding of a row; None outside the table."""
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def _filter(self) -> None:
        shown = tuple(f for f in self._all if self._tier in (None, f.tier))
        if shown == self._shown:
            self.light(tuple(self._lit))
            return
        self.beginResetModel()
        self._shown = shown
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else COLUMNS

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (t("Tier"), t("Finding"), t("Where"), t("Rule"), t("Fix"), t("Keep"))[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        finding = self.finding(index.row())
        if finding is None:
            return None
        if role == FINDING_ROLE:
            return finding
        if role == LIT_ROLE:
            return not self._lit.isdisjoint(finding.sessions)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(finding, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip_text(self.whole_words(finding)) if index.column() != ACT else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.whole_words(finding) if index.column() == TIER else self._spoken(finding, index.column())
        return None

    def _words(self, finding: Finding, column: int) -> str:
        if column == TIER:
            return t("Kept") if finding.state is State.KEPT else self._theme.tier(finding.tier).word
        if column == SENTENCE:
            return sentence_of(finding)
        if column == PLACE:
            return place_words(self._plan, finding) if self._plan else ""
        if column == FIX:
            return self._fix_words(finding)
        return finding.title if column == RULE else act_words(finding)

    def _spoken(self, finding: Finding, column: int) -> str:
        """The words of a cell; an empty one is told by its column, because a cell without a name is a riddle."""
        head = str(self.headerData(column, Qt.Orientation.Horizontal))
        return self._words(finding, column) or t("{column}: none", column=head)

    def _fix_words(self, finding: Finding) -> str:
        """The label of the smallest fix, or why there is none; nothing while that is being worked out."""
        if self.fixes is None or finding.state is State.KEPT:
            return ""
        found = self.fixes.fixes(finding)
        if found is None:
            return ""
        return found[0].label if found else self.fixes.why_none(finding)

    def whole_words(self, finding: Finding) -> str:
        """Everything a row says, for assistive technology and the tooltip."""
        if self._plan is None:
            return finding.sentence
        word = self._theme.tier(finding.tier).word
        if finding.state is State.KEPT:
            word = t("{tier}, kept", tier=word)
        parts = [f"{word}: {sentence_of(finding)}", place_words(self._plan, finding), finding.title]
        return ". ".join(part.rstrip(".") for part in [*parts, kept_words(self._plan, finding)] if part) + "."

    def icon_of(self, finding: Finding) -> tuple[str, str]:
        """Icon name and colour token of a row's tier or state."""
        if finding.state is State.KEPT:
            return KEPT_ICON, "text2"
        look = self._theme.tier(finding.tier)
        return look.icon, look.token
