"""Every preference in one list: name, type, default, what it may be, and what it is for. To add one, add a field."""

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from typing import Any, Final
from zoneinfo import ZoneInfo

TEXT_LIMIT: Final = 500


@dataclass(frozen=True, slots=True)
class Option:
    """One preference: its key in the settings file, its default, what it is for, and which values it takes."""

    key: str
    default: object
    description: str
    accepts: Callable[[Any], bool]


def _text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= TEXT_LIMIT and value.isprintable()


def _yes_or_no(value: object) -> bool:
    return isinstance(value, bool)


def _one_of(*choices: str | int) -> Callable[[object], bool]:
    return lambda value: type(value) in {type(choice) for choice in choices} and value in choices


def _whole_number(least: int, most: int) -> Callable[[object], bool]:
    return lambda value: type(value) is int and least <= value <= most


def _zone(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(ZoneInfo(value))
    except (LookupError, ValueError, OSError):
        return False


def _option(default: Any, description: str, accepts: Callable[[Any], bool]) -> Any:
    return field(default=default, metadata={"description": description, "accepts": accepts})


@dataclass(frozen=True, slots=True)
class Settings:
    """What this user prefers on this machine. A preference never changes a finding."""

    clinic_name: str = _option("", "Name of the clinic on papers and in calendars.", _text)
    zone: str = _option("America/New_York", "IANA time zone of new plans.", _zone)
    phone_day: str = _option("", "The clinic's phone by day, for patient papers.", _text)
    phone_night: str = _option("", "The clinic's phone at night, for patient papers.", _text)
    emergency_number: str = _option("", "The emergency number where the clinic is.", _text)
    clinician_name: str = _option("", "Name filled in where a clinician keeps or checks something.", _text)
    paper: str = _option("a4", "Paper size: a4 or letter.", _one_of("a4", "letter"))
    print_size: int = _option(14, "Text size of patient papers in points: 14 or 18.", _one_of(14, 18))
    twelve_hour: bool = _option(True, "Patient papers show 2:30 PM instead of 14:30.", _yes_or_no)
    language: str = _option("en", "Language of the screen.", _one_of("en", "es"))
    calendar_privacy: str = _option(
        "appointment",
        "How much a calendar file tells: appointment, clinic-visit or full.",
        _one_of("appointment", "clinic-visit", "full"),
    )
    appearance: str = _option(
        "system", "Colours: system, light, dark or contrast.", _one_of("system", "light", "dark", "contrast")
    )
    text_percent: int = _option(100, "Size of text on the screen in percent.", _whole_number(80, 200))
    reduce_motion: bool = _option(False, "No moving parts on the screen.", _yes_or_no)
    window_geometry: str = _option("", "Where the window was, as the toolkit writes it.", _text)
    window_state: str = _option("", "Which panes were shown, as the toolkit writes it.", _text)
    seen_version: str = _option("", "The version of the program whose news were last offered.", _text)
    plan_views: str = _option("", "How the plans opened last were looked at: id, view and zoom.", _text)
    plan_prints: str = _option("", "What was last printed of each plan: id, documents and second language.", _text)
    last_folder: str = _option("", "The folder last used for opening and saving files.", _text)


OPTIONS: Final = tuple(
    Option(entry.name, entry.default, entry.metadata["description"], entry.metadata["accepts"])
    for entry in fields(Settings)
)
