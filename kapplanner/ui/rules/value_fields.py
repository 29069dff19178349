"""One value of a rule to edit, by the kind of its field. Each gives its value at once and shows when it is wrong.

A field shows and gives raw values, as they stand in a rule set file; None is "not given".
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from kapplanner.editing.rule_texts import as_text, from_text
from kapplanner.i18n import t
from kapplanner.rules.fields import Field, Flag, Modalities, OneOf, SomeOf, WordList, Words
from kapplanner.rules.words import sentence_start
from kapplanner.ui.editors.choices import ChoiceCombo, Option
from kapplanner.ui.editors.texts import TypedLine
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.buttons import restyle
from kapplanner.ui.widgets.flow import FlowLayout
from kapplanner.ui.widgets.texts import button_text, plain_label

_SHORT = 92


class ValueField(QWidget):
    """``given`` carries a raw value or None; ``left`` says that what follows is another step."""

    given = Signal(object)
    left = Signal()

    def show_raw(self, raw: object) -> None:
        """Show a value without telling anyone."""

    def mark_wrong(self, wrong: bool) -> None:
        """Show that the value cannot be used; why is told beside the field."""


class LineValue(ValueField):
    """A number, a time, a word: typed in a line with its unit behind it."""

    def __init__(self, theme: Theme, field: Field, name: str, unit: str) -> None:
        super().__init__()
        self._field = field
        self.line = TypedLine(name)
        self.line.typed.connect(self._typed)
        self.line.left.connect(self.left)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        row.addWidget(self.line)
        if not isinstance(field, Words | Modalities):
            self.line.setMaximumWidth(theme.px(_SHORT))
            row.addWidget(plain_label(unit, ink="text2"))
            row.addStretch(1)

    def show_raw(self, raw: object) -> None:
        if from_text(self._field, self.line.text()) != raw or not self.line.hasFocus():
            self.line.set_text(as_text(self._field, raw))

    def mark_wrong(self, wrong: bool) -> None:
        restyle(self.line, wrong=wrong)

    def _typed(self, text: str) -> None:
        self.given.emit(from_text(self._field, text))


class LinesValue(ValueField):
    """Several words, one a line."""

    def __init__(self, theme: Theme, field: Field, name: str) -> None:
        super().__init__()
        self._field = field
        self._quiet = False
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(name)
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(theme.px(96))
        self.text.textChanged.connect(self._typed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.text)

    def show_raw(self, raw: object) -> None:
        text = as_text(self._field, raw)
        if from_text(self._field, self.text.toPlainText()) != raw:
            self._quiet = True
            self.text.setPlainText(text)
            self._quiet = False

    def _typed(self) -> None:
        if not self._quiet:
            self.given.emit(from_text(self._field, self.text.toPlainText()))


class FlagValue(ValueField):
    """Yes or no."""

    def __init__(self, field: Field, name: str) -> None:
        super().__init__()
        self.box = QCheckBox(button_text(t(field.label)))
        self.box.setAccessibleName(name)
        self.box.toggled.connect(self._toggled)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.box)

    def show_raw(self, raw: object) -> None:
        quiet = self.box.blockSignals(True)
        self.box.setChecked(raw is True)
        self.box.blockSignals(quiet)

    def _toggled(self, on: bool) -> None:
        self.given.emit(on)


class ChoiceValue(ValueField):
    """One of a list of words; "not given" where the rule may do without."""

    def __init__(self, theme: Theme, field: OneOf, name: str, *, required: bool) -> None:
        super().__init__()
        self.combo = ChoiceCombo(theme, name)
        options = tuple(Option(t(str(each.value)), each.value) for each in field.options)
        self.combo.set_options(options if required else (Option(t("not given"), None), *options))
        self.combo.chosen.connect(self.given)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.combo)
        row.addStretch(1)

    def show_raw(self, raw: object) -> None:
        self.combo.set_value(raw)


class SomeValue(ValueField):
    """Several of a list of words, each a box to tick."""

    def __init__(self, theme: Theme, field: SomeOf, name: str) -> None:
        super().__init__()
        row = FlowLayout(theme.px(10))
        self.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        self.boxes: dict[str, QCheckBox] = {}
        for each in field.options:
            word = t(str(each.value))
            box = QCheckBox(button_text(word))
            box.setAccessibleName(t("{item}, {what}", item=word, what=name))
            box.toggled.connect(self._toggled)
            self.boxes[each.value] = box
            row.addWidget(box)

    def show_raw(self, raw: object) -> None:
        chosen = raw if isinstance(raw, list | tuple) else ()
        for value, box in self.boxes.items():
            quiet = box.blockSignals(True)
            box.setChecked(value in chosen)
            box.blockSignals(quiet)

    def _toggled(self) -> None:
        self.given.emit([value for value, box in self.boxes.items() if box.isChecked()] or None)


def simple_field(theme: Theme, field: Field, name: str, *, required: bool, unit: str = "") -> ValueField:
    """The editor for a field that is one value or one list of words."""
    if isinstance(field, Flag):
        return FlagValue(field, name)
    if isinstance(field, OneOf):
        return ChoiceValue(theme, field, name, required=required)
    if isinstance(field, SomeOf):
        return SomeValue(theme, field, name)
    if isinstance(field, WordList):
        return LinesValue(theme, field, name)
    return LineValue(theme, field, name, unit)


class Told(QWidget):
    """A field with what it is compared with, and what is wrong with it, under it."""

    def __init__(self, theme: Theme, field: QWidget) -> None:
        super().__init__()
        self.wrong = plain_label(role="small", ink="stop_ink", wraps=True)
        self.aside = plain_label(role="small", ink="text2", wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        for part in (field, self.wrong, self.aside):
            column.addWidget(part)
        self.wrong.hide()
        self.aside.hide()

    def tell(self, wrong: str, aside: str = "") -> None:
        """Say what is wrong ("" for nothing) and what there is to compare with."""
        for label, words in ((self.wrong, sentence_start(wrong) if wrong else ""), (self.aside, aside)):
            label.setText(words)
            label.setVisible(bool(words))
