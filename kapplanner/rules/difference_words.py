"""A safety difference in sentences, for the screen, the command line and paper."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kapplanner.domain.plan import Plan
from kapplanner.domain.session import Session
from kapplanner.i18n import nt, t
from kapplanner.rules import words
from kapplanner.rules.finding import Finding, Quantity, State, Tier
from kapplanner.rules.missing import missing_sentence
from kapplanner.rules.safety_difference import (
    Aspect,
    Cleared,
    FindingChange,
    Judged,
    Outcome,
    RuleChange,
    SafetyDifference,
    SessionChange,
)

_DAY: Final = 24 * 60


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading with its sentences."""

    heading: str
    lines: tuple[str, ...]


def difference_chapters(difference: SafetyDifference) -> tuple[Chapter, ...]:
    """All that differs, findings first; chapters without a line are left out."""
    after = difference.after.plan
    chapters = (
        Chapter(t("Rule set"), tuple(rule_set_lines(difference))),
        Chapter(t("Findings added"), tuple(finding_line(finding) for finding in difference.findings_added)),
        Chapter(t("Findings cleared"), tuple(cleared_line(cleared) for cleared in difference.findings_cleared)),
        Chapter(t("Findings changed"), tuple(_finding_changes(difference.findings_changed))),
        Chapter(t("What could be checked"), tuple(rule_line(change, after) for change in difference.rules_changed)),
        Chapter(t("Sessions"), tuple(_sessions(difference))),
        Chapter(t("Facts of the plan"), tuple(words.sentence_start(c.words) for c in difference.plan_changes)),
    )
    return tuple(chapter for chapter in chapters if chapter.lines)


def balance(difference: SafetyDifference) -> str:
    """One line: "Stop 0 → 1, Caution 2 → 1, Note 3 → 3; could not be checked 4 → 4"."""
    old, new = difference.before.report.counts, difference.after.report.counts
    return t(
        "Stop {s0} → {s1}, Caution {c0} → {c1}, Note {n0} → {n1}; could not be checked {u0} → {u1}",
        **{"s0": old.stop, "s1": new.stop, "c0": old.caution, "c1": new.caution},
        **{"n0": old.note, "n1": new.note, "u0": old.not_checked, "u1": new.not_checked},
    )


def rule_set_lines(difference: SafetyDifference) -> Iterable[str]:
    """By which rules each plan was judged, where these differ; nothing where they do not."""
    if difference.same_rules:
        return
    yield t(
        "The plans were judged by different rules: {old}, now {new}. Findings may differ for that reason alone.",
        old=_rule_set(difference.before),
        new=_rule_set(difference.after),
    )


def _rule_set(side: Judged) -> str:
    return f"“{side.report.rule_set_name}” {side.report.rule_set.version}"


# ---------------------------------------------------------------- Sessions


def _sessions(difference: SafetyDifference) -> Iterable[str]:
    old, new = difference.before.plan, difference.after.plan
    if difference.in_order:
        yield t("The plans share no session; their sessions were compared by kind, method and order.")
    for session in difference.sessions_added:
        yield t("Added: {session}.", session=session_and_time(new, session))
    for session in difference.sessions_removed:
        yield t("Removed: {session}.", session=session_and_time(old, session))
    for change in difference.sessions_changed:
        yield session_line(change, old)


def session_and_time(plan: Plan, session: Session) -> str:
    """ "CBT, Tue 8 Dec, 10:00"."""
    name, moment = words.session_name(plan, session), words.day_and_clock(session.start)
    return t("{name}, {moment}", name=name, moment=moment)


def session_line(change: SessionChange, before: Plan) -> str:
    """ "Medicine 2 of 6, Wed 9 Dec, 09:30: 1 day later (Thu 10 Dec, 09:30); dose: 45 mg (was 40 mg)."."""
    parts = []
    if change.minutes_moved:
        to = words.day_and_clock(change.after.start)
        parts.append(t("{moved} ({to})", moved=moved(change.minutes_moved), to=to))
    if change.resized is not None:
        parts.append(resized(*change.resized))
    parts += [field.words for field in change.fields]
    return t("{session}: {changes}.", session=session_and_time(before, change.before), changes="; ".join(parts))


def moved(minutes: int) -> str:
    """How far a start moved on the wall clock: "1 day later", "1 h 30 min earlier", "1 day and 2 h later"."""
    count, rest = divmod(abs(minutes), _DAY)
    parts = [nt("{n} day", "{n} days", count)] if count else []
    parts += [words.length(rest)] if rest else []
    by = words.listed(parts, "and")
    return t("{by} later", by=by) if minutes > 0 else t("{by} earlier", by=by)


def resized(before: int, after: int) -> str:
    """ "30 min longer (3 h, was 2 h 30 min)"."""
    by, now, was = words.length(abs(after - before)), words.length(after), words.length(before)
    if after > before:
        return t("{by} longer ({now}, was {was})", by=by, now=now, was=was)
    return t("{by} shorter ({now}, was {was})", by=by, now=now, was=was)


# ---------------------------------------------------------------- Findings and rules


def tier_word(tier: Tier) -> str:
    """ "Stop", "Caution", "Note"."""
    return {Tier.STOP: t("Stop"), Tier.CAUTION: t("Caution"), Tier.NOTE: t("Note")}[tier]


def finding_line(finding: Finding) -> str:
    """ "Stop R3: …", with what a clinician decided on it."""
    mark = {State.OPEN: "", State.KEPT: t(" (kept with a reason)"), State.LAPSED: t(" (was kept; facts changed)")}
    number = _number(finding.catalogue, finding.rule)
    return f"{tier_word(finding.tier)} {number}: {finding.sentence}{mark[finding.state]}"


def _number(catalogue: int | None, rule: str) -> str:
    return f"R{catalogue}" if catalogue is not None else rule


def cleared_line(cleared: Cleared) -> str:
    """A finding that is gone for another reason than being mended says so."""
    why = {
        Outcome.CHECKED: "",
        Outcome.NOT_CHECKED: t(" This rule could not be fully checked, so it may still be there."),
        Outcome.ACKNOWLEDGED: t(" This rule could not be fully checked, which is acknowledged."),
        Outcome.NOT_APPLICABLE: t(" The rule no longer applies."),
        Outcome.TURNED_OFF: t(" Not mended: the rule is turned off."),
        Outcome.NOT_IN_SET: t(" Not mended: the rule set has no such rule."),
    }[cleared.rule_now]
    return finding_line(cleared.finding) + why


def _finding_changes(changes: Iterable[FindingChange]) -> Iterable[str]:
    only_words = 0
    for change in changes:
        if change.aspects == (Aspect.WORDS,):
            only_words += 1
        else:
            yield finding_change_line(change)
    if only_words:
        yield restated_line(only_words)


def restated_line(count: int) -> str:
    """How many findings differ in nothing but their words."""
    return nt(
        "{n} finding stands as it was, at another time or with other words.",
        "{n} findings stand as they were, at other times or with other words.",
        count,
    )


def finding_change_line(change: FindingChange) -> str:
    """The finding as it stands now, and what it was: "Caution R3: … Was Stop; measured 17 h."."""
    old = change.before
    said = {
        Aspect.TIER: tier_word(old.tier),
        Aspect.STATE: {State.OPEN: t("open"), State.KEPT: t("kept"), State.LAPSED: t("lapsed")}[old.state],
        Aspect.MEASURED: t("measured {value}", value=_quantity(old.measured)),
        Aspect.LIMIT: t("limit {value}", value=_quantity(old.limit)),
        Aspect.SESSIONS: nt("about {n} session", "about {n} sessions", len(old.sessions)),
        Aspect.WORDS: "",
    }
    was = "; ".join(said[aspect] for aspect in change.aspects if said[aspect])
    return t("{finding} Was: {was}.", finding=finding_line(change.after), was=was)


def _quantity(quantity: Quantity | None) -> str:
    return t("not known") if quantity is None else words.amount(quantity.value, quantity.unit)


def rule_line(change: RuleChange, after: Plan) -> str:
    """ "R15 Dose per kilogram: can now be checked.", or what is missing."""
    unknown = {Outcome.NOT_CHECKED, Outcome.ACKNOWLEDGED}
    head = t(
        "{number} {title}: {end}.", number=_number(change.catalogue, change.rule), title=change.title, end=_end(change)
    )
    if change.after in unknown and change.missing:
        return f"{head} {missing_sentence(after, change.missing)}"
    return head


def _end(change: RuleChange) -> str:
    unknown = {Outcome.NOT_CHECKED, Outcome.ACKNOWLEDGED}
    match change.after:
        case Outcome.NOT_CHECKED if change.before is Outcome.ACKNOWLEDGED:
            return t("could not be checked; what was acknowledged no longer fits")
        case Outcome.ACKNOWLEDGED if change.before is not Outcome.ACKNOWLEDGED:
            return t("could not be checked, and that is acknowledged")
        case Outcome.NOT_CHECKED | Outcome.ACKNOWLEDGED if change.before in unknown:
            return t("still could not be checked") if change.missing else t("could not be checked; less is missing")
        case Outcome.NOT_CHECKED if change.before is Outcome.CHECKED:
            return t("can no longer be checked")
        case Outcome.NOT_CHECKED:
            return t("now applies and could not be checked")
        case Outcome.CHECKED if change.before in unknown:
            return t("can now be checked")
        case Outcome.CHECKED:
            return t("now applies")
        case Outcome.NOT_APPLICABLE:
            return t("no longer applies")
        case Outcome.TURNED_OFF:
            return t("is turned off")
        case _:
            return t("is not in the rule set any more")
