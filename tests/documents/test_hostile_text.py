"""Names and notes reach paper as they were typed, or visibly changed; nothing in them is ever read as markup."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from kapplanner.documents import CannotPrint, PrintRequest, print_findings, print_pdf
from kapplanner.documents.layout.pages import BOTTOM, HEADER_TOP
from kapplanner.documents.printing import laid_pages, written_sheets
from kapplanner.domain.people import Escort, EscortKind, Patient
from kapplanner.domain.places import Room
from tests.documents.support import SITE, course, judged, request, words_of
from tests.support.build import medicine, plan

VERBATIM = [
    "Sam <b>Roe",
    "BP <a",
    "x </para>",
    "pain <severe> now",
    "<img src='/etc/passwd'>",
    "<img src='//host/share/x.png'/>",
    "&amp; &lt; &#65; &nbsp",
    "{name} {0} %s %(x)s",
    "**bold** __init__",
    "(]>>) Tj ET BT \\",
    "Łukasz Žižek Ærøskøbing",
    "Ἀθηνᾶ Τζων",
    "Сергей Ђорђевић",
    "Nguyễn Thị Ánh",
    "O’Brien-Smith, “Jo”",
]
ALL = ("calendar", "itinerary", "safety-report")


def hostile(text: str, **more: object) -> PrintRequest:
    """A plan that says a text in every place where a plan may say one."""
    base = course(
        patient=Patient(name=text, escort=Escort(EscortKind.NAMED_ADULT, text, text)),
        site=replace(SITE, name=text, phone_day=text, phone_night=f"{text[:-1]}2", emergency_number=text),
        rooms=tuple(Room(name, text) for name in ("front", "two", "three", "quiet")),
        title=text,
    )
    sessions = tuple(session.with_changes(patient_text=text, title=text, note=text) for session in base.sessions)
    return request(plan=base.with_changes(sessions=sessions), documents=ALL, name_shown=text, **more)


@pytest.mark.parametrize("text", VERBATIM)
def test_markup_in_a_name_is_printed_letter_for_letter(text: str) -> None:
    pdf = print_pdf(hostile(text))
    assert words_of(pdf).count(text) > 20
    with pikepdf.open(BytesIO(pdf)) as document:
        assert all("/Annots" not in page and not page.get_images() for page in document.pages)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Wei \u0378\u0379", "Wei [U+0378][U+0379]"),
        ("Sam \U0003fffd", "Sam [U+3FFFD]"),
        ("\u0378Žižek", "[U+0378]Žižek"),
    ],
)
def test_a_character_without_a_glyph_is_shown_by_its_number_in_a_draft(text: str, shown: str) -> None:
    assert shown in words_of(print_pdf(hostile(text)))


@pytest.mark.parametrize("text", ["Wei \u0378", "Sam \U0003fffd", "\u0378"])
def test_a_final_print_refuses_what_it_cannot_print_and_names_character_and_place(text: str) -> None:
    with pytest.raises(CannotPrint, match=rf"“{text[-1]}” \(U\+{ord(text[-1]):04X}\) cannot be printed.*Place:"):
        print_pdf(hostile(text, final=True))


def test_the_print_check_names_each_character_once_with_its_place() -> None:
    asked = request(plan=plan(medicine("D1", patient_text="\u0378\u0379\u0378"), site=SITE))
    found = [finding for finding in print_findings(asked) if finding.check == "P01"]
    assert [finding.sentence.split()[0] for finding in found] == ["“\u0378”", "“\u0379”"]
    assert found[0].place.replace("\u00a0", " ") == "Your plan, day by day, Sunday 6 December 2026"


def test_a_joiner_inside_a_word_is_no_finding_and_leaves_no_mark() -> None:
    asked = request(
        plan=plan(medicine("D1", patient_text="می\u200cخ".replace("می", "ab").replace("خ", "cd")), site=SITE)
    )
    assert [f for f in print_findings(asked) if f.check == "P01"] == []
    assert "abcd" in words_of(print_pdf(asked))


def test_letters_and_their_accents_apart_print_as_one() -> None:
    assert "José" in words_of(print_pdf(request(name_shown="Jose\u0301")))


@pytest.mark.parametrize("size", [14, 18])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_word_of_200_letters_is_broken_and_no_letter_is_lost(size: int, paper: str) -> None:
    word = "".join(chr(ord("a") + n % 26) for n in range(200))
    text = words_of(print_pdf(hostile(word, size=size, paper=paper))).replace(" ", "")
    assert word in text


@pytest.mark.parametrize("text", ["W" * 200, "word " * 40, "Sam R."])
@pytest.mark.parametrize("size", [14, 18])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_nothing_on_a_page_lies_over_another_thing_or_outside(text: str, size: int, paper: str) -> None:
    asked = hostile(text[:199], size=size, paper=paper)
    for page, _ in laid_pages(asked, written_sheets(asked)):
        lowest = HEADER_TOP
        for placed in page.placed:
            assert placed.y >= lowest - 0.01
            lowest = placed.y + placed.piece.height
        assert lowest <= page.height - BOTTOM - len(page.footer) * page.style.small.leading


def test_markup_in_findings_and_reasons_is_printed_letter_for_letter() -> None:
    asked = judged()
    finding = replace(asked.report.findings[0], title="<b>", sentence="a < b && c", detail="</para>")
    text = words_of(print_pdf(replace(asked, report=replace(asked.report, findings=(finding,)))))
    assert "<b> a < b && c </para> Rule 31." in text


def test_no_file_is_opened_for_a_name_that_looks_like_a_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    import builtins

    opened: list[str] = []
    real = builtins.open
    print_pdf(request())  # fonts and words are read the first time

    def noted(file: object, *rest: object, **more: object) -> object:
        opened.append(str(file))
        return real(file, *rest, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(builtins, "open", noted)
    print_pdf(hostile("<img src='/etc/passwd'>"))
    assert not [name for name in opened if "passwd" in name]
