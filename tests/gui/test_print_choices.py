"""What to print and how it goes out: packs, one day, two languages, the plan file inside, a password, own words."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QProgressDialog
from pytestqt.qtbot import QtBot

from kapplanner.codec.paper_words import OwnCopy, changed, shipped_block
from kapplanner.codec.rule_sets import rule_set_named
from kapplanner.codec.sample import sample_plan
from kapplanner.documents import PATIENT_PACK, document_kinds
from kapplanner.documents.content import Reader
from kapplanner.documents.preview import page_texts
from kapplanner.editing.commands.plan import ChangePatient
from kapplanner.settings import Settings
from kapplanner.settings.prints import Printed, last_printed, remembering_print
from kapplanner.storage.words_folder import WordsFolder
from kapplanner.ui.bridge import PlanBridge
from kapplanner.ui.theme import Theme
from kapplanner.ui.views.print_job import PaperJob
from kapplanner.ui.views.print_progress import WAIT, MakingStrip
from kapplanner.ui.views.print_studio import PrintStudio
from tests.support.look import light_theme
from tests.support.panes import opened
from tests.support.screen import nameless, too_small

NOW = datetime(2026, 12, 8, 14, 32, tzinfo=UTC)
OWN = "Eat nothing at all from {time} on {date}."


class StoppedClock:
    def now(self) -> datetime:
        return NOW


class Services:
    clock = StoppedClock()

    def __init__(self, folder: Path, settings: Settings) -> None:
        self.settings = settings
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
    return Services(tmp_path_factory.mktemp("home"), Settings())


@pytest.fixture
def studio(qtbot: QtBot, theme: Theme, bridge: PlanBridge, services: Services) -> PrintStudio:
    return made(qtbot, theme, bridge, services)


def made(qtbot: QtBot, theme: Theme, bridge: PlanBridge, services: Services) -> PrintStudio:
    studio = PrintStudio(bridge, theme, services)  # type: ignore[arg-type]
    qtbot.addWidget(studio)
    studio.resize(1440, 900)
    return studio


def settle(qtbot: QtBot, studio: PrintStudio) -> None:
    studio.show()
    studio.wait()
    qtbot.waitUntil(lambda: not studio._worker.is_busy, timeout=30_000)


def wanted(studio: PrintStudio):
    request = studio.request()
    assert request is not None
    return request


def pick(combo, value: object) -> None:
    combo.set_value(value)
    combo.chosen.emit(value)


def test_a_studio_begins_with_the_patient_pack_in_the_patients_language(
    qtbot: QtBot, theme: Theme, bridge: PlanBridge, services: Services
) -> None:
    services.settings = Settings(language="es")
    bridge.do(ChangePatient((("language", "es"),), "language"))
    studio = made(qtbot, theme, bridge, services)
    assert (wanted(studio).documents, wanted(studio).language) == (PATIENT_PACK, "es")
    services.settings = Settings(language="es")
    bridge.do(ChangePatient((("language", "en"),), "language"))
    assert wanted(made(qtbot, theme, bridge, services)).language == "en", "whatever the screen speaks"


def test_the_team_pack_has_all_papers_of_the_team_and_no_other(studio: PrintStudio) -> None:
    studio.documents.packs["team"].click()
    assert wanted(studio).documents == tuple(kind.id for kind in document_kinds() if kind.reader is Reader.TEAM)
    assert studio.documents.packs["team"].isChecked()
    assert not studio.documents.packs["patient"].isChecked()


def test_one_day_begins_with_the_next_day_and_prints_its_pages_alone(qtbot: QtBot, studio: PrintStudio) -> None:
    studio.documents.packs["day"].click()
    assert wanted(studio).day == date(2026, 12, 8)
    pick(studio.documents.days, date(2026, 12, 9))
    settle(qtbot, studio)
    assert studio._made is not None
    assert {page.place.replace("\u00a0", " ") for page in studio._made.pages if page.kind == "itinerary"} == {
        "Wednesday 9 December 2026"
    }
    assert studio.documents.total_words.text() == "Only the pages of Wed 9 Dec 2026"
    assert studio.documents.packs["day"].isChecked()
    studio.documents.packs["patient"].click()
    assert wanted(studio).day is None


def test_days_of_medicine_are_told_apart_in_the_list(studio: PrintStudio) -> None:
    days = [studio.documents.days.itemText(n) for n in range(studio.documents.days.count())]
    assert days[0] == "All days"
    assert "Wed 9 Dec 2026, medicine" in days
    assert "Tue 8 Dec 2026" in days


def test_papers_come_in_a_second_language_that_is_never_the_first(qtbot: QtBot, studio: PrintStudio) -> None:
    studio.documents.choose(("medicine-day",))
    pick(studio.look.also, "es")
    assert (wanted(studio).language, wanted(studio).also_language) == ("en", "es")
    settle(qtbot, studio)
    assert studio._made is not None
    assert {page.document for page in studio._made.pages} == {"Your plan, day by day", "Su plan, día por día"}
    pick(studio.look.language, "es")
    assert (wanted(studio).language, wanted(studio).also_language) == ("es", "")
    assert [studio.look.also.itemText(n) for n in range(2)] == ["No second language", "English (US)"]


def test_what_was_printed_is_remembered_for_the_plan_and_begins_other_plans(
    qtbot: QtBot, theme: Theme, bridge: PlanBridge, services: Services, studio: PrintStudio, tmp_path: Path
) -> None:
    studio.documents.choose(("calendar", "aftercare"))
    pick(studio.look.also, "es")
    assert services.settings == Settings(), "nothing is remembered before it was printed"
    assert studio.save_to(tmp_path / "papers.pdf")
    assert last_printed(services.settings, bridge.workspace.plan.id) == Printed("calendar+aftercare", "es")
    again = wanted(made(qtbot, theme, bridge, services))
    assert (again.documents, again.also_language) == (("calendar", "aftercare"), "es")
    other = opened(replace(sample_plan(), id="another"), rule_set_named("intensive"))
    begun = wanted(made(qtbot, theme, other, services))
    assert (begun.documents, begun.also_language) == (("calendar", "aftercare"), "")


def test_one_day_is_remembered_as_a_pack_and_begins_with_the_day_that_is_next_then(
    qtbot: QtBot, theme: Theme, bridge: PlanBridge, services: Services
) -> None:
    services.settings = remembering_print(Settings(), bridge.workspace.plan.id, Printed("day"))
    assert wanted(made(qtbot, theme, bridge, services)).day == date(2026, 12, 8)


def test_the_size_is_the_patients_own_whatever_was_printed_before(
    qtbot: QtBot, theme: Theme, bridge: PlanBridge, services: Services, studio: PrintStudio, tmp_path: Path
) -> None:
    studio.documents.packs["large"].click()
    assert wanted(studio).size == 18
    assert studio.save_to(tmp_path / "papers.pdf")
    assert wanted(made(qtbot, theme, bridge, services)).size == 14


@pytest.mark.parametrize("remembered", ["poem", "poem+calendar", "-", "+"])
def test_documents_that_are_not_here_any_more_are_left_out(
    qtbot: QtBot, theme: Theme, bridge: PlanBridge, services: Services, remembered: str
) -> None:
    services.settings = remembering_print(Settings(), bridge.workspace.plan.id, Printed(remembered))
    chosen = wanted(made(qtbot, theme, bridge, services)).documents
    assert chosen == (("calendar",) if "calendar" in remembered else PATIENT_PACK)


# Going out


def test_the_plan_file_goes_inside_papers_of_the_team_only(qtbot: QtBot, studio: PrintStudio, tmp_path: Path) -> None:
    assert not studio.look.carries.isEnabled()
    assert studio.look.carries.accessibleDescription() == "The plan file goes inside papers for the team only."
    studio.documents.choose(("safety-report",))
    studio.look.carries.click()
    assert studio.save_to(tmp_path / "papers.pdf")
    with pikepdf.open(tmp_path / "papers.pdf") as document:
        assert list(document.attachments) == ["S0-0000.kap"]
    studio.documents.choose(("safety-report", "calendar"))
    assert not wanted(studio).carries_plan
    assert studio.save_to(tmp_path / "papers.pdf")
    with pikepdf.open(tmp_path / "papers.pdf") as document:
        assert list(document.attachments) == []


def test_a_saved_file_asks_for_the_password_and_the_preview_does_not(
    qtbot: QtBot, studio: PrintStudio, tmp_path: Path
) -> None:
    studio.documents.choose(("calendar",))
    QTest.keyClicks(studio.look.password.edit, "harbour clinic 42")
    settle(qtbot, studio)
    assert studio.pages.thumbs.count()
    assert studio.save_to(tmp_path / "papers.pdf")
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(tmp_path / "papers.pdf")
    with pikepdf.open(tmp_path / "papers.pdf", password="harbour clinic 42") as document:
        assert len(document.pages) == studio.pages.thumbs.count()


def test_paper_asks_for_no_password(studio: PrintStudio, tmp_path: Path) -> None:
    studio.documents.choose(("calendar",))
    QTest.keyClicks(studio.look.password.edit, "harbour clinic 42")
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    assert studio.print_on(printer)


def test_a_password_that_cannot_be_one_saves_nothing_and_says_why(
    studio: PrintStudio, bridge: PlanBridge, tmp_path: Path
) -> None:
    refused: list[str] = []
    bridge.refused.connect(refused.append)
    QTest.keyClicks(studio.look.password.edit, "short")
    assert "at least" in studio.look.password.reason.text()
    assert not studio.save_to(tmp_path / "papers.pdf")
    assert refused == [studio.look.password.reason.text()]
    assert list(tmp_path.iterdir()) == []
    studio.look.password.edit.selectAll()
    QTest.keyClick(studio.look.password.edit, "\b")
    assert studio.save_to(tmp_path / "papers.pdf")


def test_the_password_can_be_shown_and_is_never_remembered(
    studio: PrintStudio, services: Services, tmp_path: Path
) -> None:
    field = studio.look.password
    QTest.keyClicks(field.edit, "harbour clinic 42")
    assert field.edit.echoMode() is QLineEdit.EchoMode.Password
    field.shown.click()
    assert field.edit.echoMode() is QLineEdit.EchoMode.Normal
    assert studio.save_to(tmp_path / "papers.pdf")
    assert "harbour" not in repr(services.settings) + repr(studio.look.look)


# The clinic's words


def keep_own(services: Services) -> None:
    block = shipped_block("en", "medicine-day")
    assert block is not None
    services.words_shelf.keep(changed(block, OwnCopy("en", "medicine-day"), "food", OWN))


def test_words_changed_meanwhile_are_on_the_pages_when_the_studio_is_back(
    qtbot: QtBot, studio: PrintStudio, services: Services
) -> None:
    studio.documents.choose(("medicine-day",))
    settle(qtbot, studio)
    assert "Eat nothing at all" not in studio.pages.words.toPlainText()
    studio.hide()
    keep_own(services)
    settle(qtbot, studio)
    assert "Eat nothing at all" in studio.pages.words.toPlainText()


def test_a_saved_file_speaks_the_words_as_they_are_at_that_moment(
    studio: PrintStudio, services: Services, tmp_path: Path
) -> None:
    studio.documents.choose(("medicine-day",))
    keep_own(services)
    assert studio.save_to(tmp_path / "papers.pdf")
    assert "Eat nothing at all" in page_texts((tmp_path / "papers.pdf").read_bytes())[0]


def test_the_studio_leads_to_the_words(qtbot: QtBot, studio: PrintStudio) -> None:
    with qtbot.waitSignal(studio.wordsWanted) as told:
        studio.documents.words.click()
    assert told.args == [""]


def test_every_choice_has_a_name_and_a_target(qtbot: QtBot, studio: PrintStudio) -> None:
    QTest.keyClicks(studio.look.password.edit, "short")
    settle(qtbot, studio)
    assert nameless(studio) == []
    assert too_small(studio) == []


# Papers that take their time


def test_the_page_looked_at_is_shown_before_the_file_is_made_and_checked(qtbot: QtBot, studio: PrintStudio) -> None:
    seen: list[tuple[bool, int]] = []
    studio.pages.pictureWanted.connect(lambda index, width: seen.append((studio._made is None, index)))
    settle(qtbot, studio)
    assert seen[0] == (True, 0)
    assert studio._made is not None and studio._shown is studio._made
    assert studio.pages.number.text() == f"1 of {len(studio._made.pages)}"


def test_the_page_that_was_looked_at_stays_while_papers_are_made_anew(
    qtbot: QtBot, studio: PrintStudio, bridge: PlanBridge
) -> None:
    settle(qtbot, studio)
    studio.pages.go_to_page(5)
    bridge.do(ChangePatient((("name", "Ines Moreau"),), "name"))
    settle(qtbot, studio)
    assert studio.pages.index == 4
    assert "Ines M." in studio.pages.words.toPlainText()


def test_a_glimpse_has_the_words_and_the_picture_of_its_page_alone(studio: PrintStudio) -> None:
    glimpse = PaperJob(wanted(studio), 2).glimpse()
    assert glimpse is not None
    assert [bool(text) for text in glimpse.texts[:4]] == [False, False, True, False]
    assert [glimpse.has_picture_of(index) for index in range(4)] == [False, False, True, False]


def test_work_that_was_stopped_answers_nothing(studio: PrintStudio) -> None:
    job = PaperJob(wanted(studio))
    job.stop()
    assert (job.glimpse(), job.make()) == (None, None)


def test_how_far_papers_are_is_told_after_a_second_and_can_be_stopped(
    qtbot: QtBot, theme: Theme, studio: PrintStudio
) -> None:
    strip = MakingStrip(theme)
    qtbot.addWidget(strip)
    job = PaperJob(wanted(studio))
    strip.follow(job)
    assert not strip.isVisible()
    job.share = 0.4
    for _ in range(WAIT // 100 - 1):
        strip._look()
    assert not strip.isVisible()
    strip._look()
    assert strip.isVisible() and strip.bar.value() == 40
    assert nameless(strip) == []
    strip.stop.click()
    assert not strip.isVisible()
    assert job.make() is None


def test_papers_that_nobody_waits_for_any_more_are_stopped(qtbot: QtBot, theme: Theme, studio: PrintStudio) -> None:
    strip = MakingStrip(theme)
    qtbot.addWidget(strip)
    first, second = PaperJob(wanted(studio)), PaperJob(wanted(studio))
    strip.follow(first)
    strip.follow(second)
    assert first.make() is None
    assert second.make() is not None
    strip.done()


def test_a_stopped_save_writes_nothing(studio: PrintStudio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QProgressDialog, "wasCanceled", lambda dialog: True)
    assert not studio.save_to(tmp_path / "papers.pdf")
    assert list(tmp_path.iterdir()) == []
