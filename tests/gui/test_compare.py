"""Comparing a plan with an earlier version, another plan or a plan file: what is said, where rows lead, what stays."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kapplanner.codec.rule_sets import rule_set_named
from kapplanner.domain.library import FindingCounts, LibraryBusy
from kapplanner.domain.people import Patient
from kapplanner.domain.plan import Plan, RuleSetReference
from kapplanner.domain.quantities import PlannedDose
from kapplanner.editing.commands.sessions import ChangeMedicine, DeleteSessions, MoveSession
from kapplanner.exchange.formats import kap
from kapplanner.rules.finding import Tier
from kapplanner.rules.safety_difference import judged, safety_difference
from kapplanner.ui.dialogs.compare import CompareDialog
from kapplanner.ui.dialogs.compare_choice import EARLIER, FILES, PLANS
from kapplanner.ui.dialogs.compare_sides import Base
from kapplanner.ui.dialogs.difference_rows import DifferenceRow, sections
from kapplanner.ui.dialogs.difference_table import SHOW, WORDS
from kapplanner.ui.theme import Theme
from tests.support import build
from tests.support.frame import HOSTILE_NAMES, Frame, services_with
from tests.support.look import light_theme
from tests.support.memory_library import MemoryLibrary, SteppedClock
from tests.support.panes import round_rules
from tests.support.screen import nameless, too_small

RULES = round_rules()
"""IM: Caution above 90 mg (R16); talks: Caution over 60 minutes, Stop over 90 (R90)."""
NONE = FindingCounts()

DOSE = build.medicine("D2", route="IM", dose="80 mg", id="dose")
CBT = build.session("integration", "D3", "10:00", id="cbt", modality="cbt")
EMDR = build.session("integration", "D4", "10:00", 75, id="emdr", modality="emdr")
IFS = build.session("integration", "D5", "14:00", 100, id="ifs", modality="ifs")
BEFORE = build.plan(DOSE, CBT, EMDR)


def changed(plan: Plan) -> Plan:
    """The dose raised, the CBT session a day later with a note, EMDR gone, a long IFS session new."""
    dose = DOSE.with_changes(medicine=build.medicine("D2", route="IM", dose="100 mg").medicine)
    cbt = CBT.with_changes(start=CBT.start + timedelta(days=1), note="Bring the diary")
    return plan.without_sessions(frozenset({"emdr"})).with_session(dose).with_session(cbt).with_session(IFS)


AFTER = changed(BEFORE)


def told(before: Plan, after: Plan, **more: bool) -> dict[str, list[str]]:
    """The rows under each heading, with ordinary spaces."""
    difference = safety_difference(judged(before, RULES), judged(after, RULES), **more)
    return {
        section.heading: [row.words.replace("\u00a0", " ") for row in section.rows] for section in sections(difference)
    }


# ---------------------------------------------------------------- What is said


def test_everything_that_differs_stands_under_its_heading() -> None:
    said = told(BEFORE, AFTER)
    assert said["Sessions added"] == ["IFS, Thu 10 Dec, 14:00."]
    assert said["Sessions removed"] == ["EMDR, Wed 9 Dec, 10:00."]
    assert said["Sessions moved or of another length"] == ["CBT, Tue 8 Dec, 10:00: 1 day later (Wed 9 Dec, 10:00)."]
    assert said["Doses and routes changed"] == ["Medicine 1 of 1, Mon 7 Dec, 09:30: dose: 100 mg (was 80 mg)."]
    assert said["Other facts of sessions changed"] == ["CBT, Tue 8 Dec, 10:00: note changed."]
    assert [line.split(":")[0] for line in said["Findings added"]] == ["Stop R90", "Caution R16"]
    assert [line.split(":")[0] for line in said["Findings cleared"]] == ["Caution R90"]


def test_names_and_texts_are_shown_when_asked_for() -> None:
    assert told(BEFORE, AFTER, texts=True)["Other facts of sessions changed"] == [
        "CBT, Tue 8 Dec, 10:00: note: “Bring the diary” (was not entered)."
    ]


def test_facts_of_the_plan_have_a_chapter_of_their_own() -> None:
    lighter = build.plan(DOSE, weight="72 kg")
    assert told(lighter, build.plan(DOSE, weight="74 kg"))["Facts of the plan"] == ["Weight: 74 kg (was 72 kg)."]


def test_a_fact_that_came_in_makes_a_rule_checkable() -> None:
    said = told(build.plan(DOSE), build.plan(DOSE, weight="72 kg"))
    assert "R15 Dose per kg: can now be checked." in said["What could be checked"]


def test_plans_that_share_no_session_say_how_they_were_compared() -> None:
    other = build.plan(build.medicine("D2", route="IM", dose="80 mg", id="another"))
    assert told(BEFORE, other)["How they were compared"] == [
        "The plans share no session; their sessions were compared by kind, method and order."
    ]


def test_equal_plans_have_no_row() -> None:
    assert told(BEFORE, BEFORE) == {}


def test_a_finding_that_is_gone_has_its_shape_in_quiet_ink() -> None:
    difference = safety_difference(judged(BEFORE, RULES), judged(AFTER, RULES))
    rows = {section.heading: section.rows for section in sections(difference)}
    assert [(row.tier, row.past) for row in rows["Findings added"]] == [(Tier.STOP, False), (Tier.CAUTION, False)]
    assert [(row.tier, row.past) for row in rows["Findings cleared"]] == [(Tier.CAUTION, True)]


@pytest.mark.parametrize(
    ("row", "is_after", "where"),
    [
        (DifferenceRow("", after=("ifs",)), True, "ifs"),
        (DifferenceRow("", before=("emdr",)), True, ""),
        (DifferenceRow("", before=("emdr", "cbt")), True, "cbt"),
        (DifferenceRow("", before=("gone",), after=("cbt",)), True, "cbt"),
        (DifferenceRow("", before=("cbt",), after=("new name",)), False, "cbt"),
        (DifferenceRow(""), True, ""),
    ],
)
def test_a_row_leads_to_the_first_of_its_sessions_that_the_plan_still_has(
    row: DifferenceRow, is_after: bool, where: str
) -> None:
    assert row.leads_to(AFTER, is_after=is_after) == where


# ---------------------------------------------------------------- The dialog


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return light_theme()


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock()


@pytest.fixture
def library(clock: SteppedClock) -> MemoryLibrary:
    """The plan as it was, changed an hour later; and another plan."""
    made = MemoryLibrary(clock)
    made.add(BEFORE, NONE)
    clock.pass_by(hours=1)
    made.save(AFTER, 1, NONE, "change dose of Medicine 1 of 1")
    other = build.plan(build.medicine("D2", route="IM", dose="80 mg", id="x"), id="plan-2", title="Other")
    made.add(other.with_changes(patient=Patient(name=HOSTILE_NAMES[0])), NONE)
    return made


class Shown:
    """A dialog over the changed plan, with ways to wait for its answers."""

    def __init__(self, qtbot: QtBot, theme: Theme, library: MemoryLibrary, **more: object) -> None:
        self.qtbot = qtbot
        rules_of = more.pop("rules_of", lambda plan: RULES)
        base = Base(AFTER, "Sam R., as it is now", RULES)
        self.dialog = CompareDialog(theme, base, library, rules_of, **{"leads": True, **more})  # type: ignore[arg-type]
        qtbot.addWidget(self.dialog)
        self.dialog.show()

    def settle(self) -> CompareDialog:
        """Until lists and answers are there; a chosen row waits a moment before it is compared."""
        self.qtbot.wait(200)
        self.qtbot.waitUntil(lambda: not self.dialog.worker.is_busy, timeout=5000)
        return self.dialog

    def rows(self) -> list[str]:
        model = self.dialog.found.table.rows
        return [str(model.index(row, WORDS).data()).replace("\u00a0", " ") for row in range(model.rowCount())]


@pytest.fixture
def shown(qtbot: QtBot, theme: Theme, library: MemoryLibrary) -> Iterator[Shown]:
    made = Shown(qtbot, theme, library)
    yield made
    made.dialog.done(0)


def test_it_begins_with_the_last_earlier_version(shown: Shown) -> None:
    dialog = shown.settle()
    (version,) = dialog.choice.others
    local = SteppedClock().now().astimezone()
    assert version.name == f"Tue 1 Dec 2026, {local:%H:%M}"
    assert version.about == "As it was added"
    assert dialog.found.before.whole_text == f"{version.name}: As it was added"
    assert dialog.found.after.whole_text == "Sam R., as it is now"
    assert "Stop R90" in shown.rows()[1]
    assert [label.text() for _, label in dialog.found.counts][:3] == ["Stop 0 → 1", "Caution 1 → 1", "Note 0 → 0"]
    assert dialog.found.rules.text() == "Both judged by Round rules, version 2."


def test_another_plan_is_found_by_typing_and_its_name_is_shown_as_it_is_written(shown: Shown) -> None:
    dialog = shown.settle()
    dialog.choice.kinds.buttons[PLANS].click()
    assert shown.settle().difference is None, "nothing is compared before a plan is chosen"
    QTest.keyClicks(dialog.choice.search, "other")
    shown.settle()
    (other,) = dialog.choice.others
    assert other.name == HOSTILE_NAMES[0]
    dialog.choice.list.setCurrentRow(0)
    shown.settle()
    assert dialog.difference is not None and dialog.difference.in_order
    assert dialog.found.before.whole_text.startswith(HOSTILE_NAMES[0])
    assert dialog.found.before.textFormat() is Qt.TextFormat.PlainText
    dialog.choice.search.clear()
    QTest.keyClicks(dialog.choice.search, "nobody")
    shown.settle()
    assert dialog.choice.note.text() == "No other plan matches."


def test_a_plan_file_is_compared_and_not_stored(shown: Shown, library: MemoryLibrary, tmp_path: Path) -> None:
    path = tmp_path / "week & <b>plan<b>.kap"
    path.write_bytes(kap.write(BEFORE, SteppedClock()))
    shown.settle()
    held = [(row.id, row.revision) for row in library.plans()]
    shown.dialog.choice.take_file(path)
    dialog = shown.settle()
    assert dialog.kind == FILES and dialog.key == f"file {path}"
    assert dialog.found.before.whole_text.startswith("week & <b>plan<b>.kap")
    assert "Sessions removed" in shown.rows()
    assert [(row.id, row.revision) for row in library.plans()] == held


def test_a_file_that_is_no_plan_says_so_and_shows_nothing(shown: Shown, tmp_path: Path) -> None:
    path = tmp_path / "notes.kap"
    path.write_text("hello", encoding="utf-8")
    shown.settle()
    shown.dialog.choice.take_file(path)
    dialog = shown.settle()
    assert dialog.difference is None and shown.rows() == []
    assert "notes" in dialog.status.text() or "plan file" in dialog.status.text()
    assert dialog.status.property("ink") == "stop_ink"


def test_swapping_makes_what_was_added_removed(shown: Shown) -> None:
    dialog = shown.settle()
    dialog.found.swap.click()
    shown.settle()
    rows = shown.rows()
    assert dialog.found.before.whole_text == "Sam R., as it is now"
    assert rows[rows.index("Sessions removed") + 1] == "IFS, Thu 10 Dec, 14:00."
    place = rows.index("Sessions removed") + 1
    assert dialog.found.table.rows.session_of(place) == "ifs", "it still is on the board of the open plan"


def test_rows_lead_to_sessions_that_still_are_there_by_enter_click_and_button(
    qtbot: QtBot, theme: Theme, library: MemoryLibrary
) -> None:
    for way in ("enter", "click", "button"):
        shown = Shown(qtbot, theme, library)
        dialog = shown.settle()
        rows = shown.rows()
        removed = dialog.found.table.rows.index(rows.index("Sessions removed") + 1, WORDS)
        dialog.found.table.setCurrentIndex(removed)
        assert not dialog.show_session.isEnabled()
        QTest.keyClick(dialog.found.table, Qt.Key.Key_Return)
        assert dialog.wanted_session == "" and dialog.isVisible()
        moved = dialog.found.table.rows.index(rows.index("Sessions moved or of another length") + 1, SHOW)
        assert moved.data() == "Show"
        dialog.found.table.setCurrentIndex(moved.siblingAtColumn(WORDS))
        dialog.found.table.scrollTo(moved)
        if way == "enter":
            QTest.keyClick(dialog.found.table, Qt.Key.Key_Return)
        elif way == "click":
            place = dialog.found.table.visualRect(moved).center()
            QTest.mouseClick(dialog.found.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
        else:
            dialog.show_session.click()
        assert dialog.wanted_session == "cbt"
        assert not dialog.isVisible()


def test_the_arrow_keys_pass_over_headings(shown: Shown) -> None:
    dialog = shown.settle()
    dialog.found.table.setFocus()
    headings = set(dialog.found.table.rows.headings)
    seen = []
    for _ in range(len(shown.rows())):
        seen.append(dialog.found.table.currentIndex().row())
        QTest.keyClick(dialog.found.table, Qt.Key.Key_Down)
    assert not headings & set(seen)
    assert len(set(seen)) == len(shown.rows()) - len(headings)


def test_a_row_is_read_with_its_heading(shown: Shown) -> None:
    dialog = shown.settle()
    place = dialog.found.table.rows.index(shown.rows().index("Sessions added") + 1, WORDS)
    words = place.data(Qt.ItemDataRole.AccessibleTextRole).replace("\u00a0", " ")
    assert words == "Sessions added: IFS, Thu 10 Dec, 14:00."


def test_equal_plans_say_that_nothing_differs(qtbot: QtBot, theme: Theme, clock: SteppedClock) -> None:
    library = MemoryLibrary(clock)
    library.add(AFTER, NONE)
    library.save(AFTER, 1, NONE, "change title")
    shown = Shown(qtbot, theme, library)
    dialog = shown.settle()
    assert dialog.found.summary.text() == "Nothing differs, neither in the plans nor in what the rules say."
    assert not dialog.found.table.isVisible()
    dialog.done(0)


def test_without_an_earlier_version_it_says_when_one_is_kept(qtbot: QtBot, theme: Theme, clock: SteppedClock) -> None:
    library = MemoryLibrary(clock)
    library.add(AFTER, NONE)
    shown = Shown(qtbot, theme, library)
    dialog = shown.settle()
    assert dialog.choice.note.text().startswith("No earlier version is kept yet.")
    assert dialog.difference is None and not dialog.choice.list.isVisible()
    dialog.done(0)


def test_plans_of_different_rules_can_be_judged_by_the_same(qtbot: QtBot, theme: Theme, library: MemoryLibrary) -> None:
    stricter = replace(RULES, id="other", name="Other rules", rules=RULES.rules[:2])
    shown = Shown(qtbot, theme, library, rules_of=lambda plan: stricter)
    dialog = shown.settle()
    assert "different rules: “Other rules” 2, now “Round rules” 2" in shown.rows()[1]
    assert (
        dialog.found.same_rules.isVisible() and dialog.found.same_rules.text() == "Judge both by Round rules, version 2"
    )
    dialog.found.same_rules.click()
    shown.settle()
    assert dialog.difference is not None and dialog.difference.same_rules
    assert dialog.found.same_rules.isVisible(), "so that it can be taken back"
    assert "How they were compared" not in shown.rows()
    dialog.done(0)


def test_a_plan_whose_rules_are_not_here_is_judged_by_those_of_the_other_and_that_is_said(
    qtbot: QtBot, theme: Theme, library: MemoryLibrary
) -> None:
    strange = BEFORE.with_changes(rule_set=RuleSetReference("clinic-north", "3"), id="plan-1")
    library._rows["plan-1"].versions.append((9, SteppedClock().now(), "", strange))
    shown = Shown(qtbot, theme, library, rules_of=lambda plan: rule_set_named(plan.rule_set.id))
    dialog = shown.settle()
    assert "asks for rules “clinic-north”, which are not on this computer" in dialog.status.text()
    assert dialog.difference is not None and dialog.difference.same_rules
    dialog.done(0)


def test_a_version_that_cannot_be_read_says_why(
    qtbot: QtBot, theme: Theme, library: MemoryLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(plan_id: str, revision: int) -> Plan:
        raise LibraryBusy("Another program holds the library.")

    monkeypatch.setattr(library, "read_version", busy)
    shown = Shown(qtbot, theme, library)
    dialog = shown.settle()
    assert dialog.status.text() == "Another program holds the library."
    assert dialog.difference is None
    dialog.done(0)


def test_closing_while_something_is_read_leaves_nothing_behind(
    qtbot: QtBot, theme: Theme, library: MemoryLibrary
) -> None:
    shown = Shown(qtbot, theme, library)
    shown.dialog.close()
    assert not shown.dialog.worker.is_busy
    qtbot.wait(200)
    assert shown.dialog.difference is None


@pytest.mark.parametrize("kind", [EARLIER, PLANS, FILES])
def test_every_control_has_a_name_and_a_target_of_24_px(shown: Shown, kind: int) -> None:
    dialog = shown.settle()
    dialog.choice.kinds.buttons[kind].click()
    shown.settle()
    assert nameless(dialog) == []
    assert too_small(dialog) == []


# ---------------------------------------------------------------- In the window


@pytest.fixture
def frame(qtbot: QtBot, tmp_path: Path) -> Iterator[Frame]:
    made = Frame(qtbot, services_with(tmp_path, "Theo K.", "Sam R."))
    yield made
    made.close()


def watched(frame: Frame, monkeypatch: pytest.MonkeyPatch, *looks: object) -> list[CompareDialog]:
    """Each time the dialog opens, the next of these looks at it once it has settled."""
    seen: list[CompareDialog] = []

    def look(dialog: CompareDialog) -> None:
        dialog.show()
        QTest.qWait(200)
        frame.wait(lambda: not dialog.worker.is_busy)
        seen.append(dialog)
        looks[len(seen) - 1](dialog)  # type: ignore[operator]
        if dialog.isVisible():
            dialog.done(0)

    monkeypatch.setattr(CompareDialog, "exec", look)
    return seen


def test_a_row_of_the_open_plan_leads_to_the_board_and_the_next_time_begins_where_it_was(
    frame: Frame, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame.open("Sam R.")
    page = frame.window.bench.plan_page
    assert page is not None
    bridge = page.opened.bridge
    first, second, *_ = page.opened.plan.medicine_sessions
    talk = next(s for s in page.opened.plan.sessions if s.modality == "cbt")
    steps = (
        ChangeMedicine(first.id, (("dose", PlannedDose.parse("75 mg")),), "dose"),
        DeleteSessions(frozenset({talk.id})),
        MoveSession(second.id, second.start + timedelta(minutes=30)),
    )
    for step in steps:
        bridge.do(step)
        frame.services.clock.pass_by(minutes=20)
        page.opened.autosave.save_now()
        frame.settle()
    plan, revision = page.opened.plan, frame.library.read(page.opened.plan.id).revision
    page.show_step(2)

    def lead(dialog: CompareDialog) -> None:
        assert [other.key for other in dialog.choice.others] == ["version 3", "version 2", "version 1"]
        dialog.choice.list.setCurrentRow(2)
        QTest.qWait(200)
        frame.wait(lambda: not dialog.worker.is_busy)
        model = dialog.found.table.rows
        texts = [model.index(row, WORDS).data().replace("\u00a0", " ") for row in range(model.rowCount())]
        dose = texts.index("Doses and routes changed") + 1
        assert "dose: 75 mg" in texts[dose]
        dialog.found.table.setCurrentIndex(model.index(dose, WORDS))
        dialog.show_session.click()

    def again(dialog: CompareDialog) -> None:
        assert dialog.kind == EARLIER and dialog.key == "version 1"

    seen = watched(frame, monkeypatch, lead, again)
    frame.window.bench.acts.by_id["compare"].trigger()
    assert bridge.selection == (first.id,)
    assert page.plan_view.isVisible()
    frame.window.bench.acts.by_id["compare"].trigger()
    assert len(seen) == 2
    assert page.opened.plan is plan, "comparing changes nothing"
    assert frame.library.read(plan.id).revision == revision


def test_a_plan_of_the_library_is_compared_with_another(frame: Frame, monkeypatch: pytest.MonkeyPatch) -> None:
    def look(dialog: CompareDialog) -> None:
        dialog.choice.kinds.buttons[PLANS].click()
        frame.wait(lambda: not dialog.worker.is_busy)
        assert [other.name for other in dialog.choice.others] == ["Theo K."]
        dialog.choice.list.setCurrentRow(0)
        QTest.qWait(200)
        frame.wait(lambda: not dialog.worker.is_busy)
        assert dialog.difference is not None
        assert not dialog.show_session.isVisible(), "there is no board to lead to"
        assert dialog.found.table.isColumnHidden(SHOW)

    seen = watched(frame, monkeypatch, look, look)
    bench = frame.window.bench
    bench.library_view.plans.selectRow(frame.names().index("Sam R."))
    bench.acts.by_id["compare"].trigger()
    frame.settle()
    assert len(seen) == 1
    bench.library_view.compareWanted.emit(bench.library_view.current_plan)
    frame.settle()
    assert len(seen) == 2


def test_with_nothing_to_compare_it_says_what_to_do(qtbot: QtBot, tmp_path: Path) -> None:
    frame = Frame(qtbot, services_with(tmp_path))
    frame.window.bench.acts.by_id["compare"].trigger()
    assert frame.window.bench.toast.isVisible()
    frame.close()
