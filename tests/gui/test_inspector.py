"""The session pane: one field, one step; several sessions; what is refused; what it is called for a screen reader."""

from datetime import date, time

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QStyleOptionComboBox, QWidget
from pytestqt.qtbot import QtBot

from kapplanner.codec.rule_sets import rule_set_named
from kapplanner.codec.sample import sample_plan
from kapplanner.domain.people import Escort, EscortKind, Practitioner, Role
from kapplanner.domain.places import Room
from kapplanner.domain.plan import Plan
from kapplanner.domain.quantities import PlannedDose
from kapplanner.domain.session import Booster, ExposureNeed, Route, Session, SessionKind
from kapplanner.editing.commands.sessions import LockSessions
from kapplanner.rules.words import route_name
from kapplanner.ui.bridge import PlanBridge
from kapplanner.ui.editors.choices import ChoiceCombo, Option
from kapplanner.ui.editors.fields import ReadField
from kapplanner.ui.editors.inspector import Inspector
from kapplanner.ui.editors.words import route_in_brief
from kapplanner.ui.theme import Theme
from tests.support import build
from tests.support.look import light_theme
from tests.support.panes import opened
from tests.support.screen import nameless, too_small

HOSTILE = "<b>Bob</b> & “O'Neil” مرحبا 🌿 {n} %s"
TEAM = (
    Practitioner("p1", "Dr A. Lindqvist", (Role.PRESCRIBER,)),
    Practitioner("p2", HOSTILE, (Role.MONITOR,)),
)


def course() -> Plan:
    doses = [
        build.medicine(f"D{day}", route="IM", dose="45 mg", id=f"m{day}", people=(build.assigned("prescriber", "p1"),))
        for day in (2, 4, 6)
    ]
    talk = build.session("integration", "D3", "10:00", 60, modality="emdr", id="talk", checklist=("grounding",))
    arrival = build.session("travel", "D1", "14:00", 60, id="travel")
    rooms = (Room("r1", "Room 2"),)
    return build.plan(*doses, talk, arrival, weight="75 kg", practitioners=TEAM, rooms=rooms)


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return light_theme()


@pytest.fixture
def bridge() -> PlanBridge:
    return opened(course())


@pytest.fixture
def pane(qtbot: QtBot, theme: Theme, bridge: PlanBridge) -> Inspector:
    made = Inspector(bridge, theme)
    qtbot.addWidget(made)
    made.resize(theme.px(312), 900)
    made.show()
    return made


def type_into(field: ReadField, text: str) -> None:
    field.edit.selectAll()
    QTest.keyClicks(field.edit, text)
    QTest.keyClick(field.edit, Qt.Key.Key_Return)


def session(bridge: PlanBridge, session_id: str) -> Session:
    return bridge.workspace.plan.session(session_id)


def test_nothing_selected_says_what_to_do(pane: Inspector) -> None:
    words = [label.text() for label in pane.findChildren(QLabel) if label.isVisibleTo(pane)]
    assert "No session selected" in words
    assert not pane.when.isVisible()


def test_a_selected_session_is_shown_with_its_day_end_and_dose_at_the_weight(
    pane: Inspector, bridge: PlanBridge
) -> None:
    bridge.select(("m4",))
    assert pane.head.name.text() == "Medicine 2 of 3"
    assert pane.head.day.text() == "Wed 9 Dec 2026, day 4"
    assert pane.when.length.readback.text() == "ends 12:30"
    assert pane.medicine.dose.readback.text() == "0.6\u00a0mg/kg at 75\u00a0kg"
    assert pane.medicine.delay.readback.text() == "dose at 09:30"


def test_a_new_start_is_one_step_that_undo_takes_back(pane: Inspector, bridge: PlanBridge) -> None:
    bridge.select(("m4",))
    type_into(pane.when.start, "2p")
    assert session(bridge, "m4").start.time() == time(14)
    assert pane.when.length.readback.text() == "ends 17:00"
    bridge.undo()
    assert session(bridge, "m4").start.time() == time(9, 30)
    assert pane.when.start.edit.text() == "09:30"


def test_a_new_date_and_length_are_taken_over(pane: Inspector, bridge: PlanBridge) -> None:
    bridge.select(("talk",))
    type_into(pane.when.date, "day 5")
    type_into(pane.when.length, "45")
    assert session(bridge, "talk").day == date(2026, 12, 10)
    assert session(bridge, "talk").minutes == 45


def test_a_time_that_the_clocks_skip_is_refused_beside_the_field_and_the_plan_stays(qtbot: QtBot, theme: Theme) -> None:
    first_day = date(2027, 3, 12)
    plan = build.plan(build.session("rest", "D3", "08:00", id="r", first_day=first_day), first_day=first_day)
    bridge = opened(plan)
    before = bridge.workspace.plan
    pane = Inspector(bridge, theme)
    qtbot.addWidget(pane)
    pane.show()
    bridge.select(("r",))
    type_into(pane.when.start, "02:30")
    assert bridge.workspace.plan == before
    assert pane.when.start.edit.text() == "02:30"
    assert "clocks go forward" in pane.when.start.reason.text()
    assert pane.when.start.value == time(8)


def test_a_locked_session_says_why_its_time_cannot_be_changed(pane: Inspector, bridge: PlanBridge) -> None:
    bridge.select(("talk",))
    pane.bar.lock.click()
    assert session(bridge, "talk").locked
    assert not pane.when.start.edit.isEnabled()
    assert "Unlock" in pane.when.length.reason.text()
    assert pane.bar.lock.accessibleName() == "Unlock session"
    pane.bar.lock.click()
    assert pane.when.start.edit.isEnabled()


def test_the_route_is_chosen_from_seven_by_full_name(pane: Inspector, bridge: PlanBridge) -> None:
    bridge.select(("m4",))
    names = [pane.medicine.route.itemText(i) for i in range(pane.medicine.route.count())]
    assert len(names) == 7
    assert "Injection, under the skin (SC)" in names
    assert all(not pane.medicine.route.itemIcon(i).isNull() for i in range(7))


def test_another_route_takes_the_old_amount_out_and_says_so(pane: Inspector, bridge: PlanBridge) -> None:
    bridge.select(("m4",))
    pane.medicine.route.setCurrentIndex(list(Route).index(Route.IV))
    pane.medicine.route.activated.emit(list(Route).index(Route.IV))
    medicine = session(bridge, "m4").medicine
    assert medicine is not None
    assert (medicine.route, medicine.dose.is_undecided, medicine.infusion_minutes) == (Route.IV, True, 40)
    assert "taken out" in pane.medicine.dose.reason.text()
    bridge.undo()
    again = session(bridge, "m4").medicine
    assert again is not None and again.dose == PlannedDose.parse("45 mg")


@pytest.mark.parametrize(
    ("weight", "caution", "stop"),
    [("75 kg", "75", "112"), ("100 kg", "90", "150"), ("89.9 kg", "89", "134")],
)
def test_the_meter_shows_the_lower_of_both_limits_rounded_down(
    qtbot: QtBot, theme: Theme, weight: str, caution: str, stop: str
) -> None:
    bridge = opened(build.plan(build.medicine("D2", route="IM", dose="45 mg", id="m"), weight=weight))
    pane = Inspector(bridge, theme)
    qtbot.addWidget(pane)
    bridge.select(("m",))
    assert pane.medicine.meter.words == f"dose 45 mg, Caution above {caution} mg, Stop above {stop} mg"
    assert pane.medicine.meter.accessibleDescription() == pane.medicine.meter.words


def test_the_meter_counts_the_booster_as_the_rules_do(pane: Inspector, bridge: PlanBridge) -> None:
    bridge.select(("m4",))
    type_into(pane.medicine.booster, "10 mg after 30 min")
    medicine = session(bridge, "m4").medicine
    assert medicine is not None and medicine.booster == Booster(PlannedDose.parse("10 mg"), 30)
    assert pane.medicine.meter.words.startswith("dose 55 mg")


def test_without_a_weight_the_meter_gives_way_to_a_button_that_leads_there(qtbot: QtBot, theme: Theme) -> None:
    bridge = opened(build.plan(build.medicine("D2", route="IM", dose="45 mg", id="m")))
    pane = Inspector(bridge, theme)
    qtbot.addWidget(pane)
    pane.show()
    bridge.select(("m",))
    assert not pane.medicine.meter.isVisible()
    assert pane.medicine.dose.readback.text() == "weight not entered"
    with qtbot.waitSignal(bridge.fieldWanted) as told:
        pane.medicine.enter_weight.click()
    assert told.args == ["patient.weight"]


def test_not_entered_and_none_are_different_people(pane: Inspector, bridge: PlanBridge) -> None:
    bridge.select(("m4",))
    monitor = pane.people.roles[Role.MONITOR]
    assert monitor.currentText() == "Not entered"
    place = monitor.findText("None")
    monitor.setCurrentIndex(place)
    monitor.activated.emit(place)
    entry = session(bridge, "m4").practitioner_as(Role.MONITOR)
    assert entry is not None and entry.practitioner is None
    monitor.setCurrentIndex(0)
    monitor.activated.emit(0)
    assert session(bridge, "m4").practitioner_as(Role.MONITOR) is None


def test_a_hostile_name_is_shown_letter_by_letter_and_can_be_assigned(pane: Inspector, bridge: PlanBridge) -> None:
    bridge.select(("m4",))
    monitor = pane.people.roles[Role.MONITOR]
    place = monitor.findText(HOSTILE)
    assert place > 0
    monitor.activated.emit(place)
    entry = session(bridge, "m4").practitioner_as(Role.MONITOR)
    assert entry is not None and entry.practitioner == "p2"
    assert monitor.currentText() == HOSTILE


def test_adding_a_person_leads_to_the_team_and_changes_nothing(
    qtbot: QtBot, pane: Inspector, bridge: PlanBridge
) -> None:
    bridge.select(("m4",))
    before = bridge.workspace.plan
    monitor = pane.people.roles[Role.MONITOR]
    with qtbot.waitSignal(bridge.fieldWanted) as told:
        monitor.activated.emit(monitor.count() - 1)
    assert told.args == ["practitioners"]
    assert bridge.workspace.plan is before
    assert monitor.currentText() == "Not entered"


def test_the_escort_is_entered_with_name_and_hours(pane: Inspector, bridge: PlanBridge) -> None:
    bridge.select(("m4",))
    escort = pane.people.escort
    escort.kind.activated.emit(escort.kind.findText("Named adult"))
    QTest.keyClicks(escort.name, "Kim")
    type_into(escort.hours, "24")
    medicine = session(bridge, "m4").medicine
    assert medicine is not None
    assert medicine.escort == Escort(EscortKind.NAMED_ADULT, "Kim", hours=24)


@pytest.mark.parametrize(
    ("typed", "minutes", "leaving"),
    [
        ("0, 15, 30 min, leaving", (0, 15, 30), True),
        ("0 40 90", (0, 40, 90), False),
        ("none", (), False),
        ("leaving", None, True),
    ],
)
def test_vital_signs_are_typed_as_minutes(
    pane: Inspector, bridge: PlanBridge, typed: str, minutes: tuple[int, ...] | None, leaving: bool
) -> None:
    bridge.select(("m4",))
    type_into(pane.medicine.readings, "5")
    type_into(pane.medicine.readings, typed)
    medicine = session(bridge, "m4").medicine
    assert medicine is not None
    assert (medicine.vital_signs_minutes, medicine.vital_signs_before_leaving) == (minutes, leaving)


def test_minutes_that_do_not_rise_are_refused(pane: Inspector, bridge: PlanBridge) -> None:
    bridge.select(("m4",))
    before = bridge.workspace.plan
    type_into(pane.medicine.readings, "30, 15")
    assert bridge.workspace.plan is before
    assert "rise" in pane.medicine.readings.reason.text()


def test_several_sessions_say_mixed_and_only_the_touched_field_changes(pane: Inspector, bridge: PlanBridge) -> None:
    bridge.select(("m2", "m4", "m6"))
    assert pane.head.name.text() == "3 sessions"
    assert pane.when.date.edit.placeholderText() == "Mixed"
    assert pane.medicine.dose.edit.text() == "45 mg"
    before = {i: session(bridge, i) for i in ("m2", "m4", "m6")}
    type_into(pane.medicine.dose, "50 mg")
    for session_id, old in before.items():
        assert old.medicine is not None
        now = session(bridge, session_id)
        assert now.medicine is not None and now.medicine.dose == PlannedDose.parse("50 mg")
        assert (now.start, now.people, now.minutes) == (old.start, old.people, old.minutes)
    bridge.undo()
    assert {i: session(bridge, i) for i in before} == before, "one step"


def test_a_session_and_what_is_bound_to_it_move_once_when_both_are_selected(qtbot: QtBot, theme: Theme) -> None:
    check = build.session("measure", "D2", "08:40", 20, id="check", bound_to="m")
    bridge = opened(build.plan(check, build.medicine("D2", id="m")))
    pane = Inspector(bridge, theme)
    qtbot.addWidget(pane)
    bridge.select(("check", "m"))
    type_into(pane.when.date, "day 4")
    assert session(bridge, "check").start == build.at("D4", "08:40")
    assert session(bridge, "m").start == build.at("D4", "09:30")


def test_a_session_without_medicine_says_so_instead_of_showing_empty_fields(
    pane: Inspector, bridge: PlanBridge
) -> None:
    bridge.select(("talk",))
    assert pane.medicine.why.text() == "No medicine in this session."
    assert not pane.medicine.rows.isVisible()
    bridge.select(("talk", "m2"))
    assert pane.medicine.why.text() == "Not all selected sessions give medicine."


def test_a_talk_can_become_a_medicine_session_by_the_usual_route_and_back(pane: Inspector, bridge: PlanBridge) -> None:
    bridge.select(("talk",))
    kinds = list(SessionKind)
    pane.what.kind.activated.emit(kinds.index(SessionKind.MEDICINE))
    medicine = session(bridge, "talk").medicine
    assert medicine is not None and medicine.route is Route.IM and medicine.dose.is_undecided
    assert session(bridge, "talk").modality is None
    pane.what.kind.activated.emit(kinds.index(SessionKind.REST))
    assert session(bridge, "talk").medicine is None


def test_an_exposure_task_that_was_not_asked_about_is_not_one_without_needs(
    pane: Inspector, bridge: PlanBridge
) -> None:
    bridge.select(("talk",))
    pane.what.modality.activated.emit(pane.what.modality.findText("Exposure"))
    needs = pane.what.needs
    assert needs.isVisible() and not needs.asked.isChecked()
    assert session(bridge, "talk").exposure_needs is None
    needs.asked.click()
    assert session(bridge, "talk").exposure_needs == ()
    needs.boxes[ExposureNeed.DRIVING].click()
    assert session(bridge, "talk").exposure_needs == (ExposureNeed.DRIVING,)


def test_a_checklist_item_is_ticked_off_and_added(pane: Inspector, bridge: PlanBridge) -> None:
    bridge.select(("talk",))
    box = pane.lists.checklist.boxes["grounding"]
    assert box.isChecked()
    box.click()
    assert session(bridge, "talk").checklist == ()
    QTest.keyClicks(pane.lists.checklist.entry, "suicide-risk screen")
    QTest.keyClick(pane.lists.checklist.entry, Qt.Key.Key_Return)
    assert session(bridge, "talk").checklist == ("suicide-risk screen",)


def test_typing_words_for_the_patient_is_one_step_until_the_field_is_left(pane: Inspector, bridge: PlanBridge) -> None:
    bridge.select(("talk",))
    QTest.keyClicks(pane.words.patient_text, "Rest well")
    assert session(bridge, "talk").patient_text == "Rest well"
    pane.words.patient_text.left.emit()
    QTest.keyClicks(pane.words.patient_text, ".")
    bridge.undo()
    assert session(bridge, "talk").patient_text == "Rest well"
    bridge.undo()
    assert session(bridge, "talk").patient_text == ""
    assert pane.words.patient_text.toPlainText() == ""


def test_a_hidden_character_in_a_note_is_refused_in_words_and_stays_to_be_mended(
    pane: Inspector, bridge: PlanBridge
) -> None:
    bridge.select(("talk",))
    pane.words.note.setPlainText("a\u202eb")
    assert session(bridge, "talk").note == ""
    assert "hidden character" in pane.words.refused.text()
    assert pane.words.note.toPlainText() == "a\u202eb"


def test_the_wheel_never_changes_a_choice(pane: Inspector, bridge: PlanBridge) -> None:
    bridge.select(("m4",))
    before = bridge.workspace.plan
    box = pane.medicine.route
    box.setFocus()
    turn = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, -120), QPoint(0, -120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(box, turn)
    assert turn.type() is QEvent.Type.Wheel
    assert bridge.workspace.plan is before
    assert box.currentText().endswith("(IM)")


def test_a_plan_to_look_at_only_says_so_beside_the_field(qtbot: QtBot, theme: Theme) -> None:
    bridge = opened(course(), read_only=True)
    pane = Inspector(bridge, theme)
    qtbot.addWidget(pane)
    bridge.select(("m4",))
    type_into(pane.when.start, "10:00")
    assert "look at only" in pane.when.start.reason.text()
    assert session(bridge, "m4").start.time() == time(9, 30)


def test_a_missing_fact_is_led_to_its_field(pane: Inspector, bridge: PlanBridge) -> None:
    bridge.select(("m4",))
    assert pane.show_field("medicine.dose")
    assert pane.show_field("people.monitor")
    assert not pane.show_field("weather")


@pytest.mark.parametrize("ids", [("m4",), ("talk",), ("travel",), ("m2", "talk")])
def test_every_control_has_a_name_and_a_target_of_24_px(
    pane: Inspector, bridge: PlanBridge, ids: tuple[str, ...]
) -> None:
    bridge.select(ids)
    assert nameless(pane) == []
    assert too_small(pane) == []


def test_every_label_of_a_row_is_the_buddy_of_its_field(pane: Inspector, bridge: PlanBridge) -> None:
    bridge.select(("m4",))
    for group in pane.groups:
        for field, label in group._labels.items():
            assert label.buddy() is field


def test_a_missing_fact_of_the_selected_session_gets_the_focus(pane: Inspector, bridge: PlanBridge) -> None:
    bridge.select(("m4",))
    bridge.fieldWanted.emit("session.m4.medicine.dose")
    assert pane.focusWidget() is pane.medicine.dose.edit


def test_a_role_entered_as_none_carries_the_tier_that_speaks_about_it(qtbot: QtBot, theme: Theme) -> None:
    bridge = opened(sample_plan(), rule_set_named("intensive"))
    pane = Inspector(bridge, theme)
    qtbot.addWidget(pane)
    medicine = bridge.workspace.plan.medicine_sessions[1]
    bridge.select((medicine.id,))
    monitor = pane.people.roles[Role.MONITOR]
    assert monitor.styleSheet() == ""
    monitor.activated.emit(monitor.findText("None"))
    assert monitor.accessibleDescription() == "Monitor, Stop"
    assert not monitor.itemIcon(monitor.currentIndex()).isNull()
    bridge.undo()
    assert monitor.styleSheet() == ""
    assert monitor.itemIcon(monitor.findText("None")).isNull()


def test_the_shipped_rules_give_the_meter_its_limits(qtbot: QtBot, theme: Theme) -> None:
    bridge = opened(sample_plan(), rule_set_named("intensive"))
    pane = Inspector(bridge, theme)
    qtbot.addWidget(pane)
    bridge.select((bridge.workspace.plan.medicine_sessions[1].id,))
    assert pane.medicine.meter.words.endswith("Caution above 75 mg, Stop above 112 mg"), "75 kg by IM (visual.md 7)"


def test_a_medicine_session_leads_to_the_integration_that_follows_it(pane: Inspector, bridge: PlanBridge) -> None:
    bridge.select(("m2",))
    following = pane.what.following
    assert not following.isHidden()
    assert following.session is not None and following.session.id == "talk"
    following.click()
    assert bridge.selection == ("talk",)
    assert following.isHidden()


def test_where_no_integration_follows_a_session_can_be_added_after_the_block(qtbot: QtBot, theme: Theme) -> None:
    bridge = opened(build.plan(build.medicine("D2", id="m", minutes=180), build.medicine("D3", id="n")))
    made = Inspector(bridge, theme)
    qtbot.addWidget(made)
    bridge.select(("m",))
    assert made.what.following.text().strip() == "Add session…"
    with qtbot.waitSignal(made.addWanted) as asked:
        made.what.following.click()
    assert asked.args == [build.at("D2", "12:30")]


def test_the_pane_offers_to_move_and_duplicate_one_session_only(pane: Inspector, bridge: PlanBridge) -> None:
    bridge.select(("talk",))
    assert not pane.when.move_button.isHidden() and not pane.bar.duplicate.isHidden()
    bridge.do(LockSessions(frozenset({"talk"}), True))
    assert pane.when.move_button.isHidden()
    bridge.select(("talk", "m2"))
    assert pane.when.move_button.isHidden() and pane.bar.duplicate.isHidden() and not pane.bar.more.isHidden()


def test_a_route_without_room_stands_in_brief_and_is_whole_for_assistive_technology(theme: Theme, qtbot: QtBot) -> None:
    box = ChoiceCombo(theme, "Route", icon_when_closed=False)
    qtbot.addWidget(box)
    box.set_options(tuple(Option(route_name(r), r, short=route_in_brief(r)) for r in Route))
    box.set_value(Route.SL)
    shown = QStyleOptionComboBox()
    box.resize(300, 28)
    box.initStyleOption(shown)
    assert shown.currentText == "Lozenge, under the tongue (SL)"
    box.resize(170, 28)
    box.initStyleOption(shown)
    assert shown.currentText == "Under the tongue (SL)"
    assert box.currentText() == "Lozenge, under the tongue (SL)"


def test_what_assistive_technology_enters_without_the_focus_is_taken_over_too(
    qtbot: QtBot, pane: Inspector, bridge: PlanBridge
) -> None:
    bridge.select(("m4",))
    start = QAccessible.queryAccessibleInterface(pane.when.start.edit)
    start.setText(QAccessible.Text.Value, "14:00")
    assert pane.when.start.edit.accessibleDescription() == "2:00\u00a0pm"
    qtbot.waitUntil(lambda: session(bridge, "m4").start.time() == time(14))
    title = QAccessible.queryAccessibleInterface(pane.what.name_line)
    title.setText(QAccessible.Text.Value, "Music")
    assert session(bridge, "m4").title == "Music"


def test_a_tooltip_reaches_assistive_technology_without_its_markup(pane: Inspector, bridge: PlanBridge) -> None:
    bridge.select(("m4",))
    for widget in pane.findChildren(QWidget):
        interface = QAccessible.queryAccessibleInterface(widget)
        assert "<qt>" not in interface.text(QAccessible.Text.Description)
    monitor = pane.people.roles[Role.MONITOR]
    assert monitor.accessibleDescription() == "Monitor"


@pytest.mark.parametrize("width", [292, 312])
def test_nothing_in_the_pane_is_wider_than_the_pane(qtbot: QtBot, theme: Theme, width: int) -> None:
    bridge = opened(sample_plan(), rule_set_named("intensive"))
    made = Inspector(bridge, theme)
    qtbot.addWidget(made)
    made.resize(theme.px(width), 800)
    made.show()
    for one in bridge.workspace.plan.sessions[:16]:
        bridge.select((one.id,))
        page = made.area.widget()
        QApplication.processEvents()
        assert page.minimumSizeHint().width() <= made.area.viewport().width(), one.kind


def toggle(widget: QWidget) -> None:
    """What a screen reader does to a check box: it is toggled, not clicked."""
    QAccessible.queryAccessibleInterface(widget).actionInterface().doAction("Toggle")


def test_what_a_screen_reader_toggles_is_in_the_plan(pane: Inspector, bridge: PlanBridge) -> None:
    bridge.select(("talk",))
    toggle(pane.lists.checklist.boxes["grounding"])
    assert session(bridge, "talk").checklist == ()
    pane.what.modality.chosen.emit("exposure")
    toggle(pane.what.needs.asked)
    assert session(bridge, "talk").exposure_needs == ()
    toggle(pane.what.needs.boxes[ExposureNeed.DRIVING])
    assert session(bridge, "talk").exposure_needs == (ExposureNeed.DRIVING,)
    toggle(pane.bar.lock)
    assert session(bridge, "talk").locked
    steps = bridge.workspace.undo_label
    bridge.select(("m4",))
    bridge.select(("talk",))
    assert bridge.workspace.undo_label == steps, "showing is no step"


def test_the_date_is_whole_in_the_narrowest_pane(qtbot: QtBot, theme: Theme) -> None:
    bridge = opened(sample_plan(), rule_set_named("intensive"))
    made = Inspector(bridge, theme)
    qtbot.addWidget(made)
    made.resize(theme.px(292), 800)
    made.show()
    bridge.select((bridge.workspace.plan.medicine_sessions[1].id,))
    QApplication.processEvents()
    edit = made.when.date.edit
    padding, calendar = 2 * theme.px(8) + 4, theme.px(22)
    assert edit.fontMetrics().horizontalAdvance(edit.text()) <= edit.width() - padding - calendar
