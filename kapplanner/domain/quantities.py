"""Doses, weights and pressures: no number without its unit."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final, Self

from kapplanner.domain.errors import ImpossibleValue

_POUND_IN_KILOGRAMS: Final = Decimal("0.45359237")
_DOSE_PATTERN: Final = re.compile(
    r"\s*(\d{1,6}(?:[.,]\d{1,4})?)\s*(mg\s*/\s*kg|mg|\u00b5g|mcg|ug|g)?\s*\Z", re.IGNORECASE
)
_MASS_PATTERN: Final = re.compile(r"\s*(\d{1,4}(?:[.,]\d{1,3})?)\s*(kg|lbs?|pounds?)?\s*\Z", re.IGNORECASE)
_THOUSANDS: Final = re.compile(r"[1-9]\d{0,2},\d{3}\Z")


class DoseUnit(StrEnum):
    """The two units a dose may carry."""

    MG = "mg"
    MG_PER_KG = "mg/kg"


class Band(StrEnum):
    """A planning label for how strong a dose is meant to be; never turned into an amount by the program."""

    LOW = "low"
    STANDARD = "standard"
    HIGH = "high"


def _decimal(text: str) -> Decimal:
    """A comma is a decimal point, but "1,500" is fifteen hundred to one reader and one and a half to another."""
    if _THOUSANDS.match(text):
        raise ImpossibleValue(
            "“{text}” can be read in two ways. Write {whole}, or {fraction}.",
            text=text,
            whole=text.replace(",", ""),
            fraction=plain(Decimal(text.replace(",", "."))),
        )
    return Decimal(text.replace(",", "."))


def plain(value: Decimal) -> str:
    """A decimal in the way doses are written: leading zero, no trailing zero, no exponent."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


@dataclass(frozen=True, slots=True)
class PlannedDose:
    """What is meant to be given: an amount, an amount per kilogram, a band, or undecided (all three absent).

    ``value`` is exact, in ``unit``. Bounds refuse what can only be a slip: 0 or less, above 2,000 mg or 20 mg/kg
    (anaesthetic doses end at 13 mg/kg intramuscular, Ketalar label).
    """

    value: Decimal | None = None
    unit: DoseUnit | None = None
    band: Band | None = None

    def __post_init__(self) -> None:
        if self.value is not None and self.unit is None:
            raise ImpossibleValue("The dose has no unit. Write it as “45 mg” or “0.5 mg/kg”.")
        if self.value is None and self.unit is not None:
            raise ImpossibleValue("The dose has a unit but no number. Write it as “45 mg” or “0.5 mg/kg”.")
        if self.value is None:
            return
        if self.band is not None:
            raise ImpossibleValue("A dose is an amount or a band, not both.")
        most = Decimal(2000) if self.unit is DoseUnit.MG else Decimal(20)
        if not self.value.is_finite() or not Decimal("0.001") <= self.value <= most:
            raise ImpossibleValue(
                "A dose of {value} {unit} cannot be meant: it must be above 0 and at most {most} {unit}.",
                value=str(self.value)[:20],
                unit=self.unit,
                most=most,
            )
        if self.value.normalize().as_tuple().exponent < -4:  # type: ignore[operator]
            raise ImpossibleValue("A dose has at most four digits after the point.")

    @classmethod
    def amount(cls, milligrams: str | int | Decimal) -> Self:
        """An amount in mg."""
        return cls(value=Decimal(milligrams), unit=DoseUnit.MG)

    @classmethod
    def per_kilogram(cls, milligrams: str | int | Decimal) -> Self:
        """An amount in mg per kg of body weight."""
        return cls(value=Decimal(milligrams), unit=DoseUnit.MG_PER_KG)

    @classmethod
    def in_band(cls, band: Band) -> Self:
        """A band only."""
        return cls(band=band)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "45 mg", "0.5 mg/kg", "low" or "undecided"; a bare number is refused because it has no unit."""
        word = text.strip().lower()
        if word in {"", "undecided"}:
            return cls()
        if word in {"low", "standard", "high"}:
            return cls(band=Band(word))
        match = _DOSE_PATTERN.match(text)
        if match is None:
            raise ImpossibleValue(
                "“{text}” is not a dose. Write “45 mg”, “0.5 mg/kg”, “low”, “standard” or “high”.", text=text[:40]
            )
        if match[2] is None:
            raise ImpossibleValue("The dose has no unit. Write it as “45 mg” or “0.5 mg/kg”.")
        unit = re.sub(r"\s", "", match[2]).lower()
        if unit not in {"mg", "mg/kg"}:
            raise ImpossibleValue("A dose is given in mg or mg/kg, not in {unit}.", unit=match[2])
        return cls(value=_decimal(match[1]), unit=DoseUnit(unit))

    @property
    def is_undecided(self) -> bool:
        return self.value is None and self.band is None

    def milligrams(self, mass: "BodyMass | None") -> Decimal | None:
        """The amount in mg; None where it cannot be known (a band, undecided, or per kg without a weight)."""
        if self.value is None:
            return None
        if self.unit is DoseUnit.MG:
            return self.value
        return None if mass is None else self.value * mass.kilograms

    def milligrams_per_kilogram(self, mass: "BodyMass | None") -> Decimal | None:
        """The amount in mg per kg; None where it cannot be known."""
        if self.value is None:
            return None
        if self.unit is DoseUnit.MG_PER_KG:
            return self.value
        return None if mass is None else self.value / mass.kilograms

    def __str__(self) -> str:
        if self.value is not None:
            return f"{plain(self.value)}\u00a0{self.unit}"
        return str(self.band) if self.band else "undecided"


UNDECIDED: Final = PlannedDose()


@dataclass(frozen=True, slots=True)
class BodyMass:
    """Body weight in kilograms, 20 to 400."""

    kilograms: Decimal

    def __post_init__(self) -> None:
        if not self.kilograms.is_finite() or not Decimal(20) <= self.kilograms <= Decimal(400):
            raise ImpossibleValue(
                "A body weight of {value} kg cannot be meant: it must be from 20 to 400 kg.",
                value=str(self.kilograms)[:20],
            )

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "72 kg" or "158 lb"; a bare number is refused because it has no unit."""
        match = _MASS_PATTERN.match(text)
        if match is None:
            raise ImpossibleValue("“{text}” is not a weight. Write “72 kg” or “158 lb”.", text=text[:40])
        if match[2] is None:
            raise ImpossibleValue("The weight has no unit. Write “72 kg” or “158 lb”.")
        number = _decimal(match[1])
        if match[2].lower() == "kg":
            return cls(number)
        return cls((number * _POUND_IN_KILOGRAMS).quantize(Decimal("0.1")))

    def __str__(self) -> str:
        return f"{plain(self.kilograms)}\u00a0kg"


@dataclass(frozen=True, slots=True)
class BloodPressure:
    """A blood pressure reading in mmHg."""

    systolic: int
    diastolic: int

    def __post_init__(self) -> None:
        if not 50 <= self.systolic <= 300 or not 20 <= self.diastolic <= 200 or self.diastolic >= self.systolic:
            raise ImpossibleValue(
                "A blood pressure of {systolic}/{diastolic} mmHg cannot be meant.",
                systolic=self.systolic,
                diastolic=self.diastolic,
            )

    def __str__(self) -> str:
        return f"{self.systolic}/{self.diastolic}\u00a0mmHg"
