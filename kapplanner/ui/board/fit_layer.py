"""Where a carried session may go, painted while it is carried: bands behind the cards, labels above them."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from time import monotonic

from PySide6.QtCore import QObject, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QBrush, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from kapplanner.domain.session import Session
from kapplanner.editing.workspace import Workspace
from kapplanner.rules.finding import Tier
from kapplanner.rules.places import Fit, Places, moving_with
from kapplanner.rules.trial import Bench
from kapplanner.ui.board.fits import Band, Judged
from kapplanner.ui.board.geometry import Grid
from kapplanner.ui.theme import Theme
from kapplanner.ui.theme.patterns import dot_brush, stripe_brush

_LABEL = 20
_TURN = 0.003
"""Seconds of judging in one turn of the event loop: a fifth of a frame at 60 frames a second."""
_TIERS = {Fit.CAUTION: Tier.CAUTION, Fit.STOP: Tier.STOP}


def fit_look(theme: Theme, fit: Fit) -> tuple[str, str]:
    """Icon and colour token of a verdict."""
    if fit is Fit.FITS:
        return "check-circle-outline", "fit"
    look = theme.tier(_TIERS[fit])
    return look.icon, look.token


def fit_brush(theme: Theme, fit: Fit, ratio: float = 1.0) -> QBrush:
    """How a place of that verdict is filled: plain, dotted or striped, so that no colour speaks alone."""
    if fit is Fit.FITS:
        return QBrush(theme.color("fit_tint"))
    if fit is Fit.CAUTION:
        return dot_brush(theme.color("caut"), theme.color("caut_tint"), ratio, theme.scale)
    return stripe_brush(theme.mixed("stop", "board", 0.55), theme.color("board"), ratio, theme.scale)


class FitLayer(QWidget):
    """Labels above the cards, one for each band that has room for it. Takes no mouse."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._grid: Grid | None = None
        self._bands: dict[date, tuple[Band, ...]] = {}
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    @property
    def bands(self) -> tuple[Band, ...]:
        """All bands shown, day by day."""
        return tuple(band for day in sorted(self._bands) for band in self._bands[day])

    def show_bands(self, grid: Grid, bands: tuple[Band, ...]) -> None:
        """Show the bands of one more day."""
        self._grid = grid
        for band in bands:
            self._bands[band.day] = bands
        self.setGeometry(0, 0, grid.width, grid.height)
        self.raise_()
        self.show()
        self.update()

    def clear(self) -> None:
        """Show nothing any more."""
        self._bands.clear()
        self.hide()

    def paint_bands(self, painter: QPainter, ratio: float) -> None:
        """Fill the bands on the ground that the cards lie on."""
        brushes: dict[Fit, QBrush] = {}
        for band in self.bands:
            box = self._box(band)
            if box is None:
                continue
            if band.fit not in brushes:
                brushes[band.fit] = fit_brush(self._theme, band.fit, ratio)
            painter.setBrushOrigin(box.topLeft())
            painter.fillRect(box, brushes[band.fit])
        painter.setBrushOrigin(0, 0)

    def _box(self, band: Band) -> QRect | None:
        grid = self._grid
        column = grid.column_of(band.day) if grid is not None else None
        if grid is None or column is None:
            return None
        top = grid.y_of(band.start)
        return QRect(grid.column_left(column) + 1, top, grid.column_width(column) - 1, grid.y_of(band.end) - top)

    def label_boxes(self) -> list[tuple[Band, QRect]]:
        """Where each label stands: at the top of what is in sight of its band."""
        px, found = self._theme.px, []
        sight = self.visibleRegion().boundingRect()
        for band in self.bands:
            box = self._box(band)
            if box is None or not band.words:
                continue
            shown = box.intersected(sight)
            if shown.height() >= px(_LABEL) + px(4):
                found.append((band, QRect(box.left() + px(3), shown.top() + px(3), box.width() - px(6), px(_LABEL))))
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for band, box in self.label_boxes():
            self._paint_label(painter, band, box)
        painter.end()

    def _paint_label(self, painter: QPainter, band: Band, room: QRect) -> None:
        theme, px = self._theme, self._theme.px
        icon, token = fit_look(theme, band.fit)
        painter.setFont(theme.font("micro", 600))
        metrics = painter.fontMetrics()
        words = metrics.elidedText(band.words, Qt.TextElideMode.ElideRight, room.width() - px(24))
        box = QRect(
            room.left(), room.top(), min(room.width(), metrics.horizontalAdvance(words) + px(26)), room.height()
        )
        painter.setPen(theme.color(token))
        painter.setBrush(theme.color(f"{token}_tint"))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), px(4), px(4))
        theme.paint_icon(painter, icon, QRectF(box.left() + px(4), box.top(), px(13), box.height()), token)
        painter.setPen(theme.color(f"{token}_ink"))
        painter.drawText(box.adjusted(px(20), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, words)


class Fitting(QObject):
    """Judges the places of what is carried in short turns of the event loop, the day it comes from first."""

    judged = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._judged: Judged | None = None
        self._work: Iterator[tuple[Band, ...] | None] = iter(())
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._take_turn)

    def begin(self, workspace: Workspace, lead: Session, ids: frozenset[str], first: date, days: int) -> None:
        """Judge these days for a session with all that goes with it."""
        plan, rule_set = workspace.plan, workspace.rule_set
        new = None if plan.has_session(lead.id) else lead
        places = Places(Bench(plan, rule_set), lead.id, ids, new=new)
        moving = frozenset({lead.id, *(session.id for session in moving_with(plan, {lead.id, *ids}))})
        judged = self._judged = Judged(plan, rule_set, places, moving, lead.minutes)
        shown = [first + timedelta(days=n) for n in range(days)]
        nearest_first = sorted(shown, key=lambda day: (abs((day - lead.day).days), day))
        self._work = (step for day in nearest_first for step in judged.judging(day))
        self._timer.start(0)

    def nearest(self, target: datetime) -> datetime | None:
        """The nearest fit among the days judged so far."""
        return self._judged.nearest(target) if self._judged is not None else None

    def finish(self) -> None:
        """Judge what is still to be judged at once."""
        self._timer.stop()
        for bands in self._work:
            if bands is not None:
                self.judged.emit(bands)

    def end(self) -> None:
        """Nothing is carried any more."""
        self._timer.stop()
        self._work = iter(())
        self._judged = None

    def _take_turn(self) -> None:
        """Judge for a fraction of a frame; the rest waits for its next turn."""
        until = monotonic() + _TURN
        for bands in self._work:
            if bands is not None or monotonic() > until:
                break
        else:
            return
        if not isValid(self):  # the board was closed and collected meanwhile
            return
        self._timer.start(0)
        if bands is not None:
            self.judged.emit(bands)
