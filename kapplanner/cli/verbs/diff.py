"""diff: what changed for safety from one plan file to another."""

from pathlib import Path
from typing import Any, Final

import click

from kapplanner.cli.answer import Answer, as_json
from kapplanner.cli.files import read_plan_file
from kapplanner.cli.judging import code_for, rule_set_for, why_not_ready
from kapplanner.cli.tools import Tools
from kapplanner.cli.verbs import summary
from kapplanner.domain.plan import Plan
from kapplanner.domain.session import Session
from kapplanner.i18n import t
from kapplanner.rules import words
from kapplanner.rules.difference_words import (
    balance,
    difference_chapters,
    finding_change_line,
    moved,
    rule_line,
    session_line,
)
from kapplanner.rules.field_changes import FieldChange
from kapplanner.rules.finding import Finding, Quantity
from kapplanner.rules.safety_difference import Judged, SafetyDifference, SessionChange, judged, safety_difference

_SHAPE: Final = """\b
{"old", "new": {"id", "title", "rule_set": {"id", "version", "name"}, "ready",
                "counts": {"stop", "caution", "note", "kept", "not_checked"}},
 "paired_by": "id" | "order",
 "sessions": {"added", "removed": [{"id", "name", "kind", "start", "minutes"}],
              "changed": [{"id", "old_id", "name", "start", "old_start",
                           "moved": {"minutes", "words"} | null,
                           "resized": {"old", "new"} | null,
                           "fields": [{"field", "label", "old", "new"}], "sentence"}]},
 "plan": [{"field", "label", "old", "new"}],
 "findings": {"added": [FINDING], "cleared": [FINDING + "rule_now"],
              "changed": [{"aspects", "old": FINDING, "new": FINDING, "sentence"}],
              "unchanged"},
 "rules": [{"rule", "catalogue", "title", "old", "new", "missing", "found", "sentence"}]}
FINDING: {"rule", "rule_version", "catalogue", "tier", "state", "sentence", "sessions",
          "measured": {"value", "unit"} | null, "limit": {"value", "unit"} | null}
"""


def command() -> click.Command:
    return click.Command(
        "diff",
        callback=click.pass_obj(_diff),
        help="\n\n".join(
            (
                summary("diff"),
                t(
                    "Each plan is judged by its own rule set, or both by the one of --rules. Names, contacts and free "
                    "text that changed are named, not shown, unless --texts is given."
                ),
                t("Exit code 0: the new plan is ready. 1: it is not ready. 2: a file or the request cannot be used."),
                t("With --json (old and new of a field are null where its value is not shown):"),
                _SHAPE,
            )
        ),
        params=[
            click.Argument(["old"], type=click.Path(path_type=Path)),
            click.Argument(["new"], type=click.Path(path_type=Path)),
            click.Option(["--rules"], help=t("Judge both by this rule set in place of the plans' own.")),
            click.Option(["--texts"], is_flag=True, help=t("Also show names, contacts, notes and other free text.")),
            click.Option(["--json", "as_data"], is_flag=True, help=t("Answer as JSON.")),
        ],
    )


def _diff(tools: Tools, old: Path, new: Path, rules: str | None, texts: bool, as_data: bool) -> Answer:
    plans = [read_plan_file(path).plan for path in (old, new)]
    before, after = (judged(plan, rule_set_for(tools.rule_shelf, plan, rules)) for plan in plans)
    difference = safety_difference(before, after, texts=texts)
    text = as_json(difference_as_data(difference)) if as_data else _in_words(difference)
    return Answer(text, code_for(after.report))


def _in_words(difference: SafetyDifference) -> str:
    old, new = difference.before.plan, difference.after.plan
    lines = [old.title if old.title == new.title else t("{old} → {new}", old=old.title, new=new.title)]
    if difference.is_empty:
        lines.append(t("Nothing differs, neither in the plans nor in what the rules say."))
    lines.append(balance(difference))
    for chapter in difference_chapters(difference):
        lines += [chapter.heading, *(f"  {line}" for line in chapter.lines)]
    if reasons := why_not_ready(difference.after.report):
        lines.append(t("The new plan: {reasons}", reasons=reasons))
    return "\n".join(lines)


def difference_as_data(difference: SafetyDifference) -> dict[str, Any]:
    """The difference in the shape that other programs read."""
    old, new = difference.before.plan, difference.after.plan
    return {
        "old": _side(difference.before),
        "new": _side(difference.after),
        "paired_by": "order" if difference.in_order else "id",
        "sessions": {
            "added": [_session(new, session) for session in difference.sessions_added],
            "removed": [_session(old, session) for session in difference.sessions_removed],
            "changed": [_session_change(old, new, change) for change in difference.sessions_changed],
        },
        "plan": [_field(change) for change in difference.plan_changes],
        "findings": {
            "added": [_finding(finding) for finding in difference.findings_added],
            "cleared": [
                _finding(cleared.finding) | {"rule_now": cleared.rule_now.value}
                for cleared in difference.findings_cleared
            ],
            "changed": [
                {
                    "aspects": [aspect.value for aspect in change.aspects],
                    "old": _finding(change.before),
                    "new": _finding(change.after),
                    "sentence": finding_change_line(change),
                }
                for change in difference.findings_changed
            ],
            "unchanged": difference.unchanged,
        },
        "rules": [
            {
                "rule": change.rule,
                "catalogue": change.catalogue,
                "title": change.title,
                "old": change.before.value,
                "new": change.after.value,
                "missing": list(change.missing),
                "found": list(change.found),
                "sentence": rule_line(change, new),
            }
            for change in difference.rules_changed
        ],
    }


def _side(side: Judged) -> dict[str, Any]:
    report, counts = side.report, side.report.counts
    return {
        "id": side.plan.id,
        "title": side.plan.title,
        "rule_set": {"id": report.rule_set.id, "version": report.rule_set.version, "name": report.rule_set_name},
        "ready": report.is_ready,
        "counts": {
            "stop": counts.stop,
            "caution": counts.caution,
            "note": counts.note,
            "kept": counts.kept,
            "not_checked": counts.not_checked,
        },
    }


def _session(plan: Plan, session: Session) -> dict[str, Any]:
    return {
        "id": session.id,
        "name": words.session_name(plan, session),
        "kind": session.kind.value,
        "start": session.start.isoformat(timespec="minutes"),
        "minutes": session.minutes,
    }


def _session_change(old: Plan, new: Plan, change: SessionChange) -> dict[str, Any]:
    by = change.minutes_moved
    return {
        "id": change.after.id,
        "old_id": change.before.id,
        "name": words.session_name(new, change.after),
        "start": change.after.start.isoformat(timespec="minutes"),
        "old_start": change.before.start.isoformat(timespec="minutes"),
        "moved": {"minutes": by, "words": moved(by)} if by else None,
        "resized": None if change.resized is None else dict(zip(("old", "new"), change.resized, strict=True)),
        "fields": [_field(field) for field in change.fields],
        "sentence": session_line(change, old),
    }


def _field(change: FieldChange) -> dict[str, Any]:
    return {"field": change.field, "label": change.label, "old": change.before or None, "new": change.after or None}


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "rule_version": finding.rule_version,
        "catalogue": finding.catalogue,
        "tier": finding.tier.value,
        "state": finding.state.value,
        "sentence": finding.sentence,
        "sessions": list(finding.sessions),
        "measured": _quantity(finding.measured),
        "limit": _quantity(finding.limit),
    }


def _quantity(quantity: Quantity | None) -> dict[str, Any] | None:
    if quantity is None:
        return None
    value = quantity.value
    return {"value": int(value) if value == value.to_integral_value() else float(value), "unit": quantity.unit}
