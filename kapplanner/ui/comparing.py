"""Compare…: the open plan, or one of the library, with an earlier version, another plan, or a plan file."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from kapplanner.domain.errors import PlannerError
from kapplanner.domain.library import PlanSummary
from kapplanner.i18n import t
from kapplanner.ui.dialogs.compare import CompareDialog
from kapplanner.ui.dialogs.compare_choice import EARLIER
from kapplanner.ui.dialogs.compare_sides import Base
from kapplanner.ui.library_desk import LibraryDesk
from kapplanner.ui.models.library import display_name
from kapplanner.ui.theme import Theme

if TYPE_CHECKING:
    from kapplanner.ui.views.plan_page import PlanPage


def compare_open_plan(page: "PlanPage", desk: LibraryDesk, theme: Theme, folder: str) -> None:
    """Compare the plan as it is on the screen; a row leads to its session on the board."""
    if desk.library is None:
        return
    workspace = page.opened.workspace
    name = workspace.plan.patient.name.strip() or workspace.plan.code
    base = Base(workspace.plan, t("{name}, as it is now", name=name), workspace.rule_set)
    kind, key = page.compared or (EARLIER, "")
    dialog = CompareDialog(
        theme, base, desk.library, desk.rule_set_of, leads=True, folder=folder, kind=kind, key=key, parent=page
    )
    dialog.exec()
    dialog.deleteLater()
    page.compared = dialog.kind, dialog.key
    if dialog.wanted_baseline is not None:
        page.show_plan_step()
        page.plan_view.looking.look_back(dialog.wanted_baseline)
    if dialog.wanted_session:
        page.show_plan_step()
        page.plan_view.show_session(dialog.wanted_session)


def compare_stored_plan(plan: PlanSummary, desk: LibraryDesk, theme: Theme, folder: str, parent: QWidget) -> None:
    """Compare a plan of the library as it is stored."""
    library = desk.library
    if library is None:
        return

    def read() -> Base:
        stored = library.read(plan.id)
        return Base(stored.plan, display_name(plan), desk.rule_set_of(stored.plan))

    def show(answer: object) -> None:
        if isinstance(answer, PlannerError):
            desk.refused.emit(answer)
        elif isinstance(answer, Base):
            dialog = CompareDialog(theme, answer, library, desk.rule_set_of, leads=False, folder=folder, parent=parent)
            dialog.exec()
            dialog.deleteLater()

    desk.worker.run(read, show)
