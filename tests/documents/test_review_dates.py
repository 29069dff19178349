"""The clinic's own words on paper, and the days on which words were reviewed and are to be reviewed again."""

from dataclasses import replace
from datetime import date

import pytest

from kapplanner.codec.paper_words import (
    OwnCopy,
    OwnText,
    OwnWords,
    Review,
    changed,
    reviewed,
    shipped_block,
    shipped_blocks,
)
from kapplanner.documents import document_kinds, print_findings, print_papers, print_pdf
from kapplanner.documents.content import Reader
from kapplanner.documents.printing import written_sheets
from kapplanner.documents.request import CannotPrint
from tests.documents.support import pages_of, request, words_of

PATIENT = [kind.id for kind in document_kinds() if kind.reader is Reader.PATIENT]
OWN = "**Eat nothing from {time}** on {date}."
REVIEW = Review("Dr A. Lindqvist", date(2026, 11, 20), date(2027, 5, 20))


def block(name: str = "medicine-day", language: str = "en"):
    found = shipped_block(language, name)
    assert found is not None
    return found


def own(key: str = "food", text: object = OWN, *, read: bool = True) -> OwnWords:
    copy = changed(block(), OwnCopy("en", "medicine-day"), key, text)  # type: ignore[arg-type]
    return OwnWords((reviewed(block(), copy, REVIEW) if read else copy,))


def said(found: OwnWords, language: str = "en") -> list[tuple[str, str, str]]:
    findings = print_findings(request(own_words=found, language=language))
    return [(f.severity.value, f.sentence, f.words) for f in findings if f.check == "P33"]


@pytest.mark.parametrize("kind", PATIENT)
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "words checked 23 Nov 2026, next check 23 Nov 2027"),
        ("es", "textos revisados el 23 nov 2026, próxima revisión el 23 nov 2027"),
    ],
)
def test_each_patient_document_says_on_one_sheet_when_its_words_were_checked(
    kind: str, language: str, words: str
) -> None:
    made = print_papers(request(documents=(kind,), language=language))
    texts = pages_of(made.pdf)
    assert len({page.place for page, text in zip(made.pages, texts, strict=True) if words in text}) == 1


def test_in_two_languages_each_says_it_once() -> None:
    text = words_of(print_pdf(request(documents=("itinerary",), language="es", also_language="en")))
    assert (text.count("words checked"), text.count("textos revisados")) == (1, 1)


def test_papers_of_the_team_do_not_say_it() -> None:
    assert "words checked" not in words_of(print_pdf(request(documents=("safety-report",))))


def test_the_oldest_check_and_the_next_one_count() -> None:
    text = words_of(print_pdf(request(own_words=own())))
    assert "words checked 20 Nov 2026, next check 20 May 2027" in text


def test_own_words_that_nobody_read_say_so_on_paper() -> None:
    assert "words not yet checked by the clinic" in words_of(print_pdf(request(own_words=own(read=False))))


def test_the_days_of_review_cost_no_page() -> None:
    wanted = request(documents=("itinerary",))
    assert len(pages_of(print_pdf(wanted))) == len(written_sheets(wanted))


def test_papers_speak_the_words_of_the_clinic_with_times_and_bold() -> None:
    text = words_of(print_pdf(request(own_words=own())))
    assert "Eat nothing from 3:30 am on Wednesday 9 December 2026." in text
    assert "Stop eating" not in text and "*" not in text


def test_words_of_one_language_leave_the_other_as_it_is() -> None:
    spanish = request(language="es")
    assert print_pdf(replace(spanish, own_words=own())) == print_pdf(spanish)


def test_reviewed_words_are_not_found_fault_with() -> None:
    assert said(own()) == []


def test_own_words_without_a_review_are_a_caution_that_leads_to_their_block() -> None:
    sentence = "Nobody has marked the clinic’s own words in “medicine-day” as reviewed."
    assert said(own(read=False)) == [("caution", sentence, "medicine-day")]


@pytest.mark.parametrize(("day", "overdue"), [(2, True), (3, False), (4, False)])
def test_a_review_is_overdue_from_the_day_after_its_next_one(day: int, overdue: bool) -> None:
    copy = reviewed(
        block(),
        own(read=False).copies[0],
        replace(REVIEW, next=date(2026, 12, day)),
    )
    sentence = f"The words in “medicine-day” were to be reviewed by 2026-12-0{day}."
    assert said(OwnWords((copy,))) == ([("caution", sentence, "medicine-day")] if overdue else [])


def test_words_that_cannot_be_read_keep_papers_drafts() -> None:
    lost = OwnWords(lost=(("en", "medicine-day"),))
    assert said(lost) == [
        (
            "stop",
            "The clinic’s own words in “medicine-day” cannot be read; shipped words would print.",
            "medicine-day",
        )
    ]
    with pytest.raises(CannotPrint, match="cannot be read"):
        print_pdf(request(own_words=lost, final=True))


def test_a_text_that_no_longer_fits_keeps_papers_drafts_and_is_named() -> None:
    copy = OwnCopy("en", "medicine-day", (OwnText("food", "Stop at {hour}.", "Stop at {hour}!"),))
    (found,) = said(OwnWords((copy,)))
    assert found[0] == "stop" and "“food” in “medicine-day”" in found[1]
    assert found[2] == "medicine-day.food"
    assert "Stop eating at 3:30 am" in words_of(print_pdf(request(own_words=OwnWords((copy,)))))


def test_words_of_the_team_concern_the_team_only() -> None:
    report = block("safety-report")
    words = OwnWords((changed(report, OwnCopy("en", "safety-report"), "none_open", "Nothing is open"),))
    assert said(words) == []
    findings = print_findings(request(own_words=words, documents=("safety-report",)))
    assert [f.words for f in findings if f.check == "P33"] == ["safety-report"]


def resized(items: tuple[str, ...], length: int) -> tuple[str, ...]:
    """So many items with all placeholders of the list: what is too much runs on in the last one."""
    return (*items[: length - 1], " ".join(items[length - 1 :])) if len(items) >= length else (items * length)[:length]


@pytest.mark.parametrize("items", [1, 7])
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_document_prints_with_lists_as_short_and_as_long_as_a_clinic_may_make_them(
    items: int, language: str
) -> None:
    copies = []
    for each in shipped_blocks(language):
        copy = OwnCopy(language, each.name)
        for key, value in each.texts:
            if isinstance(value, tuple) and key not in each.counted:
                copy = changed(each, copy, key, resized(value, items))
        copies.append(copy)
    words = OwnWords(tuple(copies))
    for kind in document_kinds():
        assert print_pdf(request(documents=(kind.id,), language=language, own_words=words))


def test_a_sheet_that_is_full_leaves_the_days_of_review_to_one_that_has_room() -> None:
    """In large print the sheet after the first medicine day fills two pages to the last line, the next one does not."""
    made = print_papers(request(documents=("aftercare",), size=18, paper="letter"))
    dated = ["words checked" in text for text in pages_of(made.pdf)]
    assert not any(dated[:2]) and dated[2]
    assert len({page.place for page, is_dated in zip(made.pages, dated, strict=True) if is_dated}) == 1
