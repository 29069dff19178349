"""The way to the rules page and back."""

from kapplanner.domain.library import PlanLibrary
from kapplanner.editing.workspace import Workspace
from kapplanner.ui.door import Door
from kapplanner.ui.rules.page import RulesPage


class RulesDoor(Door[RulesPage]):
    """Leads to the rules: to read them, and to change a clinic's own."""

    def open(self, rule_id: str, workspace: Workspace | None, library: PlanLibrary | None) -> RulesPage:
        """The page, at a rule ("" for the first) of the set of the open plan."""
        self.close()
        plan, report = (workspace.plan, workspace.report) if workspace is not None else (None, None)
        page = self._enter(RulesPage(self._theme, self._services, plan, library, report))
        page.begin(workspace.rule_set.id if workspace is not None else "", rule_id)
        return page
