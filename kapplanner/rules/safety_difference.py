"""What has changed from one plan to another for safety: sessions, facts, findings, and what could be checked.

A finding that is gone is not always mended: its rule may have lost the facts to be checked by, may no longer apply, or
may be turned off. That is said beside it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from kapplanner.domain.plan import Plan
from kapplanner.domain.quantities import DoseUnit
from kapplanner.domain.session import Session
from kapplanner.i18n import t
from kapplanner.rules.evaluate import evaluate
from kapplanner.rules.field_changes import (
    OF_A_PLAN,
    OF_A_SESSION,
    FieldChange,
    condition_changes,
    field_changes,
    in_full,
)
from kapplanner.rules.finding import Finding, Report
from kapplanner.rules.fingerprint import same_place
from kapplanner.rules.pairing import Pairing, pair_sessions
from kapplanner.rules.rule_set import Report as ReportMode
from kapplanner.rules.rule_set import RuleSet


@dataclass(frozen=True, slots=True)
class Judged:
    """A plan with the rule set it is judged by and what that says."""

    plan: Plan
    rule_set: RuleSet
    report: Report


@dataclass(frozen=True, slots=True)
class SessionChange:
    """A session that both plans have and that differs.

    ``minutes_moved``: on the wall clock, negative for earlier, 0 where the start stays. ``resized``: lengths before and
    after in minutes, None where the length stays.
    """

    before: Session
    after: Session
    minutes_moved: int
    resized: tuple[int, int] | None
    fields: tuple[FieldChange, ...]


class Aspect(StrEnum):
    """In what a finding that stands in both reports differs."""

    TIER = "tier"
    STATE = "state"
    MEASURED = "measured"
    LIMIT = "limit"
    SESSIONS = "sessions"
    WORDS = "words"


class Outcome(StrEnum):
    """How a rule ended. CHECKED: it passed or found something. NOT_CHECKED: for some sessions or for all."""

    CHECKED = "checked"
    NOT_CHECKED = "could not be checked"
    ACKNOWLEDGED = "could not be checked, acknowledged"
    NOT_APPLICABLE = "does not apply"
    TURNED_OFF = "turned off"
    NOT_IN_SET = "not in the rule set"


@dataclass(frozen=True, slots=True)
class FindingChange:
    """One finding before and after; ``aspects`` in the order of ``Aspect``, at least one."""

    before: Finding
    after: Finding
    aspects: tuple[Aspect, ...]


@dataclass(frozen=True, slots=True)
class Cleared:
    """A finding that is gone, and how its rule ended now."""

    finding: Finding
    rule_now: Outcome


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A rule that ended otherwise, or that lacks other facts.

    ``missing`` are the facts lacking now that did not lack before, by dotted name; ``found`` those that lacked before.
    """

    rule: str
    catalogue: int | None
    title: str
    before: Outcome
    after: Outcome
    missing: tuple[str, ...] = ()
    found: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SafetyDifference:
    """From one judged plan to another. Sessions and findings in the order of the plan and report they stand in.

    ``in_order``: the plans share no session, so that sessions were paired by kind, method and order.
    ``unchanged``: how many findings stand as they were.
    """

    before: Judged
    after: Judged
    in_order: bool
    sessions_added: tuple[Session, ...]
    sessions_removed: tuple[Session, ...]
    sessions_changed: tuple[SessionChange, ...]
    plan_changes: tuple[FieldChange, ...]
    findings_added: tuple[Finding, ...]
    findings_cleared: tuple[Cleared, ...]
    findings_changed: tuple[FindingChange, ...]
    unchanged: int
    rules_changed: tuple[RuleChange, ...]

    @property
    def same_rules(self) -> bool:
        """Whether both plans were judged by the same version of the same rule set."""
        return self.before.report.rule_set == self.after.report.rule_set

    @property
    def is_empty(self) -> bool:
        """Nothing differs: neither the plans nor what is said about them."""
        return self.same_rules and not (
            self.sessions_added
            or self.sessions_removed
            or self.sessions_changed
            or self.plan_changes
            or self.findings_added
            or self.findings_cleared
            or self.findings_changed
            or self.rules_changed
        )


def judged(plan: Plan, rule_set: RuleSet) -> Judged:
    """A plan and what a rule set says about it."""
    return Judged(plan, rule_set, evaluate(plan, rule_set))


def safety_difference(before: Judged, after: Judged, *, texts: bool = False) -> SafetyDifference:
    """What changed from one plan to another. ``texts``: values of names and free text are told too."""
    pairing = pair_sessions(before.plan, after.plan)
    changes = (_session_change(old, new, before.plan, after.plan, texts=texts) for old, new in pairing.pairs)
    pairs, added, cleared = _pair_findings(before, after, pairing)
    changed = [FindingChange(old, new, aspects) for old, new in pairs if (aspects := _aspects(old, new, pairing))]
    ends = _outcomes(after)
    return SafetyDifference(
        before=before,
        after=after,
        in_order=pairing.in_order,
        sessions_added=pairing.added,
        sessions_removed=pairing.removed,
        sessions_changed=tuple(change for change in changes if change is not None),
        plan_changes=tuple(_plan_changes(before, after, texts=texts)),
        findings_added=tuple(added),
        findings_cleared=tuple(Cleared(f, ends.get(f.rule, Outcome.NOT_IN_SET)) for f in cleared),
        findings_changed=tuple(changed),
        unchanged=len(pairs) - len(changed),
        rules_changed=tuple(_rule_changes(before, after, pairing)),
    )


# ---------------------------------------------------------------- Plans and sessions


def _plan_changes(before: Judged, after: Judged, *, texts: bool) -> list[FieldChange]:
    old, new = before.plan, after.plan
    found = field_changes(old, new, OF_A_PLAN, texts=texts)
    conditions = condition_changes(old.profile, new.profile, after.rule_set.conditions)
    if conditions:
        found = [change for change in found if change.field != "profile.conditions"]
    return [*found, *conditions]


def _session_change(old: Session, new: Session, before: Plan, after: Plan, *, texts: bool) -> SessionChange | None:
    fields = [
        *field_changes(old, new, OF_A_SESSION, texts=texts),
        *_amount(old, new, before, after),
        *_people(old, new, before, after, texts=texts),
    ]
    moved = int((new.start - old.start).total_seconds()) // 60
    resized = (old.minutes, new.minutes) if old.minutes != new.minutes else None
    if not fields and not moved and resized is None:
        return None
    return SessionChange(old, new, moved, resized, tuple(fields))


def _amount(old: Session, new: Session, before: Plan, after: Plan) -> list[FieldChange]:
    """The same dose per kilogram is another amount for another weight."""
    if old.medicine is None or new.medicine is None or old.medicine.dose != new.medicine.dose:
        return []
    if old.medicine.dose.unit is not DoseUnit.MG_PER_KG:
        return []
    weights = before.patient.weight, after.patient.weight
    amounts = [old.medicine.dose.milligrams(weight) for weight in weights]
    if amounts[0] == amounts[1]:
        return []
    said = [t("not known") if amount is None else f"{amount.normalize():f} mg" for amount in amounts]
    return [FieldChange("medicine.amount", "amount by weight", said[0], said[1])]


def _people(old: Session, new: Session, before: Plan, after: Plan, *, texts: bool) -> list[FieldChange]:
    """Roles that are filled otherwise; who fills them is private, that nobody does is not."""
    roles = dict.fromkeys(entry.role for entry in (*old.people, *new.people))
    found = []
    for role in roles:
        one, other = (_filled(session, role, plan) for session, plan in ((old, before), (new, after)))
        if one == other:
            continue
        path = f"people.{role.value}"
        said = [words if texts or not is_name else t("entered") for words, is_name in (one, other)]
        private = said[0] == said[1]
        found.append(FieldChange(path, role.value, *(("", "") if private else said)))
    return found


def _filled(session: Session, role: object, plan: Plan) -> tuple[str, bool]:
    """Who fills a role in words, and whether these are a name."""
    entry = next((entry for entry in session.people if entry.role is role), None)
    if entry is None:
        return t("not entered"), False
    if entry.practitioner is None:
        return t("entered as none"), False
    person = plan.practitioner(entry.practitioner)
    return in_full(person.name if person else entry.practitioner), True


# ---------------------------------------------------------------- Findings


def _pair_findings(
    before: Judged, after: Judged, pairing: Pairing
) -> tuple[list[tuple[Finding, Finding]], list[Finding], list[Finding]]:
    """Findings of the same matter in both reports; those of the second alone; those of the first alone.

    The same matter, tried in this order: the same facts; the same place; the one finding of a rule that speaks once for
    a plan; the same sessions, or these and some more or fewer.
    """
    rest_old, rest_new = list(before.report.findings), list(after.report.findings)
    pairs: list[tuple[Finding, Finding]] = []
    for is_same in _tests(before, after, pairing):
        for old in tuple(rest_old):
            new = next((f for f in rest_new if (f.rule, f.about) == (old.rule, old.about) and is_same(old, f)), None)
            if new is not None:
                pairs.append((old, new))
                rest_old.remove(old)
                rest_new.remove(new)
    order = {finding.fingerprint: place for place, finding in enumerate(after.report.findings)}
    return sorted(pairs, key=lambda pair: order[pair[1].fingerprint]), rest_new, rest_old


def _tests(before: Judged, after: Judged, pairing: Pairing) -> tuple[Callable[[Finding, Finding], bool], ...]:
    once = _speaking_once(before) & _speaking_once(after)

    def has_same_sessions(old: Finding, new: Finding) -> bool:
        return pairing.new_ids(old.sessions) == frozenset(new.sessions)

    def speaks_once(old: Finding, new: Finding) -> bool:
        return new.rule in once

    def has_more_or_fewer(old: Finding, new: Finding) -> bool:
        ids = pairing.new_ids(old.sessions)
        return ids <= frozenset(new.sessions) or ids >= frozenset(new.sessions)

    return _has_same_facts, _is_at_same_place, has_same_sessions, speaks_once, has_more_or_fewer


def _has_same_facts(old: Finding, new: Finding) -> bool:
    return old.fingerprint == new.fingerprint


def _is_at_same_place(old: Finding, new: Finding) -> bool:
    return same_place(old.fingerprint, new.fingerprint)


def _speaking_once(side: Judged) -> frozenset[str]:
    return frozenset(rule.id for rule in side.rule_set.rules if rule.report is ReportMode.PLAN)


def _aspects(old: Finding, new: Finding, pairing: Pairing) -> tuple[Aspect, ...]:
    differs = {
        Aspect.TIER: old.tier is not new.tier,
        Aspect.STATE: old.state is not new.state,
        Aspect.MEASURED: old.measured != new.measured,
        Aspect.LIMIT: old.limit != new.limit,
        Aspect.SESSIONS: pairing.new_ids(old.sessions) != frozenset(new.sessions),
        Aspect.WORDS: old.sentence != new.sentence,
    }
    return tuple(aspect for aspect, is_other in differs.items() if is_other)


# ---------------------------------------------------------------- Rules


def _rule_changes(before: Judged, after: Judged, pairing: Pairing) -> list[RuleChange]:
    old_ends, new_ends = _outcomes(before), _outcomes(after)
    old_lacks, new_lacks = _lacking(before.report, pairing), _lacking(after.report)
    changes = []
    for rule in (*after.rule_set.rules, *(r for r in before.rule_set.rules if r.id not in new_ends)):
        was = old_ends.get(rule.id, Outcome.NOT_IN_SET)
        now = new_ends.get(rule.id, Outcome.NOT_IN_SET)
        lacked, lacks = old_lacks.get(rule.id, ()), new_lacks.get(rule.id, ())
        missing = tuple(name for name in lacks if name not in lacked)
        found = tuple(name for name in lacked if name not in lacks)
        if was is not now or missing or found:
            changes.append(RuleChange(rule.id, rule.catalogue, t(rule.title), was, now, missing, found))
    return changes


def _outcomes(side: Judged) -> dict[str, Outcome]:
    """How each rule of the set ended; missing facts speak louder than what was found in spite of them."""
    report = side.report
    ends = dict.fromkeys((rule.id for rule in side.rule_set.rules), Outcome.CHECKED)
    ends |= dict.fromkeys(report.not_applicable, Outcome.NOT_APPLICABLE)
    ends |= dict.fromkeys(report.turned_off, Outcome.TURNED_OFF)
    gaps = {g.rule: Outcome.ACKNOWLEDGED if g.acknowledged else Outcome.NOT_CHECKED for g in report.not_checked}
    return ends | gaps


def _lacking(report: Report, pairing: Pairing | None = None) -> dict[str, tuple[str, ...]]:
    """The facts that each rule lacks, with the sessions named by their ids in the later plan."""
    return {gap.rule: tuple(_renamed(name, pairing) for name in gap.missing) for gap in report.not_checked}


def _renamed(name: str, pairing: Pairing | None) -> str:
    if pairing is None or not pairing.in_order:
        return name
    named = [pair for pair in pairing.pairs if name.startswith(f"session.{pair[0].id}.")]
    if not named:
        return name
    old, new = max(named, key=lambda pair: len(pair[0].id))  # ids may hold dots
    return f"session.{new.id}.{name.removeprefix(f'session.{old.id}.')}"
