"""The house's own words: reviewed, complete, plain."""

import re
import subprocess
import sys

import pytest

from kapplanner.documents import document_kinds
from kapplanner.documents.content import flat
from kapplanner.documents.kind import DocumentKind
from kapplanner.documents.reading_grade import reading
from kapplanner.documents.words import LANGUAGES, placeholders, words_in
from kapplanner.domain.session import Modality, Route, SessionKind

WRITTEN = LANGUAGES
PATIENT_FILES = (
    *("calendar", "contact", "day", "medicine-day", "visits"),
    *("preparation", "restriction-strip", "aftercare", "journal", "contact-card"),
)


@pytest.mark.parametrize("language", WRITTEN)
def test_every_block_names_who_wrote_it_and_when_it_is_next_reviewed(language: str) -> None:
    for block in words_in(language).blocks:
        assert block.review is not None
        assert block.review.by
        assert block.review.on < block.review.next


@pytest.mark.parametrize("language", WRITTEN[1:])
def test_every_language_says_the_same_things_with_the_same_placeholders(language: str) -> None:
    english, other = words_in("en"), words_in(language)
    team = tuple(f"{block.name}." for block in english.blocks if block.for_team)
    patient = {key for key in english.texts if not key.startswith(team)}
    assert patient == set(other.texts)
    assert {k: len(v) for k, v in english.lists.items() if not k.startswith(team)} == {
        k: len(v) for k, v in other.lists.items()
    }
    for key in patient:
        assert placeholders(english.texts[key]) == placeholders(other.texts[key]), key


@pytest.mark.parametrize("language", WRITTEN)
def test_every_kind_route_and_method_has_words(language: str) -> None:
    words = words_in(language)
    for kind in SessionKind:
        if kind is not SessionKind.TRAVEL:
            assert words(f"visits.{kind.name.lower()}")
            assert words(f"visits.{kind.name.lower()}_short")
    for route in Route:
        assert words(f"visits.route_{route.value}")
    for modality in Modality:
        assert words(f"visits.modality_{modality.value}_short")


def test_patient_words_promise_nothing_and_speak_to_the_reader() -> None:
    banned = re.compile(r"\b(cure|guarantee|rewire|breakthrough|miracle|safe|the patient|administer|monitor)\b", re.I)
    words = words_in("en")
    told = {**{key: (text,) for key, text in words.texts.items()}, **words.lists}
    texts = [text for key, listed in told.items() if key.split(".")[0] in PATIENT_FILES for text in listed]
    assert [text for text in texts if banned.search(text)] == []


def test_patient_sentences_are_short() -> None:
    for key, text in words_in("en").texts.items():
        if key.split(".")[0] in PATIENT_FILES and "described" not in key:
            for sentence in re.split(r"[.!?]\s", text):
                assert len(sentence.split()) <= 20, key


def test_patient_words_read_at_about_grade_six_or_below() -> None:
    texts = [
        re.sub(r"\{\w+\}", "Monday", text).replace("**", "")
        for key, text in words_in("en").texts.items()
        if key.split(".")[0] in PATIENT_FILES and text.endswith((".", "?"))
    ]
    told = reading(texts)
    assert told.words > 300
    assert told.grade <= 6
    assert told.mean <= 12


def test_looking_at_the_kinds_does_not_load_the_printing_machinery() -> None:
    code = (
        "import sys, kapplanner.documents as d; d.document_kinds();"
        "sys.exit(any(m in sys.modules for m in ('reportlab', 'pikepdf', 'pypdfium2')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_kinds_are_found_in_their_folder_in_order() -> None:
    kinds = document_kinds()
    assert all(isinstance(kind, DocumentKind) for kind in kinds)
    assert [kind.order for kind in kinds] == sorted(kind.order for kind in kinds)
    assert {"calendar", "itinerary", "medicine-day", "safety-report"} <= {kind.id for kind in kinds}


def test_a_value_that_ends_in_a_full_stop_ends_its_sentence() -> None:
    words = words_in("es")
    assert words("visits.stay", time="las 9:30 a. m.") == "**Quédese con nosotros al menos hasta las 9:30 a. m.**"
    assert flat(words.spans("day.first", time="las 9:30 a. m."))[:40] == "Tenga todo listo para las 9:30 a. m. Llá"
    assert flat(words.spans("day.first", time="mediodía"))[:39] == "Tenga todo listo para mediodía. Llámeno"
