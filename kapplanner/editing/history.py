"""Steps that can be undone and done again: each is a name and the value before it, such as a plan or a rule set."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

Value = TypeVar("Value")

MOST_STEPS = 500


@dataclass(frozen=True, slots=True)
class Step(Generic[Value]):
    """A named step and the value on its other side."""

    label: str
    value: Value
    merge_key: Hashable | None = None


class History(Generic[Value]):
    """The steps behind and ahead of the present value. It holds values, never draws and never judges."""

    def __init__(self) -> None:
        self._done: list[Step[Value]] = []
        self._undone: list[Step[Value]] = []

    @property
    def undo_label(self) -> str | None:
        return self._done[-1].label if self._done else None

    @property
    def redo_label(self) -> str | None:
        return self._undone[-1].label if self._undone else None

    def record(self, label: str, before: Value, merge_key: Hashable | None) -> None:
        """Remember a step; what was undone before it can no longer be done again."""
        merges = (
            bool(self._done) and not self._undone and merge_key is not None and self._done[-1].merge_key == merge_key
        )
        self._undone.clear()
        if merges:
            self._done[-1] = Step(label, self._done[-1].value, merge_key)
            return
        self._done.append(Step(label, before, merge_key))
        del self._done[:-MOST_STEPS]

    def undo(self, present: Value) -> Step[Value] | None:
        """The step to go back over, whose value is to be shown; None where there is none."""
        if not self._done:
            return None
        step = self._done.pop()
        self._undone.append(Step(step.label, present))
        return step

    def redo(self, present: Value) -> Step[Value] | None:
        """The step to do again, whose value is to be shown; None where there is none."""
        if not self._undone:
            return None
        step = self._undone.pop()
        self._done.append(Step(step.label, present))
        return step

    def forget_merge(self) -> None:
        """Let the next step stand by itself even if its key is the same (the field was left)."""
        if self._done:
            last = self._done[-1]
            self._done[-1] = Step(last.label, last.value)
