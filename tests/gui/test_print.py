"""The print studio: real pages of the open plan, drafts until checked, a file that is whole or absent."""

import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from kapplanner.codec.rule_sets import rule_set_named
from kapplanner.codec.sample import sample_plan
from kapplanner.documents import PATIENT_PACK
from kapplanner.documents.preview import page_count, page_texts
from kapplanner.domain.plan import OverrideReason
from kapplanner.editing.commands.changes import changes
from kapplanner.editing.commands.plan import ChangePatient, ChangeSite
from kapplanner.editing.commands.sessions import ResizeSession
from kapplanner.rules.readiness import readiness
from kapplanner.settings import Settings
from kapplanner.storage.words_folder import WordsFolder
from kapplanner.ui.bridge import PlanBridge
from kapplanner.ui.panes.check_sheet import check_command, still_to_do
from kapplanner.ui.panes.keep import keeping
from kapplanner.ui.theme import Theme
from kapplanner.ui.views import print_studio
from kapplanner.ui.views.print_studio import PrintStudio
from tests.support.look import light_theme
from tests.support.panes import opened
from tests.support.screen import nameless, too_small

NOW = datetime(2026, 12, 3, 14, 32, tzinfo=UTC)


class StoppedClock:
    def now(self) -> datetime:
        return NOW


class Services:
    """What the studio needs of the program: settings, a clock, and the clinic's words."""

    clock = StoppedClock()

    def __init__(self, folder: Path) -> None:
        self.settings = Settings()
        self.words_shelf = WordsFolder(folder / "words")

    def save_settings(self, settings: Settings) -> None:
        self.settings = settings


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return light_theme()


@pytest.fixture
def bridge() -> PlanBridge:
    return opened(sample_plan(), rule_set_named("intensive"))


@pytest.fixture
def services(tmp_path_factory: pytest.TempPathFactory) -> Services:
    return Services(tmp_path_factory.mktemp("home"))


@pytest.fixture
def studio(qtbot: QtBot, theme: Theme, bridge: PlanBridge, services: Services) -> PrintStudio:
    made = PrintStudio(bridge, theme, services)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.documents.choose(("calendar",))
    made.resize(1440, 800)
    return made


def settle(qtbot: QtBot, studio: PrintStudio) -> None:
    """Let the papers be made and shown."""
    studio.show()
    studio.wait()
    qtbot.waitUntil(lambda: not studio._worker.is_busy, timeout=20_000)


def mark_checked(bridge: PlanBridge) -> None:
    workspace = bridge.workspace
    todo = still_to_do(workspace.report)
    reasons = (*todo.stops, *todo.cautions)
    overrides = tuple(keeping(f, OverrideReason.AGREED, "", "Ada", "Ben", NOW) for f in reasons)
    bridge.do(check_command(workspace.plan, workspace.report, overrides, todo.unknown, "Ada", NOW))
    assert readiness(workspace.plan, workspace.report).is_final


def test_real_pages_are_shown_with_their_places_pictures_and_words(qtbot: QtBot, studio: PrintStudio) -> None:
    settle(qtbot, studio)
    assert studio.pages.thumbs.count() == 3
    assert studio.pages.thumbs.item(0).text().startswith("1, Week 1")
    assert studio.pages.number.text() == "1 of 3"
    assert not studio.pages.picture.pixmap().isNull()
    assert not studio.pages.thumbs.item(0).icon().isNull()
    assert "DRAFT" in studio.pages.words.toPlainText()
    assert studio.documents.counts["calendar"].text() == "3 pages"


def test_pages_can_be_read_as_text_and_walked_through(qtbot: QtBot, studio: PrintStudio) -> None:
    settle(qtbot, studio)
    first = studio.pages.words.toPlainText()
    studio.pages.mode.buttons[1].click()
    assert studio.pages.words.isVisible()
    studio.pages.next.click()
    assert studio.pages.words.toPlainText() != first
    assert studio.pages.number.text() == "2 of 3"
    studio.pages.go_to_page(3)
    assert not studio.pages.next.isEnabled()


def test_papers_are_drafts_with_the_reason_until_the_plan_is_marked_as_checked(
    qtbot: QtBot, studio: PrintStudio, bridge: PlanBridge
) -> None:
    settle(qtbot, studio)
    assert "not marked as checked" in studio.foot.text()
    assert studio.print.text() == "Print draft…"
    mark_checked(bridge)
    settle(qtbot, studio)
    assert studio.print.text() == "Print…"
    assert "DRAFT" not in studio.pages.words.toPlainText()
    bridge.do(ResizeSession(bridge.workspace.plan.sessions[0].id, 50))
    settle(qtbot, studio)
    assert "DRAFT" in studio.pages.words.toPlainText()
    assert "changed after it was marked" in studio.foot.text()


def test_papers_of_a_checked_plan_without_phones_are_shown_as_drafts_with_the_way_to_the_field(
    qtbot: QtBot, studio: PrintStudio, bridge: PlanBridge, tmp_path: Path
) -> None:
    bridge.do(ChangeSite(changes({"phone_night": ""}), "phone"))
    mark_checked(bridge)
    settle(qtbot, studio)
    assert "DRAFT" in studio.pages.words.toPlainText()
    assert studio.print.text() == "Print draft…"
    assert "night phone is missing" in studio.foot.text()
    fill_in = [b for b in studio.checks.findChildren(QPushButton) if b.text() == "Fill in now"]
    with qtbot.waitSignal(bridge.fieldWanted) as told:
        fill_in[0].click()
    assert told.args == ["site.phone_night"]
    assert studio.save_to(tmp_path / "papers.pdf")
    assert "DRAFT" in page_texts((tmp_path / "papers.pdf").read_bytes())[0]


def test_papers_become_final_once_the_missing_phone_is_there_and_the_plan_checked_again(
    qtbot: QtBot, studio: PrintStudio, bridge: PlanBridge
) -> None:
    bridge.do(ChangeSite(changes({"phone_night": ""}), "phone"))
    mark_checked(bridge)
    settle(qtbot, studio)
    bridge.do(ChangeSite(changes({"phone_night": "555 0100"}), "phone"))
    mark_checked(bridge)
    settle(qtbot, studio)
    assert studio.print.text() == "Print…"
    assert "DRAFT" not in studio.pages.words.toPlainText()


def test_drafts_lead_to_the_check_of_the_plan(qtbot: QtBot, studio: PrintStudio) -> None:
    settle(qtbot, studio)
    check = next(b for b in studio.checks.findChildren(QPushButton) if b.text() == "Check plan")
    with qtbot.waitSignal(studio.checkWanted):
        check.click()


def test_a_page_fills_the_room_there_is_once_the_window_has_its_size(qtbot: QtBot, studio: PrintStudio) -> None:
    studio.resize(1000, 700)
    settle(qtbot, studio)
    studio.resize(1440, 800)
    settle(qtbot, studio)
    room = studio.pages.area.viewport().width()
    qtbot.waitUntil(lambda: abs(studio.pages.picture.width() - (room - 32)) <= 4)


def test_nothing_runs_on_behind_a_studio_that_is_hidden_and_the_papers_are_made_when_it_is_back(
    qtbot: QtBot, studio: PrintStudio
) -> None:
    studio.show()
    assert studio._worker.is_busy
    studio.hide()
    assert not studio._worker.is_busy
    settle(qtbot, studio)
    assert studio.pages.thumbs.count() == 3


def test_an_edit_is_on_the_pages_shown_and_in_the_file_saved(
    qtbot: QtBot, studio: PrintStudio, bridge: PlanBridge, tmp_path: Path
) -> None:
    settle(qtbot, studio)
    bridge.do(ChangePatient((("name", "Ines Moreau"),), "name"))
    file = tmp_path / "papers.pdf"
    assert studio.save_to(file), "at once, before the preview caught up"
    assert "Ines M." in page_texts(file.read_bytes())[0]
    settle(qtbot, studio)
    assert "Ines M." in studio.pages.words.toPlainText()


def test_the_name_shown_can_be_the_full_name_or_the_code_only(
    qtbot: QtBot, studio: PrintStudio, bridge: PlanBridge, tmp_path: Path
) -> None:
    settle(qtbot, studio)
    bridge.do(ChangePatient((("name", "Ines Moreau"),), "name"))
    names = [studio.look.name.itemText(i) for i in range(studio.look.name.count())]
    assert names == ["Ines M.", "Ines Moreau", f"Plan code {bridge.workspace.plan.code} only"]
    studio.look.name.activated.emit(2)
    studio.save_to(tmp_path / "papers.pdf")
    assert "Ines" not in "".join(page_texts((tmp_path / "papers.pdf").read_bytes()))


def test_the_full_name_on_papers_follows_the_patient(qtbot: QtBot, studio: PrintStudio, bridge: PlanBridge) -> None:
    settle(qtbot, studio)
    bridge.do(ChangePatient((("name", "Ines Moreau"),), "name"))
    studio.look.name.activated.emit(1)
    bridge.do(ChangePatient((("name", "Ada Weiss"),), "name"))
    request = studio.request()
    assert request is not None and request.name_shown == "Ada Weiss"


def test_large_print_is_a_pack_of_its_own_with_18_points(qtbot: QtBot, studio: PrintStudio) -> None:
    studio.documents.packs["large"].click()
    assert studio.look.look.size == 18
    assert studio.look.text_size.chosen == 1
    assert studio.documents.chosen == PATIENT_PACK
    assert studio.documents.packs["large"].isChecked()
    studio.look.text_size.buttons[0].click()
    assert studio.documents.packs["patient"].isChecked()


def test_settings_change_the_request(qtbot: QtBot, studio: PrintStudio) -> None:
    studio.look.paper.buttons[1].click()
    studio.look.time.buttons[1].click()
    studio.look.dose.click()
    request = studio.request()
    assert request is not None
    assert (request.paper, request.twelve_hour, request.show_dose) == ("letter", False, True)
    assert request.printed_at == NOW and request.printed_at.tzinfo is not UTC


def test_nothing_chosen_says_so_and_saves_nothing(qtbot: QtBot, studio: PrintStudio, tmp_path: Path) -> None:
    studio.documents.choose(())
    settle(qtbot, studio)
    assert "at least one document" in studio.pages.message.text()
    assert not studio.save.isEnabled()
    assert not studio.save_to(tmp_path / "papers.pdf")
    assert list(tmp_path.iterdir()) == []


def test_a_saved_file_is_readable_by_its_owner_only_and_whole(
    qtbot: QtBot, studio: PrintStudio, tmp_path: Path
) -> None:
    file = tmp_path / "papers.pdf"
    with qtbot.waitSignal(studio.papersMade) as told:
        assert studio.save_to(file)
    assert told.args == [False]
    assert page_count(file.read_bytes()) == 3
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["papers.pdf"]


def test_a_file_that_cannot_be_written_is_told_in_words_and_nothing_is_lost(
    qtbot: QtBot, studio: PrintStudio, bridge: PlanBridge, tmp_path: Path
) -> None:
    refused: list[str] = []
    bridge.refused.connect(refused.append)
    assert not studio.save_to(tmp_path / "missing" / "papers.pdf")
    assert "could not be written" in refused[0]
    (tmp_path / "papers.pdf").mkdir()
    assert not studio.save_to(tmp_path / "papers.pdf")
    assert len(refused) == 2


def test_printing_puts_every_page_on_paper_in_its_own_orientation(
    qtbot: QtBot, studio: PrintStudio, tmp_path: Path
) -> None:
    studio.documents.choose(("calendar", "safety-report"))
    request = studio.request()
    assert request is not None
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    assert studio.print_on(printer)
    import pypdfium2

    document = pypdfium2.PdfDocument(tmp_path / "out.pdf")
    sideways = [page.get_width() > page.get_height() for page in document]
    document.close()
    assert len(sideways) == 5
    assert sideways[0] and not sideways[-1]


def test_a_finding_of_the_print_check_leads_to_its_page(qtbot: QtBot, studio: PrintStudio, bridge: PlanBridge) -> None:
    bridge.do(ChangePatient((("name", "Sam \u0378"),), "name"))
    settle(qtbot, studio)
    assert studio._made is not None and studio._made.findings
    assert [finding.page for finding in studio._made.findings if "U+0378" in finding.sentence] == [1]
    asked: list[str] = []
    bridge.fieldWanted.connect(asked.append)
    studio.pages.go_to_page(3)
    shows = [b for b in studio.checks.findChildren(QPushButton) if b.text() == "Show"]
    mends = [b for b in studio.checks.findChildren(QPushButton) if b.text() == "Fill in now"]
    assert [show.accessibleName() for show in shows] == ["Show page 1"]
    assert [mend.accessibleName().split(":")[0] for mend in mends] == ["Fill in now"]
    shows[0].click()
    assert studio.pages.picture.accessibleName().startswith("Picture of page 1")
    mends[0].click()
    QApplication.processEvents()
    assert asked == ["patient.name"]


def test_every_control_has_a_name_and_a_target_of_24_px(qtbot: QtBot, studio: PrintStudio) -> None:
    settle(qtbot, studio)
    assert nameless(studio) == []
    assert too_small(studio) == []
    assert studio.pages.picture.accessibleName().startswith("Picture of page 1")
    spoken = studio.pages.thumbs.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Page 1: Your calendar")


def test_without_a_printer_the_file_is_the_way_out_and_the_button_says_why(
    qtbot: QtBot, studio: PrintStudio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(print_studio, "has_printer", lambda: False)
    settle(qtbot, studio)
    assert not studio.print.isEnabled()
    assert "No printer was found" in studio.print.accessibleDescription()
    assert studio.save.property("primary") == "true"
    monkeypatch.setattr(print_studio, "has_printer", lambda: True)
    studio.hide()
    settle(qtbot, studio)
    assert studio.print.isEnabled()
    assert studio.print.property("primary") == "true"


def test_only_the_pages_asked_for_are_printed(qtbot: QtBot, studio: PrintStudio, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    printer.setFromTo(2, 3)
    assert studio.print_on(printer)
    assert page_count((tmp_path / "out.pdf").read_bytes()) == 2


def test_tab_goes_through_the_print_check_before_it_reaches_the_way_out(qtbot: QtBot, studio: PrintStudio) -> None:
    settle(qtbot, studio)
    check = next(b for b in studio.checks.findChildren(QPushButton) if b.text() == "Check plan")
    following = studio.checks.nextInFocusChain()
    while following.focusPolicy() == Qt.FocusPolicy.NoFocus:
        following = following.nextInFocusChain()
    assert following is check


def test_with_large_text_no_word_of_a_switch_is_left_out(qtbot: QtBot, theme: Theme, studio: PrintStudio) -> None:
    theme.choose(text_percent=200)
    studio.resize(1440, 700)
    settle(qtbot, studio)
    look = studio.look
    words = [button for switch in (look.paper, look.text_size, look.time) for button in switch.buttons]
    cut = [b.text() for b in words if b.width() < b.sizeHint().width()]
    theme.choose(text_percent=100)
    assert cut == []
