"""The first step of an open plan: outline, board or list, the session's pane, and the safety panel under them."""

from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from kapplanner.domain.session import SessionKind
from kapplanner.domain.time import local_time
from kapplanner.editing.new_session import session_of_kind
from kapplanner.editing.workspace import PlanChanged
from kapplanner.i18n import nt, t
from kapplanner.ui.board.acts import Acts
from kapplanner.ui.board.bar import COURSE, DAY, LIST, VIEWS, WEEK, BoardBar
from kapplanner.ui.board.board import Board
from kapplanner.ui.board.canvas import Hit
from kapplanner.ui.board.clipboard import SessionClipboard
from kapplanner.ui.board.facts import PlanFacts
from kapplanner.ui.board.geometry import moment_at
from kapplanner.ui.board.keys import Asked
from kapplanner.ui.board.limits import daily_limit
from kapplanner.ui.board.menu import day_rows, fill_menu, free_time_rows, session_rows
from kapplanner.ui.board.outline import Outline
from kapplanner.ui.board.session_table import SessionList
from kapplanner.ui.board.weeks import course_of, course_words, short_span_words, span_words, week_words
from kapplanner.ui.bridge import PlanBridge
from kapplanner.ui.editors.inspector import Inspector
from kapplanner.ui.panes.missing_facts import fact_session
from kapplanner.ui.panes.safety import SafetyPanel
from kapplanner.ui.services import Services
from kapplanner.ui.theme import Theme
from kapplanner.ui.views.arrangement import Arrangement
from kapplanner.ui.views.density import Density
from kapplanner.ui.views.looking import Looking
from kapplanner.ui.views.plan_asking import PlanAsking
from kapplanner.ui.views.plan_editing import PlanEditing, Spot
from kapplanner.ui.views.session_typing import SessionTyping
from kapplanner.ui.widgets.toast import Toast

if TYPE_CHECKING:
    from kapplanner.ui.course.course import CourseView


class PlanView(QWidget):
    """Shows the plan of a bridge. Its public methods are what menus, keys and buttons call."""

    def __init__(self, bridge: PlanBridge, theme: Theme, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._theme = theme
        self._services = services
        self._facts = self._read_facts()
        self.acts = Acts(bridge, services.ids)
        self._panes = panes = Arrangement(self, theme)
        self.outline = Outline(theme, panes.upper)
        self._middle = QWidget(panes.upper)
        self.bar = BoardBar(theme, self._middle)
        self._body = QStackedWidget(self._middle)
        self.board = Board(bridge, self._facts, theme, self.acts, self._body)
        self.list = SessionList(theme, self._body)
        self._course: CourseView | None = None
        self._taken: dict[str, str] = {}
        clinician, shelf = services.settings.clinician_name, services.rule_shelf
        self.safety = SafetyPanel(bridge, theme, services.clock, clinician=clinician, shelf=shelf, parent=panes.left)
        self.inspector = Inspector(bridge, theme, services.clock, panes.whole)
        self.toast = Toast(theme, self)
        clipboard = SessionClipboard(QGuiApplication.clipboard())
        self.editing = PlanEditing(bridge, theme, services.ids, clipboard, self)
        self.typing = SessionTyping(bridge, theme, services.ids, self)
        self.asking = PlanAsking(bridge, theme, services.ids, self)
        self.looking = Looking(bridge, self.board.page, self, VIEWS)
        self._build()
        self._connect()
        self._show_facts()
        self._show_page()
        self._take_limits()

    def _build(self) -> None:
        self._body.addWidget(self.board)
        self._body.addWidget(self.list)
        column = QVBoxLayout(self._middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self._body, 1)
        self._panes.fill(self.outline, self._middle, self.safety, self.inspector)
        self._panes.taken.connect(self._take_density)

    def _connect(self) -> None:
        bridge, board, bar = self._bridge, self.board, self.bar
        bridge.changed.connect(self._changed)
        bridge.selectionChanged.connect(self._selection_changed)
        bridge.announced.connect(self._announce)
        bridge.inspectorWanted.connect(self.open_session)
        bridge.fieldWanted.connect(self._field_wanted)
        bar.viewChosen.connect(self.show_view)
        bar.turned.connect(board.page.turn)
        bar.addPressed.connect(self.asking.add_session)
        bar.restrictionsToggled.connect(self._show_restrictions)
        board.addWanted.connect(self.asking.add_session_at)
        board.moveWanted.connect(self.asking.move_to)
        board.openWanted.connect(self.open_session)
        board.menuWanted.connect(self._show_menu)
        board.findingsWanted.connect(bridge.findingsWanted)
        board.deleteWanted.connect(self.asking.delete_sessions)
        board.dismissed.connect(self.close_session)
        board.dayMenuWanted.connect(self._show_day_menu)
        board.wanted.connect(self.act)
        board.page.laidOut.connect(self._show_page)
        for part in (bar, self.safety, self.inspector):
            board.hand.carried.connect(part.show_carried)
        board.walk.walked.connect(self.outline.choose)
        self.list.chosen.connect(self._chosen_in_list)
        self.list.opened.connect(self.open_session)
        self.list.deleteWanted.connect(self.asking.delete_sessions)
        self.list.menuWanted.connect(self._show_session_menu)
        self.list.wanted.connect(self.act)
        self.outline.dayChosen.connect(self._day_chosen)
        self.outline.dayEntered.connect(self._day_entered)
        self.outline.kinds.chosen.connect(self.asking.add_of_kind)
        for chip in self.outline.kinds.chips.values():
            chip.picked.connect(self._bring)
            chip.carried.connect(board.hand.bring_to)
            chip.dropped.connect(board.hand.let_go)
        self.inspector.moveWanted.connect(self.asking.move_to)
        self.inspector.sameKindWanted.connect(self.select_same_kind)
        self.inspector.duplicateWanted.connect(self.acts.duplicate)
        self.inspector.addWanted.connect(self.asking.add_session_at)
        self.inspector.menuWanted.connect(self._show_session_menu)
        self._theme.changed.connect(self._renew_theme)
        self.inspector.installEventFilter(self)

    @property
    def shown(self) -> str:
        """The name of the view that is shown."""
        return VIEWS[self.bar.views.chosen]

    # What is shown

    def panes(self) -> list[QWidget]:
        """The panes that F6 goes through, in reading order."""
        body = self._body.currentWidget() or self.board
        for pane, wanted in (
            (self.bar, self.bar),
            (self.safety, self.safety.body),
            (self.inspector, self.inspector.area),
        ):
            stop = _first_stop(wanted) or _first_stop(pane)  # what is read or changed, before the buttons over it
            if stop is not None:
                pane.setFocusProxy(stop)
        outline = [self.outline.list] if self.outline.isVisibleTo(self) else []
        return [*outline, self.bar, body, self.safety, self.inspector]

    def _read_facts(self) -> PlanFacts:
        workspace = self._bridge.workspace
        return PlanFacts(workspace.plan, workspace.report, workspace.rule_set)

    def _changed(self, happened: PlanChanged) -> None:
        self.toast.hide()  # its "Undo" would take back another step from now on
        self._facts = self._read_facts()
        self._show_facts()
        before, after = happened.before, happened.after
        if not happened.step or (before.rule_set, before.first_day) != (after.rule_set, after.first_day):
            self._take_limits()  # judged by other rules, which may have other limits

    def _take_limits(self) -> None:
        workspace = self._bridge.workspace
        self._limit = daily_limit(workspace.rule_set, workspace.plan.first_day)
        self.board.page.set_daily_limit(self._limit)

    def _show_facts(self) -> None:
        self.board.show_facts(self._facts)
        self.outline.show_facts(self._facts)
        if self._body.currentWidget() is self.list:
            self.list.show_facts(self._facts, self._bridge.selection)
        elif self._is_course:
            self.course.show_facts(self._facts, self._limit)

    @property
    def _is_course(self) -> bool:
        return self._course is not None and self._body.currentWidget() is self._course

    @property
    def course(self) -> "CourseView":
        """The whole programme on one screen; made when it is first looked at."""
        if self._course is None:
            from kapplanner.ui.course.course import CourseView  # noqa: PLC0415 - start-up: not for the first plan

            course = self._course = CourseView(self._bridge, self._theme, self.acts)
            self._body.addWidget(course)
            QWidget.setTabOrder(self.list, course)
            course.addWanted.connect(self.asking.add_session_at)
            course.moveWanted.connect(self.asking.move_to)
            course.openWanted.connect(self.open_session)
            course.menuWanted.connect(self._show_menu_of)
            course.deleteWanted.connect(self.asking.delete_sessions)
            course.dismissed.connect(self.close_session)
            course.dayWanted.connect(self._show_week_of)
            course.ruleWanted.connect(self._bridge.ruleWanted)
            course.wanted.connect(self.act)
            for part in (self.bar, self.safety, self.inspector):
                course.hand.carried.connect(part.show_carried)
        return self._course

    def _show_menu_of(self, session_id: str, place: QPoint) -> None:
        self._show_menu(Hit(session_id or None), place)

    def _show_week_of(self, day: date) -> None:
        """From the whole course to the week of a day."""
        self.show_view(WEEK)
        self.board.show_day(day)

    def _show_page(self) -> None:
        course = course_of(self._facts.plan)
        if self._body.currentWidget() is self.list:
            count = len(self._facts.cards)
            said = nt("{n} session", "{n} sessions", count)
            self.bar.show_page(said, "", said)
            return
        if self._is_course:
            self.bar.show_page(t("Whole course"), *course_words(self._facts.plan))
            return
        first, last = self.board.page.first_day, self.board.page.last_day
        self.bar.show_page(week_words(course, first), span_words(first, last), short_span_words(first, last))
        self.bar.name_pages(self.board.page.days)
        self.board.canvas.setAccessibleName(f"{week_words(course, first)}, {span_words(first, last)}")
        stop = self.board.walk.stop
        self.outline.choose(stop.day if stop is not None and first <= stop.day <= last else first)

    def _selection_changed(self, ids: tuple[str, ...], origin: object) -> None:
        self._show_taken_of(ids)
        if self._body.currentWidget() is self.list:
            self.list.mark(ids)
        if ids:
            self.outline.choose(self._bridge.workspace.plan.session(ids[0]).day)

    def _chosen_in_list(self, ids: tuple[str, ...]) -> None:
        self._bridge.select(ids, self.list)

    def _day_chosen(self, day: date) -> None:
        self._bridge.show_day(day)
        self.outline.choose(day)

    def _day_entered(self, day: date) -> None:
        self.board.show_day(day)

    def _announce(self, sentence: str) -> None:
        """Let assistive technology speak a sentence; from the window, which is there on every step of the plan."""
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.window(), sentence))

    def _field_wanted(self, name: str) -> None:
        """Lead to the field of a fact of a session; facts of the patient are asked for elsewhere."""
        session = fact_session(self._bridge.workspace.plan, name)
        if session is not None:
            self.inspector.show_field(name.removeprefix(f"session.{session}."))

    def _renew_theme(self) -> None:
        self.board.page.renew_theme()
        self.outline.renew_theme()
        self.list.renew_theme()
        if self._course is not None:
            self._course.renew_theme()
        self._panes.renew()

    def _show_restrictions(self, shown: bool) -> None:
        self.board.page.ribbon.setVisible(shown)

    # What menus, keys and buttons call

    def show_view(self, view: str) -> None:
        """Show "day", "week", "course" or "list"."""
        self.bar.choose_view(view)
        self._panes.spread(view == COURSE)
        if view == COURSE:
            self._body.setCurrentWidget(self.course)
            self.course.show_facts(self._facts, self._limit)
        elif view == LIST:
            self._body.setCurrentWidget(self.list)
            self.list.show_facts(self._facts, self._bridge.selection)
        else:
            self._body.setCurrentWidget(self.board)
            self.board.page.set_days(1 if view == DAY else 7, self._day_in_view())
        self._show_page()

    def _day_in_view(self) -> date | None:
        """The day of the keyboard, where it is on the page: the one that stays in view."""
        stop = self.board.walk.stop
        return stop.day if stop is not None and self.board.page.shows(stop.day) else None

    def show_day_view(self) -> None:
        self.show_view(DAY)

    def show_week_view(self) -> None:
        self.show_view(WEEK)

    def show_course_view(self) -> None:
        self.show_view(COURSE)

    def show_list_view(self) -> None:
        self.show_view(LIST)

    def next_page(self) -> None:
        """The next week (or day)."""
        self.board.page.turn(1)

    def previous_page(self) -> None:
        self.board.page.turn(-1)

    def toggle_restrictions(self) -> None:
        """Show or hide the restrictions under the board."""
        self.bar.restrictions.toggle()

    def show_taken(self, taken: dict[str, str]) -> None:
        """Say at each session which room or person another plan has at the same time."""
        self._taken = taken
        self.board.page.show_taken(taken)
        self._show_taken_of(self._bridge.selection)

    def _show_taken_of(self, ids: tuple[str, ...]) -> None:
        words = (self._taken.get(each, "") for each in ids)
        self.inspector.people.show_taken(" ".join(filter(None, dict.fromkeys(words))))

    def today(self) -> date:
        """The date now at the plan's place."""
        return local_time(self._services.clock.now(), self._bridge.workspace.plan.zone).date()

    def moment_for_adding(self) -> datetime:
        """Where a new session would go from the focus."""
        return (self.course if self._is_course else self.board).moment_for_adding()

    def _bring(self, kind: SessionKind) -> None:
        """A kind is dragged out of the outline: on the board it becomes a session."""
        if self._body.currentWidget() is not self.board:
            self.show_view(WEEK)
        workspace, first = self._bridge.workspace, self.board.page.first_day
        new_id, routes = self._services.ids.new_id(), workspace.rule_set.routes
        self.board.hand.bring(session_of_kind(workspace.plan, kind, moment_at(first, 9 * 60), new_id, routes))

    @property
    def day_in_focus(self) -> date:
        """The day of the keyboard, else the first one shown."""
        stop = self.board.walk.stop
        return stop.day if stop is not None else self.board.page.first_day

    def show_day(self, day: date) -> None:
        """Go to a day of the board with the keyboard."""
        self.board.show_day(day)

    def duplicate_session(self) -> None:
        (self.course if self._is_course else self.board).act(Asked.DUPLICATE)

    def act(self, asked: Asked) -> None:
        """Do what a key asks for that is the same wherever sessions are shown."""
        doing = {Asked.MOVE_TO: self.asking.move_to, Asked.DUPLICATE: self.duplicate_session}
        doing.get(asked, partial(self.editing.act, asked))()

    @property
    def spot(self) -> Spot:
        """The day with the keyboard or of the selection, and the time where the keyboard is at free time."""
        if self._body.currentWidget() is self.list and self.acts.selected:
            return self.acts.selected[0].day, None
        return (self.course if self._is_course else self.board).spot

    @property
    def shows_one_day(self) -> bool:
        return VIEWS[self.bar.views.chosen] == DAY

    def toggle_lock(self) -> None:
        """Lock or unlock the selection."""
        self.acts.toggle_lock()

    def select_same_kind(self) -> None:
        self.acts.select_same_kind()

    def longer(self) -> None:
        self.acts.lengthen(1)

    def shorter(self) -> None:
        self.acts.lengthen(-1)

    def toggle_safety(self) -> None:
        """Fold the safety panel to its head, or open it."""
        self.safety.toggle_fold()

    def next_finding(self) -> None:
        self.safety.next_finding()

    def previous_finding(self) -> None:
        self.safety.previous_finding()

    def show_fixes(self) -> None:
        """Offer the fixes of the current finding."""
        self.safety.show_fixes()

    def keep_finding(self) -> None:
        """Keep the current finding with a reason."""
        self.safety.keep_current()

    def show_findings(self) -> None:
        """Lead to the findings of the first selected session that has any; say so where none has."""
        with_findings = (s.id for s in self.acts.selected if self._facts.findings_of(s.id))
        session_id = next(with_findings, None)
        if session_id is None:
            self._bridge.refused.emit(t("No findings from these rules for this session."))
        else:
            self._bridge.findingsWanted.emit(session_id)

    def mark_as_checked(self) -> None:
        """Open the sheet on which every Caution gets its reason."""
        self.safety.mark_as_checked()

    def show_session(self, session_id: str) -> None:
        """Select a session, bring it into sight and give it the keyboard."""
        if self._body.currentWidget() is self.list:
            self._bridge.select((session_id,), self)
            return
        if self._is_course:
            self.course.focus_session(session_id)
            return
        self.board.focus_session(session_id)

    def open_session(self) -> None:
        """Lead to the pane of the selected sessions; in a narrow window it comes as a sheet over the board."""
        self._panes.open_session()
        stop = self.inspector.first_choice or _first_stop(self.inspector.area) or _first_stop(self.inspector)
        if stop is not None:
            stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_here(self) -> None:
        """Give the keyboard to the sessions that are shown, where it last was among them."""
        if self._body.currentWidget() is self.list:
            self.list.setFocus()
        elif self._is_course:
            self.course.focus_here()
        else:
            self.board.walk.focus_here()

    def close_session(self) -> None:
        """Close the sheet of a narrow window."""
        if self._panes.has_open_sheet:
            self._panes.close_session()
            self.focus_here()

    def _show_session_menu(self, place: QPoint) -> None:
        self._show_menu(Hit(self._bridge.selection[0]), place)

    def _show_menu(self, hit: Hit, place: QPoint) -> None:
        """The menu of the selection, or of free time."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        rows = free_time_rows(self, self.spot[0]) if hit.session is None else session_rows(self)
        fill_menu(menu, self._theme, rows)
        menu.popup(place)

    def _show_day_menu(self, day: date, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fill_menu(menu, self._theme, day_rows(self, day))
        menu.popup(place)

    # Keys and size

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._panes.has_open_sheet:
            self.close_session()
            return
        if event.key() == Qt.Key.Key_K and not event.modifiers():
            self.keep_finding()  # the one that F8 led to, wherever it left the keyboard
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.inspector
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
        ):
            if self._panes.has_open_sheet:
                self.close_session()
            else:
                self.focus_here()
            return True
        return super().eventFilter(watched, event)

    def minimumSizeHint(self) -> QSize:
        """Whatever the text size, the window may be small: what folds away depends on the size, not the other way."""
        return QSize(400, 300)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._panes.fit()

    def _take_density(self, density: Density) -> None:
        self.board.page.set_most_days(density.days)
        self.looking.take_usual(density.hour)
        self.board.page.ribbon.shape(folded=density.ribbon_folded, pitch=density.ribbon_pitch)
        self.bar.shorten(words=density.bar_words, page=density.bar_page, tight=density.bar_tight)
        self._show_page()
        self.board.page.scroll_to_morning()


def _first_stop(pane: QWidget) -> QWidget | None:
    """The first widget in a pane that the Tab key would stop at; None where there is none now."""
    widget = pane.nextInFocusChain()
    while widget is not None and widget is not pane:
        takes_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if takes_tab and pane.isAncestorOf(widget) and widget.isVisibleTo(pane) and widget.isEnabled():
            return widget
        widget = widget.nextInFocusChain()
    return None
