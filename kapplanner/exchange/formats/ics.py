"""The calendar file: one entry a session, and what the patient may not do around each dose.

Entries are known to the calendar by ids made from random ones, so the same plan sent again moves them in place.
"""

import hashlib
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from icalendar import Alarm, Calendar, Event
from icalendar.prop import vDuration

from kapplanner.domain.plan import Plan
from kapplanner.domain.restrictions import Restrictions, restrictions
from kapplanner.domain.session import Attendance, Session, SessionKind, TravelDirection
from kapplanner.domain.time import instant, zone_named
from kapplanner.exchange.calendar_zone import calendar_zone
from kapplanner.exchange.format import ExportRequest, Format, Privacy
from kapplanner.i18n import t
from kapplanner.rules.finding import Report
from kapplanner.rules.readiness import stands_in
from kapplanner.rules.rule_set import RuleSet
from kapplanner.rules.words import clock, day_and_clock, modality_word, route_name, session_name

ARRIVE_REMINDER: Final = timedelta(minutes=30)
EVENING_REMINDER: Final = time(21)
"""A stop-eating time in the night is told the evening before, so that nobody is woken for it."""
MORNING: Final = time(7)
_SEQUENCE_BEGINS: Final = datetime(2020, 1, 1, tzinfo=UTC)
_QUIET_KINDS: Final = frozenset({SessionKind.PRACTICE, SessionKind.REST})
_PRODUCT: Final = "-//KAP Planner//Plan calendar//EN"


def write(
    plan: Plan,
    report: Report,
    rule_set: RuleSet,
    *,
    exported_at: datetime,
    privacy: Privacy = Privacy.APPOINTMENT,
) -> bytes:
    """The calendar of a plan: TENTATIVE while the plan is not ready, cancelled sessions kept as CANCELLED."""
    return _CalendarPage(plan, report, rule_set, exported_at.astimezone(UTC), privacy).write()


class _CalendarPage:
    """One calendar file being written."""

    def __init__(self, plan: Plan, report: Report, rule_set: RuleSet, at: datetime, privacy: Privacy) -> None:
        self._plan = plan
        self._rule_set = rule_set
        self._at = at.replace(microsecond=0)
        self._privacy = privacy
        self._status = "CONFIRMED" if report.is_ready and not stands_in(plan, report) else "TENTATIVE"
        self._zone = zone_named(plan.zone)

    def write(self) -> bytes:
        events = [event for session in self._plan.sessions for event in self._entries(session)]
        calendar = Calendar()
        calendar.add("prodid", _PRODUCT)
        calendar.add("version", "2.0")
        calendar.add("method", "PUBLISH")
        calendar.add("x-wr-timezone", self._plan.zone)
        if self._privacy is Privacy.FULL and self._plan.title:
            calendar.add("x-wr-calname", self._plan.title)
        if self._plan.sessions:
            last = max(self._plan.end(session) for session in self._plan.sessions) + timedelta(days=2)
            first = min(self._plan.start(session) for session in self._plan.sessions) - timedelta(days=2)
            calendar.add_component(calendar_zone(self._plan.zone, first, last))
        for event in events:
            calendar.add_component(event)
        written = calendar.to_ical()
        assert isinstance(written, bytes)
        return written

    def _entries(self, session: Session) -> list[Event]:
        around = None
        if session.medicine is not None:
            around = restrictions(self._plan, session, self._rule_set.route(session.medicine.route))
        entries = [self._session_entry(session, around)]
        if around is not None and self._privacy is not Privacy.APPOINTMENT:
            entries.extend(self._restriction_entries(session, around))
        return entries

    def _session_entry(self, session: Session, around: Restrictions | None) -> Event:
        event = self._entry(session, "session", self._title(session), session.start)
        self._set_end(event, session)
        event.add("transp", "TRANSPARENT" if session.kind in _QUIET_KINDS else "OPAQUE")
        if self._privacy is not Privacy.APPOINTMENT and session.attendance is Attendance.ON_SITE:
            self._add_text(event, "location", ", ".join(filter(None, (self._plan.site.name, self._plan.site.address))))
        if self._privacy is Privacy.FULL:
            self._add_text(event, "description", self._description(session))
        if session.is_active:
            self._add_reminders(event, session, around)
        return event

    def _entry(self, session: Session, part: str, title: str, start: datetime) -> Event:
        event = Event()
        event.add("uid", _uid(self._plan.id, session.id, part))
        event.add("dtstamp", self._at)
        event.add("sequence", int((self._at - _SEQUENCE_BEGINS).total_seconds()))
        event.add("summary", title)
        event.add("dtstart", start.replace(tzinfo=self._zone))
        event.add("status", self._status if session.is_active else "CANCELLED")
        event.add("class", "PRIVATE")
        return event

    def _set_end(self, event: Event, session: Session) -> None:
        """A clock time that comes twice that night cannot name the end; the length in real time can."""
        end = self._plan.local_end(session)
        if end.replace(tzinfo=self._zone).utcoffset() == end.replace(tzinfo=self._zone, fold=1).utcoffset():
            event.add("dtend", end.replace(tzinfo=self._zone))
        else:
            event.add("duration", timedelta(minutes=session.minutes))

    def _title(self, session: Session) -> str:
        if self._privacy is Privacy.APPOINTMENT:
            return t("Appointment")
        if self._privacy is Privacy.CLINIC_VISIT:
            on_site = session.attendance is Attendance.ON_SITE
            return t("Clinic visit") if on_site else t("Call with the clinic")
        name = session_name(self._plan, session)
        return f"{name}: {session.title}" if session.title and session.title != name else name

    def _description(self, session: Session) -> str:
        room = self._plan.room(session.room) if session.room else None
        names = [self._plan.practitioner(entry.practitioner) for entry in session.people if entry.practitioner]
        lines = [
            t("Draft: this plan was not yet found ready.") if self._status == "TENTATIVE" else "",
            route_name(session.medicine.route) if session.medicine else "",
            modality_word(session.modality) if session.modality else "",
            t("Room: {name}", name=room.name) if room else "",
            t("With: {names}", names=", ".join(person.name for person in names if person)) if any(names) else "",
            session.patient_text,
            t("Plan {code}", code=self._plan.code) if self._plan.code else "",
        ]
        return "\n".join(filter(None, lines))

    def _add_reminders(self, event: Event, session: Session, around: Restrictions | None) -> None:
        if session.is_contact or session.travel is TravelDirection.ARRIVAL:
            event.add_component(_reminder(ARRIVE_REMINDER, self._arrive_words(session)))
        if around is not None:
            told_at = _reminder_time(around.food_stop)
            before = self._plan.start(session) - instant(told_at, self._plan.zone)
            event.add_component(_reminder(before, self._food_words(around)))

    def _arrive_words(self, session: Session) -> str:
        if self._privacy is Privacy.APPOINTMENT:
            return t("Appointment at {time}", time=clock(session.start))
        if session.attendance is not Attendance.ON_SITE:
            return t("Call with the clinic at {time}", time=clock(session.start))
        return t("Be at the clinic at {time}", time=clock(session.start))

    def _food_words(self, around: Restrictions) -> str:
        if self._privacy is Privacy.APPOINTMENT:
            return t("Look at your paper: what to do before your appointment")
        return t("Nothing to eat from {time}", time=day_and_clock(around.food_stop))

    def _restriction_entries(self, session: Session, around: Restrictions) -> list[Event]:
        periods = (
            ("food", t("Nothing to eat"), around.food_stop, around.observe_until),
            ("drink", t("Nothing to drink"), around.drink_stop, around.observe_until),
            ("driving", t("No driving until the next day after sleep"), around.no_driving_from, around.driving_again),
            ("company", t("An adult stays with you"), around.dose, around.accompanied_until),
        )
        return [self._period(session, part, title, start, end) for part, title, start, end in periods if end > start]

    def _period(self, session: Session, part: str, title: str, start: datetime, end: datetime) -> Event:
        event = self._entry(session, part, title, start)
        event.add("dtend", end.replace(tzinfo=self._zone))
        event.add("transp", "TRANSPARENT")
        return event

    def _add_text(self, event: Event, name: str, text: str) -> None:
        if text:
            event.add(name, text)


def _uid(plan_id: str, session_id: str, part: str) -> str:
    """Opaque, stable, different for each entry; both ids are random, and even a telling one is not seen in it."""
    digest = hashlib.sha256("\n".join((plan_id, session_id, part)).encode()).hexdigest()
    return f"{digest[:40]}@kapplanner.invalid"


def _reminder(before: timedelta, words: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", vDuration(-before))
    alarm.add("description", words)
    return alarm


def _reminder_time(food_stop: datetime) -> datetime:
    """When to tell of a stop-eating time: then, or the evening before where it falls into the night."""
    if food_stop.time() >= EVENING_REMINDER:
        return datetime.combine(food_stop.date(), EVENING_REMINDER)
    if food_stop.time() < MORNING:
        return datetime.combine(_day_before(food_stop.date()), EVENING_REMINDER)
    return food_stop


def _day_before(day: date) -> date:
    return day - timedelta(days=1)


def _export(request: ExportRequest) -> bytes:
    return write(
        request.plan, request.report, request.rule_set, exported_at=request.exported_at, privacy=request.privacy
    )


FORMAT: Final = Format(
    id="ics",
    title="Calendar file",
    extension=".ics",
    warning="The calendar file is readable by anyone who has the file.",
    write=_export,
)
