"""Putting the parts of a typed line together into one session, or saying why they do not make one."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final

from kapplanner.domain.errors import PlannerError
from kapplanner.domain.kinds import Attendance, Route, SessionKind, TravelDirection
from kapplanner.domain.people import Assignment, Role
from kapplanner.domain.quantities import UNDECIDED, BodyMass, DoseUnit, PlannedDose
from kapplanner.domain.routes import RouteProfile
from kapplanner.domain.session import MedicineDetails, Session
from kapplanner.domain.time import instant, later, plausible_date
from kapplanner.editing.commands.sessions import AddSession
from kapplanner.editing.new_session import medicine_by, usual_minutes
from kapplanner.editing.quick_entry.meaning import Part, Setting
from kapplanner.i18n import t
from kapplanner.rules.words import clock, length, listed

Values = Mapping[Part, object]

_FAR: Final = 10
"""How many times beyond the bands of a route an amount is taken for a slip of unit or point; no clinical limit."""
_LIGHTEST: Final = BodyMass.parse("20 kg")
_HEAVIEST: Final = BodyMass.parse("400 kg")
"""The weights that a patient may have: without a weight, an amount is a slip only if it were one at any of them."""


class Refused(Exception):
    """The parts make no session. ``parts``: those that it is about."""

    def __init__(self, sentence: str, *parts: Part) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.parts = parts


def composed(values: Values, setting: Setting, session_id: str) -> Session:
    """The session that these values make in this plan, or Refused."""
    kind = _kind(values)
    profile = _profile(values, kind, setting)
    try:
        start = _start(values, setting)
        session = Session(
            id=session_id,
            kind=kind,
            start=start,
            minutes=_minutes(values, setting, start, _usual(setting, kind, profile)),
            title=_text(values.get(Part.TITLE)) or "",
            modality=_text(values.get(Part.METHOD)),
            medicine=_medicine(values, setting, profile) if profile is not None else None,
            people=_people(values),
            room=_text(values.get(Part.ROOM)),
            attendance=_attendance(values.get(Part.ATTENDANCE)),
            travel=_direction(values.get(Part.TRAVEL)),
        )
        AddSession(session).apply(setting.plan)
    except PlannerError as error:
        raise Refused(t(error.message, **error.values), Part.DAY, Part.START, Part.END, Part.LENGTH) from error
    return session


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _direction(value: object) -> TravelDirection | None:
    return value if isinstance(value, TravelDirection) else None


def _attendance(value: object) -> Attendance:
    return value if isinstance(value, Attendance) else Attendance.ON_SITE


def _kind(values: Values) -> SessionKind:
    """The kind that was written, or that follows from a route or a method."""
    implied = [(Part.ROUTE, SessionKind.MEDICINE), (Part.METHOD, SessionKind.INTEGRATION)]
    implied = [(part, kind) for part, kind in implied if part in values]
    if len(implied) == 2:
        raise Refused(
            t("A medicine session has a route, an integration session a method; no session has both."),
            Part.ROUTE,
            Part.METHOD,
        )
    written = values.get(Part.KIND)
    for part, kind in implied:
        if written not in {None, kind}:
            raise Refused(_not_of_kind(part, kind), Part.KIND, part)
    if isinstance(written, SessionKind):
        return written
    if implied:
        return implied[0][1]
    if Part.DOSE in values:
        raise Refused(t("Write the route of this dose: {routes}.", routes=listed(Route)), Part.DOSE)
    raise Refused(t("Write what it is: a kind such as “prep”, a method such as “EMDR” or a route such as “IM”."))


def _not_of_kind(part: Part, kind: SessionKind) -> str:
    values = {"part": t(part.value), "kind": t(kind.value)}
    return t("A {part} makes it a session of another kind: {kind}. Take one of the two away.", **values)


def _profile(values: Values, kind: SessionKind, setting: Setting) -> RouteProfile | None:
    route = values.get(Part.ROUTE)
    if kind is not SessionKind.MEDICINE:
        if Part.DOSE in values:
            raise Refused(t("Only a medicine session has a route and a dose."), Part.DOSE)
        return None
    if not isinstance(route, Route):
        raise Refused(t("Write the route of this medicine session: {routes}.", routes=listed(Route)), Part.KIND)
    try:
        return setting.rule_set.route(route)
    except PlannerError as error:
        raise Refused(t(error.message, **error.values), Part.ROUTE) from error


def _medicine(values: Values, setting: Setting, profile: RouteProfile) -> MedicineDetails:
    dose = values.get(Part.DOSE, UNDECIDED)
    assert isinstance(dose, PlannedDose)
    _refuse_a_slip(dose, profile, setting.plan.patient.weight)
    return medicine_by(profile, dose)


def _refuse_a_slip(dose: PlannedDose, profile: RouteProfile, weight: BodyMass | None) -> None:
    """Refuse what is far beyond the bands of its route: mg written for mg/kg, or a point at another place."""
    if dose.value is None:
        return
    weights = (weight,) if weight is not None else (_LIGHTEST, _HEAVIEST)
    amounts = [_in_unit_of(profile.low_edge, dose, each) for each in weights]
    values = {"dose": str(dose), "route": profile.route}
    if max(amounts) * _FAR <= _edge(profile.low_edge):
        said = t("{dose} by {route} is a tenth of a low dose or less. Look at the number and the unit.", **values)
        raise Refused(said, Part.DOSE)
    if min(amounts) > _edge(profile.standard_edge) * _FAR:
        said = t("{dose} by {route} is over ten times a standard dose. Look at the number and the unit.", **values)
        raise Refused(said, Part.DOSE)


def _in_unit_of(edge: PlannedDose, dose: PlannedDose, weight: BodyMass) -> Decimal:
    value = dose.milligrams(weight) if edge.unit is DoseUnit.MG else dose.milligrams_per_kilogram(weight)
    return _number(value)


def _edge(dose: PlannedDose) -> Decimal:
    return _number(dose.value)


def _number(value: Decimal | None) -> Decimal:
    """A number that is there: amounts have one at a known weight, the edges of bands always."""
    assert value is not None
    return value


def _usual(setting: Setting, kind: SessionKind, profile: RouteProfile | None) -> int:
    return profile.block_minutes if profile is not None else usual_minutes(setting.plan, kind)


def _start(values: Values, setting: Setting) -> datetime:
    """What was not written is that of the moment in focus."""
    day, moment = values.get(Part.DAY, setting.focus.date()), values.get(Part.START, setting.focus.time())
    assert isinstance(day, date) and isinstance(moment, time)
    plausible_date(day, t("The day of a session"))
    return datetime.combine(day, moment)


def _minutes(values: Values, setting: Setting, start: datetime, usual: int) -> int:
    """The length in real minutes: written, from start to end across a clock change, or the usual one."""
    minutes, end = values.get(Part.LENGTH), values.get(Part.END)
    zone = setting.plan.zone
    if end is None:
        return minutes if isinstance(minutes, int) else usual
    assert isinstance(end, int)
    finish = datetime.combine(start.date(), time(0)) + timedelta(minutes=end)
    if finish <= start:
        raise Refused(
            t(
                "The end, {end}, is not after the start, {start}. Over midnight, write “next day” after the end.",
                end=clock(finish),
                start=clock(start),
            ),
            *(Part.START, Part.END),
        )
    if isinstance(minutes, int):
        if later(start, minutes, zone) != finish:
            raise Refused(
                t(
                    "From {start} to {end} it does not last {length}.",
                    start=clock(start),
                    end=clock(finish),
                    length=length(minutes),
                ),
                *(Part.START, Part.END, Part.LENGTH),
            )
        return minutes
    return int((instant(finish, zone) - instant(start, zone)) / timedelta(minutes=1))


def _people(values: Values) -> tuple[Assignment, ...]:
    filled = ((role, values.get(Part(role.value))) for role in Role)
    return tuple(Assignment(role, str(person)) for role, person in filled if person is not None)
