"""What "Find or run" offers: actions, plans, settings, sessions of the open plan."""

from collections.abc import Callable, Iterable
from functools import partial

from kapplanner.domain.library import PlanSummary
from kapplanner.i18n import t
from kapplanner.rules.words import day_and_clock, session_name
from kapplanner.ui.actions import Actions
from kapplanner.ui.dialogs.palette import Entry
from kapplanner.ui.dialogs.setting_names import SETTING_NAMES
from kapplanner.ui.models.library import display_name
from kapplanner.ui.theme import Theme
from kapplanner.ui.views.plan_page import PlanPage


def action_entries(acts: Actions) -> list[Entry]:
    """The actions that can be done now."""
    return [
        Entry(t(row.text), acts.shortcut_words(row.id), row.icon, acts.by_id[row.id].trigger)
        for row in acts.rows.values()
        if acts.by_id[row.id].isEnabled() and row.id != "palette"
    ]


def plan_entries(plans: Iterable[PlanSummary], read: Callable[[str], None]) -> list[Entry]:
    """The plans of the library; choosing one reads it."""
    return [
        Entry(f"{display_name(plan)}, {plan.title}", t("plan"), "bookshelf", partial(read, plan.id)) for plan in plans
    ]


def setting_entries(show: Callable[[str], None]) -> list[Entry]:
    """The settings; choosing one leads to its field."""
    return [Entry(t(name), t("setting"), "cog-outline", partial(show, key)) for key, name in SETTING_NAMES.items()]


def session_entries(page: PlanPage, theme: Theme) -> list[Entry]:
    """The sessions of the open plan; choosing one leads to it."""
    plan = page.opened.plan
    return [
        Entry(
            ", ".join(filter(None, (session_name(plan, s), day_and_clock(s.start), s.title))),
            t("session"),
            theme.kind(s.kind).icon,
            partial(page.lead_to_session, s.id),
        )
        for s in plan.sessions
    ]
