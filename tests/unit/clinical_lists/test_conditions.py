"""The list of conditions holds every row of the table of contraindications, with its tier, and judges only by facts."""

import re

import pytest

from kapplanner.codec.clinical_lists import condition_list
from kapplanner.domain.errors import NotFound
from kapplanner.domain.people import Answer, ClinicalProfile, ConditionAnswer, Patient
from kapplanner.domain.session import Route
from kapplanner.rules.clinical_lists import Confidence
from tests.support.build import medicine, plan

# By hand from the table: row, its codes, each with its tier for a plan of intramuscular sessions with a stay.
TABLE = {
    "age": {"under-18": "stop"},
    "hypersensitivity": {"ketamine-hypersensitivity": "stop"},
    "aneurysm": {"aneurysmal-vascular-disease": "stop", "arteriovenous-malformation": "stop"},
    "brain-bleed": {"intracerebral-haemorrhage": "stop"},
    "brain": {"recent-stroke": "stop", "brain-injury-with-symptoms": "stop", "raised-intracranial-pressure": "stop"},
    "eye-pressure": {"raised-eye-pressure": "stop", "glaucoma-uncontrolled": "stop", "glaucoma-treated": "caution"},
    "hypertension": {"hypertension-uncontrolled": "stop", "hypertension-controlled": "caution"},
    "heart": {
        "unstable-angina": "stop",
        "recent-heart-attack": "stop",
        "heart-failure-decompensated": "stop",
        "serious-arrhythmia": "stop",
        "severe-valve-disease": "stop",
        "stable-coronary-disease": "caution",
    },
    "psychosis": {
        "schizophrenia": "stop",
        "schizoaffective-disorder": "stop",
        "current-psychosis": "stop",
        "family-history-of-psychosis": "caution",
    },
    "mania": {"mania-or-mixed-state": "stop", "bipolar-without-mood-stabiliser": "caution"},
    "substance-use": {"substance-use-disorder-active": "stop", "ketamine-use-disorder-past": "stop"},
    "pregnancy": {"pregnancy": "stop"},
    "breastfeeding": {"breastfeeding": "caution"},
    "liver": {"liver-impairment-severe": "stop", "liver-impairment-moderate": "caution"},
    "bladder": {"cystitis": "stop", "unexplained-urinary-pain": "stop"},
    "thyroid": {"hyperthyroidism-untreated": "stop"},
    "seizures": {"seizures-uncontrolled": "caution"},
    "breathing": {"severe-lung-disease": "caution", "sleep-apnoea-untreated": "caution"},
    "porphyria": {"porphyria": "caution"},
    "kidney": {"kidney-disease-severe": "caution"},
    "unwell-today": {"acute-infection": "stop", "fever": "stop", "full-stomach": "stop", "vomiting": "stop"},
    "suicide-risk": {"imminent-suicide-risk": "stop"},
    "dissociation-and-personality": {"dissociative-disorder": "caution", "severe-personality-disorder": "caution"},
    "capacity": {"delirium": "stop", "dementia": "stop", "no-capacity-to-consent": "stop"},
    "surroundings": {"no-safe-person": "stop", "unstable-home": "stop", "coercion": "stop"},
    "fear-of-altered-states": {"fear-of-losing-control": None},
}
LIST = condition_list()


def tier(code: str, route: Route = Route.IM, residential: bool = True) -> str | None:
    found = [s.tier.value for s in LIST.named(code).statements if s.speaks_of([route], residential)]
    assert len(found) <= 1
    return found[0] if found else None


def test_the_list_holds_the_rows_of_the_table_and_no_other():
    assert [row.code for row in LIST.rows] == list(TABLE)
    assert {row.code: list(row.codes) for row in LIST.rows} == {row: list(codes) for row, codes in TABLE.items()}


@pytest.mark.parametrize(("code", "wanted"), [entry for codes in TABLE.values() for entry in codes.items()])
def test_each_condition_has_the_tier_of_its_row(code, wanted):
    assert tier(code) == wanted


def test_breastfeeding_is_a_stop_for_the_esketamine_spray_only():
    assert tier("breastfeeding", Route.ESK) == "stop"
    assert {tier("breastfeeding", route) for route in Route if route is not Route.ESK} == {"caution"}


def test_imminent_suicide_risk_is_a_stop_for_retreats_and_a_caution_elsewhere():
    assert tier("imminent-suicide-risk", residential=True) == "stop"
    assert tier("imminent-suicide-risk", residential=False) == "caution"


def test_fear_of_altered_states_is_left_to_the_row_on_the_first_dose():
    assert LIST.named("fear-of-losing-control").judged_by == 18
    assert [c.code for c in LIST.conditions if c.judged_by is not None] == ["fear-of-losing-control"]


def test_what_holds_for_one_day_is_marked_so():
    assert [c.code for c in LIST.conditions if c.today] == ["acute-infection", "fever", "full-stomach", "vomiting"]


def test_variants_belong_together():
    assert [c.code for c in LIST.belonging_to("hypertension-controlled")] == [
        "hypertension-uncontrolled",
        "hypertension-controlled",
    ]


def test_an_unknown_code_is_told():
    with pytest.raises(NotFound, match="hayfever"):
        LIST.named("hayfever")


@pytest.mark.parametrize(("answer", "holds"), [(Answer.YES, True), (Answer.NO, False), (Answer.NOT_ASKED, None)])
def test_not_asked_is_never_no(answer, holds):
    when = LIST.named("porphyria").when
    given = plan(medicine("D1"), profile=ClinicalProfile(conditions=(ConditionAnswer("porphyria", answer),)))
    assert when.holds(given) is holds
    assert when.holds(plan(medicine("D1"))) is None


@pytest.mark.parametrize(("age", "holds"), [(17, True), (18, False), (19, False), (None, None)])
def test_age_is_read_from_the_patient(age, holds):
    assert LIST.named("under-18").when.holds(plan(medicine("D1"), patient=Patient(age=age))) is holds


def test_breastfeeding_is_read_from_the_profiles_own_field():
    assert LIST.named("breastfeeding").when.fact == "profile.breastfeeding"


def test_sentences_are_short_and_their_ground_is_given():
    for condition in LIST.conditions:
        assert condition.ground.sources or condition.ground.house_default
        for statement in condition.statements:
            assert 0 < len(statement.sentence) < 140
            assert statement.sentence.endswith(".")
            assert not re.search(r"\bsafe\b(?! person)|stop taking", statement.sentence)


def test_what_rests_on_weak_ground_says_so():
    assert LIST.named("kidney-disease-severe").ground.confidence is Confidence.LOW
    assert LIST.named("pregnancy").ground.confidence is Confidence.FOUND
    assert not LIST.named("porphyria").ground.sources


def test_clinic_pages_are_no_source():
    shown = {source.who for condition in LIST.conditions for source in condition.ground.sources}
    assert shown == {
        "Janssen and FDA",
        "FDA",
        "MHRA",
        "Cohen et al., ASRA, AAPM and ASA",
        "Chang et al.",
        "Wolfson et al.; LactMed",
    }


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("AVM", "arteriovenous-malformation"),
        ("pregnent", "pregnancy"),
        ("myocardial", "recent-heart-attack"),
        ("OSA", "sleep-apnoea-untreated"),
        ("epilepsy", "seizures-uncontrolled"),
        ("porfyria", "porphyria"),
    ],
)
def test_a_condition_is_found_by_its_other_names_and_in_spite_of_slips(typed, code):
    assert LIST.find(typed)[0].target.code == code


def test_a_search_brings_every_variant_once():
    found = [hit.target.code for hit in LIST.find("hypertension")]
    assert found[:2] == ["hypertension-uncontrolled", "hypertension-controlled"]
    assert len(found) == len(set(found))
