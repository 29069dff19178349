"""Menus of acts on the board: words, icon, and the key that does the same."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Protocol

from PySide6.QtWidgets import QMenu

from kapplanner.i18n import t
from kapplanner.ui.board.acts import Acts
from kapplanner.ui.board.keys import Asked, shortcut_words
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.texts import button_text

MenuRow = tuple[str, str, Asked | None, Callable[[], None]]
"""Words, icon name ("" for none), the act whose key is told (None for none), and what to call."""


def fill_menu(menu: QMenu, theme: Theme, rows: list[MenuRow | None]) -> None:
    """Put rows into a menu; None is a line between groups. The key is told, the board itself listens to it."""
    for row in rows:
        if row is None:
            menu.addSeparator()
            continue
        words, icon, asked, call = row
        told = f"\t{shortcut_words(asked)}" if asked is not None else ""
        action = menu.addAction(button_text(words) + told)
        if icon:
            action.setIcon(theme.icon(icon))
        action.triggered.connect(call)


class Editor(Protocol):
    """Who does what is offered with copies and days."""

    def cut(self) -> None: ...
    def copy(self) -> None: ...
    def paste(self) -> None: ...
    def paste_at(self, day: date) -> None: ...
    def all_later(self) -> None: ...
    def all_earlier(self) -> None: ...
    def duplicate_days_of(self, day: date) -> None: ...
    def insert_day_before(self, day: date) -> None: ...
    def remove_day_of(self, day: date) -> None: ...


class Asker(Protocol):
    """Who asks in dialogs, and deletes with a way back."""

    def add_session(self) -> None: ...
    def move_to(self) -> None: ...
    def delete_sessions(self) -> None: ...


class Doer(Protocol):
    """Who does what the menus offer: the plan view."""

    acts: Acts

    @property
    def editing(self) -> Editor: ...
    @property
    def asking(self) -> Asker: ...
    def open_session(self) -> None: ...
    def duplicate_session(self) -> None: ...
    def longer(self) -> None: ...
    def shorter(self) -> None: ...
    def toggle_lock(self) -> None: ...
    def select_same_kind(self) -> None: ...
    def show_findings(self) -> None: ...


def free_time_rows(doer: Doer, day: date) -> list[MenuRow | None]:
    """What can be done where no session lies."""
    paste: MenuRow = (t("Paste"), "content-paste", Asked.PASTE, doer.editing.paste)
    return [(t("Add session…"), "plus", Asked.ADD, doer.asking.add_session), paste, None, *_rows_of_day(doer, day)]


def day_rows(doer: Doer, day: date) -> list[MenuRow | None]:
    """What can be done with a whole day."""
    paste: MenuRow = (t("Paste"), "content-paste", None, partial(doer.editing.paste_at, day))
    return [paste, None, *_rows_of_day(doer, day)]


def _rows_of_day(doer: Doer, day: date) -> list[MenuRow | None]:
    editing = doer.editing
    return [
        (t("Duplicate day or week…"), "calendar-multiple", None, partial(editing.duplicate_days_of, day)),
        (t("Insert day before this one"), "calendar-plus", None, partial(editing.insert_day_before, day)),
        (t("Remove this day"), "calendar-remove", None, partial(editing.remove_day_of, day)),
    ]


def session_rows(doer: Doer) -> list[MenuRow | None]:
    """What can be done with the selected sessions."""
    all_locked = all(session.locked for session in doer.acts.selected)
    editing = doer.editing
    lock, lock_icon = (t("Unlock"), "lock-open-outline") if all_locked else (t("Lock"), "lock-outline")
    rows: list[MenuRow | None] = [
        (t("Open session"), "pencil-outline", Asked.OPEN, doer.open_session),
        None,
        (t("Cut"), "content-cut", Asked.CUT, editing.cut),
        (t("Copy"), "content-copy", Asked.COPY, editing.copy),
        (t("Paste"), "content-paste", Asked.PASTE, editing.paste),
        None,
        (t("Move to…"), "cursor-move", Asked.MOVE_TO, doer.asking.move_to),
        (t("Move this and all that follow a day later"), "", Asked.ALL_LATER, editing.all_later),
        (t("Move this and all that follow a day earlier"), "", Asked.ALL_EARLIER, editing.all_earlier),
        (t("Duplicate"), "content-copy", Asked.DUPLICATE, doer.duplicate_session),
        (t("Make longer"), "", Asked.LONGER, doer.longer),
        (t("Make shorter"), "", Asked.SHORTER, doer.shorter),
        (lock, lock_icon, None, doer.toggle_lock),
        (t("Select all of this kind"), "", Asked.SAME_KIND, doer.select_same_kind),
        (t("Show findings"), "shield-check-outline", None, doer.show_findings),
        None,
        (t("Delete"), "trash-can-outline", Asked.DELETE, doer.asking.delete_sessions),
    ]
    return rows
