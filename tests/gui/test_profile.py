"""Patient, health, place, team and rooms: one field, one step; "not asked" apart from "no"."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kapplanner.domain.identity import CountedIds
from kapplanner.domain.people import Answer, Contact, EarlierTreatment, EscortKind, Medicine, Practitioner, Role
from kapplanner.domain.places import Retreat, Room
from kapplanner.domain.quantities import BloodPressure, BodyMass
from kapplanner.editing.commands.sessions import AssignRole
from kapplanner.ui.bridge import PlanBridge
from kapplanner.ui.dialogs.profile import ProfileDialog
from kapplanner.ui.dialogs.profile_lists import MedicineRow, MedicinesEditor, TreatmentRow, TreatmentsEditor
from kapplanner.ui.editors.choices import ChoiceCombo
from kapplanner.ui.editors.fields import ReadField
from kapplanner.ui.editors.texts import TypedLine
from kapplanner.ui.theme import Theme
from tests.support import build
from tests.support.look import light_theme
from tests.support.panes import opened
from tests.support.screen import nameless, too_small

HOSTILE = "<b>Bob</b> & “O'Neil” مرحبا 🌿 {n} %s"


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return light_theme()


@pytest.fixture
def bridge() -> PlanBridge:
    first = build.FIRST_DAY
    return opened(
        build.plan(
            build.medicine("D2", route="IM", dose="45 mg", id="m"),
            practitioners=(Practitioner("p1", "Dr A.", (Role.PRESCRIBER,)),),
            rooms=(Room("r1", "Room 2"),),
            retreat=Retreat(first, first.replace(day=19)),
        )
    )


@pytest.fixture
def dialog(qtbot: QtBot, theme: Theme, bridge: PlanBridge) -> ProfileDialog:
    made = ProfileDialog(bridge, theme, ids=CountedIds("new"))
    qtbot.addWidget(made)
    made.resize(made.sizeHint())
    made.show()
    return made


def field(dialog: ProfileDialog, name: str) -> QWidget:
    return next(page.fields[name] for page in dialog.pages if name in page.fields)


def type_into(dialog: ProfileDialog, name: str, text: str) -> None:
    found = field(dialog, name)
    assert isinstance(found, ReadField)
    found.edit.selectAll()
    QTest.keyClicks(found.edit, text)
    QTest.keyClick(found.edit, Qt.Key.Key_Return)


def choose(dialog: ProfileDialog, name: str, words: str) -> None:
    box = field(dialog, name)
    assert isinstance(box, ChoiceCombo)
    box.activated.emit(box.findText(words))


def test_a_missing_weight_is_led_to_and_entered_and_the_rules_see_it(dialog: ProfileDialog, bridge: PlanBridge) -> None:
    missing = {name for row in bridge.workspace.report.not_checked for name in row.missing}
    assert "patient.weight" in missing
    assert dialog.show_field("patient.weight")
    type_into(dialog, "patient.weight", "75 kg")
    assert bridge.workspace.plan.patient.weight == BodyMass.parse("75 kg")
    assert not {name for row in bridge.workspace.report.not_checked for name in row.missing} & {"patient.weight"}
    bridge.undo()
    assert bridge.workspace.plan.patient.weight is None
    weight = field(dialog, "patient.weight")
    assert isinstance(weight, ReadField) and weight.edit.text() == ""


def test_a_weight_without_a_unit_is_refused(dialog: ProfileDialog, bridge: PlanBridge) -> None:
    type_into(dialog, "patient.weight", "75")
    assert bridge.workspace.plan.patient.weight is None
    weight = field(dialog, "patient.weight")
    assert isinstance(weight, ReadField) and "no unit" in weight.reason.text()


def test_not_asked_yes_and_no_are_three_answers(dialog: ProfileDialog, bridge: PlanBridge) -> None:
    name = "profile.frail"
    assert bridge.workspace.plan.profile.frail is Answer.NOT_ASKED
    choose(dialog, name, "No")
    assert bridge.workspace.plan.profile.frail is Answer.NO
    choose(dialog, name, "Not asked")
    assert bridge.workspace.plan.profile.frail is Answer.NOT_ASKED


def test_blood_pressure_and_pulse_are_entered_and_emptied_again(dialog: ProfileDialog, bridge: PlanBridge) -> None:
    type_into(dialog, "profile.vital_signs.blood_pressure", "128/82")
    signs = bridge.workspace.plan.profile.vital_signs
    assert signs is not None and signs.blood_pressure == BloodPressure(128, 82)
    type_into(dialog, "profile.vital_signs.pulse", "900")
    pulse = field(dialog, "profile.vital_signs.pulse")
    assert isinstance(pulse, ReadField) and "cannot be meant" in pulse.reason.text()
    pressure = field(dialog, "profile.vital_signs.blood_pressure")
    assert isinstance(pressure, ReadField)
    pressure.edit.clear()
    pressure.commit()
    assert bridge.workspace.plan.profile.vital_signs is None, "nothing taken is not a reading"


def test_consent_and_days_of_earlier_ketamine_are_entered(dialog: ProfileDialog, bridge: PlanBridge) -> None:
    choose(dialog, "profile.consent.given", "Yes")
    type_into(dialog, "profile.consent.given_on", "30 nov 2026")
    type_into(dialog, "profile.earlier_ketamine.days", "3 mar 2026, 10 mar 2026")
    profile = bridge.workspace.plan.profile
    assert (profile.consent.given, profile.consent.given_on) == (Answer.YES, date(2026, 11, 30))
    assert profile.earlier_ketamine.days == (date(2026, 3, 3), date(2026, 3, 10))


def test_medicines_not_asked_none_and_some(dialog: ProfileDialog, bridge: PlanBridge) -> None:
    editor = field(dialog, "profile.medicines")
    assert isinstance(editor, MedicinesEditor)
    editor.asked.activated.emit(editor.asked.findText("No"))
    assert bridge.workspace.plan.profile.medicines == ()
    editor.asked.activated.emit(editor.asked.findText("Yes"))
    row = editor.rows[0]
    assert isinstance(row, MedicineRow)
    QTest.keyClicks(row.name, "diazepam")
    QTest.keyClicks(row.equivalent, "5")
    QTest.keyClick(row.equivalent, Qt.Key.Key_Return)
    medicines = bridge.workspace.plan.profile.medicines
    assert medicines is not None and isinstance(medicines[0], Medicine)
    assert (medicines[0].name, str(medicines[0].diazepam_equivalent)) == ("diazepam", "5")
    editor.asked.activated.emit(editor.asked.findText("Not asked"))
    assert bridge.workspace.plan.profile.medicines is None


def test_earlier_treatments_are_told_with_whether_each_was_an_adequate_trial(
    dialog: ProfileDialog, bridge: PlanBridge
) -> None:
    editor = field(dialog, "profile.earlier_treatments")
    assert isinstance(editor, TreatmentsEditor)
    editor.asked.activated.emit(editor.asked.findText("No"))
    assert bridge.workspace.plan.profile.earlier_treatments == ()
    editor.asked.activated.emit(editor.asked.findText("Yes"))
    row = editor.rows[0]
    assert isinstance(row, TreatmentRow)
    QTest.keyClicks(row.name, "CBT, 16 sessions")
    QTest.keyClick(row.name, Qt.Key.Key_Return)
    row.adequate.activated.emit(row.adequate.findText("Yes"))
    expected = (EarlierTreatment("psychotherapy", "CBT, 16 sessions", Answer.YES),)
    assert bridge.workspace.plan.profile.earlier_treatments == expected


def test_a_support_person_can_be_entered_as_none_apart_from_never_asked(
    dialog: ProfileDialog, bridge: PlanBridge
) -> None:
    contact = dialog._rows[0]
    contact.kind.activated.emit(contact.kind.findText("None"))
    assert bridge.workspace.plan.patient.support_person == Contact()
    contact.kind.activated.emit(contact.kind.findText("Not entered"))
    assert bridge.workspace.plan.patient.support_person is None
    assert contact.kind.currentText() == "Not entered"


def test_support_person_and_escort_appear_and_go_as_a_whole(dialog: ProfileDialog, bridge: PlanBridge) -> None:
    contact, escort = dialog._rows
    name = contact.edits["name"]  # type: ignore[union-attr]
    QTest.keyClicks(name, "Kim")
    assert bridge.workspace.plan.patient.support_person == Contact("Kim")
    name.selectAll()
    QTest.keyClick(name, Qt.Key.Key_Delete)
    assert bridge.workspace.plan.patient.support_person is None
    escort.kind.activated.emit(escort.kind.findText("Named adult"))  # type: ignore[union-attr]
    found = bridge.workspace.plan.patient.escort
    assert found is not None and found.kind is EscortKind.NAMED_ADULT


def test_a_hostile_patient_name_is_kept_letter_by_letter_in_one_step(dialog: ProfileDialog, bridge: PlanBridge) -> None:
    line = field(dialog, "patient.name")
    assert isinstance(line, TypedLine)
    line.setText("")
    line.insert(HOSTILE)
    line.typed.emit(HOSTILE)
    assert bridge.workspace.plan.patient.name == HOSTILE
    assert line.text() == HOSTILE


def test_a_hidden_character_is_refused_in_words(dialog: ProfileDialog, bridge: PlanBridge) -> None:
    line = field(dialog, "patient.name")
    assert isinstance(line, TypedLine)
    line.typed.emit("Sam\u202eR.")
    assert bridge.workspace.plan.patient.name == "Sam R."
    assert "hidden character" in dialog.hint.text()


def test_a_person_is_added_named_and_given_roles_and_trainings(dialog: ProfileDialog, bridge: PlanBridge) -> None:
    assert dialog.show_field("practitioners")
    dialog.team.add.click()
    QTest.keyClicks(dialog.team.name, "R. Okafor")
    dialog.team.roles[Role.MONITOR].click()
    person = bridge.workspace.plan.practitioners[-1]
    assert (person.name, person.roles, person.trainings) == ("R. Okafor", (Role.MONITOR,), None)
    dialog.team.asked.click()
    assert bridge.workspace.plan.practitioners[-1].trainings == ()
    dialog.team.trainings.boxes["emdr"].click()
    assert bridge.workspace.plan.practitioners[-1].trainings == ("emdr",)


def test_missing_training_leads_to_the_person(dialog: ProfileDialog) -> None:
    assert dialog.show_field("practitioner.p1.trainings")
    assert dialog.topics.currentItem().text() == "Team"
    assert dialog.team.person is not None and dialog.team.person.id == "p1"


def test_a_room_is_renamed_and_its_impossible_capacity_refused(dialog: ProfileDialog, bridge: PlanBridge) -> None:
    assert dialog.show_field("rooms")
    dialog.rooms.name.selectAll()
    QTest.keyClicks(dialog.rooms.name, "Quiet room")
    assert bridge.workspace.plan.rooms[0].name == "Quiet room"
    dialog.rooms.capacity.edit.selectAll()
    QTest.keyClicks(dialog.rooms.capacity.edit, "0")
    QTest.keyClick(dialog.rooms.capacity.edit, Qt.Key.Key_Return)
    assert bridge.workspace.plan.rooms[0].capacity == 1
    assert "1 to 100" in dialog.hint.text()


def test_a_fact_without_a_field_says_what_to_do_instead(dialog: ProfileDialog) -> None:
    assert not dialog.show_field("plan.departure")
    assert "travel session" in dialog.hint.text()


@pytest.mark.parametrize(
    "fact",
    ["patient.age", "profile.systolic", "profile.consent.given_on", "retreat.night_cover", "site.emergency_minutes"],
)
def test_every_fact_that_rules_ask_of_patient_and_place_has_a_field(dialog: ProfileDialog, fact: str) -> None:
    assert dialog.show_field(fact)


def test_every_fact_of_the_rule_language_has_a_field(dialog: ProfileDialog) -> None:
    from kapplanner.rules.facts import fact_names

    assert [name for name in fact_names() if not dialog.show_field(name)] == []


@pytest.mark.parametrize("topic", range(6))
def test_every_control_has_a_name_and_a_target_of_24_px(dialog: ProfileDialog, topic: int) -> None:
    dialog.topics.setCurrentRow(topic)
    assert nameless(dialog) == []
    assert too_small(dialog.stack.currentWidget()) == []


def test_a_person_named_in_a_session_stays_and_the_dialog_says_where(dialog: ProfileDialog, bridge: PlanBridge) -> None:
    bridge.do(AssignRole("m", Role.PRESCRIBER, "p1"))
    assert dialog.show_field("practitioners")
    dialog.team.remove.click()
    assert [person.id for person in bridge.workspace.plan.practitioners] == ["p1"]
    assert "Dr A. is named in Medicine 1 of 1" in dialog.hint.text()
    bridge.do(AssignRole("m", Role.PRESCRIBER, None))
    dialog.team.remove.click()
    assert bridge.workspace.plan.practitioners == ()
    assert not dialog.team.remove.isEnabled()
    assert bridge.workspace.undo_label == "take Dr A. out of the team"


def test_a_room_that_no_session_uses_is_removed(dialog: ProfileDialog, bridge: PlanBridge) -> None:
    assert dialog.show_field("rooms")
    dialog.rooms.remove.click()
    assert bridge.workspace.plan.rooms == ()
    assert not dialog.rooms.remove.isEnabled()
