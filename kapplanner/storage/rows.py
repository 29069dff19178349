"""Summary rows -> what the library's list shows."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final

from kapplanner.domain.library import FindingCounts, PlanStatus, PlanSummary, Shelf
from kapplanner.storage.searching import words_of
from kapplanner.storage.status import plan_status, stands_on, today_at

_STANDING: Final = (
    "sample",
    "received",
    "checked",
    "fingerprint = printed_fingerprint",
    "first_day",
    "last_course_day",
    "last_day",
    "zone",
)
"""Where a plan stands follows from these and today's date."""
_ZONE: Final = len(_STANDING) - 1
_COLUMNS: Final = (
    *_STANDING,
    "plan_id",
    "code",
    "name",
    "title",
    "course",
    "stop",
    "caution",
    "note",
    "not_checked",
    "medicine_sessions",
    "changed_at",
    "revision",
    "archived",
    "origin",
)

Query = tuple[str, tuple[str, ...]]
"""Plain SQL and its parameters: a list is read before SQLAlchemy is loaded (first_look.py) and with it."""


def summary_query(search: str = "") -> Query:
    """Plans that are not put aside, last changed first, in which every word of the search is found."""
    words = tuple(words_of(search))
    found = "".join(" AND instr(search, ?) > 0" for _ in words)
    columns = ", ".join(_COLUMNS)
    return f"SELECT {columns} FROM summary WHERE deleted = 0{found} ORDER BY changed_at DESC, plan_id", words


def standing_query() -> Query:
    """How many plans share the facts by which a plan stands on a shelf."""
    facts = ", ".join((*_STANDING, "(stop + caution + note) > 0", "archived"))
    return f"SELECT {facts}, count(*) FROM summary WHERE deleted = 0 GROUP BY {facts}", ()


def shelf_counts(rows: Sequence[Sequence[Any]], now: datetime) -> dict[Shelf, int]:
    """Counts from the rows of ``standing_query``."""
    today = {zone: today_at(now, zone) for zone in {row[_ZONE] for row in rows}}
    counts = dict.fromkeys(Shelf, 0)
    for *facts, is_open, archived, count in rows:
        status = _standing(tuple(facts), today[facts[_ZONE]])[2]
        for shelf in Shelf:
            if stands_on(shelf, status, bool(archived), bool(is_open)):
                counts[shelf] += count
    return counts


def summaries(rows: Sequence[Sequence[Any]], now: datetime) -> list[PlanSummary]:
    """What the list shows, from the rows of ``summary_query``."""
    today = {zone: today_at(now, zone) for zone in {row[_ZONE] for row in rows}}
    return [_summary(row, today[row[_ZONE]]) for row in rows]


def _summary(row: Sequence[Any], today: date) -> PlanSummary:
    first_day, last_day, status = _standing(tuple(row[: len(_STANDING)]), today)
    plan_id, code, name, title, course, stop, caution, note, not_checked, medicines, *rest = row[len(_STANDING) :]
    changed_at, revision, archived, origin = rest
    return PlanSummary(
        plan_id,
        code,
        name,
        title,
        first_day,
        last_day,
        course,
        status,
        _counts(stop, caution, note, not_checked),
        medicines,
        datetime.fromisoformat(changed_at),
        revision,
        bool(archived),
        bool(row[0]),
        origin,
    )


@lru_cache(maxsize=4096)
def _counts(stop: int, caution: int, note: int, not_checked: int) -> FindingCounts:
    """The same counts are the same value: ten thousand rows share a few."""
    return FindingCounts(stop, caution, note, not_checked)


@lru_cache(maxsize=4096)
def _standing(facts: tuple[Any, ...], today: date) -> tuple[date, date, PlanStatus]:
    """First day, last day and status, from the columns of ``_STANDING``; many rows share them."""
    sample, received, checked, printed, first_day, last_course_day, last_day, _ = facts
    status = plan_status(
        sample=bool(sample),
        received=bool(received),
        checked=bool(checked),
        printed=bool(printed),
        first_day=first_day,
        last_course_day=last_course_day,
        last_day=last_day,
        today=today.isoformat(),
    )
    return date.fromisoformat(first_day), date.fromisoformat(last_day), status
