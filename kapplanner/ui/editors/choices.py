"""Choosing one of a few values: combo boxes that know "not entered", "none" and "mixed" apart."""

from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QStyle,
    QStyleOptionComboBox,
    QVBoxLayout,
    QWidget,
)

from kapplanner.domain.people import Answer
from kapplanner.i18n import t
from kapplanner.rules.finding import Tier
from kapplanner.ui.editors.parts import button, text_label
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.tab_order import tab_before
from kapplanner.ui.widgets.texts import set_plain_tooltip


@dataclass(frozen=True, slots=True)
class Option:
    """One entry of a combo box: its words, the value behind them, an icon name if any.

    ``short`` stands in the closed box where the words have no room; the list, the tooltip and assistive technology
    have the words.
    """

    words: str
    value: Any
    icon: str = ""
    token: str = "text2"
    short: str = ""


class ChoiceCombo(QComboBox):
    """A combo box over values. ``chosen`` carries the value a person picked; the wheel never changes it."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, name: str, *, icon_when_closed: bool = True) -> None:
        super().__init__()
        self._theme = theme
        self._icon_when_closed = icon_when_closed
        self._options: tuple[Option, ...] = ()
        self._shown: object = _NOTHING
        self.setAccessibleName(name)
        self.setIconSize(QSize(theme.px(16), theme.px(16)))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.activated.connect(self._picked)
        theme.changed.connect(self._renew_icons)

    def set_options(self, options: tuple[Option, ...]) -> None:
        """Offer these values; the one shown stays if it is among them."""
        if options == self._options:
            return
        self._options = options
        self.clear()
        for option in options:
            icon = self._theme.icon(option.icon, option.token) if option.icon else QIcon()
            self.addItem(icon, option.words)
        self._select(self._shown)

    @property
    def value(self) -> Any:
        """The value shown; None where several differ."""
        return None if self._shown in (_NOTHING, _MIXED) else self._shown

    def set_value(self, value: Any) -> None:
        """Show a value without telling anyone."""
        self._shown = value
        self._select(value)

    def set_mixed(self) -> None:
        """Several values: no entry is current and the box says "Mixed"."""
        self._shown = _MIXED
        self._select(_MIXED)

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        """Long names leave no room for an icon in the closed box, or stand there in short; the open list has both."""
        super().initStyleOption(option)
        if not self._icon_when_closed:
            option.currentIcon = QIcon()
        place = self.currentIndex()
        short = self._options[place].short if 0 <= place < len(self._options) else ""
        if short and self._room(option) < option.fontMetrics.horizontalAdvance(option.currentText):
            option.currentText = short

    def _room(self, option: QStyleOptionComboBox) -> int:
        part = QStyle.SubControl.SC_ComboBoxEditField
        return self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self).width()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the pane; it must never change a route or a person by accident."""
        event.ignore()

    def _renew_icons(self) -> None:
        self.setIconSize(self._theme.icon_size(16))
        for place, option in enumerate(self._options):
            if option.icon:
                self.setItemIcon(place, self._theme.icon(option.icon, option.token))

    def _select(self, value: object) -> None:
        place = next((i for i, option in enumerate(self._options) if option.value == value), -1)
        if value is _MIXED or value is _NOTHING:
            place = -1
        self.setPlaceholderText(t("Mixed") if value is _MIXED else "")
        self.setCurrentIndex(place)
        self.describe(t("Mixed") if value is _MIXED else "")
        set_plain_tooltip(self, self.currentText())

    def describe(self, words: str) -> None:
        """Say more about the value to assistive technology; first what the box is for, for its name is its value."""
        self.setAccessibleDescription(", ".join(part for part in (self.accessibleName(), words) if part))

    def _picked(self, place: int) -> None:
        value = self._options[place].value
        if value != self._shown or self._shown is _MIXED:
            self._shown = value
            self.chosen.emit(value)


class _Shown:
    """Stands for a box that shows no single value."""


_NOTHING: Final = _Shown()
_MIXED: Final = _Shown()


class PersonCombo(ChoiceCombo):
    """A person for a role. "None" is a choice of its own and carries the mark of the tier that speaks about it."""

    def set_tier(self, tier: Tier | None) -> None:
        """Mark the box with a tier's colours and shape, or take the mark away."""
        look = self._theme.tier(tier) if tier is not None else None
        sheet = ""
        if look is not None:
            colors = f"background: {look.tint.name()}; color: {look.ink.name()}; border-color: {look.mark.name()};"
            sheet = f"QComboBox {{ {colors} }}"
        if sheet != self.styleSheet():
            self.setStyleSheet(sheet)
        for place, option in enumerate(self._options):
            if option.value is None:
                self.setItemIcon(place, self._theme.icon(look.icon, look.token) if look is not None else QIcon())
        if look is not None:
            self.describe(look.word)


def answer_options() -> tuple[Option, ...]:
    """Yes, no, and not asked, which is not no."""
    return (Option(t("Not asked"), Answer.NOT_ASKED), Option(t("Yes"), Answer.YES), Option(t("No"), Answer.NO))


class AnswerCombo(ChoiceCombo):
    """Yes, no or not asked."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name)
        self.set_options(answer_options())


class TickList(QWidget):
    """A list of words to tick: known ones as boxes, and a line to add another. ``ticked`` carries word and state."""

    ticked = Signal(str, bool)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._name = name
        self._boxes: dict[str, QCheckBox] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._empty = text_label(t("none"), role="small", ink="text2")
        self._column.addWidget(self._empty)
        self._add_row(theme)

    def _add_row(self, theme: Theme) -> None:
        self.entry = QLineEdit()
        self.entry.setAccessibleName(t("Add to {what}", what=self._name))
        self.entry.setPlaceholderText(t("Add…"))
        self.entry.returnPressed.connect(self._added)
        self.add = button(t("Add"), small=True)
        self.add.setAccessibleName(t("Add to {what}", what=self._name))
        self.add.setMinimumHeight(theme.px(28))
        self.add.clicked.connect(self._added)
        row = QHBoxLayout()
        row.setContentsMargins(0, theme.px(2), 0, 0)
        row.setSpacing(theme.px(6))
        row.addWidget(self.entry, 1)
        row.addWidget(self.add)
        self._column.addLayout(row)

    def set_items(self, known: tuple[str, ...], lists: tuple[tuple[str, ...], ...]) -> None:
        """Show every known word and every word of the sessions' lists; half ticked where only some hold it."""
        words = tuple(dict.fromkeys([*known, *(word for words in lists for word in words)]))
        if words != tuple(self._boxes):
            self._rebuild(words)
        for word, box in self._boxes.items():
            holding = sum(word in words for words in lists)
            some = 0 < holding < len(lists)
            quiet = box.blockSignals(True)
            box.setTristate(some)
            state = Qt.CheckState.PartiallyChecked if some else Qt.CheckState(2 if holding else 0)
            box.setCheckState(state)
            box.blockSignals(quiet)
            shown = t("{item} (some)", item=word) if some else word
            box.setText(shown.replace("&", "&&"))
        self._empty.setVisible(not self._boxes)

    def _rebuild(self, words: tuple[str, ...]) -> None:
        for box in self._boxes.values():
            self._column.removeWidget(box)
            box.hide()
            box.deleteLater()
        self._boxes = {}
        for place, word in enumerate(words):
            box = QCheckBox(word.replace("&", "&&"))
            box.setAccessibleName(t("{item}, {what}", item=word, what=self._name))
            box.setProperty("word", word)
            box.checkStateChanged.connect(self._changed)  # assistive technology toggles without a click
            self._column.insertWidget(place, box)
            self._boxes[word] = box
        tab_before(self.entry, *self._boxes.values())

    @property
    def boxes(self) -> dict[str, QCheckBox]:
        """The boxes by their word."""
        return self._boxes

    def _changed(self) -> None:
        box = self.sender()
        if isinstance(box, QCheckBox):
            self.ticked.emit(str(box.property("word")), box.checkState() is not Qt.CheckState.Unchecked)

    def _added(self) -> None:
        word = self.entry.text().strip()
        if word:
            self.entry.clear()
            self.ticked.emit(word, True)
