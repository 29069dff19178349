"""Short marks over exact facts: of a finding, so that keeping it lapses when they change; of a plan, for "checked"."""

from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from hashlib import blake2s

from kapplanner.domain.plan import Plan
from kapplanner.domain.quantities import plain
from kapplanner.domain.session import MedicineDetails, Session
from kapplanner.rules.finding import Quantity
from kapplanner.rules.memo import ByIdentity


def _short(parts: Iterable[str], size: int = 8) -> str:
    return blake2s("\x1f".join(parts).encode(), digest_size=size).hexdigest()


def finding_fingerprint(
    rule: str,
    version: str,
    zone: str,
    sessions: Iterable[Session],
    measured: Quantity | None,
    limit: Quantity | None,
    facts: Iterable[str],
    *,
    about: str = "",
) -> str:
    """Two marks with a dash between: which sessions the rule speaks of, and the exact facts about them.

    ``about``: which row of a clinical list it speaks of, where one rule holds a whole list.
    """
    listed = sorted(sessions, key=lambda session: session.id)
    place = _short((rule, *((about,) if about else ()), *(session.id for session in listed)))
    exact = (rule, version, zone, *map(_exact, listed), exact_quantity(measured), exact_quantity(limit), *facts)
    return f"{place}-{_short(exact)}"


def exact_quantity(quantity: Quantity | None) -> str:
    """A quantity as it enters a mark: 48, 48.0 and 4.8E+1 are the same."""
    return f"{plain(quantity.value)} {quantity.unit}" if quantity else ""


def same_place(first: str, second: str) -> bool:
    """Whether two fingerprints speak of the same rule and sessions, whatever the facts."""
    return first.partition("-")[0] == second.partition("-")[0]


def _exact_facts(session: Session) -> str:
    people = ",".join(sorted(f"{entry.role}={entry.practitioner}" for entry in session.people))
    facts = (
        session.id,
        session.kind,
        session.start.isoformat(),
        session.minutes,
        session.modality,
        session.phase,
        session.room,
        session.travel,
        session.new_target,
        session.closing,
        session.exposure_needs,
        session.low_dose_exception_by,
        session.checklist,
        _given(session.medicine),
        people,
    )
    return "|".join(map(str, facts))


_exact = ByIdentity(_exact_facts)


def _given(medicine: MedicineDetails | None) -> str:
    if medicine is None:
        return ""
    booster = f"{medicine.booster.dose}@{medicine.booster.minutes_after}" if medicine.booster else ""
    return (
        f"{medicine.route} {medicine.dose} {medicine.minutes_to_dose} {medicine.infusion_minutes} {booster} "
        f"{medicine.lozenge} {medicine.vital_signs_minutes} {medicine.group_size}"
    )


def plan_fingerprint(plan: Plan) -> str:
    """A short mark over everything that a rule or a paper can depend on; not over the marks of checking themselves.

    Equal plans have equal marks: 72 and 72.0 are one weight, and an instant is the same in every zone.
    """
    return _short((_by_value(replace(plan, checked=None, sign_off=None)),), size=16)


def _by_value(value: object) -> str:
    """A value as text that equal values share and others do not."""
    match value:
        case Enum():
            return repr(value.value)
        case Decimal():
            return plain(value)
        case datetime() if value.tzinfo is not None:
            return repr(value.astimezone(UTC))
        case tuple():
            return f"({','.join(map(_by_value, value))})"
        case _ if is_dataclass(value):
            return f"({','.join(_by_value(getattr(value, name)) for name in _names(value.__class__))})"
    return repr(value)


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))
