"""Reading the tables of ``resources/help/rules``: a rule in a TOML block, then plans in words and its outcome."""

import re
import tomllib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from kapplanner.codec.rule_sets import read_rule, rule_set_named
from kapplanner.domain.people import (
    Answer,
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
    VitalSigns,
)
from kapplanner.domain.places import Retreat, Room, Site
from kapplanner.domain.plan import Plan, RuleSetReference
from kapplanner.domain.quantities import BloodPressure, BodyMass, PlannedDose
from kapplanner.domain.session import (
    Booster,
    ExposureNeed,
    Modality,
    Phase,
    Route,
    Session,
    SessionState,
    TravelDirection,
)
from kapplanner.rules.rule_set import Rule, RuleSet
from tests.support.build import FIRST_DAY, assigned, at, medicine, plan, session

ROUTES = "|".join(route.value for route in Route)
DOSE = r"(?:\d[\d.]* mg(?:/kg)?|low|standard|high)"
ROLES = "prescriber|monitor|therapist|sitter|nurse"


@dataclass
class Case:
    """One row of a table, with the rule above it."""

    page: str
    number: int
    rule: dict[str, object]
    plan: str
    outcome: str


def cases(page: Path) -> list[Case]:
    """The rows of a page in order."""
    found: list[Case] = []
    rule: dict[str, object] = {}
    for block in re.split(r"(?m)^```", page.read_text(encoding="utf-8")):
        if block.startswith("toml\n"):
            rule = tomllib.loads(block.removeprefix("toml\n"))
            continue
        for line in block.splitlines():
            cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
            if line.startswith("|") and len(cells) >= 2 and not set(cells[0]) <= set("-") and cells[0] != "Plan":
                found.append(Case(page.stem, len(found) + 1, rule, cells[0], cells[1]))
    return found


def sentences(page: Path) -> list[tuple[dict[str, object], str]]:
    """Each rule of a page with the sentence quoted below it."""
    blocks = re.findall(r"(?ms)^```toml\n(.*?)^```\n\n> ([^\n]+)\n", page.read_text(encoding="utf-8"))
    return [(tomllib.loads(rule), sentence) for rule, sentence in blocks]


def rule_set_of(raw: dict[str, object]) -> RuleSet:
    """A rule set of this one rule, with the route numbers of the shipped set."""
    envelope = {
        "id": "table",
        "version": "1.0",
        "title": "Table",
        "why": "Table.",
        "evidence": "None.",
        "house_default": "Table.",
        "reviewed": date(2026, 11, 1),
    }
    rule: Rule = read_rule("table", {**envelope, **raw}, {})
    whole = rule_set_named("intensive")
    return RuleSet(
        "tables", "1.0", "Tables", (rule,), whole.routes, conditions=whole.conditions, medicines=whole.medicines
    )


@dataclass
class _Words:
    """What the words of a plan add up to."""

    first_day: date = FIRST_DAY
    zone: str = "Asia/Kolkata"
    sessions: list[str] = field(default_factory=list)
    patient: dict[str, object] = field(default_factory=dict)
    profile: dict[str, object] = field(default_factory=dict)
    people: dict[str, Practitioner] = field(default_factory=dict)
    rooms: set[str] = field(default_factory=set)
    stay: str = ""
    site: dict[str, object] = field(default_factory=dict)
    evening: str | None = None


def plan_of(text: str) -> Plan:
    """The plan that a cell describes."""
    words = _Words()
    for part in (each.strip() for each in text.split(";")):
        _take(words, part)
    sessions = tuple(_session(words, part) for part in words.sessions)
    stay = re.fullmatch(r"stay (\S+) to (\S+)", words.stay)
    return plan(
        *sessions,
        site=Site(zone=words.zone, **words.site),  # type: ignore[arg-type]
        evening_food_stop=words.evening,
        first_day=words.first_day,
        rule_set=RuleSetReference("tables", "1.0"),
        patient=Patient(**words.patient),  # type: ignore[arg-type]
        profile=ClinicalProfile(**words.profile),  # type: ignore[arg-type]
        practitioners=tuple(words.people.values()),
        rooms=tuple(Room(name, name) for name in sorted(words.rooms)),
        retreat=Retreat(_day(words, stay[1]), _day(words, stay[2])) if stay else None,
    )


def _day(words: _Words, day: str) -> date:
    return at(day, "00:00", words.first_day).date()


def _take(words: _Words, part: str) -> None:
    answer = {"yes": Answer.YES, "no": Answer.NO}
    if match := re.fullmatch(r"zone (\S+)", part):
        words.zone = match[1]
    elif match := re.fullmatch(r"first day (\S+)", part):
        words.first_day = date.fromisoformat(match[1])
    elif match := re.fullmatch(r"weight (.+)", part):
        words.patient["weight"] = BodyMass.parse(match[1])
    elif match := re.fullmatch(r"age (\d+)", part):
        words.patient["age"] = int(match[1])
    elif match := re.fullmatch(r"weighed on (\S+)", part):
        words.patient["weighed_on"] = _day(words, match[1])
    elif match := re.fullmatch(r"consent (yes|no)", part):
        words.profile["consent"] = Consent(given=answer[match[1]])
    elif match := re.fullmatch(r"consent on (\S+)", part):
        words.profile["consent"] = Consent(given=Answer.YES, given_on=_day(words, match[1]))
    elif match := re.fullmatch(r"adverse event (yes|no)", part):
        words.profile["adverse_event_open"] = answer[match[1]]
    elif match := re.fullmatch(r"condition (\S+) (yes|no)", part):
        words.profile["conditions"] = (ConditionAnswer(match[1], answer[match[2]]),)
    elif match := re.fullmatch(r"earlier ketamine (?:(no)|count (\d+)|on (.+))", part):
        days = tuple(_day(words, day) for day in match[3].split(", ")) if match[3] else ()
        experienced = Answer.NO if match[1] else Answer.YES
        words.profile["earlier_ketamine"] = EarlierKetamine(experienced, days, int(match[2]) if match[2] else None)
    elif match := re.fullmatch(r"(\w+) is (?:trained in (.+)|known)", part):
        trainings = tuple(match[2].split(", ")) if match[2] else None
        words.people[match[1]] = Practitioner(match[1], match[1].capitalize(), trainings=trainings)
    elif match := re.fullmatch(r"emergency care (\d+) min", part):
        words.site["emergency_minutes"] = int(match[1])
    elif match := re.fullmatch(r"equipment (.+)", part):
        words.site["equipment"] = () if match[1] == "none" else tuple(match[1].split(", "))
    elif match := re.fullmatch(r"pressure at rest (\d+)/(\d+)", part):
        words.profile["vital_signs"] = VitalSigns(BloodPressure(int(match[1]), int(match[2])))
    elif match := re.fullmatch(r"pulse at rest (\d+)", part):
        words.profile["vital_signs"] = VitalSigns(pulse=int(match[1]))
    elif match := re.fullmatch(r"takes (.+)", part):
        names = () if match[1] == "nothing" else match[1].split(", ")
        words.profile["medicines"] = tuple(map(Medicine, names))
        words.profile["insulin_or_sulfonylurea"] = Answer.NO
        asked = ("alcohol-near-dose", "cannabis-near-dose")
        words.profile["conditions"] = tuple(ConditionAnswer(code, Answer.NO) for code in asked)
    elif match := re.fullmatch(r"liver tests on (\S+)", part):
        words.profile["examinations"] = Examinations(liver_tests_on=_day(words, match[1]))
    elif match := re.fullmatch(r"eating stops at (\S+)", part):
        words.evening = match[1]
        words.profile["insulin_or_sulfonylurea"] = Answer.NO
    elif part.startswith("stay "):
        words.stay = part
    else:
        words.sessions.append(part)


def _session(words: _Words, text: str) -> Session:
    head = re.match(r"([a-z-]+) (D-?\d+) (\d\d:\d\d)(?= |$)", text)
    assert head, f"not a session: {text}"
    rest = text[head.end() :]
    more: dict[str, object] = {}

    def take(pattern: str) -> re.Match[str] | None:
        nonlocal rest
        found = re.search(rf"(?<!\S){pattern}(?!\S)", rest)
        if found:
            rest = (rest[: found.start()] + rest[found.end() :]).strip()
            rest = f" {rest}" if rest else ""
        return found

    details = _details(words, take) if head[1] == "medicine" else None
    for name in ("checklist", "measures"):
        if match := take(rf"{name} \(([^)]*)\)"):
            more[name] = tuple(match[1].split(", "))
    if take("cancelled"):
        more["state"] = SessionState.CANCELLED
    if take("maintenance"):
        more["phase"] = Phase.MAINTENANCE
    if match := take(r"room (\w+)"):
        words.rooms.add(match[1])
        more["room"] = match[1]
    if match := take(r"closes (yes|no)"):
        more["closing"] = Answer(match[1])
    if match := take(r"exception (\w+)"):
        more["low_dose_exception_by"] = match[1]
    if match := take(r"needs (\w+)"):
        more["exposure_needs"] = () if match[1] == "nothing" else (ExposureNeed(match[1]),)
    people = []
    while match := take(rf"({ROLES}) (\w+)"):
        people.append(assigned(match[1], None if match[2] == "none" else match[2]))
    more["people"] = tuple(people)
    length = take(r"(\d+) min")
    if match := take("|".join(modality.value for modality in Modality)):
        more["modality"] = match[0]
    kind = head[1]
    if kind in {"arrival", "departure"}:
        kind, more["travel"] = "travel", TravelDirection(kind)
    if details is not None:
        route = take(f"({ROUTES})")
        dose = take(f"({DOSE})")
        assert not rest.strip(), f"not understood: {rest}"
        return medicine(
            head[2],
            head[3],
            int(length[1]) if length else 180,
            route=route[1] if route else "SL",
            dose=dose[1] if dose else "undecided",
            first_day=words.first_day,
            details=details,
            **more,
        )
    assert not rest.strip(), f"not understood: {rest}"
    minutes = int(length[1]) if length else 60
    return session(kind, head[2], head[3], minutes, first_day=words.first_day, **more)


def _details(words: _Words, take) -> dict[str, object]:
    found: dict[str, object] = {}
    if match := take(rf"booster ({DOSE}) after (\d+) min"):
        found["booster"] = Booster(PlannedDose.parse(match[1]), int(match[2]))
    if match := take(r"infusion (\d+) min"):
        found["infusion_minutes"] = int(match[1])
    if match := take(r"dose \+(\d+) min"):
        found["minutes_to_dose"] = int(match[1])
    if match := take(r"vital signs at (none|[\d,]+)"):
        minutes = () if match[1] == "none" else tuple(map(int, match[1].split(",")))
        found["vital_signs_minutes"] = minutes
    if match := take(r"escort (adult|taxi|staff|none)(?: (\d+) h)?"):
        kind = {
            "adult": EscortKind.NAMED_ADULT,
            "taxi": EscortKind.TAXI,
            "staff": EscortKind.ON_SITE_STAFF,
            "none": EscortKind.NONE,
        }[match[1]]
        found["escort"] = Escort(kind, "Kim", hours=int(match[2]) if match[2] else None)
    if match := take(r"group (\d+)"):
        found["group_size"] = int(match[1])
    return found
