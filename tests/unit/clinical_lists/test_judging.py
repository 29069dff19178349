"""What a patient's medicines mean: yes, no, or unknown where nobody asked or a medicine cannot be placed."""

from decimal import Decimal

import pytest

from kapplanner.codec.clinical_lists import medicine_list
from kapplanner.domain.people import Answer, ClinicalProfile, ConditionAnswer, Medicine
from kapplanner.rules.medicine_list import OUTSIDE
from tests.support.build import medicine, plan

LIST = medicine_list()
UNKNOWN = Medicine("Wunderpille")


def holds(group: str, code: str, **profile: object) -> bool | None:
    found = LIST.group(group)
    effect = next(effect for effect in found.effects if effect.code == code)
    return LIST.holds(plan(medicine("D1"), profile=ClinicalProfile(**profile)), found, effect)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "groups"),
    [
        (Medicine("Xanax"), {"benzodiazepine"}),
        (Medicine("Alprazolam 0.5 mg"), {"benzodiazepine"}),
        (Medicine("my sleeping pill", group="z-drug"), {"z-drug"}),
        (Medicine("Sertraline", group="SSRI"), {"ssri"}),
        (Medicine("haloperidol"), {"antipsychotic", "blunting-antipsychotic"}),
        (Medicine("haloperidol", group="antipsychotic"), {"antipsychotic", "blunting-antipsychotic"}),
        (Medicine("benzodiazepine"), {"benzodiazepine"}),
        (Medicine("vitamin D", group=OUTSIDE), set()),
        (Medicine("Xanax", group=OUTSIDE), {"benzodiazepine"}),
        (UNKNOWN, None),
        (Medicine("Wunderpille", group="wonders"), None),
        (Medicine("Xanax", group="wonders"), None),
        (Medicine("Xanex"), None),
    ],
)
def test_a_medicine_is_placed_by_its_name_and_its_group(given, groups):
    assert LIST.groups_of(given) == (None if groups is None else frozenset(groups))


def test_a_medicine_nobody_placed_is_named():
    assert LIST.unplaced((Medicine("Xanax"), UNKNOWN, Medicine("vitamin D", group=OUTSIDE))) == (UNKNOWN,)
    assert LIST.unplaced(None) == ()


@pytest.mark.parametrize(
    ("medicines", "takes"),
    [
        (None, None),
        ((), False),
        ((Medicine("Nardil"),), True),
        ((Medicine("Zoloft"),), False),
        ((Medicine("Zoloft"), UNKNOWN), None),
        ((UNKNOWN, Medicine("Nardil")), True),
    ],
)
def test_takes_is_unknown_where_nobody_asked_or_a_medicine_has_no_place(medicines, takes):
    assert LIST.takes(medicines, "maoi") is takes
    assert holds("maoi", "maoi", medicines=medicines) is takes


def benzodiazepine(amount: str | None, name: str = "Valium") -> Medicine:
    return Medicine(name, diazepam_equivalent=None if amount is None else Decimal(amount))


@pytest.mark.parametrize(
    ("medicines", "above"),
    [
        (None, None),
        ((), False),
        ((Medicine("Zoloft"),), False),
        ((benzodiazepine("7.9"),), False),
        ((benzodiazepine("8"),), False),
        ((benzodiazepine("8.1"),), True),
        ((benzodiazepine(None),), None),
        ((benzodiazepine("5"), benzodiazepine("3", "zopiclone")), False),
        ((benzodiazepine("5"), benzodiazepine("3.5", "zopiclone")), True),
        ((benzodiazepine("5"), benzodiazepine(None, "zopiclone")), None),
        ((benzodiazepine("9"), benzodiazepine(None, "zopiclone")), True),
        ((benzodiazepine("5"), UNKNOWN), None),
        ((benzodiazepine("9"), UNKNOWN), True),
        ((Medicine("Wunderpille", diazepam_equivalent=Decimal(9)),), True),
    ],
)
def test_diazepam_equivalents_add_up_and_a_missing_one_is_unknown(medicines, above):
    assert holds("benzodiazepine", "diazepam-equivalent-high", medicines=medicines) is above


@pytest.mark.parametrize(
    ("answer", "judged"), [(Answer.YES, True), (Answer.NO, False), (Answer.NOT_ASKED, None), (None, None)]
)
def test_alcohol_near_a_dose_is_asked_of_everybody(answer, judged):
    conditions = () if answer is None else (ConditionAnswer("alcohol-near-dose", answer),)
    assert holds("alcohol", "alcohol-near-dose", medicines=(), conditions=conditions) is judged


@pytest.mark.parametrize(
    ("medicines", "answer", "judged"),
    [
        ((Medicine("Synthroid"),), Answer.YES, True),
        ((Medicine("Synthroid"),), Answer.NO, False),
        ((Medicine("Synthroid"),), Answer.NOT_ASKED, None),
        ((), Answer.NOT_ASKED, False),
        (None, Answer.NOT_ASKED, None),
        (None, Answer.NO, False),
    ],
)
def test_a_question_for_those_who_take_a_medicine_is_not_asked_of_others(medicines, answer, judged):
    conditions = (ConditionAnswer("thyroid-hormone-excess", answer),)
    found = holds("thyroid-hormone", "thyroid-hormone-excess", medicines=medicines, conditions=conditions)
    assert found is judged


@pytest.mark.parametrize(
    ("medicines", "field", "judged"),
    [
        (None, Answer.NOT_ASKED, None),
        (None, Answer.NO, False),
        (None, Answer.YES, True),
        ((), Answer.NOT_ASKED, False),
        ((), Answer.YES, True),
        ((Medicine("Lantus"),), Answer.NO, True),
        ((UNKNOWN,), Answer.NO, False),
    ],
)
def test_insulin_counts_by_the_profiles_own_field_or_by_the_list_of_medicines(medicines, field, judged):
    code = "insulin-or-sulfonylurea"
    assert holds(code, code, medicines=medicines, insulin_or_sulfonylurea=field) is judged
