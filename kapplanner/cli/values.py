"""What people type after an option, read strictly: a slip is refused with the way to write it."""

import re
from datetime import date
from typing import Final

from kapplanner.domain.errors import ImpossibleValue
from kapplanner.domain.session import Modality, Route
from kapplanner.domain.time import plausible_date
from kapplanner.i18n import t

_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DATE: Final = re.compile(r"(?:([A-Za-z]{3,9})[,\s]\s*)?(\d{4})-(\d{2})-(\d{2})\Z", re.ASCII)


def start_day(text: str) -> date:
    """The first day of a plan, as ``day_named`` reads it."""
    day = day_named(text)
    plausible_date(day, t("The first day"))
    return day


def day_named(text: str) -> date:
    """ "2026-12-07", or with its weekday "Mon 2026-12-07", which then must be true."""
    match = _DATE.match(text.strip())
    if match is None:
        raise ImpossibleValue("“{text}” is not a date. Write it as year-month-day: 2026-12-07.", text=text[:40])
    try:
        day = date(int(match[2]), int(match[3]), int(match[4]))
    except ValueError as cause:
        raise ImpossibleValue(
            "There is no day {text} in the calendar. Write a date such as 2026-12-07.", text=text[:40]
        ) from cause
    if match[1]:
        _check_weekday(match[1].lower(), day)
    return day


def _check_weekday(word: str, day: date) -> None:
    named = [name for name in _WEEKDAYS if name.startswith(word)]
    if len(named) != 1:
        raise ImpossibleValue("“{word}” is not a weekday. Write “Mon” or leave it out.", word=word)
    if named[0] != _WEEKDAYS[day.weekday()]:
        raise ImpossibleValue(
            "{day} is a {true}, not a {said}. Correct the date or the weekday.",
            day=day.isoformat(),
            true=_WEEKDAYS[day.weekday()].capitalize(),
            said=named[0].capitalize(),
        )


def routes(text: str) -> tuple[Route, Route]:
    """ "im" for all medicine sessions, or "sl,im": the first session by one route, the rest by the other."""
    words = [word.strip().upper() for word in text.split(",")]
    known = ", ".join(route.value.lower() for route in Route)
    if not 1 <= len(words) <= 2:
        raise ImpossibleValue("Give one route, or two: for the first session and for the rest, such as “sl,im”.")
    for word in words:
        if word not in set(Route):
            raise ImpossibleValue(
                "There is no route “{word}”. Choose from: {known}.", word=word[:20].lower(), known=known
            )
    return Route(words[0]), Route(words[-1])


def modalities(text: str) -> tuple[str, ...]:
    """ "emdr,ifs": ids of methods in order."""
    parts = tuple(part.strip().lower() for part in text.split(","))
    for part in parts:
        if part not in set(Modality):
            raise ImpossibleValue(
                "There is no method “{word}”. Choose from: {known}.", word=part[:40], known=", ".join(Modality)
            )
    return parts
