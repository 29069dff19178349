"""The print check on content, before layout: what is missing, cannot be printed, or should not be read."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from kapplanner.documents.clock_change import shift_minutes
from kapplanner.documents.content import Reader, Sheet, Unit, sheet_text
from kapplanner.documents.edition import TEAM_LANGUAGE, Edition
from kapplanner.documents.languages import language_findings
from kapplanner.documents.layout.fonts import unprintable
from kapplanner.documents.request import PrintFinding
from kapplanner.documents.review_checks import review_findings
from kapplanner.i18n import nt, t
from kapplanner.rules.finding import Tier

_PROMISES: Final = re.compile(r"\b(cures?|cured|guarantee[ds]?|rewires?|breakthrough|miracles?)\b", re.IGNORECASE)
_SAFE: Final = re.compile(r"\bsafe(?:ly)?\b", re.IGNORECASE)
_THE_PATIENT: Final = re.compile(r"\bthe patient\b", re.IGNORECASE)
_RELATIVE: Final = re.compile(r"\b(?:hours? before|the night before|the evening before)\b", re.IGNORECASE)
_DIGIT_DATE: Final = re.compile(r"\b\d{1,4}[/.]\d{1,2}[/.]\d{2,4}\b|\b\d{1,4}-\d{1,2}-\d{1,4}\b")
_DOSE_SLIP: Final = re.compile(
    r"\b\d+\.0+\s?mg|(?<![\d.])\.\d+\s?mg|\b\d+mg\b|\bmcg/kg|µg|\bIU\b|\bQD\b", re.IGNORECASE
)


def content_findings(edition: Edition, sheets: Sequence[Sheet]) -> tuple[PrintFinding, ...]:
    """Findings P01, P09 to P11, P14 to P16, P20, P22, P33 and P35 to P37, strongest first."""
    patient_sheets = [sheet for sheet in sheets if sheet.reader is Reader.PATIENT]
    found = [*_draft(edition), *_characters(edition, sheets)]
    found += review_findings(edition.request, sheets, edition.printed_at.date())
    if patient_sheets:
        found += [*_phones(edition), *_doses(edition), *_languages(edition)]
    found += language_findings(edition.request, patient_sheets)
    found += _wording(edition, patient_sheets)
    found += _clock_changes(edition, patient_sheets)
    return tuple(sorted(found, key=lambda finding: (finding.severity.rank, finding.check)))


def _draft(edition: Edition) -> Iterator[PrintFinding]:
    report = edition.request.report
    if stops := len(report.open_stops):
        yield PrintFinding(
            "P35",
            Tier.STOP,
            nt("{n} Stop is open. Papers stay drafts.", "{n} Stops are open. Papers stay drafts.", stops),
        )
    if rows := len(report.unacknowledged):
        one = "{n} rule of tier Stop could not be checked. Papers stay drafts until a clinician acknowledges it."
        many = "{n} rules of tier Stop could not be checked. Papers stay drafts until a clinician acknowledges them."
        yield PrintFinding("P35", Tier.STOP, nt(one, many, rows))


def _characters(edition: Edition, sheets: Sequence[Sheet]) -> Iterator[PrintFinding]:
    """Each character that the face lacks once, with the first place it stands at."""
    seen: set[str] = set()
    places = [(sheet_text(sheet), f"{sheet.name}, {sheet.place}") for sheet in sheets]
    running = " ".join((edition.clinic, edition.name, edition.plan.code))
    for text, place in [(running, t("the header and footer of every page")), *places]:
        for character in unprintable(text):
            if character in seen:
                continue
            seen.add(character)
            sentence = t(
                "“{character}” (U+{code}) cannot be printed. Write it in other letters.",
                character=character,
                code=f"{ord(character):04X}",
            )
            yield PrintFinding("P01", Tier.STOP, sentence, place)


def _phones(edition: Edition) -> Iterator[PrintFinding]:
    site, place = edition.plan.site, t("the contact box of every page")
    rows = (
        ("P09", "phone_day", t("The clinic's day phone is missing. The box has an empty line.")),
        ("P09", "phone_night", t("The clinic's night phone is missing. The box has an empty line.")),
        ("P10", "emergency_number", t("The emergency number is missing. The program never fills one in by itself.")),
    )
    for check, fact, sentence in rows:
        if not getattr(site, fact).strip():
            yield PrintFinding(check, Tier.STOP, sentence, place, fact=f"site.{fact}")


def _doses(edition: Edition) -> Iterator[PrintFinding]:
    if edition.request.show_dose:
        yield PrintFinding("P16", Tier.NOTE, t("Doses are printed on the patient's papers."))


def _languages(edition: Edition) -> Iterator[PrintFinding]:
    """Words typed for the patient stand on paper as they are, whatever the language of the paper."""
    typed = sum(1 for session in edition.plan.sessions if session.is_active and session.patient_text)
    others = {edition.words.language, edition.request.also_language} - {TEAM_LANGUAGE, ""}
    if others and typed:
        one = "{n} appointment has words of its own. Check that they are in the language of this paper."
        many = "{n} appointments have words of their own. Check that they are in the language of this paper."
        yield PrintFinding("P36", Tier.CAUTION, nt(one, many, typed))


def _wording(edition: Edition, sheets: Sequence[Sheet]) -> Iterator[PrintFinding]:
    """Words typed for the patient, on the pages of the days; the house's own words are held by tests."""
    pages = {sheet.place: sheet for sheet in sheets if sheet.unit is Unit.DAY}
    checks = (
        ("P22", Tier.STOP, _PROMISES, t("“{words}” promises too much. Say what is known instead.")),
        ("P22", Tier.CAUTION, _SAFE, t("“{words}” says more than anyone can promise. Say what you mean by it.")),
        ("P11", Tier.STOP, _DIGIT_DATE, t("“{words}” is a date in digits only. Write the month as a word.")),
        ("P14", Tier.CAUTION, _RELATIVE, t("“{words}” makes the reader count. Write the clock time and the date.")),
        ("P15", Tier.CAUTION, _DOSE_SLIP, t("“{words}” can be misread as a dose. Write it like “0.5 mg”.")),
        ("P20", Tier.CAUTION, _THE_PATIENT, t("“{words}” speaks about the reader. Write “you”.")),
    )
    for session in edition.plan.sessions:
        sheet = pages.get(edition.moments.heading(session.day))
        if sheet is None or not session.is_active:
            continue
        for check, tier, pattern, sentence in checks:
            if match := pattern.search(session.patient_text):
                yield PrintFinding(check, tier, sentence.format(words=match[0]), f"{sheet.name}, {sheet.place}")


def _clock_changes(edition: Edition, sheets: Sequence[Sheet]) -> Iterator[PrintFinding]:
    """Changes of the clock on a printed day, and on days without a page up to the day after the last medicine."""
    medicine = edition.plan.medicine_sessions
    if not sheets or not medicine:
        return
    printed = {sheet.place for sheet in sheets}
    course = range(edition.plan.first_day.toordinal(), medicine[-1].day.toordinal() + 2)
    for day in sorted({*map(date.fromordinal, course), *(s.day for s in edition.plan.sessions if s.is_active)}):
        if not shift_minutes(day, edition.plan.zone):
            continue
        spoken = edition.moments.full(day)
        if edition.moments.heading(day) in printed:
            sentence = t("The clocks change on {day}. The page of that day says so.", day=spoken)
        else:
            sentence = t("The clocks change on {day}, a day without a page of its own.", day=spoken)
        yield PrintFinding("P37", Tier.NOTE, sentence)
