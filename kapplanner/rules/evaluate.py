"""Judging a plan: plan + rule set -> report. Pure, deterministic and sorted; the cost grows with n log n."""

from collections import defaultdict
from dataclasses import replace
from datetime import datetime
from typing import Final

from kapplanner.domain.plan import Plan
from kapplanner.i18n import catalogue, nt, t
from kapplanner.rules.clinical_lists import Ground
from kapplanner.rules.effective import in_force_words
from kapplanner.rules.finding import Finding, NearLimit, NotChecked, NotInForce, Report, State, Tier
from kapplanner.rules.fingerprint import exact_quantity, finding_fingerprint, same_place
from kapplanner.rules.form import Problem, Side, Verdict
from kapplanner.rules.index import Entry, PlanIndex
from kapplanner.rules.memo import ByIdentity
from kapplanner.rules.missing import missing_sentence
from kapplanner.rules.rule_set import OverridePolicy, Rule, RuleSet
from kapplanner.rules.rule_set import Report as ReportMode

_LONGEST: Final = 140
_NO_TIME: Final = datetime(1, 1, 1)  # findings on the whole plan come first in their tier


def evaluate(plan: Plan, rule_set: RuleSet) -> Report:
    """What a rule set says about a plan. Every rule of the set stands in at least one outcome of the report."""
    index = PlanIndex(plan, rule_set.routes, rule_set.lists)
    outcome = _Outcome(plan)
    for rule in rule_set.rules:
        if not rule.enabled:
            outcome.turned_off.append(rule.id)
            continue
        try:
            outcome.add(rule, *_judge(rule, index))
        except Exception:  # noqa: BLE001 - a rule that fails must show as a Stop; whatever it raised, it did not run
            outcome.findings.append(_not_run(rule))
    return outcome.report(rule_set)


def _judge(rule: Rule, index: PlanIndex) -> tuple[Verdict, list[Finding]]:
    verdict = _verdict(rule, index)
    return verdict, findings_of(rule, index, verdict)


def verdict_of(rule: Rule, index: PlanIndex) -> Verdict | None:
    """What one rule says, before it is put into findings; None where it could not be run."""
    try:
        return _verdict(rule, index)
    except Exception:  # noqa: BLE001 - as in evaluate: a rule that fails did not run, whatever it raised
        return None


def _verdict(rule: Rule, index: PlanIndex) -> Verdict:
    applies, open_facts = rule.applies(index)
    if applies is False:
        return Verdict()
    verdict = rule.form.judge(index)
    if applies is None and (verdict.problems or verdict.gaps):
        entries = _entries_of(verdict.problems)
        verdict.problems.clear()
        verdict.lacks(open_facts, *entries)
    return verdict


def findings_of(rule: Rule, index: PlanIndex, verdict: Verdict) -> list[Finding]:
    """The findings that a verdict of a rule makes, all of them open."""
    problems = verdict.problems
    if not problems:
        return []
    if rule.report is ReportMode.PLAN and len(problems) > 1:
        problems = [_merged(problems)]
    detail = _detail(rule, catalogue())
    return [_finding(rule, index, problem, detail) for problem in problems]


def _entries_of(problems: list[Problem]) -> tuple[Entry, ...]:
    entries = {entry.id: entry for problem in problems for entry in problem.entries}
    return tuple(sorted(entries.values(), key=lambda entry: (entry.start, entry.id)))


def _merged(problems: list[Problem]) -> Problem:
    """One problem for the plan: the worst place speaks, the sessions of all places are named."""
    worst = max(problems, key=lambda problem: (problem.side is Side.HARD, problem.excess))
    sentence = nt("{sentence} (and {n} more)", "{sentence} (and {n} more)", len(problems) - 1, sentence=worst.said)
    facts = tuple(fact for problem in problems for fact in (str(problem.side), *_numbers(problem), *problem.facts))
    return replace(worst, sentence=sentence, entries=_entries_of(problems), facts=facts)


def _numbers(problem: Problem) -> tuple[str, str]:
    return exact_quantity(problem.measured), exact_quantity(problem.limit)


def _finding(rule: Rule, index: PlanIndex, problem: Problem, detail: str) -> Finding:
    tier = problem.tier or rule.tiers.of(problem.side)
    ground = problem.ground
    sessions = [entry.session for entry in problem.entries]
    return Finding(
        rule=rule.id,
        rule_version=rule.version,
        catalogue=rule.catalogue,
        title=t(rule.title),
        tier=tier,
        sentence=short_sentence(problem.said),
        detail=detail if ground is None else _listed_detail(ground),
        sessions=tuple(session.id for session in sessions),
        fingerprint=finding_fingerprint(
            rule.id,
            rule.version,
            index.zone,
            sessions,
            problem.measured,
            problem.limit,
            problem.facts,
            about=problem.about,
        ),
        measured=problem.measured,
        limit=problem.limit,
        interval=problem.span,
        field=problem.field,
        sources=rule.sources if ground is None else ground.sources,
        house_default=rule.house_default if ground is None else bool(ground.house_default),
        may_be_kept=rule.override is not OverridePolicy.NEVER,
        needs_second_name=tier is Tier.STOP and rule.override is OverridePolicy.SECOND_NAME,
        about=problem.about,
    )


def short_sentence(sentence: str) -> str:
    """The sentence, cut where names or a clinic's own words make it too long for a line."""
    return sentence if len(sentence) < _LONGEST else f"{sentence[: _LONGEST - 2]}…"


def _why(rule: Rule) -> str:
    """Why a rule is as it is: what it says, what for, and on what evidence."""
    parts = [
        t("Rule: {sentence}", sentence=rule.sentence),
        t(rule.rationale),
        t("Evidence: {words}", words=t(rule.evidence)),
    ]
    if rule.house_default:
        parts.append(t("House default: {reason}", reason=t(rule.house_reason)))
    return "\n".join(parts)


_detail = ByIdentity(_why, 1024)


def _listed_detail(ground: Ground) -> str:
    """Why a row of a clinical list says what it says."""
    parts = [
        t("Evidence: {words}", words=t(ground.evidence)),
        ground.confidence.words,
    ]
    if ground.house_default:
        parts.append(t("House default: {reason}", reason=t(ground.house_default)))
    return "\n".join(parts)


def _not_run(rule: Rule) -> Finding:
    """The Stop that stands in for a rule that failed; it can never be kept."""
    return Finding(
        rule=rule.id,
        rule_version=rule.version,
        catalogue=rule.catalogue,
        title=t(rule.title),
        tier=Tier.STOP,
        sentence=t("This rule could not be run: {title}.", title=t(rule.title)),
        detail=t("The program could not work this rule out for this plan, so nothing is known about it."),
        sessions=(),
        fingerprint=_mark_of_not_run(rule.id, rule.version),
        sources=rule.sources,
        house_default=rule.house_default,
        may_be_kept=False,
    )


def _mark_of_not_run(rule: str, version: str) -> str:
    return finding_fingerprint(rule, version, "", (), None, None, ("not run",))


def was_not_run(finding: Finding) -> bool:
    """Whether a finding is the Stop that stands in for a rule that failed."""
    return finding.fingerprint == _mark_of_not_run(finding.rule, finding.rule_version)


class _Outcome:
    """Gathers the outcomes of rules and puts the clinician's judgements to them."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.findings: list[Finding] = []
        self.not_checked: list[NotChecked] = []
        self.passed: list[str] = []
        self.not_applicable: list[str] = []
        self.turned_off: list[str] = []
        self.nearest: list[NearLimit] = []
        self.not_in_force: list[NotInForce] = []

    def add(self, rule: Rule, verdict: Verdict, findings: list[Finding]) -> None:
        self.findings += findings
        if verdict.gaps:
            self.not_checked.append(self._gap(rule, verdict))
        if findings or verdict.gaps:
            return
        if not verdict.looked:
            self._does_not_apply(rule)
            return
        self.passed.append(rule.id)
        nearest = verdict.nearest
        if nearest is not None:
            self.nearest.append(NearLimit(rule.id, t(rule.title), *nearest))

    def _does_not_apply(self, rule: Rule) -> None:
        self.not_applicable.append(rule.id)
        if not rule.is_in_force_on(self.plan.first_day):
            when = in_force_words(rule.effective_from, rule.effective_to)
            self.not_in_force.append(NotInForce(rule.id, t(rule.title), when))

    def _gap(self, rule: Rule, verdict: Verdict) -> NotChecked:
        missing = tuple(dict.fromkeys(name for gap in verdict.gaps for name in gap.missing))
        entries = {entry.id: entry for gap in verdict.gaps for entry in gap.entries}
        ordered = sorted(entries.values(), key=lambda entry: (entry.start, entry.id))
        return NotChecked(
            rule=rule.id,
            rule_version=rule.version,
            catalogue=rule.catalogue,
            title=t(rule.title),
            tier=rule.tiers.of(Side.HARD if any(gap.side is Side.HARD for gap in verdict.gaps) else Side.SOFT),
            missing=missing,
            sentence=self._missing_words(verdict, missing),
            sessions=tuple(entry.id for entry in ordered),
            acknowledged=any(
                known.rule == rule.id and known.rule_version == rule.version and set(missing) <= set(known.missing)
                for known in self.plan.acknowledgements
            ),
        )

    def _missing_words(self, verdict: Verdict, missing: tuple[str, ...]) -> str:
        said = " ".join(dict.fromkeys(gap.sentence for gap in verdict.gaps if gap.sentence))
        return said or missing_sentence(self.plan, missing)

    def report(self, rule_set: RuleSet) -> Report:
        starts = {session.id: session.start for session in self.plan.sessions}
        return Report(
            rule_set=rule_set.reference,
            rule_set_name=rule_set.name,
            findings=tuple(sorted(self._judged(), key=lambda finding: _place(finding, starts))),
            not_checked=tuple(
                sorted(self.not_checked, key=lambda gap: (gap.tier.rank, gap.catalogue or 10_000, gap.rule))
            ),
            passed=tuple(self.passed),
            not_applicable=tuple(self.not_applicable),
            turned_off=tuple(self.turned_off),
            nearest=tuple(sorted(self.nearest, key=_closeness)),
            not_in_force=tuple(self.not_in_force),
        )

    def _judged(self) -> list[Finding]:
        overrides: dict[str, list[str]] = defaultdict(list)
        for override in self.plan.overrides:
            overrides[override.rule].append(override.fingerprint)
        if not overrides:
            return self.findings
        return [replace(finding, state=_state(finding, overrides[finding.rule])) for finding in self.findings]


def _state(finding: Finding, kept: list[str]) -> State:
    if not finding.may_be_kept:
        return State.OPEN
    if finding.fingerprint in kept:
        return State.KEPT
    return State.LAPSED if any(same_place(finding.fingerprint, mark) for mark in kept) else State.OPEN


def _place(finding: Finding, starts: dict[str, datetime]) -> tuple[int, datetime, int, str, tuple[str, ...]]:
    time = starts[finding.sessions[0]] if finding.sessions else _NO_TIME
    catalogue = finding.catalogue if finding.catalogue is not None else 10_000
    return finding.tier.rank, time, catalogue, finding.rule, finding.sessions


def _closeness(near: NearLimit) -> tuple[float, str]:
    limit = abs(near.limit.value) or 1
    return float(abs(near.limit.value - near.measured.value) / limit), near.rule
