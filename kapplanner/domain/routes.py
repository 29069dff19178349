"""What a route of giving ketamine means for planning: bands, absorption, and what is restricted around a dose."""

from dataclasses import dataclass
from datetime import time
from decimal import Decimal

from kapplanner.domain.evidence import Source
from kapplanner.domain.quantities import Band, BodyMass, DoseUnit, PlannedDose
from kapplanner.domain.session import Route


@dataclass(frozen=True, slots=True)
class RouteProfile:
    """The clinic's numbers for one route; they live in the rule set, with sources.

    Minutes throughout. ``block_minutes``: the length a session gets by default. ``observation_minutes``: watched at
    least so long after the dose; ``after_infusion_minutes``: and so long after the end of a drip. ``solids_minutes``
    and ``fluids_minutes``: nothing eaten, no clear fluids so long before the dose. ``accompanied_minutes``: not alone
    so long after the dose. ``low_edge`` and ``standard_edge``: upper edges of the bands (an edge belongs to its band).
    ``share_absorbed``: estimated share of the dose that reaches the blood, 0 to 1, for comparison only.
    ``driving_not_before``: driving ends with the night's sleep, for calculations not before this time of the next day.
    ``night_until``: only a food stop between midnight and this time is moved to a plan's fixed evening hour.
    """

    route: Route
    block_minutes: int
    observation_minutes: int
    solids_minutes: int
    fluids_minutes: int
    accompanied_minutes: int
    vital_signs_minutes: tuple[int, ...]
    low_edge: PlannedDose
    standard_edge: PlannedDose
    share_absorbed: Decimal
    driving_not_before: time
    night_until: time
    after_infusion_minutes: int | None = None
    infusion_minutes: int | None = None
    sources: tuple[Source, ...] = ()

    def band(self, dose: PlannedDose, mass: BodyMass | None) -> Band | None:
        """The lowest band whose edge the dose does not exceed; None where it cannot be known."""
        if dose.band is not None:
            return dose.band
        if self.low_edge.unit is DoseUnit.MG:
            value = dose.milligrams(mass)
        else:
            value = dose.milligrams_per_kilogram(mass)
        if value is None:
            return None
        if value <= self.low_edge.value:  # type: ignore[operator]
            return Band.LOW
        return Band.STANDARD if value <= self.standard_edge.value else Band.HIGH  # type: ignore[operator]
