"""What a finished file says of itself: language, title, bookmarks, structure, and which typefaces it lacks."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import pikepdf


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What a file says of itself. ``parents``: how many elements of the structure each page's content belongs to."""

    language: str
    title: str
    shows_title: bool
    has_bookmarks: bool
    is_tagged: bool
    parents: tuple[int, ...]
    loose_faces: tuple[str, ...]


def file_facts(pdf: bytes) -> FileFacts:
    """Read the file's catalogue and the typefaces of its pages."""
    with pikepdf.open(BytesIO(pdf)) as document:
        root = document.Root
        return FileFacts(
            language=str(root.get("/Lang", "")),
            title=str(document.docinfo.get("/Title", "")),
            shows_title=bool(_inside(root, "/ViewerPreferences").get("/DisplayDocTitle", False)),
            has_bookmarks="/Outlines" in root and int(root.Outlines.get("/Count", 0)) != 0,
            is_tagged="/StructTreeRoot" in root and bool(_inside(root, "/MarkInfo").get("/Marked", False)),
            parents=tuple(_parents(document)),
            loose_faces=tuple(_loose_faces(document)),
        )


def _parents(document: pikepdf.Pdf) -> Iterator[int]:
    tree = _inside(_inside(document.Root, "/StructTreeRoot"), "/ParentTree").get("/Nums", pikepdf.Array())
    held = {int(tree[place]): len(tree[place + 1]) for place in range(0, len(tree), 2) if _is_list(tree[place + 1])}
    for page in document.pages:
        yield held.get(int(page.get("/StructParents", -1)), 0)


def _inside(holder: pikepdf.Object, key: str) -> pikepdf.Object:
    """What a dictionary of the file holds under a key; an empty dictionary where it holds nothing."""
    return holder.get(key, pikepdf.Dictionary())


def _is_list(value: object) -> bool:
    return isinstance(value, pikepdf.Array)


def _loose_faces(document: pikepdf.Pdf) -> Iterator[str]:
    """Names of typefaces that a page uses and the file does not hold."""
    seen: set[tuple[int, int]] = set()
    for page in document.pages:
        for font in _inside(_inside(page.obj, "/Resources"), "/Font").values():
            if font.objgen in seen and font.objgen != (0, 0):
                continue
            seen.add(font.objgen)
            held = font.DescendantFonts[0] if "/DescendantFonts" in font else font
            descriptor = _inside(held, "/FontDescriptor")
            if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor.keys()):
                yield str(font.get("/BaseFont", "?")).lstrip("/")
