"""The rules page: the sets at the left, a rule in the middle, what a change would do to plans at the right."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from kapplanner.i18n import nt, t
from kapplanner.rules.outcomes import outcomes
from kapplanner.ui.rules.bar import RulesBar
from kapplanner.ui.rules.desk import RulesDesk
from kapplanner.ui.rules.rule_list import rows_of
from kapplanner.ui.rules.rule_pane import RulePane
from kapplanner.ui.rules.sets_pane import SetsPane
from kapplanner.ui.rules.try_pane import TryPane
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.banner import Banner

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kapplanner.domain.library import PlanLibrary
    from kapplanner.domain.plan import Plan
    from kapplanner.rules.finding import Report
    from kapplanner.rules.outcomes import RuleOutcome
    from kapplanner.ui.services import Services

_ROOMY = 1180


class RulesPage(QWidget):
    """Shows what the desk holds. ``left``: back to where one came from; ``stepped``: undo and redo are others now.

    ``helpWanted`` carries the rule to explain.
    """

    left = Signal()
    told = Signal(str, str)
    stepped = Signal()
    helpWanted = Signal(object)

    def __init__(
        self,
        theme: Theme,
        services: "Services",
        plan: "Plan | None",
        library: "PlanLibrary | None",
        report: "Report | None" = None,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._report = report
        self.desk = RulesDesk(theme, services, self)
        self.bar = RulesBar(theme)
        self.banner = Banner(theme)
        self.sets = SetsPane(theme)
        self.pane = RulePane(theme)
        self.trial = TryPane(theme, self, services, plan, library)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        for part in (self.sets, self.pane, self.trial):
            self.splitter.addWidget(part)
        self.splitter.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for row, share in ((self.bar, 0), (self.banner, 0), (self.splitter, 1)):
            column.addWidget(row, share)
        self._share_width()
        self._theme.changed.connect(self._share_width)

    def _share_width(self) -> None:
        px = self._theme.px
        self.sets.setMinimumWidth(px(200))
        self.pane.setMinimumWidth(px(320))
        roomy = self.width() >= px(_ROOMY)
        sides = (px(300), px(340)) if roomy else (px(230), px(280))
        self.splitter.setSizes([sides[0], max(px(320), self.width() - sum(sides)), sides[1]])
        self.bar.shorten(not roomy)
        self._show_sides()

    def _show_sides(self) -> None:
        """In a narrow window the plans to try on stand in place of the rule, when asked for."""
        editing, roomy = self.desk.draft is not None, self.width() >= self._theme.px(_ROOMY)
        asked = editing and self.bar.trial.isChecked()
        self.bar.trial.setVisible(editing and not roomy)
        self.trial.setVisible(editing and (roomy or asked))
        self.pane.setVisible(roomy or not asked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def _connect(self) -> None:
        bar, sets, desk = self.bar, self.sets, self.desk
        desk.shownAnew.connect(self._show_set)
        desk.drafted.connect(self._show_draft)
        desk.refused.connect(self._show_refusal)
        bar.crumbs.back.connect(self.leave)
        bar.undo.clicked.connect(self.undo)
        bar.redo.clicked.connect(self.redo)
        bar.next.clicked.connect(desk.go_on)
        bar.bring.clicked.connect(desk.bring_in)
        bar.export.clicked.connect(desk.hand_on)
        bar.compare.clicked.connect(desk.compare)
        bar.trial.toggled.connect(self._show_sides)
        bar.versions_menu.triggered.connect(self._open_version)
        self.pane.helpWanted.connect(self.helpWanted)
        sets.chosen.connect(self._choose)
        sets.rules.chosen.connect(self._show_rule)
        sets.search.textChanged.connect(self._list_rules)
        sets.new_rule.clicked.connect(self._make_rule)
        sets.discard.clicked.connect(desk.discard)

    def begin(self, set_id: str, rule_id: str = "") -> None:
        """Show the set of that id, its draft first, and a rule of it."""
        self.desk.open_set(set_id)
        if rule_id:
            self.sets.show_rule(rule_id)

    def _show_set(self) -> None:
        desk, shown = self.desk, self.desk.shown
        self.sets.show_choices([each.words for each in desk.choices])
        self.sets.show_choice(next((n for n, each in enumerate(desk.choices) if each == shown), -1))
        self.sets.show_editing(desk.draft is not None, shown.about)
        self.bar.name.show_text(shown.name)
        self.bar.state.setText(shown.state)
        own = desk.own_set
        self.bar.show_versions(own.versions if own is not None else ())
        self._show_sides()
        problems = desk.problems
        self.banner.hide()
        if problems:
            self.banner.tell("caut", " ".join(problems))
        self._show_draft()

    def _show_draft(self) -> None:
        """The list, the rule and what can be done, as they are now."""
        draft = self.desk.draft
        self._list_rules()
        undo, redo = (draft.undo_label, draft.redo_label) if draft is not None else (None, None)
        self.bar.show_steps_back(undo, redo, wanted=draft is not None)
        self.bar.show_next(
            t("Put in force…") if draft is not None else t("Change…") if self.desk.shown.own else t("Copy to change…"),
            draft is None or not draft.now.problems,
        )
        self._tell_counts()
        self.stepped.emit()

    @property
    def _outcomes(self) -> "Mapping[str, RuleOutcome]":
        """How the rules came out for the open plan, while the very set is shown that it is judged by."""
        shown = self.desk.shown.in_force
        judges = shown is not None and self._report is not None and shown.rule_set.reference == self._report.rule_set
        return outcomes(self._report) if judges and self._report is not None else {}

    def _list_rules(self) -> None:
        draft, document = self.desk.draft, self.desk.now.document
        wrong = frozenset(p.rule for p in draft.now.problems) if draft is not None else frozenset()
        changed = draft.changed if draft is not None else frozenset()
        rows = rows_of(document.rules, changed, wrong, self.sets.search.text(), self._outcomes, document.routes)
        self.sets.rules.show_rows(rows, self.sets.rules.current)
        self._show_rule(self.sets.rules.current)

    def _show_rule(self, rule_id: str) -> None:
        if not rule_id:
            return
        if self.desk.draft is not None:
            self.pane.show_to_change(self.desk.draft, rule_id)
            is_rule = any(raw.get("id") == rule_id for raw in self.desk.now.document.rules)
            self.trial.show_draft(self.desk.draft, rule_id if is_rule else None)
        else:
            self.pane.show_to_read(self.desk.now, rule_id, self._outcomes.get(rule_id))

    def _show_refusal(self, sentence: str) -> None:
        self.banner.tell("stop", sentence)

    def _tell_counts(self) -> None:
        now, draft = self.desk.now, self.desk.draft
        rules = now.document.rules
        on = sum(raw.get("enabled", True) is True for raw in rules)
        parts = [nt("{n} rule", "{n} rules", len(rules)), t("{n} on", n=on)]
        if draft is not None:
            differ = len(draft.changed)
            parts.append(nt("{n} differs from the version before", "{n} differ from the version before", differ))
            examples = sum(len(rule.examples) for rule in now.rules.values())
            if examples:
                parts.append(nt("{n} example", "{n} examples", examples))
            if now.problems:
                parts.append(nt("{n} value cannot be used", "{n} values cannot be used", len(now.problems)))
        self.told.emit(", ".join(parts), now.document.name)

    def _choose(self, place: int) -> None:
        self.desk.open(self.desk.choices[place])

    def _open_version(self, action: QAction) -> None:
        self.desk.open_version(str(action.data()))

    def _make_rule(self) -> None:
        self.sets.search.clear()
        made = self.desk.make_rule()
        if made:
            self.sets.show_rule(made)

    def undo(self) -> None:
        """Go back over one step of the draft."""
        if self.desk.draft is not None:
            self.desk.draft.undo()

    def redo(self) -> None:
        """Do again what was undone."""
        if self.desk.draft is not None:
            self.desk.draft.redo()

    def leave(self) -> None:
        """Keep the draft and go back; stay where it cannot be kept."""
        if self.desk.keep_now():
            self.left.emit()

    def panes(self) -> list[QWidget]:
        """The panes that F6 goes through."""
        return [self.sets.search, self.sets.rules, self.pane.area, self.trial]
