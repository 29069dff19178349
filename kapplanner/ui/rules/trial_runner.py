"""Tries a draft beside the window: first the open plan and the templates, then plan after plan of the library."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal
from shiboken6 import isValid

from kapplanner.domain.plan import Plan, RuleSetReference
from kapplanner.editing.rule_draft import RuleDraft
from kapplanner.editing.rule_trial import Comparison, OpenTrial, StoredImpact, StoredTrial, compare, try_open
from kapplanner.editing.template_trial import TemplateTrial, try_templates
from kapplanner.rules.rule_set import RuleSet
from kapplanner.ui.worker import Worker

if TYPE_CHECKING:
    from kapplanner.domain.library import PlanLibrary
    from kapplanner.ui.services import Services

QUIET_MS: Final = 250
"""A draft that changes again within this time is not tried yet."""
SLOW_MS: Final = 1000
"""What takes longer shows how far it is and can be left."""
_TELL_MS: Final = 100
_SUNDAY: Final = 6


class Obstacle(StrEnum):
    """Why a draft cannot be tried."""

    PROBLEMS = "something is wrong with the draft"
    BASE = "the version it is compared with cannot be read"


@dataclass(frozen=True, slots=True)
class QuickTrial:
    """What is known at once. ``open``: None where no plan is open, or it is judged by other rules."""

    comparison: Comparison
    open: OpenTrial | None
    templates: tuple[TemplateTrial, ...]
    all_templates: int

    @property
    def changes(self) -> bool:
        """Whether the open plan or a template would be judged otherwise."""
        opened = self.open is not None and self.open.impact.changes
        return opened or any(each.changes for each in self.templates)


class Attempt:
    """One draft being tried, read and written by both threads: a few values, each replaced as a whole."""

    def __init__(
        self,
        draft: RuleDraft,
        rule_id: str,
        plan: Plan | None,
        services: "Services",
        library: "PlanLibrary | None",
    ) -> None:
        self.base, self.now = draft.base, draft.now
        self.rule_id = rule_id
        self.plan = plan
        self.services = services
        self.library = library
        self.is_over = False
        self.is_done = False
        self.total = 0
        self.so_far = StoredImpact()

    @property
    def is_cut_short(self) -> bool:
        """Whether some plans were not looked at."""
        return self.is_over and self.so_far.looked < self.total

    def rule_set_of(self, reference: RuleSetReference) -> RuleSet:
        """The rule set that a plan names; NotFound where it is not here."""
        return self.services.rule_shelf.for_plan(reference).rule_set


class TrialRunner(QObject):
    """``quick`` carries a QuickTrial or an Obstacle; ``stored`` the Attempt and its StoredImpact, or a LibraryError.

    ``progressed``: looked at so many plans of so many, told only where it takes long. ``rested``: no work is left.
    """

    quick = Signal(object)
    stored = Signal(object, object)
    progressed = Signal(int, int)
    rested = Signal()

    def __init__(self, parent: QObject, worker_parent: QObject, services: "Services") -> None:
        super().__init__(parent)
        self._services = services
        self._worker = Worker(worker_parent)
        self._attempt: Attempt | None = None
        self._is_waiting = False
        self._is_running = False
        self._clock = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(_TELL_MS)
        self._timer.timeout.connect(self._tell)

    @property
    def is_busy(self) -> bool:
        """Whether a draft waits to be tried, or is being tried."""
        return self._is_waiting or self._is_running

    @property
    def is_unfinished(self) -> bool:
        """Whether the last draft was given up before all was known."""
        return self._attempt is not None and self._attempt.is_over and not self._attempt.is_done

    def start_soon(self, draft: RuleDraft, rule_id: str, plan: Plan | None, library: "PlanLibrary | None") -> None:
        """Try a draft as it is now, once it has not changed for a moment; an earlier one is given up."""
        self.stop()
        self._attempt = Attempt(draft, rule_id, plan, self._services, library)
        self._is_waiting = True
        self._worker.after(QUIET_MS, self._begin)

    def stop(self) -> None:
        """Look at no more plans; what is known by now is told."""
        if self._attempt is not None:
            self._attempt.is_over = True

    def _begin(self) -> None:
        attempt = self._attempt
        self._is_waiting = False
        if attempt is None or attempt.is_over or not isValid(self):
            self._rest()
            return
        self._is_running = True
        self._clock.start()
        self._timer.start()
        self._worker.run(partial(_try_quickly, attempt), partial(self._quickly_done, attempt))
        self._worker.run(partial(_try_stored, attempt), partial(self._all_done, attempt))

    def _quickly_done(self, attempt: Attempt, answer: Any) -> None:
        if isValid(self) and attempt is self._attempt and answer is not None:
            self.quick.emit(answer)

    def _all_done(self, attempt: Attempt, answer: Any) -> None:
        if not isValid(self) or attempt is not self._attempt:
            return
        attempt.is_done = not attempt.is_over
        if attempt.is_done or answer is not None:
            self.stored.emit(attempt, answer)
        self._rest()

    def _rest(self) -> None:
        self._is_running = False
        self._timer.stop()
        self.rested.emit()

    def _tell(self) -> None:
        attempt = self._attempt
        if attempt is not None and attempt.total and self._clock.elapsed() > SLOW_MS:
            self.progressed.emit(attempt.so_far.looked, attempt.total)


# In the worker's thread: plain values only, no widget and no signal.


def _try_quickly(attempt: Attempt) -> QuickTrial | Obstacle | None:
    if attempt.is_over:
        return None
    before, after = attempt.base.rule_set, attempt.now.rule_set
    if before is None or after is None:
        return Obstacle.BASE if before is None else Obstacle.PROBLEMS
    comparison = compare(before, after)
    templates = tuple(attempt.services.templates())
    tried = try_templates(templates, comparison, _next_sunday(attempt.services.clock.now().date()))
    opened = try_open(attempt.plan, comparison) if attempt.plan is not None else None
    return QuickTrial(comparison, opened, tried, len(templates))


def _try_stored(attempt: Attempt) -> StoredImpact | None:
    """None where there is no library, or nothing to compare with. Without a usable draft only the use is counted."""
    before, library = attempt.base.rule_set, attempt.library
    if before is None or library is None or attempt.is_over:
        return None
    trial = StoredTrial(compare(before, attempt.now.rule_set or before), attempt.rule_id, attempt.rule_set_of)
    ids = [row.id for row in library.plans()]
    attempt.total = len(ids)
    for so_far in trial.walk(ids, library.glance):
        attempt.so_far = so_far
        if attempt.is_over:
            break
    return attempt.so_far


def _next_sunday(today: date) -> date:
    """When the gallery lets a new plan begin."""
    return today + timedelta(days=(_SUNDAY - today.weekday()) % 7 or 7)
