"""Drawing on a page from its top left corner, and noting what each stroke is: text of a structure, or furniture."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from io import BytesIO
from typing import TYPE_CHECKING, Final

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from kapplanner.documents.layout.fonts import REGULAR, font_name, load_fonts, width_of
from kapplanner.documents.layout.line import Line, Run, line_width
from kapplanner.documents.layout.structure import Node, Rectangle, Structure

if TYPE_CHECKING:
    from kapplanner.documents.layout.scripts.embedding import FontsInFile

BLACK: Final = 0.0
GREY: Final = 0.25
RULE: Final = 0.55
CAP_MIDDLE: Final = 0.345
"""Half the height of a capital letter of Fira Sans, as a share of its size."""
Box = tuple[float, float, float, float]
"""Left, top, width and height in points from the top left corner of the page."""


class Running(StrEnum):
    """What comes again on every page and is no content: it is not read out. The words are the format's own."""

    HEADER = "<</Type /Pagination /Subtype /Header>>"
    FOOTER = "<</Type /Pagination /Subtype /Footer>>"
    WATERMARK = "<</Type /Pagination /Subtype /Watermark>>"
    AGAIN = "<</Type /Pagination>>"


class Pen:
    """One document's canvas. Lengths in points, y grows downwards."""

    def __init__(self, width: float, height: float) -> None:
        load_fonts()
        rl_config.useA85 = 0  # streams as bytes: the letters of ASCII85 cost time and a quarter more room
        self._bytes = BytesIO()
        self._canvas = Canvas(
            self._bytes,
            pagesize=(width, height),
            invariant=1,
            pageCompression=1,
            initialFontName=REGULAR,
            initialFontSize=10,
        )
        self._height = height
        self._page = 0
        self._marks = 0
        self._inside = ""
        self._structure = Structure()
        self._fonts: FontsInFile | None = None

    @property
    def root(self) -> Node:
        """The structure of all that was drawn."""
        return self._structure.root

    def start_page(self, width: float, height: float) -> None:
        """Size of the page that is drawn next."""
        self._canvas.setPageSize((width, height))
        self._height = height

    def end_page(self) -> None:
        self._canvas.showPage()
        self._page += 1
        self._marks = 0

    def bookmark(self, title: str, level: int = 0) -> None:
        """An entry of the outline that leads to this page."""
        key = f"p{self._page}-{level}"
        self._canvas.bookmarkPage(key)
        self._canvas.addOutlineEntry(title, key, level)

    def finished(self) -> bytes:
        """The bytes of the document; nothing can be drawn after that."""
        if self._fonts:
            self._fonts.write(self._canvas)
        self._canvas.save()
        return self._bytes.getvalue()

    @contextmanager
    def group(self, tag: str, *, whole: object = None, box: Box | None = None, **said: str) -> Iterator[None]:
        """What is drawn inside belongs to one element (a table, a list).

        ``whole``: shared by its parts on other pages. ``box``: where a figure or table lies. ``said``: what the
        element says of itself, by the format's names (Alt, Lang, Scope); "" for nothing.
        """
        if self._inside:
            yield
            return
        with self._structure.element(tag, whole, self._rectangle(box), said):
            yield

    @contextmanager
    def content(self, tag: str, *, whole: object = None, box: Box | None = None, **said: str) -> Iterator[None]:
        """What is drawn inside is the content of one element (a paragraph, a cell), told as for a group."""
        if self._inside:
            assert self._inside != "content", "Content inside content would be read out twice."
            yield
            return
        with self._structure.element(tag, whole, self._rectangle(box), said) as node:
            code = self._canvas._code
            begun = len(code)
            self._code(f"/{tag} <</MCID {self._marks}>> BDC")
            self._inside = "content"
            yield
            self._inside = ""
            if len(code) == begun + 1:
                del code[begun:]
                return
            self._code("EMC")
            node.kids.append((self._page, self._marks))
            self._marks += 1

    def _rectangle(self, box: Box | None) -> Rectangle | None:
        if box is None:
            return None
        x, y, width, height = box
        return x, self._height - y - height, x + width, self._height - y

    @contextmanager
    def furniture(self) -> Iterator[None]:
        """What is drawn inside carries no content: rules, frames, marks beside a word that says the same."""
        with self._artifact("BMC"):
            yield

    @contextmanager
    def running(self, what: Running) -> Iterator[None]:
        """What is drawn inside, content or not, stands on every page or was read before: it is not read out again."""
        with self._artifact(f"{what} BDC"):
            yield

    @contextmanager
    def again(self, again: bool) -> Iterator[None]:
        """If so, what is drawn inside stands on another page too and is read out there (heads of a parted table)."""
        if not again:
            yield
            return
        with self.running(Running.AGAIN):
            yield

    @contextmanager
    def _artifact(self, operator: str) -> Iterator[None]:
        if self._inside:
            assert self._inside != "content", "Furniture inside content would be read out."
            yield
            return
        self._code(f"/Artifact {operator}")
        self._inside = "artifact"
        yield
        self._inside = ""
        self._code("EMC")

    def _code(self, operator: str) -> None:
        self._canvas._code.append(operator)

    def line_of_text(
        self, x: float, baseline: float, line: Line, size: float, *, more: bool = False, ink: float = BLACK
    ) -> None:
        """One line, its baseline so far below the top; ``more``: another line of the same text follows."""
        if not line:
            return
        canvas = self._canvas
        canvas.setFillGray(ink)
        if any(run.shaped or run.level for run in line):
            canvas.setStrokeGray(ink)
            self._line_of_scripts(x, self._height - baseline, line, size, more)
            return
        text = canvas.beginText(x, self._height - baseline)
        for place, run in enumerate(line):
            text.setFont(font_name(run.bold), size)
            last = place == len(line) - 1
            text.textOut(run.text + (" " if more and last else ""))
        canvas.drawText(text)

    def _line_of_scripts(self, x: float, y: float, line: Line, size: float, more: bool) -> None:
        """A line with other fonts or from the right in it: drawn in the order of reading, each run at its place."""
        from kapplanner.documents.layout.scripts.embedding import FontsInFile, in_place  # noqa: PLC0415 - loads HarfBuzz

        self._fonts = self._fonts or FontsInFile()
        last = line[-1]
        space = Run(" ", last.bold, width_of(" ", last.bold, size), None, last.level)
        for run, left in in_place((*line, space) if more else line):
            if run.shaped:
                self._canvas._code.extend(self._fonts.drawn(run.shaped, x + left, y, size))
            elif run.text:
                text = self._canvas.beginText(x + left, y)
                text.setFont(font_name(run.bold), size)
                text.textOut(run.text)
                self._canvas.drawText(text)

    def outlined(self, x: float, y: float, line: Line, size: float, angle: float, *, thick: float, ink: float) -> None:
        """The outlines of one line's letters around a point, turned anticlockwise by so many degrees."""
        canvas = self._canvas
        canvas.saveState()
        canvas.translate(x, self._height - y)
        canvas.rotate(angle)
        canvas.setStrokeGray(ink)
        canvas.setLineWidth(thick)
        canvas.setLineJoin(1)
        text = canvas.beginText(-line_width(line) / 2, -size * CAP_MIDDLE)
        text.setTextRenderMode(1)
        for run in line:
            text.setFont(font_name(run.bold), size)
            text.textOut(run.text)
        canvas.drawText(text)
        canvas.restoreState()

    def rule(self, x: float, y: float, length: float, *, thick: float = 0.75, grey: float = BLACK) -> None:
        """A horizontal line."""
        self.line(x, y, x + length, y, thick=thick, grey=grey)

    def line(self, x1: float, y1: float, x2: float, y2: float, *, thick: float = 0.75, grey: float = BLACK) -> None:
        canvas = self._canvas
        canvas.setStrokeGray(grey)
        canvas.setLineWidth(thick)
        canvas.line(x1, self._height - y1, x2, self._height - y2)

    def dotted_line(self, x: float, y: float, length: float, *, step: float, radius: float) -> None:
        """Round dots in a row: one dashed stroke, where a circle each would fill the page with curves."""
        canvas = self._canvas
        canvas.saveState()
        canvas.setStrokeGray(BLACK)
        canvas.setLineWidth(2 * radius)
        canvas.setLineCap(1)
        canvas.setDash([0, step])
        canvas.line(x, self._height - y, x + length, self._height - y)
        canvas.restoreState()

    def frame(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        thick: float = 0.75,
        radius: float = 4,
        fill: float | None = None,
        dashed: bool = False,
    ) -> None:
        """A box with round corners; ``fill`` is a grey from 0 (black) to 1."""
        canvas = self._canvas
        canvas.saveState()
        canvas.setStrokeGray(BLACK)
        canvas.setLineWidth(thick)
        if dashed:
            canvas.setDash(2.2, 1.8)
        if fill is not None:
            canvas.setFillGray(fill)
        bottom = self._height - y - height
        if radius:
            canvas.roundRect(x, bottom, width, height, radius, stroke=int(thick > 0), fill=int(fill is not None))
        else:
            canvas.rect(x, bottom, width, height, stroke=int(thick > 0), fill=int(fill is not None))
        canvas.restoreState()

    def polygon(
        self, points: list[tuple[float, float]], *, fill: bool = True, thick: float = 0, ink: float = BLACK
    ) -> None:
        """A closed shape through points given from the top left corner of the page."""
        canvas = self._canvas
        path = canvas.beginPath()
        path.moveTo(points[0][0], self._height - points[0][1])
        for x, y in points[1:]:
            path.lineTo(x, self._height - y)
        path.close()
        canvas.setFillGray(ink)
        canvas.setStrokeGray(ink)
        canvas.setLineWidth(thick)
        canvas.setLineJoin(1)
        canvas.drawPath(path, stroke=int(thick > 0), fill=int(fill))

    def circle(
        self, x: float, y: float, radius: float, *, fill: bool = True, thick: float = 0, ink: float = BLACK
    ) -> None:
        canvas = self._canvas
        canvas.setFillGray(ink)
        canvas.setStrokeGray(ink)
        canvas.setLineWidth(thick)
        canvas.circle(x, self._height - y, radius, stroke=int(thick > 0), fill=int(fill))

    @contextmanager
    def clipped(self, x: float, y: float, width: float, height: float) -> Iterator[None]:
        """Nothing drawn inside reaches over the box."""
        canvas = self._canvas
        canvas.saveState()
        path = canvas.beginPath()
        path.rect(x, self._height - y - height, width, height)
        canvas.clipPath(path, stroke=0, fill=0)
        yield
        canvas.restoreState()
