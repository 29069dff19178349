"""The course view on the real widgets: what it shows of a whole programme, and what mouse and keys do there."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from kapplanner.codec.rule_sets import rule_set_named
from kapplanner.codec.sample import sample_plan
from kapplanner.domain.plan import Plan
from kapplanner.domain.quantities import Band
from kapplanner.editing.commands.sessions import DeleteSessions, MoveSession
from kapplanner.rules.evaluate import evaluate
from kapplanner.rules.finding import Tier
from kapplanner.rules.places import Fit
from kapplanner.ui.board.bar import COURSE, WEEK
from kapplanner.ui.board.facts import PlanFacts
from kapplanner.ui.course.columns import Columns, days_shown
from kapplanner.ui.course.course import CourseView
from kapplanner.ui.course.facts import CourseFacts
from kapplanner.ui.course.geometry import Lane
from tests.support import build
from tests.support.boards import Desk
from tests.support.frame import plan_named
from tests.support.screen import nameless, too_small

RULES = rule_set_named("intensive")
KEYS = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def course_plan() -> Plan:
    return build.plan(
        build.session("screening", "D-14", "10:00", id="screen"),
        build.medicine("D2", "09:30", route="SL", dose="100 mg", id="m1"),
        build.session("integration", "D3", "10:00", 90, modality="cbt", id="talk"),
        build.session("measure", "D3", "17:00", 20, id="measure"),
        build.medicine("D4", "13:00", route="IM", dose="0.5 mg/kg", id="m2"),
        build.session("integration", "D4", "17:00", 60, modality="emdr", id="emdr"),
        build.medicine("D11", "09:30", route="IM", dose="undecided", id="m3"),
        build.session("follow-up", "D40", "11:00", id="visit"),
        weight="80 kg",
    )


def facts_of(plan: Plan, rule_set=RULES) -> CourseFacts:
    return CourseFacts(PlanFacts(plan, evaluate(plan, rule_set), rule_set), rule_set)


class CourseDesk(Desk):
    """A plan in the course view."""

    def __init__(self, qtbot: QtBot, plan: Plan, **size: int) -> None:
        super().__init__(qtbot, plan, **size)
        self.view.show_course_view()
        QApplication.processEvents()

    @property
    def course(self) -> CourseView:
        return self.view.course

    @property
    def canvas(self):
        return self.view.course.canvas

    def day(self, number: int) -> QPoint:
        """A place in the lane of the sessions of a day, right of its left edge."""
        day = self.plan.first_day + timedelta(days=number - 1)
        column = self.canvas.lanes.columns.of(day)
        return QPoint(round(column.middle), 100)


@pytest.fixture
def desk(qtbot: QtBot) -> CourseDesk:
    return CourseDesk(qtbot, course_plan())


# Days and places


def test_a_short_course_shows_each_of_its_days_and_far_days_only_where_something_is_planned() -> None:
    days = days_shown(course_plan())
    first = date(2026, 12, 6)
    assert [d.day for d in days if not d.is_far] == [first + timedelta(days=n) for n in range(14)]
    assert [d.day for d in days if d.is_far] == [date(2026, 11, 22), date(2027, 1, 14)]
    assert [d.folded for d in days if d.folded] == [13, 25]  # 23 Nov to 5 Dec, 20 Dec to 13 Jan


def test_a_long_course_shows_the_days_that_hold_a_session() -> None:
    plan = plan_named("Sam R.", template="weekly-six")
    assert [d.day for d in days_shown(plan)] == sorted({s.day for s in plan.sessions})


def test_a_plan_without_sessions_shows_its_first_week() -> None:
    assert [d.day for d in days_shown(build.plan())] == [date(2026, 12, 6) + timedelta(days=n) for n in range(7)]


def test_a_moment_lies_true_to_time_in_its_day_and_at_the_fold_where_its_day_is_folded_away() -> None:
    columns = Columns(days_shown(course_plan()), 1000, gutter=100, least=10, most=500, fold=10)
    day = columns.of(date(2026, 12, 8))
    assert day is not None
    assert columns.x_of(datetime(2026, 12, 8)) == pytest.approx(day.left)
    assert columns.x_of(datetime(2026, 12, 8, 12)) == pytest.approx(day.middle)
    far = columns.of(date(2027, 1, 14))
    last = columns.of(date(2026, 12, 19))
    assert far is not None and last is not None
    assert columns.x_of(datetime(2027, 1, 3, 12)) == pytest.approx(last.right)
    assert far.left == pytest.approx(last.right + 10)
    assert columns.x_of(datetime(2026, 1, 1)) == columns.all[0].left
    assert far.right == pytest.approx(1000)
    assert far.width == pytest.approx(last.width * 0.8)


def test_columns_are_never_narrower_than_the_least_and_then_the_course_is_wider_than_the_window() -> None:
    columns = Columns(days_shown(course_plan()), 300, gutter=100, least=40, most=500, fold=10)
    assert columns.all[3].width == 40
    assert columns.width == pytest.approx(100 + 14 * 40 + 2 * 32 + 2 * 10)


# Facts


def test_doses_are_the_estimated_amounts_that_are_absorbed() -> None:
    first, second, third = facts_of(course_plan()).doses
    assert first.absorbed == Decimal("100") * Decimal("0.30")  # SL, decisions.md 5
    assert second.absorbed == Decimal("40") * Decimal("0.93")  # 0.5 mg/kg of 80 kg by IM
    assert (third.absorbed, third.band) == (None, None)
    assert [dose.gap.replace("\u00a0", " ") for dose in (first, second, third)] == ["", "51 h 30 min", "164 h 30 min"]


def test_a_band_is_no_amount() -> None:
    plan = build.plan(build.medicine("D2", dose="low", id="m1"), weight="80 kg")
    (dose,) = facts_of(plan).doses
    assert (dose.absorbed, dose.band) == (None, Band.LOW)


def test_the_weight_is_needed_for_a_dose_per_kilogram() -> None:
    plan = build.plan(build.medicine("D2", route="IM", dose="0.5 mg/kg", id="m1"), weight=None)
    assert facts_of(plan).doses[0].absorbed is None


def test_limits_show_findings_first_and_say_which_way_a_limit_holds() -> None:
    limits = facts_of(sample_plan()).limits
    assert len(limits) == 12
    assert (limits[0].title, limits[0].tier) == ("Clear-headed therapy", Tier.CAUTION)
    said = {limit.title: (limit.measured, limit.asks) for limit in limits}
    plain = {title: tuple(part.replace("\u00a0", " ") for part in parts) for title, parts in said.items()}
    assert plain["Clear-headed therapy"] == ("3 h 30 min", "at least 4 h")
    assert plain["Medicine sessions in 14 days"] == ("6", "at most 6")
    assert plain["Contact time on a medicine day"] == ("4 h 20 min", "at most 5 h")


# What is seen


def test_every_session_is_a_button_with_its_whole_sentence(desk: CourseDesk) -> None:
    assert set(desk.canvas.cards) == {s.id for s in desk.plan.sessions}
    for session_id, card in desk.canvas.cards.items():
        interface = QAccessible.queryAccessibleInterface(card)
        assert interface.role() == QAccessible.Role.PushButton
        assert interface.text(QAccessible.Text.Name) == card.facts.sentence, session_id
    described = desk.canvas.cards["m1"].accessibleDescription()
    assert "Learning window Mon 7 Dec, 21:30 to Thu 10 Dec, 09:30: CBT" in described.replace("\u00a0", " ")


def test_sessions_are_read_in_order_of_time(desk: CourseDesk) -> None:
    interface = QAccessible.queryAccessibleInterface(desk.canvas)
    names = [interface.child(n).text(QAccessible.Text.Name) for n in range(interface.childCount())]
    cards = [card.facts.sentence for card in desk.canvas.cards.values()]
    assert [name for name in names if name in cards] == cards


def test_a_day_says_its_minutes_its_limit_and_its_restrictions(desk: CourseDesk) -> None:
    heads = {head.accessibleName(): head.accessibleDescription() for head in desk.canvas.heads}
    name = next(name for name in heads if name.startswith("Wednesday 9 December, day 4, medicine"))
    words = heads[name].replace("\u00a0", " ")
    assert "at most 300 minutes of contact" in words
    assert "observation to Wed 9 Dec, 16:00" in words
    assert "no driving until Thu 10 Dec, 09:00, after sleep" in words


def test_everything_has_a_name_and_targets_are_large_enough(desk: CourseDesk) -> None:
    assert nameless(desk.course) == []
    assert too_small(desk.course) == []


def test_doses_stand_in_their_lane_and_chips_in_theirs(desk: CourseDesk) -> None:
    lanes, cards = desk.canvas.lanes, desk.canvas.cards
    assert cards["m1"].box.top() == round(lanes.boxes[Lane.MEDICINE].top)
    for session_id, lane in (("talk", Lane.INTEGRATION), ("measure", Lane.CARE), ("visit", Lane.CARE)):
        box = lanes.boxes[lane]
        assert box.top <= cards[session_id].box.top() < cards[session_id].box.bottom() <= box.bottom


def test_no_two_sessions_lie_over_one_another(qtbot: QtBot) -> None:
    desk = CourseDesk(qtbot, sample_plan())
    boxes = [card.box for card in desk.canvas.cards.values()]
    assert not [1 for n, one in enumerate(boxes) for other in boxes[n + 1 :] if one.intersects(other)]


@pytest.mark.parametrize("size", [(1440, 800), (1280, 700), (900, 500)])
def test_a_course_of_two_weeks_needs_no_scrolling_sideways(qtbot: QtBot, size: tuple[int, int]) -> None:
    desk = CourseDesk(qtbot, sample_plan(), width=size[0], height=size[1])
    QTest.qWait(20)
    assert desk.course.area.horizontalScrollBar().maximum() == 0


def test_outline_and_pane_make_room_and_come_back(desk: CourseDesk) -> None:
    assert not desk.view.outline.isVisible()
    assert not desk.view.inspector.isVisible()
    desk.view.show_week_view()
    QApplication.processEvents()
    assert desk.view.outline.isVisible()
    assert desk.view.inspector.isVisible()


def test_the_bar_names_the_course_and_what_follows(desk: CourseDesk) -> None:
    assert desk.view.bar.page.text() == "Whole course"
    said = desk.view.bar.span.whole_text.replace("\u00a0", " ")
    assert said == "Sun 6 to Wed 16 Dec 2026, follow-up to Thu 14 Jan 2027"


def test_a_step_of_the_plan_is_seen_at_once(desk: CourseDesk) -> None:
    before = desk.canvas.cards["talk"].box.left()
    desk.bridge.do(MoveSession("talk", datetime(2026, 12, 10, 10)))
    assert desk.canvas.cards["talk"].box.left() > before
    desk.bridge.do(DeleteSessions(frozenset({"talk"})))
    assert "talk" not in desk.canvas.cards
    desk.bridge.undo()
    assert "talk" in desk.canvas.cards


def test_a_cancelled_dose_becomes_a_chip_and_back(desk: CourseDesk) -> None:
    from kapplanner.domain.session import SessionState
    from kapplanner.editing.commands.sessions import ChangeSession

    desk.bridge.do(ChangeSession("m2", (("state", SessionState.CANCELLED),), "state"))
    lane = desk.canvas.lanes.boxes[Lane.INTEGRATION]
    assert lane.top <= desk.canvas.cards["m2"].box.top() <= lane.bottom
    desk.bridge.undo()
    assert desk.canvas.cards["m2"].box.top() == round(desk.canvas.lanes.boxes[Lane.MEDICINE].top)


def test_a_large_dose_and_a_plan_of_many_sessions_are_painted(qtbot: QtBot) -> None:
    many = [build.session("integration", f"D{day}", f"{8 + n:02}:00", 45, id=f"s{day}-{n}")
            for day in range(1, 26) for n in range(8)]  # fmt: skip
    huge = build.medicine("D3", "17:00", route="IV", dose="2000 mg", id="huge")
    desk = CourseDesk(qtbot, build.plan(*many, huge, weight="80 kg"))
    picture = desk.course.grab().toImage()
    assert isinstance(picture, QImage) and not picture.isNull()
    bar = desk.canvas.lanes.bar_height(desk.course._facts.doses[0])
    assert bar <= 80 * desk.theme.scale


# Mouse and keys


def test_a_click_selects_a_double_click_opens_and_free_space_clears(desk: CourseDesk) -> None:
    desk.click(desk.middle("talk"))
    assert desk.bridge.selection == ("talk",)
    desk.click(desk.middle("emdr"), CTRL)
    assert desk.bridge.selection == ("talk", "emdr")
    QTest.mouseDClick(desk.canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, desk.middle("emdr"))
    assert desk.view.inspector.isVisible()
    desk.view.close_session()
    desk.click(QPoint(desk.day(9).x(), 250))
    assert desk.bridge.selection == ()


def test_a_press_on_a_day_leads_to_its_week(desk: CourseDesk) -> None:
    desk.click(QPoint(desk.day(11).x(), 10))
    assert desk.view.bar.views.group.checkedId() == 1
    assert desk.view.board.page.shows(date(2026, 12, 16))


def test_arrow_keys_walk_by_days_and_sessions(desk: CourseDesk) -> None:
    desk.course.focus_session("m1")
    desk.key(KEYS.Key_Right)
    assert desk.bridge.selection == ("talk",)
    desk.key(KEYS.Key_Down)
    assert desk.bridge.selection == ("measure",)
    desk.key(KEYS.Key_Right)
    assert desk.bridge.selection == ("emdr",)
    desk.key(KEYS.Key_Home)
    assert desk.bridge.selection == ("m2",)
    desk.key(KEYS.Key_Right)
    assert desk.bridge.selection == ("m3",)
    desk.key(KEYS.Key_Left)
    assert desk.bridge.selection == ("m2",)


def test_ctrl_and_an_arrow_moves_by_a_day_in_one_step_and_keeps_the_keyboard(desk: CourseDesk) -> None:
    before = desk.plan
    desk.course.focus_session("talk")
    desk.key(KEYS.Key_Right, CTRL)
    assert desk.session("talk").start == datetime(2026, 12, 9, 10)
    assert desk.canvas.cards["talk"].hasFocus()
    desk.bridge.undo()
    assert desk.plan == before


def test_delete_and_undo(desk: CourseDesk) -> None:
    before = desk.plan
    desk.course.focus_session("talk")
    desk.key(KEYS.Key_Delete)
    assert not desk.plan.has_session("talk")
    desk.bridge.undo()
    assert desk.plan == before


def test_tab_leaves_the_course_in_both_directions(desk: CourseDesk) -> None:
    desk.course.focus_session("talk")
    QTest.keyClick(desk.canvas.cards["talk"], KEYS.Key_Tab)
    assert not desk.course.isAncestorOf(QApplication.focusWidget())
    desk.course.focus_session("talk")
    QTest.keyClick(desk.canvas.cards["talk"], KEYS.Key_Backtab)
    assert not desk.course.isAncestorOf(QApplication.focusWidget())


def test_a_session_is_dragged_to_another_day_at_its_own_time(desk: CourseDesk) -> None:
    start = desk.middle("talk")
    end = QPoint(desk.day(6).x(), start.y())
    desk.drag(start, end)
    assert desk.session("talk").start == datetime(2026, 12, 11, 10)
    assert desk.bridge.workspace.undo_label is not None
    desk.bridge.undo()
    assert desk.plan == course_plan()


def test_while_dragging_days_show_how_they_fit_and_escape_leaves_all_as_it_was(desk: CourseDesk) -> None:
    start = desk.middle("emdr")
    desk.press(start)
    desk.move(start + QPoint(5, 0))
    desk.move(QPoint(desk.day(5).x(), start.y()))
    for _ in range(40):
        QApplication.processEvents()
    fits = desk.course.hand.fits
    assert fits[date(2026, 12, 8)] is Fit.STOP  # it would overlap the measure at 17:00
    assert fits[date(2026, 12, 10)] is Fit.CAUTION  # more than 24 hours after the dose of the day before
    assert fits[date(2026, 12, 9)] is Fit.FITS
    assert set(fits) == {column.day.day for column in desk.canvas.lanes.columns.all}
    assert "Thu 10 Dec" in desk.view.bar.carrying.words.whole_text.replace("\u00a0", " ")
    desk.key(KEYS.Key_Escape)
    desk.release(QPoint(desk.day(5).x(), start.y()))
    assert desk.plan == course_plan()
    assert not desk.course.hand.carry.is_active


def test_the_menu_of_a_session_and_of_a_day(desk: CourseDesk) -> None:
    desk.course.menuWanted.emit("talk", QPoint(10, 10))
    menu = desk.view.findChildren(QMenu)[-1]
    assert any(action.text().startswith("Move to…") for action in menu.actions())
    menu.close()


def test_f6_goes_through_the_course_too(desk: CourseDesk) -> None:
    assert desk.course in desk.view.panes()
    assert desk.view.outline.list not in desk.view.panes()


def test_a_limit_leads_to_the_sessions_of_its_finding(qtbot: QtBot) -> None:
    desk = CourseDesk(qtbot, sample_plan())
    row = desk.course.limits.rows[0]
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    kinds = {desk.session(i).kind.value for i in desk.bridge.selection}
    assert kinds == {"medicine", "integration"}


def test_the_view_is_shared_with_the_others(desk: CourseDesk) -> None:
    desk.view.show_view(WEEK)
    desk.board.focus_session("m2")
    desk.view.show_view(COURSE)
    desk.course.focus_here()
    assert desk.canvas.cards["m2"].hasFocus()
