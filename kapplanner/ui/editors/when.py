"""When a session takes place: day, start, length, and whether it is locked."""

from collections.abc import Callable
from datetime import date, datetime, time

from PySide6.QtWidgets import QWidget

from kapplanner.domain.errors import PlannerError
from kapplanner.domain.session import Session
from kapplanner.domain.time import Clock, SystemClock, later, local_time
from kapplanner.editing.command import Command
from kapplanner.editing.commands.sessions import MoveSession, ResizeSession
from kapplanner.i18n import t
from kapplanner.rules.words import length
from kapplanner.ui.editors.fields import DateField, LengthField, ReadField, TimeField
from kapplanner.ui.editors.group import Group
from kapplanner.ui.editors.parts import button, mark
from kapplanner.ui.editors.sight import Desk, Sight, fill
from kapplanner.ui.editors.words import end_words
from kapplanner.ui.theme import Theme


class WhenGroup(Group):
    """Day, start and length, each a step of its own. What is bound to a session moves with it."""

    def __init__(self, theme: Theme, desk: Desk, clock: Clock | None = None, parent: QWidget | None = None) -> None:
        super().__init__(theme, t("When"), parent=parent)
        self._desk = desk
        self._clock = clock or SystemClock()
        self._sight: Sight | None = None
        self.date = DateField(theme, t("Date"), today=self._today)
        self.start = TimeField(theme, t("Start"))
        self.length = LengthField(theme, t("Length"))
        self.length.speak = self._say_end
        self._read: dict[ReadField, Callable[[Session], object]] = {
            self.date: _day,
            self.start: _time_of,
            self.length: _minutes,
        }
        for words, field in ((t("Date"), self.date), (t("Start"), self.start), (t("Length"), self.length)):
            self.add_row(words, field)
        self.move_button = button(t("Move to…"), small=True)
        self.head.addWidget(self.move_button)  # after the rows, so that the keyboard comes to the day first
        self.date.committed.connect(self._move_to_day)
        self.start.committed.connect(self._move_to_time)
        self.length.committed.connect(self._resize)

    @property
    def fields(self) -> tuple[QWidget, ...]:
        return (self.date, self.start, self.length)

    def show_sight(self, sight: Sight) -> None:
        """Show when the selected sessions take place."""
        self._sight = sight
        self.date.set_first_day(sight.plan.first_day)
        locked = any(session.locked for session in sight.sessions)
        self.move_button.setVisible(sight.one is not None and not locked)
        reason = t("Locked. Unlock the session to move it.") if locked else None
        for field, read in self._read.items():
            mark(field.edit, "carried", None)
            field.set_off(None)
            fill(field, sight.of_sessions(read))
            if locked:
                field.set_off(reason if field is self.length else "")

    def show_carried(self, then: Sight) -> None:
        """Show where carried sessions would lie; what differs from now is ringed, and nothing is changed yet."""
        now = self._sight
        self.show_sight(then)
        self._sight = now
        for field, read in self._read.items():
            if now is not None and now.of_sessions(read) != then.of_sessions(read):
                mark(field.edit, "carried", "true")

    def _today(self) -> date:
        zone = self._sight.plan.zone if self._sight else "UTC"
        return local_time(self._clock.now(), zone).date()

    def _say_end(self, minutes: int) -> str:
        session = self._sight.one if self._sight else None
        if session is None or self._sight is None:
            return length(minutes)
        try:
            return end_words(session.start, later(session.start, minutes, self._sight.plan.zone))
        except PlannerError:
            return ""

    def _move_to_day(self, day: date) -> None:
        def moved(session: Session) -> Command:
            return MoveSession(session.id, datetime.combine(day, session.start.time()))

        if self._sight is not None:
            self._desk.submit(self._sight.each(moved, t("date")), self.date)

    def _move_to_time(self, moment: time) -> None:
        def moved(session: Session) -> Command:
            return MoveSession(session.id, datetime.combine(session.day, moment))

        if self._sight is not None:
            self._desk.submit(self._sight.each(moved, t("start")), self.start)

    def _resize(self, minutes: int) -> None:
        if self._sight is not None:
            command = self._sight.each(lambda session: ResizeSession(session.id, minutes), t("length"))
            self._desk.submit(command, self.length)


def _day(session: Session) -> date:
    return session.day


def _time_of(session: Session) -> time:
    return session.start.time()


def _minutes(session: Session) -> int:
    return session.minutes
