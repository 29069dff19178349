"""Fields with read-back: what they show, what they refuse, and how they are announced."""

from collections.abc import Iterator
from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kapplanner.domain.quantities import BodyMass, PlannedDose
from kapplanner.ui.editors.fields import DateField, DoseField, LengthField, ReadField, TimeField, WeightField
from kapplanner.ui.theme import Theme
from tests.support.look import light_theme
from tests.support.screen import nameless, too_small

FIRST_DAY = date(2026, 12, 6)


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return light_theme()


def today() -> date:
    return date(2026, 11, 23)


def shown(qtbot: QtBot, field: ReadField) -> ReadField:
    qtbot.addWidget(field)
    field.show()
    return field


def type_into(field: ReadField, text: str) -> None:
    """Replace the text as a person does and press Enter."""
    field.edit.selectAll()
    QTest.keyClicks(field.edit, text)
    QTest.keyClick(field.edit, Qt.Key.Key_Return)


def test_a_time_typed_short_is_shown_on_both_clocks(qtbot: QtBot, theme: Theme) -> None:
    field = shown(qtbot, TimeField(theme, "Start"))
    field.set_value(time(9, 30))
    assert (field.edit.text(), field.readback.text()) == ("09:30", "9:30\u00a0am")
    with qtbot.waitSignal(field.committed) as told:
        type_into(field, "1430")
    assert told.args == [time(14, 30)]
    assert (field.edit.text(), field.readback.text()) == ("14:30", "2:30\u00a0pm")


def test_an_ambiguous_hour_is_taken_as_afternoon_and_says_so_below_the_field(qtbot: QtBot, theme: Theme) -> None:
    field = shown(qtbot, TimeField(theme, "Start"))
    field.set_value(time(9, 30))
    type_into(field, "2")
    assert field.edit.text() == "14:00"
    assert field.reason.isVisibleTo(field)
    assert "02:00" in field.reason.text()
    assert "02:00" in field.edit.accessibleDescription()


def test_a_refused_text_stays_with_its_reason_and_the_value_does_not_change(qtbot: QtBot, theme: Theme) -> None:
    field = shown(qtbot, TimeField(theme, "Start"))
    field.set_value(time(9, 30))
    with qtbot.assertNotEmitted(field.committed):
        type_into(field, "half nine")
    assert field.edit.text() == "half nine"
    assert field.value == time(9, 30)
    assert field.is_refused
    assert "not a time" in field.reason.text()
    assert "not a time" in field.edit.accessibleDescription()


def test_esc_brings_back_the_value_that_was_there_before_a_refused_text(qtbot: QtBot, theme: Theme) -> None:
    field = shown(qtbot, TimeField(theme, "Start"))
    field.set_value(time(9, 30))
    type_into(field, "half nine")
    QTest.keyClick(field.edit, Qt.Key.Key_Escape)
    assert field.edit.text() == "09:30"
    assert not field.is_refused
    assert not field.reason.isVisibleTo(field)


def test_a_refused_text_is_not_wiped_when_something_else_in_the_plan_changes(qtbot: QtBot, theme: Theme) -> None:
    field = shown(qtbot, TimeField(theme, "Start"))
    field.set_value(time(9, 30))
    type_into(field, "half nine")
    field.set_value(time(9, 30), keep_refused=True)
    assert field.edit.text() == "half nine"
    field.set_value(time(10), keep_refused=True)
    assert field.edit.text() == "10:00"


def test_leaving_a_field_untouched_tells_nobody(qtbot: QtBot, theme: Theme) -> None:
    field = shown(qtbot, LengthField(theme, "Length"))
    field.set_value(180)
    with qtbot.assertNotEmitted(field.committed):
        QTest.keyClick(field.edit, Qt.Key.Key_Return)
    assert field.edit.text() == "3 h"


def test_the_meaning_stands_beside_the_field_while_typing(qtbot: QtBot, theme: Theme) -> None:
    field = shown(qtbot, TimeField(theme, "Start"))
    field.set_value(time(9, 30))
    field.edit.selectAll()
    QTest.keyClicks(field.edit, "1430")
    assert field.readback.text() == "2:30\u00a0pm"
    assert field.value == time(9, 30)


def test_a_mixed_field_left_empty_changes_nothing(qtbot: QtBot, theme: Theme) -> None:
    field = shown(qtbot, LengthField(theme, "Length"))
    field.set_mixed()
    with qtbot.assertNotEmitted(field.committed):
        QTest.keyClick(field.edit, Qt.Key.Key_Return)
    assert field.edit.placeholderText() == "Mixed"
    with qtbot.waitSignal(field.committed) as told:
        type_into(field, "2h")
    assert told.args == [120]


def test_an_optional_field_can_be_emptied_but_a_needed_one_cannot(qtbot: QtBot, theme: Theme) -> None:
    optional = shown(qtbot, DateField(theme, "Weighed on", optional=True, today=today))
    optional.set_value(FIRST_DAY)
    optional.edit.clear()
    with qtbot.waitSignal(optional.committed) as told:
        optional.commit()
    assert told.args == [None]
    needed = shown(qtbot, DateField(theme, "Date", first_day=FIRST_DAY))
    needed.set_value(FIRST_DAY)
    needed.edit.clear()
    needed.commit()
    assert needed.is_refused


def test_a_date_reads_back_its_weekday_year_and_day_number(qtbot: QtBot, theme: Theme) -> None:
    field = shown(qtbot, DateField(theme, "Date", first_day=FIRST_DAY, today=today))
    field.set_value(FIRST_DAY)
    type_into(field, "8")
    assert (field.edit.text(), field.readback.text()) == ("Tue 8 Dec 2026", "day 3")
    type_into(field, "tomorrow")
    assert (field.edit.text(), field.readback.text()) == ("Tue 24 Nov 2026", "day -12")


def test_a_date_can_be_picked_from_the_calendar(qtbot: QtBot, theme: Theme) -> None:
    field = shown(qtbot, DateField(theme, "Date", first_day=FIRST_DAY))
    assert isinstance(field, DateField)
    field.set_value(FIRST_DAY)
    field.calendar_button.click()
    popup = field._popup
    assert popup is not None and popup.isVisible()
    assert popup.calendar.selectedDate().toPython() == FIRST_DAY
    QTest.keyClick(popup.calendar.focusProxy() or popup.calendar, Qt.Key.Key_Right)
    with qtbot.waitSignal(field.committed) as told:
        popup.calendar.activated.emit(popup.calendar.selectedDate())
    assert told.args == [date(2026, 12, 7)]
    assert not popup.isVisible()


def test_tab_leaves_a_date_at_once_and_alt_down_opens_its_calendar(qtbot: QtBot, theme: Theme) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    field, after = DateField(theme, "Day", first_day=FIRST_DAY), TimeField(theme, "Start")
    for part in (field, after):
        column.addWidget(part)
    field.set_value(date(2026, 12, 8))
    page.show()
    qtbot.waitExposed(page)
    field.edit.setFocus()
    QTest.keyClick(field.edit, Qt.Key.Key_Tab)
    assert page.focusWidget() is after.edit
    field.edit.setFocus()
    QTest.keyClick(field.edit, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert field._popup is not None
    assert field._popup.isVisible()
    field._popup.close()


def test_a_dose_without_a_unit_is_refused_and_never_becomes_milligrams(qtbot: QtBot, theme: Theme) -> None:
    field = shown(qtbot, DoseField(theme, "Dose"))
    field.set_value(PlannedDose.parse("45 mg"))
    with qtbot.assertNotEmitted(field.committed):
        type_into(field, "50")
    assert field.value == PlannedDose.parse("45 mg")
    assert "no unit" in field.reason.text()


@pytest.mark.parametrize(
    ("dose", "weight", "words"),
    [
        ("45 mg", "75 kg", "0.6\u00a0mg/kg at 75\u00a0kg"),
        ("50 mg", "72 kg", "about 0.69\u00a0mg/kg at 72\u00a0kg"),
        ("0.5 mg/kg", "75 kg", "37.5\u00a0mg at 75\u00a0kg"),
        ("45 mg", None, "weight not entered"),
        ("low", "75 kg", "a band, no amount"),
        ("undecided", "75 kg", "no dose decided"),
    ],
)
def test_a_dose_reads_back_what_it_means_at_the_weight(
    qtbot: QtBot, theme: Theme, dose: str, weight: str | None, words: str
) -> None:
    field = shown(qtbot, DoseField(theme, "Dose"))
    assert isinstance(field, DoseField)
    field.set_weight(BodyMass.parse(weight) if weight else None)
    field.set_value(PlannedDose.parse(dose))
    assert field.readback.text() == words


def test_a_field_that_is_off_says_why(qtbot: QtBot, theme: Theme) -> None:
    field = shown(qtbot, TimeField(theme, "Start"))
    field.set_value(time(9, 30))
    field.set_off("This session is locked.")
    assert not field.edit.isEnabled()
    assert field.reason.text() == "This session is locked."
    field.set_off(None)
    assert field.edit.isEnabled()
    assert not field.reason.isVisibleTo(field)


@pytest.fixture
def every_field(qtbot: QtBot, theme: Theme) -> Iterator[QWidget]:
    page = QWidget()
    column = QVBoxLayout(page)
    for field in (
        TimeField(theme, "Start"),
        DateField(theme, "Date", first_day=FIRST_DAY),
        LengthField(theme, "Length"),
        DoseField(theme, "Dose"),
        WeightField(theme, "Weight"),
    ):
        column.addWidget(field)
    qtbot.addWidget(page)
    page.show()
    yield page


def test_every_field_and_button_has_a_name_and_a_target_of_24_px(every_field: QWidget) -> None:
    assert nameless(every_field) == []
    assert too_small(every_field) == []
