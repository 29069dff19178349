"""A brand, a generic name or a group leads to its group while it is typed, in spite of slips, and says why."""

import pytest

from kapplanner.codec.clinical_lists import medicine_list
from kapplanner.rules.name_search import Closeness, NameIndex, key_of, slips_between, words_of

LIST = medicine_list()


def first(typed: str) -> tuple[str, list[str]]:
    match = LIST.find(typed)[0]
    return match.name, [group.code for group in match.groups]


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("Xanax", "Xanax: brand of alprazolam, a benzodiazepine."),
        ("xan", "Xanax: brand of alprazolam, a benzodiazepine."),
        ("XANEX", "Close to “XANEX”. Xanax: brand of alprazolam, a benzodiazepine."),
        ("alprazolam", "alprazolam: a benzodiazepine."),
        ("rifampin", "rifampin: another name of rifampicin, an enzyme inducer."),
        ("haldol", "Haldol: brand of haloperidol, an antipsychotic and one that may blunt the effect."),
        ("Lamictal", "Lamictal: brand of lamotrigine."),
        ("lithium", "lithium: listed by its own name."),
        ("benzodiazepines", "Benzodiazepines: a group of medicines."),
        ("benzos", "benzos: leads to the group “Benzodiazepines”."),
        ("other-ketamine", "Other ketamine or esketamine source: a group of medicines."),
        ("trazodone", "trazodone: a sedative (an antidepressant that sedates)."),
        (
            "benadryl",
            "Benadryl: brand of diphenhydramine, a sedating antihistamine"
            " (in the United Kingdom Benadryl holds other antihistamines).",
        ),
        ("nytol", "Nytol: brand of diphenhydramine, a sedating antihistamine."),
    ],
)
def test_a_result_says_why_it_was_found(typed, reason):
    assert LIST.find(typed)[0].reason == reason


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("zanax", "Xanax"),  # another letter
        ("Klonipin", "Klonopin"),
        ("Sertaline", "sertraline"),  # a letter left out
        ("Lunestra", "Lunesta"),  # one too many
        ("flouxetine", "fluoxetine"),  # neighbours swapped
        ("quietapine", "quetiapine"),  # two slips
        ("lorazepan", "lorazepam"),
        ("benzodiazipin", "benzodiazepine"),
    ],
)
def test_slips_of_the_keyboard_are_forgiven(typed, name):
    match = LIST.find(typed)[0]
    assert match.closeness is Closeness.CLOSE
    assert match.name in {name, "Benzodiazepines"}


@pytest.mark.parametrize("typed", ["Celebrex", "aspirin", "ibuprofen", "omeprazole", "atorvastatin", "qwertyuiop"])
def test_other_medicines_are_not_taken_for_listed_ones(typed):
    assert LIST.find(typed) == ()


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Sertraline hydrochloride 50 mg tablets", "sertraline"),
        ("Effexor XR", "Effexor"),
        ("Theo-24", "Theo-24"),
        ("  ativan 1mg nightly ", "Ativan"),
        ("St. Johns Wort", "St John's wort"),
        ("st john’s-wort", "St John's wort"),
        ("wort", "St John's wort"),
        ("glargine", "insulin glargine"),
        ("SODIUM OXYBATE", "sodium oxybate"),
        ("Z drugs sleeping", "Z-drugs (sleeping tablets)"),
        ("Témesta", "Temesta"),
    ],
)
def test_strength_form_case_accents_and_punctuation_do_not_matter(typed, name):
    assert LIST.find(typed)[0].name == name


@pytest.mark.parametrize("typed", ["", "   ", "...", "💊", "\u200d"])
def test_nothing_typed_finds_nothing(typed):
    assert LIST.find(typed) == ()
    assert LIST.named(typed) == ()


def test_a_name_that_fits_exactly_stands_first_and_without_look_alikes():
    assert first("doxepin") == ("doxepin", ["tricyclic"])
    assert all(match.closeness is not Closeness.CLOSE for match in LIST.find("doxepin"))


def test_beginnings_stand_before_words_inside_a_name():
    order = [match.closeness for match in LIST.find("ketamine")]
    assert order == sorted(order)


def test_each_medicine_stands_in_the_results_once_and_no_more_than_asked_for():
    results = LIST.find("a", limit=5)
    assert len(results) == 5
    names = [match.medicine.name for match in LIST.find("insulin", limit=50) if match.medicine]
    assert len(names) == len(set(names))


def test_look_alike_names_are_all_shown():
    assert {match.name for match in LIST.find("hydroxazine")} >= {"hydroxyzine"}
    assert LIST.find("hydralazine")[0].groups[0].code == "antihypertensive"
    assert LIST.find("hydroxyzine")[0].groups[0].code == "sedating-antihistamine"


def test_only_an_exact_name_places_a_medicine():
    assert LIST.named("Xanex") == ()
    assert LIST.named("Xan") == ()
    assert [group.code for group in LIST.named("xanax 0.5 mg")] == ["benzodiazepine"]


@pytest.mark.parametrize(
    ("typed", "name", "slips"),
    [
        ("xanax", "xanax", (0, 0)),
        ("xanex", "xanax", (1, 1)),
        ("xnaax", "xanax", (1, 1)),  # swapped neighbours are one slip
        ("xana", "xanax", (1, 0)),  # the beginning is complete
        ("benzodizap", "benzodiazepine", (3, 2)),
        ("abc", "xyz", (3, 3)),
        ("", "ab", (2, 0)),
    ],
)
def test_slips_are_counted(typed, name, slips):
    assert slips_between(typed, name, 2) == slips


def test_words_lose_case_accents_and_punctuation():
    assert words_of("St. John's-Wort  Œdème ø") == ("st", "johns", "wort", "oedeme", "o")
    assert key_of("Z-drugs") == key_of("z DRUGS") == "zdrugs"


def test_short_words_forgive_nothing_and_long_ones_two_slips():
    index = NameIndex([("abc", 1), ("abcdefgh", 2), ("pqrst", 3)])
    assert index.find("abd") == []
    assert [hit.target for hit in index.find("pqrsu")] == [3]
    assert index.find("pqruu") == []
    assert [hit.target for hit in index.find("abcxyfgh")] == [2]
    assert index.find("abxyzfgh") == []
