"""Line edits that read what people type, say beside it what was read, and why they refuse."""

from collections.abc import Callable
from datetime import date, time
from typing import Any

from PySide6.QtCore import QDate, QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QFrame, QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from kapplanner.domain.errors import PlannerError
from kapplanner.domain.quantities import BodyMass, PlannedDose
from kapplanner.editing.typed_values import ClinicDay, Reading, read_date, read_length, read_time
from kapplanner.i18n import t
from kapplanner.rules.words import NO_BREAK, clock, day_words, length, plain_day, spoken_clock
from kapplanner.ui.editors.parts import icon_button, mark, text_label
from kapplanner.ui.editors.words import dose_words
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.texts import set_plain_tooltip

ENTERED_AFTER_MS = 500
_TEXT_SAID = 40
"""Characters of a text that could not be read, in a sentence about it."""
Speak = Callable[[Any], str]


class ReadField(QWidget):
    """A value as text. ``committed`` carries the new value once the field is left or Enter is pressed.

    ``edit`` is the line edit (the buddy of a row's label), ``readback`` stands beside it, ``reason`` below: why the
    text was refused, what was guessed, or why the field is off. ``speak`` may be replaced to say more beside it. A
    refused text stays until it is mended or Esc brings the last value back; the value itself never changes meanwhile.
    """

    committed = Signal(object)

    def __init__(self, theme: Theme, name: str, *, optional: bool = False, width: int | None = 88) -> None:
        super().__init__()
        self._theme = theme
        self._name = name
        self._optional = optional
        self._value: Any = None
        self._refused = False
        self._showing = False
        self._wide = width is None
        self.placeholder = t("not entered") if optional else ""
        self.speak: Speak = self._spoken
        self.edit = QLineEdit()
        self.edit.setAccessibleName(name)
        self.readback = text_label(role="small", ink="text2", wraps=width is not None)
        self.reason = text_label(role="small", ink="stop_ink", wraps=True)
        self.reason.hide()
        self._lay_out(width)
        self.setFocusProxy(self.edit)
        self.edit.editingFinished.connect(self.commit)
        self.edit.textChanged.connect(self._text_changed)
        self._entered_elsewhere = QTimer(self)
        self._entered_elsewhere.setSingleShot(True)
        self._entered_elsewhere.setInterval(ENTERED_AFTER_MS)
        self._entered_elsewhere.timeout.connect(self.commit)
        self.edit.installEventFilter(self)

    def _lay_out(self, width: int | None) -> None:
        self.row = QHBoxLayout()
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(self._theme.px(8 if width else 5))
        self.row.addWidget(self.edit, 0 if width else 1)
        self.row.addWidget(self.readback, 1 if width else 0)
        if width:
            self.edit.setFixedWidth(self._theme.px(width))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(2))
        column.addLayout(self.row)
        column.addWidget(self.reason)

    @property
    def value(self) -> Any:
        """The last value that was set or read; None where nothing was entered or several differ."""
        return self._value

    @property
    def is_refused(self) -> bool:
        """Whether the text in the field could not be read and waits to be mended."""
        return self._refused

    @property
    def unread_words(self) -> str:
        """What is to be said where a refused text is about to go; "" without one."""
        if not self._refused:
            return ""
        return t("{field}: “{text}” could not be read and is not in the plan.", field=self._name, text=self._typed())

    def set_value(self, value: Any, *, keep_refused: bool = False) -> None:
        """Show a value. With ``keep_refused`` a text that waits to be mended stays while the value is the same."""
        if keep_refused and self._refused and value == self._value:
            return
        self._value = value
        self._show("" if value is None else self._written(value))
        self.edit.setPlaceholderText(self.placeholder if self.edit.isEnabled() else "")

    def set_mixed(self) -> None:
        """Several values: an empty field that says "Mixed"; leaving it empty changes nothing."""
        self._value = None
        self._show("")
        self.edit.setPlaceholderText(t("Mixed"))

    def set_off(self, reason: str | None) -> None:
        """Turn the field off and say why beside it, or on again with None."""
        if self.edit.isEnabled() != (reason is None):
            self.edit.setEnabled(reason is None)
            self.edit.setPlaceholderText(self.placeholder if reason is None else "")
        if reason is not None:
            self._say(reason, "text2")
        elif not self._refused:
            self._say("")

    def refuse(self, reason: str) -> None:
        """Keep the text, and say why it cannot be."""
        self._refused = True
        mark(self.edit, "wrong", "true")
        self._read_back("")
        self._say(reason, "stop_ink")

    def refuse_error(self, error: PlannerError) -> None:
        """Keep the text, and say in the user's language why it cannot be; aloud, for the focus may be gone already."""
        reason = t(error.message, **error.values)
        self.refuse(reason)
        said = t("{field}: {reason}", field=self._name, reason=reason)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.edit, said))

    def take_back(self, value: Any, reason: str) -> None:
        """The value that was read cannot be: its text stays to be mended, the value is again the one given."""
        self._value = value
        self.refuse(reason)

    def remark(self, sentence: str) -> None:
        """Say something below the field that is worth knowing and refuses nothing."""
        self._say(sentence, "text2")

    def commit(self) -> None:
        """Read the text now; emits ``committed`` where the value is another."""
        self._entered_elsewhere.stop()
        text = self.edit.text().strip()
        if text == ("" if self._value is None else self._written(self._value)):
            if self._refused:
                self.restore()
            return
        try:
            reading = self._reading(text)
        except PlannerError as error:
            self.refuse_error(error)
            return
        self._take(reading)

    def restore(self) -> None:
        """Bring back the last value."""
        self._show("" if self._value is None else self._written(self._value))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc brings the last value back, and only then leaves the field to whoever listens further up."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            shown = "" if self._value is None else self._written(self._value)
            if self.edit.text() != shown or self._refused:
                self.restore()
                return True
        return super().eventFilter(watched, event)

    def _take(self, reading: Reading[Any]) -> None:
        before, self._value = self._value, reading.value
        self._show("" if reading.value is None else self._written(reading.value), reading.note)
        if reading.value != before:
            self.committed.emit(reading.value)

    def _typed(self) -> str:
        text = self.edit.text().strip()
        return text if len(text) <= _TEXT_SAID else text[: _TEXT_SAID - 1] + "…"

    def _reading(self, text: str) -> Reading[Any]:
        return Reading(None) if not text and self._optional else self._read(text)

    def _show(self, text: str, note: str = "") -> None:
        self._refused = False
        mark(self.edit, "wrong", None)
        self._entered_elsewhere.stop()
        if self.edit.text() != text:
            self._showing = True
            self.edit.setText(text)
            self._showing = False
        self._read_back("" if self._value is None else self.speak(self._value))
        if self.edit.isEnabled():
            self._say(note, "text2")
        self._describe()

    def _text_changed(self, text: str) -> None:
        """Assistive technology may enter a text without giving the field the focus: then no leaving it will read it."""
        if self._showing:
            return
        self._show_meaning(text)
        if not self.edit.hasFocus():
            self._entered_elsewhere.start()

    def _show_meaning(self, text: str) -> None:
        """While typing: what the text would be read as, without judging what is not finished."""
        try:
            reading = self._reading(text.strip())
        except PlannerError:
            self._read_back("")
        else:
            self._read_back("" if reading.value is None else self.speak(reading.value))
        self._describe()

    def _read_back(self, words: str) -> None:
        self.readback.setText(words)
        self.readback.setVisible(bool(words) or not self._wide)

    def _say(self, sentence: str, ink: str = "text2") -> None:
        mark(self.reason, "ink", ink)
        self.reason.setText(sentence)
        self.reason.setVisible(bool(sentence))
        self._describe()

    def _describe(self) -> None:
        parts = (self.readback.text(), self.reason.text())
        self.edit.setAccessibleDescription(". ".join(part for part in parts if part))

    def _read(self, text: str) -> Reading[Any]:
        raise NotImplementedError

    def _written(self, value: Any) -> str:
        raise NotImplementedError

    def _spoken(self, value: Any) -> str:
        raise NotImplementedError


class TimeField(ReadField):
    """A clock time: "09:30" with "9:30 am" beside it."""

    def __init__(self, theme: Theme, name: str, *, clinic: ClinicDay | None = None, optional: bool = False) -> None:
        super().__init__(theme, name, optional=optional)
        self._clinic = clinic or ClinicDay()

    def _read(self, text: str) -> Reading[time]:
        return read_time(text, current=self._value, clinic=self._clinic)

    def _written(self, value: time) -> str:
        return clock(value)

    def _spoken(self, value: time) -> str:
        return spoken_clock(value)


class LengthField(ReadField):
    """A length in minutes: "3 h"; whoever owns the field lets ``speak`` say when it ends."""

    def _read(self, text: str) -> Reading[int]:
        return read_length(text, current=self._value)

    def _written(self, value: int) -> str:
        return length(value).replace(NO_BREAK, " ")

    def _spoken(self, value: int) -> str:
        return t("{n} min", n=value)


def _asks_for_list(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Down and bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)


class DateField(ReadField):
    """A date: "Mon 7 Dec 2026" with "day 3" beside it, and a calendar to pick from, by its button or Alt+Down.

    The button is no stop of the Tab key: it lies in the field, and what is typed after Tab is meant for the next one.

    ``first_day`` numbers the days; without it none is said. ``today`` is asked for "today" and "tomorrow"; ``near`` is
    the date that "7" and "mon" are looked for around while the field is empty.
    """

    def __init__(
        self,
        theme: Theme,
        name: str,
        *,
        first_day: date | None = None,
        today: Callable[[], date] | None = None,
        near: date | None = None,
        optional: bool = False,
    ) -> None:
        super().__init__(theme, name, optional=optional, width=None)
        self._first_day = first_day
        self._today = today
        self._near = near
        self._popup: _CalendarPopup | None = None
        self.calendar_button = self._make_button()

    def set_first_day(self, day: date | None) -> None:
        """Count days from another first day."""
        self._first_day = day
        if self._value is not None and not self._refused:
            self._read_back(self.speak(self._value))

    def open_calendar(self) -> None:
        """Show the month of the date under the field."""
        if self._popup is None:
            self._popup = _CalendarPopup(self._theme, self)
            self._popup.picked.connect(self._pick)
        self._popup.show_at(self.edit.mapToGlobal(QPoint(0, self.edit.height())), self._around())

    def _make_button(self) -> QToolButton:
        made = icon_button(
            self._theme, "calendar-blank-outline", t("Pick {what} in a calendar", what=self._name), size=16
        )
        made.setCursor(Qt.CursorShape.ArrowCursor)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        set_plain_tooltip(made, t("Pick {what} in a calendar (Alt+Down)", what=self._name))
        made.clicked.connect(self.open_calendar)
        inside = QHBoxLayout(self.edit)
        inside.setContentsMargins(0, 0, self._theme.px(1), 0)
        inside.addStretch(1)
        inside.addWidget(made)
        self.edit.setTextMargins(0, 0, self._theme.px(24), 0)
        return made

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Alt+Down shows the calendar, as it opens a list elsewhere."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and _asks_for_list(event):
            self.open_calendar()
            return True
        return super().eventFilter(watched, event)

    def set_off(self, reason: str | None) -> None:
        super().set_off(reason)
        self.calendar_button.setEnabled(reason is None)

    def _around(self) -> date:
        day = self._value or self._near or self._first_day or (self._today() if self._today else None)
        return day or date(2000, 1, 1)

    def _pick(self, day: date) -> None:
        self.edit.setFocus()
        self._take(Reading(day))

    def _read(self, text: str) -> Reading[date]:
        today = self._today() if self._today else None
        return read_date(text, near=self._around(), first_day=self._first_day, today=today)

    def _written(self, value: date) -> str:
        return plain_day(value)

    def _spoken(self, value: date) -> str:
        return day_words(value, self._first_day) if self._first_day else ""


class DoseField(ReadField):
    """A planned dose with its unit: "45 mg" with "0.6 mg/kg at 75 kg" beside it; a bare number is refused."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name)
        self._weight: BodyMass | None = None

    def set_weight(self, weight: BodyMass | None) -> None:
        """Read back at this body weight from now on; None where it was not entered."""
        self._weight = weight
        if self._value is not None and not self._refused:
            self._read_back(self.speak(self._value))

    def _read(self, text: str) -> Reading[PlannedDose]:
        return Reading(PlannedDose.parse(text))

    def _written(self, value: PlannedDose) -> str:
        return str(value).replace(NO_BREAK, " ") if not value.is_undecided else t("undecided")

    def _spoken(self, value: PlannedDose) -> str:
        return dose_words(value, self._weight)


class WeightField(ReadField):
    """A body weight with its unit: "72 kg" or "158 lb"; a bare number is refused."""

    def _read(self, text: str) -> Reading[BodyMass]:
        return Reading(BodyMass.parse(text))

    def _written(self, value: BodyMass) -> str:
        return str(value).replace(NO_BREAK, " ")

    def _spoken(self, value: BodyMass) -> str:
        return ""


class _CalendarPopup(QFrame):
    """A month to pick a day from; closes with Esc or a click elsewhere."""

    picked = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("boxed", "true")
        self.calendar = QCalendarWidget()
        self.calendar.setAccessibleName(t("Calendar"))
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setFixedSize(theme.px(264), theme.px(264))
        for name, words in (("qt_calendar_prevmonth", t("Previous month")), ("qt_calendar_nextmonth", t("Next month"))):
            step = self.calendar.findChild(QToolButton, name)
            if step is not None:
                step.setAccessibleName(words)
        self.calendar.clicked.connect(self._take)
        self.calendar.activated.connect(self._take)
        box = QVBoxLayout(self)
        box.setContentsMargins(theme.px(6), theme.px(6), theme.px(6), theme.px(6))
        box.addWidget(self.calendar)

    def show_at(self, place: QPoint, day: date) -> None:
        """Show the popup with its corner at a place of the screen, as far as that fits."""
        self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self.adjustSize()
        room = self.screen().availableGeometry()
        left = max(room.left(), min(place.x(), room.right() - self.width()))
        top = (
            place.y() if place.y() + self.height() <= room.bottom() else max(room.top(), room.bottom() - self.height())
        )
        self.move(left, top)
        self.show()
        self.calendar.setFocus()

    def _take(self, day: QDate) -> None:
        if self.isVisible():
            self.close()
            self.picked.emit(date(day.year(), day.month(), day.day()))
