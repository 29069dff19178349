"""The hours and day columns under the cards, and the cards on them. Says what the mouse points at.

A card below 24 px is hit up to 24 px around its middle; where two such targets meet, the nearer middle wins.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from kapplanner.i18n import t
from kapplanner.ui.board.card import TARGET, Card, Tail
from kapplanner.ui.board.card_paint import CardPainter, CardState
from kapplanner.ui.board.card_tools import CardTools
from kapplanner.ui.board.facts import CardFacts
from kapplanner.ui.board.fit_layer import FitLayer
from kapplanner.ui.board.fits import Band
from kapplanner.ui.board.geometry import Grid, Piece, moment_at
from kapplanner.ui.board.rings import Rings
from kapplanner.ui.board.slot import AddSlot, paint_slot
from kapplanner.ui.theme import Theme

EDGE_REACH = 5
SLOT_MINUTES = 30
EMPTY_DAY_WORDS_AT = 12 * 60


@dataclass(frozen=True, slots=True)
class Hit:
    """What lies under a point: a card (and whether its badge or its lower edge), or free time of a day."""

    session: str | None
    badge: bool = False
    edge: bool = False


class Canvas(QWidget):
    """Holds one card for each session of the days shown, in reading order."""

    pressed = Signal(object, object)
    dragged = Signal(object)
    released = Signal(object)
    doubled = Signal(object, object)
    menuWanted = Signal(object, object)
    keyPressed = Signal(object)
    cardFocused = Signal(str)
    cardClicked = Signal(str)
    leaving = Signal(bool)

    def __init__(self, theme: Theme, painter: CardPainter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._painter = painter
        self.grid = Grid(date(2000, 1, 1), 7, 55, 500, 48)
        self.cards: dict[str, Card] = {}
        self._tails: list[Tail] = []
        self._pieces: tuple[Piece, ...] = ()
        self._medicine_days: frozenset[date] = frozenset()
        self._hinted: datetime | None = None
        self._hovered: str | None = None
        self.carrying = False
        self.old_places: tuple[tuple[QRect, str], ...] = ()
        self.left_behind: tuple[tuple[QRect, str], ...] = ()
        self.slot = AddSlot(theme, self)
        self.rings = Rings(theme, self)
        self.tools = CardTools(theme, self)
        self.fits = FitLayer(theme, self)
        self.slot.left.connect(self.leaving)
        self.setMouseTracking(True)

    def lay_out(
        self,
        grid: Grid,
        pieces: tuple[Piece, ...],
        facts: dict[str, CardFacts],
        medicine_days: frozenset[date],
    ) -> frozenset[str]:
        """Show these pieces; answers the ids of cards that were made or given other facts."""
        if (grid, medicine_days) != (self.grid, self._medicine_days):
            self.grid, self._medicine_days = grid, medicine_days
            self.update()
        touched: set[str] = set()
        wanted = {piece.session for piece in pieces if piece.is_first}
        for gone in self.cards.keys() - wanted:
            self._drop(self.cards.pop(gone))
        is_new = bool(wanted - self.cards.keys())
        for piece in pieces:
            if piece.is_first and self._place(piece, facts[piece.session]):
                touched.add(piece.session)
        if {p.day for p in pieces} != {p.day for p in self._pieces}:
            self.update()
        if pieces != self._pieces or touched:
            self._show_tails([p for p in pieces if not p.is_first], facts)
        self._pieces = pieces
        self._keep_order(pieces, is_new)
        self.rings.setGeometry(0, 0, grid.width, grid.height)
        return frozenset(touched)

    def _drop(self, card: Card) -> None:
        if card.hasFocus():
            self.setFocus()
        card.hide()
        card.setParent(None)
        card.deleteLater()

    def _place(self, piece: Piece, facts: CardFacts) -> bool:
        box = self.grid.box_of(piece, inset=self._theme.px(3))
        card = self.cards.get(piece.session)
        touched = card is None or card.facts != facts
        if card is None:
            card = Card(facts, self._painter, self)
            card.focused.connect(self.cardFocused)
            card.left.connect(self.leaving)
            card.clicked.connect(self._card_clicked)
            self.cards[piece.session] = card
        elif touched:
            card.show_facts(facts)
        card.stand_at(QRect(box.left, box.top, box.width, box.height))
        card.show()
        return touched

    def _card_clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, Card):
            self.cardClicked.emit(sender.session_id)

    def _show_tails(self, pieces: list[Piece], facts: dict[str, CardFacts]) -> None:
        for tail in self._tails:
            tail.hide()
            tail.deleteLater()
        self._tails = []
        for piece in pieces:
            tail = Tail(facts[piece.session], self._painter, self)
            box = self.grid.box_of(piece, inset=self._theme.px(3))
            tail.setGeometry(box.left, box.top, box.width, box.height)
            tail.show()
            self._tails.append(tail)

    def _keep_order(self, pieces: Iterable[Piece], is_new: bool) -> None:
        """Let the cards be children in reading order, which is how assistive technology walks them.

        The rings above them are raised only when they have to be: that paints the whole board anew.
        """
        wanted = [p.session for p in sorted(pieces, key=lambda p: (p.day, p.start, p.lane)) if p.is_first]
        present = [child.session_id for child in self.children() if isinstance(child, Card)]
        if wanted != present:
            for session in wanted:
                self.cards[session].raise_()
        if is_new or wanted != present:
            self.slot.raise_()
            self.rings.raise_()

    def box_of_slot(self, moment: datetime) -> QRect | None:
        """Where the button for free time lies; None where the day is not on the board."""
        column = self.grid.column_of(moment.date())
        if column is None:
            return None
        inset = self._theme.px(3)
        top = self.grid.y_of(moment.hour * 60 + moment.minute)
        height = max(self._theme.px(TARGET), self.grid.y_of(SLOT_MINUTES) - 1)
        return QRect(self.grid.column_left(column) + inset, top, self.grid.column_width(column) - 2 * inset, height)

    def show_slot(self, moment: datetime | None) -> None:
        """Show the button for free time, or none."""
        box = self.box_of_slot(moment) if moment is not None else None
        if moment is None or box is None:
            self.slot.hide()
            return
        self.slot.setGeometry(box)
        self.slot.show_moment(moment)
        self.slot.show()

    def hit(self, point: QPointF) -> Hit:
        """What a point hits."""
        best: tuple[float, Card] | None = None
        for card in self.cards.values():
            if QRectF(card.geometry()).contains(point):
                distance = abs(point.y() - card.box.center().y())
                inside = QRectF(card.box).contains(point) and card.box.height() >= TARGET
                ranked = (-1.0 if inside else distance, card)
                if best is None or ranked[0] < best[0]:
                    best = ranked
        if best is None:
            return Hit(self._tail_at(point))
        return self._hit_in(best[1], point)

    def _tail_at(self, point: QPointF) -> str | None:
        return next((tail.facts.session.id for tail in self._tails if tail.geometry().contains(point.toPoint())), None)

    def _hit_in(self, card: Card, point: QPointF) -> Hit:
        box = QRectF(card.box)
        badge = self._painter.badge_box(box, card.facts)
        on_badge = badge is not None and badge.adjusted(-4, -4, 4, 4).contains(point)
        tall = box.height() >= TARGET and not card.facts.session.locked
        return Hit(card.session_id, badge=on_badge, edge=tall and point.y() >= box.bottom() - EDGE_REACH)

    def moment_at(self, point: QPointF, step: int) -> datetime:
        """The wall-clock time under a point, at the step before it."""
        day = self.grid.day_of(self.grid.column_at(point.x()))
        minutes = int(self.grid.minutes_at(point.y()) // step) * step
        return moment_at(day, max(0, min(24 * 60 - step, minutes)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme, grid = self._theme, self.grid
        painter.fillRect(event.rect(), theme.color("board"))
        painter.fillRect(QRect(0, 0, grid.gutter, grid.height), theme.color("panel"))
        for column in range(grid.days):
            if grid.day_of(column) in self._medicine_days:
                left, width = grid.column_left(column), grid.column_width(column)
                painter.fillRect(QRect(left, 0, width, grid.height), theme.mixed("med_tint", "board", 0.28))
        self.fits.paint_bands(painter, self.devicePixelRatioF())
        self._paint_lines(painter)
        self._paint_empty_days(painter)
        self._paint_hours(painter)
        self._paint_left_behind(painter)
        self._paint_old_places(painter)
        if self._hinted is not None and not self.carrying:
            box = self.box_of_slot(self._hinted)
            if box is not None:
                paint_slot(painter, QRectF(box), self._hinted, theme, strong=False)
        painter.end()

    def _paint_lines(self, painter: QPainter) -> None:
        theme, grid = self._theme, self.grid
        painter.setPen(QPen(theme.color("grid"), 1))
        for hour in range(25):
            painter.drawLine(grid.gutter - theme.px(6), grid.y_of(hour * 60), grid.width, grid.y_of(hour * 60))
        for column in range(grid.days):
            painter.drawLine(grid.column_left(column), 0, grid.column_left(column), grid.height)

    def _paint_empty_days(self, painter: QPainter) -> None:
        theme, grid = self._theme, self.grid
        held = {piece.day for piece in self._pieces}
        painter.setFont(theme.font("micro"))
        painter.setPen(theme.color("text3"))
        for column in range(grid.days):
            if grid.day_of(column) not in held:
                top = grid.y_of(EMPTY_DAY_WORDS_AT) + 1
                box = QRect(grid.column_left(column) + 1, top, grid.column_width(column) - 1, grid.y_of(60) - 1)
                painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), t("Nothing planned"))

    def _paint_hours(self, painter: QPainter) -> None:
        theme, px = self._theme, self._theme.px
        painter.setFont(theme.font("micro"))
        painter.setPen(theme.color("text2"))
        for hour in range(1, 24):
            box = QRect(0, self.grid.y_of(hour * 60) - px(8), self.grid.gutter - px(9), px(16))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), f"{hour:02}:00")

    def show_left_behind(self, places: tuple[tuple[QRect, str], ...]) -> None:
        """Mark where sessions stood in an earlier state of the plan, with what there is to say about each."""
        if places != self.left_behind:
            self.left_behind = places
            self.update()

    def _paint_left_behind(self, painter: QPainter) -> None:
        theme, px = self._theme, self._theme.px
        painter.setFont(theme.font("micro"))
        for box, words in self.left_behind:
            pen = QPen(theme.color("control"), 1)
            pen.setDashPattern([4, 3])
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), px(5), px(5))
            painter.setPen(theme.color("text2"))
            inside = box.adjusted(px(6), px(2), -px(3), -px(2))
            flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
            painter.save()
            painter.setClipRect(inside)
            painter.drawText(inside, flags, words)
            painter.restore()

    def _paint_old_places(self, painter: QPainter) -> None:
        theme, px = self._theme, self._theme.px
        for box, words in self.old_places:
            pen = QPen(theme.color("med"), 2)
            pen.setDashPattern([3, 2])
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), px(5), px(5))
            painter.setPen(theme.color("med_ink"))
            painter.setFont(theme.font("small"))
            painter.drawText(box.adjusted(px(10), px(6), -px(4), 0), int(Qt.AlignmentFlag.AlignLeft), words)

    def show_old_places(self, places: tuple[tuple[QRect, str], ...], away: frozenset[str] = frozenset()) -> None:
        """Mark where the carried sessions stood; their cards stay, unseen, for the sake of the keyboard."""
        self.old_places = places
        self.carrying = bool(places)
        for session_id, card in self.cards.items():
            card.show_state(CardState(dimmed=self.carrying, away=session_id in away))
        self.update()

    def show_bands(self, bands: tuple[Band, ...]) -> None:
        """Paint where the carried session may go on one more day."""
        self.fits.show_bands(self.grid, bands)
        self.update()

    def clear_bands(self) -> None:
        """Paint the days as they are."""
        self.fits.clear()
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._hint(None)
        self.tools.hide()
        self.pressed.emit(self.hit(event.position()), event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.dragged.emit(event)
            return
        hit = self.hit(event.position())
        self._show_hover(hit.session)
        if hit.session is None:
            self.setCursor(Qt.CursorShape.ArrowCursor)
            inside = event.position().x() >= self.grid.gutter
            self._hint(self.moment_at(event.position(), SLOT_MINUTES) if inside else None)
            return
        self._hint(None)
        if hit.badge:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.setCursor(Qt.CursorShape.SizeVerCursor if hit.edge else Qt.CursorShape.OpenHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.released.emit(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.doubled.emit(self.hit(event.position()), event)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._show_hover(None)
        self._hint(None)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        point: QPoint = event.pos()
        focused = next((card for card in self.cards.values() if card.hasFocus()), None)
        if event.reason() == QContextMenuEvent.Reason.Keyboard and focused is not None:
            self.menuWanted.emit(Hit(focused.session_id), focused.mapToGlobal(focused.rect().center()))
            return
        self.menuWanted.emit(self.hit(QPointF(point)), event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.keyPressed.emit(event)

    def _show_hover(self, session: str | None) -> None:
        if session == self._hovered:
            return
        for session_id in (self._hovered, session):
            card = self.cards.get(session_id) if session_id is not None else None
            if card is not None:
                card.show_state(replace(card.state, hovered=session_id == session))
        self._hovered = session
        under = self.cards.get(session) if session is not None else None
        if under is None or self.carrying:
            self.tools.hide()
        else:
            badge = self._painter.badge_box(QRectF(under.box), under.facts)
            place = badge.toRect() if badge is not None else None
            self.tools.show_for(under.session_id, under.box, place)

    def _hint(self, moment: datetime | None) -> None:
        if moment == self._hinted:
            return
        for shown in (self._hinted, moment):
            box = self.box_of_slot(shown) if shown is not None else None
            if box is not None:
                self.update(box)
        self._hinted = moment

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            hit = self.hit(QPointF(event.pos()))
            card = self.cards.get(hit.session) if hit.session is not None else None
            words = card.tool_tip() if card is not None else ""
            if card is not None and hit.edge:
                words = f"<qt>{t('Drag the lower edge to change the length.')}</qt>"
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)
