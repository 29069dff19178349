"""The rows of clinical lists: what they say about a patient, and what must be asked first."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from kapplanner.domain.people import Answer, ClinicalProfile, ConditionAnswer, Medicine, Patient
from kapplanner.domain.places import Retreat
from kapplanner.domain.plan import Plan
from kapplanner.domain.session import Route
from kapplanner.rules.clinical_lists import ConditionList, Confidence, Ground, ListedCondition, Statement
from kapplanner.rules.facts import Condition, Operator
from kapplanner.rules.form import Problem, Verdict
from kapplanner.rules.index import PlanIndex
from kapplanner.rules.listed import judge_conditions, judge_medicines
from kapplanner.rules.medicine_list import (
    OUTSIDE,
    Asked,
    Effect,
    ListedMedicine,
    MedicineGroup,
    MedicineList,
    Trigger,
)
from kapplanner.rules.tier import Tier
from tests.support.build import FIRST_DAY, medicine, plan, session

DAY = date(2026, 1, 1)
GROUND = Ground("A label.", Confidence.FOUND)
OF_AGE = Condition("patient.age", Operator.AT_LEAST, Decimal(70))


def says(tier: Tier, *routes: Route, retreat: bool | None = None) -> Statement:
    """A sentence of this tier for these plans."""
    return Statement(tier, f"It is a {tier.value}.", routes, retreat)


def condition(code: str, *statements: Statement, when: Condition | None = None, today: bool = False) -> ListedCondition:
    """A condition of its own row."""
    own = when or Condition(f"profile.conditions.{code}", Operator.IS, True)
    return ListedCondition(code, code, code, own, statements, GROUND, today=today)


CONDITIONS = ConditionList(
    id="c",
    version="1",
    name="Conditions",
    catalogue=48,
    rows=(),
    conditions=(
        condition("by-needle", says(Tier.STOP, Route.IM)),
        condition("fever", says(Tier.CAUTION), today=True),
        condition("risk", says(Tier.STOP, retreat=True), says(Tier.CAUTION, retreat=False)),
        condition("gout", says(Tier.NOTE)),
        condition("old", says(Tier.CAUTION), when=OF_AGE),
        condition("asthma", says(Tier.STOP)),
    ),
    reviewed=DAY,
    next_review=DAY,
)


def seen(problem: Problem) -> tuple[object, ...]:
    """A problem as these tests write it."""
    return problem.side.value, problem.tier, problem.about, problem.facts, problem.field, problem.ground


def asked(*, age: int | None = 40, route: str = "SL", stay: bool = False, **answers: Answer) -> Verdict:
    """What the conditions say of a patient with these answers ("risk=Answer.NO")."""
    given = plan(
        medicine("D1", route=route),
        patient=Patient(age=age),
        profile=ClinicalProfile(
            conditions=tuple(ConditionAnswer(code.replace("_", "-"), answer) for code, answer in answers.items())
        ),
        retreat=Retreat(FIRST_DAY, FIRST_DAY) if stay else None,
    )
    verdict = Verdict()
    judge_conditions(PlanIndex(given, {}), CONDITIONS, verdict)
    return verdict


NONE = {"risk": Answer.NO, "gout": Answer.NO, "asthma": Answer.NO}


def test_a_condition_that_is_so_speaks_with_its_own_tier_code_and_ground() -> None:
    said = asked(**{**NONE, "asthma": Answer.YES, "gout": Answer.YES})
    assert [seen(problem) for problem in said.problems] == [
        ("soft", Tier.NOTE, "gout-note", ("gout",), "profile.conditions.gout", GROUND),
        ("hard", Tier.STOP, "asthma-stop", ("asthma",), "profile.conditions.asthma", GROUND),
    ]
    assert said.gaps == []


def test_none_that_is_so_has_been_looked_at() -> None:
    said = asked(**NONE)
    assert (said.problems, said.gaps) == ([], [])
    assert said.looked


@pytest.mark.parametrize(("stay", "about"), [(True, "risk-stop"), (False, "risk-caution")])
def test_what_a_condition_says_hangs_on_the_stay(stay: bool, about: str) -> None:
    said = asked(stay=stay, **{**NONE, "risk": Answer.YES})
    assert [problem.about for problem in said.problems] == [about]


@pytest.mark.parametrize(("route", "is_asked"), [("SL", False), ("IM", True)])
def test_a_condition_is_asked_about_for_the_routes_it_speaks_of(route: str, is_asked: bool) -> None:
    said = asked(route=route, **NONE)
    assert [gap.missing for gap in said.gaps] == ([("profile.conditions",)] if is_asked else [])
    found = asked(route=route, by_needle=Answer.YES, **NONE)
    assert [problem.about for problem in found.problems] == (["by-needle-stop"] if is_asked else [])


def test_all_that_nobody_asked_about_is_one_gap_with_its_number() -> None:
    (gap,) = asked(gout=Answer.NO).gaps
    assert gap.missing == ("profile.conditions",)
    assert gap.sentence == "2 of 3 conditions were never asked about."
    (gap,) = asked(age=None, risk=Answer.NO, gout=Answer.NO).gaps
    assert gap.missing == ("profile.conditions", "patient.age")
    assert gap.sentence.startswith("1 of 3 conditions was never asked about. Missing: ")


def test_a_fact_that_was_never_entered_is_missing_by_its_own_name() -> None:
    (gap,) = asked(age=None, **NONE).gaps
    assert gap.missing == ("patient.age",)
    assert [problem.field for problem in asked(age=70, **NONE).problems] == ["patient.age"]


def test_what_holds_for_one_day_counts_where_it_was_entered_and_is_not_missing() -> None:
    assert [problem.about for problem in asked(fever=Answer.YES, **NONE).problems] == ["fever-caution"]
    assert asked(**NONE).gaps == []
    assert asked(fever=Answer.NO, **NONE).problems == []


def test_an_answer_entered_as_not_asked_is_none() -> None:
    (gap,) = asked(**{**NONE, "gout": Answer.NOT_ASKED}).gaps
    assert gap.missing == ("profile.conditions",)


def effect(code: str, tier: Tier, trigger: Trigger = Trigger.TAKEN, **more: object) -> Effect:
    """One thing said about a group."""
    routes = more.pop("routes", ())
    return Effect(code, Statement(tier, "Said.", routes), GROUND, trigger, **more)  # type: ignore[arg-type]


def group(code: str, *effects: Effect, **more: object) -> MedicineGroup:
    """A group of medicines."""
    return MedicineGroup(code, code, code.capitalize(), f"a {code}", effects, **more)  # type: ignore[arg-type]


MEDICINES = MedicineList(
    id="m",
    version="1",
    name="Medicines",
    catalogue=49,
    rows=(),
    groups=(
        group("needle-only", effect("needle", Tier.STOP, routes=(Route.IM,)), effect("needled", Tier.NOTE)),
        group(
            "calmers",
            effect("calmers", Tier.NOTE),
            effect("calmers-much", Tier.CAUTION, Trigger.EQUIVALENT_ABOVE, above=Decimal(8)),
            asks_equivalent=True,
        ),
        group(
            "insulins",
            effect("insulins", Tier.CAUTION),
            fact=Condition("profile.insulin_or_sulfonylurea", Operator.IS, True),
        ),
        group("painkillers", effect("withdrawal", Tier.STOP, Trigger.ANSWERED_YES, question="In withdrawal?")),
        group(
            "drink",
            effect("drinks", Tier.NOTE),
            effect("drunk", Tier.STOP, Trigger.ANSWERED_YES, question="Drunk?", asked=Asked.ALWAYS),
        ),
    ),
    medicines=(
        ListedMedicine("calmazepam", ("calmers",), brands=("Calmol",)),
        ListedMedicine("morphine", ("painkillers",)),
        ListedMedicine("glargine", ("insulins",)),
        ListedMedicine("needlin", ("needle-only", "calmers")),
    ),
    reviewed=DAY,
    next_review=DAY,
    names_note="",
    names_confidence=Confidence.FOUND,
    equivalents_note="",
)
SOBER = {"drunk": Answer.NO}


def taking(
    *medicines: Medicine | str, insulin: Answer = Answer.NO, route: str = "SL", **answers: Answer
) -> tuple[list[str], tuple[str, ...]]:
    """What the list says of a patient who takes these ("nobody asked" where None), and what is missing."""
    taken = tuple(Medicine(each) if isinstance(each, str) else each for each in medicines)
    return judged(with_profile(taken, insulin, route, answers))


def with_profile(taken: tuple[Medicine, ...] | None, insulin: Answer, route: str, answers: dict[str, Answer]) -> Plan:
    """A plan of a patient with these medicines and answers."""
    known = tuple(ConditionAnswer(code, answer) for code, answer in answers.items())
    profile = ClinicalProfile(medicines=taken, conditions=known, insulin_or_sulfonylurea=insulin)
    return plan(medicine("D1", route=route), session("rest", "D2", "10:00"), profile=profile)


def judged(given: Plan) -> tuple[list[str], tuple[str, ...]]:
    """The codes of what is said, and the facts that are missing."""
    verdict = Verdict()
    judge_medicines(PlanIndex(given, {}), MEDICINES, verdict)
    assert verdict.looked
    assert len(verdict.gaps) <= 1
    return [problem.about for problem in verdict.problems], verdict.gaps[0].missing if verdict.gaps else ()


def equivalent(name: str, mg: int) -> Medicine:
    """A medicine with its diazepam equivalent of a day."""
    return Medicine(name, diazepam_equivalent=Decimal(mg))


TAKEN = "profile.medicines"
CASES = [
    ((), SOBER, [], ()),
    ((equivalent("calmazepam", 8),), SOBER, ["calmers-note"], ()),
    ((equivalent("calmazepam", 9),), SOBER, ["calmers-note", "calmers-much-caution"], ()),
    ((equivalent("calmazepam", 5), equivalent("Calmol", 4)), SOBER, ["calmers-note", "calmers-much-caution"], ()),
    (("calmazepam",), SOBER, ["calmers-note"], (f"{TAKEN}.diazepam_equivalent",)),
    ((equivalent("calmazepam", 9), "Calmol"), SOBER, ["calmers-note", "calmers-much-caution"], ()),
    (("morphine",), SOBER, [], ("profile.conditions.withdrawal",)),
    (("morphine",), {**SOBER, "withdrawal": Answer.YES}, ["withdrawal-stop"], ()),
    (("morphine",), {**SOBER, "withdrawal": Answer.NO}, [], ()),
    ((), {**SOBER, "withdrawal": Answer.YES}, [], ()),
    ((), {}, [], ("profile.conditions.drunk",)),
    ((), {"drunk": Answer.YES}, ["drunk-stop"], ()),
    (("glargine",), SOBER, ["insulins-caution"], ()),
    (("unheard-of",), SOBER, [], (f"{TAKEN}.group",)),
    ((Medicine("unheard-of", OUTSIDE),), SOBER, [], ()),
    ((Medicine("unheard-of", "painkillers"),), {**SOBER, "withdrawal": Answer.YES}, ["withdrawal-stop"], ()),
    (("unheard-of",), {**SOBER, "withdrawal": Answer.NO}, [], (f"{TAKEN}.group",)),
    ((Medicine("calmazepam", OUTSIDE, diazepam_equivalent=Decimal(1)),), SOBER, ["calmers-note"], ()),
]


@pytest.mark.parametrize(("medicines", "answers", "said", "missing"), CASES)
def test_what_is_taken_speaks_and_what_is_not_known_is_missing(
    medicines: tuple[Medicine | str, ...], answers: dict[str, Answer], said: list[str], missing: tuple[str, ...]
) -> None:
    assert taking(*medicines, **answers) == (said, missing)


def test_a_group_speaks_for_its_routes_only() -> None:
    needlin = equivalent("needlin", 1)
    assert taking(needlin, route="IM", **SOBER) == (["needle-stop", "needled-note", "calmers-note"], ())
    assert taking(needlin, route="SL", **SOBER) == (["needled-note", "calmers-note"], ())


@pytest.mark.parametrize(
    ("insulin", "said", "missing"),
    [
        (Answer.YES, ["insulins-caution"], (TAKEN,)),
        (Answer.NO, [], (TAKEN,)),
        (Answer.NOT_ASKED, [], (TAKEN,)),
    ],
)
def test_where_nobody_asked_what_is_taken_that_is_missing(
    insulin: Answer, said: list[str], missing: tuple[str, ...]
) -> None:
    assert judged(with_profile(None, insulin, "SL", SOBER)) == (said, missing)
    drunk = judged(with_profile(None, insulin, "SL", {"drunk": Answer.YES}))
    assert drunk == ([*said, "drunk-stop"], missing)


def test_a_field_of_the_profile_says_the_same_as_the_list() -> None:
    assert taking(insulin=Answer.YES, **SOBER) == (["insulins-caution"], ())
    assert taking(insulin=Answer.NOT_ASKED, **SOBER) == ([], ())
    assert taking("unheard-of", insulin=Answer.YES, **SOBER) == (["insulins-caution"], (f"{TAKEN}.group",))


def test_a_medicine_speaks_with_the_tier_code_and_ground_of_its_effect() -> None:
    verdict = Verdict()
    given = with_profile((equivalent("calmazepam", 1),), Answer.NO, "SL", SOBER)
    judge_medicines(PlanIndex(given, {}), MEDICINES, verdict)
    assert [seen(problem) for problem in verdict.problems] == [
        ("soft", Tier.NOTE, "calmers-note", ("calmers",), TAKEN, GROUND)
    ]


def test_which_groups_a_medicine_belongs_to_is_known_by_name_by_group_or_not_at_all() -> None:
    def groups(name: str, given: str = "") -> frozenset[str] | None:
        return MEDICINES.groups_of(Medicine(name, given))

    assert groups("Calmol") == frozenset({"calmers"})
    assert groups("needlin") == frozenset({"needle-only", "calmers"})
    assert groups("calmazepam", "painkillers") == frozenset({"calmers", "painkillers"})
    assert groups("calmazepam", " Painkillers ") == frozenset({"calmers", "painkillers"})
    assert groups("calmazepam", "not-a-group") is None
    assert groups("unheard-of", "drink") == frozenset({"drink"})
    assert groups("unheard-of", OUTSIDE) == frozenset()
    assert groups("unheard-of") is None
    assert [each.code for each in MEDICINES.named("needlin")] == ["needle-only", "calmers"]
    assert [each.code for each in MEDICINES.named("Drink")] == ["drink"]
    assert MEDICINES.named("unheard-of") == ()


def test_whether_one_of_a_group_is_taken_is_not_known_while_a_medicine_cannot_be_placed() -> None:
    known, unknown = Medicine("morphine"), Medicine("unheard-of")
    assert MEDICINES.takes(None, "painkillers") is None
    assert MEDICINES.takes((), "painkillers") is False
    assert MEDICINES.takes((known,), "painkillers") is True
    assert MEDICINES.takes((known,), "calmers") is False
    assert MEDICINES.takes((unknown, known), "painkillers") is True
    assert MEDICINES.takes((unknown, known), "calmers") is None
    assert MEDICINES.unplaced((known, unknown)) == (unknown,)
    assert MEDICINES.unplaced(None) == ()


@pytest.mark.parametrize(
    ("medicines", "expected"),
    [
        (None, None),
        ((), False),
        ((equivalent("calmazepam", 8),), False),
        ((equivalent("calmazepam", 9),), True),
        ((Medicine("calmazepam"),), None),
        ((Medicine("morphine"),), False),
        ((Medicine("unheard-of"),), None),
        ((equivalent("unheard-of", 1),), False),
        ((Medicine("calmazepam"), equivalent("Calmol", 9)), True),
    ],
)
def test_equivalents_are_added_up_and_enough_is_enough(
    medicines: tuple[Medicine, ...] | None, expected: bool | None
) -> None:
    assert MEDICINES.equivalent_above(medicines, Decimal(8)) is expected


@pytest.mark.parametrize("taken", [None, (), (Medicine("unheard-of"),), (Medicine("glargine"),)])
@pytest.mark.parametrize("insulin", list(Answer))
def test_a_medicine_is_taken_by_the_list_or_by_the_field_and_not_where_either_says_no(
    taken: tuple[Medicine, ...] | None, insulin: Answer
) -> None:
    insulins = MEDICINES.group("insulins")
    holds = MEDICINES.holds(with_profile(taken, insulin, "SL", {}), insulins, insulins.effects[0])
    if insulin is Answer.YES or taken == (Medicine("glargine"),):
        assert holds is True
    elif insulin is Answer.NO or taken == ():
        assert holds is False
    else:
        assert holds is None


@pytest.mark.parametrize(("stay", "about"), [(True, ["warmers-stop"]), (False, [])])
def test_what_a_medicine_means_may_hang_on_the_stay(stay: bool, about: list[str]) -> None:
    for_stays = Statement(Tier.STOP, "Said.", retreat=True)
    warmers = group("warmers", Effect("warmers", for_stays, GROUND), effect("warm", Tier.NOTE, Trigger.TAKEN))
    listed = replace(MEDICINES, groups=(warmers,), medicines=(ListedMedicine("warmin", ("warmers",)),))
    given = with_profile((Medicine("warmin"),), Answer.NO, "SL", SOBER)
    verdict = Verdict()
    judge_medicines(
        PlanIndex(replace(given, retreat=Retreat(FIRST_DAY, FIRST_DAY) if stay else None), {}), listed, verdict
    )
    assert [problem.about for problem in verdict.problems] == [*about, "warm-note"]
