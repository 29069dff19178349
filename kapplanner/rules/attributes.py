"""Numbers about a medicine session that rules measure: doses, shares, minutes. Missing facts are named."""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from kapplanner.domain.quantities import Band, DoseUnit, PlannedDose
from kapplanner.domain.session import SessionKind
from kapplanner.rules.index import Entry, PlanIndex

BANDS: Final = (Band.LOW, Band.STANDARD, Band.HIGH)


class Attribute(StrEnum):
    """What is measured."""

    DOSE = "dose"
    DOSE_PER_KILOGRAM = "dose per kg"
    BAND = "dose band"
    INFUSION = "infusion"
    BOOSTER_AFTER = "time to the booster"
    BOOSTER_SHARE = "booster in percent of the dose"
    SHARE_OF_PLANNED = "dose in percent of the largest later dose"
    SHARE_OF_LOW = "dose in percent of the low band’s edge"
    OBSERVED = "planned observation"
    SUPERVISED = "supervised time after the dose"
    EMERGENCY_CARE = "travel time of emergency care"
    LENGTH = "length"


UNITS: Final = {
    Attribute.DOSE: "mg",
    Attribute.DOSE_PER_KILOGRAM: "mg/kg",
    Attribute.BAND: "",
    Attribute.INFUSION: "min",
    Attribute.BOOSTER_AFTER: "min",
    Attribute.BOOSTER_SHARE: "%",
    Attribute.SHARE_OF_PLANNED: "%",
    Attribute.SHARE_OF_LOW: "%",
    Attribute.OBSERVED: "min",
    Attribute.SUPERVISED: "min",
    Attribute.EMERGENCY_CARE: "min",
    Attribute.LENGTH: "min",
}


@dataclass(frozen=True, slots=True)
class Missing:
    """Facts without which a number cannot be known; ``at_least`` is the part of it that is known already."""

    names: tuple[str, ...]
    at_least: Decimal | None = None


Measured = Decimal | Missing | None
"""A number; the facts it lacks; or None where the session has no such number."""


def missing_dose(entry: Entry) -> Missing:
    """What is missing for a dose in mg or mg/kg: the amount itself, or the weight to convert it."""
    if entry.medicine.dose.value is None:
        return Missing((f"session.{entry.id}.medicine.dose",))
    return Missing(("patient.weight",))


def total_milligrams(index: PlanIndex, entry: Entry) -> Decimal | Missing:
    """First dose and booster together, in mg."""
    return _total(entry, lambda dose: dose.milligrams(index.plan.patient.weight))


def total_per_kilogram(index: PlanIndex, entry: Entry) -> Decimal | Missing:
    """First dose and booster together, in mg per kg."""
    return _total(entry, lambda dose: dose.milligrams_per_kilogram(index.plan.patient.weight))


def _total(entry: Entry, convert: Callable[[PlannedDose], Decimal | None]) -> Decimal | Missing:
    medicine = entry.medicine
    first = convert(medicine.dose)
    if first is None:
        return missing_dose(entry)
    if medicine.booster is None:
        return first
    second = convert(medicine.booster.dose)
    if second is None:
        return Missing(_missing_booster(entry).names, at_least=first)
    return first + second


def _missing_booster(entry: Entry) -> Missing:
    booster = entry.medicine.booster
    if booster is not None and booster.dose.value is None:
        return Missing((f"session.{entry.id}.medicine.booster.dose",))
    return Missing(("patient.weight",))


def _band(index: PlanIndex, entry: Entry) -> Measured:
    band = index.numbers(entry).band(entry.medicine.dose, index.plan.patient.weight)
    return missing_dose(entry) if band is None else Decimal(BANDS.index(band))


def _infusion(index: PlanIndex, entry: Entry) -> Measured:
    minutes = entry.medicine.infusion_minutes
    return Missing((f"session.{entry.id}.medicine.infusion_minutes",)) if minutes is None else Decimal(minutes)


def _booster_after(index: PlanIndex, entry: Entry) -> Measured:
    booster = entry.medicine.booster
    return None if booster is None else Decimal(booster.minutes_after)


def _booster_share(index: PlanIndex, entry: Entry) -> Measured:
    booster = entry.medicine.booster
    if booster is None:
        return None
    if entry.medicine.dose.value is None:
        return missing_dose(entry)
    return _share(index, booster.dose, entry.medicine.dose, _missing_booster(entry))


def _share(index: PlanIndex, part: PlannedDose, whole: PlannedDose, missing: Missing) -> Measured:
    """One dose as percent of another: in mg/kg where both are so given, else in mg."""
    amounts = comparable(index, part, whole)
    return missing if amounts is None else amounts[0] / amounts[1] * 100


def comparable(index: PlanIndex, first: PlannedDose, second: PlannedDose) -> tuple[Decimal, Decimal] | None:
    """Two doses in one unit: as given where the units agree, else in mg by the patient's weight; None if unknown."""
    if first.value is not None and second.value is not None and first.unit is second.unit:
        return first.value, second.value
    weight = index.plan.patient.weight
    one, other = first.milligrams(weight), second.milligrams(weight)
    return None if one is None or other is None else (one, other)


def _share_of_planned(index: PlanIndex, entry: Entry) -> Measured:
    """The dose as percent of the largest later dose by the same route; None where none follows."""
    later = [other for other in index.medicine if other.route is entry.route and other.start > entry.start]
    if not later:
        return None
    if entry.medicine.dose.value is None:
        return missing_dose(entry)
    shares: list[Decimal] = []
    for other in later:
        share = _share(index, entry.medicine.dose, other.medicine.dose, missing_dose(other))
        if not isinstance(share, Decimal):
            return share
        shares.append(share)
    return min(shares)


def _share_of_low(index: PlanIndex, entry: Entry) -> Measured:
    """The dose as percent of the upper edge of the low band of its route: the usual first dose."""
    profile = index.numbers(entry)
    if profile.low_edge.value is None:
        return None
    dose, weight = entry.medicine.dose, index.plan.patient.weight
    if profile.low_edge.unit is DoseUnit.MG:
        amount = dose.milligrams(weight)
    else:
        amount = dose.milligrams_per_kilogram(weight)
    return missing_dose(entry) if amount is None else amount / profile.low_edge.value * 100


def _supervised(index: PlanIndex, entry: Entry) -> Measured:
    """From the dose to the end of the block and of the rest that follows it without a gap."""
    until = entry.end
    for other in index.entries[bisect_left(index.entries, entry.start, key=lambda each: each.start) :]:
        if other.start > until:
            break
        if other.session.kind is SessionKind.REST or other.session.bound_to == entry.id:
            until = max(until, other.end)
    return Decimal(until - entry.at("dose"))


def observation_asked(index: PlanIndex, entry: Entry) -> Decimal:
    """Minutes after the dose for which the clinic's numbers ask that the patient is watched."""
    return Decimal(index.observed_until(entry) - entry.at("dose"))


def _emergency_care(index: PlanIndex, entry: Entry) -> Measured:
    minutes = index.plan.site.emergency_minutes
    return Missing(("site.emergency_minutes",)) if minutes is None else Decimal(minutes)


_READERS: Final[dict[Attribute, Callable[[PlanIndex, Entry], Measured]]] = {
    Attribute.DOSE: total_milligrams,
    Attribute.DOSE_PER_KILOGRAM: total_per_kilogram,
    Attribute.BAND: _band,
    Attribute.INFUSION: _infusion,
    Attribute.BOOSTER_AFTER: _booster_after,
    Attribute.BOOSTER_SHARE: _booster_share,
    Attribute.SHARE_OF_PLANNED: _share_of_planned,
    Attribute.SHARE_OF_LOW: _share_of_low,
    Attribute.OBSERVED: lambda index, entry: Decimal(entry.end - entry.at("dose")),
    Attribute.SUPERVISED: _supervised,
    Attribute.EMERGENCY_CARE: _emergency_care,
    Attribute.LENGTH: lambda index, entry: Decimal(entry.session.minutes),
}


def measure(attribute: Attribute, index: PlanIndex, entry: Entry) -> Measured:
    """The number asked for, for one session."""
    return _READERS[attribute](index, entry)
