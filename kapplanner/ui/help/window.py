"""The window of the help: pages at the left, found by typing; the page at the right; it stays beside the work."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from kapplanner.i18n import nt, t
from kapplanner.ui.dialogs.room import open_as
from kapplanner.ui.help.manual import FIRST, Page, found, page_named, pages, searched_words
from kapplanner.ui.help.reader import HelpReader, keys_as_here
from kapplanner.ui.help.rule_pages import form_text
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.buttons import icon_button
from kapplanner.ui.widgets.spacing import SpacingKeeper
from kapplanner.ui.widgets.texts import plain_label
from kapplanner.ui.widgets.toast import Toast
from kapplanner.ui.widgets.topbar import SearchField

SEARCH_LIMIT: Final = 200
_PAGE: Final = Qt.ItemDataRole.UserRole


@dataclass
class _Visit:
    """A page that was read, and how far down. ``found``: typing led to it, so more typing leads from it."""

    page: Page
    down: int = 0
    found: bool = False


class HelpWindow(QDialog):
    """Not modal; Esc puts it away. ``actionWanted`` carries the id of an action whose link was followed."""

    actionWanted = Signal(str)

    def __init__(self, theme: Theme, acts: Iterable[QAction], parent: QWidget) -> None:
        super().__init__(parent)
        self._spacing = SpacingKeeper(self, theme)
        self._theme = theme
        self._visits: list[_Visit] = []
        self._place = -1
        self.setWindowTitle(t("Help"))
        self.addActions(list(acts))
        self.search = SearchField(theme, t("Find in the help"), t("Find in the help"), "Ctrl+F")
        self.search.setMaxLength(SEARCH_LIMIT)
        self.list = QListWidget()
        self.list.setAccessibleName(t("Pages of help"))
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.told = plain_label(role="small", ink="text2", wraps=True)
        self.back = icon_button(theme, "arrow-left", t("Back"))
        self.forward = icon_button(theme, "arrow-right", t("Forward"))
        self.reader = HelpReader(theme)
        self.search.goes_on_in(self.list)
        self._lay_out()
        self._toast = Toast(theme, self)
        self._list(pages())
        self._connect()
        open_as(self, theme, 860, 860)
        self.setMinimumSize(420, 320)

    def _lay_out(self) -> None:
        px = self._theme.px
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(px(12), px(10), px(6), px(10))
        column.setSpacing(px(6))
        for part, share in ((self.search, 0), (self.told, 0), (self.list, 1)):
            column.addWidget(part, share)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(px(6), px(10), px(12), px(10))
        column.setSpacing(px(6))
        row = QHBoxLayout()
        row.addWidget(self.back)
        row.addWidget(self.forward)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.reader, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(left)
        self.splitter.addWidget(right)
        self.splitter.setStretchFactor(1, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        left = min(self._theme.px(230), self.width() * 2 // 5)
        self.splitter.setSizes([left, self.width() - left])

    def _connect(self) -> None:
        self.search.textChanged.connect(self._narrow)
        self.search.returnPressed.connect(self.reader.setFocus)
        self.list.currentItemChanged.connect(self._choose)
        self.list.itemActivated.connect(self.reader.setFocus)
        self.back.clicked.connect(self.go_back)
        self.forward.clicked.connect(self.go_forward)
        self.reader.pageWanted.connect(self.show_named)
        self.reader.actionWanted.connect(self.actionWanted)
        self._theme.changed.connect(self._follow_theme)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self.ask)
        for keys, go in (("Alt+Left", self.go_back), ("Alt+Right", self.go_forward)):
            QShortcut(QKeySequence(keys), self).activated.connect(go)

    def say(self, sentence: str) -> None:
        """Say why what a link names cannot be done."""
        self._toast.say(sentence)

    # Which page

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        return self._visits[self._place].page if self._visits else None

    def show_named(self, page_id: str) -> None:
        """Show the page with that id; the first one where there is none."""
        page = page_named(page_id) or page_named(FIRST)
        assert page is not None
        self.show_page(page)

    def show_page(self, page: Page) -> None:
        """Show a page, from which Back leads to where one came from."""
        if page != self.page:
            self._visit(_Visit(page))

    def _visit(self, visit: _Visit) -> None:
        self._leave()
        del self._visits[self._place + 1 :]
        self._visits.append(visit)
        self._go(len(self._visits) - 1)

    def go_back(self) -> None:
        """To the page before, as far down as it was read."""
        if self._place > 0:
            self._leave()
            self._go(self._place - 1)

    def go_forward(self) -> None:
        """To the page from which one went back."""
        if self._place + 1 < len(self._visits):
            self._leave()
            self._go(self._place + 1)

    def _leave(self) -> None:
        if self._visits:
            self._visits[self._place].down = self.reader.verticalScrollBar().value()

    def _go(self, place: int) -> None:
        self._place = place
        visit = self._visits[place]
        self.back.setEnabled(place > 0)
        self.forward.setEnabled(place + 1 < len(self._visits))
        self._point_at(visit.page.id)
        self._show_again()
        if visit.down:
            self.reader.verticalScrollBar().setValue(visit.down)

    def _show_again(self) -> None:
        page = self.page
        if page is None:
            return
        listed = page_named(page.id) == page and page.is_about_rules
        self.reader.show_page(page.title, keys_as_here(form_text(page) if listed else page.text))
        self.reader.mark(searched_words(self.search.text()))
        self.setWindowTitle(t("{page} – Help", page=page.title))

    def _follow_theme(self) -> None:
        self._share_width()
        self._show_again()

    # The list

    def ask(self) -> None:
        """Go to the line in which words are typed."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _narrow(self, text: str) -> None:
        """List what a text finds, show the first of it, and mark it in the page that is shown."""
        hits = found(pages(), text) if text.strip() else pages()
        self._list(hits)
        said = nt("{n} page found", "{n} pages found", len(hits)) if hits else t("Nothing found. Try another word.")
        self.told.setText(said if text.strip() else "")
        self.search.setAccessibleDescription(self.told.text())
        visit = self._visits[self._place] if self._visits else None
        stays = visit is not None and not visit.found and found((visit.page,), text)
        if hits and text.strip() and not stays:
            self._show_found(hits[0])
        elif self.page is not None:
            self._point_at(self.page.id)
            self.reader.mark(searched_words(text))

    def _show_found(self, page: Page) -> None:
        """Show the first page that was found in place of the one found before it."""
        visit = _Visit(page, found=True)
        if self._visits and self._visits[self._place].found:
            self._visits[self._place] = visit
            self._go(self._place)
        else:
            self._visit(visit)

    def _list(self, shown: Iterable[Page]) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        for page in shown:
            title = t("Rules: {form}", form=page.title) if page.is_about_rules else page.title
            item = QListWidgetItem(title, self.list)
            item.setData(_PAGE, page.id)
        self.list.blockSignals(False)

    def _point_at(self, page_id: str) -> None:
        """Let the list show which page is read, without asking for it anew."""
        self.list.blockSignals(True)
        rows = [row for row in range(self.list.count()) if self.list.item(row).data(_PAGE) == page_id]
        self.list.setCurrentRow(rows[0] if rows else -1)
        self.list.blockSignals(False)

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.show_named(str(item.data(_PAGE)))
