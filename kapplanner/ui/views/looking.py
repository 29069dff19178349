"""How a plan is looked at: the height of its hours, as it was left the last time, and back at an earlier state."""

from typing import Protocol

from kapplanner.editing.baseline import Baseline
from kapplanner.i18n import t
from kapplanner.settings import Settings
from kapplanner.settings.views import looked_at
from kapplanner.ui.board.page import Page
from kapplanner.ui.bridge import PlanBridge
from kapplanner.ui.views.density import HOURS


class Shown(Protocol):
    """Who shows the plan: the plan view."""

    @property
    def shown(self) -> str: ...
    def show_view(self, view: str) -> None: ...


class Looking:
    """``zoom``: how many steps higher than usual for the window the hours of the board are."""

    def __init__(self, bridge: PlanBridge, page: Page, shown: Shown, views: tuple[str, ...]) -> None:
        self._bridge = bridge
        self._page = page
        self._shown = shown
        self._views = views
        self._usual = HOURS[2]
        self._baseline: Baseline | None = None
        self._looks_back = False
        self.zoom = 0

    def as_before(self, settings: Settings) -> None:
        """Take the view and the zoom in which the plan was left."""
        before = looked_at(settings, self._bridge.workspace.plan.id)
        if before is not None:
            view, self.zoom = before
            if view in self._views and view != self._shown.shown:
                self._shown.show_view(view)

    def take_usual(self, hour: int) -> None:
        """Take the height of an hour that is usual for the window's size."""
        self._usual = hour
        self._use(self.zoom)

    def taller_hours(self) -> None:
        """Give the hours of the board more height."""
        self._use(self.zoom + 1)

    def lower_hours(self) -> None:
        """Give the hours of the board less height."""
        self._use(self.zoom - 1)

    def _use(self, zoom: int) -> None:
        usual = HOURS.index(self._usual)
        place = max(0, min(len(HOURS) - 1, usual + zoom))
        self.zoom = place - usual
        self._page.set_hour(HOURS[place])

    def look_back(self, baseline: Baseline | None) -> None:
        """Show where sessions stood in an earlier state of the plan, until another one or none is asked for."""
        self._baseline = baseline
        self._looks_back = baseline is not None
        self._page.look_back(baseline)

    def toggle_looking_back(self) -> None:
        """Show or hide where sessions stood when the plan was checked."""
        if self._baseline is None:
            self._bridge.refused.emit(t("The plan was not marked as checked yet: there is nothing to look back at."))
            return
        self._looks_back = not self._looks_back
        self._page.look_back(self._baseline if self._looks_back else None)
        name = self._baseline.name
        said = t("Shown: where sessions were {name}.") if self._looks_back else t("Hidden: where sessions were {name}.")
        self._bridge.announce(said.format(name=name))
