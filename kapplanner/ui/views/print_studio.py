"""The print studio: which papers, how they look, what the print check says, and the real pages before they print."""

from collections import Counter
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from kapplanner.codec.carried import NOTHING_CARRIED, Carried
from kapplanner.documents import PrintRequest
from kapplanner.documents.edition import short_name
from kapplanner.documents.preview import PageImage
from kapplanner.domain.errors import PlannerError
from kapplanner.domain.time import local_time, zone_named
from kapplanner.editing.workspace import PlanChanged
from kapplanner.i18n import t
from kapplanner.rules.finding import Tier
from kapplanner.rules.readiness import Readiness, readiness
from kapplanner.ui.bridge import PlanBridge
from kapplanner.ui.editors.parts import button, text_label
from kapplanner.ui.panes.missing_facts import fact_session
from kapplanner.ui.services import Services
from kapplanner.ui.theme import Theme
from kapplanner.ui.views.print_check import CheckHead, CheckList
from kapplanner.ui.views.print_choices import Look, LookPanel, PaneHead, first_look
from kapplanner.ui.views.print_documents import DocumentList
from kapplanner.ui.views.print_job import PaperJob, Papers, make_picture, make_pictures
from kapplanner.ui.views.print_memory import take_up_last
from kapplanner.ui.views.print_out import GoesOut
from kapplanner.ui.views.print_pages import THUMB, PageView
from kapplanner.ui.views.print_progress import MakingStrip
from kapplanner.ui.views.printers import has_printer
from kapplanner.ui.widgets.spacing import SpacingKeeper
from kapplanner.ui.worker import Worker

if TYPE_CHECKING:
    pass

_WAIT = 250
_ROOMY = 1100
_NARROW = 860
_LEAST_CHECK = 150


class PrintStudio(GoesOut):
    """Papers of the open plan. What is saved or printed is made anew from the plan as it is at that moment.

    ``papersMade`` tells that papers went out, and whether they were final ones; ``checkWanted`` leads to the check.
    """

    checkWanted = Signal()
    wordsWanted = Signal(str)

    def __init__(self, bridge: PlanBridge, theme: Theme, services: Services, carried: object = None) -> None:
        super().__init__()
        self._carried = carried if isinstance(carried, Carried) else NOTHING_CARRIED
        self._own_words = services.words_shelf.own_words()
        self._bridge, self._theme, self._services = bridge, theme, services
        self._spacing = SpacingKeeper(self, theme)
        self._worker = Worker(self)
        self._made: Papers | None = None
        self._shown: Papers | None = None
        self._stale = True
        self._has_printer = has_printer()
        self.documents = DocumentList(theme)
        self.pages = PageView(theme)
        self.making = MakingStrip(theme)
        self.look = LookPanel(theme, first_look(bridge.workspace.plan, services.settings))
        self.checks = CheckList(theme)
        self.check_head = CheckHead(theme)
        self.save = self.way_out = button(t("Save PDF…"))
        self.print = button(t("Print…"))
        self.foot = text_label(role="small", ink="text2", wraps=True)
        self._lay_out()
        self._connect()
        self.documents.offer_days(bridge.workspace.plan, self._today())
        take_up_last(bridge.workspace.plan, services, self.documents, self.look)
        self.documents.show_large(self.look.look.size == 18)
        self.look.allow_plan_file(self.documents.only_for_team)
        self._share_width()
        self._show_readiness()

    def _lay_out(self) -> None:
        px, theme = self._theme.px, self._theme
        right = self._right = QFrame()
        right.setProperty("ground", "panel")
        self.look.setProperty("rule", "bottom")
        foot = QFrame()
        foot.setProperty("rule", "top")
        buttons = self._buttons = QHBoxLayout()
        for part in (self.save, self.print):
            buttons.addWidget(part, 1)
        column = QVBoxLayout(foot)
        column.setContentsMargins(px(14), px(10), px(14), px(12))
        column.addLayout(buttons)
        column.addWidget(self.foot)
        side = QVBoxLayout(right)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(0)
        side.addWidget(PaneHead(theme, t("Settings")))
        side.addWidget(self._settings_and_check(), 1)
        side.addWidget(foot)
        for frame, edge in ((self.documents, "right"), (right, "left")):
            frame.setProperty("rule", edge)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.documents)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.making)
        middle.addWidget(self.pages, 1)
        row.addLayout(middle, 1)
        row.addWidget(right)

    def _settings_and_check(self) -> QScrollArea:
        """One below the other; where there is no room for both, they scroll together."""
        inside = QWidget()
        inside.setProperty("ground", "panel")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.look)
        column.addWidget(self.check_head)
        column.addWidget(self.checks, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        return area

    def _connect(self) -> None:
        self._bridge.changed.connect(self._plan_changed)
        self._theme.changed.connect(self._renew)
        self.documents.changed.connect(self._documents_changed)
        self.documents.wordsWanted.connect(self._want_words)
        self.documents.largeWanted.connect(self._choose_large)
        self.look.changed.connect(self._look_changed)
        self.pages.pictureWanted.connect(self._make_picture)
        self.checks.pageWanted.connect(self.pages.go_to_page)
        # Queued: the row with the button pressed may be drawn anew while the answer is given.
        self.checks.factWanted.connect(self._lead_to_fact, Qt.ConnectionType.QueuedConnection)
        self.checks.wordsWanted.connect(self.wordsWanted, Qt.ConnectionType.QueuedConnection)
        self.checks.choiceWanted.connect(self._lead_to_choice, Qt.ConnectionType.QueuedConnection)
        self.checks.checkWanted.connect(self.checkWanted, Qt.ConnectionType.QueuedConnection)
        self.save.clicked.connect(self.ask_and_save)
        self.print.clicked.connect(self.ask_and_print)

    # Making and showing

    def request(self) -> PrintRequest | None:
        """What would print now: final where the plan is ready, else drafts; None where nothing is chosen."""
        if not self.documents.chosen:
            return None
        workspace, look = self._bridge.workspace, self.look.look
        plan = workspace.plan
        return PrintRequest(
            plan=plan,
            rule_set=workspace.rule_set,
            report=workspace.report,
            documents=self.documents.chosen,
            printed_at=self._services.clock.now().astimezone(zone_named(plan.zone)),
            paper=look.paper,
            size=look.size,
            language=look.language,
            final=self._drafts_because() is None,
            twelve_hour=look.twelve_hour,
            show_dose=look.show_dose,
            name_shown=look.name_of(plan),
            in_force=workspace.in_force,
            also_language=look.also_language,
            day=self.documents.day,
            own_words=self._own_words,
            carries_plan=look.carries_plan and self.documents.only_for_team,
            carried=self._carried,
            password=look.password,
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._has_printer = has_printer()
        self.look_up_words()
        self._show_readiness()
        if self._stale:
            self._make()

    def look_up_words(self) -> None:
        """The clinic's words as they are now: they may have been changed since."""
        own = self._services.words_shelf.own_words()
        self._stale = self._stale or own != self._own_words
        self._own_words = own

    def _want_words(self) -> None:
        self.wordsWanted.emit("")

    def _today(self) -> date:
        return local_time(self._services.clock.now(), self._bridge.workspace.plan.zone).date()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        """Below 1100 px the side panes give way and the small pages go; below 860 px they give way once more."""
        px, width = self._theme.px, self.width()
        roomy = width >= px(_ROOMY)
        left, right = (272, 312) if roomy else (216, 272) if width >= px(_NARROW) else (204, 268)
        self.checks.setMinimumHeight(px(_LEAST_CHECK))
        self.documents.show_roomy(roomy)
        self.documents.setFixedWidth(max(px(left), self.documents.least_width))
        self._right.setFixedWidth(
            max(px(right), self.look.sizeHint().width(), self._buttons.sizeHint().width() + px(28))
        )
        self.pages.show_roomy(roomy)

    def hideEvent(self, event: QHideEvent) -> None:
        """Let nothing go on behind: the plan may be about to close."""
        super().hideEvent(event)
        self._stale = self._stale or self._worker.is_busy
        self.making.cancel()
        self._worker.forget()

    def wait(self) -> None:
        """Make now what was put off, and wait for it (before closing, and in tests)."""
        self._make()
        self._worker.finish()

    def make_again(self) -> None:
        """The papers shown are no longer those asked for; make them anew once typing and clicking pause."""
        self._stale = True
        if self.isVisible():
            self._worker.after(_WAIT, self._make)

    def _make(self) -> None:
        self._stale = False
        request = self.request()
        if request is None:
            self._made = self._shown = None
            self.making.cancel()
            self.documents.show_counts({}, 0)
            self.checks.show_findings((), ())
            self.check_head.show_counts((), ())
            self.pages.show_papers(Papers(self._empty_request()))
            self.pages.show_message(t("Choose at least one document to print."))
            self._show_buttons()
            return
        job = PaperJob(replace(request, final=self._readiness().is_final), self.pages.index)
        self.making.follow(job)
        self._worker.run(job.glimpse, partial(self._glimpsed, job))

    def _glimpsed(self, job: PaperJob, glimpse: object) -> None:
        """Show the page that is looked at; only when its picture is under way the rest is made and checked."""
        if isinstance(glimpse, Papers):
            self._shown = glimpse
            self.pages.show_papers(glimpse)
        self._worker.run(job.make, self._papers_made)

    def _empty_request(self) -> PrintRequest:
        workspace = self._bridge.workspace
        return PrintRequest(workspace.plan, workspace.rule_set, workspace.report, ("none",), self._services.clock.now())

    def _papers_made(self, made: object) -> None:
        if made is None:  # stopped: other papers are wanted now, or none
            return
        self.making.done()
        if not isinstance(made, Papers):
            error = made if isinstance(made, PlannerError) else None
            words = t(error.message, **error.values) if error else t("The papers could not be made.")
            self.pages.show_message(words)
            return
        self._made = self._shown = made
        counts = Counter(page.kind for page in made.pages)
        self.documents.show_counts(counts, len(made.pages))
        self._show_readiness()
        self._show_findings(made)
        self.pages.show_papers(made)
        if made.pages:
            width = self._theme.px(THUMB)
            self._worker.run(lambda: make_pictures(made, width), self._thumbs_made)

    def _show_findings(self, made: Papers) -> None:
        workspace = self._bridge.workspace
        worst = Tier.STOP if workspace.report.open_stops else Tier.NOTE
        reasons = self._readiness().reasons
        writable = not workspace.is_read_only
        self.checks.show_findings(reasons, made.findings, worst, writable=writable, holds=made.holds)
        self.check_head.show_counts(made.findings, made.holds)

    def _lead_to_fact(self, name: str) -> None:
        """Lead to the field of a fact; those of a session are in the pane beside the board."""
        session = fact_session(self._bridge.workspace.plan, name)
        if session is not None:
            self._bridge.show_day(self._bridge.workspace.plan.session(session).day)
            self._bridge.select((session,), self)
            self._bridge.inspectorWanted.emit()
        self._bridge.fieldWanted.emit(name)

    def _lead_to_choice(self, name: str) -> None:
        """Put the focus on the setting of this print."""
        fields = {
            "show_dose": self.look.dose,
            "name_shown": self.look.name,
            "size": self.look.text_size,
            "also_language": self.look.also,
        }
        fields[name].setFocus(Qt.FocusReason.OtherFocusReason)

    def _thumbs_made(self, pictures: object) -> None:
        if isinstance(pictures, tuple):
            self.pages.show_thumbs(pictures)

    def _make_picture(self, index: int, width: int) -> None:
        made = self._shown
        if made is None or not made.has_picture_of(index):
            return

        def shown(picture: object) -> None:
            if isinstance(picture, PageImage) and made is self._shown:
                self.pages.show_picture(index, picture)

        self._worker.run(lambda: make_picture(made, index, width), shown)

    def _documents_changed(self) -> None:
        self.look.allow_plan_file(self.documents.only_for_team)
        self.make_again()

    def _plan_changed(self, happened: PlanChanged) -> None:
        self.documents.offer_days(self._bridge.workspace.plan, self._today())
        self._show_readiness()
        self.make_again()

    def _renew(self) -> None:
        self._share_width()
        self._show_buttons()
        self.make_again()

    def _look_changed(self, look: Look) -> None:
        self.documents.show_large(look.size == 18)
        self.make_again()

    def _choose_large(self, large: bool) -> None:
        self.look.choose_size(18 if large else 14)

    def _readiness(self) -> Readiness:
        workspace = self._bridge.workspace
        return readiness(workspace.plan, workspace.report)

    def _show_readiness(self) -> None:
        plan = self._bridge.workspace.plan
        self.look.offer_names(plan, short_name(plan.patient.name))
        why = self._drafts_because()
        if why is None:
            self.print.setText(t("Print…"))
            self.foot.setText(t("Final papers: the plan was marked as checked."))
        else:
            self.print.setText(t("Print draft…"))
            self.foot.setText(t("Draft. {why}", why=why))
        if not self._has_printer:
            self.foot.setText(f"{self.foot.text()} {t('No printer was found. Save a PDF instead.')}")
        self.print.setAccessibleName(self.print.text().rstrip("…"))
        self._show_buttons()

    def _drafts_because(self) -> str | None:
        """Why the papers would be drafts: the plan is not ready, or papers as they were last made were refused."""
        reasons = self._readiness().reasons
        if reasons:
            return reasons[-1]
        made = self._made
        if made is None or made.refusal is None or made.request.plan is not self._bridge.workspace.plan:
            return None
        return t(made.refusal.message, **made.refusal.values) if made.pdf else None

    def _show_buttons(self) -> None:
        """Without a printer the file is the way out, and the button says why it is off."""
        any_pages = self._made is None or bool(self._made.pdf)
        self.save.setEnabled(any_pages and bool(self.documents.chosen))
        self.print.setEnabled(self.save.isEnabled() and self._has_printer)
        self.print.setToolTip("" if self._has_printer else t("No printer was found. Save a PDF instead."))
        self.print.setAccessibleDescription(self.print.toolTip())
        first, second = (self.print, self.save) if self._has_printer else (self.save, self.print)
        self.way_out = first
        for part, primary in ((first, "true"), (second, None)):
            if part.property("primary") != primary:
                part.setProperty("primary", primary)
                part.style().unpolish(part)
                part.style().polish(part)
        for part, icon in ((self.save, "file-pdf-box"), (self.print, "printer-outline")):
            part.setIconSize(self._theme.icon_size(16))
            part.setIcon(self._theme.icon(icon, "on_primary" if part is first else "text2"))
