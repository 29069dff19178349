"""Rows of what a draft would change: a finding that appears or goes, a plan or template with its counts; as a model."""

from dataclasses import dataclass, replace
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from kapplanner.domain.library import FindingCounts
from kapplanner.domain.plan import Plan
from kapplanner.editing.rule_trial import PlanTrial
from kapplanner.editing.template_trial import TemplateTrial
from kapplanner.i18n import t
from kapplanner.rules.finding import Finding, Tier
from kapplanner.ui.models.library import findings_words
from kapplanner.ui.panes.finding_words import place_words
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.texts import tooltip_text

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE: Final = Qt.ItemDataRole.UserRole + 1
_NO_INDEX: Final = QModelIndex()


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding of the open plan. ``sign``: "+" where it would appear, "−" where it would go away, else ""."""

    sign: str
    tier: Tier
    sentence: str
    place: str


@dataclass(frozen=True, slots=True)
class CountsRow:
    """A plan or template with its findings before and after."""

    name: str
    title: str
    before: FindingCounts
    after: FindingCounts


Row = FindingRow | CountsRow


def finding_row(plan: Plan, finding: Finding, sign: str = "") -> FindingRow:
    """A finding with the day that it leads to."""
    return FindingRow(sign, finding.tier, finding.sentence, place_words(plan, finding))


def plan_row(trial: PlanTrial) -> CountsRow:
    """A stored plan with all its open findings."""
    return CountsRow(trial.name, trial.title, *beside(trial.whole_before, trial.whole_after))


def template_row(trial: TemplateTrial) -> CountsRow:
    """A template with the findings that a new plan begins with."""
    return CountsRow(t(trial.title), "", *beside(trial.before, trial.after))


def beside(before: FindingCounts, after: FindingCounts) -> tuple[FindingCounts, FindingCounts]:
    """Both counts, without what could not be checked where that stays the same."""
    if before.not_checked != after.not_checked:
        return before, after
    return replace(before, not_checked=0), replace(after, not_checked=0)


class TryRows(QAbstractListModel):
    """Rows in the order they were given."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.rows: tuple[Row, ...] = ()

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show these."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._words(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip_text(self._words(row))
        return None

    def _words(self, row: Row) -> str:
        """Everything that a row shows."""
        if isinstance(row, FindingRow):
            word = self._theme.tier(row.tier).word
            return t("{tier}: {sentence} {place}.", tier=word, sentence=_ended(row.sentence), place=row.place)
        name = t("{name}, {title}", name=row.name, title=row.title) if row.title else row.name
        before, after = findings_words(row.before), findings_words(row.after)
        return t("{name}. Now: {before}. Then: {after}.", name=name, before=before, after=after)


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "…")) else f"{sentence}."
