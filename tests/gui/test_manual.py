"""The manual says what the program does: its links, actions, keys and words are those of the program."""

import re
import tomllib
from pathlib import Path

import pytest
from PySide6.QtGui import QTextCursor, QTextTable

from kapplanner.codec.rule_sets import rule_sets
from kapplanner.resources import resource
from kapplanner.rules.library import rule_forms
from kapplanner.rules.rule_set import RuleSet
from kapplanner.ui.actions import TABLE
from kapplanner.ui.board.keys import KEYS, Asked, shortcut_words
from kapplanner.ui.help.manual import MANUAL, NEWS, Page, found, page_named, pages
from kapplanner.ui.help.reader import HelpReader
from kapplanner.ui.help.rule_pages import form_id, form_text, rule_page
from kapplanner.ui.theme import Theme
from kapplanner.ui.widgets.steps import STEP_WORDS
from tests.architecture.test_translation import collected

ROOT = Path(__file__).resolve().parents[2]
WRITTEN = tuple(page for page in pages() if not page.is_about_rules)
IDS = [page.id for page in WRITTEN]
MOST_WORDS = 450

LINK = re.compile(r"(!?)\[([^\]]+)\]\(([^)\s]+)\)(?: \(`([^`]+)`\))?")
KEY = re.compile(r"`([^`]+)`")
BOLD = re.compile(r"\*\*([^*]+)\*\*")

NOT_ACTIONS = {"Esc", "Shift+F6", "N", "K", "Tab", "Alt+Left", "Alt+Right", "Down", "Up", "Return", "Space"}
"""Keys of the manual that stand in no table: those of the toolkit, of a drag, and of the window of the help."""
SAID_FOR_WEIGHT = {
    "With the mouse:",
    "With the keys:",
    "Without dragging:",
    "What does not go to another plan:",
    "Anyone who has the file can read it.",
    "Without the key file the copy cannot be opened. With it, anyone can open it.",
    "and its key file",
    "plan file",
    "calendar file",
    "finding",
}
"""What is bold because it matters; all other bold words are words of the program."""


def links(page: Page) -> list[tuple[str, str, str, str]]:
    """Of every link of a page: "!" for a picture, its words, where it leads, and the key behind it."""
    return [(found[1], " ".join(found[2].split()), found[3], found[4] or "") for found in LINK.finditer(page.text)]


def test_every_page_in_the_folder_is_listed() -> None:
    in_folder = {path.stem for path in resource("help").glob("*.md")}
    assert in_folder == {*MANUAL, NEWS}
    assert {f"rules/{path.stem}" for path in resource("help", "rules").glob("*.md")} == {
        page.id for page in pages() if page.is_about_rules
    }


@pytest.mark.parametrize("page", WRITTEN, ids=IDS)
def test_a_page_is_read_in_two_minutes(page: Page) -> None:
    assert len(page.words.split()) < MOST_WORDS


@pytest.mark.parametrize("page", WRITTEN, ids=IDS)
def test_every_link_leads_to_a_page_or_an_action_in_its_own_words(page: Page) -> None:
    rows = {row.id: row for row in TABLE}
    for picture, words, target, key in links(page):
        if picture:
            continue
        if target.startswith("action:"):
            row = rows[target.removeprefix("action:")]
            assert words == row.text
            assert not key or key in (*row.keys, row.told)
        else:
            linked = page_named(target.removesuffix(".md"))
            assert target.endswith(".md") and linked is not None, target
            assert words == linked.title


@pytest.mark.parametrize("page", WRITTEN, ids=IDS)
def test_every_key_that_is_named_is_a_key_of_the_program(page: Page) -> None:
    known = {key for row in TABLE for key in (*row.keys, row.told) if key} | NOT_ACTIONS
    known |= {shortcut_words(asked) for asked in Asked if asked in KEYS.values()}
    assert [key for key in KEY.findall(page.text) if key not in known] == []


@pytest.mark.parametrize("page", [page for page in WRITTEN if page.id != "words"], ids=lambda page: page.id)
def test_every_bold_word_stands_in_the_program(page: Page) -> None:
    told = {text for _, _, texts in collected() for text in ((texts,) if isinstance(texts, str) else texts)}
    told |= {row.text for row in TABLE} | set(STEP_WORDS) | SAID_FOR_WEIGHT
    bold = {in_one_line(words) for words in BOLD.findall(page.text)}
    assert sorted(bold - told) == []


@pytest.mark.parametrize("page", WRITTEN, ids=IDS)
def test_the_manual_promises_nothing(page: Page) -> None:
    words = set(re.findall(r"[a-z]+", page.words))
    assert not words & {"safe", "safety-proof", "guarantee", "guaranteed", "ensure", "ensures", "prevent", "prevents"}
    assert not words & {"simply", "easily", "powerful", "seamless", "robust", "invalid", "illegal", "fatal", "error"}
    assert "!" not in page.text.replace("![", "[")


def test_the_steps_of_the_manual_are_read_at_about_grade_eight() -> None:
    hard = {page.id: round(grade(page), 1) for page in WRITTEN if grade(page) > 8.5}
    assert hard == {}


def grade(page: Page) -> float:
    """Flesch-Kincaid grade of the sentences of a page; what is no sentence is left out."""
    text = LINK.sub(r"\2", re.sub(r"!\[[^\]]*\]\([^)]*\)", "", page.text))
    lines = [line for block in text.split("\n\n") for line in re.split(r"\n(?=[-\d|])", block)]
    prose = " ".join(line for line in lines if not line.startswith(("|", "#")))
    sentences = [s for s in re.split(r"[.?:]\s", re.sub(r"[*`]|^[-\d.]+ ", " ", prose)) if len(s.split()) > 2]
    words = [w for s in sentences for w in re.findall(r"[A-Za-z’']+", s)]
    syllables = sum(
        max(1, len(re.findall(r"[aeiouy]+", re.sub(r"(?<=[^aeiouyl])e$|es$|ed$", "", w.lower())))) for w in words
    )
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def test_what_is_new_tells_of_this_version_first() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    news = page_named(NEWS)
    assert news is not None
    assert re.findall(r"^## Version (\S+)$", news.text, re.M)[0] == version


def test_every_form_of_rules_has_its_page() -> None:
    for form in rule_forms().values():
        assert page_named(form_id(form)) is not None


@pytest.mark.parametrize("rule_set", rule_sets(), ids=lambda rule_set: rule_set.id)
def test_the_help_on_every_rule_begins_with_what_it_says_and_tells_its_basis(rule_set: RuleSet, qapp: object) -> None:
    reader = HelpReader(Theme("light"))
    for rule in rule_set.rules:
        page = rule_page(rule)
        reader.show_page(page.title, page.text)
        shown = in_one_line(reader.toPlainText())
        assert shown.startswith(in_one_line(f"{rule.title} {rule.sentence}")), rule.id
        told = (rule.rationale, rule.house_reason, *(source.title for source in rule.sources))
        assert [text for text in told if in_one_line(text) not in shown] == [], rule.id
        assert "How rules of this form judge" in shown
        assert not re.search(r"toml|form =|\||\\", shown), rule.id


@pytest.mark.parametrize("page", [page for page in pages() if page.is_about_rules], ids=lambda page: page.id)
def test_a_page_about_a_form_shows_its_examples_as_tables_and_no_lines_of_a_file(page: Page, qapp: object) -> None:
    reader = HelpReader(Theme("light"))
    reader.show_page(page.title, form_text(page))
    tables = [frame for frame in reader.document().rootFrame().childFrames() if isinstance(frame, QTextTable)]
    written = resource("help", f"{page.id}.md").read_text(encoding="utf-8")
    assert len(tables) == written.count("| Plan | Outcome | Why |")
    heads = {tuple(in_cell(table, 0, column) for column in range(3)) for table in tables}
    assert heads == {("Plan", "Outcome", "Why")}
    assert not re.search(r"toml|form =|\|", reader.toPlainText())
    assert "D1 is the first day" in reader.toPlainText()


def in_cell(table: QTextTable, row: int, column: int) -> str:
    cell = table.cellAt(row, column)
    cursor = cell.firstCursorPosition()
    cursor.setPosition(cell.lastPosition(), QTextCursor.MoveMode.KeepAnchor)
    return cursor.selectedText()


def in_one_line(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


def test_titles_are_found_before_texts() -> None:
    assert found(pages(), "printing")[0].id == "printing"
    assert {"keeping", "printing"} <= {page.id for page in found(pages(), "draft MARKED")}
    assert found(pages(), "key file")[0].id == "safekeeping"


@pytest.mark.parametrize("text", ["zebra", "board zebra", "](http", "<b>", "\\", "%s", "{n}", "*" * 200])
def test_what_stands_nowhere_finds_nothing(text: str) -> None:
    assert found(pages(), text) == ()
