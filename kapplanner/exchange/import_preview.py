"""What comes in with a colleague's plan: new, changed, unchanged, in conflict, and what that does to safety.

Looking changes nothing. A received plan never takes the place of the one here: it is added, kept beside it, or becomes
a further version of it, as the clinician decides.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from enum import StrEnum

from kapplanner.domain.plan import Plan
from kapplanner.domain.session import Session
from kapplanner.rules.evaluate import evaluate
from kapplanner.rules.finding import Finding, NotChecked, Report
from kapplanner.rules.rule_set import RuleSet


class ImportState(StrEnum):
    """What a received plan, or one session of it, is to what is here."""

    NEW = "new"
    UNCHANGED = "unchanged"
    CHANGED = "changed"
    ONLY_HERE = "only here"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class SessionComparison:
    """One session as received and as it is here (None where one side has none).

    ``fields`` are names of fields that differ. CHANGED: the sender changed it. ONLY_HERE: the sender removed it, or it
    was added here since. CONFLICT: both sides changed it since they were last the same. ``new_findings`` are the
    findings on this session that the received plan has and the plan here has not.
    """

    id: str
    state: ImportState
    received: Session | None
    here: Session | None
    fields: tuple[str, ...] = ()
    new_findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class SafetyChange:
    """What the received plan does to the findings of the plan here, judged by one rule set: the one of this machine."""

    added: tuple[Finding, ...]
    cleared: tuple[Finding, ...]
    not_checked: tuple[NotChecked, ...]


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """Everything a clinician needs to decide on a received plan.

    ``sessions`` are in order of time. ``fields`` names what differs beside the sessions ("patient", "site").
    ``kept_findings``: how many overrides by other people come with the plan. ``asks_for_other_rules``: the plan was
    made with a rule set or a version that is not the one it was judged by here.
    """

    state: ImportState
    received: Plan
    here: Plan | None
    sessions: tuple[SessionComparison, ...]
    fields: tuple[str, ...]
    safety: SafetyChange
    report: Report
    kept_findings: int
    asks_for_other_rules: bool

    def count(self, state: ImportState) -> int:
        """How many sessions are new, changed …"""
        return sum(1 for comparison in self.sessions if comparison.state is state)


def preview_import(
    received: Plan, stored: Plan | None, rule_set: RuleSet, earlier: Sequence[Plan] = ()
) -> ImportPreview:
    """Compare a received plan with the one here of the same id.

    ``earlier`` are versions of the plan here, newest first: the one nearest to the received plan is taken for the last
    state that both sides shared, so that a change made here since can be told from a change made by the sender.
    """
    report = evaluate(received, rule_set)
    before = evaluate(stored, rule_set) if stored is not None else None
    safety = _safety(before, report)
    shared = _nearest(received, (stored, *earlier)) if stored is not None else None
    sessions = _compare_sessions(received, stored, shared, safety.added)
    names = _differing(received, stored) if stored is not None else ()
    return ImportPreview(
        state=_state(received, stored, sessions),
        received=received,
        here=stored,
        sessions=sessions,
        fields=tuple(name for name in names if name != "sessions"),
        safety=safety,
        report=report,
        kept_findings=len(received.overrides),
        asks_for_other_rules=received.rule_set != report.rule_set,
    )


def _state(received: Plan, stored: Plan | None, sessions: tuple[SessionComparison, ...]) -> ImportState:
    if stored is None:
        return ImportState.NEW
    if received == stored:
        return ImportState.UNCHANGED
    in_conflict = any(comparison.state is ImportState.CONFLICT for comparison in sessions)
    return ImportState.CONFLICT if in_conflict else ImportState.CHANGED


def _compare_sessions(
    received: Plan, stored: Plan | None, shared: Plan | None, added: tuple[Finding, ...]
) -> tuple[SessionComparison, ...]:
    theirs = {session.id: session for session in received.sessions}
    ours = {session.id: session for session in stored.sessions} if stored else {}
    base = {session.id: session for session in shared.sessions} if shared else {}
    compared = [
        _compare(session_id, theirs.get(session_id), ours.get(session_id), base.get(session_id), added)
        for session_id in {**theirs, **ours}
    ]
    return tuple(sorted(compared, key=_order))


def _order(comparison: SessionComparison) -> tuple[object, ...]:
    session = comparison.received or comparison.here
    assert session is not None
    return session.start, session.id


def _compare(
    session_id: str, theirs: Session | None, ours: Session | None, base: Session | None, added: tuple[Finding, ...]
) -> SessionComparison:
    names = _differing(theirs, ours) if theirs is not None and ours is not None else ()
    findings = tuple(finding for finding in added if session_id in finding.sessions)
    return SessionComparison(session_id, _session_state(theirs, ours, base), theirs, ours, names, findings)


def _session_state(theirs: Session | None, ours: Session | None, base: Session | None) -> ImportState:
    if theirs == ours:
        return ImportState.UNCHANGED
    if base is not None and theirs != base and ours != base:
        return ImportState.CONFLICT
    if ours is None:
        return ImportState.NEW
    return ImportState.ONLY_HERE if theirs is None else ImportState.CHANGED


def _nearest(received: Plan, versions: Sequence[Plan]) -> Plan:
    """The version that shares most with the received plan; the newest of several."""
    return min(versions, key=lambda version: _distance(received, version))


def _distance(one: Plan, other: Plan) -> int:
    sessions = len(set(one.sessions) ^ set(other.sessions))
    return sessions + sum(1 for name in _differing(one, other) if name != "sessions")


def _differing(one: Plan | Session, other: Plan | Session) -> tuple[str, ...]:
    return tuple(field.name for field in fields(one) if getattr(one, field.name) != getattr(other, field.name))


def _safety(before: Report | None, after: Report) -> SafetyChange:
    if before is None:
        return SafetyChange(after.findings, (), after.not_checked)
    old = {_about(finding): finding for finding in before.findings}
    new = {_about(finding): finding for finding in after.findings}
    unchecked = {(entry.rule, entry.missing) for entry in before.not_checked}
    return SafetyChange(
        added=tuple(finding for about, finding in new.items() if about not in old),
        cleared=tuple(finding for about, finding in old.items() if about not in new),
        not_checked=tuple(entry for entry in after.not_checked if (entry.rule, entry.missing) not in unchecked),
    )


def _about(finding: Finding) -> tuple[object, ...]:
    """What makes two findings the same to a reader: rule, strength, whether it was kept, the sessions, the number."""
    return finding.rule, finding.tier, finding.state, finding.sessions, finding.measured
