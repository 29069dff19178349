"""The rules page in the real window: reading, copying, changing, trying, putting in force, handing on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from kapplanner.codec.rule_set_document import as_toml, document_at
from kapplanner.domain.plan import RuleSetReference
from kapplanner.resources import resource
from kapplanner.rules.finding import Tier
from kapplanner.rules.library import rule_forms
from kapplanner.ui.rules.cases_value import CasesValue
from kapplanner.ui.rules.page import RulesPage
from kapplanner.ui.rules.route_value import RouteValue
from kapplanner.ui.rules.sessions_value import SessionsSheet, SessionsValue
from kapplanner.ui.rules.sheets import CopySheet, ForceSheet, NewRuleSheet
from kapplanner.ui.rules.value_fields import LineValue
from tests.support.frame import Frame, services_with
from tests.support.screen import nameless, too_small

GAP = "gap-between-medicine-sessions"
WEEK = "medicine-sessions-in-7-days"


@pytest.fixture
def frame(qtbot: QtBot, tmp_path: Path) -> Iterator[Frame]:
    made = Frame(qtbot, services_with(tmp_path, "Sam R."))
    yield made
    made.close()


def rules(frame: Frame, rule: str = "") -> RulesPage:
    bench = frame.window.bench
    assert bench is not None
    bench.show_rule(rule)
    assert bench.rules_page is not None
    return bench.rules_page


def own_draft(frame: Frame, rule: str = GAP) -> RulesPage:
    page = rules(frame)
    page.desk._begin(page.desk.now.document.copied("harbour", "Harbour Clinic rules"))
    page.sets.show_rule(rule)
    return page


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch):
    """Dialogs of a kind are answered by what the test gives; any other stays unanswered and fails the test."""
    known: dict[type[QDialog], object] = {}

    def run(dialog: QDialog) -> int:
        fill = known[type(dialog)]
        filled = fill(dialog)  # type: ignore[operator]
        return QDialog.DialogCode.Rejected if filled is False else QDialog.DialogCode.Accepted

    def give(kind: type[QDialog], fill: object) -> None:
        known[kind] = fill
        monkeypatch.setattr(kind, "exec", run)

    return give


def line_of(page: RulesPage, name: str) -> LineValue:
    editor = page.pane.editor.values.editors[name]
    assert isinstance(editor, LineValue)
    return editor


def type_into(line: QWidget, text: str) -> None:
    line.setFocus()
    line.selectAll()  # type: ignore[attr-defined]
    QTest.keyClicks(line, text)


def stored(frame: Frame):
    return frame.services.rule_shelf.own_sets()[0].draft


def test_a_shipped_set_is_there_to_read_with_sentence_source_and_review(frame: Frame) -> None:
    page = rules(frame, GAP)
    reading = page.pane.reading
    assert page.pane.pages.currentWidget() is reading
    assert "SL/PO/IN 24 h, IM/SC/IV 40 h, ESK 48 h (Caution below), 18 h (Stop below)" in reading.sentence.text()
    assert (
        reading.rows["Least, first limit"].text().replace("\u00a0", " ")
        == "SL 24, PO 24, IN 24, IM 40, SC 40, IV 40, ESK 48 h"
    )
    assert "House default" in reading.rows["Sources"].text()
    assert reading.rows["Last reviewed"].text() == "Sun 1 Nov 2026"
    assert page.sets.about.text() == "Nobody has adopted it for this clinic yet."
    assert not page.trial.isVisible()


@pytest.mark.parametrize(
    ("rule", "row", "words"),
    [
        ("conditions", "Under 18 years of age", "Stop: Under 18: labels and every anxiety trial are for adults only."),
        ("conditions", "Under 18 years of age", "Source: Janssen and FDA 2025. Spravato"),
        ("medicines", "Opioids", "Caution, by IM or IV: Opioid and ketamine into muscle or vein"),
        ("medicines", "Opioids", "House default: Labels name the breathing risk"),
        ("medicines", "Gabapentinoids", "Leads here: gabapentin, mirogabalin and pregabalin."),
    ],
)
def test_the_rows_of_the_clinical_lists_can_be_read(frame: Frame, rule: str, row: str, words: str) -> None:
    label = rules(frame, rule).pane.reading.rows[row]
    assert words in label.text()
    assert label.accessibleName().startswith(f"{row}: ")


def test_other_rules_have_no_list(frame: Frame) -> None:
    assert "Opioids" not in rules(frame, GAP).pane.reading.rows


def test_every_rule_of_every_set_can_be_opened(frame: Frame) -> None:
    page = rules(frame)
    for place in range(len(page.desk.choices)):
        page.sets.chosen.emit(place)
        for row in [row for row in page.sets.rules.rows if row.rule_id]:
            page.sets.show_rule(row.rule_id)
            assert page.pane.reading.sentence.text().endswith("."), row.rule_id


def test_every_rule_of_a_copy_can_be_opened_to_be_changed_and_nothing_is_changed_by_looking(frame: Frame) -> None:
    page = own_draft(frame)
    for row in [row for row in page.sets.rules.rows if row.rule_id]:
        page.sets.show_rule(row.rule_id)
        assert page.pane.editor.sentence.text().endswith("."), row.rule_id
    assert page.desk.draft is not None
    assert page.desk.draft.undo_label is None
    assert page.desk.draft.changed == frozenset()


def test_copying_asks_for_a_name_and_makes_a_draft(frame: Frame, answer) -> None:
    page = rules(frame)
    frame.window.resize(1440, 900)
    QApplication.processEvents()
    answer(CopySheet, lambda sheet: sheet.name_line.setText("Harbour Clinic rules"))
    page.bar.next.click()
    assert page.desk.shown.is_draft
    assert (page.desk.shown.set_id, page.desk.shown.name) == ("harbour-clinic-rules", "Harbour Clinic rules")
    assert stored(frame).made_from == "intensive 1.0"
    assert page.trial.isVisible()


def test_a_number_typed_makes_the_sentence_at_once_and_is_one_step(frame: Frame) -> None:
    page = own_draft(frame)
    least = page.pane.editor.values.editors["hard_least"]
    assert isinstance(least, RouteValue) and not least.is_by_route
    type_into(least.one, "20")
    assert "20 h (Stop below)" in page.pane.editor.sentence.text()
    row = next(row for row in page.sets.rules.rows if row.rule_id == GAP)
    assert row.changed and "changed in this draft" in row.words
    page.undo()
    assert "18 h (Stop below)" in page.pane.editor.sentence.text()
    assert least.one.text() == "18"
    assert page.desk.draft is not None and page.desk.draft.undo_label is None
    page.redo()
    assert "20 h (Stop below)" in page.pane.editor.sentence.text()


def test_a_number_of_one_route_changes_that_route_only_and_shows_what_it_was(frame: Frame) -> None:
    page = own_draft(frame)
    least = page.pane.editor.values.editors["soft_least"]
    assert isinstance(least, RouteValue) and least.is_by_route
    from kapplanner.domain.session import Route

    type_into(least.lines[Route.IM], "50")
    assert "SC/IV 40 h" in page.pane.editor.sentence.text() and "IM 50 h" in page.pane.editor.sentence.text()
    assert least._asides[Route.IM].text() == "was 40 h"
    least.back.click()
    assert not least.is_by_route
    assert "at least 24 h (Caution below)" in page.pane.editor.sentence.text()


def test_a_value_outside_its_bounds_is_told_at_its_field_and_stays_as_typed(frame: Frame) -> None:
    page = own_draft(frame)
    least = page.pane.editor.values.editors["hard_least"]
    assert isinstance(least, RouteValue)
    for typed, told in (("25", "It is 25; it must be from 12 to 24."), ("x", "must be a number, not “x”")):
        type_into(least.one, typed)
        assert told in page.pane.editor.values.told["hard_least"].wrong.text()
        assert least.one.text() == typed
        assert not page.bar.next.isEnabled()
    type_into(least.one, "12")
    assert page.pane.editor.values.told["hard_least"].wrong.text() == ""
    assert page.bar.next.isEnabled()


def test_the_numbers_of_cases_are_typed_in_place_within_their_bounds(frame: Frame) -> None:
    page = own_draft(frame, "resting-readings")
    cases = page.pane.editor.values.editors["cases"]
    assert isinstance(cases, CasesValue)
    assert cases._bounds["hold-systolic"].text() == "150 to 170"
    type_into(cases.lines["hold-systolic"], "155")
    assert "systolic blood pressure at rest at least 155" in page.pane.editor.sentence.text().casefold()
    type_into(cases.lines["hold-systolic"], "149")
    assert "it must be from 150 to 170" in page.pane.editor.values.told["cases"].wrong.text()


def test_which_sessions_are_meant_is_changed_part_by_part(frame: Frame, answer) -> None:
    page = own_draft(frame, WEEK)
    sessions = page.pane.editor.values.editors["select"]
    assert isinstance(sessions, SessionsValue)
    assert sessions.words.text() == "medicine sessions"

    def fill(sheet: SessionsSheet) -> None:
        sheet.fields["routes"].boxes["IM"].setChecked(True)  # type: ignore[attr-defined]
        assert sheet.words.text() == "medicine sessions by IM"

    answer(SessionsSheet, fill)
    sessions.change.click()
    assert page.pane.editor.sentence.text().startswith("Medicine sessions by IM in any 7 days")


def test_a_rule_is_turned_off_only_with_a_reason(frame: Frame) -> None:
    page = own_draft(frame, WEEK)
    page.pane.editor.in_use.setChecked(False)
    assert "needs a reason" in page.pane.editor.told["off_reason"].wrong.text()
    assert not page.bar.next.isEnabled()
    type_into(page.pane.editor.texts["off_reason"], "We never give so many.")
    assert page.bar.next.isEnabled()
    assert page.desk.now.rule_set is not None and not page.desk.now.rule_set.rule(WEEK).enabled
    page.pane.editor.in_use.setChecked(True)
    assert "off_reason" not in page.desk.now.document.rule(WEEK)


def test_tier_scope_and_keeping_are_chosen(frame: Frame) -> None:
    page = own_draft(frame, WEEK)
    editor = page.pane.editor
    editor.tiers["soft"].chosen.emit("caution")
    editor.keeping.chosen.emit("never")
    editor.scope["residential"].box.setChecked(True)  # type: ignore[attr-defined]
    rule = page.desk.now.rules[WEEK]
    assert rule.tiers.soft is Tier.CAUTION
    assert rule.guard.residential
    assert "Applies to: retreats" in editor.sentence.text()
    assert rule.override.value == "never"


@pytest.mark.parametrize("form", sorted(rule_forms()))
def test_a_rule_of_every_form_is_made_without_code(frame: Frame, answer, form: str) -> None:
    page = own_draft(frame)

    def fill(sheet: NewRuleSheet) -> None:
        sheet.form.set_value(form)
        sheet.form.chosen.emit(form)
        sheet.title_line.setText("Our rule")

    answer(NewRuleSheet, fill)
    page.sets.new_rule.click()
    assert page.sets.rules.current == "our-rule"
    assert page.desk.now.problems == ()
    assert page.desk.now.rules["our-rule"].form.form == form
    assert page.pane.editor.sentence.text().endswith(".")
    page.undo()
    assert all(row.rule_id != "our-rule" for row in page.sets.rules.rows)


def test_an_example_that_does_not_hold_says_what_the_rule_says_and_keeps_the_version_back(frame: Frame, answer) -> None:
    page = own_draft(frame)
    page.pane.editor.examples.add.click()
    (row,) = page.pane.editor.examples.rows
    assert row.mark.accessibleName() == "holds"
    type_into(row.plan, "medicine D1 10:00 IM; medicine D2 10:00 IM")
    assert "The rule says: Caution. 24 h" in row.said.text()
    answer(ForceSheet, lambda sheet: sheet.name_line.setText("Dr A. Lindqvist"))
    page.bar.next.click()
    assert page.desk.shown.is_draft
    assert "passed was expected, the rule says Caution" in page.banner.sentence.text()
    row.outcome.chosen.emit("caution")
    assert row.mark.accessibleName() == "holds"
    type_into(row.plan, "dance D1")
    assert "is neither a session nor a fact" in row.said.text()


def test_a_version_is_put_in_force_by_a_named_clinician(frame: Frame, answer) -> None:
    page = own_draft(frame)
    page.pane.editor.tiers["soft"].chosen.emit("stop")
    seen: list[str] = []

    def fill(sheet: ForceSheet) -> None:
        seen.extend(label.text() for label in sheet.changes.findChildren(type(page.sets.about)))
        sheet.name_line.setText("")
        assert not sheet.do.isEnabled()
        sheet.name_line.setText("Dr A. Lindqvist")

    answer(ForceSheet, fill)
    page.bar.next.click()
    assert any("Gap between medicine sessions: changed" in text for text in seen)
    assert page.desk.shown.state == "version 1, in force"
    assert page.sets.about.text() == "Put in force by Dr A. Lindqvist on Tue 1 Dec 2026."
    shelf = frame.services.rule_shelf
    assert shelf.for_plan(RuleSetReference("harbour", "1")).rule_set.rule(GAP).tiers.soft is Tier.STOP
    assert shelf.for_template("intensive").rule_set.id == "harbour"
    assert page.bar.next.text() == "Change…"
    page.bar.next.click()
    assert page.desk.shown.is_draft and page.desk.draft is not None and page.desk.draft.changed == frozenset()


def test_a_discarded_draft_comes_back_by_the_toast(frame: Frame) -> None:
    page = own_draft(frame)
    page.pane.editor.tiers["soft"].chosen.emit("stop")
    page.sets.discard.click()
    assert page.desk.shown.set_id == "intensive"
    assert frame.services.rule_shelf.own_sets() == ()
    assert frame.window.bench is not None
    frame.window.bench.toast.undo_button.click()
    assert page.desk.draft is not None and page.desk.draft.changed == {GAP}


def test_a_draft_is_kept_when_one_leaves_or_the_window_closes(frame: Frame) -> None:
    page = own_draft(frame)
    page.pane.editor.tiers["soft"].chosen.emit("stop")
    page.bar.crumbs.shelf.click()
    assert stored(frame).rule(GAP)["soft"] == "stop"
    page = rules(frame)
    page.sets.chosen.emit(0)
    page.sets.show_rule(GAP)
    page.pane.editor.tiers["soft"].chosen.emit("note")
    frame.window.close()
    assert stored(frame).rule(GAP)["soft"] == "note"


def test_undo_of_the_menu_steps_through_the_draft_and_never_through_a_plan_that_is_not_shown(frame: Frame) -> None:
    frame.open("Sam R.")
    bench = frame.window.bench
    assert bench is not None and bench.plan_page is not None
    bench.plan_page.opened.bridge.select((bench.plan_page.opened.plan.sessions[3].id,))
    bench.plan_page.plan_view.asking.delete_sessions()
    before = bench.plan_page.opened.plan
    page = own_draft(frame)
    assert not bench.acts.by_id["undo"].isEnabled()
    page.pane.editor.tiers["soft"].chosen.emit("stop")
    assert bench.acts.by_id["undo"].isEnabled()
    bench.acts.by_id["undo"].trigger()
    assert page.desk.draft is not None and page.desk.draft.changed == frozenset()
    assert bench.plan_page.opened.plan == before
    page.bar.crumbs.shelf.click()
    assert bench._pages.currentWidget() is bench.plan_page
    assert bench.acts.by_id["undo"].isEnabled()


def test_a_rule_set_comes_in_as_a_draft_beside_what_is_here(frame: Frame, tmp_path: Path) -> None:
    document = document_at(resource("rules", "intensive.toml")).copied("harbour", "Harbour Clinic rules")
    raw = document.rule(GAP)
    file = tmp_path / "theirs.toml"
    file.write_bytes(as_toml(document.with_rule({**raw, "with": {**raw["with"], "hard_least": 12}})))
    page = own_draft(frame)
    page.desk.receive(file)
    assert page.desk.shown.set_id == "harbour-2"
    assert page.desk.draft is not None and page.desk.draft.changed == {GAP}
    assert {own.id for own in frame.services.rule_shelf.own_sets()} == {"harbour", "harbour-2"}


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b'id = "x"', b"[" * 100_000, b"\x00"])
def test_a_file_that_is_no_rule_set_is_refused_in_a_sentence(frame: Frame, tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "theirs.toml"
    file.write_bytes(data)
    page = rules(frame)
    page.desk.receive(file)
    assert page.banner.isVisible() and "theirs.toml" in page.banner.sentence.text()
    assert page.desk.shown.set_id == "intensive"


def test_what_is_exported_reads_back_equal(frame: Frame, tmp_path: Path) -> None:
    page = own_draft(frame)
    page.pane.editor.tiers["soft"].chosen.emit("stop")
    page.desk.write(tmp_path / "ours.toml")
    page.desk.receive(tmp_path / "ours.toml")
    assert page.desk.draft is not None
    assert page.desk.draft.document.rules == stored(frame).rules
    page.desk.write(tmp_path)
    assert "could not be written" in page.banner.sentence.text()


def test_two_sets_are_compared_rule_by_rule(frame: Frame, monkeypatch: pytest.MonkeyPatch) -> None:
    from kapplanner.ui.rules.compare import CompareVersions

    seen: list[CompareVersions] = []
    monkeypatch.setattr(CompareVersions, "exec", lambda dialog: seen.append(dialog) or 0)
    page = rules(frame)
    page.bar.compare.click()
    (dialog,) = seen
    dialog.before.set_value("Intensive rules, version 1.0")
    dialog.after.set_value("Conservative rules, version 1.0")
    dialog.after.chosen.emit(dialog.after.value)
    texts = [label.text() for label in dialog.list.findChildren(type(page.sets.about))]
    assert "Medicine sessions in 7 days: changed" in texts
    assert any("Numbers of SL" in text for text in texts)


def test_rules_are_found_by_number_and_word(frame: Frame) -> None:
    page = rules(frame)
    page.sets.search.setText("R3")
    assert [row.rule_id for row in page.sets.rules.rows if row.rule_id][:1] == [GAP]
    page.sets.search.setText("gap medicine")
    assert GAP in {row.rule_id for row in page.sets.rules.rows}
    page.sets.search.setText("zzz")
    assert page.sets.rules.rows == []


def test_every_control_has_a_name_and_room_for_a_finger(frame: Frame, qtbot: QtBot) -> None:
    page = own_draft(frame)
    for rule in (GAP, WEEK, "resting-readings", "site-equipment"):
        if any(row.rule_id == rule for row in page.sets.rules.rows):
            page.sets.show_rule(rule)
            QApplication.processEvents()
            assert nameless(page) == []
            assert too_small(page) == []


def test_the_page_is_gone_through_by_keyboard(frame: Frame) -> None:
    page = own_draft(frame)
    page.sets.search.setFocus()
    QTest.keyClick(page.sets.search, Qt.Key.Key_Down)
    assert page.sets.rules.hasFocus()
    before = page.sets.rules.current
    QTest.keyClick(page.sets.rules, Qt.Key.Key_Down)
    assert page.sets.rules.current not in ("", before)
    assert page.pane.editor._rule_id == page.sets.rules.current


def test_a_damaged_version_is_told_on_the_page(frame: Frame, answer) -> None:
    page = own_draft(frame)
    answer(ForceSheet, lambda sheet: sheet.name_line.setText("Dr A. Lindqvist"))
    page.bar.next.click()
    file = frame.services.library_path.parent / "rules" / "harbour" / "1.toml"
    file.write_bytes(file.read_bytes()[:5000])
    page = rules(frame)
    assert "was changed or damaged after Dr A. Lindqvist put it in force" in page.banner.sentence.text()


def test_every_rule_says_how_it_came_out_for_the_open_plan(frame: Frame) -> None:
    frame.open("Sam R.")
    page = rules(frame)
    row = next(row for row in page.sets.rules.rows if row.rule_id == "sessions-do-not-overlap")
    assert row.outcome == "passed" and "this plan: passed" in row.words
    page.sets.search.setText("could not be checked")
    page.sets.show_rule("dose-per-kilogram")
    assert page.pane.reading.rows["In the open plan"].text().startswith("could not be checked\n")
    page.sets.search.clear()
    page.sets.chosen.emit(next(n for n, each in enumerate(page.desk.choices) if each.set_id == "outpatient"))
    assert all(row.outcome == "" for row in page.sets.rules.rows)  # the plan is not judged by this set


def test_a_finding_leads_to_its_rule_and_back(frame: Frame) -> None:
    frame.open("Sam R.")
    bench = frame.window.bench
    assert bench is not None and bench.plan_page is not None
    bridge = bench.plan_page.opened.bridge
    first = next(s for s in bridge.workspace.plan.sessions if s.is_medicine)
    from kapplanner.editing.commands import MoveSession

    bridge.do(MoveSession(first.id, first.start.replace(hour=6)))
    bench.plan_page.show_check_step()
    panel = bench.plan_page._check()
    row = panel.model.row_of(bridge.workspace.report.findings[0].fingerprint)
    panel.view.selectRow(row)
    panel.detail.open_rule.click()
    assert bench.rules_page is not None
    assert bench.rules_page.sets.rules.current == bridge.workspace.report.findings[0].rule
    bench.rules_page.bar.crumbs.shelf.click()
    assert bench._pages.currentWidget() is bench.plan_page


def test_the_numbers_of_a_route_are_read_and_changed_within_their_bounds(frame: Frame) -> None:
    page = rules(frame)
    page.sets.show_rule("routes.IM")
    assert page.pane.title.whole_text == "Injection, intramuscular (IM)"
    assert page.pane.routes.lines["solids"].text() == "360"
    assert page.pane.routes.lines["solids"].isReadOnly()
    page = own_draft(frame, "routes.IM")
    observed = page.pane.routes.lines["observation"]
    assert not observed.isReadOnly()
    type_into(observed, "150")
    assert "min, 30 to 480, was 120" in page.pane.routes.told["observation"].aside.text()
    assert page.desk.now.rule_set is not None
    from kapplanner.domain.session import Route

    assert page.desk.now.rule_set.routes[Route.IM].observation_minutes == 150
    row = next(row for row in page.sets.rules.rows if row.rule_id == "routes.IM")
    assert row.changed
    type_into(observed, "29")
    assert "observation: it is 29; it must be from 30 to 480" in page.pane.routes.problem.text()
    assert not page.bar.next.isEnabled()
    type_into(observed, "")
    assert "observation" in page.pane.routes.problem.text()
    page.undo()
    assert page.desk.draft is not None and page.desk.draft.changed == frozenset()
    assert observed.text() == "120"


def test_a_clock_time_of_a_route_is_typed_and_kept_as_one(frame: Frame) -> None:
    page = own_draft(frame, "routes.SL")
    type_into(page.pane.routes.lines["driving_not_before"], "8:30")
    assert page.desk.now.problems == ()
    page.desk.keep_now()
    from kapplanner.domain.session import Route

    assert stored(frame).routes[Route.SL]["driving_not_before"].isoformat() == "08:30:00"
    type_into(page.pane.routes.lines["driving_not_before"], "noonish")
    assert page.desk.now.problems != ()
