"""Papers in two languages: sheet by sheet, the same parts and the same times in both."""

from dataclasses import replace
from datetime import date

import pytest

from kapplanner.codec.paper_words import OwnCopy, OwnText, OwnWords
from kapplanner.documents import PATIENT_PACK, document_kinds, print_findings, print_papers, print_pdf
from kapplanner.documents.content import Reader
from kapplanner.documents.languages import clock_times, language_findings, sheets_of
from kapplanner.documents.packs import packs
from kapplanner.documents.printing import written_sheets
from kapplanner.documents.words import words_in
from kapplanner.domain.errors import ImpossibleValue
from tests.documents.support import course, pages_of, request, spaced

BOTH = {"language": "es", "also_language": "en"}


def test_each_sheet_is_followed_by_the_same_sheet_in_the_other_language() -> None:
    sheets = written_sheets(request(**BOTH))
    assert [(spaced(sheet.place), sheet.language) for sheet in sheets[:4]] == [
        ("Lunes 7 de diciembre de 2026", "es"),
        ("Monday 7 December 2026", "en"),
        ("Miércoles 9 de diciembre de 2026", "es"),
        ("Wednesday 9 December 2026", "en"),
    ]


def test_head_and_foot_of_a_page_speak_the_language_of_the_page() -> None:
    wanted = request(documents=("itinerary",), day=date(2026, 12, 8), **BOTH)
    spanish, english = pages_of(print_pdf(wanted))
    assert "Página 1 de 2" in spanish and "Page 2 of 2" in english
    assert "Su plan" in spanish.split("Martes")[0] and "Your plan, day by day" in english


def test_papers_of_the_team_come_once() -> None:
    kinds = [kind for kind in document_kinds() if kind.reader is Reader.TEAM]
    wanted = request(documents=tuple(kind.id for kind in kinds))
    assert [len(sheets_of(kind, replace(wanted, **BOTH))) for kind in kinds] == [
        len(sheets_of(kind, wanted)) for kind in kinds
    ]


@pytest.mark.parametrize("size", [14, 18])
@pytest.mark.parametrize("twelve_hour", [True, False])
def test_every_paper_has_the_same_parts_and_times_in_both_languages(size: int, twelve_hour: bool) -> None:
    patient = tuple(kind.id for kind in document_kinds() if kind.reader is Reader.PATIENT)
    for kind in patient:
        wanted = request(documents=(kind,), size=size, twelve_hour=twelve_hour, language="en", also_language="es")
        assert list(language_findings(wanted, written_sheets(wanted))) == [], kind


def test_a_time_that_stands_in_one_language_only_keeps_the_papers_drafts() -> None:
    wanted = request(**BOTH)
    sheets = list(written_sheets(wanted))
    heading = sheets[0].blocks[0]
    sheets[0] = replace(sheets[0], blocks=(replace(heading, after="10:15 a. m."), *sheets[0].blocks[1:]))
    found = list(language_findings(wanted, sheets))
    assert [(finding.check, finding.severity.value) for finding in found] == [("P36", "stop")]
    assert found[0].sentence == "These times do not stand in both languages: 10:15 am."
    assert spaced(found[0].place).endswith("Lunes 7 de diciembre de 2026")


def test_a_list_that_is_longer_in_one_language_is_told() -> None:
    shipped = words_in("en").list("medicine-day.bring_items")
    text = OwnText("bring_items", shipped[:-1], shipped)
    wanted = request(own_words=OwnWords((OwnCopy("en", "medicine-day", (text,)),)), **BOTH)
    found = [
        finding for finding in print_findings(wanted) if finding.check == "P36" and finding.severity.value == "stop"
    ]
    assert {finding.sentence for finding in found} == {"This page has not the same parts in both languages."}
    assert len(found) == 3


def test_a_page_that_is_missing_in_one_language_is_told() -> None:
    wanted = request(**BOTH)
    found = list(language_findings(wanted, written_sheets(wanted)[:-1]))
    assert [finding.sentence for finding in found] == ["The two languages have not the same pages: 3 and 2."]


def test_clock_times_are_the_same_thing_in_every_language() -> None:
    english, spanish = written_sheets(request(language="en", also_language="es"))[:2]
    blocks = (replace(english.blocks[0], text="", after="9:30 am, 2:00 to 4:15 pm, midday, midnight"),)
    assert clock_times(replace(english, blocks=blocks, foot=()), words_in("en")) == {
        "9:30 am": 1,
        "2:00": 1,
        "4:15 pm": 1,
        "midday": 1,
        "midnight": 1,
    }
    half = words_in("es")("moments.pm")
    blocks = (replace(spanish.blocks[0], text="", after=f"4:15\u00a0{half}, {words_in('es')('moments.midday')}"),)
    assert clock_times(replace(spanish, blocks=blocks, foot=()), words_in("es")) == {"4:15 pm": 1, "midday": 1}


def test_the_same_language_twice_is_refused() -> None:
    with pytest.raises(ImpossibleValue, match="two different languages"):
        request(language="en", also_language="en")


def test_one_day_prints_the_sheets_of_that_day_alone() -> None:
    wanted = request(documents=("calendar", "itinerary", "medicine-day"), day=date(2026, 12, 9))
    assert [spaced(sheet.place) for sheet in written_sheets(wanted)] == ["Wednesday 9 December 2026"]


def test_one_day_in_two_languages_is_one_leaf() -> None:
    made = print_papers(request(documents=("itinerary",), day=date(2026, 12, 8), plan=course(), **BOTH))
    assert [spaced(page.place) for page in made.pages] == ["Martes 8 de diciembre de 2026", "Tuesday 8 December 2026"]


def test_numbers_of_medicine_sessions_stay_those_of_the_whole_course_on_one_day() -> None:
    page = pages_of(print_pdf(request(documents=("medicine-day",), day=date(2026, 12, 9))))[0]
    assert "Medicine session 2 of 3" in page


def test_one_medicine_day_has_its_page_aftercare_protocol_and_record_and_nothing_else() -> None:
    pack = next(pack for pack in packs() if pack.one_day)
    assert pack.documents == ("itinerary", "medicine-day", "aftercare", "protocol", "session-record")
    sheets = written_sheets(request(documents=pack.documents, day=date(2026, 12, 9)))
    assert {sheet.day for sheet in sheets} == {date(2026, 12, 9)}
    assert {sheet.kind for sheet in sheets} == {"itinerary", "aftercare", "protocol", "session-record"}


def test_the_packs_hold_the_documents_of_their_readers() -> None:
    found = {pack.id: pack for pack in packs()}
    assert found["patient"].documents == found["large"].documents == PATIENT_PACK
    assert found["large"].large and not found["patient"].large
    team = {kind.id for kind in document_kinds() if kind.reader is Reader.TEAM}
    assert set(found["team"].documents) == team
