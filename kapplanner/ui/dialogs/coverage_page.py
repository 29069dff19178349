"""The learning window after each medicine session, and the learning sessions that fall into it, as a plain table."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from kapplanner.domain.plan import Plan
from kapplanner.i18n import nt, t
from kapplanner.rules.coverage import LearningContact, LearningWindow, learning_rule, learning_windows, window_words
from kapplanner.rules.rule_set import Rule, RuleSet
from kapplanner.rules.words import day_and_clock, length, session_name
from kapplanner.ui.dialogs.guidance_words import sources_words
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.table_rows import LinedRows
from kapplanner.ui.widgets.texts import plain_label, tooltip_text

MEDICINE, WINDOW, COUNT, SESSIONS = range(4)
_SHARES: Final = {MEDICINE: 0.22, WINDOW: 0.2, COUNT: 0.12}


def counted_words(window: LearningWindow) -> str:
    """How many learning sessions lie in a window, of how many the rule asks for: "1, 1 asked"."""
    return t("{n}, {least} asked", n=len(window.inside), least=window.least)


def held_words(plan: Plan, window: LearningWindow) -> str:
    """The sessions in a window; where there are none, the soonest one outside it."""
    if window.inside:
        return "; ".join(_contact_words(plan, contact) for contact in window.inside)
    if window.soonest is not None:
        return t("None. The soonest is {contact}.", contact=_contact_words(plan, window.soonest))
    return t("None. No learning session follows this dose.")


def _contact_words(plan: Plan, contact: LearningContact) -> str:
    name, when = session_name(plan, plan.session(contact.session)), day_and_clock(contact.start)
    after = length(contact.minutes_after_dose)
    return t("{session}, {when}, {length} after the dose", session=name, when=when, length=after)


def rule_words(rule: Rule, rule_set: RuleSet) -> str:
    """The rule that sets the window, with where its numbers come from."""
    source = sources_words(rule.sources)
    if rule.house_default:
        source = f"{t('House default: {reason}', reason=t(rule.house_reason))}\n{source}"
    name = t("{rules}, version {version}", rules=rule_set.name, version=rule_set.version)
    return f"{t('By {name}: {sentence}', name=name, sentence=rule.sentence)}\n{source}".strip()


class CoveragePage(QWidget):
    """Shows the windows of a plan; says why where there are none."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("ground", "board")
        self.summary = plain_label(weight=500, wraps=True)
        self.rule = plain_label(role="small", ink="text2", wraps=True)
        self.table = self._made_table()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(20), theme.px(10), theme.px(20), theme.px(10))
        column.setSpacing(theme.px(8))
        column.addWidget(self.summary)
        column.addWidget(self.rule)
        column.addWidget(self.table, 1)
        column.addStretch(0)

    def _made_table(self) -> QTableWidget:
        table = QTableWidget(0, 4)
        table.setAccessibleName(t("Learning windows"))
        table.setHorizontalHeaderLabels(
            [t("Medicine session"), t("Learning window"), t("In it"), t("Learning sessions in it")]
        )
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setWordWrap(True)
        table.setItemDelegate(LinedRows(self._theme, table))
        table.verticalHeader().hide()
        table.verticalHeader().setMinimumSectionSize(self._theme.px(30))
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head = table.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        head.setStretchLastSection(True)
        table.setMinimumHeight(self._theme.px(180))
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return table

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns share the width; the sessions take what is left."""
        super().resizeEvent(event)
        whole = self.width()
        for column, share in _SHARES.items():
            self.table.setColumnWidth(column, int(whole * share))

    def show_plan(self, plan: Plan, rule_set: RuleSet) -> None:
        """Show the windows of a plan by its rule set."""
        rule, windows = learning_rule(rule_set), learning_windows(plan, rule_set)
        self.rule.setText(rule_words(rule, rule_set) if rule is not None else "")
        self.rule.setVisible(rule is not None)
        self.summary.setText(_summary(plan, rule, windows))
        self.table.setVisible(bool(windows))
        self.table.setRowCount(len(windows))
        for row, window in enumerate(windows):
            self._fill(row, plan, window)

    def _fill(self, row: int, plan: Plan, window: LearningWindow) -> None:
        session = plan.session(window.session)
        dose = t("Dose {when}", when=day_and_clock(window.dose))
        span = t("{opens} to {closes}", opens=day_and_clock(window.opens), closes=day_and_clock(window.closes))
        texts = {
            MEDICINE: f"{session_name(plan, session)}\n{dose}",
            WINDOW: span,
            COUNT: counted_words(window),
            SESSIONS: held_words(plan, window),
        }
        whole = f"{session_name(plan, session)}, {dose}. {window_words(plan, window)}"
        for column, words in texts.items():
            item = QTableWidgetItem(words)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, whole if column == MEDICINE else words)
            item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            item.setToolTip(tooltip_text(words))
            self.table.setItem(row, column, item)


def _summary(plan: Plan, rule: Rule | None, windows: tuple[LearningWindow, ...]) -> str:
    if not plan.medicine_sessions:
        return t("The plan has no medicine session yet.")
    if rule is None:
        return t("The rules of this plan ask for no learning window after a dose.")
    if not windows:
        return t("The rule about the learning window does not apply to this plan.")
    open_ones = sum(not window.is_covered for window in windows)
    if open_ones:
        return nt(
            "After {n} dose, fewer learning sessions lie in the window than the rule asks for.",
            "After {n} doses, fewer learning sessions lie in the window than the rule asks for.",
            open_ones,
        )
    return t("After every dose, as many learning sessions lie in the window as the rule asks for.")
