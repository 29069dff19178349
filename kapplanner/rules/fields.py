"""Typed parameter fields of rule forms: each reads a raw value of a rule set file and refuses what lies outside bounds.

A field has a label, a unit and the bounds that make sense for any rule of the form; a rule may narrow them
(``ranges`` in the rule set). The rules editor and the reader of rule sets both go by these fields.
"""

import dataclasses
import math
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from decimal import Decimal
from enum import Enum, StrEnum
from typing import Any, Final

from kapplanner.domain.errors import PlannerError
from kapplanner.domain.people import Role
from kapplanner.domain.session import Phase, Route, SessionKind, TravelDirection
from kapplanner.domain.text import LINE_LIMIT, bounded
from kapplanner.rules.facts import day_words, fact_named
from kapplanner.rules.selector import Position, Selector, shared

_KEY: Final = "parameter"


class FieldProblem(PlannerError):
    """A value that a field does not accept, said in words."""


@dataclass(frozen=True, slots=True)
class ByRoute:
    """A number for every route, or one for each of some routes; no number means that the rule sets no limit there."""

    every: Decimal | None = None
    routes: Mapping[Route, Decimal] = dataclasses.field(default_factory=dict)

    def of(self, route: Route | None) -> Decimal | None:
        """The number for a route; for None (no medicine session) the one for every route."""
        if route is None:
            return self.every
        return self.routes.get(route, self.every)

    @property
    def numbers(self) -> tuple[Decimal, ...]:
        """All numbers that are set."""
        return (*self.routes.values(), *(() if self.every is None else (self.every,)))

    def __hash__(self) -> int:
        return hash((self.every, frozenset(self.routes.items())))


@dataclass(frozen=True, slots=True)
class Field(ABC):
    """One parameter: what it means in words and, where it is a number, its unit."""

    label: str
    unit: str = ""

    @abstractmethod
    def read(self, raw: object) -> Any:
        """The value, or FieldProblem."""

    @abstractmethod
    def write(self, value: Any) -> Any:
        """The raw value that ``read`` turns into this one again."""


def parameter(field: Field, default: Any = dataclasses.MISSING) -> Any:
    """A parameter of a rule form, as the default of a dataclass attribute; without ``default`` it must be given."""
    return dataclasses.field(default=default, metadata={_KEY: field})


def parameters(form: type) -> dict[str, Field]:
    """The parameters of a form by name, in order."""
    return {item.name: item.metadata[_KEY] for item in dataclasses.fields(form) if _KEY in item.metadata}


def is_required(form: type, name: str) -> bool:
    """Whether a rule must give this parameter."""
    return form.__dataclass_fields__[name].default is dataclasses.MISSING  # type: ignore[attr-defined]


def _number(raw: object, field: Field) -> Decimal:
    if isinstance(raw, bool) or not isinstance(raw, int | float | Decimal):
        raise FieldProblem("{field} must be a number, not “{raw}”.", field=field.label, raw=str(raw)[:40])
    if isinstance(raw, float) and not math.isfinite(raw):
        raise FieldProblem("{field} must be a number, not “{raw}”.", field=field.label, raw=str(raw)[:40])
    return Decimal(str(raw))


def within(value: Decimal, low: Decimal, high: Decimal, label: str, unit: str) -> None:
    """Refuse a number outside its bounds."""
    if not low <= value <= high:
        raise FieldProblem(
            "{field} is {value} {unit}; it must be from {low} to {high} {unit}.",
            field=label,
            value=value,
            low=low,
            high=high,
            unit=unit,
        )


@dataclass(frozen=True, slots=True)
class Number(Field):
    """A decimal between two bounds."""

    low: Decimal = Decimal(0)
    high: Decimal = Decimal(100_000)

    def read(self, raw: object) -> Decimal:
        value = _number(raw, self)
        within(value, self.low, self.high, self.label, self.unit)
        return value

    def write(self, value: Decimal) -> int | float:
        return int(value) if value == value.to_integral_value() else float(value)


@dataclass(frozen=True, slots=True)
class Count(Field):
    """A whole number between two bounds."""

    low: int = 0
    high: int = 10_000

    def read(self, raw: object) -> int:
        if isinstance(raw, bool) or not isinstance(raw, int):
            raise FieldProblem("{field} must be a whole number, not “{raw}”.", field=self.label, raw=str(raw)[:40])
        within(Decimal(raw), Decimal(self.low), Decimal(self.high), self.label, self.unit)
        return raw

    def write(self, value: int) -> int:
        return value


@dataclass(frozen=True, slots=True)
class NumberByRoute(Field):
    """A number for every route, or a table from route to number."""

    low: Decimal = Decimal(0)
    high: Decimal = Decimal(100_000)

    def read(self, raw: object) -> ByRoute:
        one = Number(self.label, self.unit, self.low, self.high)
        if not isinstance(raw, dict):
            return ByRoute(every=one.read(raw))
        routes: dict[Route, Decimal] = {}
        for name, value in raw.items():
            routes[_choice(name, Route, self.label)] = one.read(value)
        if not routes:
            raise FieldProblem("{field} names no route.", field=self.label)
        return ByRoute(routes=routes)

    def write(self, value: ByRoute) -> object:
        one = Number(self.label, self.unit, self.low, self.high)
        if value.every is not None:
            return one.write(value.every)
        return {route.value: one.write(number) for route, number in value.routes.items()}


@dataclass(frozen=True, slots=True)
class Numbers(Field):
    """A list of the only numbers allowed."""

    low: Decimal = Decimal(0)
    high: Decimal = Decimal(100_000)

    def read(self, raw: object) -> tuple[Decimal, ...]:
        if not isinstance(raw, list) or not raw:
            raise FieldProblem("{field} must be a list of numbers.", field=self.label)
        one = Number(self.label, self.unit, self.low, self.high)
        return tuple(sorted(one.read(value) for value in raw))

    def write(self, value: tuple[Decimal, ...]) -> list[int | float]:
        return [Number(self.label).write(number) for number in value]


def _choice(raw: object, options: type[Enum], label: str) -> Any:
    try:
        return options(raw)
    except ValueError as cause:
        offered = ", ".join(f"“{option.value}”" for option in options)
        raise FieldProblem(
            "{field} cannot be “{raw}”; it is one of {offered}.", field=label, raw=str(raw)[:40], offered=offered
        ) from cause


@dataclass(frozen=True, slots=True)
class OneOf(Field):
    """One of the values of a word list."""

    options: type[StrEnum] = StrEnum

    def read(self, raw: object) -> Any:
        return _choice(raw, self.options, self.label)

    def write(self, value: StrEnum) -> str:
        return value.value


@dataclass(frozen=True, slots=True)
class SomeOf(Field):
    """Several values of a word list."""

    options: type[StrEnum] = StrEnum

    def read(self, raw: object) -> Any:
        if not isinstance(raw, list) or not raw:
            raise FieldProblem("{field} must be a list of words.", field=self.label)
        return tuple(_choice(value, self.options, self.label) for value in raw)

    def write(self, value: tuple[StrEnum, ...]) -> list[str]:
        return [item.value for item in value]


@dataclass(frozen=True, slots=True)
class Flag(Field):
    """True or false."""

    def read(self, raw: object) -> bool:
        if not isinstance(raw, bool):
            raise FieldProblem("{field} must be true or false, not “{raw}”.", field=self.label, raw=str(raw)[:40])
        return raw

    def write(self, value: bool) -> bool:
        return value


@dataclass(frozen=True, slots=True)
class Words(Field):
    """A short text, such as a checklist item."""

    def read(self, raw: object) -> str:
        if not isinstance(raw, str) or not raw.strip():
            raise FieldProblem("{field} must be a text.", field=self.label)
        bounded(raw, self.label, LINE_LIMIT)
        return raw

    def write(self, value: str) -> str:
        return value


@dataclass(frozen=True, slots=True)
class WordList(Field):
    """Several short texts, such as pieces of equipment."""

    def read(self, raw: object) -> tuple[str, ...]:
        if not isinstance(raw, list) or not raw:
            raise FieldProblem("{field} must be a list of texts.", field=self.label)
        return tuple(Words(self.label).read(each) for each in raw)

    def write(self, value: tuple[str, ...]) -> list[str]:
        return list(value)


@dataclass(frozen=True, slots=True)
class TimeOfDay(Field):
    """A clock time in the plan's zone, written "08:30"."""

    def read(self, raw: object) -> time:
        if isinstance(raw, time):
            return raw
        try:
            return time.fromisoformat(raw)  # type: ignore[arg-type]
        except (TypeError, ValueError) as cause:
            raise FieldProblem("{field} must be a time such as “08:30”.", field=self.label) from cause

    def write(self, value: time) -> str:
        return f"{value:%H:%M}"


def _selector_fields() -> dict[str, Any]:
    return {item.name: item for item in dataclasses.fields(Selector)}


@dataclass(frozen=True, slots=True)
class Sessions(Field):
    """Which sessions are meant: a table of the parts of a Selector."""

    def read(self, raw: object) -> Selector:
        if not isinstance(raw, dict):
            raise FieldProblem("{field} must be a table that says which sessions are meant.", field=self.label)
        unknown = sorted(set(raw) - set(_selector_fields()))
        if unknown:
            raise FieldProblem("{field} has no part called “{name}”.", field=self.label, name=unknown[0])
        values = {name: self._part(name, value) for name, value in raw.items()}
        if (values.get("position") is Position.NTH) is not ("nth" in values):
            raise FieldProblem("{field}: “nth” goes with the position “nth” and only with it.", field=self.label)
        return shared(Selector(**values))

    def _part(self, name: str, raw: object) -> Any:
        return SELECTOR_PARTS[name].read(raw)

    def write(self, value: Selector) -> dict[str, Any]:
        return {
            name: part.write(getattr(value, name))
            for name, part in SELECTOR_PARTS.items()
            if getattr(value, name) != _selector_fields()[name].default
        }


@dataclass(frozen=True, slots=True)
class Modalities(Field):
    """Ids of modalities, shipped ones or a clinic's own."""

    def read(self, raw: object) -> tuple[str, ...]:
        if not isinstance(raw, list) or not raw or not all(isinstance(item, str) and item for item in raw):
            raise FieldProblem("{field} must be a list of modality names.", field=self.label)
        return tuple(raw)

    def write(self, value: tuple[str, ...]) -> list[str]:
        return list(value)


@dataclass(frozen=True, slots=True)
class FactName(Field):
    """The dotted name of a fact about the patient, the profile, the site or the stay."""

    dated: bool = False

    def read(self, raw: object) -> str:
        if not isinstance(raw, str):
            raise FieldProblem("{field} must be the name of a fact.", field=self.label)
        if self.dated:
            day_words(raw)
        else:
            fact_named(raw)
        return raw

    def write(self, value: str) -> str:
        return value


@dataclass(frozen=True, slots=True)
class FactValue(Field):
    """What a fact is compared with: yes or no, a number, or a word."""

    def read(self, raw: object) -> bool | Decimal | str:
        if isinstance(raw, bool | str):
            return raw
        return _number(raw, self)

    def write(self, value: bool | Decimal | str) -> bool | str | float:
        return float(value) if isinstance(value, Decimal) else value


SELECTOR_PARTS: Final[dict[str, Field]] = {
    "kinds": SomeOf("Kinds of session", options=SessionKind),
    "without_kinds": SomeOf("Kinds left out", options=SessionKind),
    "routes": SomeOf("Routes", options=Route),
    "modalities": Modalities("Modalities"),
    "role": OneOf("Role", options=Role),
    "room": Words("Room"),
    "phase": OneOf("Phase", options=Phase),
    "travel": OneOf("Travel", options=TravelDirection),
    "contact": Flag("With staff"),
    "checklist": Words("Checklist item"),
    "new_target": Flag("Opens a new target"),
    "measures_besides": WordList("Carries a measure other than"),
    "closing": Flag("Closes the work"),
    "exposure_task": Flag("Exposure with a danger"),
    "booster": Flag("With a booster"),
    "day_of": OneOf("On the day of", options=TravelDirection),
    "weeks_from": Count("From week", "weeks", 1, 520),
    "weeks_to": Count("To week", "weeks", 1, 520),
    "position": OneOf("Position", options=Position),
    "nth": Count("Number", "", 1, 1000),
    "called": Words("Called"),
}
