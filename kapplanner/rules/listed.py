"""Judging a plan by the clinical lists of its rule set: what the patient has, what the patient takes (R48, R49)."""

from kapplanner.domain.people import Answer
from kapplanner.domain.session import Route
from kapplanner.i18n import nt, t
from kapplanner.rules import words
from kapplanner.rules.clinical_lists import ConditionList, Ground, ListedCondition, Statement
from kapplanner.rules.finding import Tier
from kapplanner.rules.form import Problem, Side, Verdict
from kapplanner.rules.index import PlanIndex
from kapplanner.rules.medicine_list import Asked, Effect, MedicineGroup, MedicineList, Trigger
from kapplanner.rules.missing import missing_sentence

_CONDITIONS = "profile.conditions"
_MEDICINES = "profile.medicines"
_LONGEST = 140


def judge_conditions(index: PlanIndex, listed: ConditionList, verdict: Verdict) -> None:
    """Each condition that is so gives its own sentence; all that nobody asked about are one gap.

    What holds for one medicine day only ("fever today") is asked on that day and counts here only where it was entered.
    """
    routes, residential = _routes(index), index.is_residential
    answers = {entry.condition: entry.answer for entry in index.plan.profile.conditions}
    asked = unanswered = 0
    missing: list[str] = []
    for condition in listed.conditions:
        statements = [each for each in condition.statements if each.speaks_of(routes, residential)]
        if not statements:
            continue
        verdict.looked += 1
        is_own_answer = condition.when.fact == f"{_CONDITIONS}.{condition.code}"
        holds = _answered(answers, condition) if is_own_answer else condition.when.holds(index.plan)
        if holds:
            for statement in statements:
                verdict.found(_problem(statement, condition.code, condition.when.fact, condition.ground))
        if condition.today:
            continue
        asked += is_own_answer
        if holds is None and is_own_answer:
            unanswered += 1
        elif holds is None:
            missing.append(condition.when.fact)
    if unanswered or missing:
        _lack_conditions(index, unanswered, asked, missing, verdict)


def _answered(answers: dict[str, Answer], condition: ListedCondition) -> bool | None:
    answer = answers.get(condition.code, Answer.NOT_ASKED)
    return None if answer is Answer.NOT_ASKED else answer is Answer.YES


def _lack_conditions(index: PlanIndex, unanswered: int, asked: int, missing: list[str], verdict: Verdict) -> None:
    parts = []
    if unanswered:
        one, many = "{n} of {all} conditions was never asked about.", "{n} of {all} conditions were never asked about."
        parts.append(nt(one, many, unanswered, all=asked))
    if missing:
        parts.append(missing_sentence(index.plan, tuple(missing)))
    verdict.lacks(((_CONDITIONS,) if unanswered else ()) + tuple(missing), sentence=" ".join(parts))


def judge_medicines(index: PlanIndex, listed: MedicineList, verdict: Verdict) -> None:
    """Each effect of a medicine that is taken gives its own sentence; all that is missing is one gap."""
    routes, residential = _routes(index), index.is_residential
    missing: dict[str, None] = {}
    for group in listed.groups:
        for effect in group.effects:
            if not effect.statement.speaks_of(routes, residential):
                continue
            verdict.looked += 1
            if index.plan.profile.medicines is None and effect.trigger is Trigger.TAKEN and group.fact is None:
                missing[_MEDICINES] = None
                continue
            holds = listed.holds(index.plan, group, effect)
            if holds:
                verdict.found(_problem(effect.statement, effect.code, _MEDICINES, effect.ground))
            elif holds is None:
                missing.update(dict.fromkeys(_missing(index, listed, group, effect)))
    if missing:
        verdict.lacks(missing, sentence=_medicine_words(index, listed, tuple(missing)))


def _missing(index: PlanIndex, listed: MedicineList, group: MedicineGroup, effect: Effect) -> list[str]:
    """What would settle whether an effect holds."""
    medicines = index.plan.profile.medicines
    found = []
    if effect.trigger is Trigger.ANSWERED_YES and effect.answer.holds(index.plan) is None:
        taken = effect.asked is Asked.ALWAYS or listed.takes(medicines, group.code)
        if taken:
            return [effect.answer.fact]
    if medicines is None:
        return [_MEDICINES]
    if listed.unplaced(medicines):
        found.append(f"{_MEDICINES}.group")
    if effect.trigger is Trigger.EQUIVALENT_ABOVE and _equivalents_missing(index, listed):
        found.append(f"{_MEDICINES}.diazepam_equivalent")
    return found


def _equivalents_missing(index: PlanIndex, listed: MedicineList) -> list[str]:
    """Medicines whose diazepam equivalent is asked for and was not entered."""
    return [
        medicine.name
        for medicine in index.plan.profile.medicines or ()
        if medicine.diazepam_equivalent is None
        and any(listed.group(code).asks_equivalent for code in listed.groups_of(medicine) or ())
    ]


def _medicine_words(index: PlanIndex, listed: MedicineList, missing: tuple[str, ...]) -> str:
    """What is missing, with names of medicines and questions; with counts where that grows too long."""
    medicines = index.plan.profile.medicines
    unplaced = [medicine.name for medicine in listed.unplaced(medicines)] if f"{_MEDICINES}.group" in missing else []
    wanted = f"{_MEDICINES}.diazepam_equivalent" in missing
    equivalents = _equivalents_missing(index, listed) if wanted else []
    asked = [
        t(group.name).lower() for group in listed.groups for effect in group.effects if effect.answer.fact in missing
    ]
    named = [t("which medicines the patient takes")] if _MEDICINES in missing else []
    counted = named.copy()
    for names, said, many in (
        (unplaced, "the group of {names}", "the group of {n} medicines"),
        (equivalents, "the diazepam equivalent of {names}", "the diazepam equivalent of {n} medicines"),
        (asked, "answers about {names}", "answers about {n} groups"),
    ):
        if names:
            named.append(t(said, names=words.listed(names, "and")))
            counted.append(t(many, n=len(names)))
    whole, short = (t("Missing: {facts}.", facts="; ".join(parts)) for parts in (named, counted))
    return whole if len(whole) < _LONGEST else short


def _routes(index: PlanIndex) -> frozenset[Route]:
    return frozenset(entry.medicine.route for entry in index.medicine)


def _problem(statement: Statement, code: str, field: str, ground: Ground) -> Problem:
    return Problem(
        Side.HARD if statement.tier is Tier.STOP else Side.SOFT,
        statement.sentence,
        facts=(code,),
        field=field,
        tier=statement.tier,
        about=f"{code}-{statement.tier.value}",
        ground=ground,
    )
