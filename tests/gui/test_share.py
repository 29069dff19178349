"""Handing plans on and taking them in: what goes out is said before, what comes in never overwrites."""

import stat
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from kapplanner.codec.rule_sets import rule_set_named
from kapplanner.codec.sample import sample_plan
from kapplanner.domain.errors import PlannerError
from kapplanner.domain.library import FindingCounts
from kapplanner.domain.plan import Plan, RuleSetReference
from kapplanner.editing.commands.sessions import ResizeSession
from kapplanner.exchange.format import Privacy
from kapplanner.exchange.formats import kap
from kapplanner.exchange.import_preview import preview_import
from kapplanner.ui.bridge import PlanBridge
from kapplanner.ui.dialogs.import_preview import ImportDialog, Received, read_plan_file, receive_file
from kapplanner.ui.dialogs.share import ShareDialog
from kapplanner.ui.theme import Theme
from tests.support.look import light_theme
from tests.support.memory_library import MemoryLibrary, MemoryServices, SteppedClock
from tests.support.panes import opened
from tests.support.screen import nameless, too_small

HOSTILE = "<img src='//host/x.png'>Sam & “O'Neil” {n} مرحبا"


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return light_theme()


@pytest.fixture
def bridge() -> PlanBridge:
    return opened(sample_plan(), rule_set_named("intensive"))


@pytest.fixture
def library() -> MemoryLibrary:
    return MemoryLibrary(SteppedClock())


@pytest.fixture
def services(tmp_path: Path, library: MemoryLibrary) -> MemoryServices:
    return MemoryServices(tmp_path, library, SteppedClock(), None)


@pytest.fixture
def dialog(qtbot: QtBot, theme: Theme, bridge: PlanBridge, services: MemoryServices) -> ShareDialog:
    made = ShareDialog(bridge, theme, services)
    qtbot.addWidget(made)
    made.show()
    return made


def written(plan: Plan, path: Path) -> Path:
    path.write_bytes(kap.write(plan, SteppedClock()))
    return path


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[QDialog]:
    """Dialogs are answered with their first button instead of waiting for a person."""
    seen: list[QDialog] = []

    def answer(dialog: QDialog) -> int:
        seen.append(dialog)
        return int(QDialog.DialogCode.Accepted.value)

    monkeypatch.setattr(ImportDialog, "exec", answer)
    return seen


def test_a_plan_file_says_before_what_goes_out_and_who_can_read_it(dialog: ShareDialog) -> None:
    words = dialog.contents.text()
    assert "weight" in words and "Health facts" in words and "Team: " in words
    assert "readable by anyone who has the file" in dialog.warning.text()


def test_a_written_plan_file_reads_back_as_the_same_plan(
    dialog: ShareDialog, bridge: PlanBridge, tmp_path: Path
) -> None:
    file = tmp_path / "week.kap"
    assert dialog.save_to(file)
    assert read_plan_file(file).plan == bridge.workspace.plan
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "readable by anyone" in dialog.status.text()


def test_a_calendar_tells_as_little_as_was_chosen(dialog: ShareDialog, tmp_path: Path) -> None:
    dialog.choices["ics"].click()
    dialog.privacy.set_value(Privacy.APPOINTMENT)
    dialog.privacy.chosen.emit(Privacy.APPOINTMENT)
    assert "only “Appointment”" in dialog.contents.text()
    assert dialog.save_to(tmp_path / "plan.ics")
    text = (tmp_path / "plan.ics").read_text(encoding="utf-8")
    assert "BEGIN:VEVENT" in text and "Injection" not in text and "Harbour" not in text
    dialog.privacy.set_value(Privacy.FULL)
    dialog.privacy.chosen.emit(Privacy.FULL)
    assert "route" in dialog.contents.text()
    assert dialog.save_to(tmp_path / "full.ics")
    assert "EMDR" in (tmp_path / "full.ics").read_text(encoding="utf-8")


def test_privacy_belongs_to_calendars_only(dialog: ShareDialog) -> None:
    assert not dialog.privacy.isEnabled()
    dialog.choices["ics"].click()
    assert dialog.privacy.isEnabled()


def test_a_file_that_cannot_be_written_is_told_in_words(dialog: ShareDialog, tmp_path: Path) -> None:
    assert not dialog.save_to(tmp_path / "missing" / "week.kap")
    assert "could not be written" in dialog.status.text()
    assert dialog.written is None


def test_a_new_plan_comes_in_as_it_is_with_its_origin(
    theme: Theme, library: MemoryLibrary, services: MemoryServices, tmp_path: Path, answers: list[QDialog]
) -> None:
    plan = sample_plan().with_changes(title=HOSTILE)
    received = receive_file(written(plan, tmp_path / "week.kap"), library, services, theme)
    assert isinstance(received, Received)
    assert received.plan == plan
    assert "week.kap" in received.origin
    (dialog,) = answers
    assert isinstance(dialog, ImportDialog)
    assert dialog.subtitle.text() == HOSTILE
    assert dialog.take.text() == "Add to library"
    assert dialog.sessions.rowCount() == len(plan.sessions)


def test_a_plan_that_is_here_already_is_kept_beside_it_and_never_overwritten(
    theme: Theme, library: MemoryLibrary, services: MemoryServices, tmp_path: Path, answers: list[QDialog]
) -> None:
    here = sample_plan().with_changes(code="K7-0001")
    library.add(here, FindingCounts())
    sent = ResizeSession(here.sessions[0].id, 55).apply(here)
    received = receive_file(written(sent, tmp_path / "week.kap"), library, services, theme)
    assert received is not None
    assert received.plan.id != here.id and received.plan.code != here.code
    assert received.plan.sessions == sent.sessions
    assert library.read(here.id).plan == here
    (dialog,) = answers
    assert isinstance(dialog, ImportDialog)
    assert "stays as it is" in dialog.state.text()
    assert dialog.take.text().startswith("Keep both")
    assert dialog.sessions.rowCount() == 1
    assert dialog.sessions.item(0, 3).text() == "minutes"


def test_a_plan_left_outside_changes_nothing(
    theme: Theme,
    library: MemoryLibrary,
    services: MemoryServices,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ImportDialog, "exec", lambda dialog: 0)
    assert receive_file(written(sample_plan(), tmp_path / "week.kap"), library, services, theme) is None
    assert library.plans() == []


def test_a_plan_by_rules_that_are_not_here_says_so_and_is_judged_by_those_here(
    theme: Theme, library: MemoryLibrary, services: MemoryServices, tmp_path: Path, answers: list[QDialog]
) -> None:
    plan = sample_plan().with_changes(rule_set=RuleSetReference("bay-clinic", "7"))
    received = receive_file(written(plan, tmp_path / "week.kap"), library, services, theme)
    assert received is not None
    assert received.plan.rule_set == services.rule_shelf.in_force()[0].rule_set.reference
    (dialog,) = answers
    assert isinstance(dialog, ImportDialog) and "bay-clinic" in dialog.safety.text()


def test_what_the_rules_here_say_is_shown_before_it_comes_in(qtbot: QtBot, theme: Theme) -> None:
    plan = sample_plan()
    rules = rule_set_named("intensive")
    file = kap.read(kap.write(plan, SteppedClock()))
    dialog = ImportDialog(theme, preview_import(plan, None, rules), file, "week.kap", rules)
    qtbot.addWidget(dialog)
    assert "Checked against Intensive" in dialog.safety.text()
    assert "1 Caution" in dialog.safety.text()


@pytest.mark.parametrize("data", [b"", b"{", b"\x00\xff" * 50, b"[]", b'{"format": "other"}', "{}".encode("utf-16")])
def test_a_broken_file_is_refused_in_a_sentence(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "broken.kap"
    file.write_bytes(data)
    with pytest.raises(PlannerError) as refusal:
        read_plan_file(file)
    assert str(refusal.value).strip()


def test_a_file_that_is_not_there_is_told_by_name(tmp_path: Path) -> None:
    with pytest.raises(PlannerError, match=r"week\.kap"):
        read_plan_file(tmp_path / "week.kap")


def test_a_file_larger_than_any_plan_is_not_even_read(tmp_path: Path) -> None:
    file = tmp_path / "huge.kap"
    with file.open("wb") as handle:
        handle.truncate(21 * 1024 * 1024)
    with pytest.raises(PlannerError, match="larger"):
        read_plan_file(file)


def test_every_control_has_a_name_and_a_target_of_24_px(qtbot: QtBot, theme: Theme, dialog: ShareDialog) -> None:
    plan = sample_plan()
    rules = rule_set_named("intensive")
    file = kap.read(kap.write(plan, SteppedClock()))
    preview = ImportDialog(theme, preview_import(plan, None, rules), file, "week.kap", rules)
    qtbot.addWidget(preview)
    preview.show()
    for shown in (dialog, preview):
        assert nameless(shown) == []
        assert too_small(shown) == []


def test_a_plan_that_is_here_already_just_so_is_not_added_again_by_enter(
    qtbot: QtBot, theme: Theme, services: MemoryServices, library: MemoryLibrary, tmp_path: Path
) -> None:
    plan = sample_plan()
    file = read_plan_file(written(plan, tmp_path / "week.kap"))
    rules = rule_set_named("intensive")
    for stored, is_default in ((plan, "leave"), (None, "take")):
        made = ImportDialog(theme, preview_import(file.plan, stored, rules, []), file, "week.kap", rules)
        qtbot.addWidget(made)
        assert getattr(made, is_default).isDefault()
        assert made.sessions.isHidden() is (stored is not None)
    assert "written" in made.origin.text() and "2026" in made.origin.text()
