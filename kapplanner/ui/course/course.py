"""The course view: the lanes, the limits under them, and the keyboard's walk from session to session."""

from collections.abc import Callable
from datetime import date, datetime, time

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from kapplanner.i18n import t
from kapplanner.ui.board.acts import Acts
from kapplanner.ui.board.day_head import DailyLimit
from kapplanner.ui.board.facts import PlanFacts
from kapplanner.ui.board.keys import Asked, asked_by
from kapplanner.ui.bridge import PlanBridge
from kapplanner.ui.course.canvas import CourseCanvas
from kapplanner.ui.course.facts import CourseFacts
from kapplanner.ui.course.hand import CourseHand
from kapplanner.ui.course.limits import Limits
from kapplanner.ui.theme import Theme

_MORNING = time(9)
_INTO = {
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
    Qt.FocusReason.OtherFocusReason,
}


class CourseView(QWidget):
    """One Tab stop; arrow keys walk inside. Its signals are those of the board."""

    addWanted = Signal(object)
    moveWanted = Signal()
    openWanted = Signal(str)
    menuWanted = Signal(str, object)
    deleteWanted = Signal()
    dismissed = Signal()
    dayWanted = Signal(object)
    ruleWanted = Signal(str)
    wanted = Signal(object)

    def __init__(self, bridge: PlanBridge, theme: Theme, acts: Acts) -> None:
        super().__init__()
        self._bridge = bridge
        self._theme = theme
        self._acts = acts
        self._limit: DailyLimit = lambda medicine: None
        self._facts: CourseFacts | None = None
        self._shown: PlanFacts | None = None
        self._at: str | None = None
        self._day: date | None = None
        self._width = 0
        self.canvas = CourseCanvas(theme)
        self.limits = Limits(theme)
        self.area = QScrollArea()
        self.hand = CourseHand(self.canvas, bridge, theme, self)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.setAccessibleName(t("Course"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        inside = QWidget()
        inside.setProperty("ground", "board")
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.canvas)
        lines.addWidget(self.limits)
        lines.addStretch(1)
        self.area.setWidget(inside)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.viewport().installEventFilter(self)
        self.area.setProperty("page", "true")
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.area)

    def _connect(self) -> None:
        canvas = self.canvas
        canvas.pressed.connect(self._pressed)
        canvas.moved.connect(self.hand.move)
        canvas.released.connect(self.hand.release)
        canvas.doubled.connect(self.openWanted)
        canvas.menuWanted.connect(self._menu)
        canvas.dayPressed.connect(self.dayWanted)
        canvas.menuOnDay.connect(self._menu_on_day)
        canvas.keyPressed.connect(self._key)
        canvas.cardFocused.connect(self._focused)
        canvas.cardClicked.connect(self._clicked)
        canvas.leaving.connect(self._leave)
        self.limits.pressed.connect(self._limit_pressed)
        self._bridge.selectionChanged.connect(self._selection_changed)

    def show_facts(self, facts: PlanFacts, limit: DailyLimit) -> None:
        """Show the plan as it is now."""
        self._shown, self._limit = facts, limit
        self.hand.cancel()  # what is carried may no longer be there
        self._facts = CourseFacts(facts, self._bridge.workspace.rule_set)
        self._lay_out()

    def renew_theme(self) -> None:
        """Take the theme's present colours and sizes."""
        self._lay_out()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The columns share what the scroll bars leave."""
        if watched is self.area.viewport() and event.type() == QEvent.Type.Resize:
            QTimer.singleShot(0, self, self._take_width)
        return super().eventFilter(watched, event)

    def _take_width(self) -> None:
        if self.area.viewport().width() != self._width:
            self._lay_out()

    def _lay_out(self) -> None:
        if self._facts is None:
            return
        width = self._width = self.area.viewport().width()
        self.canvas.show_facts(self._facts, self._limit, width)
        self.limits.show_facts(self._facts, width)
        self._show_rings()

    # Selection and focus

    def focus_session(self, session_id: str) -> None:
        """Select a session, bring it into sight and give it the keyboard."""
        self._bridge.select((session_id,), self)
        self._focus(session_id)

    def focus_here(self) -> None:
        """Give the keyboard to where it last was, to what is selected, or to the first session."""
        cards = self.canvas.cards
        wanted = next((i for i in (self._at, *self._bridge.selection, *cards) if i is not None and i in cards), None)
        if wanted is None:
            self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._focus(wanted)

    def _focus(self, session_id: str) -> None:
        card = self.canvas.cards.get(session_id)
        if card is not None:
            self.area.ensureWidgetVisible(card, self._theme.px(40), self._theme.px(20))
            card.setFocus(Qt.FocusReason.OtherFocusReason)

    def _focused(self, session_id: str) -> None:
        self._at, self._day = session_id, None
        self._show_rings()

    def _selection_changed(self, ids: tuple[str, ...], origin: object) -> None:
        for session_id, card in self.canvas.cards.items():
            card.mark_selected(session_id in ids)
        if origin is not self and ids and ids[0] in self.canvas.cards and self.isVisible():
            self.area.ensureWidgetVisible(self.canvas.cards[ids[0]], self._theme.px(40), self._theme.px(20))
            self._at, self._day = ids[0], None
        self._show_rings()

    def _show_rings(self) -> None:
        canvas = self.canvas
        boxes = (canvas.box_of(session_id) for session_id in self._bridge.selection)
        at = canvas.cards.get(self._at) if self._at is not None else None
        focused = at.box if at is not None and at.hasFocus() else None
        canvas.rings.show_rings(tuple(box for box in boxes if box is not None), focused)

    def _pressed(self, session_id: str, joins: bool, place: QPoint) -> None:
        if session_id:
            self.hand.press(session_id, place)
        if not session_id:
            self._bridge.select((), self)
            return
        if joins:
            self._toggle(session_id)
        elif session_id not in self._bridge.selection:
            self._bridge.select((session_id,), self)
        self._focus(session_id)

    def _toggle(self, session_id: str) -> None:
        chosen = set(self._bridge.selection) ^ {session_id}
        self._bridge.select(tuple(chosen), self)

    def _clicked(self, session_id: str) -> None:
        """Pressed through assistive technology: select it and open its pane."""
        self.focus_session(session_id)
        self.openWanted.emit(session_id)

    def _menu(self, session_id: str, place: QPoint) -> None:
        if session_id not in self._bridge.selection:
            self._bridge.select((session_id,), self)
        self._focus(session_id)
        self.menuWanted.emit(session_id, place)

    def _menu_on_day(self, day: date, place: QPoint) -> None:
        self._bridge.select((), self)
        self._at, self._day = None, day
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        self.menuWanted.emit("", place)

    def _limit_pressed(self, rule: str) -> None:
        limit = next((each for each in self._facts.limits if each.rule == rule), None) if self._facts else None
        if limit is not None and limit.sessions:
            self._bridge.select(limit.sessions, self)
            self._focus(limit.sessions[0])
        else:
            self.ruleWanted.emit(rule)

    def moment_for_adding(self) -> datetime:
        """Where a new session would go: after the one with the keyboard, else in the first day's morning."""
        card = self.canvas.cards.get(self._at) if self._at is not None else None
        if card is not None:
            end = card.facts.end
            return end.replace(minute=end.minute // 15 * 15, second=0)
        first = self._facts.days[0].day if self._facts is not None else self._bridge.workspace.plan.first_day
        return datetime.combine(self._day or first, _MORNING)

    @property
    def spot(self) -> tuple[date, time | None]:
        """The day with the keyboard; never a time, as the course shows no free time."""
        card = self.canvas.cards.get(self._at) if self._at is not None else None
        return (card.facts.session.day if card is not None else self.moment_for_adding().date()), None

    # The keyboard

    def _key(self, event: QKeyEvent) -> None:
        if self.hand.carry.is_active:
            if event.key() == Qt.Key.Key_Escape:
                self.hand.cancel()
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

    def act(self, asked: Asked) -> None:
        """Do what a key asks for; what is the same in every view is asked of the view around."""
        acts = self._acts
        doing: dict[Asked, Callable[[], object]] = {
            Asked.LEFT: lambda: self._by_days(-1),
            Asked.RIGHT: lambda: self._by_days(1),
            Asked.UP: lambda: self._by_sessions(-1),
            Asked.DOWN: lambda: self._by_sessions(1),
            Asked.FIRST: lambda: self._to_end(0),
            Asked.LAST: lambda: self._to_end(-1),
            Asked.PAGE_BACK: lambda: self._by_days(-7),
            Asked.PAGE_FORWARD: lambda: self._by_days(7),
            Asked.OPEN: self._open,
            Asked.TOGGLE: lambda: self._toggle(self._at) if self._at else None,
            Asked.CLEAR: self._clear,
            Asked.ADD: lambda: self.addWanted.emit(self.moment_for_adding()),
            Asked.DELETE: self.deleteWanted.emit,
            Asked.MOVE_LEFT: lambda: self._follow(acts.move(days=-1)),
            Asked.MOVE_RIGHT: lambda: self._follow(acts.move(days=1)),
            Asked.SHORTER: lambda: acts.lengthen(-1),
            Asked.LONGER: lambda: acts.lengthen(1),
            Asked.DUPLICATE: lambda: self._follow(acts.duplicate()),
            Asked.MOVE_TO: self.moveWanted.emit,
            Asked.SAME_KIND: acts.select_same_kind,
            Asked.ALL: lambda: self._bridge.select(tuple(self.canvas.cards), self),
        }
        doing.get(asked, lambda: self.wanted.emit(asked))()

    def _follow(self, happened: object) -> None:
        if happened is not None and self._bridge.selection:
            self._focus(self._bridge.selection[0])

    def _open(self) -> None:
        if self._at is not None and self._at in self.canvas.cards:
            if self._at not in self._bridge.selection:
                self._bridge.select((self._at,), self)
            self.openWanted.emit(self._at)

    def _clear(self) -> None:
        self._bridge.select((), self)
        self.dismissed.emit()

    def _of_day(self, day: date) -> list[str]:
        """The sessions of a day in order of time."""
        return [i for i, card in self.canvas.cards.items() if card.facts.session.day == day]

    def _by_days(self, step: int) -> None:
        """To the session of the same kind, else the nearest in time, of the next day that holds one."""
        present = self.canvas.cards.get(self._at) if self._at is not None else None
        if present is None or self._shown is None:
            self.focus_here()
            return
        days = list(self._shown.days())
        place = days.index(present.facts.session.day) + step
        day = days[max(0, min(len(days) - 1, place))]
        if day != present.facts.session.day:
            self.focus_session(min(self._of_day(day), key=lambda i: self._distance(i, present.facts.session.id)))

    def _distance(self, session_id: str, other_id: str) -> tuple[bool, int]:
        session, other = (self.canvas.cards[each].facts.session for each in (session_id, other_id))
        minutes = abs((session.start.hour - other.start.hour) * 60 + session.start.minute - other.start.minute)
        return session.kind is not other.kind, minutes

    def _by_sessions(self, step: int) -> None:
        """To the session before or after on the same day."""
        present = self.canvas.cards.get(self._at) if self._at is not None else None
        if present is None:
            self.focus_here()
            return
        here = self._of_day(present.facts.session.day)
        place = here.index(present.session_id) + step
        if 0 <= place < len(here):
            self.focus_session(here[place])

    def _to_end(self, place: int) -> None:
        present = self.canvas.cards.get(self._at) if self._at is not None else None
        if present is not None:
            self.focus_session(self._of_day(present.facts.session.day)[place])

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in _INTO:
            self.focus_here()

    def _leave(self, forward: bool) -> None:
        """Tab goes on behind (or before) the view, not from session to session."""
        self.setFocus(Qt.FocusReason.NoFocusReason)
        self.focusNextPrevChild(forward)
        self._show_rings()
