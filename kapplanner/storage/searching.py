"""What a plan is found by: name, title, code, people and dates in words, without accents and case."""

import re
import unicodedata
from datetime import date
from typing import TYPE_CHECKING, Final

from kapplanner.i18n import t

if TYPE_CHECKING:
    from kapplanner.domain.plan import Plan

_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_NOT_LETTERS: Final = re.compile(r"[^\w\s]+")
_WITHOUT_STROKE: Final = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
"""Letters that Unicode does not take apart."""


def folded(text: str) -> str:
    """Lower case without accents: "Łukasz" and "lukasz" are the same to a search."""
    parts = unicodedata.normalize("NFKD", text.casefold().translate(_WITHOUT_STROKE))
    return "".join(c for c in parts if not unicodedata.combining(c))


def words_of(search: str) -> list[str]:
    """The beginnings of words that must all be found: "6 dec" finds "6 December", not "2026".

    Scripts that put no space between words are searched anywhere.
    """
    return [f" {word}" if word[0].isascii() else word for word in folded(search).split()]


def search_text(plan: "Plan") -> str:
    """All that a plan is found by, in one folded line in which every word has a space before it."""
    days = sorted({plan.first_day, *(session.day for session in plan.medicine_sessions)})
    parts = [
        plan.patient.name,
        plan.title,
        plan.code,
        plan.site.name,
        *(person.name for person in plan.practitioners),
        *(_in_words(day) for day in days),
    ]
    line = folded(" ".join(part for part in parts if part))
    return f" {line} {_NOT_LETTERS.sub(' ', line)}"


def _in_words(day: date) -> str:
    english = _MONTHS[day.month - 1]
    month = t(english)
    return f"{day.isoformat()} {day.day} {english} {day.year}" + ("" if month == english else f" {day.day} {month}")
