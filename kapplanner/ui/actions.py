"""Every action of the program in one table: name, words, icon, keys, when it can be done, and what it calls.

The menus, the command palette and the sheet of shortcuts are all built from this table. To add an action, add a row
and the method that it calls.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from kapplanner.i18n import t
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.texts import button_text


class When(StrEnum):
    """What an action needs before it can be done."""

    ALWAYS = "always"
    LIBRARY = "the library is open"
    LIBRARY_WRITABLE = "the library can be changed"
    PLAN = "a plan is open"
    PLAN_WRITABLE = "a plan is open and can be changed"
    SELECTION = "a session is selected"
    SELECTION_WRITABLE = "a session is selected and the plan can be changed"
    UNDO = "there is a step to undo"
    REDO = "there is a step to do again"


@dataclass(frozen=True, slots=True)
class Row:
    """One action. ``call`` names a method of the window ("new_plan"), of the plan view ("view.show_week_view") or what
    it holds ("view.editing.cut"), or of the help ("help.show_here").

    ``keys`` are shortcuts, the first of them shown. ``told`` is a key that the board itself listens to while it has the
    focus: the menu shows it and leaves it alone. ``group``: a line in the menu stands between groups.
    """

    id: str
    menu: str
    group: int
    text: str
    call: str
    when: When = When.ALWAYS
    icon: str = ""
    keys: tuple[str, ...] = ()
    told: str = ""


MENUS: Final = ("File", "Edit", "View", "Session", "Plan", "Rules", "Help")

_WRITABLE: Final = When.PLAN_WRITABLE
_CHOSEN: Final = When.SELECTION
_CHANGED: Final = When.SELECTION_WRITABLE
_KEYBOARD: Final = "keyboard-outline"
_LARGER: Final = "magnify-plus-outline"
_LARGE: Final = "format-font-size-increase"
_MORE_DAYS: Final = "view.editing.duplicate_days"
_ALL_LATER: Final = "Move this and all that follow a day later"
_ALL_EARLIER: Final = "Move this and all that follow a day earlier"

TABLE: Final = (
    Row("new-plan", "File", 1, "New plan from template", "new_plan", When.LIBRARY_WRITABLE, "plus", ("Ctrl+N",)),
    Row("open-file", "File", 1, "Open file…", "open_file", When.LIBRARY_WRITABLE, "folder-open-outline", ("Ctrl+O",)),
    Row("open-sample", "File", 1, "Open the sample plan", "open_sample", When.LIBRARY_WRITABLE, "flask-outline"),
    Row("library", "File", 1, "Back to the library", "show_library", When.PLAN, "bookshelf", ("Ctrl+W",)),
    Row("save", "File", 2, "Save now", "save_now", When.PLAN_WRITABLE, "content-save-outline", ("Ctrl+S",)),
    Row("save-copy", "File", 2, "Save a copy", "save_copy", When.PLAN, "content-copy", ("Ctrl+Shift+S",)),
    Row("print", "File", 3, "Print…", "show_print", When.PLAN, "printer-outline", ("Ctrl+P",)),
    Row("large-print", "File", 3, "Large print…", "show_large_print", When.PLAN, _LARGE, ("Ctrl+Shift+L",)),
    Row("paper", "File", 3, "Check a paper…", "check_paper", When.LIBRARY, "text-box-search-outline"),
    Row("share", "File", 3, "Share…", "show_share", When.PLAN, "share-variant-outline", ("Ctrl+Shift+E",)),
    Row("words", "File", 3, "Words on paper…", "show_words", icon="text-box-edit-outline"),
    Row("settings", "File", 4, "Clinic and settings…", "show_settings", icon="cog-outline", keys=("Ctrl+,",)),
    Row("quit", "File", 5, "Quit", "close_window", keys=("Ctrl+Q",)),
    Row("undo", "Edit", 1, "Undo", "undo", When.UNDO, "undo", ("Ctrl+Z",)),
    Row("redo", "Edit", 1, "Redo", "redo", When.REDO, "redo", ("Ctrl+Shift+Z", "Ctrl+Y")),
    Row("cut", "Edit", 2, "Cut", "view.editing.cut", _CHANGED, "content-cut", told="Ctrl+X"),
    Row("copy", "Edit", 2, "Copy", "view.editing.copy", _CHOSEN, "content-copy", told="Ctrl+C"),
    Row("paste", "Edit", 2, "Paste", "view.editing.paste", _WRITABLE, "content-paste", told="Ctrl+V"),
    Row("find", "Edit", 3, "Find a plan or session", "find_here", When.LIBRARY, "magnify", ("Ctrl+F",)),
    Row("palette", "Edit", 3, "Find or run…", "show_palette", icon="magnify", keys=("Ctrl+K", "Ctrl+Shift+P")),
    Row(
        "larger", "View", 1, "Larger text", "prefs.larger_text", icon="magnify-plus-outline", keys=("Ctrl++", "Ctrl+=")
    ),
    Row("smaller", "View", 1, "Smaller text", "prefs.smaller_text", icon="magnify-minus-outline", keys=("Ctrl+-",)),
    Row("usual", "View", 1, "Usual text size", "prefs.usual_text", keys=("Ctrl+0",)),
    Row("taller", "View", 1, "Taller hours", "view.looking.taller_hours", When.PLAN, keys=("Ctrl+]",)),
    Row("lower", "View", 1, "Lower hours", "view.looking.lower_hours", When.PLAN, keys=("Ctrl+[",)),
    Row("light", "View", 2, "Light colours", "prefs.use_light", icon="white-balance-sunny"),
    Row("dark", "View", 2, "Dark colours", "prefs.use_dark", icon="weather-night"),
    Row("contrast", "View", 2, "High contrast", "prefs.use_contrast", icon="contrast-circle"),
    Row("system", "View", 2, "Colours of the system", "prefs.use_system", icon="theme-light-dark"),
    Row("day", "View", 3, "Day", "view.show_day_view", When.PLAN, "view-day-outline", ("Ctrl+1",)),
    Row("week", "View", 3, "Week", "view.show_week_view", When.PLAN, "view-week-outline", ("Ctrl+2",)),
    Row("course", "View", 3, "Course", "view.show_course_view", When.PLAN, "calendar-month-outline", ("Ctrl+3",)),
    Row("list", "View", 3, "List", "view.show_list_view", When.PLAN, "format-list-bulleted", ("Ctrl+4",)),
    Row("look-back", "View", 3, "Where sessions were", "view.looking.toggle_looking_back", When.PLAN, "history"),
    Row("restrictions", "View", 3, "Restrictions", "view.toggle_restrictions", When.PLAN, "food-off-outline"),
    Row("next-pane", "View", 4, "Next pane", "next_pane", keys=("F6",)),
    Row("previous-pane", "View", 4, "Previous pane", "previous_pane", keys=("Shift+F6",)),
    Row("add-session", "Session", 1, "Add session…", "view.asking.add_session", _WRITABLE, "plus", told="Ctrl+Return"),
    Row("type-session", "Session", 1, "Type a session…", "view.typing.ask", _WRITABLE, "form-textbox", ("Ctrl+T",)),
    Row("open-session", "Session", 1, "Edit", "view.open_session", _CHOSEN, "pencil-outline", told="Return"),
    Row("move-to", "Session", 2, "Move to…", "view.asking.move_to", _CHANGED, "cursor-move", told="Ctrl+Shift+G"),
    Row("all-later", "Session", 2, _ALL_LATER, "view.editing.all_later", _CHANGED, told="Ctrl+Shift+Right"),
    Row("all-earlier", "Session", 2, _ALL_EARLIER, "view.editing.all_earlier", _CHANGED, told="Ctrl+Shift+Left"),
    Row("longer", "Session", 2, "Longer", "view.longer", _CHANGED, told="Ctrl+Shift+Down"),
    Row("shorter", "Session", 2, "Shorter", "view.shorter", _CHANGED, told="Ctrl+Shift+Up"),
    Row("duplicate", "Session", 3, "Duplicate", "view.duplicate_session", _CHANGED, "content-copy", told="Ctrl+D"),
    Row("lock", "Session", 3, "Lock or unlock", "view.toggle_lock", _CHANGED, "lock-outline"),
    Row("same-kind", "Session", 3, "Select all of this kind", "view.select_same_kind", _CHOSEN, told="Ctrl+Shift+A"),
    Row("delete", "Session", 4, "Delete", "view.asking.delete_sessions", _CHANGED, "trash-can-outline", told="Del"),
    Row("go-to", "Plan", 1, "Go to a day…", "view.asking.go_to", When.PLAN, "calendar-blank-outline", ("Ctrl+G",)),
    Row("page-back", "Plan", 1, "Week before", "view.previous_page", When.PLAN, "chevron-left", told="PgUp"),
    Row("page-on", "Plan", 1, "Week after", "view.next_page", When.PLAN, "chevron-right", told="PgDown"),
    Row("days", "Plan", 2, "Duplicate day or week…", _MORE_DAYS, _WRITABLE, "content-copy", ("Ctrl+Shift+D",)),
    Row("insert-day", "Plan", 2, "Insert day before this one", "view.editing.insert_day", _WRITABLE, "calendar-plus"),
    Row("remove-day", "Plan", 2, "Remove this day", "view.editing.remove_day", _WRITABLE, "calendar-remove"),
    Row("profile", "Plan", 3, "Patient, team and rooms…", "show_profile", When.PLAN, "account-outline"),
    Row("methods", "Plan", 4, "Methods that may fit…", "show_guidance", When.PLAN, "book-open-variant"),
    Row("compare", "Plan", 4, "Compare…", "show_compare", When.LIBRARY, "compare-horizontal"),
    Row("check", "Rules", 1, "What the rules say", "show_check", When.PLAN, "shield-check-outline"),
    Row("outcomes", "Rules", 1, "Every rule and how it came out…", "show_rule_sets", When.PLAN, "scale-balance"),
    Row("next-finding", "Rules", 1, "Next finding", "view.next_finding", When.PLAN, keys=("F8",)),
    Row("last-finding", "Rules", 1, "Previous finding", "view.previous_finding", When.PLAN, keys=("Shift+F8",)),
    Row("keep", "Rules", 2, "Keep with reason…", "view.keep_finding", _WRITABLE, "comment-check-outline", told="K"),
    Row("fixes", "Rules", 2, "Fixes for this finding…", "view.show_fixes", _WRITABLE, "wrench-outline", ("Ctrl+.",)),
    Row("mark", "Rules", 2, "Mark as checked…", "view.mark_as_checked", _WRITABLE, "check", ("Ctrl+Shift+K",)),
    Row("safety", "View", 3, "Safety panel", "view.toggle_safety", When.PLAN, keys=("Ctrl+Shift+M",)),
    Row("other-rules", "Rules", 3, "Check by another rule set…", "choose_rules", _WRITABLE, "swap-horizontal"),
    Row("rule-sets", "Rules", 3, "Rule sets…", "show_rule_sets", icon="scale-balance"),
    Row("help", "Help", 1, "Manual", "help.show_here", icon="help-circle-outline", keys=("F1",)),
    Row(
        "shortcuts",
        "Help",
        1,
        "Keyboard shortcuts",
        "help.show_shortcuts",
        When.ALWAYS,
        "keyboard-outline",
        ("Ctrl+/",),
    ),
    Row("news", "Help", 2, "What is new", "help.show_news"),
    Row("about", "Help", 2, "About KAP Planner", "help.show_about", icon="information-outline"),
)


class Actions(QObject):
    """The QActions of the table, their menus, and which of them can be done at this moment."""

    def __init__(self, theme: Theme, resolve: Callable[[str], Callable[[], object]], parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._resolve = resolve
        self.rows: dict[str, Row] = {row.id: row for row in TABLE}
        self.by_id: dict[str, QAction] = {row.id: self._made(row) for row in TABLE}
        self._is_dressed = False
        theme.changed.connect(self._take_icons)

    def _made(self, row: Row) -> QAction:
        action = QAction(self._words(row), self)
        action.setObjectName(row.id)
        action.setShortcuts([QKeySequence(key) for key in row.keys])
        action.triggered.connect(self._run)
        return action

    def _words(self, row: Row) -> str:
        words = button_text(t(row.text))
        return f"{words}\t{_native(row.told)}" if row.told else words

    def _run(self) -> None:
        sender = self.sender()
        self._resolve(self.rows[sender.objectName()].call)()

    def dress(self) -> None:
        """Give the actions their icons; not before the library is seen, as painting them all takes a while."""
        if not self._is_dressed:
            self._is_dressed = True
            self._take_icons()

    def _take_icons(self) -> None:
        if not self._is_dressed:
            return
        for name, row in self.rows.items():
            if row.icon:
                self.by_id[name].setIcon(self._theme.icon(row.icon))

    def fill(self, bar: QMenuBar) -> None:
        """Build the menus."""
        for title in MENUS:
            rows = [row for row in TABLE if row.menu == title]
            if rows:
                self._fill_menu(bar.addMenu(button_text(t(title))), rows)

    def _fill_menu(self, menu: QMenu, rows: list[Row]) -> None:
        group = rows[0].group
        for row in rows:
            if row.group != group:
                menu.addSeparator()
                group = row.group
            menu.addAction(self.by_id[row.id])

    def allow(self, holds: Callable[[When], bool]) -> None:
        """Turn every action on or off by whether what it needs holds now."""
        answers = {when: holds(when) for when in When}
        for name, row in self.rows.items():
            self.by_id[name].setEnabled(answers[row.when])

    def name_step(self, name: str, step: str | None) -> None:
        """Name undo or redo after the step it would take back or do again."""
        word = t(self.rows[name].text)
        self.by_id[name].setText(button_text(f"{word} {step}" if step else word))

    def shortcut_words(self, name: str) -> str:
        """The shortcut of an action as the platform writes it, "" if it has none."""
        row = self.rows[name]
        return _native(row.keys[0]) if row.keys else _native(row.told)


def _native(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
