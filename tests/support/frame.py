"""The real window over a library in memory, for tests of the frame."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QApplication

from kapplanner.codec.rule_sets import rule_set_named
from kapplanner.codec.templates import template_named
from kapplanner.domain.identity import CountedIds
from kapplanner.domain.people import Patient
from kapplanner.domain.plan import Plan
from kapplanner.domain.template import Choices, instantiate
from kapplanner.editing.autosave import finding_counts
from kapplanner.rules.evaluate import evaluate
from kapplanner.settings import Settings
from kapplanner.ui.theme import Theme
from kapplanner.ui.window import MainWindow
from tests.support.memory_library import MemoryLibrary, MemoryServices, SteppedClock

HOSTILE_NAMES = (
    "<img src='//host/share/x.png'>Sam",
    "Smith & Jones <b>bold</b>",
    "&amp; {name} %s",
    "José 🙂 مرحبا Łukasz",
    "O" * 200,
)


def plan_named(name: str, number: int = 1, template: str = "gad-one-week", first_day: date = date(2026, 12, 6)) -> Plan:
    """A plan from a shipped template for a patient of that name."""
    shipped = template_named(template)
    rule_set = rule_set_named(shipped.rule_set)
    ids = CountedIds(f"plan{number}")
    return instantiate(shipped, Choices(first_day), routes=rule_set.routes, ids=ids, patient=Patient(name=name))


def services_with(folder: Path, *names: str, settings: Settings | None = None) -> MemoryServices:
    """Services over a library that holds a plan for each name, the last of them changed last."""
    clock = SteppedClock()
    library = MemoryLibrary(clock)
    for number, name in enumerate(names, 1):
        plan = plan_named(name, number)
        library.add(plan, finding_counts(evaluate(plan, rule_set_named(plan.rule_set.id))))
        clock.pass_by(minutes=1)
    return MemoryServices(folder, library, clock, settings)


class Frame:
    """A window that is shown, with ways to wait for what happens beside it."""

    def __init__(self, qtbot: object, services: MemoryServices, *, ready: bool = True) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.qtbot = qtbot
        self.services = services
        self.theme = Theme(services.settings.appearance, services.settings.text_percent)
        services.settings = replace(services.settings, appearance="light")
        self.theme.choose("light")
        self.theme.apply(app)
        self.window = MainWindow(services, self.theme)
        self.window.show()
        self.window.furnish()
        if ready:
            self.wait(lambda: self.window.bench.desk.library is not None)
            self.settle()

    @property
    def library(self) -> MemoryLibrary:
        return self.services.library

    def wait(self, holds: Callable[[], bool]) -> None:
        """Until something holds."""
        self.qtbot.waitUntil(holds, timeout=20_000)  # type: ignore[attr-defined]

    def settle(self) -> None:
        """Until nothing is being done beside the window."""
        page = self.window.bench.plan_page
        self.wait(lambda: not self.window.bench.desk.worker.is_busy)
        if page is not None:
            self.wait(lambda: not page.opened.worker.is_busy)

    def names(self) -> list[str]:
        """The names in the table, from the top."""
        return [plan.name for plan in self.window.bench.library_view.table.plans]

    def open(self, name: str) -> None:
        """Open the plan of that name from the library."""
        row = self.names().index(name)
        view = self.window.bench.library_view.plans
        view.selectRow(row)
        view.opened.emit(view.current_plan)
        self.wait(lambda: self.window.bench.plan_page is not None)

    def close(self) -> None:
        """Close the window; what a test left unsaved on purpose is let go first, or a dialog would ask."""
        page = self.window.bench.plan_page
        if page is not None and (self.library.fails is not None or page.opened.autosave.is_in_conflict):
            self.window.bench.plans._close(page)
        self.window.close()
        self.window.deleteLater()
