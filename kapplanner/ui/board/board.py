"""The plan board: a page of days, the keyboard's walk on it, the hand that carries, and one selection for all."""

from collections.abc import Callable
from datetime import date, datetime, time

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kapplanner.i18n import t
from kapplanner.ui.board.acts import Acts
from kapplanner.ui.board.canvas import SLOT_MINUTES, Canvas, Hit
from kapplanner.ui.board.facts import PlanFacts
from kapplanner.ui.board.geometry import FINE_STEP, STEP, minute_of, moment_at, snapped
from kapplanner.ui.board.hand import Hand
from kapplanner.ui.board.keys import Asked, asked_by
from kapplanner.ui.board.page import Page
from kapplanner.ui.board.stops import Stop
from kapplanner.ui.board.walk import Walk
from kapplanner.ui.bridge import PlanBridge
from kapplanner.ui.theme import Theme

_INTO_THE_BOARD = {
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
    Qt.FocusReason.OtherFocusReason,
}


class Board(QWidget):
    """Takes the keyboard for its cards as one stop of the Tab key; arrow keys walk inside.

    ``addWanted`` carries the time for a new session, ``moveWanted`` asks for "Move to…", ``openWanted`` for a
    session's pane, ``menuWanted`` for a menu at a place, ``findingsWanted`` for a session's findings,
    ``deleteWanted`` for deleting the selection, ``dayMenuWanted`` for a day's menu at a place; ``wanted`` carries what
    a key asks for and is done elsewhere; ``dismissed`` follows Esc.
    """

    addWanted = Signal(object)
    moveWanted = Signal()
    openWanted = Signal(str)
    menuWanted = Signal(object, object)
    findingsWanted = Signal(str)
    deleteWanted = Signal()
    dayMenuWanted = Signal(object, object)
    wanted = Signal(object)
    dismissed = Signal()

    def __init__(
        self, bridge: PlanBridge, facts: PlanFacts, theme: Theme, acts: Acts, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._acts = acts
        self.page = Page(facts, theme, self)
        self.walk = Walk(self.page, bridge, self)
        self.hand = Hand(self.page, self.walk, bridge, theme, self)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(t("Board"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        self._connect()

    def _connect(self) -> None:
        canvas, hand = self.canvas, self.hand
        canvas.menuWanted.connect(self._menu)
        canvas.keyPressed.connect(self._key)
        canvas.cardClicked.connect(self._card_clicked)
        canvas.leaving.connect(self._leave)
        canvas.slot.clicked.connect(self._slot_clicked)
        canvas.tools.moveWanted.connect(self._move_by_tool)
        canvas.tools.menuWanted.connect(self._menu_by_tool)
        hand.opened.connect(self.openWanted)
        hand.addWanted.connect(self.addWanted)
        hand.badgePressed.connect(self.findingsWanted)
        self.page.ribbon.sessionPressed.connect(self.focus_session)
        self.page.heads.dayPressed.connect(self.walk.to_day)
        self.page.heads.menuWanted.connect(self.dayMenuWanted)
        self.page.laidOut.connect(self._mark_selected)
        self._bridge.selectionChanged.connect(self._selection_changed)
        self._bridge.dayShown.connect(self.page.go_to)

    @property
    def canvas(self) -> Canvas:
        return self.page.canvas

    def show_facts(self, facts: PlanFacts) -> frozenset[str]:
        """Show the plan as it is now; answers the ids of sessions whose card was painted anew."""
        if self.hand.carry.is_active:
            self.hand.carry.cancel()  # what is carried may no longer be there
        return self.page.show_facts(facts)

    def focus_session(self, session_id: str) -> None:
        """Select a session, bring it into sight and give it the keyboard."""
        self._bridge.select((session_id,), self.walk)
        self.walk.focus(self.walk.stop_of(session_id))

    def moment_for_adding(self) -> datetime:
        """Where a new session would go: the focused free time, after the focused card, or the first day's morning."""
        stop = self.walk.stop
        if stop is None or not self.page.shows(stop.day):
            return moment_at(self.page.first_day, 9 * 60)
        card = self.page.facts.cards.get(stop.session) if stop.session is not None else None
        if card is None:
            return moment_at(stop.day, stop.minutes)
        return moment_at(card.end.date(), snapped(minute_of(card.end) + STEP / 2 - 1, STEP))

    @property
    def spot(self) -> tuple[date, time | None]:
        """The day with the keyboard (else the first of the page), and the time where it is at free time."""
        stop = self.walk.stop
        if stop is None or not self.page.shows(stop.day):
            return self.page.first_day, None
        return stop.day, None if stop.session is not None else moment_at(stop.day, stop.minutes).time()

    def act(self, asked: Asked) -> None:
        """Do what a key asks for."""
        acts, walk = self._acts, self.walk
        doing: dict[Asked, Callable[[], object]] = {
            Asked.LEFT: lambda: walk.by_days(-1),
            Asked.RIGHT: lambda: walk.by_days(1),
            Asked.UP: lambda: walk.by_stops(-1),
            Asked.DOWN: lambda: walk.by_stops(1),
            Asked.FIRST: lambda: walk.to_end_of_day(0),
            Asked.LAST: lambda: walk.to_end_of_day(-1),
            Asked.PAGE_BACK: lambda: walk.by_pages(-1),
            Asked.PAGE_FORWARD: lambda: walk.by_pages(1),
            Asked.OPEN: self._open,
            Asked.TOGGLE: self._toggle,
            Asked.CLEAR: self._clear,
            Asked.ADD: lambda: self.addWanted.emit(self.moment_for_adding()),
            Asked.DELETE: self.deleteWanted.emit,
            Asked.MOVE_LEFT: lambda: self._follow(acts.move(days=-1)),
            Asked.MOVE_RIGHT: lambda: self._follow(acts.move(days=1)),
            Asked.MOVE_UP: lambda: self._follow(acts.move(minutes=-STEP)),
            Asked.MOVE_DOWN: lambda: self._follow(acts.move(minutes=STEP)),
            Asked.FINE_UP: lambda: self._follow(acts.move(minutes=-FINE_STEP)),
            Asked.FINE_DOWN: lambda: self._follow(acts.move(minutes=FINE_STEP)),
            Asked.SHORTER: lambda: acts.lengthen(-1),
            Asked.LONGER: lambda: acts.lengthen(1),
            Asked.DUPLICATE: lambda: self._follow(acts.duplicate()),
            Asked.MOVE_TO: self.moveWanted.emit,
            Asked.SAME_KIND: acts.select_same_kind,
            Asked.ALL: lambda: self._bridge.select(tuple(self.page.facts.cards), self.walk),
        }
        doing.get(asked, lambda: self.wanted.emit(asked))()

    def _follow(self, happened: object) -> None:
        """What was moved keeps the keyboard, and its day is shown."""
        if happened is not None and self._bridge.selection:
            self.walk.focus(self.walk.stop_of(self._bridge.selection[0]))

    def _open(self) -> None:
        stop = self.walk.stop
        if stop is None:
            return
        if stop.session is None:
            self.addWanted.emit(moment_at(stop.day, stop.minutes))
        else:
            if stop.session not in self._bridge.selection:
                self._bridge.select((stop.session,), self.walk)
            self.openWanted.emit(stop.session)

    def _toggle(self) -> None:
        if self.walk.stop is not None and self.walk.stop.session is not None:
            self.hand.toggle(self.walk.stop.session)

    def _clear(self) -> None:
        self._bridge.select((), self.walk)
        self.dismissed.emit()

    def _card_clicked(self, session_id: str) -> None:
        """Pressed through assistive technology: select it and open its pane."""
        self.focus_session(session_id)
        self.openWanted.emit(session_id)

    def _slot_clicked(self) -> None:
        if self.canvas.slot.moment is not None:
            self.addWanted.emit(self.canvas.slot.moment)

    def _menu(self, hit: Hit, place: QPoint) -> None:
        if hit.session is None:
            moment = self.canvas.moment_at(self.canvas.mapFromGlobal(place).toPointF(), SLOT_MINUTES)
            self.walk.to(Stop(moment.date(), minute_of(moment)))
        else:
            if hit.session not in self._bridge.selection:
                self._bridge.select((hit.session,), self.walk)
            self.walk.focus(self.walk.stop_of(hit.session))
        self.menuWanted.emit(hit, place)

    def _move_by_tool(self, session_id: str) -> None:
        self.focus_session(session_id)
        self.moveWanted.emit()

    def _menu_by_tool(self, session_id: str) -> None:
        tools = self.canvas.tools
        self._menu(Hit(session_id), tools.mapToGlobal(tools.rect().bottomLeft()))

    def _selection_changed(self, ids: tuple[str, ...], origin: object) -> None:
        """What was selected elsewhere is brought into sight.

        A keyboard that is outside the board, or at a selected card, stays where it is; one at any other card goes
        along, so that the ring is never around a card that the next key does not mean.
        """
        self._mark_selected()
        if origin is not self.walk and ids:
            stop = self.walk.stop_of(ids[0])
            if self.walk.has_keyboard and not self.walk.is_at_one_of(ids):
                self.walk.focus(stop)
            else:
                self.page.show_session(ids[0])
                self.walk.stop = stop
        self.walk.show_rings()

    def _mark_selected(self) -> None:
        selected = set(self._bridge.selection)
        for session_id, card in self.canvas.cards.items():
            card.mark_selected(session_id in selected)

    def _key(self, event: QKeyEvent) -> None:
        if self.hand.carry.is_active:
            if event.key() == Qt.Key.Key_Escape:
                self.hand.carry.cancel()
            elif event.key() == Qt.Key.Key_N:
                self.hand.to_nearest_fit()
            return
        asked = asked_by(event)
        if asked is None:
            event.ignore()
            return
        event.accept()
        self.act(asked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._key(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tab into the board comes to where the keyboard last was, or to the first card of the page."""
        super().focusInEvent(event)
        if event.reason() in _INTO_THE_BOARD:
            self.walk.focus_here()

    def _leave(self, forward: bool) -> None:
        """Tab goes on behind (or before) the board, not from card to card."""
        self.setFocus(Qt.FocusReason.NoFocusReason)
        self.focusNextPrevChild(forward)
        self.walk.show_rings()

    def show_day(self, day: date) -> None:
        """Go to a day with the keyboard."""
        self.walk.to_day(day)
