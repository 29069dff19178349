"""Guidance on methods in words: what a suggestion is based on, how strong its evidence is, where that comes from."""

from dataclasses import dataclass
from typing import Final

from kapplanner.domain.evidence import Source
from kapplanner.domain.people import Answer, ClinicalProfile, Presentation
from kapplanner.i18n import nt, t
from kapplanner.rules.guidance import Evidence, Guidance, Method, Suggestion, unrated
from kapplanner.rules.words import plain_day, sentence_start
from kapplanner.ui.dialogs.profile_presentation import field_of, presentation_words, rating_words

DIAGNOSIS: Final = "profile.diagnosis"
FEAR: Final = "profile.fear_of_losing_control"


@dataclass(frozen=True, slots=True)
class Basis:
    """A fact that suggestions hang on: its name, what is known of it, what nobody asked yet, and where to enter it."""

    name: str
    known: str
    missing: str
    fact: str


def basis_of(profile: ClinicalProfile) -> tuple[Basis, ...]:
    """The facts that suggestions are made from, as the profile has them now."""
    diagnosis = profile.diagnosis
    fear = profile.fear_of_losing_control
    said = {Answer.YES: t("Yes"), Answer.NO: t("No"), Answer.NOT_ASKED: ""}[fear]
    return (
        Basis(
            t("Diagnosis"),
            sentence_start(t(diagnosis.value)) if diagnosis is not None else "",
            "" if diagnosis is not None else t("Not entered."),
            DIAGNOSIS,
        ),
        _ratings(profile),
        Basis(t("Fear of losing control"), said, "" if said else t("Not asked."), FEAR),
    )


def _ratings(profile: ClinicalProfile) -> Basis:
    """The ratings: the first one that nobody made is where the way to the profile leads."""
    strengths = {entry.presentation: entry.strength for entry in profile.presentation}
    rated = [p for p in Presentation if p in strengths]
    missing = unrated(profile)
    known = "; ".join(f"{presentation_words(p)}: {rating_words(strengths[p])}" for p in rated)
    words = "; ".join(presentation_words(p) for p in missing)
    return Basis(
        t("How anxiety shows itself"),
        known,
        t("Not rated: {names}.", names=words) if missing else "",
        field_of(missing[0] if missing else Presentation.COGNITIVE),
    )


def why_suggested(suggestion: Suggestion) -> str:
    """What of the profile a suggestion is based on: "rated 3, strong"."""
    if suggestion.strength is None:
        return suggestion.strength_words
    return t("rated {rating}", rating=rating_words(suggestion.strength))


def methods_words(methods: tuple[Method, ...]) -> str:
    """Several methods in one line."""
    return "; ".join(t(method.words) for method in methods)


def evidence_words(guidance: Guidance, evidence: Evidence) -> str:
    """The strength of evidence, letter and meaning first, then what is known, and how sure that is."""
    grade = sentence_start(guidance.grade_words(evidence))
    return f"{grade}. {t(evidence.words)} {evidence.confidence.words}"


def sources_words(sources: tuple[Source, ...]) -> str:
    """The sources, one a line; "" where there is none."""
    return "\n".join(source_words(source) for source in sources)


def source_words(source: Source) -> str:
    """ "Wilkinson et al. 2021: Cognitive behavioural therapy … PMC10517133"."""
    who = f"{source.who} {source.year}" if source.year is not None else source.who
    return t("{who}: {title}", who=who, title=f"{source.title} {source.address}".strip())


def letters_words(guidance: Guidance) -> str:
    """What each letter means, one a line."""
    return "\n".join(t("{letter}: {meaning}", letter=g.value, meaning=t(words)) for g, words in guidance.grades.items())


def origin_words(guidance: Guidance) -> str:
    """Name, version and review dates of the guidance."""
    return t(
        "{name}, version {version}, reviewed {reviewed}, next review {next}.",
        name=t(guidance.name),
        version=guidance.version,
        reviewed=plain_day(guidance.reviewed),
        next=plain_day(guidance.next_review),
    )


def new_findings_words(count: int) -> str:
    """What a step brought with it."""
    if not count:
        return t("No new finding comes with it.")
    return nt("{n} new finding comes with it:", "{n} new findings come with it:", count)
