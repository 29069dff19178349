"""The safety panel: findings that lead to their sessions and back, what could not be checked, keeping and checking."""

from datetime import datetime

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from kapplanner.codec.rule_shelf import RuleShelf
from kapplanner.domain.errors import NotFound
from kapplanner.domain.time import Clock, SystemClock
from kapplanner.editing.commands.judgement import KeepFinding, ReopenFinding
from kapplanner.editing.commands.repairs import ApplyFix
from kapplanner.editing.workspace import PlanChanged, ReadOnlyPlan
from kapplanner.i18n import nt, t
from kapplanner.rules.evaluate import was_not_run
from kapplanner.rules.finding import Finding, Report, State, Tier
from kapplanner.rules.readiness import stands_in
from kapplanner.rules.repairs.repair import Repair
from kapplanner.ui.board.carry import Carried
from kapplanner.ui.bridge import PlanBridge
from kapplanner.ui.dialogs.profile import open_profile
from kapplanner.ui.dialogs.profile_facts import has_no_field
from kapplanner.ui.editors.parts import show_tick, text_label
from kapplanner.ui.panes.check_sheet import CheckSheet
from kapplanner.ui.panes.drop_preview import DropPreview, drop_rows
from kapplanner.ui.panes.finding_detail import FindingDetail
from kapplanner.ui.panes.findings_model import FindingsModel
from kapplanner.ui.panes.findings_page import FindingsPage
from kapplanner.ui.panes.findings_view import ROW, FindingsView
from kapplanner.ui.panes.fix_finder import FixFinder
from kapplanner.ui.panes.fix_menu import FixMenu
from kapplanner.ui.panes.keep import KeepDialog
from kapplanner.ui.panes.missing_facts import MissingFactsModel, MissingFactsView, fact_session
from kapplanner.ui.panes.nothing_found import NothingFound
from kapplanner.ui.panes.rules_words import rules_words
from kapplanner.ui.panes.safety_head import HEAD, SafetyHead
from kapplanner.ui.theme import Theme

ROWS_SHOWN = 4
_LEAST_DETAIL = 112
"""What stands over the details in two rows, and the sentence, px at 100 %."""
_BESIDE_FROM = 1080
"""How wide the large panel is where details stand beside the list, px at 100 %."""


class SafetyPanel(QFrame):
    """What the rules say about the open plan. Findings never pop up; a row leads to its sessions and back.

    ``large`` is the panel as the second step of the plan: list and details side by side, never folded.
    ``shelf`` keeps the name of the clinician who puts the rules in force at "Mark as checked"; None where that is not
    asked. ``foldChanged`` tells that the panel folded to its head (True) or opened.
    """

    foldChanged = Signal(bool)

    def __init__(
        self,
        bridge: PlanBridge,
        theme: Theme,
        clock: Clock | None = None,
        *,
        large: bool = False,
        clinician: str = "",
        shelf: RuleShelf | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._theme = theme
        self._clock = clock or SystemClock()
        self._large = large
        self._folded = False
        self._clinician = clinician
        self._shelf = shelf
        self.setAccessibleName(t("Safety"))
        self.setProperty("ground", "board")
        self.head = SafetyHead(theme, foldable=not large)
        self.fixes = FixFinder(bridge, self)
        self.model = FindingsModel(theme, self.fixes)
        self.view = FindingsView(theme, self.model)
        self.page = FindingsPage(theme, self.view, self.fixes)
        self.facts_model = MissingFactsModel(theme)
        self.facts = MissingFactsView(theme, self.facts_model)
        self.detail = FindingDetail(theme, with_way_back=not large)
        self.broken = text_label(role="base", ink="caut_ink", wraps=True)
        self.empty = NothingFound(theme)
        self.drop = DropPreview(theme)
        self._lay_out()
        self._connect()
        self.refresh()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(800), self._theme.px(HEAD if self._folded else HEAD + ROWS_SHOWN * ROW))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(320), self._theme.px(HEAD))

    @property
    def body(self) -> QWidget:
        """What lies under the head: findings, a finding in full, or missing facts."""
        return self._body

    @property
    def is_folded(self) -> bool:
        return self._folded

    def fold(self, folded: bool) -> None:
        """Fold to the head, or open."""
        if folded == self._folded or self._large:
            return
        self._folded = folded
        self._body.setVisible(not folded)
        self.head.show_folded(folded)
        self._show_next()
        self.updateGeometry()
        self.foldChanged.emit(folded)

    def toggle_fold(self) -> None:
        """Fold to the head, or open again."""
        self.fold(not self._folded)

    def refresh(self) -> None:
        """Show the report as it is now; the current row stays current."""
        plan, report = self._bridge.workspace.plan, self._bridge.workspace.report
        current = self.view.current_finding
        self.model.show_report(plan, report)
        self.facts_model.show_report(plan, report)
        self._show_head()
        self.head.show_folded(self._folded)
        self.empty.show_report(report, self._bridge.workspace.in_force, plan.zone)
        self._show_broken(report)
        row = self.model.row_of(current.fingerprint) if current is not None else None
        if row is not None:
            self._go_to(row, lead=False)
        self._refresh_detail()
        self._show_page()
        self._show_next()

    def next_finding(self) -> None:
        """Go to the next finding, from the last to the first, and lead to its sessions."""
        self._walk(1)

    def previous_finding(self) -> None:
        """Go to the finding before, from the first to the last."""
        self._walk(-1)

    def show_findings_of(self, session_id: str) -> None:
        """Open the panel at the first finding of a session."""
        rows = (row for row, finding in enumerate(self.model.findings) if session_id in finding.sessions)
        self._show_all()
        row = next(rows, None)
        if row is not None:
            self.fold(False)
            self._go_to(row, lead=False)
            self.view.setFocus()

    def keep_current(self) -> None:
        """Keep the current finding with a reason, or reopen it where it is kept."""
        finding = self.view.current_finding
        if finding is not None:
            self.act_on(finding)

    def act_on(self, finding: Finding) -> None:
        """Keep a finding with a reason, or reopen it where it is kept; say why where it cannot be."""
        if finding.state is State.KEPT:
            self._bridge.do(ReopenFinding(finding.fingerprint), self)
            return
        if not finding.may_be_kept:
            self._bridge.refused.emit(t("This finding cannot be kept. It goes away once it is mended."))
            return
        if finding.tier is Tier.NOTE:
            return
        if self._refuse_when_read_only():
            return
        plan = self._bridge.workspace.plan
        dialog = KeepDialog(self._theme, plan, finding, self._clock, by=self._clinician, parent=self)
        if dialog.exec() and dialog.override is not None:
            self._clinician = dialog.override.by
            self._bridge.do(KeepFinding(dialog.override), self)
        dialog.deleteLater()

    def show_fixes(self) -> None:
        """Offer the fixes of the current finding, or of the first one."""
        finding = self.view.current_finding or next(iter(self.model.findings), None)
        if finding is None:
            self._bridge.refused.emit(t("No findings from these rules."))
            return
        self.fold(False)
        self._offer_fixes(finding, self.page.place_of_fixes(finding))

    def fix(self, finding: Finding) -> None:
        """Apply the smallest fix of a finding."""
        found = self.fixes.fixes_now(finding)
        if found:
            self._apply(found[0])

    def mark_as_checked(self) -> None:
        """Ask for what is left to answer in one pass, and mark the plan as checked."""
        if self._refuse_when_read_only():
            return
        workspace = self._bridge.workspace
        if stands_in(workspace.plan, workspace.report):
            name = workspace.plan.rule_set.id
            self._bridge.refused.emit(t("The rules “{name}” are not here. Choose other rules first.", name=name))
            return
        plan, report, adopt = workspace.plan, workspace.report, self._adopt if self._asks_to_adopt() else None
        sheet = CheckSheet(self._theme, plan, report, self._clock, by=self._clinician, adopt=adopt, parent=self)
        if sheet.exec() and sheet.command is not None:
            self._clinician = sheet.command.mark.by
            self._bridge.do(sheet.command, self)
            self._bridge.announce(t("Marked as checked."))
        sheet.deleteLater()

    def _asks_to_adopt(self) -> bool:
        """Whether nobody has put these rules in force, as far as is known at this moment."""
        if self._shelf is None:
            return False
        workspace = self._bridge.workspace
        try:
            adoption = self._shelf.for_plan(workspace.report.rule_set).adoption
        except NotFound:  # its folder was taken away while the plan was open
            adoption = workspace.in_force.adoption
        if adoption is not None:
            workspace.adopted(adoption)
        return adoption is None

    def _adopt(self, by: str, at: datetime) -> None:
        """Put the rules that judge the plan in force under a clinician's name; PlannerError where it cannot be kept."""
        assert self._shelf is not None
        workspace = self._bridge.workspace
        workspace.adopted(self._shelf.adopt(workspace.report.rule_set, by, at))
        self._show_head()

    def show_missing(self, shown: bool) -> None:
        """Show the list of missing facts in place of the findings."""
        self.head.unknown.setChecked(shown)
        self._show_head()
        if shown:
            self.fold(False)
            self._leave_detail()
        self._show_page()

    def show_carried(self, state: Carried | None) -> None:
        """While a session is carried, show what its place would bring; with None what the plan has."""
        if state is None:
            self.refresh()
            return
        if self._body is not self._list and isinstance(self._body, QStackedWidget):
            self._body.setCurrentWidget(self._list)
        self._list.setCurrentWidget(self.drop)
        self.head.show_drop(state.report)
        if state.changes is not None and state.plan is not None:
            rows = drop_rows(self._bridge.workspace.plan, state.plan, state.changes)
            self.drop.show_rows(rows)
            first = next((row for row in rows if not row.stays), None)
            self.head.show_next(f"{first.finding.sentence} ({first.change})" if first and self._folded else "")

    def _offer_fixes(self, finding: Finding, place: QPoint) -> None:
        """Up to three fixes as a menu, the smallest first; why there is none where there is none."""
        found = self.fixes.fixes_now(finding)
        if not found:
            self._bridge.refused.emit(t("No fix: {reason}.", reason=self.fixes.why_none(finding)))
            return
        menu = FixMenu(found, self)
        chosen = menu.chosen_at(place)
        menu.deleteLater()
        if chosen is not None:
            self._apply(chosen)

    def _apply(self, repair: Repair) -> None:
        if self._refuse_when_read_only():
            return
        happened = self._bridge.do(ApplyFix(repair), self)
        if happened is not None:
            self._bridge.announce(t("Done: {step}.", step=happened.step))

    # How it is put together

    def _lay_out(self) -> None:
        self._list = QStackedWidget()
        for page in (self.page, self.facts, self.empty, self.drop):
            self._list.addWidget(page)
        self._body: QSplitter | QStackedWidget
        if self._large:
            self._body = QSplitter()
            self._body.setChildrenCollapsible(False)
            self._body.addWidget(self._list)
            self._body.addWidget(self.detail)
            self._body.setSizes([self._theme.px(760), self._theme.px(420)])
            self._body.setHandleWidth(1)
            self.detail.setMinimumHeight(self._theme.px(_LEAST_DETAIL))
        else:
            self._body = QStackedWidget()
            self._body.addWidget(self._list)
            self._body.addWidget(self.detail)
        self.broken.setProperty("ground", "caut_tint")
        self.broken.setContentsMargins(*(self._theme.px(n) for n in (14, 6, 14, 6)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.broken)
        column.addWidget(self._body, 1)

    def _connect(self) -> None:
        bridge, head, view, detail = self._bridge, self.head, self.view, self.detail
        bridge.changed.connect(self._plan_changed)
        bridge.selectionChanged.connect(self._selection_changed)
        bridge.findingsWanted.connect(self.show_findings_of)
        if not self._large:
            bridge.fieldWanted.connect(self._open_profile)
        self._theme.changed.connect(self.refresh)
        head.tierChosen.connect(self._show_tier)
        head.unknownToggled.connect(self.show_missing)
        head.checkWanted.connect(self.mark_as_checked)
        head.foldToggled.connect(self.toggle_fold)
        view.current.connect(self._lead_to)
        view.entered.connect(self._refresh_detail)
        view.opened.connect(self._open)
        view.acted.connect(self.act_on)
        self.page.acted.connect(self._answer)
        self.page.fixed.connect(self.fix)
        self.page.fixesWanted.connect(self._offer_fixes)
        detail.acted.connect(self.act_on)
        detail.shown.connect(self._lead_to)
        detail.left.connect(self._close_detail)
        detail.stepped.connect(self._walk)
        detail.ruleWanted.connect(bridge.ruleWanted)
        detail.ruleHelpWanted.connect(bridge.ruleHelpWanted)
        self.facts.wanted.connect(self._enter_fact)
        self.empty.missingWanted.connect(self._list_missing)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The details stand beside the list; below it where there is no room beside."""
        super().resizeEvent(event)
        if isinstance(self._body, QSplitter):
            roomy = self.width() >= self._theme.px(_BESIDE_FROM)
            self._body.setOrientation(Qt.Orientation.Horizontal if roomy else Qt.Orientation.Vertical)

    def _plan_changed(self, happened: PlanChanged) -> None:
        self.refresh()

    def _selection_changed(self, ids: tuple[str, ...], origin: object) -> None:
        self.model.light(ids)
        if origin is self or not ids:
            return
        wanted = set(ids)
        current = self.view.current_finding
        if current is not None and not wanted.isdisjoint(current.sessions):
            return
        row = next((n for n, f in enumerate(self.model.findings) if not wanted.isdisjoint(f.sessions)), None)
        if row is None:
            self.view.clearSelection()
        else:
            self._go_to(row, lead=False)

    def _lead_to(self, finding: Finding) -> None:
        """Select a finding's sessions and bring the first of them into view."""
        plan = self._bridge.workspace.plan
        held = tuple(i for i in finding.sessions if plan.has_session(i))
        if held:
            self._bridge.show_day(plan.session(held[0]).day)
            self._bridge.select(held, self)
        self._refresh_detail()
        self._show_next()

    def _answer(self, finding: Finding) -> None:
        """A row's button was pressed: its row is the current one from now on."""
        row = self.model.row_of(finding.fingerprint)
        if row is not None:
            self._go_to(row, lead=False)
        self.act_on(finding)
        self.view.setFocus()

    def _open(self, finding: Finding) -> None:
        self.detail.show_finding(self._bridge.workspace.plan, finding)
        if not self._large:
            self._body.setCurrentWidget(self.detail)  # type: ignore[union-attr]
        self.detail.act.setFocus()

    def _close_detail(self) -> None:
        self._leave_detail()
        self.view.setFocus()

    def _leave_detail(self) -> None:
        """Back to the list, which stands beside the details where there is room for both."""
        if isinstance(self._body, QStackedWidget):
            self._body.setCurrentWidget(self._list)

    def _refresh_detail(self) -> None:
        plan, finding = self._bridge.workspace.plan, self.view.current_finding
        if self._large or finding is not None:
            self.detail.show_finding(plan, finding)
        elif self._body.currentWidget() is self.detail:  # type: ignore[union-attr]
            self._close_detail()

    def _walk(self, step: int) -> None:
        if self.head.unknown.isChecked() or not self.model.findings:
            self._show_all()
        count = len(self.model.findings)
        if not count:
            self._bridge.announce(t("No findings from these rules."))
            return
        current = self.view.currentIndex().row() if self.view.currentIndex().isValid() else -1
        row = (current + step) % count if current >= 0 else (0 if step > 0 else count - 1)
        self._go_to(row, lead=True)
        self._bridge.announce(
            t("{n} of {total}. {words}", n=row + 1, total=count, words=self.model.whole_words(self.model.findings[row]))
        )

    def _go_to(self, row: int, *, lead: bool) -> None:
        quiet = self.view.blockSignals(True)
        self.view.show_row(row)
        self.view.blockSignals(quiet)
        finding = self.model.finding(row)
        if lead and finding is not None:
            self._lead_to(finding)
        self._refresh_detail()
        self._show_next()

    def _show_all(self) -> None:
        for chip in self.head.chips.values():
            show_tick(chip, False)
        self.show_missing(False)
        self._show_tier(None)

    def _show_tier(self, tier: Tier | None) -> None:
        if self.head.unknown.isChecked():
            self.head.unknown.setChecked(False)
        self.model.show_tier(tier)
        self._show_head()
        if tier is not None:
            self.fold(False)
        self._leave_detail()
        self._show_page()

    def _show_page(self) -> None:
        if self.head.unknown.isChecked():
            self._list.setCurrentWidget(self.facts)
        else:
            self._list.setCurrentWidget(self.page if self.model.findings else self.empty)

    def _show_head(self) -> None:
        workspace = self._bridge.workspace
        words = rules_words(workspace.plan, workspace.report, workspace.in_force)
        self.head.show_report(workspace.report, words)

    def _show_next(self) -> None:
        """While folded, the head carries the current finding or the first one."""
        words = ""
        if self._folded and self.model.findings:
            finding = self.view.current_finding or self.model.findings[0]
            words = self.model.whole_words(finding)
        self.head.show_next(words)

    def _show_broken(self, report: Report) -> None:
        """A rule that could not be run can never be kept; until it runs, nothing is known about it."""
        not_run = [finding for finding in report.findings if was_not_run(finding)]
        self.broken.setVisible(bool(not_run))
        if not_run:
            words = nt("{n} rule could not be run: {titles}.", "{n} rules could not be run: {titles}.", len(not_run),
                       titles=", ".join(finding.title for finding in not_run))  # fmt: skip
            self.broken.setText(t("{what} The final print waits for it.", what=words))

    def _list_missing(self) -> None:
        self.show_missing(True)
        self.facts.setFocus()

    def _enter_fact(self, name: str) -> None:
        """Lead to the field of a missing fact: of a session in its pane, of the patient in the profile."""
        found = fact_session(self._bridge.workspace.plan, name)
        if found is not None:
            self._bridge.show_day(self._bridge.workspace.plan.session(found).day)
            self._bridge.select((found,), self)
            self._bridge.inspectorWanted.emit()
        self._bridge.fieldWanted.emit(name)

    def _open_profile(self, name: str) -> None:
        """Facts of patient, team and place have a form of their own; only one panel of a plan opens it."""
        if name.startswith("session."):
            return
        advice = has_no_field(name)
        if advice:
            self._bridge.refused.emit(advice)
            return
        open_profile(self._bridge, self._theme, name, clock=self._clock, parent=self.window())

    def _refuse_when_read_only(self) -> bool:
        if not self._bridge.workspace.is_read_only:
            return False
        self._bridge.refuse(ReadOnlyPlan("This plan is open to look at only. Save a copy to change it."))
        return True
