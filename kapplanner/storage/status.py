"""Where a plan stands, from what is stored about it and today's date at its place."""

from datetime import date, datetime
from typing import Final

from kapplanner.domain.library import PlanStatus, Shelf
from kapplanner.domain.time import local_time

_STATUS_OF: Final = {
    Shelf.RUNNING: PlanStatus.RUNNING,
    Shelf.DRAFTS: PlanStatus.DRAFT,
    Shelf.FINISHED: PlanStatus.FINISHED,
}


def plan_status(
    *,
    sample: bool,
    received: bool,
    checked: bool,
    printed: bool,
    first_day: str,
    last_course_day: str,
    last_day: str,
    today: str,
) -> PlanStatus:
    """Days are ISO text, as they are stored.

    A plan that was never checked or printed stays a draft whatever the date: nobody said that it is carried out.
    """
    if sample:
        return PlanStatus.SAMPLE
    if received:
        return PlanStatus.RECEIVED
    if not checked and not printed:
        return PlanStatus.DRAFT
    if today < first_day:
        return PlanStatus.PRINTED if printed else PlanStatus.CHECKED
    if today <= last_course_day:
        return PlanStatus.RUNNING
    return PlanStatus.FOLLOW_UP if today <= last_day else PlanStatus.FINISHED


def today_at(now: datetime, zone: str) -> date:
    """The date at the plan's place."""
    return local_time(now, zone).date()


def stands_on(shelf: Shelf, status: PlanStatus, archived: bool, open_findings: bool) -> bool:
    """Whether a plan stands on a shelf; an archived plan stands on its own shelf only."""
    if archived or shelf is Shelf.ARCHIVED:
        return archived and shelf is Shelf.ARCHIVED
    if shelf is Shelf.ALL:
        return True
    if shelf is Shelf.OPEN_FINDINGS:
        return open_findings
    return status is _STATUS_OF[shelf]
