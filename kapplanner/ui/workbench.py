"""What the window holds: the library, the gallery or a plan, with the actions, the toast and the foot."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMainWindow, QVBoxLayout, QWidget

import kapplanner
from kapplanner.domain.errors import PlannerError
from kapplanner.domain.library import PlanLibrary, PlanStatus, PlanSummary
from kapplanner.i18n import nt, t
from kapplanner.ui.actions import Actions, When
from kapplanner.ui.faults import FaultCatcher
from kapplanner.ui.library_desk import LibraryDesk
from kapplanner.ui.plan_desk import PlanDesk, take_typed
from kapplanner.ui.preferences import Preferences, has_phones
from kapplanner.ui.theme import Theme
from kapplanner.ui.views.library import LibraryView
from kapplanner.ui.views.library_page import LibraryPage
from kapplanner.ui.widgets.page_stack import PageStack
from kapplanner.ui.widgets.status_line import StatusLine
from kapplanner.ui.widgets.toast import Toast

if TYPE_CHECKING:
    from kapplanner.domain.plan import Plan
    from kapplanner.editing.rule_draft import RuleDraft
    from kapplanner.editing.words_draft import WordsDraft
    from kapplanner.editing.workspace import Workspace
    from kapplanner.rules.rule_set import Rule
    from kapplanner.settings import Settings
    from kapplanner.ui.dialogs.palette import Entry
    from kapplanner.ui.help.desk import HelpDesk
    from kapplanner.ui.rules.door import RulesDoor
    from kapplanner.ui.rules.page import RulesPage
    from kapplanner.ui.services import Services
    from kapplanner.ui.views.gallery_page import GalleryPage
    from kapplanner.ui.views.plan_page import PlanPage
    from kapplanner.ui.words.door import WordsDoor
    from kapplanner.ui.words.page import WordsPage

_TAB = Qt.FocusReason.TabFocusReason


class Workbench(QWidget):
    """Fills a window that is already there; reads the library beside it, and makes other pages when first asked for.

    ``named`` carries the code of the open plan for the window's title, "" without one.
    """

    named = Signal(str)

    def __init__(self, services: "Services", theme: Theme, window: QMainWindow) -> None:
        super().__init__(window)
        self.services = services
        self.theme = theme
        self.faults = FaultCatcher(services.record_fault, self)
        self.prefs = Preferences(services, theme, self)
        self.desk = LibraryDesk(services, self)
        self.desk.open_first()
        self._pages = PageStack(self)
        self.plans = PlanDesk(services, theme, self.desk, self, self._pages)
        self.acts = Actions(theme, self._resolve, window)
        self.library_view = LibraryView(theme, self.desk.worker, services.clock, self.desk.judge)
        self.library_page = LibraryPage(theme, self.library_view)
        self.gallery_page: GalleryPage | None = None
        self.status = StatusLine(theme)
        self._build(window)
        self.toast = Toast(theme, self)
        self._connect()
        self.library_view.show_phones_line(not has_phones(services.settings))
        self._show_page(self.library_page)

    @property
    def plan_page(self) -> "PlanPage | None":
        """The page of the open plan, None where none is open."""
        return self.plans.page

    def _build(self, window: QMainWindow) -> None:
        self.acts.fill(window.menuBar())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._pages.addWidget(self.library_page)
        column.addWidget(self._pages, 1)
        column.addWidget(self.status)

    def _connect(self) -> None:
        desk, view, bar, plans = self.desk, self.library_view, self.library_page.bar, self.plans
        desk.glimpsed.connect(view.show_glimpse)
        desk.opened.connect(self._library_opened)
        desk.failed.connect(self._show_problem)
        desk.changed.connect(self._library_changed)
        desk.said.connect(self.toast.say)
        desk.refused.connect(self.say_error)
        plans.shown.connect(self._show_plan)
        plans.closed.connect(self._drop_plan)
        plans.named.connect(self.named)
        plans.told.connect(self.status.say)
        plans.savedTold.connect(self.status.say_saved)
        plans.said.connect(self.toast.say)
        plans.stepped.connect(self.renew_actions)
        plans.libraryWanted.connect(self.show_library)
        plans.paletteWanted.connect(self.show_palette)
        plans.ruleSetsWanted.connect(self.show_rule_sets)
        plans.wordsWanted.connect(self.show_words)
        plans.ruleWanted.connect(self.show_rule)
        plans.ruleHelpWanted.connect(self._help_on_rule)
        view.openWanted.connect(desk.read)
        view.printWanted.connect(self._print_plan)
        view.shareWanted.connect(self._share_plan)
        view.newPlanWanted.connect(self.new_plan)
        view.sampleWanted.connect(self.open_sample)
        view.settingsWanted.connect(self.show_settings)
        view.ruleSetsWanted.connect(self.show_rule_sets)
        view.deleteWanted.connect(desk.delete)
        view.duplicateWanted.connect(desk.duplicate)
        view.archiveWanted.connect(self._archive)
        view.compareWanted.connect(self._compare_stored)
        view.renameWanted.connect(self._rename)
        view.openAgainWanted.connect(desk.open)
        view.listed.connect(self._say_listed)
        bar.new_plan.clicked.connect(self.new_plan)
        bar.open_file.clicked.connect(self.open_file)
        self.status.percentWanted.connect(self.prefs.use_percent)
        self.prefs.kept.connect(self._settings_kept)
        self.prefs.said.connect(self.toast.say)

    # Actions: which can be done, and what they call

    def _resolve(self, call: str) -> Callable[[], object]:
        match call.partition("."):
            case ("view", ".", name):
                assert self.plan_page is not None
                return attrgetter(name)(self.plan_page.plan_view)  # type: ignore[no-any-return]
            case (("help" | "prefs") as part, ".", name):
                return getattr(getattr(self, part), name)  # type: ignore[no-any-return]
        return getattr(self if hasattr(self, call) else self.plans, call)  # type: ignore[no-any-return]

    @property
    def _steps(self) -> "RuleDraft | WordsDraft | Workspace | None":
        """What undo and redo step through: the draft on the page of rules or words that is shown, else the plan."""
        if self._words_shown is not None:
            return self._words_shown.desk.draft
        rules = self.rules_page
        if rules is not None and self._pages.currentWidget() is rules:
            return rules.desk.draft
        return self._shown_workspace

    @property
    def _shown_workspace(self) -> "Workspace | None":
        """The open plan while its page is shown: what cannot be seen is not changed."""
        return self.plans.workspace if self._pages.currentWidget() is self.plan_page else None

    def undo(self) -> None:
        """Go back over one step of what is shown."""
        self._step("undo")

    def redo(self) -> None:
        """Do again what was undone."""
        self._step("redo")

    def _step(self, way: str) -> None:
        page = self._pages.currentWidget()
        getattr(page if page is not None and page in (self.rules_page, self._words_shown) else self.plans, way)()

    def _holds(self, when: When) -> bool:
        workspace, steps = self._shown_workspace, self._steps
        selected = workspace is not None and self.plans.has_selection
        may_step = steps is not None and not getattr(steps, "is_read_only", False)
        writable = workspace is not None and not workspace.is_read_only
        return {
            When.ALWAYS: True,
            When.LIBRARY: self.desk.library is not None,
            When.LIBRARY_WRITABLE: not self.desk.is_view_only,
            When.PLAN: workspace is not None,
            When.PLAN_WRITABLE: writable,
            When.SELECTION: selected,
            When.SELECTION_WRITABLE: selected and writable,
            When.UNDO: may_step and steps is not None and steps.undo_label is not None,
            When.REDO: may_step and steps is not None and steps.redo_label is not None,
        }[when]

    def renew_actions(self) -> None:
        """Turn actions on and off, and name undo and redo after their steps."""
        self.acts.allow(self._holds)
        steps = self._steps
        self.acts.name_step("undo", steps.undo_label if steps else None)
        self.acts.name_step("redo", steps.redo_label if steps else None)
        allowed = not self.desk.is_view_only
        self.library_page.bar.new_plan.setEnabled(allowed)
        self.library_page.bar.open_file.setEnabled(allowed)

    # The library

    def open_library(self) -> None:
        """Begin to read the library, beside the window."""
        self.desk.open()

    def _library_opened(self, library: PlanLibrary) -> None:
        self.library_view.show_library(library, view_only=self.desk.is_view_only)
        self._show_why_view_only(library)
        if self.rules_page is not None:
            self.rules_page.trial.show_library(library)
        self.acts.dress()
        self.renew_actions()
        self._tell_news()
        self.desk.worker.run(self._count_shipped, self._show_shipped)

    def _count_shipped(self) -> tuple[int, int]:
        return len(self.services.templates()), len(self.services.rule_shelf.in_force())

    def _show_shipped(self, counts: object) -> None:
        if isinstance(counts, PlannerError):
            self.say_error(counts)
        elif isinstance(counts, tuple):
            self.library_view.show_rules_count(*counts)

    def _show_problem(self, error: PlannerError) -> None:
        self.library_view.show_problem(error)
        self.acts.dress()

    def _show_why_view_only(self, library: PlanLibrary) -> None:
        notice = library.notice
        if notice is None:
            self.library_page.banner.hide()
            return
        words = t(notice.message, **notice.values)
        self.library_page.banner.tell("caut", words, (t("Try again to edit"), self.open_library))

    def _library_changed(self, plan_id: str) -> None:
        self.library_view.refresh(plan_id or None)

    def _say_listed(self, count: int) -> None:
        if self.plan_page is None:
            self.status.say(nt("{n} plan", "{n} plans", count) if count else t("No plans"))

    def find_here(self) -> None:
        """Find a session of the plan that is shown, else a plan in the library."""
        if self.plan_page is not None and self._shown() is self.plan_page:
            self._show_palette(self._session_entries(), t("Type a word of a session, its day or its method"))
            return
        self.show_library()
        self.library_page.bar.search.setFocus()
        self.library_page.bar.search.selectAll()

    def _archive(self, plan: PlanSummary) -> None:
        self.desk.set_archived(plan, not plan.archived)

    def _rename(self, plan: PlanSummary) -> None:
        from kapplanner.ui.dialogs.rename import RenameDialog  # noqa: PLC0415 - start-up: not for the first window

        dialog = RenameDialog(self.theme, plan.name, plan.title, self)
        if self._ask(dialog):
            self.desk.rename(plan, dialog.name, dialog.title)

    def show_compare(self) -> None:
        """Compare the open plan, or the current one of the library, with another state or plan."""
        from kapplanner.ui.comparing import compare_open_plan  # noqa: PLC0415 - start-up: reads plan files

        take_typed()
        page, listed = self.plan_page, self.library_view.current_plan
        if page is not None and self._shown() is page:
            compare_open_plan(page, self.desk, self.theme, self.services.settings.last_folder)
        elif listed is not None and self._shown() is self.library_page:
            self._compare_stored(listed)
        else:
            self.toast.say(t("Open a plan or select one in the library to compare it."))

    def _compare_stored(self, plan: PlanSummary) -> None:
        from kapplanner.ui.comparing import compare_stored_plan  # noqa: PLC0415 - start-up: reads plan files

        compare_stored_plan(plan, self.desk, self.theme, self.services.settings.last_folder, self)

    def check_paper(self) -> None:
        """Say whether a paper in the hand still shows its plan, or the plan on the screen, as it is."""
        from kapplanner.ui.dialogs.check_paper import CheckPaper  # noqa: PLC0415 - start-up: not for the first window

        self.plans.save_now()
        workspace = self._shown_workspace
        if self.desk.library is not None:
            shown = workspace.plan.id if workspace is not None else ""
            self._ask(CheckPaper(self.theme, self.desk.library, shown, self))

    def show_library(self) -> None:
        """Go back to the library; what is open is saved first."""
        if not self.plans.leave():
            return
        self._show_page(self.library_page)
        self.library_view.refresh()

    # Plans

    def new_plan(self) -> None:
        """Choose a template for a new plan."""
        from kapplanner.ui.views.gallery_page import GalleryPage  # noqa: PLC0415 - start-up: reads all templates

        if self.gallery_page is None:
            self.gallery_page = GalleryPage(self.theme, self.services)
            self.gallery_page.left.connect(self.show_library)
            self.gallery_page.created.connect(self._plan_created)
            self.gallery_page.bar.find_button.clicked.connect(self.show_palette)
            self.gallery_page.told.connect(self.status.say)
            self._pages.addWidget(self.gallery_page)
        self.gallery_page.begin()
        self._show_page(self.gallery_page)

    def _plan_created(self, plan: "Plan") -> None:
        self.desk.add(plan)

    def open_sample(self) -> None:
        """Open the fictional plan to look around with."""
        self.desk.open_sample()

    def open_file(self) -> None:
        """Open a plan file of a colleague, with a preview of what comes in."""
        kinds = t("Plan files (*.kap);;All files (*)")
        path, _ = QFileDialog.getOpenFileName(self, t("Open file"), self.services.settings.last_folder, kinds)
        if path:
            self.prefs.use(replace(self.services.settings, last_folder=str(Path(path).parent)))
            self.receive(Path(path))

    def receive(self, path: Path) -> None:
        """Show what a plan file holds, and store it where the person wants it."""
        from kapplanner.ui.dialogs.import_preview import receive_file  # noqa: PLC0415 - start-up: reads plan files

        library = self.desk.library
        if library is None:
            return
        try:
            received = receive_file(path, library, self.services, self.theme, self)
        except PlannerError as error:
            self.say_error(error)
            return
        if received is not None:
            self.desk.add(received.plan, origin=received.origin, status=PlanStatus.RECEIVED, carried=received.carried)

    def _show_plan(self, page: "PlanPage") -> None:
        self._pages.addWidget(page)
        self._show_page(page)

    def _drop_plan(self, page: "PlanPage") -> None:
        self._pages.removeWidget(page)
        page.deleteLater()

    def _show_page(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)
        self.renew_actions()

    def _print_plan(self, plan_id: str) -> None:
        self.desk.read(plan_id, "print")

    def _share_plan(self, plan_id: str) -> None:
        self.desk.read(plan_id, "share")

    def say_error(self, error: PlannerError) -> None:
        """Say in the user's language why something cannot be done."""
        self.toast.say(t(error.message, **error.values))

    def say_fault(self, fault: str) -> None:
        """Say that the program made a mistake, by its id; what is on the screen stays."""
        words = t("The program made a mistake (number {fault}). Your plan is kept as it was.", fault=fault)
        self.toast.say(words)

    # Settings

    def show_settings(self, setting: str = "") -> None:
        """Clinic, phones, paper, appearance; at the field of a setting where one is named."""
        self.prefs.show(setting, self)

    def _settings_kept(self, settings: "Settings") -> None:
        self.library_view.show_phones_line(not has_phones(settings))

    # Getting about

    def show_palette(self) -> None:
        """Find an action or a plan by typing."""
        self._show_palette(
            self._entries(), t("Type what you want to do, a plan’s name, or a session to add"), offers=True
        )

    def _show_palette(self, entries: "list[Entry]", asks: str, *, offers: bool = False) -> None:
        from kapplanner.ui.dialogs.palette import Palette  # noqa: PLC0415 - start-up: not for the first window

        palette = Palette(self.theme, entries, self, asks=asks, offer=self._session_offered if offers else None)
        palette.move(self.mapToGlobal(self.rect().center()) - palette.rect().center())
        palette.exec()
        chosen = palette.chosen
        palette.deleteLater()
        if chosen is not None:
            chosen.run()

    def _session_offered(self, text: str) -> "Entry | None":
        """To add the session that a text names, where a plan is shown that can be changed."""
        if self.plan_page is None or not self._holds(When.PLAN_WRITABLE):
            return None
        return self.plan_page.plan_view.typing.offer(text)

    def _entries(self) -> "list[Entry]":
        from kapplanner.ui import palette_entries as offered  # noqa: PLC0415 - start-up: not for the first window

        acts = offered.action_entries(self.acts)
        plans = offered.plan_entries(self.library_view.table.plans, self.desk.read)
        settings = offered.setting_entries(self.show_settings)
        return acts + plans + settings + self._session_entries() + self.help.entries()

    def _session_entries(self) -> "list[Entry]":
        from kapplanner.ui import palette_entries as offered  # noqa: PLC0415 - start-up: not for the first window

        return [] if self.plan_page is None else offered.session_entries(self.plan_page, self.theme)

    def _shown(self) -> "LibraryPage | GalleryPage | PlanPage | RulesPage | WordsPage":
        pages = (self.plan_page, self.gallery_page, self.rules_page, self._words_shown)
        shown = self._pages.currentWidget()
        return next((page for page in pages if page is not None and page is shown), self.library_page)

    def panes_shown(self) -> list[QWidget]:
        """The panes of the page that is shown."""
        return self._shown().panes()

    def next_pane(self) -> None:
        self._go_to_pane(1)

    def previous_pane(self) -> None:
        self._go_to_pane(-1)

    def _go_to_pane(self, step: int) -> None:
        panes = [pane for pane in self.panes_shown() if pane.isVisible() and pane.isEnabled()]
        focus = QApplication.focusWidget()
        now = next((n for n, pane in enumerate(panes) if focus and (pane is focus or pane.isAncestorOf(focus))), None)
        place = (now + step) % len(panes) if now is not None else 0
        panes[place].setFocus(_TAB)

    # The rules

    @cached_property
    def rules(self) -> "RulesDoor":
        """The page of the rules; it is made when first asked for."""
        from kapplanner.ui.rules.door import RulesDoor  # noqa: PLC0415 - start-up: not for the first window

        door = RulesDoor(self.theme, self.services, self._pages)
        door.made.connect(self._rules_made)
        door.left.connect(self._leave_rules)
        return door

    @property
    def rules_page(self) -> "RulesPage | None":
        """The page of the rules, None where it is not open."""
        return self.rules.page if "rules" in self.__dict__ else None

    def _rules_made(self, page: "RulesPage") -> None:
        page.told.connect(self.status.say)
        page.stepped.connect(self.renew_actions)
        page.helpWanted.connect(self._help_on_rule)
        page.desk.said.connect(self.toast.say)
        page.desk.ruled.connect(self._rules_changed)

    def show_rule_sets(self) -> None:
        """The rules: to read, and the clinic's own to change."""
        self.show_rule("")

    def show_rule(self, rule_id: str) -> None:
        """Go to the rules page, to the set of the open plan and this rule of it."""
        self.plans.save_now()
        page = self.rules.open(rule_id, self.plans.workspace, self.desk.library)
        self._show_page(page)
        page.sets.rules.setFocus()

    def _leave_rules(self) -> None:
        """Back to the plan that is open, or to the library."""
        page: QWidget = self.plan_page or self.library_page
        self._show_page(page)
        self.rules.close()
        if page is self.library_page:
            self.library_view.refresh()

    def _rules_changed(self) -> None:
        """What is in force changed: the open plan is judged by it, and what the gallery counted is out of date."""
        page, self.gallery_page = self.gallery_page, None
        if page is not None:
            self._pages.removeWidget(page)
            page.deleteLater()
        self.plans.look_up_rules_again()
        self.desk.worker.run(self._count_shipped, self._show_shipped)

    # Words of the papers

    @cached_property
    def words(self) -> "WordsDoor":
        """The page of the papers' words; it is made when first asked for."""
        from kapplanner.ui.words.door import WordsDoor  # noqa: PLC0415 - start-up: not for the first window

        door = WordsDoor(self.theme, self.services, self._pages)
        door.made.connect(self._words_made)
        door.left.connect(self._leave_words)
        return door

    def _words_made(self, page: "WordsPage") -> None:
        page.told.connect(self.status.say)
        page.stepped.connect(self.renew_actions)
        page.desk.said.connect(self.toast.say)

    @property
    def _words_shown(self) -> "WordsPage | None":
        page = self.words.page if "words" in self.__dict__ else None
        return page if page is not None and page is self._pages.currentWidget() else None

    def show_words(self, words: str = "") -> None:
        """Go to the words of the papers, in the patient's language, at a text ("day.eve") where one is named."""
        self.plans.save_now()
        workspace = self.plans.workspace
        page = self.words.open(words, workspace.plan.patient.language if workspace is not None else "en")
        self._show_page(page)
        page.blocks.setFocus()

    def _leave_words(self) -> None:
        """Back to the plan that is open, or to the library."""
        self._show_page(self.plan_page or self.library_page)
        self.words.close()

    # Help

    @cached_property
    def help(self) -> "HelpDesk":
        """The help; its pages are read when first asked for."""
        from kapplanner.ui.help.desk import HelpDesk  # noqa: PLC0415 - start-up: not for the first window

        return HelpDesk(self.theme, self.acts, self.panes_shown, self)

    def _help_on_rule(self, wanted: "Rule | str") -> None:
        self.help.show_rule(wanted)

    def _tell_news(self) -> None:
        """Say in the library that the program is another version than last time."""
        seen = self.services.settings.seen_version
        if seen and seen != kapplanner.__version__:
            self.library_page.tell_news(kapplanner.__version__, self.acts.by_id["news"].trigger)

    def _remember_version(self) -> None:
        """Keep that this version was told of; at the end, as writing a file would hold up the start."""
        settings, version = self.services.settings, kapplanner.__version__
        if settings.seen_version != version:
            with suppress(OSError):  # nobody asked for it, and it is said again where it cannot be kept
                self.services.save_settings(replace(settings, seen_version=version))

    def lend_help_key(self) -> None:
        """Let F1 be heard in the dialog that is open."""
        dialog, key = QApplication.activeModalWidget(), self.acts.by_id["help"]
        if dialog is not None and key not in dialog.actions():
            dialog.addAction(key)

    def close_window(self) -> None:
        """Close the window that this fills; it saves first and ends the program."""
        self.window().close()

    def _ask(self, dialog: QDialog) -> int:
        answer = dialog.exec()
        dialog.deleteLater()
        return answer

    def leave(self) -> bool:
        """Save what is open and close the library; False where the person wants to stay."""
        if self.rules_page is not None and not self.rules_page.desk.keep_now():
            return False
        if self._words_shown is not None and not self._words_shown.may_leave():
            return False
        if not self.plans.leave():
            return False
        self._remember_version()
        if "words" in self.__dict__:
            self.words.close()
        if "help" in self.__dict__:
            self.help.close()
        self.faults.stop()
        self.desk.close()
        return True
