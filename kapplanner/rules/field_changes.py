"""Which facts differ between two values of one type, by label; what people wrote themselves is told only when asked.

Names, contacts, dates of birth and free text are private: such a fact is named by its label and its values stay out.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, is_dataclass
from dataclasses import fields as fields_of
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Final

from kapplanner.domain.people import (
    Answer,
    ClinicalProfile,
    Consent,
    Contact,
    EarlierKetamine,
    Escort,
    Examinations,
    Patient,
    VitalSigns,
)
from kapplanner.domain.places import Retreat, Site
from kapplanner.domain.quantities import plain
from kapplanner.domain.session import Booster, MedicineDetails, Window
from kapplanner.i18n import nt, t
from kapplanner.rules import words
from kapplanner.rules.clinical_lists import ConditionList

Teller = Callable[[Any], str]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One fact that differs. ``before`` and ``after`` are in words; both empty where the fact is private."""

    field: str
    label: str
    before: str = ""
    after: str = ""

    @property
    def words(self) -> str:
        """ "weight: 74 kg (was 72 kg)", or "name changed"."""
        label = t(self.label)
        if not self.before:
            return t("{label} changed", label=label)
        return t("{label}: {after} (was {before})", label=label, after=self.after, before=self.before)


@dataclass(frozen=True, slots=True)
class Told:
    """How a field is told: its label, and what says its value; ``tell`` None: private."""

    label: str
    tell: Teller | None = None


def _plain(value: Any) -> str:
    """A value of a closed kind in words: numbers, days, answers, routes, doses, weights."""
    if isinstance(value, bool):
        return t("yes") if value else t("no")
    if isinstance(value, Enum):
        return t(str(value.value))
    if isinstance(value, date):
        return words.short_day(value, year=True)
    return plain(value) if isinstance(value, Decimal) else str(value)


def _in(unit: str) -> Teller:
    def tell(value: int) -> str:
        return f"{value} {t(unit)}"

    return tell


def _count(value: tuple[Any, ...] | None) -> str:
    if value is None:
        return t("not asked")
    return nt("{n} entered", "{n} entered", len(value)) if value else t("none entered")


def _several(value: tuple[Any, ...]) -> str:
    return ", ".join(_plain(item) for item in value) or t("none")


def _modality(value: str | None) -> str:
    return t("none") if value is None else words.modality_word(value)


def _strengths(value: tuple[Any, ...]) -> str:
    parts = (f"{t(item.presentation.value)} {item.strength}" for item in value)
    return ", ".join(parts) or t("not entered")


def _window(value: Window) -> str:
    before = nt("{n} day before", "{n} days before", value.days_before)
    return t("{before} to {after}", before=before, after=nt("{n} day after", "{n} days after", value.days_after))


def _booster(value: Booster) -> str:
    return t("{dose} after {length}", dose=value.dose, length=words.length(value.minutes_after))


def _contact(value: Contact) -> str:
    return t("entered") if value.name.strip() else t("entered as none")


def _reference(value: Any) -> str:
    return f"{value.id} {value.version}"


def _stay(value: Retreat) -> str:
    return t("{first} to {last}", first=words.short_day(value.first_day), last=words.short_day(value.last_day))


def _present(value: object) -> str:
    return t("entered")


Fields = Mapping[str, Told]

OF_A_SESSION: Final[Fields] = {
    "kind": Told("kind", _plain),
    "title": Told("title"),
    "modality": Told("method", _modality),
    "medicine": Told("medicine", _present),
    "room": Told("room"),
    "attendance": Told("where the patient takes part", _plain),
    "travel": Told("travel", _plain),
    "checklist": Told("checklist"),
    "measures": Told("measures"),
    "phase": Told("phase", _plain),
    "window": Told("window", _window),
    "bound_to": Told("medicine session it moves with"),
    "new_target": Told("opens a new target", _plain),
    "closing": Told("closes the work", _plain),
    "exposure_needs": Told("what the exposure needs", _several),
    "low_dose_exception_by": Told("clinician of the low-dose exception"),
    "patient_text": Told("words for the patient"),
    "note": Told("note"),
    "locked": Told("locked", _plain),
    "state": Told("state", _plain),
}
"""Fields of a session beside start, length and people, which are told in their own ways."""

OF_A_PLAN: Final[Fields] = {
    "id": Told("id of the plan"),
    "code": Told("code"),
    "title": Told("title"),
    "first_day": Told("first day", _plain),
    "rule_set": Told("rule set the plan names", _reference),
    "patient": Told("patient", _present),
    "profile": Told("profile", _present),
    "site": Told("site", _present),
    "rooms": Told("rooms", _count),
    "practitioners": Told("practitioners", _count),
    "retreat": Told("stay", _stay),
    "plan_type": Told("plan type", _plain),
    "template": Told("template", _reference),
    "overrides": Told("findings kept with a reason", _count),
    "acknowledgements": Told("acknowledged rules that could not be checked", _count),
    "checked": Told("mark as checked", _present),
    "sign_off": Told("sign-off", _present),
    "evening_food_stop": Told("fixed evening hour for eating", _plain),
    "version": Told("version", _plain),
    "sample": Told("sample", _plain),
    "note": Told("note"),
}
"""Fields of a plan beside its sessions."""

_PARTS: Final[Mapping[type, Fields]] = {
    MedicineDetails: {
        "route": Told("route", words.route_short),
        "dose": Told("dose", _plain),
        "minutes_to_dose": Told("time from start to dose", words.length),
        "infusion_minutes": Told("length of the infusion", words.length),
        "booster": Told("booster", _booster),
        "lozenge": Told("liquid of the lozenge", _plain),
        "vital_signs_minutes": Told("minutes of vital signs", _several),
        "vital_signs_before_leaving": Told("vital signs before leaving", _plain),
        "escort": Told("escort", lambda escort: _plain(escort.kind)),
        "group_size": Told("size of the group", _in("patients")),
    },
    Booster: {
        "dose": Told("booster’s dose", _plain),
        "minutes_after": Told("time from dose to booster", words.length),
    },
    Escort: {
        "kind": Told("escort", _plain),
        "name": Told("escort’s name"),
        "phone": Told("escort’s phone"),
        "hours": Told("how long the escort stays", _in("h")),
    },
    Patient: {
        "name": Told("name"),
        "birth_date": Told("birth date"),
        "age": Told("age", _in("years")),
        "weight": Told("weight", _plain),
        "weighed_on": Told("day of weighing", _plain),
        "language": Told("language of the papers", _plain),
        "print_size": Told("size of print", _in("pt")),
        "phone": Told("phone"),
        "support_person": Told("support person", _contact),
        "escort": Told("escort", lambda escort: _plain(escort.kind)),
    },
    ClinicalProfile: {
        "diagnosis": Told("diagnosis", _plain),
        "scores": Told("scores", _count),
        "triggers": Told("triggers"),
        "earlier_treatments": Told("earlier treatments", _count),
        "presentation": Told("presentation", _strengths),
        "anticipatory_anxiety": Told("anxiety about the medicine (0 to 10)", _plain),
        "fear_of_losing_control": Told("fear of losing control", _plain),
        "frail": Told("frailty", _plain),
        "child_bearing_potential": Told("whether pregnancy is possible", _plain),
        "breastfeeding": Told("breastfeeding", _plain),
        "insulin_or_sulfonylurea": Told("insulin or a sulfonylurea", _plain),
        "conditions": Told("conditions", _count),
        "medicines": Told("medicines the patient takes", _count),
        "vital_signs": Told("vital signs", _present),
        "consent": Told("consent", _present),
        "earlier_ketamine": Told("earlier ketamine", _present),
        "examinations": Told("examinations", _present),
        "crisis_plan": Told("crisis plan", _plain),
        "adverse_event_open": Told("unresolved adverse event", _plain),
        "note": Told("clinical note"),
    },
    VitalSigns: {
        "blood_pressure": Told("blood pressure", _plain),
        "pulse": Told("pulse", _in("/min")),
        "oxygen_saturation": Told("oxygen saturation", _in("%")),
        "taken_on": Told("day of the vital signs", _plain),
    },
    Consent: {
        "given": Told("written consent", _plain),
        "given_on": Told("day of consent", _plain),
        "off_label_explained": Told("off-label use explained", _plain),
        "compounded_explained": Told("compounded medicine explained", _plain),
    },
    EarlierKetamine: {
        "experienced": Told("earlier ketamine", _plain),
        "days": Told("days of earlier ketamine sessions", _count),
        "count": Told("number of earlier ketamine sessions", _plain),
        "last_route": Told("last route"),
    },
    Examinations: {
        "psychiatric_assessment_on": Told("day of the psychiatric assessment", _plain),
        "medical_assessment_on": Told("day of the medical assessment", _plain),
        "ecg_on": Told("day of the ECG", _plain),
        "liver_tests_on": Told("day of the liver tests", _plain),
        "thyroid_on": Told("day of the thyroid test", _plain),
        "urinary_questions_on": Told("day of the urinary questions", _plain),
        "pregnancy_test_on": Told("day of the pregnancy test", _plain),
        "urine_drug_test_on": Told("day of the urine drug test", _plain),
        "audit_c": Told("AUDIT-C", _plain),
        "dast_10": Told("DAST-10", _plain),
    },
    Contact: {
        "name": Told("support person’s name"),
        "phone": Told("support person’s phone"),
        "relation": Told("support person’s relation"),
    },
    Site: {
        "name": Told("site’s name"),
        "zone": Told("time zone of all clock times", _plain),
        "phone_day": Told("day phone"),
        "phone_night": Told("night phone"),
        "emergency_number": Told("emergency number"),
        "address": Told("site’s address"),
        "equipment": Told("emergency equipment", _count),
        "emergency_minutes": Told("time until emergency care", words.length),
    },
    Retreat: {
        "first_day": Told("first day of the stay", _plain),
        "last_day": Told("last day of the stay", _plain),
        "night_cover": Told("night cover", _plain),
    },
}


def field_changes(
    before: object, after: object, told: Fields, *, texts: bool = False, place: str = ""
) -> list[FieldChange]:
    """The fields of ``told`` in which two values differ, down to the facts inside; ``texts``: private ones too."""
    found: list[FieldChange] = []
    for name, field in told.items():
        old, new = getattr(before, name), getattr(after, name)
        if old == new:
            continue
        path = f"{place}{name}"
        inner = _PARTS.get(type(old))
        if inner is not None and type(old) is type(new):
            found += field_changes(old, new, inner, texts=texts, place=f"{path}.")
        else:
            found.append(told_change(path, field, old, new, texts=texts))
    return found


def told_change(path: str, field: Told, old: Any, new: Any, *, texts: bool) -> FieldChange:
    """A change in words. Where the words are the same although the values differ, it just says "changed"."""
    tell = field.tell
    if tell is None:
        if not texts:
            return FieldChange(path, field.label)
        tell = in_full
    before, after = (_told(value, tell) for value in (old, new))
    if texts and before == after:
        before, after = in_full(old), in_full(new)
    return FieldChange(path, field.label) if before == after else FieldChange(path, field.label, before, after)


def _told(value: Any, tell: Teller) -> str:
    """A part that is not there is "not entered"; what tells its value is asked about values only."""
    return t("not entered") if value is None and tell not in (_count, _modality) else tell(value)


def in_full(value: Any) -> str:
    """A value with all that was written into it; for those who asked to see names and texts."""
    if isinstance(value, str) and not isinstance(value, Enum):
        return f"“{value}”" if value else t("not entered")
    if isinstance(value, tuple):
        return "; ".join(in_full(item) for item in value) or t("none")
    if is_dataclass(value) and "__str__" not in vars(type(value)):
        said = (getattr(value, field.name) for field in fields_of(value))
        return ", ".join(in_full(item) for item in said if item not in (None, "", ()))
    return _plain(value)


def condition_changes(
    before: ClinicalProfile, after: ClinicalProfile, listed: ConditionList | None
) -> list[FieldChange]:
    """Conditions whose answer differs, each by its name in the clinic's list, or by its code where it has none."""
    old = {entry.condition: entry.answer for entry in before.conditions}
    new = {entry.condition: entry.answer for entry in after.conditions}
    names = {condition.code: condition.name for condition in listed.conditions} if listed else {}
    return [
        FieldChange(
            f"profile.conditions.{code}",
            names.get(code, code),
            _plain(old.get(code, Answer.NOT_ASKED)),
            _plain(new.get(code, Answer.NOT_ASKED)),
        )
        for code in dict.fromkeys((*old, *new))
        if old.get(code, Answer.NOT_ASKED) is not new.get(code, Answer.NOT_ASKED)
    ]
