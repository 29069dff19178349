"""Names and words in scripts that the shipped face has not: joined, in the order they are read, or refused by name."""

import re
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from bidi import get_display
from hypothesis import given
from hypothesis import strategies as st

from kapplanner.documents import print_findings, print_pdf
from kapplanner.documents.content import plain
from kapplanner.documents.layout.fonts import load_fonts
from kapplanner.documents.layout.scripts.bidi import embedding_levels, levels, visual_order
from kapplanner.documents.layout.scripts.clusters import breaks, clusters
from kapplanner.documents.layout.scripts.shelf import Shelf, shelf_of_the_machine, usual_folders
from kapplanner.documents.layout.typeset import set_lines, unprintable
from kapplanner.domain.errors import ImpossibleValue
from tests.documents.support import SITE, course, request
from tests.documents.test_hostile_text import hostile
from tests.support.build import medicine, plan
from tests.support.examples import examples
from tests.support.standards import UA, slips

HEBREW, ARABIC = "דנה כהן", "فاطمة الزهراء"
NAMES = {
    "Hebrew": HEBREW,
    "Arabic": ARABIC,
    "Persian": "پژمان گل‌محمدی",
    "Georgian": "ნინო ბერიძე",
    "Armenian": "Արամ Խաչատրյան",
    "Devanagari": "अनुष्का शर्मा",
    "Thai": "สมชาย ใจดี",
    "Chinese": "张伟 王芳",
    "Japanese": "山田 太郎 ひらがな",
    "Korean": "김민수 한국",
}


def needs_font(text: str) -> None:
    """Go on only where a font of this machine has the letters."""
    if unprintable(text):
        pytest.skip(f"No font of this machine prints “{text}”: apt-get install fonts-dejavu-core fonts-lohit-deva.")


# In which order


def shown(text: str, base: int) -> str:
    """From left to right, as the line stands on paper."""
    return "".join(text[place] for place in visual_order(embedding_levels(text, base)))


@pytest.mark.parametrize(
    ("text", "base", "visual"),
    [
        ("car is אבג דהו here", 0, "car is והד גבא here"),  # the example of the annex, in Hebrew letters
        ("אבג car דהו", 1, "והד car גבא"),
        ("אבג 12 דהו", 1, "והד 12 גבא"),  # digits read from the left everywhere
        ("אבג 3:30 דהו", 1, "והד 3:30 גבא"),
        ("אבג (דהו) car", 1, "car (והד) גבא"[::1].replace("(", "\x00").replace(")", "(").replace("\x00", ")")),
    ],
)
def test_letters_from_the_right_stand_as_the_annex_says(text: str, base: int, visual: str) -> None:
    assert shown(text, base) == visual


@given(st.text(alphabet="abאבגاب12 .,-", min_size=1, max_size=24).map(str.strip).filter(bool), st.sampled_from("LR"))
@examples(300)
def test_the_order_is_that_of_another_program(text: str, base: str) -> None:
    assert shown(text, int(base == "R")) == get_display(text, base_dir=base)


def test_an_english_sentence_that_begins_with_a_name_from_the_right_stays_english() -> None:
    assert levels("דנה, your next visit is on Monday.")[-1] == 0
    assert levels("דנה כהן")[0] == 1


@pytest.mark.parametrize("kept", ["+972 50 123 4567", "45 mg", "(555) 010-4477", "0.5 mg/kg", "3:30"])
def test_phones_and_amounts_read_from_the_left_in_every_sentence(kept: str) -> None:
    text = f"שלום {kept} דנה"
    order = "".join(text[place] for place in visual_order(levels(text)))
    assert kept in order


# Which letters belong together


def test_marks_joiners_and_vowels_stay_with_their_letter() -> None:
    assert clusters("e\u0301a") == ("e\u0301", "a")
    assert clusters("เก") == ("เก",)  # a vowel that stands before its letter
    assert clusters("क्षि") == ("क्षि",)
    assert clusters("ab") == ("a", "b")


def test_lines_break_between_chinese_signs_but_not_before_a_stop_nor_beside_a_digit() -> None:
    assert breaks(clusters("张伟王")) == (1, 2)
    assert breaks(clusters("张伟。")) == (1,)
    assert breaks(clusters("在9点")) == ()
    assert breaks(clusters("abc")) == ()


# On paper


@pytest.mark.parametrize("script", NAMES)
def test_a_name_is_read_back_as_it_was_written_and_no_glyph_is_missing(script: str, tmp_path: Path) -> None:
    name = NAMES[script]
    needs_font(name)
    asked = request(name_shown=name)
    assert [finding for finding in print_findings(asked) if finding.check == "P01"] == []
    read = read_by_poppler(print_pdf(asked), tmp_path)
    pages = read.count("\f")
    assert pages >= 3
    assert read.count(name.replace("\u200c", "")) >= pages, "in the foot of every page"
    assert "[U+" not in read


def read_by_poppler(pdf: bytes, folder: Path) -> str:
    """The words of a file by a reader that puts words from the right in the order of reading, without its marks."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed: apt-get install poppler-utils.")
    path = folder / "paper.pdf"
    path.write_bytes(pdf)
    done = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True)
    return re.sub("[\u200c\u202a-\u202e]", "", done.stdout.decode("utf-8"))


@pytest.mark.parametrize("text", [HEBREW, ARABIC])
def test_papers_with_names_from_the_right_keep_both_standards(text: str) -> None:
    needs_font(text)
    pdf = print_pdf(hostile(text))
    assert slips(pdf, UA, "2a") == []


def test_each_font_in_the_file_is_embedded_as_a_part_with_its_letters() -> None:
    needs_font(ARABIC)
    with pikepdf.open(BytesIO(print_pdf(request(name_shown=ARABIC)))) as document:
        fonts = [thing for thing in document.objects if isinstance(thing, pikepdf.Dictionary) and _is_descriptor(thing)]
        assert len(fonts) >= 2
        assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)
        assert all(len(str(font.FontName).split("+")[0]) == 7 for font in fonts), (
            "a part of a font has six letters first"
        )


def _is_descriptor(thing: pikepdf.Dictionary) -> bool:
    return thing.get("/Type") == "/FontDescriptor"


def test_the_same_paper_in_arabic_is_the_same_bytes() -> None:
    needs_font(ARABIC)
    asked = request(name_shown=ARABIC)
    assert print_pdf(asked) == print_pdf(asked)


@pytest.mark.parametrize("width", [40.0, 90.0, 200.0])
def test_no_letter_of_a_long_text_is_lost_where_it_breaks(width: float) -> None:
    needs_font(ARABIC)
    load_fonts()
    text = f"{ARABIC} asks for {HEBREW} at 3:30 pm, 45 mg, {ARABIC} {HEBREW} " * 4
    lines = set_lines(plain(text.strip()), 14.0, width)
    said = " ".join("".join(run.text for run in line).strip() for line in lines)
    assert said.replace("\u00a0", "").replace(" ", "") == text.replace(" ", "")
    assert all(sum(run.width for run in line) <= width + 0.01 for line in lines if len(line) > 1)


# Where no font is found


ALONE = """
import sys
from kapplanner.documents import CannotPrint, print_findings, print_pdf
from tests.documents.test_hostile_text import hostile
asked = hostile("Wei \\u5f20")
print(*(f.sentence for f in print_findings(asked) if f.check == "P01"))
try:
    print_pdf(hostile("Wei \\u5f20", final=True))
except CannotPrint as refused:
    print(str(refused.values["why"]))
"""


def test_without_a_font_a_character_is_refused_by_name(tmp_path_factory: pytest.TempPathFactory) -> None:
    empty = str(tmp_path_factory.mktemp("empty"))
    environment = {"XDG_DATA_DIRS": empty, "XDG_DATA_HOME": empty, "HOME": empty, "PYTHONUTF8": "1", "PATH": "/usr/bin"}
    done = subprocess.run(
        [sys.executable, "-c", ALONE], env=environment, capture_output=True, text=True, check=True, encoding="utf-8"
    )
    sentence = "“张” (U+5F20) cannot be printed. Write it in other letters."
    assert done.stdout.splitlines() == [sentence, sentence]


def test_overrides_of_direction_are_refused_as_they_could_turn_digits_round() -> None:
    assert unprintable("Take \u202d12\u202e mg") == ("\u202d", "\u202e")
    with pytest.raises(ImpossibleValue, match="hidden character"):
        plan(medicine("D1", patient_text="Take \u202d12 mg"), site=SITE)


def test_fonts_are_looked_for_where_each_system_keeps_them() -> None:
    home = Path("home")
    linux = usual_folders("linux", {"XDG_DATA_DIRS": "/one:/two"}, home)
    assert [str(folder) for folder in linux[:2]] == ["/one/fonts", "/two/fonts"]
    windows = usual_folders("win32", {"WINDIR": "W", "LOCALAPPDATA": "L"}, home)
    assert [folder.parts for folder in windows] == [("W", "Fonts"), ("L", "Microsoft", "Windows", "Fonts")]
    assert any("System" in str(folder) for folder in usual_folders("darwin", {}, home))


def test_what_is_no_font_is_passed_over(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("fonts")
    (folder / "broken.ttf").write_bytes(b"\x00\x01\x00\x00" + b"x" * 200)
    (folder / "empty.otf").write_bytes(b"")
    (folder / "words.ttf").write_text("no font", encoding="utf-8")
    assert Shelf((folder, folder / "missing")).fonts("") == ()


def test_latin_greek_and_cyrillic_never_open_a_font_of_the_machine() -> None:
    shelf_of_the_machine.cache_clear()
    print_pdf(request(plan=course(), name_shown="Łukasz Ἀθηνᾶ Сергей Nguyễn"))
    assert shelf_of_the_machine.cache_info().currsize == 0
