"""What was last printed of a plan, taken up when its studio opens and kept when papers go out."""

from contextlib import suppress

from kapplanner.domain.plan import Plan
from kapplanner.settings.prints import Printed, last_printed, remembering_print
from kapplanner.ui.services import Services
from kapplanner.ui.views.print_choices import LookPanel
from kapplanner.ui.views.print_documents import DocumentList


def take_up_last(plan: Plan, services: Services, documents: DocumentList, look: LookPanel) -> None:
    """Choose what was last printed of this plan, else what this clinic printed last."""
    printed = last_printed(services.settings, plan.id)
    if printed is None:
        return
    quiet = documents.blockSignals(True)
    documents.choose_remembered(printed.documents)
    documents.blockSignals(quiet)
    look.choose_second_language(printed.also)


def remember(plan: Plan, services: Services, documents: DocumentList, look: LookPanel) -> None:
    """Keep what was printed for the next time; where that cannot be kept, nothing of the plan is lost."""
    printed = Printed(documents.remembered, look.look.also_language)
    kept = remembering_print(services.settings, plan.id, printed)
    if kept != services.settings:
        with suppress(OSError):
            services.save_settings(kept)
