"""A small plan in a line of words, for the examples of a rule: "medicine D1 10:00 IM 45 mg; integration D2 10:00 cbt".

Parts are parted by semicolons. A session says its kind, day, clock time, and whatever else matters: "120 min", a route
and a dose, a method, "room green", "monitor kim", "escort taxi", "infusion 40 min", "cancelled". Other parts say what
is known besides: "weight 72 kg", "age 67", "zone Europe/Berlin", "first day 2026-12-06", "stay D1 to D7", "kim is
trained in emdr", "takes lorazepam", "pulse at rest 112". What is not said was never entered.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from kapplanner.domain.errors import PlannerError
from kapplanner.domain.people import (
    Answer,
    Assignment,
    ClinicalProfile,
    ConditionAnswer,
    Consent,
    EarlierKetamine,
    Escort,
    EscortKind,
    Examinations,
    Medicine,
    Patient,
    Practitioner,
    Role,
    VitalSigns,
)
from kapplanner.domain.places import Retreat, Room, Site
from kapplanner.domain.plan import Plan, RuleSetReference
from kapplanner.domain.quantities import BloodPressure, BodyMass, PlannedDose
from kapplanner.domain.session import (
    Booster,
    ExposureNeed,
    MedicineDetails,
    Modality,
    Phase,
    Route,
    Session,
    SessionKind,
    SessionState,
    TravelDirection,
)

FIRST_DAY: Final = date(2026, 12, 6)
"""The first day of a plan in words that names none: a Sunday."""
_ZONE: Final = "Asia/Kolkata"
"""A zone whose clocks never change, for plans in words that name none."""
_SESSION_MINUTES: Final = 60
_MEDICINE_MINUTES: Final = 180
_ROUTES: Final = "|".join(route.value for route in Route)
_DOSE: Final = r"(?:\d[\d.]* mg(?:/kg)?|low|standard|high)"
_ROLES: Final = "|".join(role.value for role in Role)
_ESCORTS: Final = {
    "adult": EscortKind.NAMED_ADULT,
    "taxi": EscortKind.TAXI,
    "staff": EscortKind.ON_SITE_STAFF,
    "none": EscortKind.NONE,
}
_HEAD: Final = re.compile(r"([a-z-]+) (D-?\d+) (\d\d:\d\d)(?= |$)")


class NotUnderstood(PlannerError):
    """Words that say no plan."""


@dataclass
class _Words:
    """What the words of a plan add up to."""

    first_day: date = FIRST_DAY
    zone: str = _ZONE
    sessions: list[str] = field(default_factory=list)
    patient: dict[str, Any] = field(default_factory=dict)
    profile: dict[str, Any] = field(default_factory=dict)
    people: dict[str, Practitioner] = field(default_factory=dict)
    rooms: set[str] = field(default_factory=set)
    stay: tuple[str, str] | None = None
    site: dict[str, Any] = field(default_factory=dict)
    evening: str | None = None

    def day(self, word: str) -> date:
        """ "D2" is the second day, "D-7" lies seven days before the first; there is no day 0."""
        number = int(word.removeprefix("D"))
        if number == 0:
            raise NotUnderstood("There is no day 0: D1 is the first day, D-1 the one before it.")
        return self.first_day + timedelta(days=number - 1 if number > 0 else number)


def plan_in_words(text: str) -> Plan:
    """The plan that a line of words says; NotUnderstood, or the domain's own refusal, where it says none."""
    try:
        return _plan(text)
    except PlannerError:
        raise
    except ValueError as cause:  # a day or a time that does not exist
        raise NotUnderstood("A day or a time in “{words}” does not exist.", words=text[:60]) from cause


def _plan(text: str) -> Plan:
    words = _Words()
    for part in (each.strip() for each in text.split(";")):
        if part:
            _take(words, part)
    if not words.sessions and not (words.patient or words.profile or words.site or words.stay):
        raise NotUnderstood("The example names no session and no fact.")
    sessions = tuple(_session(words, part, number) for number, part in enumerate(words.sessions, 1))
    return Plan(
        id="example",
        code="EX-0001",
        title="Example",
        first_day=words.first_day,
        rule_set=RuleSetReference("examples", "1.0"),
        sessions=sessions,
        patient=Patient(**words.patient),
        profile=ClinicalProfile(**words.profile),
        practitioners=tuple(words.people.values()),
        rooms=tuple(Room(name, name) for name in sorted(words.rooms)),
        site=Site(zone=words.zone, **words.site),
        evening_food_stop=words.evening,
        retreat=Retreat(words.day(words.stay[0]), words.day(words.stay[1])) if words.stay else None,
    )


def _take(words: _Words, part: str) -> None:
    for pattern, put in _FACTS:
        if match := pattern.fullmatch(part):
            put(words, match)
            return
    words.sessions.append(part)


def _put_zone(words: _Words, match: re.Match[str]) -> None:
    words.zone = match[1]


def _put_first_day(words: _Words, match: re.Match[str]) -> None:
    words.first_day = date.fromisoformat(match[1])


def _put_weight(words: _Words, match: re.Match[str]) -> None:
    words.patient["weight"] = BodyMass.parse(match[1])


def _put_age(words: _Words, match: re.Match[str]) -> None:
    words.patient["age"] = int(match[1])


def _put_weighed(words: _Words, match: re.Match[str]) -> None:
    words.patient["weighed_on"] = words.day(match[1])


def _put_consent(words: _Words, match: re.Match[str]) -> None:
    words.profile["consent"] = Consent(given=Answer(match[1]))


def _put_consent_day(words: _Words, match: re.Match[str]) -> None:
    words.profile["consent"] = Consent(given=Answer.YES, given_on=words.day(match[1]))


def _put_adverse_event(words: _Words, match: re.Match[str]) -> None:
    words.profile["adverse_event_open"] = Answer(match[1])


def _put_condition(words: _Words, match: re.Match[str]) -> None:
    before = words.profile.get("conditions", ())
    words.profile["conditions"] = (*before, ConditionAnswer(match[1], Answer(match[2])))


def _put_earlier(words: _Words, match: re.Match[str]) -> None:
    days = tuple(words.day(day) for day in match[3].split(", ")) if match[3] else ()
    experienced = Answer.NO if match[1] else Answer.YES
    words.profile["earlier_ketamine"] = EarlierKetamine(experienced, days, int(match[2]) if match[2] else None)


def _put_person(words: _Words, match: re.Match[str]) -> None:
    trainings = tuple(match[2].split(", ")) if match[2] else None
    words.people[match[1]] = Practitioner(match[1], match[1].capitalize(), trainings=trainings)


def _put_emergency(words: _Words, match: re.Match[str]) -> None:
    words.site["emergency_minutes"] = int(match[1])


def _put_equipment(words: _Words, match: re.Match[str]) -> None:
    words.site["equipment"] = () if match[1] == "none" else tuple(match[1].split(", "))


def _put_pressure(words: _Words, match: re.Match[str]) -> None:
    words.profile["vital_signs"] = VitalSigns(BloodPressure(int(match[1]), int(match[2])))


def _put_pulse(words: _Words, match: re.Match[str]) -> None:
    words.profile["vital_signs"] = VitalSigns(pulse=int(match[1]))


def _put_medicines(words: _Words, match: re.Match[str]) -> None:
    """What is taken was asked for, and so was all that belongs to it."""
    names = () if match[1] == "nothing" else match[1].split(", ")
    words.profile["medicines"] = tuple(map(Medicine, names))
    words.profile["insulin_or_sulfonylurea"] = Answer.NO
    asked = ("alcohol-near-dose", "cannabis-near-dose")
    words.profile["conditions"] = tuple(ConditionAnswer(code, Answer.NO) for code in asked)


def _put_liver_tests(words: _Words, match: re.Match[str]) -> None:
    words.profile["examinations"] = Examinations(liver_tests_on=words.day(match[1]))


def _put_evening(words: _Words, match: re.Match[str]) -> None:
    words.evening = match[1]
    words.profile["insulin_or_sulfonylurea"] = Answer.NO


def _put_stay(words: _Words, match: re.Match[str]) -> None:
    words.stay = (match[1], match[2])


_FACTS: Final[tuple[tuple[re.Pattern[str], Callable[[_Words, re.Match[str]], None]], ...]] = tuple(
    (re.compile(pattern), put)
    for pattern, put in (
        (r"zone (\S+)", _put_zone),
        (r"first day (\d{4}-\d\d-\d\d)", _put_first_day),
        (r"weight (.+)", _put_weight),
        (r"age (\d{1,3})", _put_age),
        (r"weighed on (D-?\d+)", _put_weighed),
        (r"consent (yes|no)", _put_consent),
        (r"consent on (D-?\d+)", _put_consent_day),
        (r"adverse event (yes|no)", _put_adverse_event),
        (r"condition (\S+) (yes|no)", _put_condition),
        (r"earlier ketamine (?:(no)|count (\d+)|on (.+))", _put_earlier),
        (r"(\w+) is (?:trained in (.+)|known)", _put_person),
        (r"emergency care (\d+) min", _put_emergency),
        (r"equipment (.+)", _put_equipment),
        (r"pressure at rest (\d+)/(\d+)", _put_pressure),
        (r"pulse at rest (\d+)", _put_pulse),
        (r"takes (.+)", _put_medicines),
        (r"liver tests on (D-?\d+)", _put_liver_tests),
        (r"eating stops at (\S+)", _put_evening),
        (r"stay (D-?\d+) to (D-?\d+)", _put_stay),
    )
)


class _Rest:
    """What of a session's words has not been taken yet."""

    def __init__(self, text: str) -> None:
        self.text = text

    def take(self, pattern: str) -> re.Match[str] | None:
        """The words that match, taken out; None where none do."""
        found = re.search(rf"(?<!\S){pattern}(?!\S)", self.text)
        if found:
            left = (self.text[: found.start()] + self.text[found.end() :]).strip()
            self.text = f" {left}" if left else ""
        return found


def _session(words: _Words, text: str, number: int) -> Session:
    head = _HEAD.match(text)
    if head is None:
        raise NotUnderstood("“{words}” is neither a session nor a fact.", words=text[:60])
    rest = _Rest(text[head.end() :])
    kind = head[1]
    details = _details(rest) if kind == "medicine" else None
    more = _particulars(words, rest)
    length = rest.take(r"(\d+) min")
    if match := rest.take("|".join(modality.value for modality in Modality)):
        more["modality"] = match[0]
    if kind in {direction.value for direction in TravelDirection}:
        kind, more["travel"] = "travel", TravelDirection(kind)
    if details is not None:
        route, dose = rest.take(f"({_ROUTES})"), rest.take(f"({_DOSE})")
        planned = PlannedDose.parse(dose[1] if dose else "undecided")
        more["medicine"] = MedicineDetails(route=Route(route[1] if route else "SL"), dose=planned, **details)
    if rest.text.strip() or kind not in {each.value for each in SessionKind}:
        unknown = rest.text.strip() or kind
        raise NotUnderstood("“{words}” is not understood in “{part}”.", words=unknown[:40], part=text[:60])
    usual = _MEDICINE_MINUTES if details is not None else _SESSION_MINUTES
    return Session(
        id=f"{kind}-{number}",
        kind=SessionKind(kind),
        start=datetime.combine(words.day(head[2]), time.fromisoformat(head[3])),
        minutes=int(length[1]) if length else usual,
        **more,
    )


def _particulars(words: _Words, rest: _Rest) -> dict[str, Any]:
    more: dict[str, Any] = {}
    for name in ("checklist", "measures"):
        if match := rest.take(rf"{name} \(([^)]*)\)"):
            more[name] = tuple(match[1].split(", "))
    if rest.take("cancelled"):
        more["state"] = SessionState.CANCELLED
    if rest.take("maintenance"):
        more["phase"] = Phase.MAINTENANCE
    if match := rest.take(r"room (\w+)"):
        words.rooms.add(match[1])
        more["room"] = match[1]
    if match := rest.take(r"closes (yes|no)"):
        more["closing"] = Answer(match[1])
    if match := rest.take(r"new target (yes|no)"):
        more["new_target"] = Answer(match[1])
    if match := rest.take(r"exception (\w+)"):
        more["low_dose_exception_by"] = match[1]
    if match := rest.take(r"needs (\w+)"):
        more["exposure_needs"] = () if match[1] == "nothing" else (ExposureNeed(match[1]),)
    people = []
    while match := rest.take(rf"({_ROLES}) (\w+)"):
        people.append(Assignment(Role(match[1]), None if match[2] == "none" else match[2]))
    more["people"] = tuple(people)
    return more


def _details(rest: _Rest) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if match := rest.take(rf"booster ({_DOSE}) after (\d+) min"):
        found["booster"] = Booster(PlannedDose.parse(match[1]), int(match[2]))
    if match := rest.take(r"infusion (\d+) min"):
        found["infusion_minutes"] = int(match[1])
    if match := rest.take(r"dose \+(\d+) min"):
        found["minutes_to_dose"] = int(match[1])
    if match := rest.take(r"vital signs at (none|[\d,]+)"):
        found["vital_signs_minutes"] = () if match[1] == "none" else tuple(map(int, match[1].split(",")))
    if match := rest.take(r"escort (adult|taxi|staff|none)(?: (\d+) h)?"):
        hours = int(match[2]) if match[2] else None
        found["escort"] = Escort(_ESCORTS[match[1]], "Kim", hours=hours)
    if match := rest.take(r"group (\d+)"):
        found["group_size"] = int(match[1])
    return found
