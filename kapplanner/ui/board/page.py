"""The page of the board: which days are shown and how far it is scrolled. Heads, hours with cards, restrictions."""

from datetime import date, timedelta

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from kapplanner.editing.baseline import Baseline, was_words
from kapplanner.i18n import t
from kapplanner.rules.words import clock, session_name
from kapplanner.ui.board.canvas import Canvas
from kapplanner.ui.board.card_paint import CardPainter
from kapplanner.ui.board.day_head import DailyLimit, DayHeads
from kapplanner.ui.board.facts import PlanFacts
from kapplanner.ui.board.geometry import DAY_MINUTES, Grid, Piece, in_lanes, minute_of, pieces_of
from kapplanner.ui.board.ribbon import Ribbon, stretches
from kapplanner.ui.theme import Theme

WEEK_DAYS = 7
LEAST_COLUMN = 96
FIRST_SEEN = 7 * 60 + 50


class Page(QWidget):
    """Shows some days of a plan. ``laidOut`` follows whenever days, cards or sizes were laid out anew."""

    laidOut = Signal()

    def __init__(self, facts: PlanFacts, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.facts = facts
        self._limit: DailyLimit = lambda medicine: None
        self._wanted_days = WEEK_DAYS
        self._most_days = WEEK_DAYS
        self._hour = 48
        self._first = facts.plan.first_day
        self._baseline: Baseline | None = None
        self._taken: dict[str, str] = {}
        self.pieces: tuple[Piece, ...] = ()
        self.painter = CardPainter(theme)
        self.heads = DayHeads(theme)
        self.canvas = Canvas(theme, self.painter)
        self.area = QScrollArea()
        self.ribbon = Ribbon(theme)
        self._build()

    def _build(self) -> None:
        self.area.setWidget(self.canvas)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setAccessibleName(t("Hours"))
        self.canvas.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.heads)
        column.addWidget(self.area, 1)
        column.addWidget(self.ribbon)
        QTimer.singleShot(0, self, self.scroll_to_morning)

    @property
    def grid(self) -> Grid:
        return self.canvas.grid

    @property
    def first_day(self) -> date:
        return self._first

    @property
    def last_day(self) -> date:
        return self._first + timedelta(days=self.grid.days - 1)

    @property
    def days(self) -> int:
        """How many day columns are shown."""
        return self.grid.days

    def shows(self, day: date) -> bool:
        return self.grid.column_of(day) is not None

    def set_daily_limit(self, limit: DailyLimit) -> None:
        """How many contact minutes fill a day."""
        self._limit = limit
        self.lay_out()

    def set_days(self, days: int, around: date | None = None) -> None:
        """Show a week (7) or a day (1), the one of ``around``; a narrow page shows fewer days of a week."""
        self._wanted_days = days
        self._first = around or self._first
        self.lay_out()

    def set_most_days(self, days: int) -> None:
        """Never show more days at once than this."""
        if days != self._most_days:
            self._most_days = days
            self.lay_out()

    def set_hour(self, hour: int) -> None:
        """The height of an hour in px at 100 %."""
        if hour != self._hour:
            top = self.grid.minutes_at(self.area.verticalScrollBar().value())
            self._hour = hour
            self.lay_out()
            self.area.verticalScrollBar().setValue(self.grid.y_of(top))

    def show_facts(self, facts: PlanFacts) -> frozenset[str]:
        """Show the plan as it is now; answers the ids of sessions whose card was painted anew."""
        self.facts = facts
        return self.lay_out()

    def renew_theme(self) -> None:
        """Take the theme's present colours and sizes."""
        self.painter.renew()
        for widget in (self.heads, self.ribbon):
            widget.updateGeometry()
            widget.update()
        self.lay_out()
        for card in self.canvas.cards.values():
            card.update()
        self.canvas.update()

    def turn(self, pages: int) -> None:
        """Show the page before (-1) or after (1)."""
        if self.days in {1, WEEK_DAYS}:
            self.go_to(self._first + timedelta(days=self.days * pages))
        else:
            self.go_to(self.last_day + timedelta(days=1) if pages > 0 else self._first - timedelta(days=1))

    def go_to(self, day: date) -> None:
        """Bring a day on the page."""
        if not self.shows(day):
            self._first = day
            self.lay_out()

    def scroll_to(self, start: int, end: int) -> None:
        """Bring a span of minutes of the day into sight."""
        grid, bar = self.grid, self.area.verticalScrollBar()
        top, bottom = grid.y_of(start) - 6, grid.y_of(min(end, DAY_MINUTES)) + 6
        height = self.area.viewport().height()
        if top < bar.value() or bottom - top > height:
            bar.setValue(top)
        elif bottom > bar.value() + height:
            bar.setValue(bottom - height)

    def scroll_to_morning(self) -> None:
        """Show the clinic's day from its start."""
        self.area.verticalScrollBar().setValue(self.grid.y_of(FIRST_SEEN))

    def show_session(self, session_id: str) -> None:
        """Bring a session on the page and into sight."""
        card = self.facts.cards.get(session_id)
        if card is not None:
            self.go_to(card.session.day)
            start = minute_of(card.session.start)
            self.scroll_to(start, start + card.session.minutes)

    def lay_out(self) -> frozenset[str]:
        """Lay out days and cards for the present size; answers the ids of sessions whose card is new or differs."""
        days = self._days_that_fit()
        grid = Grid(
            first_day=self._page_start(self._first, days),
            days=days,
            gutter=self._theme.px(55),
            width=max(self.area.viewport().width(), self._theme.px(120)),
            hour=self._theme.px(self._hour),
        )
        self._first = grid.first_day
        last = grid.day_of(days - 1)
        self.pieces = self._visible_pieces(grid, last)
        shown = tuple(self.facts.day(grid.day_of(column)) for column in range(days))
        medicine_days = frozenset(day.day for day in shown if day.has_medicine)
        self.canvas.setFixedSize(grid.width, grid.height + 1)
        touched = self.canvas.lay_out(grid, self.pieces, self.facts.cards, medicine_days)
        self._show_left_behind(grid)
        self._mark_taken()
        self.heads.show_days(grid, shown, self._limit)
        self.ribbon.show_stretches(grid, stretches(self.facts, grid.first_day, last))
        self.laidOut.emit()
        return touched

    def look_back(self, baseline: Baseline | None) -> None:
        """Show where sessions stood in an earlier state of the plan; None for none."""
        self._baseline = baseline
        self.lay_out()

    def show_taken(self, taken: dict[str, str]) -> None:
        """Say at each card which room or person another plan has at the same time."""
        self._taken = taken
        self._mark_taken()

    def _mark_taken(self) -> None:
        for session_id, card in self.canvas.cards.items():
            card.mark_taken(self._taken.get(session_id, ""))

    def _show_left_behind(self, grid: Grid) -> None:
        baseline = self._baseline
        old = baseline.left_behind(self.facts.plan) if baseline is not None else {}
        places: list[tuple[QRect, str]] = []
        for session in old.values():
            assert baseline is not None
            piece = pieces_of(session.id, session.start, session.wall_end)[0]
            if grid.column_of(piece.day) is not None:
                box = grid.box_of(piece, inset=self._theme.px(3))
                name, time = session_name(baseline.plan, session), clock(session.start)
                here = (
                    t("{session} was here, {time}")
                    if session.id in self.facts.cards
                    else t("{session}, {time}, deleted")
                )
                places.append((QRect(box.left, box.top, box.width, box.height), here.format(session=name, time=time)))
        self.canvas.show_left_behind(tuple(places))
        for session_id, card in self.canvas.cards.items():
            was = old.get(session_id)
            card.mark_moved(was_words(was, baseline.name) if was is not None and baseline is not None else "")

    def _days_that_fit(self) -> int:
        room = self.area.viewport().width() - self._theme.px(55)
        fitting = min(room // self._theme.px(LEAST_COLUMN), self._most_days)
        if self._wanted_days == 1 or fitting < 3:
            return 1
        return WEEK_DAYS if fitting >= WEEK_DAYS else (5 if fitting >= 5 else 3)

    def _page_start(self, day: date, days: int) -> date:
        """Weeks are counted from D1 both ways; narrower pages lie within their week."""
        first = self.facts.plan.first_day
        week, inside = divmod((day - first).days, WEEK_DAYS)
        start = min(inside // days * days, WEEK_DAYS - days)
        return first + timedelta(days=week * WEEK_DAYS + start)

    def _visible_pieces(self, grid: Grid, last: date) -> tuple[Piece, ...]:
        found: list[Piece] = []
        for card in self.facts.cards.values():
            if card.session.day <= last and card.end.date() >= grid.first_day:
                whole = pieces_of(card.session.id, card.session.start, card.end)
                found.extend(piece for piece in whole if grid.first_day <= piece.day <= last)
        return in_lanes(found)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lay_out()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            QTimer.singleShot(0, self, self._fit)
        return super().event(event)

    def _fit(self) -> None:
        if self.grid.width != self.area.viewport().width():
            self.lay_out()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(55 + 7 * 123), self._theme.px(588))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(160), self._theme.px(160))
