"""The plan that is open in the window: read, shown, saved, copied, left."""

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from kapplanner.domain.errors import PlannerError
from kapplanner.domain.library import StoredPlan
from kapplanner.i18n import t
from kapplanner.settings.views import remembering
from kapplanner.ui.library_desk import LibraryDesk, copy_of
from kapplanner.ui.theme import Theme

if TYPE_CHECKING:
    from kapplanner.editing.autosave import SaveStatus
    from kapplanner.editing.workspace import PlanChanged, Workspace
    from kapplanner.ui.services import Services
    from kapplanner.ui.views.plan_page import PlanPage

_PRINT, _SHARE, _CHECK = 3, 4, 2


def take_typed() -> None:
    """Let the field that is being typed in hand over its text, as it does when it is left; the keyboard stays there."""
    field = QApplication.focusWidget()
    if isinstance(field, QLineEdit | QPlainTextEdit):
        field.clearFocus()
        field.setFocus()


class PlanDesk(QObject):
    """One plan at a time. ``shown`` carries its page, ``closed`` the page that is to go, ``named`` its code or "".

    ``told`` is a line for the foot of the window, ``savedTold`` words, icon and ink of where the last step is,
    ``said`` a sentence for the toast, ``stepped`` that something changed that actions depend on.
    """

    shown = Signal(object)
    closed = Signal(object)
    named = Signal(str)
    told = Signal(str, str)
    savedTold = Signal(str, str, str)
    said = Signal(str)
    stepped = Signal()
    libraryWanted = Signal()
    ruleSetsWanted = Signal()
    wordsWanted = Signal(str)
    ruleWanted = Signal(str)
    ruleHelpWanted = Signal(object)
    paletteWanted = Signal()

    def __init__(self, services: "Services", theme: Theme, desk: LibraryDesk, window: QWidget, pages: QWidget) -> None:
        super().__init__(window)
        self._pages = pages
        self._services = services
        self._theme = theme
        self._desk = desk
        self._window = window
        self.page: PlanPage | None = None
        desk.planRead.connect(self.open)

    @property
    def workspace(self) -> "Workspace | None":
        """The open plan's workspace, None where no plan is open."""
        return self.page.opened.workspace if self.page is not None else None

    @property
    def has_selection(self) -> bool:
        """Whether a session of the open plan is selected."""
        return self.page is not None and bool(self.page.opened.bridge.selection)

    def open(self, stored: StoredPlan, purpose: str = "") -> None:
        """Show a plan as read; ``purpose`` "print" or "share" goes to that step."""
        from kapplanner.editing.rule_book import RuleBook  # noqa: PLC0415 - start-up: reads all rule sets
        from kapplanner.ui.open_plan import OpenPlan  # noqa: PLC0415 - start-up: editing is not needed yet
        from kapplanner.ui.views.plan_page import PlanPage  # noqa: PLC0415 - start-up: the board is not needed yet

        if not self.leave():
            return
        library = self._desk.library
        assert library is not None
        rules = RuleBook(self._desk.in_force_for)
        opened = OpenPlan(stored, rules, library, self._services.clock, self, read_only=self._desk.is_view_only)
        page = self.page = PlanPage(opened, self._theme, self._services, library, self._pages)
        page.left.connect(self.libraryWanted)
        page.saveTold.connect(self._say_saved)
        page.stepped.connect(self._say_step)
        page.copyWanted.connect(self.save_copy)
        page.printed.connect(self._desk.mark_printed)
        page.readAgainWanted.connect(self._read_again)
        page.ruleSetsWanted.connect(self.ruleSetsWanted)
        page.wordsWanted.connect(self.wordsWanted)
        opened.bridge.ruleWanted.connect(self.ruleWanted)
        opened.bridge.ruleHelpWanted.connect(self._want_rule_help)
        page.bar.find_button.clicked.connect(self.paletteWanted)
        opened.bridge.refused.connect(self.said)
        opened.bridge.selectionChanged.connect(self.stepped)
        opened.bridge.selectionChanged.connect(self._say_course)
        page.plan_view.looking.as_before(self._services.settings)
        self.shown.emit(page)
        self.named.emit(stored.plan.code)
        self._say_saved(opened.status)
        self._say_course()
        if purpose:
            page.show_step(_SHARE if purpose == "share" else _PRINT)

    def leave(self) -> bool:
        """Save and close the open plan; False where it could not be saved and the person wants to stay."""
        take_typed()
        page = self.page
        if page is None:
            return True
        error = page.opened.save_before_leaving()
        if error is not None and not self._leave_unsaved(error):
            return False
        if not self._leave_unread(page):
            return False
        self._remember_view(page)
        self._close(page)
        return True

    def _remember_view(self, page: "PlanPage") -> None:
        """How the plan is looked at, for the next time; where that cannot be kept, nothing of the plan is lost."""
        view, settings = page.plan_view, self._services.settings
        kept = remembering(settings, page.opened.plan.id, view.shown, view.looking.zoom)
        if kept != settings:
            with suppress(OSError):
                self._services.save_settings(kept)

    def save_copy(self) -> None:
        """Store the plan as it is on the screen as a plan of its own."""
        page = self.page
        if page is None:
            return
        copied = page.opened.plan
        made = copy_of(copied, self._services.ids.new_id(), self._services.ids.new_code())
        in_conflict = page.opened.autosave.is_in_conflict

        def stored() -> None:
            if in_conflict and self.page is page and page.opened.plan is copied:
                self._close(page)  # only now: until the copy is stored, the change is nowhere but on the screen
            self.said.emit(t("Saved a copy: {title}", title=made.title))

        self._desk.add(made, carried=page.opened.carried, then=stored, then_open=in_conflict)

    def save_now(self) -> None:
        """Save what is not saved yet, and what is being typed."""
        take_typed()
        if self.page is not None:
            self.page.opened.autosave.save_now()

    def undo(self) -> None:
        if self.page is not None:
            self.page.opened.bridge.undo()

    def redo(self) -> None:
        if self.page is not None:
            self.page.opened.bridge.redo()

    def show_print(self) -> None:
        """Go to the papers of the open plan."""
        self._show_step(_PRINT)

    def show_large_print(self) -> None:
        """Go to the papers that the patient of the open plan gets, in large print."""
        if self.page is not None:
            self.page.show_large_print()

    def show_share(self) -> None:
        """Hand the open plan on."""
        self._show_step(_SHARE)

    def show_check(self) -> None:
        """Go to what the rules say about the open plan."""
        self._show_step(_CHECK)

    def show_profile(self) -> None:
        """What is known about the patient of the open plan, the team and the rooms."""
        if self.page is not None:
            self.page.show_profile()

    def show_guidance(self) -> None:
        """Which methods may fit the patient of the open plan, with their evidence."""
        take_typed()
        if self.page is not None:
            self.page.show_guidance()

    def choose_rules(self) -> None:
        """Check the open plan by another rule set, as one step."""
        take_typed()
        if self.page is not None:
            self.page.choose_rules()

    def look_up_rules_again(self) -> None:
        """Rule sets were put in force, or mended: the open plan is judged by what is there now."""
        if self.page is not None:
            self.page.opened.workspace.look_up_rules_again()

    def _show_step(self, step: int) -> None:
        if self.page is not None:
            self.page.show_step(step)

    def _want_rule_help(self, rule_id: str) -> None:
        """Ask for help on a rule of the set that the plan is judged by."""
        rules = self.workspace.rule_set.rules if self.workspace is not None else ()
        rule = next((rule for rule in rules if rule.id == rule_id), None)
        if rule is not None:
            self.ruleHelpWanted.emit(rule)

    def _close(self, page: "PlanPage") -> None:
        self.page = None
        page.opened.close()
        self.closed.emit(page)
        self.savedTold.emit("", "check", "text2")
        self.named.emit("")

    def _read_again(self) -> None:
        """Show what the library holds instead of what could not be saved over it."""
        page = self.page
        if page is not None:
            plan_id = page.opened.plan.id
            self._close(page)
            self.libraryWanted.emit()
            self._desk.read(plan_id)

    def _leave_unsaved(self, error: PlannerError) -> bool:
        """What could not be saved is still on the screen: stay, or leave it behind on purpose."""
        words = t("The last change is not in the library: {reason}", reason=t(error.message, **error.values))
        return self._leaves(t("Not saved"), words, t("Leave without the last change"))

    def _leave_unread(self, page: "PlanPage") -> bool:
        """A text that could not be read is in no plan: stay to mend it, or leave it behind on purpose."""
        words = "\n".join(page.unread_words())
        return not words or self._leaves(t("Could not be read"), words, t("Leave without it"))

    def _leaves(self, title: str, words: str, leave: str) -> bool:
        from kapplanner.ui.dialogs.notice import Notice  # noqa: PLC0415 - start-up: not for the first window

        notice = Notice(self._theme, title, words, (t("Stay here"), leave), self._window)
        notice.exec()
        notice.deleteLater()
        return notice.answer == 1

    def _say_step(self, happened: "PlanChanged") -> None:
        self.stepped.emit()
        self._say_course()

    def _say_course(self) -> None:
        """Tell the foot of the window about the plan, the findings and what is selected."""
        from kapplanner.ui.foot_words import plan_words, selection_words  # noqa: PLC0415 - start-up: for a plan only

        page = self.page
        if page is not None:
            workspace, selection = page.opened.workspace, page.opened.bridge.selection
            self.told.emit(plan_words(workspace.plan, workspace.report), selection_words(workspace.plan, selection))

    def _say_saved(self, status: "SaveStatus") -> None:
        from kapplanner.editing.autosave import SaveState  # noqa: PLC0415 - start-up: loaded when a plan is open

        words = {
            SaveState.SAVED: t("Saved {time}", time=f"{status.at.astimezone():%H:%M}") if status.at else t("Saved"),
            SaveState.WAITING: t("Not saved yet"),
            SaveState.SAVING: t("Saving…"),
            SaveState.FAILED: t("Not saved"),
        }[status.state]
        icon = {SaveState.SAVED: "check", SaveState.FAILED: "alert-octagon"}.get(status.state, "dots-horizontal")
        self.savedTold.emit(words, icon, "stop" if status.state is SaveState.FAILED else "text2")
