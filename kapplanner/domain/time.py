"""Wall-clock times in one zone, instants, and where "now" comes from."""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Final, Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kapplanner.domain.errors import ImpossibleTime, ImpossibleValue

EARLIEST: Final = date(1990, 1, 1)
LATEST: Final = date(2150, 12, 31)
_OF_THIS_COMPUTER: Final = frozenset({"localtime", "posixrules", "Factory"})
"""Files beside the zones that are none: each computer has its own."""
_OTHER_LISTS: Final = ("posix/", "right/")
"""The same zones once more; those under "right" count leap seconds and are half a minute off."""


class Clock(Protocol):
    """The only source of "now"."""

    def now(self) -> datetime:
        """The present instant, zone-aware."""
        ...


class SystemClock:
    """The computer's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)  # noqa: TID251 - the one place that may ask


_LONGEST_NAME = 64
"""Characters; the longest name of the IANA list has 32. Far longer ones overflow the search for their file."""


@lru_cache(maxsize=64)
def zone_named(name: str) -> ZoneInfo:
    """The IANA zone, or a sentence when there is none of that name."""
    try:
        if len(name) > _LONGEST_NAME or name in _OF_THIS_COMPUTER or name.startswith(_OTHER_LISTS):
            raise ZoneInfoNotFoundError(name)
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as cause:
        raise ImpossibleValue(
            "There is no time zone called “{name}”. Use an IANA name such as “America/New_York”.", name=str(name)[:60]
        ) from cause


def plausible_date(day: date, what: str) -> None:
    """Refuse years that can only be a slip."""
    if not EARLIEST <= day <= LATEST:
        raise ImpossibleValue(
            "{what} ({day}) lies outside {first} to {last}.",
            what=what,
            day=day.isoformat(),
            first=EARLIEST.year,
            last=LATEST.year,
        )


@lru_cache(maxsize=65536)
def instant(local: datetime, zone: str) -> datetime:
    """The UTC instant of a wall-clock time; refused in words where the clock skips it or shows it twice."""
    if local.tzinfo is not None:
        raise ImpossibleTime("A session time is a clock time at the plan's place and carries no offset.")
    place = zone_named(zone)
    first = local.replace(tzinfo=place, fold=0)
    second = local.replace(tzinfo=place, fold=1)
    if first.utcoffset() == second.utcoffset():
        return first.astimezone(UTC)
    spoken = f"{local:%a} {local.day} {local:%b %Y} {local:%H:%M}"
    if first.utcoffset() < second.utcoffset():  # type: ignore[operator]
        raise ImpossibleTime(
            "{time} does not exist in {zone}: the clocks go forward that night. Choose another time.",
            time=spoken,
            zone=zone,
        )
    raise ImpossibleTime(
        "{time} happens twice in {zone}: the clocks go back that night. Choose another time.", time=spoken, zone=zone
    )


@lru_cache(maxsize=65536)
def local_time(moment: datetime, zone: str) -> datetime:
    """The wall-clock time of an instant, without offset."""
    return moment.astimezone(zone_named(zone)).replace(tzinfo=None, fold=0)


def later(local: datetime, minutes: int, zone: str) -> datetime:
    """The wall-clock time so many real minutes after another (negative: before), across a clock change."""
    return local_time(instant(local, zone) + timedelta(minutes=minutes), zone)
