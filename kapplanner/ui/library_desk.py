"""What can be done with the plans of the library: open it, add, copy, rename, archive, delete and bring back."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from kapplanner.domain.errors import PlannerError
from kapplanner.domain.library import (
    FindingCounts,
    FirstLook,
    LibraryBusy,
    LibraryError,
    PlanLibrary,
    PlanStatus,
    PlanSummary,
    StoredPlan,
)
from kapplanner.domain.text import LINE_LIMIT
from kapplanner.i18n import t
from kapplanner.ui.models.library import display_name
from kapplanner.ui.worker import Worker

if TYPE_CHECKING:
    from kapplanner.codec.rule_shelf import InForce
    from kapplanner.domain.plan import Plan, RuleSetReference
    from kapplanner.rules.finding import Report
    from kapplanner.rules.rule_set import RuleSet
    from kapplanner.ui.services import Services


_UNTIL_PAINTED = 30
"""Milliseconds that the list gets to be painted before loading goes on."""
_CHECKED_AFTER = 1000
"""Milliseconds after opening; by then the list is there."""


def longer_title(title: str, word: str) -> str:
    """A title with a word behind it, "Two weeks (copy)": cut where it would be too long, and never one longer run."""
    room = LINE_LIMIT - len(word) - 3
    return f"{title[:room].rstrip()} ({word})"


def copy_of(plan: "Plan", plan_id: str, code: str) -> "Plan":
    """A copy that stands by itself: new id and code, not checked, not signed off."""
    title = longer_title(plan.title, t("copy")) if plan.title else t("Copy")
    return plan.with_changes(id=plan_id, code=code, title=title, checked=None, sign_off=None, version=1)


class LibraryDesk(QObject):
    """Every act runs in the worker. ``changed`` names the plan to show; ``said`` carries a sentence and its undo."""

    glimpsed = Signal(object)
    opened = Signal(object)
    failed = Signal(object)
    changed = Signal(str)
    planRead = Signal(object, str)
    said = Signal(str, object)
    refused = Signal(object)

    def __init__(self, services: "Services", parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self.worker = Worker(self)
        self._checker = Worker(self)
        self.library: PlanLibrary | None = None
        self._wanted: tuple[str, str] | None = None

    @property
    def is_view_only(self) -> bool:
        """Whether plans can be looked at only: the library may not be written now, or is not open."""
        return self.library is None or self.library.is_read_only

    def open_first(self) -> None:
        """Show the list at once where that can be done, and open the library for good behind it."""
        self.worker.run(self._services.first_look, self._show_glimpse)

    def _show_glimpse(self, answer: object) -> None:
        if isinstance(answer, FirstLook):
            self.glimpsed.emit(answer)
        QTimer.singleShot(_UNTIL_PAINTED, self, self.open)

    def open(self, passphrase: str | None = None) -> None:
        """Open the library beside the window; ``opened`` or ``failed`` tells how it went."""
        services, before = self._services, self.library
        self.library = None

        def open_it() -> PlanLibrary:
            if before is not None:
                before.close()
            try:
                return services.open_library(passphrase or None)
            except LibraryBusy as held:
                return services.open_library(passphrase or None, view_only=held)

        self.worker.run(open_it, self._show_opened)

    def _show_opened(self, answer: object) -> None:
        if isinstance(answer, PlannerError):
            self.failed.emit(answer)
        else:
            self.library = answer  # type: ignore[assignment]
            self.opened.emit(answer)
            self._checker.after(_CHECKED_AFTER, self._check)
            wanted, self._wanted = self._wanted, None
            if wanted is not None:
                self.read(*wanted)

    def _check(self) -> None:
        """Look through the whole file beside all else: a large library is not looked through when it is opened."""
        library = self.library
        if library is not None and library.notice is None:
            self._checker.run(library.check, lambda answer: self._show_checked(library, answer))

    def _show_checked(self, library: PlanLibrary, answer: object) -> None:
        if isinstance(answer, LibraryError) and library is self.library and library.notice is not None:
            self.opened.emit(library)

    def judge(self, plan: "Plan") -> "Report":
        """What the rules of a plan say about it."""
        from kapplanner.rules.evaluate import evaluate  # noqa: PLC0415 - start-up: a list of plans is not judged

        return evaluate(plan, self.rule_set_of(plan))

    def _counts(self, plan: "Plan") -> FindingCounts:
        from kapplanner.editing.autosave import finding_counts  # noqa: PLC0415 - start-up: a list needs no editing
        from kapplanner.rules.evaluate import evaluate  # noqa: PLC0415 - the same

        return finding_counts(evaluate(plan, self.in_force_for(plan.rule_set).rule_set))

    def rule_set_of(self, plan: "Plan") -> "RuleSet":
        """The rule set that a plan names; NotFound where it is not installed."""
        return self._services.rule_shelf.for_plan(plan.rule_set).rule_set

    def in_force_for(self, reference: "RuleSetReference") -> "InForce":
        """What an open plan that names this set is judged by, with what there is to know of it; never NotFound."""
        from kapplanner.codec.rules_of_plan import judged_by  # noqa: PLC0415 - start-up: reads all rule sets

        return judged_by(self._services.rule_shelf, reference)

    def read(self, plan_id: str, purpose: str = "") -> None:
        """Read a plan, as soon as the library is open; ``planRead`` carries the stored plan and the purpose."""
        library = self.library
        if library is None:
            self._wanted = (plan_id, purpose)
            return

        def show(answer: object) -> None:
            if isinstance(answer, StoredPlan):
                self.planRead.emit(answer, purpose)
            else:
                self.refused.emit(answer)

        self.worker.run(lambda: library.read(plan_id), show)

    def add(
        self,
        plan: "Plan",
        *,
        origin: str = "",
        status: PlanStatus | None = None,
        carried: object = None,
        then: Callable[[], None] | None = None,
        then_open: bool = True,
    ) -> None:
        """Store a new plan, with what came along of a newer version; once it is stored, call ``then`` and open it."""
        library = self._at_hand()
        if library is None:
            return

        def store() -> StoredPlan:
            revision = library.add(plan, self._counts(plan), origin=origin, status=status, carried=carried)
            return StoredPlan(plan, revision, carried)

        def show(answer: object) -> None:
            if not isinstance(answer, StoredPlan):
                self.refused.emit(answer)
                return
            self.changed.emit(plan.id)
            if then is not None:
                then()
            if then_open:
                self.planRead.emit(answer, "")

        self.worker.run(store, show)

    def open_sample(self) -> None:
        """Open the sample plan: the one in the library, or a new one."""
        library = self._at_hand()
        if library is None:
            return

        def find() -> "StoredPlan | Plan":
            known = next((row for row in library.plans() if row.sample and not row.archived), None)
            return library.read(known.id) if known else self._services.sample_plan()

        def show(answer: object) -> None:
            if isinstance(answer, StoredPlan):
                self.planRead.emit(answer, "")
            elif isinstance(answer, PlannerError):
                self.refused.emit(answer)
            else:
                self.add(answer, status=PlanStatus.SAMPLE)  # type: ignore[arg-type]

        self.worker.run(find, show)

    def duplicate(self, plan: PlanSummary) -> None:
        """Store a copy of a plan."""
        library = self._at_hand()
        if library is None:
            return
        new_id, code = self._services.ids.new_id(), self._services.ids.new_code()

        def copy() -> str:
            stored = library.read(plan.id)
            made = copy_of(stored.plan, new_id, code)
            library.add(made, self._counts(made), carried=stored.carried)
            return made.id

        self._act(copy, lambda: self.said.emit(t("Made a copy of {name}.", name=display_name(plan)), None), new_id)

    def rename(self, plan: PlanSummary, name: str, title: str) -> None:
        """Give a plan another name and title, as one stored step."""
        library = self._at_hand()
        if library is None:
            return

        def change() -> int:
            stored = library.read(plan.id)
            renamed = stored.plan.with_changes(title=title, patient=replace(stored.plan.patient, name=name))
            counts = self._counts(renamed)
            return library.save(renamed, stored.revision, counts, t("Rename the plan"))

        self._act(change, None, plan.id)

    def set_archived(self, plan: PlanSummary, archived: bool) -> None:
        """Put a plan into the archive or take it out again."""
        library = self._at_hand()
        if library is None:
            return
        name = display_name(plan)
        sentence = t("Archived {name}.", name=name) if archived else t("Took {name} out of the archive.", name=name)

        def back() -> None:
            self._act(lambda: library.set_archived(plan.id, not archived), None, plan.id)

        self._act(lambda: library.set_archived(plan.id, archived), lambda: self.said.emit(sentence, back), "")

    def delete(self, plan: PlanSummary) -> None:
        """Put a plan aside; the toast brings it back."""
        library = self._at_hand()
        if library is None:
            return
        sentence = t("Deleted {name}.", name=display_name(plan))

        def back() -> None:
            self._act(lambda: library.restore(plan.id), None, plan.id)

        self._act(lambda: library.delete(plan.id), lambda: self.said.emit(sentence, back), "")

    def mark_printed(self, plan_id: str) -> None:
        """Remember that a plan's final papers were printed."""
        library = self._at_hand()
        if library is None:
            return
        self._act(lambda: library.mark_printed(plan_id), None, plan_id)

    def _act(self, job: Callable[[], object], then: Callable[[], None] | None, select: str) -> None:
        def show(answer: object) -> None:
            if isinstance(answer, PlannerError):
                self.refused.emit(answer)
                return
            self.changed.emit(select)
            if then is not None:
                then()

        self.worker.run(job, show)

    def _at_hand(self) -> PlanLibrary | None:
        """The library; None, and said so, where it is not open now."""
        if self.library is None:
            self.refused.emit(LibraryError("The library is not open yet."))
        return self.library

    def close(self) -> None:
        """Finish what is being done and close the library."""
        self._checker.forget()
        self.worker.forget()
        if self.library is not None:
            self.library.close()
