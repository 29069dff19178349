"""Days, times, lengths, doses and numbers alone in a typed line, told apart here and read by ``typed_values``."""

import re
from collections.abc import Callable, Iterator
from datetime import date, time
from typing import Final

from kapplanner.domain.errors import PlannerError
from kapplanner.domain.quantities import PlannedDose
from kapplanner.editing.quick_entry.days import a_day, day_meaning
from kapplanner.editing.quick_entry.meaning import Meaning, Part, Setting
from kapplanner.editing.quick_entry.vocabulary import written_dose
from kapplanner.editing.typed_values import ClinicDay, Reading, read_date, read_length, read_time, tidy
from kapplanner.i18n import t
from kapplanner.rules.words import clock, length, spoken_clock

A_DAY: Final = 24 * 60
_ANY_HOUR: Final = ClinicDay(time(0), time(23, 59))
"""For an end on the next day: "2" after a night is no afternoon."""
_HOURS: Final = r"[0-9]{1,2}(?:[:.h][0-9]{2})?\s?(?:am|pm|a|p)?|[0-9]{3,4}\s?(?:am|pm|a|p)?"
_TIME: Final = rf"(?:noon|midday|midnight|{_HOURS})"
_AT: Final = re.compile(rf"(?:(?:at|from) ({_TIME})|((?![0-9]+\Z){_TIME}|0[0-9]{{3}}))\Z")
_UNTIL: Final = re.compile(rf"(?:to|until|till) ({_TIME})( next day)?\Z")
_RANGE: Final = re.compile(rf"(?:from )?({_TIME})(?:\s?-\s?| (?:to|until|till) )({_TIME})( next day)?\Z")
_LENGTH: Final = re.compile(
    r"(?:for )?((?:[0-9]+(?:[.,][0-9]+)?|[0-9]*½)\s?(?:h|hr|hrs|hours?|m|mins?|minutes?)"
    r"(?:\s?[0-9]{1,4}\s?(?:m|mins?|minutes?)?)?)\Z"
)
_LENGTH_FOR: Final = re.compile(r"for ([0-9]{1,4}|[0-9]{1,2}:[0-9]{2})\Z")
_HOURS_OR_LENGTH: Final = re.compile(r"[0-9]{1,2}h[0-9]{2}\Z")
_DOTTED: Final = re.compile(r"[0-9]{1,2}\.(?:0?[1-9]|1[0-2])\Z")
_DOSE: Final = re.compile(r"[+-]?[0-9.,]+(?:-[0-9.,]+)?\s?(?:mg\s?/\s?kg|mg|µg|μg|mcg|ug|g)\Z")
_BARE: Final = re.compile(r"(?!0[0-9]{3})[0-9]{1,4}\Z")
_BARE_HOUR: Final = re.compile(r"(?:[1-9]|1[01])(?:[:.h][0-9]{2})?\Z")
_HALF: Final = re.compile(r"[0-9]\s?([ap])m?\Z")
_LEAST_BARE_MINUTES: Final = 15
_MOST_BARE_MINUTES: Final = 8 * 60
"""A number alone may be minutes only between these: the lengths that people write without a unit."""


def moments(text: str, setting: Setting) -> tuple[Meaning, ...]:
    """What a run of words means as day, time, length or dose; none where it looks like none of them.

    Raises a PlannerError where it looks like one of them and cannot be.
    """
    word = tidy(text)
    if _BARE.match(word):
        return tuple(_bare(word, setting))
    if _HOURS_OR_LENGTH.match(word):
        return (*_if_readable(_start, word), *_if_readable(_length, word)) or (_length(word),)
    if _DOTTED.match(word):
        return (*_if_readable(_start, word), _dotted_day(word, setting))
    if (day := day_meaning(word, setting)) is not None:
        return (day,)
    if (match := _AT.match(word)) is not None:
        return (_start(match[1] or match[2]),)
    if (match := _UNTIL.match(word)) is not None:
        return (_until(match[1], next_day=match[2] is not None),)
    if (match := _RANGE.match(word)) is not None:
        return (_range(match[1], match[2], next_day=match[3] is not None),)
    if (match := _LENGTH.match(word) or _LENGTH_FOR.match(word)) is not None:
        return (_length(match[1]),)
    return (_dose(text),) if _DOSE.match(text) else ()


def _if_readable(read: Callable[[str], Meaning], text: str) -> Iterator[Meaning]:
    try:
        yield read(text)
    except PlannerError:
        return


def _dotted_day(text: str, setting: Setting) -> Meaning:
    try:
        return a_day(text, setting)
    except PlannerError as error:
        return Meaning.of(Part.DAY, None, t("a date"), doubt=t(error.message, **error.values))


def time_words(moment: time) -> str:
    """A time on both clocks: "14:00 (2:00 pm)"."""
    return f"{clock(moment)} ({spoken_clock(moment)})"


def _start(text: str) -> Meaning:
    reading = read_time(text)
    return Meaning.of(Part.START, reading.value, t("start {time}", time=time_words(reading.value)), reading.note)


def _length(text: str) -> Meaning:
    minutes = read_length(text).value
    return Meaning.of(Part.LENGTH, minutes, t("length {length}", length=length(minutes)))


def _dose(text: str) -> Meaning:
    dose = PlannedDose.parse(text)
    return Meaning.of(Part.DOSE, dose, written_dose(dose))


def _until(text: str, *, next_day: bool) -> Meaning:
    reading = _end(text, next_day=next_day)
    return Meaning.of(Part.END, reading.value, _end_words(reading.value), reading.note)


def _end(text: str, *, next_day: bool) -> Reading[int]:
    """An end in minutes after the start of the day; midnight is the end of the day."""
    if text in {"24", "24:00", "24.00", "2400", "midnight"}:
        return Reading(A_DAY)
    reading = read_time(text, clinic=_ANY_HOUR if next_day else None)
    minutes = reading.value.hour * 60 + reading.value.minute
    return Reading(minutes + A_DAY if next_day or not minutes else minutes, reading.note)


def _end_words(minutes: int) -> str:
    words = time_words(time(*divmod(minutes % A_DAY, 60)))
    return t("end {time} next day", time=words) if minutes >= A_DAY else t("end {time}", time=words)


def _range(first: str, second: str, *, next_day: bool) -> Meaning:
    """Both ends of a span. An hour without am or pm takes that of the other end, where the span then runs forward."""
    if (half := _HALF.search(second)) is not None and _BARE_HOUR.match(first):
        first = _in_order([first + half[1], first + _other(half[1])], lambda each: _runs(each, second), first)
    elif (half := _HALF.search(first)) is not None and _BARE_HOUR.match(second):
        second = _in_order([second + half[1], second + _other(half[1])], lambda each: _runs(first, each), second)
    begin, end = read_time(first), _end(second, next_day=next_day)
    words = f"{t('start {time}', time=time_words(begin.value))}, {_end_words(end.value)}"
    notes = " ".join(note for note in (begin.note, end.note) if note)
    return Meaning(((Part.START, begin.value), (Part.END, end.value)), words, notes)


def _other(half: str) -> str:
    return "p" if half == "a" else "a"


def _in_order(texts: list[str], holds: Callable[[str], bool], otherwise: str) -> str:
    return next((text for text in texts if holds(text)), otherwise)


def _runs(first: str, second: str) -> bool:
    begin, end = read_time(first).value, _end(second, next_day=False).value
    return begin.hour * 60 + begin.minute < end


def _bare(number: str, setting: Setting) -> Iterator[Meaning]:
    """A number alone: a day of the month, a time, minutes, or a dose whose unit is missing."""
    if 1 <= int(number) <= 31:
        yield from _if_readable(lambda text: _bare_day(text, setting), number)
    for start in _if_readable(_start, number):
        yield _doubted(start, number, setting.focus.date())
    if _LEAST_BARE_MINUTES <= int(number) <= _MOST_BARE_MINUTES and int(number) % 5 == 0:
        minutes = length(int(number))
        yield Meaning.of(
            Part.LENGTH, int(number), t("length {length}", length=minutes), t("Read as {length}.", length=minutes)
        )
    unit = t("“{number}” has no unit. Write a dose as “45 mg” or “0.5 mg/kg”.", number=number)
    yield Meaning.of(Part.DOSE, None, t("a dose without its unit"), doubt=unit)


def _bare_day(number: str, setting: Setting) -> Meaning:
    return a_day(read_date(number, near=setting.focus.date()).value, setting)


def _doubted(start: Meaning, number: str, focus: date) -> Meaning:
    """A time from a number alone is not taken where it could be the night too, or is a year."""
    (_, moment), *_ = start.values
    assert isinstance(moment, time)
    if abs(int(number) - focus.year) <= 1:
        doubt = t(
            "“{number}” can be a year or a time. Write the whole date, or {time}.", number=number, time=clock(moment)
        )
        return Meaning.of(Part.START, moment, start.words, doubt=doubt)
    if not start.note:
        return start
    night = moment.replace(hour=moment.hour - 12)
    values = {"number": number, "night": clock(night), "day": clock(moment)}
    return Meaning.of(
        Part.START,
        moment,
        t("{night} or {day}", **values),
        doubt=t("“{number}” can be {night} or {day}. Write the one you mean.", **values),
    )
