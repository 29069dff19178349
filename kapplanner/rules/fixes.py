"""Fixes: for a finding up to three smallest repairs, each proven to remove it and to add none of its tier or above."""

from collections.abc import Iterable, Iterator
from typing import Final

from kapplanner.domain.plan import Plan
from kapplanner.domain.session import Session
from kapplanner.i18n import t
from kapplanner.rules.attributes import Attribute
from kapplanner.rules.finding import Finding, State
from kapplanner.rules.forms.applicability import Applicability
from kapplanner.rules.forms.companion import Companion
from kapplanner.rules.forms.order_and_gate import OrderAndGate
from kapplanner.rules.forms.required import Required
from kapplanner.rules.forms.step_change import StepChange
from kapplanner.rules.forms.total_in_window import Summed, TotalInWindow
from kapplanner.rules.forms.value_range import ValueRange
from kapplanner.rules.repairs.additions import additions
from kapplanner.rules.repairs.adjustments import filled, longer, shorter, to_the_limit
from kapplanner.rules.repairs.moves import concerned, moves
from kapplanner.rules.repairs.proof import proven
from kapplanner.rules.repairs.repair import Repair
from kapplanner.rules.rule_set import Rule, RuleSet
from kapplanner.rules.trial import Bench

MOST: Final = 3
_TIMES: Final = {Attribute.LENGTH, Attribute.OBSERVED, Attribute.INFUSION, Attribute.BOOSTER_AFTER}


def fixes_for(plan: Plan, rule_set: RuleSet, finding: Finding) -> tuple[Repair, ...]:
    """The proven fixes of a finding of this plan, the one that changes least first; none for a kept finding."""
    return fixes_on(Bench(plan, rule_set), finding)


def fixes_on(bench: Bench, finding: Finding) -> tuple[Repair, ...]:
    """The same for several findings of one plan: what they share is worked out once."""
    return next((found for found in search_fixes(bench, finding) if found is not None), ())


def search_fixes(bench: Bench, finding: Finding) -> Iterator[tuple[Repair, ...] | None]:
    """The same in small steps, None after each but the last, so that a window may do other things in between."""
    rule = next((rule for rule in bench.rules if rule.id == finding.rule), None)
    if rule is None or finding.state is State.KEPT or not bench.standings[rule.id].ran:
        yield ()
        return
    candidates: list[Repair] = []
    for candidate in _candidates(bench, finding, rule):
        if candidate is not None:
            candidates.append(candidate)
        yield None
    candidates.sort(key=lambda repair: repair.size)
    yield from _first_proven(bench, finding, candidates)


def why_none(rule_set: RuleSet, finding: Finding) -> str:
    """Why a finding has no fix, for its row: what is left to the clinician."""
    form = next((rule.form for rule in rule_set.rules if rule.id == finding.rule), None)
    if form is None or not finding.may_be_kept:
        return t("rule could not be run")
    if isinstance(form, StepChange) or (isinstance(form, ValueRange) and form.attribute not in _TIMES):
        return t("dose is yours to set")
    if isinstance(form, TotalInWindow) and form.summed is Summed.MILLIGRAMS:
        return t("dose is yours to set")
    if isinstance(form, Applicability) or (isinstance(form, Required) and form.fact is not None):
        return t("yours to judge")
    return t("no single step mends it")


def _first_proven(bench: Bench, finding: Finding, candidates: Iterable[Repair]) -> Iterator[tuple[Repair, ...] | None]:
    """Up to three, no change of the plan twice; those that add nothing at all stand before the others."""
    found: list[Repair] = []
    seen = set()
    for candidate in candidates:
        key = (candidate.changes, candidate.added)
        if key in seen:
            continue
        seen.add(key)
        repair = proven(bench, finding, candidate)
        if repair is not None:
            found.append(repair)
        if sum(not repair.lower for repair in found) == MOST:
            break
        yield None
    yield tuple(sorted(found, key=lambda repair: (repair.lower, repair.size))[:MOST])


def _candidates(bench: Bench, finding: Finding, rule: Rule) -> Iterator[Repair | None]:
    """What might mend; None for each thing tried in vain."""
    form, sessions = rule.form, concerned(bench, finding)
    may_move = True
    match form:
        case StepChange() | Applicability():
            return
        case ValueRange():
            may_move = False
            if form.attribute in _TIMES:
                yield from to_the_limit(bench, finding, form, sessions)
        case Required():
            may_move = form.hours_before is not None or form.within_days is not None
            yield from filled(bench, form, sessions)
        case TotalInWindow():
            may_move = form.summed is not Summed.MILLIGRAMS
            if may_move:
                yield from shorter(bench, finding, form, sessions)
        case Companion():
            yield from longer(bench, finding, form)
            yield from additions(bench, finding, form)
            sessions = (*sessions, *_companions(bench, finding, form))
        case OrderAndGate():
            yield from additions(bench, finding, form)
    if may_move:
        yield from moves(bench, finding, sessions)


def _companions(bench: Bench, finding: Finding, form: Companion) -> tuple[Session, ...]:
    """The nearest sessions of the missing kind: one of them may lie just outside."""
    starts = [bench.plan.session(i).start for i in finding.sessions if bench.plan.has_session(i)]
    others = [e.session for e in bench.index.select(form.has) if e.id not in finding.sessions]
    if not starts:
        return ()
    return tuple(sorted(others, key=lambda s: (abs(s.start - starts[-1]), s.id))[:3])
