"""After drawing: structure, language, title, colours, the plan file inside, a password; then the file is finished."""

import re
from dataclasses import dataclass
from io import BytesIO
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from kapplanner.documents.colour_profile import srgb_profile
from kapplanner.documents.layout.structure import Node
from kapplanner.documents.metadata import Metadata, write_metadata
from kapplanner.documents.tags import write_tags

_ENTRY: Final = re.compile(rb"<([0-9A-F]+)> <([0-9A-F]+)>")
_CODE_SPACE: Final = re.compile(rb"<[0-9A-F]+> <[0-9A-F]+>")
_BLOCK: Final = 100
_PLAIN: Final = 2
_WITH_FILES: Final = 3


@dataclass(frozen=True, slots=True)
class CarriedFile:
    """A file inside the file, which the papers were made from. ``name`` is made of ASCII letters, digits and ``-_.``"""

    name: str
    data: bytes
    described: str


def finish(
    pdf: bytes, structure: Node, metadata: Metadata, carried: CarriedFile | None = None, password: str = ""
) -> bytes:
    """The finished file: PDF/UA-1, and PDF/A-2A (PDF/A-3A with a file inside) unless it is opened by a password.

    Without a password the same input gives the same bytes. With one it does not, and must not: the key and the start
    of every encrypted part are drawn by chance (ISO 32000-2, 7.6.3.1 and 7.6.4.4.7).
    """
    with pikepdf.open(BytesIO(pdf)) as document:
        write_tags(document, structure)
        _write_catalogue(document, metadata)
        _mend_unicode_maps(document)
        if carried is not None:
            _carry(document, carried, metadata)
        write_metadata(document, metadata, None if password else _WITH_FILES if carried else _PLAIN)
        return _written(document, password)


def _written(document: pikepdf.Pdf, password: str) -> bytes:
    """AES with 256 bits where there is a password, which then opens the file with all rights: also to be read aloud."""
    out = BytesIO()
    document.save(
        out,
        min_version="1.7",
        fix_metadata_version=False,
        deterministic_id=not password,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        encryption=pikepdf.Encryption(owner=password, user=password, R=6) if password else False,
    )
    return out.getvalue()


def _write_catalogue(document: pikepdf.Pdf, metadata: Metadata) -> None:
    root = document.Root
    root.Lang = String(metadata.language)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    root.PageMode = Name.UseOutlines if "/Outlines" in root else Name.UseNone
    profile = document.make_stream(srgb_profile(), N=3)
    name = String("sRGB")
    root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFA1,
                OutputConditionIdentifier=name,
                Info=name,
                DestOutputProfile=profile,
            )
        ]
    )


def _carry(document: pikepdf.Pdf, carried: CarriedFile, metadata: Metadata) -> None:
    """The file as the source of the papers: listed for readers by name, and tied to the document as a whole."""
    stamp = String(pikepdf.models.metadata.encode_pdf_date(metadata.printed_at))
    stream = document.make_stream(
        carried.data,
        Type=Name.EmbeddedFile,
        Subtype=Name("/application/json"),
        Params=Dictionary(Size=len(carried.data), CreationDate=stamp, ModDate=stamp),
    )
    name = String(carried.name)
    listed = document.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F=name,
            UF=name,
            Desc=String(carried.described),
            AFRelationship=Name.Source,
            EF=Dictionary(F=stream, UF=stream),
        )
    )
    names = document.Root.get("/Names", Dictionary())
    names.EmbeddedFiles = Dictionary(Names=Array([name, listed]))
    document.Root.Names = names
    document.Root.AF = Array([listed])


def _mend_unicode_maps(document: pikepdf.Pdf) -> None:
    """Write ReportLab's maps from codes to characters anew: without the entries that map a code to no character."""
    for thing in document.objects:
        if isinstance(thing, pikepdf.Dictionary) and "/ToUnicode" in thing and thing.Subtype == Name.TrueType:
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
