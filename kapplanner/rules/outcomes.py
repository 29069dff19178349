"""How every rule of a set came out for a plan: found, could not be checked, passed, or does not apply."""

from collections.abc import Mapping
from dataclasses import dataclass

from kapplanner.i18n import t
from kapplanner.rules.example import Outcome
from kapplanner.rules.finding import Report, State


@dataclass(frozen=True, slots=True)
class RuleOutcome:
    """``outcome`` is the gravest; ``sentences``: what was found, what is missing, or how near it came to a limit."""

    outcome: Outcome
    sentences: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        return self.outcome.words


def outcomes(report: Report) -> Mapping[str, RuleOutcome]:
    """Every rule of the report by its id. Rules that are turned off are not among them: they were not asked."""
    found: dict[str, RuleOutcome] = {}
    for finding in report.findings:  # the gravest come first
        kept = t("Kept: {sentence}", sentence=finding.sentence) if finding.state is State.KEPT else finding.sentence
        _add(found, finding.rule, Outcome(finding.tier.value), kept)
    for entry in report.not_checked:
        _add(found, entry.rule, Outcome.NOT_CHECKED, entry.sentence)
    for near in report.nearest:
        values = {"measured": near.measured.value, "limit": near.limit.value, "unit": near.limit.unit}
        nearest = t("Nearest: {measured} {unit}, limit {limit} {unit}.", **values)
        _add(found, near.rule, Outcome.PASSED, nearest)
    for held in report.not_in_force:
        _add(found, held.rule, Outcome.NOT_APPLICABLE, held.words)
    for rule in report.passed:
        _add(found, rule, Outcome.PASSED)
    for rule in report.not_applicable:
        _add(found, rule, Outcome.NOT_APPLICABLE)
    return found


def _add(found: dict[str, RuleOutcome], rule: str, outcome: Outcome, sentence: str = "") -> None:
    known = found.get(rule)
    said = (sentence,) if sentence else ()
    found[rule] = RuleOutcome(outcome, said) if known is None else RuleOutcome(known.outcome, known.sentences + said)
