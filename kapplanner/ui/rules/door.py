"""The way to the rules page and back: made when it is asked for, let go when it is left."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget

from kapplanner.domain.library import PlanLibrary
from kapplanner.editing.workspace import Workspace
from kapplanner.ui.rules.page import RulesPage
from kapplanner.ui.services import Services
from kapplanner.ui.theme import Theme


class RulesDoor(QObject):
    """Holds the page while there is one. ``left``: back to where one came from; ``made`` carries a new page."""

    made = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, services: Services, pages: QStackedWidget) -> None:
        super().__init__(pages)
        self._theme, self._services, self._pages = theme, services, pages
        self.page: RulesPage | None = None

    def open(self, rule_id: str, workspace: Workspace | None, library: PlanLibrary | None) -> RulesPage:
        """The page, at a rule ("" for the first) of the set of the open plan."""
        self.close()
        plan, report = (workspace.plan, workspace.report) if workspace is not None else (None, None)
        page = RulesPage(self._theme, self._services, plan, library, report)
        page.left.connect(self.left)
        self.page = page
        self._pages.addWidget(page)
        self.made.emit(page)
        page.begin(workspace.rule_set.id if workspace is not None else "", rule_id)
        return page

    def close(self) -> None:
        """Keep the draft as far as it can be, and let the page go."""
        page, self.page = self.page, None
        if page is not None:
            page.desk.keep_now()
            self._pages.removeWidget(page)
            page.deleteLater()
