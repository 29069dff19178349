"""Tables: lines under each row or around each cell, heads that come again on the next page, rows that may be parted."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace

from kapplanner.documents.content import Cell, Mark, Table, TableLook, bold
from kapplanner.documents.layout.pen import RULE, Pen
from kapplanner.documents.layout.pieces import Piece, draw_lines
from kapplanner.documents.layout.shapes import draw_mark
from kapplanner.documents.layout.structure import Whole
from kapplanner.documents.layout.styles import MILLIMETRE, Face, Style
from kapplanner.documents.layout.typeset import Line, line_width, set_lines

_GUTTER = 10.0
_LONG_ROW = 14
_CELL_SIDE = 5.0
_CENTRED_SIDE = 2.0
_WRITING_ROOM = {TableLook.GRID: 8 * MILLIMETRE, TableLook.CLOSE_GRID: 5.5 * MILLIMETRE}
"""Least height of a cell in which somebody writes by hand."""
_HEAD_TINT = 0.95


@dataclass(frozen=True, slots=True)
class Row:
    """Cells as lines.

    ``whole`` is shared with the parts of the row on other pages; ``more``: a further part follows; ``headed_again``:
    the first cell stands on an earlier page and here once more.
    """

    cells: tuple[tuple[Line, ...], ...]
    marks: tuple[Mark, ...]
    padding: float
    leading: float
    least: float = 0.0
    whole: Whole | None = None
    more: bool = False
    headed_again: bool = False

    @property
    def height(self) -> float:
        return max(self.least, max(len(cell) for cell in self.cells) * self.leading + 2 * self.padding)

    def split(self, room: float) -> "tuple[Row, Row] | None":
        """The lines that fit, and the rest of every cell."""
        fit = int((room - 2 * self.padding) // self.leading)
        if fit < 1 or fit >= max(len(cell) for cell in self.cells):
            return None
        first = tuple(cell[:fit] for cell in self.cells)
        rest = tuple(cell[fit:] or ((),) for cell in self.cells)
        whole = self.whole or Whole()
        none = tuple(Mark.NONE for _ in rest)
        return replace(self, cells=first, whole=whole, more=True), replace(self, cells=rest, marks=none, whole=whole)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table in place: heads (None where it has none), rows, and left edge and room of each column (0: not centred).

    ``whole`` is shared with the parts on other pages; ``headed_again``: the heads stand on an earlier page too.
    """

    head: Row | None
    rows: tuple[Row, ...]
    starts: tuple[float, ...]
    centred: tuple[float, ...]
    width: float
    face: Face
    row_heads: bool
    look: TableLook = TableLook.LINES
    gap: float = 0.0
    keeps: bool = False
    whole: Whole | None = None
    headed_again: bool = False

    @property
    def height(self) -> float:
        return self._head_height + sum(row.height for row in self.rows)

    @property
    def _head_height(self) -> float:
        return self.head.height if self.head else 0.0

    def draw(self, pen: Pen, x: float, y: float) -> None:
        if self.look is not TableLook.LINES:
            self._draw_cells(pen, x, y)
        with self._group(pen, x, y):
            if self.head:
                with pen.again(self.headed_again):
                    self._draw_row(pen, self.head, x, y, heads=True)
                y += self.head.height
                with pen.furniture():
                    pen.rule(x, y, self.width, thick=1.1)
            for row in self.rows:
                self._draw_row(pen, row, x, y, heads=False)
                y += row.height
                with pen.furniture():
                    pen.rule(x, y, self.width, thick=0.6, grey=RULE)

    @property
    def _is_list(self) -> bool:
        """One column without a head has no cells to go along: it is read out as a list."""
        return self.head is None and len(self.starts) == 1 and not self.row_heads

    def _group(self, pen: Pen, x: float, y: float) -> AbstractContextManager[None]:
        if self._is_list:
            return pen.group("L", whole=self.whole, ListNumbering="None")
        return pen.group("Table", whole=self.whole, box=(x, y, self.width, self.height))

    def _draw_cells(self, pen: Pen, x: float, y: float) -> None:
        """The outer frame and the lines between the columns."""
        with pen.furniture():
            if self.head:
                pen.frame(x, y, self.width, self.head.height, thick=0, radius=0, fill=_HEAD_TINT)
            pen.frame(x, y, self.width, self.height, thick=0.9, radius=0)
            for start, centred in zip(self.starts[1:], self.centred[1:], strict=True):
                left = x + start - (_CENTRED_SIDE if centred else _CELL_SIDE)
                pen.line(left, y, left, y + self.height, thick=0.6, grey=RULE)

    def _draw_row(self, pen: Pen, row: Row, x: float, y: float, *, heads: bool) -> None:
        with pen.group("LI" if self._is_list else "TR", whole=row.whole):
            for place, (cell, mark, start) in enumerate(zip(row.cells, row.marks, self.starts, strict=True)):
                indent = _indent(mark, self.face)
                if indent:
                    with pen.furniture():
                        side = self.face.size * 1.15
                        draw_mark(pen, mark, x + start, y + _top(row, cell) + (row.leading - side) / 2, side)
                is_head = heads or (place == 0 and self.row_heads)
                scope = ("Column" if heads else "Row") if is_head else ""
                whole = (row.whole, place) if row.whole else None
                with (
                    pen.again(row.headed_again and place == 0),
                    pen.content("LBody" if self._is_list else "TH" if is_head else "TD", whole=whole, Scope=scope),
                ):
                    self._draw_cell(pen, row, place, x + start + indent, y + _top(row, cell))

    def _draw_cell(self, pen: Pen, row: Row, place: int, x: float, y: float) -> None:
        cell, room = row.cells[place], self.centred[place]
        if not room:
            draw_lines(pen, cell, self.face, x, y, more=row.more)
            return
        for number, line in enumerate(cell):
            left = x + (room - line_width(line)) / 2
            more = row.more or number < len(cell) - 1
            draw_lines(pen, (line,), self.face, left, y + number * row.leading, more=more)

    def split(self, room: float) -> "tuple[Piece, Piece] | None":
        room -= self._head_height
        first: list[Row] = []
        for place, row in enumerate(self.rows):
            if row.height <= room:
                first.append(row)
                room -= row.height
                continue
            rest = self.rows[place:]
            parted = row.split(room) if _should_part(row, first) else None
            if parted:
                first.append(parted[0])
                rest = (self._headed_again(row, *parted), *rest[1:])
            if not first:
                return None
            whole = self.whole or Whole()
            later = replace(self, rows=rest, gap=0.0, whole=whole, headed_again=True)
            return replace(self, rows=tuple(first), keeps=False, whole=whole), later
        return None

    def _headed_again(self, row: Row, first: Row, rest: Row) -> Row:
        """The rest of a row with the row's head, unless the head was too tall for the page: it goes on instead."""
        if not self.row_heads or len(first.cells[0]) < len(row.cells[0]):
            return rest
        return replace(rest, cells=(row.cells[0], *rest.cells[1:]), headed_again=True)


def _top(row: Row, cell: tuple[Line, ...]) -> float:
    """How far the words of a cell stand below the row's top: in the middle of a row that leaves room to write."""
    return (row.height - len(cell) * row.leading) / 2 if row.least else row.padding


def _should_part(row: Row, before: Sequence[Row]) -> bool:
    """Rows stay whole; only one of very many lines, or one that would begin a page and not fit it, is parted."""
    return not before or max(len(cell) for cell in row.cells) > _LONG_ROW


def _indent(mark: Mark, face: Face) -> float:
    return 0.0 if mark is Mark.NONE else face.size * 1.7


def lay_table(table: Table, width: float, style: Style, gap: float) -> Grid:
    """Lines for each cell in the shares of the width."""
    face = style.body
    starts: list[float] = []
    left = 0.0
    widths: list[float] = []
    in_cells = table.look is not TableLook.LINES
    for place, column in enumerate(table.columns):
        share = column.share * width
        side = _CENTRED_SIDE if column.centred else _CELL_SIDE
        starts.append(left + (side if in_cells else 0.0))
        gutter = 2 * side if in_cells else _GUTTER if place < len(table.columns) - 1 else 0.0
        widths.append(share - gutter)
        left += share
    head = None
    if any(column.head for column in table.columns):
        cells = tuple(
            set_lines(bold(column.head), face.size, room) for column, room in zip(table.columns, widths, strict=True)
        )
        head = Row(cells, tuple(Mark.NONE for _ in cells), max(2.0, style.gap(3.5)), face.leading)
    rows = tuple(_lay_row(cells, widths, style) for cells in table.rows)
    if in_cells:
        rows = tuple(replace(row, least=_WRITING_ROOM[table.look]) for row in rows)
    centred = tuple(room if column.centred else 0.0 for column, room in zip(table.columns, widths, strict=True))
    return Grid(head, rows, tuple(starts), centred, width, face, table.row_heads, table.look, gap)


def _lay_row(cells: tuple[Cell, ...], widths: Sequence[float], style: Style) -> Row:
    face = style.body
    padding = max(1.5, style.gap(6.0 if face.size > 11 else 4.5))
    laid = tuple(
        tuple(
            line
            for paragraph in cell.paragraphs
            for line in set_lines(paragraph, face.size, room - _indent(cell.mark, face))
        )
        or ((),)
        for cell, room in zip(cells, widths, strict=True)
    )
    return Row(laid, tuple(cell.mark for cell in cells), padding, face.leading)
