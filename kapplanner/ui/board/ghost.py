"""What is seen of a carried session: the ghost at full strength, and the bubble with what the place would bring."""

from datetime import datetime

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from kapplanner.i18n import t
from kapplanner.rules.finding import Finding, Tier
from kapplanner.rules.words import day_and_clock
from kapplanner.ui.board.card_paint import CardPainter, CardState
from kapplanner.ui.board.carry import Carried
from kapplanner.ui.board.changes import FindingChanges
from kapplanner.ui.board.facts import CardFacts
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.texts import plain_label

MOST_SENTENCES = 5


class Ghost(QWidget):
    """A carried session at the place where it would lie, ringed in the colour of the worst new finding."""

    def __init__(self, facts: CardFacts, painter: CardPainter, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._facts = facts
        self._painter = painter
        self._theme = theme
        self._ring: str = "focus"
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_at(self, box: QRect, facts: CardFacts, ring: str) -> None:
        """Stand at this box (the card's) with a 2 px ring around it in the colour of that token."""
        self._facts, self._ring = facts, ring
        self.setGeometry(box.adjusted(-2, -2, 2, 2))
        self.update()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color(self._ring), 2))
        painter.setBrush(self._theme.color("board"))
        painter.drawRoundedRect(box.adjusted(-1, -1, 1, 1), 6 * self._theme.scale, 6 * self._theme.scale)
        self._painter.paint(painter, box, self._facts, CardState())
        painter.end()


def ring_token(state: Carried) -> str:
    """The colour of the ghost's ring: a tier, or that of the focus."""
    if state.refusal:
        return "stop"
    if state.changes is None or state.changes.worst is None:
        return "focus"
    return {Tier.STOP: "stop", Tier.CAUTION: "caut", Tier.NOTE: "note"}[state.changes.worst]


class Bubble(QFrame):
    """One sentence for each Stop and Caution that would appear, or why the place cannot be."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._area = parent
        self._column = QGridLayout(self)
        self._shown: object = None
        self.setObjectName("bubble")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_state(self, state: Carried, ghost: QRect, nearest: datetime | None = None) -> None:
        """Show what this place brings, left of the ghost or right of it; hides where it brings nothing to read.

        ``nearest``: the nearest fit, told last with its key.
        """
        key = (state.refusal, state.changes, nearest)
        if not state.refusal and (state.changes is None or not self._told(state.changes)):
            if state.changes is not None:
                self.hide()
                self._shown = None
            self._place(ghost)
            return
        if key != self._shown:
            self._fill(state)
            self._add_nearest(nearest)
            self._shown = key
        self._place(ghost)
        self.show()
        self.raise_()

    def _told(self, changes: FindingChanges) -> tuple[Finding, ...]:
        return tuple(f for f in changes.appearing if f.tier is not Tier.NOTE)

    def _fill(self, state: Carried) -> None:
        theme, px = self._theme, self._theme.px
        while (item := self._column.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.setParent(None)
                gone.deleteLater()
        token = ring_token(state)
        self.setStyleSheet(
            f"#bubble {{ background: {theme.hex('raised')}; border: 1px solid {theme.hex(token)};"
            f" border-radius: {px(8)}px; }}"
        )
        self._column.setContentsMargins(px(12), px(10), px(12), px(10))
        self._column.setHorizontalSpacing(px(8))
        self._column.setVerticalSpacing(px(6))
        self._column.setColumnStretch(1, 1)
        self._add_rows(state)

    def _add_rows(self, state: Carried) -> None:
        theme = self._theme
        if state.refusal:
            self._add_row(0, theme.tier(Tier.STOP).icon, "stop", state.refusal, weight=600)
            return
        assert state.changes is not None
        told = self._told(state.changes)
        worst = theme.tier(told[0].tier)
        heading = plain_label(f"{worst.word}: {state.where}", ink=f"{worst.token}_ink", weight=600)
        self._column.addWidget(heading, 0, 0, 1, 2)
        heading.show()
        for row, finding in enumerate(told[:MOST_SENTENCES], 1):
            look = theme.tier(finding.tier)
            sentence = t("{tier}: {sentence}", tier=look.word, sentence=finding.sentence)
            self._add_row(row, look.icon, look.token, sentence)
        if len(told) > MOST_SENTENCES:
            self._add_row(
                MOST_SENTENCES + 1, "dots-horizontal", "text2", t("and {n} more", n=len(told) - MOST_SENTENCES)
            )

    def _add_nearest(self, nearest: datetime | None) -> None:
        if nearest is not None:
            row = self._column.rowCount()
            self._add_row(row, "check-circle-outline", "fit", t("Nearest fit: {when} (N)", when=day_and_clock(nearest)))

    def _add_row(self, row: int, icon: str, token: str, sentence: str, weight: int | None = None) -> None:
        picture = QLabel()
        picture.setPixmap(self._theme.pixmap(icon, token, 16))
        self._column.addWidget(picture, row, 0, Qt.AlignmentFlag.AlignTop)
        words = plain_label(sentence, weight=weight, wraps=True)
        self._column.addWidget(words, row, 1)
        for part in (picture, words):
            part.show()  # what was never shown has no height, and the bubble takes its height before it is painted

    def _place(self, ghost: QRect) -> None:
        width = self._theme.px(296)
        height = max(self._column.totalHeightForWidth(width), self._column.totalMinimumSize().height())
        area = self._area.rect()
        left = ghost.left() - self._theme.px(10) - width
        if left < 0:
            left = ghost.right() + self._theme.px(10)
        left = max(0, min(left, area.width() - width))
        top = max(4, min(ghost.top(), area.height() - height - 4))
        self.setGeometry(left, top, width, height)
