"""A second opinion on plans, apart from the rule engine: plain arithmetic on the rows of the clinical notes."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from decimal import Decimal
from itertools import pairwise

from kapplanner.domain.people import Answer
from kapplanner.domain.plan import Plan
from kapplanner.domain.quantities import PlannedDose
from kapplanner.domain.routes import RouteProfile
from kapplanner.domain.session import Route, Session, SessionKind

PREPARATION, INTEGRATION, FOLLOW_UP = SessionKind.PREPARATION, SessionKind.INTEGRATION, SessionKind.FOLLOW_UP
ROUGH_GAP = {"SL": 24, "PO": 24, "IN": 24, "IM": 40, "SC": 40, "IV": 40, "ESK": 48}
CLEAR_AFTER = {"SL": 6, "PO": 6, "ESK": 6, "IN": 4, "IM": 4, "SC": 4, "IV": 4}
PROCESSING = {"emdr", "art", "imagery-rescripting", "exposure"}


def route_profile(
    route: str, block: int, watch: int, solids: int, fluids: int, vitals: tuple[int, ...]
) -> RouteProfile:
    """The numbers of section 2b of the clinical notes; those that templates do not use are filled plainly."""
    return RouteProfile(
        route=Route(route),
        block_minutes=block,
        observation_minutes=watch,
        solids_minutes=solids,
        fluids_minutes=fluids,
        accompanied_minutes=720,
        vital_signs_minutes=vitals,
        low_edge=PlannedDose.amount(1),
        standard_edge=PlannedDose.amount(2),
        share_absorbed=Decimal(1),
        driving_not_before=time(9),
        night_until=time(7),
        infusion_minutes=40 if route == "IV" else None,
    )


ROUTES = {
    profile.route: profile
    for profile in (
        route_profile("SL", 180, 120, 240, 120, (0, 45)),
        route_profile("PO", 210, 150, 240, 120, (0, 60, 120)),
        route_profile("IN", 180, 120, 120, 30, (0, 30, 60)),
        route_profile("ESK", 150, 120, 120, 30, (0, 40)),
        route_profile("IM", 180, 120, 360, 120, (0, 15, 30, 60)),
        route_profile("SC", 150, 120, 240, 120, (0, 30, 60)),
        route_profile("IV", 150, 120, 360, 120, (0, 15, 30, 45, 60)),
    )
}


def hours(delta: timedelta) -> float:
    return delta.total_seconds() / 3600


def of_kind(plan: Plan, *kinds: SessionKind) -> list[Session]:
    return [session for session in plan.sessions if session.kind in kinds]


def departure(plan: Plan) -> Session | None:
    return next((s for s in plan.sessions if s.travel is not None and s.travel.value == "departure"), None)


def arrival(plan: Plan) -> Session | None:
    return next((s for s in plan.sessions if s.travel is not None and s.travel.value == "arrival"), None)


def most_within(plan: Plan, days: int) -> int:
    dates = [session.day for session in plan.medicine_sessions]
    return max(sum(0 <= (other - day).days < days for other in dates) for day in dates)


def gaps(plan: Plan) -> list[tuple[Session, float]]:
    pairs = pairwise(plan.medicine_sessions)
    return [(later, hours(plan.start(later) - plan.start(earlier))) for earlier, later in pairs]


def longest_run(plan: Plan) -> int:
    days = {session.day for session in plan.medicine_sessions}
    longest = 0
    for day in days:
        run = 0
        while day + timedelta(days=run) in days:
            run += 1
        longest = max(longest, run)
    return longest


def contact_minutes(plan: Plan) -> dict[object, int]:
    days: dict[object, int] = {}
    for session in plan.sessions:
        if session.is_contact:
            days[session.day] = days.get(session.day, 0) + session.minutes
    return days


def preparation_before(plan: Plan) -> list[Session]:
    first = plan.medicine_sessions[0]
    return [s for s in of_kind(plan, PREPARATION) if plan.end(s) <= plan.start(first)]


def stops(plan: Plan) -> Iterator[str]:
    """What would be a Stop by rows 1, 3, 4, 5, 7, 9, 12, 22, 24, 26 and 51."""
    if most_within(plan, 7) > 5:
        yield "R1"
    if any(gap < 18 for _, gap in gaps(plan)):
        yield "R3"
    if longest_run(plan) > 3:
        yield "R4"
    if most_within(plan, 14) > 8 or most_within(plan, 30) > 14:
        yield "R5"
    if len({s.day for s in plan.medicine_sessions}) < len(plan.medicine_sessions):
        yield "R7"
    leaving, last = departure(plan), plan.medicine_sessions[-1]
    if leaving and (hours(plan.start(leaving) - plan.end(last)) < 20 or leaving.day <= last.day):
        yield "R9"
    if max(contact_minutes(plan).values()) > 480:
        yield "R12"
    if not preparation_before(plan):
        yield "R22"
    for session in plan.medicine_sessions:
        if not any(plan.start(s) >= plan.end(session) for s in of_kind(plan, INTEGRATION, FOLLOW_UP)):
            yield "R24"
    ordered = sorted(plan.sessions, key=lambda s: s.start)
    for one, next_one in pairwise(ordered):
        if plan.start(next_one) < plan.end(one):
            yield f"R51 {one.title} / {next_one.title}"


def cautions(plan: Plan) -> Iterator[str]:
    """What would be a Caution by rows 3, 4, 5, 8, 10 to 13, 22 to 26 and 28."""
    yield from (f"R3 {gap}" for session, gap in gaps(plan) if gap < ROUGH_GAP[session.medicine.route.value])
    if longest_run(plan) > 2:
        yield "R4"
    if most_within(plan, 14) > 6 or most_within(plan, 30) > 10:
        yield "R5"
    yield from _days(plan)
    yield from _preparation(plan)
    yield from _after_medicine(plan)
    yield from _leaving(plan)


def _days(plan: Plan) -> Iterator[str]:
    first, coming = plan.medicine_sessions[0], arrival(plan)
    if coming and hours(plan.dose_time(first) - plan.end(coming)) < 12:
        yield "R8"
    for session in plan.medicine_sessions:
        if session.start.time() < time(8, 30) or session.start.time() > time(15) or session.wall_end.time() > time(18):
            yield "R10"
    if plan.retreat:
        stay = [s for s in plan.sessions if plan.retreat.first_day <= s.day <= plan.retreat.last_day]
        days = sorted({s.day for s in stay})
        for day, following in pairwise(days):
            last_end = max(plan.end(s) for s in stay if s.day == day)
            if hours(min(plan.start(s) for s in stay if s.day == following) - last_end) < 10:
                yield "R11"
    contact = contact_minutes(plan)
    medicine_days = {s.day for s in plan.medicine_sessions}
    if any(minutes > (300 if day in medicine_days else 360) for day, minutes in contact.items()):
        yield "R12"
    last = plan.retreat.last_day if plan.retreat else plan.medicine_sessions[-1].day
    span = (last - plan.first_day).days + 1
    for offset in range(max(0, span - 6)):
        week = [plan.first_day + timedelta(days=offset + n) for n in range(7)]
        if all(day in medicine_days or contact.get(day, 0) > 120 for day in week):
            yield "R13"
            break


def _preparation(plan: Plan) -> Iterator[str]:
    preparation, first = preparation_before(plan), plan.dose_time(plan.medicine_sessions[0])
    if len(preparation) < 2 or sum(s.minutes for s in preparation) < 100:
        yield "R22"
    ends = hours(first - max(plan.end(s) for s in preparation))
    if not 12 <= ends <= 7 * 24:
        yield "R23"
    consent = [s for s in preparation if "consent" in s.checklist and hours(first - plan.end(s)) >= 24]
    if not consent:
        yield "consent in a preparation a day before"


def _after_medicine(plan: Plan) -> Iterator[str]:
    medicine = plan.medicine_sessions
    for session, following in zip(medicine, [*medicine[1:], None], strict=True):
        near = [
            s
            for s in of_kind(plan, INTEGRATION)
            if 0 <= hours(plan.start(s) - plan.end(session)) <= 24
            and s.minutes >= 45
            and (following is None or plan.end(s) <= plan.start(following))
        ]
        if not near:
            yield f"R24 {session.day}"
        limit = CLEAR_AFTER[session.medicine.route.value]
        for other in of_kind(plan, INTEGRATION):
            if other.modality in PROCESSING and 0 <= hours(plan.start(other) - plan.dose_time(session)) < limit:
                yield f"R26 {other.title}"
    last = medicine[-1]
    month = [
        s for s in of_kind(plan, INTEGRATION, FOLLOW_UP) if last.start < s.start <= last.start + timedelta(days=30)
    ]
    if len(month) < 2 or plan.sessions[-1].is_medicine:
        yield "R25"


def _leaving(plan: Plan) -> Iterator[str]:
    leaving = departure(plan)
    if leaving is None:
        return
    for session in of_kind(plan, INTEGRATION):
        late = hours(plan.start(leaving) - plan.end(session)) < 20 and session.start < leaving.start
        if session.modality in {"emdr", "art"} and late and session.new_target is not Answer.NO:
            yield "R28"
    if not any(s.closing is Answer.YES and s.start < leaving.start for s in of_kind(plan, INTEGRATION)):
        yield "R28 closing"


def on_weekends(plan: Plan) -> list[Session]:
    return [session for session in plan.sessions if session.window is not None and session.start.weekday() >= 5]


def clock(session: Session) -> str:
    return f"{session.start:%H:%M}"


def at(plan: Plan, day: int, hour: str) -> Session | None:
    moment = datetime.combine(plan.date_of(day), time.fromisoformat(hour))
    return next((session for session in plan.sessions if session.start == moment), None)
