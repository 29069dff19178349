"""Fonts of the machine in a file: each as the part that is used, with what its pictures say (ISO 32000-1, 9.7)."""

from collections.abc import Iterator
from hashlib import sha256
from struct import unpack_from
from typing import Final

import uharfbuzz as hb
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from kapplanner.documents.layout.glyphs import Face, Glyph, Shaped
from kapplanner.documents.layout.line import Line, Run
from kapplanner.documents.layout.scripts.bidi import visual_order

_OUTLINES_ONLY: Final = (
    *("BASE", "DSIG", "GDEF", "GPOS", "GSUB", "JSTF", "LTSH", "MATH", "OS/2", "PCLT", "STAT", "VDMX", "VORG"),
    *("cmap", "feat", "gasp", "hdmx", "kern", "kerx", "meta", "morx", "mort", "name", "post", "trak", "vhea", "vmtx"),
    *("COLR", "CPAL", "SVG ", "CBDT", "CBLC", "sbix", "prop", "Zapf", "Silf", "Glat", "Gloc", "Sill", "Feat"),
)
"""Tables that a file of papers has no use for: the pictures are chosen and placed already."""
_THICKER: Final = 0.035
"""How much wider a bold letter's stroke is drawn where the font has no bold weight, as a share of its size."""
_BLOCK: Final = 100
_ABCDEFGHIJ: Final = str.maketrans("0123456789abcdef", "ABCDEFGHIJKLMNOP")


def in_place(line: Line) -> Iterator[tuple[Run, float]]:
    """The runs of a line as they are read, each with the place of its left end in points from the line's."""
    at = 0.0
    lefts = {}
    for place in visual_order([run.level for run in line]):
        lefts[place] = at
        at += line[place].width
    for place, run in enumerate(line):
        yield run, lefts[place]


class FontsInFile:
    """The faces of other fonts that one document uses."""

    def __init__(self) -> None:
        self._used: dict[Face, _UsedFace] = {}

    def drawn(self, shaped: Shaped, x: float, y: float, size: float) -> list[str]:
        """The operators that draw a run from a point, at a size in points."""
        face = self._used.setdefault(shaped.face, _UsedFace(shaped.face, len(self._used) + 1))
        said = shaped.said or (face.is_ambiguous(shaped) and shaped.text)
        lines = ["q", f"{size * _THICKER:.3f} w 2 Tr"] if shaped.face.thick else []
        if said:
            lines.append(f"/Span <</ActualText <{(chr(0xFEFF) + said).encode('utf-16-be').hex().upper()}>>> BDC")
        elif shaped.from_right:
            lines.append("/ReversedChars BMC")
        lines += ["BT", f"1 0 0 1 {x:.3f} {y:.3f} Tm", f"/{face.resource} {size:g} Tf", *face.shown(shaped, size), "ET"]
        if said or shaped.from_right:
            lines.append("EMC")
        lines += face.outlines(shaped, x, y, size)
        return [*lines, "Q"] if shaped.face.thick else lines

    def write(self, canvas: Canvas) -> None:
        """Put the fonts into the document, when all pages are drawn."""
        for used in self._used.values():
            used.write(canvas._doc)


class _UsedFace:
    """A face in one document: which pictures it shows, under which codes.

    Outlines of the TrueType kind get a code for each pair of picture and text; others are shown by their own number.
    """

    def __init__(self, face: Face, number: int) -> None:
        self.resource = f"G{number}"
        self._face = face
        self._codes: dict[tuple[int, str], int] = {}
        self._said: dict[int, str] = {}

    def is_ambiguous(self, shaped: Shaped) -> bool:
        """Whether a picture stands for another text here than where it was shown first."""
        if not self._face.is_postscript:
            return False
        said = {**{glyph.number: glyph.text for glyph in reversed(shaped.glyphs)}, **self._said}
        return any(said[glyph.number] != glyph.text for glyph in shaped.glyphs)

    def _code(self, glyph: Glyph) -> int:
        if self._face.is_postscript:
            self._said.setdefault(glyph.number, glyph.text)
            return self._codes.setdefault((glyph.number, self._said[glyph.number]), glyph.number)
        return self._codes.setdefault((glyph.number, glyph.text), len(self._codes) + 1)

    def shown(self, shaped: Shaped, size: float) -> list[str]:
        """The operators that show the glyphs of a run, each where it belongs."""
        lines: list[str] = []
        row: list[str] = []
        at = height = 0.0
        for glyph in shaped.glyphs:
            if glyph.y != height:
                if row:
                    lines.append(f"[{''.join(row)}] TJ")
                    row = []
                lines.append(f"{glyph.y * size / 1000:.3f} Ts")
                height = glyph.y
            if abs(glyph.x - at) > 0.005:
                row.append(f"{at - glyph.x:.2f} ")
            row.append(f"<{self._code(glyph):04X}>")
            at = glyph.x + glyph.advance
        if row:
            lines.append(f"[{''.join(row)}] TJ")
        return [*lines, "0 Ts"] if height else lines

    def outlines(self, shaped: Shaped, x: float, y: float, size: float) -> list[str]:
        """The operators that draw the marks of a run."""
        lines: list[str] = []
        unit = self._face.scale * size / 1000
        for mark in shaped.marks:
            pen = _OutlinePen(x + mark.x * size / 1000, y + mark.y * size / 1000, unit)
            self._face.font.draw_glyph_with_pen(mark.number, pen)
            lines += pen.lines
        return [*lines, "B" if self._face.thick else "f"] if lines else []

    def write(self, doc: pdfdoc.PDFDocument) -> None:
        """Put the used part of the face into the document under its name of the resources."""
        subset, new_numbers = self._subset()
        name = f"{self._tag()}+{self._face.name}"
        kind = "CIDFontType0" if self._face.is_postscript else "CIDFontType2"
        widths = pdfdoc.PDFArray([])
        for (glyph, _), code in sorted(self._codes.items(), key=lambda known: known[1]):
            widths.sequence += [code, pdfdoc.PDFArray([_number(self._face.advance(glyph))])]
        inner = {
            "Type": pdfdoc.PDFName("Font"),
            "Subtype": pdfdoc.PDFName(kind),
            "BaseFont": pdfdoc.PDFName(name),
            "CIDSystemInfo": pdfdoc.PDFDictionary(
                {"Registry": pdfdoc.PDFString("Adobe"), "Ordering": pdfdoc.PDFString("Identity"), "Supplement": 0}
            ),
            "FontDescriptor": doc.Reference(self._descriptor(doc, subset, name)),
            "W": widths,
        }
        if not self._face.is_postscript:
            places = bytearray(2 * (len(self._codes) + 1))
            for (glyph, _), code in self._codes.items():
                places[2 * code : 2 * code + 2] = new_numbers[glyph].to_bytes(2, "big")
            inner["CIDToGIDMap"] = doc.Reference(_stream(bytes(places)))
        font = {
            "Type": pdfdoc.PDFName("Font"),
            "Subtype": pdfdoc.PDFName("Type0"),
            "BaseFont": pdfdoc.PDFName(name),
            "Encoding": pdfdoc.PDFName("Identity-H"),
            "DescendantFonts": pdfdoc.PDFArray([doc.Reference(pdfdoc.PDFDictionary(inner))]),
            "ToUnicode": doc.Reference(_stream(self._unicode_map(name))),
        }
        doc.idToObject[pdfdoc.BasicFonts].dict[self.resource] = doc.Reference(pdfdoc.PDFDictionary(font))

    def _tag(self) -> str:
        """Six letters that tell one part of a font from another, the same for the same part."""
        used = f"{self._face.axes} {sorted(self._codes.items())}"
        return sha256(used.encode()).hexdigest()[:6].translate(_ABCDEFGHIJ)

    def _subset(self) -> tuple[hb.Face, dict[int, int]]:
        """The face with the used pictures only, in one weight, and the new number of each."""
        wanted = hb.SubsetInput()
        wanted.glyph_set.update({glyph for glyph, _ in self._codes})
        wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE
        if self._face.is_postscript:
            wanted.flags |= hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.CFF_IDENTITY_CHARSET
        for tag in _OUTLINES_ONLY:
            wanted.drop_table_tag_set.add(int.from_bytes(tag.encode(), "big"))
        for axis, place in self._face.axes.items():
            wanted.pin_axis_location(self._face.face, axis, place)
        plan = hb.SubsetPlan(self._face.face, wanted)
        return plan.execute(), dict(plan.old_to_new_glyph_mapping)

    def _descriptor(self, doc: pdfdoc.PDFDocument, subset: hb.Face, name: str) -> pdfdoc.PDFDictionary:
        face = self._face
        extents = face.font.get_font_extents("ltr")
        box = [corner * face.scale for corner in unpack_from(">4h", subset.reference_table("head").data, 36)]
        if face.is_postscript:
            key, program = "FontFile3", _stream(subset.reference_table("CFF ").data)
            program.dictionary["Subtype"] = pdfdoc.PDFName("CIDFontType0C")
        else:
            key, program = "FontFile2", _stream(subset.blob.data)
            program.dictionary["Length1"] = len(program.content)
        about = {
            "Type": pdfdoc.PDFName("FontDescriptor"),
            "FontName": pdfdoc.PDFName(name),
            "Flags": 4,
            "FontBBox": pdfdoc.PDFArray([_number(corner) for corner in box]),
            "ItalicAngle": 0,
            "Ascent": _number(extents.ascender * face.scale),
            "Descent": _number(extents.descender * face.scale),
            "CapHeight": _number(extents.ascender * face.scale),
            "StemV": 80,
            key: doc.Reference(program),
        }
        return pdfdoc.PDFDictionary(about)

    def _unicode_map(self, name: str) -> bytes:
        """What each code says (Adobe technical note 5014)."""
        lines = [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            f"/CMapName /{name} def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            "<0000> <FFFF>",
            "endcodespacerange",
        ]
        entries = sorted((code, text) for (_, text), code in self._codes.items())
        for start in range(0, len(entries), _BLOCK):
            block = entries[start : start + _BLOCK]
            lines.append(f"{len(block)} beginbfchar")
            lines += [f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>" for code, text in block]
            lines.append("endbfchar")
        lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
        return "\n".join(lines).encode()


class _OutlinePen:
    """Takes the outlines of a glyph and writes them as operators, from a point and at a scale."""

    def __init__(self, x: float, y: float, unit: float) -> None:
        self._x, self._y, self._unit = x, y, unit
        self._last = (0.0, 0.0)
        self.lines: list[str] = []

    def _add(self, operator: str, *points: tuple[float, float]) -> None:
        places = (f"{self._x + x * self._unit:.3f} {self._y + y * self._unit:.3f}" for x, y in points)
        self.lines.append(" ".join((*places, operator)))
        if points:
            self._last = points[-1]

    def moveTo(self, point: tuple[float, float]) -> None:
        """Begin a contour."""
        self._add("m", point)

    def lineTo(self, point: tuple[float, float]) -> None:
        """A straight line."""
        self._add("l", point)

    def curveTo(self, *points: tuple[float, float]) -> None:
        """A curve of the third degree."""
        self._add("c", *points)

    def qCurveTo(self, control: tuple[float, float], point: tuple[float, float]) -> None:
        """A curve of the second degree, written as one of the third."""
        first, last = self._last, point
        near = [
            (end[0] + 2 * (control[0] - end[0]) / 3, end[1] + 2 * (control[1] - end[1]) / 3) for end in (first, last)
        ]
        self._add("c", near[0], near[1], point)

    def closePath(self) -> None:
        """End a contour."""
        self._add("h")


def _stream(content: bytes) -> pdfdoc.PDFStream:
    return pdfdoc.PDFStream(content=content, filters=[pdfdoc.PDFZCompress])


def _number(value: float) -> float:
    return round(value, 2)
