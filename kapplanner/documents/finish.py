"""After drawing: structure tree, language, title and dates, so that a screen reader can follow."""

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from kapplanner.documents.layout.pen import Node

_ENTRY: Final = re.compile(rb"<([0-9A-F]+)> <([0-9A-F]+)>")
_CODE_SPACE: Final = re.compile(rb"<[0-9A-F]+> <[0-9A-F]+>")
_BLOCK: Final = 100
_ATTRIBUTE_OWNERS: Final = {"Scope": "Table", "ListNumbering": "List"}


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the file says of itself. ``printed_at`` carries a zone."""

    title: str
    author: str
    language: str
    printed_at: datetime


def finish(pdf: bytes, structure: Node, metadata: Metadata) -> bytes:
    """The finished file; the same input gives the same bytes."""
    with pikepdf.open(BytesIO(pdf)) as document:
        _write_structure(document, structure)
        _write_catalogue(document, metadata)
        _mend_unicode_maps(document)
        _write_metadata(document, metadata)
        out = BytesIO()
        document.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return out.getvalue()


def _write_catalogue(document: pikepdf.Pdf, metadata: Metadata) -> None:
    root = document.Root
    root.Lang = String(metadata.language)
    root.MarkInfo = Dictionary(Marked=True)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    root.PageMode = Name.UseOutlines if "/Outlines" in root else Name.UseNone


def _write_metadata(document: pikepdf.Pdf, metadata: Metadata) -> None:
    moment = metadata.printed_at.isoformat(timespec="seconds")
    stamp = pikepdf.models.metadata.encode_pdf_date(metadata.printed_at)
    document.docinfo = document.make_indirect(
        Dictionary(
            Title=String(metadata.title),
            Author=String(metadata.author),
            Creator=String("KAP Planner"),
            Producer=String("KAP Planner"),
            CreationDate=String(stamp),
            ModDate=String(stamp),
        )
    )
    with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        xmp["dc:title"] = metadata.title
        xmp["dc:creator"] = [metadata.author]
        xmp["dc:language"] = [metadata.language]
        xmp["xmp:CreateDate"] = moment
        xmp["xmp:ModifyDate"] = moment
        xmp["xmp:CreatorTool"] = "KAP Planner"
        xmp["pdf:Producer"] = "KAP Planner"


def _write_structure(document: pikepdf.Pdf, structure: Node) -> None:
    """Structure tree and parent tree: which element each piece of marked content belongs to."""
    parents: dict[int, dict[int, pikepdf.Object]] = defaultdict(dict)
    tree = document.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    tree.K = Array([_element(document, structure, tree, parents)])
    numbers = Array()
    for index, page in enumerate(document.pages):
        page.obj.StructParents = index
        page.obj.Tabs = Name.S
        marks = parents[index]
        numbers.append(index)
        numbers.append(document.make_indirect(Array([marks[number] for number in range(len(marks))])))
    tree.ParentTree = document.make_indirect(Dictionary(Nums=numbers))
    tree.ParentTreeNextKey = len(document.pages)
    document.Root.StructTreeRoot = tree


def _element(
    document: pikepdf.Pdf, node: Node, parent: pikepdf.Object, parents: dict[int, dict[int, pikepdf.Object]]
) -> pikepdf.Object:
    element = document.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{node.tag}"), P=parent))
    for key, value in node.attributes.items():
        if key in _ATTRIBUTE_OWNERS:
            element.A = Dictionary(O=Name(f"/{_ATTRIBUTE_OWNERS[key]}"))
            element.A[f"/{key}"] = Name(f"/{value}")
        else:
            element[f"/{key}"] = String(value)
    kids = Array()
    for kid in node.kids:
        if isinstance(kid, Node):
            kids.append(_element(document, kid, element, parents))
            continue
        page, number = kid
        parents[page][number] = element
        kids.append(Dictionary(Type=Name.MCR, Pg=document.pages[page].obj, MCID=number))
    if len(kids):
        element.K = kids
    return element


def _mend_unicode_maps(document: pikepdf.Pdf) -> None:
    """Write the maps from codes to characters anew: without the entries that map a code to no character."""
    for thing in document.objects:
        if isinstance(thing, pikepdf.Dictionary) and "/ToUnicode" in thing:
            thing.ToUnicode.write(_mended(thing.ToUnicode.read_bytes()))


def _mended(cmap: bytes) -> bytes:
    """The same map with entries in blocks of at most 100, as the format asks (Adobe technical note 5014)."""
    head, rest = cmap.split(b"endcodespacerange")
    entries = [entry for entry in _ENTRY.findall(rest) if int(entry[1], 16)]
    lines = [_CODE_SPACE.sub(b"<00> <FF>", head) + b"endcodespacerange"]
    for start in range(0, len(entries), _BLOCK):
        block = entries[start : start + _BLOCK]
        lines.append(b"%d beginbfchar" % len(block))
        lines += [b"<%s> <%s>" % entry for entry in block]
        lines.append(b"endbfchar")
    return b"\n".join([*lines, rest[rest.index(b"endbfchar") + len(b"endbfchar") :].strip()])
