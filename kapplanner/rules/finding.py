"""What rules say about a plan: findings, what could not be checked, and the report that holds both."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from kapplanner.domain.evidence import Source
from kapplanner.domain.plan import RuleSetReference
from kapplanner.rules.tier import State as State
from kapplanner.rules.tier import Tier as Tier


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit ("h", "min", "mg", "mg/kg", "%", "sessions", "days" …) as measured or as limit."""

    value: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Interval:
    """Wall-clock times in the plan's zone to highlight."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a rule says about a plan. Screen, tooltip, paper and JSON all show this object.

    ``sentence`` is under 140 characters, with numbers and units, already in the user's language. ``sessions`` are ids
    in order of time; the first is the place the finding leads to, empty for findings on the whole plan.
    ``margin`` is measured minus limit in the limit's unit where both are numbers. ``field`` names the fact to mend
    ("patient.weight") where no session is concerned. ``fingerprint`` is over rule, version and the exact facts.
    ``about``: which row of a clinical list speaks, where one rule holds a whole list.
    """

    rule: str
    rule_version: str
    catalogue: int | None
    title: str
    tier: Tier
    sentence: str
    detail: str
    sessions: tuple[str, ...]
    fingerprint: str
    measured: Quantity | None = None
    limit: Quantity | None = None
    interval: Interval | None = None
    field: str = ""
    sources: tuple[Source, ...] = ()
    house_default: bool = True
    may_be_kept: bool = True
    needs_second_name: bool = False
    state: State = State.OPEN
    about: str = ""


@dataclass(frozen=True, slots=True)
class NotChecked:
    """A rule that could not be checked because facts are missing.

    ``missing`` are dotted names of facts ("patient.weight", "session.<id>.medicine.dose"); ``sentence`` says in words
    what is missing. ``tier`` is the strongest tier the rule can reach. ``acknowledged``: a clinician knows.
    """

    rule: str
    rule_version: str
    catalogue: int | None
    title: str
    tier: Tier
    missing: tuple[str, ...]
    sentence: str
    sessions: tuple[str, ...] = ()
    acknowledged: bool = False


class Bound(StrEnum):
    """Which way a limit holds; "at" includes the limit itself."""

    AT_MOST = "at most"
    AT_LEAST = "at least"
    BELOW = "below"
    ABOVE = "above"


@dataclass(frozen=True, slots=True)
class NearLimit:
    """A rule that passed, with how near it came: for the report's "nearest to a limit".

    ``bound``: which way the limit holds.
    """

    rule: str
    title: str
    measured: Quantity
    limit: Quantity
    bound: Bound = Bound.AT_MOST


@dataclass(frozen=True, slots=True)
class NotInForce:
    """A rule that does not apply because the plan starts outside its dates. ``words``: "in force from 1 Jan 2027"."""

    rule: str
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class Counts:
    """Open and lapsed findings by tier; the rest count rules. ``kept`` counts findings."""

    stop: int
    caution: int
    note: int
    kept: int
    not_checked: int
    passed: int
    not_applicable: int


@dataclass(frozen=True, slots=True)
class Report:
    """What a rule set says about a plan: sorted, deterministic, complete. Every rule is in exactly one outcome.

    ``passed`` and ``not_applicable`` are rule ids; ``not_in_force`` tells which of the latter their dates leave out. A
    rule with a finding may also have sessions that could not be checked; it then stands in ``findings`` and in
    ``not_checked`` and counts once for each.
    """

    rule_set: RuleSetReference
    rule_set_name: str
    findings: tuple[Finding, ...]
    not_checked: tuple[NotChecked, ...]
    passed: tuple[str, ...]
    not_applicable: tuple[str, ...]
    turned_off: tuple[str, ...] = ()
    nearest: tuple[NearLimit, ...] = ()
    not_in_force: tuple[NotInForce, ...] = ()

    @property
    def counts(self) -> Counts:
        def open_of(tier: Tier) -> int:
            return sum(1 for f in self.findings if f.tier is tier and f.state is not State.KEPT)

        return Counts(
            stop=open_of(Tier.STOP),
            caution=open_of(Tier.CAUTION),
            note=open_of(Tier.NOTE),
            kept=sum(1 for f in self.findings if f.state is State.KEPT),
            not_checked=len({n.rule for n in self.not_checked}),
            passed=len(self.passed),
            not_applicable=len(self.not_applicable),
        )

    @property
    def open_stops(self) -> tuple[Finding, ...]:
        """Stops that are neither mended nor kept."""
        return tuple(f for f in self.findings if f.tier is Tier.STOP and f.state is not State.KEPT)

    @property
    def unacknowledged(self) -> tuple[NotChecked, ...]:
        """Rules of tier Stop that could not be checked and that nobody acknowledged."""
        return tuple(n for n in self.not_checked if n.tier is Tier.STOP and not n.acknowledged)

    @property
    def is_ready(self) -> bool:
        """No open Stop, and no unacknowledged rule of tier Stop that could not be checked."""
        return not self.open_stops and not self.unacknowledged
