"""Short ways to write a plan in a test. Days are "D1", "D-7"; times "09:30"; the plan starts Sunday 6 December 2026."""

from datetime import date, datetime, time
from itertools import count

from kapplanner.domain.people import Assignment, Patient, Role
from kapplanner.domain.places import Site
from kapplanner.domain.plan import Plan, RuleSetReference
from kapplanner.domain.quantities import BodyMass, PlannedDose
from kapplanner.domain.session import MedicineDetails, Route, Session, SessionKind

FIRST_DAY = date(2026, 12, 6)
_numbers = count(1)


def at(day: str, clock: str, first_day: date = FIRST_DAY) -> datetime:
    """The wall-clock time "D2", "09:30" of a plan whose first day is a Sunday."""
    number = int(day.removeprefix("D"))
    offset = number - 1 if number > 0 else number
    return datetime.combine(date.fromordinal(first_day.toordinal() + offset), time.fromisoformat(clock))


def session(
    kind: str, day: str, clock: str, minutes: int = 60, *, first_day: date = FIRST_DAY, **more: object
) -> Session:
    """Any session but a medicine one: session("integration", "D3", "10:00", 90, modality="cbt")."""
    more.setdefault("id", f"{kind}-{day}-{clock.replace(':', '')}-{next(_numbers)}")
    return Session(kind=SessionKind(kind), start=at(day, clock, first_day), minutes=minutes, **more)  # type: ignore[arg-type]


def medicine(
    day: str,
    clock: str = "09:30",
    minutes: int = 180,
    *,
    route: str = "SL",
    dose: str = "undecided",
    first_day: date = FIRST_DAY,
    details: dict[str, object] | None = None,
    **more: object,
) -> Session:
    """A medicine session: medicine("D2", route="IM", dose="45 mg", details={"minutes_to_dose": 15})."""
    more.setdefault("id", f"medicine-{day}-{clock.replace(':', '')}-{next(_numbers)}")
    return Session(
        kind=SessionKind.MEDICINE,
        start=at(day, clock, first_day),
        minutes=minutes,
        medicine=MedicineDetails(route=Route(route), dose=PlannedDose.parse(dose), **(details or {})),  # type: ignore[arg-type]
        **more,  # type: ignore[arg-type]
    )


def plan(*sessions: Session, weight: str | None = None, zone: str = "America/New_York", **more: object) -> Plan:
    """A plan of these sessions; weight "72 kg" if wanted."""
    values: dict[str, object] = {
        "id": "plan-1",
        "code": "K7-0042",
        "title": "Test plan",
        "first_day": FIRST_DAY,
        "rule_set": RuleSetReference("intensive", "1.0"),
        "patient": Patient(name="Sam R.", weight=BodyMass.parse(weight) if weight else None),
        "site": Site(name="Harbour Clinic", zone=zone, phone_day="(555) 010-4400", phone_night="(555) 010-4477"),
        "sessions": tuple(sessions),
    }
    return Plan(**{**values, **more})  # type: ignore[arg-type]


def assigned(role: str, practitioner: str | None) -> Assignment:
    """assigned("monitor", None): the role was entered as none."""
    return Assignment(Role(role), practitioner)
