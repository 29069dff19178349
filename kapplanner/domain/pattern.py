"""The lines a template is made of: what is held, and where it lies in relation to the days of medicine."""

from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from kapplanner.domain.errors import ImpossibleValue
from kapplanner.domain.people import Answer
from kapplanner.domain.quantities import PlannedDose
from kapplanner.domain.session import (
    LONGEST_MINUTES,
    Attendance,
    ExposureNeed,
    Route,
    Session,
    SessionKind,
    TravelDirection,
    Window,
)


class Position(StrEnum):
    """Which medicine sessions a line hangs on. The middle one is half of the count, rounded down."""

    EACH = "each"
    FIRST = "first"
    MIDDLE = "middle"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a line lies: on a programme day, so many days after medicine sessions, or on the rest days of a choice.

    ``day``: D1 is 1, the day before it -1; there is no day 0. ``medicine``: a position or the numbers of medicine
    sessions, with ``days_after`` (0: the same day). Exactly one of ``day``, ``medicine`` and ``rest_days`` is given.
    """

    day: int | None = None
    medicine: Position | tuple[int, ...] | None = None
    days_after: int = 0
    rest_days: bool = False

    def __post_init__(self) -> None:
        if (self.day is not None) + (self.medicine is not None) + self.rest_days != 1:
            raise ImpossibleValue(
                "A session lies on a day, after a medicine session, or on rest days: name one of these."
            )
        if self.day == 0:
            raise ImpossibleValue("There is no day 0: the day before D1 is D-1.")
        if self.medicine is None and self.days_after:
            raise ImpossibleValue("Days after are counted from a medicine session: name it.")
        if isinstance(self.medicine, tuple) and (not self.medicine or min(self.medicine) < 1):
            raise ImpossibleValue("Medicine sessions are numbered from 1.")
        if not -365 <= self.days_after <= 730:
            raise ImpossibleValue("A session lies at most 730 days after a medicine session.")

    def numbers(self, count: int) -> tuple[int, ...]:
        """The numbers of the medicine sessions that the line hangs on, out of so many; those not held are left out."""
        if self.medicine is None:
            return ()
        if isinstance(self.medicine, tuple):
            return tuple(number for number in self.medicine if number <= count)
        named = {
            Position.EACH: range(1, count + 1),
            Position.FIRST: (1,),
            Position.MIDDLE: (count // 2,),
            Position.LAST: (count,),
        }[self.medicine]
        return tuple(number for number in named if number >= 1)


@dataclass(frozen=True, slots=True)
class Step:
    """What one occurrence of a line is about: its method and title."""

    title: str = ""
    modality: str | None = None
    new_target: Answer = Answer.NOT_ASKED
    closing: Answer = Answer.NOT_ASKED
    exposure_needs: tuple[ExposureNeed, ...] | None = None


@dataclass(frozen=True, slots=True)
class SessionLine:
    """One line of a template: a session, or a session after each of several medicine sessions.

    ``steps``: used in turn, one for each occurrence; ``last_step`` stands on the occurrence after the last medicine
    session instead. ``except_last``: none after the last medicine session. ``demanding``: the clinician's order of
    methods replaces the methods of the steps (never that of ``last_step``).

    Minutes: ``soonest_after_end`` and ``latest_after_end`` hold the start to so long after the end of the medicine
    session it hangs on, whatever clock time was chosen for it. ``keeps_distance``: moves as the medicine session does
    when another start time is chosen. ``window``: how far the day may move; with one, a weekend is avoided.
    """

    kind: SessionKind
    anchor: Anchor
    time: time
    minutes: int
    steps: tuple[Step, ...] = (Step(),)
    last_step: Step | None = None
    except_last: bool = False
    demanding: bool = False
    soonest_after_end: int | None = None
    latest_after_end: int | None = None
    keeps_distance: bool = False
    window: Window | None = None
    attendance: Attendance = Attendance.ON_SITE
    travel: TravelDirection | None = None
    checklist: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    patient_text: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        if self.kind is SessionKind.MEDICINE:
            raise ImpossibleValue("Medicine sessions are laid by the choices of a template, not by a line of it.")
        if not 1 <= self.minutes <= LONGEST_MINUTES:
            raise ImpossibleValue("A session lasts from 1 minute to 24 hours.")
        if not self.steps:
            raise ImpossibleValue("A line needs at least one step.")
        if (self.kind is SessionKind.TRAVEL) != (self.travel is not None):
            raise ImpossibleValue("Travel names its direction, and nothing else has one.")
        clocks = (self.soonest_after_end, self.latest_after_end, self.keeps_distance or None)
        if self.anchor.medicine is None and any(value is not None for value in clocks):
            raise ImpossibleValue("Only a session after a medicine session can keep a distance from it.")


@dataclass(frozen=True, slots=True)
class MedicinePattern:
    """What every medicine session of a template carries.

    ``doses``: one for each session, the last repeats. ``minutes``: lengths that differ from the route's own.
    """

    title: str
    doses: tuple[PlannedDose, ...]
    checklist: tuple[str, ...]
    measures: tuple[str, ...] = ()
    minutes: tuple[tuple[Route, int], ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        if not self.doses:
            raise ImpossibleValue("Name at least one dose, or “undecided”.")

    def dose(self, number: int) -> PlannedDose:
        """The planned dose of medicine session 1, 2, …"""
        return self.doses[min(number, len(self.doses)) - 1]

    def block_minutes(self, route: Route, usual: int) -> int:
        """The length of a session by that route."""
        return dict(self.minutes).get(route, usual)


@dataclass(frozen=True, slots=True)
class Wording:
    """Words that all templates share: for the patient by kind and by route, and what a method's session is about."""

    kinds: tuple[tuple[SessionKind, str], ...] = ()
    routes: tuple[tuple[Route, str], ...] = ()
    modalities: tuple[tuple[str, str], ...] = ()

    def for_kind(self, kind: SessionKind) -> str:
        return dict(self.kinds).get(kind, "")

    def for_route(self, route: Route) -> str:
        return dict(self.routes).get(route, "")

    def for_modality(self, modality: str) -> str:
        return dict(self.modalities).get(modality, "")

    def for_session(self, session: Session) -> str:
        """For the patient: by the route where medicine is given, else by the kind."""
        return self.for_route(session.medicine.route) if session.medicine else self.for_kind(session.kind)

    def says(self, text: str) -> bool:
        """Whether a text for the patient is one of these, so that nobody has written words of their own."""
        return any(text == shared for _, shared in (*self.kinds, *self.routes))
