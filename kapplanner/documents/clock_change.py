"""A line on the page of a day on which the clocks change."""

from datetime import date, datetime, timedelta

from kapplanner.documents.content import Block, Paragraph, Text
from kapplanner.documents.edition import Edition
from kapplanner.documents.moments import unbroken
from kapplanner.domain.time import zone_named


def shift_minutes(day: date, zone: str) -> int:
    """By how many minutes the clocks go forward on a day (negative: back); 0 on nearly all days."""
    place = zone_named(zone)
    start = datetime.combine(day, datetime.min.time(), place)
    end = datetime.combine(day + timedelta(days=1), datetime.min.time(), place)
    return int(((end.utcoffset() or timedelta()) - (start.utcoffset() or timedelta())).total_seconds() // 60)


def clock_change_text(edition: Edition, day: date) -> Text:
    """The note for a day, empty when the clocks stay."""
    shift = shift_minutes(day, edition.plan.zone)
    if shift == 0:
        return ()
    length = unbroken(edition.words.count("day.hours", abs(shift) // 60))
    if abs(shift) % 60:
        length = unbroken(edition.words("day.minutes", n=abs(shift)))
    key = "day.clocks_forward" if shift > 0 else "day.clocks_back"
    return edition.words.spans(key, length=length)


def clock_change(edition: Edition, day: date) -> tuple[Block, ...]:
    """The note as a paragraph, or nothing."""
    text = clock_change_text(edition, day)
    return (Paragraph(text),) if text else ()
