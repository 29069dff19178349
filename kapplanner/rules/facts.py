"""Facts about patient, profile, site and stay that rules may ask for, by dotted name; "not asked" is None."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from kapplanner.domain.errors import PlannerError
from kapplanner.domain.people import Answer, Diagnosis
from kapplanner.domain.plan import Plan
from kapplanner.domain.quantities import plain
from kapplanner.i18n import t

Value = bool | Decimal | str | None
_CONDITION: Final = "profile.conditions."


class Operator(StrEnum):
    """How a fact is compared with a value."""

    IS = "is"
    IS_NOT = "is not"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    ABOVE = "above"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact by name: what it is called in words, and how it is read from a plan (None: not entered).

    ``kind``: yes or no, a number, or one of the words in ``options``.
    """

    name: str
    words: str
    read: Callable[[Plan], Value]
    kind: type = bool
    options: tuple[str, ...] = ()

    def refuse(self, value: bool | Decimal | str) -> None:
        """Refuse a value that this fact can never have: a comparison with it would silently never hold."""
        name = t(self.words)
        if self.kind is bool and not isinstance(value, bool):
            raise PlannerError("“{fact}” is answered with yes or no.", fact=name)
        if self.kind is Decimal and (isinstance(value, bool) or not isinstance(value, Decimal)):
            raise PlannerError("“{fact}” is a number.", fact=name)
        if self.options and value not in self.options:
            offered = ", ".join(f"“{option}”" for option in self.options)
            raise PlannerError("“{fact}” is one of {offered}.", fact=name, offered=offered)


def _answer(value: Answer) -> bool | None:
    return None if value is Answer.NOT_ASKED else value is Answer.YES


def _age(plan: Plan) -> Decimal | None:
    sessions = plan.medicine_sessions
    age = plan.patient.age_on(sessions[0].day if sessions else plan.first_day)
    return None if age is None else Decimal(age)


def _decimal(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _experienced(plan: Plan) -> bool | None:
    """Whether ketamine was given before: sessions on record say so too, whatever was answered."""
    earlier = plan.profile.earlier_ketamine
    return True if earlier.days or earlier.count else _answer(earlier.experienced)


def _systolic(plan: Plan) -> Decimal | None:
    signs = plan.profile.vital_signs
    return Decimal(signs.blood_pressure.systolic) if signs and signs.blood_pressure else None


def _diastolic(plan: Plan) -> Decimal | None:
    signs = plan.profile.vital_signs
    return Decimal(signs.blood_pressure.diastolic) if signs and signs.blood_pressure else None


def _diagnosis(plan: Plan) -> str | None:
    return plan.profile.diagnosis.value if plan.profile.diagnosis else None


def _pulse(plan: Plan) -> Decimal | None:
    signs = plan.profile.vital_signs
    return _decimal(signs.pulse) if signs else None


def _oxygen(plan: Plan) -> Decimal | None:
    signs = plan.profile.vital_signs
    return _decimal(signs.oxygen_saturation) if signs else None


def _support_person(plan: Plan) -> bool | None:
    """Whether a support person is on file; one without a name was entered as none."""
    person = plan.patient.support_person
    return None if person is None else bool(person.name.strip())


def _adequate(plan: Plan, kind: str) -> Decimal | None:
    """How many adequate trials of a kind of treatment there were; None where nobody asked.

    One that nobody judged counts as unknown only as long as no other was adequate.
    """
    if plan.profile.earlier_treatments is None:
        return None
    answers = [trial.adequate for trial in plan.profile.earlier_treatments if trial.kind == kind]
    adequate = answers.count(Answer.YES)
    if not adequate and Answer.NOT_ASKED in answers:
        return None
    return Decimal(adequate)


_FACTS: Final = {
    fact.name: fact
    for fact in (
        Fact("patient.age", "the patient's age", _age, Decimal),
        Fact(
            "profile.anticipatory_anxiety",
            "anxiety about the medicine (0 to 10)",
            lambda p: _decimal(p.profile.anticipatory_anxiety),
            Decimal,
        ),
        Fact(
            "profile.fear_of_losing_control",
            "fear of losing control",
            lambda p: _answer(p.profile.fear_of_losing_control),
        ),
        Fact("profile.frail", "frailty", lambda p: _answer(p.profile.frail)),
        Fact(
            "profile.child_bearing_potential",
            "whether pregnancy is possible",
            lambda p: _answer(p.profile.child_bearing_potential),
        ),
        Fact("profile.breastfeeding", "breastfeeding", lambda p: _answer(p.profile.breastfeeding)),
        Fact(
            "profile.insulin_or_sulfonylurea",
            "insulin or a sulfonylurea",
            lambda p: _answer(p.profile.insulin_or_sulfonylurea),
        ),
        Fact("profile.consent.given", "written consent", lambda p: _answer(p.profile.consent.given)),
        Fact(
            "profile.consent.off_label_explained",
            "explanation of off-label use",
            lambda p: _answer(p.profile.consent.off_label_explained),
        ),
        Fact(
            "profile.consent.compounded_explained",
            "explanation of compounded medicine",
            lambda p: _answer(p.profile.consent.compounded_explained),
        ),
        Fact(
            "profile.earlier_ketamine.experienced",
            "earlier ketamine",
            _experienced,
        ),
        Fact("profile.crisis_plan", "a crisis plan", lambda p: _answer(p.profile.crisis_plan)),
        Fact(
            "profile.adverse_event_open", "an unresolved adverse event", lambda p: _answer(p.profile.adverse_event_open)
        ),
        Fact("profile.diagnosis", "the diagnosis", _diagnosis, str, tuple(each.value for each in Diagnosis)),
        Fact("patient.support_person", "a support person", _support_person),
        Fact(
            "profile.earlier_treatments.psychotherapy",
            "adequate trials of psychotherapy",
            lambda p: _adequate(p, "psychotherapy"),
            Decimal,
        ),
        Fact(
            "profile.earlier_treatments.medicine",
            "adequate trials of medicine",
            lambda p: _adequate(p, "medicine"),
            Decimal,
        ),
        Fact("profile.vital_signs.pulse", "pulse at rest", _pulse, Decimal),
        Fact("profile.vital_signs.oxygen_saturation", "oxygen saturation at rest", _oxygen, Decimal),
        Fact(
            "profile.examinations.audit_c",
            "the AUDIT-C score",
            lambda p: _decimal(p.profile.examinations.audit_c),
            Decimal,
        ),
        Fact(
            "profile.examinations.dast_10",
            "the DAST-10 score",
            lambda p: _decimal(p.profile.examinations.dast_10),
            Decimal,
        ),
        Fact("profile.systolic", "systolic blood pressure at rest", _systolic, Decimal),
        Fact("profile.diastolic", "diastolic blood pressure at rest", _diastolic, Decimal),
        Fact(
            "retreat.night_cover",
            "staff on call at night",
            lambda p: _answer(p.retreat.night_cover) if p.retreat else None,
        ),
        Fact(
            "site.emergency_minutes",
            "travel time of emergency care in minutes",
            lambda p: _decimal(p.site.emergency_minutes),
            Decimal,
        ),
    )
}


def fact_named(name: str) -> Fact:
    """The fact of that name; "profile.conditions.<code>" asks for one condition of the clinic's list."""
    if name in _FACTS:
        return _FACTS[name]
    if name.startswith(_CONDITION) and len(name) > len(_CONDITION):
        code = name.removeprefix(_CONDITION)
        return Fact(name, code.replace("-", " "), lambda plan: _condition(plan, code))
    raise PlannerError("There is no fact called “{name}”.", name=name[:80])


def fact_names() -> tuple[str, ...]:
    """Every fact by name, but for the conditions of a clinic's list."""
    return tuple(_FACTS)


_DAYS: Final[dict[str, tuple[str, Callable[[Plan], date | None]]]] = {
    "profile.consent.given_on": ("written consent", lambda p: p.profile.consent.given_on),
    "patient.weighed_on": ("weight", lambda p: p.patient.weighed_on),
    "profile.examinations.psychiatric_assessment_on": (
        "psychiatric assessment",
        lambda p: p.profile.examinations.psychiatric_assessment_on,
    ),
    "profile.examinations.medical_assessment_on": (
        "medical assessment",
        lambda p: p.profile.examinations.medical_assessment_on,
    ),
    "profile.examinations.ecg_on": ("ECG", lambda p: p.profile.examinations.ecg_on),
    "profile.examinations.liver_tests_on": ("liver tests", lambda p: p.profile.examinations.liver_tests_on),
    "profile.examinations.thyroid_on": ("thyroid test", lambda p: p.profile.examinations.thyroid_on),
    "profile.examinations.urinary_questions_on": (
        "questions about the bladder",
        lambda p: p.profile.examinations.urinary_questions_on,
    ),
    "profile.examinations.pregnancy_test_on": ("pregnancy test", lambda p: p.profile.examinations.pregnancy_test_on),
    "profile.examinations.urine_drug_test_on": ("urine drug test", lambda p: p.profile.examinations.urine_drug_test_on),
}


def day_words(name: str) -> str:
    """What was done on the day that a dated fact names: "written consent"."""
    if name not in _DAYS:
        raise PlannerError("There is no dated fact called “{name}”.", name=name[:80])
    return _DAYS[name][0]


def day_of(plan: Plan, name: str) -> date | None:
    """The day of a dated fact; None where it was not entered."""
    day_words(name)
    return _DAYS[name][1](plan)


def _condition(plan: Plan, code: str) -> bool | None:
    for entry in plan.profile.conditions:
        if entry.condition == code:
            return _answer(entry.answer)
    return None


@dataclass(frozen=True, slots=True)
class Condition:
    """A fact compared with a value: "patient.age at least 65"."""

    fact: str
    operator: Operator
    value: bool | Decimal | str

    def __post_init__(self) -> None:
        fact = fact_named(self.fact)
        ordered = self.operator not in {Operator.IS, Operator.IS_NOT}
        if ordered and not isinstance(self.value, Decimal):
            raise PlannerError("“{operator}” compares numbers only.", operator=self.operator.value)
        fact.refuse(self.value)

    def holds(self, plan: Plan) -> bool | None:
        """True or false; None where the fact was never entered."""
        found = fact_named(self.fact).read(plan)
        if found is None:
            return None
        if self.operator is Operator.IS:
            return found == self.value
        if self.operator is Operator.IS_NOT:
            return found != self.value
        assert isinstance(found, Decimal) and isinstance(self.value, Decimal)
        match self.operator:
            case Operator.AT_LEAST:
                return found >= self.value
            case Operator.AT_MOST:
                return found <= self.value
            case Operator.ABOVE:
                return found > self.value
            case _:
                return found < self.value

    @property
    def words(self) -> str:
        """The condition in words: "the patient's age is at least 65"."""
        name = t(fact_named(self.fact).words)
        if isinstance(self.value, bool):
            positive = self.value is (self.operator is Operator.IS)
            return t("{fact}: yes", fact=name) if positive else t("{fact}: no", fact=name)
        value = plain(self.value) if isinstance(self.value, Decimal) else self.value
        return t("{fact} {operator} {value}", fact=name, operator=t(self.operator.value), value=value)
