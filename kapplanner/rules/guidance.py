"""Which method suits how anxiety shows itself: hints with their evidence, never applied by themselves.

Nothing here promises an effect. Texts are English and are translated when shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kapplanner.domain.evidence import Source
from kapplanner.domain.people import Answer, ClinicalProfile, Diagnosis, Presentation
from kapplanner.i18n import t
from kapplanner.rules.clinical_lists import Confidence


class Grade(StrEnum):
    """How strong evidence is, from A (several randomised trials) to D (expert opinion)."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


class Occasion(StrEnum):
    """When a row speaks that hangs on no presentation."""

    FEAR_OF_LOSING_CONTROL = "profile.fear_of_losing_control"
    ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known. ``grades``: none (the words say why), one letter, or a span of two."""

    grades: tuple[Grade, ...]
    words: str
    confidence: Confidence
    sources: tuple[Source, ...] = ()

    @property
    def letters(self) -> str:
        """ "A", "C to D", or "no grade"."""
        if not self.grades:
            return t("no grade")
        if len(self.grades) == 1:
            return self.grades[0].value
        return t("{best} to {least}", best=self.grades[0].value, least=self.grades[-1].value)


@dataclass(frozen=True, slots=True)
class Method:
    """A method in words, with the ids of modalities that a session of it may have; empty where there is none."""

    words: str
    modalities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PresentationRow:
    """What suits one way in which anxiety shows itself. ``with_ketamine``: both combined, in anxiety disorders."""

    code: str
    name: str
    when: Presentation | Occasion
    first: Method
    also: tuple[Method, ...]
    alone: Evidence
    with_ketamine: Evidence
    note: str
    house_default: str = ""

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources of both judgements, each once."""
        return tuple(dict.fromkeys((*self.alone.sources, *self.with_ketamine.sources)))


@dataclass(frozen=True, slots=True)
class DiagnosisRow:
    """What is known of ketamine for a diagnosis, templates to look at (ids), and what to be careful about."""

    diagnoses: tuple[Diagnosis, ...]
    evidence: str
    templates: tuple[str, ...]
    caution: str
    confidence: Confidence
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class WeekOrder:
    """An order of steps around a medicine session, and why."""

    code: str
    name: str
    words: str
    why: str
    confidence: Confidence
    sources: tuple[Source, ...] = ()
    house_default: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A row that fits a profile. ``strength``: of the presentation, 1 to 3; None for a fact that was answered."""

    row: PresentationRow
    strength: int | None

    @property
    def strength_words(self) -> str:
        """ "strong", "clear", "slight", or "noted in the profile"."""
        if self.strength is None:
            return t("noted in the profile")
        return {1: t("slight"), 2: t("clear"), 3: t("strong")}[self.strength]


@dataclass(frozen=True, slots=True)
class Guidance:
    """The tables of guidance. ``grades`` says in plain words what each letter means."""

    id: str
    version: str
    name: str
    grades: Mapping[Grade, str]
    rows: tuple[PresentationRow, ...]
    diagnoses: tuple[DiagnosisRow, ...]
    orders: tuple[WeekOrder, ...]
    reviewed: date
    next_review: date

    def suggestions(self, profile: ClinicalProfile) -> tuple[Suggestion, ...]:
        """What fits a profile: presentations from strong to slight, then facts that were answered with yes.

        Equal strengths stay in the order of the table. What was rated 0 or not rated suggests nothing.
        """
        rated = {entry.presentation: entry.strength for entry in profile.presentation if entry.strength}
        shown = [
            (row, rated[row.when]) for row in self.rows if isinstance(row.when, Presentation) and row.when in rated
        ]
        shown.sort(key=lambda pair: -pair[1])
        is_feared = profile.fear_of_losing_control is Answer.YES
        noted = [row for row in self.rows if is_feared and row.when is Occasion.FEAR_OF_LOSING_CONTROL]
        return (*(Suggestion(row, strength) for row, strength in shown), *(Suggestion(row, None) for row in noted))

    @property
    def reminders(self) -> tuple[PresentationRow, ...]:
        """Rows for every patient, whatever the profile says."""
        return tuple(row for row in self.rows if row.when is Occasion.ALWAYS)

    def of_diagnosis(self, diagnosis: Diagnosis | None) -> DiagnosisRow | None:
        """The row of a diagnosis; None where none was entered, and for "other"."""
        return next((row for row in self.diagnoses if diagnosis in row.diagnoses), None)

    def grade_words(self, evidence: Evidence) -> str:
        """The letters with what they mean: "A: several randomised trials …", "C to D: …; …"."""
        if not evidence.grades:
            return evidence.letters
        meaning = "; ".join(t(self.grades[grade]) for grade in evidence.grades)
        return t("{letters}: {meaning}", letters=evidence.letters, meaning=meaning)


def unrated(profile: ClinicalProfile) -> tuple[Presentation, ...]:
    """Presentations that nobody rated; for them "no suggestion" means "not known"."""
    rated = {entry.presentation for entry in profile.presentation}
    return tuple(presentation for presentation in Presentation if presentation not in rated)
