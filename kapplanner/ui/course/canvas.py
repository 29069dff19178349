"""The lanes of the course view with a button for each session, and what the mouse does on them."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QToolTip, QWidget

from kapplanner.i18n import t
from kapplanner.rules.words import day_and_clock
from kapplanner.ui.board.card import Card
from kapplanner.ui.board.day_head import DailyLimit, day_sentence
from kapplanner.ui.board.facts import CardFacts
from kapplanner.ui.board.rings import Rings
from kapplanner.ui.course.columns import Column, Columns
from kapplanner.ui.course.facts import CARE, CourseFacts
from kapplanner.ui.course.geometry import (
    CHIP,
    GUTTER,
    HEADS,
    LEAST_COLUMN,
    MOST_COLUMN,
    NARROW_FOLD,
    Lane,
    Lanes,
)
from kapplanner.ui.course.lanes import LanePainter
from kapplanner.ui.course.paint import ChipPainter, DosePainter
from kapplanner.ui.theme import Theme

_FOLDS = ((3, 14), (8, 10))
"""So many folds may be so many px wide."""


class CourseCanvas(QWidget):
    """As wide as its columns ask. ``pressed`` carries a session's id ("" beside all), whether it joins others, where;
    ``doubled`` an id; ``menuWanted`` an id and a place; ``dayPressed`` the day of a head; ``menuOnDay`` a day, a place.
    """

    pressed = Signal(str, bool, object)
    moved = Signal(object)
    released = Signal()
    doubled = Signal(str)
    menuWanted = Signal(str, object)
    menuOnDay = Signal(object, object)
    dayPressed = Signal(object)
    keyPressed = Signal(object)
    cardFocused = Signal(str)
    cardClicked = Signal(str)
    leaving = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._facts: CourseFacts | None = None
        self._limit: DailyLimit = lambda medicine: None
        self._chips, self._bars, self._behind = ChipPainter(theme), DosePainter(theme), LanePainter(theme)
        self.cards: dict[str, Card] = {}
        self.heads: list[DayHead] = []
        self.lanes: Lanes | None = None
        self.rings = Rings(theme, self)
        self.over = Over(self)
        self.setMouseTracking(True)

    def show_facts(self, facts: CourseFacts, limit: DailyLimit, width: int) -> None:
        """Show a course in so many px, more where its days ask for it."""
        self._facts, self._limit = facts, limit
        px = self._theme.px
        folds = sum(1 for day in facts.days if day.folded)
        columns = Columns(
            facts.days,
            width,
            gutter=px(GUTTER),
            least=px(LEAST_COLUMN),
            most=px(MOST_COLUMN),
            fold=px(next((wide for most, wide in _FOLDS if folds <= most), NARROW_FOLD)),
        )
        self.lanes = Lanes(facts, columns, self._theme.scale)
        self._behind.facts, self._behind.lanes, self._behind.limit = facts, self.lanes, limit
        self._bars.lanes = self.lanes
        self._bars.doses = {dose.card.session.id: dose for dose in facts.doses}
        self.setMinimumWidth(int(columns.width) if columns.width >= width + 1 else 0)
        self.setFixedHeight(round(self.lanes.height) + 1)
        self._place_heads(facts, columns)
        self._place_cards(facts, self.lanes)
        self.rings.raise_()
        self.over.raise_()
        self.update()

    def _place_heads(self, facts: CourseFacts, columns: Columns) -> None:
        while len(self.heads) > len(columns.all):
            self.heads.pop().deleteLater()
        while len(self.heads) < len(columns.all):
            self.heads.append(DayHead(self))
            self.heads[-1].show()
        for head, column in zip(self.heads, columns.all, strict=True):
            head.setGeometry(round(column.left), 0, round(column.width), self._theme.px(HEADS))
            head.setAccessibleName(day_sentence(facts.plan_facts.day(column.day.day)))
            head.setAccessibleDescription(self._day_words(facts, column))

    def _day_words(self, facts: CourseFacts, column: Column) -> str:
        """What the lanes show of a day beside its sessions: folded days, the limit of contact, restrictions."""
        day = facts.plan_facts.day(column.day.day)
        parts = []
        if column.day.folded:
            parts.append(t("{n} days before it are folded away.", n=column.day.folded))
        limit = self._limit(day.has_medicine)
        if limit is not None:
            parts.append(t("Your rules ask for at most {n} minutes of contact.", n=limit))
        for session in (card.session for card in day.sessions):
            limits = facts.plan_facts.restrictions.get(session.id)
            if limits is not None:
                parts.append(
                    t(
                        "No food from {food}; observation to {watched}; no driving until {drive}, after sleep.",
                        food=day_and_clock(limits.food_stop),
                        watched=day_and_clock(limits.observe_until),
                        drive=day_and_clock(limits.driving_again),
                    )
                )
        return " ".join(parts)

    def _place_cards(self, facts: CourseFacts, lanes: Lanes) -> None:
        known = facts.plan_facts.cards
        for session_id in [session_id for session_id in self.cards if session_id not in known]:
            self.cards.pop(session_id).deleteLater()
        last: QWidget | None = None
        for session_id, card_facts in known.items():  # in reading order: by start
            card = self._card(session_id, card_facts)
            box = self._box(facts, lanes, card_facts)
            card.setVisible(box is not None)
            if box is not None:
                card.stand_at(box)
            if last is not None:
                QWidget.setTabOrder(last, card)
            card.raise_()
            last = card
        for dose in facts.doses:
            if dose.window:
                card = self.cards[dose.card.session.id]
                card.setAccessibleDescription(" ".join(filter(None, (card.accessibleDescription(), dose.window))))

    def _card(self, session_id: str, facts: CardFacts) -> Card:
        """The button of a session; one that becomes or stops being a dose is made anew, as it is painted otherwise."""
        painter = self._bars if facts.number is not None else self._chips
        card = self.cards.get(session_id)
        if card is None or card.painter is not painter:
            had_keyboard = card is not None and card.hasFocus()
            if card is not None:
                card.deleteLater()
            card = self.cards[session_id] = Card(facts, painter, self)
            card.focused.connect(self.cardFocused)
            card.left.connect(self.leaving)
            card.clicked.connect(self._clicked)
            card.show()
            if had_keyboard:
                card.setFocus()
        else:
            card.show_facts(facts)
        return card

    def _clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, Card):
            self.cardClicked.emit(sender.session_id)

    def _box(self, facts: CourseFacts, lanes: Lanes, card: CardFacts) -> QRect | None:
        column = lanes.columns.of(card.session.day)
        if column is None:
            return None
        px, left, wide = self._theme.px, round(column.left), round(column.width)
        if card.number is not None:
            box = lanes.boxes[Lane.MEDICINE]
            same = [each for each in facts.plan_facts.day(card.session.day).sessions if each.number is not None]
            part = wide / len(same)
            at = left + round(part * same.index(card))
            return QRect(at, round(box.top), round(part), round(box.height))
        is_care = card.session.kind in CARE
        lane = Lane.CARE if is_care else Lane.INTEGRATION
        row = facts.care(card.session.day) if is_care else facts.integration(card.session.day)
        top = lanes.chip_top(lane, row.index(card))
        return QRect(left + px(2), round(top), wide - px(4), px(CHIP))

    def box_of(self, session_id: str) -> QRect | None:
        """Where a session is seen."""
        card = self.cards.get(session_id)
        return card.box if card is not None and not card.isHidden() else None

    def day_at(self, place: QPoint) -> date | None:
        """The day of the column under a point."""
        column = self.lanes.columns.at(place.x()) if self.lanes is not None else None
        return column.day.day if column is not None else None

    def session_at(self, place: QPoint) -> str:
        """The session under a point; of a dose its whole column in the lane; "" beside all."""
        hits = (i for i, card in self.cards.items() if not card.isHidden() and card.geometry().contains(place))
        return next(hits, "")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("board"))
        if self.lanes is not None:
            head = QRectF(0, 0, self.width(), self._theme.px(HEADS))
            painter.fillRect(head, self._theme.color("panel"))
            painter.fillRect(QRectF(0, 0, self.lanes.columns.gutter, self.height()), self._theme.color("panel"))
            self._behind.paint(painter, self.height())
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        place = event.position().toPoint()
        if place.y() < self._theme.px(HEADS):
            day = self.day_at(place)
            if day is not None:
                self.dayPressed.emit(day)
            return
        joins = bool(event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier))
        self.pressed.emit(self.session_at(place), joins, place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.moved.emit(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.released.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        found = self.session_at(event.position().toPoint())
        if found:
            self.doubled.emit(found)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        found = self.session_at(event.pos())
        day = self.day_at(event.pos())
        if found:
            self.menuWanted.emit(found, event.globalPos())
        elif day is not None:
            self.menuOnDay.emit(day, event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.keyPressed.emit(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            found = self.session_at(event.pos())
            QToolTip.showText(event.globalPos(), self.cards[found].tool_tip() if found else "", self)
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        for layer in (self.rings, self.over):
            layer.setGeometry(self.rect())


class Over(QWidget):
    """Above the sessions: what whoever carries one paints. Takes no mouse."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.act: Callable[[QPainter], None] | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.act is not None:
            painter = QPainter(self)
            self.act(painter)
            painter.end()


class DayHead(QWidget):
    """Speaks for a day to assistive technology; the canvas paints it and takes the mouse."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
