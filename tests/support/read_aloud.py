"""A tagged file as a screen reader goes through it: elements in the order of the structure, with their words.

Written against ISO 32000-1 alone, without anything of the program: content streams are walked through, codes are turned
into characters by each font's own map, and marked content is found by its number.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

import pikepdf

_PAIR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_BLOCK = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)
Mark = tuple[int, int]


@dataclass
class Element:
    """An element with its words (those of everything inside), the pages it lies on, and what it says of itself."""

    tag: str
    words: str = ""
    pages: tuple[int, ...] = ()
    kids: "list[Element]" = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)

    def all(self, *tags: str) -> "list[Element]":
        """Every element inside with one of these tags, in reading order."""
        found = [kid for kid in self.kids if kid.tag in tags]
        return [each for kid in self.kids for each in ([kid] if kid in found else []) + kid.all(*tags)]


@dataclass
class Page:
    """What is drawn on a page: words by number of marked content, words of furniture, and drawing outside of both."""

    marked: dict[int, str]
    furniture: str
    loose: list[str]


def read_aloud(pdf: bytes) -> Element:
    """The structure of a file, from its root element on."""
    with pikepdf.open(BytesIO(pdf)) as document:
        pages = [page_content(page) for page in document.pages]
        numbers = {page.objgen: index for index, page in enumerate(document.pages)}
        (root,) = list(document.Root.StructTreeRoot.K)
        return _element(root, pages, numbers)


def _element(node: pikepdf.Object, pages: list[Page], numbers: dict[tuple[int, int], int]) -> Element:
    made = Element(str(node.S)[1:])
    lies_on: list[int] = []
    for kid in node.get("/K", []):
        if kid.get("/Type") == "/MCR":
            index = numbers[kid.Pg.objgen]
            lies_on.append(index)
            made.words += pages[index].marked[int(kid.MCID)]
        else:
            inner = _element(kid, pages, numbers)
            made.kids.append(inner)
            lies_on += inner.pages
            made.words += inner.words
    made.pages = tuple(dict.fromkeys(lies_on))
    made.said = {name: str(node[f"/{name}"]) for name in ("Alt", "ActualText", "Lang") if f"/{name}" in node}
    for attribute in _attributes(node):
        made.said |= {name[1:]: str(value).lstrip("/") for name, value in attribute.items() if name != "/O"}
    return made


def _attributes(node: pikepdf.Object) -> list[pikepdf.Object]:
    attributes = node.get("/A")
    if attributes is None:
        return []
    return list(attributes) if isinstance(attributes, pikepdf.Array) else [attributes]


_PAINTING = {"Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "sh", "BI"}


def page_content(page: pikepdf.Page) -> Page:
    """The words of a page by the marked content that they lie in."""
    fonts = {name: _character_map(font) for name, font in page.Resources.get("/Font", {}).items()}
    found = Page({}, "", [])
    inside: list[int | str] = []
    font: dict[bytes, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "Tf":
                font = fonts[str(operands[0])]
            case "BDC" if isinstance(operands[1], pikepdf.Dictionary) and "/MCID" in operands[1]:
                number = int(operands[1].MCID)
                assert number not in found.marked, "a number of marked content stands twice on a page"
                found.marked[number] = ""
                inside.append(number)
            case "BDC" | "BMC":
                inside.append(str(operands[0]))
            case "EMC":
                inside.pop()
            case painted if painted in _PAINTING:
                words = "".join(_decoded(operand, font) for operand in operands)
                where = next((place for place in reversed(inside) if isinstance(place, int)), None)
                if where is not None:
                    found.marked[where] += words
                elif "/Artifact" in inside:
                    found.furniture += words
                else:
                    found.loose.append(painted)
    assert not inside, "marked content is left open at the end of a page"
    return found


def _decoded(operand: pikepdf.Object, font: dict[bytes, str]) -> str:
    if isinstance(operand, pikepdf.Array):
        return "".join(_decoded(part, font) for part in operand)
    if not isinstance(operand, pikepdf.String):
        return ""
    codes = bytes(operand)
    size = max(map(len, font), default=1)
    return "".join(font[codes[place : place + size]] for place in range(0, len(codes), size))


def _character_map(font: pikepdf.Object) -> dict[bytes, str]:
    """From codes to characters, as the font's own map tells them."""
    found: dict[bytes, str] = {}
    for kind, block in _BLOCK.findall(font.ToUnicode.read_bytes()):
        if kind == b"char":
            found |= {bytes.fromhex(code.decode()): _utf16(to) for code, to in _PAIR.findall(block)}
            continue
        for first, last, to in _RANGE.findall(block):
            start, size = int(first, 16), len(first) // 2
            for step in range(int(last, 16) - start + 1):
                found[(start + step).to_bytes(size)] = chr(ord(_utf16(to)) + step)
    return found


def _utf16(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be")


def elements(root: Element) -> Iterator[Element]:
    """An element and everything inside it, in reading order."""
    yield root
    for kid in root.kids:
        yield from elements(kid)
