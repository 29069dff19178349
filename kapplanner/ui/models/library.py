"""The rows of the library as a table model: one plan a row, read by a delegate and by assistive technology."""

from collections.abc import Callable
from datetime import date, datetime
from enum import IntEnum
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from kapplanner.domain.library import FindingCounts, PlanSummary
from kapplanner.domain.time import Clock
from kapplanner.i18n import nt, t
from kapplanner.rules.words import plain_day
from kapplanner.ui.theme import STATUS_PARTS
from kapplanner.ui.widgets.texts import tooltip_text

Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """The columns in their order."""

    PLAN = 0
    COURSE = 1
    FIRST_DAY = 2
    STATUS = 3
    FINDINGS = 4
    CHANGED = 5
    MORE = 6


SUMMARY_ROLE: Final = Qt.ItemDataRole.UserRole + 1

TITLES: Final = {
    Column.PLAN: "Plan",
    Column.COURSE: "Course",
    Column.FIRST_DAY: "First day",
    Column.STATUS: "Status",
    Column.FINDINGS: "Findings",
    Column.CHANGED: "Changed",
    Column.MORE: "",
}


def display_name(summary: PlanSummary) -> str:
    """What a plan is called in lists: the patient's name form, or its code where no name was entered."""
    return summary.name.strip() or summary.code


def status_word(summary: PlanSummary) -> str:
    """The plan's status in words."""
    return t(STATUS_PARTS[summary.status][0])


def day_words(day: date) -> str:
    """ "Sun 6 Dec 2026" with ordinary spaces."""
    return plain_day(day)


def moment_words(moment: datetime, now: datetime) -> str:
    """ "Today 14:32", "Yesterday 16:48", "Mon 30 Nov 2026", by the computer's clock."""
    local, today = moment.astimezone(), now.astimezone().date()
    days = (today - local.date()).days
    if days == 0:
        return t("Today {time}", time=f"{local:%H:%M}")
    if days == 1:
        return t("Yesterday {time}", time=f"{local:%H:%M}")
    return day_words(local.date())


def findings_words(counts: FindingCounts) -> str:
    """The findings of a plan in words: "1 Stop, 2 Caution", or that there are none from these rules."""
    parts = [
        t("{n} {tier}", n=n, tier=word)
        for n, word in ((counts.stop, t("Stop")), (counts.caution, t("Caution")), (counts.note, t("Note")))
        if n
    ]
    if counts.not_checked:
        parts.append(t("{n} could not be checked", n=counts.not_checked))
    return ", ".join(parts) or t("none from these rules")


class PlanTable(QAbstractTableModel):
    """The plans that the library answered, in the order chosen by a click on a head."""

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._plans: list[PlanSummary] = []
        self._sorted_by = Column.CHANGED
        self._order = Qt.SortOrder.DescendingOrder

    def show_plans(self, plans: list[PlanSummary]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._plans = self._in_order(plans)
        self.endResetModel()

    @property
    def plans(self) -> list[PlanSummary]:
        """The rows in their present order."""
        return self._plans

    def row_of(self, plan_id: str) -> int | None:
        """The row of a plan; None where it is not shown."""
        return next((row for row, plan in enumerate(self._plans) if plan.id == plan_id), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._plans)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return t(TITLES[Column(section)]) if TITLES[Column(section)] else ""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.AccessibleTextRole and Column(section) is Column.MORE:
            return t("More")
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        plan = self._plans[index.row()]
        column = Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(plan, column)
        if role == SUMMARY_ROLE:
            return plan
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.sentence(plan) if column is Column.PLAN else self._spoken(plan, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip_text(self._spoken(plan, column)) if column is not Column.MORE else None
        return None

    def _words(self, plan: PlanSummary, column: Column) -> str:
        match column:
            case Column.PLAN:
                return display_name(plan)
            case Column.FIRST_DAY:
                return day_words(plan.first_day)
            case Column.STATUS:
                return status_word(plan)
            case Column.FINDINGS:
                return findings_words(plan.findings)
            case Column.CHANGED:
                return moment_words(plan.changed_at, self._clock.now())
            case _:
                return ""

    def _spoken(self, plan: PlanSummary, column: Column) -> str:
        if column is Column.COURSE:
            return course_words(plan)
        if column is Column.PLAN:
            return f"{display_name(plan)}, {plan.title}" if plan.title else display_name(plan)
        if column is Column.MORE:
            return t("More for {name}", name=display_name(plan))
        if column is Column.FINDINGS:
            return t("Findings: {words}", words=self._words(plan, column))
        return self._words(plan, column)

    def sentence(self, plan: PlanSummary) -> str:
        """The whole row as one sentence."""
        return t(
            "{name}, {title}, {course}, first day {first}, {status}, findings: {findings}, changed {changed}",
            name=display_name(plan),
            title=plan.title,
            course=course_words(plan),
            first=self._words(plan, Column.FIRST_DAY),
            status=self._words(plan, Column.STATUS),
            findings=self._words(plan, Column.FINDINGS),
            changed=self._words(plan, Column.CHANGED),
        )

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sorted_by, self._order = Column(column), order
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        ids = [self._plans[index.row()].id for index in before]
        self._plans = self._in_order(self._plans)
        rows = {plan.id: row for row, plan in enumerate(self._plans)}
        after = [self.index(rows[i], index.column()) for i, index in zip(ids, before, strict=True)]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _in_order(self, plans: list[PlanSummary]) -> list[PlanSummary]:
        key = _SORT_KEYS.get(self._sorted_by)
        if key is None:
            return list(plans)
        return sorted(plans, key=key, reverse=self._order is Qt.SortOrder.DescendingOrder)


def course_words(plan: PlanSummary) -> str:
    """The course in words: "6 medicine sessions in 14 days"."""
    days = len(plan.course)
    sessions = nt("{n} medicine session", "{n} medicine sessions", plan.medicine_sessions)
    return t("{sessions} in {days}", sessions=sessions, days=nt("{n} day", "{n} days", days)) if days else sessions


_SORT_KEYS: dict[Column, Callable[[PlanSummary], Any]] = {
    Column.PLAN: lambda plan: (display_name(plan).casefold(), plan.id),
    Column.COURSE: lambda plan: (plan.medicine_sessions, len(plan.course)),
    Column.FIRST_DAY: lambda plan: plan.first_day,
    Column.STATUS: lambda plan: list(STATUS_PARTS).index(plan.status),
    Column.FINDINGS: lambda plan: (plan.findings.stop, plan.findings.caution, plan.findings.note),
    Column.CHANGED: lambda plan: plan.changed_at,
}
