"""A request together with the words and the clock style in which its papers speak."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Self

from kapplanner.documents.moments import Moments, unbroken
from kapplanner.documents.paper_code import PaperCode
from kapplanner.documents.request import PrintRequest
from kapplanner.documents.words import Words, words_in
from kapplanner.domain.plan import Plan
from kapplanner.domain.restrictions import Restrictions, restrictions
from kapplanner.domain.session import Session
from kapplanner.domain.time import local_time
from kapplanner.rules.fingerprint import plan_fingerprint

TEAM_LANGUAGE: Final = "en"


@dataclass(frozen=True, slots=True)
class Edition:
    """What every document kind writes from."""

    request: PrintRequest
    words: Words
    moments: Moments

    @classmethod
    def for_patient(cls, request: PrintRequest) -> Self:
        """In the patient's language and clock style."""
        words = words_in(request.language, request.own_words)
        return cls(request, words, Moments(words, request.twelve_hour))

    @classmethod
    def for_team(cls, request: PrintRequest) -> Self:
        """In the team's language, always with 24 hours."""
        words = words_in(TEAM_LANGUAGE, request.own_words)
        return cls(request, words, Moments(words, twelve_hour=False))

    @property
    def plan(self) -> Plan:
        return self.request.plan

    @property
    def printed_at(self) -> datetime:
        """The time of printing on the clock of the plan's place."""
        return local_time(self.request.printed_at, self.plan.zone)

    @property
    def clinic(self) -> str:
        """The clinic's name, or a neutral word."""
        return self.plan.site.name.strip() or self.words("page.clinic")

    @property
    def clinic_in_sentence(self) -> str:
        """The same inside a sentence."""
        return self.plan.site.name.strip() or self.words("page.clinic_in_sentence")

    @property
    def name(self) -> str:
        """The patient's name as it stands on paper; may be empty."""
        return self.request.name_shown or short_name(self.plan.patient.name)

    @property
    def fingerprint(self) -> str:
        """The short mark over everything in the plan that a rule or a paper can depend on."""
        return plan_fingerprint(self.plan)

    @property
    def short_fingerprint(self) -> str:
        """Its first twelve places, in groups of four."""
        mark = self.fingerprint[:12]
        return " ".join(mark[place : place + 4] for place in range(0, len(mark), 4))

    @property
    def paper_code(self) -> str:
        """The code by which the program knows a paper of this state of the plan again."""
        return str(PaperCode.of(self.plan))

    def sessions_on(self, day: date) -> tuple[Session, ...]:
        """What happens on a day, without what was cancelled."""
        return tuple(s for s in self.plan.sessions if s.day == day and s.is_active)

    def restrictions(self, session: Session) -> Restrictions:
        """Clock times around the dose of a medicine session, by the clinic's numbers."""
        assert session.medicine is not None
        return restrictions(self.plan, session, self.request.rule_set.route(session.medicine.route))

    def span(self, session: Session) -> str:
        """From when to when a session lasts."""
        return self.moments.span(session.start, self.plan.local_end(session))


def short_name(name: str) -> str:
    """First name and initial ("Sam R."); a code, or a name whose last part is no word, stays as it is."""
    parts = name.split()
    if len(parts) < 2 or not parts[-1][0].isalpha() or not parts[0][0].isalpha():
        return name.strip()
    return unbroken(f"{parts[0]} {parts[-1][0]}.")
