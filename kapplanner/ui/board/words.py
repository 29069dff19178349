"""Full words for what a card shows in short: the sentence that assistive technology speaks."""

from datetime import date, datetime

from kapplanner.domain.plan import Plan
from kapplanner.domain.session import Route, Session, SessionKind, SessionState
from kapplanner.i18n import nt, t
from kapplanner.rules.finding import Tier
from kapplanner.rules.words import modality_word, route_short


def spoken_day(day: date) -> str:
    """ "Wednesday 9 December"."""
    return t("{weekday} {day} {month}", weekday=_weekday(day), day=day.day, month=_month(day))


def _weekday(day: date) -> str:
    names = (t("Monday"), t("Tuesday"), t("Wednesday"), t("Thursday"), t("Friday"), t("Saturday"), t("Sunday"))
    return names[day.weekday()]


def _month(day: date) -> str:
    names = (
        *(t("January"), t("February"), t("March"), t("April"), t("May"), t("June")),
        *(t("July"), t("August"), t("September"), t("October"), t("November"), t("December")),
    )
    return names[day.month - 1]


def spoken_clock(moment: datetime) -> str:
    """ "9:30": no leading zero, which would be read aloud."""
    return f"{moment.hour}:{moment.minute:02}"


def spoken_span(start: datetime, end: datetime) -> str:
    """ "Wednesday 9 December, 9:30 to 12:30", and "to 0:30 on Thursday 10 December" over midnight."""
    values = {"day": spoken_day(start.date()), "start": spoken_clock(start), "end": spoken_clock(end)}
    if end.date() == start.date():
        return t("{day}, {start} to {end}", **values)
    return t("{day}, {start} to {end} on {next}", next=spoken_day(end.date()), **values)


def spoken_kind(kind: SessionKind) -> str:
    """ "Medicine session", "Rest" …"""
    return {
        SessionKind.SCREENING: t("Screening session"),
        SessionKind.PREPARATION: t("Preparation session"),
        SessionKind.MEDICINE: t("Medicine session"),
        SessionKind.INTEGRATION: t("Integration session"),
        SessionKind.MEASURE: t("Measure"),
        SessionKind.PRACTICE: t("Practice"),
        SessionKind.REST: t("Rest"),
        SessionKind.FOLLOW_UP: t("Follow-up"),
        SessionKind.TRAVEL: t("Travel"),
    }[kind]


def spoken_route(route: Route) -> str:
    """The route as one says it: "injection IM", "lozenge"."""
    short = route_short(route)
    return short[:1].lower() + short[1:]


def spoken_counts(counts: tuple[tuple[Tier, int], ...]) -> str:
    """ "1 Stop, 2 Caution"; empty where there is nothing."""
    spoken = {
        Tier.STOP: lambda n: nt("{n} Stop", "{n} Stop", n),
        Tier.CAUTION: lambda n: nt("{n} Caution", "{n} Caution", n),
        Tier.NOTE: lambda n: nt("{n} Note", "{n} Note", n),
    }
    return ", ".join(spoken[tier](count) for tier, count in counts if count)


def spoken_state(session: Session) -> tuple[str, ...]:
    """ "done", "cancelled", "locked": what else is to know about a session."""
    words = []
    if session.state is SessionState.DONE:
        words.append(t("done"))
    if session.state is SessionState.CANCELLED:
        words.append(t("cancelled"))
    if session.locked:
        words.append(t("locked"))
    return tuple(words)


def following_method(plan: Plan, session: Session) -> str:
    """ "EMDR after" where integration with a method follows a medicine session on the same day; else empty."""
    if not session.is_medicine:
        return ""
    for other in plan.sessions:
        if other.kind is SessionKind.INTEGRATION and other.day == session.day and other.start > session.start:
            return t("{method} after", method=modality_word(other.modality)) if other.modality else ""
    return ""
