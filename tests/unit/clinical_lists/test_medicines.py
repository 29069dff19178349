"""The list of medicines holds every row of the interaction table, and a name leads to one medicine."""

import re
from collections import Counter
from decimal import Decimal

import pytest

from kapplanner.codec.clinical_lists import condition_list, medicine_list
from kapplanner.domain.errors import NotFound
from kapplanner.domain.session import Route
from kapplanner.rules.medicine_list import Asked, Trigger
from kapplanner.rules.name_search import key_of

LIST = medicine_list()

# Row, its groups, and of each group the effects with their tiers. By hand from the table.
TABLE = {
    "benzodiazepines-and-z-drugs": {
        "benzodiazepine": {"benzodiazepine": "caution", "diazepam-equivalent-high": "caution"},
        "z-drug": {"z-drug": "caution"},
    },
    "sedatives": {
        "opioid": {"opioid": "caution", "opioid-by-injection": "caution"},
        "gabapentinoid": {"gabapentinoid": "caution"},
        "sedating-antihistamine": {"sedating-antihistamine": "caution"},
        "antipsychotic": {"antipsychotic": "caution"},
        "muscle-relaxant": {"muscle-relaxant": "caution"},
        "barbiturate": {"barbiturate": "caution"},
        "other-sedative": {"other-sedative": "caution"},
    },
    "alcohol": {"alcohol": {"alcohol-near-dose": "stop"}},
    "cannabis": {"cannabis": {"cannabis-near-dose": "caution"}},
    "lamotrigine": {"lamotrigine": {"lamotrigine": "caution"}},
    "maoi": {"maoi": {"maoi": "caution"}},
    "stimulants": {
        "stimulant": {"stimulant": "caution"},
        "wakefulness-medicine": {"wakefulness-medicine": "caution"},
        "decongestant": {"decongestant": "caution", "decongestant-before-spray": "note"},
        "adhd-medicine-not-stimulant": {"adhd-medicine-not-stimulant": "caution"},
        "caffeine": {"caffeine-high": "caution"},
    },
    "antidepressants": {
        "ssri": {"ssri": "note"},
        "snri": {"snri": "note"},
        "other-antidepressant": {"other-antidepressant": "note"},
        "buspirone": {"buspirone": "note"},
    },
    "tricyclics": {"tricyclic": {"tricyclic": "note"}},
    "lithium": {"lithium": {"lithium": "note"}},
    "blunting-antipsychotics": {"blunting-antipsychotic": {"blunting-antipsychotic": "caution"}},
    "cyp3a4-inhibitors": {
        "cyp3a4-inhibitor": {"cyp3a4-inhibitor-swallowed": "caution", "cyp3a4-inhibitor": "caution"},
        "grapefruit": {"grapefruit": "caution"},
    },
    "cyp2b6-inhibitors": {"cyp2b6-inhibitor": {"cyp2b6-inhibitor": "caution"}},
    "inducers": {"enzyme-inducer": {"enzyme-inducer": "caution"}},
    "theophylline": {"theophylline": {"theophylline": "stop"}},
    "pressure-raising": {
        "sympathomimetic": {"sympathomimetic": "caution"},
        "vasopressin": {"vasopressin": "caution"},
        "thyroid-hormone": {"thyroid-hormone-excess": "caution"},
    },
    "naltrexone": {"naltrexone": {"naltrexone": "note"}},
    "antihypertensives": {"antihypertensive": {"antihypertensive": "note"}},
    "glucose": {"insulin-or-sulfonylurea": {"insulin-or-sulfonylurea": "caution"}},
    "slow-stomach": {"glp-1": {"glp-1": "note"}},
    "other-ketamine": {"other-ketamine": {"other-ketamine": "stop"}},
}

# Medicines that belong to more than one group; every other belongs to one.
SEVERAL = {
    "chlordiazepoxide with amitriptyline": ("benzodiazepine", "tricyclic"),
    "clozapine": ("antipsychotic", "blunting-antipsychotic"),
    "haloperidol": ("antipsychotic", "blunting-antipsychotic"),
    "risperidone": ("antipsychotic", "blunting-antipsychotic"),
    "olanzapine with fluoxetine": ("antipsychotic", "ssri"),
    "perphenazine with amitriptyline": ("antipsychotic", "tricyclic"),
    "phenobarbital": ("barbiturate", "enzyme-inducer"),
    "primidone": ("barbiturate", "enzyme-inducer"),
    "nefazodone": ("cyp3a4-inhibitor", "other-antidepressant"),
    "naltrexone with bupropion": ("naltrexone", "other-antidepressant"),
    "insulin degludec with liraglutide": ("insulin-or-sulfonylurea", "glp-1"),
    "insulin glargine with lixisenatide": ("insulin-or-sulfonylurea", "glp-1"),
}


def effect(group: str, code: str):
    return next(effect for effect in LIST.group(group).effects if effect.code == code)


def test_the_list_holds_the_rows_groups_and_tiers_of_the_table_and_no_other():
    found = {
        row.code: {code: {e.code: e.statement.tier.value for e in LIST.group(code).effects} for code in row.codes}
        for row in LIST.rows
    }
    assert found == TABLE
    assert [row.code for row in LIST.rows] == list(TABLE)


def test_a_name_leads_to_one_medicine():
    names = Counter(key_of(name) for m in LIST.medicines for name in (m.name, *m.brands, *m.also))
    assert [name for name, count in names.items() if count > 1] == []
    assert len(names) > 1200


def test_only_these_medicines_belong_to_several_groups():
    assert {m.name: m.groups for m in LIST.medicines if len(m.groups) > 1} == SEVERAL


def test_every_group_has_a_name_that_leads_to_it():
    assert [group.code for group in LIST.groups if not LIST.members(group.code)] == []


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("Xanax", "benzodiazepine"),
        ("Temesta", "benzodiazepine"),
        ("Stilnoct", "z-drug"),
        ("Suboxone", "opioid"),
        ("Lyrica", "gabapentinoid"),
        ("Atarax", "sedating-antihistamine"),
        ("Seroquel", "antipsychotic"),
        ("Zanaflex", "muscle-relaxant"),
        ("Fioricet", "barbiturate"),
        ("trazodone", "other-sedative"),
        ("beer", "alcohol"),
        ("CBD oil", "cannabis"),
        ("Lamictal", "lamotrigine"),
        ("Nardil", "maoi"),
        ("Vyvanse", "stimulant"),
        ("Elvanse", "stimulant"),
        ("Provigil", "wakefulness-medicine"),
        ("Sudafed", "decongestant"),
        ("Strattera", "adhd-medicine-not-stimulant"),
        ("coffee", "caffeine"),
        ("Zoloft", "ssri"),
        ("Lustral", "ssri"),
        ("Effexor", "snri"),
        ("Wellbutrin", "other-antidepressant"),
        ("BuSpar", "buspirone"),
        ("Elavil", "tricyclic"),
        ("Priadel", "lithium"),
        ("Biaxin", "cyp3a4-inhibitor"),
        ("Plavix", "cyp2b6-inhibitor"),
        ("Tegretol", "enzyme-inducer"),
        ("Uniphyllin", "theophylline"),
        ("EpiPen", "sympathomimetic"),
        ("Synthroid", "thyroid-hormone"),
        ("Vivitrol", "naltrexone"),
        ("propranolol", "antihypertensive"),
        ("Lantus", "insulin-or-sulfonylurea"),
        ("Ozempic", "glp-1"),
        ("Spravato", "other-ketamine"),
    ],
)
def test_common_names_lead_to_their_group(name, group):
    assert [found.code for found in LIST.named(name)] == [group]


def test_alcohol_and_cannabis_are_asked_of_everybody_with_their_hours():
    alcohol, cannabis = effect("alcohol", "alcohol-near-dose"), effect("cannabis", "cannabis-near-dose")
    assert (alcohol.asked, alcohol.hours_before, alcohol.hours_after, alcohol.hours_range) == (
        Asked.ALWAYS,
        24,
        24,
        (12, 72),
    )
    assert (cannabis.asked, cannabis.hours_before, cannabis.hours_after) == (Asked.ALWAYS, 48, 24)
    assert alcohol.asks == "Alcohol in the 24 h before a dose, or planned in the 24 h after it?"
    assert "48 h before" in cannabis.statement.sentence


def test_the_threshold_of_the_diazepam_equivalent_is_eight_with_its_article():
    high = effect("benzodiazepine", "diazepam-equivalent-high")
    assert (high.trigger, high.above) == (Trigger.EQUIVALENT_ABOVE, Decimal(8))
    assert high.statement.sentence.startswith("Above 8 mg a day")
    assert "11:844" in high.ground.sources[0].title


def test_the_prescriber_signs_off_where_the_table_says_so():
    signed = {e.code for group in LIST.groups for e in group.effects if e.sign_off}
    assert signed == {"diazepam-equivalent-high", "opioid-by-injection", "maoi"}


@pytest.mark.parametrize(
    ("group", "code", "routes"),
    [
        ("opioid", "opioid-by-injection", {"IM", "IV"}),
        ("opioid", "opioid", {"SL", "PO", "IN", "ESK", "SC"}),
        ("cyp2b6-inhibitor", "cyp2b6-inhibitor", {"PO"}),
        ("cyp3a4-inhibitor", "cyp3a4-inhibitor-swallowed", {"SL", "PO"}),
        ("cyp3a4-inhibitor", "cyp3a4-inhibitor", {"IN", "ESK", "IM", "SC", "IV"}),
        ("decongestant", "decongestant-before-spray", {"ESK"}),
        ("ssri", "ssri", {route.value for route in Route}),
    ],
)
def test_some_effects_are_for_some_routes(group, code, routes):
    statement = effect(group, code).statement
    assert {route.value for route in Route if statement.speaks_of([route], residential=False)} == routes


def test_no_sentence_tells_anybody_to_leave_out_a_medicine():
    for group in LIST.groups:
        for one in group.effects:
            said = one.statement.sentence
            assert 0 < len(said) < 140
            assert said.endswith(".")
            assert not re.search(r"\bsafe\b|(?<!Never )\bstop\b", said), said
            assert not re.search(r"discontinue|withhold|taper|come off|skip", said), said


def test_every_effect_has_its_ground():
    assert [e.code for g in LIST.groups for e in g.effects if not e.ground.sources and not e.ground.house_default] == []


def test_codes_of_questions_are_no_codes_of_conditions():
    questions = {e.code for g in LIST.groups for e in g.effects if e.trigger is Trigger.ANSWERED_YES}
    assert questions == {"alcohol-near-dose", "cannabis-near-dose", "caffeine-high", "thyroid-hormone-excess"}
    assert not questions & {condition.code for condition in condition_list().conditions}


# mg for 10 mg of diazepam: Ashton's table, and that of VA and DoD (2021), as printed in the US joint guideline.
EQUIVALENTS = {
    "alprazolam": ("0.5", "1"),
    "chlordiazepoxide": ("25", "25"),
    "clonazepam": ("0.5", "1"),
    "clorazepate": ("15", "15"),
    "diazepam": ("10", "10"),
    "estazolam": ("1-2", "1"),
    "flurazepam": ("15-30", "15"),
    "lorazepam": ("1", "2"),
    "oxazepam": ("20", "30"),
    "quazepam": ("20", "10"),
    "temazepam": ("20", "15"),
    "triazolam": ("0.5", "0.25"),
}
# The table of NHS Scotland gives mg for 5 mg of diazepam.
FOR_FIVE = {
    "chlordiazepoxide": "12.5",
    "clobazam": "10",
    "clonazepam": "0.25",
    "lorazepam": "0.5",
    "nitrazepam": "5",
    "oxazepam": "10",
    "temazepam": "10",
    "zolpidem": "10",
    "zopiclone": "7.5",
}


def published(name: str, who: str) -> tuple[Decimal, Decimal] | None:
    medicine = next(medicine for medicine in LIST.medicines if medicine.name == name)
    found = [(e.low, e.high) for e in medicine.equivalents if e.source.who == who]
    return found[0] if found else None


def span(text: str) -> tuple[Decimal, Decimal]:
    low, _, high = text.partition("-")
    return Decimal(low), Decimal(high or low)


@pytest.mark.parametrize("name", EQUIVALENTS)
def test_equivalents_are_those_of_the_two_tables(name):
    ashton, va = EQUIVALENTS[name]
    assert published(name, "Ashton") == span(ashton)
    assert published(name, "VA and DoD") == span(va)


@pytest.mark.parametrize("name", FOR_FIVE)
def test_figures_for_five_mg_of_diazepam_are_doubled(name):
    low = Decimal(FOR_FIVE[name]) * 2
    assert published(name, "NHS Scotland") == (low, low)


def test_help_on_equivalents_is_called_approximate_and_spans_the_tables():
    alprazolam = next(medicine for medicine in LIST.medicines if medicine.name == "alprazolam")
    said = LIST.equivalence_help(alprazolam)
    assert said.startswith("About 0.5 to 1 mg of alprazolam for 10 mg of diazepam. Approximate.")
    midazolam = next(medicine for medicine in LIST.medicines if medicine.name == "midazolam")
    assert LIST.equivalence_help(midazolam) == ""


def test_an_unknown_group_is_told():
    with pytest.raises(NotFound, match="statin"):
        LIST.group("statin")
