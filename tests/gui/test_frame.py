"""The frame: actions, steps, saving, going back and forth, what is said when something cannot be done."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel
from pytestqt.qtbot import QtBot

from kapplanner.domain.library import DiskFull, LibraryBusy, LibraryReadOnly, RevisionConflict, WrongPassphrase
from kapplanner.domain.plan import OverrideReason
from kapplanner.editing.commands.plan import ChangePlan
from kapplanner.editing.commands.sessions import ResizeSession
from kapplanner.ui.actions import MENUS, TABLE, When
from kapplanner.ui.dialogs.palette import Palette
from kapplanner.ui.dialogs.profile import ProfileDialog
from kapplanner.ui.dialogs.settings import SettingsDialog
from kapplanner.ui.panes.check_sheet import check_command, still_to_do
from kapplanner.ui.panes.keep import keeping
from kapplanner.ui.views.plan_page import PRINT, PlanPage
from kapplanner.ui.views.print_studio import PrintStudio
from tests.support.frame import HOSTILE_NAMES, Frame, plan_named, services_with
from tests.support.memory_library import MemoryLibrary
from tests.support.screen import nameless


@pytest.fixture
def frame(qtbot: QtBot, tmp_path: Path) -> Iterator[Frame]:
    made = Frame(qtbot, services_with(tmp_path, "Sam R.", "Ines M."))
    yield made
    made.close()


def retitle(frame: Frame, title: str) -> None:
    page = frame.window.bench.plan_page
    assert page is not None
    page.opened.bridge.do(ChangePlan((("title", title),), "title"))


def test_every_action_of_the_table_calls_something_that_exists(frame: Frame) -> None:
    frame.open("Sam R.")
    for row in TABLE:
        assert callable(frame.window.bench._resolve(row.call)), row.id


def test_no_two_actions_share_a_key(frame: Frame) -> None:
    keys = [key for row in TABLE for key in (*row.keys, row.told) if key]
    assert len(keys) == len(set(keys))


def test_every_menu_holds_actions(frame: Frame) -> None:
    menus = [action.text() for action in frame.window.menuBar().actions()]
    assert menus == list(MENUS)


def test_without_a_plan_nothing_that_needs_one_can_be_done(frame: Frame) -> None:
    for row in TABLE:
        if row.when not in {When.ALWAYS, When.LIBRARY, When.LIBRARY_WRITABLE}:
            assert not frame.window.bench.acts.by_id[row.id].isEnabled(), row.id


def test_opening_a_plan_shows_its_name_and_status(frame: Frame) -> None:
    frame.open("Sam R.")
    page = frame.window.bench.plan_page
    assert page is not None
    assert page.bar.name.whole_text == "Sam R."
    assert page.bar.chip.text() == "Draft"


def test_the_window_title_holds_the_code_and_no_name(frame: Frame) -> None:
    frame.open("Sam R.")
    assert "Sam" not in frame.window.windowTitle()
    assert "S0-0000" in frame.window.windowTitle()


def test_undo_and_redo_are_named_after_their_step(frame: Frame) -> None:
    frame.open("Sam R.")
    page = frame.window.bench.plan_page
    assert page is not None
    assert not page.bar.undo.isEnabled()
    retitle(frame, "Another title")
    label = page.opened.workspace.undo_label
    assert label
    assert page.bar.undo.accessibleName() == f"Undo {label}"
    assert frame.window.bench.acts.by_id["undo"].text() == f"Undo {label}"
    frame.window.bench.acts.by_id["undo"].trigger()
    assert page.opened.plan.title == "Anxiety, one week, three sessions"
    assert page.bar.redo.accessibleName() == f"Redo {label}"


def test_a_step_is_in_the_library_soon_and_the_foot_says_when(frame: Frame) -> None:
    frame.open("Sam R.")
    page = frame.window.bench.plan_page
    assert page is not None
    retitle(frame, "Kept")
    assert frame.window.bench.status.saved.text() == "Not saved yet"
    frame.window.bench.plans.save_now()
    frame.wait(lambda: frame.library.read(page.opened.plan.id).plan.title == "Kept")
    frame.settle()
    assert frame.window.bench.status.saved.text().startswith("Saved ")


def test_going_back_to_the_library_saves_first(frame: Frame) -> None:
    frame.open("Sam R.")
    page = frame.window.bench.plan_page
    assert page is not None
    plan_id = page.opened.plan.id
    retitle(frame, "Kept on leaving")
    frame.window.bench.show_library()
    assert frame.library.read(plan_id).plan.title == "Kept on leaving"
    assert frame.window.bench.plan_page is None


def test_closing_the_window_saves_first(qtbot: QtBot, tmp_path: Path) -> None:
    frame = Frame(qtbot, services_with(tmp_path, "Sam R."))
    frame.open("Sam R.")
    retitle(frame, "Kept on closing")
    frame.close()
    (row,) = frame.library.plans()
    assert frame.library.read(row.id).plan.title == "Kept on closing"
    assert frame.library.is_closed


def test_quit_closes_the_window_and_not_what_it_holds(frame: Frame) -> None:
    frame.window.bench.acts.by_id["quit"].trigger()
    assert not frame.window.isVisible()


def test_a_full_disk_is_said_and_the_edit_stays_and_can_be_tried_again(frame: Frame) -> None:
    frame.open("Sam R.")
    page = frame.window.bench.plan_page
    assert page is not None
    frame.library.fails = DiskFull("No room is left on the disk. Nothing was changed.")
    retitle(frame, "Still here")
    frame.window.bench.plans.save_now()
    frame.wait(page.banner.isVisible)
    assert page.banner.sentence.text() == (
        "Not saved: No room is left on the disk. Nothing was changed. Your change is still on the screen."
    )
    assert page.opened.plan.title == "Still here"
    assert [button.text() for button in page.banner.buttons] == ["Try again", "Save as a file…"]
    frame.library.fails = None
    page.banner.buttons[0].click()
    frame.wait(lambda: not page.banner.isVisible())
    assert frame.library.read(page.opened.plan.id).plan.title == "Still here"


def test_another_stored_state_is_never_overwritten_and_both_are_offered(frame: Frame) -> None:
    frame.open("Sam R.")
    page = frame.window.bench.plan_page
    assert page is not None
    plan_id = page.opened.plan.id
    stored = frame.library.read(plan_id)
    frame.library.save(
        stored.plan.with_changes(title="From elsewhere"), stored.revision, frame.library.plans()[0].findings
    )
    retitle(frame, "Mine")
    frame.window.bench.plans.save_now()
    frame.wait(page.banner.isVisible)
    assert isinstance(page.opened.status.error, RevisionConflict)
    assert [button.text() for button in page.banner.buttons] == ["Save mine as a copy", "Show the stored one"]
    page.banner.buttons[0].click()
    frame.wait(lambda: frame.window.bench.plan_page is not None and frame.window.bench.plan_page is not page)
    assert frame.library.read(plan_id).plan.title == "From elsewhere"
    assert {plan.title for plan in frame.library.plans()} >= {"From elsewhere", "Mine (copy)"}


def test_a_read_only_library_is_said_and_nothing_can_be_changed(qtbot: QtBot, tmp_path: Path) -> None:
    services = services_with(tmp_path, "Sam R.")
    services.library.is_read_only = True
    services.library.notice = LibraryReadOnly("This library may not be written here.")
    frame = Frame(qtbot, services)
    assert frame.window.bench.library_page.banner.sentence.text() == "This library may not be written here."
    assert not frame.window.bench.acts.by_id["new-plan"].isEnabled()
    frame.open("Sam R.")
    page = frame.window.bench.plan_page
    assert page is not None
    assert page.bar.chip.text() == "View only"
    retitle(frame, "Refused")
    assert page.opened.plan.title == "Anxiety, one week, three sessions"
    assert "look at only" in frame.window.bench.toast.sentence.text()
    frame.close()


def test_a_library_held_by_another_window_is_shown_to_look_at_and_says_who_holds_it(
    qtbot: QtBot, tmp_path: Path
) -> None:
    services = services_with(tmp_path, "Sam R.")
    services.problem = LibraryBusy("This library is already open in KAP Planner on desk (process 4711).")
    frame = Frame(qtbot, services)
    assert frame.names() == ["Sam R."]
    assert "process 4711" in frame.window.bench.library_page.banner.sentence.text()
    assert not frame.window.bench.acts.by_id["new-plan"].isEnabled()
    frame.close()


def test_a_wrong_passphrase_asks_for_another(qtbot: QtBot, tmp_path: Path) -> None:
    services = services_with(tmp_path, "Sam R.")
    services.problem = WrongPassphrase("The passphrase is wrong, or the file is damaged.")
    frame = Frame(qtbot, services, ready=False)
    view = frame.window.bench.library_view
    frame.wait(view.problem.passphrase.isVisible)
    assert view.problem.words.text() == "The passphrase is wrong, or the file is damaged."
    services.problem = None
    view.problem.passphrase.setText("correct horse battery")
    view.problem.try_again.click()
    frame.wait(lambda: frame.names() == ["Sam R."])
    assert services.passphrases == [None, "correct horse battery"]
    frame.close()


def test_a_fault_of_the_program_is_told_by_its_number_without_any_data(frame: Frame) -> None:
    error = RuntimeError("Sam R. is the name of a patient")
    frame.window.bench.faults.watch(frame.window.bench.say_fault)
    frame.window.bench.faults._take(RuntimeError, error, None)
    frame.wait(frame.window.bench.toast.isVisible)
    frame.window.bench.faults.stop()
    assert frame.window.bench.toast.sentence.text() == (
        "The program made a mistake (number f00d). Your plan is kept as it was."
    )
    assert frame.services.faults == [error]


def test_everything_that_takes_the_focus_has_a_name(frame: Frame) -> None:
    assert nameless(frame.window) == []
    frame.window.bench.new_plan()
    assert nameless(frame.window) == []


def test_targets_of_the_frame_are_at_least_24_px(frame: Frame) -> None:
    page = frame.window.bench.library_page
    controls = [page.bar.search, page.bar.new_plan, page.bar.open_file, frame.window.bench.status.percent]
    controls += list(page.view.side_bar.shelves.values())
    for control in controls:
        assert control.height() >= 24, control.accessibleName()
        assert control.width() >= 24, control.accessibleName()


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_names_are_shown_verbatim(qtbot: QtBot, tmp_path: Path, name: str) -> None:
    frame = Frame(qtbot, services_with(tmp_path, name))
    assert frame.window.bench.library_view.details.name.whole_text == name
    frame.open(name)
    page = frame.window.bench.plan_page
    assert page is not None
    assert page.bar.name.whole_text == name
    labels = frame.window.findChildren(QLabel)
    assert {label.textFormat() for label in labels if label.text()} == {Qt.TextFormat.PlainText}
    frame.close()


def test_f6_goes_round_the_panes(frame: Frame) -> None:
    window = frame.window
    window.activateWindow()
    seen = []
    for _ in range(4):
        window.bench.next_pane()
        focus = QApplication.focusWidget()
        assert focus is not None
        seen.append(focus.accessibleName())
    assert set(seen) == {"Find a plan, person or date", "All plans, 2", "Plans", "Open plan"}


def test_the_palette_finds_actions_and_plans(frame: Frame) -> None:
    words = [entry.words for entry in frame.window.bench._entries()]
    assert "New plan from template" in words
    assert "Sam R., Anxiety, one week, three sessions" in words
    assert "Undo" not in words


def test_text_size_goes_up_and_down_in_steps_and_is_remembered(frame: Frame) -> None:
    frame.window.bench.prefs.larger_text()
    assert frame.theme.text_percent == frame.services.settings.text_percent == 110
    assert frame.window.bench.status.percent.text() == "110 %"
    frame.window.bench.prefs.smaller_text()
    frame.window.bench.prefs.smaller_text()
    assert frame.theme.text_percent == 100


def test_the_place_of_the_window_is_remembered(qtbot: QtBot, tmp_path: Path) -> None:
    frame = Frame(qtbot, services_with(tmp_path))
    frame.window.resize(1000, 700)
    frame.close()
    kept = frame.services.settings.window_geometry
    assert not QByteArray.fromBase64(kept.encode()).isEmpty()


def test_the_window_is_never_smaller_than_900_by_600(frame: Frame) -> None:
    assert frame.window.minimumSize().toTuple() == (900, 600)


def test_a_plan_whose_rules_are_not_installed_opens_and_says_which_rules_stand_in(frame: Frame) -> None:
    from kapplanner.domain.library import FindingCounts
    from kapplanner.domain.plan import RuleSetReference

    stray = plan_named("Stray", 9).with_changes(rule_set=RuleSetReference("harbour-own", "4"))
    frame.library.add(stray, FindingCounts())
    frame.window.bench.desk.read(stray.id)
    frame.wait(lambda: frame.window.bench.plan_page is not None)
    page = frame.window.bench.plan_page
    assert page is not None and page.opened.plan.rule_set == stray.rule_set
    assert "harbour-own" in page.rules_banner.sentence.text()
    assert page.status_word() == "Draft"


def test_the_first_window_needs_no_storage_and_no_paper() -> None:
    import subprocess
    import sys

    code = (
        "import sys; import kapplanner.ui.window; "
        "print([m for m in ('sqlalchemy', 'reportlab', 'pikepdf', 'pypdfium2', 'qtawesome', 'PySide6.QtNetwork') "
        "if m in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


def test_a_library_in_memory_keeps_the_promises_of_the_interface() -> None:
    from kapplanner.domain.library import PlanLibrary
    from tests.support.memory_library import SteppedClock

    library: PlanLibrary = MemoryLibrary(SteppedClock())
    assert library.plans() == []


def test_a_plan_that_opens_has_the_board_ready_for_the_keyboard(frame: Frame) -> None:
    frame.open("Sam R.")
    page = frame.window.bench.plan_page
    assert page is not None
    frame.wait(lambda: page.plan_view.board.isAncestorOf(frame.window.focusWidget() or page))


def test_going_to_the_papers_leaves_enter_on_the_way_out(frame: Frame) -> None:
    frame.open("Sam R.")
    page = frame.window.bench.plan_page
    assert page is not None
    page.show_step(PRINT)
    studio = page._print()
    assert isinstance(studio, PrintStudio)
    assert frame.window.focusWidget() is studio.way_out
    studio.way_out.clicked.disconnect()
    pressed: list[bool] = []
    studio.way_out.clicked.connect(lambda: pressed.append(True))
    QTest.keyClick(studio.way_out, Qt.Key.Key_Return)
    assert len(pressed) == 1
    studio.wait()


def test_a_plan_changed_after_its_check_says_draft_again(frame: Frame) -> None:
    frame.open("Sam R.")
    page = frame.window.bench.plan_page
    assert page is not None
    bridge, workspace = page.opened.bridge, page.opened.workspace
    todo = still_to_do(workspace.report)
    kept = tuple(
        keeping(f, OverrideReason.AGREED, "", "Ada", "Ben", datetime(2026, 12, 3, tzinfo=UTC))
        for f in (*todo.stops, *todo.cautions)
    )
    at = datetime(2026, 12, 3, tzinfo=UTC)
    bridge.do(check_command(workspace.plan, workspace.report, kept, todo.unknown, "Ada", at))
    assert page.bar.chip.text() == "Checked"
    bridge.do(ResizeSession(workspace.plan.sessions[0].id, 45))
    assert page.bar.chip.text() == "Draft"


def test_a_missing_fact_opens_one_form_only(frame: Frame, monkeypatch: pytest.MonkeyPatch) -> None:
    frame.open("Sam R.")
    page = frame.window.bench.plan_page
    assert page is not None
    shown: list[QDialog] = []
    monkeypatch.setattr(ProfileDialog, "exec", lambda dialog: shown.append(dialog))
    page.opened.bridge.fieldWanted.emit("site.phone_day")
    assert len(shown) == 1


def page_of(frame: Frame) -> PlanPage:
    """The page of a plan, opened."""
    frame.open("Sam R.")
    page = frame.window.bench.plan_page
    assert page is not None
    return page


def test_the_palette_leads_to_a_session_of_the_open_plan(frame: Frame) -> None:
    page = page_of(frame)
    dose = page.opened.plan.medicine_sessions[1]
    entries = [e for e in frame.window.bench._session_entries() if e.words.startswith("Medicine 2 of")]
    assert len(entries) == 1
    page.show_step(3)
    entries[0].run()
    assert page.opened.bridge.selection == (dose.id,)
    assert page.plan_view.board.walk.stop.session == dose.id
    assert page.plan_view.isVisible()


def test_the_foot_tells_doses_gap_counts_and_what_is_selected(frame: Frame) -> None:
    page = page_of(frame)
    status = frame.window.bench.status
    said = status.facts.whole_text.replace("\u00a0", " ")
    counts = page.opened.workspace.report.counts
    assert said.startswith("3 medicine sessions, shortest gap 48 h; ")
    assert f"{counts.stop} Stop, {counts.caution} Caution, {counts.note} Note" in said
    assert "could not be checked" in said
    assert not status.right.isVisible()
    dose = page.opened.plan.medicine_sessions[0]
    page.opened.bridge.select((dose.id,))
    assert status.right.text().startswith("Selected: Medicine 1 of 3, ")
    page.opened.bridge.select(tuple(s.id for s in page.opened.plan.sessions[:3]))
    assert status.right.text() == "3 sessions selected"


def test_a_plan_is_opened_as_it_was_left(frame: Frame) -> None:
    page = page_of(frame)
    page.plan_view.show_course_view()
    page.plan_view.looking.taller_hours()
    hour = page.plan_view.board.page._hour
    frame.window.bench.show_library()
    assert frame.window.bench.plan_page is None
    again = page_of(frame)
    assert again.plan_view.shown == "course"
    QApplication.processEvents()
    assert again.plan_view.board.page._hour == hour
    assert page_of(frame).plan_view.looking.zoom == 1


def test_hours_grow_in_steps_and_not_beyond_the_tallest(frame: Frame) -> None:
    view = page_of(frame).plan_view
    QApplication.processEvents()
    usual = view.board.page._hour
    heights = []
    for _ in range(6):
        view.looking.taller_hours()
        heights.append(view.board.page._hour)
    assert heights[-1] == heights[-2] == 96
    assert heights == sorted(heights)
    for _ in range(10):
        view.looking.lower_hours()
    assert view.board.page._hour == 36
    view.looking.taller_hours()
    assert view.board.page._hour == 42
    assert usual in {36, 42, 48}


def test_ctrl_f_finds_a_session_by_a_word_in_a_plan_and_a_plan_in_the_library(
    frame: Frame, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(frame)
    talk = next(s for s in page.opened.plan.sessions if s.title)

    def type_and_enter(palette: Palette) -> int:
        palette.line.setText(talk.title)
        QTest.keyClick(palette.line, Qt.Key.Key_Return)
        return 1

    monkeypatch.setattr(Palette, "exec", type_and_enter)
    frame.window.bench.find_here()
    assert page.opened.bridge.selection == (talk.id,)
    frame.window.bench.show_library()
    frame.window.bench.find_here()
    assert frame.window.bench.plan_page is None


def test_the_palette_leads_to_every_setting_of_the_dialog(frame: Frame, monkeypatch: pytest.MonkeyPatch) -> None:
    reached: list[str] = []

    def run(dialog: SettingsDialog) -> int:
        dialog.show()
        dialog.activateWindow()
        focus = dialog.focusWidget()
        reached.append(focus.accessibleName() if focus is not None else "")
        dialog.hide()
        return 0

    monkeypatch.setattr(SettingsDialog, "exec", run)
    entries = [entry for entry in frame.window.bench._entries() if entry.aside == "setting"]
    for entry in entries:
        entry.run()
    assert [entry.words for entry in entries if entry.words != "Times"] == [
        name for name in reached if "2:30" not in name
    ]
    assert len(entries) == len(reached) == 11
