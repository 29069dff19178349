"""The safety panel: rows lead to sessions and back, keeping, lapsing, missing facts, and the check sheet."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView
from pytestqt.qtbot import QtBot

from kapplanner.domain.people import Answer
from kapplanner.domain.plan import Override, OverrideReason, Plan
from kapplanner.domain.quantities import PlannedDose
from kapplanner.editing.commands.judgement import KeepFinding
from kapplanner.editing.commands.sessions import ChangeMedicine, ResizeSession
from kapplanner.editing.workspace import PlanChanged
from kapplanner.rules.finding import Finding, State, Tier
from kapplanner.rules.form import RuleForm, Tiers, Verdict
from kapplanner.rules.forms.applicability import Applicability
from kapplanner.rules.index import PlanIndex
from kapplanner.rules.readiness import readiness
from kapplanner.rules.rule_set import OverridePolicy
from kapplanner.ui.bridge import PlanBridge
from kapplanner.ui.dialogs.profile import ProfileDialog
from kapplanner.ui.panes.check_sheet import CheckSheet
from kapplanner.ui.panes.findings_model import ACT, SENTENCE, TIER
from kapplanner.ui.panes.keep import KeepDialog
from kapplanner.ui.panes.safety import SafetyPanel
from kapplanner.ui.theme import Theme
from tests.support import build
from tests.support.look import light_theme
from tests.support.panes import opened, round_rules, rule
from tests.support.screen import nameless, too_small

NOW = datetime(2026, 11, 23, 14, 32, tzinfo=UTC)
HOSTILE = "<b>Bob</b> & “O'Neil” مرحبا 🌿 {n} %s"


class StoppedClock:
    def now(self) -> datetime:
        return NOW


def course() -> Plan:
    """One Stop (talk of 100 min), one Caution (talk of 70), one Caution (90 mg at 75 kg is 1.2 mg/kg)."""
    return build.plan(
        build.medicine("D2", route="IM", dose="90 mg", id="m2"),
        build.session("integration", "D3", "10:00", 100, id="long"),
        build.session("integration", "D4", "10:00", 70, id="longish"),
        build.session("integration", "D5", "10:00", 60, id="fine"),
        weight="75 kg",
    )


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return light_theme()


@pytest.fixture
def bridge() -> PlanBridge:
    return opened(course())


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme, bridge: PlanBridge) -> SafetyPanel:
    made = SafetyPanel(bridge, theme, StoppedClock())
    qtbot.addWidget(made)
    made.resize(1128, 170)
    made.show()
    return made


def cell(panel: SafetyPanel, row: int, column: int) -> str:
    return str(panel.model.data(panel.model.index(row, column)))


def finding_of(panel: SafetyPanel, session_id: str) -> Finding:
    return next(f for f in panel.model.findings if session_id in f.sessions)


def kept(finding: Finding, second_by: str = "") -> Override:
    return Override(
        finding.rule, finding.rule_version, finding.fingerprint, OverrideReason.TOLERATED, "Ada", NOW, "", second_by
    )


def test_rows_stand_by_tier_and_say_what_where_and_by_which_rule(panel: SafetyPanel) -> None:
    tiers = [cell(panel, row, TIER) for row in range(panel.model.rowCount())]
    assert tiers == ["Stop", "Caution", "Caution"]
    assert "100" in cell(panel, 0, SENTENCE) or "1 h 40" in cell(panel, 0, SENTENCE)
    assert panel.head.chips[Tier.STOP].text() == "1 Stop"
    assert panel.head.chips[Tier.CAUTION].text() == "2 Caution"
    assert not panel.head.chips[Tier.NOTE].isVisible()
    assert panel.head.rules.text() == "Checked against Round rules, version 2, nobody has adopted it yet"


def test_a_cell_without_words_has_a_name_all_the_same(panel: SafetyPanel) -> None:
    assert "" in {cell(panel, row, column) for row in range(panel.model.rowCount()) for column in range(6)}
    role = Qt.ItemDataRole.AccessibleTextRole
    named = [
        panel.model.data(panel.model.index(row, column), role)
        for row in range(panel.model.rowCount())
        for column in range(6)
    ]
    assert all(named)


def test_a_row_leads_to_its_session_and_day(qtbot: QtBot, panel: SafetyPanel, bridge: PlanBridge) -> None:
    days: list[object] = []
    bridge.dayShown.connect(days.append)
    index = panel.model.index(0, SENTENCE)
    QTest.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=panel.view.visualRect(index).center())
    assert bridge.selection == ("long",)
    assert days[-1] == bridge.workspace.plan.session("long").day


def test_selecting_a_card_makes_its_row_current_and_leaves_the_selection_alone(
    panel: SafetyPanel, bridge: PlanBridge
) -> None:
    bridge.select(("longish",), origin=QObject())
    current = panel.view.current_finding
    assert current is not None and "longish" in current.sessions
    assert bridge.selection == ("longish",)
    bridge.select(("fine",), origin=QObject())
    assert not panel.view.selectionModel().hasSelection()


def test_f8_walks_through_all_findings_and_begins_again(panel: SafetyPanel, bridge: PlanBridge) -> None:
    seen = []
    for _ in range(4):
        panel.next_finding()
        seen.append(bridge.selection)
    assert seen[0] == seen[3] == ("long",)
    assert set(seen) == {("long",), ("longish",), ("m2",)}
    panel.previous_finding()
    assert bridge.selection == seen[2]


def test_walking_works_while_the_panel_is_folded_and_the_head_says_where_one_is(panel: SafetyPanel) -> None:
    panel.toggle_fold()
    assert panel.sizeHint().height() == 34
    panel.next_finding()
    assert panel.is_folded
    assert panel.head.next_words.text().startswith("Stop: ")
    assert panel.head.fold.accessibleName() == "Unfold the safety panel"


def test_a_chip_filters_to_its_tier_and_gives_the_rest_back(panel: SafetyPanel) -> None:
    panel.head.chips[Tier.CAUTION].click()
    assert {f.tier for f in panel.model.findings} == {Tier.CAUTION}
    panel.head.chips[Tier.STOP].click()
    assert {f.tier for f in panel.model.findings} == {Tier.STOP}
    panel.head.chips[Tier.STOP].click()
    assert len(panel.model.findings) == 3


def test_the_detail_shows_rule_numbers_and_where_the_number_comes_from(panel: SafetyPanel) -> None:
    panel.next_finding()
    QTest.keyClick(panel.view, Qt.Key.Key_Return)
    assert panel.detail.isVisible()
    assert "Rule: " in panel.detail.rule.text()
    assert "Measured 100 min, limit 90 min" in panel.detail.facts.text()
    assert "House default" in panel.detail.basis.text()
    panel.detail.back.click()
    assert not panel.detail.isVisible()


def test_a_plan_without_findings_says_by_which_rules_and_never_more(qtbot: QtBot, theme: Theme) -> None:
    bridge = opened(build.plan(build.session("integration", "D3", "10:00", 60, id="fine")))
    panel = SafetyPanel(bridge, theme)
    qtbot.addWidget(panel)
    panel.show()
    assert panel.empty.isVisible()
    assert panel.empty.words.text() == (
        "Checked against Round rules, version 2, nobody has adopted it yet. No findings from these rules."
    )
    assert panel.head.nothing.text() == "No findings from these rules"


def test_a_plan_without_findings_leads_to_the_facts_that_are_missing(qtbot: QtBot, theme: Theme) -> None:
    bridge = opened(build.plan(build.medicine("D2", route="IM", dose="90 mg", id="m2")))
    panel = SafetyPanel(bridge, theme, large=True)
    qtbot.addWidget(panel)
    panel.show()
    assert panel.empty.unknown.text() == "1 rule could not be checked."
    panel.empty.show_missing.click()
    assert panel.facts.isVisible() and panel.head.unknown.isChecked()
    assert [fact.name for fact in panel.facts_model.facts] == ["patient.weight"]


def test_where_nothing_is_missing_there_is_nothing_to_lead_to(qtbot: QtBot, theme: Theme) -> None:
    panel = SafetyPanel(opened(build.plan(build.session("integration", "D3", "10:00", 60))), theme, large=True)
    qtbot.addWidget(panel)
    panel.show()
    assert panel.empty.isVisible() and not panel.empty.show_missing.isVisible()


def test_an_edit_that_mends_a_finding_takes_its_row_away(panel: SafetyPanel, bridge: PlanBridge) -> None:
    bridge.do(ResizeSession("long", 60))
    assert all("long" not in f.sessions for f in panel.model.findings)
    bridge.undo()
    assert "long" in panel.model.findings[0].sessions


def test_a_kept_finding_goes_to_the_end_and_its_lapse_asks_for_a_fresh_look(
    panel: SafetyPanel, bridge: PlanBridge
) -> None:
    finding = finding_of(panel, "longish")
    bridge.do(KeepFinding(kept(finding)))
    last = panel.model.findings[-1]
    assert last.state is State.KEPT and "longish" in last.sessions
    assert cell(panel, 2, TIER) == "Kept"
    assert "Kept by Ada: tolerated before" in panel.model.whole_words(last)
    assert cell(panel, 2, ACT) == "Reopen"
    bridge.do(ResizeSession("longish", 75))
    again = finding_of(panel, "longish")
    assert again.state is State.LAPSED
    row = panel.model.row_of(again.fingerprint)
    assert row is not None and cell(panel, row, SENTENCE).startswith("Needs a fresh look: ")


def test_a_kept_finding_can_be_reopened(panel: SafetyPanel, bridge: PlanBridge) -> None:
    bridge.do(KeepFinding(kept(finding_of(panel, "longish"))))
    panel.act_on(panel.model.findings[-1])
    assert finding_of(panel, "longish").state is State.OPEN


def test_every_row_in_sight_that_can_be_answered_has_a_named_button(panel: SafetyPanel) -> None:
    stop, *cautions = panel.page.buttons
    assert stop.text() == "Keep with two names…"
    assert [button.text() for button in cautions] == ["Keep with reason…"] * 2
    names = [button.accessibleName() for button in cautions]
    assert names == [f"Keep with reason: {f.sentence}" for f in panel.model.findings[1:]]
    for row, button in enumerate(panel.page.buttons):
        cell_box = panel.view.visualRect(panel.model.index(row, ACT))
        assert cell_box.top() <= button.y() and button.geometry().bottom() <= cell_box.bottom()
        assert button.height() >= 24


def test_tab_leads_from_the_table_to_the_button_of_the_current_row_only(qtbot: QtBot, panel: SafetyPanel) -> None:
    qtbot.waitActive(panel)
    panel.next_finding()
    panel.next_finding()
    panel.view.setFocus()
    QTest.keyClick(panel.view, Qt.Key.Key_Tab)
    assert panel.page.buttons[1].hasFocus()
    QTest.keyClick(panel.page.buttons[1], Qt.Key.Key_Tab)
    assert not any(button.hasFocus() for button in panel.page.buttons)


def test_a_row_s_button_answers_its_own_row(panel: SafetyPanel, bridge: PlanBridge) -> None:
    bridge.do(KeepFinding(kept(finding_of(panel, "longish"))))
    last = panel.page.buttons[-1]
    assert last.text() == "Reopen"
    last.click()
    assert finding_of(panel, "longish").state is State.OPEN
    current = panel.view.current_finding
    assert current is not None and "longish" in current.sessions


def test_buttons_follow_the_rows_when_the_table_scrolls(panel: SafetyPanel) -> None:
    panel.page.setFixedHeight(34)
    QApplication.processEvents()
    assert len(panel.page.buttons) == 1
    panel.view.verticalScrollBar().setValue(panel.view.verticalScrollBar().maximum())
    assert panel.page.buttons[-1].finding == panel.model.findings[-1]


def test_a_new_stop_is_announced(panel: SafetyPanel, bridge: PlanBridge, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(bridge, "announce", said.append)
    bridge.do(ChangeMedicine("m2", (("dose", PlannedDose.parse("113 mg")),), "dose"))
    assert any(sentence.startswith("Stop: ") for sentence in said)


def test_missing_facts_are_listed_once_and_lead_to_their_fields(qtbot: QtBot, theme: Theme) -> None:
    plan = build.plan(
        build.medicine("D2", route="IM", dose="90 mg", id="m2"), build.medicine("D4", route="IM", dose="low", id="m4")
    )
    bridge = opened(plan)
    panel = SafetyPanel(bridge, theme)
    qtbot.addWidget(panel)
    panel.resize(1100, 300)
    panel.show()
    assert panel.head.unknown.text().startswith("2 could not be checked")
    panel.head.unknown.click()
    names = [fact.name for fact in panel.facts_model.facts]
    assert sorted(names) == ["patient.weight", "session.m4.medicine.dose"]
    wanted: list[str] = []
    bridge.fieldWanted.connect(wanted.append)
    panel.facts.setFocus()
    panel.facts.selectRow(names.index("session.m4.medicine.dose"))
    QTest.keyClick(panel.facts, Qt.Key.Key_Return)
    assert wanted == ["session.m4.medicine.dose"]
    assert bridge.selection == ("m4",)


class Broken(RuleForm):
    """A form that fails on every plan."""

    __slots__ = ()
    form = "broken"

    def judge(self, index: PlanIndex) -> Verdict:
        raise ZeroDivisionError

    def sentence(self, tiers: Tiers) -> str:
        return "Broken."


def test_a_stop_that_may_never_be_kept_is_not_taken_for_a_rule_that_was_not_run(qtbot: QtBot, theme: Theme) -> None:
    """A fact about the patient has neither a session nor a number, like the Stop of a rule that failed."""
    never = rule(
        "breastfeeding", Applicability(fact="profile.breastfeeding"), None, Tier.STOP, override=OverridePolicy.NEVER
    )
    given = course()
    bridge = opened(replace(given, profile=replace(given.profile, breastfeeding=Answer.YES)), round_rules(never))
    panel = SafetyPanel(bridge, theme)
    qtbot.addWidget(panel)
    panel.show()
    found = next(finding for finding in panel.model.findings if finding.rule == "breastfeeding")
    assert (found.sessions, found.measured, found.may_be_kept) == ((), None, False)
    assert not panel.broken.isVisible()


def test_a_rule_that_could_not_be_run_shows_a_bar_and_can_never_be_kept(qtbot: QtBot, theme: Theme) -> None:
    bridge = opened(course(), round_rules(rule("broken rule", Broken(), None, Tier.STOP)))
    panel = SafetyPanel(bridge, theme)
    qtbot.addWidget(panel)
    panel.show()
    assert panel.broken.isVisible()
    assert "Broken rule" in panel.broken.text()
    row = next(n for n, f in enumerate(panel.model.findings) if not f.may_be_kept)
    assert cell(panel, row, ACT) == "cannot be kept"
    refused: list[str] = []
    bridge.refused.connect(refused.append)
    panel.act_on(panel.model.findings[row])
    assert refused


def test_keeping_needs_a_reason_and_a_name(qtbot: QtBot, theme: Theme, panel: SafetyPanel, bridge: PlanBridge) -> None:
    dialog = KeepDialog(theme, bridge.workspace.plan, finding_of(panel, "longish"), StoppedClock())
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.keep.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_2)
    assert dialog.reason is OverrideReason.TOLERATED
    dialog.by.setText(HOSTILE)
    dialog.keep.click()
    assert dialog.override is not None
    assert (dialog.override.by, dialog.override.at, dialog.override.second_by) == (HOSTILE, NOW, "")


def test_a_stop_that_two_may_keep_needs_two_different_names(
    qtbot: QtBot, theme: Theme, panel: SafetyPanel, bridge: PlanBridge
) -> None:
    finding = finding_of(panel, "long")
    assert finding.needs_second_name
    dialog = KeepDialog(theme, bridge.workspace.plan, finding, StoppedClock(), by="Ada")
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.keyClick(dialog, Qt.Key.Key_1)
    assert not dialog.keep.isEnabled()
    dialog.second_by.setText(" ada ")
    dialog.keep.click()
    assert dialog.override is None
    assert "another person" in dialog.refused.text()
    dialog.second_by.setText("Ben")
    dialog.keep.click()
    assert dialog.override is not None and dialog.override.second_by == "Ben"


def test_other_needs_its_reason_in_words(qtbot: QtBot, theme: Theme, panel: SafetyPanel, bridge: PlanBridge) -> None:
    dialog = KeepDialog(theme, bridge.workspace.plan, finding_of(panel, "longish"), StoppedClock(), by="Ada")
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.keyClick(dialog, Qt.Key.Key_7)
    dialog.words.setPlainText("too short")
    dialog.keep.click()
    assert dialog.override is None
    assert "10 characters" in dialog.refused.text()


def sheet_of(qtbot: QtBot, theme: Theme, bridge: PlanBridge) -> CheckSheet:
    sheet = CheckSheet(theme, bridge.workspace.plan, bridge.workspace.report, StoppedClock())
    qtbot.addWidget(sheet)
    sheet.show()
    return sheet


def choose(sheet: CheckSheet, session_id: str, reason: OverrideReason) -> None:
    row = next(row for row in sheet.rows if session_id in row.finding.sessions)
    place = 1 + list(OverrideReason).index(reason)
    row.reason.setCurrentIndex(place)
    row.reason.activated.emit(place)


def test_the_whole_check_sheet_is_answered_with_digits_and_enter(
    qtbot: QtBot, theme: Theme, bridge: PlanBridge
) -> None:
    sheet = sheet_of(qtbot, theme, bridge)

    def press(key: Qt.Key) -> None:
        focused = sheet.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)

    for _ in sheet.rows:
        press(Qt.Key.Key_2)
        press(Qt.Key.Key_Return)
    for tick in sheet.ticks:
        assert sheet.focusWidget() is tick
        press(Qt.Key.Key_Space)
        press(Qt.Key.Key_Return)
    for name, words in ((sheet.by, "Ada"), (sheet.second_by, "Ben")):
        assert sheet.focusWidget() is name
        QTest.keyClicks(name, words)
        press(Qt.Key.Key_Return)
    assert sheet.command is not None
    assert {override.reason for override in sheet.command.overrides} == {list(OverrideReason)[1]}


def test_an_open_stop_blocks_the_check_until_it_is_mended_or_kept(
    qtbot: QtBot, theme: Theme, bridge: PlanBridge
) -> None:
    sheet = sheet_of(qtbot, theme, bridge)
    sheet.by.setText("Ada")
    choose(sheet, "longish", OverrideReason.TOLERATED)
    choose(sheet, "m2", OverrideReason.AGREED)
    assert sheet.left_to_do.text() == "1 Stop is open."
    assert not sheet.mark.isEnabled()
    choose(sheet, "long", OverrideReason.JUSTIFIED)
    assert sheet.second_by.isVisible()
    assert not sheet.mark.isEnabled()
    sheet.second_by.setText("Ben")
    assert sheet.mark.isEnabled()


def test_one_pass_marks_the_plan_as_checked_in_one_step_that_makes_papers_final(
    qtbot: QtBot, theme: Theme, bridge: PlanBridge
) -> None:
    bridge.do(ResizeSession("long", 60))
    before = bridge.workspace.plan
    sheet = sheet_of(qtbot, theme, bridge)
    sheet.by.setText("Ada")
    for session_id in ("longish", "m2"):
        choose(sheet, session_id, OverrideReason.TOLERATED)
    sheet.mark.click()
    assert sheet.command is not None
    bridge.do(sheet.command)
    workspace = bridge.workspace
    assert workspace.plan.checked is not None and workspace.plan.checked.by == "Ada"
    assert all(f.state is State.KEPT for f in workspace.report.findings)
    assert readiness(workspace.plan, workspace.report).is_final
    bridge.do(ResizeSession("fine", 50))
    assert not readiness(workspace.plan, workspace.report).is_final
    bridge.undo()
    bridge.undo()
    assert workspace.plan == before


def test_stop_rules_that_could_not_be_checked_are_acknowledged_by_name(qtbot: QtBot, theme: Theme) -> None:
    bridge = opened(build.plan(build.medicine("D2", route="IM", dose="low", id="m")))
    sheet = sheet_of(qtbot, theme, bridge)
    sheet.by.setText("Ada")
    assert sheet.left_to_do.text() == "2 rules to acknowledge."
    for tick in sheet.ticks:
        tick.click()
    sheet.mark.click()
    assert sheet.command is not None
    bridge.do(sheet.command)
    assert bridge.workspace.report.unacknowledged == ()
    assert {a.by for a in bridge.workspace.plan.acknowledgements} == {"Ada"}
    assert readiness(bridge.workspace.plan, bridge.workspace.report).is_final


def test_the_head_says_who_checked_and_when_that_no_longer_holds(
    qtbot: QtBot, theme: Theme, panel: SafetyPanel, bridge: PlanBridge
) -> None:
    sheet = sheet_of(qtbot, theme, bridge)
    sheet.by.setText("Ada")
    for session_id in ("long", "longish", "m2"):
        choose(sheet, session_id, OverrideReason.TOLERATED)
    sheet.second_by.setText("Ben")
    sheet.mark.click()
    assert sheet.command is not None
    bridge.do(sheet.command)
    assert panel.head.rules.text().startswith("Marked as checked by Ada. Round rules")
    bridge.do(ResizeSession("fine", 50))
    assert panel.head.rules.text().startswith("Changed since it was marked as checked. Round rules")


def test_a_plan_to_look_at_only_is_not_marked_and_says_so(qtbot: QtBot, theme: Theme) -> None:
    bridge = opened(course(), read_only=True)
    panel = SafetyPanel(bridge, theme)
    qtbot.addWidget(panel)
    refused: list[str] = []
    bridge.refused.connect(refused.append)
    panel.mark_as_checked()
    panel.act_on(panel.model.findings[0])
    assert len(refused) == 2 and all("look at only" in sentence for sentence in refused)


def test_the_table_speaks_whole_rows_to_assistive_technology(panel: SafetyPanel) -> None:
    text = panel.model.data(panel.model.index(0, TIER), Qt.ItemDataRole.AccessibleTextRole)
    assert str(text).startswith("Stop: ")
    assert "Length of talks" in str(text)
    assert isinstance(panel.view, QTableView) and panel.view.accessibleName() == "Findings"


def test_a_kept_finding_says_so_first_in_the_folded_head_and_aloud(panel: SafetyPanel, bridge: PlanBridge) -> None:
    bridge.do(KeepFinding(kept(finding_of(panel, "longish"))))
    row = panel.model.row_of(finding_of(panel, "longish").fingerprint)
    assert row is not None
    spoken = panel.model.data(panel.model.index(row, TIER), Qt.ItemDataRole.AccessibleTextRole)
    assert str(spoken).startswith("Caution, kept: ")


def test_every_control_of_panel_and_sheets_has_a_name_and_a_target_of_24_px(
    qtbot: QtBot, theme: Theme, panel: SafetyPanel, bridge: PlanBridge
) -> None:
    dialog = KeepDialog(theme, bridge.workspace.plan, panel.model.findings[0], StoppedClock())
    qtbot.addWidget(dialog)
    dialog.show()
    large = SafetyPanel(bridge, theme, large=True)
    qtbot.addWidget(large)
    large.resize(1100, 600)
    large.show()
    large.next_finding()
    for shown in (panel, large, dialog, sheet_of(qtbot, theme, bridge)):
        assert nameless(shown) == []
        assert too_small(shown) == []


def test_a_change_of_another_session_keeps_the_current_row(panel: SafetyPanel, bridge: PlanBridge) -> None:
    panel.next_finding()
    panel.next_finding()
    current = panel.view.current_finding
    happened = bridge.do(ResizeSession("fine", 50))
    assert isinstance(happened, PlanChanged)
    assert panel.view.current_finding == current


def test_a_missing_fact_of_the_patient_opens_the_profile_once_at_its_field(
    qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    bridge = opened(build.plan(build.medicine("D2", route="IM", dose="90 mg", id="m2")))
    panels = [SafetyPanel(bridge, theme), SafetyPanel(bridge, theme, large=True)]
    for shown in panels:
        qtbot.addWidget(shown)
    asked: list[str] = []
    monkeypatch.setattr(ProfileDialog, "exec", lambda dialog: asked.append(dialog.focusWidget().accessibleName()))
    bridge.fieldWanted.emit("patient.weight")
    assert asked == ["Weight"]
    refused: list[str] = []
    bridge.refused.connect(refused.append)
    bridge.fieldWanted.emit("plan.departure")
    assert len(asked) == 1 and "travel session" in refused[0]
