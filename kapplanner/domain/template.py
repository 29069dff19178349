"""A reusable pattern for plans: template + start day + choices -> plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from kapplanner.domain.errors import ChoiceNotOffered, ImpossibleValue
from kapplanner.domain.evidence import EvidenceNote
from kapplanner.domain.filling import fill, with_methods
from kapplanner.domain.identity import IdSource, valid_id
from kapplanner.domain.laying import Ground, LaidSession, MedicineSlot, date_of_day, lay
from kapplanner.domain.pattern import MedicinePattern, SessionLine, Wording
from kapplanner.domain.people import Answer, ClinicalProfile, EarlierKetamine, Patient, Practitioner
from kapplanner.domain.places import Retreat, Room, Site
from kapplanner.domain.plan import Plan, PlanType, RuleSetReference, TemplateReference
from kapplanner.domain.routes import RouteProfile
from kapplanner.domain.session import Phase, Route, SessionKind


@dataclass(frozen=True, slots=True)
class Choice:
    """A combination that a template offers: weeks, medicine sessions a week, and the routes it may use.

    ``per_week`` is the most in any one week: 1 for weekly and for every two or four weeks. ``medicine_days`` and
    ``rest_days`` are day numbers (D1 is 1). ``medicine_times``: clock times where they differ from the template's
    start time. ``title`` names a plan of this combination where the template's own title would be wrong.
    """

    weeks: int
    per_week: int
    routes: tuple[Route, ...]
    medicine_days: tuple[int, ...] = ()
    rest_days: tuple[int, ...] = ()
    medicine_times: tuple[time, ...] = ()
    title: str = ""

    def __post_init__(self) -> None:
        if not (1 <= self.weeks <= 104 and 1 <= self.per_week <= 7):
            raise ImpossibleValue("A template runs 1 to 104 weeks with 1 to 7 medicine sessions a week.")
        if not self.routes or len(set(self.routes)) != len(self.routes):
            raise ImpossibleValue("A choice names its routes, each once.")
        if list(self.medicine_days) != sorted(set(self.medicine_days)) or 0 in self.medicine_days:
            raise ImpossibleValue("Medicine days must rise and not repeat, and there is no day 0.")
        if self.medicine_times and len(self.medicine_times) != len(self.medicine_days):
            raise ImpossibleValue("Name a clock time for every medicine day, or for none.")


@dataclass(frozen=True, slots=True)
class Choices:
    """What the clinician chose. None means the template's default.

    ``first_route`` is for the first medicine session, ``route`` for the rest. ``modalities`` is the order of methods
    for the demanding integration sessions. ``start_time`` is the clock time of the medicine sessions.
    """

    first_day: date
    weeks: int | None = None
    per_week: int | None = None
    first_route: Route | None = None
    route: Route | None = None
    modalities: tuple[str, ...] = ()
    start_time: time | None = None
    residential: bool | None = None


@dataclass(frozen=True, slots=True)
class Defaults:
    """What a template takes where the clinician chose nothing."""

    weeks: int
    per_week: int
    first_route: Route
    route: Route
    start_time: time
    residential: bool


@dataclass(frozen=True, slots=True)
class CheckedFigures:
    """Figures of the default plan, worked out by hand from the template's table; a test compares the plan with them.

    Hours: ``shortest_gap_hours`` start to start, ``preparation_ends_hours`` before the first dose,
    ``departure_hours`` after the last medicine session ends; None where there is no such thing.
    """

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


@dataclass(frozen=True, slots=True)
class Template:
    """A pattern for plans, with the combinations it offers and its evidence.

    ``catalogue`` is its number in the clinical notes ("T02"). ``residential_may_differ``: whether the clinician may
    choose a stay or none. ``presumes_experience``: the patient had ketamine before.
    """

    id: str
    version: str
    catalogue: str
    title: str
    summary: str
    rule_set: str
    rule_set_version: str
    plan_type: PlanType
    evidence: EvidenceNote
    choices: tuple[Choice, ...]
    defaults: Defaults
    medicine: MedicinePattern
    lines: tuple[SessionLine, ...]
    checked: CheckedFigures
    residential_may_differ: bool = True
    presumes_experience: bool = False
    wording: Wording = Wording()

    def __post_init__(self) -> None:
        valid_id(self.id, "A template")
        default = self.choice(self.defaults.weeks, self.defaults.per_week)
        if default is None or not {self.defaults.first_route, self.defaults.route} <= set(default.routes):
            raise ImpossibleValue("The defaults of a template must be one of the combinations it offers.")
        if len({(choice.weeks, choice.per_week) for choice in self.choices}) != len(self.choices):
            raise ImpossibleValue("A template offers a combination of weeks and sessions a week twice.")
        if not all(choice.medicine_days for choice in self.choices):
            raise ImpossibleValue("A choice names the days of its medicine sessions.")

    @property
    def routes(self) -> tuple[Route, ...]:
        """Every route that some combination offers."""
        offered = {route for choice in self.choices for route in choice.routes}
        return tuple(route for route in Route if route in offered)

    @property
    def modalities(self) -> tuple[str, ...]:
        """The methods of the demanding integration sessions as the template has them, each once, in order."""
        steps = (step for line in self.lines if line.demanding for step in line.steps)
        return tuple(dict.fromkeys(step.modality for step in steps if step.modality))

    def choice(self, weeks: int, per_week: int) -> Choice | None:
        """The offered combination, None if it is not offered."""
        return next((c for c in self.choices if (c.weeks, c.per_week) == (weeks, per_week)), None)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a plan is made with: the clinician's choices with the template's defaults filled in."""

    first_day: date
    choice: Choice
    first_route: Route
    route: Route
    start_time: time
    residential: bool
    modalities: tuple[str, ...]


def chosen(template: Template, choices: Choices) -> Chosen:
    """The choices with defaults filled in; ChoiceNotOffered, naming what is offered, where they do not fit together.

    Where only weeks or only sessions a week were chosen and the default of the other does not go with it, the one
    combination that does is taken.
    """
    choice = _combination(template, choices)
    defaults = template.defaults
    first_route = choices.first_route or _default_route(defaults.first_route, choice)
    route = choices.route or _default_route(defaults.route, choice)
    for wanted in (first_route, route):
        if wanted not in choice.routes:
            raise ChoiceNotOffered(
                "“{title}” is not offered by the route {route} with {per_week} a week. Offered: {offered}.",
                title=template.title,
                route=wanted.value,
                per_week=choice.per_week,
                offered=", ".join(offered.value for offered in choice.routes),
            )
    residential = defaults.residential if choices.residential is None else choices.residential
    if residential != defaults.residential and not template.residential_may_differ:
        raise ChoiceNotOffered(
            "“{title}” is for patients who come from home; it has no stay. Choose it without a stay.",
            title=template.title,
        )
    return Chosen(
        first_day=choices.first_day,
        choice=choice,
        first_route=first_route,
        route=route,
        start_time=choices.start_time or defaults.start_time,
        residential=residential,
        modalities=choices.modalities,
    )


def instantiate(
    template: Template,
    choices: Choices,
    *,
    routes: Mapping[Route, RouteProfile],
    ids: IdSource,
    rule_set: RuleSetReference | None = None,
    patient: Patient = Patient(),  # noqa: B008 - frozen value
    site: Site = Site(),  # noqa: B008 - frozen value
    practitioners: tuple[Practitioner, ...] = (),
    rooms: tuple[Room, ...] = (),
) -> Plan:
    """The plan that a template gives for these choices.

    ``routes``: the clinic's numbers for each route (block length, vital signs, infusion minutes), from its rule set.
    ``rule_set``: the set that the plan is to be judged by, where it is not the one that the template names.
    Raises ChoiceNotOffered for a combination that the template does not offer.
    """
    taken = chosen(template, choices)
    slots = _medicine_slots(template, taken, routes)
    shift = _clock_difference(template.defaults.start_time, taken.start_time)
    ground = Ground(taken.first_day, slots, taken.choice.rest_days, site.zone, shift)
    lines = (line for line in template.lines if taken.residential or line.kind is not SessionKind.TRAVEL)
    laid = with_methods(lay(lines, ground), taken.modalities, template.wording)
    plan_id, code = ids.new_id(), ids.new_code()
    return Plan(
        id=plan_id,
        code=code,
        title=taken.choice.title or template.title,
        first_day=taken.first_day,
        rule_set=rule_set or RuleSetReference(template.rule_set, template.rule_set_version),
        patient=patient,
        profile=_profile(template),
        site=site,
        rooms=rooms,
        practitioners=practitioners,
        retreat=_retreat(laid),
        plan_type=template.plan_type,
        template=TemplateReference(template.id, template.version),
        sessions=fill(
            slots,
            laid,
            pattern=template.medicine,
            wording=template.wording,
            routes=routes,
            phase=Phase.MAINTENANCE if template.plan_type is PlanType.MAINTENANCE else Phase.COURSE,
            ids=ids,
        ),
    )


def _combination(template: Template, choices: Choices) -> Choice:
    defaults = template.defaults
    weeks = defaults.weeks if choices.weeks is None else choices.weeks
    per_week = defaults.per_week if choices.per_week is None else choices.per_week
    found = template.choice(weeks, per_week)
    if found is not None:
        return found
    fitting = [
        choice
        for choice in template.choices
        if choices.weeks in (None, choice.weeks) and choices.per_week in (None, choice.per_week)
    ]
    if len(fitting) == 1:
        return fitting[0]
    raise ChoiceNotOffered(
        "“{title}” is not offered with weeks {weeks} and {per_week} a week. Offered: {offered}.",
        title=template.title,
        weeks=weeks,
        per_week=per_week,
        offered="; ".join(f"weeks {choice.weeks}, {choice.per_week} a week" for choice in template.choices),
    )


def _default_route(route: Route, choice: Choice) -> Route:
    return route if route in choice.routes else choice.routes[0]


def _clock_difference(before: time, after: time) -> timedelta:
    return timedelta(hours=after.hour - before.hour, minutes=after.minute - before.minute)


def _medicine_slots(
    template: Template, taken: Chosen, routes: Mapping[Route, RouteProfile]
) -> tuple[MedicineSlot, ...]:
    shift = _clock_difference(template.defaults.start_time, taken.start_time)
    slots = []
    for index, day in enumerate(taken.choice.medicine_days):
        times = taken.choice.medicine_times
        usual = times[index] if times else template.defaults.start_time
        start = datetime.combine(date_of_day(taken.first_day, day), usual) + shift
        route = taken.first_route if index == 0 else taken.route
        minutes = template.medicine.block_minutes(route, routes[route].block_minutes)
        slots.append(MedicineSlot(index + 1, start, minutes, route))
    return tuple(slots)


def _profile(template: Template) -> ClinicalProfile:
    if template.presumes_experience:
        return ClinicalProfile(earlier_ketamine=EarlierKetamine(experienced=Answer.YES))
    return ClinicalProfile()


def _retreat(laid: tuple[LaidSession, ...]) -> Retreat | None:
    days = [session.start.date() for session in laid if session.line.kind is SessionKind.TRAVEL]
    return Retreat(min(days), max(days)) if days else None
