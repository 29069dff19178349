"""The picture of a course: columns of days, dose bars, learning windows, talks and care, told apart without colour."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kapplanner.documents.chart import ChartChip, ChartDose, ChartGap, ChartWindow, CourseChart, Edge, Place
from kapplanner.documents.layout.fonts import width_of
from kapplanner.documents.layout.pen import BLACK, RULE, Pen
from kapplanner.documents.layout.pieces import Piece, draw_lines
from kapplanner.documents.layout.shapes import draw_mark
from kapplanner.documents.layout.styles import Face, Style
from kapplanner.documents.layout.typeset import Line, line_width, set_lines
from kapplanner.documents.marks import Mark
from kapplanner.documents.text import bold, plain

_GUTTER: Final = 72.0
_FOLD: Final = 6.0
_SCALE_ROOM: Final = 22.0
"""Room for the numbers of the scale beside the name of the first lane."""
_NARROW_SHARE: Final = 0.8
_HEAD_PADDING: Final = 4.0
_HEAD_LINES: Final = 3
_BARS: Final = 78.0
_LOWEST_BARS: Final = 40.0
"""Height of the highest dose bar; less where days are so full that the picture would outgrow its page."""
_MOST_ROWS: Final = 6
"""Rows of talks and care together, above which the bars give room."""
_UNKNOWN: Final = 0.4
"""Height of the outline that stands for a dose whose amount is not known, as a share of the highest bar."""
_LEVEL: Final = 14.0
_CHIP: Final = 13.5
_PITCH: Final = 15.5
_TINT: Final = 0.95
"""Grey of medicine days: far lighter than a tenth of grey, so that words on it stay black on white."""
_MARK: Final = 9.0
_INDENT: Final = {Edge.DOUBLE: 4.5, Edge.SINGLE: 3.0, Edge.DASHED: 3.0}
"""How far the word of a session stands from the left edge of its chip."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Left edges and widths of the days, in points from the left edge of the picture."""

    lefts: tuple[float, ...]
    widths: tuple[float, ...]

    def x_of(self, place: Place) -> float:
        return self.lefts[place.column] + self.widths[place.column] * place.share

    def middle(self, column: int) -> float:
        return self.lefts[column] + self.widths[column] / 2

    def right(self, column: int) -> float:
        return self.lefts[column] + self.widths[column]


def columns_of(chart: CourseChart, width: float) -> Columns:
    """Days share the width; a narrow one gets less, and a fold stands where days are left out."""
    folds = sum(_FOLD for day in chart.days if day.follows_folded)
    shares = [_NARROW_SHARE if day.is_narrow else 1.0 for day in chart.days]
    one = (width - _GUTTER - folds) / sum(shares)
    lefts: list[float] = []
    left = _GUTTER
    for day, share in zip(chart.days, shares, strict=True):
        left += _FOLD if day.follows_folded else 0.0
        lefts.append(left)
        left += one * share
    return Columns(tuple(lefts), tuple(one * share for share in shares))


@dataclass(frozen=True, slots=True)
class Lanes:
    """Where each lane begins, from the top of the picture, and the height of all."""

    medicine: float
    base: float
    windows: float
    talks: float
    care: float
    bottom: float
    bars: float
    levels: tuple[int, ...]
    """The row of each learning window: the highest that is free where it begins."""


def lanes_of(chart: CourseChart, columns: Columns, face: Face) -> Lanes:
    """Each lane is as high as what stands in it, and never lower than its name."""
    rows = _most(chart.talks, columns, face), _most(chart.care, columns, face)
    bars = max(_LOWEST_BARS, _BARS - _PITCH * max(0, sum(rows) - _MOST_ROWS))
    over, under = (max((len(lines) for lines in each), default=1) for each in _dose_lines(chart, columns, face))
    medicine = _HEAD_LINES * face.leading + 2 * _HEAD_PADDING
    base = medicine + over * face.leading + _MARK + bars + 6
    windows = base + under * face.leading + 5
    levels = _levels(chart.windows, columns)
    talks = windows + max(_least(chart, 1, face), 8 + _LEVEL * (1 + max(levels, default=0)))
    care = talks + max(_least(chart, 2, face), 7 + _PITCH * rows[0])
    bottom = care + max(_least(chart, 3, face), 7 + _PITCH * rows[1])
    return Lanes(medicine, base, windows, talks, care, bottom, bars, levels)


def _dose_lines(
    chart: CourseChart, columns: Columns, face: Face
) -> tuple[tuple[tuple[Line, ...], ...], tuple[tuple[Line, ...], ...]]:
    """The lines over and under each dose: in a narrow column number and unit stand on lines of their own, never cut."""
    rooms = [columns.widths[dose.column] / dose.parts - 1 for dose in chart.doses]
    pairs = list(zip(chart.doses, rooms, strict=True))
    over = tuple(set_lines(bold(dose.words), face.size, room) for dose, room in pairs)
    return over, tuple(set_lines(plain(dose.below), face.size, room) for dose, room in pairs)


def _name_lines(chart: CourseChart, lane: int, face: Face) -> tuple[Line, ...]:
    name = chart.names[lane]
    room = _GUTTER - (_SCALE_ROOM if lane == 0 and chart.scale else 8)
    more = set_lines(plain(name.more), face.size, room) if name.more else ()
    return (*set_lines(bold(name.title), face.size, room), *more)


def _least(chart: CourseChart, lane: int, face: Face) -> float:
    return len(_name_lines(chart, lane, face)) * face.leading + 6


def _most(chips: Sequence[ChartChip], columns: Columns, face: Face) -> int:
    """The most rows that the chips of one day take."""
    return max((row + rows for _, row, rows in _rows(chips, columns, face)), default=0)


def _levels(windows: Sequence[ChartWindow], columns: Columns) -> tuple[int, ...]:
    ends: list[float] = []
    levels: list[int] = []
    for window in windows:
        begin = columns.x_of(window.dose or window.opens) - 8
        end = columns.x_of(window.closes) + 14
        level = next((n for n, taken in enumerate(ends) if taken <= begin), len(ends))
        ends[level:] = [end, *ends[level + 1 :]]
        levels.append(level)
    return tuple(levels)


@dataclass(frozen=True, slots=True)
class Picture:
    """A laid picture."""

    chart: CourseChart
    columns: Columns
    lanes: Lanes
    width: float
    face: Face
    gap: float = 0.0
    keeps: bool = False

    @property
    def height(self) -> float:
        return self.lanes.bottom

    def split(self, room: float) -> "tuple[Piece, Piece] | None":
        return None

    def draw(self, pen: Pen, x: float, y: float) -> None:
        with pen.content("Figure", box=(x, y, self.width, self.height), Alt=self.chart.described):
            self._draw_ground(pen, x, y)
            self._draw_heads(pen, x, y)
            self._draw_name(pen, 0, x, y + self.lanes.medicine)
            self._draw_doses(pen, x, y)
            self._draw_name(pen, 1, x, y + self.lanes.windows)
            for window, level in zip(self.chart.windows, self.lanes.levels, strict=True):
                self._draw_window(pen, window, x, y + self.lanes.windows + 4 + _LEVEL * level + _LEVEL / 2)
            self._draw_name(pen, 2, x, y + self.lanes.talks)
            self._draw_chips(pen, self.chart.talks, x, y + self.lanes.talks)
            self._draw_name(pen, 3, x, y + self.lanes.care)
            self._draw_chips(pen, self.chart.care, x, y + self.lanes.care)

    def _draw_ground(self, pen: Pen, x: float, y: float) -> None:
        """Medicine days on a pale ground, lines between days and lanes, three dots where days are left out."""
        lefts, widths = self.columns.lefts, self.columns.widths
        for day, left, width in zip(self.chart.days, lefts, widths, strict=True):
            if day.has_medicine:
                pen.frame(x + left, y, width, self.height, thick=0, radius=0, fill=_TINT)
        for day, left in zip(self.chart.days, lefts, strict=True):
            pen.line(x + left, y, x + left, y + self.height, thick=0.4, grey=RULE)
            if day.follows_folded:
                pen.line(x + left - _FOLD, y, x + left - _FOLD, y + self.height, thick=0.4, grey=RULE)
                for step in (-4, 0, 4):
                    pen.circle(x + left - _FOLD / 2, y + 16 + step, 0.9)
        lanes = self.lanes
        for top in (0.0, lanes.medicine, lanes.windows, lanes.talks, lanes.care, lanes.bottom):
            pen.rule(x, y + top, self.width, thick=0.7)
        pen.line(x + self.width, y, x + self.width, y + self.height, thick=0.4, grey=RULE)

    def _draw_heads(self, pen: Pen, x: float, y: float) -> None:
        face = self.face
        draw_lines(pen, _set(self.chart.since, _GUTTER - 6, self.face), self.face, x, y + _HEAD_PADDING, more=True)
        for place, day in enumerate(self.chart.days):
            left = x + self.columns.lefts[place] + 2.5
            room = self.columns.widths[place] - 3.5
            top = y + _HEAD_PADDING
            for words, is_bold in ((day.date, True), (day.name, False), (day.number, False)):
                indent = face.size * 0.75 if words is day.number and day.has_medicine else 0.0
                if indent:
                    draw_mark(pen, Mark.DIAMOND, left, top + (face.leading - 6) / 2, 6)
                line = _fitting(words, room - indent, face, is_bold)
                draw_lines(pen, (line,), face, left + indent, top, more=True)
                top += face.leading

    def _draw_name(self, pen: Pen, lane: int, x: float, y: float) -> None:
        draw_lines(pen, _name_lines(self.chart, lane, self.face), self.face, x, y + 3, more=True)

    def _draw_doses(self, pen: Pen, x: float, y: float) -> None:
        base = y + self.lanes.base
        for height, words in self.chart.scale:
            level = base - height * self.lanes.bars
            pen.dotted_line(x + _GUTTER, level, self.width - _GUTTER, step=4, radius=0.35)
            line = set_lines(plain(words), self.face.size, _GUTTER)[0]
            left = x + _GUTTER - line_width(line) - 4
            draw_lines(pen, (line,), self.face, left, level - self.face.leading / 2, more=True)
        pen.rule(x + _GUTTER, base, self.width - _GUTTER, thick=0.5)
        for gap in self.chart.gaps:
            self._draw_gap(pen, gap, x, base - 9)
        for dose, over, under in zip(self.chart.doses, *_dose_lines(self.chart, self.columns, self.face), strict=True):
            self._draw_dose(pen, dose, over, under, x, base)

    def _draw_dose(
        self, pen: Pen, dose: ChartDose, over: Sequence[Line], under: Sequence[Line], x: float, base: float
    ) -> None:
        face = self.face
        share = self.columns.widths[dose.column] / dose.parts
        left = x + self.columns.lefts[dose.column] + dose.part * share
        wide = max(6.0, min(30.0, share - 8))
        height = self.lanes.bars * (_UNKNOWN if dose.height is None else max(0.06, dose.height))
        is_known = dose.height is not None
        bar, fill = left + (share - wide) / 2, BLACK if is_known else 1.0
        pen.frame(bar, base - height, wide, height, thick=0.9, radius=0, fill=fill, dashed=not is_known)
        top = base - height - face.leading * len(over) - 1
        for lines, begin in ((over, top), (under, base + 2)):
            for place, line in enumerate(lines):
                middle = left + (share - line_width(line)) / 2
                draw_lines(pen, (line,), face, middle, begin + place * face.leading, more=True)
        if dose.mark is not Mark.NONE:
            draw_mark(pen, dose.mark, left + (share - _MARK) / 2, top - _MARK, _MARK)

    def _draw_gap(self, pen: Pen, gap: ChartGap, x: float, y: float) -> None:
        """A line from bar to bar with its length in the middle, where there is room between them."""
        half = 17.0
        start = _GUTTER if gap.start is None else min(self.columns.middle(gap.start) + half, self._right_of(gap.start))
        end = max(self.columns.middle(gap.end) - half, self.columns.lefts[gap.end] + 2)
        line = set_lines(plain(gap.words), self.face.size, 200)[0]
        wide = line_width(line) + 5
        if end - start < wide:
            return
        middle = x + (start + end) / 2
        pen.line(x + start, y, middle - wide / 2, y, thick=0.6)
        pen.line(middle + wide / 2, y, x + end, y, thick=0.6)
        left = middle - line_width(line) / 2
        pen.frame(left - 1, y - 5, line_width(line) + 2, 10, thick=0, radius=0, fill=1.0)
        draw_lines(pen, (line,), self.face, left, y - self.face.leading / 2, more=True)

    def _right_of(self, column: int) -> float:
        return self.columns.right(column) - 2

    def _draw_window(self, pen: Pen, window: ChartWindow, x: float, y: float) -> None:
        """From the dose a line to the bar; inside it a black mark for each session that counts, after it how many."""
        opens, closes = (x + self.columns.x_of(place) for place in (window.opens, window.closes))
        if window.dose is not None:
            dose = x + self.columns.x_of(window.dose)
            pen.line(dose, y, opens, y, thick=0.8)
            draw_mark(pen, Mark.DIAMOND, dose - 3.5, y - 3.5, 7)
        wide = max(3.0, closes - opens)
        pen.frame(opens, y - 4.5, wide, 9, thick=0.8, radius=1.5, fill=1.0, dashed=not window.is_covered)
        for place in window.inside:
            left = x + self.columns.x_of(place) - 1.5
            pen.frame(left, y - 3, 3, 6, thick=0, radius=0, fill=BLACK)
        line = set_lines(plain(window.counted), self.face.size, 60)[0]
        right = min(opens + wide + 4, x + self.width - line_width(line))
        draw_lines(pen, (line,), self.face, right, y - self.face.leading / 2, more=True)

    def _draw_chips(self, pen: Pen, chips: Sequence[ChartChip], x: float, y: float) -> None:
        for chip, row, rows in _rows(chips, self.columns, self.face):
            left = x + self.columns.lefts[chip.column] + 1
            height = _CHIP + _PITCH * (rows - 1)
            self._draw_chip(pen, chip, left, y + 4 + _PITCH * row, self.columns.widths[chip.column] - 2, height)

    def _draw_chip(self, pen: Pen, chip: ChartChip, x: float, y: float, width: float, height: float) -> None:
        face, indent = self.face, _INDENT[chip.edge]
        if chip.edge is Edge.DASHED:
            pen.frame(x, y, width, height, thick=0.7, radius=2, dashed=True)
        else:
            pen.line(x + 0.5, y, x + 0.5, y + height, thick=0.9)
        if chip.edge is Edge.DOUBLE:
            pen.line(x + 2.3, y, x + 2.3, y + height, thick=0.9)
        room = width - indent
        if chip.mark is not Mark.NONE:
            stands_below = height > _CHIP
            left = x + indent if stands_below else x + width - _MARK
            draw_mark(pen, chip.mark, left, y + height - _CHIP + (_CHIP - _MARK) / 2, _MARK)
            room -= 0.0 if stands_below else _MARK + 0.5
        words = chip.words if width_of(chip.words, False, face.size) <= room else chip.short
        line = _fitting(words, room, face, False)
        draw_lines(pen, (line,), face, x + indent, y + (_CHIP - face.leading) / 2, more=True)


def _rows(chips: Sequence[ChartChip], columns: Columns, face: Face) -> Iterator[tuple[ChartChip, int, int]]:
    """Each chip with its row under the earlier ones of its day, and how many rows it takes.

    Two where its mark has no room beside its shortest word.
    """
    taken: dict[int, int] = {}
    for chip in chips:
        row = taken.get(chip.column, 0)
        room = columns.widths[chip.column] - 2 - _INDENT[chip.edge] - _MARK - 0.5
        rows = 2 if chip.mark is not Mark.NONE and width_of(chip.short, False, face.size) > room else 1
        taken[chip.column] = row + rows
        yield chip, row, rows


def _set(words: str, room: float, face: Face) -> tuple[Line, ...]:
    return set_lines(plain(words), face.size, room)


def _fitting(words: str, room: float, face: Face, is_bold: bool) -> Line:
    """The words in one line; of those that do not fit, as many letters as do."""
    while len(words) > 1 and width_of(words, is_bold, face.size) > room:
        words = words[:-1].rstrip()
    return set_lines(bold(words) if is_bold else plain(words), face.size, 10_000)[0]


def lay_chart(chart: CourseChart, width: float, style: Style, gap: float) -> Picture:
    """Columns and lanes for a width."""
    columns = columns_of(chart, width)
    return Picture(chart, columns, lanes_of(chart, columns, style.small), width, style.small, gap)
