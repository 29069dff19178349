"""By which rules a plan is judged and who put them in force: head, check sheet, banner over the plan, other rules."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import current_thread, main_thread

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kapplanner.codec.rule_set_document import RuleSetDocument, document_at
from kapplanner.codec.rule_sets import rule_set_named
from kapplanner.codec.rule_shelf import Adoption, InForce, RuleShelfError
from kapplanner.domain.plan import CheckedMark, Plan, RuleSetReference
from kapplanner.editing.autosave import finding_counts
from kapplanner.editing.commands import ChangePlan
from kapplanner.editing.commands.changes import changes
from kapplanner.editing.rule_impact import Impact
from kapplanner.editing.workspace import Workspace
from kapplanner.resources import resource
from kapplanner.rules.evaluate import evaluate
from kapplanner.rules.finding import Tier
from kapplanner.rules.fingerprint import plan_fingerprint
from kapplanner.rules.readiness import readiness
from kapplanner.storage.rule_folder import RuleFolder
from kapplanner.ui.bridge import PlanBridge
from kapplanner.ui.dialogs.choose_rules import ChooseRulesDialog
from kapplanner.ui.dialogs.impact_words import impact_lines, impact_summary
from kapplanner.ui.dialogs.share import ShareDialog
from kapplanner.ui.panes.check_sheet import CheckSheet
from kapplanner.ui.panes.rules_words import rules_words
from kapplanner.ui.theme import Theme
from kapplanner.ui.views.plan_page import PlanPage
from tests.support import build
from tests.support.frame import Frame, plan_named, services_with
from tests.support.look import light_theme
from tests.support.panes import opened, round_rules
from tests.support.screen import nameless, too_small

AT = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)
GAP = "gap-between-medicine-sessions"
INTENSIVE = rule_set_named("intensive")
LINDQVIST = Adoption(INTENSIVE.reference, "Dr A. Lindqvist", AT)
Window = Callable[..., PlanPage]


def own(**parts: object) -> RuleSetDocument:
    """The clinic's own set, with other values in the row for the gap."""
    document = document_at(resource("rules", "intensive.toml")).copied("harbour", "Harbour rules")
    return document.with_rule({**document.rule(GAP), **parts})


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return light_theme()


@pytest.fixture
def shelf(tmp_path: Path) -> RuleFolder:
    return RuleFolder(tmp_path / "rules")


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    """Opens the window with one plan, which names these rules."""
    frames: list[Frame] = []

    def opens(reference: RuleSetReference = INTENSIVE.reference, size: tuple[int, int] = (1280, 800)) -> PlanPage:
        services = services_with(tmp_path)
        plan = plan_named("Sam").with_changes(rule_set=reference)
        services.library.add(plan, finding_counts(evaluate(plan, INTENSIVE)))
        frame = Frame(qtbot, services)
        frames.append(frame)
        frame.window.resize(*size)
        frame.open("Sam")
        page = frame.window.bench.plan_page
        assert page is not None
        return page

    yield opens
    for frame in frames:
        frame.close()


def offers(page: PlanPage) -> list[str]:
    return [button.text() for button in page.rules_banner.buttons] if page.rules_banner.isVisible() else []


def press(page: PlanPage, word: str) -> None:
    next(button for button in page.rules_banner.buttons if button.text() == word).click()


# The head


def words_for(plan: Plan, adoption: Adoption | None = None) -> tuple[str, ...]:
    return rules_words(plan, evaluate(plan, INTENSIVE), InForce(INTENSIVE, adoption))


def test_the_head_says_which_rules_judge_the_plan_and_who_put_them_in_force() -> None:
    plan = build.plan()
    assert words_for(plan) == (
        "Checked against Intensive rules, version 1.0, nobody has adopted it yet",
        "Intensive rules 1.0, not adopted yet",
    )
    assert words_for(plan, LINDQVIST) == (
        "Checked against Intensive rules, version 1.0, in force since 26 Nov 2026, Dr A. Lindqvist",
        "Intensive rules 1.0, in force since 26 Nov 2026",
    )


def test_a_mark_does_not_hide_which_rules_it_stands_for() -> None:
    plan = build.plan()
    marked = replace(plan, checked=CheckedMark("Ada", AT, plan_fingerprint(plan), INTENSIVE.reference))
    assert words_for(marked, LINDQVIST) == (
        "Marked as checked by Ada. Intensive rules, version 1.0, in force since 26 Nov 2026, Dr A. Lindqvist",
        "Marked as checked by Ada. Intensive rules 1.0, in force since 26 Nov 2026",
        "Marked as checked by Ada. Intensive rules 1.0",
        "Marked as checked by Ada",
    )
    changed = replace(marked, title="Other")
    assert words_for(changed, LINDQVIST)[-1] == "Changed since it was marked as checked"


def test_rules_that_stand_in_for_others_say_so_in_the_head() -> None:
    plan = build.plan(rule_set=RuleSetReference("bayside", "3"))
    assert words_for(plan) == (
        "In place of “bayside”: Intensive rules, version 1.0, nobody has adopted it yet",
        "In place of “bayside”: Intensive rules 1.0",
    )


@pytest.mark.parametrize("width", [1440, 1280])
def test_the_head_says_it_within_its_room_and_all_of_it_in_the_tooltip(
    window: Window, shelf: RuleFolder, width: int
) -> None:
    shelf.adopt(INTENSIVE.reference, "Dr A. Lindqvist", AT)
    head = window(size=(width, 900)).plan_view.safety.head
    assert head.rules.isVisible()
    assert "in force since 26 Nov 2026" in head.rules.text()
    assert head.rules.width() >= head.rules.fontMetrics().horizontalAdvance(head.rules.text())
    whole = "Checked against Intensive rules, version 1.0, in force since 26 Nov 2026, Dr A. Lindqvist"
    assert whole in head.rules.toolTip()
    assert head.title.accessibleDescription() == whole


# The check sheet


def sheet_of(qtbot: QtBot, theme: Theme, adopt: object = None) -> CheckSheet:
    bridge = opened(build.plan(build.session("integration", "D3", "10:00", 60, id="fine")), INTENSIVE)
    workspace = bridge.workspace
    made = CheckSheet(theme, workspace.plan, workspace.report, SteadyClock(), by="Ada", adopt=adopt)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.show()
    for tick in made.ticks:
        tick.click()
    for row in made.rows:
        row.reason.setCurrentIndex(1)
        row.reason.activated.emit(1)
    if made.second_by.isVisible():
        made.second_by.setText("Ben")
    return made


class SteadyClock:
    def now(self) -> datetime:
        return AT


class Adopting:
    """Takes names, or cannot."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, datetime]] = []
        self.fails = False

    def __call__(self, by: str, at: datetime) -> None:
        if self.fails:
            raise RuleShelfError("The rule set could not be kept: {reason}", reason="Read-only file system")
        self.taken.append((by, at))


def test_rules_that_somebody_put_in_force_are_not_asked_about(qtbot: QtBot, theme: Theme) -> None:
    sheet = sheet_of(qtbot, theme)
    assert not sheet.adopts.isVisible()
    assert sheet.mark.isEnabled()


def test_rules_that_nobody_put_in_force_wait_for_a_tick_and_go_in_force_with_the_mark(
    qtbot: QtBot, theme: Theme
) -> None:
    adopting = Adopting()
    sheet = sheet_of(qtbot, theme, adopting)
    assert sheet.adopts.isVisible()
    assert sheet.adopts.text() == "I put Intensive rules, version 1.0, in force for this clinic."
    assert not sheet.mark.isEnabled()
    assert sheet.left_to_do.text() == "Nobody has adopted these rules yet: put them in force with the tick above."
    sheet.adopts.setFocus()
    QTest.keyClick(sheet.adopts, Qt.Key.Key_Space)
    assert sheet.mark.isEnabled() and sheet.left_to_do.text() == ""
    sheet.mark.click()
    assert adopting.taken == [("Ada", AT)]
    assert sheet.command is not None and sheet.command.mark.by == "Ada"


def test_where_the_rules_cannot_be_put_in_force_it_is_said_and_the_answers_stay(qtbot: QtBot, theme: Theme) -> None:
    adopting = Adopting()
    adopting.fails = True
    sheet = sheet_of(qtbot, theme, adopting)
    sheet.adopts.click()
    sheet.mark.click()
    assert sheet.isVisible() and sheet.command is None
    assert sheet.left_to_do.text() == "The rule set could not be kept: Read-only file system"
    assert (sheet.by.text(), sheet.adopts.isChecked()) == ("Ada", True)
    adopting.fails = False
    sheet.mark.click()
    assert sheet.command is not None


def test_a_long_name_of_rules_is_cut_in_the_box_and_told_whole_by_its_name(qtbot: QtBot, theme: Theme) -> None:
    rules = replace(INTENSIVE, name="<b>Rules</b> & “rules” " + "of the clinic " * 12)
    workspace = opened(build.plan(), rules).workspace
    sheet = CheckSheet(theme, workspace.plan, workspace.report, SteadyClock(), adopt=Adopting())
    qtbot.addWidget(sheet)
    sheet.show()
    assert "&&" in sheet.adopts.text() and "…" in sheet.adopts.text()
    assert rules.name in sheet.adopts.accessibleName()
    assert sheet.width() <= 900
    assert not nameless(sheet) and not too_small(sheet)


def answer(sheet: CheckSheet) -> None:
    """Tick and name everything, and mark."""
    for tick in (*sheet.ticks, sheet.adopts):
        if not tick.isHidden():
            tick.setChecked(True)
    for row in sheet.rows:
        row.reason.setCurrentIndex(1)
        row.reason.activated.emit(1)
    sheet.by.setText("Dr A. Lindqvist")
    sheet.second_by.setText("Ben")
    sheet.mark.click()


def test_marking_puts_the_shipped_rules_in_force_and_the_next_time_nothing_is_asked(
    window: Window, shelf: RuleFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []

    def answered(sheet: CheckSheet) -> int:
        asked.append(not sheet.adopts.isHidden())
        answer(sheet)
        return sheet.result()

    monkeypatch.setattr(CheckSheet, "exec", answered)
    page = window()
    page.plan_view.mark_as_checked()
    adoption = shelf.for_plan(INTENSIVE.reference).adoption
    assert adoption is not None and adoption.by == "Dr A. Lindqvist"
    workspace = page.opened.workspace
    assert workspace.in_force.adoption == adoption
    assert readiness(workspace.plan, workspace.report).is_final
    page.plan_view.mark_as_checked()
    assert asked == [True, False]


def test_who_put_the_rules_in_force_elsewhere_meanwhile_is_not_written_over(
    window: Window, shelf: RuleFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answered(sheet: CheckSheet) -> int:
        answer(sheet)
        return sheet.result()

    monkeypatch.setattr(CheckSheet, "exec", answered)
    page = window()
    shelf.adopt(INTENSIVE.reference, "Dr B. Okafor", AT)
    page.plan_view.mark_as_checked()
    adoption = shelf.for_plan(INTENSIVE.reference).adoption
    assert adoption is not None and adoption.by == "Dr B. Okafor"
    assert page.opened.workspace.in_force.adoption == adoption


# The banner over the plan


def test_nothing_stands_over_a_plan_whose_rules_are_as_it_names_them(window: Window) -> None:
    assert not window().rules_banner.isVisible()


def test_damage_of_the_rules_is_told_over_the_plan_and_leads_to_the_rule_sets(
    window: Window, shelf: RuleFolder, tmp_path: Path, qtbot: QtBot
) -> None:
    shelf.put_in_force(own(), "Dr A. Lindqvist", AT)
    (tmp_path / "rules" / "harbour" / "1.toml").write_bytes(b"broken")
    page = window(RuleSetReference("harbour", "1"))
    assert "was changed or damaged after Dr A. Lindqvist put it in force" in page.rules_banner.sentence.text()
    assert offers(page) == ["Rule sets…"]
    with qtbot.waitSignal(page.ruleSetsWanted):
        press(page, "Rule sets…")


def test_a_plan_of_another_version_offers_the_one_that_judges_it(window: Window) -> None:
    page = window(RuleSetReference("intensive", "0.9"))
    assert "made with version 0.9" in page.rules_banner.sentence.text()
    assert offers(page) == ["Use version 1.0", "Rule sets…"]
    press(page, "Use version 1.0")
    assert page.opened.plan.rule_set == INTENSIVE.reference
    assert not page.rules_banner.isVisible()
    page.opened.bridge.undo()
    assert offers(page) == ["Use version 1.0", "Rule sets…"]


def test_a_plan_whose_rules_are_not_here_opens_by_the_default_and_says_so(window: Window) -> None:
    page = window(RuleSetReference("bayside", "3"))
    workspace = page.opened.workspace
    assert workspace.plan.rule_set == RuleSetReference("bayside", "3")
    assert workspace.rule_set is INTENSIVE
    told = page.rules_banner.sentence.text()
    assert "“bayside”, version 3, are not on this computer. Intensive rules, version 1.0, stand in." in told
    assert offers(page) == ["Choose other rules…", "Rule sets…"]


def test_a_plan_whose_rules_are_not_here_is_neither_marked_nor_final_until_others_are_chosen(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = window(RuleSetReference("bayside", "3"))
    refused: list[str] = []
    page.opened.bridge.refused.connect(refused.append)
    monkeypatch.setattr(CheckSheet, "exec", lambda sheet: pytest.fail("nothing is to be asked"))
    page.plan_view.mark_as_checked()
    assert refused == ["The rules “bayside” are not here. Choose other rules first."]
    workspace = page.opened.workspace
    assert (
        "The rule set “bayside” that the plan names is not here." in readiness(workspace.plan, workspace.report).reasons
    )
    page.judge_by(INTENSIVE.reference)
    assert not page.rules_banner.isVisible()
    assert readiness(workspace.plan, workspace.report).reasons[-1] == "The plan is not marked as checked."
    page.opened.bridge.undo()
    assert offers(page) == ["Choose other rules…", "Rule sets…"]


def test_a_calendar_of_a_plan_whose_rules_are_not_here_says_that_it_goes_out_as_tentative(
    qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    talk = build.session("integration", "D3", "10:00", 60)
    for reference, is_told in ((RuleSetReference("bayside", "3"), True), (round_rules().reference, False)):
        workspace = Workspace(build.plan(talk, rule_set=reference), round_rules())
        assert workspace.report.is_ready
        made = ShareDialog(PlanBridge(workspace), theme, services_with(tmp_path))  # type: ignore[arg-type]
        qtbot.addWidget(made)
        made.choices["ics"].click()
        assert ("tentative" in made.warning.text()) is is_told


def test_papers_of_a_plan_whose_rules_are_not_here_stay_drafts_and_say_by_which_they_were_judged(
    window: Window,
) -> None:
    page = window(RuleSetReference("bayside", "3"))
    page.show_step(3)
    studio = page._studio
    assert studio is not None
    request = studio.request()
    assert request is not None and not request.final
    assert request.in_force is not None and "“bayside”" in request.in_force.remark


def test_a_newer_version_in_force_is_offered_quietly_and_can_be_put_off(window: Window, shelf: RuleFolder) -> None:
    shelf.put_in_force(own(), "A", AT)
    shelf.put_in_force(own(soft="stop"), "Dr A. Lindqvist", AT)
    page = window(RuleSetReference("harbour", "1"))
    assert page.rules_banner.sentence.text() == (
        "Version 2 of Harbour rules: in force since 26 Nov 2026, Dr A. Lindqvist. This plan is checked by version 1."
    )
    assert offers(page) == ["Use version 2", "Not now"]
    press(page, "Not now")
    assert not page.rules_banner.isVisible()
    page.opened.workspace.look_up_rules_again()
    assert not page.rules_banner.isVisible()
    shelf.put_in_force(own(soft="note"), "B", AT)
    page.opened.workspace.look_up_rules_again()
    assert offers(page) == ["Use version 3", "Not now"]
    press(page, "Use version 3")
    assert page.opened.workspace.rule_set.rule(GAP).tiers.soft is Tier.NOTE


def test_a_plan_to_look_at_only_is_told_and_offered_no_change(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    page = window(RuleSetReference("bayside", "3"))
    page.opened.workspace.is_read_only = True
    page.opened.workspace.look_up_rules_again()
    assert offers(page) == ["Rule sets…"]


def test_editing_a_plan_does_not_read_the_rules_again(
    window: Window, shelf: RuleFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.put_in_force(own(), "A", AT)
    page = window(RuleSetReference("harbour", "1"))
    read: list[str] = []
    bytes_of = Path.read_bytes

    def reads(path: Path) -> bytes:
        if current_thread() is main_thread():  # the library behind the plan reads in a thread of its own
            read.append(path.name)
        return bytes_of(path)

    monkeypatch.setattr(Path, "read_bytes", reads)
    for text in ("a", "ab"):
        page.opened.bridge.do(ChangePlan(changes({"note": text}), "note"))
        page.opened.workspace.field_left()
    page.opened.bridge.undo()
    assert read == []
    page.opened.workspace.look_up_rules_again()
    assert "1.toml" in read


def test_controls_of_the_banner_have_names_and_are_large_enough(window: Window) -> None:
    page = window(RuleSetReference("bayside", "3"), (900, 600))
    assert not nameless(page.rules_banner) and not too_small(page.rules_banner)
    assert page.rules_banner.width() <= page.width()


# Other rules


def finding(tier: Tier, sentence: str):
    found = evaluate(
        build.plan(build.medicine("D1", "10:00", id="a"), build.medicine("D2", "09:00", id="b")), INTENSIVE
    ).findings[0]
    return replace(found, tier=tier, sentence=sentence)


def test_what_other_rules_would_change_is_counted_and_told_finding_by_finding() -> None:
    change = Impact(
        appear=(finding(Tier.STOP, "too close"), finding(Tier.NOTE, "four in a week"), finding(Tier.NOTE, "five")),
        vanish=(finding(Tier.CAUTION, "long"),),
        unchecked=2,
    )
    assert impact_summary(change) == (
        "3 findings would appear: 1 Stop and 2 Note. 1 finding would go away: 1 Caution."
        " 2 rules could no longer be checked."
    )
    assert impact_lines(change) == (
        "Would appear: Stop. Too close",
        "Would appear: Note. Four in a week",
        "Would appear: Note. Five",
        "Would go away: Caution. Long",
    )
    assert impact_summary(Impact()) == "The findings would stay as they are."
    assert impact_summary(
        Impact(other=(finding(Tier.NOTE, "a"),), reopened=(finding(Tier.STOP, "b"),), checkable=1)
    ) == (
        "1 finding would say something else. 1 kept finding would need a fresh look."
        " 1 rule that cannot be checked now could be."
    )


def four_in_a_week() -> Plan:
    """Four medicine sessions in seven days: a Note by the intensive rules, a Caution by the conservative ones."""
    return build.plan(*(build.medicine(day, "10:00", id=f"m-{day}") for day in ("D1", "D3", "D5", "D7")))


@pytest.fixture
def choosing(qtbot: QtBot, theme: Theme, shelf: RuleFolder) -> ChooseRulesDialog:
    shelf.adopt(rule_set_named("conservative").reference, "Dr A. Lindqvist", AT)
    made = ChooseRulesDialog(theme, four_in_a_week(), INTENSIVE, shelf.in_force())
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_rules_in_force_are_listed_with_version_and_who_put_them_in_force(choosing: ChooseRulesDialog) -> None:
    rows = [choosing.list.item(row).text() for row in range(choosing.list.count())]
    assert rows[0] == "Intensive rules, version 1.0\nNobody has adopted it yet. Checks the plan now"
    assert rows[1].endswith("\nIn force since 26 Nov 2026, Dr A. Lindqvist")
    assert choosing.list.currentRow() == 0
    assert not choosing.use.isEnabled()
    assert choosing.why.text() == "The plan is checked by these rules now."


def test_what_would_change_is_shown_before_choosing(choosing: ChooseRulesDialog) -> None:
    QTest.keyClick(choosing.list, Qt.Key.Key_Down)
    assert choosing.name.text() == "Conservative rules, version 1.0"
    assert choosing.summary.isVisible()
    assert "would appear" in choosing.counts.text()
    assert "Would appear: Caution. " in choosing.findings.text()
    assert choosing.use.isEnabled() and choosing.why.text() == ""
    QTest.keyClick(choosing.list, Qt.Key.Key_Return)
    assert choosing.chosen == rule_set_named("conservative").reference


def test_every_control_of_the_choice_has_a_name_and_room(choosing: ChooseRulesDialog) -> None:
    assert not nameless(choosing) and not too_small(choosing)


def test_choosing_other_rules_is_one_step_and_a_checked_plan_is_to_be_checked_again(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    outpatient = rule_set_named("outpatient").reference

    def chosen(dialog: ChooseRulesDialog) -> int:
        dialog.list.setCurrentRow(2)
        assert dialog.why.text() == "The plan will then have to be marked as checked again."
        dialog.use.click()
        return dialog.result()

    monkeypatch.setattr(ChooseRulesDialog, "exec", chosen)
    page = window()
    workspace = page.opened.workspace
    plan = workspace.plan
    marked = plan.with_changes(checked=CheckedMark("Ada", AT, plan_fingerprint(plan), INTENSIVE.reference))
    workspace.do(ChangePlan(changes({"checked": marked.checked}), "mark"))
    before = workspace.plan
    page.choose_rules()
    assert (workspace.plan.rule_set, workspace.rule_set.reference) == (outpatient, outpatient)
    assert workspace.undo_label == "change the rule set"
    assert "another rule set" in readiness(workspace.plan, workspace.report).reasons[-1]
    page.opened.bridge.undo()
    assert (workspace.plan, workspace.rule_set) == (before, INTENSIVE)


def test_the_menu_has_the_choice_of_other_rules_while_a_plan_can_be_changed(window: Window) -> None:
    page = window()
    bench = page.window().bench  # type: ignore[attr-defined]
    action = bench.acts.by_id["other-rules"]
    assert action.text() == "Check by another rule set…"
    assert action.isEnabled()
