"""The way to the words page and back."""

from kapplanner.ui.door import Door
from kapplanner.ui.words.page import WordsPage


class WordsDoor(Door[WordsPage]):
    """Leads to the words of the papers."""

    def open(self, words: str = "", language: str = "en") -> WordsPage:
        """The page, at a text ("day.eve") or a block ("day"), in a language."""
        self.close()
        page = self._enter(WordsPage(self._theme, self._services, language))
        page.begin(words)
        return page
