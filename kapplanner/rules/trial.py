"""Trying changes of a plan by its rules, many a second, with the same verdicts that judging the whole plan gives.

Three things make it quick, none of them a guess. Sessions that stay are worked out once. A rule that cannot see what
moves is not asked again. Rules that hang only on the order of sessions and the days they lie on are asked once for
all places of the same order on the same day.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Final

from kapplanner.domain.plan import Plan
from kapplanner.domain.session import Session
from kapplanner.i18n import t
from kapplanner.rules.evaluate import findings_of, short_sentence, verdict_of
from kapplanner.rules.finding import Tier
from kapplanner.rules.fingerprint import same_place
from kapplanner.rules.form import Problem, Side, Verdict
from kapplanner.rules.forms.capacity import Capacity
from kapplanner.rules.index import Entry, PlanIndex, entry_of, entry_order
from kapplanner.rules.matters import Standing, tier_of
from kapplanner.rules.missing import missing_sentence
from kapplanner.rules.rule_set import Rule, RuleSet
from kapplanner.rules.selector import Selector


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that a change would add or worsen. ``at_stake``: what a rule can reach that is left unchecked."""

    tier: Tier
    rule: str
    title: str
    sentence: str
    sessions: tuple[str, ...] = ()
    at_stake: Tier | None = None

    @property
    def rank(self) -> int:
        """The rank of its tier, or of the one that is at stake where that is the stronger."""
        return self.tier.rank if self.at_stake is None else min(self.tier.rank, self.at_stake.rank)


@dataclass(frozen=True, slots=True)
class Weight:
    """The worst tier that a change adds, and the rule that decides; a Note weighs nothing."""

    tier: Tier | None = None
    rule: str = ""

    @property
    def fits(self) -> bool:
        """Neither a Stop nor a Caution is added or worsened."""
        return self.tier is None


_FITS: Final = Weight()


class Bench:
    """A plan as it stands, ready to try changes on. ``standings``: what each rule found in it."""

    def __init__(self, plan: Plan, rule_set: RuleSet) -> None:
        self.plan = plan
        self.rule_set = rule_set
        self.index = self.index_of(plan)
        self.rules = tuple(rule for rule in rule_set.rules if rule.enabled)
        verdicts = {rule.id: verdict_of(rule, self.index) for rule in self.rules}
        self.standings = {rule.id: Standing.of(rule, verdicts[rule.id]) for rule in self.rules}
        self.marks: dict[str, frozenset[str]] = {
            override.rule: frozenset(o.fingerprint for o in plan.overrides if o.rule == override.rule)
            for override in plan.overrides
        }
        self.kept = {
            rule.id: frozenset(self._fingerprints(rule, verdicts[rule.id])) & self.marks[rule.id]
            for rule in self.rules
            if rule.id in self.marks
        }

    def index_of(self, plan: Plan) -> PlanIndex:
        """Another plan as the rules of this bench see it."""
        return PlanIndex(plan, self.rule_set.routes, self.rule_set.lists)

    def _fingerprints(self, rule: Rule, verdict: Verdict | None) -> list[str]:
        found = findings_of(rule, self.index, verdict) if verdict is not None else []
        return [finding.fingerprint for finding in found if finding.may_be_kept]

    def added(self, rule: Rule, index: PlanIndex, moved: frozenset[str] = frozenset()) -> list[Reason]:
        """What a rule says about a changed plan that it did not say before, or not so strongly."""
        standing, verdict = self.standings[rule.id], verdict_of(rule, index)
        if verdict is None:
            return [_not_run(rule)] if standing.ran else []
        reasons = [_reason(rule, problem) for problem in standing.added(verdict, moved)]
        if rule.id in self.marks and verdict.problems:
            reasons = self._unless_kept(rule, index, verdict, reasons)
        is_weighty = bool(verdict.gaps) and rule.strongest_tier is not Tier.NOTE
        if is_weighty and standing.lacks_more(verdict, index.ids - self.index.ids):
            reasons.append(_unknown(self.plan, rule, verdict))
        return reasons

    def _unless_kept(self, rule: Rule, index: PlanIndex, verdict: Verdict, reasons: list[Reason]) -> list[Reason]:
        """A finding that was kept for just these facts weighs nothing; one whose facts change is open again."""
        open_ones = [f for f in findings_of(rule, index, verdict) if f.fingerprint not in self.marks[rule.id]]
        if not open_ones:
            return []
        lapsed = [f for f in open_ones if any(same_place(f.fingerprint, kept) for kept in self.kept[rule.id])]
        told = {reason.sessions for reason in reasons}
        again = [
            Reason(f.tier, rule.id, f.title, t("No longer kept: {sentence}", sentence=f.sentence), f.sessions)
            for f in lapsed
            if f.sessions not in told
        ]
        return reasons + again


class Trial:
    """Certain sessions of a plan at other places, or new ones added; all else stays.

    ``sessions`` are those that may move, as they are, and new ones as they would be. Between one try and the next only
    the starts of these sessions differ. ``anew``: what speaks of a moving session and stays with other numbers counts
    as made by its new place.
    """

    def __init__(self, bench: Bench, sessions: tuple[Session, ...], *, anew: bool = True) -> None:
        self.bench = bench
        self._ids = frozenset(session.id for session in sessions)
        self._counted_anew = self._ids if anew else frozenset()
        self._fixed = [entry for entry in bench.index.entries if entry.id not in self._ids]
        self._starts = [entry.start for entry in self._fixed]
        self._fixed_medicine = [entry for entry in self._fixed if entry.dose is not None]
        self._matching: dict[int, tuple[Selector, list[Entry], tuple[bool, ...]]] = {}
        self._sessions = tuple(session for session in sessions if session.is_active)
        self._moves_medicine = any(session.is_medicine for session in self._sessions)
        seen = [rule for rule in bench.rules if self._is_seen_by(rule)]
        weighty = sorted((r for r in seen if r.strongest_tier is not Tier.NOTE), key=_by_weight)
        self._seen = seen
        self._on_days = [(rule, rule.strongest_tier.rank) for rule in weighty if self._hangs_on_days(rule)]
        self._on_times = [(rule, rule.strongest_tier.rank) for rule in weighty if not self._hangs_on_days(rule)]
        self._weights: dict[Hashable, Weight] = {}
        self._plans: dict[Hashable, Plan] = {}

    def _is_seen_by(self, rule: Rule) -> bool:
        """Medicine and travel give all other sessions their weeks, positions and days: every rule may see them."""
        return any(s.is_medicine or s.travel is not None or rule.form.sees(s) for s in self._sessions)

    def _hangs_on_days(self, rule: Rule) -> bool:
        return rule.form.hangs_on_days and rule.id not in self.bench.marks

    def weigh(self, sessions: tuple[Session, ...]) -> Weight:
        """The worst that these sessions would add where they are now. An impossible clock time raises."""
        key, index = self._index(sessions)
        worst = self._weights.get(key)
        if worst is None:
            worst = self._weights[key] = self._heaviest(self._on_days, index, _FITS)
        return self._heaviest(self._on_times, index, worst)

    def reasons(self, sessions: tuple[Session, ...]) -> tuple[Reason, ...]:
        """All that these sessions would add where they are now, strongest first; Notes included."""
        _, index = self._index(sessions)
        found = [reason for rule in self._seen for reason in self.bench.added(rule, index, self._counted_anew)]
        return tuple(sorted(found, key=lambda reason: reason.tier.rank))

    def index_of(self, sessions: tuple[Session, ...]) -> PlanIndex:
        """The plan with these sessions where they are now, as rules see it."""
        return self._index(sessions)[1]

    def _heaviest(self, rules: list[tuple[Rule, int]], index: PlanIndex, worst: Weight) -> Weight:
        """The rules in order, with the rank of their strongest tier: none is asked that cannot add to the weight."""
        for rule, rank in rules:
            if worst.tier is not None and rank >= worst.tier.rank:
                break
            for reason in self.bench.added(rule, index, self._counted_anew):
                if reason.tier is not Tier.NOTE and (worst.tier is None or reason.tier.rank < worst.tier.rank):
                    worst = Weight(reason.tier, rule.id)
        return worst

    def _index(self, sessions: tuple[Session, ...]) -> tuple[Hashable, "TrialIndex"]:
        zone = self.bench.index.zone
        moved = [entry_of(session, zone) for session in sessions if session.is_active]
        index = TrialIndex(self, moved)
        key = tuple(self._view(index, entry, moved[0]) for entry in moved)
        index.plan = self._plan(key, sessions)
        return key, index

    def _view(self, index: "TrialIndex", entry: Entry, first: Entry) -> Hashable:
        """All of a place that the order of sessions and their days hang on; over midnight the start counts too."""
        before, upto = bisect_left(self._starts, entry.start), bisect_right(self._starts, entry.start)
        end = index.end_day(entry)
        return before, upto, entry.day, entry.start - first.start, entry.start if end != entry.day else end

    def _plan(self, key: Hashable, sessions: tuple[Session, ...]) -> Plan:
        """The plan that facts are read from; they know no more of sessions than the days of medicine."""
        if not self._moves_medicine:
            return self.bench.plan
        found = self._plans.get(key)
        if found is None:
            found = self._plans[key] = self.bench.plan.with_sessions(sessions)
        return found

    def fixed_for(self, selector: Selector) -> tuple[list[Entry], tuple[bool, ...]]:
        """The staying sessions that a selector means by what they are, and which of the moving ones it means."""
        found = self._matching.get(id(selector))
        if found is None:
            pool = self._fixed_medicine if selector.is_medicine_only else self._fixed
            fixed = [entry for entry in pool if selector.matches(entry.session)]
            found = selector, fixed, tuple(self._means(selector, session) for session in self._sessions)
            self._matching[id(selector)] = found
        return found[1], found[2]

    def _means(self, selector: Selector, session: Session) -> bool:
        return (session.is_medicine or not selector.is_medicine_only) and selector.matches(session)

    @property
    def fixed(self) -> tuple[list[Entry], list[Entry]]:
        """The staying sessions, and the medicine sessions among them."""
        return self._fixed, self._fixed_medicine


class TrialIndex(PlanIndex):
    """The plan with some sessions elsewhere, made from what stays."""

    __slots__ = ("_moved", "_trial")

    def __init__(self, trial: Trial, moved: list[Entry]) -> None:
        self.plan = trial.bench.plan
        self.routes = trial.bench.index.routes
        self.lists = trial.bench.index.lists
        self.zone = trial.bench.index.zone
        self._trial = trial
        self._moved = moved
        fixed, medicine = trial.fixed
        self.entries = _merged(fixed, moved)
        self.medicine = _merged(medicine, [entry for entry in moved if entry.dose is not None])
        self._bound = self._ids = None
        self._selections = {}

    def _matching(self, selector: Selector) -> list[Entry]:
        fixed, meant = self._trial.fixed_for(selector)
        return _merged(fixed, [entry for entry, is_meant in zip(self._moved, meant, strict=True) if is_meant])


def _merged(fixed: list[Entry], moved: list[Entry]) -> list[Entry]:
    if not moved:
        return fixed
    entries = fixed.copy()
    for entry in moved:
        insort(entries, entry, key=entry_order)
    return entries


def _by_weight(rule: Rule) -> tuple[int, bool]:
    """Rules that can stop come first, and of these the one that two things cannot be at once."""
    return rule.strongest_tier.rank, not isinstance(rule.form, Capacity)


def _reason(rule: Rule, problem: Problem) -> Reason:
    sessions = tuple(entry.id for entry in problem.entries)
    return Reason(tier_of(rule, problem), rule.id, t(rule.title), short_sentence(problem.said), sessions)


def _unknown(plan: Plan, rule: Rule, verdict: Verdict) -> Reason:
    """A rule that could be checked before and no longer can: asks for a reason, as nothing is known about it."""
    missing = tuple(dict.fromkeys(name for gap in verdict.gaps for name in gap.missing))
    words = missing_sentence(plan, missing)
    sentence = t("{title} could not be checked. {missing}", title=t(rule.title), missing=words)
    at_stake = rule.tiers.of(Side.HARD if any(gap.side is Side.HARD for gap in verdict.gaps) else Side.SOFT)
    return Reason(Tier.CAUTION, rule.id, t(rule.title), short_sentence(sentence), at_stake=at_stake)


def _not_run(rule: Rule) -> Reason:
    title = t(rule.title)
    return Reason(Tier.STOP, rule.id, title, t("This rule could not be run: {title}.", title=title))
