"""What was worked out about values that never change, kept for the very same objects."""

from collections.abc import Callable
from typing import Generic, TypeVar

Value = TypeVar("Value")
Result = TypeVar("Result")


class ByIdentity(Generic[Value, Result]):
    """A function of an immutable value that works once for each object.

    A plan shares all sessions but the changed one with the plan before, so that an edit pays for one session only.
    Comparing or hashing a whole session would cost more than most of what is worked out about it. ``context``: what
    the answer hangs on besides, such as the language; it must be equal to be the same. Not more than ``size`` objects
    are kept alive.
    """

    __slots__ = ("_known", "_size", "_work")

    def __init__(self, work: Callable[[Value], Result], size: int = 8192) -> None:
        self._work = work
        self._size = size
        self._known: dict[int, tuple[Value, object, Result]] = {}

    def __call__(self, value: Value, context: object = None) -> Result:
        known = self._known.get(id(value))
        if known is not None and known[0] is value and known[1] == context:
            return known[2]
        result = self._work(value)
        if len(self._known) >= self._size:
            self._known.clear()
        self._known[id(value)] = (value, context, result)
        return result
