"""One text of the papers: what it is for, the shipped text beside the clinic's own, its placeholders, how it reads."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from kapplanner.codec.paper_purposes import block_title, purpose_of
from kapplanner.codec.paper_text_check import Value, placeholders
from kapplanner.codec.paper_words import OwnText, TextBlock
from kapplanner.i18n import t
from kapplanner.ui.rules.parts import section
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.banner import Banner
from kapplanner.ui.widgets.buttons import push_button, restyle
from kapplanner.ui.widgets.flow import FlowLayout
from kapplanner.ui.widgets.spacing import SpacingKeeper
from kapplanner.ui.widgets.texts import ElidedLabel, plain_label
from kapplanner.ui.words.editing import WordsEdit
from kapplanner.ui.words.reading import reads
from kapplanner.ui.words.said import language_word


def as_lines(value: Value) -> str:
    """A text as it is, or a list with an item a line."""
    return value if isinstance(value, str) else "\n".join(value)


class TextPane(QFrame):
    """``typed`` carries the block, the key and what stands in the field; ``left``: the field was left.

    ``backWanted``: the shipped text again; ``keepWanted``: the own text, though the shipped one changed.
    """

    typed = Signal(object, str, object)
    left = Signal()
    backWanted = Signal(object, str)
    keepWanted = Signal(object, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._spacing = SpacingKeeper(self, theme)
        self._theme = theme
        self._block: TextBlock | None = None
        self._key = ""
        self.setProperty("ground", "board")
        self.title = ElidedLabel(role="title")
        self.where = plain_label(role="small", ink="text2", wraps=True)
        self.banner = Banner(theme)
        self.shipped = plain_label(wraps=True)
        self.shipped.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.shipped_reads = plain_label(role="small", ink="text2", wraps=True)
        self.edit = WordsEdit(theme, t("Your text"))
        self.refused = plain_label(role="small", ink="stop_ink", wraps=True)
        self.reads = plain_label(role="small", ink="text2", wraps=True)
        self.hint = plain_label(role="small", ink="text2", wraps=True)
        self.fillers = QWidget()
        self._filler_row = FlowLayout(theme.px(6))
        self.fillers.setLayout(self._filler_row)
        self.back = push_button(t("Back to the shipped text"), theme=theme, icon="undo-variant")
        self._lay_out()
        self.edit.typed.connect(self._typed)
        self.edit.left.connect(self.left)
        self.back.clicked.connect(self._want_back)

    def _lay_out(self) -> None:
        px = self._theme.px
        inside = QWidget()
        inside.setProperty("ground", "board")
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(24), px(16), px(24), px(20))
        column.setSpacing(px(12))
        column.addWidget(self.title)
        column.addWidget(self.where)
        column.addWidget(self.banner)
        column.addWidget(section(self._theme, t("Shipped text"), self.shipped, self.shipped_reads))
        own = section(self._theme, t("Your text"), self.edit, self.refused, self.reads, self.hint, self.fillers)
        column.addWidget(own)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setProperty("page", "true")
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.area)

    def show_text(
        self, block: TextBlock, key: str, own: OwnText | None, *, written: Value | None = None, refused: str = ""
    ) -> None:
        """Show a text. ``written`` is what stands in the field and is not kept, for the reason in ``refused``."""
        anew = (block, key) != (self._block, self._key)
        self._block, self._key = block, key
        shipped = block.words.get(key)
        self.title.show_text(purpose_of(block.name, key) or key)
        self.where.setText(f"{block_title(block.name)}, {language_word(block.language)}, {key}")
        self.shipped.setText(as_lines(shipped) if shipped is not None else t("This text is no longer on paper."))
        self.shipped.setAccessibleName(t("Shipped text: {text}", text=self.shipped.text()))
        self._tell_reading(self.shipped_reads, shipped)
        now = written if written is not None else own.own if own is not None else shipped
        self.edit.setReadOnly(shipped is None)
        if anew or now != self.edit.value(a_list=isinstance(now, tuple)):
            self.edit.show_text(as_lines(now if now is not None else ""))
        self._tell_reading(self.reads, now if shipped is not None else None)
        if own is not None and shipped is not None:
            refused = refused or block.problem_of(key, own.own)
        self._tell_refused(refused)
        self._show_fillers(shipped)
        self.back.setEnabled(own is not None or written is not None)
        self._tell_change(own, shipped)

    def _tell_reading(self, label: QLabel, value: Value | None) -> None:
        block = self._block
        words, good = "", True
        if block is not None and value is not None and not block.for_team:
            words, good = reads(value, block.language)
        label.setText(words)
        label.setVisible(bool(words))
        restyle(label, ink="text2" if good else "caut_ink")

    def _tell_refused(self, why: str) -> None:
        self.refused.setText(t("{why} The text is not kept like this.", why=why) if why else "")
        self.refused.setVisible(bool(why))
        self.edit.setAccessibleDescription(self.refused.text())

    def _tell_change(self, own: OwnText | None, shipped: Value | None) -> None:
        self.banner.hide()
        if own is None:
            return
        if shipped is None:
            self.banner.tell("stop", t("This program has no such text on paper any more. Let your text go."))
        elif own.shipped != shipped:
            was = as_lines(own.shipped)
            words = t("The shipped text changed since you wrote yours. It was: “{text}”", text=was)
            self.banner.tell("caut", words, (t("Keep my text"), self._want_keep))

    def _show_fillers(self, shipped: Value | None) -> None:
        """A button for each placeholder, which writes it where the cursor is."""
        while (item := self._filler_row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        names = sorted(placeholders(shipped)) if shipped is not None else []
        for name in names:
            made: QPushButton = push_button(f"{{{name}}}", small=True)
            made.setAccessibleName(t("Insert the placeholder {name}", name=name))
            made.setProperty("filler", f"{{{name}}}")
            made.clicked.connect(self._insert)
            self._filler_row.addWidget(made)
        self.fillers.setVisible(bool(names))
        parts = [t("The program fills these in; each must stand in your text.")] if names else []
        if shipped is not None and not isinstance(shipped, str):
            parts.append(t("One item on each line."))
        if shipped is not None and "**" in as_lines(shipped):
            parts.append(t("Two asterisks before and after words make them bold."))
        self.hint.setText(" ".join(parts))
        self.hint.setVisible(bool(parts))

    def _insert(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.edit.put_in(str(sender.property("filler")))

    def _typed(self) -> None:
        if self._block is not None:
            a_list = not isinstance(self._block.words[self._key], str)
            self.typed.emit(self._block, self._key, self.edit.value(a_list=a_list))

    def _want_back(self) -> None:
        self.backWanted.emit(self._block, self._key)

    def _want_keep(self) -> None:
        self.keepWanted.emit(self._block, self._key)
