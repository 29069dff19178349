"""How a template is written in TOML: its tables and fields, and the values they become."""

import re
from collections.abc import Callable
from datetime import date, time
from typing import Final, Literal, TypeVar

import msgspec

from kapplanner.domain.errors import ImpossibleValue, PlannerError
from kapplanner.domain.evidence import EvidenceNote, Source
from kapplanner.domain.pattern import Anchor, MedicinePattern, Position, SessionLine, Step, Wording
from kapplanner.domain.people import Answer
from kapplanner.domain.plan import PlanType
from kapplanner.domain.quantities import PlannedDose
from kapplanner.domain.session import Attendance, ExposureNeed, Route, SessionKind, TravelDirection, Window
from kapplanner.domain.template import CheckedFigures, Choice, Defaults, Template

_DAY: Final = re.compile(r"D(-?[1-9]\d{0,2})\Z")
_CLOCK: Final = re.compile(r"([01]\d|2[0-3]):[0-5]\d\Z")
_Given = TypeVar("_Given")
_Made = TypeVar("_Made")


class MisplacedValue(PlannerError):
    """A field of a template document holds what it cannot; ``place`` says which, in the words of the document."""

    def __init__(self, place: str, cause: PlannerError) -> None:
        super().__init__(cause.message, **cause.values)
        self.place = place


class SourceDocument(msgspec.Struct, forbid_unknown_fields=True):
    who: str
    title: str
    year: int | None = None
    address: str = ""

    def value(self) -> Source:
        return Source(self.who, self.year, self.title, self.address)


class EvidenceDocument(msgspec.Struct, forbid_unknown_fields=True):
    strength: str
    note: str
    reviewed_on: date
    next_review: date
    sources: list[SourceDocument] = []

    def value(self) -> EvidenceNote:
        sources = tuple(source.value() for source in self.sources)
        return EvidenceNote(self.strength, " ".join(self.note.split()), sources, self.reviewed_on, self.next_review)


class DefaultsDocument(msgspec.Struct, forbid_unknown_fields=True):
    weeks: int
    per_week: int
    first_route: Route
    route: Route
    start_time: str
    residential: bool

    def value(self) -> Defaults:
        start = _clock(self.start_time)
        return Defaults(self.weeks, self.per_week, self.first_route, self.route, start, self.residential)


class ChoiceDocument(msgspec.Struct, forbid_unknown_fields=True):
    weeks: int
    per_week: int
    routes: list[Route]
    medicine_days: list[str]
    rest_days: list[str] = []
    medicine_times: list[str] = []
    title: str = ""

    def value(self) -> Choice:
        return Choice(
            weeks=self.weeks,
            per_week=self.per_week,
            routes=tuple(self.routes),
            medicine_days=tuple(_day(text) for text in self.medicine_days),
            rest_days=tuple(_day(text) for text in self.rest_days),
            medicine_times=tuple(_clock(text) for text in self.medicine_times),
            title=self.title,
        )


class MedicineDocument(msgspec.Struct, forbid_unknown_fields=True):
    title: str
    doses: list[str]
    checklist: list[str]
    measures: list[str] = []
    minutes: dict[Route, int] = {}
    note: str = ""

    def value(self) -> MedicinePattern:
        return MedicinePattern(
            title=self.title,
            doses=tuple(PlannedDose.parse(text) for text in self.doses),
            checklist=tuple(self.checklist),
            measures=tuple(self.measures),
            minutes=tuple(self.minutes.items()),
            note=self.note,
        )


class StepDocument(msgspec.Struct, forbid_unknown_fields=True):
    title: str
    modality: str | None = None
    new_target: Answer = Answer.NOT_ASKED
    closing: Answer = Answer.NOT_ASKED
    exposure_needs: list[ExposureNeed] | None = None

    def value(self) -> Step:
        needs = None if self.exposure_needs is None else tuple(self.exposure_needs)
        return Step(self.title, self.modality, self.new_target, self.closing, needs)


class LineDocument(msgspec.Struct, forbid_unknown_fields=True):
    """``day = "D-7"``, or ``after_medicine`` with ``days_after``, or ``on = "rest days"``, says where it lies."""

    kind: SessionKind
    time: str
    minutes: int
    day: str | None = None
    after_medicine: Position | int | list[int] | None = None
    days_after: int = 0
    on: Literal["rest days"] | None = None
    title: str | None = None
    modality: str | None = None
    new_target: Answer = Answer.NOT_ASKED
    closing: Answer = Answer.NOT_ASKED
    exposure_needs: list[ExposureNeed] | None = None
    steps: list[StepDocument] = []
    last_step: StepDocument | None = None
    except_last: bool = False
    demanding: bool = False
    soonest_after_end: int | None = None
    latest_after_end: int | None = None
    keeps_distance: bool = False
    window: tuple[int, int] | None = None
    attendance: Attendance = Attendance.ON_SITE
    travel: TravelDirection | None = None
    checklist: list[str] = []
    measures: list[str] = []
    patient_text: str = ""
    note: str = ""

    def value(self) -> SessionLine:
        return SessionLine(
            kind=self.kind,
            anchor=self._anchor(),
            time=_clock(self.time),
            minutes=self.minutes,
            steps=self._steps(),
            last_step=None if self.last_step is None else self.last_step.value(),
            except_last=self.except_last,
            demanding=self.demanding,
            soonest_after_end=self.soonest_after_end,
            latest_after_end=self.latest_after_end,
            keeps_distance=self.keeps_distance,
            window=None if self.window is None else Window(*self.window),
            attendance=self.attendance,
            travel=self.travel,
            checklist=tuple(self.checklist),
            measures=tuple(self.measures),
            patient_text=self.patient_text,
            note=self.note,
        )

    def _anchor(self) -> Anchor:
        after = self.after_medicine
        numbers = (after,) if isinstance(after, int) else tuple(after) if isinstance(after, list) else after
        return Anchor(
            day=None if self.day is None else _day(self.day),
            medicine=numbers,
            days_after=self.days_after,
            rest_days=self.on is not None,
        )

    def _steps(self) -> tuple[Step, ...]:
        own = StepDocument(self.title or "", self.modality, self.new_target, self.closing, self.exposure_needs)
        if not self.steps:
            if self.title is None:
                raise ImpossibleValue("A session needs a title, or steps that have one each.")
            return (own.value(),)
        if own != StepDocument(""):
            raise ImpossibleValue("A session with steps has its titles and methods in the steps, not beside them.")
        return tuple(step.value() for step in self.steps)


class CheckedDocument(msgspec.Struct, forbid_unknown_fields=True):
    medicine_sessions: int
    most_in_7_days: int
    most_in_14_days: int
    longest_run: int
    longest_contact_minutes: int
    longest_medicine_day_minutes: int
    preparation_sessions: int
    preparation_minutes: int
    preparation_ends_hours: float
    shortest_gap_hours: float | None = None
    departure_hours: float | None = None

    def value(self) -> CheckedFigures:
        return CheckedFigures(**msgspec.structs.asdict(self))


class WordingDocument(msgspec.Struct, forbid_unknown_fields=True):
    """The words that all templates share."""

    kinds: dict[SessionKind, str]
    routes: dict[Route, str]
    modalities: dict[str, str]

    def value(self) -> Wording:
        return Wording(tuple(self.kinds.items()), tuple(self.routes.items()), tuple(self.modalities.items()))


class TemplateDocument(msgspec.Struct, forbid_unknown_fields=True):
    """One template file."""

    id: str
    version: str
    catalogue: str
    title: str
    summary: str
    rule_set: str
    rule_set_version: str
    plan_type: PlanType
    evidence: EvidenceDocument
    defaults: DefaultsDocument
    choices: list[ChoiceDocument]
    medicine: MedicineDocument
    sessions: list[LineDocument]
    checked: CheckedDocument
    residential_may_differ: bool = True
    presumes_experience: bool = False

    def value(self, wording: Wording) -> Template:
        """The template; MisplacedValue where a field holds what it cannot."""
        choices = tuple(_at(f"choices {n}", choice, ChoiceDocument.value) for n, choice in enumerate(self.choices, 1))
        lines = tuple(_at(f"sessions {n}", line, LineDocument.value) for n, line in enumerate(self.sessions, 1))
        defaults = _at("defaults", self.defaults, DefaultsDocument.value)
        medicine = _at("medicine", self.medicine, MedicineDocument.value)
        return _at("the template", self, lambda _: self._template(choices, lines, defaults, medicine, wording))

    def _template(
        self,
        choices: tuple[Choice, ...],
        lines: tuple[SessionLine, ...],
        defaults: Defaults,
        medicine: MedicinePattern,
        wording: Wording,
    ) -> Template:
        return Template(
            id=self.id,
            version=self.version,
            catalogue=self.catalogue,
            title=self.title,
            summary=" ".join(self.summary.split()),
            rule_set=self.rule_set,
            rule_set_version=self.rule_set_version,
            plan_type=self.plan_type,
            evidence=self.evidence.value(),
            choices=choices,
            defaults=defaults,
            medicine=medicine,
            lines=lines,
            checked=self.checked.value(),
            residential_may_differ=self.residential_may_differ,
            presumes_experience=self.presumes_experience,
            wording=wording,
        )


def _at(place: str, given: _Given, make: Callable[[_Given], _Made]) -> _Made:
    try:
        return make(given)
    except PlannerError as cause:
        raise MisplacedValue(place, cause) from cause


def _day(text: str) -> int:
    match = _DAY.match(text)
    if match is None:
        raise ImpossibleValue("“{text}” is not a day. Write “D1”, “D8” or “D-7”; there is no day 0.", text=text[:20])
    return int(match[1])


def _clock(text: str) -> time:
    if not _CLOCK.match(text):
        raise ImpossibleValue("“{text}” is not a clock time. Write it as “09:30”.", text=text[:20])
    return time.fromisoformat(text)
