"""Marks that the face has no glyphs for, drawn: diamond, tick box, the shapes of Stop, Caution, Note, and patterns."""

import math

from kapplanner.documents.content import Mark, Pattern
from kapplanner.documents.layout.fonts import width_of
from kapplanner.documents.layout.pen import BLACK, Pen
from kapplanner.documents.layout.typeset import Run


def draw_mark(pen: Pen, mark: Mark, x: float, y: float, size: float, *, ink: float = BLACK) -> None:
    """A mark in the square of ``size`` points whose top left corner is given."""
    middle_x, middle_y, half = x + size / 2, y + size / 2, size / 2
    paper = 1.0 if ink == BLACK else BLACK
    match mark:
        case Mark.DIAMOND:
            pen.polygon([(middle_x, y), (x + size, middle_y), (middle_x, y + size), (x, middle_y)], fill=True, ink=ink)
        case Mark.STOP:
            corners = [math.radians(22.5 + 45 * n) for n in range(8)]
            pen.polygon([(middle_x + half * math.cos(a), middle_y + half * math.sin(a)) for a in corners], ink=ink)
            _exclamation(pen, middle_x, middle_y, size, ink=paper)
        case Mark.CAUTION:
            pen.polygon(
                [(middle_x, y + size * 0.06), (x + size * 0.98, y + size * 0.94), (x + size * 0.02, y + size * 0.94)],
                fill=False,
                thick=size * 0.1,
                ink=ink,
            )
            _exclamation(pen, middle_x, middle_y + size * 0.13, size * 0.8, ink=ink)
        case Mark.NOTE:
            pen.circle(middle_x, middle_y, half * 0.92, fill=False, thick=size * 0.09, ink=ink)
            pen.circle(middle_x, middle_y - size * 0.2, size * 0.065, ink=ink)
            _bar(pen, middle_x, middle_y - size * 0.06, middle_y + size * 0.24, size * 0.1, ink=ink)
        case Mark.QUESTION:
            pen.circle(middle_x, middle_y, half * 0.92, fill=False, thick=size * 0.09, ink=ink)
            height = size * 0.78
            sign = Run("?", bold=True, width=width_of("?", True, height))
            pen.line_of_text(middle_x - sign.width / 2, middle_y + height * 0.345, (sign,), height, ink=ink)
        case Mark.KEPT:
            pen.circle(middle_x, middle_y, half * 0.92, fill=False, thick=size * 0.09, ink=ink)
            pen.line(middle_x - size * 0.22, middle_y, middle_x - size * 0.05, middle_y + size * 0.2, thick=size * 0.1)
            pen.line(
                middle_x - size * 0.05,
                middle_y + size * 0.2,
                middle_x + size * 0.24,
                middle_y - size * 0.18,
                thick=size * 0.1,
            )
        case Mark.NONE:
            pass


def _exclamation(pen: Pen, x: float, y: float, size: float, *, ink: float) -> None:
    _bar(pen, x, y - size * 0.26, y + size * 0.08, size * 0.12, ink=ink)
    pen.circle(x, y + size * 0.23, size * 0.075, ink=ink)


def _bar(pen: Pen, x: float, top: float, bottom: float, width: float, *, ink: float) -> None:
    half = width / 2
    pen.polygon([(x - half, top), (x + half, top), (x + half, bottom), (x - half, bottom)], ink=ink)


def draw_tick_box(pen: Pen, x: float, y: float, size: float) -> None:
    """An empty box to tick."""
    pen.frame(x, y, size, size, thick=1, radius=size * 0.12)


def draw_pattern(pen: Pen, pattern: Pattern, x: float, y: float, width: float, height: float) -> None:
    """A stretch of the day strip: stripes, black or dots."""
    if width <= 0:
        return
    with pen.clipped(x, y, width, height):
        if pattern is Pattern.MEDICINE:
            pen.polygon([(x, y), (x + width, y), (x + width, y + height), (x, y + height)])
        elif pattern is Pattern.NO_FOOD:
            place = x - height
            while place < x + width:
                pen.line(place, y + height, place + height, y, thick=0.6)
                place += 6.5
        else:
            _dots(pen, x, y, width, height)


def _dots(pen: Pen, x: float, y: float, width: float, height: float) -> None:
    step = 6.5
    for row in (1, 3, 5):
        pen.dotted_line(x + step / 2, y + row * height / 6, width, step=step, radius=0.75)
