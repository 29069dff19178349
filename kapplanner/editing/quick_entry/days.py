"""Days in a typed line: told apart here, read by ``typed_values``, a weekday led into the plan."""

import re
from datetime import date, timedelta
from typing import Final

from kapplanner.domain.plan import Plan
from kapplanner.editing.quick_entry.meaning import Meaning, Part, Setting
from kapplanner.editing.typed_values import read_date
from kapplanner.i18n import t
from kapplanner.rules.words import day_words, plain_day

_MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_WEEKDAY: Final = (
    r"(?:mon(?:day)?|tues?(?:day)?|wed(?:nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
)
_DATE: Final = (
    r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{1,2}/[0-9]{1,2}(?:/[0-9]{4})?|[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}"
    r"|[0-9]{1,2}-[0-9]{1,2}-[0-9]{4}"
    rf"|[0-9]{{1,2}}\s?{_MONTH}(?: [0-9]{{4}})?|{_MONTH}\s?[0-9]{{1,2}}(?: [0-9]{{4}})?"
)
_OTHER: Final = r"today|tomorrow|yesterday|[+-]\s?[0-9]{1,3}\s?(?:d|days?|w|weeks?)|(?:day|d)\s?-?[0-9]{1,4}"
_DAY: Final = re.compile(
    rf"(?:on )?(?:({_WEEKDAY}) )?({_DATE})(?: ({_WEEKDAY}))?\Z|(?:on )?({_WEEKDAY})\Z|({_OTHER})\Z"
)
_DAY_ON: Final = re.compile(r"on ([0-9]{1,2}|[0-9]{1,2}\.[0-9]{1,2})\Z")
_WEEKDAY_ONLY: Final = re.compile(rf"(?:on )?{_WEEKDAY}\Z")
_ENDS_IN_MONTH: Final = re.compile(rf"(?:on )?[0-9]{{1,2}}\s?{_MONTH}\Z")


def day_meaning(text: str, setting: Setting) -> Meaning | None:
    """The day that a text names; None where it looks like none. Raises a PlannerError where there is no such day."""
    match = _DAY.match(text)
    if match is not None and match[2]:
        return _checked(match[2], match[1] or match[3], setting)
    if match is not None:
        return _weekday(match[4], setting) if match[4] else a_day(match[5], setting)
    on = _DAY_ON.match(text)
    return a_day(on[1], setting) if on is not None else None


def a_day(text: str | date, setting: Setting) -> Meaning:
    """A day by its text, or as a date."""
    day = text if isinstance(text, date) else _read(text, setting.focus.date(), setting)
    values = {"date": plain_day(day), "day": day_words(day, setting.plan.first_day)}
    return Meaning.of(Part.DAY, day, t("{date} ({day})", **values))


def may_take(number: str, day: str, date_of_day: date, date_of_number: date | None) -> bool:
    """Whether a number alone right after a day may belong to it: "dec 10" in "7 dec 10", Wed 9 in "wed 9"."""
    if _WEEKDAY_ONLY.match(day):
        return date_of_number == date_of_day
    return _ENDS_IN_MONTH.match(day) is not None and 1 <= int(number) <= 31


def _read(text: str, near: date, setting: Setting) -> date:
    return read_date(text, near=near, first_day=setting.plan.first_day, today=setting.today).value


def _checked(text: str, weekday: str | None, setting: Setting) -> Meaning | None:
    """A date, maybe with its weekday; None where that is another, so that the two stand against one another."""
    day = _read(text, setting.focus.date(), setting)
    if weekday and _read(weekday, setting.focus.date(), setting).weekday() != day.weekday():
        return None
    return a_day(day, setting)


def _weekday(text: str, setting: Setting) -> Meaning:
    """The first such weekday on or after the day in focus; where that lies outside the plan, the nearest inside it."""
    day = _read(text, setting.focus.date(), setting)
    first, last = _span(setting.plan)
    if first <= day <= last:
        return a_day(day, setting)
    inside = _read(text, first, setting) if day < first else day - timedelta(weeks=-(-(day - last).days // 7))
    if not first <= inside <= last:
        return a_day(day, setting)
    found = a_day(inside, setting)
    note = t("{day} is the nearest such day inside the plan.", day=plain_day(inside))
    return Meaning(found.values, found.words, note)


def _span(plan: Plan) -> tuple[date, date]:
    """The first and last day on which something of the plan lies."""
    first = min((session.day for session in plan.sessions[:1]), default=plan.first_day)
    last = max(plan.last_day, plan.first_day)
    return min(first, plan.first_day), max(last, plan.retreat.last_day) if plan.retreat is not None else last
