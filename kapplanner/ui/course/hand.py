"""Carrying sessions from day to day in the course view: the ghost, and how each day would fit at that clock time."""

from collections import deque
from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import QObject, QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from kapplanner.domain.session import Session
from kapplanner.rules.places import Fit, Places
from kapplanner.rules.trial import Bench
from kapplanner.ui.board.carry import Carry, Way
from kapplanner.ui.board.fit_layer import fit_brush, fit_look
from kapplanner.ui.bridge import PlanBridge
from kapplanner.ui.course.canvas import CourseCanvas
from kapplanner.ui.theme import Theme

_SIGN = 14


class CourseHand(QObject):
    """``carried`` carries a Carried while something is carried, None at the end. The clock time stays; the day goes."""

    carried = Signal(object)

    def __init__(self, canvas: CourseCanvas, bridge: PlanBridge, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._bridge = bridge
        self._theme = theme
        self._press: tuple[str, QPoint] | None = None
        self._ghost: QPixmap | None = None
        self._places: Places | None = None
        self._waiting: deque[date] = deque()
        self.fits: dict[date, Fit] = {}
        self.carry = Carry(bridge, self)
        self.carry.shown.connect(self._shown)
        self.carry.ended.connect(self._ended)
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._judge_next)
        canvas.over.act = self.paint

    def press(self, session_id: str, place: QPoint) -> None:
        """The mouse went down on a session."""
        self._press = (session_id, place)

    def move(self, event: QMouseEvent) -> None:
        """The mouse moves with its button down."""
        if self._press is None:
            return
        session_id, origin = self._press
        place = event.position().toPoint()
        if not self.carry.is_active:
            if (place - origin).manhattanLength() < QApplication.startDragDistance():
                return
            self._pick_up(session_id)
        day = self._canvas.day_at(place)
        if day is not None:
            self.carry.carry_to(datetime.combine(day, self.carry.lead.start.time()))

    def release(self) -> None:
        """The mouse lets go."""
        self._press = None
        if self.carry.is_active:
            self.carry.drop()

    def cancel(self) -> None:
        """Leave everything as it is."""
        self._press = None
        self.carry.cancel()

    def to_nearest_fit(self) -> None:
        """Let the session jump to the nearest day that fits, as far as the days were judged."""
        if self.carry.state is None:
            return
        here, start = self.carry.state.target.date(), self.carry.lead.start
        days = [day for day, fit in self.fits.items() if fit is Fit.FITS and day not in {here, start.date()}]
        if days:
            nearest = min(days, key=lambda day: (abs((day - here).days), day))
            self.carry.carry_to(datetime.combine(nearest, start.time()))

    def _pick_up(self, session_id: str) -> None:
        selection = self._bridge.selection
        ids = selection if session_id in selection else (session_id,)
        workspace, canvas = self._bridge.workspace, self._canvas
        self._ghost = canvas.cards[session_id].grab()
        self._places = Places(Bench(workspace.plan, workspace.rule_set), session_id, ids)
        self.fits = {}
        day_of = workspace.plan.session(session_id).day
        days = [column.day.day for column in canvas.lanes.columns.all] if canvas.lanes is not None else []
        self._waiting = deque(sorted(days, key=lambda day: abs((day - day_of).days)))
        canvas.setCursor(Qt.CursorShape.ClosedHandCursor)
        self.carry.pick_up(session_id, ids, Way.MOVE)
        self._timer.start()

    def _judge_next(self) -> None:
        """One day at a time, the near ones first, so that the ghost never waits."""
        if not self._waiting or self._places is None or not self.carry.is_active:
            self._timer.stop()
            return
        day = self._waiting.popleft()
        place = self._places.at(datetime.combine(day, self.carry.lead.start.time()))
        if place is not None:
            self.fits[day] = place.fit
            self._canvas.over.update()

    def _shown(self, state: object) -> None:
        self._canvas.over.update()
        self.carried.emit(state)

    def _ended(self, dropped: bool) -> None:
        self._timer.stop()
        self._ghost, self._places, self.fits = None, None, {}
        self._waiting.clear()
        self._canvas.unsetCursor()
        self._canvas.over.update()
        self.carried.emit(None)

    def paint(self, painter: QPainter) -> None:
        """Over the lanes: a strip under each day's head that says how it fits, and the ghost in its day."""
        state, lanes = self.carry.state, self._canvas.lanes
        if state is None or lanes is None:
            return
        theme, ratio = self._theme, self._canvas.devicePixelRatioF()
        px: Callable[[float], int] = theme.px
        for day, fit in self.fits.items():
            column = lanes.columns.of(day)
            if column is None:
                continue
            strip = QRectF(column.left + 1, px(44), column.width - 2, px(18))
            painter.fillRect(strip, fit_brush(theme, fit, ratio))
            icon, token = fit_look(theme, fit)
            size = px(_SIGN)
            theme.paint_icon(painter, icon, QRectF(strip.center().x() - size / 2, strip.top() + 2, size, size), token)
        target = lanes.columns.of(state.target.date())
        card = self._canvas.cards.get(state.lead)
        if target is not None and card is not None and self._ghost is not None:
            home = lanes.columns.of(self._lead.day)
            shift = target.left - home.left if home is not None else 0
            painter.drawPixmap(round(card.x() + shift), card.y(), self._ghost)
            painter.setPen(theme.color("focus"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(card.geometry().translated(round(shift), 0).adjusted(0, 0, -1, -1))

    @property
    def _lead(self) -> Session:
        return self.carry.lead
