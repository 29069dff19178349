"""A plan: all that is to happen for one patient in one programme. Frozen, complete, comparable."""

from bisect import bisect
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final, Self

from kapplanner.domain.errors import ImpossibleValue, NotFound
from kapplanner.domain.identity import valid_id
from kapplanner.domain.people import ClinicalProfile, Patient, Practitioner
from kapplanner.domain.places import Retreat, Room, Site
from kapplanner.domain.session import Session
from kapplanner.domain.text import LINE_LIMIT, NAME_LIMIT, NOTE_LIMIT, bounded
from kapplanner.domain.time import instant, local_time, plausible_date

MOST_SESSIONS: Final = 5_000


class PlanType(StrEnum):
    """What the plan calls itself."""

    INTENSIVE = "intensive"
    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    SERIES = "series"
    MAINTENANCE = "maintenance"


class OverrideReason(StrEnum):
    """Why a clinician keeps a finding."""

    JUSTIFIED = "clinically justified after review"
    TOLERATED = "tolerated before"
    EXTRA_MONITORING = "extra monitoring arranged"
    AGREED = "agreed with prescriber"
    OUTSIDE_CONTROL = "outside our control"
    RULE_DOES_NOT_FIT = "rule does not fit this case"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class RuleSetReference:
    """A rule set by id and version."""

    id: str
    version: str


@dataclass(frozen=True, slots=True)
class TemplateReference:
    """A template by id and version."""

    id: str
    version: str


@dataclass(frozen=True, slots=True)
class Override:
    """A clinician keeps one finding, for exactly the facts that its fingerprint names. ``at`` carries a zone."""

    rule: str
    rule_version: str
    fingerprint: str
    reason: OverrideReason
    by: str
    at: datetime
    words: str = ""
    second_by: str = ""

    def __post_init__(self) -> None:
        bounded(self.by, "The name", NAME_LIMIT)
        bounded(self.second_by, "The second name", NAME_LIMIT)
        bounded(self.words, "The reason", NOTE_LIMIT, lines=True)
        if not self.by.strip():
            raise ImpossibleValue("Keeping a finding needs the name of the clinician who keeps it.")
        if self.reason is OverrideReason.OTHER and len(self.words.strip()) < 10:
            raise ImpossibleValue("For “other”, write the reason in at least 10 characters.")
        if self.at.tzinfo is None:
            raise ImpossibleValue("The time of keeping a finding needs its time zone.")


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """A clinician knows that a rule could not be checked because the named facts are missing."""

    rule: str
    rule_version: str
    missing: tuple[str, ...]
    by: str
    at: datetime

    def __post_init__(self) -> None:
        bounded(self.by, "The name", NAME_LIMIT)
        if self.at.tzinfo is None:
            raise ImpossibleValue("The time of an acknowledgement needs its time zone.")


@dataclass(frozen=True, slots=True)
class CheckedMark:
    """The plan was marked as checked, in exactly this state (``fingerprint``), against this rule set."""

    by: str
    at: datetime
    fingerprint: str
    rule_set: RuleSetReference

    def __post_init__(self) -> None:
        bounded(self.by, "The name", NAME_LIMIT)
        if self.at.tzinfo is None:
            raise ImpossibleValue("The time of a check needs its time zone.")


@dataclass(frozen=True, slots=True)
class SignOff:
    """The plan was made final as a numbered version."""

    by: str
    at: datetime
    version: int
    second_by: str = ""

    def __post_init__(self) -> None:
        bounded(self.by, "The name", NAME_LIMIT)
        bounded(self.second_by, "The second name", NAME_LIMIT)
        if self.at.tzinfo is None:
            raise ImpossibleValue("The time of a sign-off needs its time zone.")


@dataclass(frozen=True, slots=True)
class Plan:
    """All that is to happen for one patient in one programme.

    ``code`` stands on paper in place of the id. ``first_day`` is D1. Sessions are kept in order of start and id.
    ``evening_food_stop``: a fixed evening hour ("22:00") to which every paper rounds the stop-eating time back; None
    for exact times. ``version`` is the number that stands on paper. ``sample``: fictional, and every print says so.
    """

    id: str
    code: str
    title: str
    first_day: date
    rule_set: RuleSetReference
    patient: Patient = Patient()
    profile: ClinicalProfile = ClinicalProfile()
    site: Site = Site()
    rooms: tuple[Room, ...] = ()
    practitioners: tuple[Practitioner, ...] = ()
    retreat: Retreat | None = None
    plan_type: PlanType = PlanType.INTENSIVE
    template: TemplateReference | None = None
    sessions: tuple[Session, ...] = ()
    overrides: tuple[Override, ...] = ()
    acknowledgements: tuple[Acknowledgement, ...] = ()
    checked: CheckedMark | None = None
    sign_off: SignOff | None = None
    evening_food_stop: str | None = None
    version: int = 1
    sample: bool = False
    note: str = ""

    def __post_init__(self) -> None:
        valid_id(self.id, "The plan")
        bounded(self.code, "The plan's code", 20)
        bounded(self.title, "The plan's title", LINE_LIMIT)
        bounded(self.note, "The plan's note", NOTE_LIMIT, lines=True)
        plausible_date(self.first_day, "The first day")
        if len(self.sessions) > MOST_SESSIONS:
            raise ImpossibleValue("A plan holds at most {most} sessions.", most=MOST_SESSIONS)
        if len({session.id for session in self.sessions}) != len(self.sessions):
            raise ImpossibleValue("Two sessions of the plan share an id.")
        for what, items in (("rooms", self.rooms), ("practitioners", self.practitioners)):
            if len({item.id for item in items}) != len(items):
                raise ImpossibleValue("Two {what} of the plan share an id.", what=what)
        if not 1 <= self.version <= 1_000_000:
            raise ImpossibleValue("A version number of {version} cannot be meant.", version=self.version)
        if self.evening_food_stop is not None:
            _evening(self.evening_food_stop)
        zone = self.site.zone
        for session in self.sessions:
            instant(session.start, zone)
        ordered = tuple(sorted(self.sessions, key=_order))
        if ordered != self.sessions:
            object.__setattr__(self, "sessions", ordered)

    @property
    def zone(self) -> str:
        """The one IANA time zone of all clock times in the plan."""
        return self.site.zone

    @property
    def medicine_sessions(self) -> tuple[Session, ...]:
        """The medicine sessions that were not cancelled, in order."""
        return tuple(s for s in self.sessions if s.medicine is not None and s.is_active)

    @property
    def last_day(self) -> date:
        """The day of the last session, or the first day of an empty plan."""
        return max((s.day for s in self.sessions), default=self.first_day)

    def session(self, session_id: str) -> Session:
        """The session of that id."""
        for session in self.sessions:
            if session.id == session_id:
                return session
        raise NotFound("This session is no longer in the plan.")

    def has_session(self, session_id: str) -> bool:
        return any(session.id == session_id for session in self.sessions)

    def practitioner(self, practitioner_id: str) -> Practitioner | None:
        """The practitioner of that id, None if the plan has none."""
        return next((p for p in self.practitioners if p.id == practitioner_id), None)

    def room(self, room_id: str) -> Room | None:
        """The room of that id, None if the plan has none."""
        return next((r for r in self.rooms if r.id == room_id), None)

    def start(self, session: Session) -> datetime:
        """The UTC instant at which a session starts."""
        return instant(session.start, self.site.zone)

    def end(self, session: Session) -> datetime:
        """The UTC instant at which a session ends."""
        return instant(session.start, self.site.zone) + timedelta(minutes=session.minutes)

    def local_end(self, session: Session) -> datetime:
        """The wall-clock time at which a session ends, right across a clock change."""
        return local_time(self.end(session), self.site.zone)

    def dose_time(self, session: Session) -> datetime:
        """The UTC instant of the dose of a medicine session."""
        if session.medicine is None:
            raise ImpossibleValue("Only a medicine session has a dose time.")
        return self.start(session) + timedelta(minutes=session.medicine.minutes_to_dose)

    def day_number(self, day: date) -> int:
        """D1 is the first day; the day before it is D-1; there is no day 0."""
        offset = (day - self.first_day).days
        return offset + 1 if offset >= 0 else offset

    def date_of(self, day_number: int) -> date:
        """The date of D1, D2, D-1 …"""
        if day_number == 0:
            raise ImpossibleValue("There is no day 0: the day before day 1 is day -1.")
        return self.first_day + timedelta(days=day_number - 1 if day_number > 0 else day_number)

    def medicine_number(self, session: Session) -> int | None:
        """1 for the first medicine session, and so on; None for others and cancelled ones."""
        for number, candidate in enumerate(self.medicine_sessions, 1):
            if candidate.id == session.id:
                return number
        return None

    def with_session(self, session: Session) -> Self:
        """The plan with this session in place of the one of the same id, or added."""
        rest = [s for s in self.sessions if s.id != session.id]
        rest.insert(bisect(rest, _order(session), key=_order), session)
        return replace(self, sessions=tuple(rest))

    def with_sessions(self, sessions: tuple[Session, ...]) -> Self:
        """The plan with these sessions in place of those of the same ids, or added."""
        ids = {s.id for s in sessions}
        return replace(self, sessions=(*(s for s in self.sessions if s.id not in ids), *sessions))

    def without_sessions(self, ids: frozenset[str]) -> Self:
        """The plan without these sessions; what was bound to one of them is no longer bound."""
        kept = (s for s in self.sessions if s.id not in ids)
        return replace(self, sessions=tuple(s.with_changes(bound_to=None) if s.bound_to in ids else s for s in kept))

    def with_changes(self, **changes: object) -> Self:
        """The same plan with other values in the named fields."""
        return replace(self, **changes)  # type: ignore[arg-type]


def _order(session: Session) -> tuple[datetime, str]:
    return session.start, session.id


def _evening(text: str) -> None:
    try:
        hour = datetime.strptime(text, "%H:%M").hour
    except ValueError as cause:
        raise ImpossibleValue("“{text}” is not a time of day. Write it as “22:00”.", text=text[:20]) from cause
    if not 17 <= hour <= 23:
        raise ImpossibleValue("A fixed evening hour lies between 17:00 and 23:59.")
