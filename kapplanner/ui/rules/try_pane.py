"""The right pane of the rules page: what a draft would change in the open plan, the stored plans and the templates."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from kapplanner.domain.errors import PlannerError
from kapplanner.editing.rule_draft import RuleDraft
from kapplanner.editing.rule_trial import Comparison, StoredImpact
from kapplanner.i18n import t
from kapplanner.ui.rules.trial_runner import Attempt, Obstacle, QuickTrial, TrialRunner
from kapplanner.ui.rules.try_open import TryOpen
from kapplanner.ui.rules.try_progress import TryHead, TryProgress
from kapplanner.ui.rules.try_rows import plan_row, template_row
from kapplanner.ui.rules.try_section import TrySection
from kapplanner.ui.rules.try_words import (
    hint_words,
    obstacle_words,
    plan_words,
    same_words,
    stored_words,
    use_words,
    warning_words,
)
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.banner import Banner
from kapplanner.ui.widgets.texts import plain_label

if TYPE_CHECKING:
    from kapplanner.domain.library import PlanLibrary
    from kapplanner.domain.plan import Plan
    from kapplanner.ui.services import Services

LEAST_WIDTH = 280


class TryPane(QFrame):
    """Changes nothing. Call ``show_draft`` after every change; what is shown stays until the next answer is known."""

    def __init__(
        self,
        theme: Theme,
        worker_parent: QObject,
        services: "Services",
        open_plan: "Plan | None",
        library: "PlanLibrary | None",
    ) -> None:
        super().__init__()
        self._theme = theme
        self._plan = open_plan
        self._library = library
        self._draft: RuleDraft | None = None
        self._rule_id = ""
        self._tried: QuickTrial | None = None
        self.runner = TrialRunner(self, worker_parent, services)
        self.head = TryHead(theme)
        self.told = plain_label(ink="text2", wraps=True)
        self.opened = TryOpen(theme)
        self.plans = TrySection(theme, t("Plans that change"))
        self.templates = TrySection(theme, t("Templates that change"))
        self.warning, self.hint = Banner(theme), Banner(theme)
        self.use = TrySection(theme, t("This rule in stored plans"))
        self.progress = TryProgress(theme)
        self._lay_out()
        self._connect()
        self._fit()
        self._name_plan()

    def _lay_out(self) -> None:
        self.setProperty("ground", "panel")
        self.setProperty("rule", "left")
        self.setAccessibleName(t("Try on open plan"))
        self._page = QWidget()
        self._page.setProperty("ground", "panel")
        column = QVBoxLayout(self._page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.told, self.opened, self.plans, self.templates, self.warning, self.use, self.hint):
            column.addWidget(part)
        self.told.hide()
        column.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setAccessibleName(t("What the draft would change"))
        self.area.setWidget(self._page)
        self.setFocusProxy(self.area)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.head)
        whole.addWidget(self.area, 1)
        whole.addWidget(self.progress)

    def _connect(self) -> None:
        for section in (*self.opened.sections, self.plans, self.templates):
            section.rowShown.connect(self._bring_into_view)
        self.runner.quick.connect(self._show_quick)
        self.runner.stored.connect(self._show_stored)
        self.runner.progressed.connect(self.progress.show_progress)
        self.runner.rested.connect(self.progress.show_rest)
        self.progress.cancel.clicked.connect(self.runner.stop)
        self.progress.again.clicked.connect(self.try_again)
        self._theme.changed.connect(self._fit)

    @property
    def is_busy(self) -> bool:
        """Whether what is shown may still change by itself."""
        return self.runner.is_busy

    def show_draft(self, draft: RuleDraft, rule_id: str | None) -> None:
        """Try a draft as it is now, and count how the rule of that id is used; a moment after the last call."""
        self._draft, self._rule_id = draft, rule_id or ""
        self.try_again()

    def show_plan(self, plan: "Plan | None") -> None:
        """Another plan is open, or the same one was changed."""
        self._plan = plan
        self._name_plan()
        self.try_again()

    def show_library(self, library: "PlanLibrary | None") -> None:
        """Another library is open, or none."""
        self._library = library
        self.try_again()

    def try_again(self) -> None:
        """Begin anew with the draft that was shown last."""
        if self._draft is not None:
            self.progress.show_cut_short(0, 0)
            if self._tried is None and self.told.isHidden():
                self._tell(t("Trying the draft…"))
            self.runner.start_soon(self._draft, self._rule_id, self._plan, self._library)

    def stop(self) -> None:
        """Look at no more plans."""
        self.runner.stop()

    def hideEvent(self, event: QHideEvent) -> None:
        """What nobody sees need not be worked out."""
        if not event.spontaneous():
            self.runner.stop()
        super().hideEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous() and self.runner.is_unfinished:
            self.try_again()

    # What is known at once

    def _show_quick(self, answer: QuickTrial | Obstacle) -> None:
        self._tried = answer if isinstance(answer, QuickTrial) else None
        if isinstance(answer, Obstacle):
            self._tell(obstacle_words(answer))
            self._hide_what_changes()
            return
        comparison = answer.comparison
        if not comparison.changed:
            self._tell(same_words(comparison))
            self._hide_what_changes()
            return
        self._tell("")
        self.opened.show_trial(self._plan, comparison, answer.open)
        changing = tuple(template_row(each) for each in answer.templates if each.changes)
        heading = t("Templates that change, {n} of {all}", n=len(changing), all=answer.all_templates)
        self.templates.show_rows(heading, changing)
        tier, words = warning_words(answer.templates)
        self._show_banner(self.warning, tier, words)

    # What is known once every plan was looked at

    def _show_stored(self, attempt: Attempt, answer: StoredImpact | PlannerError | None) -> None:
        found = answer if isinstance(answer, StoredImpact) else None
        if self._tried is not None and self._tried.comparison.changed:
            self._show_plans(self._tried.comparison, found, answer)
            if found is not None and attempt.is_done and not found.changing and not self._tried.changes:
                self._tell(t("The draft differs, but no plan and no template would be judged otherwise."))
        self._show_use(attempt, found)
        if attempt.is_cut_short:
            self.progress.show_cut_short(attempt.so_far.looked, attempt.total)

    def _show_plans(self, comparison: Comparison, found: StoredImpact | None, answer: object) -> None:
        if found is None:
            words = str(answer) if isinstance(answer, PlannerError) else t("The library is not open.")
            self.plans.show_rows(t("Plans that change"), (), words)
            return
        heading = t("Plans that change, {n} of {all}", n=found.changing, all=found.concerned)
        words = stored_words(comparison, found) if found.looked else t("No plan is stored yet.")
        self.plans.show_rows(heading, tuple(plan_row(each) for each in found.plans), words)

    def _show_use(self, attempt: Attempt, found: StoredImpact | None) -> None:
        self._show_banner(self.hint, "note", hint_words(found.use) if found is not None else "")
        if not attempt.rule_id or found is None:
            self.use.hide()
            return
        words = use_words(found.use, is_new=attempt.rule_id not in attempt.base.rules)
        self.use.show_rows(t("This rule in stored plans"), (), words)

    # Small parts

    def _tell(self, words: str) -> None:
        self.told.setText(words)
        self.told.setVisible(bool(words))

    def _show_banner(self, banner: Banner, tier: str, words: str) -> None:
        banner.hide()
        if words:
            banner.tell(tier, words)

    def _hide_what_changes(self) -> None:
        for part in (self.opened, self.plans, self.templates, self.warning):
            part.hide()

    def _name_plan(self) -> None:
        self.head.show_name(plan_words(self._plan) if self._plan is not None else "")

    def _bring_into_view(self, place: QRect) -> None:
        corner = self._page.mapFromGlobal(place.topLeft())
        middle = corner.y() + place.height() // 2
        self.area.ensureVisible(0, middle, 0, place.height() // 2 + 2)

    def _fit(self) -> None:
        px = self._theme.px
        self.setMinimumWidth(px(LEAST_WIDTH))
        self.told.setContentsMargins(px(14), px(14), px(14), px(14))
