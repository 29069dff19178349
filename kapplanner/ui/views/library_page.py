"""The library with its bar, and a strip that says why plans can be looked at only."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kapplanner.i18n import t
from kapplanner.ui.theme import Theme
from kapplanner.ui.views.library import LibraryView
from kapplanner.ui.widgets.banner import Banner
from kapplanner.ui.widgets.topbar import LibraryBar


class LibraryPage(QWidget):
    """Bar, strip, view."""

    def __init__(self, theme: Theme, view: LibraryView) -> None:
        super().__init__()
        self.bar = LibraryBar(theme)
        self.banner = Banner(theme)
        self.view = view
        self.news: Banner | None = None
        self._theme = theme
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part, share in ((self.bar, 0), (self.banner, 0), (view, 1)):
            column.addWidget(part, share)
        self.bar.search.textChanged.connect(view.search_for)
        self.bar.search.goes_on_in(view.plans)

    def tell_news(self, version: str, read: Callable[[], object]) -> None:
        """A quiet line that the program is a new version; either button takes it away."""
        line = Banner(self._theme)
        words = t("This is KAP Planner {version}.", version=version)
        line.tell("note", words, (t("Read what is new"), read), (t("Hide this line"), line.hide))
        line.buttons[0].clicked.connect(line.hide)
        self._column.insertWidget(1, line)
        self.news = line

    def panes(self) -> list[QWidget]:
        """The panes that F6 goes through."""
        return [self.bar.search, *self.view.panes()]
