"""The library: shelves at the side, plans as a table, the chosen plan below; or the first ways in."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from kapplanner.domain.errors import PlannerError
from kapplanner.domain.library import FirstLook, PlanLibrary, PlanSummary, Shelf
from kapplanner.domain.time import Clock
from kapplanner.i18n import t
from kapplanner.rules.tier import Tier
from kapplanner.ui.models.library import PlanTable
from kapplanner.ui.theme import UNKNOWN_ICON, Theme
from kapplanner.ui.views.library_details import DetailsStrip
from kapplanner.ui.views.library_empty import EmptyLibrary
from kapplanner.ui.views.library_problem import LibraryProblem
from kapplanner.ui.views.library_sidebar import SideBar
from kapplanner.ui.views.library_table import PlanTableView
from kapplanner.ui.widgets.banner import Banner, IconMark
from kapplanner.ui.widgets.course_strip import CourseStrip
from kapplanner.ui.widgets.flow import FlowLayout
from kapplanner.ui.widgets.spacing import SpacingKeeper
from kapplanner.ui.widgets.texts import button_text, plain_label
from kapplanner.ui.worker import Worker

if TYPE_CHECKING:
    from kapplanner.domain.plan import Plan
    from kapplanner.rules.finding import Report

SETTLE_MILLISECONDS = 120
LEAST_FOR_LEGEND = 360
"""Lower than this the plans need the height that the legend under them would take."""

Judge = Callable[["Plan"], "Report"]


@dataclass(frozen=True, slots=True)
class _Listing:
    """What the library answered, and to which of the questions."""

    asked: int
    plans: list[PlanSummary]
    counts: dict[Shelf, int]


@dataclass(frozen=True, slots=True)
class _Details:
    """A plan as stored, and what its rules say."""

    plan: "Plan"
    report: "Report"


class LibraryView(QWidget):
    """Lists and searches in a worker, so that ten thousand plans never stall the window."""

    openWanted = Signal(str)
    printWanted = Signal(str)
    shareWanted = Signal(str)
    newPlanWanted = Signal()
    sampleWanted = Signal()
    settingsWanted = Signal()
    ruleSetsWanted = Signal()
    deleteWanted = Signal(object)
    archiveWanted = Signal(object)
    duplicateWanted = Signal(object)
    renameWanted = Signal(object)
    compareWanted = Signal(object)
    openAgainWanted = Signal(str)
    listed = Signal(int)

    def __init__(self, theme: Theme, worker: Worker, clock: Clock, judge: Judge) -> None:
        super().__init__()
        self._spacing = SpacingKeeper(self, theme)
        self._theme = theme
        self._worker = worker
        self._clock = clock
        self._judge = judge
        self._library: PlanLibrary | None = None
        self._shelf = Shelf.ALL
        self._search = ""
        self._wanted_row: str | None = None
        self._asked = 0
        self._view_only = False
        self._has_begun = False
        self._menu: QMenu | None = None
        self.table = PlanTable(clock, self)
        self.side_bar = SideBar(theme)
        self.banner = Banner(theme)
        self.plans = PlanTableView(theme, self.table)
        self.details = DetailsStrip(theme)
        self.nothing_found = plain_label(ink="text2")
        self._settled = self._delayed(self._read_details)
        self._typed = self._delayed(self.refresh)
        self._pages = QStackedWidget()
        self._list_page = self._build_list()
        self._waiting = plain_label(t("Opening the library…"), ink="text2")
        self._waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for page in (self._waiting, self._list_page):
            self._pages.addWidget(page)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.banner)
        right.addWidget(self._pages, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.side_bar)
        row.addLayout(right, 1)
        self._connect()

    def _delayed(self, call: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(SETTLE_MILLISECONDS)
        timer.timeout.connect(call)
        return timer

    def _connect(self) -> None:
        self.side_bar.shelfChosen.connect(self.show_shelf)
        self.side_bar.templatesWanted.connect(self.newPlanWanted)
        self.side_bar.ruleSetsWanted.connect(self.ruleSetsWanted)
        self.side_bar.settingsWanted.connect(self.settingsWanted)
        self._theme.changed.connect(self._fit_table)
        self.plans.opened.connect(self._open)
        self.plans.chosen.connect(self._choose)
        self.plans.menuWanted.connect(self._show_menu)
        self.plans.deleteWanted.connect(self._delete)
        self.plans.renameWanted.connect(self._rename)
        self.details.openWanted.connect(self._open_current)
        self.details.printWanted.connect(self._print_current)
        self.details.shareWanted.connect(self._share_current)

    def _build_list(self) -> QFrame:
        page = QFrame()
        page.setProperty("ground", "board")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.nothing_found.setContentsMargins(self._theme.px(20), self._theme.px(24), 0, 0)
        column.addWidget(self.plans, 1000)
        column.addWidget(self.nothing_found)
        self.legend = self._legend()
        column.addWidget(self.legend)
        column.addStretch(1)
        column.addWidget(self.details)
        return page

    def _legend(self) -> QWidget:
        line = QWidget()
        px = self._theme.px
        row = FlowLayout(px(12))
        line.setLayout(row)
        row.setContentsMargins(px(20), px(10), px(20), px(10))
        for letter, word in (("M", t("Medicine")), ("I", t("Integration")), ("P", t("Preparation")), ("R", t("Rest"))):
            strip = CourseStrip(self._theme, letter, cell=13, height=16)
            strip.setFixedWidth(px(13))
            row.addWidget(self._sign(strip, word))
        row.addWidget(plain_label(t("Findings:"), role="small", ink="text2"))
        looks = [self._theme.tier(tier) for tier in Tier]
        unknown = (UNKNOWN_ICON, "text2", t("Could not be checked"))
        for icon, token, word in (*((look.icon, look.token, look.word) for look in looks), unknown):
            row.addWidget(self._sign(IconMark(self._theme, icon, token, 14), word))
        return line

    def _sign(self, sign: QWidget, word: str) -> QWidget:
        """A sign with its word, which stay together."""
        pair = QWidget()
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.px(6))
        row.addWidget(sign)
        row.addWidget(plain_label(word, role="small", ink="text2"))
        return pair

    @cached_property
    def empty(self) -> EmptyLibrary:
        """What is shown before the first plan; made when first needed, as most starts never do."""
        empty = EmptyLibrary(self._theme)
        empty.newPlanWanted.connect(self.newPlanWanted)
        empty.sampleWanted.connect(self.sampleWanted)
        empty.phonesWanted.connect(self.settingsWanted)
        self._pages.addWidget(empty)
        return empty

    @cached_property
    def problem(self) -> LibraryProblem:
        """What is shown where there is no library to show; made when first needed."""
        problem = LibraryProblem(self._theme)
        problem.openAgainWanted.connect(self._try_again)
        self._pages.addWidget(problem)
        return problem

    @property
    def _is_empty(self) -> bool:
        return "empty" in self.__dict__ and self._pages.currentWidget() is self.empty

    def show_glimpse(self, look: FirstLook) -> None:
        """Show what a first look at the library found while it is being opened; plans can only be opened so far."""
        if self._library is None:
            self._view_only = True
            self._show_answer(_Listing(self._asked, list(look.plans), look.counts))

    def show_library(self, library: PlanLibrary, *, view_only: bool) -> None:
        """Begin to list this library."""
        self._library = library
        self._view_only = view_only
        self.refresh()

    def show_problem(self, error: PlannerError) -> None:
        """Say why there is no library to show, and let it be tried again."""
        self.problem.tell(error)
        self._pages.setCurrentWidget(self.problem)

    def show_phones_line(self, wanted: bool) -> None:
        """Remind of the clinic's phone numbers until they are there."""
        if wanted:
            words = t("Add your clinic’s phone numbers before the first final print.")
            self.banner.tell("caut", words, (t("Add phone numbers"), self.settingsWanted.emit))
        self._phones_wanted = wanted
        self._show_banner()

    _phones_wanted = False

    def _show_banner(self) -> None:
        if self._is_empty:
            self.empty.show_phones(self._phones_wanted)
        self.banner.setVisible(self._phones_wanted and self._pages.currentWidget() is self._list_page)

    def show_shelf(self, shelf: Shelf) -> None:
        """Show the plans of one shelf."""
        self._shelf = shelf
        self.side_bar.choose(shelf)
        self.refresh()

    def search_for(self, text: str) -> None:
        """Show the plans that a text finds, once typing rests."""
        self._search = text
        self._typed.start()

    def refresh(self, select: str | None = None) -> None:
        """Ask the library again; ``select`` names the plan whose row is to be the current one."""
        library = self._library
        if library is None:
            return
        current = self.plans.current_plan
        self._wanted_row = select or (current.id if current else None)
        self._asked += 1
        asked, search, shelf = self._asked, self._search, self._shelf
        self._worker.run(
            lambda: _Listing(asked, library.plans(search, shelf), library.shelf_counts()), self._show_answer
        )

    def _show_answer(self, answer: object) -> None:
        if isinstance(answer, PlannerError):
            self.show_problem(answer)
            return
        assert isinstance(answer, _Listing)
        asked, plans, counts = answer.asked, answer.plans, answer.counts
        if asked != self._asked:
            return
        self.side_bar.show_counts(counts)
        self.table.show_plans(plans)
        total = counts.get(Shelf.ALL, 0) + counts.get(Shelf.ARCHIVED, 0)
        self._pages.setCurrentWidget(self._list_page if total else self.empty)
        if self._is_empty:
            self.empty.allow_new(not self._view_only)
        self._show_banner()
        self.plans.choose(self._wanted_row)
        self._begin()
        self._fit_table()
        self.nothing_found.setVisible(not plans)
        searched = t("No plan matches “{search}”.", search=self._search)
        self.nothing_found.setText(searched if self._search else t("No plans on this shelf."))
        self.details.setVisible(bool(plans))
        self.listed.emit(len(plans))

    def _begin(self) -> None:
        """The first time that there is something to see, one key opens the plan changed last, or the sample plan."""
        if self._has_begun or (self._is_empty and self._view_only):
            return
        self._has_begun = True
        self.focus_here()

    def focus_here(self) -> None:
        """Give the keyboard to the plans; where there are none, to the sample plan."""
        way_in = self.empty.sample if self._is_empty else self.plans
        way_in.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.legend.setVisible(self.height() >= self._theme.px(LEAST_FOR_LEGEND))

    def _fit_table(self) -> None:
        self.plans.setMaximumHeight(self.plans.fitting_height())

    def show_rules_count(self, templates: int, rule_sets: int) -> None:
        """Show how many templates and rule sets there are."""
        self.side_bar.templates.show_count(templates)
        self.side_bar.rule_sets.show_count(rule_sets)

    @property
    def current_plan(self) -> PlanSummary | None:
        """The plan of the current row."""
        return self.plans.current_plan

    def panes(self) -> list[QWidget]:
        """The panes that F6 goes through."""
        side = self.side_bar.shelves[self._shelf]
        if self._is_empty:
            return [side, self.empty.new_plan]
        return [side, self.plans, self.details.open]

    def _choose(self, plan: PlanSummary | None) -> None:
        if plan is not None:
            self.details.show_summary(plan)
            self._settled.start()

    def _read_details(self) -> None:
        plan, library = self.plans.current_plan, self._library
        if plan is None or library is None:
            return
        plan_id = plan.id

        def read() -> _Details:
            stored = library.read(plan_id).plan
            return _Details(stored, self._judge(stored))

        self._worker.run(read, self._show_details)

    def _show_details(self, answer: object) -> None:
        if isinstance(answer, PlannerError):
            return
        assert isinstance(answer, _Details)
        plan, report = answer.plan, answer.report
        current = self.plans.current_plan
        if current is not None and current.id == plan.id:
            self.details.show_plan(plan, report, self._clock.now())

    def _open(self, plan: PlanSummary) -> None:
        self.openWanted.emit(plan.id)

    def _delete(self, plan: PlanSummary) -> None:
        if not self._view_only:
            self.deleteWanted.emit(plan)

    def _rename(self, plan: PlanSummary) -> None:
        if not self._view_only:
            self.renameWanted.emit(plan)

    def _open_current(self) -> None:
        self._emit_current(self.openWanted.emit)

    def _print_current(self) -> None:
        self._emit_current(self.printWanted.emit)

    def _share_current(self) -> None:
        self._emit_current(self.shareWanted.emit)

    def _emit_current(self, emit: Callable[[str], None]) -> None:
        if self.plans.current_plan is not None:
            emit(self.plans.current_plan.id)

    def _try_again(self, passphrase: str) -> None:
        self._pages.setCurrentWidget(self._waiting)
        self.openAgainWanted.emit(passphrase)

    def _show_menu(self, plan: PlanSummary, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shelf_word = t("Take out of the archive") if plan.archived else t("Archive")
        rows: list[tuple[str, str, Callable[[], None], bool]] = [
            (t("Open plan"), "", lambda: self.openWanted.emit(plan.id), True),
            (t("Rename…"), "pencil-outline", lambda: self.renameWanted.emit(plan), not self._view_only),
            (t("Duplicate"), "content-copy", lambda: self.duplicateWanted.emit(plan), not self._view_only),
            (t("Print…"), "printer-outline", lambda: self.printWanted.emit(plan.id), True),
            (t("Share…"), "share-variant-outline", lambda: self.shareWanted.emit(plan.id), True),
            (t("Compare…"), "compare-horizontal", lambda: self.compareWanted.emit(plan), True),
            (shelf_word, "archive-outline", lambda: self.archiveWanted.emit(plan), not self._view_only),
            (t("Delete"), "trash-can-outline", lambda: self.deleteWanted.emit(plan), not self._view_only),
        ]
        for number, (word, icon, call, allowed) in enumerate(rows):
            if number in {1, 3, 6}:
                menu.addSeparator()
            action = menu.addAction(button_text(word), call)
            action.setEnabled(allowed)
            if icon:
                action.setIcon(self._theme.icon(icon))
        self._menu = menu
        menu.popup(place)
