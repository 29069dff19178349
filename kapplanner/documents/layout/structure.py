"""What a screen reader follows: elements that hold marked content, on one page or several."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

Marked = tuple[int, int]
"""A piece of marked content: the index of its page, and its number on that page."""
Rectangle = tuple[float, float, float, float]
"""Left, bottom, right and top in points from the lower left corner of the page."""

_KEPT_EMPTY: Final = frozenset({"TD", "TH"})
"""Elements that stay although nothing is in them: each row has a cell in each column."""


@dataclass(slots=True, eq=False)
class Node:
    """An element: its tag, what it says of itself, and what it holds, in reading order.

    ``box``: where a figure or a table stands; None where it goes on on another page.
    """

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    kids: "list[Node | Marked]" = field(default_factory=list)
    box: Rectangle | None = None


class Whole:
    """What the parts of something parted between pages share: they are one element, drawn on several pages."""

    __slots__ = ()


class Structure:
    """The tree as it grows while pages are drawn."""

    def __init__(self) -> None:
        self.root = Node("Document")
        self._open = [self.root]
        self._wholes: dict[object, Node] = {}

    @contextmanager
    def element(
        self, tag: str, whole: object = None, box: Rectangle | None = None, attributes: dict[str, str] | None = None
    ) -> Iterator[Node]:
        """A new element inside the one that is open, or the one of which another part with this ``whole`` was drawn.

        One that still holds nothing when it ends leaves no trace.
        """
        node = self._wholes.get(whole) if whole is not None else None
        is_new = node is None
        if node is None:
            node = Node(tag, {name: said for name, said in (attributes or {}).items() if said})
            self._open[-1].kids.append(node)
        node.box = box if is_new else None
        if whole is not None:
            self._wholes[whole] = node
        self._open.append(node)
        yield node
        self._open.pop()
        if is_new and not node.kids and tag not in _KEPT_EMPTY:
            self._open[-1].kids.remove(node)
            self._wholes.pop(whole, None)
