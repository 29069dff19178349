"""What can be done with the words of the papers: change, review, take back, bring in, hand on; kept as they come."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from kapplanner.codec.paper_text_check import Value
from kapplanner.codec.paper_words import OwnWords, TextBlock, WordsRefused, shipped_blocks
from kapplanner.codec.paper_words_document import MOST_BYTES, copies_as_toml, copies_from
from kapplanner.domain.errors import PlannerError
from kapplanner.domain.time import local_time
from kapplanner.editing.words_draft import WordsDraft
from kapplanner.i18n import nt, t
from kapplanner.settings.files import atomic_write
from kapplanner.ui.theme import Theme
from kapplanner.ui.words.sheets import ReviewSheet

if TYPE_CHECKING:
    from datetime import date

    from kapplanner.ui.services import Services

_KEPT_AFTER = 400
"""Milliseconds after the last change until the words are on disk."""

Place = tuple[str, str, str]
"""Language, block and key of a text."""


class WordsDesk(QObject):
    """Holds the clinic's words, and what is typed and cannot stand. ``changed``: the words are others now.

    ``said`` carries a sentence and its undo, ``refused`` a sentence that stays; ``kept``: other words are on disk.
    """

    changed = Signal()
    said = Signal(str, object)
    refused = Signal(str)
    kept = Signal()

    def __init__(self, theme: Theme, services: "Services", window: QWidget) -> None:
        super().__init__(window)
        self._theme, self._services, self._window = theme, services, window
        self._shelf = services.words_shelf
        self._on_disk: OwnWords = self._shelf.own_words()
        self.draft = WordsDraft(self._on_disk)
        self.draft.watch(self._changed)
        self.unfinished: dict[Place, tuple[Value, str]] = {}
        self._keep = QTimer(self)
        self._keep.setSingleShot(True)
        self._keep.setInterval(_KEPT_AFTER)
        self._keep.timeout.connect(self.keep_now)

    @property
    def today(self) -> "date":
        """The day it is at the clinic."""
        return local_time(self._services.clock.now(), self._services.settings.zone).date()

    @property
    def problems(self) -> tuple[str, ...]:
        """What there is to tell about files of the clinic's words."""
        return self.draft.own.problems

    def blocks(self, language: str) -> tuple[TextBlock, ...]:
        """The shipped blocks of a language."""
        return shipped_blocks(language)

    def put(self, block: TextBlock, key: str, text: Value) -> None:
        """Let a text stand, or remember what was typed and why it cannot."""
        place = (block.language, block.name, key)
        try:
            self.draft.put(block, key, text)
        except WordsRefused as why:
            self.unfinished[place] = (text, t(why.message, **why.values))
            self.changed.emit()
            return
        if self.unfinished.pop(place, None) is not None:
            self.changed.emit()

    def back(self, block: TextBlock, key: str) -> None:
        """Let the shipped text stand again, and let go what was typed in its place."""
        self.unfinished.pop((block.language, block.name, key), None)
        self.draft.back(block, key)
        self.changed.emit()

    def back_to_shipped(self, block: TextBlock) -> None:
        """Let a whole shipped block stand again; the toast takes it back."""
        for place in [place for place in self.unfinished if place[:2] == (block.language, block.name)]:
            del self.unfinished[place]
        before = self.draft.own
        self.draft.back_to_shipped(block)
        self.changed.emit()
        if self.draft.own != before:
            self.said.emit(t("The shipped words stand again."), self.draft.undo)

    def mark_reviewed(self, block: TextBlock) -> None:
        """Ask who read the words of a block, and mark it as reviewed."""
        sheet = ReviewSheet(self._theme, block, self._services.settings.clinician_name, self.today, self._window)
        accepted, review = sheet.exec() == QDialog.DialogCode.Accepted, sheet.review
        sheet.deleteLater()
        if accepted and review is not None:
            self.draft.mark_reviewed(block, review)

    # On disk

    def _changed(self) -> None:
        self._keep.start()
        self.changed.emit()

    def keep_now(self) -> bool:
        """Have the words on disk; False, and a sentence, where that cannot be done. They stay on the screen then."""
        own = self.draft.own
        places = {(copy.language, copy.block) for words in (own, self._on_disk) for copy in words.copies}
        try:
            for language, block in sorted(places | set(self._on_disk.lost)):
                copy = own.copy(language, block)
                was_lost = (language, block) in self._on_disk.lost and (language, block) not in own.lost
                if copy != self._on_disk.copy(language, block) or was_lost:
                    self._shelf.keep(copy)
        except PlannerError as error:
            self.refused.emit(t(error.message, **error.values))
            return False
        self._keep.stop()
        if own != self._on_disk:
            self._on_disk = own
            self.kept.emit()
        return True

    # In and out

    def bring_in(self) -> None:
        """Take up the words of another computer of the clinic."""
        kinds = t("Words of papers (*.toml);;All files (*)")
        folder = self._services.settings.last_folder
        path, _ = QFileDialog.getOpenFileName(self._window, t("Import words"), folder, kinds)
        if path:
            self.receive(Path(path))

    def receive(self, path: Path) -> None:
        """Take up the words of a file in place of those of the same blocks; the toast takes it back."""
        try:
            with path.open("rb") as file:
                copies = copies_from(file.read(MOST_BYTES + 1), path.name)
            self.draft.take_in(copies)
        except PlannerError as error:
            self.refused.emit(t(error.message, **error.values))
            return
        except OSError as error:
            reason = error.strerror or str(error.errno)
            self.refused.emit(t("“{file}” could not be read: {reason}.", file=path.name, reason=reason))
            return
        words = nt("The words of {n} block were taken over.", "The words of {n} blocks were taken over.", len(copies))
        self.said.emit(words, self.draft.undo)

    def hand_on(self) -> None:
        """Write all own words as one file."""
        suggested = Path(self._services.settings.last_folder) / t("words-on-paper.toml")
        kinds = t("Words of papers (*.toml)")
        path, _ = QFileDialog.getSaveFileName(self._window, t("Export words"), str(suggested), kinds)
        if path:
            self.write(Path(path))

    def write(self, path: Path) -> None:
        """Write all own words to a file."""
        try:
            atomic_write(path, copies_as_toml(self.draft.own.copies))
        except OSError as error:
            reason = error.strerror or str(error.errno)
            self.refused.emit(t("“{file}” could not be written: {reason}.", file=path.name, reason=reason))
            return
        self.said.emit(t("Written: {file}", file=str(path)), None)
