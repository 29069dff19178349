"""The way to the words page and back: made when it is asked for, let go when it is left."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget

from kapplanner.ui.services import Services
from kapplanner.ui.theme import Theme
from kapplanner.ui.words.page import WordsPage


class WordsDoor(QObject):
    """Holds the page while there is one. ``left``: back to where one came from; ``made`` carries a new page."""

    made = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, services: Services, pages: QStackedWidget) -> None:
        super().__init__(pages)
        self._theme, self._services, self._pages = theme, services, pages
        self.page: WordsPage | None = None

    def open(self, words: str = "", language: str = "en") -> WordsPage:
        """The page, at a text ("day.eve") or a block ("day"), in a language."""
        self.close()
        page = WordsPage(self._theme, self._services, language)
        page.left.connect(self.left)
        self.page = page
        self._pages.addWidget(page)
        self.made.emit(page)
        page.begin(words)
        return page

    def close(self) -> None:
        """Keep the words as far as they can be, and let the page go."""
        page, self.page = self.page, None
        if page is not None:
            page.desk.keep_now()
            self._pages.removeWidget(page)
            page.deleteLater()
