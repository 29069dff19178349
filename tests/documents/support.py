"""A course as it stands in the mock-ups, a rule set's numbers, a report, and reading a PDF back."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal

from kapplanner.documents import PrintRequest
from kapplanner.documents.preview import page_texts
from kapplanner.domain.places import Retreat, Room, Site
from kapplanner.domain.plan import Acknowledgement, Override, OverrideReason, Plan, RuleSetReference
from kapplanner.domain.quantities import PlannedDose
from kapplanner.domain.routes import RouteProfile
from kapplanner.domain.session import Attendance, Route
from kapplanner.rules.finding import Bound, Finding, NearLimit, NotChecked, Quantity, Report, State, Tier
from kapplanner.rules.index import Lists
from kapplanner.rules.rule_set import Rule
from tests.support.build import medicine, plan, session

PRINTED_AT = datetime(2026, 12, 3, 19, 45, tzinfo=UTC)
"""14:45 in New York on Thursday 3 December 2026."""

SITE = Site(
    name="Harbour Clinic",
    zone="America/New_York",
    phone_day="(555) 010-4477",
    phone_night="(555) 010-4477",
    emergency_number="911",
)
ROOMS = (Room("front", "Front desk"), Room("two", "Room 2"), Room("three", "Room 3"), Room("quiet", "Quiet room"))


def route_profile(route: Route) -> RouteProfile:
    """Lozenge: no food for 4 h, watched for 2 h. All others: no food for 6 h. Clear fluids until 2 h before."""
    return RouteProfile(
        route=route,
        block_minutes=180,
        observation_minutes=120,
        solids_minutes=240 if route is Route.SL else 360,
        fluids_minutes=120,
        accompanied_minutes=1440,
        vital_signs_minutes=(0, 40, 120),
        low_edge=PlannedDose.per_kilogram("0.5"),
        standard_edge=PlannedDose.per_kilogram("0.75"),
        share_absorbed=Decimal("0.93"),
        driving_not_before=time(9),
        night_until=time(7),
    )


@dataclass(frozen=True)
class Numbers:
    """A rule set as far as paper needs it."""

    name: str = "Harbour Clinic rules"
    version: str = "4"
    effective_from: date | None = date(2026, 11, 1)
    next_review: date | None = date(2027, 5, 1)
    rules: tuple[Rule, ...] = ()
    lists: Lists = Lists()

    @property
    def routes(self) -> dict[Route, RouteProfile]:
        return {route: route_profile(route) for route in Route}

    def route(self, route: Route) -> RouteProfile:
        return route_profile(route)


def report(**more: object) -> Report:
    """A report of 50 rules without findings."""
    values: dict[str, object] = {
        "rule_set": RuleSetReference("intensive", "4"),
        "rule_set_name": "Harbour Clinic rules",
        "findings": (),
        "not_checked": (),
        "passed": tuple(f"rule-{n}" for n in range(48)),
        "not_applicable": ("rule-48", "rule-49"),
    }
    return Report(**{**values, **more})  # type: ignore[arg-type]


def course(**more: object) -> Plan:
    """The first week of the mock-ups: arrival on Sunday, medicine on Monday, Wednesday and Friday at 9:30."""
    sessions = []
    for day, route in (("D2", "SL"), ("D4", "IM"), ("D6", "IM")):
        sessions += [
            session(
                "measure",
                day,
                "08:40",
                20,
                room="front",
                patient_text="Arrive. We check your blood pressure and ask how you are.",
            ),
            medicine(day, route=route, room="two", id=f"medicine-{day}", dose="45 mg"),
            session("integration", day, "13:30", 60, modality="emdr", room="three"),
            session("rest", day, "14:30", 90, room="quiet"),
        ]
    sessions += [
        session("travel", "D1", "14:00", 30, room="front"),
        session("measure", "D1", "15:15", 45, room="three"),
        session("preparation", "D1", "16:15", 60, room="three"),
        session("integration", "D3", "10:00", 60, modality="cbt", room="three"),
        session("integration", "D3", "14:00", 60, modality="ifs", room="three"),
        session("integration", "D7", "10:00", 90, modality="somatic", room="three"),
        session("screening", "D-7", "10:00", 60, attendance=Attendance.REMOTE),
        session("follow-up", "D36", "09:30", 30, attendance=Attendance.PHONE),
    ]
    values: dict[str, object] = {
        "code": "K7-0042",
        "site": SITE,
        "rooms": ROOMS,
        "version": 3,
        "retreat": Retreat(date(2026, 12, 6), date(2026, 12, 13)),
        "title": "Anxiety, one week, three medicine sessions",
    }
    return plan(*sessions, **{**values, **more})


def request(**more: object) -> PrintRequest:
    """A draft of the medicine-day sheets on A4 at 14 points."""
    values: dict[str, object] = {
        "plan": course(),
        "rule_set": Numbers(),
        "report": report(),
        "documents": ("medicine-day",),
        "printed_at": PRINTED_AT,
    }
    return PrintRequest(**{**values, **more})  # type: ignore[arg-type]


MARKED_AT = datetime(2026, 12, 3, 19, 40, tzinfo=UTC)
"""14:40 in New York."""

MONITOR_MISSING = Finding(
    rule="roles-named",
    rule_version="1.0",
    catalogue=31,
    title="Roles named",
    tier=Tier.STOP,
    sentence="Medicine session 2 has no medical monitor.",
    detail="prescriber, monitor and therapist named for each medicine session.",
    sessions=("medicine-D4",),
    fingerprint="aaaa-0001",
)
ROUTE_SWITCH = Finding(
    rule="route-switch",
    rule_version="1.0",
    catalogue=19,
    title="Route switch",
    tier=Tier.CAUTION,
    sentence="First injection after a lozenge: estimated exposure rises 86\u00a0%.",
    detail="at most 25\u00a0% change on a new route.",
    sessions=("medicine-D4",),
    fingerprint="bbbb-0001",
    state=State.KEPT,
)
KEPT = Override(
    rule="route-switch",
    rule_version="1.0",
    fingerprint="bbbb-0001",
    reason=OverrideReason.EXTRA_MONITORING,
    by="Dr A. Lindqvist",
    second_by="R. Okafor, RN",
    at=MARKED_AT,
    words="A second nurse is in the room.",
)
WEIGHT_MISSING = NotChecked(
    rule="dose-per-kilogram",
    rule_version="1.0",
    catalogue=15,
    title="Dose by body weight",
    tier=Tier.STOP,
    missing=("patient.weight",),
    sentence="The weight is not entered.",
    acknowledged=True,
)
KNOWN = Acknowledgement("dose-per-kilogram", "1.0", ("patient.weight",), "Dr A. Lindqvist", MARKED_AT)
GAP_HELD = Quantity(Decimal(48), "h"), Quantity(Decimal(40), "h"), Bound.AT_LEAST
GAP = NearLimit("gap", "Gap between medicine sessions", *GAP_HELD)


def judged(**more: object) -> PrintRequest:
    """A safety report with an open Stop, a kept Caution and a rule that could not be checked."""
    values: dict[str, object] = {
        "plan": course(overrides=(KEPT,), acknowledgements=(KNOWN,)),
        "report": report(
            findings=(MONITOR_MISSING, ROUTE_SWITCH), not_checked=(WEIGHT_MISSING,), nearest=(GAP,), turned_off=("R43",)
        ),
        "documents": ("safety-report",),
    }
    return request(**{**values, **more})


def words_of(pdf: bytes) -> str:
    """All words of a document in reading order, spaces and line breaks made one space."""
    return spaced(" ".join(page_texts(pdf)))


def spaced(text: str) -> str:
    """The same words with single spaces, so that line breaks and no-break spaces do not matter."""
    return " ".join(text.replace("\u00a0", " ").split())


def pages_of(pdf: bytes) -> list[str]:
    """The words of each page."""
    return [spaced(text) for text in page_texts(pdf)]
