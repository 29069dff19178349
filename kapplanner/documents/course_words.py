"""The words of the course picture: one for each session, short ones for narrow days, and all of it in sentences."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from typing import Final

from kapplanner.documents.edition import Edition
from kapplanner.domain.kinds import Attendance, SessionKind, TravelDirection
from kapplanner.domain.session import Session
from kapplanner.rules.coverage import LearningWindow, window_words
from kapplanner.rules.words import lasting, session_name

_DAY: Final = 1440
_LONG_GAP: Final = 5 * _DAY
"""Gaps of five whole days and more are said in days."""


def chip_words(edition: Edition, session: Session) -> tuple[str, str]:
    """The word for a session, and the one for a narrow column: ("Somatic", "Som")."""
    words = edition.words
    key = _key(session)
    if session.kind is SessionKind.INTEGRATION and session.modality:
        key = f"modality_{session.modality}"
        if not words.has(f"course-overview.{key}"):  # a clinic's own method
            name = session.modality.replace("-", " ").capitalize()
            return name, name[:4].rstrip()
    return words(f"course-overview.{key}"), words(f"course-overview.{key}_short")


def _key(session: Session) -> str:
    if session.kind is SessionKind.TRAVEL:
        return "leave" if session.travel is TravelDirection.DEPARTURE else "arrive"
    if session.attendance is Attendance.PHONE:
        return "call"
    if session.kind is SessionKind.MEASURE and session.bound_to is not None:
        return "check"
    return session.kind.name.lower()


def key_words(edition: Edition, sessions: Iterable[Session]) -> str:
    """What the short words mean that may stand on the picture: "Som: Somatic. Vis: Visit."."""
    pairs = dict(chip_words(edition, session)[::-1] for session in sessions if not session.is_medicine)
    told = (edition.words("course-overview.key", short=short, words=pairs[short]) for short in sorted(pairs))
    return " ".join(each for each, short in zip(told, sorted(pairs), strict=True) if pairs[short] != short)


def dose_words(edition: Edition, session: Session, number: int) -> tuple[str, str]:
    """What stands over a dose's bar, and under it: ("45 mg", "2, IM")."""
    words, medicine = edition.words, session.medicine
    assert medicine is not None
    dose = medicine.dose
    if dose.value is not None:
        amount = str(dose)
    else:
        amount = words(f"course-overview.band_{dose.band}") if dose.band else words("course-overview.undecided")
    if medicine.booster is not None:
        amount = words("course-overview.with_booster", dose=amount)
    return amount, words("course-overview.below", number=number, route=medicine.route)


def gap_words(edition: Edition, before: Session, after: Session) -> str:
    """From start to start: "48 h", "6 days"."""
    plan = edition.plan
    minutes = (plan.start(after) - plan.start(before)) // timedelta(minutes=1)
    if minutes >= _LONG_GAP and minutes % _DAY == 0:
        return edition.words.count("course-overview.days", minutes // _DAY)
    return lasting(minutes)


def described(edition: Edition, sessions: Sequence[Session], windows: Sequence[LearningWindow]) -> str:
    """The picture in sentences: each day with its sessions, then each learning window."""
    return " ".join((*_day_sentences(edition, sessions), *(window_words(edition.plan, each) for each in windows)))


def _day_sentences(edition: Edition, sessions: Sequence[Session]) -> Iterator[str]:
    words, medicine = edition.words, edition.plan.medicine_sessions
    for day in dict.fromkeys(session.day for session in sessions):
        told = [_session_words(edition, session) for session in sessions if session.day == day]
        yield words("course-overview.day_said", date=edition.moments.clinical(day), sessions=", ".join(told))
        for session in (each for each in medicine[1:] if each.day == day):
            before = medicine[medicine.index(session) - 1]
            yield words("course-overview.gap_said", gap=gap_words(edition, before, session))


def _session_words(edition: Edition, session: Session) -> str:
    words = edition.words
    name = session_name(edition.plan, session)
    if session.medicine is not None:
        amount, _ = dose_words(edition, session, 0)
        name = words(
            "course-overview.dose_said", name=name, dose=amount, route=words(f"team.short_{session.medicine.route}")
        )
    return words(
        "course-overview.session_said",
        time=edition.moments.clock(session.start),
        name=name,
        marks=_findings(edition, session),
    ).rstrip()


def _findings(edition: Edition, session: Session) -> str:
    """Which findings the session has: "(Caution, kept)"."""
    words = edition.words
    found = [each for each in edition.request.report.findings if session.id in each.sessions]
    if not found:
        return ""
    told = dict.fromkeys(
        words(f"safety-report.{each.tier}") + (words("course-overview.kept_said") if each.state == "kept" else "")
        for each in found
    )
    return words("course-overview.marks_said", marks=", ".join(told))
