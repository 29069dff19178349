"""The words page in the real window: what stands on paper, changed by the clinic, reviewed, taken back, carried on."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from kapplanner.codec.paper_words import OwnCopy, OwnText, OwnWords, changed, shipped_block
from kapplanner.codec.paper_words_document import copies_from
from kapplanner.documents.words import words_in
from kapplanner.editing.commands.plan import ChangePatient
from kapplanner.ui.dialogs.notice import Notice
from kapplanner.ui.words.page import WordsPage
from kapplanner.ui.words.reading import reads
from kapplanner.ui.words.sheets import ReviewSheet
from tests.support.frame import Frame, services_with
from tests.support.screen import nameless, too_small

OWN = "Eat nothing from {time} on {date}."


@pytest.fixture
def frame(qtbot: QtBot, tmp_path: Path) -> Iterator[Frame]:
    made = Frame(qtbot, services_with(tmp_path, "Sam R."))
    yield made
    page = bench(made).words.page
    if page is not None:
        page.desk.unfinished.clear()
    made.close()


def bench(frame: Frame):
    assert frame.window.bench is not None
    return frame.window.bench


def words(frame: Frame, at: str = "medicine-day.food") -> WordsPage:
    bench(frame).show_words(at)
    page = bench(frame).words.page
    assert page is not None
    return page


def block(name: str = "medicine-day", language: str = "en"):
    found = shipped_block(language, name)
    assert found is not None
    return found


def write(page: WordsPage, text: str) -> None:
    page.pane.edit.setFocus()
    page.pane.edit.selectAll()
    page.pane.edit.insertPlainText(text)


def stored(frame: Frame) -> OwnWords:
    return frame.services.words_shelf.own_words()


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch):
    """The dialog of a kind is filled by what the test gives and accepted; any other fails the test."""

    def give(kind: type[QDialog], fill: object) -> None:
        def run(dialog: QDialog) -> int:
            filled = fill(dialog)  # type: ignore[operator]
            return QDialog.DialogCode.Rejected if filled is False else QDialog.DialogCode.Accepted

        monkeypatch.setattr(kind, "exec", run)

    return give


def test_the_menu_and_the_palette_lead_to_the_words(frame: Frame) -> None:
    action = bench(frame).acts.by_id["words"]
    assert action.text() == "Words on paper…" and action.isEnabled()
    assert "Words on paper…" in [entry.words for entry in bench(frame)._entries()]
    action.trigger()
    assert bench(frame)._shown() is bench(frame).words.page


def test_a_text_is_shown_with_its_purpose_beside_the_shipped_one(frame: Frame) -> None:
    page = words(frame)
    assert page.pane.title.whole_text == "When to stop eating, in the box at the top"
    assert page.pane.where.text() == "Medicine-day sheet, English, food"
    assert page.pane.shipped.text() == "**Stop eating at {time}** on {date}."
    assert page.pane.edit.text == "**Stop eating at {time}** on {date}."
    assert not page.pane.back.isEnabled()
    assert page.review.text() == "Reviewed by house draft on Mon 23 Nov 2026. Next review by Tue 23 Nov 2027."


def test_a_text_that_is_written_is_kept_on_disk_by_itself(frame: Frame, qtbot: QtBot) -> None:
    page = words(frame)
    write(page, OWN)
    qtbot.waitUntil(lambda: bool(stored(frame).copies), timeout=3000)
    assert stored(frame).copy("en", "medicine-day").texts == (OwnText("food", OWN, block().words["food"]),)
    row = next(row for row in page.blocks.rows if row.id == "medicine-day")
    assert row.words == "Medicine-day sheet, 1 text of your own, not reviewed"
    assert page.review.text() == "Nobody has marked these words as reviewed since they were changed."


def test_a_lost_placeholder_is_refused_with_its_key_while_typing_and_not_kept(frame: Frame) -> None:
    page = words(frame)
    write(page, "Eat nothing on {date}.")
    assert page.pane.refused.text() == "“food”: The placeholder {time} is missing. The text is not kept like this."
    assert page.pane.edit.accessibleDescription() == page.pane.refused.text()
    assert page.desk.keep_now() and stored(frame).copies == ()
    page.texts.choose("drink")
    page.texts.choose("food")
    assert page.pane.edit.text == "Eat nothing on {date}."
    page.pane.edit.moveCursor(page.pane.edit.textCursor().MoveOperation.End)
    filler = next(b for b in page.pane.fillers.findChildren(QPushButton) if b.text() == "{time}")
    filler.click()
    assert not page.pane.refused.isVisible()
    assert page.desk.draft.text(block(), "food") == "Eat nothing on {date}.{time}"


def test_leaving_with_a_text_that_is_not_kept_asks_first(frame: Frame, answer) -> None:
    page = words(frame)
    write(page, "Eat nothing.")
    said: list[str] = []

    def stay(notice: QDialog) -> None:
        said.append(notice.accessibleDescription())

    answer(Notice, stay)
    page.leave()
    assert "“food”" in said[0]
    assert bench(frame)._shown() is page
    answer(Notice, lambda notice: setattr(notice, "answer", 1))
    page.leave()
    assert bench(frame).words.page is None


def test_a_no_break_space_stays_one(frame: Frame) -> None:
    page = words(frame, "moments.span")
    assert page.pane.edit.text == "{start} to\u00a0{end}"
    write(page, "{start} until\u00a0{end}")
    assert page.desk.draft.text(block("moments"), "span") == "{start} until\u00a0{end}"


def test_a_list_has_an_item_on_each_line(frame: Frame) -> None:
    page = words(frame, "medicine-day.bring_items")
    assert page.pane.edit.text.split("\n")[0] == "Your medicine list"
    write(page, "Your list\n\nA warm blanket\n")
    assert page.desk.draft.text(block(), "bring_items") == ("Your list", "A warm blanket")
    assert page.pane.edit.text == "Your list\n\nA warm blanket\n"


def test_steps_are_undone_and_done_again_by_the_keys_of_the_window(frame: Frame) -> None:
    page = words(frame)
    write(page, OWN)
    page.blocks.setFocus()
    assert bench(frame).acts.by_id["undo"].text() == "Undo text “food”"
    bench(frame).acts.by_id["undo"].trigger()
    assert page.pane.edit.text == block().words["food"]
    bench(frame).acts.by_id["redo"].trigger()
    assert page.pane.edit.text == OWN


def test_one_text_goes_back_to_the_shipped_words(frame: Frame) -> None:
    page = words(frame)
    write(page, OWN)
    page.pane.back.click()
    assert page.pane.edit.text == block().words["food"]
    assert page.desk.draft.own.copies == ()


def test_a_whole_block_goes_back_and_the_toast_takes_it_back(frame: Frame) -> None:
    page = words(frame)
    write(page, OWN)
    said: list[tuple[str, object]] = []
    page.desk.said.connect(lambda sentence, undo: said.append((sentence, undo)))
    page.bar.shipped.click()
    assert page.desk.draft.own.copies == ()
    assert said[0][0] == "The shipped words stand again."
    said[0][1]()  # type: ignore[operator]
    assert page.desk.draft.text(block(), "food") == OWN


def test_a_review_names_who_when_and_until_when_and_ends_with_the_next_change(frame: Frame, answer) -> None:
    page = words(frame)
    write(page, OWN)

    def fill(sheet: QDialog) -> None:
        assert isinstance(sheet, ReviewSheet)
        assert not sheet.do.isEnabled() and sheet.refused.text() == "Your name is needed."
        sheet.name_line.setText("Dr A. Lindqvist")
        assert sheet.do.isEnabled()
        assert sheet.review is not None and sheet.review.next == date(2027, 12, 1)

    answer(ReviewSheet, fill)
    page.bar.review.click()
    assert page.review.text() == "Reviewed by Dr A. Lindqvist on Tue 1 Dec 2026. Next review by Wed 1 Dec 2027."
    assert [row.note for row in page.blocks.rows if row.id == "medicine-day"] == ["1 text of your own"]
    write(page, "Eat nothing at all from {time} on {date}.")
    assert page.review.text().startswith("Nobody has marked")
    page.undo()
    assert page.review.text().startswith("Reviewed by Dr A. Lindqvist")


def test_an_overdue_review_is_told_in_the_list_and_at_the_foot(frame: Frame) -> None:
    frame.services.clock.pass_by(days=400)
    page = words(frame)
    row = next(row for row in page.blocks.rows if row.id == "medicine-day")
    assert row.note == "review overdue, shipped" and row.icon == "alert"
    assert page.review.text().endswith("It is overdue.")


def test_a_shipped_text_that_changed_since_is_pointed_out_and_can_be_kept_against(frame: Frame) -> None:
    older = OwnText("food", OWN, "Stop eating by {time}, {date}.")
    frame.services.words_shelf.keep(OwnCopy("en", "medicine-day", (older,)))
    page = words(frame)
    assert "shipped text changed" in next(row.note for row in page.blocks.rows if row.id == "medicine-day")
    assert page.pane.banner.sentence.text() == (
        "The shipped text changed since you wrote yours. It was: “Stop eating by {time}, {date}.”"
    )
    page.pane.banner.buttons[0].click()
    assert not page.pane.banner.isVisible()
    assert page.pane.edit.text == OWN


def test_damage_is_told_and_the_words_as_last_kept_are_shown(frame: Frame, tmp_path: Path) -> None:
    frame.services.words_shelf.keep(changed(block(), OwnCopy("en", "medicine-day"), "food", OWN))
    (tmp_path / "words" / "en" / "medicine-day.toml").write_bytes(b"damaged")
    page = words(frame)
    assert "The words as last kept stay in use." in page.banner.sentence.text()
    assert page.pane.edit.text == OWN


def test_a_block_of_which_nothing_can_be_read_is_told_and_can_be_given_up(frame: Frame, tmp_path: Path) -> None:
    frame.services.words_shelf.keep(changed(block(), OwnCopy("en", "medicine-day"), "food", OWN))
    for path in (tmp_path / "words").rglob("*.toml"):
        path.write_bytes(b"damaged")
    page = words(frame)
    assert next(row for row in page.blocks.rows if row.id == "medicine-day").note == "cannot be read, shipped"
    page.bar.shipped.click()
    assert page.desk.keep_now()
    assert stored(frame).lost == ()


def test_all_words_travel_in_one_file(frame: Frame, tmp_path: Path) -> None:
    page = words(frame)
    assert not page.bar.export.isEnabled()
    write(page, OWN)
    page.desk.write(tmp_path / "out.toml")
    assert copies_from((tmp_path / "out.toml").read_bytes(), "out.toml") == page.desk.draft.own.copies
    page.desk.back_to_shipped(block())
    page.desk.receive(tmp_path / "out.toml")
    assert page.desk.draft.text(block(), "food") == OWN


@pytest.mark.parametrize("data", [b"", b"damaged", None])
def test_a_file_that_holds_no_words_is_told_and_changes_nothing(
    frame: Frame, tmp_path: Path, data: bytes | None
) -> None:
    path = tmp_path / "in.toml"
    if data is not None:
        path.write_bytes(data)
    page = words(frame)
    page.desk.receive(path)
    assert "in.toml" in page.banner.sentence.text()
    assert page.desk.draft.own.copies == ()


def test_words_that_cannot_be_kept_are_told_and_stay_on_the_screen(frame: Frame, tmp_path: Path) -> None:
    (tmp_path / "words").write_text("in the way")
    page = words(frame)
    write(page, OWN)
    page.leave()
    assert "could not be kept" in page.banner.sentence.text()
    assert bench(frame)._shown() is page
    (tmp_path / "words").unlink()
    page.leave()
    assert stored(frame).copy("en", "medicine-day").words["food"].own == OWN


def test_spanish_words_are_apart_from_english_ones(frame: Frame) -> None:
    page = words(frame)
    page.language.set_value("es")
    page.language.chosen.emit("es")
    assert page.pane.where.text() == "Medicine-day sheet, Spanish, food"
    assert page.pane.shipped.text() == block(language="es").words["food"]
    assert "grade" not in page.pane.shipped_reads.text()


def test_texts_are_found_by_a_word_on_paper(frame: Frame) -> None:
    page = words(frame)
    page.search.setText("clear water")
    assert "day" not in [row.id for row in page.blocks.rows]
    page.blocks.choose("medicine-day")
    assert [row.id for row in page.texts.rows] == ["drink"]


def test_the_grade_follows_while_writing(frame: Frame) -> None:
    page = words(frame, "medicine-day.feel")
    assert "Reads at about grade" in page.pane.reads.text() and "Aim for" not in page.pane.reads.text()
    write(page, "Perceptual alterations characterised by dissociation ordinarily subside following administration.")
    assert "Aim for grade 6 or below." in page.pane.reads.text()
    assert page.pane.reads.property("ink") == "caut_ink"


@pytest.mark.parametrize(("count", "good"), [(19, True), (20, True), (21, False)])
def test_a_sentence_has_at_most_twenty_words(count: int, good: bool) -> None:
    assert reads(" ".join(["we"] * count) + ".", "es")[1] is good


def test_every_shipped_text_can_be_looked_at_and_looking_changes_nothing(frame: Frame) -> None:
    page = words(frame)
    for language in ("en", "es"):
        page.language.set_value(language)
        page.language.chosen.emit(language)
        for name in [row.id for row in page.blocks.rows if row.id]:
            page.blocks.choose(name)
            for key in [row.id for row in page.texts.rows]:
                page.texts.choose(key)
    assert page.desk.draft.own == OwnWords()
    assert page.desk.unfinished == {}


def test_every_control_has_a_name_and_a_target(frame: Frame) -> None:
    page = words(frame)
    write(page, "Eat nothing on {date}.")
    assert nameless(page) == []
    assert too_small(page) == []


def test_panes_are_walked_with_the_key_and_rows_with_the_arrows(frame: Frame) -> None:
    page = words(frame)
    frame.window.activateWindow()
    page.texts.setFocus()
    QTest.keyClick(page.texts, Qt.Key.Key_Down)
    assert page.texts.current == "drink"
    bench(frame).next_pane()
    assert QApplication.focusWidget() is page.pane.edit
    QTest.keyClick(page.pane.edit, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not page.pane.edit


def test_in_a_narrow_window_the_text_takes_the_place_of_the_lists_while_one_writes(frame: Frame) -> None:
    frame.theme.choose("light", 200)
    page = words(frame)
    frame.window.resize(900, 600)
    assert page.left_pane.isVisible() and not page.pane.isVisible()
    page.texts.activated.emit(page.texts.currentIndex())
    assert page.pane.isVisible() and not page.left_pane.isVisible()
    page.bar.write.click()
    assert page.left_pane.isVisible() and not page.pane.isVisible()


def test_what_is_written_here_is_what_papers_speak(frame: Frame) -> None:
    page = words(frame)
    write(page, OWN)
    assert page.desk.keep_now()
    assert words_in("en", stored(frame)).texts["medicine-day.food"] == OWN


def test_from_the_papers_of_a_plan_to_the_words_and_back_in_the_patients_language(frame: Frame) -> None:
    frame.open("Sam R.")
    desk = bench(frame)
    page = desk.plan_page
    assert page is not None
    page.opened.bridge.do(ChangePatient((("language", "es"),), "language"))
    desk.plans.show_print()
    studio = page._studio
    assert studio is not None
    studio.checks.wordsWanted.emit("medicine-day.drive")
    frame.wait(lambda: desk.words.page is not None)
    words_page = desk.words.page
    assert words_page is not None
    assert words_page.pane.where.text() == "Medicine-day sheet, Spanish, drive"
    write(words_page, "**No conduzca nunca** hasta el {date}, después de dormir.")
    words_page.leave()
    assert desk._shown() is page and studio.isVisible()
    assert studio._own_words == stored(frame)
    studio.wait()
    frame.wait(lambda: not studio._worker.is_busy)
    assert any("No conduzca nunca" in " ".join(text.split()) for text in studio._made.texts)


def test_the_words_are_kept_when_the_program_ends(frame: Frame) -> None:
    write(words(frame), OWN)
    assert bench(frame).leave()
    assert stored(frame).copy("en", "medicine-day").words["food"].own == OWN
