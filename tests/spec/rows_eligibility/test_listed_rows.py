"""R48 and R49: each row of the clinical lists speaks in its own words; what nobody asked about is one gap each."""

from dataclasses import replace
from decimal import Decimal

import pytest

from kapplanner.codec.clinical_lists import condition_list, medicine_list
from kapplanner.codec.rule_sets import rule_set_named
from kapplanner.domain.people import Answer, ClinicalProfile, ConditionAnswer, Medicine, Patient
from kapplanner.domain.places import Retreat
from kapplanner.domain.session import Route
from kapplanner.rules.medicine_list import OUTSIDE, Asked, Trigger
from tests.spec.outcomes import findings, gap, outcome, report
from tests.support.build import FIRST_DAY, medicine, plan, session

LISTED = [c for c in condition_list().conditions if c.when.fact == f"profile.conditions.{c.code}"]
NONE = tuple(ConditionAnswer(c.code, Answer.NO) for c in LISTED)
ALWAYS = tuple(
    ConditionAnswer(effect.code, Answer.NO)
    for group in medicine_list().groups
    for effect in group.effects
    if effect.asked is Asked.ALWAYS
)
HEALTHY = ClinicalProfile(
    conditions=(*NONE, *ALWAYS), medicines=(), breastfeeding=Answer.NO, insulin_or_sulfonylurea=Answer.NO
)
STAY = Retreat(FIRST_DAY, FIRST_DAY.replace(day=9))


def with_answer(code: str, answer: Answer, **more: object):
    others = tuple(each for each in HEALTHY.conditions if each.condition != code)
    profile = replace(HEALTHY, conditions=(*others, ConditionAnswer(code, answer)))
    return plan(medicine("D1", route=more.pop("route", "SL")), profile=profile, patient=Patient(age=40), **more)


def taking(*medicines: Medicine, route: str = "SL"):
    return plan(medicine("D1", route=route), profile=replace(HEALTHY, medicines=medicines), patient=Patient(age=40))


def said(given, rule: str) -> list[tuple[str, str]]:
    return [(each.tier.value, each.sentence) for each in findings(given, rule)]


@pytest.mark.parametrize("condition", LISTED, ids=lambda condition: condition.code)
def test_r48_a_yes_is_said_in_the_words_and_the_tier_of_its_row(condition):
    stay = STAY if condition.statements[0].retreat else None
    expected = [
        (each.tier.value, each.sentence)
        for each in condition.statements
        if each.speaks_of([Route.SL], stay is not None)
    ]
    assert said(with_answer(condition.code, Answer.YES, retreat=stay), "conditions") == expected


def test_r48_asked_about_everything_and_none_is_so():
    assert outcome(with_answer("porphyria", Answer.NO), "conditions") == "passed"
    assert outcome(plan(session("rest", "D1", "10:00"), profile=HEALTHY), "conditions") == "does not apply"


def test_r48_what_nobody_asked_about_is_one_gap_with_its_number():
    fresh = gap(plan(medicine("D1")), "conditions")
    asked = len([c for c in LISTED if not c.today])
    words = f"{asked} of {asked} conditions were never asked about. Missing: breastfeeding; the patient's age."
    assert fresh.sentence == words
    assert fresh.missing == ("profile.conditions", "patient.age", "profile.breastfeeding")
    assert fresh.tier.value == "stop"
    one = gap(with_answer("porphyria", Answer.NOT_ASKED), "conditions")
    assert one.sentence == f"1 of {asked} conditions was never asked about."


def test_r48_a_finding_stands_beside_what_was_not_asked():
    given = plan(medicine("D1"), profile=ClinicalProfile(conditions=(ConditionAnswer("schizophrenia", Answer.YES),)))
    assert outcome(given, "conditions") == "stop"
    assert gap(given, "conditions")


@pytest.mark.parametrize(
    ("age", "expected"), [(17, "stop"), (18, "passed"), (19, "passed"), (None, "could not be checked")]
)
def test_r48_adults_only(age, expected):
    assert outcome(plan(medicine("D1"), profile=HEALTHY, patient=Patient(age=age)), "conditions") == expected


@pytest.mark.parametrize(("route", "tier"), [("ESK", "stop"), ("SL", "caution"), ("IM", "caution"), ("IV", "caution")])
def test_r48_breastfeeding_is_a_stop_by_esketamine_only(route, tier):
    profile = replace(HEALTHY, breastfeeding=Answer.YES)
    given = plan(medicine("D1", route=route), profile=profile, patient=Patient(age=40))
    assert [each[0] for each in said(given, "conditions")] == [tier]


def test_r48_suicide_risk_is_a_stop_for_a_stay_and_a_caution_without():
    code = "imminent-suicide-risk"
    assert [each[0] for each in said(with_answer(code, Answer.YES, retreat=STAY), "conditions")] == ["stop"]
    assert [each[0] for each in said(with_answer(code, Answer.YES), "conditions")] == ["caution"]


def test_r48_what_holds_for_one_day_is_asked_on_that_day():
    today = next(c for c in LISTED if c.today)
    assert outcome(with_answer(today.code, Answer.NOT_ASKED), "conditions") == "passed"
    assert outcome(with_answer(today.code, Answer.YES), "conditions") == "stop"


def test_r48_a_finding_brings_the_sources_and_the_ground_of_its_row():
    found = findings(with_answer("family-history-of-psychosis", Answer.YES), "conditions")[0]
    assert found.house_default and found.sources == ()
    assert "Only clinics' lists name it" in found.detail and "held with medium confidence" in found.detail
    found = findings(with_answer("pregnancy", Answer.YES), "conditions")[0]
    assert not found.house_default
    assert found.sources[0].who == "Janssen and FDA"


def test_r48_keeping_one_condition_leaves_another_open():
    both = with_answer("porphyria", Answer.YES)
    both = replace(
        both, profile=replace(both.profile, conditions=(*both.profile.conditions[:-2], *_yes("porphyria", "delirium")))
    )
    marks = {each.sentence: each.fingerprint.split("-")[0] for each in findings(both, "conditions")}
    assert len(set(marks.values())) == len(marks) == 2


def _yes(*codes: str) -> tuple[ConditionAnswer, ...]:
    return tuple(ConditionAnswer(code, Answer.YES) for code in codes)


TAKEN = [
    (group, effect) for group in medicine_list().groups for effect in group.effects if effect.trigger is Trigger.TAKEN
]


@pytest.mark.parametrize(("group", "effect"), TAKEN, ids=lambda each: each.code)
def test_r49_what_is_taken_is_said_in_the_words_and_the_tier_of_its_group(group, effect):
    route = effect.statement.routes[0].value if effect.statement.routes else "IV"
    given = taking(Medicine("something", group.code, diazepam_equivalent=Decimal(1)), route=route)
    assert (effect.statement.tier.value, effect.statement.sentence) in said(given, "medicines")
    assert all(not each.may_be_kept or each.rule == "medicines" for each in findings(given, "medicines"))


@pytest.mark.parametrize(
    ("medicines", "tiers"),
    [
        ((), []),
        ((Medicine("Vitamin D", OUTSIDE),), []),
        ((Medicine("Zoloft"),), ["note"]),
        ((Medicine("Nardil"),), ["caution"]),
        ((Medicine("theophylline"),), ["stop"]),
        ((Medicine("Xanax", diazepam_equivalent=Decimal(8)),), ["caution"]),
        ((Medicine("Xanax", diazepam_equivalent=Decimal("8.1")),), ["caution", "caution"]),
    ],
)
def test_r49_tiers(medicines, tiers):
    assert sorted(each[0] for each in said(taking(*medicines), "medicines")) == tiers
    assert outcome(taking(*medicines), "medicines") == (
        min(tiers, key=["stop", "caution", "note"].index) if tiers else "passed"
    )


def test_r49_no_gap_where_all_is_known_and_one_gap_where_it_is_not():
    assert outcome(taking(), "medicines") == "passed"
    fresh = gap(plan(medicine("D1")), "medicines")
    assert fresh.sentence == "Missing: which medicines the patient takes; answers about alcohol and cannabis."
    assert fresh.tier.value == "stop"
    assert outcome(plan(session("rest", "D1", "10:00")), "medicines") == "does not apply"


@pytest.mark.parametrize(
    ("medicines", "words"),
    [
        ((Medicine("Xanax"),), "the diazepam equivalent of Xanax"),
        (
            (Medicine("Xanax", diazepam_equivalent=Decimal(2)), Medicine("zopiclone")),
            "the diazepam equivalent of zopiclone",
        ),
        ((Medicine("Wunderpille"),), "the group of Wunderpille"),
        ((Medicine("Synthroid"),), "answers about thyroid hormones"),
        (
            tuple(Medicine(f"A remedy that nobody ever heard of, number {n}") for n in range(5)),
            "the group of 5 medicines",
        ),
    ],
)
def test_r49_names_what_is_missing(medicines, words):
    assert gap(taking(*medicines), "medicines").sentence == f"Missing: {words}."


def test_r49_enough_is_enough_above_eight_whatever_is_missing():
    given = taking(Medicine("Xanax", diazepam_equivalent=Decimal(9)), Medicine("zopiclone"))
    assert "Above 8 mg a day" in " ".join(sentence for _, sentence in said(given, "medicines"))
    assert outcome(given, "medicines") == "caution"
    assert not [each for each in report(given).not_checked if each.rule == "medicines"]


@pytest.mark.parametrize(
    ("route", "words"),
    [
        ("SL", "Opioid: adds sedation"),
        ("IM", "Opioid and ketamine into muscle or vein"),
        ("SC", "Opioid: adds sedation"),
    ],
)
def test_r49_an_opioid_by_route(route, words):
    assert [
        sentence.startswith(words) for _, sentence in said(taking(Medicine("oxycodone"), route=route), "medicines")
    ] == [True]


@pytest.mark.parametrize(("route", "expected"), [("PO", "caution"), ("SL", "passed"), ("IV", "passed")])
def test_r49_clopidogrel_matters_for_swallowed_ketamine(route, expected):
    assert outcome(taking(Medicine("clopidogrel"), route=route), "medicines") == expected


@pytest.mark.parametrize(
    ("answer", "expected"), [(Answer.YES, "stop"), (Answer.NO, "passed"), (Answer.NOT_ASKED, "could not be checked")]
)
def test_r49_alcohol_near_a_dose(answer, expected):
    assert outcome(with_answer("alcohol-near-dose", answer), "medicines") == expected


def test_the_lists_belong_to_the_rule_set():
    for name in ("intensive", "conservative", "outpatient", "esketamine-label"):
        rules = rule_set_named(name)
        assert rules.conditions is not None and rules.conditions.catalogue == 48
        assert rules.medicines is not None and rules.medicines.catalogue == 49
