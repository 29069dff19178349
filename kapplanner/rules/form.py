"""What a rule form is: typed parameters, a generated sentence, and a judgement of a plan."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from kapplanner.domain.errors import PlannerError
from kapplanner.domain.session import Session
from kapplanner.rules import words
from kapplanner.rules.clinical_lists import Ground
from kapplanner.rules.finding import Bound, Interval, Quantity, Tier
from kapplanner.rules.index import Entry, PlanIndex, doubt
from kapplanner.rules.selector import Selector


class Side(StrEnum):
    """Which of a rule's two limits was passed."""

    SOFT = "soft"
    HARD = "hard"


@dataclass(frozen=True, slots=True)
class Problem:
    """One place where a plan does not keep a rule, before tiers and fingerprints are put to it.

    ``entries`` in order of time. ``excess``: how far outside, for choosing the worst of several. ``facts``: further
    facts that the finding hangs on (weight, a person's training). ``tier`` and ``ground`` stand in place of the
    rule's own where a row of a clinical list speaks; ``about`` is its code. ``sentence`` and ``interval`` may be
    functions that make them: where a rule finds many places and shows the worst, most are never asked for.
    """

    side: Side
    sentence: str | Callable[[], str]
    entries: tuple[Entry, ...] = ()
    measured: Quantity | None = None
    limit: Quantity | None = None
    interval: Interval | Callable[[], Interval] | None = None
    facts: tuple[str, ...] = ()
    field: str = ""
    excess: Decimal = Decimal(0)
    tier: Tier | None = None
    about: str = ""
    ground: Ground | None = None

    @property
    def said(self) -> str:
        """The sentence itself."""
        return self.sentence if isinstance(self.sentence, str) else self.sentence()

    @property
    def span(self) -> Interval | None:
        """The interval itself."""
        return self.interval() if callable(self.interval) else self.interval


@dataclass(frozen=True, slots=True)
class Gap:
    """Facts that are missing, and the sessions that could not be checked without them.

    ``side``: the limit at stake where it is not the stronger one. ``sentence``: what is missing in words, where there
    is more to say than the names of the facts.
    """

    missing: tuple[str, ...]
    entries: tuple[Entry, ...] = ()
    side: Side = Side.HARD
    sentence: str = ""


@dataclass(slots=True)
class Verdict:
    """What a form says about a plan. ``looked`` counts what it looked at; 0 means that the rule does not apply."""

    looked: int = 0
    problems: list[Problem] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    _near: tuple[Decimal, Decimal, str, int, Bound] | None = None
    _distance: Decimal | None = None

    @property
    def nearest(self) -> tuple[Quantity, Quantity, Bound] | None:
        """The value that came nearest to a limit without passing it, that limit, and which way it holds."""
        if self._near is None:
            return None
        measured, limit, unit, places, bound = self._near
        return Quantity(words.tidy(measured, places), unit), Quantity(limit, unit), bound

    def near(
        self, measured: Decimal, limit: Decimal, unit: str, *, places: int = 2, bound: Bound = Bound.AT_MOST
    ) -> None:
        """Remember the value that came nearest to a limit without passing it; it is told with so many places."""
        distance = abs(limit - measured) / (abs(limit) or 1)
        if self._distance is None or distance < self._distance:
            self._distance = distance
            self._near = (measured, limit, unit, places, bound)

    def lacks(self, missing: Iterable[str], *entries: Entry, side: Side = Side.HARD, sentence: str = "") -> None:
        """These sessions could not be checked because facts are missing."""
        self.gaps.append(Gap(tuple(missing), entries, side, sentence))

    def found(self, problem: Problem, *selectors: Selector) -> None:
        """Add a problem, or a gap where a selector's own fact about one of its sessions is in doubt."""
        doubts = [
            fact
            for selector in selectors
            if selector.new_target is not None or selector.exposure_task
            for entry in problem.entries
            if selector.matches(entry.session) and (fact := doubt(selector, entry.session))
        ]
        if doubts:
            self.gaps.append(Gap(tuple(dict.fromkeys(doubts)), problem.entries))
        else:
            self.problems.append(problem)


@dataclass(frozen=True, slots=True)
class Tiers:
    """What the two sides of a rule mean; a rule with only one uses it for both sides."""

    soft: Tier | None
    hard: Tier | None

    def of(self, side: Side) -> Tier:
        """The tier of a side."""
        first, second = (self.hard, self.soft) if side is Side.HARD else (self.soft, self.hard)
        found = first or second
        assert found is not None
        return found


class RuleForm(ABC):
    """A shape of rule. A subclass is a frozen dataclass whose attributes are made with ``fields.parameter``."""

    __slots__ = ()
    form: ClassVar[str]

    @abstractmethod
    def judge(self, index: PlanIndex) -> Verdict:
        """Where the plan does not keep the rule, and what could not be checked."""

    @abstractmethod
    def sentence(self, tiers: Tiers) -> str:
        """The rule in words, made from its values."""

    @property
    def hangs_on_days(self) -> bool:
        """Whether only the order of sessions and the days they lie on matter, not their clock times."""
        return False

    def sees(self, session: Session) -> bool:
        """Whether the verdict can change when this session (no medicine, no travel) takes place at another time.

        A form that looks at more than what its selectors choose says so here; so does the test that tries many places.
        """
        parts = (getattr(self, each.name) for each in fields(self))  # type: ignore[arg-type]
        return any(isinstance(part, Selector) and part.matches(session) for part in parts)

    def check(self) -> None:  # noqa: B027 - most forms have nothing to refuse
        """Refuse parameters that do not go together."""

    def require_one_of(self, *names: str) -> None:
        """Refuse a rule that sets none of these limits."""
        if all(getattr(self, name) in (None, ()) for name in names):
            raise PlannerError("At least one of {names} must be given.", names=", ".join(names))
