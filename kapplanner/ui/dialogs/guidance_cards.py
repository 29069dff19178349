"""What is said of a way in which anxiety shows itself, of a diagnosis and of an order of steps, as cards to read."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kapplanner.i18n import t
from kapplanner.rules.guidance import DiagnosisRow, Guidance, PresentationRow, WeekOrder
from kapplanner.rules.words import modality_word
from kapplanner.ui.dialogs.guidance_words import (
    Basis,
    evidence_words,
    methods_words,
    sources_words,
)
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.buttons import push_button
from kapplanner.ui.widgets.flow import FlowLayout
from kapplanner.ui.widgets.texts import button_text, plain_label

_LABELS = 150


class Card(QFrame):
    """A title, with what it is based on beside it, and rows of label and text; rows without a text are left out."""

    def __init__(self, theme: Theme, title: str, aside: str, rows: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        px = theme.px
        self._theme = theme
        self.setProperty("rule", "bottom")
        self.setAccessibleName(title)
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(plain_label(title, weight=600, wraps=True), 1)
        if aside:
            chip = plain_label(aside)
            chip.setProperty("chip", "true")
            head.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(px(20), px(10), px(20), px(12))
        self.column.setSpacing(px(6))
        self.column.addLayout(head)
        self.column.addLayout(self._grid(rows))

    def _grid(self, rows: tuple[tuple[str, str], ...]) -> QGridLayout:
        px = self._theme.px
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(10))
        grid.setVerticalSpacing(px(4))
        grid.setColumnStretch(1, 1)
        for place, (label, words) in enumerate(row for row in rows if row[1]):
            left = plain_label(label, role="small", ink="text2", wraps=True)
            left.setFixedWidth(px(_LABELS))
            grid.addWidget(left, place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(plain_label(words, wraps=True), place, 1)
        return grid


class UseButton(QPushButton):
    """Gives a method to the selected session when pressed. ``wanted`` carries the id of the method."""

    wanted = Signal(str)

    def __init__(self, method: str) -> None:
        super().__init__()
        self.method = method
        self.setProperty("small", "true")
        self.setAutoDefault(False)
        self.clicked.connect(self._press)

    def offer(self, session: str, now: str | None, *, allowed: bool) -> None:
        """Say what pressing does to a session (its name, "" for none) that has the method ``now``."""
        word = modality_word(self.method)
        if session and now == self.method:
            self.setText(button_text(t("{method} is the method of the selected session", method=word)))
            self.setAccessibleName(t("{method} is the method of {session}", method=word, session=session))
        else:
            self.setText(button_text(t("Use {method} for the selected session", method=word)))
            told = t("Use {method} for {session}", method=word, session=session)
            self.setAccessibleName(told if session else self.text())
        self.setEnabled(allowed and bool(session) and now != self.method)

    def _press(self) -> None:
        self.wanted.emit(self.method)


class MethodCard(Card):
    """Methods for one way in which anxiety shows itself, their evidence, and a button for each that a session can have.

    ``wanted`` carries the id of a method.
    """

    wanted = Signal(str)

    def __init__(self, theme: Theme, guidance: Guidance, row: PresentationRow, aside: str) -> None:
        rows = (
            (t("First to consider"), t(row.first.words)),
            (t("Also fits"), methods_words(row.also)),
            (t("Evidence, by itself"), evidence_words(guidance, row.alone)),
            (t("Evidence, with ketamine in anxiety"), evidence_words(guidance, row.with_ketamine)),
            (t("Note"), t(row.note)),
            (t("House default"), t(row.house_default) if row.house_default else ""),
            (t("Sources"), sources_words(row.sources)),
        )
        super().__init__(theme, t(row.name), aside, rows)
        self.buttons = [UseButton(method) for method in _methods(row)]
        if self.buttons:
            line = QWidget()
            flow = FlowLayout(theme.px(6))
            line.setLayout(flow)
            for button in self.buttons:
                button.wanted.connect(self.wanted)
                flow.addWidget(button)
            self.column.addWidget(line)


def _methods(row: PresentationRow) -> tuple[str, ...]:
    """The methods of a row that a session can have, the first choice first, each once."""
    return tuple(dict.fromkeys(name for method in (row.first, *row.also) for name in method.modalities))


def diagnosis_card(theme: Theme, title: str, row: DiagnosisRow, templates: str) -> Card:
    """What is known of ketamine for a diagnosis; ``templates``: the titles of those to look at."""
    rows = (
        (t("Ketamine"), f"{t(row.evidence)} {row.confidence.words}"),
        (t("Be careful"), t(row.caution)),
        (t("Templates to look at"), templates),
        (t("Sources"), sources_words(row.sources)),
    )
    return Card(theme, title, "", rows)


def order_card(theme: Theme, order: WeekOrder) -> Card:
    """One order of steps around a medicine session."""
    rows = (
        (t("Steps"), t(order.words)),
        (t("Why"), f"{t(order.why)} {order.confidence.words}"),
        (t("House default"), t(order.house_default) if order.house_default else ""),
        (t("Sources"), sources_words(order.sources)),
    )
    return Card(theme, t(order.name), "", rows)


class BasisCard(QFrame):
    """The facts that suggestions hang on, each with the way to its field. ``wanted`` carries the name of a fact."""

    wanted = Signal(str)

    def __init__(self, theme: Theme, basis: tuple[Basis, ...]) -> None:
        super().__init__()
        px = theme.px
        self.setProperty("rule", "bottom")
        self.setAccessibleName(t("What the suggestions are based on"))
        self.buttons: list[QPushButton] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(px(20), px(8), px(20), px(10))
        grid.setHorizontalSpacing(px(10))
        grid.setVerticalSpacing(px(5))
        grid.setColumnStretch(1, 1)
        for place, entry in enumerate(basis):
            label = plain_label(entry.name, role="small", ink="text2", wraps=True)
            label.setFixedWidth(px(_LABELS))
            words = QVBoxLayout()
            words.setContentsMargins(0, px(3), 0, 0)
            words.setSpacing(px(2))
            for text, ink in ((entry.known, "text"), (entry.missing, "text2")):
                if text:
                    words.addWidget(plain_label(text, ink=ink, wraps=True))
            button = push_button(t("Enter…") if entry.missing else t("Change…"), small=True)
            button.setAccessibleName(t("{act} {fact}", act=button.accessibleName(), fact=entry.name))
            button.setProperty("fact", entry.fact)
            button.clicked.connect(self._press)
            self.buttons.append(button)
            words.addStretch(1)
            label.setContentsMargins(0, px(4), 0, 0)
            grid.addWidget(label, place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addLayout(words, place, 1)
            grid.addWidget(button, place, 2, Qt.AlignmentFlag.AlignTop)

    def _press(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.wanted.emit(str(button.property("fact")))
