"""The structure of a file in its own objects: elements, and a tree that leads from marked content to its element."""

from collections import defaultdict
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String

from kapplanner.documents.layout.structure import Node

_OWNERS: Final = {"Scope": Name.Table, "ListNumbering": Name.List}
"""Attributes by the owner that ISO 32000-1 (14.8.5) gives them; what is not among them is text of the element."""


class _Writer:
    """One document while its elements are made. ``parents``: the element of each piece of marked content, by page."""

    def __init__(self, document: pikepdf.Pdf) -> None:
        self._document = document
        self._pages = [page.obj for page in document.pages]
        self.parents: dict[int, dict[int, Object]] = defaultdict(dict)

    def element(self, node: Node, parent: Object) -> Object:
        element = self._document.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{node.tag}"), P=parent))
        attributes = _attributes(node)
        if attributes:
            element.A = attributes[0] if len(attributes) == 1 else Array(attributes)
        for name, said in node.attributes.items():
            if name not in _OWNERS:
                element[f"/{name}"] = String(said)
        if node.kids:
            element.K = Array([self._kid(kid, element) for kid in node.kids])
        return element

    def _kid(self, kid: Node | tuple[int, int], element: Object) -> Object:
        if isinstance(kid, Node):
            return self.element(kid, element)
        page, number = kid
        self.parents[page][number] = element
        return Dictionary(Type=Name.MCR, Pg=self._pages[page], MCID=number)


def _attributes(node: Node) -> list[Object]:
    found: list[Object] = [
        Dictionary({"/O": owner, f"/{name}": Name(f"/{node.attributes[name]}")})
        for name, owner in _OWNERS.items()
        if name in node.attributes
    ]
    if node.box is not None:
        found.append(Dictionary(O=Name.Layout, BBox=Array([round(edge, 2) for edge in node.box])))
    return found


def write_tags(document: pikepdf.Pdf, structure: Node) -> None:
    """Put the structure into the document; every page is read, and gone through by the tab key, in its order."""
    writer = _Writer(document)
    tree = document.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    tree.K = Array([writer.element(structure, tree)])
    numbers = Array()
    for index, page in enumerate(document.pages):
        page.obj.StructParents = index
        page.obj.Tabs = Name.S
        marks = writer.parents[index]
        numbers.append(index)
        numbers.append(document.make_indirect(Array([marks[number] for number in range(len(marks))])))
    tree.ParentTree = document.make_indirect(Dictionary(Nums=numbers))
    tree.ParentTreeNextKey = len(document.pages)
    document.Root.StructTreeRoot = tree
    document.Root.MarkInfo = Dictionary(Marked=True)
