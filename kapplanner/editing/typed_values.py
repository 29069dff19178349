"""Reading times, dates and lengths as people type them. Nothing is changed silently: what is guessed is said."""

import re
from dataclasses import dataclass
from datetime import MINYEAR, date, datetime, time, timedelta
from decimal import Decimal
from typing import Final, Generic, TypeVar

from kapplanner.domain.errors import ImpossibleValue
from kapplanner.domain.session import LONGEST_MINUTES
from kapplanner.i18n import t
from kapplanner.rules.words import clock, spoken_clock

Value = TypeVar("Value")

_CLOCK: Final = re.compile(r"(\d{1,2})(?:\s*[:.h]\s*(\d{2}))?\s*(am|pm|a|p)?\Z")
_COMPACT: Final = re.compile(r"(\d{1,2})(\d{2})\s*(am|pm|a|p)?\Z")
_LENGTH: Final = re.compile(
    r"(?:(\d{1,3}(?:[.,]\d{1,2})?|\d{0,2}½)\s*(?:h|hr|hrs|hours?))?\s*(?:(\d{1,4})\s*(?:m|min|mins|minutes?)?)?\Z"
)
_COLON_LENGTH: Final = re.compile(r"(\d{1,2}):(\d{2})\Z")
_STEP: Final = re.compile(r"([+-])\s*(\d{1,3})\s*(d|days?|w|weeks?)\Z")
_DAY_NUMBER: Final = re.compile(r"(?:day|d)\s*(-?\d{1,4})\Z")
_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})\Z")
_WORDED: Final = re.compile(r"(?:(\d{1,2})\.?\s*([a-z]{3,9})\.?|([a-z]{3,9})\.?\s*(\d{1,2}))(?:,?\s*(\d{4}))?\Z")
_NUMBERS: Final = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})(?:\s*[/.-]\s*(\d{4})?)?\Z")
_MONTHS: Final = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class Reading(Generic[Value]):
    """What a text was read as; ``note`` says in words what was guessed, "" when nothing was."""

    value: Value
    note: str = ""


@dataclass(frozen=True, slots=True)
class ClinicDay:
    """The hours in which a bare hour is looked for: from ``start`` up to, not including, ``end``."""

    start: time = time(8)
    end: time = time(18)

    def holds(self, moment: time) -> bool:
        return self.start <= moment < self.end


def read_time(text: str, *, current: time | None = None, clinic: ClinicDay | None = None) -> Reading[time]:
    """A clock time. "+30m" and "-1h" count from ``current``.

    A bare hour from 1 to 11 without am, pm or a leading zero is ambiguous: where only the afternoon lies in the
    clinic's day, the afternoon is proposed and the note says so. Raises ImpossibleValue with what to write instead.
    """
    word = tidy(text)
    if word in {"noon", "midday"}:
        return Reading(time(12))
    if word == "midnight":
        return Reading(time(0), t("Midnight as this day begins."))
    if word[:1] in {"+", "-"}:
        return Reading(_stepped_time(word, text, current))
    match = _COMPACT.match(word) or _CLOCK.match(word)
    if match is None:
        raise ImpossibleValue("“{text}” is not a time. Write it as “9:30”, “14:30” or “2:30 pm”.", text=text[:40])
    hour, minute, half = int(match[1]), int(match[2] or 0), match[3]
    if hour == 24 and minute == 0 and half is None:
        raise ImpossibleValue("24:00 is the end of this day. Write 00:00 and choose the next day.")
    if minute > 59 or hour > 23 or (half and not 1 <= hour <= 12):
        raise ImpossibleValue(
            "There is no time “{text}”. Hours go to 23 (12 with am or pm), minutes to 59.", text=text[:40]
        )
    if half:
        return Reading(time(hour % 12 + (12 if half.startswith("p") else 0), minute))
    return _half_of_day(time(hour, minute), leading_zero=match[1].startswith("0"), clinic=clinic or ClinicDay())


def _half_of_day(moment: time, *, leading_zero: bool, clinic: ClinicDay) -> Reading[time]:
    if leading_zero or not 1 <= moment.hour <= 11 or clinic.holds(moment):
        return Reading(moment)
    afternoon = moment.replace(hour=moment.hour + 12)
    if not clinic.holds(afternoon):
        return Reading(moment)
    note = t(
        "Read as {time} ({spoken}), in the clinic's day. For the night write {night}.",
        time=clock(afternoon),
        spoken=spoken_clock(afternoon),
        night=clock(moment),
    )
    return Reading(afternoon, note)


def _stepped_time(word: str, text: str, current: time | None) -> time:
    if current is None:
        raise ImpossibleValue("“{text}” counts from a time, and there is none yet.", text=text[:40])
    minutes = current.hour * 60 + current.minute + (1 if word[0] == "+" else -1) * _minutes(word[1:], text)
    if not 0 <= minutes < LONGEST_MINUTES:
        raise ImpossibleValue("“{text}” leads to another day. Change the date as well.", text=text[:40])
    return time(*divmod(minutes, 60))


def read_length(text: str, *, current: int | None = None) -> Reading[int]:
    """A length in minutes: "90", "1 h 30", "1:30", "3h", "1.5 h", "+15m". A bare number under 10 is refused."""
    word = tidy(text)
    if word[:1] in {"+", "-"}:
        if current is None:
            raise ImpossibleValue("“{text}” counts from a length, and there is none yet.", text=text[:40])
        minutes = current + (1 if word[0] == "+" else -1) * _minutes(word[1:], text)
    elif word.isdecimal() and len(word) == 1 and word != "0":
        raise ImpossibleValue("“{text}” can be hours or minutes. Write “{text} h” or “{text} min”.", text=word)
    else:
        minutes = _minutes(word, text)
    if not 1 <= minutes <= LONGEST_MINUTES:
        raise ImpossibleValue("A session lasts from 1 minute to 24 hours.")
    return Reading(minutes)


def _minutes(word: str, text: str) -> int:
    word = word.strip()
    colon = _COLON_LENGTH.match(word)
    if colon:
        return 60 * int(colon[1]) + _under_an_hour(int(colon[2]), text)
    match = _LENGTH.match(word)
    if not word or match is None:
        raise ImpossibleValue("“{text}” is not a length. Write it as “90 min”, “1 h 30” or “3 h”.", text=text[:40])
    hours, rest = match[1], int(match[2] or 0)
    if hours is None:
        return rest  # minutes alone may pass 59: "90" is 90 minutes
    minutes = 60 * Decimal(hours.replace("½", ".5").replace(",", "."))
    if minutes != int(minutes):
        raise ImpossibleValue("“{text}” does not come to whole minutes.", text=text[:40])
    return int(minutes) + _under_an_hour(rest, text)


def _under_an_hour(minutes: int, text: str) -> int:
    if minutes > 59:
        raise ImpossibleValue("“{text}”: beside hours, minutes go to 59.", text=text[:40])
    return minutes


def read_date(text: str, *, near: date, first_day: date | None = None, today: date | None = None) -> Reading[date]:
    """A date. ``near`` is the date now in the field: "7" and "7 dec" mean the one closest to
    it, "mon" the first on or after it.

    "day 3" counts from ``first_day`` (no day 0), "today" and "tomorrow" from ``today``. Two numbers that can be read
    day first and month first are refused.
    """
    word = tidy(text)
    named = {"today": 0, "tomorrow": 1, "yesterday": -1}.get(word)
    if named is not None and today is not None:
        return Reading(today + timedelta(days=named))
    if (step := _STEP.match(word)) is not None:
        days = int(step[2]) * (7 if step[3].startswith("w") else 1)
        return Reading(_shifted(near, days if step[1] == "+" else -days))
    if (number := _DAY_NUMBER.match(word)) is not None:
        return Reading(_numbered(int(number[1]), first_day))
    if (iso := _ISO.match(word)) is not None:
        return Reading(_real(int(iso[1]), int(iso[2]), int(iso[3])))
    if word.isdecimal() and len(word) <= 2:
        return Reading(_nearest_day(int(word), near))
    if len(word) >= 2 and word.isalpha():
        return Reading(_weekday(word, near, text))
    if (worded := _WORDED.match(word)) is not None:
        month = _month(worded[2] or worded[3], text)
        return Reading(_with_year(int(worded[1] or worded[4]), month, worded[5], near))
    if (numbers := _NUMBERS.match(word)) is not None:
        return Reading(_two_numbers(int(numbers[1]), int(numbers[2]), numbers[3], near, text))
    raise _not_a_date(text)


def tidy(text: str) -> str:
    """A typed text as it is compared: small letters, plain spaces and minus, "p.m." as "pm"."""
    word = text.strip().lower().replace("\u00a0", " ").replace("−", "-")
    return re.sub(r"\b([ap])\.?\s?m\.?(?=\s|\Z)", r"\1m", word)


def _not_a_date(text: str) -> ImpossibleValue:
    return ImpossibleValue("“{text}” is not a date. Write it as “7 dec”, “mon”, “+3d” or “day 3”.", text=text[:40])


def _real(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as cause:
        spoken = f"{year}-{month:02}-{day:02}"
        raise ImpossibleValue("There is no date {date}.", date=spoken) from cause


def _shifted(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError as cause:
        raise ImpossibleValue("That date lies too far away.") from cause


def _numbered(number: int, first_day: date | None) -> date:
    if first_day is None:
        raise ImpossibleValue("Days are not numbered here. Write a date such as “7 dec”.")
    if number == 0:
        raise ImpossibleValue("There is no day 0: the day before day 1 is day -1.")
    return _shifted(first_day, number - 1 if number > 0 else number)


def _nearest_day(number: int, near: date) -> date:
    months = [near.replace(day=1) + timedelta(days=shift) for shift in (-1, 0, 32)]
    found = [date(m.year, m.month, number) for m in months if 1 <= number <= _days_in(m.year, m.month)]
    if not found:
        raise ImpossibleValue("No month nearby has a day {number}.", number=number)
    return min(found, key=lambda day: (abs((day - near).days), day < near))


def _days_in(year: int, month: int) -> int:
    following = datetime(year + month // 12, month % 12 + 1, 1)
    return (following - timedelta(days=1)).day


def _weekday(word: str, near: date, text: str) -> date:
    found = [place for place, name in enumerate(_WEEKDAYS) if name.startswith(word)]
    if len(found) != 1:
        raise _not_a_date(text)
    return near + timedelta(days=(found[0] - near.weekday()) % 7)


def _month(word: str, text: str) -> int:
    found = [number for number, name in enumerate(_MONTHS, 1) if name.startswith(word) or word == "sept" == name[:4]]
    if len(found) != 1:
        raise _not_a_date(text)
    return found[0]


def _with_year(day: int, month: int, year: str | None, near: date) -> date:
    if year is not None:
        return _real(int(year), month, day)
    years = [y for y in (near.year - 1, near.year, near.year + 1) if y > MINYEAR and 1 <= day <= _days_in(y, month)]
    if not years:
        return _real(near.year, month, day)
    return min((date(y, month, day) for y in years), key=lambda found: (abs((found - near).days), found < near))


def _two_numbers(first: int, second: int, year: str | None, near: date, text: str) -> date:
    if first != second and first <= 12 and second <= 12:
        raise ImpossibleValue(
            "“{text}” can be read day first or month first. Write the month as a word.", text=text[:40]
        )
    day, month = (first, second) if second <= 12 else (second, first)
    if not 1 <= month <= 12:
        raise _not_a_date(text)
    return _with_year(day, month, year, near)
