"""One medicine session as the papers of the team speak of it: which it is, when and where, and who gives care."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Final

from kapplanner.documents.content import (
    Block,
    Heading,
    Masthead,
    Paragraph,
    Reader,
    Sheet,
    Size,
    Span,
    Text,
    Unit,
    joined,
    plain,
)
from kapplanner.documents.edition import Edition
from kapplanner.documents.masthead import masthead
from kapplanner.documents.moments import unbroken
from kapplanner.domain.people import EscortKind, Role
from kapplanner.domain.restrictions import Restrictions
from kapplanner.domain.routes import RouteProfile
from kapplanner.domain.session import MedicineDetails, Session
from kapplanner.domain.time import local_time
from kapplanner.rules.in_session import SessionRules

_ALWAYS: Final = (Role.PRESCRIBER, Role.MONITOR, Role.THERAPIST)


@dataclass(frozen=True)
class MedicineSession:
    """A medicine session with its place in the course: ``number`` of ``total``."""

    edition: Edition
    session: Session
    number: int
    total: int

    @cached_property
    def rules(self) -> SessionRules:
        """The rules in force that mean this session."""
        return SessionRules(self.edition.plan, self.edition.request.rule_set, self.session)

    @cached_property
    def times(self) -> Restrictions:
        """Clock times around the dose."""
        return self.edition.restrictions(self.session)

    @property
    def medicine(self) -> MedicineDetails:
        assert self.session.medicine is not None
        return self.session.medicine

    @property
    def profile(self) -> RouteProfile:
        """The clinic's numbers for the route."""
        return self.edition.request.rule_set.route(self.medicine.route)

    @property
    def readings(self) -> tuple[int, ...]:
        """Minutes after the dose of the planned readings; those of the route where none were entered."""
        planned = self.medicine.vital_signs_minutes
        return self.profile.vital_signs_minutes if planned is None else planned

    def after(self, minutes: int) -> datetime:
        """The clock time so many minutes after the dose."""
        plan = self.edition.plan
        return local_time(plan.dose_time(self.session) + timedelta(minutes=minutes), plan.zone)

    def clock(self, moment: datetime) -> str:
        """ "12:30"; with its day where that is another than the session's: "Thu 10-Dec-2026 00:30"."""
        moments = self.edition.moments
        return moments.clock(moment) if moment.date() == self.session.day else moments.clinical_time(moment)

    @property
    def title(self) -> str:
        """ "Medicine 2 of 6"."""
        return self.edition.words("team.medicine_of", number=self.number, total=self.total)

    def sheet(self, kind: str, name: str, blocks: tuple[Block, ...], *, what: str = "") -> Sheet:
        """A sheet about this session. ``what``: which of several it is."""
        date = self.edition.moments.clinical(self.session.day)
        place = self.edition.words("team.place", what=what or self.title, date=date)
        return Sheet(kind, name, place, Reader.TEAM, Unit.SESSION, blocks, day=self.session.day)

    def head(self, title: str, *, with_people: bool = True) -> Masthead:
        """Title, day, time and room, and who gives care."""
        words, plan, session = self.edition.words, self.edition.plan, self.session
        date, day = self.edition.moments.clinical(session.day), plan.day_number(session.day)
        room = plan.room(session.room) if session.room else None
        where = room.name if room else words("team.no_room")
        lead = f"{words('team.on_day', date=date, number=day)}\n{self.edition.span(session)}, {where}"
        blocks: list[Block] = [Heading(title, 1), Paragraph(plain(lead), Size.LEAD)]
        if with_people:
            blocks.append(Paragraph(self._people))
        return masthead(self.edition, tuple(blocks))

    @property
    def _people(self) -> Text:
        """The roles of the session and the escort, one a line; a line to write on for whoever was not entered."""
        words = self.edition.words
        named = [role for role in Role if role in _ALWAYS or self.session.practitioner_as(role)]
        rows = [(words(f"team.role_{role}"), self.person(role)) for role in named]
        rows.append((words("team.escort"), self.escort))
        lines = [words.spans("team.person", role=role, name=name) for role, name in rows]
        return tuple(span for place, line in enumerate(lines) for span in ((Span("\n"),) if place else ()) + line)

    def person(self, role: Role) -> str:
        """Who fills a role; a line to write on where nobody was entered."""
        words = self.edition.words
        entry = self.session.practitioner_as(role)
        if entry is None:
            return words("team.not_entered")
        person = self.edition.plan.practitioner(entry.practitioner) if entry.practitioner else None
        return person.name if person else words("team.as_none")

    @property
    def escort(self) -> str:
        """The responsible adult: staff of the stay, a name with its phone, or a line to write on."""
        words = self.edition.words
        escort = self.medicine.escort or self.edition.plan.patient.escort
        if escort is None:
            return words("team.not_entered")
        match escort.kind:
            case EscortKind.ON_SITE_STAFF:
                return escort.name or words("team.escort_staff")
            case EscortKind.TAXI:
                return words("team.escort_taxi")
            case EscortKind.NONE:
                return words("team.as_none")
        name = escort.name or words("team.not_entered")
        return words("team.escort_named", name=name, phone=unbroken(escort.phone)) if escort.phone else name


def medicine_sessions(edition: Edition) -> tuple[MedicineSession, ...]:
    """The medicine sessions of the plan that were not cancelled, in order."""
    sessions = edition.plan.medicine_sessions
    return tuple(MedicineSession(edition, session, place, len(sessions)) for place, session in enumerate(sessions, 1))


def labelled(step: str) -> Text:
    """A step with its label, up to the first colon, in bold: "**Emergency:** any of these with chest pain"."""
    label, colon, rest = step.partition(": ")
    return joined((Span(f"{label}:", bold=True),), plain(rest)) if colon else plain(step)
