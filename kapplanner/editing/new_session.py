"""What a new session begins with: its length, and for medicine what its route brings along."""

from typing import Final

from kapplanner.domain.plan import Plan
from kapplanner.domain.quantities import UNDECIDED, PlannedDose
from kapplanner.domain.routes import RouteProfile
from kapplanner.domain.session import MedicineDetails, SessionKind

FIRST_MINUTES: Final = 60
"""How long a session is drawn at first where the plan has none of its kind to go by."""


def usual_minutes(plan: Plan, kind: SessionKind) -> int:
    """The length that the plan's last session of this kind has; a medicine session takes its route's block instead."""
    return next((s.minutes for s in reversed(plan.sessions) if s.kind is kind), FIRST_MINUTES)


def medicine_by(profile: RouteProfile, dose: PlannedDose = UNDECIDED) -> MedicineDetails:
    """A route with the clinic's readings and drip; the dose is the prescriber's and stays undecided unless given."""
    return MedicineDetails(
        route=profile.route,
        dose=dose,
        infusion_minutes=profile.infusion_minutes,
        vital_signs_minutes=profile.vital_signs_minutes,
    )
