"""The patient, what is known about them, and who gives care. "Not asked" is a value of its own everywhere."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from kapplanner.domain.errors import ImpossibleValue
from kapplanner.domain.identity import valid_id
from kapplanner.domain.quantities import BloodPressure, BodyMass
from kapplanner.domain.text import LINE_LIMIT, NAME_LIMIT, NOTE_LIMIT, bounded
from kapplanner.domain.time import plausible_date


def _plausible(day: date | None, what: str) -> None:
    if day is not None:
        plausible_date(day, what)


class Answer(StrEnum):
    """Yes, no, or never asked. Never asked is not no."""

    YES = "yes"
    NO = "no"
    NOT_ASKED = "not asked"


class Role(StrEnum):
    """As what a practitioner takes part in a session."""

    PRESCRIBER = "prescriber"
    MONITOR = "monitor"
    THERAPIST = "therapist"
    SITTER = "sitter"
    NURSE = "nurse"


@dataclass(frozen=True, slots=True)
class Contact:
    """A person who can be reached: support person, emergency contact."""

    name: str = ""
    phone: str = ""
    relation: str = ""

    def __post_init__(self) -> None:
        bounded(self.name, "The contact's name", NAME_LIMIT)
        bounded(self.phone, "The contact's phone", NAME_LIMIT)
        bounded(self.relation, "The contact's relation", NAME_LIMIT)


class EscortKind(StrEnum):
    """Who takes the patient home or stays with them after a medicine session."""

    NAMED_ADULT = "named adult"
    ON_SITE_STAFF = "on-site staff"
    TAXI = "taxi"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Escort:
    """The responsible adult after a medicine session; ``hours`` is how long they stay, None if not asked."""

    kind: EscortKind
    name: str = ""
    phone: str = ""
    hours: int | None = None

    def __post_init__(self) -> None:
        bounded(self.name, "The escort's name", NAME_LIMIT)
        bounded(self.phone, "The escort's phone", NAME_LIMIT)
        if self.hours is not None and not 0 <= self.hours <= 168:
            raise ImpossibleValue("An escort stays from 0 to 168 hours.")


@dataclass(frozen=True, slots=True)
class Patient:
    """The person treated. ``name`` may be a name, a first name with initial, or a code.

    ``age`` in years counts where no birth date is given. ``language`` is that of the patient's papers ("en", "es");
    ``print_size`` is 14 or 18 points.
    """

    name: str = ""
    birth_date: date | None = None
    age: int | None = None
    weight: BodyMass | None = None
    weighed_on: date | None = None
    language: str = "en"
    print_size: int = 14
    phone: str = ""
    support_person: Contact | None = None
    escort: Escort | None = None

    def __post_init__(self) -> None:
        bounded(self.name, "The patient's name", NAME_LIMIT)
        bounded(self.phone, "The patient's phone", NAME_LIMIT)
        bounded(self.language, "The patient's language", 35)
        _plausible(self.weighed_on, "The day of weighing")
        if self.birth_date is not None and self.birth_date.year < 1900:
            raise ImpossibleValue("The birth date lies before 1900.")
        if self.age is not None and not 0 <= self.age <= 120:
            raise ImpossibleValue("An age of {age} years cannot be meant.", age=self.age)
        if self.print_size not in {14, 18}:
            raise ImpossibleValue("Papers are printed at 14 or 18 points.")

    def age_on(self, day: date) -> int | None:
        """The age in whole years on a day; None when neither birth date nor age was entered."""
        if self.birth_date is None:
            return self.age
        had_birthday = (day.month, day.day) >= (self.birth_date.month, self.birth_date.day)
        return day.year - self.birth_date.year - (0 if had_birthday else 1)


class Diagnosis(StrEnum):
    """The anxiety presentation treated."""

    GAD = "generalised anxiety"
    PANIC = "panic disorder"
    PANIC_AGORAPHOBIA = "panic disorder with agoraphobia"
    SOCIAL = "social anxiety"
    SPECIFIC_PHOBIA = "specific phobia"
    TRAUMA_LINKED = "trauma-linked anxiety"
    MIXED = "mixed anxiety and depression"
    OTHER = "other"


class Presentation(StrEnum):
    """How anxiety shows itself; each is rated 0 (absent) to 3 (strong)."""

    COGNITIVE = "cognitive"
    SOMATIC = "somatic"
    BEHAVIOURAL = "behavioural"
    ORIGIN_IN_EVENTS = "origin in events"
    INTRUSIVE_IMAGES = "intrusive images"
    PROTECTIVE_PARTS = "protective parts"


@dataclass(frozen=True, slots=True)
class PresentationStrength:
    """How strong one presentation is, 0 to 3."""

    presentation: Presentation
    strength: int

    def __post_init__(self) -> None:
        if not 0 <= self.strength <= 3:
            raise ImpossibleValue("The strength of a presentation goes from 0 to 3.")


@dataclass(frozen=True, slots=True)
class Score:
    """The total of a measure ("GAD-7") on a day."""

    measure: str
    value: Decimal
    taken_on: date | None = None

    def __post_init__(self) -> None:
        bounded(self.measure, "The measure", NAME_LIMIT)
        if not self.value.is_finite() or not -1000 <= self.value <= 1000:
            raise ImpossibleValue("A score of {value} cannot be meant.", value=str(self.value)[:20])
        _plausible(self.taken_on, "The day of a score")


@dataclass(frozen=True, slots=True)
class EarlierTreatment:
    """A treatment tried before: ``kind`` is "psychotherapy", "medicine" or "other"."""

    kind: str
    name: str
    adequate: Answer = Answer.NOT_ASKED

    def __post_init__(self) -> None:
        bounded(self.kind, "The kind of earlier treatment", NAME_LIMIT)
        bounded(self.name, "The earlier treatment", LINE_LIMIT)


@dataclass(frozen=True, slots=True)
class ConditionAnswer:
    """Whether the patient has a condition of the clinic's list, by the list's code."""

    condition: str
    answer: Answer
    note: str = ""

    def __post_init__(self) -> None:
        bounded(self.condition, "The condition", NAME_LIMIT)
        bounded(self.note, "The note on a condition", NOTE_LIMIT, lines=True)


@dataclass(frozen=True, slots=True)
class Medicine:
    """A medicine the patient takes. ``group`` is a code of the clinic's list ("benzodiazepine"), "" if unknown.

    ``diazepam_equivalent`` is in mg a day, None if not asked or not a benzodiazepine.
    """

    name: str
    group: str = ""
    daily_amount: str = ""
    diazepam_equivalent: Decimal | None = None

    def __post_init__(self) -> None:
        bounded(self.name, "The medicine's name", NAME_LIMIT)
        bounded(self.group, "The medicine's group", NAME_LIMIT)
        bounded(self.daily_amount, "The medicine's daily amount", NAME_LIMIT)
        amount = self.diazepam_equivalent
        if amount is not None and (not amount.is_finite() or not 0 <= amount <= 1000):
            raise ImpossibleValue("A diazepam equivalent of {value} mg a day cannot be meant.", value=str(amount)[:20])


@dataclass(frozen=True, slots=True)
class VitalSigns:
    """Readings at rest; each None where it was not taken. Pulse per minute, oxygen saturation in percent."""

    blood_pressure: BloodPressure | None = None
    pulse: int | None = None
    oxygen_saturation: int | None = None
    taken_on: date | None = None

    def __post_init__(self) -> None:
        if self.pulse is not None and not 20 <= self.pulse <= 250:
            raise ImpossibleValue("A pulse of {pulse} a minute cannot be meant.", pulse=self.pulse)
        if self.oxygen_saturation is not None and not 50 <= self.oxygen_saturation <= 100:
            raise ImpossibleValue("An oxygen saturation of {value} % cannot be meant.", value=self.oxygen_saturation)
        _plausible(self.taken_on, "The day of the vital signs")


@dataclass(frozen=True, slots=True)
class Consent:
    """Written consent: whether given, on which day, and whether off-label use was explained."""

    given: Answer = Answer.NOT_ASKED
    given_on: date | None = None
    off_label_explained: Answer = Answer.NOT_ASKED
    compounded_explained: Answer = Answer.NOT_ASKED

    def __post_init__(self) -> None:
        _plausible(self.given_on, "The day of consent")


@dataclass(frozen=True, slots=True)
class EarlierKetamine:
    """Ketamine or esketamine had before or elsewhere. ``days`` are dates of single sessions known."""

    experienced: Answer = Answer.NOT_ASKED
    days: tuple[date, ...] = ()
    count: int | None = None
    last_route: str = ""

    def __post_init__(self) -> None:
        if self.count is not None and not 0 <= self.count <= 10_000:
            raise ImpossibleValue("A count of {count} earlier sessions cannot be meant.", count=self.count)
        for day in self.days:
            plausible_date(day, "The day of an earlier ketamine session")
        bounded(self.last_route, "The last route", NAME_LIMIT)


@dataclass(frozen=True, slots=True)
class Examinations:
    """Days on which examinations were done; None where it was not entered."""

    psychiatric_assessment_on: date | None = None
    medical_assessment_on: date | None = None
    ecg_on: date | None = None
    liver_tests_on: date | None = None
    thyroid_on: date | None = None
    urinary_questions_on: date | None = None
    pregnancy_test_on: date | None = None
    urine_drug_test_on: date | None = None
    audit_c: int | None = None
    dast_10: int | None = None

    def __post_init__(self) -> None:
        for day in (
            *(self.psychiatric_assessment_on, self.medical_assessment_on, self.ecg_on, self.liver_tests_on),
            *(self.thyroid_on, self.urinary_questions_on, self.pregnancy_test_on, self.urine_drug_test_on),
        ):
            _plausible(day, "The day of an examination")
        if self.audit_c is not None and not 0 <= self.audit_c <= 12:
            raise ImpossibleValue("The AUDIT-C goes from 0 to 12.")
        if self.dast_10 is not None and not 0 <= self.dast_10 <= 10:
            raise ImpossibleValue("The DAST-10 goes from 0 to 10.")


@dataclass(frozen=True, slots=True)
class ClinicalProfile:
    """What is known about the patient's health. ``None`` and ``NOT_ASKED`` mean that nobody asked yet.

    ``anticipatory_anxiety`` is the anxiety about the medicine, 0 to 10.
    """

    diagnosis: Diagnosis | None = None
    scores: tuple[Score, ...] = ()
    triggers: str = ""
    earlier_treatments: tuple[EarlierTreatment, ...] | None = None
    presentation: tuple[PresentationStrength, ...] = ()
    anticipatory_anxiety: int | None = None
    fear_of_losing_control: Answer = Answer.NOT_ASKED
    frail: Answer = Answer.NOT_ASKED
    child_bearing_potential: Answer = Answer.NOT_ASKED
    breastfeeding: Answer = Answer.NOT_ASKED
    insulin_or_sulfonylurea: Answer = Answer.NOT_ASKED
    conditions: tuple[ConditionAnswer, ...] = ()
    medicines: tuple[Medicine, ...] | None = None
    vital_signs: VitalSigns | None = None
    consent: Consent = Consent()
    earlier_ketamine: EarlierKetamine = EarlierKetamine()
    examinations: Examinations = Examinations()
    crisis_plan: Answer = Answer.NOT_ASKED
    adverse_event_open: Answer = Answer.NOT_ASKED
    note: str = ""

    def __post_init__(self) -> None:
        bounded(self.triggers, "The triggers", NOTE_LIMIT, lines=True)
        bounded(self.note, "The clinical note", NOTE_LIMIT, lines=True)
        if self.anticipatory_anxiety is not None and not 0 <= self.anticipatory_anxiety <= 10:
            raise ImpossibleValue("Anxiety about the medicine is rated from 0 to 10.")


@dataclass(frozen=True, slots=True)
class Practitioner:
    """A person who gives care. ``trainings`` holds modality ids and "BLS", "ACLS"; None if not asked."""

    id: str
    name: str
    roles: tuple[Role, ...] = ()
    trainings: tuple[str, ...] | None = None
    phone: str = ""

    def __post_init__(self) -> None:
        valid_id(self.id, "A practitioner")
        bounded(self.name, "The practitioner's name", NAME_LIMIT)
        bounded(self.phone, "The practitioner's phone", NAME_LIMIT)
        for training in self.trainings or ():
            bounded(training, "A training", NAME_LIMIT)


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who fills a role in a session. ``practitioner`` None means "entered as none"; a role never entered is absent."""

    role: Role
    practitioner: str | None
