"""What a clinician does most often, counted in the real window: once by keys alone, once by the mouse alone.

Each flow begins where a person is at that moment, ends with what it is for, and may cost no more than was aimed at.
Values that are typed (a date, a name, a word) are no presses of the mouse; by keyboard they are counted where the aim
counts them.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from kapplanner.domain.plan import Plan
from kapplanner.domain.session import Route, Session, SessionKind
from kapplanner.editing.commands.sessions import MoveSession
from kapplanner.exchange.formats import kap
from kapplanner.rules.finding import State, Tier
from kapplanner.ui.dialogs.add_session import AddSessionDialog
from kapplanner.ui.dialogs.duplicate_days import DuplicateDaysDialog
from kapplanner.ui.dialogs.move_to import MoveTo
from kapplanner.ui.dialogs.palette import Palette
from kapplanner.ui.dialogs.share import ShareDialog
from kapplanner.ui.panes.check_sheet import CheckSheet, ReasonRow
from kapplanner.ui.panes.keep import KeepDialog
from kapplanner.ui.views.plan_page import PRINT, SHARE
from kapplanner.ui.views.print_studio import PrintStudio
from tests.support.desk import CLINICIAN, Desk, asked, is_asked, sample, services_of
from tests.support.frame import services_with
from tests.support.hands import action_of, entry_of, open_menu, row_of


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """The sample plan is open."""
    plan = sample()
    made = Desk(qtbot, services_of(tmp_path, plan))
    made.show(plan)
    yield made
    made.close()


@pytest.fixture
def begun(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """The program is open at its library, which holds one plan."""
    made = Desk(qtbot, services_of(tmp_path, sample()))
    yield made
    made.close()


@pytest.fixture
def first_run(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """The program was started for the first time."""
    made = Desk(qtbot, services_with(tmp_path))
    yield made
    made.close()


# First run to a filled board


def has_sample_board(desk: Desk) -> bool:
    return desk.bench.plan_page is not None and desk.plan.sample and len(desk.view.board.canvas.cards) > 5


def test_first_run_to_a_filled_board_by_one_key(first_run: Desk) -> None:
    hands = first_run.hands
    first_run.do(hands.key("Return"), hands.until(lambda: has_sample_board(first_run)))
    assert hands.keys == 1


def test_first_run_to_a_filled_board_by_one_click(first_run: Desk) -> None:
    hands = first_run.hands
    first_run.do(
        hands.click(lambda: first_run.bench.library_view.empty.sample),
        hands.until(lambda: has_sample_board(first_run)),
    )
    assert hands.clicks == 1


# New plan from template


def has_new_plan(desk: Desk) -> bool:
    page = desk.bench.plan_page
    return page is not None and page.opened.plan.first_day == date(2026, 12, 7) and not page.opened.plan.sample


def test_a_new_plan_from_a_template_by_twelve_keys(begun: Desk) -> None:
    hands = begun.hands
    begun.do(
        hands.key("Ctrl+N"),
        hands.type("pani"),
        hands.key("Return"),
        hands.type("7 dec"),
        hands.key("Return"),
        hands.until(lambda: has_new_plan(begun)),
    )
    assert begun.plan.template is not None and begun.plan.template.id == "panic-agoraphobia"
    assert hands.keys + hands.typed == 12


def test_a_new_plan_from_a_template_by_four_clicks(begun: Desk) -> None:
    hands = begun.hands

    def gallery():  # type: ignore[no-untyped-def]
        assert begun.bench.gallery_page is not None
        return begun.bench.gallery_page

    begun.do(
        hands.click(lambda: begun.bench.library_page.bar.new_plan),
        hands.click_at(lambda: row_of(gallery().list.view, 3)()),
        hands.click(lambda: gallery().preview.form.first_day.edit),
        hands.key("Ctrl+A"),
        hands.type("7 dec"),
        hands.click(lambda: gallery().create_button),
        hands.until(lambda: has_new_plan(begun)),
    )
    assert hands.clicks == 4


# Add a session


def added(desk: Desk, before: Plan) -> Session:
    known = {session.id for session in before.sessions}
    (new,) = [session for session in desk.plan.sessions if session.id not in known]
    return new


def test_a_session_is_added_by_four_keys(desk: Desk) -> None:
    """From a card: to the free time below it, Enter, the letter of the kind, Enter."""
    hands, before = desk.hands, desk.plan
    talk = next(s for s in before.sessions if s.kind is SessionKind.PREPARATION and s.day >= before.first_day)
    desk.stand_at(talk)
    desk.do(hands.key("Down"), hands.key("Return"), hands.key("C"), hands.key("Return"))
    new = added(desk, before)
    assert (new.kind, new.day) == (SessionKind.PRACTICE, talk.day)
    assert new.start >= talk.start + timedelta(minutes=talk.minutes)
    assert hands.keys == 4


def test_a_session_is_added_by_three_clicks(desk: Desk) -> None:
    """On the free time, on the kind in the outline, on the dialog's button."""
    hands, before = desk.hands, desk.plan
    at = datetime(2026, 12, 6, 9, 0)
    desk.do(
        hands.click_at(desk.moment(at + timedelta(minutes=10))),
        hands.click(lambda: desk.view.outline.kinds.chips[SessionKind.PRACTICE]),
        hands.click(desk.button(AddSessionDialog, "Add session")),
    )
    new = added(desk, before)
    assert (new.kind, new.start) == (SessionKind.PRACTICE, at)
    assert hands.clicks == 3


# Move a session one day


def a_talk(desk: Desk) -> Session:
    """A session of the first week that stands alone and is bound to nothing."""
    return next(s for s in desk.plan.sessions if s.kind is SessionKind.INTEGRATION and s.day >= desk.plan.first_day)


def test_a_session_moves_one_day_by_one_key(desk: Desk) -> None:
    hands, talk = desk.hands, a_talk(desk)
    desk.stand_at(talk)
    desk.do(hands.key("Ctrl+Right"))
    assert desk.plan.session(talk.id).start == talk.start + timedelta(days=1)
    assert hands.keys == 1


def test_a_session_moves_one_day_by_one_drag(desk: Desk) -> None:
    hands, talk = desk.hands, a_talk(desk)
    desk.view.board.page.show_session(talk.id)
    canvas = desk.view.board.canvas

    def a_day_on() -> tuple[QWidget, QPoint]:
        widget, point = desk.card(talk)()
        return widget, point + QPoint(canvas.grid.column_left(1) - canvas.grid.column_left(0), 0)

    desk.do(hands.drag(desk.card(talk), a_day_on))
    assert desk.plan.session(talk.id).start == talk.start + timedelta(days=1)
    assert hands.clicks == 1


def test_a_session_moves_one_day_by_four_clicks_without_dragging(desk: Desk) -> None:
    """Its card, “Move to…” in its pane, “A day later”, the dialog's button."""
    hands, talk = desk.hands, a_talk(desk)
    desk.view.board.page.show_session(talk.id)
    desk.do(
        hands.click_at(desk.card(talk)),
        hands.click(lambda: desk.view.inspector.when.move_button),
        hands.click(desk.button(MoveTo, "A day later")),
        hands.click(desk.button(MoveTo, "Move session")),
    )
    assert desk.plan.session(talk.id).start == talk.start + timedelta(days=1)
    assert hands.clicks == 4


# Change the route of all medicine sessions


def routes(desk: Desk) -> set[Route]:
    return {s.medicine.route for s in desk.plan.medicine_sessions if s.medicine}


def test_the_route_of_all_medicine_sessions_changes_by_four_keys(desk: Desk) -> None:
    """With the keyboard at one of them: all of its kind, open them, the first letter of the route."""
    hands = desk.hands
    desk.stand_at(desk.plan.medicine_sessions[0])
    desk.do(hands.key("Ctrl+Shift+A"), hands.key("Return"), hands.key("N"))
    assert routes(desk) == {Route.IN}
    assert hands.keys + 1 <= 4, "and one to select the first"


def test_the_route_of_all_medicine_sessions_changes_by_four_clicks(desk: Desk) -> None:
    hands, first = desk.hands, desk.plan.medicine_sessions[0]
    desk.view.board.page.show_session(first.id)
    box = desk.view.inspector.medicine.route
    place = next(n for n in range(box.count()) if box.itemText(n).startswith("Nasal spray, ketamine"))
    desk.do(
        hands.click_at(desk.card(first)),
        hands.click(lambda: desk.view.inspector.bar.same_kind),
        hands.click(lambda: desk.view.inspector.medicine.route),
        hands.click_at(entry_of(box, place)),
    )
    assert routes(desk) == {Route.IN}
    assert hands.clicks == 4


# Duplicate the week


def of_week(plan: Plan, number: int) -> list[tuple[SessionKind, datetime]]:
    """Kinds and starts of the sessions of a week of the plan, the first being 0, as if it were the first."""
    first = plan.first_day + timedelta(days=7 * number)
    inside = [s for s in plan.sessions if first <= s.day < first + timedelta(days=7)]
    return [(s.kind, s.start - timedelta(days=7 * number)) for s in inside]


def has_second_week_again(desk: Desk, before: Plan) -> bool:
    week = of_week(before, 1)
    return bool(week) and any(set(week) <= set(of_week(desk.plan, n)) for n in range(2, 20))


def test_a_week_is_duplicated_by_two_keys(desk: Desk) -> None:
    hands, before = desk.hands, desk.plan
    desk.stand_at(next(s for s in before.sessions if s.day >= before.first_day + timedelta(days=7)))
    desk.do(hands.key("Ctrl+Shift+D"), hands.key("Return"))
    assert has_second_week_again(desk, before)
    assert hands.keys == 2


def test_a_week_is_duplicated_by_three_clicks(desk: Desk) -> None:
    hands, before = desk.hands, desk.plan
    desk.stand_at(next(s for s in before.sessions if s.day >= before.first_day + timedelta(days=7)))
    desk.do(
        hands.click_at(desk.menu("Plan")),
        hands.click_at(lambda: action_of(open_menu, "Duplicate day or week")()),
        hands.click(desk.button(DuplicateDaysDialog, "Duplicate week")),
    )
    assert has_second_week_again(desk, before)
    assert hands.clicks == 3


# Fix a finding, keep a caution


def cautions(desk: Desk) -> int:
    return desk.page.opened.workspace.report.counts.caution


def kept(desk: Desk) -> int:
    findings = desk.page.opened.workspace.report.findings
    return sum(f.state is State.KEPT and f.tier is Tier.CAUTION for f in findings)


def test_a_finding_is_fixed_by_three_keys(desk: Desk) -> None:
    hands, safety = desk.hands, desk.view.safety
    assert cautions(desk) == 1
    desk.do(
        hands.key("F8"), hands.until(lambda: bool(safety.page.fix_buttons)), hands.key("Ctrl+."), hands.key("Return")
    )
    assert cautions(desk) == 0
    assert hands.keys == 3


def test_a_finding_is_fixed_by_one_click(desk: Desk) -> None:
    """The aim was two: a row has the button of its smallest fix."""
    hands, safety = desk.hands, desk.view.safety
    desk.do(hands.until(lambda: bool(safety.page.fix_buttons)), hands.click(lambda: safety.page.fix_buttons[0]))
    assert cautions(desk) == 0
    assert hands.clicks == 1


def test_a_caution_is_kept_with_a_reason_by_four_keys(desk: Desk) -> None:
    hands = desk.hands
    desk.do(hands.key("F8"), hands.key("K"), hands.key("3"), hands.key("Return"))
    assert kept(desk) == 1
    assert desk.plan.overrides[0].by == CLINICIAN
    assert hands.keys == 4


def test_a_caution_is_kept_with_a_reason_by_three_clicks(desk: Desk) -> None:
    hands = desk.hands

    def reason() -> QWidget:
        dialog = asked(KeepDialog)
        assert isinstance(dialog, KeepDialog)
        return list(dialog.reasons.values())[2]

    desk.do(
        hands.click(lambda: desk.view.safety.page.buttons[0]),
        hands.click(reason),
        hands.click(desk.button(KeepDialog, "Keep with reason")),
    )
    assert kept(desk) == 1
    assert hands.clicks == 3


# Mark as checked


@pytest.fixture
def with_two_cautions(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """A plan with two Cautions and all facts entered, by rules that the clinic has put in force, nobody named yet."""
    plan = sample()
    early = plan.medicine_sessions[0]
    plan = MoveSession(early.id, early.start - timedelta(hours=2)).apply(plan)
    services = services_of(tmp_path, plan)
    services.settings = replace(services.settings, clinician_name="")
    shelf = services.rule_shelf
    shelf.adopt(plan.rule_set, CLINICIAN, datetime(2026, 11, 2, tzinfo=UTC))
    made = Desk(qtbot, services)
    made.show(plan)
    assert cautions(made) == 2
    yield made
    made.close()


def test_a_plan_with_two_cautions_is_marked_as_checked_by_eight_keys(with_two_cautions: Desk) -> None:
    """A digit and Enter for each Caution, the name, Enter."""
    desk, hands = with_two_cautions, with_two_cautions.hands
    desk.do(
        hands.key("Ctrl+Shift+K"),
        hands.key("3"),
        hands.key("Return"),
        hands.key("3"),
        hands.key("Return"),
        hands.type("A. Lund"),
        hands.key("Return"),
    )
    assert desk.plan.checked is not None and desk.plan.checked.by == "A. Lund"
    assert desk.page.status_word() in {"Checked", "Sample"}
    assert hands.keys <= 8


def test_a_plan_with_two_cautions_is_marked_as_checked_by_six_clicks(with_two_cautions: Desk) -> None:
    """The button over the findings, each Caution's list and reason, the sheet's button; the name is typed."""
    desk, hands = with_two_cautions, with_two_cautions.hands

    def row(place: int) -> ReasonRow:
        sheet = asked(CheckSheet)
        assert isinstance(sheet, CheckSheet)
        return sheet.rows[place]

    def reason(place: int) -> tuple[QWidget, QPoint]:
        return entry_of(row(place).reason, 3)()

    desk.do(
        hands.click(lambda: desk.view.safety.head.check),
        hands.click(lambda: row(0).reason),
        hands.click_at(lambda: reason(0)),
        hands.click(lambda: row(1).reason),
        hands.click_at(lambda: reason(1)),
        hands.key("Tab"),
        hands.type("A. Lund"),
        hands.click(desk.button(CheckSheet, "Mark as checked")),
    )
    assert desk.plan.checked is not None and desk.plan.checked.by == "A. Lund"
    assert hands.clicks == 6


# Paper


def studio(desk: Desk) -> PrintStudio:
    return desk.window.findChildren(PrintStudio)[0]


def has_papers(desk: Desk) -> bool:
    return (
        desk.bench.plan_page is not None
        and bool(desk.window.findChildren(PrintStudio))
        and studio(desk).way_out.isEnabled()
    )


class Saving:
    """The file dialog that is open. The dialog is held as long: without it, its parts would be gone for Python."""

    def button(self) -> QWidget:
        """What saves in it."""
        self._dialog = asked(QFileDialog)
        (self._box,) = self._dialog.findChildren(QDialogButtonBox)
        accepts = QDialogButtonBox.ButtonRole.AcceptRole
        return next(b for b in self._box.buttons() if self._box.buttonRole(b) is accepts)


def printed(folder: Path) -> bytes:
    (file,) = folder.glob("*.pdf")
    return file.read_bytes()


def test_the_patient_pack_is_printed_by_three_keys(desk: Desk, tmp_path: Path) -> None:
    """A machine without a printer saves the file; with one, the last Enter is the printer's dialog's."""
    hands = desk.hands
    desk.do(
        hands.key("Ctrl+P"),
        hands.until(lambda: has_papers(desk)),
        hands.key("Return"),
        hands.until(is_asked(QFileDialog)),
        hands.key("Return"),
    )
    assert printed(tmp_path).startswith(b"%PDF-")
    assert studio(desk).documents.packs["patient"].isChecked()
    assert hands.keys == 3


def test_the_patient_pack_is_printed_by_three_clicks(desk: Desk, tmp_path: Path) -> None:
    hands = desk.hands
    desk.do(
        hands.click(lambda: desk.page.bar.steps.buttons[PRINT - 1]),
        hands.until(lambda: has_papers(desk)),
        hands.click(lambda: studio(desk).way_out),
        hands.click(Saving().button),
    )
    assert printed(tmp_path).startswith(b"%PDF-")
    assert hands.clicks == 3


def test_papers_in_large_print_by_one_key(desk: Desk) -> None:
    """The aim was two keys in the studio; this one leads there from anywhere in the plan."""
    hands = desk.hands
    desk.do(hands.key("Ctrl+Shift+L"), hands.until(lambda: has_papers(desk)))
    assert studio(desk).look.look.size == 18
    assert studio(desk).documents.packs["large"].isChecked()
    assert hands.keys == 1
    studio(desk).wait()


def test_papers_in_large_print_by_one_click(desk: Desk) -> None:
    hands = desk.hands
    desk.page.show_step(PRINT)
    studio(desk).wait()
    desk.do(hands.click(lambda: studio(desk).documents.packs["large"]))
    assert studio(desk).look.look.size == 18
    assert hands.clicks == 1
    studio(desk).wait()


# Send a plan


def sent(folder: Path) -> Plan:
    return kap.read((folder / "for-ines.kap").read_bytes()).plan


def test_a_plan_is_sent_by_three_keys_and_a_name(desk: Desk, tmp_path: Path) -> None:
    """The plan file; a file without the patient's details is not written yet, so the aim is held for this one."""
    hands = desk.hands
    desk.do(
        hands.key("Ctrl+Shift+E"),
        hands.key("Return"),
        hands.until(is_asked(QFileDialog)),
        hands.type("for-ines"),
        hands.key("Return"),
        hands.until(lambda: (tmp_path / "for-ines.kap").exists()),
        hands.leave(),
    )
    assert sent(tmp_path) == desk.plan
    assert hands.keys == 3


def test_a_plan_is_sent_by_three_clicks(desk: Desk, tmp_path: Path) -> None:
    hands = desk.hands
    desk.do(
        hands.click(lambda: desk.page.bar.steps.buttons[SHARE - 1]),
        hands.click(desk.button(ShareDialog, "Save file")),
        hands.until(is_asked(QFileDialog)),
        hands.type("for-ines"),
        hands.click(Saving().button),
        hands.until(lambda: (tmp_path / "for-ines.kap").exists()),
        hands.leave(),
    )
    assert sent(tmp_path) == desk.plan
    assert hands.clicks == 3


# After a crash


def test_after_a_crash_the_change_is_there_without_a_question(qtbot: QtBot, tmp_path: Path) -> None:
    """The aim was one key or click to keep what was restored. Every step is in the library within two seconds, so
    nothing has to be restored and nothing is asked; an earlier state is among the plan's earlier versions.
    """
    plan = sample()
    services = services_of(tmp_path, plan)
    before = Desk(qtbot, services)
    before.show(plan)
    talk = a_talk(before)
    before.stand_at(talk)
    before.do(before.hands.key("Ctrl+Right"))
    moved = talk.start + timedelta(days=1)
    before.frame.wait(lambda: services.library.read(plan.id).plan.session(talk.id).start == moved)
    before.page.opened.close()  # it ends without a last save
    before.window.bench.plans.page = None
    before.close()
    after = Desk(qtbot, services)
    after.do(after.hands.key("Return"), after.hands.until(lambda: after.bench.plan_page is not None))
    assert after.plan.session(talk.id).start == moved
    assert after.hands.keys == 1, "to open the plan, which is the first of the library"
    after.close()


# Find a session


def test_a_session_is_found_by_two_keys_and_a_word(desk: Desk) -> None:
    hands = desk.hands
    desk.do(hands.key("Ctrl+F"), hands.type("medicine 4"), hands.key("Return"))
    assert desk.page.opened.bridge.selection == (desk.plan.medicine_sessions[3].id,)
    assert hands.keys == 2


def test_a_session_is_found_by_two_clicks_and_a_word(desk: Desk) -> None:
    hands = desk.hands

    def first_row() -> tuple[QWidget, QPoint]:
        palette = asked(Palette)
        assert isinstance(palette, Palette)
        return row_of(palette.rows, 0)()

    desk.do(
        hands.click(lambda: desk.page.bar.find_button),
        hands.until(is_asked(Palette)),
        hands.type("medicine 4"),
        hands.click_at(first_row),
    )
    assert desk.page.opened.bridge.selection == (desk.plan.medicine_sessions[3].id,)
    assert hands.clicks == 2
