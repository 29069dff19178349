"""What the board shows of a plan: for each session its lines, its worst finding and its spoken sentence."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Protocol

from kapplanner.domain.errors import NotFound
from kapplanner.domain.plan import Plan
from kapplanner.domain.quantities import Band, DoseUnit, PlannedDose, plain
from kapplanner.domain.restrictions import Restrictions, restrictions
from kapplanner.domain.routes import RouteProfile
from kapplanner.domain.session import Attendance, Route, Session, SessionKind, SessionState, TravelDirection
from kapplanner.i18n import t
from kapplanner.rules.finding import Finding, Report, State, Tier
from kapplanner.rules.words import NO_BREAK, clock, kind_word, modality_word, route_short
from kapplanner.ui.board.words import (
    following_method,
    spoken_counts,
    spoken_kind,
    spoken_route,
    spoken_span,
    spoken_state,
)


class Routes(Protocol):
    """Who knows the clinic's numbers for a route: a rule set."""

    def route(self, route: Route) -> RouteProfile: ...


@dataclass(frozen=True, slots=True)
class CardFacts:
    """All that one card shows and says; equal facts look the same, so that only what differs is painted again.

    ``end`` is the wall-clock time of the end. ``worst`` is the strongest open finding; ``kept``: there are findings
    and all of them are kept. ``lapsed``: one was kept for facts that have changed since.
    """

    session: Session
    end: datetime
    headline: str
    headline_short: str
    method: str
    topic: str
    place: str
    route: str
    dose: str
    dose_beside: str
    observe: str
    observe_short: str
    number: int | None
    total: int
    after: str
    counts: tuple[tuple[Tier, int], ...]
    worst: Tier | None
    kept: bool
    lapsed: bool
    findings: tuple[str, ...]

    @property
    def span(self) -> str:
        """ "09:30 to 12:30"; a part that ends on another day says so."""
        if self.end.date() == self.session.day:
            return t("{start} to {end}", start=clock(self.session.start), end=clock(self.end))
        return t("{start} to {end} next day", start=clock(self.session.start), end=clock(self.end))

    @property
    def sentence(self) -> str:
        """Everything in one sentence, for assistive technology; made when a card needs it."""
        session = self.session
        name = spoken_kind(session.kind)
        if self.number is not None:
            name = t("{kind} {number} of {total}", kind=name, number=self.number, total=self.total)
        parts = [name, *spoken_state(session), spoken_span(session.start, self.end)]
        if session.medicine is not None:
            parts += [spoken_route(session.medicine.route), self.dose, self.after]
        else:
            parts.append(self.method)
        place = "" if self.place.casefold() in self.topic.casefold() else self.place
        return ", ".join(part for part in (*parts, self.topic, place, spoken_counts(self.counts)) if part)


@dataclass(frozen=True, slots=True)
class DayFacts:
    """What the head of a day column and the outline show: contact minutes, sessions, worst open finding."""

    day: date
    number: int
    sessions: tuple[CardFacts, ...]
    contact_minutes: int
    worst: Tier | None
    findings: int

    @property
    def has_medicine(self) -> bool:
        return any(c.session.is_medicine and c.session.is_active for c in self.sessions)


class PlanFacts:
    """The facts of all sessions of one plan under one report, by id and by day; or of ``only`` these, by their ids."""

    def __init__(self, plan: Plan, report: Report, routes: Routes, only: Collection[str] | None = None) -> None:
        wanted = plan.sessions if only is None else [session for session in plan.sessions if session.id in only]
        self.plan = plan
        self.report = report
        self._routes = routes
        self._findings: dict[str, list[Finding]] = defaultdict(list)
        for finding in report.findings:
            for session_id in dict.fromkeys(finding.sessions):
                self._findings[session_id].append(finding)
        self._words = {kind: kind_word(kind) for kind in SessionKind}
        medicine = plan.medicine_sessions
        self._numbers = {session.id: number for number, session in enumerate(medicine, 1)}
        limits = ((session.id, self._restrictions(session)) for session in wanted if session.id in self._numbers)
        self.restrictions: dict[str, Restrictions] = {i: found for i, found in limits if found is not None}
        self.cards: dict[str, CardFacts] = {session.id: self._card(session) for session in wanted}
        self._by_day: dict[date, list[CardFacts]] = defaultdict(list)
        for card in self.cards.values():
            self._by_day[card.session.day].append(card)

    def day(self, day: date) -> DayFacts:
        """The facts of one day; contact minutes count sessions that were not cancelled."""
        cards = tuple(self._by_day.get(day, ()))
        ids = {card.session.id for card in cards}
        led = (f for f in self.report.findings if f.sessions and f.sessions[0] in ids)
        open_here = [f for f in led if f.state is not State.KEPT]
        return DayFacts(
            day=day,
            number=self.plan.day_number(day),
            sessions=cards,
            contact_minutes=sum(c.session.minutes for c in cards if c.session.is_contact and c.session.is_active),
            worst=_worst(open_here),
            findings=len(open_here),
        )

    def days(self) -> tuple[date, ...]:
        """The days that hold a session, in order."""
        return tuple(sorted(self._by_day))

    def findings_of(self, session_id: str) -> tuple[Finding, ...]:
        """The findings that concern a session, strongest first."""
        return tuple(sorted(self._findings.get(session_id, ()), key=lambda f: f.tier.rank))

    def _profile(self, session: Session) -> RouteProfile | None:
        """The clinic's numbers for the route of a medicine session; None where its rules have none."""
        assert session.medicine is not None
        try:
            return self._routes.route(session.medicine.route)
        except NotFound:
            return None

    def _restrictions(self, session: Session) -> Restrictions | None:
        profile = self._profile(session)
        return restrictions(self.plan, session, profile) if profile is not None else None

    def _card(self, session: Session) -> CardFacts:
        findings = self.findings_of(session.id)
        open_ones = [f for f in findings if f.state is not State.KEPT]
        end = self.plan.local_end(session)
        dose, beside = self._dose(session)
        return CardFacts(
            session=session,
            end=end,
            headline=self._headline(session),
            headline_short=self._short(session),
            method=modality_word(session.modality) if session.modality else "",
            topic=session.title or _travel_word(session),
            place=self._place(session),
            route=route_short(session.medicine.route) if session.medicine else "",
            dose=dose,
            dose_beside=beside,
            observe=self._observe(session, t("Observe to {time}")),
            observe_short=self._observe(session, t("to {time}")),
            number=self._numbers.get(session.id),
            total=len(self._numbers),
            after=following_method(self.plan, session),
            counts=tuple((tier, sum(f.tier is tier for f in open_ones)) for tier in Tier),
            worst=_worst(open_ones),
            kept=bool(findings) and not open_ones,
            lapsed=any(f.state is State.LAPSED for f in findings),
            findings=tuple(_spoken(f) for f in findings),
        )

    def _headline(self, session: Session) -> str:
        word = self._words[session.kind]
        if session.state is SessionState.CANCELLED:
            return t("{kind}, cancelled", kind=word)
        number = self._numbers.get(session.id)
        if number is None:
            return word
        return t("{kind} {number} of {total}", kind=word, number=number, total=len(self._numbers))

    def _short(self, session: Session) -> str:
        """ "Medicine 2" where "Medicine 2 of 6" has no room."""
        number = self._numbers.get(session.id)
        word = self._words[session.kind]
        return word if number is None else t("{kind} {number}", kind=word, number=number)

    def _place(self, session: Session) -> str:
        room = self.plan.room(session.room) if session.room else None
        if room is not None:
            return room.name
        if session.attendance is Attendance.ON_SITE:
            return ""
        return t("By phone") if session.attendance is Attendance.PHONE else t("Remote")

    def _observe(self, session: Session, words: str) -> str:
        limits = self.restrictions.get(session.id)
        return words.format(time=clock(limits.observe_until)) if limits is not None else ""

    def _dose(self, session: Session) -> tuple[str, str]:
        """The dose and what stands beside it: its band where bands of the route go by mg, else mg/kg."""
        if session.medicine is None:
            return "", ""
        dose = session.medicine.dose
        if dose.is_undecided:
            return t("Dose undecided"), ""
        if dose.band is not None:
            return _band_words(dose.band), ""
        return str(dose), self._beside(dose, self._profile(session))

    def _beside(self, dose: PlannedDose, profile: RouteProfile | None) -> str:
        weight = self.plan.patient.weight
        if profile is not None and profile.low_edge.unit is DoseUnit.MG:
            band = profile.band(dose, weight)
            return _band_words(band) if band is not None else ""
        if dose.unit is DoseUnit.MG:
            return _about(dose.milligrams_per_kilogram(weight), DoseUnit.MG_PER_KG)
        return _about(dose.milligrams(weight), DoseUnit.MG)


def _worst(findings: Iterable[Finding]) -> Tier | None:
    return min((f.tier for f in findings), key=lambda tier: tier.rank, default=None)


def _travel_word(session: Session) -> str:
    if session.travel is None:
        return ""
    return t("Arrival") if session.travel is TravelDirection.ARRIVAL else t("Departure")


def _band_words(band: Band) -> str:
    return {Band.LOW: t("Low band"), Band.STANDARD: t("Standard band"), Band.HIGH: t("High band")}[band]


def _about(value: Decimal | None, unit: DoseUnit) -> str:
    """The other way to say a dose, to two decimals; empty where the weight is not known."""
    if value is None:
        return ""
    shown = value.quantize(Decimal("0.01"), ROUND_HALF_UP)
    text = f"{plain(shown)}{NO_BREAK}{unit}"
    return text if shown == value else t("about {amount}", amount=text)


def _spoken(finding: Finding) -> str:
    if finding.state is State.KEPT:
        return t("Kept: {sentence}", sentence=finding.sentence)
    tier = {Tier.STOP: t("Stop"), Tier.CAUTION: t("Caution"), Tier.NOTE: t("Note")}[finding.tier]
    return t("{tier}: {sentence}", tier=tier, sentence=finding.sentence)


def changed_cards(before: Mapping[str, CardFacts], after: Mapping[str, CardFacts]) -> frozenset[str]:
    """The ids of sessions whose card looks or says otherwise than before, gone and new ones included."""
    return frozenset(i for i in before.keys() | after.keys() if before.get(i) != after.get(i))


def is_contactless(kind: SessionKind) -> bool:
    """Whether a card of this kind is drawn as an outline without an edge: rest and travel."""
    return kind in {SessionKind.REST, SessionKind.TRAVEL}
