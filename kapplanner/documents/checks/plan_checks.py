"""Checks of the plan and the choices made: phones, doses, reviews, drafts, languages, changes of the clock."""

from collections.abc import Iterator
from datetime import date

from kapplanner.documents.checks.answer import NOTHING_TO_ASK, Answer, Slip, answer
from kapplanner.documents.checks.subject import Subject, is_day_page, letters, place_of
from kapplanner.documents.clock_change import shift_minutes
from kapplanner.documents.content import Sheet, sheet_text
from kapplanner.documents.edition import TEAM_LANGUAGE
from kapplanner.documents.languages import language_findings
from kapplanner.documents.request import PrintFinding
from kapplanner.documents.review_checks import review_findings
from kapplanner.documents.visits import has_own_words
from kapplanner.i18n import nt, t
from kapplanner.rules.finding import Tier


def phones(subject: Subject) -> Answer:
    """P09: whom to call stands on the first page and on every page of a day."""
    if not subject.patient_sheets:
        return NOTHING_TO_ASK
    return answer(_phones(subject), t("Phone numbers on every page that needs them"))


def _phones(subject: Subject) -> Iterator[Slip]:
    site, place = subject.plan.site, t("the contact box of every page")
    rows = (
        ("phone_day", site.phone_day, t("The clinic's day phone is missing. The box has an empty line.")),
        ("phone_night", site.phone_night, t("The clinic's night phone is missing. The box has an empty line.")),
    )
    for fact, phone, sentence in rows:
        if not phone.strip():
            yield Slip(sentence, place=place, fact=f"site.{fact}")
            continue
        for sheet in _must_tell_whom_to_call(subject):
            if letters(phone) not in letters(sheet_text(sheet)):
                missing = t("The phone number {phone} is missing on this page.", phone=phone.strip())
                yield Slip(missing, place=place_of(sheet), page=subject.page_of(sheet))


def _must_tell_whom_to_call(subject: Subject) -> tuple[Sheet, ...]:
    first, *others = subject.patient_sheets
    return (first, *(sheet for sheet in others if is_day_page(sheet)))


def emergency_number(subject: Subject) -> Answer:
    """P10: the clinic's own emergency number; the program never fills one in."""
    if not subject.patient_sheets:
        return NOTHING_TO_ASK
    number = subject.plan.site.emergency_number.strip()
    if not number:
        sentence = t("The emergency number is missing. The program never fills one in by itself.")
        place = t("the contact box of every page")
        return answer([Slip(sentence, place=place, fact="site.emergency_number")], "")
    slips = (
        Slip(t("The emergency number is missing on this page."), place=place_of(sheet), page=subject.page_of(sheet))
        for sheet in _must_tell_whom_to_call(subject)
        if letters(number) not in letters(sheet_text(sheet))
    )
    return answer(slips, t("The clinic's emergency number {number} on the papers", number=number))


def doses_shown(subject: Subject) -> Answer:
    """P16: patient papers show no dose unless the clinic wants it."""
    if not subject.patient_sheets:
        return NOTHING_TO_ASK
    shown = [Slip(t("Doses are printed on the patient's papers."), choice="show_dose")]
    return answer(shown if subject.request.show_dose else (), t("No doses on the patient's papers"))


def reviews(subject: Subject) -> Answer:
    """P33: somebody has read the words of the papers, and not too long ago."""
    found = review_findings(subject.request, subject.sheets, subject.edition.printed_at.date())
    days = [
        block.review.next for edition in subject.editions.values() for block in edition.words.blocks if block.review
    ]
    until = subject.edition.moments.full(min(days)) if days else ""
    return answer(map(_slip, found), t("Words of the papers reviewed, next on {day}", day=until))


def ready(subject: Subject) -> Answer:
    """P35: papers of a plan with open Stops, or with rules that nobody could check, are drafts and say so."""
    return answer(_unready(subject), t("No open Stop; version {version}", version=subject.plan.version))


def _unready(subject: Subject) -> Iterator[Slip]:
    report = subject.request.report
    if stops := len(report.open_stops):
        yield Slip(nt("{n} Stop is open. Papers stay drafts.", "{n} Stops are open. Papers stay drafts.", stops))
    if rows := len(report.unacknowledged):
        one = "{n} rule of tier Stop could not be checked. Papers stay drafts until a clinician acknowledges it."
        many = "{n} rules of tier Stop could not be checked. Papers stay drafts until a clinician acknowledges them."
        yield Slip(nt(one, many, rows))


def languages(subject: Subject) -> Answer:
    """P36: a pack in two languages says the same in both; words typed for the patient are in the paper's language."""
    found = [_slip(finding) for finding in language_findings(subject.request, subject.sheets)]
    found += _typed_in_another_language(subject)
    if not subject.patient_sheets:
        return NOTHING_TO_ASK
    two = len(subject.editions) > 1
    return answer(found, t("The same parts and times in both languages") if two else "")


def _typed_in_another_language(subject: Subject) -> Iterator[Slip]:
    """Words typed for the patient stand on paper as they are, whatever the language of the paper."""
    typed = [session for session in subject.plan.sessions if session.is_active and has_own_words(session)]
    foreign = any(edition.words.language != TEAM_LANGUAGE for edition in subject.editions.values())
    if subject.patient_sheets and foreign and typed:
        one = "{n} appointment has words of its own. Check that they are in the language of this paper."
        many = "{n} appointments have words of their own. Check that they are in the language of this paper."
        fact = f"session.{typed[0].id}.patient_text"
        yield Slip(nt(one, many, len(typed)), tier=Tier.CAUTION, fact=fact)


def clock_changes(subject: Subject) -> Answer:
    """P37: a change of the clock during the course is told on the page of its day."""
    if not subject.patient_sheets or not subject.plan.medicine_sessions:
        return NOTHING_TO_ASK
    return answer(_clock_changes(subject), t("No change of the clock during the course"))


def _clock_changes(subject: Subject) -> Iterator[Slip]:
    """On printed days, and on days without a page up to the day after the last medicine."""
    plan, edition = subject.plan, subject.edition
    printed = {sheet.day: sheet for sheet in subject.day_sheets}
    course = range(plan.first_day.toordinal(), plan.medicine_sessions[-1].day.toordinal() + 2)
    for day in sorted({*map(date.fromordinal, course), *(s.day for s in plan.sessions if s.is_active)}):
        if not shift_minutes(day, plan.zone):
            continue
        spoken = edition.moments.full(day)
        if day in printed:
            sentence = t("The clocks change on {day}. The page of that day says so.", day=spoken)
            yield Slip(sentence, page=subject.page_of(printed[day]))
        else:
            yield Slip(t("The clocks change on {day}, a day without a page of its own.", day=spoken))


def _slip(finding: PrintFinding) -> Slip:
    return Slip(
        finding.sentence, finding.severity, finding.place, finding.page, finding.fact, finding.words, finding.choice
    )
