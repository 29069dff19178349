"""The real window with hands on it: a library in memory, the sample plan, and short ways to every part of it."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from kapplanner.codec.rule_sets import rule_set_named
from kapplanner.codec.sample import sample_plan
from kapplanner.domain.identity import CountedIds
from kapplanner.domain.plan import Plan
from kapplanner.domain.session import Session
from kapplanner.editing.autosave import finding_counts
from kapplanner.rules.evaluate import evaluate
from kapplanner.settings import Settings
from kapplanner.ui.views.plan_page import PlanPage
from kapplanner.ui.views.plan_view import PlanView
from kapplanner.ui.workbench import Workbench
from tests.support.frame import Frame, services_with
from tests.support.hands import Hands, Place, Strays, action_of, leave_all
from tests.support.memory_library import MemoryServices

CLINICIAN = "Dr Ada Lund"


class Desk:
    """The real window with hands on it, and short ways to its parts."""

    def __init__(self, qtbot: QtBot, services: MemoryServices) -> None:
        self.strays = Strays()
        self._application().installEventFilter(self.strays)
        self.frame = Frame(qtbot, services)
        self.window = self.frame.window
        self.window.resize(1440, 900)
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.hands = Hands(qtbot, self._is_quiet)
        self.do = self.hands.do

    def _application(self) -> QApplication:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        return application

    def _is_quiet(self) -> bool:
        page = self.bench.plan_page
        return not self.bench.desk.worker.is_busy and (page is None or not page.opened.worker.is_busy)

    @property
    def bench(self) -> Workbench:
        assert self.window.bench is not None
        return self.window.bench

    @property
    def page(self) -> PlanPage:
        assert self.bench.plan_page is not None
        return self.bench.plan_page

    @property
    def view(self) -> PlanView:
        return self.page.plan_view

    @property
    def plan(self) -> Plan:
        return self.page.opened.plan

    def show(self, plan: Plan) -> None:
        """Open a plan of the library, as a person has it before them: at the board, first card."""
        self.bench.desk.read(plan.id)
        self.frame.wait(lambda: self.bench.plan_page is not None)
        self.frame.wait(lambda: self.view.board.isAncestorOf(self.window.focusWidget() or self.window))
        self.frame.settle()

    def stand_at(self, session: Session) -> None:
        """The keyboard is at a card, and the session selected, as after walking there."""
        self.view.board.focus_session(session.id)
        QApplication.processEvents()

    def card(self, session: Session) -> Place:
        """The middle of a card on the board."""
        canvas = self.view.board.canvas
        return lambda: (canvas, canvas.cards[session.id].box.center())

    def moment(self, at: datetime) -> Place:
        """The middle of the column of a day, at a time."""
        canvas = self.view.board.canvas

        def place() -> tuple[QWidget, QPoint]:
            column = canvas.grid.column_of(at.date())
            assert column is not None
            x = canvas.grid.column_left(column) + canvas.grid.column_width(column) // 2
            return canvas, QPoint(x, canvas.grid.y_of(at.hour * 60 + at.minute))

        return place

    def button(self, dialog: type[QDialog], name: str) -> Callable[[], QWidget]:
        """A button of the dialog that is open, by its accessible name or its text."""

        def found() -> QWidget:
            opened = asked(dialog)
            return next(b for b in opened.findChildren(QAbstractButton) if name in {b.accessibleName(), b.text()})

        return found

    def menu(self, title: str) -> Place:
        return action_of(self.window.menuBar, title)

    def close(self) -> None:
        leave_all()
        self.frame.close()
        self._application().removeEventFilter(self.strays)
        assert self.strays.seen == []


def asked(kind: type[QDialog]) -> QDialog:
    """The dialog of this kind that waits for an answer."""
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, kind), dialog
    return dialog


def is_asked(kind: type[QDialog]) -> Callable[[], bool]:
    return lambda: isinstance(QApplication.activeModalWidget(), kind)


def sample() -> Plan:
    return sample_plan(date(2026, 12, 6), ids=CountedIds("sample"))


def services_of(folder: Path, *plans: Plan) -> MemoryServices:
    """A clinic that has entered its phones and its clinician's name; its library holds these plans."""
    settings = Settings(
        clinic_name="Harbour Clinic",
        phone_day="(555) 010-4400",
        phone_night="(555) 010-4477",
        clinician_name=CLINICIAN,
        last_folder=str(folder),
    )
    services = services_with(folder, settings=settings)
    for plan in plans:
        services.library.add(plan, finding_counts(evaluate(plan, rule_set_named(plan.rule_set.id))))
    return services
