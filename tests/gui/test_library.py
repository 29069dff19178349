"""The library: rows, search, shelves, acts with undo, the first ways in, and ten thousand plans."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import thread_time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kapplanner.domain.library import FindingCounts, PlanStatus, PlanSummary, Shelf
from kapplanner.settings import Settings
from kapplanner.ui.models.library import Column, PlanTable, findings_words, moment_words
from tests.support.frame import Frame, services_with
from tests.support.memory_library import SteppedClock

NOW = datetime(2026, 12, 1, 14, 32, tzinfo=UTC)


def summary(number: int = 1, **more: object) -> PlanSummary:
    values: dict[str, object] = {
        "id": f"plan-{number}",
        "code": f"K7-{number:04}",
        "name": "Sam R.",
        "title": "Anxiety, two weeks, six sessions",
        "first_day": date(2026, 12, 6),
        "last_day": date(2026, 12, 19),
        "course": "PMIMIMIRMIMIMI",
        "status": PlanStatus.DRAFT,
        "findings": FindingCounts(stop=1, caution=2, note=1, not_checked=3),
        "medicine_sessions": 6,
        "changed_at": NOW,
        "revision": 1,
    }
    return PlanSummary(**{**values, **more})  # type: ignore[arg-type]


@pytest.fixture
def frame(qtbot: QtBot, tmp_path: Path) -> Iterator[Frame]:
    made = Frame(qtbot, services_with(tmp_path, "Sam R.", "Ines M.", "Theo K."))
    yield made
    made.close()


def test_a_row_is_one_full_sentence_for_a_screen_reader(qtbot: QtBot) -> None:
    table = PlanTable(SteppedClock(NOW))
    table.show_plans([summary()])
    sentence = table.data(table.index(0, Column.PLAN), Qt.ItemDataRole.AccessibleTextRole)
    assert sentence.startswith(
        "Sam R., Anxiety, two weeks, six sessions, 6 medicine sessions in 14 days, first day Sun 6 Dec 2026, Draft, "
        "findings: 1 Stop, 2 Caution, 1 Note, 3 could not be checked, changed Today "
    )


def test_no_findings_are_said_to_be_none_from_these_rules() -> None:
    assert findings_words(FindingCounts()) == "none from these rules"
    assert findings_words(FindingCounts(not_checked=2)) == "2 could not be checked"


def test_times_are_said_as_today_yesterday_or_by_date() -> None:
    local = NOW.astimezone()
    assert moment_words(NOW, NOW) == f"Today {local:%H:%M}"
    assert moment_words(NOW - timedelta(days=1), NOW) == f"Yesterday {local:%H:%M}"
    assert moment_words(NOW - timedelta(days=3), NOW) == "Sat 28 Nov 2026"


def test_a_click_on_a_head_sorts_by_it(qtbot: QtBot) -> None:
    table = PlanTable(SteppedClock(NOW))
    table.show_plans([summary(1, name="Theo K."), summary(2, name="ada w."), summary(3, name="Sam R.")])
    table.sort(Column.PLAN, Qt.SortOrder.AscendingOrder)
    assert [plan.name for plan in table.plans] == ["ada w.", "Sam R.", "Theo K."]


def test_the_plan_changed_last_stands_first(frame: Frame) -> None:
    assert frame.names() == ["Theo K.", "Ines M.", "Sam R."]


def test_searching_narrows_the_rows_and_esc_words_say_when_nothing_matches(frame: Frame) -> None:
    search = frame.window.bench.library_page.bar.search
    search.setText("ines")
    frame.wait(lambda: frame.names() == ["Ines M."])
    search.setText("nobody")
    frame.wait(lambda: frame.names() == [])
    assert frame.window.bench.library_view.nothing_found.text() == "No plan matches “nobody”."


def test_shelves_show_their_counts(frame: Frame) -> None:
    side = frame.window.bench.library_view.side_bar
    assert side.shelves[Shelf.ALL].accessibleName() == "All plans, 3"
    assert side.shelves[Shelf.ARCHIVED].accessibleName() == "Archived, 0"
    assert side.templates.accessibleName() == "Templates, 15"


def test_enter_opens_the_current_plan(frame: Frame) -> None:
    view = frame.window.bench.library_view.plans
    view.selectRow(1)
    QTest.keyClick(view, Qt.Key.Key_Return)
    frame.wait(lambda: frame.window.bench.plan_page is not None)
    assert frame.window.bench.plan_page is not None
    assert frame.window.bench.plan_page.opened.plan.patient.name == "Ines M."


def test_deleting_can_be_undone_from_the_toast(frame: Frame) -> None:
    view = frame.window.bench.library_view.plans
    view.selectRow(0)
    QTest.keyClick(view, Qt.Key.Key_Delete)
    frame.wait(lambda: frame.names() == ["Ines M.", "Sam R."])
    toast = frame.window.bench.toast
    frame.wait(toast.isVisible)
    assert toast.sentence.text() == "Deleted Theo K.."
    toast.undo_button.click()
    frame.wait(lambda: frame.names() == ["Theo K.", "Ines M.", "Sam R."])


def test_archiving_takes_a_plan_from_the_list_to_its_shelf(frame: Frame) -> None:
    plan = frame.window.bench.library_view.table.plans[0]
    frame.window.bench.library_view.archiveWanted.emit(plan)
    frame.wait(lambda: frame.names() == ["Ines M.", "Sam R."])
    frame.window.bench.library_view.show_shelf(Shelf.ARCHIVED)
    frame.wait(lambda: frame.names() == ["Theo K."])


def test_a_duplicate_has_an_id_of_its_own_and_is_called_a_copy(frame: Frame) -> None:
    plan = frame.window.bench.library_view.table.plans[0]
    frame.window.bench.library_view.duplicateWanted.emit(plan)
    frame.wait(lambda: len(frame.names()) == 4)
    made = frame.window.bench.library_view.table.plans[0]
    assert made.title == "Anxiety, one week, three sessions (copy)"
    assert made.id != plan.id


def test_renaming_is_stored(frame: Frame) -> None:
    plan = frame.window.bench.library_view.table.plans[0]
    frame.window.bench.desk.rename(plan, "Theodor", "Another title")
    frame.wait(lambda: "Theodor" in frame.names())


def test_details_of_the_chosen_plan_name_what_comes_next(frame: Frame) -> None:
    details = frame.window.bench.library_view.details
    frame.wait(lambda: details._next_lines[0].whole_text != "")
    assert details._next_lines[0].whole_text.startswith(("Sun 29 Nov 2026", "Sat 5 Dec 2026", "Sun 6 Dec 2026"))


def test_an_empty_library_offers_two_ways_in_and_the_phones(qtbot: QtBot, tmp_path: Path) -> None:
    frame = Frame(qtbot, services_with(tmp_path))
    empty = frame.window.bench.library_view.empty
    frame.wait(empty.isVisible)
    assert empty.new_plan.isVisible()
    assert empty.phones.isVisible()
    empty.sample.click()
    frame.wait(lambda: frame.window.bench.plan_page is not None)
    assert frame.window.bench.plan_page is not None
    assert frame.window.bench.plan_page.opened.plan.sample
    assert frame.window.bench.plan_page.bar.chip.text() == "Sample"
    frame.close()


def test_the_line_about_phones_goes_when_they_are_there(frame: Frame) -> None:
    assert frame.window.bench.library_view.banner.isVisible()
    phones = replace(frame.services.settings, phone_day="(555) 010-4400", phone_night="(555) 010-4477")
    frame.window.bench.prefs.use(phones)
    assert not frame.window.bench.library_view.banner.isVisible()


def test_the_sample_plan_is_opened_again_and_not_made_twice(qtbot: QtBot, tmp_path: Path) -> None:
    frame = Frame(qtbot, services_with(tmp_path, settings=Settings()))
    for _ in range(2):
        frame.window.bench.open_sample()
        frame.wait(lambda: frame.window.bench.plan_page is not None)
        frame.window.bench.show_library()
    assert len(frame.library.plans()) == 1
    frame.close()


def test_ten_thousand_rows_are_shown_and_sorted_without_a_stall(qtbot: QtBot) -> None:
    table = PlanTable(SteppedClock(NOW))
    begun = thread_time()
    plans = [summary(n, name=f"Patient {n}", changed_at=NOW - timedelta(minutes=n)) for n in range(10_000)]
    made = thread_time()
    table.show_plans(plans)
    table.sort(Column.PLAN, Qt.SortOrder.AscendingOrder)
    shown, making = thread_time() - made, made - begun
    print(f"\n10,000 rows shown and sorted: {shown * 1000:.0f} ms, {shown / making:.1f} times making them")
    assert shown / making < 1
    assert table.rowCount() == 10_000


def test_down_leads_from_the_search_field_to_the_plans_and_esc_empties_it(frame: Frame) -> None:
    search = frame.window.bench.library_page.bar.search
    search.setFocus()
    QTest.keyClick(search, Qt.Key.Key_Down)
    assert frame.window.focusWidget() is frame.window.bench.library_view.plans
    search.setText("Sam")
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert search.text() == ""


def test_rows_have_their_height_again_when_large_text_goes(frame: Frame) -> None:
    plans = frame.window.bench.library_view.plans
    margins = frame.window.bench.library_view.details.layout().contentsMargins
    before = (plans.rowHeight(0), plans.maximumHeight(), margins())
    frame.theme.choose(text_percent=200)
    assert plans.rowHeight(0) == 2 * before[0]
    frame.theme.choose(text_percent=100)
    assert (plans.rowHeight(0), plans.maximumHeight(), margins()) == before


def test_before_the_first_plan_one_key_opens_the_sample(qtbot: QtBot, tmp_path: Path) -> None:
    frame = Frame(qtbot, services_with(tmp_path))
    empty = frame.window.bench.library_view.empty
    assert frame.window.focusWidget() is empty.sample
    QTest.keyClick(empty.sample, Qt.Key.Key_Return)
    frame.wait(lambda: frame.window.bench.plan_page is not None)
    frame.close()


def test_in_a_narrow_window_the_buttons_and_findings_of_a_plan_keep_their_room(frame: Frame) -> None:
    details = frame.window.bench.library_view.details
    frame.window.resize(1440, 900)
    frame.settle()
    assert details.next.isVisible()
    frame.window.resize(900, 600)
    frame.settle()
    assert not details.next.isVisible()
    for button in (details.open, details.print, details.share):
        assert button.width() >= button.sizeHint().width()


def test_with_large_text_nothing_of_the_library_is_cut(qtbot: QtBot, tmp_path: Path) -> None:
    frame = Frame(qtbot, services_with(tmp_path, "Sam R.", settings=Settings(text_percent=200)))
    frame.window.resize(1440, 900)
    frame.settle()
    view = frame.window.bench.library_view
    for button in (view.details.open, view.details.print, view.details.share):
        assert button.width() >= button.sizeHint().width()
    assert view.plans.viewport().height() >= view.plans.verticalHeader().defaultSectionSize()
    sentence = view.banner.sentence
    assert sentence.wordWrap()
    assert sentence.height() >= sentence.heightForWidth(sentence.width())
    foot = view.side_bar._foot
    assert not foot.isVisible() or foot.height() >= foot.heightForWidth(foot.width())
    frame.close()
