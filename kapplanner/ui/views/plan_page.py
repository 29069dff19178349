"""One open plan with its bar: the step shown below it, and a strip for what stands in the way of saving."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kapplanner.codec.rules_of_plan import newest_version
from kapplanner.domain.errors import PlannerError
from kapplanner.domain.library import PlanLibrary
from kapplanner.domain.plan import RuleSetReference
from kapplanner.editing.autosave import SaveState, SaveStatus
from kapplanner.editing.bookings import Booking, double_bookings
from kapplanner.editing.commands.judgement import ChangeRuleSet
from kapplanner.editing.workspace import PlanChanged
from kapplanner.i18n import nt, t
from kapplanner.rules.finding import Tier
from kapplanner.rules.readiness import readiness
from kapplanner.ui.open_plan import OpenPlan
from kapplanner.ui.panes.safety import SafetyPanel
from kapplanner.ui.services import Services
from kapplanner.ui.theme import Theme
from kapplanner.ui.views.plan_view import PlanView
from kapplanner.ui.views.rules_banner import RulesBanner
from kapplanner.ui.widgets.banner import Banner
from kapplanner.ui.widgets.page_stack import PageStack
from kapplanner.ui.widgets.steps import StepBadge
from kapplanner.ui.widgets.topbar import PlanBar

if TYPE_CHECKING:
    from kapplanner.ui.views.print_studio import PrintStudio

PLAN, CHECK, PRINT, SHARE = 1, 2, 3, 4


class PlanPage(QWidget):
    """Hosts the plan view and the print studio of one plan. ``saveTold`` repeats how saving stands."""

    left = Signal()
    saveTold = Signal(object)
    stepped = Signal(object)
    copyWanted = Signal()
    readAgainWanted = Signal()
    printed = Signal(str)
    ruleSetsWanted = Signal()
    wordsWanted = Signal(str)

    def __init__(
        self,
        opened: OpenPlan,
        theme: Theme,
        services: Services,
        library: PlanLibrary,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.opened = opened
        self._theme = theme
        self._services = services
        self._library = library
        self.bar = PlanBar(theme, "Ctrl+K")
        self.banner = Banner(theme)
        self.rules_banner = RulesBanner(theme)
        self.booking_banner = Banner(theme)
        self._others: tuple[Booking, ...] = ()
        self._stack = PageStack()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.bar, self.banner, self.rules_banner, self.booking_banner):
            column.addWidget(part)
        column.addWidget(self._stack, 1)
        self.plan_view = PlanView(opened.bridge, theme, services, self._stack)
        self._safety: SafetyPanel | None = None
        self._studio: PrintStudio | None = None
        self._step = PLAN
        self.compared: tuple[int, str] | None = None
        """With what the plan was last compared: which list, and what of it."""
        self._stack.addWidget(self.plan_view)
        self.bar.crumbs.back.connect(self.left)
        self.bar.steps.wanted.connect(self.show_step)
        self.bar.undo.clicked.connect(opened.bridge.undo)
        self.bar.redo.clicked.connect(opened.bridge.redo)
        opened.bridge.changed.connect(self._changed)
        opened.bridge.inspectorWanted.connect(self.show_plan_step)
        opened.saveChanged.connect(self._saving_changed)
        opened.takenFound.connect(self._take_bookings)
        opened.baselineChanged.connect(self.plan_view.looking.look_back)
        self.rules_banner.useWanted.connect(self.judge_by)
        self.rules_banner.chooseWanted.connect(self.choose_rules)
        self.rules_banner.ruleSetsWanted.connect(self.ruleSetsWanted)
        self.plan_view.inspector.methodsWanted.connect(self.show_guidance)
        self._show_plan()
        self._show_rules()
        self._was_shown = False

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the board, unless another step was asked for at once."""
        super().showEvent(event)
        if not self._was_shown and self._step == PLAN:
            self.plan_view.board.setFocus(Qt.FocusReason.OtherFocusReason)
        self._was_shown = True

    def _take_bookings(self, others: tuple[Booking, ...]) -> None:
        self._others = others
        self._show_double_bookings()

    def _show_double_bookings(self) -> None:
        """Say where a room or a person is taken by another plan, in a strip and at the sessions themselves."""
        taken = double_bookings(self.opened.plan, self._others)
        self.plan_view.show_taken(taken)
        if not taken:
            self.booking_banner.hide()
            return
        one, many = (
            "{n} session takes a room or a person that another plan has at that time.",
            "{n} sessions take a room or a person that another plan has at that time.",
        )
        ids = tuple(taken)
        self.booking_banner.tell("note", nt(one, many, len(ids)), (t("Select them"), partial(self._select, ids)))

    def _select(self, ids: tuple[str, ...]) -> None:
        self.lead_to_session(ids[0])
        self.opened.bridge.select(ids)

    def _changed(self, happened: PlanChanged) -> None:
        self._show_plan()
        if self._others:
            self._show_double_bookings()
        if not happened.step or happened.before.rule_set != happened.after.rule_set:
            self._show_rules()
        self.stepped.emit(happened)

    def _show_rules(self) -> None:
        """What there is to know of the rules; the folder is read here and not with each edit."""
        workspace = self.opened.workspace
        newest = newest_version(self._services.rule_shelf, workspace.plan.rule_set)
        self.rules_banner.show_rules(workspace, newest)

    def _show_plan(self) -> None:
        workspace = self.opened.workspace
        plan = workspace.plan
        self.bar.show_plan(plan.patient.name.strip() or plan.code, plan.title, self.status_word())
        self.bar.show_steps_back(workspace.undo_label, workspace.redo_label)
        self.bar.steps.show_check(self._worst())

    def lead_to_session(self, session_id: str) -> None:
        """Show a session on the step of the plan and give it the keyboard; nothing where it is gone."""
        if self.opened.plan.has_session(session_id):
            self.show_plan_step()
            self.plan_view.show_session(session_id)

    def status_word(self) -> str:
        """Draft, Checked or Sample, as it stands on the papers."""
        plan = self.opened.plan
        if self.opened.is_read_only:
            return t("View only")
        if plan.sample:
            return t("Sample")
        return t("Checked") if readiness(plan, self.opened.workspace.report).is_final else t("Draft")

    def _worst(self) -> StepBadge | None:
        counts = self.opened.workspace.report.counts
        for tier, count in ((Tier.STOP, counts.stop), (Tier.CAUTION, counts.caution), (Tier.NOTE, counts.note)):
            if count:
                return StepBadge(tier, count)
        return None

    def show_step(self, step: int) -> None:
        """Show one of the four steps. Sharing is a dialog over the step that is shown."""
        if step == SHARE:
            self.bar.steps.show_step(self._step)
            self.share()
            return
        self._step = step
        self.bar.steps.show_step(step)
        self._stack.setCurrentWidget({PLAN: self._plan, CHECK: self._check, PRINT: self._print}[step]())
        if step == CHECK:
            self._check().view.setFocus()
        if self._studio is not None and step == PRINT:
            self._studio.way_out.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_plan_step(self) -> None:
        """Go back to the plan itself, where a fact or a session is to be changed."""
        self.show_step(PLAN)

    def show_check_step(self) -> None:
        """Go to what the rules say about the plan."""
        self.show_step(CHECK)

    def show_large_print(self) -> None:
        """Go to the papers with the patient pack in large print chosen."""
        self.show_step(PRINT)
        if self._studio is not None:
            self._studio.documents.packs["large"].click()

    def _plan(self) -> QWidget:
        return self.plan_view

    def _check(self) -> SafetyPanel:
        if self._safety is None:
            clinician = self._services.settings.clinician_name
            self._safety = SafetyPanel(
                self.opened.bridge,
                self._theme,
                self._services.clock,
                large=True,
                clinician=clinician,
                shelf=self._services.rule_shelf,
            )
            self._stack.addWidget(self._safety)
        return self._safety

    def _print(self) -> QWidget:
        from kapplanner.ui.views.print_studio import PrintStudio  # noqa: PLC0415 - loads the libraries for paper

        if self._studio is None:
            self._studio = PrintStudio(self.opened.bridge, self._theme, self._services, self.opened.carried)
            self._studio.papersMade.connect(self._papers_made)
            self._studio.checkWanted.connect(self.show_check_step)
            self._studio.wordsWanted.connect(self.wordsWanted)
            self._stack.addWidget(self._studio)
        return self._studio

    def _papers_made(self, final: bool) -> None:
        if final and not self.opened.is_read_only:
            self.printed.emit(self.opened.plan.id)

    def choose_rules(self) -> None:
        """Let the person choose by which of the rule sets in force the plan is checked."""
        from kapplanner.ui.dialogs.choose_rules import ChooseRulesDialog  # noqa: PLC0415 - seldom needed

        workspace, offered = self.opened.workspace, self._services.rule_shelf.in_force()
        dialog = ChooseRulesDialog(self._theme, workspace.plan, workspace.rule_set, offered, self)
        dialog.exec()
        chosen = dialog.chosen
        dialog.deleteLater()
        if chosen is not None:
            self.judge_by(chosen)

    def judge_by(self, reference: RuleSetReference) -> None:
        """Check the plan by another rule set from now on; undo brings the earlier one back."""
        happened = self.opened.bridge.do(ChangeRuleSet(reference), self)
        if happened is not None:
            self.opened.bridge.announce(t("Done: {step}.", step=happened.step))

    def show_profile(self, fact: str = "") -> None:
        """What is known about the patient, the team and the rooms; at the field of a fact where one is named."""
        from kapplanner.ui.dialogs.profile import ProfileDialog  # noqa: PLC0415 - many fields, seldom needed

        clock, ids = self._services.clock, self._services.ids
        dialog = ProfileDialog(self.opened.bridge, self._theme, clock=clock, ids=ids, parent=self)
        if fact:
            dialog.show_field(fact)
        dialog.exec()
        dialog.deleteLater()

    def show_guidance(self) -> None:
        """Which methods may fit, and the learning windows; comes back after a fact was entered in the profile."""
        from kapplanner.codec.guidance import guidance  # noqa: PLC0415 - reads a file, seldom needed
        from kapplanner.ui.dialogs.guidance import GuidanceDialog  # noqa: PLC0415 - seldom needed

        try:
            known = guidance()
            titles = {template.id: t(template.title) for template in self._services.templates()}
        except PlannerError as error:
            self.opened.bridge.refuse(error)
            return
        fact = ""
        while True:
            if fact:
                self.show_profile(fact)
            dialog = GuidanceDialog(self.opened.bridge, self._theme, known, titles, self)
            dialog.exec()
            dialog.deleteLater()
            fact = dialog.wanted_fact
            if not fact:
                return

    def share(self) -> None:
        """Hand the plan on as a file."""
        from kapplanner.ui.dialogs.share import ShareDialog  # noqa: PLC0415 - loads the libraries for files

        dialog = ShareDialog(self.opened.bridge, self._theme, self._services, self, carried=self.opened.carried)
        dialog.exec()
        dialog.deleteLater()

    def _saving_changed(self, status: SaveStatus) -> None:
        if status.state is SaveState.FAILED and status.error is not None:
            self.banner.tell("stop", self._failure(status.error), *self._offers(status.error))
        elif status.state is SaveState.SAVED:
            self.banner.hide()
        self.saveTold.emit(status)

    def _failure(self, error: PlannerError) -> str:
        reason = t(error.message, **error.values)
        return t("Not saved: {reason} Your change is still on the screen.", reason=reason)

    def _offers(self, error: PlannerError) -> list[tuple[str, Callable[[], object]]]:
        offers: list[tuple[str, Callable[[], object]]] = []
        if self.opened.autosave.is_in_conflict:
            offers.append((t("Save mine as a copy"), self.copyWanted.emit))
            offers.append((t("Show the stored one"), self.readAgainWanted.emit))
        else:
            offers.append((t("Try again"), self.opened.autosave.save_now))
            offers.append((t("Save as a file…"), self.share))  # a copy would go where this could not be saved
        return offers

    def unread_words(self) -> list[str]:
        """What to say of texts in the session's pane that could not be read or were refused: they are in no plan."""
        return self.plan_view.inspector.unread_words()

    def panes(self) -> list[QWidget]:
        """The panes that F6 goes through."""
        shown = self._stack.currentWidget()
        inside = self.plan_view.panes() if shown is self.plan_view else [shown] if shown is not None else []
        return [self.bar.steps.buttons[self._step - 1], *inside]
