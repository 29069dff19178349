"""What the patient may not do around a dose, as clock times: route and dose time -> intervals."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from kapplanner.domain.errors import ImpossibleValue
from kapplanner.domain.people import Answer
from kapplanner.domain.plan import Plan
from kapplanner.domain.routes import RouteProfile
from kapplanner.domain.session import Session
from kapplanner.domain.time import instant, local_time


@dataclass(frozen=True, slots=True)
class Restrictions:
    """Clock times in the plan's zone around one medicine session.

    ``food_stop``: nothing eaten from then to the end of observation. ``drink_stop``: no clear fluids from then on.
    ``observe_until``: the later of the dose time plus the minimum and the end of the block. ``no_driving_from`` is the
    dose; ``driving_again`` is the next day after sleep, counted from the clinic's hour (house default
    09:00). ``accompanied_until``: not alone till then.
    ``food_stop_rounded``: whether the food stop was moved back to the plan's fixed evening hour.
    """

    session: str
    dose: datetime
    food_stop: datetime
    drink_stop: datetime
    observe_until: datetime
    no_driving_from: datetime
    driving_again: datetime
    accompanied_until: datetime
    food_stop_rounded: bool = False


def observation_end(plan: Plan, session: Session, profile: RouteProfile) -> datetime:
    """The UTC instant until which the patient is watched after a dose."""
    dose = plan.dose_time(session)
    ends = [dose + timedelta(minutes=profile.observation_minutes), plan.end(session)]
    infusion = session.medicine.infusion_minutes if session.medicine else None
    if profile.after_infusion_minutes is not None:
        length = infusion if infusion is not None else profile.infusion_minutes or 0
        ends.append(dose + timedelta(minutes=length + profile.after_infusion_minutes))
    return max(ends)


def driving_again(plan: Plan, session: Session, profile: RouteProfile) -> datetime:
    """The UTC instant before which driving never counts as allowed: the clinic's hour on the next local day."""
    day = local_time(plan.dose_time(session), plan.zone).date() + timedelta(days=1)
    return instant(datetime.combine(day, profile.driving_not_before), plan.zone)


def restrictions(plan: Plan, session: Session, profile: RouteProfile) -> Restrictions:
    """What is restricted around the dose of a medicine session, by the clinic's numbers for its route.

    The fixed evening hour of the plan moves the food stop back, never forward, and never for a patient with insulin
    or a sulfonylurea or who was not asked about them.
    """
    if session.medicine is None:
        raise ImpossibleValue("Only a medicine session has restrictions.")
    zone = plan.zone
    dose = plan.dose_time(session)

    def local(moment: datetime) -> datetime:
        return local_time(moment, zone)

    food_stop = local(dose - timedelta(minutes=profile.solids_minutes))
    rounded = _evening_before(plan, food_stop, profile)
    return Restrictions(
        session=session.id,
        dose=local(dose),
        food_stop=rounded or food_stop,
        drink_stop=local(dose - timedelta(minutes=profile.fluids_minutes)),
        observe_until=local(observation_end(plan, session, profile)),
        no_driving_from=local(dose),
        driving_again=local(driving_again(plan, session, profile)),
        accompanied_until=local(dose + timedelta(minutes=profile.accompanied_minutes)),
        food_stop_rounded=rounded is not None,
    )


def _evening_before(plan: Plan, food_stop: datetime, profile: RouteProfile) -> datetime | None:
    if plan.evening_food_stop is None or plan.profile.insulin_or_sulfonylurea is not Answer.NO:
        return None
    evening = time.fromisoformat(plan.evening_food_stop)
    if food_stop.time() >= profile.night_until:
        return None
    return datetime.combine(food_stop.date() - timedelta(days=1), evening)
