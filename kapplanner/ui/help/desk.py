"""Opens the help where it is asked for: by F1, by a rule, by what is new, by the palette."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QDialog, QWidget

import kapplanner
from kapplanner.i18n import t
from kapplanner.ui.dialogs.notice import Notice
from kapplanner.ui.dialogs.shortcuts import ShortcutsSheet
from kapplanner.ui.help.manual import FIRST, FORMS, NEWS, page_named, pages
from kapplanner.ui.help.places import page_for
from kapplanner.ui.help.rule_pages import rule_page
from kapplanner.ui.help.window import HelpWindow

if TYPE_CHECKING:
    from kapplanner.rules.rule_set import Rule
    from kapplanner.ui.actions import Actions
    from kapplanner.ui.dialogs.palette import Entry
    from kapplanner.ui.theme import Theme

_EDGE: Final = 8
"""As wide as the frame that a system may draw around a window."""
_ALSO_IN_THE_HELP: Final = ("help", "larger", "smaller", "usual")


class HelpDesk(QObject):
    """Keeps one window of help beside the work, or beside the dialog that is open.

    ``panes`` answers the panes of the page that is shown.
    """

    def __init__(self, theme: "Theme", acts: "Actions", panes: Callable[[], list[QWidget]], bench: QWidget) -> None:
        super().__init__(bench)
        self._theme, self._acts, self._panes, self._bench = theme, acts, panes, bench
        self.window: HelpWindow | None = None

    def show_here(self) -> None:
        """The page that fits where one is; in the help itself, the line to search in."""
        window = self.window
        if window is not None and window.isActiveWindow():
            window.ask()
            return
        self._shown().show_named(self._page_here())

    def show_page(self, page_id: str) -> None:
        """One page of the help."""
        self._shown().show_named(page_id)

    def show_news(self) -> None:
        """What this version brought."""
        self.show_page(NEWS)

    def show_shortcuts(self) -> None:
        """All keys on one sheet."""
        self._over(ShortcutsSheet(self._theme, self._acts, self._bench))

    def show_about(self) -> None:
        """What this is, and its version."""
        words = t(
            "Plans intensive ketamine-assisted psychotherapy for anxiety, offline. It shows what the clinic’s rules "
            "say and never that a plan is without risk. The clinical defaults are a draft for prescribers to review."
        )
        version = t("KAP Planner {version}", version=kapplanner.__version__)
        self._over(Notice(self._theme, version, words, (t("Close"),), self._bench))

    def _over(self, sheet: QDialog) -> None:
        sheet.exec()
        sheet.deleteLater()

    def show_rule(self, rule: "Rule | str") -> None:
        """What a rule says, on what basis, and how rules of its form judge.

        Where nothing can be said of the rule yet, its form alone: "count in window".
        """
        page = page_named(f"{FORMS}{rule.replace(' ', '_')}") if isinstance(rule, str) else rule_page(rule)
        if page is not None:
            self._shown().show_page(page)

    def entries(self) -> "list[Entry]":
        """The pages of help for the palette."""
        from kapplanner.ui.dialogs.palette import Entry  # noqa: PLC0415 - start-up: not for the first window

        return [Entry(p.title, t("help"), "help-circle-outline", _Showing(self, p.id), p.words) for p in pages()]

    def close(self) -> None:
        """Put the window away for good."""
        window, self.window = self.window, None
        if window is not None:
            window.close()
            window.deleteLater()

    def _page_here(self) -> str:
        modal = QApplication.activeModalWidget()
        focus = QApplication.focusWidget()
        parts = [modal] if modal is not None else self._panes()
        if focus is not None and focus.isVisible():
            parts.insert(0, focus)
        return next(filter(None, map(page_for, parts)), FIRST)

    def _shown(self) -> HelpWindow:
        """The window, above a dialog that is open: a dialog lets nothing beside it be used but what is its own."""
        modal = QApplication.activeModalWidget()
        owner = modal if modal is not None else self._bench.window()
        if self.window is not None and self.window.parentWidget() is not owner:
            self.close()
        if self.window is None:
            acts = [self._acts.by_id[name] for name in _ALSO_IN_THE_HELP]
            self.window = HelpWindow(self._theme, acts, owner)
            self.window.actionWanted.connect(self._run)
            if isinstance(owner, QDialog):
                owner.finished.connect(self.close)
            _put_beside(self.window, owner)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()
        return self.window

    def _run(self, action: str) -> None:
        """Do what a link names, or say why that cannot be done now."""
        acts, modal, window = self._acts, QApplication.activeModalWidget(), self.window
        assert window is not None
        if modal is not None:
            window.say(t("Close “{title}” first.", title=modal.windowTitle()))
        elif acts.by_id[action].isEnabled():
            self._bench.window().activateWindow()
            acts.by_id[action].trigger()
        else:
            row = acts.rows[action]
            window.say(t("“{action}” can be done when {state}.", action=t(row.text), state=t(row.when.value)))


def _put_beside(window: QWidget, work: QWidget) -> None:
    """Over the right of the work or, where the screen has room there, beside it."""
    room, frame = work.screen().availableGeometry(), work.frameGeometry()
    left = min(frame.right(), room.right() - window.width() - _EDGE)
    top = min(frame.top(), room.bottom() - window.height() - _EDGE)
    window.move(max(room.left(), left), max(room.top(), top))


class _Showing:
    """Shows one page when called."""

    def __init__(self, desk: HelpDesk, page_id: str) -> None:
        self._desk = desk
        self._page_id = page_id

    def __call__(self) -> None:
        self._desk.show_page(self._page_id)
