"""Each check of the print check just inside, on and just outside of its limit (documents.md 2.6)."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO

import pikepdf
import pytest

from kapplanner.documents import CannotPrint, PrintRequest, print_papers, print_pdf
from kapplanner.documents.checks.answer import Answer
from kapplanner.documents.checks.finished import Bounds
from kapplanner.documents.checks.reading_checks import rounded
from kapplanner.documents.checks.subject import Subject, subject_of
from kapplanner.documents.checks.table import CHECKS
from kapplanner.documents.checks.type_checks import contrast_of
from kapplanner.documents.content import Box, Column, ItemList, Marker, Sheet, SideBySide, Table, WriteIn, plain
from kapplanner.documents.layout.styles import MILLIMETRE, Face
from kapplanner.documents.printing import laid_pages, written_sheets
from kapplanner.domain.people import Patient
from kapplanner.rules.finding import Tier
from tests.documents.support import SITE, course, request
from tests.support.build import medicine, plan, session

BY_ID = {check.id: check for check in CHECKS}


def finished(asked: PrintRequest) -> Subject:
    """A request with its sheets, pages and file."""
    sheets = written_sheets(asked)
    pages = tuple(page for page, _ in laid_pages(asked, sheets))
    return subject_of(asked, sheets, pages, print_pdf(asked))


def written(asked: PrintRequest) -> Subject:
    """A request with its sheets alone."""
    return subject_of(asked, written_sheets(asked))


def ask(check: str, subject: Subject) -> Answer:
    return BY_ID[check].ask(subject)


def said(check: str, subject: Subject) -> list[str]:
    return [slip.sentence for slip in ask(check, subject).slips]


def saying(text: str, **more: object) -> Subject:
    """The page of a day on which words were typed for the patient."""
    quiet = session("rest", "D1", "14:00", patient_text=text, id="rest-1")
    return written(request(plan=plan(medicine("D1"), quiet, site=SITE), **more))


def with_sheets(subject: Subject, change: Callable[[Sheet], Sheet]) -> Subject:
    return Subject(subject.request, subject.editions, tuple(map(change, subject.sheets)))


def with_page(subject: Subject, **more: object) -> Subject:
    """The same with its first finished page changed."""
    first, *others = subject.finished
    changed = (replace(first, **more), *others)  # type: ignore[arg-type]
    return replace(subject, finished=changed)


def with_pieces(subject: Subject, **more: object) -> Subject:
    """The same with every piece of content on its first page changed."""
    pieces = (replace(piece, **more) if piece.is_content else piece for piece in subject.finished[0].pieces)  # type: ignore[arg-type]
    return with_page(subject, pieces=tuple(pieces))


@cache
def day() -> Subject:
    return finished(request())


# The table


def test_the_forty_checks_stand_in_the_table_in_order() -> None:
    assert [check.id for check in CHECKS] == [f"P{number:02}" for number in range(1, 41)]


def test_a_sound_pack_says_of_every_check_that_it_holds_or_was_not_asked() -> None:
    made = print_papers(request(documents=("calendar", "itinerary")))
    assert made.findings == ()
    asked = {held.check for held in made.holds}
    assert {check.id for check in CHECKS} - asked == {"P36"}, "only one language"


def test_what_holds_is_told_with_its_measure() -> None:
    told = {held.check: held.sentence for held in print_papers(request(documents=("itinerary",))).holds}
    assert told["P02"] == "Smallest text 12 pt"
    assert told["P03"] == "Body text 14 pt"
    assert told["P10"] == "The clinic's emergency number 911 on the papers"
    assert told["P26"] == "Margins of 15 mm or more"
    assert re.fullmatch(r"Reading level about grade [1-6]", told["P17"])


def test_papers_of_the_team_are_asked_nothing_that_concerns_patients_alone() -> None:
    made = print_papers(request(documents=("safety-report",)))
    asked = {held.check for held in made.holds}
    assert not asked & {"P09", "P10", "P16", "P17", "P20", "P28", "P39", "P40"}


def test_a_stop_keeps_papers_from_being_final_in_its_own_words() -> None:
    wrong = plan(medicine("D1", patient_text="Come on Monday 7 December 2027."), site=SITE)
    with pytest.raises(CannotPrint) as refused:
        print_pdf(request(plan=wrong, final=True))
    assert "is a Tuesday" in str(refused.value.values)


# Words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Come on Monday 7 December 2026.", []),
        ("Come on Monday, 7 December 2026.", []),
        ("Come on Sunday 7 December 2026.", ["“Sunday 7 December 2026” is a Monday."]),
        ("Come on Tuesday 31 November 2026.", ["There is no 31 November 2026."]),
        ("Come on Monday 7 December.", ["“Monday 7 December” needs its weekday and year."]),
        ("Come on 7 December 2026.", ["“7 December 2026” needs its weekday and year."]),
        ("Come on 7/12/2026.", ["“7/12/2026” is a date in digits only. Write the month as a word."]),
    ],
)
def test_dates_need_weekday_month_and_year_and_the_right_weekday(text: str, found: list[str]) -> None:
    assert said("P11", saying(text)) == found


def test_a_wrong_weekday_is_found_in_spanish_too() -> None:
    assert said("P11", saying("Venga el lunes 7 de diciembre de 2026.", language="es")) == []
    assert said("P11", saying("Venga el martes 7 de diciembre de 2026.", language="es")) != []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Stop eating 6 hours before.", 1),
        ("Stop eating 6 hours before, at 3:30 am.", 0),
        ("Rest the night before.", 1),
        ("We talk for 2 hours.", 0),
    ],
)
def test_a_relative_time_needs_a_clock_time_beside_it(text: str, found: int) -> None:
    assert len(said("P14", saying(text))) == found


@pytest.mark.parametrize("text", ["0.5 mg", "5 mg", "50 mcg", "1,000 mg"])
def test_doses_that_are_well_written_pass(text: str) -> None:
    assert said("P15", saying(f"You get {text}.")) == []


@pytest.mark.parametrize("text", ["5.0 mg", ".5 mg", "5mg", "50 µg", "10 IU", "5 mg QD"])
def test_doses_that_can_be_misread_are_found(text: str) -> None:
    assert len(said("P15", saying(f"You get {text}."))) == 1


def words(count: int) -> str:
    return "You " + "eat " * (count - 2) + "now."


@pytest.mark.parametrize(("count", "found"), [(19, 0), (20, 0), (21, 1)])
def test_a_sentence_has_at_most_twenty_words(count: int, found: int) -> None:
    slips = ask("P18", saying(words(count))).slips
    assert len(slips) == found
    assert all(slip.fact == "session.rest-1.patient_text" for slip in slips)


@pytest.mark.parametrize(("count", "found"), [(2, 0), (3, 0), (4, 1)])
def test_a_paragraph_has_at_most_three_sentences(count: int, found: int) -> None:
    assert len(said("P19", saying("You eat bread now. " * count))) == found


@pytest.mark.parametrize(("count", "found"), [(19, 0), (20, 0), (21, 1)])
def test_a_paragraph_has_at_most_sixty_words(count: int, found: int) -> None:
    """Three sentences; the cell begins with the kind's name, "Rest.", which is the word too many in the first case."""
    text = " ".join([words(count), words(20), words(19)])
    assert len(said("P19", saying(text))) == found


@pytest.mark.parametrize(("count", "found"), [(6, 0), (7, 0), (8, 1)])
def test_a_list_has_at_most_seven_items(count: int, found: int) -> None:
    items = ItemList(tuple(plain(f"Thing {n}") for n in range(count)))
    listed = with_sheets(written(request()), lambda sheet: replace(sheet, blocks=(*sheet.blocks, items)))
    assert len(said("P19", listed)) == found * len(listed.sheets)


@pytest.mark.parametrize(("grade", "whole"), [(6.0, 6), (6.49, 6), (6.5, 7), (8.5, 9)])
def test_a_grade_is_told_as_a_whole_number(grade: float, whole: int) -> None:
    assert rounded(grade) == whole


HARD = "Psychotherapeutic preparation facilitates considerable emotional reconsideration. "


def test_a_long_text_that_is_hard_to_read_leads_to_its_session() -> None:
    slips = ask("P17", saying(HARD * 17)).slips  # 17 x 6 words
    assert {slip.fact for slip in slips} >= {"session.rest-1.patient_text"}
    assert "far too hard" in slips[0].sentence


def test_a_text_of_less_than_a_hundred_words_is_not_graded_by_itself() -> None:
    slips = ask("P17", saying(HARD * 16)).slips  # 16 x 6 words
    assert not any(slip.fact for slip in slips)


def test_other_languages_have_no_grade() -> None:
    assert ask("P17", saying("Hola.", language="es")) == Answer()


def test_jargon_is_found_with_the_word_to_write() -> None:
    assert said("P21", saying("We administer the medicine.")) == ["“administer” is jargon. Write “give”."]
    assert said("P21", saying("We monitor your pulse.")) == ["“monitor” is jargon. Write “check”."]
    assert said("P21", saying("We give the medicine.")) == []


def test_a_term_is_explained_where_it_is_named() -> None:
    assert said("P21", saying("Today you have EMDR.")) == ["“EMDR” is not explained. Say in a few words what it is."]
    assert said("P21", saying("EMDR: your eyes follow a rhythm.")) == []
    assert said("P21", saying("You talk about it. This is called integration.")) == []
    assert said("P21", saying("You make art.")) == [], "the word, not the method"


def test_promises_are_stops_and_asking_for_feelings_is_a_caution() -> None:
    promise = ask("P22", saying("This is a miracle.")).slips
    feeling = ask("P22", saying("You must relax.")).slips
    assert [slip.tier for slip in (*promise, *feeling)] == [Tier.STOP, Tier.CAUTION]
    assert said("P22", saying("Es un alivio rápido.", language="es")) != []


def test_a_long_run_of_capitals_is_found() -> None:
    asked = request(plan=plan(medicine("D1", patient_text="Please DO NOT EAT now."), site=SITE))
    assert said("P23", finished(asked)) == []
    loud = request(plan=plan(medicine("D1", patient_text="Please DO NOT EAT NOW."), site=SITE))
    assert len(said("P23", finished(loud))) == 1


def test_the_clinics_own_words_lead_to_their_text() -> None:
    lead = written(request())
    texts = dict(lead.edition.words.texts) | {"medicine-day.feel": "This will cure you."}
    edition = replace(lead.edition, words=replace(lead.edition.words, texts=texts))
    spoken = with_sheets(
        Subject(lead.request, {"en": edition}, lead.sheets),
        lambda sheet: replace(sheet, blocks=tuple(_spoken(block, "This will cure you.") for block in sheet.blocks)),
    )
    assert {slip.words for slip in ask("P22", spoken).slips} == {"medicine-day.feel"}


def _spoken(block: object, text: str) -> object:
    from kapplanner.documents.content import Paragraph, flat

    feels = isinstance(block, Paragraph) and flat(block.text).startswith("You may feel")
    return Paragraph(plain(text)) if feels else block


# Content


@pytest.mark.parametrize(("count", "found"), [(3, 0), (4, 0), (5, 1)])
def test_a_table_has_at_most_four_columns(count: int, found: int) -> None:
    table = Table(tuple(Column("Head", 1 / count) for _ in range(count)), ())
    wide = with_sheets(written(request()), lambda sheet: replace(sheet, blocks=(*sheet.blocks, table)))
    assert len(said("P27", wide)) == found * len(wide.sheets)


def test_a_column_without_a_head_is_found() -> None:
    table = Table((Column("Head", 0.5), Column(" ", 0.5)), ())
    headless = with_sheets(written(request()), lambda sheet: replace(sheet, blocks=(*sheet.blocks, table)))
    assert set(said("P27", headless)) == {"A column of a table has no head."}


def without(kind: type) -> Callable[[Sheet], Sheet]:
    return lambda sheet: replace(sheet, blocks=tuple(block for block in sheet.blocks if not isinstance(block, kind)))


def test_each_day_says_first_what_matters_most() -> None:
    assert ask("P28", written(request())).slips == ()
    gone = said("P28", with_sheets(written(request()), without(Box)))
    assert set(gone) == {"This day needs one box with what matters most, not 0."}
    late = with_sheets(written(request()), lambda sheet: replace(sheet, blocks=sheet.blocks[::-1]))
    assert set(said("P28", late)) == {"What matters most does not stand first on this day."}


@pytest.mark.parametrize(("count", "found"), [(1, 0), (3, 0), (4, 1)])
def test_what_matters_most_takes_at_most_three_sentences(count: int, found: int) -> None:
    box = Box("Most important today", (plain("Eat now. " * count),), thick=True)
    told = with_sheets(written(request()), lambda sheet: replace(sheet, blocks=(box,)))
    assert len(said("P28", told)) == found * len(told.sheets)


def test_a_day_has_room_to_write() -> None:
    assert ask("P29", written(request())).slips == ()
    full = with_sheets(written(request()), without(SideBySide))
    assert set(said("P29", full)) == {"This day has no room to write."}
    ticks = ItemList((plain("Bread"),), Marker.TICK)
    for block, found in ((ticks, 0), (WriteIn("Name"), 0), (WriteIn("Name", "Ada"), 1)):
        changed = with_sheets(full, lambda sheet, block=block: replace(sheet, blocks=(*sheet.blocks, block)))  # type: ignore[misc]
        assert len(said("P29", changed)) == found * len(full.sheets)


def test_a_page_tells_the_reader_something_to_do() -> None:
    idle = with_sheets(written(request()), lambda sheet: replace(sheet, blocks=(WriteIn("Name"),), foot=()))
    assert set(said("P29", idle)) == {"This page tells the reader nothing to do."}


def test_a_medicine_day_says_until_when_not_to_drive() -> None:
    assert ask("P39", written(request())).slips == ()
    assert len(said("P39", with_sheets(written(request()), without(Box)))) == 3


def test_whom_to_call_and_other_formats_stand_on_the_papers() -> None:
    footless = with_sheets(written(request()), lambda sheet: replace(sheet, foot=()))
    assert len(said("P09", footless)) == 6, "day and night phone on each of three days"
    assert len(said("P10", footless)) == 3
    assert len(said("P40", footless)) == 1


# The finished file


@pytest.mark.parametrize(("size", "found"), [(12.1, 0), (12.0, 0), (11.9, 1)])
def test_the_smallest_text_for_a_patient(size: float, found: int) -> None:
    assert len(said("P02", with_pieces(day(), size=size))) == found


@pytest.mark.parametrize(("size", "found"), [(10.0, 0), (9.9, 1)])
def test_a_contact_card_may_have_ten_points(size: float, found: int) -> None:
    cards = finished(request(documents=("contact-card",)))
    assert len(said("P02", with_pieces(cards, size=size))) == found


@pytest.mark.parametrize(("size", "found"), [(14.1, 0), (14.0, 0), (13.9, 1)])
def test_the_body_text_for_a_patient(size: float, found: int) -> None:
    one_day = finished(request(plan=plan(medicine("D1"), site=SITE)))
    assert len(said("P03", with_pieces(one_day, size=size))) == found


def test_contrast_is_that_of_wcag() -> None:
    white = (255, 255, 255)
    assert contrast_of((0, 0, 0), white) == pytest.approx(21)
    assert contrast_of((118, 118, 118), white) == pytest.approx(4.54, abs=0.005)
    assert contrast_of((119, 119, 119), white) == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize(("grey", "found"), [(117, 0), (118, 0), (119, 1)])
def test_text_stands_out_from_its_ground(grey: int, found: int) -> None:
    assert len(said("P04", with_pieces(day(), ink=(grey, grey, grey)))) == found


def test_white_words_on_a_black_bar_are_read_on_their_bar() -> None:
    week = finished(request(documents=("calendar",)))
    assert any(piece.ground == (0, 0, 0) and piece.ink == (255, 255, 255) for piece in week.finished[0].pieces)
    assert said("P04", week) == []


def test_colours_are_found() -> None:
    assert said("P05", day()) == []
    assert len(said("P05", with_page(day(), inks=frozenset({(0, 0, 0), (200, 0, 0)})))) == 1


def test_page_numbers_stand_in_the_corner() -> None:
    assert said("P07", day()) == []
    assert said("P07", with_page(day(), corner="")) == ["The page number is not in the lower right corner."]
    assert said("P07", with_page(day(), words="", corner="")) == ["The page number is missing."]


@pytest.mark.parametrize(
    ("text", "found"),
    [("at 3:30 pm", 0), ("at 15:30", 1), ("at 24:00", 2), ("at 12:00 pm", 1), ("at midday", 0)],
)
def test_clock_times_have_one_style(text: str, found: int) -> None:
    first = day().finished[0]
    assert len(said("P12", with_page(day(), words=f"{first.words} {text}"))) == found


@pytest.mark.parametrize(
    "text", ["3:30\nam", "45\nmg", "0.5\nmg/kg", "7\nDecember 2026", "7 December\n2026", "(555)\n010-4477"]
)
def test_what_is_read_as_one_is_not_parted(text: str) -> None:
    first = day().finished[0]
    assert len(said("P13", with_page(day(), words=f"{first.words}\n{text}\n"))) == 1
    whole = text.replace("\n", " ")
    assert said("P13", with_page(day(), words=f"{first.words}\n{whole}\n")) == []


def test_words_typed_with_ordinary_spaces_are_held_together() -> None:
    for count in range(40):
        text = f"{'a' * count} Call (555) 010-4477 at 3:30 pm on Monday 7 December 2026 for 45 mg."
        asked = request(plan=plan(medicine("D1", patient_text=text), site=SITE))
        assert said("P13", finished(asked)) == []


def test_leaning_letters_are_found() -> None:
    assert len(said("P23", with_pieces(day(), italic=True))) == 1


@pytest.mark.parametrize(("leading", "found"), [(16.9, 0), (16.8, 0), (16.7, 1)])
def test_lines_stand_apart_by_a_fifth_of_their_size(leading: float, found: int) -> None:
    first = day().pages[0]
    page = replace(first, style=replace(first.style, body=Face(14, leading)))
    assert len(said("P25", replace(day(), pages=(page,)))) == found


@pytest.mark.parametrize(("millimetres", "found"), [(15.1, 0), (15.0, 0), (14.5, 1)])
def test_the_margin_is_fifteen_millimetres(millimetres: float, found: int) -> None:
    first = day().finished[0]
    edge = millimetres * MILLIMETRE
    line = Bounds(edge, 300, 400, 301)
    assert len(said("P26", with_page(day(), drawn=(*first.drawn, line)))) == found


def test_a_page_of_another_size_than_the_paper_is_found() -> None:
    assert len(said("P26", with_page(day(), width=612.0, height=792.0))) >= 1


@pytest.mark.parametrize(("scale", "found"), [(1.0, 0), (0.98, 1), (1.29, 1)])
def test_text_is_never_scaled(scale: float, found: int) -> None:
    assert len(said("P38", with_pieces(day(), upward=scale))) == found


def test_a_picture_on_a_page_is_found() -> None:
    assert len(said("P38", with_page(day(), foreign=1))) == 1


def edited(change: Callable[[pikepdf.Pdf], None]) -> Subject:
    """The day's papers with their file changed from outside."""
    with pikepdf.open(BytesIO(day().pdf)) as document:
        change(document)
        out = BytesIO()
        document.save(out)
    found = day()
    return subject_of(found.request, found.sheets, found.pages, out.getvalue())


def test_a_file_says_its_language_title_and_bookmarks() -> None:
    def strip(document: pikepdf.Pdf) -> None:
        for key in ("/Lang", "/Outlines", "/ViewerPreferences"):
            del document.Root[key]
        del document.docinfo["/Title"]

    assert said("P30", day()) == []
    assert len(said("P30", edited(strip))) == 4


def test_a_file_without_structure_is_found() -> None:
    def strip(document: pikepdf.Pdf) -> None:
        del document.Root["/StructTreeRoot"]

    assert said("P31", day()) == []
    assert "The file has no structure for screen readers." in said("P31", edited(strip))
    assert len(said("P31", with_page(day(), loose=1))) == 1


def test_a_typeface_that_is_not_in_the_file_is_named() -> None:
    def strip(document: pikepdf.Pdf) -> None:
        for font in document.pages[0].Resources.Font.values():
            if "FiraSans-SemiBold" in str(font.BaseFont):
                del font.FontDescriptor["/FontFile2"]

    assert said("P32", day()) == []
    assert all("SemiBold" in sentence for sentence in said("P32", edited(strip)))
    assert said("P32", edited(strip)) != []


def test_the_name_stands_on_every_page_and_the_birth_date_on_none() -> None:
    born = Patient(name="Sam Rivers", birth_date=date(1980, 5, 1))
    sound = finished(request(plan=course(patient=born)))
    assert said("P34", sound) == []
    first = sound.finished[0]
    for spoken in ("1 May 1980", "1980-05-01", "5/1/1980"):
        shown = with_page(sound, words=f"{first.words} {spoken}")
        assert said("P34", shown) == ["The birth date stands on this page."]
    assert said("P34", with_page(sound, words=first.words.replace("Sam", "")))[0] == "The name is missing on this page."


def test_papers_without_a_name_are_told_with_the_field() -> None:
    nameless = finished(request(plan=course(patient=Patient())))
    assert [slip.fact for slip in ask("P34", nameless).slips] == ["patient.name"]
