"""The mouse on the board: select, carry to another place, pull a lower edge, and what is seen meanwhile."""

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import QObject, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from kapplanner.domain.session import Session
from kapplanner.i18n import t
from kapplanner.rules.words import clock, day_and_clock
from kapplanner.ui.board.canvas import SLOT_MINUTES, Hit
from kapplanner.ui.board.carry import Carried, Carry, Way
from kapplanner.ui.board.facts import PlanFacts
from kapplanner.ui.board.fit_layer import Fitting
from kapplanner.ui.board.fits import Band
from kapplanner.ui.board.geometry import (
    FINE_STEP,
    STEP,
    minute_of,
    moment_at,
    pieces_of,
    snapped,
    snapped_start,
)
from kapplanner.ui.board.ghost import Bubble, Ghost, ring_token
from kapplanner.ui.board.page import Page
from kapplanner.ui.board.stops import Stop
from kapplanner.ui.board.walk import Walk
from kapplanner.ui.bridge import PlanBridge
from kapplanner.ui.theme import Theme

EDGE_OF_SIGHT = 24


class Hand(QObject):
    """``opened`` asks for a session's pane, ``addWanted`` for a new session at a time, ``badgePressed`` for findings.

    ``carried`` carries a Carried while something is carried, None at the end.
    """

    opened = Signal(str)
    addWanted = Signal(object)
    badgePressed = Signal(str)
    carried = Signal(object)

    def __init__(self, page: Page, walk: Walk, bridge: PlanBridge, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._page = page
        self._walk = walk
        self._bridge = bridge
        self._theme = theme
        self._press: tuple[Hit, QPointF] | None = None
        self._grabbed = 0.0
        self._ghosts: dict[str, Ghost] = {}
        self.bubble = Bubble(theme, page.area.viewport())
        self.carry = Carry(bridge, self)
        self.fitting = Fitting(self)
        canvas = page.canvas
        canvas.pressed.connect(self._pressed)
        canvas.dragged.connect(self._dragged)
        canvas.released.connect(self._released)
        canvas.doubled.connect(self._doubled)
        self.carry.shown.connect(self._show)
        self.carry.ended.connect(self._ended)
        self.fitting.judged.connect(self._judged)

    def toggle(self, session_id: str) -> None:
        """Take a session into the selection, or out of it."""
        selection = self._bridge.selection
        ids = tuple(i for i in selection if i != session_id) if session_id in selection else (*selection, session_id)
        self._bridge.select(ids, self._walk)

    def _pressed(self, hit: Hit, event: QMouseEvent) -> None:
        self._press = None
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._press = (hit, event.position())
        if hit.session is None:
            self._press_free(event)
            return
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.toggle(hit.session)
        elif hit.session not in self._bridge.selection:
            self._bridge.select((hit.session,), self._walk)
        card = self._page.canvas.cards.get(hit.session)
        if card is None:  # the part after midnight was pressed; its card is on a day that is not shown
            self._page.show_session(hit.session)
            return
        self._grabbed = event.position().y() - card.box.top()
        card.setFocus(Qt.FocusReason.MouseFocusReason)

    def _press_free(self, event: QMouseEvent) -> None:
        if event.position().x() >= self._page.grid.gutter:
            self._bridge.select((), self._walk)
            moment = self._page.canvas.moment_at(event.position(), SLOT_MINUTES)
            self._walk.focus(Stop(moment.date(), minute_of(moment)))

    def _dragged(self, event: QMouseEvent) -> None:
        if self._press is None or self._press[0].session is None:
            return
        hit, origin = self._press
        if not self.carry.is_active:
            far = (event.position() - origin).manhattanLength()
            if far < QApplication.startDragDistance() or hit.session not in self._page.canvas.cards:
                return
            self._pick_up(hit.session, by_edge=hit.edge)
        self._carry_to(event.position(), FINE_STEP if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else STEP)
        self._scroll_along(event.position())

    def _pick_up(self, session_id: str, *, by_edge: bool) -> None:
        selection = self._bridge.selection
        ids = selection if session_id in selection and not by_edge else (session_id,)
        shape = Qt.CursorShape.SizeVerCursor if by_edge else Qt.CursorShape.ClosedHandCursor
        self._page.canvas.setCursor(shape)
        self.carry.pick_up(session_id, ids, Way.RESIZE if by_edge else Way.MOVE)
        if not by_edge:
            grid = self._page.grid
            self.fitting.begin(self._bridge.workspace, self.carry.lead, frozenset(ids), grid.first_day, grid.days)

    def bring(self, session: Session) -> None:
        """Begin to carry a session that the plan does not hold yet, by the middle of its first half hour."""
        grid = self._page.grid
        self._grabbed = grid.y_of(15)
        self._page.canvas.setFocus(Qt.FocusReason.MouseFocusReason)  # for Esc and N
        self.carry.bring(session)
        self.fitting.begin(self._bridge.workspace, session, frozenset({session.id}), grid.first_day, grid.days)

    def bring_to(self, place: QPoint) -> None:
        """Carry it on, to a place on the screen."""
        point = self._page.canvas.mapFromGlobal(place).toPointF()
        if self.carry.way is Way.BRING and self.carry.is_active and self._is_over(place):
            self._carry_to(point, STEP)
            self._scroll_along(point)

    def let_go(self, place: QPoint) -> None:
        """Put it down on the board; beside the board nothing happens."""
        if not self.carry.is_active or self.carry.way is not Way.BRING:
            return
        if not self._is_over(place):
            self.carry.cancel()
            return
        lead = self.carry.lead.id
        happened = self.carry.drop()
        if happened is not None:
            self._bridge.announce(t("Done: {step}.", step=happened.step))
            self._bridge.select((lead,), self._walk)
        self._walk.focus(self._walk.stop_of(lead))

    def _is_over(self, place: QPoint) -> bool:
        view = self._page.area.viewport()
        inside = view.mapFromGlobal(place)
        return view.rect().contains(inside) and inside.x() >= self._page.grid.gutter

    def to_nearest_fit(self) -> None:
        """Let the carried session jump to the nearest place that fits; say so where none is in sight."""
        if not self.carry.is_active or self.carry.way is Way.RESIZE or self.carry.state is None:
            return
        self.fitting.finish()
        place = self.fitting.nearest(self.carry.state.target)
        if place is None:
            self._bridge.announce(t("No place on the days shown fits."))
        else:
            self.carry.carry_to(place)
            self._bridge.announce(t("Nearest fit: {when}.", when=day_and_clock(place)))

    def _judged(self, bands: tuple[Band, ...]) -> None:
        self._page.canvas.show_bands(bands)
        for ghost in self._ghosts.values():
            ghost.raise_()

    def _carry_to(self, point: QPointF, step: int) -> None:
        grid, lead = self._page.grid, self.carry.lead
        if self.carry.way is Way.RESIZE:
            self.carry.pull_to(max(step, snapped(grid.minutes_at(point.y()), step) - minute_of(lead.start)))
            return
        minutes = snapped_start(grid.minutes_at(point.y() - self._grabbed), step)
        self.carry.carry_to(moment_at(grid.day_of(grid.column_at(point.x())), minutes))

    def _scroll_along(self, point: QPointF) -> None:
        bar = self._page.area.verticalScrollBar()
        above = bar.value() + EDGE_OF_SIGHT - point.y()
        below = point.y() - (bar.value() + self._page.area.viewport().height() - EDGE_OF_SIGHT)
        if above > 0:
            bar.setValue(bar.value() - min(EDGE_OF_SIGHT, round(above)))
        elif below > 0:
            bar.setValue(bar.value() + min(EDGE_OF_SIGHT, round(below)))

    def _released(self, event: QMouseEvent) -> None:
        press, self._press = self._press, None
        if self.carry.is_active:
            lead = self.carry.lead.id
            self.carry.drop()
            self._walk.focus(self._walk.stop_of(lead))
            return
        if press is None or press[0].session is None:
            return
        alone = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if alone and len(self._bridge.selection) > 1:
            self._bridge.select((press[0].session,), self._walk)
        if press[0].badge:
            self.badgePressed.emit(press[0].session)

    def _doubled(self, hit: Hit, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if hit.session is not None:
            self.opened.emit(hit.session)
        elif event.position().x() >= self._page.grid.gutter:
            self.addWanted.emit(self._page.canvas.moment_at(event.position(), SLOT_MINUTES))

    # What is seen while something is carried

    def _show(self, state: Carried) -> None:
        canvas = self._page.canvas
        facts = self._page.facts
        if not canvas.carrying:
            self._leave_places(state)
        if state.plan is not None:
            workspace = self._bridge.workspace
            facts = PlanFacts(state.plan, workspace.report, workspace.rule_set, only=state.ids)
        self._show_ghosts(state, facts)
        self.carried.emit(state)

    def _leave_places(self, state: Carried) -> None:
        """Mark where the carried sessions stood; their cards give way to the ghosts."""
        canvas = self._page.canvas
        moving = self.carry.way is Way.MOVE
        places = []
        for session_id in state.ids & canvas.cards.keys():
            card = canvas.cards[session_id]
            words = t("was here\n{time}", time=clock(card.facts.session.start))
            places.append((card.box, words if moving and card.box.height() > self._theme.px(44) else ""))
        canvas.show_old_places(tuple(places), state.ids)
        self._walk.show_rings()

    def _show_ghosts(self, state: Carried, facts: PlanFacts) -> None:
        for session_id in self._ghosts.keys() - state.ids:
            self._ghosts.pop(session_id).deleteLater()
        for session_id in state.ids:
            self._show_ghost(session_id, state, facts)
        lead = self._ghosts.get(state.lead)
        if lead is not None and not lead.isHidden():
            corner = self._page.canvas.mapTo(self._page.area.viewport(), lead.pos())
            self.bubble.show_state(state, QRect(corner, lead.size()), self.fitting.nearest(state.target))

    def _show_ghost(self, session_id: str, state: Carried, facts: PlanFacts) -> None:
        grid = self._page.grid
        if session_id not in facts.cards:  # brought, to a place where it cannot be
            return
        card = replace(facts.cards[session_id], worst=None, kept=False)  # the ring says what this place would bring
        start, end = card.session.start, card.end
        if state.plan is None and session_id == state.lead:
            start, end = state.target, state.target + timedelta(minutes=state.minutes)
        first = pieces_of(session_id, start, end)[0]
        ghost = self._ghosts.get(session_id)
        if grid.column_of(first.day) is None:
            if ghost is not None:
                ghost.hide()
            return
        if ghost is None:
            ghost = self._ghosts[session_id] = Ghost(card, self._page.painter, self._theme, self._page.canvas)
        box = grid.box_of(first, inset=self._theme.px(3))
        ghost.show_at(QRect(box.left, box.top, box.width, box.height), card, ring_token(state))
        ghost.raise_()

    def _ended(self, dropped: bool) -> None:
        for ghost in self._ghosts.values():
            ghost.hide()
            ghost.deleteLater()
        self._ghosts.clear()
        self.bubble.hide()
        self.fitting.end()
        canvas = self._page.canvas
        canvas.clear_bands()
        canvas.show_old_places(())
        canvas.unsetCursor()
        self._press = None
        self._walk.show_rings()
        if not dropped:
            self._bridge.announce(t("Nothing was changed."))
            self._walk.focus_here()
        self.carried.emit(None)
