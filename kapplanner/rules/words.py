"""How times, lengths, numbers and lists are said in sentences of rules and findings."""

from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from kapplanner.domain.kinds import Modality, Route, SessionKind, TravelDirection
from kapplanner.domain.quantities import plain
from kapplanner.i18n import nt, t

if TYPE_CHECKING:
    from kapplanner.domain.plan import Plan
    from kapplanner.domain.session import Session

NO_BREAK = "\u00a0"
_MOST_PLACES = 6
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MODALITY_NAMES = {
    Modality.CBT: "CBT",
    Modality.IFS: "IFS",
    Modality.EMDR: "EMDR",
    Modality.ART: "ART",
    Modality.IMAGERY_RESCRIPTING: "imagery rescripting",
    Modality.BEHAVIOURAL_EXPERIMENT: "behavioural experiment",
}


def moment(local: datetime) -> str:
    """A wall-clock time: "Wed 9 Dec, 13:00"."""
    return t("{day}, {clock}", day=day_name(local), clock=f"{local:%H:%M}")


def day_name(local: datetime) -> str:
    """A day: "Wed 9 Dec"."""
    return t("{weekday} {day} {month}", weekday=weekday_short(local), day=local.day, month=month_short(local))


def clock(value: time | datetime) -> str:
    """A time of day: "08:30"."""
    return f"{value:%H:%M}"


def spoken_clock(moment: time | datetime) -> str:
    """ "9:30 am": the same time on the twelve-hour clock."""
    half = t("am") if moment.hour < 12 else t("pm")
    return f"{(moment.hour + 11) % 12 + 1}:{moment.minute:02}{NO_BREAK}{half}"


def lasting(minutes: int) -> str:
    """A length: "3 h 30 min", "45 min", "24 h"; negative ones keep their sign."""
    hours, rest = divmod(abs(minutes), 60)
    sign = "−" if minutes < 0 else ""
    if not hours:
        return t("{sign}{minutes} min", sign=sign, minutes=rest)
    if not rest:
        return t("{sign}{hours} h", sign=sign, hours=hours)
    return t("{sign}{hours} h {minutes} min", sign=sign, hours=hours, minutes=rest)


def number(value: Decimal, places: int = 2) -> str:
    """A number as doses are written, rounded for reading only."""
    if value == value.to_integral_value():
        return plain(value)
    rounded = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return plain(rounded)


def number_beside(value: Decimal, limit: Decimal, places: int = 2) -> str:
    """A number rounded for reading, with as many places as it takes not to look like the limit it passed."""
    while places < _MOST_PLACES and value != limit and number(value, places) == number(limit, places):
        places += 1
    return number(value, places)


def tidy(value: Decimal, places: int = 2) -> Decimal:
    """A number rounded for reports, without zeros at its end."""
    rounded = round(value, places)
    whole = rounded.to_integral_value()
    return Decimal(int(whole)) if whole == rounded else rounded.normalize()


def amount(value: Decimal, unit: str) -> str:
    """A number with its unit: "45 mg", "1.2 mg/kg", "50 %"."""
    return f"{number(value)} {unit}"


def days(count: int) -> str:
    return nt("{n} day", "{n} days", count)


def listed(parts: Iterable[str], last: str = "or") -> str:
    """A list in words: "SL, PO or IN"."""
    items = list(parts)
    if len(items) < 2:
        return "".join(items)
    return t("{items} {last} {item}", items=", ".join(items[:-1]), last=t(last), item=items[-1])


def routes(given: Iterable[Route], last: str = "or") -> str:
    """Routes as they are said after "by" or "with": "IM or IV", and where nearly all are meant "any route but ESK"."""
    names = list(given)
    others = [route for route in Route if route not in names]
    if len(others) in {1, 2}:
        return t("any route but {routes}", routes=listed(others))
    return listed(names, last)


def modality(name: str) -> str:
    """The name of a modality as it is said: "EMDR", "exposure"."""
    known = next((word for key, word in _MODALITY_NAMES.items() if key == name), None)
    return t(known) if known else t(name.replace("-", " "))


def kind(value: SessionKind) -> str:
    """The word for sessions of a kind, as it stands before "sessions"."""
    return t(value.value)


def kind_word(kind: SessionKind) -> str:
    """ "Medicine", "Integration" …"""
    return {
        SessionKind.SCREENING: t("Screening"),
        SessionKind.PREPARATION: t("Preparation"),
        SessionKind.MEDICINE: t("Medicine"),
        SessionKind.INTEGRATION: t("Integration"),
        SessionKind.MEASURE: t("Measure"),
        SessionKind.PRACTICE: t("Practice"),
        SessionKind.REST: t("Rest"),
        SessionKind.FOLLOW_UP: t("Follow-up"),
        SessionKind.TRAVEL: t("Travel"),
    }[kind]


def route_name(route: Route) -> str:
    """The full name in a choice: "Injection, intramuscular (IM)"."""
    return {
        Route.SL: t("Lozenge, under the tongue (SL)"),
        Route.PO: t("Swallowed, oral (PO)"),
        Route.IN: t("Nasal spray, ketamine (IN)"),
        Route.ESK: t("Nasal spray, esketamine (ESK)"),
        Route.IM: t("Injection, intramuscular (IM)"),
        Route.SC: t("Injection, under the skin (SC)"),
        Route.IV: t("Drip, intravenous (IV)"),
    }[route]


def route_short(route: Route) -> str:
    """The short word on a card: "Injection IM"."""
    return {
        Route.SL: t("Lozenge"),
        Route.PO: t("Oral"),
        Route.IN: t("Nasal"),
        Route.ESK: t("Esketamine"),
        Route.IM: t("Injection IM"),
        Route.SC: t("Injection SC"),
        Route.IV: t("Drip"),
    }[route]


def modality_word(modality: str) -> str:
    """ "EMDR", "Imagery rescripting"; a clinic's own modality by its id in plain letters."""
    shipped: dict[str, str] = {
        Modality.SUPPORTIVE: t("Supportive"),
        Modality.CBT: t("CBT"),
        Modality.IFS: t("IFS"),
        Modality.EMDR: t("EMDR"),
        Modality.ART: t("ART"),
        Modality.SOMATIC: t("Somatic"),
        Modality.EXPOSURE: t("Exposure"),
        Modality.BEHAVIOURAL_EXPERIMENT: t("Behavioural experiment"),
        Modality.IMAGERY_RESCRIPTING: t("Imagery rescripting"),
        Modality.VALUES: t("Values and meaning"),
    }
    return shipped.get(modality) or modality.replace("-", " ").capitalize()


def session_name(plan: "Plan", session: "Session") -> str:
    """The name of a session in a sentence: "Medicine 2 of 6", "EMDR", "Arrival", "Follow-up"."""
    if session.is_medicine:
        number = plan.medicine_number(session)
        if number is None:
            return kind_word(session.kind)
        return t("Medicine {number} of {total}", number=number, total=len(plan.medicine_sessions))
    if session.kind is SessionKind.INTEGRATION and session.modality:
        return modality_word(session.modality)
    if session.travel is TravelDirection.ARRIVAL:
        return t("Arrival")
    if session.travel is TravelDirection.DEPARTURE:
        return t("Departure")
    return kind_word(session.kind)


def weekday_short(day: date) -> str:
    """ "Mon"."""
    return t(_WEEKDAYS[day.weekday()])


def month_short(day: date) -> str:
    """ "Dec"."""
    return t(_MONTHS[day.month - 1])


def short_day(day: date, *, year: bool = False) -> str:
    """ "Wed 9 Dec", with the year "Wed 9 Dec 2026"; no-break spaces inside."""
    words = [weekday_short(day), str(day.day), month_short(day), *([str(day.year)] if year else [])]
    return NO_BREAK.join(words)


def plain_day(day: date, *, year: bool = True) -> str:
    """ "Wed 9 Dec 2026" with ordinary spaces, to stand in a field that can be edited or in a line that may break."""
    return short_day(day, year=year).replace(NO_BREAK, " ")


def day_words(day: date, first_day: date) -> str:
    """ "day 3" of a plan that starts on ``first_day``; there is no day 0."""
    offset = (day - first_day).days
    return t("day {n}", n=offset + 1 if offset >= 0 else offset)


def date_words(day: date) -> str:
    """ "1 Jan 2027"."""
    return t("{day} {month} {year}", day=day.day, month=month_short(day), year=day.year)


def day_and_clock(moment: datetime) -> str:
    """ "Wed 9 Dec, 13:00"."""
    return f"{short_day(moment.date())}, {clock(moment)}"


def length(minutes: int) -> str:
    """ "45 min", "3 h", "3 h 30 min"; no-break spaces inside."""
    hours, rest = divmod(abs(minutes), 60)
    sign = "-" if minutes < 0 else ""
    parts = [t("{n} h", n=hours)] if hours else []
    if rest or not hours:
        parts.append(t("{n} min", n=rest))
    return sign + " ".join(parts).replace(" ", NO_BREAK)


def session_kind(value: SessionKind) -> str:
    """One session of a kind in words: "medicine session"."""
    return t("{kind} session", kind=t(value.value))


def sentence_start(text: str) -> str:
    """The text with a capital first letter; the rest as it was."""
    return text[:1].upper() + text[1:]
