"""What is asked of the printer, and what it may answer."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from kapplanner.codec.carried import NOTHING_CARRIED, Carried
from kapplanner.codec.paper_words import NO_OWN_WORDS, OwnWords
from kapplanner.codec.rule_shelf import InForce
from kapplanner.documents.password import ready_password
from kapplanner.domain.errors import ImpossibleValue, PlannerError
from kapplanner.domain.plan import Plan
from kapplanner.domain.routes import RouteProfile
from kapplanner.domain.session import Route
from kapplanner.rules.finding import Report, Tier
from kapplanner.rules.rule_set import RulesInUse

PAPERS = ("a4", "letter")
SIZES = (14, 18)


class CannotPrint(PlannerError):
    """A paper that cannot be made as asked: nothing was written."""


class RuleNumbers(RulesInUse, Protocol):
    """What paper needs to know of a rule set: its name, its rules, and the clinic's numbers for a route."""

    @property
    def name(self) -> str: ...

    @property
    def version(self) -> str: ...

    @property
    def effective_from(self) -> date | None: ...

    @property
    def next_review(self) -> date | None: ...

    def route(self, route: Route, /) -> RouteProfile: ...


@dataclass(frozen=True, slots=True)
class PrintRequest:
    """Which papers of which plan, and how they should look.

    ``documents`` are ids of document kinds, in the order wanted. ``size`` is the body size of patient papers in
    points (14 or 18). ``printed_at`` carries a zone and stands on every page. ``final``: without the DRAFT mark;
    refused while the report has an open Stop. ``twelve_hour`` concerns patient papers; those of the team always show
    24 hours. ``name_shown``: the form of the patient's name on paper; empty for first name and initial. ``in_force``:
    who put the rule set in force, and what there is to know of it; None where nobody was asked. ``also_language``:
    patient papers come in this language too, each page after the same page in ``language``; "" for one language.
    ``day``: only the sheets of this one day. ``own_words``: the clinic's own texts, in place of the shipped ones.
    ``carries_plan``: the plan file goes inside, with team papers only; ``carried`` is what came with the plan from a
    newer version of the program and goes out with it. ``password`` opens the file, "" for one that anybody opens.
    ``superseded``: the plan was changed since it was as it is here, and every page says so.
    """

    plan: Plan
    rule_set: RuleNumbers
    report: Report
    documents: tuple[str, ...]
    printed_at: datetime
    paper: str = "a4"
    size: int = 14
    language: str = "en"
    final: bool = False
    twelve_hour: bool = True
    show_dose: bool = False
    name_shown: str = ""
    in_force: InForce | None = None
    also_language: str = ""
    day: date | None = None
    own_words: OwnWords = NO_OWN_WORDS
    carries_plan: bool = False
    carried: Carried = NOTHING_CARRIED
    password: str = field(default="", repr=False)
    superseded: bool = False

    def __post_init__(self) -> None:
        if self.password:
            object.__setattr__(self, "password", ready_password(self.password))
        if self.paper not in PAPERS:
            raise ImpossibleValue("“{paper}” is not a paper size. Choose a4 or letter.", paper=self.paper[:20])
        if self.size not in SIZES:
            raise ImpossibleValue("Papers are printed at 14 or 18 points.")
        if self.printed_at.tzinfo is None:
            raise ImpossibleValue("The time of printing needs its time zone.")
        if not self.documents:
            raise ImpossibleValue("Choose at least one document to print.")
        if self.also_language == self.language:
            raise ImpossibleValue("Choose two different languages for papers in two languages.")


@dataclass(frozen=True, slots=True)
class PrintFinding:
    """One thing the print check says. A Stop keeps the paper a draft, a Caution and a Note do not.

    ``check`` is the check's id ("P01"); ``place`` says in words where; ``page`` counts from 1, None for the whole.
    The rest leads to what mends it, each "" where it does not: ``fact`` is a fact of the plan by its dotted name
    ("site.phone_day", "session.s4.patient_text"), ``words`` a text of the papers ("day.eve", or "day" for its block),
    ``choice`` a field of this request ("show_dose").
    """

    check: str
    severity: Tier
    sentence: str
    place: str = ""
    page: int | None = None
    fact: str = ""
    words: str = ""
    choice: str = ""


@dataclass(frozen=True, slots=True)
class PrintHolds:
    """What a check of the print check found in order, with its measure in words ("Smallest text 12 pt")."""

    check: str
    sentence: str


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page of a finished file: the kind it belongs to, the document's name and the page's place on paper.

    ``place`` reads like "Wednesday 9 December 2026", in the language of the paper; width and height are in points.
    """

    kind: str
    document: str
    place: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Glimpse:
    """One page of a print, drawn before all others: its file of one page, its index, and what stands on all pages."""

    pdf: bytes
    index: int
    pages: tuple[PrintedPage, ...]


@dataclass(frozen=True, slots=True)
class PrintedPapers:
    """A finished file with all that is said of it, laid out once."""

    pdf: bytes
    findings: tuple[PrintFinding, ...]
    pages: tuple[PrintedPage, ...]
    holds: tuple[PrintHolds, ...] = ()
