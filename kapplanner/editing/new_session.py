"""What a new session begins with: its length, and for medicine what its route brings along."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from kapplanner.domain.plan import Plan
from kapplanner.domain.quantities import UNDECIDED, PlannedDose
from kapplanner.domain.routes import RouteProfile
from kapplanner.domain.session import MedicineDetails, Route, Session, SessionKind

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


def session_of_kind(
    plan: Plan, kind: SessionKind, start: datetime, new_id: str, routes: Mapping[Route, RouteProfile]
) -> Session:
    """A session as it is put in by its kind alone, as long as others of its kind; method, people and room stay open.

    A medicine session takes the route of the plan's last one, or the first that the clinic has numbers for; its dose
    is the prescriber's and stays undecided.
    """
    if kind is not SessionKind.MEDICINE:
        return Session(id=new_id, kind=kind, start=start, minutes=usual_minutes(plan, kind))
    last = plan.medicine_sessions[-1].medicine if plan.medicine_sessions else None
    profile = routes.get(last.route) if last is not None else None
    profile = profile or next(iter(routes.values()))
    return Session(id=new_id, kind=kind, start=start, minutes=profile.block_minutes, medicine=medicine_by(profile))
