"""Dates and times as people read them: full dates, clock times with "midday" and "midnight", no digits-only dates.

No-break spaces hold a time, a date and a number with its unit together (U+00A0, which the layout honours).
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from kapplanner.documents.words import Words

NO_BREAK: Final = "\u00a0"
_NUMBER_AND_UNIT: Final = re.compile(r"(?<=\d) (?=(?:%|mg|kg|min|h|pt|mmHg|minutes?|hours?|months?|days?)(?![a-z]))")


def unbroken(text: str) -> str:
    """The same text, kept on one line."""
    return text.replace(" ", NO_BREAK)


def numbers_unbroken(text: str) -> str:
    """The same text, each number held together with the unit or the sign after it: "94 %", "15 min"."""
    return _NUMBER_AND_UNIT.sub(NO_BREAK, text)


def capital(text: str) -> str:
    """The same text with a capital first letter."""
    return text[:1].upper() + text[1:]


def _before_midnight(moment: datetime) -> datetime:
    return moment - timedelta(minutes=1) if (moment.hour, moment.minute) == (0, 0) else moment


@dataclass(frozen=True, slots=True)
class Moments:
    """Spoken times in one language and one clock style."""

    words: Words
    twelve_hour: bool

    def clock(self, moment: datetime) -> str:
        """ "9:30 am" or "09:30"; "midday" and "midnight" are words."""
        if not self.twelve_hour:
            return f"{moment:%H:%M}"
        if (moment.hour, moment.minute) in {(0, 0), (12, 0)}:
            return self.words("moments.midday" if moment.hour else "moments.midnight")
        return self._twelve(moment, with_half=True)

    def stop_clock(self, moment: datetime) -> tuple[str, date]:
        """A time to stop by, and its day. Midnight belongs to two days, so 11:59 pm of the day before is said."""
        moment = _before_midnight(moment)
        return self.clock(moment), moment.date()

    def said(self, moment: datetime) -> str:
        """A time inside a sentence: with the article where the language has one ("las 9:30 a. m.", "la 1:00 p. m.")."""
        on_word = self.twelve_hour and (moment.hour, moment.minute) in {(0, 0), (12, 0)}
        one = moment.hour in ({1, 13} if self.twelve_hour else {1})
        key = "moments.said_word" if on_word else "moments.said_one" if one else "moments.said_many"
        return self.words(key, time=self.clock(moment))

    def stop_said(self, moment: datetime) -> tuple[str, date]:
        """A time to stop by inside a sentence, and its day, as ``stop_clock`` has it."""
        moment = _before_midnight(moment)
        return self.said(moment), moment.date()

    def span(self, start: datetime, end: datetime) -> str:
        """ "2:30 to 4:00 pm"; both halves of the day are named where they differ."""
        if end.date() > start.date():
            later = self.words("moments.next_day", time=self.clock(end), weekday=self.weekday(end.date()))
            return self.words("moments.span", start=self.clock(start), end=later)
        same_half = (start.hour < 12) == (end.hour < 12)
        on_word = {(start.hour, start.minute), (end.hour, end.minute)} & {(0, 0), (12, 0)}
        if self.twelve_hour and same_half and not on_word:
            begin = self._twelve(start, with_half=False)
            return self.words("moments.span", start=begin, end=self.clock(end))
        return self.words("moments.span", start=self.clock(start), end=self.clock(end))

    def _twelve(self, moment: datetime, *, with_half: bool) -> str:
        number = f"{(moment.hour - 1) % 12 + 1}:{moment.minute:02}"
        half = self.words("moments.am" if moment.hour < 12 else "moments.pm")
        return f"{number}{NO_BREAK}{unbroken(half)}" if with_half else number

    def weekday(self, day: date) -> str:
        """ "Wednesday"."""
        return self.words.list("moments.weekdays")[day.weekday()]

    def month(self, day: date) -> str:
        """ "December"."""
        return self.words.list("moments.months")[day.month - 1]

    def full(self, day: date) -> str:
        """ "Wednesday 9 December 2026"."""
        return self.words(
            "moments.full",
            weekday=self.weekday(day),
            date=unbroken(self.words("moments.date", day=day.day, month=self.month(day), year=day.year)),
        )

    def heading(self, day: date) -> str:
        """The full date as a heading, with a capital first letter."""
        return capital(self.full(day))

    def short(self, day: date) -> str:
        """ "9 Dec 2026", for calendar cells only, under the weekday's name."""
        month = self.words.list("moments.short_months")[day.month - 1]
        return unbroken(self.words("moments.short", day=day.day, month=month, year=day.year))

    def short_full(self, day: date) -> str:
        """ "Wed 9 Dec 2026", for the footer."""
        return f"{self.words.list('moments.short_weekdays')[day.weekday()]}{NO_BREAK}{self.short(day)}"

    def clinical(self, day: date) -> str:
        """ "Wed 09-Dec-2026", for papers of the team."""
        month = self.words.list("moments.short_months")[day.month - 1]
        return f"{self.words.list('moments.short_weekdays')[day.weekday()]}{NO_BREAK}{day.day:02}-{month}-{day.year}"

    def clinical_time(self, moment: datetime) -> str:
        """ "Wed 09-Dec-2026 09:30"."""
        return f"{self.clinical(moment.date())}{NO_BREAK}{moment:%H:%M}"
