"""Hints on methods: what fits a profile, in which order, with what evidence; and files that are refused."""

import tomllib
from pathlib import Path

import pytest
import tomli_w

from kapplanner.codec.guidance import GuidanceRefused, guidance, read_guidance
from kapplanner.codec.templates import templates
from kapplanner.domain.people import Answer, ClinicalProfile, Diagnosis, Presentation, PresentationStrength
from kapplanner.domain.session import Modality
from kapplanner.resources import resource
from kapplanner.rules.guidance import Grade, Occasion, unrated

GUIDE = guidance()
RAW = resource("rules", "guidance.toml").read_text(encoding="utf-8")


def profile(fear: Answer = Answer.NOT_ASKED, **strengths: int) -> ClinicalProfile:
    """profile(cognitive=3): ratings by the names of presentations."""
    rated = tuple(PresentationStrength(Presentation[name.upper()], n) for name, n in strengths.items())
    return ClinicalProfile(presentation=rated, fear_of_losing_control=fear)


def suggested(*arguments, **more) -> list[tuple[str, int | None]]:
    return [(s.row.code, s.strength) for s in GUIDE.suggestions(profile(*arguments, **more))]


# ---------------------------------------------------------------- What fits a profile


def test_suggestions_come_from_strong_to_slight():
    assert suggested(somatic=1, protective_parts=3, cognitive=2) == [
        ("protective-parts", 3),
        ("cognitive", 2),
        ("somatic", 1),
    ]


def test_presentations_of_equal_strength_stay_in_the_order_of_the_table():
    assert suggested(protective_parts=2, behavioural=2, cognitive=2) == [
        ("cognitive", 2),
        ("behavioural", 2),
        ("protective-parts", 2),
    ]


def test_a_presentation_rated_absent_or_not_rated_suggests_nothing():
    assert suggested(cognitive=0) == []
    assert suggested() == []


@pytest.mark.parametrize(("fear", "is_there"), [(Answer.YES, True), (Answer.NO, False), (Answer.NOT_ASKED, False)])
def test_fear_of_losing_control_suggests_preparation_only_when_answered_with_yes(fear, is_there):
    found = suggested(fear, cognitive=1)
    assert found == [("cognitive", 1), *([("fear-of-losing-control", None)] if is_there else [])]


def test_the_strength_is_said_in_a_word():
    suggestions = GUIDE.suggestions(profile(Answer.YES, somatic=1, cognitive=2, behavioural=3))
    assert [s.strength_words for s in suggestions] == ["strong", "clear", "slight", "noted in the profile"]


def test_a_presentation_that_nobody_rated_is_not_the_same_as_an_absent_one():
    assert Presentation.COGNITIVE not in unrated(profile(cognitive=0))
    assert unrated(profile(cognitive=0, somatic=2)) == (
        Presentation.BEHAVIOURAL,
        Presentation.ORIGIN_IN_EVENTS,
        Presentation.INTRUSIVE_IMAGES,
        Presentation.PROTECTIVE_PARTS,
    )


def test_suggesting_changes_nothing():
    before = profile(cognitive=3)
    GUIDE.suggestions(before)
    assert before == profile(cognitive=3)


# ---------------------------------------------------------------- What ships


@pytest.mark.parametrize(
    ("code", "first", "alone", "with_ketamine"),
    [
        ("cognitive", ("cbt",), "A", "C to D"),
        ("somatic", ("somatic",), "A to B", "D"),
        ("behavioural", ("exposure", "behavioural-experiment"), "A", "C"),
        ("origin-in-events", ("emdr",), "A to B", "C"),
        ("intrusive-images", ("imagery-rescripting", "art"), "A to B", "D"),
        ("protective-parts", ("ifs",), "C", "D"),
        ("identity-after-relief", ("values", "supportive"), "B to C", "D"),
        ("fear-of-losing-control", (), "no grade", "D"),
        ("protective-anxiety", (), "no grade", "D"),
    ],
)
def test_each_row_has_the_first_choice_and_letters_of_the_clinical_notes(code, first, alone, with_ketamine):
    row = next(row for row in GUIDE.rows if row.code == code)
    assert row.first.modalities == first
    assert (row.alone.letters, row.with_ketamine.letters) == (alone, with_ketamine)


def test_every_presentation_has_one_row_and_no_method_with_ketamine_reaches_b():
    assert [row.when for row in GUIDE.rows if isinstance(row.when, Presentation)] == list(Presentation)
    for row in GUIDE.rows:
        assert Grade.A not in row.with_ketamine.grades and Grade.B not in row.with_ketamine.grades, row.code


def test_rows_for_every_patient_are_reminders_and_never_suggestions():
    assert [row.code for row in GUIDE.reminders] == ["identity-after-relief", "protective-anxiety"]
    everything = profile(Answer.YES, **{name.name.lower(): 3 for name in Presentation})
    assert not {s.row.code for s in GUIDE.suggestions(everything)} & {row.code for row in GUIDE.reminders}


def test_letters_are_said_with_what_they_mean():
    somatic = next(row for row in GUIDE.rows if row.code == "somatic")
    assert GUIDE.grade_words(somatic.with_ketamine) == "D: expert opinion or theory only"
    assert GUIDE.grade_words(somatic.alone) == (
        "A to B: several randomised trials or a meta-analysis in this presentation; "
        "randomised trials in a neighbouring problem, or a few small ones"
    )
    fear = next(row for row in GUIDE.rows if row.when is Occasion.FEAR_OF_LOSING_CONTROL)
    assert GUIDE.grade_words(fear.alone) == "no grade"


def test_every_diagnosis_but_other_has_one_row_with_templates_that_ship():
    shipped = {template.id for template in templates()}
    for diagnosis in Diagnosis:
        row = GUIDE.of_diagnosis(diagnosis)
        assert (row is None) is (diagnosis is Diagnosis.OTHER)
        assert row is None or (row.templates and set(row.templates) <= shipped)
    assert GUIDE.of_diagnosis(None) is None


def test_panic_with_and_without_agoraphobia_share_a_row():
    assert GUIDE.of_diagnosis(Diagnosis.PANIC) is GUIDE.of_diagnosis(Diagnosis.PANIC_AGORAPHOBIA)


def test_both_orders_of_a_week_are_there_with_their_reasons():
    assert [order.code for order in GUIDE.orders] == ["learning-after", "recall-before"]
    assert all(order.why and order.sources for order in GUIDE.orders)


def test_sources_of_a_row_stand_once():
    row = next(row for row in GUIDE.rows if row.code == "behavioural")
    assert len(row.sources) == len(set(row.sources)) == 5


def test_nothing_promises_an_effect_or_names_a_brief_or_a_clinic_page():
    said = RAW.lower()
    for word in (
        "amazing",
        "cure",
        "heals",
        "proven to",
        "brief]",
        "the brief",
        "breakthrough",
        "guarantee",
        "clinic page",
    ):
        assert word not in said, word


def test_every_modality_of_a_row_is_one_of_the_programs_own():
    named = {m for row in GUIDE.rows for method in (row.first, *row.also) for m in method.modalities}
    assert named <= {modality.value for modality in Modality}


# ---------------------------------------------------------------- Files that are refused


def refusal(tmp_path: Path, change) -> str:
    raw = tomllib.loads(RAW)
    change(raw)
    path = tmp_path / "own.toml"
    path.write_bytes(tomli_w.dumps(raw).encode())
    with pytest.raises(GuidanceRefused) as refused:
        read_guidance(path)
    return str(refused.value)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda raw: raw.update(colour="red"), "the guidance: Object contains unknown field `colour`"),
        (lambda raw: raw["presentations"][1].update(note=7), "presentations 2, note: Expected `str`"),
        (
            lambda raw: raw["presentations"][0]["first"].update(methods=["hypnosis"]),
            "presentations 1, first, methods 1",
        ),
        (lambda raw: raw["presentations"][0].update(when="moon"), "presentation “cognitive”: when: “moon” is neither"),
        (lambda raw: raw["presentations"][0].update(note=" "), "note: a text must not be empty."),
        (lambda raw: raw["presentations"][0].update(note="x" * 600), "characters long"),
        (lambda raw: raw["presentations"][0]["alone"].update(grades=["B", "A"]), "cognitive”, alone: grades are none"),
        (lambda raw: raw["presentations"][0]["alone"].update(grades=["A", "B", "C"]), "grades are none"),
        (lambda raw: raw["presentations"][0]["alone"].update(grades=["A", "A"]), "grades are none"),
        (
            lambda raw: raw["presentations"][0]["alone"].update(confidence="found"),
            "what was found in a source names it",
        ),
        (lambda raw: raw["presentations"][0]["alone"].update(sources=["moon"]), "there is no source “moon”"),
        (
            lambda raw: raw["presentations"][1].update(code="cognitive"),
            "presentations: “cognitive” stands there twice.",
        ),
        (lambda raw: raw["diagnoses"][0].update(diagnosis=["social anxiety"]), "diagnoses: “social anxiety” stands"),
        (lambda raw: raw["diagnoses"][0].update(caution=""), "diagnosis “generalised anxiety”: caution"),
        (lambda raw: raw["orders"][1].update(code="learning-after"), "orders: “learning-after” stands there twice."),
        (lambda raw: raw["letters"].pop("C"), "letters: the letter C has no meaning in words."),
    ],
)
def test_a_wrong_file_is_refused_with_its_place(tmp_path, change, says):
    told = refusal(tmp_path, change)
    assert told.startswith("own.toml: ") and says in told


def test_a_file_that_is_not_there_or_not_toml_is_refused(tmp_path):
    with pytest.raises(GuidanceRefused, match="there is no such file"):
        read_guidance(tmp_path / "own.toml")
    (tmp_path / "own.toml").write_text("= 7", encoding="utf-8")
    with pytest.raises(GuidanceRefused, match="is not readable TOML"):
        read_guidance(tmp_path / "own.toml")
    (tmp_path / "own.toml").write_bytes(b"\xff")
    with pytest.raises(GuidanceRefused, match="is not readable TOML"):
        read_guidance(tmp_path / "own.toml")
