"""Where the keyboard is on the board, and how it walks: over cards and free hours, days and pages."""

from datetime import date, timedelta

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtWidgets import QWidget

from kapplanner.ui.board.card import Card
from kapplanner.ui.board.geometry import minute_of, moment_at
from kapplanner.ui.board.page import Page
from kapplanner.ui.board.stops import CLINIC_START, SHORTEST_GAP, Stop, nearest, next_stop, stops_of
from kapplanner.ui.bridge import PlanBridge


class Walk(QObject):
    """Holds the stop where the keyboard last was. Walking to a card selects it; walking to free time selects none.

    ``walked`` carries the day of every new stop.
    """

    walked = Signal(object)

    def __init__(self, page: Page, bridge: PlanBridge, parent: QObject) -> None:
        super().__init__(parent)
        self._page = page
        self._bridge = bridge
        self.stop: Stop | None = None
        self._aim: int | None = None
        page.canvas.cardFocused.connect(self._card_focused)
        page.canvas.slot.focused.connect(self.show_rings)
        page.laidOut.connect(self._page_laid_out)

    def stop_of(self, session_id: str) -> Stop | None:
        """The stop at a session's card."""
        card = self._page.facts.cards.get(session_id)
        return Stop(card.session.day, minute_of(card.session.start), session_id) if card is not None else None

    def stops(self, day: date) -> tuple[Stop, ...]:
        return stops_of(day, self._page.pieces)

    def to(self, stop: Stop | None) -> None:
        """Go to a stop, select its session and give it the keyboard."""
        if stop is not None:
            self._bridge.select((stop.session,) if stop.session is not None else (), self)
            self.focus(stop)

    def focus(self, stop: Stop | None) -> None:
        """Give the keyboard to a card or a free time: its day is shown and it is scrolled into sight."""
        self._aim = None
        if stop is None:
            return
        page = self._page
        page.go_to(stop.day)
        self.stop = stop
        self.walked.emit(stop.day)
        if stop.session is not None:
            card = page.canvas.cards.get(stop.session)
            if card is not None:
                page.show_session(stop.session)
                card.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        page.canvas.show_slot(moment_at(stop.day, stop.minutes))
        page.scroll_to(stop.minutes, stop.minutes + SHORTEST_GAP)
        page.canvas.slot.setFocus(Qt.FocusReason.OtherFocusReason)
        self.show_rings()

    def focus_here(self) -> None:
        """Give the keyboard to where it last was on this page or what is nearest to it, else to the first card."""
        present = self.stop
        if present is not None and self._page.shows(present.day):
            self.focus(present if self._is_there(present) else nearest(self.stops(present.day), present.minutes))
            return
        selected = next((i for i in self._bridge.selection if i in self._page.canvas.cards), None)
        self.focus(self.stop_of(selected) if selected else self._first())

    def by_stops(self, step: int) -> None:
        """To the stop before (-1) or after (1) on the same day."""
        present = self.stop or self._first()
        if present is not None:
            self.to(next_stop(self.stops(present.day), present, step))

    def by_days(self, step: int) -> None:
        """To the nearest stop of the day before (-1) or after (1)."""
        present = self.stop or self._first()
        if present is not None:
            aim = self._aim if self._aim is not None else present.minutes
            day = present.day + timedelta(days=step)
            self._page.go_to(day)
            self.to(nearest(self.stops(day), aim))
            self._aim = aim  # so that walking there and back leads to where it began

    def by_pages(self, pages: int) -> None:
        """To the same weekday and hour of the page before (-1) or after (1)."""
        present = self.stop or self._first()
        wanted = present.day + timedelta(days=self._page.days * pages) if present is not None else None
        self._page.turn(pages)
        day = wanted if wanted is not None and self._page.shows(wanted) else self._page.first_day
        self.to(nearest(self.stops(day), present.minutes if present is not None else CLINIC_START))

    def to_end_of_day(self, place: int) -> None:
        """To the first (0) or last (-1) stop of the day."""
        present = self.stop or self._first()
        stops = self.stops(present.day) if present is not None else ()
        if stops:
            self.to(stops[place])

    def to_day(self, day: date) -> None:
        """To the first stop of a day."""
        self._page.go_to(day)
        self.to(next(iter(self.stops(day)), None))

    @property
    def has_keyboard(self) -> bool:
        """Whether a card or a free time has the keyboard, or had it until the page was turned."""
        return self._page.canvas.hasFocus() or self._focused() is not None

    def is_at_one_of(self, ids: tuple[str, ...]) -> bool:
        """Whether the card of one of these sessions has the keyboard."""
        focused = self._focused()
        return isinstance(focused, Card) and focused.session_id in ids

    def show_rings(self) -> None:
        """Ring what is selected and what has the keyboard."""
        canvas = self._page.canvas
        if canvas.carrying:
            canvas.rings.show_rings((), None)
            return
        cards = (canvas.cards.get(session_id) for session_id in self._bridge.selection)
        focused = self._focused()
        ring: QRect | None = None
        if focused is not None:
            ring = focused.box if isinstance(focused, Card) else focused.geometry()
        canvas.rings.show_rings(tuple(card.box for card in cards if card is not None), ring)

    def _focused(self) -> QWidget | None:
        canvas = self._page.canvas
        if canvas.slot.hasFocus() and canvas.slot.isVisible():
            return canvas.slot
        return next((card for card in canvas.cards.values() if card.hasFocus()), None)

    def _card_focused(self, session_id: str) -> None:
        self.stop = self.stop_of(session_id)
        if self.stop is not None:
            self.walked.emit(self.stop.day)
        self._page.canvas.show_slot(None)
        self.show_rings()

    def _page_laid_out(self) -> None:
        stop, canvas = self.stop, self._page.canvas
        if stop is not None and stop.session is None and canvas.slot.isVisible():
            canvas.show_slot(moment_at(stop.day, stop.minutes))
        self.show_rings()

    def _is_there(self, stop: Stop) -> bool:
        return stop.session is None or stop.session in self._page.canvas.cards

    def _first(self) -> Stop | None:
        pieces = sorted(self._page.pieces, key=lambda p: (p.day, p.start, p.lane))
        first = next((piece for piece in pieces if piece.is_first), None)
        if first is not None:
            return Stop(first.day, first.start, first.session)
        return nearest(self.stops(self._page.first_day), CLINIC_START)
