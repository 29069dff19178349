"""The rows of a clinical list to read: what the program says for each, how strongly, and on what basis."""

from collections.abc import Iterator

from kapplanner.domain.evidence import Source
from kapplanner.i18n import t
from kapplanner.rules import words
from kapplanner.rules.cases import Table
from kapplanner.rules.clinical_lists import ConditionList, Ground, Statement
from kapplanner.rules.forms.applicability import Applicability
from kapplanner.rules.medicine_list import Effect, MedicineList, Trigger
from kapplanner.rules.rule_set import Rule, RuleSet


def rows_of_list(rule: Rule, rule_set: RuleSet) -> tuple[tuple[str, str], ...]:
    """Name and words of each row of the list that a rule goes through, in the list's order; none for other rules."""
    if not isinstance(rule.form, Applicability):
        return ()
    if rule.form.table is Table.CONDITIONS and rule_set.conditions is not None:
        return tuple(_conditions(rule_set.conditions))
    if rule.form.table is Table.MEDICINES and rule_set.medicines is not None:
        return tuple(_medicines(rule_set.medicines))
    return ()


def source_words(source: Source) -> str:
    """Who, when, what and where, as far as it is known."""
    return ". ".join(filter(None, (f"{source.who} {source.year or ''}".strip(), source.title, source.address)))


def _conditions(listed: ConditionList) -> Iterator[tuple[str, str]]:
    for condition in listed.conditions:
        said = [_said(statement) for statement in condition.statements]
        if condition.judged_by is not None:
            said.append(t("Judged by rule {n}.", n=condition.judged_by))
        if condition.today:
            said.append(t("Holds for one medicine day; ask again on the next."))
        yield t(condition.name), "\n".join((*said, *_ground(condition.ground)))


def _medicines(listed: MedicineList) -> Iterator[tuple[str, str]]:
    for group in listed.groups:
        lines: list[str] = []
        for effect in group.effects:
            lines += [_said(effect.statement, _when(effect)), *_ground(effect.ground)]
        names = [medicine.name for medicine in listed.members(group.code)]
        if names:
            lines.append(t("Leads here: {names}.", names=words.listed(names, "and")))
        yield t(group.name), "\n".join(lines)


def _when(effect: Effect) -> str:
    if effect.trigger is Trigger.ANSWERED_YES:
        return t("where “{question}” is answered with yes", question=effect.asks)
    if effect.trigger is Trigger.EQUIVALENT_ABOVE and effect.above is not None:
        return t("above {n} mg of diazepam equivalent a day", n=words.number(effect.above))
    return ""


def _said(statement: Statement, when: str = "") -> str:
    """ "Stop, by PO, where there is a stay: …"."""
    scope = [t(statement.tier.value.capitalize())]
    if statement.routes:
        scope.append(t("by {routes}", routes=words.routes(statement.routes)))
    if statement.retreat is not None:
        scope.append(t("on a stay") if statement.retreat else t("without a stay"))
    if when:
        scope.append(when)
    return f"{', '.join(scope)}: {statement.sentence}"


def _ground(ground: Ground) -> Iterator[str]:
    yield " ".join((t("Evidence: {words}", words=t(ground.evidence)), ground.confidence.words))
    if ground.house_default:
        yield t("House default: {reason}", reason=t(ground.house_default))
    if ground.sources:
        yield t("Source: {sources}", sources="; ".join(source_words(source) for source in ground.sources))
