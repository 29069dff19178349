"""One appointment of a plan: its kind, time, method, medicine and people."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final, Self

from kapplanner.domain.errors import ImpossibleValue
from kapplanner.domain.identity import valid_id
from kapplanner.domain.kinds import (
    CONTACT_KINDS as CONTACT_KINDS,
)
from kapplanner.domain.kinds import (
    Attendance as Attendance,
)
from kapplanner.domain.kinds import (
    ExposureNeed as ExposureNeed,
)
from kapplanner.domain.kinds import (
    LozengeHandling as LozengeHandling,
)
from kapplanner.domain.kinds import (
    Modality as Modality,
)
from kapplanner.domain.kinds import (
    Phase as Phase,
)
from kapplanner.domain.kinds import (
    Route as Route,
)
from kapplanner.domain.kinds import (
    SessionKind as SessionKind,
)
from kapplanner.domain.kinds import (
    SessionState as SessionState,
)
from kapplanner.domain.kinds import (
    TravelDirection as TravelDirection,
)
from kapplanner.domain.people import Answer, Assignment, Escort, Role
from kapplanner.domain.quantities import UNDECIDED, PlannedDose
from kapplanner.domain.text import LINE_LIMIT, NAME_LIMIT, NOTE_LIMIT, bounded
from kapplanner.domain.time import plausible_date

LONGEST_MINUTES: Final = 24 * 60
_MODALITY_PATTERN: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,39}\Z")


@dataclass(frozen=True, slots=True)
class Booster:
    """A second, smaller dose inside the same session, so many minutes after the first."""

    dose: PlannedDose
    minutes_after: int

    def __post_init__(self) -> None:
        if not 1 <= self.minutes_after <= 240:
            raise ImpossibleValue("A booster is given 1 to 240 minutes after the first dose.")


@dataclass(frozen=True, slots=True)
class MedicineDetails:
    """What is given in a medicine session and what is watched.

    ``minutes_to_dose``: from the start of the block to the dose. ``infusion_minutes``: length of a drip, None if not
    entered. ``vital_signs_minutes``: planned readings in minutes after the dose (0 = before it), None if not entered,
    empty if entered as none. ``vital_signs_before_leaving``: a last reading. ``group_size``: patients treated together.
    """

    route: Route
    dose: PlannedDose = UNDECIDED
    minutes_to_dose: int = 0
    infusion_minutes: int | None = None
    booster: Booster | None = None
    lozenge: LozengeHandling | None = None
    vital_signs_minutes: tuple[int, ...] | None = None
    vital_signs_before_leaving: bool = True
    escort: Escort | None = None
    group_size: int | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.minutes_to_dose <= 480:
            raise ImpossibleValue("The dose is given 0 to 480 minutes after the session starts.")
        if self.infusion_minutes is not None and not 1 <= self.infusion_minutes <= 480:
            raise ImpossibleValue("An infusion lasts from 1 to 480 minutes.")
        if self.vital_signs_minutes is not None:
            if len(self.vital_signs_minutes) > 100 or not all(0 <= m <= 1440 for m in self.vital_signs_minutes):
                raise ImpossibleValue(
                    "Vital signs are planned at 0 to 1,440 minutes after the dose, 100 times at most."
                )
            if list(self.vital_signs_minutes) != sorted(set(self.vital_signs_minutes)):
                raise ImpossibleValue("The minutes for vital signs must rise and not repeat.")
        if self.group_size is not None and not 1 <= self.group_size <= 100:
            raise ImpossibleValue("A group has from 1 to 100 patients.")


@dataclass(frozen=True, slots=True)
class Window:
    """How far a session may move from its planned day and still count, in days before and after."""

    days_before: int
    days_after: int

    def __post_init__(self) -> None:
        if not (0 <= self.days_before <= 365 and 0 <= self.days_after <= 365):
            raise ImpossibleValue("A window reaches 0 to 365 days either way.")


@dataclass(frozen=True, slots=True)
class Session:
    """One appointment. ``start`` is wall-clock time in the plan's zone and carries no offset.

    ``people``: roles that were entered. ``checklist``: items such as "consent", "suicide-risk screen". ``measures``:
    "GAD-7" and the like. ``bound_to``: the medicine session this one moves with. ``new_target``, ``closing``: for
    EMDR and ART, whether a new trauma target is opened, whether the session closes the work. ``exposure_needs``: None
    if not asked. ``low_dose_exception_by``: the named, trained clinician of an in-session low-dose protocol.
    """

    id: str
    kind: SessionKind
    start: datetime
    minutes: int
    title: str = ""
    modality: str | None = None
    medicine: MedicineDetails | None = None
    people: tuple[Assignment, ...] = ()
    room: str | None = None
    attendance: Attendance = Attendance.ON_SITE
    travel: TravelDirection | None = None
    checklist: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    phase: Phase = Phase.COURSE
    window: Window | None = None
    bound_to: str | None = None
    new_target: Answer = Answer.NOT_ASKED
    closing: Answer = Answer.NOT_ASKED
    exposure_needs: tuple[ExposureNeed, ...] | None = None
    low_dose_exception_by: str | None = None
    patient_text: str = ""
    note: str = ""
    locked: bool = False
    state: SessionState = SessionState.PLANNED

    def __post_init__(self) -> None:
        valid_id(self.id, "A session")
        if self.start.tzinfo is not None:
            raise ImpossibleValue("A session time is a clock time at the plan's place and carries no offset.")
        if self.start.second or self.start.microsecond:
            raise ImpossibleValue("A session starts on a whole minute.")
        plausible_date(self.start.date(), "The day of a session")
        if not isinstance(self.minutes, int) or not 1 <= self.minutes <= LONGEST_MINUTES:
            raise ImpossibleValue(
                "A session lasts from 1 minute to 24 hours; {minutes} minutes cannot be.", minutes=self.minutes
            )
        if (self.kind is SessionKind.MEDICINE) != (self.medicine is not None):
            raise ImpossibleValue("A medicine session needs a route, and no other session has one.")
        if self.modality is not None and not _MODALITY_PATTERN.match(self.modality):
            raise ImpossibleValue("“{modality}” is not the id of a modality.", modality=self.modality[:40])
        bounded(self.title, "The session's title", LINE_LIMIT)
        bounded(self.patient_text, "The words for the patient", NOTE_LIMIT, lines=True)
        bounded(self.note, "The session's note", NOTE_LIMIT, lines=True)
        bounded(self.low_dose_exception_by or "", "The name behind the low-dose exception", LINE_LIMIT)
        for item in (*self.checklist, *self.measures):
            bounded(item, "A checklist item", NAME_LIMIT)
        if len({entry.role for entry in self.people}) != len(self.people):
            raise ImpossibleValue("A role is filled once in a session.")

    @property
    def day(self) -> date:
        """The local day on which it starts."""
        return self.start.date()

    @property
    def wall_end(self) -> datetime:
        """Start plus length on the wall clock; off by the shift where a clock change lies inside (use Plan.end)."""
        return self.start + timedelta(minutes=self.minutes)

    @property
    def is_medicine(self) -> bool:
        return self.medicine is not None

    @property
    def is_contact(self) -> bool:
        """Whether staff are with the patient."""
        return self.kind in CONTACT_KINDS

    @property
    def is_active(self) -> bool:
        """Whether it counts: not cancelled."""
        return self.state is not SessionState.CANCELLED

    def practitioner_as(self, role: Role) -> Assignment | None:
        """Who fills a role; None where the role was never entered."""
        return next((entry for entry in self.people if entry.role is role), None)

    def with_changes(self, **changes: object) -> Self:
        """The same session with other values in the named fields."""
        return replace(self, **changes)  # type: ignore[arg-type]
