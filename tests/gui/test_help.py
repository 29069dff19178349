"""The window of the help: where it opens, finding in it, its links, and that it stays readable."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

import kapplanner
from kapplanner.rules.rule_set import Rule
from kapplanner.settings import Settings
from kapplanner.ui.dialogs.palette import Entry, matching
from kapplanner.ui.help.manual import FIRST, MANUAL, NEWS, page_named, pages
from kapplanner.ui.help.places import PAGE_OF
from kapplanner.ui.help.rule_pages import rule_page
from kapplanner.ui.help.window import HelpWindow
from kapplanner.ui.views.plan_page import CHECK, PRINT
from tests.support.frame import HOSTILE_NAMES, Frame, services_with

UI = Path(kapplanner.__file__).parent / "ui"


@pytest.fixture
def frame(qtbot: object, tmp_path: Path) -> Iterator[Frame]:
    made = Frame(qtbot, services_with(tmp_path, "Sam R."))
    yield made
    made.close()


def help_of(frame: Frame) -> HelpWindow:
    window = frame.window.bench.help.window
    assert window is not None
    return window


def page_after_f1(frame: Frame) -> str:
    frame.window.bench.acts.by_id["help"].trigger()
    page = help_of(frame).page
    assert page is not None
    return page.id


def listed(window: HelpWindow) -> list[str]:
    return [window.list.item(row).data(Qt.ItemDataRole.UserRole) for row in range(window.list.count())]


# Where it opens


def test_f1_in_the_library_opens_the_first_plan(frame: Frame) -> None:
    assert page_after_f1(frame) == FIRST


def test_f1_on_the_board_opens_the_board(frame: Frame) -> None:
    frame.open("Sam R.")
    assert page_after_f1(frame) == "board"


@pytest.mark.parametrize(("step", "page"), [(CHECK, "findings"), (PRINT, "printing")])
def test_f1_on_a_step_opens_its_page(frame: Frame, step: int, page: str) -> None:
    frame.open("Sam R.")
    frame.window.bench.plan_page.show_step(step)
    assert page_after_f1(frame) == page
    frame.settle()


def test_f1_on_the_rules_page_opens_the_rules_of_the_clinic(frame: Frame) -> None:
    frame.window.bench.show_rule_sets()
    assert page_after_f1(frame) == "clinic-rules"


def test_f1_in_the_share_dialog_opens_sharing_above_it_and_goes_with_it(frame: Frame) -> None:
    frame.open("Sam R.")
    bench = frame.window.bench
    seen: list[object] = []

    def ask() -> None:
        dialog = QApplication.activeModalWidget()
        bench.lend_help_key()
        assert bench.acts.by_id["help"] in dialog.actions()
        seen.append(page_after_f1(frame))
        seen.append(help_of(frame).parentWidget() is dialog)
        bench.acts.by_id["help"].trigger()
        dialog.reject()

    QTimer.singleShot(200, ask)
    bench.plans.show_share()
    assert seen == ["sharing", True]
    assert bench.help.window is None
    assert page_after_f1(frame) == "board"


def test_every_part_of_the_window_that_has_a_page_is_there() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in UI.rglob("*.py"))
    assert [name for name in PAGE_OF if f"class {name}(" not in source] == []
    assert [page for page in PAGE_OF.values() if page_named(page) is None] == []


def test_the_help_is_one_window_that_leaves_the_work_usable(frame: Frame) -> None:
    page_after_f1(frame)
    first = help_of(frame)
    assert not first.isModal()
    page_after_f1(frame)
    assert help_of(frame) is first


def test_esc_puts_the_help_away_and_f1_brings_it_back(frame: Frame) -> None:
    page_after_f1(frame)
    QTest.keyClick(help_of(frame).reader, Qt.Key.Key_Escape)
    assert not help_of(frame).isVisible()
    page_after_f1(frame)
    assert help_of(frame).isVisible()


def test_the_help_is_closed_with_the_window(frame: Frame) -> None:
    page_after_f1(frame)
    frame.window.close()
    assert frame.window.bench.help.window is None


def test_the_keys_have_their_sheet_on_ctrl_slash_alone(frame: Frame) -> None:
    keys = {name: [key.toString() for key in act.shortcuts()] for name, act in frame.window.bench.acts.by_id.items()}
    assert keys["help"] == ["F1"]
    assert keys["shortcuts"] == ["Ctrl+/"]


# Finding


def test_typing_lists_the_pages_that_hold_every_word_and_marks_them(frame: Frame) -> None:
    page_after_f1(frame)
    window = help_of(frame)
    window.search.setText("key file")
    assert listed(window)[0] == "safekeeping"
    assert window.page.id == "safekeeping"
    marked = [mark.cursor.selectedText().casefold() for mark in window.reader.extraSelections()]
    assert set(marked) == {"key", "file"}
    assert window.told.text() == f"{len(listed(window))} pages found"


def test_an_empty_search_lists_every_page_without_marks(frame: Frame) -> None:
    page_after_f1(frame)
    window = help_of(frame)
    window.search.setText("key")
    window.search.clear()
    assert listed(window) == [page.id for page in pages()]
    assert listed(window)[: len(MANUAL)] == list(MANUAL)
    assert window.reader.extraSelections() == []


def test_a_page_that_holds_the_words_stays_while_one_types(frame: Frame) -> None:
    page_after_f1(frame)
    window = help_of(frame)
    window.show_named("words")
    window.search.setText("route")
    assert window.page.id == "words"


def test_one_search_is_one_step_back_however_long_one_types(frame: Frame) -> None:
    page_after_f1(frame)
    window = help_of(frame)
    for end in range(1, len("key file") + 1):
        window.search.setText("key file"[:end])
    assert window.page.id == "safekeeping"
    window.go_back()
    assert window.page.id == FIRST


def test_the_help_lies_at_the_right_of_the_work_and_on_the_screen(frame: Frame) -> None:
    page_after_f1(frame)
    room = frame.window.screen().availableGeometry()
    assert room.contains(help_of(frame).geometry().topLeft())
    assert help_of(frame).geometry().right() <= room.right()


@pytest.mark.parametrize("text", [*HOSTILE_NAMES, "<script>", "](x)", "`" * 50, "\\", ".*", "%n %1", "\x00\u202e"])
def test_a_hostile_search_is_only_a_text(frame: Frame, text: str) -> None:
    page_after_f1(frame)
    window = help_of(frame)
    before = window.page
    window.search.setText(text)
    assert window.page == before
    assert window.told.text() == "Nothing found. Try another word."
    assert window.told.textFormat() is Qt.TextFormat.PlainText


def test_the_palette_finds_pages_by_title_and_then_by_their_words(frame: Frame) -> None:
    bench = frame.window.bench
    assert "Sharing" in [entry.words for entry in matching(bench._entries(), "sharing")]
    found = matching(bench._entries(), "key file")
    assert "Where your plans are, backups, restoring" in [entry.words for entry in found]
    found[0].run()
    assert help_of(frame).page.id == "safekeeping"


def test_what_is_called_so_comes_before_what_only_tells_of_it() -> None:
    told = Entry("Sharing", "", "", list, "print a plan")
    called = Entry("Print…", "", "", list)
    assert matching([told, called], "print") == [called, told]


# Reading


def test_back_and_forward_go_where_one_was(frame: Frame) -> None:
    page_after_f1(frame)
    window = help_of(frame)
    assert not window.back.isEnabled()
    window.reader.anchorClicked.emit(QUrl("board.md"))
    window.reader.anchorClicked.emit(QUrl("sessions.md"))
    assert window.page.id == "sessions"
    window.back.click()
    window.back.click()
    assert window.page.id == FIRST
    assert not window.back.isEnabled()
    window.forward.click()
    assert window.page.id == "board"
    window.reader.anchorClicked.emit(QUrl("words.md"))
    assert not window.forward.isEnabled()


def test_alt_and_an_arrow_go_back_and_forward_from_the_page_and_from_the_list(frame: Frame) -> None:
    page_after_f1(frame)
    window = help_of(frame)
    frame.wait(window.isActiveWindow)
    window.show_named("board")
    for part in (window.reader, window.list, window.search):
        part.setFocus()
        QTest.keyClick(part, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
        assert window.page.id == FIRST
        QTest.keyClick(part, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
        assert window.page.id == "board"


def test_the_text_size_follows_the_keys_of_the_program(frame: Frame) -> None:
    page_after_f1(frame)
    window = help_of(frame)
    frame.wait(window.isActiveWindow)
    QTest.keyClick(window.reader, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert frame.theme.text_percent == 110
    QTest.keyClick(window.reader, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert frame.theme.text_percent == 100


def test_back_leads_as_far_down_as_one_had_read(frame: Frame) -> None:
    page_after_f1(frame)
    window = help_of(frame)
    window.resize(500, 400)
    window.show_named("words")
    bar = window.reader.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    down = bar.value()
    assert down > 0
    window.show_named("board")
    window.go_back()
    assert bar.value() == down


def test_the_list_leads_to_its_pages_by_keys(frame: Frame) -> None:
    page_after_f1(frame)
    window = help_of(frame)
    QTest.keyClick(window.search, Qt.Key.Key_Down)
    window.list.setFocus()
    QTest.keyClick(window.list, Qt.Key.Key_Down)
    assert window.page.id == MANUAL[1]


def test_a_link_to_an_action_does_it_and_the_help_stays(frame: Frame) -> None:
    page_after_f1(frame)
    frame.window.bench.acts.by_id["new-plan"].triggered.connect(lambda: done.append(1))
    done: list[int] = []
    help_of(frame).reader.anchorClicked.emit(QUrl("action:new-plan"))
    assert done == [1]
    assert frame.window.bench.gallery_page is not None
    assert help_of(frame).isVisible()
    frame.settle()


def test_a_link_to_an_action_that_cannot_be_done_says_when_it_can(frame: Frame) -> None:
    page_after_f1(frame)
    window = help_of(frame)
    window.reader.anchorClicked.emit(QUrl("action:print"))
    assert window._toast.sentence.text() == "“Print…” can be done when a plan is open."


@pytest.mark.parametrize("link", ["https://example.org", "file:///etc/passwd", "board.html", "javascript:1", ""])
def test_no_other_link_leads_anywhere(frame: Frame, link: str) -> None:
    page_after_f1(frame)
    window = help_of(frame)
    window.reader.anchorClicked.emit(QUrl(link))
    assert window.page.id == FIRST


def test_addresses_are_shown_as_text_and_html_as_it_stands(frame: Frame) -> None:
    page_after_f1(frame)
    reader = help_of(frame).reader
    reader.show_page("x", "[a](https://example.org) <b>b</b> https://example.org ![p](https://example.org/p.png)")
    assert "https://example.org" in reader.toPlainText()
    assert "<b>b</b>" in reader.toPlainText()
    assert 'href="' not in reader.toHtml()


@pytest.mark.parametrize(
    "name", ["https://example.org/a.png", "file:///a.png", "../../icons/tick-light.png", "//host/a"]
)
def test_pictures_come_from_the_folder_of_the_help_only(frame: Frame, name: str) -> None:
    page_after_f1(frame)
    reader = help_of(frame).reader
    kind = QTextDocument.ResourceType.ImageResource.value
    assert reader.loadResource(kind, QUrl(name)) is None
    assert not reader.loadResource(kind, QUrl("pictures/board.png")).isNull()
    assert reader.loadResource(QTextDocument.ResourceType.HtmlResource.value, QUrl("pictures/board.png")) is None


def test_no_picture_is_wider_than_the_page(frame: Frame) -> None:
    page_after_f1(frame)
    window = help_of(frame)
    for width in (460, 900):
        window.resize(width, 600)
        for page in pages():
            window.show_page(page)
            assert window.reader.horizontalScrollBar().maximum() == 0 or "|" in page.text, page.id


# Rules


def test_the_help_on_a_rule_is_one_click_from_the_rule(frame: Frame) -> None:
    bench = frame.window.bench
    bench.show_rule("gap-between-medicine-sessions")
    bench.rules_page.pane.help.click()
    assert help_of(frame).page.title == "Gap between medicine sessions"
    assert help_of(frame).page.id == "rules/spacing"


def test_the_help_on_a_rule_is_one_click_from_a_finding(frame: Frame) -> None:
    bench = frame.window.bench
    bench.open_sample()
    frame.wait(lambda: bench.plan_page is not None)
    frame.settle()
    page = bench.plan_page
    page.show_step(CHECK)
    panel = page._check()
    finding = page.opened.workspace.report.findings[0]
    panel.detail.show_finding(page.opened.plan, finding)
    panel.detail.help.click()
    assert help_of(frame).page.title == finding.title


def test_the_words_of_a_clinic_in_a_rule_are_shown_and_never_read_as_markup(frame: Frame) -> None:
    from dataclasses import replace

    bench = frame.window.bench
    bench.show_rule("gap-between-medicine-sessions")
    rule = bench.rules_page.pane._helped
    assert isinstance(rule, Rule)
    page_after_f1(frame)
    for hostile in (
        *HOSTILE_NAMES,
        "![x](pictures/board.png)",
        "[go](action:quit)",
        "# a",
        "| a | b |",
        "www.example.org",
    ):
        bench.help.show_rule(replace(rule, title=hostile, rationale=hostile))
        reader = help_of(frame).reader
        shown = " ".join(reader.toPlainText().split())
        assert shown.count(" ".join(hostile.split())) == 2, hostile
        assert "href=" not in reader.toHtml() and "<img" not in reader.toHtml()


def test_a_rule_of_which_nothing_can_be_said_yet_leads_to_its_form(frame: Frame) -> None:
    frame.window.bench._help_on_rule("count in window")
    assert help_of(frame).page.id == "rules/count_in_window"


# What is new


def started(qtbot: object, folder: Path, seen: str) -> Frame:
    return Frame(qtbot, services_with(folder, "Sam R.", settings=Settings(seen_version=seen)))


def test_a_new_version_is_told_once_by_a_line_in_the_library(qtbot: object, tmp_path: Path) -> None:
    frame = started(qtbot, tmp_path, "0.9.0")
    line = frame.window.bench.library_page.news
    assert line is not None and line.isVisible()
    assert kapplanner.__version__ in line.sentence.text()
    line.buttons[0].click()
    assert help_of(frame).page.id == NEWS
    assert not line.isVisible()
    frame.close()
    assert frame.services.settings.seen_version == kapplanner.__version__


@pytest.mark.parametrize("seen", ["", kapplanner.__version__])
def test_a_first_start_and_the_same_version_say_nothing(qtbot: object, tmp_path: Path, seen: str) -> None:
    frame = started(qtbot, tmp_path, seen)
    assert frame.window.bench.library_page.news is None
    frame.close()
    assert frame.services.settings.seen_version == kapplanner.__version__


def test_the_other_button_takes_the_line_away(qtbot: object, tmp_path: Path) -> None:
    frame = started(qtbot, tmp_path, "0.9.0")
    line = frame.window.bench.library_page.news
    line.buttons[1].click()
    assert not line.isVisible()
    frame.close()


def test_settings_that_cannot_be_written_keep_nobody_from_leaving(qtbot: object, tmp_path: Path) -> None:
    frame = started(qtbot, tmp_path, "0.9.0")

    def refuse(settings: Settings) -> None:
        raise OSError(28, "No space left on device")

    frame.services.save_settings = refuse
    assert frame.window.bench.leave()
    frame.close()


def test_the_help_menu_leads_to_what_is_new(frame: Frame) -> None:
    frame.window.bench.acts.by_id["news"].trigger()
    assert help_of(frame).page.id == NEWS


# Looks


@pytest.mark.parametrize("appearance", ["light", "dark", "contrast"])
@pytest.mark.parametrize("percent", [100, 200])
def test_every_page_can_be_read_at_any_size_and_in_any_colours(frame: Frame, appearance: str, percent: int) -> None:
    page_after_f1(frame)
    window = help_of(frame)
    frame.theme.choose(appearance, percent)
    window.resize(846, 564)
    assert window.minimumSizeHint().width() <= 846 and window.minimumSizeHint().height() <= 564
    for page in (page_named("board"), page_named("keyboard"), rule_page(next(iter(_rules(frame))))):
        window.show_page(page)
        assert window.reader.viewport().width() >= 400
        block = window.reader.document().begin()
        assert block.begin().fragment().charFormat().font().pixelSize() == 18 * percent // 100
        assert block.begin().fragment().charFormat().foreground().color() == frame.theme.color("text")
    frame.theme.choose("light", 100)


def _rules(frame: Frame) -> tuple[Rule, ...]:
    return frame.services.rule_shelf.in_force()[0].rule_set.rules


def test_everything_in_the_help_has_a_name_and_can_be_reached_by_keys(frame: Frame) -> None:
    page_after_f1(frame)
    window = help_of(frame)
    reached = [
        widget
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(window)
    ]
    assert {window.search, window.list, window.reader, window.back} <= {*reached}
    unnamed = [type(w).__name__ for w in reached if not w.accessibleName() and not isinstance(w, QLabel)]
    assert unnamed == []


def test_the_keyboard_reaches_the_links_of_a_page(frame: Frame) -> None:
    page_after_f1(frame)
    window = help_of(frame)
    window.reader.setFocus()
    QTest.keyClick(window.reader, Qt.Key.Key_Tab)
    assert window.reader.textCursor().charFormat().isAnchor()


def test_the_help_is_not_loaded_before_it_is_asked_for() -> None:
    import subprocess
    import sys

    script = (
        "import sys, kapplanner.ui.workbench; print([m for m in sys.modules if m.startswith('kapplanner.ui.help')])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
