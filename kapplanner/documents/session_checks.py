"""What is checked before a dose and before leaving, and which readings hold a dose: by the rules in force."""

from collections.abc import Iterator
from datetime import datetime

from kapplanner.documents.content import Cell, Text, bold, joined, plain
from kapplanner.documents.medicine_session import MedicineSession, labelled
from kapplanner.documents.moments import capital, numbers_unbroken, unbroken
from kapplanner.domain.people import Answer
from kapplanner.domain.quantities import plain as plain_number
from kapplanner.rules.facts import Operator
from kapplanner.rules.in_session import DIASTOLIC, SYSTOLIC, ReadingLimit

Rows = list[tuple[Cell, ...]]
PRESSURE_STEPS = "pressure steps"
LEAVING = "leaving checks"
_SUICIDE_RISK = "suicide-risk screen"
_OPERATORS = {
    Operator.ABOVE: "above",
    Operator.AT_LEAST: "from",
    Operator.BELOW: "below",
    Operator.AT_MOST: "up_to",
}
_FACTS = {
    SYSTOLIC: "systolic",
    DIASTOLIC: "diastolic",
    "profile.vital_signs.pulse": "pulse",
    "profile.vital_signs.oxygen_saturation": "oxygen",
}


def before_the_dose(entry: MedicineSession) -> tuple[Text, ...]:
    """What to tick before the dose: identity, consent, fasting, the screen, readings, equipment."""
    return tuple(_before(entry))


def _before(entry: MedicineSession) -> Iterator[Text]:
    words, rules = entry.edition.words, entry.rules
    yield plain(
        words("checks.identity_and_consent" if rules.asks_for("consent confirmed today") else "checks.identity")
    )
    yield plain(words("checks.no_food", time=_stop(entry, entry.times.food_stop)))
    yield plain(words("checks.no_drink", time=_stop(entry, entry.times.drink_stop)))
    if rules.asks_for(_SUICIDE_RISK):
        yield joined(plain(words("checks.suicide_risk")), *map(labelled, steps(entry, _SUICIDE_RISK)))
    yield from (plain(numbers_unbroken(capital(step))) for step in rules.steps(lambda form: form.readings))
    if rules.asks_for("blood sugar"):
        is_known = entry.edition.plan.profile.insulin_or_sulfonylurea is not Answer.NOT_ASKED
        yield plain(words("checks.blood_sugar" if is_known else "checks.blood_sugar_perhaps"))
    if rules.equipment:
        yield plain(words("checks.equipment"))
    if further := ", ".join(_further(entry)):
        yield plain(words("checks.also", items=further))


def _stop(entry: MedicineSession, moment: datetime) -> str:
    """When eating or drinking stops, with the date where that is another day."""
    time, day = entry.edition.moments.stop_clock(moment)
    return time if day == entry.session.day else unbroken(f"{time} {entry.edition.moments.clinical(day)}")


def _further(entry: MedicineSession) -> Iterator[str]:
    """What else the plan puts on the checklist of the session and of the check bound to it."""
    known = {*_KNOWN, PRESSURE_STEPS, LEAVING, _SUICIDE_RISK}
    near = [s for s in entry.edition.plan.sessions if s.is_active and s.bound_to == entry.session.id]
    items = (item for session in (*near, entry.session) for item in session.checklist)
    yield from dict.fromkeys(item for item in items if item not in known)


_KNOWN = ("consent confirmed today", "fasting", "vital signs", "escort", "prescriber at hand", "blood sugar")
"""Items that the sheet has a line of its own for."""


def before_leaving(entry: MedicineSession) -> tuple[Text, ...]:
    """What is ticked before the patient leaves: the minimum time, then the clinic's own list."""
    words = entry.edition.words
    until = entry.clock(entry.times.observe_until)
    minutes = entry.profile.observation_minutes
    first = words("checks.minimum_time", time=unbroken(until), minutes=minutes)
    return (plain(first), *(plain(capital(step)) for step in steps(entry, LEAVING)))


def steps(entry: MedicineSession, item: str) -> tuple[str, ...]:
    """The steps that the rules list for a checklist item."""
    return tuple(map(numbers_unbroken, entry.rules.steps(lambda form: form.checklist == item)))


def step_rows(entry: MedicineSession, item: str) -> Rows:
    """The same as rows of a table: label, then what it says."""
    rows: Rows = []
    for step in steps(entry, item):
        label, colon, rest = step.partition(": ")
        rows.append((Cell((bold(label if colon else ""),)), Cell((plain(capital(rest if colon else step)),))))
    return rows


def holding_rows(entry: MedicineSession) -> Rows:
    """Which readings at rest ask for what, one row for each word (Caution, Hold, No dose).

    Limits that hold for this patient only where something is so that nobody asked yet stand last.
    """
    rows: dict[str, dict[str, list[str]]] = {}
    perhaps: dict[str, list[str]] = {}
    for limit in entry.rules.reading_limits():
        if limit.only_where:
            perhaps.setdefault(limit.only_where, []).append(_limit(entry, limit))
        else:
            rows.setdefault(_label(entry, limit), {}).setdefault(limit.then, []).append(_limit(entry, limit))
    cells: Rows = [
        (Cell((bold(label),)), Cell(tuple(_held(*each) for each in said.items()))) for label, said in rows.items()
    ]
    for who, limits in perhaps.items():
        told = entry.edition.words("checks.only_where", who=who, limits=", ".join(limits))
        cells.append((Cell((bold(entry.edition.words("checks.perhaps")),)), Cell((plain(told),))))
    return cells


def _held(then: str, limits: list[str]) -> Text:
    said = capital(", ".join(limits))
    return plain(numbers_unbroken(f"{said}: {then}." if then else f"{said}."))


def _label(entry: MedicineSession, limit: ReadingLimit) -> str:
    words, key = entry.edition.words, f"checks.case_{limit.name}"
    return words(key) if words.has(key) else words(f"checks.tier_{limit.tier}")


def _limit(entry: MedicineSession, limit: ReadingLimit) -> str:
    values = "/".join(map(plain_number, limit.values))
    what = "pressure" if len(limit.values) > 1 else _FACTS[limit.fact]
    key = _OPERATORS.get(limit.operator, "from")
    return entry.edition.words(f"checks.{what}", limit=unbroken(entry.edition.words(f"checks.{key}", value=values)))
