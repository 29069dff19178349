"""One session on the board: a button that assistive technology can name and press, painted by the card painter.

The mouse is the canvas's business (a card carries no pointer code), so that targets of low cards can reach beyond
their picture and a drag stays in one place.
"""

from html import escape
from typing import Protocol

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from kapplanner.i18n import t
from kapplanner.rules.words import length
from kapplanner.ui.board.card_paint import CardPainter, CardState
from kapplanner.ui.board.facts import CardFacts

TARGET = 24


class Paints(Protocol):
    """Who paints what a card shows into its box."""

    def paint(self, painter: QPainter, box: QRectF, facts: CardFacts, state: CardState) -> None: ...


class Card(QAbstractButton):
    """Shows the facts of one session. ``clicked`` comes from assistive technology, the keyboard comes to the board."""

    focused = Signal(str)
    left = Signal(bool)

    def __init__(self, facts: CardFacts, painter: Paints, parent: QWidget) -> None:
        super().__init__(parent)
        self.painter = painter
        self._state = CardState()
        self._selected = False
        self._was = ""
        self._taken = ""
        self._picture = QRect()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.show_facts(facts)

    @property
    def session_id(self) -> str:
        return self.facts.session.id

    @property
    def state(self) -> CardState:
        return self._state

    @property
    def box(self) -> QRect:
        """Where the card is seen, in the canvas. The widget itself is never lower than a target may be."""
        return self._picture.translated(self.pos())

    def stand_at(self, box: QRect) -> None:
        """Be seen at this place of the canvas."""
        missing = max(0, TARGET - box.height())
        above = missing // 2
        picture = QRect(0, above, box.width(), box.height())
        self.setGeometry(box.adjusted(0, -above, 0, missing - above))
        if picture != self._picture:
            self._picture = picture
            self.update()

    def show_facts(self, facts: CardFacts) -> None:
        """Show these facts from now on."""
        self.facts = facts
        self.setAccessibleName(facts.sentence)
        self.setAccessibleIdentifier(f"card-{facts.session.id}")
        self._describe()
        self.update()

    def show_state(self, state: CardState) -> None:
        """Hovered, dimmed; painted again only when it differs."""
        if state != self._state:
            self._state = state
            self.update()

    def mark_selected(self, selected: bool) -> None:
        """Say whether the session is selected; the ring is drawn by the canvas."""
        if selected != self._selected:
            self._selected = selected
            self._describe()

    def mark_taken(self, taken: str) -> None:
        """Say which room or person another plan has at the same time; empty for none."""
        if taken != self._taken:
            self._taken = taken
            self._describe()

    def mark_moved(self, was: str) -> None:
        """Say where it was in an earlier state of the plan; empty where it stands as it stood."""
        if was != self._was:
            self._was = was
            self._describe()

    def _describe(self) -> None:
        parts = [*([t("Selected.")] if self._selected else []), *self.facts.findings, self._taken, self._was]
        self.setAccessibleDescription(" ".join(filter(None, parts)))

    def tool_tip(self) -> str:
        """Everything on the card in full, as rich text with the words of people escaped."""
        facts = self.facts
        lines = [
            f"<b>{escape(' '.join(part for part in (facts.headline, facts.method) if part))}</b>",
            f"{escape(facts.span)}, {escape(length(facts.session.minutes))}",
            escape(" ".join(part for part in (facts.route, facts.dose, facts.dose_beside) if part)),
            escape(facts.observe),
            escape(facts.topic),
            escape(facts.place),
            *(escape(finding) for finding in facts.findings),
            escape(self._taken),
            escape(self._was),
        ]
        if facts.session.locked:
            lines.append(escape(t("Locked: unlock it to move or delete it.")))
        return f"<qt>{'<br>'.join(line for line in lines if line)}</qt>"

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._state.away:
            return
        painter = QPainter(self)
        self.painter.paint(painter, QRectF(self._picture), self.facts, self._state)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(self.session_id)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab leaves the board: between cards one goes by arrow keys."""
        self.left.emit(forward)
        return True


class Tail(QWidget):
    """The part of a session that runs on after midnight; its card on the first day speaks for it."""

    def __init__(self, facts: CardFacts, painter: CardPainter, parent: QWidget) -> None:
        super().__init__(parent)
        self._painter = painter
        self.facts = facts
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._painter.paint(painter, QRectF(self.rect()), self.facts, CardState(), tail=True)
        painter.end()
