"""The list of missing facts: each with the rules that wait for it and the way to its field."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

from kapplanner.domain.plan import Plan
from kapplanner.i18n import t
from kapplanner.rules.finding import Report, Tier
from kapplanner.rules.missing import missing_sentence
from kapplanner.rules.words import day_and_clock, session_name
from kapplanner.ui.theme import UNKNOWN_ICON, Theme
from kapplanner.ui.widgets.texts import tooltip_text

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX: Final = QModelIndex()
FACT, WHERE, RULES, ENTER = range(4)


@dataclass(frozen=True, slots=True)
class MissingFact:
    """One fact that nobody entered: its dotted name, words, place, and the rules that wait for it."""

    name: str
    words: str
    place: str
    rules: tuple[str, ...]
    tier: Tier


def missing_facts(plan: Plan, report: Report) -> tuple[MissingFact, ...]:
    """Every missing fact once, the strongest rules first."""
    rules: dict[str, list[str]] = defaultdict(list)
    tiers: dict[str, Tier] = {}
    for row in report.not_checked:
        for name in row.missing:
            if row.title not in rules[name]:
                rules[name].append(row.title)
            tiers[name] = min(tiers.get(name, row.tier), row.tier, key=lambda tier: tier.rank)
    facts = (
        MissingFact(name, missing_sentence(plan, (name,)), fact_place(plan, name), tuple(titles), tiers[name])
        for name, titles in rules.items()
    )
    return tuple(sorted(facts, key=lambda fact: (fact.tier.rank, fact.name.startswith("session."))))


def fact_session(plan: Plan, name: str) -> str | None:
    """The id of the session that a fact belongs to; None for facts of the patient or the plan."""
    if not name.startswith("session."):
        return None
    rest = name.removeprefix("session.")
    held = [session.id for session in plan.sessions if rest.startswith(f"{session.id}.")]
    return max(held, key=len, default=None)


def fact_place(plan: Plan, name: str) -> str:
    """Where a fact belongs, in words: a session with its time, or the patient or plan."""
    found = fact_session(plan, name)
    if found is not None:
        session = plan.session(found)
        return f"{session_name(plan, session)}, {day_and_clock(session.start)}"
    return t("Patient") if name.startswith(("patient.", "profile.")) else t("Plan")


class MissingFactsModel(QAbstractTableModel):
    """Missing facts as rows: fact, where, rules that wait for it, and "Enter…"."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._facts: tuple[MissingFact, ...] = ()

    @property
    def facts(self) -> tuple[MissingFact, ...]:
        return self._facts

    def show_report(self, plan: Plan, report: Report) -> None:
        """Show what is missing by a report about a plan."""
        facts = missing_facts(plan, report)
        if facts != self._facts:
            self.beginResetModel()
            self._facts = facts
            self.endResetModel()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._facts)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else 4

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (t("Missing"), t("Where"), t("Could not be checked"), t("Enter"))[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        fact = self._facts[index.row()]
        words = (fact.words, fact.place, ", ".join(fact.rules), t("Enter…"))[index.column()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return words
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip_text(words)
        if role == Qt.ItemDataRole.DecorationRole and index.column() == FACT:
            return self._theme.icon(UNKNOWN_ICON)
        if role == Qt.ItemDataRole.ForegroundRole and index.column() in {WHERE, RULES}:
            return self._theme.color("text2")
        return None


class MissingFactsView(QTableView):
    """``wanted`` carries the name of a fact to enter."""

    wanted = Signal(str)

    def __init__(self, theme: Theme, model: MissingFactsModel) -> None:
        super().__init__()
        self._theme = theme
        self._facts = model
        self.setModel(model)
        self.setAccessibleName(t("Could not be checked"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.px(30))
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.clicked.connect(self._clicked)
        model.modelReset.connect(self._share_width)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter leads to the field."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.wanted.emit(self._facts.facts[self.currentIndex().row()].name)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == ENTER:
            self.wanted.emit(self._facts.facts[index.row()].name)

    def _share_width(self) -> None:
        whole = self.viewport().width()
        last = self._theme.px(76)
        for column, share in ((FACT, 0.4), (WHERE, 0.25), (RULES, 0.35)):
            self.setColumnWidth(column, int((whole - last) * share))
        self.setColumnWidth(ENTER, last)
