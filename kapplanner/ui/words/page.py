"""The words page: the text blocks of the papers at the left, a block's texts in the middle, one text at the right."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSplitter, QVBoxLayout, QWidget

from kapplanner.codec.paper_purposes import block_about
from kapplanner.codec.paper_text_check import Value
from kapplanner.codec.paper_words import LANGUAGES, Standing, TextBlock, blocks_of, standings
from kapplanner.i18n import nt, t
from kapplanner.ui.dialogs.notice import Notice
from kapplanner.ui.editors.choices import ChoiceCombo, Option
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.banner import Banner
from kapplanner.ui.widgets.spacing import SpacingKeeper
from kapplanner.ui.widgets.texts import plain_label
from kapplanner.ui.widgets.topbar import SearchField
from kapplanner.ui.words.bar import WordsBar
from kapplanner.ui.words.desk import WordsDesk
from kapplanner.ui.words.rows import TwoLineList
from kapplanner.ui.words.said import block_reads, block_rows, language_word, review_words, text_rows
from kapplanner.ui.words.text_pane import TextPane

if TYPE_CHECKING:
    from kapplanner.ui.services import Services

_ROOMY = 1180
_NARROW = 740


class WordsPage(QWidget):
    """Shows what the desk holds. ``left``: back to where one came from; ``stepped``: undo and redo are others now."""

    left = Signal()
    told = Signal(str, str)
    stepped = Signal()

    def __init__(self, theme: Theme, services: "Services", language: str = "en") -> None:
        super().__init__()
        self._theme = theme
        self._spacing = SpacingKeeper(self, theme)
        self.desk = WordsDesk(theme, services, self)
        self.bar = WordsBar(theme)
        self.banner = Banner(theme)
        self.language = ChoiceCombo(theme, t("Language of the papers"))
        self.language.set_options(tuple(Option(language_word(each), each) for each in LANGUAGES))
        self.language.set_value(language if language in LANGUAGES else LANGUAGES[0])
        self.search = SearchField(theme, t("Find a text"), t("Find a word on paper"))
        self.blocks = TwoLineList(theme, t("Text blocks"))
        self.texts = TwoLineList(theme, t("Texts"))
        self.about = plain_label(role="small", ink="text2", wraps=True)
        self.review = plain_label(role="small", ink="text2", wraps=True)
        self.pane = TextPane(theme)
        self.search.goes_on_in(self.blocks)
        self._lay_out()
        self._connect()
        self._show()

    def _lay_out(self) -> None:
        self.left_pane = self._side((self.language, self.search), self.blocks)
        self.middle = self._side((self.about, self.review), self.texts)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        for part in (self.left_pane, self.middle, self.pane):
            self.splitter.addWidget(part)
        self.splitter.setStretchFactor(2, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for row, share in ((self.bar, 0), (self.banner, 0), (self.splitter, 1)):
            column.addWidget(row, share)
        self._share_width()
        self._theme.changed.connect(self._share_width)

    def _side(self, heads: tuple[QWidget, ...], below: QWidget) -> QFrame:
        px = self._theme.px
        frame = QFrame()
        frame.setProperty("ground", "panel")
        frame.setProperty("rule", "right")
        head = QVBoxLayout()
        head.setContentsMargins(px(12), px(10), px(12), px(8))
        head.setSpacing(px(8))
        for part in heads:
            head.addWidget(part)
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(below, 1)
        return frame

    def _share_width(self) -> None:
        px = self._theme.px
        for part, least in ((self.left_pane, 200), (self.middle, 220), (self.pane, 300)):
            part.setMinimumWidth(px(least))
        roomy = self.width() >= px(_ROOMY)
        sides = (px(280), px(380)) if roomy else (px(210), px(250))
        self.splitter.setSizes([*sides, max(px(300), self.width() - sum(sides))])
        self.bar.shorten(not roomy, self.width() < px(_NARROW))
        self._show_sides()

    def _show_sides(self) -> None:
        """Where all three have no room, the text stands in place of the lists while one writes."""
        narrow = self.width() < self._theme.px(_NARROW)
        writing = narrow and self.bar.write.isChecked()
        self.bar.write.setVisible(narrow)
        self.left_pane.setVisible(not writing)
        self.middle.setVisible(not writing)
        self.pane.setVisible(writing or not narrow)

    def _write(self) -> None:
        """Go on in the text that was chosen."""
        self.bar.write.setChecked(True)
        self.pane.edit.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def _connect(self) -> None:
        bar, desk, pane = self.bar, self.desk, self.pane
        desk.changed.connect(self._show)
        desk.refused.connect(self._show_refusal)
        bar.crumbs.back.connect(self.leave)
        bar.undo.clicked.connect(self.undo)
        bar.redo.clicked.connect(self.redo)
        bar.bring.clicked.connect(desk.bring_in)
        bar.export.clicked.connect(desk.hand_on)
        bar.shipped.clicked.connect(self._back_to_shipped)
        bar.review.clicked.connect(self._mark_reviewed)
        bar.write.toggled.connect(self._show_sides)
        self.language.chosen.connect(self._show)
        self.search.textChanged.connect(self._show)
        self.blocks.chosen.connect(self._show_block)
        self.texts.chosen.connect(self._show_text)
        self.texts.activated.connect(self._write)
        pane.typed.connect(self._put)
        pane.left.connect(desk.draft.field_left)
        pane.backWanted.connect(desk.back)
        pane.keepWanted.connect(desk.draft.keep_against)

    # Showing

    @property
    def block(self) -> TextBlock | None:
        """The block that is shown."""
        return next((each for each in self.desk.blocks(self.language.value) if each.name == self.blocks.current), None)

    def begin(self, words: str = "") -> None:
        """Show a text by its block and key ("day.eve"), or a block ("day"); the first one where neither is here."""
        block, _, key = words.partition(".")
        self.blocks.choose(block)
        if key:
            self.texts.choose(key)

    def _show(self) -> None:
        """The lists, the text and what can be done, as they are now."""
        desk, language = self.desk, self.language.value
        rows = block_rows(desk.blocks(language), desk.draft.own, desk.today, self.search.text())
        self.blocks.show_rows(rows, self.blocks.current)
        self._show_block()
        self.bar.show_steps_back(desk.draft.undo_label, desk.draft.redo_label)
        self.bar.export.setEnabled(bool(desk.draft.own.copies))
        if desk.problems:
            self.banner.tell("caut", " ".join(desk.problems))
        self._tell_counts()
        self.stepped.emit()

    def _show_block(self) -> None:
        block, desk = self.block, self.desk
        self.bar.review.setEnabled(block is not None)
        if block is None:
            self.texts.show_rows([], "")
            return
        copy = desk.draft.copy(block)
        unfinished = frozenset(key for language, name, key in desk.unfinished if (language, name) == _place(block))
        self.texts.show_rows(text_rows(block, copy, unfinished, self.search.text()), self.texts.current)
        self.about.setText(" ".join(filter(None, (block_about(block.name), block_reads(block, copy)))))
        self.about.setVisible(bool(self.about.text()))
        self.review.setText(review_words(block, desk.draft.own, desk.today))
        self.bar.shipped.setEnabled(not copy.is_empty or _place(block) in desk.draft.own.lost)
        self._show_text()

    def _show_text(self) -> None:
        block, key = self.block, self.texts.current
        if block is None or not key:
            return
        written, why = self.desk.unfinished.get((block.language, block.name, key), (None, ""))
        self.pane.show_text(block, key, self.desk.draft.copy(block).words.get(key), written=written, refused=why)

    def _show_refusal(self, sentence: str) -> None:
        self.banner.tell("stop", sentence)

    def _tell_counts(self) -> None:
        desk = self.desk
        found = [standings(block, desk.draft.own, desk.today) for block in blocks_of()]
        own, unread = _count(found, Standing.OWN), _count(found, Standing.NOT_REVIEWED)
        overdue, changed = _count(found, Standing.OVERDUE), _count(found, Standing.SHIPPED_CHANGED)
        parts = [nt("{n} block has words of your own", "{n} blocks have words of your own", own)]
        parts += [nt("{n} not reviewed", "{n} not reviewed", unread)] if unread else []
        parts += [nt("{n} review overdue", "{n} reviews overdue", overdue)] if overdue else []
        parts += [nt("{n} shipped block changed", "{n} shipped blocks changed", changed)] if changed else []
        if self.desk.unfinished:
            n = len(self.desk.unfinished)
            parts.append(nt("{n} text cannot be used", "{n} texts cannot be used", n))
        self.told.emit(", ".join(parts), t("Words on paper"))

    # Doing

    def _put(self, block: TextBlock, key: str, text: Value) -> None:
        self.desk.put(block, key, text)

    def _mark_reviewed(self) -> None:
        if self.block is not None:
            self.desk.mark_reviewed(self.block)

    def _back_to_shipped(self) -> None:
        if self.block is not None:
            self.desk.back_to_shipped(self.block)

    def undo(self) -> None:
        """Go back over one step."""
        self.desk.draft.undo()

    def redo(self) -> None:
        """Do again what was undone."""
        self.desk.draft.redo()

    def leave(self) -> None:
        """Keep the words and go back; stay where they cannot be kept."""
        if self.may_leave():
            self.left.emit()

    def may_leave(self) -> bool:
        """Whether all words are on disk, and the person knows of those that cannot be."""
        return self._lets_go_of_unfinished() and self.desk.keep_now()

    def _lets_go_of_unfinished(self) -> bool:
        if not self.desk.unfinished:
            return True
        words = "\n".join(why for _, why in self.desk.unfinished.values())
        answers = (t("Go on writing"), t("Leave without these texts"))
        notice = Notice(self._theme, t("Some texts are not kept"), words, answers, self)
        notice.exec()
        notice.deleteLater()
        return notice.answer == 1

    def panes(self) -> list[QWidget]:
        """The panes that F6 goes through."""
        return [self.search, self.blocks, self.texts, self.pane.edit]


def _place(block: TextBlock) -> tuple[str, str]:
    return block.language, block.name


def _count(found: list[tuple[Standing, ...]], standing: Standing) -> int:
    return sum(standing in each for each in found)
