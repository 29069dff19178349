"""The clock rules of a time zone, as a calendar file wants them: only for the days of the plan."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard


def calendar_zone(name: str, first: datetime, last: datetime) -> Timezone:
    """A VTIMEZONE that is right from one UTC instant to another, with one part per change of the clocks between.

    The library's own conversion writes the start of each part in the clock time after the change; RFC 5545 (3.6.5)
    reads it in the offset before, which makes the hour after each change wrong.
    """
    zone = ZoneInfo(name)
    component = Timezone()
    component.add("tzid", name)
    component.add_component(_part(zone, first - timedelta(days=1), _offset(zone, first - timedelta(days=1))))
    for change in _changes(zone, first - timedelta(days=1), last + timedelta(days=1)):
        component.add_component(_part(zone, change, _offset(zone, change - timedelta(seconds=1))))
    return component


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    offset = moment.astimezone(zone).utcoffset()
    assert offset is not None
    return offset


def _part(zone: ZoneInfo, begin: datetime, before: timedelta) -> TimezoneDaylight | TimezoneStandard:
    after = _offset(zone, begin)
    part = TimezoneDaylight() if _is_summer(zone, begin) else TimezoneStandard()
    part.add("dtstart", (begin + before).replace(tzinfo=None))
    part.add("tzoffsetfrom", before)
    part.add("tzoffsetto", after)
    part.add("tzname", begin.astimezone(zone).tzname() or str(zone))
    return part


def _is_summer(zone: ZoneInfo, moment: datetime) -> bool:
    """Whether the clocks stand ahead of where they stand at some time of that year (so Dublin's winter is standard)."""
    months = (moment + timedelta(days=30 * month) for month in range(-6, 7))
    return _offset(zone, moment) > min(_offset(zone, month) for month in months)


def _changes(zone: ZoneInfo, first: datetime, last: datetime) -> list[datetime]:
    """The UTC instants between two others at which the offset changes; no zone changes twice within a day."""
    changes = []
    day = first
    while day < last:
        following = min(day + timedelta(days=1), last)
        if _offset(zone, day) != _offset(zone, following):
            changes.append(_first_second_of(zone, day, following))
        day = following
    return changes


def _first_second_of(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    low, high = int(before.timestamp()), int(after.timestamp())
    old = _offset(zone, before)
    while high - low > 1:
        middle = (low + high) // 2
        if _offset(zone, datetime.fromtimestamp(middle, UTC)) == old:
            low = middle
        else:
            high = middle
    return datetime.fromtimestamp(high, UTC)
