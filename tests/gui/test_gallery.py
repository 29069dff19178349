"""The gallery: filters, choices with reasons, what the rules say, and the plan that is made."""

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from kapplanner.codec.templates import template_named, templates
from kapplanner.domain.session import Route
from kapplanner.ui.views.gallery_choices import counts_words, next_sunday
from kapplanner.ui.views.gallery_page import GalleryPage
from tests.support.frame import HOSTILE_NAMES, Frame, services_with
from tests.support.screen import nameless, too_small


@pytest.fixture
def frame(qtbot: QtBot, tmp_path: Path) -> Iterator[Frame]:
    made = Frame(qtbot, services_with(tmp_path))
    made.window.bench.new_plan()
    yield made
    made.close()


def gallery(frame: Frame) -> GalleryPage:
    page = frame.window.bench.gallery_page
    assert page is not None
    return page


def choose(frame: Frame, template: str) -> GalleryPage:
    page = gallery(frame)
    ids = [one.template.id for one in page.list.model.rows]
    page.list.choose_row(ids.index(template))
    return page


def test_all_templates_are_listed(frame: Frame) -> None:
    assert [row.template for row in gallery(frame).list.model.rows] == list(templates())


def test_a_word_narrows_the_list(frame: Frame) -> None:
    gallery(frame).list.line.setText("specific phobia")
    assert [one.template.id for one in gallery(frame).list.model.rows] == ["specific-phobia"]


def test_a_filter_that_nothing_meets_says_so(frame: Frame) -> None:
    gallery(frame).list.line.setText("no such template")
    assert gallery(frame).list.none.isVisibleTo(gallery(frame))


def test_three_to_five_a_week_leaves_the_intensive_ones(frame: Frame) -> None:
    page = gallery(frame)
    page.list.three_to_five.click()
    assert page.list.model.rows
    assert all(any(3 <= c.per_week <= 5 for c in one.template.choices) for one in page.list.model.rows)


def test_a_typed_date_is_read_and_read_back_with_the_first_medicine_day(frame: Frame) -> None:
    page = choose(frame, "gad-two-weeks")
    page.preview.form.first_day.edit.setText("7 dec")
    page.preview.form.first_day.commit()
    assert page.preview.plan is not None
    assert page.preview.plan.first_day == date(2026, 12, 7)
    assert page.preview.form._says["day"].text() == "Mon 7 Dec 2026, first medicine Tue 8 Dec"


def test_what_is_not_offered_is_off_and_the_reason_stands_beside_it(frame: Frame) -> None:
    page = choose(frame, "gad-two-weeks")
    form = page.preview.form
    assert [button.isEnabled() for button in form.weeks.buttons] == [True, True, False]
    assert form._says["weeks"].text() == "6 medicine sessions in all; this template runs 1 or 2 weeks"
    assert "5 a week is offered for 1 week only" in counts_words(template_named("gad-two-weeks"))


def test_five_a_week_takes_one_week_with_it(frame: Frame) -> None:
    page = choose(frame, "gad-two-weeks")
    form = page.preview.form
    form.count.buttons[2].click()
    assert (form.choices.per_week, form.choices.weeks) == (5, 1)
    assert page.preview.plan is not None
    assert len(page.preview.plan.medicine_sessions) == 5


def test_routes_that_are_not_offered_say_so_in_the_list(frame: Frame) -> None:
    page = choose(frame, "esketamine-induction")
    box = page.preview.form.route
    words = [box.itemText(index) for index in range(box.count())]
    assert "Lozenge, under the tongue (SL): not offered here" in words
    assert box.currentData() == Route.ESK


def test_the_order_of_methods_is_changed_by_keys(frame: Frame) -> None:
    page = choose(frame, "gad-two-weeks")
    order = page.preview.form.order
    before = order.values
    order.chips[1].setFocus()
    QTest.keyClick(order.chips[1], Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert order.values == (before[1], before[0], *before[2:])
    assert page.preview.form.choices.modalities == order.values


def test_the_order_of_methods_is_changed_by_buttons_too(frame: Frame) -> None:
    page = choose(frame, "gad-two-weeks")
    order = page.preview.form.order
    before = order.values
    order.chips[0].click()
    order.right.click()
    assert order.values == (before[1], before[0], *before[2:])


def test_another_start_moves_the_medicine_sessions(frame: Frame) -> None:
    page = choose(frame, "gad-two-weeks")
    page.preview.form.start.edit.setText("10")
    page.preview.form.start.commit()
    assert page.preview.plan is not None
    assert page.preview.plan.medicine_sessions[0].start.time() == time(10, 0)


def test_the_plan_made_holds_name_and_choices_and_opens(frame: Frame) -> None:
    page = choose(frame, "gad-two-weeks")
    page.name.setText("Sam R.")
    page.create_button.click()
    frame.wait(lambda: frame.window.bench.plan_page is not None)
    assert frame.window.bench.plan_page is not None
    plan = frame.window.bench.plan_page.opened.plan
    assert (plan.patient.name, len(plan.medicine_sessions)) == ("Sam R.", 6)
    assert [row.name for row in frame.library.plans()] == ["Sam R."]


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_any_name_that_a_plan_can_hold_is_taken_as_it_is(frame: Frame, name: str) -> None:
    page = gallery(frame)
    page.name.setText(name)
    page.create_button.click()
    frame.wait(lambda: frame.window.bench.plan_page is not None)
    assert frame.library.plans()[0].name == name


def test_a_name_with_a_hidden_character_is_refused_in_words(frame: Frame) -> None:
    page = gallery(frame)
    page.name.setText("Sam\u202eR.")
    page.create_button.click()
    assert "hidden character" in page.refused.text()
    assert frame.library.plans() == []


def test_everything_in_the_gallery_has_a_name_and_a_target_of_24_px(frame: Frame) -> None:
    page = gallery(frame)
    assert nameless(page) == []
    assert too_small(page) == []


def test_every_template_can_be_looked_at(frame: Frame) -> None:
    page = gallery(frame)
    for row in range(15):
        page.list.choose_row(row)
        assert page.preview.plan is not None
        page.preview.course.grab()


def test_a_course_begins_on_the_next_sunday() -> None:
    assert next_sunday(date(2026, 12, 1)) == date(2026, 12, 6)
    assert next_sunday(date(2026, 12, 6)) == date(2026, 12, 13)


def test_what_a_filter_names_outright_stands_before_what_it_only_mentions(frame: Frame) -> None:
    page = gallery(frame)
    page.list.line.setText("two weeks")
    first = [one.template.id for one in page.list.model.rows[:2]]
    assert first == ["gad-two-weeks", "social-anxiety"]
    page.list.line.clear()
    page.list.length.pick(1)
    weeks = [one.template.defaults.weeks for one in page.list.model.rows]
    assert weeks == sorted(weeks), "those that run one week by themselves come first"


def test_enter_opens_the_menu_of_a_filter(frame: Frame) -> None:
    chip = gallery(frame).list.route
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_Return)
    menu = chip.findChild(QMenu)
    assert menu is not None and menu.isVisible()
    menu.close()


def test_a_narrow_gallery_cuts_nothing_off_at_the_side(frame: Frame) -> None:
    page = choose(frame, "gad-two-weeks")
    frame.theme.choose(text_percent=200)
    frame.window.resize(1440, 900)
    frame.settle()
    inside = page.preview.widget()
    assert inside.width() <= page.preview.viewport().width()
    assert page.cancel.geometry().left() >= page.name.geometry().right()
    frame.theme.choose(text_percent=100)


def test_two_weeks_and_the_name_s_hint_fit_a_window_of_1440(frame: Frame) -> None:
    frame.window.resize(1440, 900)
    page = choose(frame, "gad-two-weeks")
    frame.settle()
    assert page.preview._strip.horizontalScrollBar().maximum() == 0
    hint = page.name.fontMetrics().horizontalAdvance(page.name.placeholderText())
    assert page.name.width() >= hint + 2 * frame.theme.px(10)
