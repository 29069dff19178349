"""Where care is given: site, rooms, the stay."""

from dataclasses import dataclass
from datetime import date

from kapplanner.domain.errors import ImpossibleValue
from kapplanner.domain.identity import valid_id
from kapplanner.domain.people import Answer
from kapplanner.domain.text import LINE_LIMIT, NAME_LIMIT, bounded
from kapplanner.domain.time import plausible_date, zone_named


@dataclass(frozen=True, slots=True)
class Site:
    """The place of treatment with its one IANA time zone and its phones.

    ``equipment`` lists emergency equipment by name and ``emergency_minutes`` the travel time of emergency care;
    None where it was not asked.
    """

    name: str = ""
    zone: str = "America/New_York"
    phone_day: str = ""
    phone_night: str = ""
    emergency_number: str = ""
    address: str = ""
    equipment: tuple[str, ...] | None = None
    emergency_minutes: int | None = None

    def __post_init__(self) -> None:
        zone_named(self.zone)
        for value, what in (
            (self.name, "The site's name"),
            (self.phone_day, "The day phone"),
            (self.phone_night, "The night phone"),
            (self.emergency_number, "The emergency number"),
        ):
            bounded(value, what, NAME_LIMIT)
        bounded(self.address, "The site's address", LINE_LIMIT, lines=True)
        for item in self.equipment or ():
            bounded(item, "A piece of equipment", NAME_LIMIT)
        if self.emergency_minutes is not None and not 0 <= self.emergency_minutes <= 1440:
            raise ImpossibleValue("Emergency care is 0 to 1,440 minutes away.")


@dataclass(frozen=True, slots=True)
class Room:
    """A room; ``capacity`` is how many patients it holds at once."""

    id: str
    name: str
    capacity: int = 1

    def __post_init__(self) -> None:
        valid_id(self.id, "A room")
        bounded(self.name, "The room's name", NAME_LIMIT)
        if not 1 <= self.capacity <= 100:
            raise ImpossibleValue("A room holds from 1 to 100 patients.")


@dataclass(frozen=True, slots=True)
class Retreat:
    """The residential stay. ``night_cover``: whether staff are on call on nights after medicine sessions."""

    first_day: date
    last_day: date
    night_cover: Answer = Answer.NOT_ASKED

    def __post_init__(self) -> None:
        plausible_date(self.first_day, "The first day of the stay")
        if self.last_day < self.first_day:
            raise ImpossibleValue("The stay ends before it begins.")
