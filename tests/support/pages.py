"""Every page of the window and every sheet over it, by name, with the way to it from a plan that is open."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from kapplanner.domain.session import SessionKind
from kapplanner.ui.dialogs.rename import RenameDialog
from kapplanner.ui.panes.safety import SafetyPanel
from kapplanner.ui.views.plan_page import CHECK, PLAN, PRINT
from kapplanner.ui.views.print_studio import PrintStudio
from tests.support.desk import Desk

Way = Callable[[Desk], object]
GAP: Final = "gap-between-medicine-sessions"


def _view(name: str) -> Way:
    def go(desk: Desk) -> None:
        desk.page.show_step(PLAN)
        desk.view.show_view(name)
        desk.view.focus_here()

    return go


def _session(desk: Desk) -> None:
    _view("week")(desk)
    desk.stand_at(desk.plan.medicine_sessions[0])
    desk.view.open_session()


def _several(desk: Desk) -> None:
    _view("week")(desk)
    desk.stand_at(desk.plan.medicine_sessions[0])
    desk.view.select_same_kind()
    desk.view.open_session()


def _talk(desk: Desk) -> None:
    _view("week")(desk)
    desk.stand_at(next(s for s in desk.plan.sessions if s.kind is SessionKind.INTEGRATION))
    desk.view.open_session()


def _finding(desk: Desk) -> None:
    _view("week")(desk)
    desk.view.close_session()
    desk.view.next_finding()
    desk.view.safety._open(desk.view.safety.model.findings[0])


def _missing(desk: Desk) -> None:
    _view("week")(desk)
    desk.view.safety.show_missing(True)


def _check(desk: Desk) -> None:
    desk.page.show_step(CHECK)


def _print(desk: Desk) -> None:
    desk.page.show_step(PRINT)
    (studio,) = desk.page.findChildren(PrintStudio)
    desk.frame.wait(lambda: studio._made is not None and not studio._worker.is_busy)


def _rules(desk: Desk) -> None:
    desk.bench.show_rule("")


def _rule(desk: Desk) -> None:
    desk.bench.show_rule(GAP)


def _changed_rule(desk: Desk) -> None:
    desk.bench.show_rule("")
    page = desk.bench.rules_page
    assert page is not None
    page.desk._begin(page.desk.now.document.copied("harbour", "Harbour Clinic rules"))
    page.sets.show_rule(GAP)


def _library(desk: Desk) -> None:
    desk.bench.show_library()
    desk.frame.settle()


def _gallery(desk: Desk) -> None:
    desk.bench.new_plan()


PAGES: Final[dict[str, Way]] = {
    "day": _view("day"),
    "week": _view("week"),
    "course": _view("course"),
    "list": _view("list"),
    "session": _session,
    "several sessions": _several,
    "talk": _talk,
    "finding": _finding,
    "missing facts": _missing,
    "check": _check,
    "print": _print,
    "rules": _rules,
    "rule": _rule,
    "changed rule": _changed_rule,
    "gallery": _gallery,
    "library": _library,
}
"""Pages of the window; the last two leave the plan's page, so they come last."""


def _of_medicine(way: Way) -> Way:
    def go(desk: Desk) -> None:
        desk.stand_at(desk.plan.medicine_sessions[0])
        way(desk)

    return go


def _keep(desk: Desk) -> None:
    desk.view.next_finding()
    desk.view.keep_finding()


def _rename(desk: Desk) -> None:
    desk.bench._ask(RenameDialog(desk.frame.theme, "Sam R.", "Anxiety, one week", desk.bench))


SHEETS: Final[dict[str, Way]] = {
    "settings": lambda desk: desk.bench.show_settings(),
    "palette": lambda desk: desk.bench.show_palette(),
    "shortcuts": lambda desk: desk.bench.help.show_shortcuts(),
    "about": lambda desk: desk.bench.help.show_about(),
    "rename": _rename,
    "add a session": _of_medicine(lambda desk: desk.view.asking.add_session()),
    "move to": _of_medicine(lambda desk: desk.view.asking.move_to()),
    "go to": _of_medicine(lambda desk: desk.view.asking.go_to()),
    "type a session": _of_medicine(lambda desk: desk.view.typing.ask()),
    "duplicate": _of_medicine(lambda desk: desk.view.editing.duplicate_days()),
    "keep": _keep,
    "mark as checked": lambda desk: desk.view.mark_as_checked(),
    "profile": lambda desk: desk.page.show_profile(),
    "methods": lambda desk: desk.page.show_guidance(),
    "other rules": lambda desk: desk.page.choose_rules(),
    "compare": lambda desk: desk.bench.show_compare(),
    "share": lambda desk: desk.page.share(),
}
"""Dialogs over a plan; each is open only while it is asked for its answer."""


def go_to(desk: Desk, name: str) -> None:
    """Show a page, and wait until nothing is being done."""
    PAGES[name](desk)
    for panel in desk.window.findChildren(SafetyPanel):
        for finding in panel.model.findings:
            panel.fixes.fixes_now(finding)  # else their buttons come while one looks
        panel.page.place_buttons()
    for _ in range(3):
        QApplication.processEvents()
    desk.frame.settle()


def over_sheet(desk: Desk, name: str, look: Callable[[QDialog], object]) -> None:
    """Open a sheet, look at it once it stands, and leave it."""
    seen: list[QWidget] = []

    def take() -> None:
        sheet = QApplication.activeModalWidget()
        assert isinstance(sheet, QDialog)
        try:
            seen.append(sheet)
            look(sheet)
        finally:
            sheet.reject()

    QTimer.singleShot(300, take)
    SHEETS[name](desk)
    assert seen, f"“{name}” did not open"
