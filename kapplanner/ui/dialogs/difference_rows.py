"""A safety difference as rows to read: chapter by chapter, each with its sign and the sessions that it is about."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from kapplanner.domain.plan import Plan
from kapplanner.domain.session import Session, SessionKind
from kapplanner.i18n import t
from kapplanner.rules.difference_words import (
    cleared_line,
    finding_change_line,
    finding_line,
    restated_line,
    rule_line,
    rule_set_lines,
    session_and_time,
    session_line,
)
from kapplanner.rules.field_changes import FieldChange
from kapplanner.rules.finding import Finding, Tier
from kapplanner.rules.safety_difference import Aspect, Outcome, SafetyDifference, SessionChange
from kapplanner.rules.words import sentence_start

_DOSES = ("medicine.dose", "medicine.amount", "medicine.booster", "medicine.route")


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """One thing that differs. ``before`` and ``after``: the ids of its sessions in either plan.

    Its sign: the shape of ``tier`` (in quiet ink where it is ``past``), of a ``kind`` of session, or of what could not
    be checked (``unknown``).
    """

    words: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    tier: Tier | None = None
    kind: SessionKind | None = None
    past: bool = False
    unknown: bool = False

    def leads_to(self, plan: Plan, *, is_after: bool) -> str:
        """The first of its sessions that a plan, the later one or the earlier one, holds; "" where it holds none."""
        own, other = (self.after, self.before) if is_after else (self.before, self.after)
        return next((name for name in (*own, *other) if plan.has_session(name)), "")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its rows, never empty."""

    heading: str
    rows: tuple[DifferenceRow, ...]


def sections(difference: SafetyDifference) -> tuple[Section, ...]:
    """All that differs: findings, what could be checked, sessions, facts."""
    after = difference.after.plan
    chapters = (
        (t("How they were compared"), _grounds(difference)),
        (t("Findings added"), (_of_finding(f) for f in difference.findings_added)),
        (t("Findings cleared"), _cleared(difference)),
        (t("Findings changed"), _changed(difference)),
        (
            t("What could be checked"),
            (
                DifferenceRow(rule_line(change, after), unknown=change.after is Outcome.NOT_CHECKED)
                for change in difference.rules_changed
            ),
        ),
        *_of_sessions(difference),
        (t("Facts of the plan"), (DifferenceRow(_sentence(change)) for change in difference.plan_changes)),
    )
    made = (Section(heading, tuple(rows)) for heading, rows in chapters)
    return tuple(section for section in made if section.rows)


def _grounds(difference: SafetyDifference) -> Iterable[DifferenceRow]:
    for line in rule_set_lines(difference):
        yield DifferenceRow(line)
    if difference.in_order:
        yield DifferenceRow(t("The plans share no session; their sessions were compared by kind, method and order."))


def _sentence(change: FieldChange) -> str:
    return f"{sentence_start(change.words)}."


# ---------------------------------------------------------------- Findings


def _of_finding(finding: Finding) -> DifferenceRow:
    return DifferenceRow(finding_line(finding), after=finding.sessions, tier=finding.tier)


def _cleared(difference: SafetyDifference) -> Iterable[DifferenceRow]:
    for cleared in difference.findings_cleared:
        finding = cleared.finding
        yield DifferenceRow(cleared_line(cleared), before=finding.sessions, tier=finding.tier, past=True)


def _changed(difference: SafetyDifference) -> Iterable[DifferenceRow]:
    restated = 0
    for change in difference.findings_changed:
        if change.aspects == (Aspect.WORDS,):
            restated += 1
            continue
        line = finding_change_line(change)
        yield DifferenceRow(line, change.before.sessions, change.after.sessions, change.after.tier)
    if restated:
        yield DifferenceRow(restated_line(restated))


# ---------------------------------------------------------------- Sessions


def _of_sessions(difference: SafetyDifference) -> tuple[tuple[str, Iterable[DifferenceRow]], ...]:
    old, new = difference.before.plan, difference.after.plan
    changes = difference.sessions_changed
    return (
        (t("Sessions added"), (_alone(new, session, is_added=True) for session in difference.sessions_added)),
        (t("Sessions removed"), (_alone(old, session, is_added=False) for session in difference.sessions_removed)),
        (t("Sessions moved or of another length"), _parts(old, changes, _move)),
        (t("Doses and routes changed"), _parts(old, changes, _doses)),
        (t("Other facts of sessions changed"), _parts(old, changes, _others)),
    )


def _alone(plan: Plan, session: Session, *, is_added: bool) -> DifferenceRow:
    ids, words = (session.id,), f"{session_and_time(plan, session)}."
    return DifferenceRow(words, () if is_added else ids, ids if is_added else (), kind=session.kind, past=not is_added)


def _parts(
    before: Plan, changes: Iterable[SessionChange], part: Callable[[SessionChange], SessionChange]
) -> Iterable[DifferenceRow]:
    """One part of every change that has it, as a row."""
    for change in changes:
        found = part(change)
        if found.minutes_moved or found.resized is not None or found.fields:
            ids = (change.before.id,), (change.after.id,)
            yield DifferenceRow(session_line(found, before), *ids, kind=change.after.kind)


def _move(change: SessionChange) -> SessionChange:
    return replace(change, fields=())


def _doses(change: SessionChange) -> SessionChange:
    return _facts(change, [field for field in change.fields if _is_dose(field)])


def _others(change: SessionChange) -> SessionChange:
    return _facts(change, [field for field in change.fields if not _is_dose(field)])


def _facts(change: SessionChange, fields: list[FieldChange]) -> SessionChange:
    return replace(change, minutes_moved=0, resized=None, fields=tuple(fields))


def _is_dose(field: FieldChange) -> bool:
    return field.field == "medicine" or field.field.startswith(_DOSES)
