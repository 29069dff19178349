"""A rule set being written: its present value, what is wrong with it, its steps, and who is told when it changes."""

from collections.abc import Callable, Hashable
from functools import cached_property

from kapplanner.codec.rule_document import RuleSetRefused, read_rule
from kapplanner.codec.rule_set_document import RawRule, RuleSetDocument
from kapplanner.codec.rule_sets import Problem, problems_of, route_key, rule_set_of, sources_of
from kapplanner.domain.session import Route
from kapplanner.editing.history import History
from kapplanner.i18n import t
from kapplanner.rules.example_check import Tried, try_examples
from kapplanner.rules.rule_set import Rule, RuleSet


class Judged:
    """A document with what it comes to, each worked out when first asked for."""

    def __init__(self, document: RuleSetDocument) -> None:
        self.document = document

    @cached_property
    def rule_set(self) -> RuleSet | None:
        """The rule set, None while something is wrong with it."""
        try:
            return rule_set_of(self.document)
        except RuleSetRefused:
            return None

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that keeps the document from being used; looked for only where it cannot be."""
        return () if self.rule_set is not None else problems_of(self.document)

    @cached_property
    def rules(self) -> dict[str, Rule]:
        """The rules by id; none while something is wrong with any of them."""
        return {} if self.rule_set is None else {rule.id: rule for rule in self.rule_set.rules}

    def tried(self, rule_id: str) -> tuple[Tried, ...]:
        """The examples of a rule with what it says about them; none while something is wrong."""
        rule_set, rule = self.rule_set, self.rules.get(rule_id)
        return () if rule_set is None or rule is None else try_examples(rule, rule_set)


Watcher = Callable[[], None]


class RuleDraft:
    """The only place that changes an open draft. ``base``: the version that it is compared with."""

    def __init__(self, document: RuleSetDocument, base: RuleSetDocument) -> None:
        self.base = Judged(base)
        self._now = Judged(document)
        self._history: History[RuleSetDocument] = History()
        self._watchers: list[Watcher] = []

    @property
    def document(self) -> RuleSetDocument:
        return self._now.document

    @property
    def now(self) -> Judged:
        """The present document with what it comes to."""
        return self._now

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

    def change(self, document: RuleSetDocument, label: str, merge_key: Hashable | None = None) -> None:
        """Let this document stand in place of the present one, as one step."""
        if document == self.document:
            return
        self._history.record(label, self.document, merge_key)
        self._show(document)

    def put(self, raw: RawRule, merge_key: Hashable | None = None) -> None:
        """Let a rule stand as written here; a part that is None is taken out."""
        self.change(self.document.with_rule(raw), t("change of “{rule}”", rule=str(raw.get("title", ""))), merge_key)

    def put_route(self, route: Route, raw: RawRule, merge_key: Hashable | None = None) -> None:
        """Let the numbers of a route stand as written here."""
        label = t("numbers of {route}", route=route.value)
        self.change(self.document.with_route(route, raw), label, merge_key)

    def field_left(self) -> None:
        """The field being typed in was left: what follows is a step of its own."""
        self._history.forget_merge()

    def undo(self) -> None:
        """Go back over one step, where there is one."""
        if step := self._history.undo(self.document):
            self._show(step.value)

    def redo(self) -> None:
        """Do again what was undone, where there is something."""
        if step := self._history.redo(self.document):
            self._show(step.value)

    @property
    def changed(self) -> frozenset[str]:
        """The ids of the rules that differ from the base (changed, new, taken out), and the keys of such routes."""
        before, after = _parts(self.base.document), _parts(self.document)
        return frozenset(each for each in {*before, *after} if before.get(each) != after.get(each))

    def problems_of(self, rule_id: str) -> tuple[Problem, ...]:
        """What is wrong with one rule."""
        return tuple(problem for problem in self._now.problems if problem.rule == rule_id)

    def sentence_of(self, rule_id: str) -> str:
        """The rule in words as it now stands; "" while something is wrong with it, or where there is no such rule."""
        rule = self._rule(rule_id)
        return rule.sentence if rule is not None else ""

    def _rule(self, rule_id: str) -> Rule | None:
        if rule_id in self._now.rules:
            return self._now.rules[rule_id]
        raw = next((each for each in self.document.rules if each.get("id") == rule_id), None)
        if raw is None or self.problems_of(rule_id):
            return None
        return read_rule(self.document.file_of(raw), raw, sources_of(self.document))

    def _show(self, document: RuleSetDocument) -> None:
        self._now = Judged(document)
        for watcher in tuple(self._watchers):
            watcher()


def _parts(document: RuleSetDocument) -> dict[str, RawRule]:
    """The rules by id and the numbers of the routes by key."""
    rules = {str(raw.get("id")): raw for raw in document.rules}
    return rules | {route_key(route): raw for route, raw in document.routes.items()}
