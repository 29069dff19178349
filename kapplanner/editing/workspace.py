"""The open plan: its present value, its report, its steps, and who is told when it changes."""

from collections.abc import Callable
from dataclasses import dataclass

from kapplanner.codec.rule_shelf import Adoption, InForce
from kapplanner.domain.difference import Difference, difference
from kapplanner.domain.errors import PlannerError
from kapplanner.domain.plan import Plan
from kapplanner.editing.command import Command
from kapplanner.editing.history import History
from kapplanner.editing.rule_book import RuleBook
from kapplanner.rules.evaluate import evaluate
from kapplanner.rules.finding import Report
from kapplanner.rules.rule_set import RuleSet


class ReadOnlyPlan(PlannerError):
    """The plan was opened to look at only."""


@dataclass(frozen=True, slots=True)
class PlanChanged:
    """What happened. ``initiator`` is whoever asked for it, so that a view can skip its own echo."""

    before: Plan
    after: Plan
    difference: Difference
    report: Report
    previous_report: Report
    step: str
    initiator: object = None


@dataclass(frozen=True, slots=True)
class Preview:
    """What a command would lead to; nothing has changed."""

    plan: Plan
    report: Report


Watcher = Callable[[PlanChanged], None]


class Workspace:
    """The only place that changes the open plan. Findings never stop a change.

    By which rules the plan is judged follows from the rule set that it names: with every step, undo and preview alike.
    ``rules``: where that is looked up, or the one rule set for a plan that stays with it.
    """

    def __init__(self, plan: Plan, rules: RuleSet | RuleBook, *, read_only: bool = False) -> None:
        self._plan = plan
        self._book = rules if isinstance(rules, RuleBook) else RuleBook.with_only(plan.rule_set, InForce(rules))
        self._report = self._judged(plan)
        self._history: History[Plan] = History()
        self._watchers: list[Watcher] = []
        self._telling = False
        self.is_read_only = read_only

    @property
    def plan(self) -> Plan:
        return self._plan

    @property
    def in_force(self) -> InForce:
        """What the plan is judged by, who put it in force, and what there is to know of it."""
        return self._book.find(self._plan.rule_set)

    @property
    def rule_set(self) -> RuleSet:
        return self.in_force.rule_set

    @property
    def report(self) -> Report:
        return self._report

    @property
    def undo_label(self) -> str | None:
        """The name of the step that undo would take back, None if there is none."""
        return self._history.undo_label

    @property
    def redo_label(self) -> str | None:
        return self._history.redo_label

    def watch(self, watcher: Watcher) -> Callable[[], None]:
        """Be told after every change; the answer ends it."""
        self._watchers.append(watcher)
        return lambda: self._watchers.remove(watcher)

    def do(self, command: Command, initiator: object = None) -> PlanChanged | None:
        """Carry out a command as one step; None where it changes nothing. PlannerError where it is impossible."""
        self._refuse_when_closed()
        before = self._plan
        after = command.apply(before)
        if after == before:
            return None
        self._book.find(after.rule_set)  # where another rule set cannot be had, nothing has happened yet
        label = command.label(before)
        self._history.record(label, before, command.merge_key)
        return self._show(after, label, initiator)

    def undo(self, initiator: object = None) -> PlanChanged | None:
        """Go back over one step; None where there is none."""
        self._refuse_when_closed()
        step = self._history.undo(self._plan)
        return self._show(step.value, step.label, initiator) if step else None

    def redo(self, initiator: object = None) -> PlanChanged | None:
        """Do again what was undone; None where there is nothing."""
        self._refuse_when_closed()
        step = self._history.redo(self._plan)
        return self._show(step.value, step.label, initiator) if step else None

    def preview(self, command: Command) -> Preview:
        """What the command would lead to; the plan stays as it is."""
        plan = command.apply(self._plan)
        return Preview(plan, self._judged(plan))

    def field_left(self) -> None:
        """The field being typed in was left: what follows is a step of its own."""
        self._history.forget_merge()

    def judge_by(self, rule_set: RuleSet, initiator: object = None) -> PlanChanged:
        """Use another rule set (or another version) from now on; not a step, the plan stays as it is."""
        self._book.keep(self._plan.rule_set, InForce(rule_set))
        return self._show(self._plan, "", initiator)

    def adopted(self, adoption: Adoption) -> None:
        """A clinician put a rule set in force just now; not a step, and nothing is judged otherwise."""
        self._book.adopted(adoption)

    def look_up_rules_again(self, initiator: object = None) -> PlanChanged:
        """Rule sets may have been put in force, or mended, meanwhile; not a step, the plan stays as it is."""
        self._book.look_again()
        return self._show(self._plan, "", initiator)

    def _judged(self, plan: Plan) -> Report:
        return evaluate(plan, self._book.find(plan.rule_set).rule_set)

    def _refuse_when_closed(self) -> None:
        if self._telling:
            raise RuntimeError("a plan is changed in answer to a click, not in answer to a change")
        if self.is_read_only:
            raise ReadOnlyPlan("This plan is open to look at only. Save a copy to change it.")

    def _show(self, plan: Plan, step: str, initiator: object) -> PlanChanged:
        before, previous = self._plan, self._report
        report = self._judged(plan)
        self._plan, self._report = plan, report
        happened = PlanChanged(before, plan, difference(before, plan), report, previous, step, initiator)
        self._telling = True
        try:
            for watcher in tuple(self._watchers):
                watcher(happened)
        finally:
            self._telling = False
        return happened
