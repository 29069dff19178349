"""Fields of a medicine session that read small languages of their own: vital signs, booster, minutes."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from kapplanner.domain.errors import ImpossibleValue
from kapplanner.domain.quantities import PlannedDose
from kapplanner.domain.session import Booster
from kapplanner.editing.typed_values import Reading
from kapplanner.i18n import t
from kapplanner.rules.words import NO_BREAK, clock
from kapplanner.ui.editors.fields import ReadField
from kapplanner.ui.theme import Theme

_MINUTES: Final = re.compile(r"(\d{1,4})\s*(?:m|min|minutes?)?\Z")
_BOOSTER: Final = re.compile(r"(.+?)\s+(?:after|at|@)\s+(\d{1,4})\s*(?:m|min|minutes?)?\Z")


def _whole_minutes(text: str) -> int:
    match = _MINUTES.match(text.strip().lower())
    if match is None:
        raise ImpossibleValue("“{text}” is not a number of minutes. Write it as “15 min”.", text=text[:40])
    return int(match[1])


@dataclass(frozen=True, slots=True)
class Readings:
    """When vital signs are read: minutes after the dose (0 before it), None where not entered, and before leaving."""

    minutes: tuple[int, ...] | None
    leaving: bool


class ReadingsField(ReadField):
    """ "0, 15, 30, 60 min, leaving"; "none" is an answer, an empty field is not."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name, width=None)
        self.placeholder = t("not entered")

    def _read(self, text: str) -> Reading[Readings]:
        word = text.strip().lower().replace("minutes", "").replace("min", "")
        leaving = "leaving" in word
        word = word.replace("before leaving", "").replace("leaving", "").strip(" ,;")
        if word == "none":
            return Reading(Readings((), leaving))
        if not word:
            return Reading(Readings(None, leaving))
        minutes = tuple(_whole_minutes(part) for part in re.split(r"[,;\s]+", word) if part)
        if list(minutes) != sorted(set(minutes)):
            raise ImpossibleValue("The minutes for vital signs must rise and not repeat.")
        return Reading(Readings(minutes, leaving))

    def _written(self, value: Readings) -> str:
        if value.minutes is None:
            return t("leaving") if value.leaving else ""
        parts = [", ".join(str(minute) for minute in value.minutes) + " " + t("min") if value.minutes else t("none")]
        return ", ".join([*parts, *([t("leaving")] if value.leaving else [])])

    def _spoken(self, value: Readings) -> str:
        return t("not entered") if value.minutes is None else ""


class BoosterField(ReadField):
    """ "10 mg after 45 min"; empty where there is none."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name, optional=True, width=None)
        self.placeholder = t("none")

    def _read(self, text: str) -> Reading[Booster | None]:
        if text.strip().lower() == "none":
            return Reading(None)
        match = _BOOSTER.match(text.strip().lower())
        if match is None:
            raise ImpossibleValue("“{text}” is not a booster. Write it as “10 mg after 45 min”.", text=text[:40])
        return Reading(Booster(PlannedDose.parse(match[1]), int(match[2])))

    def _written(self, value: Booster) -> str:
        dose = str(value.dose).replace(NO_BREAK, " ")
        return t("{dose} after {n} min", dose=dose, n=value.minutes_after)

    def _spoken(self, value: Booster) -> str:
        return ""


class MinutesField(ReadField):
    """Whole minutes from 0: "15 min". With ``from_time`` the clock time they lead to stands beside."""

    def __init__(self, theme: Theme, name: str, *, optional: bool = False) -> None:
        super().__init__(theme, name, optional=optional)
        self.from_time: datetime | None = None

    def _read(self, text: str) -> Reading[int]:
        return Reading(_whole_minutes(text))

    def _written(self, value: int) -> str:
        return t("{n} min", n=value)

    def _spoken(self, value: int) -> str:
        if self.from_time is None:
            return ""
        minutes = (self.from_time.hour * 60 + self.from_time.minute + value) % (24 * 60)
        return t("dose at {time}", time=clock(self.from_time.replace(hour=minutes // 60, minute=minutes % 60)))


class CountField(ReadField):
    """A whole number; empty where it was not entered."""

    def __init__(self, theme: Theme, name: str, *, unit: str = "", width: int | None = 88) -> None:
        super().__init__(theme, name, optional=True, width=width)
        self._unit = unit

    def _read(self, text: str) -> Reading[int]:
        word = text.strip().lower().removesuffix(self._unit.lower()).strip() if self._unit else text.strip()
        if not (word.isascii() and word.isdecimal() and len(word) <= 6):
            raise ImpossibleValue("“{text}” is not a whole number.", text=text[:40])
        return Reading(int(word))

    def _written(self, value: int) -> str:
        return f"{value} {self._unit}".strip()

    def _spoken(self, value: int) -> str:
        return ""
