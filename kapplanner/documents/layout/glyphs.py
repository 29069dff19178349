"""One weight of a font, opened, and the pictures of it that stand for a run of text."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import uharfbuzz as hb


class Face:
    """One weight of a font, opened: measures and shapes with it. ``thick``: drawn thicker for want of a bold weight."""

    def __init__(self, path: Path, index: int, name: str, weight: int | None, *, thick: bool = False) -> None:
        self.name = name
        self.thick = thick
        self.face = hb.Face(hb.Blob.from_file_path(str(path)), index)
        self.axes = {axis.tag: axis.default_value for axis in self.face.axis_infos}
        if weight is not None:
            bounds = {axis.tag: (axis.min_value, axis.max_value) for axis in self.face.axis_infos}["wght"]
            self.axes["wght"] = min(max(float(weight), bounds[0]), bounds[1])
        self.font = hb.Font(self.face)
        if self.axes:
            self.font.set_variations(self.axes)
        self.scale: float = 1000 / self.face.upem
        self.is_postscript = "glyf" not in self.face.table_tags
        self.blank = self.font.get_nominal_glyph(0x20)

    def advance(self, glyph: int) -> float:
        """How far a glyph moves on, in thousandths of the size."""
        moves: int = self.font.get_glyph_h_advance(glyph)
        return moves * self.scale

    @lru_cache(maxsize=2048)  # noqa: B019 - as many faces as fonts in use, and they live as long as the program
    def ink(self, glyph: int) -> tuple[float, float]:
        """The top and the bottom of a glyph over its line, in thousandths of the size; the same where it is empty."""
        extents = self.font.get_glyph_extents(glyph)
        if extents is None or not extents.width or not extents.height:
            return 0.0, 0.0
        return extents.y_bearing * self.scale, (extents.y_bearing + extents.height) * self.scale


class Glyph(NamedTuple):
    """A picture of a font, how far from the start of its run it stands, and what it says.

    Lengths are in thousandths of the size of the text.
    """

    number: int
    x: float
    y: float
    advance: float
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class Shaped:
    """A run of one face, from left to right.

    ``marks`` are drawn as outlines and say nothing; ``said``: what the run says where its glyphs do not say it.
    """

    face: Face
    text: str
    glyphs: tuple[Glyph, ...]
    marks: tuple[Glyph, ...]
    said: str
    width: float
    from_right: bool
