"""What a change adds or worsens: problems of a rule before and after, matched where they are the same matter."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from kapplanner.rules.finding import Tier
from kapplanner.rules.form import Problem, Verdict
from kapplanner.rules.forms.capacity import Capacity
from kapplanner.rules.rule_set import Report, Rule


@dataclass(frozen=True, slots=True)
class Matter:
    """One problem without its words: which sessions, how strong (0 is Stop), how far outside the limit.

    ``about``: the row of a clinical list that speaks. ``is_too_few``: less than the least is there, so that sessions
    named are not the ones at fault. ``at``: when, where one thing at a time is asked for: two sessions at once
    elsewhere are another matter, however long they overlap, so that such a place never counts as fitting.
    """

    ids: frozenset[str]
    about: str
    rank: int
    excess: Decimal
    unit: str
    is_too_few: bool
    at: datetime | None = None


def matter(rule: Rule, problem: Problem) -> Matter:
    """A problem as it is compared."""
    measured, limit = problem.measured, problem.limit
    span = problem.span if isinstance(rule.form, Capacity) else None
    return Matter(
        frozenset(entry.id for entry in problem.entries),
        problem.about,
        tier_of(rule, problem).rank,
        problem.excess,
        measured.unit if measured else "",
        measured is not None and limit is not None and measured.value < limit.value,
        span.start if span is not None else None,
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """How a rule stands before a change: its matters, and the facts it lacks. ``ran``: it could be run at all."""

    rule: Rule
    matters: tuple[Matter, ...]
    missing: frozenset[str]
    ran: bool = True

    @classmethod
    def of(cls, rule: Rule, verdict: Verdict | None) -> "Standing":
        """What a verdict leaves to compare with."""
        if verdict is None:
            return cls(rule, (), frozenset(), ran=False)
        return cls(rule, tuple(matter(rule, problem) for problem in verdict.problems), missing_facts(verdict))

    def added(self, verdict: Verdict, moved: frozenset[str] = frozenset()) -> list[Problem]:
        """The problems of a verdict that were not there, or not as bad.

        Of a session in ``moved`` also those that are there again with other numbers: its new place makes them anew.
        """
        count = len(verdict.problems)
        return [problem for problem in verdict.problems if not self._holds(problem, count, moved)]

    def lacks_more(self, verdict: Verdict, new: frozenset[str] = frozenset()) -> bool:
        """Whether the rule now lacks facts that it did not lack.

        What it lacks about a session in ``new`` is nothing more where it lacks the same about others already.
        """
        if not verdict.gaps:
            return False
        return any(not self._is_lacked(name, new) for name in missing_facts(verdict) - self.missing)

    def _is_lacked(self, name: str, new: frozenset[str]) -> bool:
        of_new = next((f"session.{each}." for each in new if name.startswith(f"session.{each}.")), None)
        if of_new is None:
            return False
        fact = name.removeprefix(of_new)
        return any(known.startswith("session.") and known.endswith(f".{fact}") for known in self.missing)

    def _holds(self, problem: Problem, count: int, moved: frozenset[str]) -> bool:
        """Whether the same matter stood here before and was no better.

        The same matter: the same sessions, or fewer of them; where too few are there, also more of them; and for a
        rule that speaks once for the whole plan and finds too little in it, wherever it lies.
        """
        if not self.matters:
            return False
        now = matter(self.rule, problem)
        whole = count == 1 == len(self.matters) and self.rule.report is Report.PLAN
        is_worse = _is_other if now.ids & moved else _is_worse
        return any(_same(old, now, whole=whole) and not is_worse(old, now) for old in self.matters)


def tier_of(rule: Rule, problem: Problem) -> Tier:
    """The tier of a problem: that of the list's row that speaks, or that of the side of the rule's limits."""
    return problem.tier or rule.tiers.of(problem.side)


def missing_facts(verdict: Verdict) -> frozenset[str]:
    """The names of all facts that a verdict lacks."""
    return frozenset(name for gap in verdict.gaps for name in gap.missing)


def _same(old: Matter, now: Matter, *, whole: bool) -> bool:
    if now.about != old.about:
        return False
    if now.ids <= old.ids:
        return True
    return now.is_too_few and old.is_too_few and (whole or old.ids < now.ids)


def _is_worse(old: Matter, now: Matter) -> bool:
    if now.rank != old.rank:
        return now.rank < old.rank
    return now.unit != old.unit or now.excess > old.excess


def _is_other(old: Matter, now: Matter) -> bool:
    return (now.rank, now.unit, now.excess, now.at) != (old.rank, old.unit, old.excess, old.at)
